"""Rates of growth: compounded exactly, their yearly mean, and the rate still required."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from ..interval import Interval

_DIGITS = 40


def power(base: Fraction, exponent: Fraction) -> Decimal:
    """A positive ``base`` to a fractional ``exponent``, to 40 significant digits.

    >>> power(Fraction(8), Fraction(1, 3)).quantize(Decimal("0.001"))
    Decimal('2.000')
    """
    with localcontext() as context:
        context.prec = _DIGITS
        return _decimal(base) ** _decimal(exponent)


def log_share(factor: Fraction, goal: Fraction) -> Fraction:
    """ln(factor) / ln(goal): the share of a growth that is done, even growth keeping to time.

    >>> round(log_share(Fraction(121, 100), Fraction(11, 10) ** 5), 6)
    Fraction(2, 5)
    """
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction(_decimal(factor).ln() / _decimal(goal).ln())


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
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction(round((power(factor, Fraction(1, years)) - 1) * 100, 6))


def mean_rates(factor: Interval, years: int) -> Interval:
    """:func:`mean_rate` at both ends of a bounded ``factor``."""
    assert factor.low is not None
    assert factor.high is not None
    return Interval(mean_rate(factor.low, years), mean_rate(factor.high, years))


def ratio(now: Interval, base: Interval) -> Interval | None:
    """Every ``now`` over every ``base``; ``None`` unless all of both is above zero.

    >>> ratio(Interval.parse("110", "121"), Interval.parse("100", "110"))
    Interval(low=Fraction(1, 1), high=Fraction(121, 100))
    """
    if not now.low or not now.high or not base.low or not base.high:
        return None
    if min(now.low, base.low) <= 0:
        return None
    return Interval(now.low / base.high, now.high / base.low)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
