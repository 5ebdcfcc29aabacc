"""Silence, sentences in words, measurability, opinions and derived figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.comparison.derived import Derived, derive
from fengze_analysis.comparison.measurability import grade, grade_targets
from fengze_analysis.comparison.mentions import sentence_about
from fengze_analysis.comparison.opinions import clauses, measure_evidence
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.silence import Silence, lists_on_file, silence
from fengze_analysis.interval import Interval
from fengze_analysis.model import Document, Indicator, Observation, Published, Target
from fengze_analysis.wording import round_readable
from tests.comparison.made_up import (
    CITY,
    CODEBOOK,
    COVERAGE,
    JOBS,
    LIKE,
    NATION,
    OWN,
    PLACES,
    PLACES_IN_SCHOOL,
    PROVINCE,
    STATIONS,
    aim,
    observe,
    people,
    publish,
    report,
)

AIR = replace(
    COVERAGE, code="air", name_zh="空气质量优良天数比例", phrases=("空气质量优良天数比例…#",)
)
SILENT = report("实施减排项目6个，空气质量总体保持优良。", "水环境良好。")
PLAIN = Parameters(place=OWN)


def _silence(
    *targets: Target,
    observations: tuple[Observation, ...] = (),
    document: Document = SILENT,
    indicators: tuple[Indicator, ...] = (*CODEBOOK, AIR),
) -> list[Silence]:
    return silence(document, observations, targets, indicators, PLACES, PLAIN)


def test_a_figure_words_or_nothing() -> None:
    """有数值 with its rows, 有表述无数值 with the sentence quoted, else 未涉及."""
    rows = _silence(
        aim("90", place=CITY, target_id="A"),
        aim("95", "air", place=CITY, target_id="B"),
        aim("9", "jobs", place=CITY, target_id="C"),
        observations=(observe("74"),),
    )
    assert [(row.indicator, row.status_zh) for row in rows] == [
        ("coverage", "有数值"),
        ("air", "有表述无数值"),
        ("jobs", "未涉及"),
    ]
    assert rows[0].rows == ("1.1.10",)
    assert rows[1].sentence == "实施减排项目6个，空气质量总体保持优良。"
    assert (rows[1].rows, rows[2].sentence) == ((), "")
    assert rows[0].status_en == "has a figure"


def test_applicability_comes_first() -> None:
    """What cannot be asked of a district is not silence, even if there is a figure."""
    barred = aim("90", place=NATION, applies_to_district="no")
    rows = _silence(barred, observations=(observe("74"),))
    assert rows[0].status_zh == "不适用于区级"
    book = (replace(COVERAGE, district_level="no"),)
    rows = _silence(aim("90", place=NATION), indicators=book)
    assert rows[0].status == "not_applicable"


def test_a_city_is_asked_everything() -> None:
    """For a city report the same target applies."""
    rows = silence(
        SILENT,
        [],
        [aim("90", place=NATION, applies_to_district="no")],
        CODEBOOK,
        PLACES,
        Parameters(place=CITY),
    )
    assert rows[0].status == "not_mentioned"


def test_a_parks_figure_is_not_the_districts() -> None:
    """A figure of a park leaves the district's indicator without one."""
    rows = _silence(aim("90", place=CITY), observations=(observe("74", place="东市高新园"),))
    assert rows[0].status == "not_mentioned"


def test_the_levels_are_the_own_area_and_those_above() -> None:
    """Own, city, province, nation; like areas and namesakes are not plan levels."""
    rows = _silence(
        aim("90", place=NATION),
        aim("90"),
        aim("90", place=LIKE),
        aim("90", place="西市甲区"),
        aim("90", place=PROVINCE),
    )
    assert [(row.level, row.place) for row in rows] == [
        ("district", OWN),
        ("province", PROVINCE),
        ("national", NATION),
    ]


def test_the_main_indicators_stand_for_their_level() -> None:
    """Where main indicators are marked only they are asked for, one row an indicator."""
    rows = _silence(
        aim("90", place=NATION, main="yes", target_id="A"),
        aim("95", place=NATION, main="yes", target_id="B"),
        aim("9", "jobs", place=NATION, target_id="C"),
    )
    assert [(row.indicator, row.targets) for row in rows] == [("coverage", ("A", "B"))]


