"""Each reason code by a made-up case, and the order in which they are tried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.words import REASONS, text
from fengze_analysis.model import Comparison, Indicator, Observation, Published, Target
from tests.comparison.made_up import (
    CITY,
    CODEBOOK,
    COVERAGE,
    FAR,
    LIKE,
    NATION,
    OWN,
    PROVINCE,
    aim,
    held,
    observe,
    people,
    publish,
)

PENSION = Indicator(
    "pension_heads",
    "城镇职工养老保险参保人数",
    "Insured",
    "人",
    "up",
    "level",
    "社保",
    "outcome",
    "yes",
    (),
)
NARROW = replace(COVERAGE, code="core", name_zh="数字经济核心产业增加值占GDP比重", sector="数字")
BROAD = replace(COVERAGE, code="broad", name_zh="数字经济规模占GDP比重", sector="数字")
FILED = Indicator(
    "filed", "申报高新技术企业数", "Filed", "家", "up", "count", "科技", "activity", "yes", ()
)
STOCK = replace(FILED, code="stock", name_zh="高新技术企业数", form="level", stage="outcome")
BOOK = (*CODEBOOK, PENSION, NARROW, BROAD, FILED, STOCK)


def _reason(
    observation: Observation,
    reference: Target | Published | None = None,
    *more: Target | Published,
    parameters: Parameters | None = None,
) -> str:
    """The reason of the row held against ``reference``, or of the only row without one."""
    rows = held(
        observation,
        *([reference] if reference else []),
        *more,
        indicators=BOOK,
        parameters=parameters,
    )
    key = ""
    if isinstance(reference, Target):
        key = reference.target_id
    elif reference is not None:
        key = reference.published_id
    return next(row.reason for row in rows if row.target_id == key)


CASES: dict[str, tuple[Observation, Target | Published | None]] = {
    "no_target_on_file": (observe("60"), None),
    "activity_count": (observe("145", "filed", "家"), None),
    "not_an_outcome": (observe("60", status="力争"), aim("90")),
    "no_baseline": (observe("60"), aim("90", base_value="")),
    "definition_differs": (observe("66.48", "broad"), aim("10", "core", name_zh=NARROW.name_zh)),
    "scope_differs": (observe("60", place="东市高新园"), aim("90")),
    "period_differs": (observe("60", period_year="2020"), aim("90")),
    "period_unclear": (observe("60", period_year="", period=""), aim("90")),
    "stock_or_flow_unclear": (
        observe("1400", "stations", "个"),
        aim("3000", "stations", "个", base_value="100"),
    ),
    "single_year_of_cumulative": (
        observe("22000", "jobs", "人"),
        aim("100000", "jobs", "人", type="累计"),
    ),
    "base_not_comparable": (observe("60"), aim("90", coverage="调整")),
    "not_measurable": (observe("60"), aim("", type="定性")),
    "headcount_without_denominator": (
        observe("300800", "pension_heads", "人"),
        aim("95", "pension_rate", name_zh="基本养老保险参保率"),
    ),
    "unit_unclear": (observe("60", unit=""), aim("90")),
    "level_not_applicable": (observe("60"), aim("90", applies_to_district="no")),
    "target_equals_base": (observe("60"), aim("50")),
    "method_undefined": (observe("60"), aim("90", operator="≈")),
}


def test_every_reason_has_its_case() -> None:
    """The list is closed: no code without a case here, no case without a code."""
    assert list(CASES) == list(REASONS)


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_is_given(reason: str) -> None:
    """The made-up case gets its own reason code."""
    assert _reason(*CASES[reason]) == reason


@pytest.mark.parametrize("reason", REASONS)
def test_a_refusal_is_explained_in_both_languages(reason: str) -> None:
    """The sentence starts with the fixed words and there is neither progress nor gap."""
    observation, reference = CASES[reason]
    rows = held(observation, *([reference] if reference else []), indicators=BOOK)
    row = next(row for row in rows if row.reason == reason)
    words = text("reason", reason)
    assert row.relation == "none"
    assert row.why.startswith(words.zh)
    assert row.why_en.lower().startswith(words.en.lower())
    assert (row.gap, row.progress, row.time_share, row.pace_needed) == ("", "", "", "")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        *[(word, "not_an_outcome") for word in ("确保", "预期目标", "预测", "计划", "预算")],
        ("拟新增", "not_an_outcome"),
        *[(word, "") for word in ("", "预计", "初步核算", "新增")],
    ],
)
def test_what_is_planned_is_no_outcome(status: str, reason: str) -> None:
    """A plan or a budget is held against no target; an estimate of the closing year is."""
    observation = observe("60", status=status, canonical_unit="%")
    assert _reason(observation, aim("90")) == reason
    alone = _reason(observe("60", status=status), None)
    assert alone == (reason or "no_target_on_file")


def test_an_own_target_that_cannot_be_assessed_says_so() -> None:
    """The word is 无法评估 for the area's own target, and none for another's."""
    own = held(observe("60"), aim("90", base_value=""))[0]
    other = held(observe("60"), aim("", type="定性", place=CITY))[0]
    assert (own.relation, own.word) == ("none", "无法评估")
    assert (other.reason, other.word) == ("not_measurable", "")


@pytest.mark.parametrize(
    ("observation", "target", "first"),
    [
        (observe("60", place="东市高新园"), aim("90", base_value=""), "no_baseline"),
        (observe("60", place="东市高新园", period_year="2020"), aim("90"), "scope_differs"),
        (observe("4", kind="change", place="东市高新园"), aim("90"), "definition_differs"),
        (observe("60", period_year=""), aim("90", coverage="调整"), "period_unclear"),
        (observe("60", unit=""), aim("", type="定性"), "not_measurable"),
        (observe("60"), aim("50", applies_to_district="no"), "level_not_applicable"),
        (observe("60", unit=""), aim("90", applies_to_district="no"), "unit_unclear"),
    ],
)
def test_the_first_reason_in_printed_order_wins(
    observation: Observation, target: Target, first: str
) -> None:
    """Where several reasons apply the row carries the one printed first."""
    assert _reason(observation, target) == first


@pytest.mark.parametrize(
    ("observation", "reference"),
    [
        (observe("4", kind="change"), aim("90")),
        (observe("4", kind="change", unit="个百分点"), aim("90")),
        (observe("1", kind="rank", unit="位"), aim("90")),
        (observe("1.5", kind="multiple", unit="倍"), aim("90")),
        (observe("60", unit="人"), aim("90")),
        (observe("70", "places", "个", status="新增"), aim("900", "places", "个")),
        (observe("6", "growth", sentence="按现价计算增长6%。"), aim("8", "growth", price="可比价")),
        (observe("145", "filed", "家"), aim("3500", "stock", "家", name_zh="高新技术企业")),
        (observe("100", "coverage"), aim("93", "other", name_zh="居民参与率")),
    ],
    ids=[
        "a change is no level",
        "points are no share",
        "a rank is no rate",
        "a multiple is no rate",
        "another unit",
        "an addition is no stock",
        "other prices",
        "put forward is not held",
        "a longer name",
    ],
)
def test_false_friends_are_refused_as_other_definitions(
    observation: Observation, reference: Target
) -> None:
    """Forms, units, prices and like names that mean something else do not meet."""
    assert _reason(observation, reference) == "definition_differs"


def test_names_that_are_not_alike_do_not_meet_at_all() -> None:
    """合同总投资 and 固定资产投资 share a word, training and certificates none: no row."""
    contracts = replace(COVERAGE, code="contracts", name_zh="签约项目合同总投资", unit="元")
    row = held(
        observe("9", "contracts", "元"),
        aim("8", "fixed", "元", name_zh="固定资产投资"),
        indicators=[contracts],
    )
    assert [r.target_id for r in row] == [""]


def test_alike_names_of_another_field_or_unit_do_not_meet() -> None:
    """A name alone is not enough: field and unit must be the same as well."""
    other = replace(NARROW, sector="教育")
    book = [BROAD, other]
    elsewhere = held(observe("66.48", "broad"), aim("10", "core", name_zh="数字"), indicators=book)
    units = held(observe("9", "broad", "元"), aim("10", "core"), indicators=BOOK)
    assert [row.target_id for row in (*elsewhere, *units)] == ["", ""]


def test_how_alike_names_must_be_is_a_parameter() -> None:
    """With whole likeness asked for, 数字经济占比 and its core no longer meet."""
    strict = Parameters(place=OWN, near_names=1)  # type: ignore[arg-type]
    rows = held(*CASES["definition_differs"], indicators=BOOK, parameters=strict)  # type: ignore[arg-type]
    assert [row.target_id for row in rows] == [""]


@pytest.mark.parametrize(
    ("coverage", "sentence", "reason"),
    [
        ("规模以上", "全区有关工作取得进展。", "scope_differs"),
        ("规模以上", "规模以上企业参与率60%。", ""),
        ("全区", "参与率60%。", ""),
        ("同口径", "参与率60%。", ""),
        ("未载明", "参与率60%。", ""),
    ],
)
def test_a_partial_coverage_must_be_named_in_the_sentence(
    coverage: str, sentence: str, reason: str
) -> None:
    """A target for a part of the area is compared only with a figure that names the part."""
    assert _reason(observe("60", sentence=sentence), aim("90", coverage=coverage)) == reason


def test_places_of_the_same_name_are_not_the_same_place() -> None:
    """西市甲区 has a target too, and is neither the own area nor one like it: no row."""
    rows = held(observe("60"), aim("90", place=FAR))
    assert [row.reason for row in rows] == ["no_target_on_file"]


def test_counts_of_other_areas_need_both_populations() -> None:
    """Without the people of either place a count is not held against another's."""
    target = aim("9000", "places", "个", place=CITY, base_value="")
    observation = observe("720", "places", "个")
    assert _reason(observation, target) == "scope_differs"
    assert _reason(observation, target, people(OWN, "720000")) == "scope_differs"
    assert _reason(observation, target, people(OWN, "720000"), people(CITY, "9000000")) == ""


