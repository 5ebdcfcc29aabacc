"""Exact arithmetic on intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit.arithmetic import (
    add_up,
    agreement,
    base_of_growth,
    base_of_share,
    growth,
)
from fengze_analysis.interval import Interval, round_outward
from fengze_analysis.rounding import any_rounding

OPEN = Interval(None, None)
numbers = st.fractions(min_value=Fraction(1, 100), max_value=10**6, max_denominator=1000)
intervals = st.tuples(numbers, numbers).map(lambda pair: Interval(min(pair), max(pair)))


def _inside(interval: Interval) -> list[Fraction]:
    assert interval.low is not None
    assert interval.high is not None
    return [interval.low, (interval.low + interval.high) / 2, interval.high]


@given(intervals, intervals)
def test_results_hold_for_every_number_of_the_intervals(first: Interval, second: Interval) -> None:
    """Ratio, growth and base of any two numbers lie inside the results."""
    quotient, rate = first.over(second), growth(first, second)
    before, whole = base_of_growth(first, second), base_of_share(first, second)
    assert quotient is not None
    assert rate is not None
    assert before is not None
    assert whole is not None
    for a in _inside(first):
        for b in _inside(second):
            assert quotient.contains(a / b)
            assert rate.contains(100 * a / b - 100)
            assert before.contains(a / (1 + b / 100))
            assert whole.contains(100 * a / b)


@given(intervals, intervals)
def test_two_intervals_meet_or_one_lies_above(first: Interval, second: Interval) -> None:
    """Two that do not meet lie one above the other."""
    assert first.meets(second) != (first.above(second) or second.above(first))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (Interval.parse("1", "2"), Interval.parse("0", "3")),
        (Interval.parse("-1", "2"), Interval.parse("2", "3")),
        (Interval.parse("1", "2"), OPEN),
    ],
)
def test_a_ratio_is_undefined_where_the_whole_may_be_zero(part: Interval, whole: Interval) -> None:
    """No small number stands in for zero, and negative parts are not judged."""
    assert part.over(whole) is None
    assert growth(part, whole) is None


def test_open_ends_stay_open() -> None:
    """超 has no upper bound in any result."""
    over = Interval.parse("1300", "")
    assert over.over(Interval.point(2)) == Interval.parse("650", "")
    assert Interval.point(2).over(over) == Interval(Fraction(0), Fraction(2, 1300))
    assert Interval.parse("", "6").over(Interval.point(2)) == Interval(Fraction(0), Fraction(3))
    assert add_up([over, Interval.point(1)]) == Interval.parse("1301", "")
    assert not OPEN.above(over)


def test_a_base_of_a_fall_by_everything_is_undefined() -> None:
    """-100 % leads from any base to nothing."""
    assert base_of_growth(Interval.point(5), Interval.point(-100)) is None


@pytest.mark.parametrize(
    ("level", "change", "bounds"),
    [
        (("61.05", "61.15"), ("7.5", "8.5"), ("56.26", "56.89")),
        (("23.25", "23.35"), ("85.785", "85.795"), ("12.51", "12.57")),
    ],
)
def test_the_worked_bases_round_outward(
    level: tuple[str, str], change: tuple[str, str], bounds: tuple[str, str]
) -> None:
    """56.26 to 56.89 and 12.51 to 12.57."""
    base = base_of_growth(Interval.parse(*level), Interval.parse(*change))
    assert base is not None
    assert round_outward(base, Fraction("0.01")) == Interval.parse(*bounds)


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [("83.35", "83.345", "83.36"), ("-0.5", "-0.51", "-0.495"), ("0", "-0.005", "0.01")],
)
def test_any_rounding_covers_rounding_and_cutting_off(number: str, low: str, high: str) -> None:
    """Cutting off goes towards zero, so the interval reaches away from it."""
    assert any_rounding(Fraction(number), Fraction("0.01")) == Interval.parse(low, high)


@pytest.mark.parametrize(
    ("number", "found", "word"),
    [("5", ("5", "5"), "agrees"), ("6", ("5.6", "6"), "rounds"), (None, ("7", "8"), "differs")],
)
def test_agreement_has_three_words(number: str | None, found: tuple[str, str], word: str) -> None:
    """The printed numbers agree, or only their intervals, or neither."""
    printed, widest = Interval.parse("4.5", "5.5"), Interval.parse("4", "6")
    exact = None if number is None else Fraction(number)
    assert agreement(exact, Interval.parse(*found), printed, widest) == word
