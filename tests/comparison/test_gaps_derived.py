"""What has no figure, and figures computed here with their inputs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fengze_analysis.comparison import Parameters, derive, find_gaps, on_file
from fengze_analysis.extraction.extract import extract
from fengze_analysis.lexicon.codebook import load_indicators
from fengze_analysis.model import Derived, Gap, Published, Statement, Target
from tests.comparison.made_up import OWN, PLACES, figure, make_target, statement

CITY = "河滩市"
SETTINGS = Parameters(place=OWN)
BOOK = load_indicators()


def target(code: str, **changes: object) -> Target:
    """A target of the city on an indicator of the codebook."""
    return make_target(place=CITY, indicator=code, target_id=code, **changes)


def gaps_of(text: str, *targets: Target) -> dict[str, Gap]:
    """The gaps of a text about the own area, by indicator."""
    read = extract(text, "r", BOOK, OWN)
    filed = on_file(read.statements, targets, [], BOOK, PLACES, SETTINGS)
    rows = find_gaps(read.document, filed)
    return {row.indicator: row for row in rows}


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("urbanisation_rate", "figure_given"),
        ("surface_water_good_share", "words_only"),  # 水环境质量
        ("basic_pension_coverage", "words_only"),  # heads insured for a rate
        ("base_stations_5g_per_10k", "words_only"),  # a count for one per head
        ("forest_cover", "not_mentioned"),
        ("grain_production_capacity", "not_applicable"),  # not asked of a district
    ],
)
def test_an_indicator_is_given_worded_not_mentioned_or_does_not_apply(
    code: str, status: str
) -> None:
    """A figure of another form of the same indicator is words about it, never silence."""
    text = (
        "一、工作\n2023年，常住人口城镇化率71.2%。水环境质量稳步改善。"
        "参加城镇职工基本养老保险人数达到3.2万人。建成5G基站300个。"
    )
    gap = gaps_of(text, target(code))[code]
    assert gap.status == status
    assert bool(gap.rows) == (status == "figure_given")
    assert bool(gap.sentence) == (status == "words_only")


def test_where_main_indicators_are_marked_only_they_are_asked_for() -> None:
    """The list of main indicators goes before all other targets of a plan."""
    rows = gaps_of("无。", target("forest_cover", main=True), target("urbanisation_rate"))
    assert list(rows) == ["forest_cover"]


def derived(rows: list[Statement], *references: Target | Published) -> dict[str, Derived]:
    """The computed figures by kind."""
    targets = [one for one in references if isinstance(one, Target)]
    figures = [one for one in references if isinstance(one, Published)]
    filed = on_file(rows, targets, figures, BOOK, PLACES, SETTINGS)
    return {one.kind: one for one in derive(filed)}


PEOPLE = figure(
    "720000", "2022", OWN, role="population", indicator="resident_population", unit="人"
)


def test_a_count_is_put_per_head_only_where_somebody_asks_for_it() -> None:
    """1440 of 720 000 people are 20 per 10 000; without a reference nothing is computed."""
    rows = [statement("1440", "base_stations_5g", "个")]
    asked = target("base_stations_5g_per_10k", unit="个")
    found = derived(rows, asked, PEOPLE)["per_ten_thousand"]
    assert (found.value, found.unit, found.inputs[0]) == (20, "个/万人", "1.1.1")
    assert found.formula == "comparison.per_ten_thousand"
    assert dict(found.values)["people"] == 720000
    assert derived(rows, PEOPLE) == {}


def test_a_published_figure_per_head_goes_before_a_computed_one() -> None:
    """Where a source prints the value per head none is computed."""
    rows = [statement("1440", "base_stations_5g", "个")]
    asked = target("base_stations_5g_per_10k", unit="个")
    printed = figure("21", place=OWN, indicator="base_stations_5g_per_10k", unit="个")
    assert derived(rows, asked, PEOPLE, printed) == {}


def test_the_plan_of_the_year_follows_from_an_amount_and_its_share() -> None:
    """61.1亿 at 108% imply 56.26 to 56.89亿, rounded outward."""
    amount = statement(
        "6110000000", "", "元", low=Decimal(6105000000), high=Decimal(6115000000), sentence="a"
    )
    share = statement(
        *("108", "", "%"),
        low=Decimal("107.5"),
        high=Decimal("108.5"),
        sentence="a",
        row_id="1.1.2",
        basis="年度计划",
    )
    found = derived([amount, share])["implied_plan"]
    assert found.low is not None
    assert found.high is not None
    assert (round(found.low / 10**8, 2), round(found.high / 10**8, 2)) == (
        pytest.approx(56.27),
        pytest.approx(56.88),
    )
    assert found.inputs == ("1.1.1", "1.1.2")


def test_quotients_of_one_item() -> None:
    """Guarantees over their leverage, investment over school places: of one item only."""
    rows = [
        statement("1000", "outstanding_guarantee_balance", "元"),
        statement("5", "guarantee_leverage_multiple", "倍", kind="multiple"),
        statement("2000", "education_project_investment", "元"),
        statement("40", "new_quality_school_places", "个", item="2"),
    ]
    found = derived(rows)
    assert found["net_capital"].value == 200
    assert "cost_per_place" not in found


def test_the_share_of_the_city_needs_the_same_period() -> None:
    """A part of the year is no whole of a year's figure."""
    rows = [statement("200", "urban_new_employment", "人")]
    same = figure("1000", "2023", indicator="urban_new_employment", unit="人")
    assert derived(rows, same)["share_of_city"].value == 20
    part = figure("1000", "2023H1", indicator="urban_new_employment", unit="人")
    assert derived(rows, part) == {}
