"""Exact arithmetic on printed figures: sums, ratios, growth and bases, as intervals."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..interval import Interval

HUNDRED = Fraction(100)


def add_up(intervals: Iterable[Interval]) -> Interval:
    """The interval of the sum."""
    return sum(intervals, start=Interval.point(0))


def ratio(part: Interval, whole: Interval) -> Interval | None:
    """``part`` over ``whole``, both not negative; ``None`` where the whole may be zero."""
    if (part.low is not None and part.low < 0) or whole.low is None or whole.low <= 0:
        return None
    low = Fraction(0) if part.low is None or whole.high is None else part.low / whole.high
    return Interval(low, None if part.high is None else part.high / whole.low)


def above(first: Interval, second: Interval) -> bool:
    """Whether all of ``first`` lies above all of ``second``."""
    return first.low is not None and second.high is not None and first.low > second.high


def growth(level: Interval, base: Interval) -> Interval | None:
    """The growth from ``base`` to ``level`` in per cent."""
    times = ratio(level, base)
    return None if times is None else times.scale(HUNDRED) + Interval.point(-HUNDRED)


def base_of_growth(level: Interval, change: Interval) -> Interval | None:
    """The base that ``change`` per cent lead from to ``level``; ``None`` from -100 % on."""
    return base_of_share(level, change + Interval.point(HUNDRED))


def base_of_share(part: Interval, share: Interval) -> Interval | None:
    """The whole of which ``part`` is ``share`` per cent."""
    return ratio(part, share.scale(Fraction(1, 100)))


def any_rounding(number: Fraction, step: Fraction) -> Interval:
    """What a printed number can stand for if it was rounded or cut off, whichever was done."""
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
