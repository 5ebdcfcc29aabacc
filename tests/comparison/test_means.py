"""Targets of a yearly mean, and the arithmetic of growth."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparison.figures import Figure
from fengze_analysis.comparison.growth import (
    compound,
    goal_factor,
    mean_rate,
    power,
    ratio,
    required_rate,
)
from fengze_analysis.comparison.means import assess
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.verdict import Case, Verdict
from fengze_analysis.interval import Interval
from fengze_analysis.model import Indicator, Target
from tests.comparison.made_up import COVERAGE, GROWTH, JOBS, aim, exactly, figure

OUTPUT = replace(JOBS, code="output", name_zh="产值", unit="元")


def _mean_of(
    target: Target,
    now: Figure,
    *history: Figure,
    indicator: Indicator = GROWTH,
    base: Figure | None = None,
    base_year: str = "",
) -> Verdict:
    low, _, high = target.value.partition("..")
    wanted = Figure(target.value, Interval.parse(low, high or low), target.unit, "2025")
    case = Case(target, wanted, base, now, indicator, history)
    return assess(case, Parameters(base_year=base_year))


def _growth(value: str, year: str) -> Figure:
    return exactly(value, "%", year)


def _target(value: str = "6", **changes: str) -> Target:
    return aim(value, **{"type": "年均", "base_value": "", **changes})


def test_the_mean_so_far_is_geometric_and_the_rest_is_required() -> None:
    """5, 6 and 7% are a little under 6% a year; 6.01% a year is then still required."""
    found = _mean_of(_target(), _growth("7", "2023"), _growth("5", "2021"), _growth("6", "2022"))
    assert found.word == "迄今年均未达目标"
    assert found.so_far is not None
    assert found.required is not None
    assert round(float(found.so_far), 4) == 5.9969
    assert round(float(found.required), 4) == 6.0047
    assert found.time_share == Fraction(3, 5)


def test_the_word_is_decided_exactly_and_not_on_the_rounded_root() -> None:
    """Three years of exactly 6% are at the target, not a root's last digit under it."""
    years = [_growth("6", year) for year in ("2021", "2022")]
    assert _mean_of(_target(), _growth("6", "2023"), *years).word == "迄今年均已达目标"
    strict = _target(operator=">")
    assert _mean_of(strict, _growth("6", "2023"), *years).word == "迄今年均未达目标"


def test_rounded_rates_may_leave_the_mean_undecided() -> None:
    """6%, printed whole, three times over may average less or more."""
    rates = [figure("6", "5.5", "6.5", "%", year) for year in ("2021", "2022", "2023")]
    found = _mean_of(_target(), rates[2], *rates[:2])
    assert found.word == "舍入误差内不能判定（迄今年均未达目标／迄今年均已达目标）"


def test_a_range_of_growth_is_averaged_by_its_middle() -> None:
    """A year given as 5 to 7% counts as 6% where one number has to be printed."""
    found = _mean_of(_target("5"), figure("5..7", "5", "7", "%", "2021"))
    assert found.word == "迄今年均已达目标"
    assert found.so_far == 6


@pytest.mark.parametrize(
    ("target", "now", "reason"),
    [
        (_target(), _growth("7", "2023"), "single_year_of_cumulative"),
        (_target(base_year="", plan="某计划"), _growth("7", "2023"), "no_baseline"),
        (_target(), _growth("7", "2020"), "period_differs"),
        (_target(), _growth("7", "2026"), "period_differs"),
        (_target(operator="≈"), _growth("7", "2023"), "method_undefined"),
    ],
    ids=["years missing", "no start", "before", "after", "around"],
)
def test_a_mean_without_its_years_has_a_reason(target: Target, now: Figure, reason: str) -> None:
    """One year is no mean, and a mean needs the year it starts from."""
    assert _mean_of(target, now).reason == reason


@pytest.mark.parametrize(("value", "low"), [("-100", "-100"), ("7", "")])
def test_growth_that_leaves_nothing_or_has_no_end_is_undefined(value: str, low: str) -> None:
    """A fall of 100% or an open end cannot be compounded."""
    now = figure(value, low, value, "%", "2021")
    assert _mean_of(_target(), now).reason == "method_undefined"


def test_a_target_that_leaves_nothing_is_undefined() -> None:
    """A goal of minus 100% a year has no path."""
    found = _mean_of(_target("-100", operator="≤"), _growth("5", "2021"))
    assert found.reason == "method_undefined"


def test_a_plan_by_name_gives_its_start() -> None:
    """A yearly mean of the 十四五 plan is measured from 2020 without a base year in the row."""
    target = _target(base_year="", plan="甲区“十四五”规划")
    assert _mean_of(target, _growth("7", "2021")).word == "迄今年均已达目标"


def test_the_base_year_parameter_moves_the_start() -> None:
    """From 2022 one year is all of the years so far."""
    found = _mean_of(_target(), _growth("7", "2023"), base_year="2022")
    assert found.word == "迄今年均已达目标"
    assert found.time_share == Fraction(1, 3)


