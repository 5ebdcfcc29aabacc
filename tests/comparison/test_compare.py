"""What may be said of a figure and a target: the relation, the reason, and what it costs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from fengze_analysis.comparison import Parameters, compare
from fengze_analysis.comparison.compare import REASONS
from fengze_analysis.comparison.onfile import OnFile, normal_phrase, on_file
from fengze_analysis.errors import InputError
from fengze_analysis.interval import Interval
from fengze_analysis.model import Comparison, Published, Statement, Target
from tests.comparison.made_up import (
    INDICATORS,
    OWN,
    PLACES,
    compared,
    figure,
    indicator,
    make_target,
    statement,
)

CITY, LIKE = "河滩市", "河滩市南岸区"


def codes_of(row: Comparison) -> str:
    """The relation with the word or the reason."""
    return f"{row.relation} {row.word or row.reason}".strip()


def population(place: str, people: str) -> Published:
    """How many people a place has."""
    return figure(people, "2022", place, role="population", indicator="people", unit="人")


# ---------------------------------------------------------------- whose target it is


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        (make_target(), "verdict reached"),
        (make_target(class_="special_plan"), "verdict reached"),
        (make_target(class_="term_goal"), "verdict reached"),  # an opening report for 2025
        (make_target(class_="project"), "none no_target_on_file"),
        (make_target(class_="yearly_plan", type="yearly", target_year=2025), "yearly_plan done"),
        (make_target(class_="yearly_plan", target_year=2024), "none period_differs"),
        (make_target(place=CITY, level="city"), "none scope_differs"),  # areas of other size
    ],
)
def test_only_the_own_areas_five_year_target_gives_a_verdict(target: Target, codes: str) -> None:
    """A plan of the year is done or not, the expectations of a project are no target."""
    assert codes_of(compared(statement("250", year="2025"), target)[0]) == codes


@pytest.mark.parametrize(("value", "word"), [("57.3", "higher"), ("57", "level"), ("40", "lower")])
def test_somebody_elses_target_is_a_benchmark(value: str, word: str) -> None:
    """A rate is above, level with or below it, by how much; never met or missed."""
    target = make_target(place=CITY, indicator="cover", unit="%", value=Decimal(57))
    row = compared(statement(value, "cover", "%"), target)[0]
    assert codes_of(row) == f"benchmark {word}"
    assert row.gap == Decimal(value) - 57
    assert row.progress is None


def test_an_area_that_is_not_listed_belongs_to_the_one_its_name_begins_with() -> None:
    """Its city comes by its full name, then what is above the city."""
    own = f"{CITY}西岸区"
    held = on_file((), (), (), (), PLACES, Parameters(place=own))
    assert held.ranks == {own: 0, CITY: 2, "全国": 3}
    assert held.is_district


@pytest.mark.parametrize("said", ["超", "不足"])
def test_an_open_population_divides_nothing(said: str) -> None:
    """Of more than 720 000 people no value per head can be told, and none is."""
    people = (replace(population(OWN, "720000"), qualifier=said), population(CITY, "9000000"))
    row = compared(statement("1440"), figure("9000"), *people)[0]
    assert (row.relation, row.per_head, row.observed_population) == ("none", "", None)


def test_areas_of_other_size_are_compared_per_head() -> None:
    """Counts stand per 10 000 people beside each other, with the people they were divided by."""
    people = (population(OWN, "720000"), population(CITY, "9000000"))
    row = compared(statement("1440"), figure("9000"), *people)[0]
    assert (row.relation, row.per_head, row.unit) == ("peer", "per_10000", "家/万人")
    assert (row.observed, row.target) == (Decimal(20), Decimal(10))
    assert (row.observed_population, row.reference_population) == (720000, 9000000)


@pytest.mark.parametrize("year", ["2023-02", "2023H1", "2021-2023", "2022"])
def test_a_part_year_or_a_running_sum_is_never_shown_as_a_years(year: str) -> None:
    """A figure of another period is refused, whatever it says."""
    row = compared(
        statement("66", "cover", "%"), figure("60", year, LIKE, indicator="cover", unit="%")
    )
    assert codes_of(row[0]) == "none no_target_on_file"
    assert codes_of(row[1]) == "none period_differs"


def test_a_sum_put_down_under_a_year_is_no_years_figure() -> None:
    """累计 in its name makes a figure a running sum, whatever year it stands under."""
    there = figure("900", place=LIKE, indicator="jobs", unit="人", name_zh="累计新增就业")
    people = (population(OWN, "720000"), population(LIKE, "900000"))
    assert compared(statement("300", "jobs", "人"), there, *people)[-1].reason == "period_differs"


def test_the_same_fact_in_another_text_goes_to_the_audit() -> None:
    """The own area's figure of the same year is no peer."""
    assert codes_of(compared(statement("160"), figure("161", place=OWN))[0]) == "same_fact"


