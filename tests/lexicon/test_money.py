"""Whether an amount is signed, planned, completed, received or paid out."""

from __future__ import annotations

import pytest

from fengze_analysis.comparison.onfile import printed_figure
from fengze_analysis.extraction import extract
from fengze_analysis.lexicon.money import money_phase


@pytest.mark.parametrize(
    ("sentence", "surface", "phase"),
    [
        ("全年签约项目12个、总投资超50亿元。", "50亿元", "signed"),
        ("谋划产业园项目、总投资6.5亿元。", "6.5亿元", "planned"),
        ("谋划项目30个，完成投资14.2亿元。", "14.2亿元", "completed"),
        ("全年争取资金9亿元，用于偿还本金1亿元。", "9亿元", "received"),
        ("全年争取资金9亿元，用于偿还本金1亿元。", "1亿元", "paid"),
        ("投资约2亿元，启动管网排查。", "2亿元", "planned"),
        ("在保余额8亿元。", "8亿元", "other"),
        ("发放消费券1亿元，带动消费9亿元。", "9亿元", "other"),
        ("地区生产总值300亿元。", "300亿元", "other"),
        ("全市地区生产总值完成712.6亿元，同比增长5.8%。", "712.6亿元", "other"),
        ("地区生产总值增长5%，完成投资9亿元。", "9亿元", "completed"),
    ],
)
def test_the_words_around_an_amount_say_its_phase(sentence: str, surface: str, phase: str) -> None:
    """The nearest clause decides."""
    before, _, behind = sentence.partition(surface)
    assert money_phase(before, behind) == phase


def test_an_amount_that_ends_like_another_has_its_own_words() -> None:
    """2亿元 stands inside 12亿元 too: the place of the figure says which one is meant."""
    rows = extract("新签约项目12亿元，完成投资2亿元，占比100%，已支付1亿元，好评100%。").statements
    assert [row.sentence[row.offset :][: len(row.surface)] for row in rows] == [
        "12亿元", "2亿元", "100%", "1亿元", "100%",
    ]  # fmt: skip
    phases = [money_phase(row.before, row.behind) for row in rows if row.unit == "元"]
    assert phases == ["signed", "completed", "paid"]


def test_a_bound_behind_another_figure_is_not_ones_own() -> None:
    """以上 stands behind 15%, not behind 5%."""
    _, five = extract("2023年，收入增长15%以上，产值增速超5%。").statements
    assert printed_figure(five).above
