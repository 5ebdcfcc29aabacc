"""Progress s, the time share τ and their bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fengze_analysis.comparison.progress import (
    difference,
    progress,
    progress_bounds,
    time_share,
)
from fengze_analysis.interval import Interval

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


def _interval(point: Fraction, width: Fraction) -> Interval:
    return Interval(point - width, point + width)


def _printed(value: str, half: str = "0.05") -> Interval:
    return _interval(Fraction(value), Fraction(half))


def test_progress_is_the_share_of_the_way() -> None:
    """100 → 160 towards 220 is half the way, also where the way leads down."""
    assert progress(Fraction(100), Fraction(160), Fraction(220)) == Fraction(1, 2)
    assert progress(Fraction(220), Fraction(160), Fraction(100)) == Fraction(1, 2)


def test_progress_from_zero_and_across_zero_is_defined() -> None:
    """A zero base and opposite signs are no obstacle to s."""
    assert progress(Fraction(0), Fraction(3), Fraction(12)) == Fraction(1, 4)
    assert progress(Fraction(-10), Fraction(0), Fraction(10)) == Fraction(1, 2)


def test_progress_is_undefined_where_target_is_base() -> None:
    """No way to go has no share of it."""
    assert progress(Fraction(7), Fraction(8), Fraction(7)) is None
    assert time_share(2020, 2020, 2020) is None


@pytest.mark.parametrize(
    ("target", "low", "high"),
    [(_printed("3.5"), "1/4", "3/4"), (Interval.point("3.5"), "2/7", "2/3")],
    ids=["target rounded too", "target exact"],
)
def test_the_worked_bounds_of_a_figure_to_one_decimal(
    target: Interval, low: str, high: str
) -> None:
    """3.1 → 3.3 towards 3.5: [0.25, 0.75], or [0.286, 0.667] if the target is exact."""
    found = progress_bounds(_printed("3.1"), _printed("3.3"), target)
    assert found == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("base", "target"),
    [
        (_printed("3.1"), _printed("3.2")),
        (_printed("3.1"), Interval.point("3.15")),
        (Interval.parse("3", ""), Interval.point("9")),
        (Interval.parse("", "3"), Interval.point("9")),
        (Interval.point("3"), Interval.parse("9", "")),
    ],
    ids=["meet", "touch", "base open above", "base open below", "target open"],
)
def test_bounds_are_undefined_where_base_and_target_meet_or_are_open(
    base: Interval, target: Interval
) -> None:
    """Where the way may be nothing, or has no end, there are no bounds."""
    assert progress_bounds(base, _printed("3.3"), target) is None


def test_an_open_end_of_the_present_value_stays_open() -> None:
    """超160 towards 220 from 100 is at least half the way; towards 40 it is at most none."""
    over = Interval.parse("160", "")
    rising = progress_bounds(Interval.point(100), over, Interval.point(220))
    falling = progress_bounds(Interval.point(220), over, Interval.point(100))
    assert rising == Interval(Fraction(1, 2), None)
    assert falling == Interval(None, Fraction(1, 2))


def test_a_target_of_zero_has_bounds() -> None:
    """A way that ends at nothing is measured as any other."""
    found = progress_bounds(Interval.point(8), Interval.point(2), Interval.point(0))
    assert found == Interval.point(Fraction(3, 4))


@given(NUMBERS, NUMBERS, NUMBERS, st.fractions(min_value=0, max_value=5))
def test_bounds_hold_the_point_and_every_value_inside(
    base: Fraction, now: Fraction, target: Fraction, width: Fraction
) -> None:
    """The s of the printed values, and of any values in the intervals, lies within the bounds."""
    figures = [_interval(value, width) for value in (base, now, target)]
    found = progress_bounds(*figures)
    assume(found is not None)
    assert found is not None
    for share in (Fraction(0), Fraction(1, 3), Fraction(1)):
        moved = (base + width * share, now - width * share, target + width * share)
        s = progress(*moved)
        assert s is not None
        assert found.contains(s)


@given(NUMBERS, NUMBERS, NUMBERS, st.fractions(min_value="1/100", max_value=10))
def test_progress_rises_with_the_present_value_towards_the_target(
    base: Fraction, now: Fraction, target: Fraction, more: Fraction
) -> None:
    """A step towards the target never lowers s, whichever way the target lies."""
    assume(base != target)
    step = more if target > base else -more
    before, after = progress(base, now, target), progress(base, now + step, target)
    assert before is not None
    assert after is not None
    assert after > before


@given(NUMBERS, NUMBERS, NUMBERS, st.fractions(min_value="1/100", max_value=9), NUMBERS)
def test_progress_does_not_depend_on_unit_or_origin(
    base: Fraction, now: Fraction, target: Fraction, scale: Fraction, shift: Fraction
) -> None:
    """Measuring in another unit, or from another zero, gives the same s."""
    assume(base != target)
    moved = [value * scale + shift for value in (base, now, target)]
    assert progress(*moved) == progress(base, now, target)


def test_the_time_share_counts_whole_years() -> None:
    """Three of five years gone is 0.6; the target year itself is 1."""
    assert time_share(2020, 2023, 2025) == Fraction(3, 5)
    assert time_share(2020, 2025, 2025) == 1


def test_a_difference_keeps_open_ends_open() -> None:
    """超 less an exact value is open above; less an open one it is open both ways."""
    over = Interval.parse("5", "")
    assert difference(over, Interval.point(2)) == Interval.parse("3", "")
    assert difference(over, over) == Interval(None, None)
