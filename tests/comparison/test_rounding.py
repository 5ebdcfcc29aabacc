"""What a printed figure can stand for."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.errors import InputError
from fengze_analysis.interval import Interval
from fengze_analysis.rounding import ROUNDING_RULES, printed_interval, printed_step

MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncation": ROUND_DOWN}


@pytest.mark.parametrize(
    ("value", "step", "approx", "rounding", "low", "high"),
    [
        ("152", "0", "exact", "half_up", "152", "152"),
        ("14.90", "0.01", "exact", "half_up", "14.895", "14.905"),
        ("14.90", "0.01", "exact", "truncation", "14.90", "14.91"),
        ("-0.5", "0.1", "exact", "half_even", "-0.55", "-0.45"),
        ("-0.5", "0.1", "exact", "truncation", "-0.6", "-0.5"),
        ("0", "0.1", "exact", "truncation", "-0.1", "0.1"),
        ("108", "1", "exact", "half_up", "107.5", "108.5"),
        ("130000000000", "100000000", "over", "half_up", "130000000000", ""),
        ("1456", "0", "under", "half_up", "", "1456"),
        ("220000000", "10000000", "about", "half_up", "209000000", "231000000"),
        ("-10", "0", "about", "half_up", "-10.5", "-9.5"),
        ("5..8", "1", "exact", "half_up", "4.5", "8.5"),
        ("5..8", "0", "over", "half_up", "5", ""),
        ("5..8", "0", "under", "half_up", "", "8"),
        ("2/3", "0", "exact", "half_up", "2/3", "2/3"),
    ],
)
def test_each_approximator_opens_its_own_side(
    value: str, step: str, approx: str, rounding: str, low: str, high: str
) -> None:
    """A count is exact, a decimal half a place either side, 超 open above and 近 open below."""
    found = printed_interval(value, Fraction(step), approx, rounding)
    assert found == Interval.parse(low, high)


@pytest.mark.parametrize(
    ("value", "approx", "high"),
    [
        ("100", "exact", "100"),
        ("99.8", "over", "100"),
        ("98", "about", "100"),
        ("108", "exact", "108.5"),
    ],
)
def test_a_rate_ends_at_its_cap_unless_it_was_printed_above(
    value: str, approx: str, high: str
) -> None:
    """100% stands for nothing above 100, while 108% of a plan is no rate that ends there."""
    found = printed_interval(value, Fraction(1), approx, cap=Fraction(100))
    assert found.high == Fraction(high)


@pytest.mark.parametrize(
    ("value", "approx", "rounding", "what"),
    [
        ("约五", "exact", "half_up", "'约五' is no number"),
        ("", "exact", "half_up", "'' is no number"),
        ("1/0", "exact", "half_up", "'1/0' is no number"),
        ("8..5", "exact", "half_up", "the range 8..5 is upside down"),
        ("5", "nearly", "half_up", "approximator 'nearly' is unknown"),
        ("5", "exact", "up", "rounding rule 'up' is unknown"),
    ],
)
def test_a_wrong_value_or_word_is_named(value: str, approx: str, rounding: str, what: str) -> None:
    """What cannot be read is refused with the value or word that is wrong."""
    with pytest.raises(InputError, match=what.replace("(", r"\(")):
        printed_interval(value, Fraction(0), approx, rounding)


@given(
    st.decimals(-10000, 10000, places=4, allow_nan=False),
    st.integers(0, 3),
    st.sampled_from(ROUNDING_RULES),
)
def test_the_true_value_lies_in_the_interval_of_its_print(
    true: Decimal, places: int, rounding: str
) -> None:
    """Whatever is rounded by a rule, the interval of the printed figure holds it."""
    printed = true.quantize(Decimal(1).scaleb(-places), rounding=MODES[rounding])
    step = Fraction(1, 10**places)
    assert printed_interval(str(printed), step, "exact", rounding).contains(Fraction(true))


@given(st.fractions(min_value=-1000, max_value=1000), st.sampled_from(["exact", "about"]))
def test_the_printed_point_lies_in_its_interval(value: Fraction, approx: str) -> None:
    """The printed number itself is never outside of what it stands for."""
    assert printed_interval(str(value), Fraction(1, 10), approx).contains(value)


@pytest.mark.parametrize(
    ("numeral", "multiplier", "step"),
    [("8.6", 10**8, "10000000"), ("110", 10**4, "10000"), ("152", 1, "0"), ("0.50", 1, "0.01")],
)
def test_the_step_is_one_unit_of_the_last_printed_place(
    numeral: str, multiplier: int, step: str
) -> None:
    """万 and 亿 carry the last place with them; a count printed in full has no step."""
    assert printed_step(numeral, multiplier) == Fraction(step)
