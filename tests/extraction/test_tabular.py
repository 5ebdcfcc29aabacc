"""Tables in prose reports: units and words from label, header, unit column and caption."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fengze_analysis.extraction.extract import extract
from fengze_analysis.extraction.quantities import find_quantities
from fengze_analysis.extraction.tabular import find_cells, parse_unit
from fengze_analysis.interval import exact_text


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("指标\t单位\t2022年\t2023年\n零售总额\t亿元\t201.3\t216.4",
         [("20130000000", "元"), ("21640000000", "元")]),
        ("指标（万人）\t2023年\n常住人口\t65.2", []),
        ("项目\t完成（个）\n背街小巷\t22", [("22", "个")]),
        ("| 背街小巷（条） | 20 | 22 |\n|---|---|---|\n| 公园（个） | 4 | 5 |",
         [("20", "条"), ("22", "条"), ("4", "个"), ("5", "个")]),
        ("单位：亿元\n指 标\t绝对数\t比上年增长%\n产值\t295.4\t7.7\n产出\t20.3\t-0.2",
         [("29540000000", "元"), ("7.7", "%"), ("2030000000", "元"), ("-0.2", "%")]),
        ("指标\t人数（万人）\t比重（%）\n总人口\t65.1\t100\n按年龄分\n0-15岁（含新生儿）\t9.2\t14.1",
         [("651000", "人"), ("100", "%"), ("92000", "人"), ("14.1", "%")]),
        ("单位：万元\n项目\t预算\n教育\t1,286.5", [("12865000", "元")]),
        ("序号\t项目\t投资（亿元）\n1\t道路\t3.5\n2\t学校\t2.1",
         [("350000000", "元"), ("210000000", "元")]),
    ],
)  # fmt: skip
def test_a_bare_number_takes_the_unit_that_its_table_states(
    text: str, figures: list[tuple[str, str]]
) -> None:
    """Of the header, the label, the unit column or the caption; row numbers are no figures."""
    found = [(exact_text(one.value), one.unit) for one in find_quantities(text)]
    assert [one for one in found if one[1]] == figures


def test_the_words_beside_a_number_govern_it() -> None:
    """增长 in the cell before makes the percentage a change."""
    found = find_quantities("财政收入\t45.6\t亿元\t增长\t3.2\t%")
    assert [(exact_text(one.value), one.kind, one.direction) for one in found] == [
        ("4560000000", "amount", ""),
        ("3.2", "change", "up"),
    ]


def test_a_figure_with_words_in_a_cell_has_the_label_and_header_of_the_cell() -> None:
    """增长5.5%左右 under a header; an amount with its unit; a column that says growth."""
    text = "指标 | 总量 | 增长 | 明年目标\n服务业增加值 | 186.3 亿元 | 6.4% | 增长5.5%左右\n"
    rows = extract(text).statements
    assert [(row.surface, row.kind, row.direction, row.approx) for row in rows] == [
        ("186.3 亿元", "amount", "", "exact"),
        ("6.4%", "change", "up", "exact"),
        ("5.5%", "change", "up", "about"),
    ]
    assert {row.indicator_phrase for row in rows} == {"服务业增加值"}


def test_row_numbers_and_years_in_headers_are_neither_figures_nor_unread() -> None:
    """序号 1 and a header of bare years; a rule under the header does not replace it."""
    text = "| 序号 | 项目（家） | 2022 | 2023 |\n|---|---|---|---|\n| 1 | 企业 | 1985 | 2021 |\n"
    found = extract(text)
    assert [(row.surface, str(row.year)) for row in found.statements] == [
        ("1985", "2022"),
        ("2021", "2023"),
    ]
    assert found.unread == ()


def test_in_a_column_of_changes_up_and_down_the_sign_decides() -> None:
    """同比增减, 涨跌, ±: a number without a sign is a rise, a minus a fall."""
    text = "项目\t同比增减（%）\t涨跌（元）\n进口\t-1.78\t5.2\n出口\t0.8\t-3.1"
    assert [(exact_text(one.value), one.kind, one.direction) for one in find_quantities(text)] == [
        ("-1.78", "change", "down"),
        ("5.2", "change", "up"),
        ("0.8", "change", "up"),
        ("-3.1", "change", "down"),
    ]


def test_prose_between_two_tables_ends_the_first() -> None:
    """A caption does not reach beyond the text that follows its table."""
    prose = (
        "以上各项均按照有关规定执行，具体情况由各有关部门另行报告，特此说明，请予审议并提出意见。"
    )
    text = f"单位：万元\n教育\t5\n{prose}\n人员\t7"
    first, *rest = find_quantities(text)
    assert (first.value, first.unit) == (Decimal(50000), "元")
    assert all(one.unit != "元" for one in rest)


def test_text_without_columns_has_no_cells() -> None:
    """Prose is not searched for tables."""
    assert find_cells("完成投资5亿元，增长3%。") == {}


@pytest.mark.parametrize(
    ("printed", "multiplier", "unit"),
    [
        ("亿元", 10**8, "元"),
        ("%", 1, "%"),
        ("千瓦时", 1, "千瓦时"),
        ("万人次", 10**4, "人次"),
        ("项目", 1, ""),
    ],
)
def test_a_stated_unit_is_read_whole(printed: str, multiplier: int, unit: str) -> None:
    """A word that is no unit states none."""
    found = parse_unit(printed)
    assert (found[0], found[1].printed) == (multiplier, unit)
