"""The words on a target, and where there is none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparison.figures import Figure
from fengze_analysis.comparison.means import assess
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.verdict import Case, Verdict, holds, measurable, swings
from fengze_analysis.interval import Interval
from fengze_analysis.model import Indicator, Target
from tests.comparison.made_up import COVERAGE, GROWTH, JOBS, aim, exactly, figure


def _case(
    now: Figure,
    target: Target | None = None,
    base: Figure | None = None,
    indicator: Indicator = COVERAGE,
) -> Case:
    """A target of 100 for 2025 from exactly 0 in 2020, if nothing else is said."""
    row = target or aim("100", base_value="0", unit="家")
    wanted = Figure(row.value, Interval.point(row.value or 0), row.unit, row.target_year)
    start = base or exactly("0", year="2020")
    return Case(row, wanted, start, now, indicator)


def _word(case: Case, **settings: Fraction) -> str:
    return assess(case, Parameters(**settings)).word  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "word"),
    [
        ("120", "提前实现"),
        ("100", "提前实现"),
        ("99.9", "快于预期"),
        ("65.1", "快于预期"),
        ("65", "基本符合预期"),
        ("55", "基本符合预期"),
        ("54.9", "滞后于预期"),
        ("-20", "滞后于预期"),
    ],
)
def test_anticipatory_words_by_progress_against_time(now: str, word: str) -> None:
    """With 0.6 of the time gone and δ = 0.05 the borders stand at 0.55, 0.65 and 1."""
    assert _word(_case(exactly(now))) == word


@pytest.mark.parametrize(
    ("now", "year", "word"),
    [
        ("60", "2023", "达到序时进度"),
        ("59.9", "2023", "未达到序时进度"),
        ("110", "2023", "达到序时进度"),
        ("100", "2025", "完成"),
        ("99.9", "2025", "未完成"),
    ],
)
def test_binding_words_have_no_slack(now: str, year: str, word: str) -> None:
    """约束性 is on time from τ itself, and completed only at the whole target."""
    case = _case(exactly(now, year=year), aim("100", unit="家", nature="约束性"))
    assert _word(case) == word


def test_a_nature_not_stated_is_worded_as_anticipatory() -> None:
    """性质未载明 gets the words of the mid-term review, not those of a binding target."""
    case = _case(exactly("62"), aim("100", unit="家", nature="性质未载明"))
    assert _word(case) == "基本符合预期"


def test_delta_is_a_parameter() -> None:
    """Without slack 0.62 is ahead of 0.6; with a wide one it is on schedule."""
    case = _case(exactly("62"))
    assert _word(case, delta=Fraction(0)) == "快于预期"
    assert _word(case, delta=Fraction(1, 10)) == "基本符合预期"


@pytest.mark.parametrize("indicator", [GROWTH, JOBS, replace(COVERAGE, note="年际波动")])
def test_what_swings_from_year_to_year_is_at_the_level_and_not_early(
    indicator: Indicator,
) -> None:
    """A year's growth, a year's flow or a value that swings has not arrived for good."""
    assert swings(indicator)
    assert _word(_case(exactly("100"), indicator=indicator)) == "当年已达目标水平"


def test_nothing_is_early_in_the_target_year() -> None:
    """At the end an anticipatory target is at its level, or behind by more than δ."""
    assert _word(_case(exactly("100", year="2025"))) == "当年已达目标水平"
    assert _word(_case(exactly("96", year="2025"))) == "基本符合预期"
    assert _word(_case(exactly("90", year="2025"))) == "滞后于预期"


@pytest.mark.parametrize(("now", "word"), [("100", "快于预期"), ("100.1", "提前实现")])
def test_more_than_is_not_reached_by_as_much(now: str, word: str) -> None:
    """A target of more than 100 is not met at 100."""
    assert _word(_case(exactly(now), aim("100", unit="家", operator=">"))) == word


def test_more_than_is_not_completed_by_as_much() -> None:
    """A binding target of more than 100 is not completed at 100."""
    row = aim("100", unit="家", operator=">", nature="约束性")
    assert _word(_case(exactly("100", year="2025"), row)) == "未完成"
    assert _word(_case(exactly("101", year="2025"), row)) == "完成"


@pytest.mark.parametrize(
    ("now", "word"),
    [("70", "快于预期"), ("76", "基本符合预期"), ("90", "滞后于预期"), ("60", "提前实现")],
)
def test_a_falling_target_is_reached_from_above(now: str, word: str) -> None:
    """From 100 down to at most 60 the same words come at falling values."""
    row = aim("60", unit="家", operator="≤")
    assert _word(_case(exactly(now), row, exactly("100", year="2020"))) == word


def test_a_word_needs_the_whole_interval() -> None:
    """Where rounding reaches over a border both words stand, and no other is given."""
    assert _word(_case(figure("64", "63", "64.9"))) == "基本符合预期"
    assert _word(_case(figure("65", "64", "66"))) == "舍入误差内不能判定（基本符合预期／快于预期）"
    row = aim("100", unit="家", nature="约束性")
    expected = "舍入误差内不能判定（未达到序时进度／达到序时进度）"
    assert _word(_case(figure("60", "59.5", "60.5"), row)) == expected


@pytest.mark.parametrize(
    ("now", "nature", "word"),
    [
        (figure("101", "101", ""), "预期性", "提前实现"),
        (figure("70", "70", ""), "预期性", "舍入误差内不能判定（快于预期／提前实现）"),
        (figure("50", "", "50"), "预期性", "滞后于预期"),
        (figure("61", "61", ""), "约束性", "达到序时进度"),
        (figure("70", "", "70"), "约束性", "舍入误差内不能判定（未达到序时进度／达到序时进度）"),
    ],
)
def test_open_ends_are_judged_to_the_end(now: Figure, nature: str, word: str) -> None:
    """超 has everything above in it, 近 everything below."""
    assert _word(_case(now, aim("100", unit="家", nature=nature))) == word


@pytest.mark.parametrize(
    ("target", "base", "year", "reason"),
    [
        (aim("100", unit="家"), None, "2023", "no_baseline"),
        (aim("0", unit="家"), exactly("0", year="2020"), "2023", "target_equals_base"),
        (aim("100", unit="家"), exactly("0", year="2020"), "2020", "period_differs"),
        (aim("100", unit="家"), exactly("0", year="2020"), "2026", "period_differs"),
        (aim("100", unit="家"), figure("99", "98", "101", year="2020"), "2023", "method_undefined"),
        (aim("100", unit="家"), figure("90", "90", "", year="2020"), "2023", "method_undefined"),
        (aim("100", unit="家"), exactly("110", year="2020"), "2023", "method_undefined"),
        (
            aim("100", unit="家", operator="≤"),
            exactly("90", year="2020"),
            "2023",
            "method_undefined",
        ),
        (
            aim("100", unit="家", operator="≈"),
            exactly("0", year="2020"),
            "2023",
            "method_undefined",
        ),
        (
            aim("100", unit="家", qualifier="力争…左右"),
            exactly("0", year="2020"),
            "2023",
            "method_undefined",
        ),
        (aim("", unit="家"), exactly("0", year="2020"), "2023", "not_measurable"),
        (
            aim("100", unit="家", target_year=""),
            exactly("0", year="2020"),
            "2023",
            "not_measurable",
        ),
        (aim("100", unit="家", type="定性"), exactly("0", year="2020"), "2023", "not_measurable"),
        (aim("100", unit="家"), exactly("0", year="2020"), "", "period_unclear"),
    ],
    ids=[
        "no base",
        "target is base",
        "one data point",
        "after the end",
        "intervals meet",
        "open base",
        "base met it already",
        "base was under the ceiling already",
        "around without a band",
        "左右 without a band",
        "no number",
        "no year",
        "words",
        "no date",
    ],
)
def test_what_cannot_be_assessed_has_a_reason_and_no_word(
    target: Target, base: Figure | None, year: str, reason: str
) -> None:
    """Where s has nothing to run on there is a code instead of a word."""
    wanted = Figure(target.value, Interval.point(target.value or 0), "家", target.target_year)
    found = assess(Case(target, wanted, base, exactly("50", year=year)), Parameters())
    assert found == Verdict(reason=reason)


@pytest.mark.parametrize(
    ("now", "base", "word"),
    [
        ("40", "0", "滞后于预期"),
        ("95", "0", "提前实现"),
        ("120", "200", "快于预期"),
        ("105", "200", "提前实现"),
    ],
)
def test_a_stated_band_is_reached_at_its_nearer_side(now: str, base: str, word: str) -> None:
    """≈ with a band (90..110) is measured to the side that faces the base."""
    row = aim("90..110", unit="家", operator="≈")
    wanted = Figure("90..110", Interval.parse("90", "110"), "家", "2025")
    case = Case(row, wanted, exactly(base, year="2020"), exactly(now), COVERAGE)
    assert _word(case) == word


def test_a_base_inside_the_band_leaves_no_way() -> None:
    """What was within the band from the start has no progress to make."""
    row = aim("90..110", unit="家", operator="≈")
    wanted = Figure("90..110", Interval.parse("90", "110"), "家", "2025")
    case = Case(row, wanted, exactly("100", year="2020"), exactly("105"), COVERAGE)
    assert assess(case, Parameters()).reason == "method_undefined"


@pytest.mark.parametrize(("now", "base"), [("111", "0"), ("89", "200")])
def test_what_went_through_the_band_is_not_around_it(now: str, base: str) -> None:
    """Beyond the far side of a band there is no progress to word."""
    row = aim("90..110", unit="家", operator="≈")
    wanted = Figure("90..110", Interval.parse("90", "110"), "家", "2025")
    case = Case(row, wanted, exactly(base, year="2020"), exactly(now), COVERAGE)
    assert assess(case, Parameters()).reason == "method_undefined"


def test_numbers_of_a_verdict_can_be_redone_by_hand() -> None:
    """s, its bounds and τ come with the word, s only where the value is a number."""
    found = assess(_case(figure("64", "63", "65")), Parameters())
    assert found.progress == Fraction(64, 100)
    assert found.bounds == Interval.parse("0.63", "0.65")
    assert found.time_share == Fraction(3, 5)
    ranged = assess(_case(figure("60..64", "60", "64")), Parameters())
    assert ranged.progress is None
    assert ranged.word == "基本符合预期"


@pytest.mark.parametrize(
    ("kind", "now", "word"),
    [
        ("逐年上限", figure("5.4", "5.35", "5.45"), "当年未超上限"),
        ("逐年上限", figure("5.6", "5.55", "5.65"), "当年超出上限"),
        (
            "逐年上限",
            figure("5.5", "5.45", "5.55"),
            "舍入误差内不能判定（当年超出上限／当年未超上限）",
        ),
        ("逐年下限", exactly("5.5"), "当年达到下限"),
        ("逐年下限", exactly("5.4"), "当年未达下限"),
        ("保持", exactly("6"), "保持"),
        ("保持", exactly("5"), "未保持"),
    ],
)
def test_limits_and_upkeep_are_judged_year_by_year(kind: str, now: Figure, word: str) -> None:
    """A ceiling, a floor or a level to keep looks at the one year, without base or pace."""
    row = aim("5.5", unit="家", type=kind, operator="", target_year="", base_value="")
    found = assess(replace(_case(now, row), base=None), Parameters())
    assert (found.word, found.progress, found.time_share) == (word, None, None)


@pytest.mark.parametrize(
    ("better", "now", "word"),
    [
        ("up", "101", "保持"),
        ("down", "101", "未保持"),
        ("none", "100", "保持"),
        ("none", "99", "未保持"),
    ],
)
def test_upkeep_looks_the_way_the_indicator_wants(better: str, now: str, word: str) -> None:
    """Without an operator the codebook says which side keeps the level."""
    row = aim("100", unit="家", type="保持", operator="")
    case = _case(exactly(now), row, indicator=replace(COVERAGE, better=better))
    assert _word(case) == word


def test_upkeep_without_a_band_stays_undecided_for_around() -> None:
    """保持在…左右 without a band gives no word either."""
    row = aim("100", unit="家", type="保持", operator="≈")
    assert assess(_case(exactly("100"), row), Parameters()).reason == "method_undefined"


@pytest.mark.parametrize(
    ("operator", "now", "answer"),
    [
        ("≥", ("5", "6"), True),
        ("≥", ("4", "5"), None),
        ("≥", ("3", "4"), False),
        (">", ("5", "6"), None),
        (">", ("4", "5"), False),
        ("≤", ("4", "5"), True),
        ("<", ("4", "5"), None),
        ("<", ("5", "6"), False),
        ("=", ("5", "5"), True),
        ("=", ("4", "6"), None),
        ("=", ("6", "7"), False),
        ("≥", ("", "6"), None),
        ("≤", ("6", ""), False),
    ],
)
def test_an_operator_holds_for_all_of_an_interval_some_or_none(
    operator: str, now: tuple[str, str], answer: bool | None
) -> None:
    """Against exactly 5: all of it, none of it, or only a part."""
    assert holds(operator, Interval.parse(*now), Interval.point(5)) is answer


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        (aim("5"), True),
        (aim(""), False),
        (aim("5", target_year=""), False),
        (aim("5", target_year="", type="逐年上限"), True),
        (aim("", type="逐年上限"), False),
        (aim("", type="保持"), True),
        (aim("", type="保持", base_value=""), False),
        (aim("5", type="定性"), False),
    ],
)
def test_what_is_measurable_has_a_number_and_a_year(target: Target, answer: bool) -> None:
    """A limit of every year needs no year, a level to keep may be the base itself."""
    assert measurable(target) is answer


@given(
    st.fractions(min_value=-50, max_value=150, max_denominator=20),
    st.fractions(min_value=0, max_value=20, max_denominator=20),
)
def test_a_word_over_an_interval_is_the_word_of_its_point(point: Fraction, width: Fraction) -> None:
    """A decided word is the one that the point alone gets, or both ends are named."""
    alone = _word(_case(Figure(str(point), Interval.point(point), "家", "2023")))
    wide = Interval(point - width, point + width)
    around = _word(_case(Figure(str(point), wide, "家", "2023")))
    assert around == alone or around.startswith("舍入误差内不能判定（")


@given(
    st.fractions(min_value=-50, max_value=150, max_denominator=20),
    st.fractions(min_value=0, max_value=50, max_denominator=20),
)
def test_more_progress_never_gives_a_worse_word(point: Fraction, more: Fraction) -> None:
    """The words are ordered as s is."""
    order = ["滞后于预期", "基本符合预期", "快于预期", "提前实现"]
    words = [
        _word(_case(Figure(str(value), Interval.point(value), "家", "2023")))
        for value in (point, point + more)
    ]
    assert order.index(words[0]) <= order.index(words[1])
