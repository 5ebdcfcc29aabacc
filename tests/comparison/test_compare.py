"""The comparison table: relations, numbers, sentences, order and the principal row."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparison.compare import compare
from fengze_analysis.comparison.coverage import count_statuses, coverage
from fengze_analysis.comparison.panels import panels
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.model import Comparison, Indicator, Observation, Published, Target
from tests.comparison.made_up import (
    CITY,
    CODEBOOK,
    FAR,
    LIKE,
    NATION,
    OWN,
    PLACES,
    PROVINCE,
    aim,
    held,
    observe,
    people,
    publish,
)

PER_HEAD = Indicator(
    "stations_10k",
    "每万人拥有5G基站数",
    "5G stations per 10,000",
    "个",
    "up",
    "ratio",
    "数字",
    "output",
    "yes",
    (),
)
PLAN_SHARE = observe("108", "", step="1", basis="年度计划", row_id="1.1.20", start=20, end=24)


def _row(*rows: Target | Published, value: str = "74", **changes: str) -> Comparison:
    return held(observe(value, **changes), *rows)[0]


def test_an_own_target_gives_a_verdict_with_all_its_numbers() -> None:
    """74% of the way from 50 to 90 by 2023: s, its bounds, τ, gap and pace stand in the row."""
    row = _row(aim("90", base_value="50.0"), value="74.0")
    assert (row.relation, row.word, row.principal) == ("verdict", "基本符合预期", "yes")
    assert (row.progress, row.time_share, row.gap) == ("0.6", "0.6", "-16")
    assert (row.progress_low, row.progress_high) == ("0.5994", "0.6005")
    assert (row.pace_needed, row.unit, row.reason) == ("8", "%", "")
    assert (row.observed, row.observed_year, row.target, row.target_year) == (
        "74.0",
        "2023",
        "90",
        "2025",
    )
    assert (row.source_id, row.confidence, row.target_level) == ("S1", "primary", "district")


def test_a_verdict_is_explained_so_that_it_can_be_redone() -> None:
    """The sentence holds every number that the word rests on, in both languages."""
    row = _row(aim("90"), value="74")
    assert row.why == (
        "基本符合预期：报告值74%（2023年）；甲区2025年目标（纲要）≥90%；预期性指标；基期2020年50%；"
        "目标完成进度60.0%（59.4%–60.5%）；序时进度60.0%；δ＝5个百分点；"
        "距2025年还有2年，每年还需增加8个百分点。"
    )
    assert row.why_en == (
        "Broadly on schedule: reported 74% (2023); target (outline plan) of 甲区 for 2025: ≥90%; "
        "anticipatory; base 50% in 2020; progress 60.0% (59.4% to 60.5%); time share 60.0%; "
        "δ = 5 percentage points; "
        "a rise of 8 percentage points needed in each of the 2 years to 2025."
    )


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({}, "快于预期"),
        ({"delta": Fraction(2, 10)}, "基本符合预期"),
        ({"base_year": "2021"}, "滞后于预期"),
        ({"as_of": "2022"}, "无法评估"),
    ],
)
def test_each_parameter_visibly_changes_the_word(settings: dict[str, object], word: str) -> None:
    """δ, the base year and the as-of year each move the same row to another word."""
    rows = held(
        observe("78"),
        aim("90"),
        publish("72", place=OWN, year="2021"),
        parameters=Parameters(place=OWN, **settings),  # type: ignore[arg-type]
    )
    verdicts = [row for row in rows if row.target_id == "T1"]
    assert [row.word for row in verdicts] == [word]


def test_the_years_before_count_for_a_yearly_mean() -> None:
    """Published growth of the years before is the history of the mean."""
    target = aim("6", "growth", type="年均", base_value="")
    rows = held(
        observe("7", "growth", kind="change"),
        target,
        publish("5", "growth", place=OWN, year="2021", published_id="P21", qualifier="约"),
        publish("7", "growth", place=OWN, year="2022", published_id="P22", qualifier="约"),
        publish("9", "growth", place=OWN, year="2022", published_id="P23", role="population"),
        publish("9", "growth", place=OWN, year="", published_id="P24"),
    )
    row = next(row for row in rows if row.target_id == "T1")
    assert row.word == "迄今年均已达目标"
    assert "迄今年均6.33%；今后年均尚需5.51%" in row.why
    assert "6.33% a year so far; 5.51% a year still required" in row.why_en
    assert (row.gap, row.pace_needed) == ("", "5.508205")


@pytest.mark.parametrize(
    ("nature", "word", "zh", "en"),
    [
        ("约束性", "达到序时进度", "约束性指标", "binding"),
        ("性质未载明", "快于预期", "性质未载明，用预期性的词", "nature not stated"),
    ],
)
def test_the_nature_of_a_target_is_told_with_its_word(
    nature: str, word: str, zh: str, en: str
) -> None:
    """Whose words are used, and why, stands in the sentence."""
    row = _row(aim("90", nature=nature), value="78")
    assert row.word == word
    assert zh in row.why
    assert en in row.why_en


def test_prices_and_hedges_of_a_target_stay_visible() -> None:
    """力争 and 可比价 are printed beside the value."""
    row = held(
        observe("7", "growth", kind="change"),
        aim("6", "growth", place=CITY, type="年均", qualifier="力争", price="可比价"),
    )[0]
    assert "≥6%（年均，力争，可比价）" in row.why
    assert "≥6% (yearly mean, strive for, comparable prices)" in row.why_en


def test_a_yearly_limit_has_a_word_and_no_pace() -> None:
    """A ceiling is judged on its year alone."""
    row = _row(aim("80", type="逐年上限", operator="≤", target_year=""))
    assert (row.relation, row.word, row.pace_needed) == ("verdict", "当年未超上限", "")
    assert "未定年限" in row.why
    assert "without a year" in row.why_en


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("74", "高于参照目标"),
        ("60", "低于参照目标"),
        ("70", "持平于参照目标"),
    ],
)
def test_a_benchmark_is_above_level_or_below_and_never_met(value: str, word: str) -> None:
    """Somebody else's target has a gap, both years and no progress, pace or 完成."""
    row = held(
        observe(value, "share_exact", "分"),
        aim("70", "share_exact", "分", place=CITY),
        indicators=[replace(CODEBOOK[1], code="share_exact", form="index")],
    )[0]
    assert (row.relation, row.word) == ("benchmark", word)
    assert (row.progress, row.time_share, row.pace_needed) == ("", "", "")
    assert "2023年" in row.why
    assert "2025年" in row.why
    assert "完成" not in row.why