def test_a_share_of_the_plan_of_the_year_is_the_reports_own_claim() -> None:
    """占年度计划108% is done by its own account; the plan is not on file."""
    row = compared(statement("108", "", "%", basis="年度计划"))[0]
    assert codes_of(row) == "yearly_plan done"
    assert row.note == "self_reported;plan_not_on_file"


@pytest.mark.parametrize("sense", ["plan", "past_plan", "scope", "other"])
def test_only_outcomes_are_compared(sense: str) -> None:
    """A plan of the report meets no target, not even its own."""
    rows = compared(statement("250", year="2025", sense=sense), make_target())
    assert [codes_of(row) for row in rows] == ["none not_an_outcome"]


# ---------------------------------------------------------------- the row has what views need


def test_a_verdict_has_every_number_a_view_needs() -> None:
    """Values, intervals, years, progress and the words of all methods are columns of the row."""
    target = make_target(base_value=Decimal(100), base_year=2020)
    row = compared(statement("160", low=Decimal(155), high=Decimal(165)), target)[0]
    assert codes_of(row) == "verdict behind"
    assert (row.observed_low, row.observed_high, row.target_low) == (155, 165, 220)
    assert (row.base, row.base_year, row.time_share) == (100, 2020, Decimal("0.6"))
    assert (row.progress, row.progress_low) == (Decimal("0.5"), Fraction(11, 24))
    assert (row.gap, row.gap_low, row.gap_high, row.pace_needed) == (-60, -65, -55, 30)
    assert (row.word_destatis, row.word_cagr.startswith("undecided:")) == ("destatis_cloud", True)


def test_parameters_change_the_word() -> None:
    """δ, the base year and ``as_of`` are the analyst's."""
    target = make_target(base_value=Decimal(100), base_year=2020)
    row = statement("160")
    assert compared(row, target, delta=Fraction(1, 10))[0].word == "on_schedule"
    assert compared(row, target, as_of=2022)[0].reason == "period_differs"
    dated = statement("160", year_from="document")
    assert "document_year" in compared(dated, target)[0].note
    assert compared(dated, target, document_years="refuse")[0].reason == "period_unclear"


def test_restated_bases_are_both_shown() -> None:
    """A later value of the base year stands beside the plan's own."""
    target = make_target(base_value=Decimal(100), base_year=2020)
    later = figure("112", "2020", OWN, role="baseline")
    row = compared(statement("250", year="2025"), target, later)[0]
    assert (row.word, row.base, row.restated_base) == ("reached", 100, 112)
    assert "base_restated" in row.note


def test_each_figure_has_one_principal_row() -> None:
    """The verdict before the benchmark before the refused."""
    targets = [make_target(), make_target(target_id="T2", place=CITY, type="cumulative")]
    rows = compared(statement("250", year="2025"), *targets)
    assert [(row.principal, row.relation) for row in rows] == [(True, "verdict"), (False, "none")]


# ---------------------------------------------------------------- sums, means, limits


def test_a_sum_is_printed_or_made_of_all_years() -> None:
    """The printed five-year sum counts, or every year's figure; some of them never."""
    target = make_target(
        indicator="jobs", unit="人", type="cumulative", value=Decimal(600), from_year=2021
    )
    printed = statement("650", "jobs", "人", year="2021-2025")
    assert codes_of(compared(printed, target)[0]) == "verdict reached"
    last = statement("150", "jobs", "人", year="2025")
    years = [
        figure("120", str(year), OWN, indicator="jobs", unit="人", published_id=f"P{year}")
        for year in range(2021, 2025)
    ]
    row = compared(last, target, *years)[0]
    assert (codes_of(row), row.observed) == ("verdict reached", 630)
    assert "rests_on_yearly_results" in row.note
    assert compared(last, target, *years[1:])[0].reason == "single_year_of_cumulative"


