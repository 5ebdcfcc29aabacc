"""The rules on the project's own tables: false friends refused, the nation worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from fengze_analysis.comparison.calibration import Calibration, calibrate
from fengze_analysis.comparison.compare import compare
from fengze_analysis.comparison.measurability import grade_targets
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.silence import silence
from fengze_analysis.model import (
    Assessment,
    Comparison,
    Indicator,
    Observation,
    Place,
    Published,
    Target,
)
from fengze_analysis.schema.files import read_table
from fengze_analysis.schema.rows import cells_of, columns_of
from fengze_analysis.schema.schema import check_rows
from tests.comparison.made_up import observe, report

RAW = Path(__file__).parents[2] / "data" / "raw"
DISTRICT = "泉州市丰泽区"


@dataclass(frozen=True)
class Tables:
    """The curated tables of the project."""

    targets: Sequence[Target]
    published: Sequence[Published]
    indicators: Sequence[Indicator]
    places: Sequence[Place]
    assessments: Sequence[Assessment]


@cache
def _tables() -> Tables:
    return Tables(
        read_table(RAW / "targets.csv", Target),
        read_table(RAW / "published.csv", Published),
        read_table(RAW / "indicators.csv", Indicator),
        read_table(RAW / "places.csv", Place),
        read_table(RAW / "assessments.csv", Assessment),
    )


def _held(observation: Observation, **settings: str) -> list[Comparison]:
    tables = _tables()
    return compare(
        [observation],
        tables.targets,
        tables.published,
        tables.indicators,
        tables.places,
        Parameters(place=DISTRICT, **settings),  # type: ignore[arg-type]
    )


def _in_fengze(value: str, indicator: str, unit: str, **changes: str) -> Observation:
    return observe(value, indicator, unit, **{"place": DISTRICT, **changes})  # type: ignore[arg-type]


def _indicator_of(row: Comparison) -> str:
    tables = _tables()
    of_target = {target.target_id: target.indicator for target in tables.targets}
    of_result = {result.published_id: result.indicator for result in tables.published}
    return (of_target | of_result).get(row.target_id, "")


@pytest.mark.parametrize(
    ("observation", "friend"),
    [
        (
            _in_fengze("66.48", "digital_economy_share_of_gdp", "%", step="0.01"),
            "core_digital_industries_share_of_gdp",
        ),
        (_in_fengze("145", "high_tech_enterprise_applications", "家"), "high_tech_enterprises"),
        (
            _in_fengze("145", "high_tech_enterprise_applications", "家"),
            "high_tech_enterprises_newly_certified",
        ),
        (
            _in_fengze("130000000000", "contracted_total_investment", "元", approx="over"),
            "fixed_asset_investment_growth",
        ),
        (
            _in_fengze("6130", "new_vocational_certificate_holders", "人"),
            "subsidised_skills_training",
        ),
        (_in_fengze("300800", "urban_employees_pension_insured", "人"), "basic_pension_coverage"),
        (
            _in_fengze("100", "safe_use_of_contaminated_sites_rate", "%"),
            "safe_use_of_contaminated_farmland_rate",
        ),
    ],
)
def test_a_false_friend_is_never_more_than_refused(observation: Observation, friend: str) -> None:
    """What sounds alike and is not alike may have a row, and that row has a reason."""
    rows = [row for row in _held(observation, undated_year="2023") if _indicator_of(row) == friend]
    assert all(row.relation == "none" and row.reason for row in rows)


def test_a_share_that_sounds_alike_is_shown_as_refused() -> None:
    """The core digital industries' target stands in the table with its reason, not in silence."""
    rows = _held(_in_fengze("66.48", "digital_economy_share_of_gdp", "%", step="0.01"))
    reasons = {
        row.reason for row in rows if _indicator_of(row) == "core_digital_industries_share_of_gdp"
    }
    assert reasons <= {"definition_differs"}


def test_a_park_is_not_the_district() -> None:
    """A share of the central business district is held against nobody's target."""
    rows = _held(_in_fengze("66.48", "digital_economy_share_of_gdp", "%", place="泉州中央商务区"))
    assert {row.relation for row in rows} == {"none"}


def test_the_districts_own_table_is_not_on_file() -> None:
    """Without an own target of the five-year plan no figure of any indicator has a verdict."""
    own = [row for row in _tables().targets if row.place == DISTRICT]
    assert not [row for row in own if row.class_ in ("纲要", "专项规划")]
    for indicator in _tables().indicators:
        rows = _held(_in_fengze("50", indicator.code, indicator.unit))
        assert "verdict" not in {row.relation for row in rows}


