"""Rates of growth: compounded exactly, their yearly mean, and the rate still required."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from fengze_analysis.interval import Interval

_DIGITS = 40


def power(base: Fraction, exponent: Fraction) -> Decimal:
    """A positive ``base`` to a fractional ``exponent``, to 40 significant digits.

    >>> power(Fraction(8), Fraction(1, 3)).quantize(Decimal("0.001"))
    Decimal('2.000')
    """
    with localcontext() as context:
        context.prec = _DIGITS
        return _decimal(base) ** _decimal(exponent)


def compound(rates: Sequence[Interval]) -> Interval | None:
    """The factor over all the years of the yearly ``rates`` in per cent, exact.

    ``None`` where a rate has an open end or leaves nothing (a fall of 100% or more).

    >>> compound([Interval.point("10"), Interval.point("-10")])
    Interval(low=Fraction(99, 100), high=Fraction(99, 100))
    """
    low = high = Fraction(1)
    for rate in rates:
        if rate.low is None or rate.high is None or rate.low <= -100:
            return None
        low, high = low * (1 + rate.low / 100), high * (1 + rate.high / 100)
    return Interval(low, high) if rates else None


def mean_rate(factor: Fraction, years: int) -> Fraction:
    """The geometric mean yearly growth in per cent of ``factor`` over ``years``, to 6 places.

    >>> float(mean_rate(Fraction("1.331"), 3))
    10.0
    """
    return _percent(power(factor, Fraction(1, years)))


def required_rate(goal: Fraction, years: int, factor: Fraction, gone: int) -> Fraction | None:
    """The yearly growth still required so that ``years`` of it average ``goal`` per cent.

    ``factor`` is what the ``gone`` years brought; ``None`` where no year is left.
    Formula: [(1 + g)^n / factor]^(1 / (n − gone)) − 1.

    >>> float(required_rate(Fraction(6), 5, Fraction("1.06") ** 2, 2))
    6.0
    """
    if gone >= years:
        return None
    left = (1 + goal / 100) ** years / factor
    return _percent(power(left, Fraction(1, years - gone)))


def goal_factor(goal: Fraction, years: int) -> Fraction:
    """What ``years`` of growth at ``goal`` per cent bring, exact.

    >>> goal_factor(Fraction(10), 2)
    Fraction(121, 100)
    """
    return (1 + goal / 100) ** years


def ratio(now: Interval, base: Interval) -> Interval | None:
    """Every ``now`` over every ``base``; ``None`` unless all of both is above zero.

    >>> ratio(Interval.parse("110", "121"), Interval.parse("100", "110"))
    Interval(low=Fraction(1, 1), high=Fraction(121, 100))
    """
    ends = (now.low, now.high, base.low, base.high)
    if any(end is None or end <= 0 for end in ends):
        return None
    low, high, base_low, base_high = (end or Fraction(0) for end in ends)
    return Interval(low / base_high, high / base_low)


def _percent(factor: Decimal) -> Fraction:
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction(round((factor - 1) * 100, 6))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