def test_a_rise_is_compared_with_a_rise_or_with_its_base() -> None:
    """Three points above 60 are 63 as a level, and three as a rise."""
    target = make_target(
        indicator="cover",
        unit="个百分点",
        type="rise",
        value=Decimal(3),
        base_value=Decimal(60),
        base_year=2020,
    )
    level = compared(statement("63.5", "cover", "%", year="2025"), target)[0]
    assert (level.word, level.target) == ("reached", 63)
    rise = statement("2.5", "cover", "个百分点", kind="change", year="2021-2025")
    assert compared(rise, target)[0].word == "not_reached"


def test_less_is_better_turns_equals_into_a_ceiling() -> None:
    """A concentration of 20 is kept below, a rank of 5 bettered by 3."""
    smog = make_target(indicator="smog", unit="微克/立方米", operator="=", value=Decimal(20))
    row = statement("16.8", "smog", "微克/立方米", year="2025")
    assert compared(row, smog)[0].word == "reached"
    book = (indicator("place", "位", "rank", better="down"),)
    rank = make_target(indicator="place", unit="位", operator="=", value=Decimal(5))
    third = statement("3", "place", "位", year="2025", kind="rank")
    assert compared(third, rank, indicators=book)[0].word == "reached"


def test_a_plan_read_from_text_pairs_by_its_words() -> None:
    """Without codes the same name in the area's own plan and report is the same thing."""
    target = make_target(indicator="", phrase="碧溪绿道总里程", unit="公里", operator=">")
    row = statement("250", "", "公里", year="2025", indicator_phrase="全市碧溪绿道里程")
    assert codes_of(compared(row, target)[0]) == "verdict reached"
    other = replace(target, place=CITY)
    assert codes_of(compared(row, other)[0]) == "none no_target_on_file"


@pytest.mark.parametrize(
    ("phrase", "direction", "word"),
    [
        ("生产总值增长", "down", "not_reached"),  # a fall of 3% is no growth of 2%
        ("生产总值增长", "up", "reached"),
        ("单位产值能耗降低", "down", "reached"),  # a fall is what is asked for
        ("单位产值能耗降低", "up", "not_reached"),
    ],
)
def test_a_fall_is_no_growth(phrase: str, direction: str, word: str) -> None:
    """A change is held with its real direction beside what the target asks for."""
    target = make_target(
        indicator="growth", phrase=phrase, unit="%", type="mean_growth", value=Decimal(2)
    )
    row = statement("3", "growth", "%", kind="change", direction=direction, year="2021-2025")
    assert compared(row._replace(sentence="年均3%", offset=2), target)[0].word == word


def test_the_verb_is_that_of_the_figure_itself() -> None:
    """Of two equal figures in a sentence of the plan each has its own."""
    target = make_target(
        indicator="growth",
        phrase="单位产值能耗",
        unit="%",
        type="mean_growth",
        value=Decimal(2),
        sentence="产值年均提高2%，单位产值能耗年均降低2%",
        surface="2%",
        offset=19,
    )
    assert target.sentence[19:] == "2%"
    row = statement("3", "growth", "%", kind="change", direction="down", year="2021-2025")
    assert compared(row._replace(sentence="年均3%", offset=2), target)[0].word == "reached"


# ---------------------------------------------------------------- false friends


@pytest.mark.parametrize(
    ("phrase", "reported", "reason"),
    [
        ("粮食综合生产能力", "粮食产量", "definition_differs"),
        ("建设筹集各类住房", "保障性住房", "definition_differs"),
        ("数字经济核心产业增加值", "数字经济增加值", "definition_differs"),
        ("数字经济增加值", "数字经济规模", "definition_differs"),
        ("认定高新技术企业", "申报高新技术企业", "definition_differs"),
        ("合同利用外资", "实际利用外资", "definition_differs"),
        ("居民人均可支配收入", "城镇居民人均可支配收入", "scope_differs"),
        ("居民人均可支配收入", "农村居民人均可支配收入", "scope_differs"),
        ("中心城区建成区面积", "环湾建成区面积", "scope_differs"),
        ("生产总值", "高新区生产总值", "scope_differs"),
        ("绿道", "新建改造绿道", "definition_differs"),
        ("地区生产总值", "地区生产总值", ""),
        ("规模以上工业增加值", "规上工业增加值", ""),
    ],
)
def test_false_friends_are_refused(phrase: str, reported: str, reason: str) -> None:
    """What only sounds alike is refused even where it has one code."""
    row = statement("250", year="2025", indicator_phrase=reported)
    found = compared(row, make_target(phrase=phrase))[0]
    assert found.reason == reason


