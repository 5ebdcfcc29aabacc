"""The parts of a report: what each sentence speaks of by headings, opening words and the date."""

from __future__ import annotations

import pytest

from fengze_analysis.extraction.extract import extract
from tests.extraction.made_up_report import told

REVIEW = "一、2023年工作回顾\n建成桥梁4座。\n"


@pytest.mark.parametrize(
    ("heading", "sense", "year"),
    [
        ("一、2023年工作回顾", "outcome", "2023"),
        ("**一、2023年工作回顾**过去一年，成绩可喜。", "outcome", "2023"),
        ("一、过去五年工作回顾", "outcome", "2019-2023"),
        ("一、“十三五”时期发展成就", "outcome", "2016-2020"),
        ("一、市第六届人民政府工作回顾", "outcome", "2019-2023"),
        ("二、2024年工作安排", "plan", "2024"),
        ("2024年重点工作", "plan", "2024"),
        ("## 二、今年政府工作的主要任务", "plan", "2024"),
        ("二、今后五年目标任务", "plan", "2024-2028"),
        ("二、第七届人民政府奋斗目标", "plan", "2024-2028"),
        ("三、努力开创2024年工作新局面", "plan", "2024"),
        ("《政府工作报告》名词解释", "other", ""),
        # headings of a subject open no part
        ("二、综合实力明显增强", "outcome", "2023"),
        ("三、加强政府自身建设", "outcome", "2023"),
    ],
)
def test_a_heading_says_what_its_part_is_about(heading: str, sense: str, year: str) -> None:
    """Review, outlook and glossary by the words and years of their headings."""
    assert told(f"{heading}\n修建水渠3公里。\n") == [("3公里", sense, year)]


@pytest.mark.parametrize(
    ("opening", "sense", "year"),
    [
        ("2024年经济社会发展主要预期目标是：总产值达", "plan", "2024"),
        ("做好今年政府工作，要坚持以下各点。修建水渠", "plan", "2024"),
        ("为实现上述目标，重点抓好水利。修建水渠", "plan", "2024"),
        ("今年是换届之年。修建水渠", "plan", "2024"),
        ("——这是苦干实干的五年。修建水渠", "outcome", "2019-2023"),
        ("根据“十五五”规划的建议，全县发展主要目标是：修建水渠", "plan", "2026-2030"),
        ("五年来，我们苦干实干。修建水渠", "outcome", "2019-2023"),
        ("各位代表！回首过去五年，我们苦干实干。修建水渠", "outcome", "2019-2023"),
        ("本届政府任职以来，我们苦干实干。修建水渠", "outcome", "2019-2023"),
        ("“十三五”时期，我们苦干实干。修建水渠", "outcome", "2016-2020"),
        # these open nothing
        ("围绕既定目标，我们苦干实干。修建水渠", "outcome", "2023"),
        ("“十四五”是关键时期，我们苦干实干。修建水渠", "outcome", "2023"),
    ],
)
def test_the_first_words_of_a_paragraph_open_a_part(opening: str, sense: str, year: str) -> None:
    """Reports without headings say in their opening words what follows."""
    assert told(f"{REVIEW}{opening}30公里。\n")[-1] == ("30公里", sense, year)


def test_a_paragraph_returns_to_the_part_of_its_heading() -> None:
    """五年来 in the review of one year holds for its paragraph and its list, no longer."""
    body = (
        "一、2023年工作回顾\n新建学校3所。\n五年来，新建学校20所。改造道路9公里。\n"
        "——新建医院4所。\n新建车站2座。\n"
    )
    assert [year for _, _, year in told(body)] == [
        "2023", "2019-2023", "2019-2023", "2019-2023", "2023",
    ]  # fmt: skip


def test_the_plan_of_the_year_follows_the_goals_of_five_years() -> None:
    """2024年是 opens the year's plan where no heading does."""
    body = (
        "二、“十四五”时期主要目标任务\n新建学校30所。\n到2025年，新建学校40所。\n"
        "2024年是关键之年。\n新建学校5所。\n"
    )
    assert [year for _, _, year in told(body)] == ["2021-2025", "2025", "2024"]


def test_a_report_of_december_speaks_of_its_own_year_and_plans_the_next() -> None:
    """去年 is told by the date; the plan part is for the year after."""
    body = "一、工作回顾\n全年建桥3座，去年建桥2座。\n二、2024年工作安排\n今年建桥4座。\n"
    assert told(body, "2023年12月20日") == [
        ("3座", "outcome", "2023"),
        ("2座", "outcome", "2022"),
        ("4座", "plan", "2024"),
    ]


def test_an_appendix_of_terms_is_neither_done_nor_planned() -> None:
    """“三网”行动：指… late in a report begins its glossary."""
    terms = "“三网”行动：指修建水网90公里。\n百村计划：整治100个村。\n"
    body = f"{REVIEW}二、2024年工作安排\n建桥3座。\n{terms}"
    assert [sense for _, sense, _ in told(body)[2:]] == ["other", "other"]


