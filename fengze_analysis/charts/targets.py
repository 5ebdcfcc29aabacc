"""An area's own targets: how far along the way from base to target, and how much time is gone."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from ..messages import say
from ..messages.names import Names, code_text, indicator_name
from ..messages.numbers import format_amount, format_period, join_words
from ..model import split_word
from .rows import BACKED, Row, draw_rows, rows_of, write
from .style import LINE, MUTED, PALE, SMALL, WIDE, draw_mark, in_style, mark_of

_FIRST, _LAST = -0.3, 1.7  # of the way: what is beyond stands at the edge with its value


@in_style()
def plot_targets(
    comparison: pd.DataFrame, ax: Axes | None = None, language: str = "zh", *, delta: float = 0.05,
    names: Names | None = None, title: str = "", source: str = "", width: float = WIDE,
) -> Axes:  # fmt: skip
    """A mark per own target of ``comparison`` (its ``verdict`` rows) on the way to the target.

    The line through a mark is what rounding allows; the pale band is the share of time gone, with
    ``delta`` either side. Colour and shape say the word. Where no row has a base value, the scale
    is the reported value as a share of the target; else such rows are named below, not drawn.
    """
    rows = comparison[comparison["relation"].eq("verdict") & comparison["word"].fillna("").ne("")]
    along = bool(rows["progress"].notna().any())
    fits = rows["progress"].notna() if along else (rows["observed"] > 0) & (rows["target"] > 0)
    drawn = rows[fits]
    left = [
        f"{_name(row, language, names)} – {code_text('word', row.word, language)}"
        for row in rows_of(rows.drop(drawn.index))
    ]
    if left:
        told = join_words(left, language)
        source = say("charts.no_base", language, n=len(left), list=told, source=source)
    labels = [_target_row(row, language, names) for row in rows_of(drawn)]
    told = title or _targets_title(rows, language)
    ax, heights = draw_rows(labels, ax, told, source, width, band=20, head=14, axis=bool(labels))
    if labels:
        _draw_scale(ax, along, language)
    for y, row in zip(heights, rows_of(drawn), strict=True):
        if along and pd.notna(row.time_share):
            share = row.time_share
            ax.barh(y, 2 * delta, left=share - delta, height=15, color=PALE, zorder=0.5)
            ax.plot([share, share], [y - 7.5, y + 7.5], color=MUTED, linewidth=1, zorder=1)
        _draw_target(ax, y, row, along)
    return ax


def _name(row: Any, language: str, names: Names | None) -> str:
    return indicator_name(row.indicator, language, names, row.reference_phrase)


def _target_row(row: Any, language: str, names: Names | None) -> Row:
    unit = row.target_unit or row.unit
    way = say(
        "charts.way" if pd.notna(row.base) else "charts.aim", language,
        base=format_amount(row.base, unit, language),
        base_year="" if pd.isna(row.base_year) else int(row.base_year),
        target=format_amount(row.target, unit, language, row.operator),
        target_year=format_period(row.target_year, language),
    )  # fmt: skip
    value = format_amount(row.observed, row.unit, language, row.observed_approx)
    if year := format_period(row.observed_year, language):
        value = say("charts.value_year", language, value=value, year=year)
    word = code_text("word", row.word, language)
    return Row(f"{_name(row, language, names)}\n{way}", f"{word}\n{value}")


def _targets_title(rows: pd.DataFrame, language: str) -> str:
    if rows.empty:
        return say("charts.no_targets", language)
    counts = rows["word"].map(lambda word: split_word(word)[0]).value_counts(sort=False)
    told = [
        say("charts.word_count", language, word=code_text("word", str(word), language), n=n)
        for word, n in counts.items()
    ]
    return say("charts.targets_title", language, n=len(rows), words=join_words(told, language))


def _draw_scale(ax: Axes, along: bool, language: str) -> None:
    ax.set_xlim(_FIRST if along else 0.0, _LAST)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1, 1.5] if along else [0, 0.5, 1, 1.5])
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    for x, key in ((0, "base"), (1, "target"))[0 if along else 1 :]:
        ax.axvline(x, color=LINE, linewidth=0.8, zorder=0)
        write(
            ax, say(f"charts.at_{key}", language), (x, 1), (0, -2), ha="center", va="top",
            coords=("data", "axes fraction"), fontsize=SMALL, color=MUTED, bbox=BACKED,
        )  # fmt: skip


def _draw_target(ax: Axes, y: float, row: Any, along: bool) -> None:
    """The mark of one target with its interval; beyond the scale it stands at the edge."""
    mark, whole = mark_of("word", row.word), 1.0 if along else row.target
    column = "progress" if along else "observed"
    at, low, high = (getattr(row, f"{column}{end}") / whole for end in ("", "_low", "_high"))
    first, last = ax.get_xlim()
    start = first if pd.isna(low) else max(first, low)
    stop = last if pd.isna(high) else min(last, high)
    ax.plot([start, stop], [y, y], color=mark.colour, linewidth=1.4, solid_capstyle="butt")
    inside = min(max(at, first + 0.03), last - 0.03)
    draw_mark(ax, inside, y, mark, 8)
    if not first <= at <= last:
        side, offset = ("right", -9) if at > last else ("left", 9)
        write(
            ax, f"{at:.0%}", (inside, y), (offset, 0), va="center", ha=side, fontsize=SMALL,
            color=mark.colour,
        )  # fmt: skip
