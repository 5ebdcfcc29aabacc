"""All amounts of money on one scale: signed, planned, completed, received, paid out."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from ..messages import say
from ..messages.numbers import format_amount
from .names import Names, indicator_name, text_of
from .rows import Row, Sheet, draw_rows
from .style import LINE, MUTED, SMALL, WIDE, in_style, mark_of

PHASES = ("signed", "planned", "completed", "received", "paid", "other")
_CLAUSE = re.compile("[，。；！？]")


def money_phase(sentence: str, surface: str, phrase: str = "") -> str:
    """Whether an amount is signed, planned, completed, received or paid, by the words around it.

    The clause of the figure decides, then the clauses before it, then the one after;
    ``other`` where no word does.

    >>> money_phase("全年新签约项目152个、总投资超1300亿元。", "1300亿元")
    'signed'
    >>> money_phase("谋划项目118个，完成投资61.1亿元。", "61.1亿元")
    'completed'
    """
    before, _, after = sentence.partition(surface)
    clauses = _CLAUSE.split(before)[::-1]
    clauses[0] = f"{clauses[0]}{phrase}"
    for clause in [*clauses, *_CLAUSE.split(after)[:2]]:
        for word, phase in _words():
            if word in clause:
                return phase
    return "other"


@cache
def _words() -> tuple[tuple[str, str], ...]:
    text = files(__package__).joinpath("money.csv").read_text("utf-8")
    return tuple((row["word"], row["phase"]) for row in csv.DictReader(text.splitlines()))


def find_money(outcomes: pd.DataFrame) -> pd.DataFrame:
    """The rows in yuan that state a sum, with their ``phase``, the largest of each phase first.

    A plan is planned whatever its words; per head amounts and parts of definitions are left out.
    """
    known = outcomes["canonical_unit"].eq("元") & outcomes["kind"].eq("amount")
    rows = outcomes[known & outcomes["sense"].isin(["outcome", "plan"]) & (outcomes["value"] > 0)]
    rows = rows[~rows["indicator_phrase"].fillna("").str.contains("人均|每人")]
    phases = [
        "planned" if row.sense == "plan"
        else money_phase(row.sentence, row.surface, text_of(row.indicator_phrase))
        for row in rows.itertuples()
    ]  # fmt: skip
    found = rows.assign(phase=pd.Categorical(phases, PHASES))
    return found.sort_values(["phase", "value"], ascending=[True, False], kind="stable")


@in_style
def plot_money(
    outcomes: pd.DataFrame,
    ax: Axes | None = None,
    language: str = "zh",
    *,
    yardsticks: Mapping[str, float] | None = None,
    names: Names | None = None,
    limit: int = 40,
    title: str = "",
    source: str = "",
    width: float = WIDE,
) -> Axes:
    """Every amount in yuan of ``outcomes`` on one logarithmic scale, by :func:`money_phase`.

    ``yardsticks`` are amounts to compare with, drawn as lines: ``{"GDP, 2023": 9e10}``. Of more
    than ``limit`` amounts the largest are drawn, and the source line says how many are not.
    """
    found = find_money(outcomes) if "phase" not in outcomes else outcomes
    kept = found[found["value"].rank(method="first", ascending=False) <= limit]
    if len(found) > len(kept):
        left = say("charts.left_out", language, n=len(found) - len(kept))
        source = f"{left} {source}".strip()
    rows = _rows(kept, language, names)
    told = title or _title(kept, language, names)
    sheet = draw_rows(rows, title=told, source=source, ax=ax, width=width, band=14)
    if len(kept):
        _draw_scale(sheet, [*kept["value"], *(yardsticks or {}).values()], language, width)
        for y, (_, row) in zip(sheet.y, kept.iterrows(), strict=True):
            _draw_amount(sheet.ax, y, row)
        _draw_yardsticks(sheet.ax, yardsticks or {}, language)
    return sheet.ax


def _rows(found: pd.DataFrame, language: str, names: Names | None) -> list[Row]:
    rows, last = [], None
    for row in found.itertuples():
        heading = "" if row.phase == last else say(f"charts.money_{row.phase}", language)
        last = row.phase
        name = indicator_name(row.indicator, language, names, text_of(row.indicator_phrase))
        rows.append(Row(name, format_amount(row.value, "元", language, str(row.approx)), heading))
    return rows


def _title(found: pd.DataFrame, language: str, names: Names | None) -> str:
    """The largest amount of each phase that is drawn, as a sentence."""
    told = [
        say(
            f"charts.money_most_{row.phase}", language,
            amount=format_amount(row.value, "元", language, str(row.approx)),
            name=indicator_name(row.indicator, language, names, text_of(row.indicator_phrase)),
        )
        for row in found.drop_duplicates("phase").itertuples()
        if row.phase in ("signed", "planned", "completed", "paid")
    ]  # fmt: skip
    if not told:
        return say("charts.money_title" if len(found) else "charts.nothing", language)
    text = say("charts.semicolon", language).join(told)
    return text[0].upper() + text[1:]


def _draw_scale(sheet: Sheet, values: list[float], language: str, width: float) -> None:
    ax = sheet.ax
    ax.set_xscale("log")
    ax.set_xlim(min(values) / 2, max(values) * 2.2)
    step = 2 if width < 5 or language == "en" else 1
    ticks = [10.0**power for power in range(16) if power % step == 0]
    low, high = ax.get_xlim()
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if low <= tick <= high]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: format_amount(x, "元", language)))
    ax.grid(axis="x", color=LINE, linewidth=0.5)
    ax.set_axisbelow(True)


def _draw_amount(ax: Axes, y: float, row: Any) -> None:
    mark = mark_of("money", row["phase"])
    filled = mark.colour if mark.fill == "full" else "white"
    ax.plot(
        row["value"], y, marker=mark.marker, markersize=6, color=mark.colour,
        markerfacecolor=filled, linestyle="none",
    )  # fmt: skip
    if row["approx"] in ("over", "under"):
        sign = "→" if row["approx"] == "over" else "←"
        offset = (7, 0) if row["approx"] == "over" else (-7, 0)
        ax.annotate(
            sign, (row["value"], y), xytext=offset, textcoords="offset points",
            va="center", ha="left" if sign == "→" else "right", color=mark.colour,
        )  # fmt: skip


def _draw_yardsticks(ax: Axes, yardsticks: Mapping[str, float], language: str) -> None:
    for label, value in yardsticks.items():
        ax.axvline(value, color=MUTED, linewidth=1, linestyle=(0, (3, 2)), zorder=0)
        ax.annotate(
            f"{label} {format_amount(value, '元', language)}", (value, 0),
            xycoords=("data", "axes fraction"), xytext=(-4, 4), textcoords="offset points",
            ha="right", va="bottom", fontsize=SMALL, color=MUTED, rotation=90,
        )  # fmt: skip
