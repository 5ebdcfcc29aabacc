"""The panel: how four methods of measuring progress judge the same figures, and where they part.

Beside the default of this project stand three methods of statistical offices. The choice decides:
the same figures can be on track by one and behind by another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from fengze_analysis.comparison.figures import Figure
from fengze_analysis.comparison.methods import (
    Points,
    cagr_ratio,
    destatis_gap,
    met,
    progress_over_time,
    un_extrapolation,
)
from fengze_analysis.comparison.words import Text, text
from fengze_analysis.interval import Interval, round_outward

_PLACES = 3
_RANK = "位"
_COMPOUNDING = ("cagr_ratio", "un_extrapolation")  # the fifth place is not 5/8 of the eighth
ON_TRACK, OFF_TRACK, UNDECIDED = "yes", "no", "undecided"


@dataclass(frozen=True, slots=True)
class Method:
    """What one method says: its value and word, or the reason code why it cannot be run.

    ``on_track`` is yes, no or undecided (rounding leaves it open), ``""`` where it was not run.
    """

    method: str
    value: str
    word_zh: str
    word_en: str
    low: str = ""
    high: str = ""
    on_track: str = ""
    reason: str = ""


def panel(base: Figure, now: Figure, wanted: Figure, delta: Fraction) -> tuple[Method, ...]:
    """What each method says, the default first; a word only if all corners agree on it."""
    years = (base.year, now.year, wanted.year)
    if not all(years) or not int(base.year) < int(now.year) <= int(wanted.year):
        return tuple(_not_run(name) for name in _METHODS)
    gone, span = int(now.year) - int(base.year), int(wanted.year) - int(base.year)
    corners = _corners(base, now, wanted, gone, span)
    barred = _COMPOUNDING if now.unit == _RANK else ()
    return tuple(
        _not_run(name) if name in barred else _run(name, corners, delta) for name in _METHODS
    )


def disagree(methods: Sequence[Method]) -> bool:
    """Whether some method says on track and another that it is not.

    >>> says = [Method("progress", "0.833", "", "", on_track="no"),
    ...         Method("cagr_ratio", "0.993", "", "", on_track="yes")]
    >>> disagree(says)
    True
    """
    return {ON_TRACK, OFF_TRACK} <= {method.on_track for method in methods}


def _default_word(points: Points, value: Fraction, delta: Fraction) -> str:
    share = Fraction(points.gone, points.years)
    s = value * share
    if s >= 1:
        return "met"
    if s > share + delta:
        return "ahead"
    return "on_schedule" if s >= share - delta else "behind"


def _cagr_word(points: Points, value: Fraction, _: Fraction) -> str:
    if met(points):
        return "met"
    steps = ((Fraction(95, 100), "significant"), (Fraction(60, 100), "moderate"))
    for threshold, word in (*steps, (Fraction(0), "insufficient")):
        if value >= threshold:
            return f"cagr_{word}"
    return "cagr_away"


def _un_word(points: Points, value: Fraction, _: Fraction) -> str:
    if met(points):
        return "met"
    if value >= Fraction(95, 100):
        return "un_on_track"
    return "un_accelerate" if value >= Fraction(10, 100) else "un_stagnation"


def _destatis_word(points: Points, value: Fraction, _: Fraction) -> str:
    if met(points):
        return "met"
    if (points.now - points.base) * (points.target - points.base) < 0:
        return "destatis_storm"
    if value <= Fraction(5, 100):
        return "destatis_sun"
    return "destatis_light_cloud" if value <= Fraction(20, 100) else "destatis_cloud"


_Formula = Callable[[Points], Fraction | None]
_Rule = Callable[[Points, Fraction, Fraction], str]
_METHODS: dict[str, tuple[_Formula, _Rule]] = {
    "progress": (progress_over_time, _default_word),
    "cagr_ratio": (cagr_ratio, _cagr_word),
    "un_extrapolation": (un_extrapolation, _un_word),
    "destatis_mean_change": (destatis_gap, _destatis_word),
}
_ORDER = (
    "met",
    "ahead",
    "on_schedule",
    "behind",
    "cagr_significant",
    "cagr_moderate",
    "cagr_insufficient",
    "cagr_away",
    "un_on_track",
    "un_accelerate",
    "un_stagnation",
    "destatis_sun",
    "destatis_light_cloud",
    "destatis_cloud",
    "destatis_storm",
)
_GOOD = frozenset(
    ("met", "ahead", "on_schedule", "cagr_significant", "un_on_track", "destatis_sun")
)


def _corners(base: Figure, now: Figure, wanted: Figure, gone: int, span: int) -> list[Points]:
    """The points as printed, then every corner of their intervals; none with an open end."""
    figures = (base, now, wanted)
    points = [figure.point for figure in figures]
    ends = [(figure.interval.low, figure.interval.high) for figure in figures]
    corners = [points, *map(list, product(*ends))]
    return [
        Points(first, second, third, gone, span)
        for first, second, third in corners
        if first is not None and second is not None and third is not None
    ]


def _run(name: str, corners: Sequence[Points], delta: Fraction) -> Method:
    formula, rule = _METHODS[name]
    values = [(points, formula(points)) for points in corners]
    known = [(points, value) for points, value in values if value is not None]
    if len(known) < 9 or len({_side(points) for points, _ in known}) > 1:
        return _not_run(name)
    words = sorted({rule(points, value, delta) for points, value in known}, key=_ORDER.index)
    numbers = [value for _, value in known]
    tracks = {ON_TRACK if word in _GOOD else OFF_TRACK for word in words}
    said, bounds = _said(words), Interval(min(numbers), max(numbers))
    return Method(
        name,
        _printed(numbers[0]),
        said.zh,
        said.en,
        *round_outward(bounds, _PLACES),
        tracks.pop() if len(tracks) == 1 else UNDECIDED,
    )


def _side(points: Points) -> int:
    return (points.target > points.base) - (points.target < points.base)


def _said(words: Sequence[str]) -> Text:
    known = [text("method_word" if _is_method_word(word) else "verdict", word) for word in words]
    if len(known) == 1:
        return known[0]
    open_ = text("verdict", "undecided")
    zh, en = "／".join(word.zh for word in known), " / ".join(word.en for word in known)
    return Text(f"{open_.zh}（{zh}）", f"{open_.en} ({en})")


def _is_method_word(word: str) -> bool:
    return word == "met" or word.partition("_")[0] in ("cagr", "un", "destatis")


def _not_run(name: str) -> Method:
    reason = text("reason", "method_undefined")
    return Method(name, "", reason.zh, reason.en, reason="method_undefined")


def _printed(value: Fraction) -> str:
    return f"{float(round(value, _PLACES)):.{_PLACES}f}"