def test_a_benchmark_within_rounding_is_undecided() -> None:
    """A rate printed 100% may be 99.5, so it is not said to be level with 100."""
    row = _row(aim("100", place=CITY), value="100", step="1", cap="100")
    assert row.word == "舍入误差内不能判定（低于参照目标／持平于参照目标）"
    assert (row.gap, row.gap_low, row.gap_high) == ("0", "-0.5", "0")


def test_a_benchmark_gives_its_gap_as_an_interval() -> None:
    """超 has no upper gap; 约 of the target opens both."""
    over = _row(aim("70", place=CITY), value="74", approx="over")
    assert (over.gap_low, over.gap_high, over.word) == ("4", "", "高于参照目标")
    around = _row(aim("70", place=CITY, operator="≈", qualifier="左右"), value="74")
    assert (around.gap_low, around.gap_high) == ("0.5", "7.5")
    assert "≈70%（左右）" in around.why
    below = _row(aim("70", place=CITY), value="74", approx="under")
    assert below.word == "舍入误差内不能判定（低于参照目标／高于参照目标）"


def test_an_undated_benchmark_says_so() -> None:
    """Where the report prints no date the sentence says it, or says whose year was taken."""
    undated = _row(aim("70", place=CITY), period_year="")
    assert "时点未载明" in undated.why
    assert "date not stated" in undated.why_en
    assert undated.observed_year == ""
    rows = held(
        observe("74", period_year=""),
        aim("70", place=CITY),
        parameters=Parameters(place=OWN, undated_year="2023"),
    )
    assert "2023年，按报告年份计" in rows[0].why
    assert "2023, the year taken from the report" in rows[0].why_en


