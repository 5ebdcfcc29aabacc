"""Checks across the curated tables: every row cited, every word known, nothing said twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias

from ..interval import exact_text
from ..model import Assessment, Indicator, Place, Published, Source, Target
from .tables import Fault

_HORIZON = (2020, 2035)  # the first and last year a target may be set for
_RATES = ("%", "‰", "个百分点", "个千分点")
# The units that a target of some types may have beside that of its indicator.
_UNITS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("mean_growth", "rise", "cumulative", "yearly"), _RATES),
    "qualitative": ("", *_RATES),
}
_YEAR_ENDS = ("", "年", "年末", "年底")  # what stands behind a year in a date that is all of it
_Valued: TypeAlias = Target | Published
_Row: TypeAlias = Target | Published | Assessment
# The file of a row and what names it there.
_NAMED: dict[type, tuple[str, tuple[str, ...]]] = {
    Target: ("targets.csv", ("target_id",)),
    Published: ("published.csv", ("published_id",)),
    Assessment: ("assessments.csv", ("place", "indicator", "year")),
    Place: ("places.csv", ("place",)),
}
# What makes two rows speak of one fact.
_TARGET = ("place", "indicator", "type", "target_year", "plan", "version", "price", "coverage")
_PUBLISHED = ("place", "indicator", "name_zh", "year", "as_of", "role", "qualifier", "source_id")


def check_curated(
    targets: Sequence[Target],
    sources: Sequence[Source],
    indicators: Sequence[Indicator],
    published: Sequence[Published],
    places: Sequence[Place],
    *,
    assessments: Sequence[Assessment] = (),
) -> list[Fault]:
    """Every fault between the curated tables, none where they agree."""
    codebook = {indicator.code: indicator for indicator in indicators}
    valued: list[_Valued] = [*targets, *published]
    everything: list[_Row] = [*valued, *assessments]
    return [
        *_unlisted(everything, "source_id", {one.source_id for one in sources}, "sources.csv"),
        *_unlisted(everything, "indicator", codebook, "indicators.csv"),
        *_wrong_units(valued, codebook),
        *_wrong_places(everything, places),
        *_wrong_targets(targets),
        *_undated(published),
        *_said_twice(targets, _TARGET),
        *_said_twice(published, _PUBLISHED),
    ]


def _fault(row: _Row | Place, column: str, what: str, right: str) -> Fault:
    return Fault(_NAMED[type(row)][0], _name(row), column, what, right)


def _name(row: _Row | Place) -> str:
    return " ".join(["row", *(str(getattr(row, column)) for column in _NAMED[type(row)][1])])


def _unlisted(
    rows: Iterable[_Row], column: str, known: Collection[str], listed: str
) -> Iterator[Fault]:
    for row in rows:
        value = getattr(row, column)
        counted = isinstance(row, Assessment) and row.count is not None
        worded = column == "indicator" and not value and (isinstance(row, Target) or counted)
        if value not in known and not worded:
            yield _fault(row, column, f"{value!r} is not in {listed}", f"a row of {listed}")


def _wrong_units(rows: Iterable[_Valued], codebook: Mapping[str, Indicator]) -> Iterator[Fault]:
    for row in rows:
        if row.indicator not in codebook:
            continue
        wanted = codebook[row.indicator].unit
        others = _UNITS.get(row.type, ()) if isinstance(row, Target) else ()
        if row.unit not in (wanted, *others):
            what = f"unit {row.unit!r} is not that of {row.indicator}"
            yield _fault(row, "unit", what, wanted or "no unit")
        elif isinstance(row, Target) and row.type == "rise" and row.unit == wanted == "%":
            what = "a rise of a rate in % may be of itself or by points"
            yield _fault(row, "unit", what, "个百分点 and the value in points")


def _wrong_places(rows: Iterable[_Row], places: Sequence[Place]) -> Iterator[Fault]:
    levels = {place.place: place.level for place in places}
    for row in rows if places else ():
        if row.place not in levels:
            what = f"place {row.place!r} is not in places.csv"
            yield _fault(row, "place", what, "a full name of places.csv")
        elif not isinstance(row, Assessment) and row.level != levels[row.place]:
            right = f"{levels[row.place]}, as in places.csv"
            yield _fault(row, "level", f"level {row.level!r} of {row.place}", right)
    for place in places:
        for other in (place.parent, *place.neighbours):
            if other and other not in levels:
                yield _fault(place, "", f"place {other!r} is not in places.csv", "a row of its own")


def _wrong_targets(targets: Iterable[Target]) -> Iterator[Fault]:
    first, last = _HORIZON
    for row in targets:
        year = row.target_year
        if year is not None and not first <= year <= last:
            what = f"target year {year} lies outside the plans"
            yield _fault(row, "target_year", what, f"{first} to {last}")
        if row.value is None and row.type not in ("qualitative", "keep"):
            what = f"a target of type {row.type} has no value"
            yield _fault(row, "value", what, "a value, or the type qualitative")
        if row.base_year and year and row.base_year > year:
            what = f"base year {row.base_year} is after the target year {year}"
            yield _fault(row, "base_year", what, "a year before it")


def _undated(published: Iterable[Published]) -> Iterator[Fault]:
    """A figure whose year contradicts the date it stands for, or that has neither."""
    for row in published:
        year, as_of = row.year, row.as_of
        if year is None and not as_of:
            what = "neither a year nor a date that the figure stands for"
            yield _fault(row, "year", what, "2023, 2021-2025, 2024H1 or 2024-02")
        elif year and year.is_year and as_of not in ("", *(f"{year}{end}" for end in _YEAR_ENDS)):
            what = f"year {year} and as_of {as_of!r}"
            yield _fault(row, "year", what, "the part of the year, or no as_of")


def _said_twice(rows: Iterable[_Valued], columns: Sequence[str]) -> Iterator[Fault]:
    fact_of = attrgetter(*columns)
    seen: dict[object, _Valued] = {}
    for row in rows:
        first = seen.setdefault(fact_of(row), row)
        here, there = _says(row), _says(first)
        if first is not row and here == there:
            yield _fault(row, "", f"says the same as {_name(first)}", "each fact once")
        elif first is not row:
            what = f"{row.indicator} of {row.place} is {here} here and {there} in {_name(first)}"
            yield _fault(row, "value", what, "one of them, the better source, with a note")


def _says(row: _Valued) -> str:
    return f"{getattr(row, 'operator', '')}{exact_text(row.value)}{row.unit}"
