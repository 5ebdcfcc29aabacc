"""Whether an amount is signed, planned, completed, received or paid out."""

from __future__ import annotations

import pytest

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
    assert money_phase(sentence, surface) == phase
