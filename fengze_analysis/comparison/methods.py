"""The formulas by which statistical offices measure progress towards a target with a year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from fengze_analysis.comparison.growth import power
from fengze_analysis.comparison.progress import progress, time_share


@dataclass(frozen=True, slots=True)
class Points:
    """Base, present and target value with the years gone and the years in all."""

    base: Fraction
    now: Fraction
    target: Fraction
    gone: int
    years: int


def progress_over_time(points: Points) -> Fraction | None:
    """Progress over time share, s / τ: 1 where progress keeps to the time schedule.

    >>> round(progress_over_time(Points(*map(Fraction, (100, 160, 220)), 3, 5)), 3)
    Fraction(833, 1000)
    """
    s = progress(points.base, points.now, points.target)
    share = time_share(0, points.gone, points.years)
    return s / share if s is not None and share else None


def cagr_ratio(points: Points) -> Fraction | None:
    """Actual over required compound yearly growth; undefined unless all values are above zero.

    Formula: [(y_t/y_0)^(1/(t−t_0)) − 1] / [(y_T/y_0)^(1/(T−t_0)) − 1].
    Thresholds 0.95, 0.60 and 0. Source: Eurostat, Sustainable development in the European Union:
    monitoring report, annex on the assessment method; Open SDG, Progress Measurement Methodology
    (after Statistics Canada).

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

    Formula: [y_t·(y_t/y_0)^((T−t)/(t−t_0)) − y_0] / (y_T − y_0). Thresholds 0.95 and 0.10.
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
    """The share of the way still ahead that would be missing in the target year; 0 if it is met.

    Formula: [y_T − (y_t + (T−t)·(y_t−y_0)/(t−t_0))] / (y_T − y_t). Thresholds 5 % and 20 %.
    Source: Statistisches Bundesamt (Destatis), Nachhaltige Entwicklung in Deutschland:
    Indikatorenbericht, on the weather symbols; here with the mean yearly change since the base.

    >>> round(destatis_gap(Points(*map(Fraction, (100, 160, 220)), 3, 5)), 3)
    Fraction(333, 1000)
    """
    if points.target == points.base or not 0 < points.gone <= points.years:
        return None
    if met(points):
        return Fraction(0)
    change = (points.now - points.base) / points.gone
    expected = points.now + (points.years - points.gone) * change
    return (points.target - expected) / (points.target - points.now)


def met(points: Points) -> bool:
    """Whether the present value has reached the target, seen from the base."""
    ahead = points.target - points.base
    return (points.now - points.target) * ahead >= 0 and ahead != 0


def _growable(points: Points) -> bool:
    """Whether growth can be compounded: two points in time, all values above zero, some way."""
    positive = min(points.base, points.now, points.target) > 0
    in_time = 0 < points.gone <= points.years
    return positive and in_time and points.target != points.base
