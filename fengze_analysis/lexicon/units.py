"""The longest unit that stands at a position of the folded text."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from . import forms, read_rows, words
from .folding import fold


class Unit(NamedTuple):
    """A unit of the table: as it may be printed (folded), its one spelling and its category."""

    printed: str
    canonical: str
    category: str


NO_UNIT = Unit("", "", "none")

_PER = re.compile(rf"/\s?(?:{forms('per')})(?:·(?:年|月|日|天|次|小时|h|d|a))?")  # 元/人·月
_OTHER = re.compile(r"\(([\u4e00-\u9fff]{1,2})\)")
_HEAD_NOUN = re.compile(f"大({forms('big_noun')})")  # 12 大领域: the noun behind 大
_LONGER_WORDS = frozenset(words("longer_word"))


@cache
def _units() -> dict[str, Unit]:
    rows = read_rows("units.csv")
    units = (Unit(fold(row["unit"]), row["canonical"], row["category"]) for row in rows)
    return {unit.printed: unit for unit in units}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the units are that begin with a character, longest first."""
    found: dict[str, set[int]] = {}
    for printed in _units():
        found.setdefault(printed[0], set()).add(len(printed))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


@cache
def canonical_unit(printed: str) -> str:
    """One spelling of a printed unit.

    >>> canonical_unit("m²"), canonical_unit("％"), canonical_unit("元/㎡"), canonical_unit("领域")
    ('平方米', '%', '元/平方米', '领域')
    """
    units, whole = _units(), fold(printed).strip()
    parts = [whole] if whole in units else [part.strip() for part in whole.split("/")]
    return "/".join(units[part].canonical if part in units else part for part in parts)


def match_unit(text: str, position: int) -> tuple[int, Unit]:
    """The end and the unit at ``position`` of folded ``text``; :data:`NO_UNIT` where none stands.

    >>> match_unit("8.6亿元", 4)[1].canonical, match_unit("20微克/立方米", 2)[1].printed
    ('元', '微克/立方米')
    """
    units = _units()
    for length in _lengths().get(text[position : position + 1], ()):
        unit = units.get(text[position : position + length])
        if unit is not None and _is_whole(text, position + len(unit.printed), unit):
            return _with_more(text, position, position + len(unit.printed), unit)
    return position, NO_UNIT


def _with_more(text: str, position: int, end: int, unit: Unit) -> tuple[int, Unit]:
    """The unit with another in brackets behind it (条(段) is counted as 条), or with a divisor."""
    if text[end : end + 1] == "(" and unit.category == "count":
        other = _OTHER.match(text, end)
        if other is not None and other[1] in _units():
            return other.end(), unit._replace(printed=unit.printed + other[0])
    per = _PER.match(text, end) if text.startswith("/", end) else None
    if per is None:
        return end, unit
    printed = text[position : per.end()]
    return per.end(), Unit(printed, canonical_unit(printed), "rate")


def match_head_noun(text: str, position: int) -> tuple[int, Unit]:
    """The end and the noun behind 大 at ``position`` (12 大领域), or :data:`NO_UNIT`."""
    match = _HEAD_NOUN.match(text, position)
    return (match.end(), Unit(match[1], match[1], "count")) if match else (position, NO_UNIT)


def _is_whole(text: str, end: int, unit: Unit) -> bool:
    """A unit must not be the beginning of a longer word (市 of 市民, G of 5Gbps)."""
    last, after = unit.printed[-1], text[end : end + 1]
    if last.isascii():
        return not (last.isalpha() and after.isascii() and after.isalnum())
    word = unit.printed if len(unit.printed) > 1 else last
    return word + after not in _LONGER_WORDS
