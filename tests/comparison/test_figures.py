"""Values, targets, bases and published results as figures with intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fengze_analysis.comparison.figures import (
    Figure,
    approximator,
    base_figure,
    confidence_rank,
    observed_figure,
    printed_place,
    published_figure,
    same_unit,
    target_figure,
)
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import is_beyond_plan, start_year
from fengze_analysis.interval import Interval
from fengze_analysis.model import Target
from tests.comparison.made_up import COVERAGE, aim, exactly, figure, observe, publish

PLAIN = Parameters()


def test_an_observation_brings_its_own_interval() -> None:
    """The bounds that reading gave are kept; a row without any stands for its value alone."""
    assert observed_figure(observe("66.48", step="0.01")).interval == Interval.parse(
        "66.475", "66.485"
    )
    assert observed_figure(observe("5", low="", high="")).interval == Interval.point(5)
    assert observed_figure(observe("60..64")).point is None


@pytest.mark.parametrize(
    ("target", "low", "high"),
    [
        (aim("93"), "93", "93"),
        (aim("93", operator="≈"), "88.35", "97.65"),
        (aim("93", qualifier="力争…左右"), "88.35", "97.65"),
        (aim("93", qualifier="以上"), "93", "93"),
        (aim("6..6.5", operator="≈"), "6", "6.5"),
    ],
)
def test_a_target_is_exact_unless_it_says_about(target: Target, low: str, high: str) -> None:
    """左右 opens the declared share either side, a stated band is itself, 以上 is the operator."""
    assert target_figure(target, PLAIN).interval == Interval.parse(low, high)


def test_the_share_that_about_leaves_open_is_a_parameter() -> None:
    """With a tenth, 93左右 reaches from 83.7 to 102.3."""
    wide = Parameters(about_share=Fraction(1, 10))
    assert target_figure(aim("93", operator="≈"), wide).interval == Interval.parse("83.7", "102.3")


def test_a_relative_target_adds_to_its_base() -> None:
    """比2020年提高3个百分点 from 7.8% is 10.8%, with the rounding of the base."""
    row = aim("3", unit="个百分点", type="相对", base_value="7.8")
    base = base_figure(row, [], PLAIN, COVERAGE)
    assert base is not None
    assert base.unit == "%"
    wanted = target_figure(row, PLAIN, base)
    assert (wanted.value, wanted.unit) == ("10.8", "%")
    assert wanted.interval == Interval.parse("10.75", "10.85")
    assert target_figure(row, PLAIN).unit == "个百分点"


def test_a_relative_target_of_a_range_stays_a_range() -> None:
    """A rise of 3 to 4 points has bounds and no single value."""
    row = aim("3..4", unit="个百分点", type="相对", base_value="7.8")
    wanted = target_figure(row, PLAIN, base_figure(row, [], PLAIN))
    assert (wanted.value, wanted.point) == ("", None)
    assert wanted.interval == Interval.parse("10.75", "11.85")


def test_upkeep_without_a_number_asks_for_the_base() -> None:
    """保持 with no value of its own keeps the level of the base year, by the target year."""
    row = aim("", type="保持")
    wanted = target_figure(row, PLAIN, base_figure(row, [], PLAIN))
    assert (wanted.value, wanted.year) == ("50", "2025")


def test_the_base_of_the_plan_comes_before_any_other() -> None:
    """What the plan prints as its base is used even where another source is on file."""
    other = publish("51.0", place="东市甲区", year="2020", role="base")
    found = base_figure(aim("90", base_value="50.0"), [other], PLAIN)
    assert found == Figure("50.0", Interval.parse("49.95", "50.05"), "%", "2020")


def test_a_base_not_in_the_plan_is_looked_up_by_place_indicator_and_year() -> None:
    """A base value of a plan comes before a result, a better source before a worse one."""
    row = aim("90", base_value="")
    rows = [
        publish("1", place="东市乙区", year="2020"),
        publish("2", "growth", place="东市甲区", year="2020"),
        publish("3", place="东市甲区", year="2021"),
        publish("4", place="东市甲区", year="2020", role="population"),
        publish("5", place="东市甲区", year="2020"),
        publish("6", place="东市甲区", year="2020", role="baseline", confidence="tertiary"),
        publish("7", place="东市甲区", year="2020", role="baseline", confidence="secondary"),
    ]
    found = base_figure(row, rows, PLAIN)
    assert found is not None
    assert found.value == "7"
    assert base_figure(row, rows[:4], PLAIN) is None


def test_the_base_year_parameter_looks_for_its_own_base() -> None:
    """Measured from 2021, the plan's base of 2020 is not used."""
    rows = [publish("60", place="东市甲区", year="2021")]
    moved = Parameters(base_year="2021")
    found = base_figure(aim("90"), rows, moved)
    assert found is not None
    assert (found.value, found.year) == ("60", "2021")
    assert base_figure(aim("90"), [], moved) is None