@pytest.mark.parametrize("changes", [{"class_": "年度计划"}, {"target_year": "2035"}])
def test_only_five_year_targets_are_asked_for(changes: dict[str, str]) -> None:
    """A plan of one year and a vision for 2035 are none of the five years' targets."""
    assert _silence(aim("90", place=CITY, **changes)) == []


def test_an_indicator_without_codebook_keeps_its_printed_name() -> None:
    """Without phrases nothing can be found, and the target's own name stands."""
    rows = _silence(aim("90", "unknown", place=CITY, name_zh="某指标"))
    assert (rows[0].name_zh, rows[0].status) == ("某指标", "not_mentioned")


def test_the_list_says_how_complete_it_is() -> None:
    """So many of the plan's main indicators on file, or how many there are is not known."""
    rows = _silence(
        aim("90", place=NATION, main="yes"), aim("90", place=CITY), aim("9", "jobs", place=CITY)
    )
    city, nation = lists_on_file(rows, {NATION: 20})
    assert (city.on_file, city.stated) == (2, 0)
    assert city.text_zh == "东市本库收录目标2项，规划共有多少项未见载明"
    assert nation.text_zh == "全国规划主要指标共20项，本库收录1项"
    assert nation.text_en == "全国: 1 of the 20 main indicators of the plan are on file"
    assert lists_on_file([]) == []


@pytest.mark.parametrize(
    ("phrase", "sentence", "named"),
    [
        ("空气质量优良天数比例…#", "空气质量总体保持优良。", True),
        ("空气质量优良率#", "空气质量持续优良，成绩显著。", True),
        ("空气质量…优良…#", "空气质量总体保持优良。", True),
        ("空气质量优良率#", "优良的空气质量。", False),
        ("空气质量优良率#", "空气清新，质量优良。", False),
        ("空气质量优良率#", "空气质量优良天数365天。", False),
        ("5G基站数…#", "有序推进5G基站建设。", True),
        ("高新技术企业总数…#…!申报", "培育高新技术企业梯队。", True),
        ("高新技术企业总数…#…!申报", "开展高新技术企业申报辅导。", False),
        ("高新技术企业!申报#", "开展高新技术企业申报辅导。", False),
        ("GDP…#", "GDP稳步增长。", False),
        ("#…停车位", "建设停车位。", False),
        ("!核心", "核心产业。", False),
    ],
)
def test_a_clause_names_an_indicator_by_its_phrase(phrase: str, sentence: str, named: bool) -> None:
    """The literal parts in order, the measure word left out, no figure in the clause, no bar."""
    indicator = replace(AIR, phrases=(phrase,))
    found = sentence_about(indicator, report(sentence).items[0].sentences)
    assert found == (sentence if named else "")


def test_the_first_sentence_that_names_it_is_quoted_whole() -> None:
    """A page break inside does not hide it; the sentence is quoted as the parts give it."""
    document = report("水环境良好。", "空气质量\n\n总体保持优良，群众满意。", "空气质量优良。")
    found = sentence_about(AIR, document.items[0].sentences)
    assert found == "空气质量\n\n总体保持优良，群众满意。"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (aim("90"), "number_and_year"),
        (aim("90", target_year=""), "number_only"),
        (aim("90", target_year="", type="逐年上限"), "number_and_year"),
        (aim("", type="保持"), "number_and_year"),
        (aim("", operator="", type="定性", qualifier="稳步提高"), "direction_only"),
        (aim("", operator="", type="定性", qualifier="高于GDP增长"), "direction_only"),
        (aim("", operator="≥", type="定性"), "direction_only"),
        (aim("", operator="", type="定性", qualifier="得到有效保障"), "words_only"),
    ],
)
def test_measurability_is_its_own_grade(target: Target, code: str) -> None:
    """Number and year, number, direction or words, apart from any progress."""
    found = grade(target)
    assert found.grade == code
    assert found.grade_zh
    assert found.grade_en
    assert grade_targets([target, target]) == [found, found]


def _evidence(*observations: Observation) -> str:
    return measure_evidence(SILENT, observations, CODEBOOK)[0].evidence


