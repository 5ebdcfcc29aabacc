"""When a figure holds: periods as printed, spans, bases, levels of a span, headers of columns."""

from __future__ import annotations

import pytest

from fengze_analysis.extraction.extract import extract
from fengze_analysis.extraction.periods import Clock, read_heading, resolve
from fengze_analysis.model import Period
from tests.extraction.made_up_report import told

SPOKEN = Clock(2024, 2024, Period(2023, 2023))


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2023年", "2023"), ("截至2023年底", "2023"), ("2023年初", "2022"),
        ("2021—2023年", "2021-2023"), ("2021年至2023年", "2021-2023"),
        ("2023年1-9月", "2023M9"), ("2023年6月底", "2023-06"), ("2023年12月", "2023"),
        ("2023年上半年", "2023H1"), ("一季度", "2023Q1"), ("前三季度", "2023M9"),
        ("1—6月", "2023H1"), ("1-8月", "2023-08"), ("全年", "2023"), ("年底", "2023"),
        ("去年", "2023"), ("今年", "2024"), ("明年", "2025"), ("上年", "2022"),
        ("“十四五”时期", "2021-2025"), ("“十四五”以来", "2021-2023"), ("“十二五”末", "2015"),
        ("“十三五”前四年", "2016-2019"), ("十五五期末", "2030"),
        ("五年来", "2019-2023"), ("过去三年", "2021-2023"), ("近两年", "2022-2023"),
        ("今后五年", "2024-2028"), ("过去一年", "2023"), ("自2021年起", "2021-2023"),
        ("截至目前", ""),
    ],
)  # fmt: skip
def test_words_stand_for_years_by_the_date_of_the_report(words: str, period: str) -> None:
    """A report of January 2024 whose passage is about 2023."""
    assert str(resolve(words, SPOKEN) or "") == period


@pytest.mark.parametrize(
    "words", ["去年", "五年来", "今后五年", "全年", "“双节”期间", "自2021年起"]
)
def test_without_a_date_relative_words_stand_for_nothing(words: str) -> None:
    """Better no year than a guess."""
    assert resolve(words, Clock()) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("年末存款由2021年的20亿元增长到2023年的30亿元。", ["2021", "2023"]),
        ("绿地率由41%提高到43%。", ["2022", "2023"]),
        ("城乡低保分别由300元、260元提高到480元、450元。", ["2022", "2022", "2023", "2023"]),
        ("产业结构由2021年的15:50:35调整为2023年的13:48:39。", ["2021"] * 3 + ["2023"] * 3),
        ("三次产业结构由15:50:35优化为13:48:39。", ["2022"] * 3 + ["2023"] * 3),
        ("五年来，三次产业结构从15:50:35调整为13:48:39。", ["2018"] * 3 + ["2023"] * 3),
        ("绿地率较2020年提高3个百分点。", ["2021-2023"]),
        ("绿地率较上年提高3个百分点。", ["2023"]),
        ("产值5亿元，是2020年的2.5倍，税收3亿元。", ["2023"] * 3),
        ("产值5亿元，是2020年的两倍。", ["2023"] * 2),
        ("到2028年，绿地率由41%提高到43%，供水率由80%提高到90%。", ["2023", "2028"] * 2),
        ("今年1-9月完成投资6亿元。", ["2024M9"]),
        ("2021年至2023年累计完成投资3亿元、新建学校7所。", ["2021-2023"] * 2),
        ("固定资产投资三年累计30亿元，2022年突破9亿元。", ["2021-2023", "2022"]),
        ("连续4年居全省前列。", ["2020-2023"]),
        ("在上年压缩70%的基础上，再压缩19%。", ["2022", "2023"]),
        ("一季度增长5.1%，较上年四季度（3.9%）回升1.2个百分点。", ["2023Q1", "2022Q4", "2023Q1"]),
        ("比一季度、上半年分别加快5个和3个百分点。", ["2023", "2023"]),
        ("改造2000年以前建成的小区3个。", ["2023"]),
        ("推进“十五”普法，建设15分钟生活圈，办好十五件实事，改造小区3个。", ["2023"]),
    ],
)
def test_a_figure_of_a_review_belongs_to_its_own_year(text: str, years: list[str]) -> None:
    """A base is the year of one figure; what a change is compared with begins its span."""
    rows = told(f"一、2023年工作回顾\n{text}\n")
    assert [year for surface, _, year in rows if surface not in ("15分钟", "十五件")] == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("生产总值达到30亿元，年均增长7%。", ["2023", "2019-2023"]),
        ("生产总值从18亿元增加到30亿元。", ["2018", "2023"]),
        ("城镇化率达到66%，提高9个百分点。", ["2023", "2019-2023"]),
        ("新建学校7所、医院3所。", ["2019-2023"] * 2),
        ("新增企业70家、总数达300家。", ["2019-2023", "2023"]),
        ("民生支出累计达30亿元。", ["2019-2023"]),
        ("3个集群入选国家试点。", ["2023"]),
        ("2022年，新建学校7所。新建医院3所。", ["2022", "2019-2023"]),
        ("产值比2018年增长7%、9%。", ["2019-2023"] * 2),
        ("产值和税收年均增长7%和9%。", ["2019-2023"] * 2),
        ("产值、税收分别是2018年的2.4倍和1.6倍。", ["2023"] * 2),
    ],
)
def test_levels_of_five_years_hold_for_the_last(text: str, years: list[str]) -> None:
    """What was done or grew belongs to the span, what is measured at a time to its end."""
    rows = told(f"一、过去五年工作回顾\n我们苦干实干。{text}\n")
    assert [year for *_, year in rows] == years


