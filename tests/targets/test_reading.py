"""Targets out of a plan's sentences: a made-up work report that holds every type and operator."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengze_analysis.interval import exact_text
from fengze_analysis.model import Target
from fengze_analysis.targets import read_targets
from fengze_analysis.targets.wording import last_of, level_of

TEXT = (Path(__file__).parent / "plan.txt").read_text(encoding="utf-8")
TARGETS = read_targets(TEXT, "云溪-2021")


def _named(surface: str, year: int) -> Target:
    found = [one for one in TARGETS if one.surface == surface and one.target_year == year]
    assert found, (surface, year)
    return found[0]


@pytest.mark.parametrize(
    ("surface", "year", "type_", "operator", "value"),
    [
        ("1300亿元", 2025, "level", ">", "130000000000"),
        ("8%", 2025, "mean_growth", ">=", "8"),
        ("12%", 2025, "mean_growth", "~", "12"),
        ("68%", 2025, "level", "=", "68"),
        ("21万元/人", 2025, "level", "=", "210000"),
        ("1.9", 2025, "level", "=", "1.9"),
        ("90万吨", 2025, "keep", ">=", "900000"),
        ("4.5%", 2025, "level", "<=", "4.5"),
        ("28微克/立方米", 2025, "level", "<", "28"),
        ("14%", 2025, "rise", "=", "14"),
        ("5个百分点", 2025, "rise", "=", "5"),
        ("12万人", 2025, "cumulative", "=", "120000"),
        ("43%", 2025, "level", "=", "43"),
        ("20万元", 2035, "level", ">", "200000"),
        ("7.5%", 2021, "yearly", "~", "7.5"),
        ("5%", 2021, "yearly", "=", "5"),
        ("3%", 2021, "yearly", "~", "3"),
        ("200个", 2021, "yearly", ">=", "200"),
        ("350亿元", 2021, "yearly", ">=", "35000000000"),
        ("25个", 2021, "yearly", "=", "25"),
        ("3座", 2021, "yearly", "=", "3"),
        ("2—3家", 2021, "yearly", "=", "2..3"),
        ("720元/月", 2021, "level", "=", "720"),
        ("400家", 2021, "level", ">", "400"),
        ("2个百分点", 2021, "rise", "=", "2"),
        ("1.2万个", 2021, "yearly", "=", "12000"),
        ("120万亩", 2021, "level", ">=", "1200000"),
        ("60万吨", 2021, "yearly", ">=", "600000"),
        ("3个工作日", 2021, "level", "<=", "3"),
        ("11%", 2021, "yearly", ">=", "11"),
        ("8位", 2021, "level", "<=", "8"),
        ("4200名", 2021, "yearly", "=", "4200"),
        ("12座", 2021, "yearly", "=", "12"),
    ],
)
def test_type_operator_and_year(
    surface: str, year: int, type_: str, operator: str, value: str
) -> None:
    """Each figure of the outlook has its type, its operator and the year it is set for."""
    target = _named(surface, year)
    assert (target.type, target.operator, exact_text(target.value)) == (type_, operator, value)


@pytest.mark.parametrize(
    "surface",
    [
        *("812亿元", "3.1%", "36所", "60.4%"),  # the review
        *("20项", "8条", "500公里"),  # a count of indicators, a scope, a slogan
        *("10亿元", "220千伏"),  # what kind of project, how large a station
        *("18条", "十件", "8000个", "9条"),  # a document, a list, last year's, what is there
        "41.5%",  # a base
        "1.3个百分点",  # the distance from somebody else, who moves too
    ],
)
def test_what_is_no_target(surface: str) -> None:
    """Results, scopes, sizes, names, bases and counts of measures are left out."""
    assert surface not in {one.surface for one in TARGETS}


def test_a_term_of_office_that_ends_with_the_next_plan() -> None:
    """What a new government wants by the first year of the next plan is of its own years."""
    text = (
        "云溪县政府工作报告\n2022年1月20日在云溪县人民代表大会上\n二、今后五年目标任务\n"
        "到2026年，生产总值突破300亿，新增就业5万人，研发投入增速保持8%以上。\n"
    )
    found = [(one.type, one.from_year, one.canonical_unit) for one in read_targets(text, "云溪")]
    assert found == [("level", None, "元"), ("cumulative", 2022, "人"), ("mean_growth", 2022, "%")]


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        (
            "到2025年，对外贸易达到6亿美元，五年使用外资1亿美元",
            [("level", None), ("cumulative", 2021)],
        ),
        ("财政收入年均增长7%、力争8%", [("mean_growth", 2021), ("mean_growth", 2021)]),
        ("生产总值保持年均9%的较高增长速度", [("mean_growth", 2021)]),
        ("增幅高于全省和首批14个沿海开放城市平均水平", []),
    ],
)
def test_types_of_clauses(clause: str, found: list[tuple[str, int | None]]) -> None:
    """A sum over five years, a second aim for one growth, a speed of growth, a yardstick."""
    text = f"云溪市国民经济和社会发展第十四个五年规划纲要\n\n第二章 主要目标\n\n{clause}。\n"
    assert [(one.type, one.from_year) for one in read_targets(text, "云溪")] == found


def test_positions_lead_to_the_figure() -> None:
    """Every row leads to its characters in the text as read, in order."""
    assert all(TEXT[one.start : one.end] == one.surface for one in TARGETS)
    assert all(one.sentence[one.offset or 0 :].startswith(one.surface) for one in TARGETS)
    assert [one.start for one in TARGETS] == sorted(one.start or 0 for one in TARGETS)
    assert len({one.target_id for one in TARGETS}) == len(TARGETS)


def test_base_and_span() -> None:
    """从…提高到 gives the base, a sum and a mean the first year they count."""
    assert exact_text(_named("43%", 2025).base_value) == "41.5"
    assert _named("12万人", 2025).from_year == _named("8%", 2025).from_year == 2021
    assert _named("68%", 2025).from_year is None


def test_one_figure_for_two() -> None:
    """各30个 and 均增长6% state two targets each, in rows with the same position."""
    both = [one for one in TARGETS if one.surface == "30个"]
    assert len(both) == 2
    assert len({one.start for one in both}) == 1
    assert [one.phrase for one in TARGETS if one.surface == "6%"] == ["进口", "出口"]


def test_classes() -> None:
    """The report that opens a plan states the outline's targets, and those of its own year."""
    assert (_named("68%", 2025).class_, _named("5%", 2021).class_) == ("outline", "yearly_plan")