def test_a_single_year_is_never_held_against_a_five_year_sum() -> None:
    """22 000 new jobs of a year are refused against the nation's five-year target."""
    rows = _held(_in_fengze("22000", "urban_new_employment", "人", step="1000"))
    of_nation = [row for row in rows if row.target_id and row.target_place == "全国"]
    assert of_nation
    assert "benchmark" not in {row.relation for row in of_nation}


def test_every_benchmark_on_file_prints_both_years() -> None:
    """No benchmark of any indicator is without the year of the target and of the value."""
    for indicator in _tables().indicators:
        for row in _held(_in_fengze("50", indicator.code, indicator.unit)):
            if row.relation == "benchmark":
                assert f"{row.target_year}年" in row.why
                assert "2023年" in row.why
                assert "完成" not in row.word


def test_every_row_of_the_comparison_fits_the_data_dictionary() -> None:
    """Whatever an indicator is held against, each cell has the form that its column promises."""
    rows = [
        row
        for indicator in _tables().indicators
        for row in _held(_in_fengze("1400", indicator.code, indicator.unit), undated_year="2023")
    ]
    cells = [cells_of(row) for row in rows]
    columns = columns_of(Comparison)
    table = [dict(zip(columns, line, strict=True)) for line in cells]
    faults = check_rows("comparison", table, "comparison.csv")
    assert [str(fault) for fault in faults] == []


def _national(indicator: str, as_of: str = "2022") -> Calibration:
    tables = _tables()
    found = calibrate(
        tables.targets,
        tables.published,
        tables.assessments,
        tables.indicators,
        Parameters(as_of=as_of),
    )
    return next(row for row in found if row.indicator == indicator)


@pytest.mark.parametrize(
    ("indicator", "progress", "word", "agreement"),
    [
        ("high_value_patents_per_10k", (9.4 - 6.3) / (12 - 6.3), "快于预期", "agree"),
        ("licensed_doctors_per_1000", (3.15 - 2.90) / (3.2 - 2.90), "快于预期", "agree"),
        ("forest_cover", (24.02 - 23.04) / (24.1 - 23.04), "快于预期", "agree"),
        ("childcare_places_per_1000", (2.57 - 1.8) / (4.5 - 1.8), "滞后于预期", "agree"),
    ],
)
def test_the_nations_words_worked_by_hand(
    indicator: str, progress: float, word: str, agreement: str
) -> None:
    """On the values of 2022, two of five years gone, our word is the review's."""
    row = _national(indicator)
    assert float(row.progress) == pytest.approx(progress, abs=0.0001)
    assert (row.time_share, row.observed_year) == ("0.4", "2022")
    assert (row.word, row.agreement) == (word, agreement)


def test_a_census_splits_the_nations_urbanisation_rate() -> None:
    """The base of 2019 stands before the census of 2020, so the series is not measured through."""
    assert _national("urbanisation_rate").reason == "base_not_comparable"


def test_a_base_that_rounding_joins_to_the_target_gives_no_progress() -> None:
    """87% good-air days may be the 87.5% that are asked for: s is undefined."""
    assert _national("good_air_days_share").reason == "method_undefined"


def test_targets_in_words_are_not_measured() -> None:
    """Growth 在合理区间 has no number to hold anything against."""
    assert _national("gdp_growth").reason == "not_measurable"


def test_every_official_word_has_a_row_with_a_word_or_a_reason() -> None:
    """Nothing of the review is left out, and nothing is filled in."""
    tables = _tables()
    rows = calibrate(tables.targets, tables.published, tables.assessments, tables.indicators)
    assert len(rows) == len(tables.assessments)
    for row in rows:
        assert (row.agreement == "not_assessable") == bool(row.reason)
        assert row.observed_year <= row.review_year


def test_every_target_on_file_has_a_grade() -> None:
    """Each target is measurable in one of the four grades, and only some are by number and year."""
    grades = [row.grade for row in grade_targets(_tables().targets)]
    assert len(grades) == len(_tables().targets)
    assert {"number_and_year", "direction_only"} <= set(grades)


def test_good_air_in_words_is_not_silence() -> None:
    """空气质量总体保持优良 is found for the nation's indicator by the codebook's phrases."""
    tables = _tables()
    rows = silence(
        report("实施减排项目6个，空气质量总体保持优良。"),
        [],
        tables.targets,
        tables.indicators,
        tables.places,
        Parameters(place=DISTRICT),
    )
    found = {(row.place, row.indicator): row.status for row in rows}
    assert found["全国", "good_air_days_share"] == "words"
    assert found["全国", "forest_cover"] == "not_mentioned"
    assert found["全国", "grain_production_capacity"] == "not_applicable"