def test_levels_in_current_prices_give_no_real_growth() -> None:
    """From nominal levels only a target in current prices is judged."""
    base, now = exactly("100", "元", "2020"), exactly("133.1", "元")
    real = _mean_of(_target(price="可比价"), now, indicator=OUTPUT, base=base)
    unsaid = _mean_of(_target(), now, indicator=OUTPUT, base=base)
    nominal = _mean_of(_target(price="现价"), now, indicator=OUTPUT, base=base)
    assert real.reason == unsaid.reason == "definition_differs"
    assert nominal.word == "迄今年均已达目标"
    assert nominal.so_far == 10


def test_levels_of_another_unit_or_sign_give_no_growth() -> None:
    """Without a level of the same unit there is no base, and below zero no growth."""
    target, now = _target(), exactly("100", "家")
    assert _mean_of(target, now, indicator=JOBS).reason == "no_baseline"
    other = exactly("80", "人", "2020")
    assert _mean_of(target, now, indicator=JOBS, base=other).reason == "no_baseline"
    below = exactly("-80", "家", "2020")
    assert _mean_of(target, now, indicator=JOBS, base=below).reason == "method_undefined"


def test_a_share_is_no_growth() -> None:
    """A value in per cent that is no growth is not compounded."""
    indicator = replace(COVERAGE, form="index")
    found = _mean_of(_target(), _growth("7", "2021"), indicator=indicator)
    assert found.reason == "definition_differs"


def test_the_mean_of_amounts_is_arithmetic() -> None:
    """Jobs of three years average against the yearly figure that the plan prints."""
    target = _target("100", unit="人")
    years = [exactly(value, "人", year) for value, year in (("90", "2021"), ("100", "2022"))]
    reached = _mean_of(target, exactly("110", "人"), *years, indicator=JOBS)
    missed = _mean_of(target, exactly("109", "人"), *years, indicator=JOBS)
    assert reached.word == "迄今年均已达目标"
    assert missed.word == "迄今年均未达目标"


def test_one_year_is_held_against_a_yearly_figure_as_a_year() -> None:
    """With only one year on file the word speaks of the year, not of the mean."""
    target = _target("100", unit="人")
    assert _mean_of(target, exactly("110", "人"), indicator=JOBS).word == "当年已达目标水平"
    assert _mean_of(target, exactly("90", "人"), indicator=JOBS).word == "当年未达目标水平"


def test_the_mean_of_a_share_is_arithmetic_too() -> None:
    """A rate in per cent is averaged, never compounded."""
    years = [_growth("50", "2021"), _growth("60", "2022")]
    found = _mean_of(_target("60"), _growth("70", "2023"), *years, indicator=COVERAGE)
    assert found.word == "迄今年均已达目标"


@given(st.lists(st.integers(-90, 200), min_size=1, max_size=6))
def test_the_mean_rate_compounds_to_the_same_factor(rates: list[int]) -> None:
    """The geometric mean, applied every year, ends where the rates end."""
    factor = compound([Interval.point(rate) for rate in rates])
    assert factor is not None
    assert factor.low is not None
    mean = mean_rate(factor.low, len(rates))
    again = goal_factor(mean, len(rates))
    assert abs(again - factor.low) <= factor.low * Fraction(1, 10**5)


@given(st.integers(-50, 100), st.integers(-50, 100), st.integers(1, 4))
def test_what_is_required_makes_up_for_what_was(goal: int, so_far: int, gone: int) -> None:
    """The years so far and the rate required average the goal over the plan."""
    factor = goal_factor(Fraction(so_far), gone)
    required = required_rate(Fraction(goal), 5, factor, gone)
    assert required is not None
    end = factor * goal_factor(required, 5 - gone)
    wanted = goal_factor(Fraction(goal), 5)
    assert abs(end - wanted) <= wanted * Fraction(1, 10**5)


def test_nothing_is_required_after_the_last_year() -> None:
    """In the target year no growth is left to ask for."""
    assert required_rate(Fraction(6), 5, Fraction(2), 5) is None


def test_an_interval_of_rates_compounds_end_by_end() -> None:
    """Two rounded rates give the factors of their low and their high ends."""
    rate = Interval.parse("5.5", "6.5")
    found = compound([rate, rate])
    assert found == Interval(Fraction("1.055") ** 2, Fraction("1.065") ** 2)
    assert compound([]) is None


@pytest.mark.parametrize(
    ("now", "base"), [(("0", "1"), ("1", "2")), (("1", ""), ("1", "2")), (("1", "2"), ("-1", "2"))]
)
def test_a_ratio_needs_both_above_zero_and_closed(
    now: tuple[str, str], base: tuple[str, str]
) -> None:
    """Zero, an open end or a sign leaves no ratio."""
    assert ratio(Interval.parse(*now), Interval.parse(*base)) is None


@given(st.fractions(min_value="1/100", max_value=100), st.integers(1, 6))
def test_a_root_raised_again_is_the_number(base: Fraction, years: int) -> None:
    """The fractional power is exact to far more digits than are printed."""
    root = Fraction(power(base, Fraction(1, years)))
    assert abs(root**years - base) < base * Fraction(1, 10**30)
