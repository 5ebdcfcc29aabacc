"""An area's own targets: how far along the way from base to target, and how much time is gone."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..messages import say
from ..messages.codes import code_text
from ..messages.numbers import format_amount, format_period, join_words
from .names import Names, indicator_name, text_of
from .rows import Row, draw_rows
from .style import LINE, MUTED, PALE, SMALL, WIDE, in_style, mark_of

_FIRST, _LAST = -0.3, 1.7  # of the way: what is beyond stands at the edge, with an arrow


@in_style
def plot_targets(
    comparison: pd.DataFrame,
    ax: Axes | None = None,
    language: str = "zh",
    *,
    delta: float = 0.05,
    names: Names | None = None,
    title: str = "",
    source: str = "",
    width: float = WIDE,
) -> Axes:
    """A mark per own target of ``comparison`` (its ``verdict`` rows) on the way to the target.

    The line through a mark is what rounding allows; the pale band is the share of time gone, with
    ``delta`` either side. Colour and shape say the word. Where no row has a base value, the scale
    is the reported value as a share of the target; else such rows are named below, not drawn.
    """
    rows = comparison[comparison["relation"].eq("verdict") & comparison["word"].fillna("").ne("")]
    on_way = rows["progress"].notna()
    along = bool(on_way.any())
    drawn = rows[on_way] if along else rows[rows["observed"].gt(0) & rows["target"].gt(0)]
    if left := _left_out(rows.drop(drawn.index), language, names):
        source = f"{left}{source}" if language == "zh" else f"{left} {source}"
    labels = [_row(row, along, language, names) for _, row in drawn.iterrows()]
    told = title or _title(rows, language)
    sheet = draw_rows(labels, title=told, source=source, ax=ax, width=width, band=20, head=14)
    _draw_scale(sheet.ax, along, language)
    for y, (_, row) in zip(sheet.y, drawn.iterrows(), strict=True):
        if along and pd.notna(row["time_share"]):
            _draw_time(sheet.ax, y, float(row["time_share"]), delta)
        _draw_mark(sheet.ax, y, row, along)
    return sheet.ax


def _row(row: pd.Series[Any], along: bool, language: str, names: Names | None) -> Row:
    phrase = text_of(row["reference_phrase"])
    name = indicator_name(row["indicator"], language, names, phrase)
    unit = text_of(row["target_unit"]) or text_of(row["unit"])
    target = format_amount(row["target"], unit, language, text_of(row["operator"]))
    values = {
        "base": format_amount(row["base"], unit, language),
        "base_year": "" if pd.isna(row["base_year"]) else int(row["base_year"]),
        "target": target,
        "target_year": format_period(text_of(row["target_year"]), language),
    }
    key = "charts.way" if along else "charts.aim"
    observed = format_amount(
        row["observed"], text_of(row["unit"]), language, text_of(row["observed_approx"])
    )
    word = code_text("word", row["word"], language)
    year = format_period(text_of(row["observed_year"]), language)
    said = say("charts.value_year" if year else "charts.value", language, value=observed, year=year)
    return Row(f"{name}\n{say(key, language, **values)}", f"{word}\n{said}")


def _title(rows: pd.DataFrame, language: str) -> str:
    if rows.empty:
        return say("charts.no_targets", language)
    counts = rows["word"].map(lambda word: word.partition(":")[0]).value_counts(sort=False)
    told = [
        say("charts.word_count", language, word=code_text("word", word, language), n=n)
        for word, n in counts.items()
    ]
    return say("charts.targets_title", language, n=len(rows), words=join_words(told, language))


def _left_out(rows: pd.DataFrame, language: str, names: Names | None) -> str:
    """The targets that have no place on the scale, with their words."""
    told = [
        f"{indicator_name(row.indicator, language, names, text_of(row.reference_phrase))}"
        f" – {code_text('word', row.word, language)}"
        for row in rows.itertuples()
    ]
    if not told:
        return ""
    return say("charts.no_base", language, n=len(told), list=join_words(told, language))


def _draw_scale(ax: Axes, along: bool, language: str) -> None:
    first = _FIRST if along else 0.0
    ax.set_xlim(first, _LAST)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1, 1.5] if along else [0, 0.5, 1, 1.5])
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    for x in (0, 1):
        ax.axvline(x, color=LINE, linewidth=0.8, zorder=0)
    for x, key in ((0, "base"), (1, "target")):
        if along or x:
            ax.annotate(
                say(f"charts.at_{key}", language), (x, 1), xycoords=("data", "axes fraction"),
                xytext=(0, -2), textcoords="offset points", ha="center", va="top",
                fontsize=SMALL, color=MUTED,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
            )  # fmt: skip


def _draw_time(ax: Axes, y: float, share: float, delta: float) -> None:
    ax.barh(y, 2 * delta, left=share - delta, height=15, color=PALE, zorder=0.5)
    ax.plot([share, share], [y - 7.5, y + 7.5], color=MUTED, linewidth=1, zorder=1)


def _draw_mark(ax: Axes, y: float, row: pd.Series[Any], along: bool) -> None:
    mark = mark_of("word", row["word"])
    if along:
        at, low, high = (row[f"progress{end}"] for end in ("", "_low", "_high"))
    else:
        at, low, high = (row[f"observed{end}"] / row["target"] for end in ("", "_low", "_high"))
    first, last = ax.get_xlim()
    start = first if pd.isna(low) else max(first, low)
    stop = last if pd.isna(high) else min(last, high)
    ax.plot([start, stop], [y, y], color=mark.colour, linewidth=1.4, solid_capstyle="butt")
    inside = min(max(at, first + 0.03), last - 0.03)
    ax.plot(
        inside, y, marker=mark.marker, markersize=8, linestyle="none", color=mark.colour,
        fillstyle=mark.fill if mark.fill != "none" else "full",
        markerfacecolor="white" if mark.fill == "none" else mark.colour,
        markerfacecoloralt="white",
    )  # fmt: skip
    if at > last or at < first:
        side = 1 if at > last else -1
        ax.annotate(
            f"{at:.0%}", (inside, y), xytext=(-side * 9, 0), textcoords="offset points",
            ha="right" if side > 0 else "left", va="center", fontsize=SMALL, color=mark.colour,
        )  # fmt: skip
