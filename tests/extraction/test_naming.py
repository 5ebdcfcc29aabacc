"""What a figure is called, where and when it holds, and what it is against."""

from __future__ import annotations

import pytest

from fengze_analysis.extraction.extract import extract
from fengze_analysis.model import Indicator, Statement


def _rows(text: str, *indicators: Indicator, place: str = "泉州市丰泽区") -> list[Statement]:
    return list(extract(text, "made-up", indicators, place).statements)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("城镇新增就业2.2万人，增长3%。", ["城镇新增就业", "城镇新增就业"]),
        ("参加养老、失业、工伤保险人数分别达到3万人、2万人、1万人。",
         ["参加养老保险人数", "失业保险人数", "工伤保险人数"]),
        ("开放382个停车位。", ["停车位"]),
        ("聘任40名“营商环境监督员”。", ["营商环境监督员"]),
        ("工业投资占比由27.5%提高到33.2%。", ["工业投资占比", "工业投资占比"]),
        ("生产总值按可比价格计算增长5%。", ["生产总值"]),
        ("梳理率与认领率提升至100%。", ["梳理率与认领率"]),
        ("上线率87%、优秀率48%，均较去年提升4%。", ["上线率", "优秀率", "上线率、优秀率"]),
    ],
)  # fmt: skip
def test_the_phrase_names_what_is_measured(text: str, phrases: list[str]) -> None:
    """The words before, the noun behind, an item of a list, or the subject of the clause before."""
    assert [row.indicator_phrase for row in _rows(text)] == phrases


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("税收同比增长3%。", ["同比"]),
        ("税收比上年增长3%。", ["上年"]),
        ("授权周期较普通渠道缩短90%。", ["普通渠道"]),
        ("完成投资5亿元，占年度计划108%。", ["", "年度计划"]),
        ("数字经济规模占GDP比重达66%。", ["GDP"]),
        ("增速高于全市0.4个百分点。", ["全市"]),
        ("按可比价计算增长5%。", [""]),
        ("产量是上年的2.3倍。", ["上年"]),
    ],
)
def test_the_basis_is_printed_or_empty(text: str, bases: list[str]) -> None:
    """What a change, share or multiple is against stands in its clause."""
    assert [row.basis for row in _rows(text)] == bases


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("新增专利12件。", ["泉州市丰泽区"]),
        ("知创产业园新增专利12件，开工项目3个。", ["知创产业园", "知创产业园"]),
        ("数字经济产业园成为全省三个园区之一，开工项目12个。", ["全省", "数字经济产业园"]),
        ("全区5个项目竣工。", ["泉州市丰泽区"]),
        ("获评示范站点（全市仅两个）。", ["全市"]),
    ],
)
def test_the_place_is_the_park_the_scope_or_the_district(text: str, places: list[str]) -> None:
    """A park named at the head of the sentence holds for all of it."""
    assert [row.place for row in _rows(text)] == places


def test_the_status_is_printed_in_the_clause() -> None:
    """预计, 累计 and 新增 are kept as printed."""
    rows = _rows("累计建设366个，新增学位5个，预计投资3亿元，完成2家。")
    assert [row.status for row in rows] == ["累计", "新增", "预计", ""]


def test_an_approximator_before_a_list_holds_for_all_of_it() -> None:
    """分别突破 A、B: both are over."""
    rows = _rows("进口和出口分别突破5亿元、7亿元，其他约3亿元、2亿元。")
    assert [row.approx for row in rows] == ["over", "over", "about", "exact"]
