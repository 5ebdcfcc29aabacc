"""The same fact in two places and in other publications."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit import AuditParameters
from fengze_analysis.audit.likeness import bare_name, compare_names
from fengze_analysis.audit.published import read_published, same_issuer
from fengze_analysis.interval import Interval
from tests.audit.builder import a_published, a_source, made_up

SAME, OTHER = "same_fact", "other_publication"
PLACES = "新增优质学位{4320个|indicator=school_places%s}。"


@pytest.mark.parametrize(
    ("second", "outcomes"),
    [
        ("学位扩容{4320个|indicator=school_places}。", ["consistent"]),
        ("学位扩容{4230个|indicator=school_places}。", ["cannot_tell"]),
        ("学位扩容约{4300个|indicator=school_places approx=about}。", ["rounding"]),
        ("学位扩容{4230个|indicator=other_places}。", []),
        ("学位扩容{4230人|indicator=school_places}。", []),
        ("学位扩容{4230个|indicator=school_places place=泉州市}。", []),
        ("学位扩容{4230个|indicator=school_places period_year=2022}。", []),
        ("力争学位扩容{4230个|indicator=school_places}。", []),
    ],
)
def test_one_indicator_in_two_places(second: str, outcomes: list[str]) -> None:
    """Same code, unit, period and place: one value; aims for later are no such fact."""
    assert made_up(PLACES % "", second).outcomes(SAME) == outcomes


def test_a_contradiction_needs_the_same_name_and_the_same_printed_period() -> None:
    """Only then no second fact, date or coverage is left to explain it."""
    dated = " indicator_phrase=新增优质学位 period=2023年 period_year=2023"
    first = PLACES % dated
    report = made_up(first, first.replace("4320", "4230"))
    (finding,) = report.findings(SAME)
    assert finding.outcome == "contradiction"
    assert "以何者为准" in finding.verify_zh


@pytest.mark.parametrize(
    ("options", "second", "outcomes"),
    [
        ("", "4320个", ["consistent"]),
        ("", "4230个", []),
        (" period=2023年 period_year=2023", "4230个", ["contradiction"]),
    ],
)
def test_without_a_code_a_long_name_must_return_word_for_word(
    options: str, second: str, outcomes: list[str]
) -> None:
    """Two undated figures of one name may be two facts, so their difference says nothing."""
    text = "{%s|indicator_phrase=新增优质公办学位%s}。"
    report = made_up(text % ("4320个", options), text % (second, options))
    assert report.outcomes(SAME) == outcomes


def test_a_general_name_never_contradicts() -> None:
    """完成投资 of one year may be that of two programmes."""
    text = "{%s|indicator=investment indicator_phrase=完成投资 period=全年}。"
    assert made_up(text % "61.1亿元", text % "14.23亿元").outcomes(SAME) == ["cannot_tell"]


@pytest.mark.parametrize(
    "text",
    [
        "总投资{3亿元|indicator_phrase=总投资}。总投资{5亿元|indicator_phrase=总投资}。",
        "企业{3家|indicator_phrase=企业}。企业{3家|indicator_phrase=企业}。",
        "资金{3亿元|indicator=funds}，其中用于工业{1亿元|indicator=funds}。",
    ],
)
def test_general_names_and_parts_are_no_repeated_fact(text: str) -> None:
    """总投资 is said of every project, and a part carries the code of its total."""
    assert made_up(text).outcomes(SAME) == []


@given(st.integers(1, 99999), st.integers(1, 50))
def test_a_repeated_figure_holds_and_a_planted_other_one_is_found(value: int, off: int) -> None:
    """The same number twice is consistent; another one under the same code is asked about."""
    text = "新增优质学位{%d个|indicator=school_places}。"
    assert made_up(text % value, text % value).outcomes(SAME) == ["consistent"]
    assert made_up(text % value, text % (value + off)).outcomes(SAME) == ["cannot_tell"]


RELIEF = "按时发放各类救助资金{1229.92万元|indicator_phrase=按时发放各类救助资金}。"
EXAM = "区属学校高考本科上线率{87.34%|indicator_phrase=区属学校高考本科上线率}。"
JOBS = "城镇新增就业人数{2.2万人|indicator_phrase=城镇新增就业人数}。"
NEW_PLACES = "新增优质学位{4320个|indicator_phrase=新增优质学位}。"


@pytest.mark.parametrize(
    ("text", "value", "unit", "name", "outcomes"),
    [
        (NEW_PLACES, "4320", "个", "新增优质学位", ["consistent"]),
        (NEW_PLACES, "4300", "个", "新增优质学位", ["cannot_tell"]),
        (EXAM, "87.3", "%", "高考本科达线率", ["cannot_tell"]),
        (EXAM, "87.3", "%", "区属学校高考本科上线率", ["rounding"]),
        (EXAM, "85.1", "%", "高考本科达线率", ["cannot_tell"]),
        (RELIEF, "1400", "万元", "各类救助金", ["cannot_tell"]),
        (RELIEF, "14000000", "元", "发放各类救助金", ["cannot_tell"]),
        (JOBS, "2.2", "万人", "新增就业", ["definition"]),
        (JOBS, "22000", "人", "新增就业", ["definition"]),
        (JOBS, "3.5", "万人", "新增就业", ["definition"]),
        (JOBS, "2.2", "万人", "参加养老保险", []),
        (NEW_PLACES, "4320", "人", "新增优质学位", []),
        (NEW_PLACES, "若干", "个", "新增优质学位", []),
    ],
)
def test_another_publication_of_the_same_fact(
    text: str, value: str, unit: str, name: str, outcomes: list[str]
) -> None:
    """Equal names agree or are asked about; near names and other coverage are said as such."""
    row = a_published(value, unit, name_zh=name)
    found = made_up(text).findings(OTHER, published=(row,), sources=(a_source(),))
    assert [finding.outcome for finding in found] == outcomes
    assert all(finding.source_id == "s1" for finding in found)
    assert all("不构成独立印证" in finding.summary_zh for finding in found)


@pytest.mark.parametrize(
    ("code", "name", "value", "outcomes"),
    [
        ("places", "新建学位", "4320", ["consistent"]),
        ("places", "新建学位", "4321", ["cannot_tell"]),
        ("others", "新增优质学位", "4320", []),
        ("others", "新增公办优质学位", "4320", ["definition"]),
    ],
)
def test_the_code_decides_what_is_one_fact(
    code: str, name: str, value: str, outcomes: list[str]
) -> None:
    """One code and one value agree under any name; other codes differ, unless only in coverage."""
    report = made_up("{4320个|indicator=places indicator_phrase=新增优质学位}。")
    row = a_published(value, "个", indicator=code, name_zh=name)
    assert report.outcomes(OTHER, published=(row,)) == outcomes


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({}, 1),
        ({"year": "2024"}, 1),
        ({"year": "2022"}, 0),
        ({"year": "2021..2023"}, 0),
        ({"place": "泉州市"}, 0),
        ({"place": "丰泽区"}, 1),
        ({"place": ""}, 0),
        ({"as_of": "2023年上半年"}, 0),
    ],
)
def test_place_and_year_must_fit(given: dict[str, str], count: int) -> None:
    """Without a year it is the report's or the one before; half years do not count."""
    row = a_published("4320", "个", name_zh="新增优质学位", **given)
    assert len(made_up(NEW_PLACES).findings(OTHER, published=(row,))) == count