@pytest.mark.parametrize(
    ("observation", "target", "reason"),
    [
        (observe("60"), aim("90", class_="届期目标", target_year="2026"), "period_differs"),
        (observe("60", period_year="2026"), aim("90"), "period_differs"),
        (observe("60"), aim("90", class_="年度计划", target_year="2022"), "period_differs"),
        (
            observe("60"),
            aim("90", class_="年度计划", target_year="2024", place=LIKE),
            "period_differs",
        ),
        (observe("60"), aim("90", place=CITY, target_year="2022"), "period_differs"),
        (observe("60"), aim("90", place=CITY, target_year="2026", class_="届期目标"), ""),
        (
            observe("6", "growth", kind="change", period="上半年"),
            aim("8", "growth"),
            "period_differs",
        ),
        (observe("60", period="上半年"), aim("90"), ""),
        (observe("60"), aim("90", type="逐年下限", target_year=""), ""),
    ],
)
def test_periods_must_fit(observation: Observation, target: Target, reason: str) -> None:
    """A term, a year's plan, a plan that is over and a part of a year have their own periods."""
    assert _reason(observation, target) == reason


def test_a_figure_after_the_as_of_year_is_not_used() -> None:
    """As of 2022 a value of 2023 is of another period."""
    assert _reason(observe("60"), aim("90"), parameters=Parameters("2022")) == "period_differs"
    assert _reason(observe("60"), aim("90"), parameters=Parameters("2023")) == ""


