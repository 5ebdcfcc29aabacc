"""Checks across the curated tables: every row cited, every word known, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ..interval import exact_text
from ..model import Assessment, Indicator, Place, Published, Source, Target
from .tables import Fault

_FIRST, _LAST = 2020, 2035  # the years a target may be set for
_RATES = ("%", "‰", "个百分点", "个千分点")
# The units that a target of some types may have beside that of its indicator.
_UNITS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("mean_growth", "rise", "cumulative", "yearly"), _RATES),
    "qualitative": ("", *_RATES),
}
_YEAR_ENDS = ("", "年", "年末", "年底")  # what stands behind a year in a date that is all of it
_Valued: TypeAlias = Target | Published
_Row: TypeAlias = _Valued | Assessment
_Said: TypeAlias = tuple[str, str, str]  # column, what is wrong, what would be right
# The file of a row and what names it there.
_NAMED: dict[type, tuple[str, tuple[str, ...]]] = {
    Target: ("targets.csv", ("target_id",)),
    Published: ("published.csv", ("published_id",)),
    Assessment: ("assessments.csv", ("place", "indicator", "year")),
    Place: ("places.csv", ("place",)),
}
# What makes two rows speak of one fact.
_FACT: dict[type, tuple[str, ...]] = {
    Target: ("place", "indicator", "type", "target_year", "plan", "version", "price", "coverage"),
    Published: ("place", "indicator", "name_zh", "year", "as_of", "role", "qualifier", "source_id"),
}


def check_curated(
    targets: Sequence[Target],
    sources: Sequence[Source],
    indicators: Sequence[Indicator],
    published: Sequence[Published],
    places: Sequence[Place],
    assessments: Sequence[Assessment] = (),
) -> list[Fault]:
    """Every fault between the curated tables, row by row, none where they agree."""
    codebook = {one.code: one for one in indicators}
    known = {one.source_id for one in sources}, codebook, {one.place: one.level for one in places}
    valued: list[_Valued] = [*targets, *published]
    rows: list[_Row] = [*valued, *assessments]
    seen: dict[object, _Valued] = {}
    found: list[tuple[_Row | Place, Iterator[_Said]]] = [
        *((row, _misfits(row, *known)) for row in rows),
        *((place, _lone(place, known[-1])) for place in places),
        *((row, _wrong_target(row)) for row in targets),
        *((row, _undated(row)) for row in published),
        *((row, _twice(row, seen)) for row in valued),
    ]
    return [Fault(_NAMED[type(row)][0], _name(row), *one) for row, said in found for one in said]


def _name(row: _Row | Place) -> str:
    return " ".join(["row", *(str(getattr(row, column)) for column in _NAMED[type(row)][1])])


def _misfits(
    row: _Row, cited: set[str], codebook: Mapping[str, Indicator], levels: Mapping[str, str]
) -> Iterator[_Said]:
    """What a row has that the tables it points to do not."""
    if row.source_id not in cited:
        yield "source_id", f"{row.source_id!r} is not in sources.csv", "a row of sources.csv"
    indicator = codebook.get(row.indicator)
    worded = isinstance(row, Target) or getattr(row, "count", None) is not None
    if not indicator and (row.indicator or not worded):
        yield "indicator", f"{row.indicator!r} is not in indicators.csv", "a row of indicators.csv"
    if indicator and not isinstance(row, Assessment):
        yield from _wrong_unit(row, indicator)
    if levels and row.place not in levels:
        yield "place", f"place {row.place!r} is not in places.csv", "a full name of places.csv"
    elif levels and not isinstance(row, Assessment) and row.level != levels[row.place]:
        right = f"{levels[row.place]}, as in places.csv"
        yield "level", f"level {row.level!r} of {row.place}", right


def _wrong_unit(row: _Valued, indicator: Indicator) -> Iterator[_Said]:
    others = _UNITS.get(row.type, ()) if isinstance(row, Target) else ()
    if row.unit not in (indicator.unit, *others):
        what = f"unit {row.unit!r} is not that of {row.indicator}"
        yield "unit", what, indicator.unit or "no unit"
    elif isinstance(row, Target) and row.type == "rise" and row.unit == indicator.unit == "%":
        what = "a rise of a rate in % may be of itself or by points"
        yield "unit", what, "个百分点 and the value in points"


def _lone(place: Place, levels: Mapping[str, str]) -> Iterator[_Said]:
    for other in (place.parent, *place.neighbours):
        if other and other not in levels:
            yield "", f"place {other!r} is not in places.csv", "a row of its own"


def _wrong_target(row: Target) -> Iterator[_Said]:
    year = row.target_year
    if year is not None and not _FIRST <= year <= _LAST:
        yield "target_year", f"target year {year} lies outside the plans", f"{_FIRST} to {_LAST}"
    if row.value is None and row.type not in ("qualitative", "keep"):
        what = f"a target of type {row.type} has no value"
        yield "value", what, "a value, or the type qualitative"
    if row.base_year and year and row.base_year > year:
        what = f"base year {row.base_year} is after the target year {year}"
        yield "base_year", what, "a year before it"


def _undated(row: Published) -> Iterator[_Said]:
    """A figure whose year contradicts the date it stands for, or that has neither."""
    year, as_of = row.year, row.as_of
    if year is None and not as_of:
        what = "neither a year nor a date that the figure stands for"
        yield "year", what, "2023, 2021-2025, 2024H1 or 2024-02"
    elif year and year.is_year and as_of not in ("", *(f"{year}{end}" for end in _YEAR_ENDS)):
        yield "year", f"year {year} and as_of {as_of!r}", "the part of the year, or no as_of"


def _twice(row: _Valued, seen: dict[object, _Valued]) -> Iterator[_Said]:
    fact = type(row), *(getattr(row, column) for column in _FACT[type(row)])
    first = seen.setdefault(fact, row)
    here, there = _says(row), _says(first)
    if first is not row and here == there:
        yield "", f"says the same as {_name(first)}", "each fact once"
    elif first is not row:
        what = f"{row.indicator} of {row.place} is {here} here and {there} in {_name(first)}"
        yield "value", what, "one of them, the better source, with a note"


def _says(row: _Valued) -> str:
    return f"{getattr(row, 'operator', '')}{exact_text(row.value)}{row.unit}"