def test_a_false_friend_by_code_says_what_it_was_taken_for() -> None:
    """A headcount beside a coverage rate is refused with the target it could be taken for."""
    book = (
        indicator("urban_employees_pension_insured", "人"),
        indicator("basic_pension_coverage", "%", "rate"),
    )
    target = make_target(indicator="basic_pension_coverage", unit="%", value=Decimal(95))
    row = statement("300000", "urban_employees_pension_insured", "人")
    found = compared(row, target, indicators=book)[0]
    assert (found.reason, found.reference_id) == ("headcount_without_denominator", "T1")


# ---------------------------------------------------------------- every reason once

LEVEL = make_target(base_value=Decimal(100), base_year=2020)
JOBS = make_target(indicator="jobs", unit="人", type="cumulative", value=Decimal(600))
EXAMPLES: dict[str, tuple[Statement, tuple[Target | Published, ...]]] = {
    "not_an_outcome": (statement("160", sense="plan"), ()),
    "no_target_on_file": (statement("160"), ()),
    "activity_count": (statement("9", "visits", "次"), ()),
    "no_baseline": (statement("160"), (make_target(),)),
    "definition_differs": (statement("9", kind="change", unit="%"), (LEVEL,)),
    "scope_differs": (statement("160", place="东岸园区"), (LEVEL,)),
    "period_differs": (statement("160", year="2019"), (LEVEL,)),
    "period_unclear": (statement("160", year=None, year_from=""), (LEVEL,)),
    "stock_or_flow_unclear": (
        statement("160", "poles", "个"),
        (replace(LEVEL, indicator="poles", unit="个"),),
    ),
    "single_year_of_cumulative": (statement("160", "jobs", "人"), (JOBS,)),
    "base_not_comparable": (
        statement("160"),
        (LEVEL, figure("120", "2022", OWN, note="经济普查修订")),
    ),
    "not_measurable": (
        statement("160"),
        (make_target(type="qualitative", value=None, operator=""),),
    ),
    "headcount_without_denominator": (
        statement("9000", "", "人", indicator_phrase="参加失业保险"),
        (),
    ),
    "unit_unclear": (statement("160", unit=""), (LEVEL,)),
    "level_not_applicable": (
        statement("9", "satellites", "颗"),
        (
            make_target(
                place=CITY, indicator="satellites", unit="颗", type="yearly", target_year=2023
            ),
            population(OWN, "720000"),
            population(CITY, "9000000"),
        ),
    ),
    "target_equals_base": (statement("90"), (replace(LEVEL, base_value=Decimal(220)),)),
    "method_undefined": (statement("210"), (replace(LEVEL, base_value=Decimal(230)),)),
}


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_has_an_example(reason: str) -> None:
    """Every code of the closed list is given where it holds, and none is without an example."""
    row, references = EXAMPLES[reason]
    found = [one for one in compared(row, *references) if not one.reference_id.startswith("P")]
    assert [codes_of(one) for one in found] == [f"none {reason}"]


def test_a_mean_of_money_is_never_made_of_levels() -> None:
    """A real growth is not taken from two levels in current prices; one year's is no mean."""
    book = (*INDICATORS, indicator("gdp", "元", "flow"))
    target = make_target(
        indicator="gdp",
        unit="%",
        type="mean_growth",
        value=Decimal(6),
        from_year=2021,
        base_value=Decimal(100),
        base_year=2020,
    )
    levels = statement("150", "gdp", "元", year="2025")
    assert compared(levels, target, indicators=book)[0].reason == "definition_differs"
    year = statement("7", "gdp", "%", kind="change", year="2025")
    assert compared(year, target, indicators=book)[0].reason == "period_differs"
    span = statement("5.9", "gdp", "%", kind="change", year="2021-2025", sentence="增长5.9%")
    assert compared(span, target, indicators=book)[0].reason == "period_differs"
    mean = span._replace(sentence="年均增长5.9%", offset=4)
    assert codes_of(compared(mean, target, indicators=book)[0]) == "verdict not_reached"