def test_what_holds_for_all_that_follows_is_carried() -> None:
    """预计（下同）, 比2020年（下同）, 年均（下同）: to the end of the paragraph."""
    text = (
        "一、2023年工作回顾\n预计（下同）产值26亿元，比2020年（下同）增长41%；投资28亿元，"
        "增长98%。\n产值增长5%。"
    )
    rows = extract(text).statements
    assert [row.status for row in rows] == ["预计"] * 4 + [""]
    assert [row.basis for row in rows] == ["", "2020年", "", "2020年", ""]
    assert [str(row.year) for row in rows] == ["2023", "2021-2023", "2023", "2021-2023", "2023"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("完成全年目标的91%。", [""]),
        ("“双节”期间接待23万人次。", ["“双节”期间"]),
        ("截至2023年底，建成绿道36公里。", ["截至2023年底"]),
        ("适用于6—12月龄婴幼儿的托位30个。", [""]),
        ("二届三次会议期间受理意见73件。", [""]),
        ("年度建设任务47个，总里程9公里；已开工30个。", ["年度", "年度", ""]),
        ("较2022年增长3%。", [""]),
        ("去年结转，2023年参保率95%，上年同期为93%，新增2万人。", ["2023年", "上年同期", "2023年"]),
    ],
)
def test_the_period_is_kept_as_printed(text: str, printed: list[str]) -> None:
    """Up to the full stop, and no further than it is said."""
    assert [row.period for row in extract(text).statements] == printed


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("累计城镇新增就业2.1万人。", ["累计新增"]),
        ("预计新增培训场所5家。", ["预计新增"]),
        ("新增驿站7家、累计20家。", ["新增", "累计"]),
        ("新增实验室5家、总数达36家。", ["新增", ""]),
        ("建成驿站7家。", [""]),
        ("人均预期寿命81岁。", [""]),
    ],
)
def test_every_status_word_that_holds_for_a_figure_is_kept(text: str, statuses: list[str]) -> None:
    """A sum of what was newly added is both; a word before the figure before is not its own."""
    assert [row.status for row in extract(text).statements] == statuses


def test_the_header_of_a_column_says_when_and_in_what_sense() -> None:
    """Years, a growth that belongs to the year of the column before, a goal for the next year."""
    rows = extract(
        "指标\t2021年\t2023年实绩\t比上年增长（%）\t2024年预期目标\n财政收入（亿元）\t12\t15.0\t8.4\t16.5\n"
    ).statements
    assert [(row.surface, row.sense, str(row.year)) for row in rows] == [
        ("12", "outcome", "2021"),
        ("15.0", "outcome", "2023"),
        ("8.4", "outcome", "2023"),
        ("16.5", "plan", "2024"),
    ]
    (share,) = extract("指标\t2023年完成年度计划（%）\n税收\t108\n").statements
    assert (share.sense, str(share.year)) == ("outcome", "2023")
    assert read_heading("项目", Clock()) == ("", None, "")
    assert read_heading("比2020年增长", Clock()) == ("", None, "")
    assert read_heading("2025年目标值", Clock()) == ("2025年", Period(2025, 2025), "目标")