def test_counts_are_compared_per_head_with_the_populations_year() -> None:
    """72 places of 720 000 people beside 450 of 9 000 000: 1 against 0.5 per 10 000."""
    rows = held(
        observe("72", "places", "个"),
        aim("450", "places", "个", place=CITY, base_value=""),
        people(OWN, "720000", "2021"),
        people(OWN, "710000", "2018"),
        people(CITY, "9000000", "2025"),
    )
    row = rows[0]
    assert (row.relation, row.word) == ("benchmark", "高于参照目标")
    assert (row.observed, row.target, row.unit) == ("1", "0.5", "个/万人")
    assert "每万人1个" in row.why
    assert "按2021年人口72万人计" in row.why
    assert "按2025年人口900万人计" in row.why
    assert "by the 2021 population of 720,000 people" in row.why_en


def test_a_count_meets_the_target_per_head_of_the_same_thing() -> None:
    """1440 stations in place are 20 for 10 000 people, beside a target of 26."""
    stock = replace(CODEBOOK[4], form="level")
    target = aim("26", "stations_10k", "个", name_zh="每万人拥有5G基站", place=NATION)
    rows = held(
        observe("1440", "stations", "个"),
        target,
        people(OWN, "720000"),
        indicators=[stock, PER_HEAD],
    )
    assert (rows[0].relation, rows[0].word, rows[0].observed) == ("benchmark", "低于参照目标", "20")
    assert "每万人20个" in rows[0].why
    without = held(observe("1440", "stations", "个"), target, indicators=[stock, PER_HEAD])
    assert without[0].reason == "scope_differs"


def test_a_sum_meets_the_target_per_person() -> None:
    """144 000 m² for 720 000 people are 0.2 m² a head, beside 2.6."""
    whole = replace(CODEBOOK[0], name_zh="体育场地面积", unit="平方米")
    per_person = replace(PER_HEAD, code="sports", name_zh="人均体育场地面积", sector="教育")
    rows = held(
        observe("144000", "places", "平方米"),
        aim("2.6", "sports", "平方米", name_zh="人均体育场地面积", place=NATION),
        people(OWN, "720000"),
        indicators=[whole, per_person],
    )
    assert (rows[0].relation, rows[0].observed, rows[0].unit) == ("benchmark", "0.2", "平方米/人")
    assert "报告值人均0.2平方米" in rows[0].why
    assert "0.2 m² per head" in rows[0].why_en


@pytest.mark.parametrize(
    "changes", [{"sector": "别的"}, {"form": "flow"}, {"name_zh": "每万人5G基站"}]
)
def test_only_a_stock_of_the_same_thing_meets_its_count_per_head(changes: dict[str, str]) -> None:
    """Another field, a yearly flow, or what is per head already, is not divided by people."""
    other = replace(CODEBOOK[4], **{"form": "level", **changes})  # type: ignore[arg-type]
    rows = held(
        observe("1440", "stations", "个"),
        aim("26", "stations_10k", "个", name_zh="每万人拥有5G基站", place=NATION),
        people(OWN, "720000"),
        indicators=[other, PER_HEAD],
    )
    assert "benchmark" not in {row.relation for row in rows}


def test_a_share_is_compared_without_any_population() -> None:
    """Rates and values per head need no people beside them."""
    assert _row(aim("70", place=CITY)).unit == "%"


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("108", "已完成（报告自述）"),
        ("98", "未完成（报告自述）"),
        ("100", "舍入误差内不能判定（未完成／已完成）"),
    ],
)
def test_the_reports_own_share_of_its_plan_is_marked_as_its_own_word(value: str, word: str) -> None:
    """占年度计划108% is 已完成 by the report's account; the plan itself is not on file."""
    row = held(PLAN_SHARE._replace(value=value, low=str(int(value) - 0.5), high=f"{value}.5"))[0]
    assert (row.relation, row.word, row.target) == ("yearly_plan", word, "100")
    assert (row.target_id, row.target_place, row.target_year) == ("", OWN, "2023")
    assert "年度计划未收录" in row.why
    assert "the plan of the year is not on file" in row.why_en


