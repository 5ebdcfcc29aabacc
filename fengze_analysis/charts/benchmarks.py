"""An area beside others: per head or as rates, same period only; never a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..messages import say
from ..messages.names import Names, indicator_name, place_name
from ..messages.numbers import format_amount, format_period
from .rows import Row, draw_rows, rows_of
from .style import ACCENT, INK, PALE_BLUE, WIDE, in_style


@in_style
def plot_benchmarks(
    comparison: pd.DataFrame, ax: Axes | None = None, language: str = "zh", *, place: str = "",
    names: Names | None = None, title: str = "", source: str = "", width: float = WIDE,
) -> Axes:  # fmt: skip
    """The area's figures beside those of others: the ``peer`` and ``benchmark`` rows.

    Each indicator has a scale of its own that begins at zero. ``place`` is the area of the report.
    A result elsewhere is a bar, somebody else's target a tick. The area's bar is hollow where only
    the document gives its year.
    """
    found = comparison.query("relation in ['peer', 'benchmark']").dropna(
        subset=["observed", "target"]
    )
    groups = [  # the areas of the same level first, the nation last
        rows_of(group.sort_values("reference_level", ascending=False, kind="stable"))
        for _, group in found.groupby(["row_id", "indicator"], sort=False)
    ]
    own = place_name(place, language, names) if place else say("charts.this_report", language)
    rows = [row for group in groups for row in _rows(group, own, language, names)]
    if any(_assumed(group[0]) for group in groups):
        source = say("charts.assumed", language, source=source)
    told = title or _title(found, groups, own, language)
    ax, heights = draw_rows(rows, ax, title=told, source=source, width=width, band=14, axis=False)
    y = iter(heights)
    for group in groups:
        _draw_group(ax, y, group)
    ax.set_xlim(0, 1.02)
    return ax


def _assumed(row: Any) -> bool:
    return row.observed_year_from in ("document", "assumed")


def _rows(group: list[Any], own: str, language: str, names: Names | None) -> Iterator[Row]:
    first = group[0]
    name = indicator_name(first.indicator, language, names, first.reference_phrase)
    value = _value(first.observed, first.unit, first.observed_approx, language)
    yield Row(_whose(own, first.observed_year, language), value, name)
    for row in group:
        value = _value(row.target, row.unit, row.operator, language)
        if row.relation == "benchmark":
            value = say("charts.aimed_at", language, value=value)
        other = place_name(row.reference_place, language, names)
        yield Row(_whose(other, row.target_year, language), value)


def _whose(place: str, year: str, language: str) -> str:
    said = format_period(year, language)
    return say("charts.whose", language, place=place, year=said) if said else place


def _value(value: float, unit: str, qualifier: str, language: str) -> str:
    if unit == "元/万人":  # money is read by the head
        unit, value = "元/人", value / 10_000
    places = 2 if "/" in unit else None
    return format_amount(value, unit, language, qualifier, places=places)


def _title(found: pd.DataFrame, groups: list[list[Any]], own: str, language: str) -> str:
    if not groups:
        return say("charts.no_benchmarks", language)
    above = sum(all(row.observed > row.target for row in group) for group in groups)
    areas = found["reference_place"].nunique()
    return say(
        "charts.benchmarks_title", language, n=len(groups), areas=areas, above=above, place=own
    )


def _draw_group(ax: Axes, heights: Iterator[float], group: list[Any]) -> None:
    """The bars of one indicator, on a scale from zero to its largest value."""
    first, y = group[0], next(heights)
    whole = max(first.observed, *(row.target for row in group)) or 1.0
    face = "white" if _assumed(first) else ACCENT
    ax.barh(y, first.observed / whole, height=8, facecolor=face, edgecolor=ACCENT)
    low, high = first.observed_low / whole, first.observed_high / whole
    if high > low:  # neither is missing
        ax.plot([low, min(high, 1.02)], [y, y], color=INK, linewidth=1)
    for row in group:
        y, value = next(heights), row.target / whole
        if row.relation == "benchmark":
            ax.plot([value, value], [y - 5, y + 5], color=INK, linewidth=2)
            ax.plot([0, value], [y, y], color=PALE_BLUE, linewidth=0.8, linestyle=(0, (2, 2)))
        else:
            ax.barh(y, value, height=8, color=PALE_BLUE)
