"""The curated tables of data/raw: sound by their definition, cited, agreeing with each other."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fengze_analysis.interval import exact_text
from fengze_analysis.lexicon.codebook import load_indicators
from fengze_analysis.model import Period
from fengze_analysis.project import Curated, find_codebook, read_curated

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
OWN = "泉州市丰泽区"
TABLES = ("sources", "targets", "published", "assessments", "excluded")


@pytest.fixture(scope="module")
def curated() -> Curated:
    """The tables as a study reads them: every fault of them would be raised here."""
    return read_curated(ROOT, find_codebook(ROOT))


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table as text."""
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_clean_text(name: str) -> None:
    """A table is UTF-8 with LF, ends with a line end, and no cell has spaces around it."""
    raw = (RAW / f"{name}.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert [cell for row in rows_of(name) for cell in row.values() if cell != cell.strip()] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_points_outside_the_project(name: str) -> None:
    """No cell but an address names a path, a numeric host or a row of another list."""
    stray = re.compile(r"\b[CE][0-9]{3}\b|file:|(?<![0-9:])/[a-z]+/|[0-9]{1,3}(\.[0-9]{1,3}){3}")
    cells = [cell for row in rows_of(name) for key, cell in row.items() if key != "url"]
    assert [cell for cell in cells if stray.search(cell)] == []


def test_every_source_is_used_and_listed_once(curated: Curated) -> None:
    """No source stands in the table that no row cites, and title and publisher name one only."""
    tables = (curated.targets, curated.published, curated.assessments)
    cited = {row.source_id for rows in tables for row in rows}
    cited |= {row["source_id"] for row in rows_of("excluded")}
    assert {row.source_id for row in curated.sources} - cited == set()
    counted = Counter((row.title, row.publisher) for row in curated.sources)
    assert [found for found, times in counted.items() if times > 1] == []


def test_a_row_is_as_sure_as_its_source(curated: Curated) -> None:
    """The confidence of a row is that of the source it cites; a reprint has no address."""
    sure = {row.source_id: row.confidence for row in curated.sources}
    rows: list[Any] = [*curated.targets, *curated.published]
    assert [row for row in rows if row.confidence != sure[row.source_id]] == []
    assert [row for row in curated.sources if row.confidence == "tertiary" and row.url] == []


def test_rates_lie_between_nothing_and_all(curated: Curated) -> None:
    """A rate of a whole is between 0 and 100."""
    rates = {row.code for row in load_indicators() if row.form == "rate"}
    rows: list[Any] = [*curated.targets, *curated.published]
    values = [row.value for row in rows if row.indicator in rates and row.value is not None]
    assert [value for value in values if not 0 <= value <= 100] == []


def test_only_a_target_in_words_has_no_value(curated: Curated) -> None:
    """A target has no value exactly if it is qualitative, and then no operator either."""
    for row in curated.targets:
        assert (row.value is None) == (row.type == "qualitative"), row
        assert (row.operator == "") == (row.type == "qualitative"), row


def test_a_base_value_has_a_year_before_the_target(curated: Curated) -> None:
    """A base value belongs to a year, and that lies before the target year."""
    based = [row for row in curated.targets if row.base_value is not None]
    assert len(based) > 40
    assert [row for row in based if row.base_year is None] == []
    assert [
        r for r in based if r.target_year and r.base_year and r.base_year >= r.target_year
    ] == []


@pytest.mark.parametrize(
    ("published_id", "year"),
    [
        ("P162", "2021-2025"),  # a sum from January 2021 to August 2025
        ("P012", "2022-07"),  # up to the middle of July
        ("P101", "2024-02"),
        ("P156", "2025H1"),
        ("P158", "2025"),
    ],
)
def test_a_figure_covers_what_its_source_says(
    curated: Curated, published_id: str, year: str
) -> None:
    """Running sums and parts of a year are not put down as years."""
    row = next(row for row in curated.published if row.published_id == published_id)
    assert row.year == Period.parse(year)


@pytest.mark.parametrize(
    ("indicator", "type_", "operator", "value", "base", "nature"),
    [
        ("urbanisation_rate", "level", ">=", "65", "60.6 2019", "anticipatory"),
        ("rd_expenditure_growth", "mean_growth", ">", "7", "", "anticipatory"),
        ("surveyed_urban_unemployment", "yearly", "<", "5.5", "5.2 2020", "anticipatory"),
        ("mean_years_of_schooling_working_age", "level", ">=", "11.3", "10.8 2020", "binding"),
        ("life_expectancy", "rise", ">=", "1", "77.3 2019", "anticipatory"),
        ("energy_intensity_reduction", "cumulative", ">=", "13.5", "", "binding"),
        ("carbon_intensity_reduction", "cumulative", ">=", "18", "", "binding"),
        ("good_air_days_share", "level", ">=", "87.5", "87 2020", "binding"),
        ("surface_water_good_share", "level", ">=", "85", "83.4 2020", "binding"),
        ("forest_cover", "level", ">=", "24.1", "23.2 2019", "binding"),
        ("grain_production_capacity", "level", ">", "650000000", "", "binding"),
        ("energy_production_capacity", "level", ">", "4600000000", "", "binding"),
    ],
)
def test_a_main_indicator_of_the_nation_is_as_in_the_official_box(
    curated: Curated, indicator: str, type_: str, operator: str, value: str, base: str, nature: str
) -> None:
    """Type, operator, value, base and nature are those of the plan's table."""
    row = next(
        r for r in curated.targets if r.place == "全国" and r.main and r.indicator == indicator
    )
    found = f"{exact_text(row.base_value)} {row.base_year}" if row.base_value is not None else ""
    assert (row.type, row.operator, exact_text(row.value)) == (type_, operator, value)
    assert (found, row.nature) == (base, nature)


def test_the_lists_of_the_plans_are_whole(curated: Curated) -> None:
    """Twenty main indicators of the nation and of Shanghai, twenty-two goals of Shenzhen."""
    counted = Counter(row.place for row in curated.targets if row.main)
    assert counted["全国"] == 20
    assert counted["上海市"] == 20
    assert sum(row.place == "深圳市" for row in curated.targets) == 22


def test_the_mid_term_review_has_a_word_on_each_of_the_twenty(curated: Curated) -> None:
    """The review gives 4, 5, 7 and 4 of its words to the nation's main indicators."""
    words = Counter(
        row.word for row in curated.assessments if row.place == "全国" and row.year == 2023
    )
    assert words == {"提前实现": 4, "快于预期": 5, "基本符合预期": 7, "滞后于预期": 4}


def test_the_district_has_no_target_of_its_own(curated: Curated) -> None:
    """No target of the district is on file; what was found are expectations of single projects."""
    assert [row for row in curated.targets if row.place == OWN] == []
    projects = [r for r in rows_of("excluded") if r["place"] == OWN and r["kind"] == "target"]
    assert len(projects) >= 5
    assert all(row["reason"].startswith("项目预期") for row in projects)


def test_size_and_value_added_of_the_digital_economy_are_two_measures(curated: Curated) -> None:
    """A target on one is never coded as the other."""
    for row in curated.targets:
        if row.indicator == "digital_economy_share_of_gdp":
            assert "增加值" not in row.phrase, row