def test_a_neighbours_equal_number_for_another_year_is_refused() -> None:
    """The same number in 2022 is no peer of 2023."""
    reference = publish("60", year="2022")
    assert _reason(observe("60"), reference) == "period_differs"
    assert _reason(observe("60"), publish("60")) == ""


@pytest.mark.parametrize(
    ("observation", "reference", "settings", "reason"),
    [
        (observe("60", period_year=""), aim("90", place=CITY), {}, ""),
        (
            observe("60", period_year=""),
            aim("90", place=CITY),
            {"undated": "refuse"},
            "period_unclear",
        ),
        (observe("60", period_year=""), aim("90"), {"undated_year": "2023"}, ""),
        (
            observe("6", "growth", kind="change", period_year=""),
            aim("8", "growth", place=CITY, type="年均"),
            {},
            "period_unclear",
        ),
        (
            observe("60", period_year=""),
            aim("90", place=CITY, class_="年度计划", target_year="2023"),
            {},
            "period_unclear",
        ),
        (observe("60", period_year=""), publish("60"), {}, "period_unclear"),
        (observe("60", period_year=""), publish("60"), {"undated_year": "2023"}, ""),
    ],
)
def test_what_has_no_date_is_compared_only_where_that_may_be(
    observation: Observation,
    reference: Target | Published,
    settings: dict[str, str],
    reason: str,
) -> None:
    """A rate without a year may stand beside another's target; nothing else without a choice."""
    chosen = Parameters(place=OWN, **settings)  # type: ignore[arg-type]
    assert _reason(observation, reference, parameters=chosen) == reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [("", "stock_or_flow_unclear"), ("现有", ""), ("新建", "definition_differs")],
)
def test_a_count_must_say_stock_or_new(status: str, reason: str) -> None:
    """建成5G基站1400个 may be either; 现有 is the stock, 新建 an addition to it."""
    observation = observe("1400", "stations", "个", status=status)
    assert _reason(observation, aim("3000", "stations", "个", base_value="100")) == reason