def test_the_share_of_a_plan_has_its_numbers() -> None:
    """108% is 1.08 of the plan, 8 points above it, each with its interval."""
    row = held(PLAN_SHARE)[0]
    assert (row.progress, row.progress_low, row.progress_high) == ("1.08", "1.075", "1.085")
    assert (row.gap, row.gap_low, row.gap_high) == ("8", "7.5", "8.5")
    ranged = held(PLAN_SHARE._replace(value="105..108"))[0]
    assert (ranged.progress, ranged.gap) == ("", "")


@pytest.mark.parametrize(
    ("basis", "kind", "unit"),
    [("同比", "share", "%"), ("年度计划", "change", "%"), ("年度计划", "share", "个")],
)
def test_only_a_share_of_a_plan_is_one(basis: str, kind: str, unit: str) -> None:
    """A share of something else, or a change against the plan, is no yearly plan."""
    rows = held(PLAN_SHARE._replace(basis=basis, kind=kind, canonical_unit=unit))
    assert rows[0].relation == "none"


@pytest.mark.parametrize(("value", "word"), [("74", "已完成"), ("66", "未完成")])
def test_a_plan_of_the_year_on_file_needs_no_self_report(value: str, word: str) -> None:
    """With the plan itself on file the word stands without the mark, and with the share."""
    target = aim("70", class_="年度计划", target_year="2023", base_value="")
    row = held(
        observe(value, "score", "分"),
        replace(target, indicator="score", unit="分"),
        indicators=[replace(CODEBOOK[1], code="score", form="index")],
    )[0]
    assert (row.relation, row.word) == ("yearly_plan", word)
    assert row.progress == {"74": "1.0571", "66": "0.9429"}[value]


def test_a_peer_has_two_values_and_no_word() -> None:
    """A result elsewhere for the same year stands beside ours, unjudged."""
    row = _row(publish("60.5", qualifier="预计"))
    assert (row.relation, row.word, row.gap) == ("peer", "", "")
    assert (row.observed, row.target, row.target_place) == ("74", "60.5", LIKE)
    assert row.why == "报告值74%（2023年）；乙区2023年实绩60.5%。"
    assert row.why_en == "Reported 74% (2023); result of 乙区 for 2023: 60.5%."


def test_a_peers_hedge_stays_visible() -> None:
    """超 on the other side is printed beside the value."""
    assert "60%（超）" in _row(publish("60", qualifier="超")).why


def test_the_nearest_year_stands_for_the_rest() -> None:
    """Of several years elsewhere only the same one, or the nearest, gives a row."""
    years = [publish("60", year=year, published_id=f"P{year}") for year in ("2019", "2022", "2023")]
    rows = held(observe("74"), *years)
    assert [row.target_id for row in rows if row.target_id] == ["P2023"]
    rows = held(observe("74"), *years[:2])
    assert [row.target_id for row in rows if row.target_id] == ["P2022"]
    undated = held(observe("74", period_year=""), *years)
    assert [row.target_id for row in undated if row.target_id] == ["P2023"]


def test_the_same_fact_in_another_text_goes_to_the_audit() -> None:
    """A result of the own area for the same year is the same fact; other years are history."""
    row = _row(publish("73.5", place=OWN))
    assert (row.relation, row.gap, row.word) == ("same_fact", "0.5", "")
    assert _row(publish("73.5", place=OWN, year="2022")).relation == "none"


def test_the_same_fact_may_be_a_parks() -> None:
    """What another text says of the same park is the same fact, though no target is."""
    row = _row(publish("73.5", place="东市高新园"), place="东市高新园")
    assert row.relation == "same_fact"