@pytest.mark.parametrize(
    ("target", "year"),
    [
        (aim("9", base_year="2019"), "2019"),
        (aim("9", base_year=""), ""),
        (aim("9", base_year="", type="累计"), "2020"),
        (aim("9", base_year="", type="年均", plan="第十五个五年规划", target_year="2030"), "2025"),
        (aim("9", base_year="", type="累计", class_="年度计划"), ""),
        (aim("9", base_year="", type="累计", plan="某行动计划"), ""),
        (aim("9", base_year="", type="累计", target_year="2035"), ""),
    ],
)
def test_a_sum_over_a_plan_starts_with_the_plan(target: Target, year: str) -> None:
    """Only a sum or mean takes its start from the plan's name; a level needs a stated year."""
    assert start_year(target, PLAIN) == year


def test_a_sum_starts_from_nothing() -> None:
    """A cumulative target has a base of exactly zero, a level without a base year has none."""
    found = base_figure(aim("9", type="累计", unit="个"), [], PLAIN)
    assert found == Figure("0", Interval.point(0), "个", "2020")
    assert base_figure(aim("9", base_year=""), [], PLAIN) is None


def test_a_vision_is_beyond_the_plan() -> None:
    """远景目标 to 2035 stand in the plan and are none of its five years."""
    assert is_beyond_plan(aim("9", target_year="2035"))
    assert not is_beyond_plan(aim("9"))
    assert not is_beyond_plan(aim("9", plan="某计划", target_year="2035"))


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        (publish("66.5"), "66.45", "66.55"),
        (publish("100"), "99.5", "100"),
        (publish("720000", unit="人"), "715000", "725000"),
        (publish("720000", unit="人", note="原文72.0万人"), "719500", "720500"),
        (publish("720000", unit="人", note="原文720000人"), "720000", "720000"),
        (publish("720000", unit="人", note="原文：全省4193万人"), "715000", "725000"),
        (publish("66.5", note="原文66.5%"), "66.45", "66.55"),
        (publish("28700", unit="家", note="原文作2.87万家"), "28650", "28750"),
        (publish("90", qualifier="超过"), "90", "100"),
        (publish("4800", unit="个", qualifier="近"), "", "4800"),
        (publish("40", qualifier="约"), "38", "42"),
        (publish("3..5", unit="个", note="原文3至5个"), "3", "5"),
    ],
)
def test_a_published_figure_stands_for_what_its_print_leaves_open(
    row: object, low: str, high: str
) -> None:
    """By its last printed place, its qualifier and, for 万 and 亿, the source's own print."""
    assert published_figure(row, PLAIN, COVERAGE).interval == Interval.parse(low, high)  # type: ignore[arg-type]


def test_the_rounding_rule_is_a_parameter() -> None:
    """Truncated, 66.5 stands for 66.5 to 66.6."""
    cut = Parameters(rounding="truncation")
    assert published_figure(publish("66.5"), cut).interval == Interval.parse("66.5", "66.6")


