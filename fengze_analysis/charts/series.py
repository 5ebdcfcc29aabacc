"""One indicator over the years: a line with what rounding allows; plans as open diamonds."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..messages.numbers import format_amount
from .fonts import printable
from .names import Names, place_name
from .rows import new_axes, write_source
from .style import ACCENT, INK, LINE, WIDE, in_style

COLOURS = (ACCENT, "#a34e00", "#00695c", "#7b3fa0", "#a3245f", "#4a5562")


@in_style
def plot_series(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    language: str = "zh",
    *,
    by: str = "place",
    names: Names | None = None,
    title: str = "",
    source: str = "",
    width: float = WIDE,
    height: float = 2.6,
) -> Axes:
    """``value`` over ``year``, a line for each value of the column ``by``, named at its end.

    ``low`` and ``high`` give the band of what a figure can stand for. Rows whose ``sense`` is
    ``plan`` are open diamonds, joined to nothing. Rows without a single year are left out. For
    small multiples, give each group an ``ax`` of one's own.
    """
    years = pd.to_numeric(frame["year"], errors="coerce")
    rows = frame.assign(year=years).dropna(subset=["year", "value"]).sort_values("year")
    unit = next(iter(rows["canonical_unit"]), "") if "canonical_unit" in rows else ""
    if ax is None:
        ax = new_axes(width, height, (0.8, 1.0), title, source)
    elif title:
        ax.set_title(printable(title), loc="left", fontsize=9)
    if source:
        write_source(ax, source, 0.8, width)
    for number, (key, group) in enumerate(rows.groupby(by, sort=False, observed=True)):
        name = place_name(str(key), language, names)
        _draw_line(ax, group, COLOURS[number % len(COLOURS)], name)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: format_amount(y, unit, language)))
    ax.yaxis.set_major_locator(MaxNLocator(4))
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.grid(axis="y", color=LINE, linewidth=0.5)
    ax.spines[["left", "right", "top"]].set_visible(False)
    return ax


def _draw_line(ax: Axes, rows: pd.DataFrame, colour: str, name: str) -> None:
    planned = rows["sense"].eq("plan") if "sense" in rows else pd.Series(False, index=rows.index)
    came = rows[~planned].drop_duplicates("year", keep="last")
    years = range(int(came["year"].min()), int(came["year"].max()) + 1) if len(came) else ()
    line = came.set_index("year").reindex(years)  # a year that is not stated breaks the line
    ax.plot(list(years), line["value"], color=colour, marker="o", markersize=3.5, linewidth=1.4)
    if {"low", "high"} <= set(line):
        low, high = line["low"].astype(float), line["high"].astype(float)
        ax.fill_between(list(years), low, high, color=colour, alpha=0.18, linewidth=0)
    ax.plot(
        rows[planned]["year"], rows[planned]["value"], color=colour, marker="D", markersize=4.5,
        markerfacecolor="white", linestyle="none",
    )  # fmt: skip
    if len(rows):
        last = (came if len(came) else rows).iloc[-1]
        ax.annotate(
            printable(name), (last["year"], last["value"]), xytext=(6, 0),
            textcoords="offset points", va="center", color=INK if not name else colour,
            annotation_clip=False,
        )  # fmt: skip