def test_results_of_unrelated_areas_are_not_shown() -> None:
    """A namesake elsewhere is no peer, nor is the district a peer of its own park."""
    assert [row.target_id for row in held(observe("74"), publish("60", place=FAR))] == [""]
    rows = held(observe("74", place="东市高新园"), publish("60", place=OWN))
    assert [row.target_id for row in rows] == [""]


def test_a_code_missing_from_the_codebook_still_meets_its_target() -> None:
    """Without a row of the codebook the code alone decides, and the unit must fit."""
    rows = held(observe("74", "unknown"), aim("90", "unknown"))
    assert (rows[0].relation, rows[0].word) == ("verdict", "基本符合预期")


def test_a_panel_stands_beside_each_verdict_of_progress() -> None:
    """Four methods and the pace for a level at the end; none for a limit or a benchmark."""
    observations = [observe("74", "coverage;growth"), observe("60", row_id="1.1.30")]
    targets = [
        aim("90"),
        aim("50", target_id="T2"),
        aim("90", target_id="T3", place=CITY),
        aim("40", target_id="T4", type="逐年下限"),
        aim("60", target_id="T5", target_year="2023"),
    ]
    found = panels(observations, targets, [], CODEBOOK, PLACES, Parameters(place=OWN))
    keys = [(row.row_id, row.target_id) for row in found]
    assert keys == [("1.1.10", "T1"), ("1.1.10", "T5"), ("1.1.30", "T1"), ("1.1.30", "T5")]
    assert [method.method for method in found[0].methods][:2] == ["progress", "cagr_ratio"]
    assert found[0].pace_zh == "距2025年还有2年，每年还需增加8个百分点"
    assert (found[1].pace_zh, found[1].methods_disagree) == ("", False)
    assert panels([], targets, [], CODEBOOK, PLACES) == []


def test_the_principal_row_goes_by_relation_then_by_whose_target() -> None:
    """Own target, yearly plan, like district, city, province, nation, peer, then refusals."""
    rows = held(
        observe("74"),
        aim("70", target_id="nation", place=NATION),
        publish("60"),
        aim("70", target_id="like", place=LIKE),
        aim("70", target_id="province", place=PROVINCE),
        aim("90", target_id="own"),
        aim("70", target_id="refused", place=CITY, target_year="2022"),
        aim("70", target_id="city", place=CITY),
        aim("70", target_id="plan", class_="年度计划", target_year="2023"),
    )
    order = ["own", "plan", "like", "city", "province", "nation", "P1", "refused"]
    assert [row.target_id for row in rows] == order
    assert [row.principal for row in rows] == ["yes"] + ["no"] * 7


def test_a_better_source_comes_first_among_equals() -> None:
    """Of two targets of one area the one from the better source is principal."""
    rows = held(
        observe("74"),
        aim("70", target_id="A", place=CITY, confidence="tertiary"),
        aim("71", target_id="B", place=CITY),
    )
    assert [row.target_id for row in rows] == ["B", "A"]


def test_a_refused_peer_does_not_hide_that_no_target_is_on_file() -> None:
    """Where nothing but other years' results is found, the status is still no target on file."""
    rows = held(observe("74"), publish("60", year="2022"))
    assert [(row.reason, row.principal) for row in rows] == [
        ("no_target_on_file", "yes"),
        ("period_differs", "no"),
    ]


def test_a_refused_plan_of_a_year_does_not_hide_a_five_year_target() -> None:
    """Among refusals the five-year target of the own indicator comes first."""
    rows = held(
        observe("74", period_year=""),
        aim("70", target_id="year", place=CITY, class_="年度计划", target_year="2021"),
        aim("", target_id="plan", place=CITY, type="定性"),
    )
    assert [row.reason for row in rows] == ["not_measurable", "period_unclear"]


