"""The interval of true values that a printed figure can stand for."""

from __future__ import annotations

from fractions import Fraction

from .errors import InputError, choose
from .interval import Exact, Interval, exact_text

HALF_UP, HALF_EVEN, TRUNCATION = "half_up", "half_even", "truncation"
ROUNDING_RULES = (HALF_UP, HALF_EVEN, TRUNCATION)
APPROXIMATORS = ("exact", "about", "over", "under")
ABOUT_SHARE = Fraction(5, 100)


def printed_interval(
    value: Exact,
    step: Fraction = Fraction(0),
    approx: str = "exact",
    rounding: str = HALF_UP,
    about_share: Fraction = ABOUT_SHARE,
    cap: Fraction | None = None,
) -> Interval:
    """The closed interval that a printed ``value`` can stand for.

    ``value`` is the number with its multiplier applied: a decimal, a fraction or a range.
    ``step`` is one unit of the last printed place in the unit of ``value`` (8.6 亿 → 10000000),
    0 for a count printed in full (152 个), which is exact.

    * ``exact``: half a step either side under ``half_up`` and ``half_even``; under ``truncation``
      a whole step away from zero. The ends are included although each rule leaves one of them out,
      so the interval is never too narrow.
    * ``over`` (超 余 多 以上): from the value up; ``under`` (近 不足 以内): up to the value.
    * ``about`` (约 左右): the value ± ``about_share`` of itself.

    A rate that cannot pass ``cap`` ends there, unless the printed value itself passes it.

    >>> from decimal import Decimal
    >>> printed_interval(Decimal("860000000"), Fraction(10**7))  # 8.6 亿元
    Interval(low=Fraction(855000000, 1), high=Fraction(865000000, 1))
    >>> printed_interval(Decimal("152"))  # 152 个
    Interval(low=Fraction(152, 1), high=Fraction(152, 1))
    >>> printed_interval(Decimal("130000000000"), approx="over").high is None  # 超 1300 亿元
    True
    >>> printed_interval(Decimal("1500"), approx="about")  # 约 1500 公里
    Interval(low=Fraction(1425, 1), high=Fraction(1575, 1))
    >>> printed_interval(Decimal("99.98"), Fraction(1, 20), cap=Fraction(100)).high  # a rate
    Fraction(100, 1)
    """
    first, last = _ends(value)
    low: Fraction | None = first
    high: Fraction | None = last
    if choose("approximator", approx, APPROXIMATORS) == "over":
        high = None
    elif approx == "under":
        low = None
    elif approx == "about":
        low, high = first - about_share * abs(first), last + about_share * abs(last)
    elif choose("rounding rule", rounding, ROUNDING_RULES) != TRUNCATION:
        low, high = first - step / 2, last + step / 2
    else:
        low, high = first - step * (first <= 0), last + step * (last >= 0)
    if cap is not None and last <= cap:
        high = cap if high is None else min(high, cap)
    return Interval(low, high)


def printed_step(numeral: str, multiplier: Fraction | int = 1) -> Fraction:
    """One unit of the last printed place of ``numeral`` times ``multiplier``; 0 for a full count.

    A number without decimal point and multiplier is a count printed in full. A rate printed
    whole (108%) is not: its step is 1, which the caller says.

    >>> printed_step("14.90", 10**4), printed_step("110", 10**4), printed_step("152")
    (Fraction(100, 1), Fraction(10000, 1), Fraction(0, 1))
    """
    _, point, decimals = numeral.partition(".")
    if not point and multiplier == 1:
        return Fraction(0)
    return Fraction(multiplier) / Fraction(10) ** len(decimals)


def _ends(value: Exact) -> tuple[Fraction, Fraction]:
    if not isinstance(value, Interval):
        return Fraction(value), Fraction(value)
    if value.low is None or value.high is None:
        raise InputError("the range is open", exact_text(value), "two ends, such as 5..8")
    return value.low, value.high
