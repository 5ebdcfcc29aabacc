"""What does not add up: the figures of each finding as points on a number line of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from ..interval import Exact, Interval, exact_number, parse_exact
from ..messages import say
from ..messages.names import Names, code_text, in_sentence, indicator_name
from ..messages.numbers import format_amount, format_interval, join_words, round_readable
from .fonts import text_width
from .rows import Row, axes_width, draw_rows, rows_of, write
from .style import INK, LINE, MUTED, SMALL, WIDE, in_style, mark_of

_BAND = 58.0  # points: a line, its printed figure above it and two rows of labels below
_SLIP = ("slip", "slip_k", "slip_n")


class Dot(NamedTuple):
    """A figure on a line, from ``low`` to ``high``; the one under test is ``printed`` above it."""

    low: float
    high: float
    text: str
    printed: bool


class Line(NamedTuple):
    """A finding as a number line."""

    name: str
    outcome: str
    points: tuple[Dot, ...]


@in_style()
def plot_number_lines(
    findings: pd.DataFrame, ax: Axes | None = None, language: str = "zh", *,
    names: Names | None = None, limit: int = 6, title: str = "", source: str = "",
    width: float = WIDE,
) -> Axes:  # fmt: skip
    """A number line for each of the ``findings`` that an answer could change most.

    Only what contradicts or cannot be told is drawn, one finding a group, at most ``limit``. The
    figure under test stands above its line; what it should agree with, or could be, below.
    """
    lines = find_lines(findings, language, names)[:limit]
    rows = [Row(line.name, code_text("outcome", line.outcome, language)) for line in lines]
    called = dict.fromkeys(in_sentence(line.name, language) for line in lines if line.name)
    listed, some = join_words(called, language), "title" if called else "count"
    key = f"charts.number_lines_{some}" if lines else "charts.no_number_lines"
    told = title or say(key, language, n=len(lines), list=listed)
    ax, heights = draw_rows(rows, ax, told, source, width, band=_BAND, axis=False)
    ax.set_xlim(0, 1)
    for y, line in zip(heights, lines, strict=True):
        _draw_line(ax, y - 9, line)
    return ax


def find_lines(
    findings: pd.DataFrame, language: str = "zh", names: Names | None = None
) -> list[Line]:
    """The number lines of ``findings``: those with two places on a line, the weightiest first."""
    ranked = findings.query("outcome in ['contradiction', 'cannot_tell'] and weight > 0")
    ranked = ranked.sort_values("weight", ascending=False, kind="stable")
    lines = []
    for row in rows_of(ranked[~ranked["group"].duplicated() | ranked["group"].eq("")]):
        values = json.loads(row.values or "{}")
        points = _points(_placed(row.rule, values, language), language)
        points = points or _points(_plain(row, language), language)
        if len({(point.low, point.high) for point in points}) > 1:
            ours = [name for name, _ in values.get("ours", [])[-1:]]
            called = [values.get("name"), *ours, *values.get("names", [])[_apart(values) :]]
            words, codes = next(filter(None, called), ("", ()))
            name = indicator_name(next(iter(codes), row.indicator), language, names, words)
            lines.append(Line(name, row.outcome, tuple(points)))
    return lines


_Placed = Iterable[tuple[Exact | None, str, str]]  # values with unit and label, the printed first


def _placed(rule: str, values: dict[str, Any], language: str) -> _Placed:
    """What the values of a finding put on its line; nothing for a rule without such points."""
    held: list[tuple[Any, str]] = []
    if rule == "attainable_percentage":
        held = [(values.get("share"), _label("printed", language))]
        for key, k, n in (("below", "k_below", "n"), ("above", "k_above", "n"), _SLIP):
            held.append((values.get(key), f"{values.get(k)}/{values.get(n)} ="))
    elif rule == "ambiguous_change":
        at = _apart(values)
        for key, label in (("levels", "level"), ("points", "points"), ("relative", "relative")):
            held.append((next(iter(values.get(key, [])[at:]), None), _label(label, language)))
    elif rule == "other_publication":
        for key, single, label in (("ours", "figure", "printed"), ("theirs", "other", "other")):
            *counted, (_, amount) = values.get(key) or [(None, values.get(single))]
            numbers = [(exact_number(parse_exact(one[0])), one[1]) for _, one in counted]
            amounts = [format_amount(value, unit, language) for value, unit in numbers]
            of = (say("charts.point_of", language, name=one) for one in amounts)
            held.append((amount, "".join([_label(label, language), *of])))
    return [(parse_exact(one[0]), one[1], label) for one, label in held if one]


def _label(key: str, language: str) -> str:
    return say(f"charts.point_{key}", language)


def _apart(values: dict[str, Any]) -> int:
    """Which of the rates to draw: the first whose readings exclude each other, else the first."""
    names, apart = values.get("names", []), values.get("apart", [])
    return names.index(apart[0]) if apart and apart[0] in names else 0


def _plain(row: Any, language: str) -> _Placed:
    expected, printed = parse_exact(row.expected_exact), parse_exact(row.printed_exact)
    if expected is None and pd.notna(row.expected_low) and pd.notna(row.expected_high):
        expected = Interval.parse(repr(float(row.expected_low)), repr(float(row.expected_high)))
    yield printed, row.unit, _label("printed", language)
    yield expected, row.unit, _label("expected", language)


def _points(placed: _Placed, language: str) -> list[Dot]:
    """The points of values, the printed one first; an open one has none."""
    points = []
    for number, (value, unit, label) in enumerate(placed):
        if isinstance(value, Interval) and value.low is not None and value.high is not None:
            text = format_interval(round_readable(value), unit, language)
            low, high = float(value.low), float(value.high)
        elif value is not None and not isinstance(value, Interval):
            low = high = float(value)
            text = format_amount(value, unit, language, places=None if abs(low) >= 1000 else 2)
        else:
            continue
        points.append(Dot(low, high, f"{label} {text}", printed=not number))
    return points


def _draw_line(ax: Axes, y: float, line: Line) -> None:
    """The line at ``y``: points on it, ranges under it, labels in rows where they would meet."""
    wide = axes_width(ax)
    first = min(point.low for point in line.points)
    span = max(point.high for point in line.points) - first
    mark = mark_of("outcome", line.outcome)
    ax.plot([0, 1], [y, y], color=LINE, linewidth=1, zorder=0)
    ends: list[float] = []
    under = y + 9
    for point in sorted(line.points, key=lambda one: (one.printed, one.low)):
        low, high = (0.14 + 0.72 * (end - first) / span for end in (point.low, point.high))
        half = text_width(point.text) * 0.92 * SMALL / wide / 2
        middle = min(max((low + high) / 2, half), 1 - half)
        at, offset, ha, ink = (middle, y), (0, 13), "center", MUTED
        if point.printed:
            ax.plot((low + high) / 2, y - 5, "v", color=mark.colour, markersize=7)
            ink = mark.colour
        elif high > low:
            ax.plot([low, high], [under, under], color=INK, linewidth=4, solid_capstyle="butt")
            if high + 0.02 + 2 * half < 1:
                at, offset, ha = (high, under), (5, 0), "left"
            elif low - 0.02 - 2 * half > 0:
                at, offset, ha = (low, under), (-5, 0), "right"
            else:
                under += 12
                at, offset = (middle, under), (0, 0)
            under += 13
        else:
            ax.plot(low, y, "o", color=INK, markersize=6)
            level = next((n for n, end in enumerate(ends) if end < middle - half), len(ends))
            ends[level : level + 1] = [middle + half + 0.02]
            offset = (0, -13 - 11 * level)
        va = "baseline" if ha == "center" else "center"
        write(ax, point.text, at, offset, ha=ha, va=va, fontsize=SMALL, color=ink)