def test_two_codes_are_two_observations() -> None:
    """均达100% with two codes has a principal row for each."""
    rows = held(observe("100", "coverage;growth"), aim("90", place=CITY))
    assert [(row.indicator, row.relation, row.principal) for row in rows] == [
        ("coverage", "benchmark", "yes"),
        ("growth", "none", "yes"),
    ]


def test_an_uncoded_observation_is_shown_with_its_phrase() -> None:
    """A figure without a code meets nothing and still has its row."""
    row = held(observe("74", "", indicator_phrase="某项工作"))[0]
    assert row.why == "本库未收录相应目标（不等于未设目标）：某项工作。"
    bare = held(observe("74", ""))[0]
    assert bare.why == "本库未收录相应目标（不等于未设目标）。"
    assert bare.why_en == "No matching target on file (one may exist)."


def test_nothing_on_file_names_the_indicator() -> None:
    """The codebook's names stand in the two sentences."""
    row = _row()
    assert row.why.endswith("：参与率。")
    assert row.why_en.endswith(": Participation.")


def test_a_target_in_words_is_quoted_by_its_qualifier() -> None:
    """A target without a number shows what it says instead."""
    row = _row(aim("", type="定性", place=CITY, qualifier="稳步提高"))
    assert "目标（纲要）稳步提高" in row.why
    assert "无数值" in _row(aim("", type="定性", place=CITY)).why


def test_a_range_is_compared_by_its_interval_alone() -> None:
    """60至64 has no single value, so no single gap and no s."""
    row = _row(aim("90"), value="60..64")
    assert (row.gap, row.progress, row.observed) == ("", "", "60..64")
    assert row.progress_low == "0.2405"
    assert "60%至64%" in row.why
    assert "目标完成进度—" in row.why


def test_the_own_area_is_the_one_most_figures_are_about() -> None:
    """Without the parameter the commonest area is the report's own."""
    observations = [observe("74"), observe("60"), observe("50", place=CITY)]
    rows = compare(observations, [aim("90")], [], CODEBOOK, PLACES)
    assert [row.relation for row in rows] == ["verdict", "verdict", "none"]
    assert rows[2].reason == "scope_differs"
    assert compare([], [aim("90")], [], CODEBOOK, PLACES) == []


def test_an_area_not_on_file_still_has_its_own_targets() -> None:
    """A report of an unknown area is judged by its own targets and held against nobody else's."""
    elsewhere = "某市某区"
    rows = held(
        observe("74", place=elsewhere),
        aim("90", place=elsewhere),
        aim("70", target_id="T2", place=CITY),
        parameters=Parameters(place=elsewhere),
    )
    assert [(row.target_id, row.relation) for row in rows] == [("T1", "verdict")]
    assert "某市某区2025年目标" in rows[0].why


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["coverage", "growth", "jobs", "stations", "", "coverage;jobs"]),
            st.sampled_from(["%", "人", "个", ""]),
            st.sampled_from(["", "2022", "2023"]),
            st.sampled_from(["share", "amount", "change", "rank"]),
            st.sampled_from([OWN, "东市高新园", CITY]),
        ),
        max_size=5,
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["coverage", "growth", "jobs", "stations"]),
            st.sampled_from([OWN, LIKE, CITY, NATION, "西市甲区"]),
            st.sampled_from(["终点水平", "累计", "年均", "逐年上限", "保持", "相对", "定性"]),
            st.sampled_from(["", "0", "50", "90", "60..70"]),
            st.sampled_from(["", "2020", "2023", "2025"]),
            st.sampled_from(["纲要", "年度计划", "届期目标", "媒体预计"]),
        ),
        max_size=5,
    ),
)
def test_every_observation_has_one_principal_row_and_a_reason_or_a_relation(
    observed: list[tuple[str, ...]], aims: list[tuple[str, ...]]
) -> None:
    """Whatever is held together, the table is complete and each row is either or."""
    observations: list[Observation] = [
        observe("60", code, unit, row_id=f"1.1.{at}", period_year=year, kind=kind, place=place)
        for at, (code, unit, year, kind, place) in enumerate(observed)
    ]
    targets = [
        aim(value, code, target_id=f"T{at}", place=place, type=kind, target_year=year, class_=sort)
        for at, (code, place, kind, value, year, sort) in enumerate(aims)
    ]
    rows = compare(observations, targets, [], CODEBOOK, PLACES, Parameters(place=OWN))
    expected = [(row.row_id, code) for row in observations for code in (row.indicator.split(";"))]
    principal = [(row.row_id, row.indicator) for row in rows if row.principal == "yes"]
    assert principal == expected
    for row in rows:
        assert (row.relation == "none") == bool(row.reason)
        assert row.why
        assert row.why_en
    keys = [(row.row_id, row.indicator, row.relation, row.target_id) for row in rows]
    assert len(keys) == len(set(keys))


