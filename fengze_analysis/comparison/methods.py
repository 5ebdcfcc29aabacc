"""What the methods of statistical offices say of a case, beside the default word.

The choice of a method decides: the same figures can be on track by one and behind by another.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from .engine import Case, goal_of, holds
from .growth import power

_RANK = "位"


class Points(NamedTuple):
    """Base, present and target value with the years gone and the years in all."""

    base: Fraction
    now: Fraction
    target: Fraction
    gone: int
    years: int


def words_of_methods(case: Case) -> dict[str, str]:
    """The words of all methods by the columns that hold them."""
    return {
        "word_cagr": word_cagr(case),
        "word_un": word_un(case),
        "word_destatis": word_destatis(case),
    }


def word_cagr(case: Case) -> str:
    """``cagr_significant`` from 0.95, ``_moderate`` from 0.60, ``_insufficient`` from 0, ``_away``.

    ``met`` at the target; ``""`` where growth cannot be compounded.
    """
    steps = (("significant", "0.95"), ("moderate", "0.60"), ("insufficient", "0"))
    return _word(case, cagr_ratio, lambda _, value: "cagr_" + _step(value, steps, "away"))


def word_un(case: Case) -> str:
    """``met``, ``un_on_track`` from 0.95, ``un_accelerate`` from 0.10, else ``un_stagnation``."""
    steps = (("on_track", "0.95"), ("accelerate", "0.10"))
    return _word(case, un_extrapolation, lambda _, value: "un_" + _step(value, steps, "stagnation"))


def word_destatis(case: Case) -> str:
    """``destatis_sun`` up to 5 %, ``_light_cloud`` up to 20 %, ``_cloud``; ``_storm`` going wrong.

    ``met`` at the target.
    """

    def word(points: Points, value: Fraction) -> str:
        if (points.now - points.base) * (points.target - points.base) < 0:
            return "destatis_storm"
        if value <= Fraction(5, 100):
            return "destatis_sun"
        return "destatis_light_cloud" if value <= Fraction(20, 100) else "destatis_cloud"

    return _word(case, destatis_gap, word)


def cagr_ratio(points: Points) -> Fraction | None:
    """Actual over required compound yearly growth; undefined unless all values are above zero.

    Formula: [(y_t/y_0)^(1/(t−t_0)) − 1] / [(y_T/y_0)^(1/(T−t_0)) − 1].
    Source: Eurostat, Sustainable development in the European Union: monitoring report, annex on
    the assessment method; Open SDG, Progress Measurement Methodology (after Statistics Canada).

    >>> round(cagr_ratio(Points(*map(Fraction, (100, 160, 220)), 3, 5)), 3)
    Fraction(993, 1000)
    """
    if not _growable(points):
        return None
    actual = power(points.now / points.base, Fraction(1, points.gone)) - 1
    required = power(points.target / points.base, Fraction(1, points.years)) - 1
    return Fraction(actual) / Fraction(required)


def un_extrapolation(points: Points) -> Fraction | None:
    """The share of the way that the present growth covers by the target year.

    Formula: [y_t·(y_t/y_0)^((T−t)/(t−t_0)) − y_0] / (y_T − y_0).
    Source: United Nations Statistics Division, SDG Progress Chart 2023, Technical Note.

    >>> round(un_extrapolation(Points(*map(Fraction, (100, 160, 220)), 3, 5)), 3)
    Fraction(991, 1000)
    """
    if not _growable(points):
        return None
    left = Fraction(points.years - points.gone, points.gone)
    expected = points.now * Fraction(power(points.now / points.base, left))
    return (expected - points.base) / (points.target - points.base)


def destatis_gap(points: Points) -> Fraction | None:
    """The share of the way still ahead that would be missing in the target year.

    Formula: [y_T − (y_t + (T−t)·(y_t−y_0)/(t−t_0))] / (y_T − y_t).
    Source: Statistisches Bundesamt (Destatis), Nachhaltige Entwicklung in Deutschland:
    Indikatorenbericht, on the weather symbols; here with the mean yearly change since the base.

    >>> round(destatis_gap(Points(*map(Fraction, (100, 160, 220)), 3, 5)), 3)
    Fraction(333, 1000)
    """
    if points.target in (points.base, points.now) or not 0 < points.gone <= points.years:
        return None
    change = (points.now - points.base) / points.gone
    expected = points.now + (points.years - points.gone) * change
    return (points.target - expected) / (points.target - points.now)


def _word(
    case: Case,
    formula: Callable[[Points], Fraction | None],
    word: Callable[[Points, Fraction], str],
) -> str:
    """The word all corners of the intervals agree on; with several, all of them left open."""
    found: dict[str, None] = {}
    for points in _corners(case):
        if (points.now - points.target) * (points.target - points.base) >= 0:
            found["met"] = None
        elif (value := formula(points)) is None:
            return ""
        else:
            found[word(points, value)] = None
    words = sorted(found)
    return words[0] if len(words) == 1 else "undecided:" + "|".join(words) if words else ""


def _corners(case: Case) -> list[Points]:
    """Every corner of the three intervals; none where the methods do not apply."""
    goal = goal_of(case)
    if case.base is None or case.start is None or goal.edge is None or case.type == "mean_growth":
        return []
    gone, years = case.year - case.start, case.end - case.start
    base, now = case.base.interval, case.now.interval
    if not 0 < gone <= years or case.now.unit == _RANK or case.type in ("yearly", "keep"):
        return []
    if not base.bounded or not now.bounded or holds(case.base, goal) is not False:
        return []
    ends = product((base.low or Fraction(0), base.high or Fraction(0)), (now.low, now.high))
    return [Points(y0, yt or Fraction(0), goal.edge, gone, years) for y0, yt in ends]


def _step(value: Fraction, steps: tuple[tuple[str, str], ...], lowest: str) -> str:
    return next((word for word, least in steps if value >= Fraction(least)), lowest)


def _growable(points: Points) -> bool:
    """Whether growth can be compounded: all values above zero, and some way to go."""
    positive = min(points.base, points.now, points.target) > 0
    return positive and points.target != points.base
