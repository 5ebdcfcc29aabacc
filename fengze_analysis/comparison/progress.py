"""Progress towards a target and the share of its time gone, exact and as intervals."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from fengze_analysis.interval import Interval


def progress(base: Fraction, now: Fraction, target: Fraction) -> Fraction | None:
    """目标完成进度 s = (y_t − y_0) / (y_T − y_0); ``None`` where the target equals the base.

    >>> progress(Fraction(100), Fraction(160), Fraction(220))
    Fraction(1, 2)
    >>> progress(Fraction(20), Fraction(17), Fraction(10))  # a target of less
    Fraction(3, 10)
    """
    return None if target == base else (now - base) / (target - base)


def progress_bounds(base: Interval, now: Interval, target: Interval) -> Interval | None:
    """The extremes of s over the corners of the three intervals.

    ``None`` where base and target meet or have an open end; an open end of ``now`` stays open.

    >>> printed = [Interval.parse(*ends) for ends in (("3.05", "3.15"), ("3.25", "3.35"))]
    >>> progress_bounds(*printed, Interval.parse("3.45", "3.55"))
    Interval(low=Fraction(1, 4), high=Fraction(3, 4))
    """
    if not (base.bounded and target.bounded) or base.meets(target):
        return None
    assert base.high is not None
    assert target.low is not None
    if base.high > target.low:
        base, now, target = _mirrored(base), _mirrored(now), _mirrored(target)
    return Interval(_extreme(min, base, now.low, target), _extreme(max, base, now.high, target))


def time_share(base_year: int, year: int, target_year: int) -> Fraction | None:
    """序时进度 τ = (t − t_0) / (T − t_0); ``None`` where the target year is the base year.

    >>> time_share(2020, 2023, 2025)
    Fraction(3, 5)
    """
    if target_year == base_year:
        return None
    return Fraction(year - base_year, target_year - base_year)


def difference(first: Interval, second: Interval) -> Interval:
    """Every ``first`` less every ``second``; an open end stays open.

    >>> difference(Interval.parse("66.475", "66.485"), Interval.point(57))
    Interval(low=Fraction(379, 40), high=Fraction(1897, 200))
    """
    return first + _mirrored(second)


def _mirrored(interval: Interval) -> Interval:
    return Interval(
        None if interval.high is None else -interval.high,
        None if interval.low is None else -interval.low,
    )


def _extreme(
    pick: Callable[[list[Fraction]], Fraction],
    base: Interval,
    now: Fraction | None,
    target: Interval,
) -> Fraction | None:
    if now is None:
        return None
    corners = product((base.low, base.high), (target.low, target.high))
    return pick(
        [(now - y_0) / (y_t - y_0) for y_0, y_t in corners if y_0 is not None and y_t is not None]
    )
