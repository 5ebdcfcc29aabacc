"""An area beside others: per head or as rates, same period only; never a verdict."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..messages import say
from ..messages.numbers import format_amount, format_period
from .names import Names, indicator_name, place_name, text_of
from .rows import Row, draw_rows
from .style import ACCENT, INK, WIDE, in_style

_OTHER = "#8fb4d9"
_ASSUMED = ("document", "assumed")


@in_style
def plot_benchmarks(
    comparison: pd.DataFrame,
    ax: Axes | None = None,
    language: str = "zh",
    *,
    place: str = "",
    names: Names | None = None,
    title: str = "",
    source: str = "",
    width: float = WIDE,
) -> Axes:
    """The area's figures beside those of others: the ``peer`` and ``benchmark`` rows.

    Each indicator has a scale of its own that begins at zero. ``place`` is the area of the report.
    A result elsewhere is a bar, somebody else's target a tick. The area's bar is hollow where only
    the document gives its year.
    """
    found = comparison[comparison["relation"].isin(["peer", "benchmark"])]
    found = found[found["observed"].notna() & found["target"].notna()]
    groups = [group for _, group in found.groupby(["row_id", "indicator"], sort=False)]
    rows = [row for group in groups for row in _rows(group, place, language, names)]
    told = title or _title(groups, place, language, names)
    if any(_assumed(group) for group in groups):
        note = say("charts.assumed", language)
        source = f"{note}{source}" if language == "zh" else f"{note} {source}".rstrip()
    sheet = draw_rows(rows, title=told, source=source, ax=ax, width=width, band=14, axis=False)
    heights = iter(sheet.y)
    for group in groups:
        _draw_group(sheet.ax, heights, group)
    sheet.ax.set_xlim(0, 1.02)
    return sheet.ax


def _assumed(group: pd.DataFrame) -> bool:
    return text_of(group.iloc[0]["observed_year_from"]) in _ASSUMED


def _rows(group: pd.DataFrame, place: str, language: str, names: Names | None) -> list[Row]:
    first = group.iloc[0]
    name = indicator_name(first["indicator"], language, names, text_of(first["reference_phrase"]))
    own = place_name(place, language, names) if place else say("charts.this_report", language)
    year = format_period(text_of(first["observed_year"]), language)
    value = _value(first, "observed", text_of(first["observed_approx"]), language)
    rows = [Row(_whose(own, year, language), value, name)]
    for _, row in group.iterrows():
        other = place_name(text_of(row["reference_place"]), language, names)
        year = format_period(text_of(row["target_year"]), language)
        value = _value(row, "target", text_of(row["operator"]), language)
        if row["relation"] == "benchmark":
            value = say("charts.aimed_at", language, value=value)
        rows.append(Row(_whose(other, year, language), value))
    return rows


def _whose(place: str, year: str, language: str) -> str:
    return say("charts.whose" if year else "charts.value", language, value=place, year=year)


def _value(row: pd.Series[Any], column: str, qualifier: str, language: str) -> str:
    unit, value = text_of(row["unit"]), float(row[column])
    if unit == "元/万人":  # money is read by the head
        unit, value = "元/人", value / 10_000
    places = 2 if "/" in unit else None
    return format_amount(value, unit, language, qualifier, places=places)


def _title(groups: list[pd.DataFrame], place: str, language: str, names: Names | None) -> str:
    if not groups:
        return say("charts.no_benchmarks", language)
    others = {text_of(place) for group in groups for place in group["reference_place"]}
    above = sum(bool((group["observed"] > group["target"]).all()) for group in groups)
    own = place_name(place, language, names) if place else say("charts.this_report", language)
    return say(
        "charts.benchmarks_title",
        language,
        n=len(groups),
        areas=len(others),
        above=above,
        place=own,
    )


def _draw_group(ax: Axes, heights: Any, group: pd.DataFrame) -> None:
    """The bars of one indicator, on a scale from zero to its largest value."""
    first = group.iloc[0]
    whole = max(float(first["observed"]), float(group["target"].max())) or 1.0
    y = next(heights)
    colour = "white" if _assumed(group) else ACCENT
    ax.barh(y, first["observed"] / whole, height=8, facecolor=colour, edgecolor=ACCENT)
    low, high = (first[f"observed_{end}"] for end in ("low", "high"))
    if pd.notna(low) and pd.notna(high) and high > low:
        ax.plot([low / whole, min(high / whole, 1.02)], [y, y], color=INK, linewidth=1)
    for _, row in group.iterrows():
        y, value = next(heights), float(row["target"]) / whole
        if row["relation"] == "benchmark":
            ax.plot([value, value], [y - 5, y + 5], color=INK, linewidth=2)
            ax.plot([0, value], [y, y], color=_OTHER, linewidth=0.8, linestyle=(0, (2, 2)))
        else:
            ax.barh(y, value, height=8, facecolor=_OTHER, edgecolor=_OTHER)
