"""One indicator over places and years: from a dataset of many reports to series and a ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..interval import Interval, parse_number
from ..model import Indicator, Target
from ..plotting.rows import SeriesRow
from ..publishing.cells import Column, PageTable, Words
from ..wording import format_amount, format_interval
from .phrasing import plural
from .points import Panel as Panel
from .points import Point as Point
from .points import open_panel as open_panel

_COMPARABLE = ("rate", "growth", "ratio", "index")


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


def areas(panel: Panel) -> Mapping[str, Words]:
    """The names of the places, as figures show them."""
    return {place: panel.named(place) for place in panel.places}


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
            panel.named(one.place),
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
                panel.named(one.place),
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
