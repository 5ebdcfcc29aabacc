"""Exact arithmetic on printed figures: ratios, growth, bases, and what k of n can give."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import count

from ..errors import InputError
from ..interval import Interval
from ..rounding import HALF_EVEN, ROUNDING_RULES, TRUNCATION

HUNDRED = Fraction(100)


def add_up(intervals: Iterable[Interval]) -> Interval:
    """The interval of the sum.

    >>> add_up([Interval.parse("11.355", "11.365"), Interval.parse("1.055", "1.065")])
    Interval(low=Fraction(1241, 100), high=Fraction(1243, 100))
    """
    return sum(intervals, start=Interval.point(0))


def ratio(part: Interval, whole: Interval) -> Interval | None:
    """``part`` over ``whole``, both not negative; ``None`` where the whole may be zero.

    >>> ratio(Interval.parse("1", "2"), Interval.parse("4", ""))
    Interval(low=Fraction(0, 1), high=Fraction(1, 2))
    """
    if (part.low is not None and part.low < 0) or whole.low is None or whole.low <= 0:
        return None
    low = Fraction(0) if part.low is None or whole.high is None else part.low / whole.high
    return Interval(low, None if part.high is None else part.high / whole.low)


def above(first: Interval, second: Interval) -> bool:
    """Whether all of ``first`` lies above all of ``second``."""
    return first.low is not None and second.high is not None and first.low > second.high


def growth(level: Interval, base: Interval) -> Interval | None:
    """The growth from ``base`` to ``level`` in per cent.

    >>> growth(Interval.point(120), Interval.point(100))
    Interval(low=Fraction(20, 1), high=Fraction(20, 1))
    """
    times = ratio(level, base)
    return None if times is None else times.scale(HUNDRED) + Interval.point(-HUNDRED)


def base_of_growth(level: Interval, change: Interval) -> Interval | None:
    """The base that ``change`` per cent lead from to ``level``; ``None`` from -100 % on.

    >>> from fengze_analysis.interval import round_outward
    >>> visits = Interval.parse("23.25", "23.35")  # 23.3 万人次, 同比增长 85.79%
    >>> round_outward(base_of_growth(visits, Interval.parse("85.785", "85.795")), 2)
    ('12.51', '12.57')
    """
    return base_of_share(level, change + Interval.point(HUNDRED))


def base_of_share(part: Interval, share: Interval) -> Interval | None:
    """The whole of which ``part`` is ``share`` per cent.

    >>> from fengze_analysis.interval import round_outward
    >>> investment = Interval.parse("61.05", "61.15")  # 61.1 亿元, 占年度计划 108%
    >>> round_outward(base_of_share(investment, Interval.parse("107.5", "108.5")), 2)
    ('56.26', '56.89')
    """
    return ratio(part, share.scale(Fraction(1, 100)))


def any_rounding(number: Fraction, step: Fraction) -> Interval:
    """What a printed number can stand for if it was rounded or cut off, whichever was done.

    >>> any_rounding(Fraction("83.35"), Fraction("0.01"))
    Interval(low=Fraction(16669, 200), high=Fraction(2084, 25))
    """
    below, beyond = (step / 2, step) if number >= 0 else (step, step / 2)
    return Interval(number - below, number + beyond)


def agreement(number: Fraction | None, found: Interval, printed: Interval, widest: Interval) -> str:
    """How a printed figure stands to what the others give: ``agrees``, ``rounds`` or ``differs``.

    ``number`` is what the printed numbers give, ``found`` all that their rounding allows;
    ``printed`` is what the figure stands for, ``widest`` the same under any rounding rule.
    """
    if number is not None and printed.contains(number):
        return "agrees"
    return "rounds" if found.meets(widest) else "differs"


def wholes_giving(percent: Fraction, step: Fraction, n: int, rounding: str) -> range:
    """Every k for which k of ``n`` is printed as ``percent`` under ``rounding``.

    The GRIM idea: a share of n whole things can only take n + 1 values (Brown and Heathers 2017).
    Half-down does not occur in official rounding, so a tie goes up or to the even digit.

    >>> list(wholes_giving(Fraction("87.34"), Fraction("0.01"), 79, "half_up"))
    [69]
    >>> list(wholes_giving(Fraction("83.35"), Fraction("0.01"), 41, "half_up"))
    []
    """
    if rounding not in ROUNDING_RULES:
        raise InputError(f"rounding rule {rounding!r} is unknown", "", " ".join(ROUNDING_RULES))
    low, high, with_low, with_high = percent - step / 2, percent + step / 2, True, False
    if rounding == TRUNCATION:
        low, high = percent, percent + step
    elif rounding == HALF_EVEN:
        with_low = with_high = (percent / step).numerator % 2 == 0
    # In whole numbers: the smallest n that fits may be the thousandth tried.
    first, first_by = low.numerator * n, low.denominator * 100
    last, last_by = high.numerator * n, high.denominator * 100
    least = -(-first // first_by) if with_low else first // first_by + 1
    most = last // last_by if with_high else -(-last // last_by) - 1
    return range(max(0, least), min(n, most) + 1)


@lru_cache(maxsize=4096)
def smallest_whole(percent: Fraction, step: Fraction, rounding: str) -> int:
    """The smallest n of which some whole k is printed as ``percent`` (0 to 100).

    >>> [smallest_whole(Fraction("83.35"), Fraction("0.01"), rule)
    ...  for rule in ("half_up", "half_even", "truncation")]
    [775, 775, 631]
    """
    if not 0 <= percent <= 100 or step <= 0:
        raise InputError(f"{percent} % by {step}", "", "a percentage from 0 to 100, a step above 0")
    return next(n for n in count(1) if wholes_giving(percent, step, n, rounding))