@given(st.permutations(range(5)))
def test_the_order_of_the_files_does_not_matter(order: list[int]) -> None:
    """Targets and results read in another order give the same table."""
    references = [
        aim("90"),
        aim("70", target_id="T2", place=CITY),
        aim("70", target_id="T3", place=CITY, confidence="tertiary"),
        publish("60"),
        publish("61", place=PROVINCE, published_id="P2"),
    ]
    shuffled = [references[at] for at in order]
    assert held(observe("74"), *shuffled) == held(observe("74"), *references)


def test_the_coverage_summary_has_every_observation_once() -> None:
    """Each observation and code once, with its status in words and its number of rows."""
    rows = [
        *held(observe("74"), aim("90"), aim("70", target_id="T2", place=CITY)),
        *held(observe("145", "places", "个", row_id="1.1.30")),
    ]
    found = coverage(rows)
    assert [(row.row_id, row.relation, row.rows) for row in found] == [
        ("1.1.10", "verdict", 2),
        ("1.1.30", "none", 1),
    ]
    assert found[0].status_zh == "本级“十四五”目标：基本符合预期"
    assert found[0].status_en == "own target of the five-year plan: broadly on schedule"
    assert found[1].status_zh == "本库未收录相应目标（不等于未设目标）"


def test_statuses_are_counted_in_the_fixed_order() -> None:
    """Verdicts first, then the reasons as they are printed, each with its number."""
    rows = [
        *held(observe("60", row_id="1.1.1"), aim("50")),
        *held(observe("60", row_id="1.1.2")),
        *held(observe("60", row_id="1.1.3")),
        *held(observe("60", row_id="1.1.4"), aim("90")),
    ]
    counted = [(row.relation, row.reason, row.count) for row in count_statuses(coverage(rows))]
    assert counted == [
        ("verdict", "", 1),
        ("none", "no_target_on_file", 2),
        ("none", "target_equals_base", 1),
    ]


def test_a_year_is_not_put_per_head_beside_a_sum_of_years() -> None:
    """One year's jobs and a city's five-year sum keep their own numbers; a running sum is sized."""
    counts = people(OWN, "720000"), people(CITY, "8000000", "2025")
    city = aim("500000", "jobs", "人", place=CITY, type="累计")
    (year,) = held(observe("22000", "jobs", "人"), city, *counts)
    assert year.reason == "single_year_of_cumulative"
    assert (year.observed, year.target, year.unit, year.target_unit) == (
        "22000",
        "500000",
        "人",
        "人",
    )
    (total,) = held(observe("72000", "jobs", "人", status="累计"), city, *counts)
    assert (total.observed, total.target, total.unit) == ("1000", "625", "人/万人")


def test_a_target_of_another_unit_keeps_it() -> None:
    """A rate asked for beside a headcount is shown in per cent, not in people."""
    rate = aim("95", "pension_rate", name_zh="基本养老保险参保率", place=CITY)
    heads = Indicator(
        "heads",
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
    rows = held(observe("300800", "heads", "人"), rate, indicators=(*CODEBOOK, heads))
    row = next(row for row in rows if row.target_id)
    assert row.reason == "headcount_without_denominator"
    assert (row.unit, row.target, row.target_unit) == ("人", "95", "%")