@pytest.mark.parametrize(("as_of", "reason"), [("2023年末", "stock_or_flow_unclear"), ("", "")])
def test_an_unstated_count_is_no_peer_of_a_stated_stock(as_of: str, reason: str) -> None:
    """A neighbour's count at the end of the year is a stock; ours does not say so."""
    reference = publish("900", "stations", "个", as_of=as_of)
    populations = (people(OWN, "720000"), people(LIKE, "400000"))
    assert _reason(observe("1400", "stations", "个"), reference, *populations) == reason


def test_a_count_may_be_the_stock_or_the_flow_of_its_friend() -> None:
    """A count without status is told apart from its stock by what it does not say."""
    stock = replace(CODEBOOK[4], code="in_place", name_zh="5G基站总数", form="level")
    target = aim("3000", "in_place", "个", name_zh="5G基站总数")
    rows = held(observe("1400", "stations", "个"), target, indicators=(*CODEBOOK, stock))
    assert "stock_or_flow_unclear" in {row.reason for row in rows}
    stated = observe("1400", "stations", "个", status="新建")
    rows = held(stated, target, indicators=(*CODEBOOK, stock))
    assert "definition_differs" in {row.reason for row in rows}


@pytest.mark.parametrize(
    ("status", "period", "reason"),
    [
        ("累计", "2023年", "base_not_comparable"),
        ("“十四五”以来累计", "2023年", ""),
        ("累计", "2021—2023年", ""),
        ("新增", "2023年", "single_year_of_cumulative"),
    ],
)
def test_a_sum_must_start_with_the_plan(status: str, period: str, reason: str) -> None:
    """A sum since nobody knows when is not the plan's sum."""
    observation = observe("60000", "jobs", "人", status=status, period=period)
    assert _reason(observation, aim("100000", "jobs", "人", type="累计")) == reason


@pytest.mark.parametrize(
    ("year", "note", "reason"),
    [
        ("2022", "第七次人口普查后修订", "base_not_comparable"),
        ("2022", "初步核算", ""),
        ("2020", "第七次人口普查", ""),
        ("2024", "第五次经济普查", ""),
    ],
)
def test_a_revision_between_base_and_now_splits_the_series(
    year: str, note: str, reason: str
) -> None:
    """A census after the base year and up to the value breaks the comparison, others do not."""
    revised = publish("58", place=OWN, year=year, note=note, role="baseline")
    assert _reason(observe("60"), aim("90"), revised) == reason


def test_an_indicator_of_the_nation_is_not_asked_of_a_district() -> None:
    """What the codebook bars, or the target, is not applicable; a city is not barred."""
    barred = [replace(COVERAGE, district_level="no")]
    rows = held(observe("60"), aim("90", place=NATION), indicators=barred)
    assert rows[0].reason == "level_not_applicable"
    city = held(
        observe("60", place=CITY),
        aim("90", place=NATION, applies_to_district="no"),
        parameters=Parameters(place=CITY),
    )
    assert city[0].relation == "benchmark"


def test_insured_heads_without_any_rate_on_file_say_what_is_missing() -> None:
    """失业保险参保人数 has no rate beside it, and is no rate itself."""
    heads = replace(PENSION, code="heads", name_zh="失业保险参保人数")
    row = held(observe("149000", "heads", "人"), indicators=[heads])[0]
    assert row.reason == "headcount_without_denominator"
    phrase = observe("149000", "", "人", indicator_phrase="参加失业保险人数")
    assert held(phrase)[0].reason == "headcount_without_denominator"
    firms = observe("28700", "", "家", indicator_phrase="减负失业保险费的企业")
    assert held(firms)[0].reason == "no_target_on_file"


def test_a_relative_target_of_another_area_needs_its_base() -> None:
    """提高3个百分点 without the share it starts from cannot be held against anything."""
    target = aim("3", unit="个百分点", type="相对", base_value="", place=PROVINCE)
    assert _reason(observe("60"), target) == "no_baseline"


def test_forecasts_and_single_projects_are_no_targets() -> None:
    """媒体预计 and 项目预期 are not held against anything."""
    rows: list[Comparison] = []
    for kind in ("媒体预计", "项目预期"):
        rows += held(observe("60"), aim("90", class_=kind))
    assert [row.target_id for row in rows] == ["", ""]