def test_a_printed_year_is_held_to() -> None:
    """A figure of 2023 is not compared with one of 2024."""
    report = made_up("{4320个|indicator_phrase=新增优质学位 period=2023年 period_year=2023}。")
    rows = (
        a_published("4320", "个", name_zh="新增优质学位", year="2024"),
        a_published("4320", "个", name_zh="新增优质学位", published_id="p2"),
    )
    (finding,) = report.findings(OTHER, published=rows)
    assert finding.finding_id.endswith(".p2")


def test_without_a_year_and_a_date_nothing_is_compared() -> None:
    """A report without date and a figure without year fit no year."""
    report = made_up(NEW_PLACES, date="")
    assert (
        report.findings(OTHER, published=(a_published("4320", "个", name_zh="新增优质学位"),)) == []
    )


@pytest.mark.parametrize(
    ("issuer", "words"),
    [
        ("泉州市丰泽区人民政府", "两份文本由同一机关发布，不构成独立印证"),
        ("泉州市统计局", "该文本由另一机关发布"),
        ("", "独立性不明"),
    ],
)
def test_the_independence_of_the_publication_is_stated(issuer: str, words: str) -> None:
    """The same issuer's text is no confirmation."""
    row = a_published("4320", "个", name_zh="新增优质学位")
    source = a_source(issuer=issuer)
    (finding,) = made_up(NEW_PLACES).findings(OTHER, published=(row,), sources=(source,))
    assert words in finding.summary_zh