@pytest.mark.parametrize(
    ("value", "unit", "step"),
    [
        ("14.90", "万元", "1/100"),
        ("100", "%", "1"),
        ("3", "个百分点", "1"),
        ("152", "个", "0"),
        ("9000", "家", "0"),
        ("12345", "家", "0"),
        ("47160", "元", "0"),
        ("133000", "家", "1000"),
        ("130000000000", "元", "10000000000"),
        ("-20000", "元", "10000"),
        ("2/3", "个", "0"),
        ("10000..20000", "个", "10000"),
    ],
)
def test_the_last_printed_place_of_a_table_value(value: str, unit: str, step: str) -> None:
    """Zeros at the end of a large number are taken for a multiplier, a small count is full."""
    assert printed_place(value, unit) == Fraction(step)


@pytest.mark.parametrize(
    ("qualifier", "approx"),
    [
        ("", "exact"),
        ("超", "over"),
        ("首次突破", "over"),
        ("不低于", "over"),
        ("累计,多;229个项目", "over"),
        ("more than", "over"),
        ("surpassed", "over"),
        ("近", "under"),
        ("以内", "under"),
        ("低于", "under"),
        ("预计…左右", "about"),
        ("累计降低约", "about"),
        ("around", "about"),
        ("约束性", "exact"),
        ("近五年", "exact"),
        ("近岸海域", "exact"),
        ("超额完成12件目标", "exact"),
        ("超额完成", "exact"),
        ("增长7.2%", "exact"),
        ("预计…超,增长15%左右", "over"),
        ("高于全市2.4个百分点", "exact"),
        ("多数", "exact"),
    ],
)
def test_a_qualifier_is_read_without_its_remarks(qualifier: str, approx: str) -> None:
    """约束性, 近五年 and 超额完成 approximate nothing, nor does a remark on another figure."""
    assert approximator(qualifier) == approx


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("家", "个", True),
        ("名", "人", True),
        ("%", "%", True),
        ("人", "人次", False),
        ("%", "个百分点", False),
        ("个", "人", False),
        ("", "个", False),
        ("元", "美元", False),
    ],
)
def test_units_measure_alike_or_not(first: str, second: str, alike: bool) -> None:
    """Measure words of things counted are one unit; people, visits and money are others."""
    assert same_unit(first, second) is alike


def test_a_figure_divides_outward() -> None:
    """The low end is divided by the larger divisor, below zero by the smaller one."""
    people = figure("100", "90", "110", "人")
    found = figure("99", "99", "110").per(people, 100, "家/百人")
    assert found.interval == Interval.parse("90", "1100/9")
    below = figure("-99", "-110", "-99").per(people, 100, "家/百人")
    assert below.interval == Interval.parse("-1100/9", "-90")


def test_open_ends_stay_open_per_head() -> None:
    """超99 per head has no upper bound, 近99 no lower one; a range has no single value."""
    people = exactly("100", "人")
    assert figure("99", "99", "").per(people, 100, "").interval == Interval.parse("99", "")
    assert figure("99", "", "99").per(people, 100, "").interval == Interval.parse("", "99")
    assert figure("9..10", "9", "10").per(people, 100, "").value == ""


@pytest.mark.parametrize("divisor", [exactly("0"), figure("5", "5", ""), figure("5..6", "5", "6")])
def test_nothing_is_divided_by_what_may_be_zero_or_endless(divisor: Figure) -> None:
    """A divisor without two positive ends and a value is refused."""
    with pytest.raises(ValueError, match="no positive number"):
        exactly("99").per(divisor, 100, "")


def test_sources_are_ranked() -> None:
    """Primary comes first, an unknown confidence last."""
    assert sorted(["", "tertiary", "primary", "secondary"], key=confidence_rank) == [
        "primary",
        "secondary",
        "tertiary",
        "",
    ]
