"""What it takes to get there."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparing.figures import Figure
from fengze_analysis.comparing.pace import pace_needed
from fengze_analysis.interval import Interval
from tests.comparing.made_up import exactly, figure

BASE = exactly("100", year="2020")
WANTED = exactly("220", year="2025")


def test_the_change_and_the_growth_still_needed() -> None:
    """From 160 to 220 in two years: 30 a year or 17.3% growth, where 20 a year came so far."""
    found = pace_needed(exactly("160"), WANTED, BASE)
    assert found is not None
    assert (found.years_left, found.change, found.so_far, found.met) == (2, 30, 20, False)
    assert found.growth is not None
    assert round(float(found.growth), 4) == 17.2604
    assert found.text_en == "2 years to 2025: 30 more needed each year (growth of 17.3% a year)"


def test_the_bounds_follow_the_rounding_of_the_present_value() -> None:
    """What may be up to 162 needs up to 1 less a year than 160 does."""
    found = pace_needed(figure("160", "158", "162"), WANTED)
    assert found is not None
    assert found.bounds == Interval.parse("29", "31")
    assert found.so_far is None


def test_a_falling_target_says_less() -> None:
    """From 50 down to 40 in one year is 10 less, a fall of a fifth."""
    found = pace_needed(exactly("50", year="2024"), exactly("40", year="2025"))
    assert found is not None
    assert found.text_zh == "距2025年还有1年，每年还需减少10家（年均下降20%）"
    assert found.text_en == "1 year to 2025: 10 less needed each year (a fall of 20% a year)"


def test_shares_move_by_percentage_points() -> None:
    """A rate needs percentage points, and no growth rate of a rate is given."""
    found = pace_needed(exactly("9.4", "%"), exactly("10", "%", "2025"))
    assert found is not None
    assert found.text_zh == "距2025年还有2年，每年还需增加0.3个百分点"
    assert found.unit == "个百分点"


def test_a_small_step_is_not_rounded_away() -> None:
    """A need of under a hundredth is printed whole."""
    found = pace_needed(exactly("9.99", "%"), exactly("10", "%", "2025"))
    assert found is not None
    assert "0.005个百分点" in found.text_zh


@pytest.mark.parametrize(
    ("now", "base"), [("220", None), ("230", BASE), ("90", exactly("300", year="2020"))]
)
def test_what_is_reached_needs_nothing(now: str, base: Figure | None) -> None:
    """At or beyond the target, seen from the base, the sentence says that it is reached."""
    wanted = WANTED if base is None or base is BASE else exactly("100", year="2025")
    found = pace_needed(exactly(now), wanted, base)
    assert found is not None
    assert found.met
    assert found.text_zh == "已达到2025年的目标值"
    assert found.text_en == "the value set for 2025 is reached already"


def test_growth_needs_values_above_zero() -> None:
    """From zero or below the change is given and the growth is not."""
    found = pace_needed(exactly("-10"), WANTED)
    assert found is not None
    assert (found.change, found.growth) == (115, None)
    assert "年均" not in found.text_zh


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (exactly("160", year=""), WANTED),
        (exactly("160"), exactly("220", year="")),
        (exactly("160", year="2025"), WANTED),
        (figure("150..160", "150", "160"), WANTED),
        (exactly("160"), figure("200..220", "200", "220", year="2025")),
    ],
    ids=["undated", "no target year", "no year left", "a range", "a band"],
)
def test_without_a_number_and_time_left_there_is_no_pace(now: Figure, wanted: Figure) -> None:
    """A range, a missing date or the target year itself has no pace."""
    assert pace_needed(now, wanted) is None


def test_a_base_of_the_same_year_has_no_pace_so_far() -> None:
    """One data point shows no change."""
    found = pace_needed(exactly("160"), WANTED, exactly("150"))
    assert found is not None
    assert found.so_far is None


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(2021, 2024))
def test_the_change_needed_arrives_at_the_target(now: int, wanted: int, year: int) -> None:
    """The yearly change, made every year left, ends exactly at the target."""
    found = pace_needed(exactly(str(now), year=str(year)), exactly(str(wanted), year="2025"))
    assert found is not None
    assert Fraction(now) + found.change * found.years_left == wanted
