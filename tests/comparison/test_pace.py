"""What it takes to get there."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparison.figures import Figure
from fengze_analysis.comparison.pace import pace_needed
from fengze_analysis.interval import Interval
from tests.comparison.made_up import exactly, figure

BASE = exactly("100", year="2020")
WANTED = exactly("220", year="2025")


def test_the_change_and_the_growth_still_needed() -> None:
    """From 160 to 220 in two years: 30 a year or 17.3% growth, where 20 a year came so far."""
    found = pace_needed(exactly("160"), WANTED, BASE)
    assert found is not None
    assert (found.years_left, found.change, found.so_far, found.met) == (2, 30, 20, False)
    assert found.growth is not None
    assert round(float(found.growth), 4) == 17.2604
    assert found.text_en == "a rise of 30 needed in each of the 2 years to 2025 (17.3% a year)"


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
    assert found.text_zh == "距2025年还有1年，还需减少10家（下降20%）"
    assert found.text_en == "a fall of 10 (20%) needed in the one year to 2025"


def test_shares_move_by_percentage_points() -> None:
    """A rate needs percentage points, and no growth rate of a rate is given."""
    found = pace_needed(exactly("9.4", "%"), exactly("10", "%", "2025"))
    assert found is not None
    assert found.text_zh == "距2025年还有2年，每年还需增加0.3个百分点"
    assert found.unit == "个百分点"


@pytest.mark.parametrize(
    ("now", "unit", "wanted", "zh", "en"),
    [
        ("9", "‰", "6", "每年还需减少1.5个千分点", "a fall of 1.5 per mille points needed in each"),
        (
            "3",
            "个百分点",
            "5",
            "每年还需增加1个百分点",
            "a rise of 1 percentage point needed in each",
        ),
        ("8", "位", "5", "每年还需前移1.5个位次", "a move up of 1.5 places needed in each"),
        ("5", "位", "7", "每年还需后移1个位次", "a move down of 1 place needed in each"),
        ("78", "岁", "80", "每年还需增加1岁", "a rise of 1 "),
    ],
)
def test_what_has_no_zero_of_its_own_has_no_growth(
    now: str, unit: str, wanted: str, zh: str, en: str
) -> None:
    """Rates move by points and ranks by places, and a growth of neither is printed."""
    found = pace_needed(exactly(now, unit), exactly(wanted, unit, "2025"))
    assert found is not None
    assert found.text_zh == f"距2025年还有2年，{zh}"
    assert en in found.text_en
    assert found.growth is None


def test_a_running_sum_needs_an_amount_and_has_no_growth() -> None:
    """40 of 100 (thousand) after two of five years leave 20 a year, and no growth of a sum."""
    base, now = exactly("0", "人", "2020"), exactly("40000", "人", "2022")
    found = pace_needed(now, exactly("100000", "人", "2025"), base, summed=True)
    assert found is not None
    assert (found.change, found.growth) == (20000, None)
    assert found.text_zh == "距2025年还有3年，每年还需完成2万人"
    assert found.text_en == "20,000 people needed in each of the 3 years to 2025"
    last = pace_needed(exactly("90000", "人", "2024"), exactly("100000", "人", "2025"), summed=True)
    assert last is not None
    assert last.text_zh == "距2025年还有1年，还需完成1万人"
    assert last.growth is None


def test_a_stock_that_began_at_nothing_has_no_growth_either() -> None:
    """Growth from zero is not defined, so from a zero base none is asked for."""
    found = pace_needed(exactly("160"), WANTED, exactly("0", year="2020"))
    assert found is not None
    assert found.growth is None
    assert found.text_zh == "距2025年还有2年，每年还需增加30家"


def test_a_yearly_need_is_rounded_up() -> None:
    """A third of 100 is 33.34 each year: three times as much does arrive."""
    found = pace_needed(exactly("100", year="2022"), exactly("200", year="2025"))
    assert found is not None
    assert "每年还需增加33.34家" in found.text_zh
    tiny = pace_needed(exactly("9.99", "%", "2022"), exactly("10", "%", "2025"))
    assert tiny is not None
    assert "0.004个百分点" in tiny.text_zh


def test_rounding_that_may_hide_a_gap_is_said() -> None:
    """3.5 printed to one decimal may be 3.45: reached as printed, and open."""
    now, wanted = figure("3.5", "3.45", "3.55", "件"), exactly("3.5", "件", "2025")
    found = pace_needed(now, wanted, exactly("3.1", "件", "2020"))
    assert found is not None
    assert found.text_zh == "按所载数值已达到2025年的目标值，但在舍入误差内不能确定"
    assert (
        found.text_en == "as printed the value set for 2025 is reached, but rounding leaves it open"
    )
    sure = pace_needed(figure("3.7", "3.65", "3.75", "件"), wanted, exactly("3.1", "件", "2020"))
    assert sure is not None
    assert sure.text_zh == "已达到2025年的目标值"


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
