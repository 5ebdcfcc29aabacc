"""One indicator over the years: a line with what rounding allows; plans as open diamonds."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..messages.names import Names, place_name
from ..messages.numbers import format_amount
from .rows import frame_axes, write
from .style import ACCENT, LINE, WIDE, in_style

COLOURS = (ACCENT, "#a34e00", "#00695c", "#7b3fa0", "#a3245f", "#4a5562")


@in_style
def plot_series(
    frame: pd.DataFrame, ax: Axes | None = None, language: str = "zh", *, by: str = "place",
    names: Names | None = None, title: str = "", source: str = "", width: float = WIDE,
    height: float = 2.6,
) -> Axes:  # fmt: skip
    """``value`` over ``year``, a line for each value of the column ``by``, named at its end.

    ``low`` and ``high`` give the band of what a figure can stand for. Rows whose ``sense`` is
    ``plan`` are open diamonds, joined to nothing; a year that is not stated breaks the line. Rows
    without a single year are left out. For small multiples, give each group an ``ax`` of one's own.
    """
    years = pd.to_numeric(frame["year"], errors="coerce")
    rows = frame.assign(year=years).dropna(subset=["year", "value"]).sort_values("year")
    unit = next(iter(rows["canonical_unit"]), "") if "canonical_unit" in rows else ""
    ax = frame_axes(ax, width, height, (0.8, 1.0), title, source)
    for number, (key, group) in enumerate(rows.groupby(by, sort=False, observed=True)):
        name = place_name(str(key), language, names)
        _draw_line(ax, group, COLOURS[number % len(COLOURS)], name)
    said = FuncFormatter(
        lambda y, _: format_amount(round(y, 6), unit, language)
    )  # 9.2, not 9.2000…1
    ax.yaxis.set_major_formatter(said)
    ax.yaxis.set_major_locator(MaxNLocator(4))
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.grid(axis="y", color=LINE, linewidth=0.5)
    return ax


def _draw_line(ax: Axes, rows: pd.DataFrame, colour: str, name: str) -> None:
    planned = rows["sense"].eq("plan") if "sense" in rows else pd.Series(False, index=rows.index)
    came, plans = rows[~planned].drop_duplicates("year", keep="last"), rows[planned]
    years = range(int(came["year"].min()), int(came["year"].max()) + 1) if len(came) else ()
    line = came.set_index("year").reindex(years)
    ax.plot(years, line["value"], color=colour, marker="o", markersize=3.5, linewidth=1.4)
    if {"low", "high"} <= set(line):
        low, high = line["low"].astype(float), line["high"].astype(float)
        ax.fill_between(years, low, high, color=colour, alpha=0.18, linewidth=0)
    ax.scatter(plans["year"], plans["value"], s=20, marker="D", facecolor="white", edgecolor=colour)
    last = (came if len(came) else rows).iloc[-1]
    write(ax, name, (last["year"], last["value"]), (6, 0), va="center", color=colour)
