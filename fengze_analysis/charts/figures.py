"""The figures themselves: how many, how much money, over the years, and beside other areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from ..lexicon.money import PHASES, money_phase
from ..messages import say
from ..messages.names import Names, code_text, indicator_name, place_name
from ..messages.numbers import format_amount, format_period
from .rows import Row, draw_rows, frame_axes, rows_of, write
from .style import ACCENT, INK, LINE, MUTED, PALE_BLUE, SMALL, WIDE, draw_mark, in_style, mark_of

_COLOURS = (ACCENT, "#a34e00", "#00695c", "#7b3fa0", "#a3245f", "#4a5562")


@in_style()
def plot_counts(
    frame: pd.DataFrame, by: str = "heading", ax: Axes | None = None, language: str = "zh", *,
    names: Names | None = None, title: str = "", source: str = "", width: float = WIDE,
) -> Axes:  # fmt: skip
    """Bars of how many rows of ``frame`` each value of the column ``by`` has.

    Categories stand in the order of their codes, other values in that of the rows; missing values
    are counted as such. Raises :class:`KeyError` for a column that is not there.
    """
    values = frame[by].astype(object).fillna("").astype(str)
    counts = values.value_counts(sort=False).reindex(values.unique())
    if isinstance(frame[by].dtype, pd.CategoricalDtype):
        order = [*frame[by].cat.categories, ""]
        counts = counts.reindex([value for value in order if value in counts.index])
    named = {**(names or {}), "": say("charts.missing", language)}
    labels = [named.get(value) or code_text(by, value, language) for value in counts.index]
    told = say("charts.nothing", language)
    if labels:
        said = {"first": labels[int(counts.to_numpy().argmax())], "most": int(counts.max())}
        told = say("charts.counts_title", language, n=len(frame), **said)
    rows = [Row(label) for label in labels]
    ax, y = draw_rows(rows, ax, title or told, source, width, axis=False)
    ax.barh(y, counts.to_list(), height=9, color=ACCENT)
    for at, count in zip(y, counts, strict=True):
        write(ax, f"{count:,}", (count, at), (4, 0), va="center")
    ax.set_xlim(0, max(counts, default=1) * 1.08)
    return ax


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
        else money_phase(
            row.sentence[: row.offset],
            row.sentence[row.offset + len(row.surface) :],
            row.indicator_phrase,
        )
        for row in rows_of(rows)
    ]  # fmt: skip
    found = rows.assign(phase=pd.Categorical(phases, PHASES))
    return found.sort_values(["phase", "value"], ascending=[True, False], kind="stable")


@in_style()
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
    rows = []
    for phase, group in kept.groupby("phase", observed=True):
        headings = [say(f"charts.money_{phase}", language)] + [""] * len(group)
        for row, heading in zip(rows_of(group), headings, strict=False):
            name = indicator_name(row.indicator, language, names, row.indicator_phrase)
            rows.append(Row(name, format_amount(row.value, "元", language, row.approx), heading))
    told = title or _money_title(kept, language)
    ax, heights = draw_rows(rows, ax, told, source, width, band=14)
    sticks = yardsticks or {}
    step = 1 + (width < 5 or language == "en")
    _draw_powers(ax, [*kept["value"], *sticks.values()] or [1.0], step, language)
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


def _money_title(found: pd.DataFrame, language: str) -> str:
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


def _draw_powers(ax: Axes, values: list[float], step: int, language: str) -> None:
    """A logarithmic scale for ``values`` with a tick for every ``step`` powers of ten."""
    low, high = min(values) / 2, max(values) * 2.2
    ax.set_xscale("log")
    ax.set_xlim(low, high)
    powers = (10.0**power for power in range(0, 16, step))
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in powers if low <= tick <= high]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: format_amount(x, "元", language)))
    ax.grid(axis="x", color=LINE, linewidth=0.5)
    ax.set_axisbelow(True)


@in_style()
def plot_benchmarks(
    comparison: pd.DataFrame, ax: Axes | None = None, language: str = "zh", *, place: str = "",
    names: Names | None = None, title: str = "", source: str = "", width: float = WIDE,
) -> Axes:  # fmt: skip
    """The area's figures beside those of others: the ``peer`` and ``benchmark`` rows.

    Per head or as rates, of the same period only; never a verdict. Each indicator has a scale of
    its own that begins at zero. ``place`` is the area of the report. A result elsewhere is a bar,
    somebody else's target a tick. The area's bar is hollow where only the document gives its year.
    """
    found = comparison.query("relation in ['peer', 'benchmark']").dropna(
        subset=["observed", "target"]
    )
    groups = [  # the areas of the same level first, the nation last
        rows_of(group.sort_values("reference_level", ascending=False, kind="stable"))
        for _, group in found.groupby(["row_id", "indicator"], sort=False)
    ]
    own = place_name(place, language, names) if place else say("charts.this_report", language)
    rows = [row for group in groups for row in _benchmark_rows(group, own, language, names)]
    if any(group[0].observed_year_from == "document" for group in groups):
        source = say("charts.assumed", language, source=source)
    told = say("charts.no_benchmarks", language)
    if groups:
        above = sum(all(row.observed > row.target for row in group) for group in groups)
        count = {"n": len(groups), "areas": found["reference_place"].nunique(), "above": above}
        told = say("charts.benchmarks_title", language, place=own, **count)
    ax, heights = draw_rows(rows, ax, title or told, source, width, band=14, axis=False)
    y = iter(heights)
    for group in groups:
        _draw_group(ax, y, group)
    ax.set_xlim(0, 1.02)
    return ax


def _benchmark_rows(
    group: list[Any], own: str, language: str, names: Names | None
) -> Iterator[Row]:
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
    return format_amount(value, unit, language, qualifier, places=2 if "/" in unit else None)


def _draw_group(ax: Axes, heights: Iterator[float], group: list[Any]) -> None:
    """The bars of one indicator, on a scale from zero to its largest value."""
    first, y = group[0], next(heights)
    whole = max(first.observed, *(row.target for row in group)) or 1.0
    face = "white" if first.observed_year_from == "document" else ACCENT
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


@in_style()
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
        _draw_line(ax, group, _COLOURS[number % len(_COLOURS)], name)
    # 9.2, not 9.2000…1
    said = FuncFormatter(lambda y, _: format_amount(round(y, 6), unit, language))
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
