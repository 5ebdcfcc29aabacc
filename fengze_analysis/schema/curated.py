"""Checks across the curated tables: every row cited, every word known, nothing said twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter

from ..interval import exact_text
from ..model import Assessment, Indicator, Place, Published, Source, Target
from .checks import Fault

_HORIZON = (2020, 2035)  # the first and last year a target may be set for

_RELATIVE = ("mean_growth", "rise", "cumulative", "yearly")  # may be in % whatever the unit
_PERIODS = "2023, 2021-2025, 2024H1 or 2024-02"
_NO_DATE = "the part of the year, or no as_of"
_RATES = ("%", "‰", "个百分点", "个千分点")
# The id of a row, then what makes two rows speak of one fact.
_TARGET = (
    *("target_id", "place", "indicator", "type", "target_year"),
    *("plan", "version", "price", "coverage"),
)
_PUBLISHED = (
    *("published_id", "place", "indicator", "name_zh"),
    *("year", "as_of", "role", "qualifier", "source_id"),
)

_Row = Target | Published | Assessment


def check_curated(
    targets: Sequence[Target],
    sources: Sequence[Source],
    indicators: Sequence[Indicator],
    published: Sequence[Published] = (),
    places: Sequence[Place] = (),
    *,
    assessments: Sequence[Assessment] = (),
) -> list[Fault]:
    """Every fault between the curated tables, none where they agree."""
    cited = {source.source_id for source in sources}
    codebook = {indicator.code: indicator for indicator in indicators}
    valued: list[tuple[str, str, Target | Published]] = [
        *(("targets.csv", f"row {row.target_id}", row) for row in targets),
        *(("published.csv", f"row {row.published_id}", row) for row in published),
    ]
    words = [("assessments.csv", f"row {a.place} {a.indicator} {a.year}", a) for a in assessments]
    everything: list[tuple[str, str, _Row]] = [*valued, *words]
    return [
        *_unlisted(everything, "source_id", cited, "sources.csv"),
        *_unlisted(everything, "indicator", codebook, "indicators.csv"),
        *_wrong_units(valued, codebook),
        *_wrong_places(everything, places),
        *_wrong_targets(targets),
        *_undated(published),
        *_said_twice(targets, "targets.csv", _TARGET),
        *_said_twice(published, "published.csv", _PUBLISHED),
    ]


def _unlisted(
    named: Iterable[tuple[str, str, _Row]], column: str, known: Collection[str], listed: str
) -> Iterator[Fault]:
    """A fault for each row whose ``column`` names what the table ``listed`` does not have."""
    for file, name, row in named:
        value = getattr(row, column)
        counted = isinstance(row, Assessment) and row.count is not None
        worded = column == "indicator" and not value and (isinstance(row, Target) or counted)
        if value not in known and not worded:
            yield Fault(file, name, column, f"{value!r} is not in {listed}", f"a row of {listed}")


def _wrong_units(
    named: Iterable[tuple[str, str, Target | Published]], codebook: dict[str, Indicator]
) -> Iterator[Fault]:
    for file, name, row in named:
        if row.indicator not in codebook:
            continue
        wanted = codebook[row.indicator].unit
        if row.unit != wanted and not _may_differ(row):
            what = f"unit {row.unit!r} is not that of {row.indicator}"
            yield Fault(file, name, "unit", what, wanted or "no unit")
        elif isinstance(row, Target) and row.type == "rise" and row.unit == wanted == "%":
            what = "a rise of a rate in % may be of itself or by points"
            yield Fault(file, name, "unit", what, "个百分点 and the value in points")


def _may_differ(row: Target | Published) -> bool:
    if isinstance(row, Published):
        return False
    if row.type == "qualitative":
        return row.unit in ("", *_RATES)
    return row.type in _RELATIVE and row.unit in _RATES


def _wrong_places(
    named: Iterable[tuple[str, str, _Row]], places: Sequence[Place]
) -> Iterator[Fault]:
    levels = {place.place: place.level for place in places}
    for file, name, row in named if places else ():
        if row.place not in levels:
            what = f"place {row.place!r} is not in places.csv"
            yield Fault(file, name, "place", what, "a full name of places.csv")
        elif not isinstance(row, Assessment) and row.level != levels[row.place]:
            what = f"level {row.level!r} of {row.place}"
            yield Fault(file, name, "level", what, f"{levels[row.place]}, as in places.csv")
    for place in places:
        for other in (place.parent, *place.neighbours):
            if other and other not in levels:
                what = f"place {other!r} is not in places.csv"
                yield Fault("places.csv", f"row {place.place}", "", what, "a row of its own")


def _wrong_targets(targets: Sequence[Target]) -> Iterator[Fault]:
    first, last = _HORIZON
    for row in targets:
        file, name = "targets.csv", f"row {row.target_id}"
        if row.target_year is not None and not first <= row.target_year <= last:
            what = f"target year {row.target_year} lies outside the plans"
            yield Fault(file, name, "target_year", what, f"{first} to {last}")
        if row.value is None and row.type not in ("qualitative", "keep"):
            what = f"a target of type {row.type} has no value"
            yield Fault(file, name, "value", what, "a value, or the type qualitative")
        if row.base_year and row.target_year and row.base_year > row.target_year:
            what = f"base year {row.base_year} is after the target year {row.target_year}"
            yield Fault(file, name, "base_year", what, "a year before it")


def _undated(published: Sequence[Published]) -> Iterator[Fault]:
    """A figure whose year contradicts the date it stands for, or that has neither."""
    for row in published:
        if row.year is None and not row.as_of:
            what, right = "neither a year nor a date that the figure stands for", _PERIODS
        elif row.year and row.year.is_year and not _says_year(row.as_of, row.year.first):
            what, right = f"year {row.year} and as_of {row.as_of!r}", _NO_DATE
        else:
            continue
        yield Fault("published.csv", f"row {row.published_id}", "year", what, right)


def _says_year(as_of: str, year: int) -> bool:
    return not as_of or as_of in (f"{year}", f"{year}年", f"{year}年末", f"{year}年底")


def _said_twice(
    rows: Iterable[Target | Published], file: str, columns: tuple[str, ...]
) -> Iterator[Fault]:
    name_of, *fact_columns = columns
    fact_of = attrgetter(*fact_columns)
    seen: dict[tuple[object, ...], Target | Published] = {}
    for row in rows:
        first = seen.setdefault(fact_of(row), row)
        if first is row:
            continue
        name, other = f"row {getattr(row, name_of)}", f"row {getattr(first, name_of)}"
        here, there = _says(row), _says(first)
        if here == there:
            yield Fault(file, name, "", f"says the same as {other}", "each fact once")
        else:
            what = f"{row.indicator} of {row.place} is {here} here and {there} in {other}"
            yield Fault(file, name, "value", what, "one of them, the better source, with a note")


def _says(row: Target | Published) -> str:
    operator = row.operator if isinstance(row, Target) else ""
    return f"{operator}{exact_text(row.value)}{row.unit}"
