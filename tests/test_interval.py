"""Exact numbers as decimals and text: every digit kept, bounds never rounded inward."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.errors import InputError
from fengze_analysis.interval import (
    Exact,
    Interval,
    decimal_or_fraction,
    exact_number,
    exact_text,
    format_number,
    parse_exact,
    round_outward,
)
from fengze_analysis.rounding import approximator, printed_interval, printed_step


@given(st.integers(), st.integers(0, 40), st.integers(0, 40), st.sampled_from([1, 3, 7]))
def test_what_terminates_is_a_decimal_without_idle_noughts(
    top: int, twos: int, fives: int, other: int
) -> None:
    """A decimal is exactly the number, has no exponent and no 0 behind its last place."""
    value = Fraction(top, 2**twos * 5**fives * other)
    number = decimal_or_fraction(value)
    assert Fraction(number) == value
    terminates = 10**100 % value.denominator == 0
    assert isinstance(number, Decimal) == terminates
    text = format_number(value)
    assert parse_exact(text) == value
    if terminates:
        assert text == exact_text(number)
        assert not ("." in text and text.endswith("0"))


@given(st.fractions(), st.integers(0, 40))
def test_rounded_bounds_hold_the_interval(value: Fraction, places: int) -> None:
    """However many digits they take, the bounds are rounded outward by less than a place."""
    step = Fraction(1, 10**places)
    rounded = round_outward(Interval.point(value), step)
    assert rounded.low is not None
    assert rounded.high is not None
    assert rounded.low <= value <= rounded.high
    assert rounded.high - rounded.low <= step


def test_a_number_of_any_length_is_text() -> None:
    """Ten thousand digits are written as they are."""
    assert format_number(Fraction(10**10_000)) == "1" + "0" * 10_000


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("14.90"), "14.90"),
        (Fraction(2, 3), "2/3"),
        (Interval.parse("5", "8"), "5..8"),
        (Interval.parse("1300", ""), "1300.."),
    ],
)
def test_a_value_is_read_back_from_its_text(value: Exact | None, text: str) -> None:
    """A decimal keeps its printed places, a fraction its denominator, a range its open end."""
    assert exact_text(value) == text
    assert parse_exact(text) == value


def test_intervals_are_closed_and_an_open_end_stays_open() -> None:
    """Ends belong to an interval; a difference is as wide as both."""
    first, second = Interval.parse("1", "2"), Interval.parse("2", "")
    assert first.meets(second)
    assert first + second == Interval(Fraction(3), None)
    assert second - first == Interval(Fraction(0), None)
    assert exact_number(second) is None


def test_an_unknown_word_of_a_caller_is_refused() -> None:
    """Approximators and rounding rules are closed lists."""
    with pytest.raises(InputError, match="approximator 'some' is unknown"):
        printed_interval(Decimal(5), approx="some")
    with pytest.raises(InputError, match="rounding rule 'up' is unknown"):
        printed_interval(Decimal(5), Fraction(1), rounding="up")


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("2.5", "2.5", "2.6"), ("-2.5", "-2.6", "-2.5"), ("0", "-0.1", "0.1")],
)
def test_truncation_leaves_a_step_away_from_zero(value: str, low: str, high: str) -> None:
    """What was cut off lay further from zero."""
    found = printed_interval(Decimal(value), Fraction(1, 10), rounding="truncation")
    assert found == Interval.parse(low, high)


@pytest.mark.parametrize(
    ("numeral", "multiplier", "step"), [("14.90", 10**4, 100), ("110", 10**4, 10**4), ("152", 1, 0)]
)
def test_the_step_is_a_unit_of_the_last_printed_place(
    numeral: str, multiplier: int, step: int
) -> None:
    """A count printed in full has none."""
    assert printed_step(numeral, multiplier) == step


@pytest.mark.parametrize(
    ("value", "step", "approx", "low", "high"),
    [
        ("860000000", 10**7, "exact", "855000000", "865000000"),
        ("152", 0, "exact", "152", "152"),
        ("130000000000", 0, "over", "130000000000", ""),
        ("90", 0, "under", "", "90"),
        ("1500", 0, "about", "1425", "1575"),
    ],
)
def test_a_printed_figure_stands_for_an_interval(
    value: str, step: int, approx: str, low: str, high: str
) -> None:
    """8.6 亿 is rounded, 152 exact, 超 and 近 are open, 约 is a share of the value."""
    assert printed_interval(Decimal(value), Fraction(step), approx) == Interval.parse(low, high)


def test_a_rate_ends_at_its_cap() -> None:
    """99.98% cannot stand for more than all."""
    capped = printed_interval(Decimal("99.98"), Fraction(1, 20), cap=Fraction(100))
    assert capped.high == 100


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [("突破", "over"), ("预计…左右", "about"), ("高于全市2.4个百分点", "exact"), ("", "exact")],
)
def test_a_qualifier_says_how_exact_a_value_is(qualifier: str, said: str) -> None:
    """A piece with a figure of its own is about that figure."""
    assert approximator(qualifier) == said
