"""One indicator over places and years: from a dataset of many reports to series and a ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..interval import Interval, parse_number
from ..model import Indicator, Target
from ..plotting.rows import SeriesRow
from ..project import read_curated, require_project
from ..publishing.cells import Column, PageTable, Words
from ..wording import format_amount, format_interval, unit_names
from .codes import words_of
from .phrasing import plural

_COLUMNS = ("report_id", "row_id", "place", "period_year", "value", "low", "high", "surface")
_COMPARABLE = ("rate", "growth", "ratio", "index")
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

    @property
    def places(self) -> tuple[str, ...]:
        """The places in the order of their names."""
        return tuple(sorted({point.place for point in self.points}))


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
    return Panel(known[indicator], tuple(points), targets, sum(not r["period_year"] for r in rows))


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


def series_rows(panel: Panel) -> list[SeriesRow]:
    """What ``plot_series`` draws: the results, own targets and benchmarks of each place."""
    drawn = [
        SeriesRow(one.place, one.year, one.value, one.low, one.high, "outcome", one.series)
        for one in panel.points
    ]
    drawn += [
        _goal(place, target)
        for place in panel.places
        for target in panel.targets
        if _is_drawn(place, target, panel.indicator)
    ]
    return drawn


def _is_drawn(place: str, target: Target, indicator: Indicator) -> bool:
    """Others' targets stand beside a rate, never beside a count of a place of another size."""
    if target.unit != indicator.unit or not target.target_year.isdigit():
        return False
    return target.place == place or indicator.form in _COMPARABLE


def _goal(place: str, target: Target) -> SeriesRow:
    role = "own_target" if target.place == place else "benchmark"
    return SeriesRow(
        place,
        target.target_year,
        target.value,
        role=role,
        operator=target.operator,
        whose=target.place,
    )


def latest(panel: Panel) -> list[Point]:
    """The last value of each place, the highest first (the lowest, where less is better)."""
    last = {point.place: point for point in panel.points if parse_number(point.value) is not None}
    down = panel.indicator.better == "down"
    return sorted(last.values(), key=lambda one: _exact(one) if down else -_exact(one))


def _exact(point: Point) -> Fraction:
    value = parse_number(point.value)
    assert value is not None
    return value


def rank_range(points: Sequence[Point], point: Point, better: str) -> tuple[int, int]:
    """The best and the worst rank that rounding leaves open to ``point`` among ``points``."""
    own = Interval.parse(point.low, point.high)
    sign = -1 if better == "down" else 1
    ahead = behind = 0
    for other in points:
        if other is point:
            continue
        theirs = Interval.parse(other.low, other.high)
        if own.meets(theirs):
            continue
        higher = sign * (_exact(other) - _exact(point)) > 0
        ahead, behind = ahead + higher, behind + (not higher)
    return ahead + 1, len(points) - behind


def bottom_line(panel: Panel) -> Words:
    """How many places and years there are, how many series are split, what has no year."""
    years = sorted({point.year for point in panel.points})
    pieces = Counter(place for place, _ in {(one.place, one.series) for one in panel.points})
    split = sum(count > 1 for count in pieces.values())
    name = panel.indicator
    if not years:
        return Words(
            f"数据集中没有载明年份的“{name.name_zh}”。", f"No dated figure of {name.name_en}."
        )
    breaks = f"{split}个地区的口径中途改变，前后不相连" if split else "没有地区中途改变口径"
    breaks_en = f"in {split} the definition changes on the way and the series is split"
    breaks_en = breaks_en if split else "no series is split by a change of definition"
    without_en = f"{panel.undated} more, without a printed year, left out"
    without_en = without_en if panel.undated else "all have a printed year"
    without = f"另有{panel.undated}个未载明年份，未列入" if panel.undated else "均载明年份"
    return Words(
        f"“{name.name_zh}”在数据集中有{len(panel.points)}个载明年份的数据，"
        f"涉及{len(panel.places)}个地区、{years[0]}—{years[-1]}年；{breaks}；{without}。",
        f"{name.name_en}: {plural(len(panel.points), 'dated figure')} of "
        f"{plural(len(panel.places), 'place')}, {years[0]} to {years[-1]}; "
        f"{breaks_en}; {without_en}.",
    )


def values_table(panel: Panel) -> PageTable:
    """Every point with its interval and the series it belongs to."""
    columns = (
        Column("place", "地区", "Place"),
        Column("year", "年份", "Year", "number"),
        Column("surface", "原文数据", "As printed"),
        Column("value", "数值", "Value", "number"),
        Column("interval", "区间", "Interval"),
        Column("series", "口径", "Definition"),
        Column("report", "报告", "Report", shown=False),
        Column("row", "行", "Row", shown=False),
    )
    rows = tuple(
        (
            one.place,
            one.year,
            one.surface,
            one.value,
            _interval_words(one),
            one.definition,
            one.report_id,
            one.row_id,
        )
        for one in panel.points
    )
    return PageTable("panel", _title(panel, "分地区分年数据", "by place and year"), columns, rows)


def ranking_table(panel: Panel) -> PageTable:
    """The latest value of each place with the ranks that rounding leaves open."""
    found = latest(panel)
    columns = (
        Column("rank", "位次", "Rank"),
        Column("place", "地区", "Place"),
        Column("year", "年份", "Year", "number"),
        Column("value", "数值", "Value"),
        Column("interval", "区间", "Interval"),
    )
    rows = []
    for one in found:
        best, worst = rank_range(found, one, panel.indicator.better)
        rows.append(
            (
                f"{best}" if best == worst else f"{best}–{worst}",
                one.place,
                one.year,
                Words(*(format_amount(one.value, one.unit, language) for language in ("zh", "en"))),
                _interval_words(one),
            )
        )
    note = Words(
        "位次按最近一年的数值；舍入区间相交的地区位次并列为一个范围。各地年份可能不同。",
        "By the latest value; places whose intervals meet share a range. Years may differ.",
    )
    return PageTable(
        "ranking", _title(panel, "最近一年的位次", "latest ranking"), columns, tuple(rows), note
    )


def _title(panel: Panel, zh: str, en: str) -> Words:
    return Words(f"{panel.indicator.name_zh}：{zh}", f"{panel.indicator.name_en}, {en}")


def _interval_words(one: Point) -> Words:
    interval = Interval.parse(one.low, one.high)
    return Words(*(format_interval(interval, one.unit, language) for language in ("zh", "en")))
