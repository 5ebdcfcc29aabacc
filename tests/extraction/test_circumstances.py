"""When a figure holds and in what status: spans, plans, headers of columns, cumulative counts."""

from __future__ import annotations

import pytest

from fengze_analysis.extraction.circumstances import read_heading
from fengze_analysis.extraction.extract import extract


@pytest.mark.parametrize(
    ("text", "period", "year", "phrase"),
    [
        ("2021年至2023年累计完成技改投资30亿元。", "2021年至2023年", "2023", "完成技改投资"),
        ("2021—2023年共建成口袋公园5个。", "2021—2023年", "2023", "建成口袋公园"),
        ("2021-2023年改造老旧小区7个。", "2021-2023年", "2023", "改造老旧小区"),
        ("2021至2023年新增学位900个。", "2021至2023年", "2023", "新增学位"),
        ("“十四五”以来新增停车位300个。", "“十四五”以来", "", "新增停车位"),
        ("“十三五”期间完成交通投资50亿元。", "“十三五”期间", "", "完成交通投资"),
        ("五年来新增就业5万人。", "五年来", "", "新增就业"),
        ("三年累计投入3亿元。", "三年", "", "投入"),
        ("过去五年，建成桥梁4座。", "过去五年", "", "建成桥梁"),
        ("自2021年起发放育儿补贴3万元。", "自2021年起", "", "发放育儿补贴"),
        ("2021年以来建成邻里中心6家。", "2021年以来", "", "建成邻里中心"),
        ("2022年6月以来受理诉求85件。", "2022年6月以来", "", "受理诉求"),
        ("2018年7月至2019年6月受理诉求85件。", "2018年7月至2019年6月", "2019", "受理诉求"),
        ("截至2023年底，建成绿道36公里。", "截至2023年底", "2023", "建成绿道"),
        ("2023年起草文件12份。", "2023年", "2023", "起草文件"),
        ("2023年1-9月完成技改投资6亿元。", "2023年1-9月", "2023", "完成技改投资"),
        ("1—5月份技改投资6亿元。", "1—5月份", "", "技改投资"),
        ("2023年，以工促农，1—5月份技改投资6亿元。", "1—5月份", "2023", "技改投资"),
        ("2023年1月至9月技改投资6亿元。", "2023年1月至9月", "2023", "技改投资"),
        ("截至6月底新增学位900个。", "截至6月底", "", "新增学位"),
        ("适用于6—12月龄婴幼儿的托位30个。", "", "", "适用于6—12月龄婴幼儿的托位"),
        ("完成全年目标的91%。", "", "", "完成全年目标"),
        ("二届三次会议期间受理意见73件。", "", "", "二届三次会议期间受理意见"),
        ("“十一五〞期末，建成桥梁4座。", "“十一五”", "", "建成桥梁"),
    ],
)
def test_a_period_is_kept_with_its_first_year_and_dated_by_its_last(
    text: str, period: str, year: str, phrase: str
) -> None:
    """A span ends in its last year; what began in a year and goes on has no year that is printed.

    The period stands in its own column and not in the phrase.
    """
    (row,) = extract(text).observations
    assert (row.period, row.period_year, row.indicator_phrase) == (period, year, phrase)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("累计城镇新增就业2.1万人。", ["累计新增"]),
        ("城镇新增就业2.1万人。", ["新增"]),
        ("预计新增培训场所5家。", ["预计新增"]),
        ("新增驿站7家、累计20家。", ["新增", "累计"]),
        ("累计建成驿站7家、食堂20家。", ["累计", "累计"]),
        ("建成驿站7家。", [""]),
        ("人均预期寿命81岁。", [""]),
    ],
)
def test_every_status_word_that_holds_for_a_figure_is_kept(text: str, statuses: list[str]) -> None:
    """A sum of what was newly added is both; a word before the figure before is not its own."""
    assert [row.status for row in extract(text).observations] == statuses


def test_the_header_of_a_column_says_when_its_figures_hold() -> None:
    """Years, a plan for the next year, growth that belongs to the year in the column before."""
    text = (
        "指标\t2021年\t2022\t2023年实绩\t比上年增长（%）\t2024年预期目标\n"
        "财政收入（亿元）\t12\t13\t15.0\t8.4\t16.5\n"
        "常住人口（万人）\t21.0\t21.3\t21.5\t0.9\t22万以上\n"
    )
    rows = extract(text).observations
    assert [(row.surface, row.period, row.period_year, row.status) for row in rows[:5]] == [
        ("12", "2021年", "2021", ""),
        ("13", "2022", "2022", ""),
        ("15.0", "2023年", "2023", ""),
        ("8.4", "2023年", "2023", ""),
        ("16.5", "2024年", "2024", "预期目标"),
    ]
    assert [(row.kind, row.direction) for row in rows[3:5]] == [("change", "up"), ("amount", "")]
    last = rows[-1]
    assert (last.surface, last.value, last.unit, last.approx) == ("22万", "220000", "人", "over")
    assert (last.period_year, last.status, last.indicator_phrase) == (
        "2024", "预期目标", "常住人口",
    )  # fmt: skip


def test_the_year_of_a_row_holds_for_its_figures() -> None:
    """A column of years dates the rows; the years are no figures and not unread."""
    found = extract("年份\t税收（亿元）\t企业（家）\n2022\t3.1\t2021\n2023\t3.4\t2056\n")
    assert [(row.value, row.period_year) for row in found.observations] == [
        ("310000000", "2022"), ("2021", "2022"), ("340000000", "2023"), ("2056", "2023"),
    ]  # fmt: skip
    assert found.unread == ()


def test_a_header_without_a_date_gives_none() -> None:
    """比2020年增长 compares with a year; 项目 names nothing of the kind."""
    assert read_heading("项目") == ("", "", "")
    assert read_heading("比2020年增长") == ("", "", "")
    assert read_heading("2025年目标值") == ("2025年", "2025", "目标")


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2023年绿地率由上年的41%提高到43%。", ["上年", "2023年"]),
        ("产值由2015年的20亿元增长到2020年的30亿元。", ["2015年", "2020年"]),
        ("2023年产值5亿元，是2020年的2.5倍，税收3亿元。", ["2023年", "2023年", "2023年"]),
        ("2023年上年结转资金4万元，合计9万元。", ["2023年", "2023年"]),
        ("年度建设任务47个，总里程9公里；已开工30个。", ["年度", "年度", ""]),
        ("一季度用电增5%，二季度增6%。", ["一季度", "二季度"]),
        ("今年1—10月签约30个。", ["今年1—10月"]),
        ("2023年参保率95%，上年同期为93%，新增2万人。", ["2023年", "上年同期", "2023年"]),
    ],
)
def test_a_period_reaches_no_further_than_it_is_said(text: str, periods: list[str]) -> None:
    """A base is the period of one figure; what something is a multiple of is the period of none."""
    assert [row.period for row in extract(text).observations] == periods


def test_a_total_is_not_what_was_added() -> None:
    """新增实验室5家、总数达36家: the second is a stock; 高于全省 compares and places nothing."""
    rows = extract("新增实验室5家、总数达36家，占比高于全省2个百分点。").observations
    assert [row.status for row in rows] == ["新增", "", ""]
    assert {row.place for row in rows} == {""}
