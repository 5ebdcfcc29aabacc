"""The dated values of one indicator in a dataset of many reports, and where its series break."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..model import Indicator, Target
from ..project import read_curated, require_project
from ..publishing.cells import Words
from ..wording import unit_names
from .codes import words_of

_COLUMNS = ("report_id", "row_id", "place", "period_year", "value", "low", "high", "surface")
_SERIES = ("canonical_unit", "kind", "status")


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a place in a year; ``series`` changes where the definition or coverage does.

    ``definition`` says in words what the series counts, and since which known change.
    """

    report_id: str
    row_id: str
    place: str
    year: str
    value: str
    low: str
    high: str
    surface: str
    unit: str
    series: str
    definition: Words = Words()


class Change(NamedTuple):
    """A known change of definition or coverage: where, from which year, and why."""

    place: str
    from_year: str
    why: str


@dataclass(frozen=True, slots=True)
class Panel:
    """An indicator's points by place and year, its targets, and how many rows had no year."""

    indicator: Indicator
    points: tuple[Point, ...]
    targets: tuple[Target, ...]
    undated: int
    english: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> tuple[str, ...]:
        """The places in the order of their names."""
        return tuple(sorted({point.place for point in self.points}))

    def named(self, place: str) -> Words:
        """The full name of a place, in English that of the table of areas where it has one."""
        return Words(place, self.english.get(place, place))


def open_panel(dataset: str, indicator: str, project: str = "", splits: str = "") -> Panel:
    """The panel of ``indicator`` from the outcomes of ``dataset``.

    ``splits`` is a CSV of known changes (place, from_year, why), such as a census or a new
    boundary: the series ends before that year and a new one begins. A change of unit, kind or
    status splits it as well. Raises :class:`InputError` for an unknown indicator or folder.
    """
    curated = read_curated(require_project(project))
    known = {one.code: one for one in curated.indicators}
    if indicator not in known:
        near = ", ".join(sorted(code for code in known if indicator[:5] in code)[:5])
        raise InputError(f"unknown indicator {indicator!r}", "indicators.csv", near or "a code")
    rows = _read(Path(dataset), indicator)
    changes = _read_splits(splits)
    points = sorted(
        (_point(row, changes) for row in rows if row["period_year"]),
        key=lambda point: (point.place, point.year, point.report_id, point.row_id),
    )
    targets = tuple(one for one in curated.targets if one.indicator == indicator and one.value)
    english = {one.place: one.name_en for one in curated.places if one.name_en}
    undated = sum(not row["period_year"] for row in rows)
    return Panel(known[indicator], tuple(points), targets, undated, english)


def _read(dataset: Path, indicator: str) -> list[dict[str, str]]:
    from pyarrow import parquet

    folder = dataset / "outcomes"
    if not folder.is_dir():
        raise InputError("no dataset", dataset, "a folder that fengze batch wrote")
    columns = [*_COLUMNS, *_SERIES, "indicator"]
    rows: list[dict[str, str]] = parquet.read_table(folder, columns=columns).to_pylist()
    return [row for row in rows if indicator in row["indicator"].split(";")]


def _read_splits(path: str) -> list[Change]:
    import csv

    if not path:
        return []
    if not Path(path).is_file():
        raise InputError("no such file", path, "a CSV with place, from_year, why")
    reader = csv.DictReader(Path(path).read_text(encoding="utf-8-sig").splitlines())
    if not {"place", "from_year", "why"} <= set(reader.fieldnames or ()):
        raise InputError("the header is another", path, "place, from_year, why")
    return [Change(row["place"], row["from_year"], row["why"]) for row in reader]


def _point(row: dict[str, str], changes: Iterable[Change]) -> Point:
    place, year = row["place"], row["period_year"]
    passed = [one for one in changes if place == one.place and year >= one.from_year]
    return Point(
        report_id=row["report_id"],
        row_id=row["row_id"],
        place=place,
        year=year,
        value=row["value"],
        low=row["low"],
        high=row["high"],
        surface=row["surface"],
        unit=row["canonical_unit"],
        series="·".join([*(row[name] for name in _SERIES), str(len(passed))]),
        definition=_definition(row, passed),
    )


def _definition(row: dict[str, str], passed: Sequence[Change]) -> Words:
    """What a series counts: its kind and unit, its status as printed, the last known change."""
    unit, kind = row["canonical_unit"], words_of("figure", row["kind"])
    english = unit_names().get(unit, (unit, unit))[1]
    zh = [f"{kind.zh}（{unit}）" if unit else kind.zh]
    en = [f"{kind.en} ({english})" if english else kind.en]
    if row["status"]:
        zh, en = [*zh, row["status"]], [*en, f"“{row['status']}”"]
    last = max(passed, key=lambda one: one.from_year, default=None)
    if last is not None:
        zh.append(f"{last.from_year}年起（{last.why}）")
        en.append(f"from {last.from_year} on (“{last.why}”)")
    return Words("，".join(zh), ", ".join(en))