def test_a_measure_is_answered_with_outcomes_work_or_words() -> None:
    """An outcome counts as one; inputs, work, outputs and uncoded figures are work data."""
    outcome, output = observe("74"), observe("9", "stations", "个")
    assert _evidence(outcome, output) == "outcome_data"
    assert _evidence(output) == "work_data"
    assert _evidence(observe("9", "")) == "work_data"
    assert _evidence() == "words"
    assert _evidence(outcome._replace(item="2")) == "words"


def test_a_measure_counts_its_figures_by_stage_and_its_clauses() -> None:
    """Two codes count twice, and two of three clauses carry no figure."""
    rows = (observe("6", "coverage;stations", start=6, end=8), observe("7", "", start=6, end=8))
    found = measure_evidence(SILENT, rows, CODEBOOK)[0]
    assert (found.outcome, found.output, found.uncoded, found.activity) == (1, 1, 1, 0)
    assert (found.clauses, found.clauses_with_figure) == (3, 1)
    assert (found.opinion, found.measure) == ("一、发展", "一是教育")
    assert (found.evidence_zh, found.evidence_en) == ("成效数据", "outcome data")


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("甲，乙；丙。", ["甲，", "乙；", "丙。"]),
        ("收入1,300万元,增长。", ["收入1,300万元,", "增长。"]),
        ("甲、乙、丙。", ["甲、乙、丙。"]),
        ("“甲，”。", ["“甲，"]),
        ("无标点", ["无标点"]),
        ("甲。\n\n", ["甲。"]),
    ],
)
def test_clauses_end_at_marks_and_not_inside_numbers(sentence: str, parts: list[str]) -> None:
    """，；。 part clauses; a comma in a number and 、 do not; empty ones do not count."""
    document = report(sentence)
    found = [document.text[start:end] for start, end in clauses(document, document.items[0])]
    assert found == parts


AMOUNT = observe(
    "6110000000",
    "places",
    "元",
    step="10000000",
    surface="61.1 亿元",
    sentence="完成投资61.1亿元，占年度计划108%。",
    start=4,
    end=10,
)
SHARE = observe(
    "108",
    "",
    step="1",
    surface="108%",
    basis="年度计划",
    sentence=AMOUNT.sentence,
    row_id="1.1.16",
    start=16,
    end=20,
)


def _derived(*rows: Observation | Target | Published, **settings: str) -> list[Derived]:
    stock = replace(STATIONS, form="level")
    per_head = replace(STATIONS, code="per_10k", name_zh="每万人拥有5G基站数", form="ratio")
    return derive(
        [row for row in rows if isinstance(row, Observation)],
        [row for row in rows if isinstance(row, Target)],
        [row for row in rows if isinstance(row, Published)],
        [PLACES_IN_SCHOOL, COVERAGE, JOBS, stock, per_head],
        PLACES,
        Parameters(place=OWN, **settings),  # type: ignore[arg-type]
    )


def test_the_implied_plan_of_the_year_is_bounded_outward() -> None:
    """61.1亿元 at 108% implies a plan of 56.26 to 56.89亿元."""
    found = _derived(AMOUNT, SHARE)
    assert [row.kind for row in found] == ["implied_plan"]
    plan = found[0]
    assert round_readable(Interval.parse(plan.low, plan.high)) == Interval.parse(
        "5626000000", "5689000000"
    )
    assert (plan.value, plan.unit, plan.computed) == ("5657407407.4074", "元", "yes")
    assert plan.inputs == ("1.1.10", "1.1.16")
    assert plan.formula_zh == "61.1 亿元÷108%"
    assert plan.formula_en == "6.11 billion yuan / 108%"
    assert plan.name_en == "Implied plan of the year: New school places"


@pytest.mark.parametrize(
    "rows",
    [
        (SHARE,),
        (AMOUNT, SHARE._replace(basis="同比")),
        (AMOUNT, SHARE._replace(sentence="另一句。")),
        (AMOUNT, SHARE._replace(start=2, end=3)),
        (AMOUNT._replace(kind="change"), SHARE),
        (AMOUNT, AMOUNT._replace(kind="change", start=11, end=12), SHARE),
        (AMOUNT._replace(value="0", low="0", high="0"), SHARE),
        (AMOUNT, SHARE._replace(value="105..108", low="105", high="108")),
    ],
    ids=[
        "no amount",
        "another basis",
        "another sentence",
        "before the amount",
        "a change",
        "something between",
        "nothing",
        "a range",
    ],
)
def test_no_plan_is_implied_without_the_amount_right_before(rows: tuple[Observation, ...]) -> None:
    """Only an amount printed right before its share of the yearly plan implies one."""
    assert _derived(*rows) == []


