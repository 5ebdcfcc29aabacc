"""Checks across the curated tables: every row cited, every word known, nothing said twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from fengze_analysis.model import Assessment, Indicator, Place, Published, Source, Target
from fengze_analysis.schema.schema import Fault

HORIZON = (2020, 2035)

_RELATIVE = ("年均", "相对")  # types whose value is in % whatever the unit of the indicator
_RATES = ("%", "‰", "个百分点", "个千分点")
_IN_WORDS = "定性"

# The id of a row, then what makes two rows speak of one fact.
_TARGET = (
    *("target_id", "place", "indicator", "type", "target_year"),
    *("plan", "version", "price", "coverage"),
)
_PUBLISHED = (
    *("published_id", "place", "indicator", "name_zh"),
    *("year", "as_of", "role", "qualifier"),
)


def check_project(
    targets: Sequence[Target],
    sources: Sequence[Source],
    indicators: Sequence[Indicator],
    published: Sequence[Published] = (),
    places: Sequence[Place] = (),
    *,
    assessments: Sequence[Assessment] = (),
    units: Collection[str] = (),
    horizon: tuple[int, int] = HORIZON,
) -> list[Fault]:
    """Every fault between the curated tables, none where they agree; ``raise_faults`` raises them.

    ``units`` are the canonical units known; without them only agreement with the codebook is
    checked. ``horizon`` are the first and last year a target may be set for.
    """
    known_places = {place.place: place.level for place in places}
    cited = {source.source_id for source in sources}
    codebook = {indicator.code: indicator for indicator in indicators}
    everything = list(_named(targets, published, assessments))
    return list(
        chain(
            _unlisted(everything, "source_id", cited, "sources.csv"),
            _unlisted(everything, "indicator", codebook, "indicators.csv"),
            _wrong_units(targets, published, codebook, units),
            _wrong_codebook_units(indicators, units),
            _wrong_places(targets, published, places, known_places),
            _wrong_targets(targets, horizon),
            _said_twice(targets, "targets.csv", _TARGET),
            _said_twice(published, "published.csv", _PUBLISHED),
        )
    )


def _unlisted(
    named: Iterable[tuple[str, str, Target | Published | Assessment]],
    column: str,
    known: Collection[str],
    listed: str,
) -> Iterator[Fault]:
    """A fault for each row whose ``column`` names what the table ``listed`` does not have."""
    for file, name, row in named:
        value = getattr(row, column)
        if value not in known:
            what = f"{value!r} of {_printed_name(row)} is not in {listed}"
            yield Fault(file, name, column, what, f"a row of {listed}")


def _wrong_units(
    targets: Sequence[Target],
    published: Sequence[Published],
    codebook: dict[str, Indicator],
    units: Collection[str],
) -> Iterator[Fault]:
    for file, name, row in _named(targets, published, ()):
        if isinstance(row, Assessment) or row.indicator not in codebook:
            continue
        wanted = codebook[row.indicator].unit
        if row.unit != wanted and not _may_differ(row):
            what = f"unit {row.unit!r} is not that of {row.indicator}"
            yield Fault(file, name, "unit", what, wanted or "no unit")
        elif isinstance(row, Target) and row.type == "相对" and row.unit == wanted == "%":
            what = "a rise of a rate in % may be of itself or by points"
            yield Fault(file, name, "unit", what, "个百分点 and the value in points")
        elif row.unit and units and row.unit not in units:
            yield Fault(file, name, "unit", f"unit {row.unit!r} is unknown", "a canonical unit")


def _wrong_codebook_units(
    indicators: Sequence[Indicator], units: Collection[str]
) -> Iterator[Fault]:
    for row in indicators:
        if row.unit and units and row.unit not in units:
            what = f"unit {row.unit!r} is unknown"
            yield Fault("indicators.csv", f"row {row.code}", "unit", what, "a canonical unit")


def _wrong_places(
    targets: Sequence[Target],
    published: Sequence[Published],
    places: Sequence[Place],
    levels: dict[str, str],
) -> Iterator[Fault]:
    if not places:
        return
    for file, name, row in _named(targets, published, ()):
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


def _wrong_targets(targets: Sequence[Target], horizon: tuple[int, int]) -> Iterator[Fault]:
    first, last = horizon
    for row in targets:
        name = f"row {row.target_id}"
        if row.target_year and not first <= int(row.target_year) <= last:
            what = f"target year {row.target_year} lies outside the plans"
            yield Fault("targets.csv", name, "target_year", what, f"{first} to {last}")
        if not row.value and row.type != _IN_WORDS:
            what = f"a target of type {row.type} has no value"
            yield Fault("targets.csv", name, "value", what, f"a value, or the type {_IN_WORDS}")
        if row.base_year and row.target_year and row.base_year > row.target_year:
            what = f"base year {row.base_year} is after the target year {row.target_year}"
            yield Fault("targets.csv", name, "base_year", what, "a year before it")


def _said_twice(
    rows: Iterable[Target | Published], file: str, columns: tuple[str, ...]
) -> Iterator[Fault]:
    name_of, *fact_columns = columns
    fact_of = attrgetter(*fact_columns)
    seen: dict[tuple[str, ...], Target | Published] = {}
    for row in rows:
        first = seen.setdefault(fact_of(row), row)
        if first is row:
            continue
        name, other = f"row {getattr(row, name_of)}", f"row {getattr(first, name_of)}"
        here, there = _says(row), _says(first)
        if here == there:
            yield Fault(file, name, "", f"says the same as {other}", "each fact once")
        else:
            what = f"{row.name_zh} of {row.place} is {here} here and {there} in {other}"
            yield Fault(file, name, "value", what, "one of them, the better source, with a note")


def _named(
    targets: Sequence[Target], published: Sequence[Published], assessments: Sequence[Assessment]
) -> Iterator[tuple[str, str, Target | Published | Assessment]]:
    for target in targets:
        yield "targets.csv", f"row {target.target_id}", target
    for figure in published:
        yield "published.csv", f"row {figure.published_id}", figure
    for row in assessments:
        yield "assessments.csv", f"row {row.place} {row.indicator} {row.year}", row


def _may_differ(row: Target | Published) -> bool:
    if isinstance(row, Published):
        return False
    if row.type == _IN_WORDS:
        return row.unit in ("", *_RATES)
    return row.type in _RELATIVE and row.unit in _RATES


def _printed_name(row: Target | Published | Assessment) -> str:
    return row.place if isinstance(row, Assessment) else row.name_zh


def _says(row: Target | Published) -> str:
    operator = row.operator if isinstance(row, Target) else ""
    return f"{operator}{row.value}{row.unit}"
