"""One indicator over places and years: what is joined, what is split, what rounding leaves open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.cells import Words
from fengze_analysis.telling import panel
from fengze_analysis.telling.panel import Point, open_panel, rank_range

ROOT = Path(__file__).parents[2]
DATASET = ROOT / "data" / "example" / "panel"
JOBS, AIR = "urban_new_employment", "good_air_days_share"


def _point(place: str, value: str, low: str, high: str) -> Point:
    return Point("r", f"1.1.{value}", place, "2023", value, low, high, value, "人", "人·amount··0")


def test_every_dated_figure_of_the_indicator_is_a_point() -> None:
    """Three made-up places over three years give nine points, each with its interval."""
    found = open_panel(str(DATASET), JOBS, str(ROOT))
    assert len(found.points) == 9
    assert found.places == ("临江市东屿区", "临江市云溪区", "临江市北埔县")
    assert [one.year for one in found.points[:3]] == ["2021", "2022", "2023"]
    assert (found.points[0].low, found.points[0].high) == ("23050", "23150")


def test_a_known_change_splits_the_series(tmp_path: Path) -> None:
    """A census or a new boundary begins a new series; what was before is never joined to it."""
    splits = tmp_path / "splits.csv"
    splits.write_text("place,from_year,why\n临江市云溪区,2022,区划调整\n", encoding="utf-8")
    found = open_panel(str(DATASET), JOBS, str(ROOT), str(splits))
    own = [one.series for one in found.points if one.place == "临江市云溪区"]
    words = [one.definition for one in found.points if one.place == "临江市云溪区"]
    assert words[-1].zh.endswith("，2022年起（区划调整）")
    assert words[-1].en.endswith(", from 2022 on (“区划调整”)")
    assert words[0].zh.startswith("数量（人）")
    assert words[0].en.startswith("amount (people)")
    assert "起（" not in words[0].zh
    assert own[0] != own[1] == own[2]
    assert "1个地区的口径中途改变" in panel.bottom_line(found).zh
    drawn = {row.series for row in panel.series_rows(found) if row.place == "临江市云溪区"}
    assert len(drawn) == 2


def test_a_split_table_of_another_form_is_refused(tmp_path: Path) -> None:
    """The header of the table of changes is checked."""
    splits = tmp_path / "splits.csv"
    splits.write_text("area,year\n", encoding="utf-8")
    with pytest.raises(InputError, match="header"):
        open_panel(str(DATASET), JOBS, str(ROOT), str(splits))
    with pytest.raises(InputError, match="no such file"):
        open_panel(str(DATASET), JOBS, str(ROOT), str(tmp_path / "none.csv"))


def test_others_targets_stand_beside_a_rate_and_not_beside_a_count() -> None:
    """A share of days meets the nation's target; a count of jobs of a district does not."""
    air = panel.series_rows(open_panel(str(DATASET), AIR, str(ROOT)))
    jobs = panel.series_rows(open_panel(str(DATASET), JOBS, str(ROOT)))
    assert {row.role for row in air} == {"outcome", "benchmark"}
    assert {row.role for row in jobs} == {"outcome"}


def test_ranks_are_ranges_where_rounding_leaves_them_open() -> None:
    """Two places whose intervals meet share a range; a third that lies apart has one rank."""
    points = [
        _point("甲", "230", "225", "235"),
        _point("乙", "228", "223", "233"),
        _point("丙", "100", "95", "105"),
    ]
    assert [rank_range(points, one, "up") for one in points] == [(1, 2), (1, 2), (3, 3)]
    assert rank_range(points, points[2], "down") == (1, 1)


def test_the_tables_say_what_the_points_are() -> None:
    """The values table has a row a point and the ranking a row a place, the highest first."""
    found = open_panel(str(DATASET), JOBS, str(ROOT))
    assert len(panel.values_table(found).rows) == len(found.points)
    ranking = panel.ranking_table(found).rows
    assert [row[1].zh for row in ranking] == ["临江市东屿区", "临江市云溪区", "临江市北埔县"]
    # 9300余人 has no upper bound, so that even the first place is open downwards.
    assert [row[0] for row in ranking] == ["1–2", "2–3", "1–3"]


def test_wrong_words_get_one_line() -> None:
    """An unknown indicator or a folder that is no dataset is named."""
    with pytest.raises(InputError, match="unknown indicator 'urban_new'"):
        open_panel(str(DATASET), "urban_new", str(ROOT))
    with pytest.raises(InputError, match="no dataset"):
        open_panel(str(ROOT / "data"), JOBS, str(ROOT))


def test_an_indicator_without_a_dated_figure_is_a_sentence() -> None:
    """Nothing is drawn or ranked where no figure has a year."""
    found = open_panel(str(DATASET), "forest_cover", str(ROOT))
    assert found.points == ()
    assert "没有载明年份" in panel.bottom_line(found).zh


def test_places_have_the_english_name_that_is_on_file() -> None:
    """A place of the table of areas is called in English, another as it is written."""
    found = replace(open_panel(str(DATASET), JOBS, str(ROOT)), english={"临江市云溪区": "Yunxi"})
    names = panel.areas(found)
    assert names["临江市云溪区"] == Words("临江市云溪区", "Yunxi")
    assert names["临江市东屿区"].en == "临江市东屿区"