def test_a_count_per_head_is_derived_where_a_target_is_per_head() -> None:
    """1440 stations and 720 000 people are 20 for 10 000, the population's year printed."""
    found = _derived(
        observe("1440", "stations", "个", surface="1440个"),
        aim("26", "per_10k", "个", place=NATION),
        people(OWN, "720000"),
    )
    assert [(row.kind, row.value, row.unit) for row in found] == [
        ("per_ten_thousand", "20", "个/万人")
    ]
    assert found[0].formula_zh == "1440个÷2021年人口72万人×1万"
    assert found[0].formula_en == "1,440 / 720,000 people in 2021 × 10,000"
    assert found[0].name_en == "Per 10,000 people: 5G stations"
    assert found[0].inputs == ("1.1.10", f"N-{OWN}-2021")


@pytest.mark.parametrize(
    ("references", "derived"),
    [
        ((aim("9", "places", "个", place=CITY),), True),
        ((aim("9", "places", "个", place=CITY, type="累计"),), False),
        ((aim("9", "places", "个", place=CITY, class_="年度计划"),), False),
        ((aim("9", "places", "个"),), False),
        ((publish("9", "places", "个"),), True),
        ((publish("9", "places", "个", year="2022"),), False),
        ((), False),
    ],
)
def test_per_head_is_derived_only_where_something_is_there_to_hold_it_against(
    references: tuple[Target | Published, ...], derived: bool
) -> None:
    """A target at the end or a result of the same year elsewhere; never for a five-year sum."""
    found = _derived(observe("720", "places", "个"), people(OWN, "720000"), *references)
    assert bool(found) is derived


@pytest.mark.parametrize(
    "observation",
    [
        observe("74"),
        observe("720", "places", "个", place="东市高新园"),
        observe("720", "places", "个", kind="change"),
        observe("720", "unknown", "个"),
    ],
    ids=["a rate", "a park", "a change", "no code"],
)
def test_rates_parks_and_changes_have_no_value_per_head(observation: Observation) -> None:
    """Only an amount of the own area is divided by its people."""
    target = aim("9", observation.indicator, place=CITY)
    assert _derived(observation, target, people(OWN, "720000")) == []


def test_without_a_population_nothing_is_divided() -> None:
    """No people on file, no value per head."""
    assert _derived(observe("720", "places", "个"), publish("9", "places", "个")) == []


def test_the_share_of_the_citys_figure() -> None:
    """22 000 of the city's 110 000 jobs of the same year are a fifth, bounded."""
    found = _derived(
        observe("22000", "jobs", "人", step="1000", surface="2.2万人"),
        publish("110000", "jobs", "人", place=CITY, note="原文11.0万人"),
        publish("9", "jobs", "人", place=CITY, year="2022"),
        publish("9", "jobs", "人", place=PROVINCE),
        publish("9", "jobs", "元", place=CITY),
        publish("9", "jobs", "人", place=CITY, role="population"),
    )
    shares = [row for row in found if row.kind == "share_of_city"]
    assert [(row.value, row.unit) for row in shares] == [("20", "%")]
    assert (shares[0].low, shares[0].high) == ("19.45", "20.55")
    assert shares[0].formula_zh == "2.2万人÷东市2023年11万人"
    assert shares[0].formula_en == "22,000 people / 110,000 people in East City, 2023"


def test_a_share_of_nothing_is_not_derived() -> None:
    """A city's figure of zero, or a range of ours, has no share."""
    zero = publish("0", "jobs", "人", place=CITY)
    assert _derived(observe("22000", "jobs", "人"), zero) == []
    whole = publish("110000", "jobs", "人", place=CITY)
    assert _derived(observe("1..2", "jobs", "人"), whole) == []


def test_an_undated_figure_has_a_share_only_by_the_analysts_year() -> None:
    """Without a printed year the city's figure of the chosen year is taken, else none."""
    rows = (
        observe("22000", "jobs", "人", period_year=""),
        publish("110000", "jobs", "人", place=CITY),
    )
    assert _derived(*rows) == []
    found = _derived(*rows, undated_year="2023")
    assert [row.kind for row in found] == ["share_of_city"]