@pytest.mark.parametrize(
    ("text", "sense", "year", "year_from"),
    [
        ("云溪县2023年国民经济和社会发展统计公报\n常住人口3万人。", "outcome", "2023", "document"),
        ("云溪县2023年统计公报\n年末常住人口3万人。", "outcome", "2023", "sentence"),
        (
            "云溪县2024年上半年情况的报告\n上半年建桥3座。\n2024年7月6日",
            "outcome",
            "2024H1",
            "sentence",
        ),
        ("云溪县2024年重点工作计划\n建桥3座。", "plan", "2024", "document"),
        (
            "云溪县国民经济和社会发展第十四个五年规划纲要\n建桥3座。",
            "plan",
            "2021-2025",
            "document",
        ),
        (
            "云溪县“十四五”规划实施情况的报告\n建桥3座。\n2024年1月6日",
            "outcome",
            "2023",
            "document",
        ),
        ("走访情况的报告\n建港。\n下一步，建桥3座。\n2024年1月6日", "plan", "2024", "section"),
        ("一、2023年预算执行情况\n建桥3座。", "outcome", "2023", "section"),
        ("2021年，全县有学校20所。其中小学3座。", "outcome", "2021", "section"),
        ("关于走访情况的报告\n建桥3座。\n2024年7月6日", "outcome", "", ""),
        ("关于走访情况的报告\n建桥3座。", "outcome", "", ""),
        ("2019年机构改革以来，建桥3座。", "outcome", "", ""),
    ],
)
def test_other_texts_are_told_by_title_and_date(
    text: str, sense: str, year: str, year_from: str
) -> None:
    """A reply of January is about the year before; one of July, without more, about none."""
    row = extract(text).statements[-1]
    assert (row.sense, str(row.year or ""), row.year_from) == (sense, year, year_from)


def test_what_a_sidecar_knows_overrides_the_text() -> None:
    """The date or the year reported on may be given beside the text."""
    text = "关于走访情况的报告\n建桥3座。"
    (dated,) = extract(text, date="2022-01-05").statements
    (told_year,) = extract(text, reporting_year=2020).statements
    assert (str(dated.year), str(told_year.year)) == ("2021", "2020")


@pytest.mark.parametrize(
    ("clause", "sense"),
    [
        ("预计完成投资3亿元", "outcome"),
        ("将补助标准提高到300元", "outcome"),
        ("争取到上级资金3亿元", "outcome"),
        ("超额完成目标任务，完成投资3亿元", "outcome"),
        ("136项改革任务全部完成", "outcome"),
        ("完成年度目标的108%", "outcome"),
        ("高于全省3个百分点", "outcome"),
        ("力争完成投资3亿元", "plan"),
        ("将于年内建成学校3所", "plan"),
        ("到2025年建成学校3所", "plan"),
        ("2024年计划新建学校3所", "plan"),
        ("围绕3万亩空间目标，加快腾挪", "plan"),
        ("失业率控制在年度目标3%以内", "past_plan"),
        ("未达到10%的预期目标", "past_plan"),
        ("年度计划为3亿元", "past_plan"),
        ("为80岁以上老人办理养老卡", "scope"),
        ("招引10亿元以上项目多个", "scope"),
        ("入选全国前1%学科", "scope"),
        ("成为全省三个试点之一", "scope"),
        ("在全国168个重点城市中领先", "scope"),
        ("人均预期寿命提升到80岁以上", "outcome"),
        ("完成投资10亿元以上", "outcome"),
    ],
)
def test_a_clause_overrides_the_sense_of_its_part(clause: str, sense: str) -> None:
    """In a review: promises, earlier goals and classes, beside what looks like them."""
    assert told(f"一、2023年工作回顾\n{clause}。\n")[0][1] == sense


@pytest.mark.parametrize(
    ("clause", "sense", "year"),
    [
        ("去年建成学校3所", "outcome", "2023"),
        ("目前已建成学校3所", "outcome", "2024"),
        ("受多种因素影响，目前停产企业3家", "outcome", "2024"),
        ("今年我们已经有3个村通了公路", "outcome", "2024"),
        ("比目前增加学校3所", "plan", "2024"),
        ("截至1月20日，建成学校3所", "outcome", "2024-01"),
        ("截至年底，建成学校3所", "plan", "2024"),
        ("建成学校3所", "plan", "2024"),
        ("到年底建成学校3所", "plan", "2024"),
        ("到2026年建成学校3所", "plan", "2026"),
    ],
)
def test_what_is_done_stands_in_an_outlook_too(clause: str, sense: str, year: str) -> None:
    """去年, 已建成 and a day up to which it is known tell what was, all else what is to be."""
    assert told(f"二、2024年工作安排\n{clause}。\n")[0][1:] == (sense, year)


def test_a_day_up_to_which_it_is_known_is_no_plan_in_a_review() -> None:
    """The review of a report of spring goes on to the spring itself."""
    text = "一、2023年工作回顾\n截至1月20日已连续75天没有事故，目前尚有3所学校停课。\n"
    assert [one[1] for one in told(text)] == ["outcome", "outcome"]
