"""What does not add up: the figures of each finding as points on a number line of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..interval import Exact, Interval, exact_number, parse_exact
from ..messages import say
from ..messages.codes import code_text
from ..messages.numbers import Value, format_amount, format_interval, join_words, round_readable
from .fonts import printable
from .names import Names, indicator_name, text_of
from .rows import Row, draw_rows
from .style import INK, LINE, MUTED, SMALL, WIDE, in_style, mark_of
from .wrapping import text_width

_BAND = 58.0  # points: a line, its printed figure above it and two rows of labels below


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a line: where it is (``low`` to ``high`` for a range) and what it says.

    ``printed`` is the figure under test: it stands above the line, all else below.
    """

    low: float
    high: float
    text: str
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as a number line."""

    name: str
    outcome: str
    points: tuple[Point, ...]


@in_style
def plot_number_lines(
    findings: pd.DataFrame,
    ax: Axes | None = None,
    language: str = "zh",
    *,
    names: Names | None = None,
    limit: int = 6,
    title: str = "",
    source: str = "",
    width: float = WIDE,
) -> Axes:
    """A number line for each of the ``findings`` that an answer could change most.

    Only what contradicts or cannot be told is drawn, one finding a group, at most ``limit``. The
    figure under test stands above its line; what it should agree with, or could be, below.
    """
    lines = find_lines(findings, language, names)[:limit]
    rows = [Row(line.name, code_text("outcome", line.outcome, language)) for line in lines]
    told = title or say(
        "charts.number_lines_title" if lines else "charts.no_number_lines", language,
        n=len(lines), list=join_words(dict.fromkeys(line.name for line in lines), language),
    )  # fmt: skip
    sheet = draw_rows(rows, title=told, source=source, ax=ax, width=width, band=_BAND, axis=False)
    sheet.ax.set_xlim(0, 1)
    for y, line in zip(sheet.y, lines, strict=True):
        _draw_line(sheet.ax, y - 9, line, _points_wide(sheet.ax))
    return sheet.ax


def find_lines(
    findings: pd.DataFrame, language: str = "zh", names: Names | None = None
) -> list[Line]:
    """The number lines of ``findings``: those with two places on a line, the weightiest first."""
    open_ones = findings[findings["outcome"].isin(["contradiction", "cannot_tell"])]
    ranked = open_ones.sort_values("weight", ascending=False, kind="stable")
    ranked = ranked[~ranked["group"].duplicated() | ranked["group"].fillna("").eq("")]
    lines = []
    for _, row in ranked.iterrows():
        values = json.loads(row["values"]) if text_of(row["values"]) else {}
        told = _POINTS.get(str(row["rule"]))
        points = (told(values, language) if told else []) or _plain(row, language)
        if len({(point.low, point.high) for point in points}) > 1:
            name = _name(row, values, language, names)
            lines.append(Line(name, str(row["outcome"]), tuple(points)))
    return lines


def _name(row: pd.Series[Any], values: dict[str, Any], language: str, names: Names | None) -> str:
    names = [name for name, _ in values.get("ours", [])[-1:]]
    names = names or values.get("names", [])[_apart(values) :]
    called = values.get("name") or next(iter(names), None)
    words, codes = (called[0], called[1]) if isinstance(called, list) else ("", ())
    code = next(iter(codes), row["indicator"])
    return indicator_name(code, language, names, words)


def _point(value: Exact | None, unit: str, label: str, language: str, **more: Any) -> list[Point]:
    """The point of one value, with its amount in its label; no value has none."""
    if value is None:
        return []
    if isinstance(value, Interval):
        if value.low is None or value.high is None:
            return []
        text = format_interval(round_readable(value), unit, language)
        low, high = float(value.low), float(value.high)
    else:
        shown: Value = value
        places = None if abs(value) >= 1000 else 2
        text, low = format_amount(shown, unit, language, places=places), float(value)
        high = low
    return [Point(low, high, f"{label} {text}".strip(), **more)]


def _amount(held: Any, label: str, language: str, **more: Any) -> list[Point]:
    """The point of an amount as a finding holds it: its value, its unit, and more."""
    if not isinstance(held, list) or len(held) < 2:
        return []
    return _point(parse_exact(str(held[0])), str(held[1]), label, language, **more)


def _plain(row: pd.Series[Any], language: str) -> list[Point]:
    """The printed figure, and what the others give."""
    unit = text_of(row["unit"])
    printed = parse_exact(text_of(row["printed_exact"]))
    says, gives = (say(f"charts.point_{key}", language) for key in ("printed", "expected"))
    expected: Exact | None = parse_exact(text_of(row["expected_exact"]))
    if expected is None and pd.notna(row["expected_low"]) and pd.notna(row["expected_high"]):
        low, high = (str(float(row[f"expected_{end}"])) for end in ("low", "high"))
        expected = Interval.parse(low, high)
    return [
        *_point(printed, unit, says, language, printed=True),
        *_point(expected, unit, gives, language),
    ]


def _attainable(values: dict[str, Any], language: str) -> list[Point]:
    """A share between two attainable ones, and the slip that would explain it."""
    says = say("charts.point_printed", language)
    points = _amount(values.get("share"), says, language, printed=True)
    for key, k, n in (
        ("below", "k_below", "n"),
        ("above", "k_above", "n"),
        ("slip", "slip_k", "slip_n"),
    ):
        if k in values and n in values:
            points += _amount(values.get(key), f"{values[k]}/{values[n]} =", language)
    return points


def _two_readings(values: dict[str, Any], language: str) -> list[Point]:
    """The rate as it is, and what it was before by points and by a relative change."""
    at = _apart(values)
    points: list[Point] = []
    for key in ("points", "relative"):
        held = values.get(key, [])[at : at + 1]
        points += _amount(next(iter(held), None), say(f"charts.point_{key}", language), language)
    level = values.get("levels", [])[at : at + 1]
    return points + _amount(
        next(iter(level), None), say("charts.point_level", language), language, printed=True
    )


def _apart(values: dict[str, Any]) -> int:
    """Which of the rates to draw: the first whose readings exclude each other, else the first."""
    names, apart = values.get("names", []), values.get("apart", [])
    return names.index(apart[0]) if apart and apart[0] in names else 0


def _two_texts(values: dict[str, Any], language: str) -> list[Point]:
    """The report's figure and another text's, each with what else the two count."""
    points: list[Point] = []
    for key, single, says in (("ours", "figure", "printed"), ("theirs", "other", "other")):
        *counted, (_, held) = values.get(key) or [[None, values.get(single)]]
        label = say(f"charts.point_{says}", language)
        for _, (value, unit, *_rest) in counted:
            amount = format_amount(exact_number(parse_exact(value)), unit, language)
            label += say("charts.point_of", language, name=amount)
        points += _amount(held, label, language, printed=single == "figure")
    return points


_POINTS: dict[str, Callable[[dict[str, Any], str], list[Point]]] = {
    "attainable_percentage": _attainable,
    "ambiguous_change": _two_readings,
    "other_publication": _two_texts,
}


def _points_wide(ax: Axes) -> float:
    return float(ax.get_position().width * ax.figure.get_figwidth() * 72)


def _draw_line(ax: Axes, y: float, line: Line, wide: float) -> None:
    """The line at ``y``, ``wide`` points long, its labels in rows where they would meet."""
    first = min(point.low for point in line.points)
    span = max(point.high for point in line.points) - first
    mark = mark_of("outcome", line.outcome)
    ax.plot([0, 1], [y, y], color=LINE, linewidth=1, zorder=0)
    ends: list[float] = []
    ranges = 0
    for point in sorted(line.points, key=lambda one: (one.printed, one.low)):
        low, high = (0.14 + 0.72 * (end - first) / span for end in (point.low, point.high))
        half = text_width(point.text) * 0.92 * SMALL / wide / 2
        middle = min(max((low + high) / 2, half), 1 - half)
        if point.printed:
            ax.plot((low + high) / 2, y - 5, "v", color=mark.colour, markersize=7)
            _say(ax, point, (middle, y), (0, 13), "center", mark.colour)
        elif high > low:  # a range lies under the line, what it is beside it
            at = y + 9 + 13 * ranges
            ranges += 1
            ax.plot([low, high], [at, at], color=INK, linewidth=4, solid_capstyle="butt")
            if high + 0.02 + 2 * half < 1:
                _say(ax, point, (high, at), (5, 0), "left", MUTED)
            elif low - 0.02 - 2 * half > 0:
                _say(ax, point, (low, at), (-5, 0), "right", MUTED)
            else:
                _say(ax, point, (middle, at), (0, -12), "center", MUTED)
                ranges += 1
        else:
            ax.plot(low, y, "o", color=INK, markersize=6)
            level = next((n for n, end in enumerate(ends) if end < middle - half), len(ends))
            ends[level : level + 1] = [middle + half + 0.02]
            _say(ax, point, (middle, y), (0, -13 - 11 * level), "center", MUTED)


def _say(
    ax: Axes, point: Point, at: tuple[float, float], offset: tuple[float, float], ha: str, ink: str
) -> None:
    ax.annotate(
        printable(point.text), at, xytext=offset, textcoords="offset points", ha=ha,
        va="center" if ha != "center" else "baseline", fontsize=SMALL, color=ink,
    )  # fmt: skip
