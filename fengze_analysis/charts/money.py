"""All amounts of money on one scale: signed, planned, completed, received, paid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from ..lexicon.money import PHASES, money_phase
from ..messages import say
from ..messages.names import Names, indicator_name
from ..messages.numbers import format_amount
from .rows import Row, draw_rows, rows_of, write
from .style import LINE, MUTED, SMALL, WIDE, draw_mark, in_style, mark_of


def find_money(outcomes: pd.DataFrame) -> pd.DataFrame:
    """The rows in yuan that state a sum, with their ``phase``, the largest of each phase first.

    A plan is planned whatever its words; per head amounts and parts of definitions are left out.
    """
    rows = outcomes.query(
        "canonical_unit == '元' and kind == 'amount' and sense in ['outcome', 'plan'] and value > 0"
    )
    rows = rows[~rows["indicator_phrase"].fillna("").str.contains("人均|每人")]
    phases = [
        "planned" if row.sense == "plan"
        else money_phase(row.sentence, row.surface, row.indicator_phrase)
        for row in rows_of(rows)
    ]  # fmt: skip
    found = rows.assign(phase=pd.Categorical(phases, PHASES))
    return found.sort_values(["phase", "value"], ascending=[True, False], kind="stable")


@in_style
def plot_money(
    outcomes: pd.DataFrame, ax: Axes | None = None, language: str = "zh", *,
    yardsticks: Mapping[str, float] | None = None, names: Names | None = None, limit: int = 40,
    title: str = "", source: str = "", width: float = WIDE,
) -> Axes:  # fmt: skip
    """Every amount in yuan of ``outcomes`` on one logarithmic scale, by :func:`money_phase`.

    ``yardsticks`` are amounts to compare with, drawn as lines: ``{"GDP, 2023": 9e10}``. Of more
    than ``limit`` amounts the largest are drawn, and the source line says how many are not.
    """
    found = find_money(outcomes)
    kept = found[found["value"].rank(method="first", ascending=False) <= limit]
    if len(found) > len(kept):
        source = say("charts.left_out", language, n=len(found) - len(kept), source=source)
    rows = list(_rows(kept, language, names))
    told = title or _title(kept, language)
    ax, heights = draw_rows(rows, ax, title=told, source=source, width=width, band=14)
    sticks = yardsticks or {}
    _draw_scale(
        ax, [*kept["value"], *sticks.values()] or [1.0], 1 + (width < 5 or language == "en")
    )
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: format_amount(x, "元", language)))
    for y, row in zip(heights, rows_of(kept), strict=True):
        mark, sign = mark_of("money", row.phase), {"over": 1, "under": -1}.get(row.approx, 0)
        draw_mark(ax, row.value, y, mark, 6)
        if sign:
            arrow, side = ("→", "left") if sign > 0 else ("←", "right")
            write(ax, arrow, (row.value, y), (7 * sign, 0), va="center", ha=side, color=mark.colour)
    for label, value in sticks.items():
        ax.axvline(value, color=MUTED, linewidth=1, linestyle=(0, (3, 2)), zorder=0)
        text = f"{label} {format_amount(value, '元', language)}"
        write(
            ax, text, (value, 0), (-4, 4), coords=("data", "axes fraction"), ha="right",
            va="bottom", fontsize=SMALL, color=MUTED, rotation=90,
        )  # fmt: skip
    return ax


def _rows(found: pd.DataFrame, language: str, names: Names | None) -> Iterator[Row]:
    last = None
    for row in rows_of(found):
        heading = "" if row.phase == last else say(f"charts.money_{row.phase}", language)
        last = row.phase
        name = indicator_name(row.indicator, language, names, row.indicator_phrase)
        yield Row(name, format_amount(row.value, "元", language, row.approx), heading)


def _title(found: pd.DataFrame, language: str) -> str:
    """The largest amount of each phase that is drawn, as a sentence."""
    told = [
        say(f"charts.money_most_{row.phase}", language,
            amount=format_amount(row.value, "元", language, row.approx))
        for row in rows_of(found.drop_duplicates("phase"))
        if row.phase in ("signed", "planned", "completed", "paid")
    ]  # fmt: skip
    if not told:
        return say("charts.money_title" if len(found) else "charts.nothing", language)
    text = say("charts.semicolon", language).join(told)
    return text[0].upper() + text[1:]


def _draw_scale(ax: Axes, values: list[float], step: int) -> None:
    """A logarithmic scale for ``values`` with a tick for every ``step`` powers of ten."""
    low, high = min(values) / 2, max(values) * 2.2
    ax.set_xscale("log")
    ax.set_xlim(low, high)
    powers = (10.0**power for power in range(0, 16, step))
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in powers if low <= tick <= high]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.grid(axis="x", color=LINE, linewidth=0.5)
    ax.set_axisbelow(True)
