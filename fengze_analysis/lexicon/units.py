"""The longest unit that stands at a position of the folded text."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
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


_UNITS = {
    row["unit"]: Unit(row["unit"], row["canonical"], row["category"])
    for row in read_rows("units.csv")
}
# How long the units are that begin with a character, longest first.
_LENGTHS = {
    first: sorted(set(map(len, units)), reverse=True)
    for first, units in groupby(sorted(_UNITS), key=lambda unit: unit[0])
}


@cache
def canonical_unit(printed: str) -> str:
    """One spelling of a printed unit."""
    whole = fold(printed).strip()
    parts = [whole] if whole in _UNITS else [part.strip() for part in whole.split("/")]
    return "/".join(_UNITS[part].canonical if part in _UNITS else part for part in parts)


def match_unit(text: str, position: int) -> tuple[int, Unit]:
    """The end and the unit at ``position`` of folded ``text``, :data:`NO_UNIT` where none is."""
    for length in _LENGTHS.get(text[position : position + 1], ()):
        unit = _UNITS.get(text[position : position + length])
        if unit is not None and _is_whole(text, position + len(unit.printed), unit):
            return _with_more(text, position, position + len(unit.printed), unit)
    return position, NO_UNIT


def _with_more(text: str, position: int, end: int, unit: Unit) -> tuple[int, Unit]:
    """The unit with another in brackets behind it (条(段) is counted as 条), or with a divisor."""
    if text[end : end + 1] == "(" and unit.category == "count":
        other = _OTHER.match(text, end)
        if other is not None and other[1] in _UNITS:
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
    return unit.printed + after not in _LONGER_WORDS
