"""Targets out of tables of main indicators, in the forms that official ones have."""

from __future__ import annotations

import pytest

from fengze_analysis.interval import exact_text
from fengze_analysis.model import Target
from fengze_analysis.targets import read_targets
from fengze_analysis.text.read import read_bytes

TITLE = "云溪市国民经济和社会发展第十四个五年规划纲要\n\n主要指标见下表。\n\n"
BOX = """\
类别\t指标\t2020年\t2025年\t年均增长/〔累计〕\t属性
经济\t1.地区生产总值（亿元）\t812.5\t1200\t8左右\t预期性
\t2.常住人口城镇化率（%）\t60.6*\t66以上\t—\t预期性
民生\t3.城镇调查失业率（%）\t5.1\t<5.5\t—\t预期性
\t4.城镇新增就业（万人）\t—\t—\t〔12.5〕\t预期性
\t5.居民收入增长\t—\t与经济增长基本同步\t—\t预期性
生态\t6.单位GDP能源消耗降低（%）\t—\t—\t〔14〕\t约束性
\t7.森林覆盖率（%）\t23.2\t24.1\t〔0.9〕\t约束性
注：①〔 〕内为五年累计数。②带*的为2019年数据。
"""


def _rows(text: str) -> list[tuple[str, str, str, str, str]]:
    return [_short(one) for one in read_targets(TITLE + text, "plan") if one.main]


def _short(one: Target) -> tuple[str, str, str, str, str]:
    return one.phrase, one.type, one.operator, exact_text(one.value), one.unit


def test_official_box() -> None:
    """A level, a mean, a sum, a rise, a bound and words stand each in a row of their own."""
    assert _rows(BOX) == [
        ("地区生产总值", "level", "=", "120000000000", "元"),
        ("地区生产总值", "mean_growth", "~", "8", "%"),
        ("常住人口城镇化率", "level", ">=", "66", "%"),
        ("城镇调查失业率", "level", "<", "5.5", "%"),
        ("城镇新增就业", "cumulative", "=", "125000", "人"),
        ("居民收入增长", "qualitative", "", "", ""),
        ("单位GDP能源消耗降低", "cumulative", "=", "14", "%"),
        ("森林覆盖率", "level", "=", "24.1", "%"),
        ("森林覆盖率", "rise", "=", "0.9", "%"),
    ]


def test_base_nature_and_years() -> None:
    """The base is the earlier column, its year that of the footnote; the nature is the row's."""
    by_name = {(one.phrase, one.type): one for one in read_targets(TITLE + BOX)}
    share = by_name["常住人口城镇化率", "level"]
    assert (exact_text(share.base_value), share.base_year, share.target_year) == (
        "60.6",
        2019,
        2025,
    )
    total = by_name["地区生产总值", "level"]
    assert (exact_text(total.base_value), total.base_year) == ("81250000000", 2020)
    energy = by_name["单位GDP能源消耗降低", "cumulative"]
    assert (energy.nature, energy.from_year, energy.base_value) == ("binding", 2021, None)
    assert share.nature == "anticipatory"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a unit column, a merged header of two lines
            (
                "序号\t指标名称\t单位\t规划目标\t\t\t属性\n"
                "\t\t\t2020年\t2025年\t年均增长（%）\t\n"
                "1\t粮食产量\t万吨\t88\t90\t0.5\t约束性\n"
            ),
            [
                ("粮食产量", "level", "=", "900000", "吨"),
                ("粮食产量", "mean_growth", "=", "0.5", "%"),
            ],
        ),
        (  # several target years
            "指标\t2020年\t2022年\t2025年\n森林覆盖率（%）\t41.5\t42\t43\n",
            [
                ("森林覆盖率", "level", "=", "42", "%"),
                ("森林覆盖率", "level", "=", "43", "%"),
            ],
        ),
        (  # pipes and a rule
            (
                "| 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|\n"
                "| 每千人口床位数（张） | 6.1 | ≥7.5 | 预期性 |\n"
            ),
            [("每千人口床位数", "level", ">=", "7.5", "张")],
        ),
        (  # blanks, the merged first column missing in the second row
            (
                "类别    指标    2020年    2025年    属性\n"
                "经济    研发投入强度（%）    2.1    3左右    预期性\n"
                "人均预期寿命（岁）    78.5    80    预期性\n"
            ),
            [
                ("研发投入强度", "level", "~", "3", "%"),
                ("人均预期寿命", "level", "=", "80", "岁"),
            ],
        ),
        (  # single blanks, as a table without rules is printed
            (
                "指标 2020年 2025年 属性\n"
                "城镇化率（%） 60 66 预期性\n"
                "粮食产量（万吨） 88 90以上 约束性\n"
                "这一段是正文，不再是表格。 2025年 的 事 很 多\n"
            ),
            [
                ("城镇化率", "level", "=", "66", "%"),
                ("粮食产量", "level", ">=", "900000", "吨"),
            ],
        ),
        (  # results only: no target
            "指标\t单位\t2020年\n粮食产量\t万吨\t88\n",
            [],
        ),
        ("姓名\t2020年\t2025年\n张三\t3\t4\n", []),  # no indicators
        (  # a merged header whose columns blanks cannot tell apart: nothing is read
            (
                "序号    指标名称    规划目标    属性\n2020年    2025年    增速\n"
                "1    甲    5    8    约束性\n"
            ),
            [],
        ),
    ],
)
def test_layouts(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    """Tabs, pipes and blanks part columns; a header may stand in two lines."""
    assert _rows(text) == expected


def test_page_with_merged_cells() -> None:
    """A page's table keeps its columns where cells are merged."""
    page = (
        "<p>云溪市“十四五”规划纲要</p><table>"
        "<tr><td rowspan=2>类别</td><td rowspan=2>指标</td><td colspan=2>目标</td>"
        "<td rowspan=2>属性</td></tr><tr><td>2020年</td><td>2025年</td></tr>"
        "<tr><td rowspan=2>经济</td><td>生产总值（亿元）</td><td>800</td><td>1200</td>"
        "<td>预期性</td></tr><tr><td>城镇化率（%）</td><td>60</td><td>66</td><td>约束性</td></tr>"
        "</table>"
    )
    targets = read_targets(read_bytes(page.encode(), "plan.html").text)
    assert [(one.phrase, exact_text(one.value), one.nature) for one in targets] == [
        ("生产总值", "120000000000", "anticipatory"),
        ("城镇化率", "66", "binding"),
    ]


def test_positions() -> None:
    """The number of a cell is found again at its position."""
    text = TITLE + BOX
    targets = read_targets(text)
    assert all(text[one.start : one.end] == one.surface for one in targets)
    assert all(one.sentence[one.offset or 0 :].startswith(one.surface) for one in targets)