def test_wishes() -> None:
    """A wish for an indicator of the codebook is a row without a value."""
    wished = [one for one in TARGETS if one.type == "qualitative"]
    assert [(one.qualifier, one.value) for one in wished] == [("稳步增长", None)]


def test_bounds() -> None:
    """左右 opens the declared share to either side, every other target is exact as printed."""
    about, exact = _named("7.5%", 2021), _named("5%", 2021)
    assert (exact_text(about.low), exact_text(about.high)) == ("7.125", "7.875")
    assert exact.low == exact.high == exact.value


@pytest.mark.parametrize(
    ("title", "class_", "year"),
    [
        ("云溪市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "outline", 2025),
        ("云溪市“十四五”养老服务规划", "special_plan", 2025),
        ("云溪市水利发展规划（2026—2030年）", "special_plan", 2030),
    ],
)
def test_plans_by_their_title(title: str, class_: str, year: int) -> None:
    """The title of a plan gives the class of its targets, and their year where none is printed."""
    targets = read_targets(f"{title}\n\n养老机构床位达到3000张以上。\n")
    assert [(one.class_, one.target_year) for one in targets] == [(class_, year)]


def test_outline_in_chapters() -> None:
    """The chapters on what was reached and stands today have no targets, the next ones do."""
    text = (Path(__file__).parent / "outline.txt").read_text(encoding="utf-8")
    found = [(one.surface, one.type, one.target_year) for one in read_targets(text)]
    assert found == [
        ("8%", "mean_growth", 2025),
        ("1200亿元", "level", 2025),
        ("900家", "level", 2025),
        ("500亿元", "cumulative", 2025),
        ("95%", "keep", 2025),
        ("20万元", "level", 2035),
        ("200个", "cumulative", 2025),
        ("30个", "cumulative", 2025),
        ("4.5%", "level", 2025),
    ]


def test_report_without_an_outlook() -> None:
    """A text that only looks back has no targets."""
    text = (
        "云溪市关于2020年工作情况的报告\n\n一、2020年工作回顾\n\n全年新建学校36所，增长5%以上。\n"
    )
    assert read_targets(f"{text}\n2021年1月8日\n") == []


@pytest.mark.parametrize(
    ("place", "level"),
    [("福建省", "province"), ("临江市云溪区", "district"), ("安和县", "county"), ("", "")],
)
def test_the_level_of_an_area_is_known_by_its_name(place: str, level: str) -> None:
    """The last word of a full name says what it is."""
    assert level_of(place) == level


@pytest.mark.parametrize(("text", "at"), [("新建公园", 0), ("服务业增加值", -1)])
def test_a_noun_that_holds_a_verb_adds_nothing(text: str, at: int) -> None:
    """增加值 is no 增加."""
    assert last_of(text, "add") == at
