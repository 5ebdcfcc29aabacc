"""Our word beside the official one, on the nation's figures by the same code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.comparison.agreement import agreement_of, normal_word, same_side
from fengze_analysis.comparison.calibration import Calibration, calibrate
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.model import Assessment, Published, Target
from tests.comparison.made_up import CODEBOOK, COVERAGE, LIKE, NATION, aim, judge, publish


def _goal(value: str = "90", **changes: str) -> Target:
    return aim(value, **{"place": NATION, "main": "yes", "base_value": "50.0", **changes})


def _value(value: str, year: str = "2022", **changes: str) -> Published:
    row = {"place": NATION, "year": year, "published_id": f"P{year}", **changes}
    return publish(value, **row)


def _calibrated(
    word: str,
    *rows: Target | Published,
    parameters: Parameters | None = None,
    year: str = "2023",
    indicator: str = "coverage",
) -> Calibration:
    targets = [row for row in rows if isinstance(row, Target)]
    published = [row for row in rows if isinstance(row, Published)]
    assessment: Assessment = judge(indicator, word, year)
    found = calibrate(targets, published, [assessment], CODEBOOK, parameters)
    assert len(found) == 1
    return found[0]


def test_our_word_stands_beside_the_official_one() -> None:
    """A value well ahead in 2022 agrees with 快于预期, and the year of the data is told."""
    row = _calibrated("快于预期", _goal(), _value("75.0"))
    assert (row.word, row.official_word, row.agreement, row.same_side) == (
        "快于预期",
        "快于预期",
        "agree",
        "yes",
    )
    assert (row.base, row.base_year, row.observed, row.observed_year) == (
        "50.0",
        "2020",
        "75.0",
        "2022",
    )
    assert (row.progress, row.time_share, row.pace_needed) == ("0.625", "0.4", "5")
    assert row.text_zh.endswith("所用数据为2022年75.0%，目标完成进度62.5%，序时进度40.0%。")
    assert row.text_en.endswith(
        "Data: 75.0% of 2022, progress 62.5% against a time share of 40.0%."
    )
    assert row.name_en == "Participation"
    assert row.pace_zh.startswith("距2025年还有3年")


def test_the_panel_stands_beside_the_word() -> None:
    """Each method is run on the same figures, and a mark tells where they part."""
    ahead = _calibrated("快于预期", _goal(), _value("75.0"))
    assert [method.method for method in ahead.methods] == [
        "progress",
        "cagr_ratio",
        "un_extrapolation",
        "destatis_mean_change",
    ]
    assert not ahead.methods_disagree
    split = _calibrated("滞后", _goal("220.0", base_value="100.0"), _value("160.0", "2023"))
    assert split.methods_disagree


def test_the_vintage_of_the_data_decides() -> None:
    """On the value of 2023 the same target is met early, on that of 2022 it is ahead."""
    rows = (_goal(), _value("75.0"), _value("91.0", "2023"))
    late = _calibrated("快于预期", *rows)
    early = _calibrated("快于预期", *rows, parameters=Parameters(as_of="2022"))
    assert (late.observed_year, late.word, late.agreement) == ("2023", "提前实现", "disagree")
    assert (early.observed_year, early.word, early.agreement) == ("2022", "快于预期", "agree")
    assert late.same_side == "yes"


def test_without_an_as_of_year_the_review_sets_it() -> None:
    """Data later than the review are not used to test the review."""
    rows = (_goal(), _value("75.0"), _value("91.0", "2024"))
    assert _calibrated("快于预期", *rows).observed_year == "2022"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((_value("75"),), "no_target_on_file"),
        ((_goal(class_="年度计划"), _value("75")), "no_target_on_file"),
        ((_goal(place=LIKE), _value("75")), "no_target_on_file"),
        ((_goal("", type="定性"), _value("75")), "not_measurable"),
        ((_goal(),), "no_value_on_file"),
        ((_goal(), _value("75", "2024")), "no_value_on_file"),
        ((_goal(), _value("75", "2020")), "no_value_on_file"),
        ((_goal(), _value("75", role="baseline")), "no_value_on_file"),
        ((_goal(), _value("75", place=LIKE)), "no_value_on_file"),
        ((_goal(), _value("75", note="利用第五次经济普查结果核算")), "base_not_comparable"),
        ((_goal(base_value=""), _value("75")), "no_baseline"),
        ((_goal(operator="≈"), _value("75")), "method_undefined"),
        ((_goal("50.0"), _value("75")), "target_equals_base"),
    ],
)
def test_what_cannot_be_assessed_says_why(
    rows: tuple[Target | Published, ...], reason: str
) -> None:
    """No target, no value in time, a broken series or an undefined method is told, not filled."""
    row = _calibrated("快于预期", *rows)
    assert (row.reason, row.word, row.agreement) == (reason, "无法评估", "not_assessable")
    assert (row.same_side, row.methods, row.progress) == ("", (), "")
    assert "原因：" in row.text_zh
    assert "Reason: " in row.text_en


def test_the_main_indicator_of_the_outline_is_the_one_reviewed() -> None:
    """Before a sector plan's target for the same indicator comes the outline's own."""
    sector = _goal("80", target_id="sector", class_="专项规划", main="no")
    outline = _goal("90", target_id="outline")
    row = _calibrated("快于预期", sector, outline, _value("75"))
    assert row.target_id == "outline"


def test_the_better_source_of_the_latest_year_is_used() -> None:
    """Of two values of one year the more confident one counts."""
    better = _value("75.0")
    worse = replace(better, value="99.0", confidence="tertiary", published_id="other")
    assert _calibrated("快于预期", _goal(), worse, better).observed == "75.0"


def test_a_binding_target_is_compared_by_its_side() -> None:
    """未达到序时进度 is what the review calls 滞后; the vocabularies differ, the sides do not."""
    row = _calibrated("滞后", _goal(nature="约束性"), _value("55.0"))
    assert (row.word, row.official_word) == ("未达到序时进度", "滞后于预期")
    assert (row.agreement, row.same_side) == ("agree", "yes")


def test_rounding_may_leave_the_comparison_open() -> None:
    """A word that is undecided neither agrees nor disagrees."""
    row = _calibrated("基本符合预期", _goal("60"), _value("54"))
    assert row.word.startswith("舍入误差内不能判定")
    assert (row.agreement, row.same_side) == ("undecided", "")


def test_a_yearly_ceiling_is_told_without_progress() -> None:
    """A limit of the year has data and no s."""
    row = _calibrated("基本符合预期", _goal("60", type="逐年上限", operator="≤"), _value("61.0"))
    assert (row.word, row.agreement, row.progress) == ("当年超出上限", "disagree", "")
    assert row.text_zh.endswith("所用数据为2022年61.0%。")


def test_an_indicator_without_codebook_still_has_its_row() -> None:
    """An official word on something not on file is shown, and not assessed."""
    row = _calibrated("快于预期", indicator="unknown")
    assert (row.name_zh, row.reason) == ("", "no_target_on_file")


@pytest.mark.parametrize(
    ("word", "official", "agreement", "side"),
    [
        ("提前实现", "提前实现", "agree", "yes"),
        ("提前实现", "快于预期", "disagree", "yes"),
        ("当年已达目标水平", "提前实现", "agree", "yes"),
        ("当年已达目标水平", "快于预期", "disagree", "yes"),
        ("滞后于预期", "基本符合预期", "disagree", "no"),
        ("达到序时进度", "快于预期", "agree", "yes"),
        ("达到序时进度", "滞后于预期", "disagree", "no"),
        ("未保持", "滞后于预期", "agree", "yes"),
        ("迄今年均未达目标", "快于预期", "disagree", "no"),
    ],
)
def test_words_agree_or_take_sides(word: str, official: str, agreement: str, side: str) -> None:
    """Words of pace must be the same; those of another vocabulary must be on the same side."""
    assert agreement_of(word, official, "") == agreement
    assert same_side(word, official, "") == side


def test_the_official_word_is_read_in_its_variants() -> None:
    """滞后 and 进展滞后 are one word, the others stand as they are."""
    assert [normal_word(word) for word in ("滞后", "进展滞后", "提前实现")] == [
        "滞后于预期",
        "滞后于预期",
        "提前实现",
    ]


def test_what_swings_is_early_by_the_reviews_word() -> None:
    """The review has one word for s ≥ 1; ours for what swings agrees with it."""
    book = [replace(COVERAGE, note="年际波动")]
    found = calibrate([_goal()], [_value("95.0")], [judge("coverage", "提前实现")], book)[0]
    assert (found.word, found.agreement) == ("当年已达目标水平", "agree")