def _grown(value: str, **changes: object) -> Statement:
    return statement(value, "growth", "%", kind="change", **changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"year": "2025"}, "none period_differs"),  # of one year
        ({"year": "2021-2025", "basis": "年均"}, "none period_differs"),  # of a mean year
        ({"year": "2021-2025"}, "verdict not_reached"),
        ({"year": "2025", "basis": "2020年"}, "verdict not_reached"),
    ],
)
def test_a_rise_over_a_plan_is_met_by_the_whole_rise(changes: dict[str, object], said: str) -> None:
    """30% more than in 2020 is not what 8% a year is held against."""
    rise = make_target(indicator="growth", unit="%", type="rise", value=Decimal(30), base_year=2020)
    assert codes_of(compared(_grown("8", **changes), rise)[0]) == said


@pytest.mark.parametrize(
    ("sentence", "basis", "said"),
    [
        ("年均增长", "", "verdict reached"),
        ("年均增长7%，比“十三五”末增长", "“十三五”末", "none period_differs"),  # the rise in all
        ("外贸年均增长7%；投资增长", "", "none period_differs"),  # of something else
    ],
)
def test_a_mean_is_called_one(sentence: str, basis: str, said: str) -> None:
    """A mean growth is held against what is itself called a yearly mean."""
    target = make_target(indicator="growth", unit="%", type="mean_growth", value=Decimal(6))
    row = _grown("23", year="2021-2025", sentence=f"{sentence}23%", basis=basis)
    row = row._replace(offset=len(sentence))
    assert codes_of(compared(row, target)[0]) == said


@pytest.mark.parametrize(
    ("year", "period", "said"),
    [
        ("2022-2026", "", "verdict reached"),
        ("2021-2026", "2021—2026年", "verdict reached"),  # with the year before, as printed
        ("2021-2025", "“十四五”期间", "none period_differs"),
    ],
)
def test_a_sum_is_of_the_years_of_its_plan(year: str, period: str, said: str) -> None:
    """The five years of a new government are not those of the five-year plan."""
    target = make_target(
        indicator="jobs", unit="人", type="cumulative", from_year=2022, target_year=2026
    )
    row = statement("300", "jobs", "人", year=year, period=period)
    assert codes_of(compared(row, target)[0]) == said


def test_a_sum_of_years_is_no_level() -> None:
    """What five years brought is not what the last of them is to bring."""
    target = make_target(indicator="jobs", unit="人")
    assert codes_of(compared(statement("300", "jobs", "人", year="2025"), target)[0]) == (
        "verdict reached"
    )
    row = statement("300", "jobs", "人", year="2021-2025")
    assert codes_of(compared(row, target)[0]) == "none period_differs"


@pytest.mark.parametrize(
    ("phrase", "unit", "sentence", "offset"),
    [
        ("三次产业结构", "", "三次产业结构2.9∶38.9∶58.2", 6),  # one of three
        ("三次产业结构", "", "三次产业结构2.9∶38.9∶58.2", 10),
        ("生产总值占全省比重", "%", "生产总值占全省比重3.6%", 9),  # the target is a quarter
    ],
)
def test_numbers_without_a_unit_are_not_mixed(
    phrase: str, unit: str, sentence: str, offset: int
) -> None:
    """Neither the parts of a ratio nor a fraction and a percentage are measured alike."""
    target = make_target(indicator="", phrase=phrase, unit="", value=Decimal("0.25"))
    row = statement("3.6", "", unit, year="2025", indicator_phrase=phrase)
    row = row._replace(sentence=sentence, offset=offset)
    assert codes_of(compared(row, target)[0]) == "none definition_differs"


@pytest.mark.parametrize("phrase", ["总投资", "年度投资", "总里程", "实施重点项目", "其中新开工"])
def test_a_name_that_names_nothing_pairs_with_nothing(phrase: str) -> None:
    """Every list of projects has a 总投资: two of them are not one thing."""
    target = make_target(indicator="", phrase=phrase, unit="元")
    row = statement("250", "", "元", year="2025", indicator_phrase=phrase)
    assert codes_of(compared(row, target)[0]) == "none no_target_on_file"


def test_projects_of_no_kind_are_not_the_same_ones() -> None:
    """A plan's 重点项目 are others than the report's; those of a curated row are as it says."""
    book = (indicator("projects", "个", "flow", name_zh="重点项目数"),)
    read = make_target(indicator="projects", unit="个", sentence="实施重点项目220个")
    row = statement("250", "projects", "个", year="2025")
    assert codes_of(compared(row, read, indicators=book)[0]) == "none definition_differs"
    curated = replace(read, sentence="")
    assert codes_of(compared(row, curated, indicators=book)[0]) == "verdict reached"


