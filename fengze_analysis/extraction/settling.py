"""The unit of a figure that prints none of its own: of its list, its indicator or its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..lexicon import alternation
from ..lexicon.units import Unit
from .figure import NO_UNIT_KNOWN, TABLE_UNCLEAR, Figure
from .tabular import BRACKETED, UNCLEAR, Cell, parse_unit

# 人次86.5万, 参保人数33.7万: the unit stands in the indicator only.
_UNIT_BEFORE = re.compile(
    rf"""
    (人次|户次|件次|车次|场次|台次|架次|吨公里|人(?=数)|户(?=数))数?
    (?:{alternation("filler")}|分别|达到|[:：]|[ ])*$
    """,
    re.VERBOSE,
)
_LIST = re.compile(
    r"""
    [ ]*(?:[、和与及]|以及)[ ]*
    (?:全[国省市区县州](?:平均(?:水平)?)?)?  # 高于全国0.7、全省2.3个百分点
    """,
    re.VERBOSE,
)
_LONGEST_JOINER = 8
_READS_OUT = re.compile(rf"(?:{alternation('reading')})\s*$")
_FIXED = frozenset(("rank", "ratio", "fraction", "range"))


def share_units(folded: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, a unit printed once at the end of a list given to all of it.

    3.2、1.8和0.5个百分点; 3、5万元.
    """
    listed: list[Figure] = []
    for figure in figures:
        if listed and not _goes_on(folded, listed[-1], figure):
            yield from _share(listed) if len(listed) > 1 else listed
            listed = []
        listed.append(figure)
    yield from _share(listed)


def _goes_on(folded: str, last: Figure, figure: Figure) -> bool:
    """Whether ``figure`` is the next in the list of ``last``."""
    near = figure.start - last.end <= _LONGEST_JOINER
    return near and _LIST.fullmatch(folded, last.end, figure.start) is not None


def _share(listed: list[Figure]) -> list[Figure]:
    """The figures of a list, what prints no unit given that of the figure behind it."""
    for index in range(len(listed) - 2, -1, -1):
        figure, after = listed[index], listed[index + 1]
        if after.unit.category == "point" and figure.unit.printed == "个" and "." in figure.numeral:
            listed[index] = figure._replace(unit=after.unit)  # 高0.2个和0.5个百分点
            continue
        if figure.unit.printed or figure.form in _FIXED or not figure.values:
            continue
        if after.unit.category not in ("none", "rank"):
            factor = after.multiplier if figure.multiplier == 1 else 1
            listed[index] = _with_unit(figure, factor, after.unit)
    return listed


def settle(
    folded: str, figure: Figure, clause_start: int, cell: Cell | None, last: Figure | None
) -> Figure:
    """``figure`` with the unit that its cell, its indicator or its list prints; else unread."""
    if figure.unit.printed or figure.form in _FIXED or not figure.values:
        return figure
    if cell is UNCLEAR:
        return figure._replace(form="unread", reason=TABLE_UNCLEAR)
    if cell is not None:
        return _with_unit(figure, cell.multiplier if figure.multiplier == 1 else 1, cell.unit)
    before = folded[max(clause_start, figure.start - 14) : figure.start]
    if bracket := BRACKETED.search(before.rstrip(": ")):  # 投资额(亿元)
        multiplier, unit = parse_unit(bracket[1] or bracket[2])
        if unit.printed or multiplier > 1:
            return _with_unit(figure, multiplier, unit)
    if figure.form == "bare":
        figure = _settle_bare(figure, before)
    if figure.form != "plain":
        return figure
    if match := _UNIT_BEFORE.search(before):
        return figure._replace(unit=Unit(match[1], match[1], "count"))
    if last is None or last.unit.category != "count" or last.multiplier != figure.multiplier:
        return figure
    return figure._replace(unit=last.unit) if _goes_on(folded, last, figure) else figure


def _with_unit(figure: Figure, multiplier: int, unit: Unit) -> Figure:
    values: tuple[Decimal, ...] = tuple(value * multiplier for value in figure.values)
    multiplier *= figure.multiplier
    return figure._replace(form="plain", reason="", values=values, multiplier=multiplier, unit=unit)


def _settle_bare(figure: Figure, before: str) -> Figure:
    """A bare numeral counts only behind a word that reads it out (指数为103.3)."""
    if "." in figure.numeral or figure.numeral.startswith("-") or _READS_OUT.search(before):
        return figure._replace(form="plain")
    return figure._replace(form="unread", reason=NO_UNIT_KNOWN)