def test_a_publication_that_is_the_report_itself_is_left_out() -> None:
    """The document's own number marks its own text."""
    report = made_up(NEW_PLACES)
    numbered = replace(report, document=replace(report.document, number="泉丰政综〔2024〕7号"))
    row = a_published("4320", "个", name_zh="新增优质学位")
    source = a_source(number="泉丰政综〔2024〕7号")
    assert numbered.findings(OTHER, published=(row,), sources=(source,)) == []


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "low", "high"),
    [
        ("900", "亿元", "突破", "90000000000", ""),
        ("1400", "万元", "", "13995000", "14005000"),
        ("14000000", "元", "", "13500000", "14500000"),
        ("4320", "个", "", "4320", "4320"),
        ("12345", "个", "", "12345", "12345"),
        ("87.3", "%", "", "87.25", "87.35"),
        ("80", "%", "", "79.5", "80.5"),
        ("100", "个", "约", "95", "105"),
        ("100", "个", "不足", "", "100"),
        ("2/3", "%", "", "1/6", "7/6"),
    ],
)
def test_a_published_figure_is_an_interval_too(
    value: str, unit: str, qualifier: str, low: str, high: str
) -> None:
    """万 and 亿 are applied, qualifiers open an end, a round count may be rounded."""
    known = read_published(a_published(value, unit, qualifier=qualifier), "half_up")
    assert known is not None
    assert known.interval == Interval.parse(low, high)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("丰泽区人民政府", "泉州市丰泽区人民政府办公室", True),
        ("泉州市人民政府", "泉州市丰泽区人民政府", False),
        ("", "泉州市丰泽区人民政府", False),
    ],
)
def test_an_issuer_is_known_by_its_full_name_or_its_end(
    first: str, second: str, same: bool
) -> None:
    """The city's government is not the district's."""
    assert same_issuer(first, second) is same


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("新增优质学位", "新增优质学位数", "same"),
        ("城镇新增就业人数", "新增就业", "narrower"),
        ("高考本科上线率", "高考本科达线率", "near"),
        ("各类救助资金", "各类救助金", "near"),
        ("企业", "企业家", ""),
        ("资产盘活收益", "新增就业", ""),
        ("", "", ""),
        ("新增就业", "新增就业困难人员再就业帮扶", ""),
    ],
)
def test_names_are_the_same_narrower_near_or_other(first: str, second: str, word: str) -> None:
    """The order of the names makes no difference."""
    assert compare_names(first, second, AuditParameters()) == word
    assert compare_names(second, first, AuditParameters()) == word


def test_a_name_is_never_stripped_to_nothing() -> None:
    """人数 alone stays 人数."""
    assert (bare_name("人数"), bare_name("全区"), bare_name("全区企业人数")) == (
        "人数",
        "全区",
        "企业",
    )