def test_a_share_is_no_growth_of_the_same_name() -> None:
    """生产总值增长4.7%，占全省36.5%: the second figure says nothing of a growth."""
    target = make_target(
        indicator="growth", phrase="地区生产总值", unit="%", type="yearly", value=Decimal(6)
    )
    share = statement("36.5", "", "%", year="2025", indicator_phrase="地区生产总值", kind="share")
    assert codes_of(compared(share, target)[0]) == "none definition_differs"


def test_what_is_controlled_has_a_ceiling() -> None:
    """居民消费价格涨幅控制在3%左右 is kept by 0.4%; how far along its mean is, nothing defines."""
    book = (indicator("growth", "%", "growth", better="none"),)
    controlled: dict[str, object] = {
        "indicator": "growth",
        "unit": "%",
        "operator": "~",
        "value": Decimal(3),
        "sentence": "涨幅控制在3%左右",
        "surface": "3%",
        "offset": 5,
    }
    plan = make_target(**controlled, type="yearly", class_="yearly_plan", target_year=2023)
    row = _grown("0.4", year="2023", direction="up")
    assert compared(row, plan, indicators=book)[0].word == "done"
    mean = make_target(**controlled, type="mean_growth", from_year=2023, target_year=2027)
    assert codes_of(compared(row, mean, indicators=book)[0]) == "none method_undefined"


# ---------------------------------------------------------------- cost and parameters


def test_the_cost_of_a_report_does_not_grow_with_the_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With tables a hundred times as long, of other areas, not one comparison more is made."""
    counted: Counter[str] = Counter()
    for name in ("target_figure", "published_figure"):
        original = getattr(OnFile, name)

        def count(*given: object, name: str = name, original: object = original) -> object:
            counted[name] += 1
            return original(*given)  # type: ignore[operator]

        monkeypatch.setattr(OnFile, name, count)
    rows = [statement("160", row_id=f"1.1.{number}") for number in range(20)]
    targets = [make_target(), make_target(target_id="T2", place=LIKE)]
    figures = [figure("120", place=LIKE)]
    far = [replace(row, place=f"{place}市") for row in targets for place in range(100)]
    away = [replace(row, place=f"{place}市") for row in figures for place in range(100)]
    parameters = Parameters(place=OWN)
    compare(rows, targets, figures, INDICATORS, PLACES, parameters)
    once = counted.copy()
    counted.clear()
    compare(rows, [*targets, *far], [*figures, *away], INDICATORS, PLACES, parameters)
    assert once
    assert counted == once


def test_a_table_is_never_taken_for_another() -> None:
    """What is kept of a table between two reports is of that table alone."""
    parameters = Parameters(place=OWN)
    for value in ("120", "130", "120"):
        table = (figure(value, place=LIKE, unit="%"),)
        rows = [statement("160", unit="%")]
        found = compare(rows, (), table, INDICATORS, PLACES, parameters)
        assert found[0].target == Decimal(value)


@pytest.mark.parametrize(
    "given",
    [{"delta": Fraction(2)}, {"rounding": "down"}, {"document_years": "maybe"}, {"as_of": 23}],
)
def test_a_parameter_out_of_range_is_refused(given: dict[str, object]) -> None:
    """What an analyst sets wrongly is said before anything runs."""
    with pytest.raises(InputError):
        Parameters(**given)  # type: ignore[arg-type]


def test_a_range_as_target_keeps_both_ends() -> None:
    """60..65 is held as a range in the row."""
    band = Interval.parse("200", "240")
    row = compared(statement("210", year="2025"), make_target(value=band, operator="="))[0]
    assert (row.word, row.target, row.target_high) == ("reached", band, 240)


@pytest.mark.parametrize(
    ("phrase", "same"),
    [
        ("全市地铁运营总里程", "地铁里程"),
        ("力争新增病床位", "床位"),
        ("旅游增加值占服务业增加值比重", "旅游增加值占服务业比重"),
    ],
)
def test_the_same_thing_is_found_under_its_other_words(phrase: str, same: str) -> None:
    """Whose it is, the verb and 总 do not change what is measured."""
    assert normal_phrase(phrase) == normal_phrase(same)
