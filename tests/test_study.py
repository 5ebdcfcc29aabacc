"""A study: every table of a report as a DataFrame, computed from it under stated parameters."""

from __future__ import annotations

import inspect
from pathlib import Path

import pandas as pd
import pytest

import fengze_analysis
from fengze_analysis import open_study
from fengze_analysis.errors import InputError
from fengze_analysis.study import TABLES, Study
from tests.made_up.district import (
    PROJECT,
    REPORT_ID,
    fengze_study,
    make_project,
    receive,
    report_as_docx,
    report_as_html,
    yunxi_study,
)


def _with(**settings: object) -> Study:
    return open_study(project=PROJECT, **settings)  # type: ignore[arg-type]


def _words(study: Study) -> dict[str, str]:
    """The word on each of the district's own targets."""
    rows = study.comparison.query("relation == 'verdict'")
    return dict(zip(rows["reference_id"], rows["word"], strict=True))


# What the plan of the made-up district asks for, and what its report of 2023 comes to.
WORDS = {
    "Y01": "ahead",  # (79.2 - 74.0) / (80.0 - 74.0) = 0.867 > 0.6 + 0.05
    "Y02": "behind_time",  # binding: (43.2 - 42.0) / (45.0 - 42.0) = 0.4 < 0.6
    "Y03": "on_schedule",  # 19000 / 30000 = 0.633, within 0.05 of 0.6
    "Y04": "met_early",  # 4.6 of 4.5 asked for
    "Y05": "kept",  # 3.6 against at most 4.0
    "Y06": "undecided:behind|on_schedule",  # 3.25 to 3.35 from 3.1 towards 3.5: 0.375 to 0.625
    "Y08": "kept",  # 97.8 against 97.0 to keep
}


def test_a_report_of_another_district_gets_real_verdicts() -> None:
    """Against the made-up district's own targets each word is the one worked out by hand."""
    assert _words(yunxi_study()) == WORDS


def test_its_relations_are_of_every_sort() -> None:
    """A benchmark of the city, a neighbour's result and the plan of the year stand beside them."""
    rows = yunxi_study().comparison
    found = set(zip(rows["relation"], rows["reference_id"], strict=True))
    assert {("benchmark", "L01"), ("peer", "U01"), ("yearly_plan", "")} <= found


def test_planted_contradictions_are_found() -> None:
    """A total that its parts do not give and a share that its counts do not give, and no more."""
    found = yunxi_study().findings.query("outcome == 'contradiction'")
    assert sorted(found["rule"]) == ["share_against_level", "sum_of_parts"]


def test_a_gap_is_told_from_a_figure() -> None:
    """The one target that the report says nothing of is the one that is not mentioned."""
    gaps = yunxi_study().gaps.query("level == 'district'").set_index("indicator")["status"]
    assert gaps.pop("tap_water_coverage") == "not_mentioned"
    assert set(gaps) == {"figure_given"}


def test_the_layout_of_another_report_is_read() -> None:
    """（一） and 1. are measures as 一是 is, each with its heading; the table counts as figures."""
    items = [(one.section, one.item, one.heading) for one in yunxi_study().document.items]
    assert items[:5] == [
        ("1", "1", "经济运行"),
        ("1", "2", "民生改善"),
        ("2", "1", "桥梁和道路"),
        ("2", "2", "民生投入"),
        ("2", "3", "茶旅融合"),
    ]
    rows = yunxi_study().outcomes
    table = rows[rows["surface"].isin(["98.4", "99.1", "81.5", "86.4"])]
    assert table["year"].tolist() == ["2022", "2023", "2022", "2023"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("report.docx", report_as_docx()), ("report.html", report_as_html())],
    ids=["docx", "html"],
)
def test_the_same_report_in_another_format_says_the_same(
    name: str, data: bytes, tmp_path: Path
) -> None:
    """As DOCX or HTML the report gives the same figures, verdicts and findings as its text."""
    project = make_project(tmp_path / "project")
    receive(project, "other-format", name, data)
    study = open_study("other-format", project=project)
    text = study.extracted.text
    assert all(text[row.start : row.end] == row.surface for row in study.statements)
    assert _facts(study) == _facts(yunxi_study())
    assert _words(study) == WORDS


def _facts(study: Study) -> list[list[object]]:
    rows = study.outcomes[["value_exact", "canonical_unit", "indicator", "sense", "year", "place"]]
    return [*rows.values.tolist(), *study.findings[["rule", "outcome"]].values.tolist()]


def test_every_table_is_a_frame() -> None:
    """Each table has real types, its columns are in the dictionary, and frames join."""
    study = yunxi_study()
    known = set(zip(study.dictionary["table"], study.dictionary["column"], strict=True))
    for name in TABLES:
        frame = getattr(study, name)
        assert isinstance(frame, pd.DataFrame)
        columns = [one for one in frame.columns if not one.endswith("_exact")]
        assert {(name, column) for column in columns} <= known
    joined = study.outcomes.merge(study.comparison, on=["report_id", "row_id"])
    assert (joined["value"].dtype, len(joined)) == ("float64", len(study.comparison))


def test_a_study_says_what_it_is() -> None:
    """Its repr and its HTML name the report, and its parameters are in its signature."""
    study = yunxi_study()
    assert repr(study).startswith(f"<Study {REPORT_ID}: ")
    assert "云溪区" in study._repr_html_()
    assert {"delta", "targets", "as_of"} <= set(inspect.signature(open_study).parameters)


def test_delta_changes_the_words() -> None:
    """With a wide δ a lead becomes what was to be expected; with none a small lead shows."""
    assert _words(_with(delta="0.3"))["Y01"] == "on_schedule"
    assert _words(_with(delta=0.01))["Y03"].endswith("ahead")


@pytest.mark.parametrize("year", [2022, "2022"])
def test_as_of_leaves_out_later_figures(year: object) -> None:
    """With 2022 as the latest year no figure of 2023 is judged; a year is a number or a text."""
    assert not {"ahead", "met_early", "kept"} & set(_words(_with(as_of=year)).values())


def test_a_year_of_the_document_alone_can_be_refused() -> None:
    """Figures whose year only the document gives are then compared with nothing of a year."""
    from tests.made_up.district import ROOT

    strict = open_study("fengze-2024-7", project=ROOT, document_years="refuse")
    peers = [len(one.comparison.query("relation == 'peer'")) for one in (strict, fengze_study())]
    assert peers[0] < peers[1]


def test_rounding_and_about_change_the_interval() -> None:
    """Cut off instead of rounded, 79.2 stands for what begins there."""
    half_up = next(row for row in yunxi_study().statements if row.surface == "79.2%")
    cut = next(row for row in _with(rounding="truncation").statements if row.surface == "79.2%")
    assert (str(half_up.low), str(half_up.high)) == ("79.15", "79.25")
    assert str(cut.low) == "79.2"


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("delta", "5", "0 to 1"),
        ("delta", "x", "0 to 1"),
        ("as_of", "last", "four digits"),
        ("rounding", "none", "half_up"),
        ("targets_mode", "none", "extend or replace"),
        ("document_years", "none", "use or refuse"),
    ],
)
def test_a_wrong_parameter_is_refused(name: str, value: object, right: str) -> None:
    """A parameter is checked by type and range when the study is opened."""
    with pytest.raises(InputError) as raised:
        _with(**{name: value})
    assert right in raised.value.right


def test_own_targets_stand_beside_ours_or_instead(tmp_path: Path) -> None:
    """Three lines that a person would write give a verdict with their own source."""
    own = tmp_path / "own.csv"
    own.write_text(
        "name,value,unit,target_year,operator,place,base_value,base_year,title,publisher\n"
        "森林覆盖率,43,%,2025,≥,临江市云溪区,42,2020,云溪区绿化规划,云溪区政府\n",
        encoding="utf-8",
    )
    beside, instead = _with(targets=own), _with(targets=[own], targets_mode="replace")
    assert len(_words(beside)) == len(WORDS) + 1
    assert list(_words(instead).values()) == ["met_early"]
    assert "云溪区绿化规划" in set(instead.sources["title"])


def test_a_missing_table_of_targets_is_a_line() -> None:
    """A path that is none is refused before anything is read."""
    with pytest.raises(InputError, match=r"missing\.csv"):
        _with(targets="missing.csv")


def test_a_manual_reading_takes_the_place_of_the_rule(tmp_path: Path) -> None:
    """A person's reading replaces the rule's, keeps who and why, and may correct a year."""
    project = make_project(tmp_path / "project")
    row = next(row for row in yunxi_study().statements if row.surface == "24场")
    path = project / "data" / "raw" / REPORT_ID / "readings.csv"
    header = "start,surface,value,unit,kind,indicator,who,why,year\n"
    path.write_text(f"{header}{row.start},24场,25,场,amount,,编者,附件载明25场,2022\n", "utf-8")
    (read,) = [one for one in open_study(project=project).statements if one.reading == "manual"]
    assert (read.row_id, str(read.value), str(read.year)) == (row.row_id, "25", "2022")
    assert (read.read_by, read.read_why) == ("编者", "附件载明25场")


def _register(project: Path, guard: str) -> str:
    """Register a misprint of the made-up report; gives the row's id."""
    row = next(row for row in yunxi_study().statements if row.surface == "86.7%")
    path = project / "data" / "raw" / REPORT_ID / "corrections.yml"
    path.write_text(
        f"- start: {row.start}\n  surface: 86.7%\n  should_be: 83.3%\n  evidence: 100所占120所\n"
        f"  guard: {guard}\n  issuer_told: no\n",
        encoding="utf-8",
    )
    return row.row_id


def test_corrections_stand_beside_the_printed_figure(tmp_path: Path) -> None:
    """A registered misprint is found by its row, stands in the table and changes no value."""
    project = make_project(tmp_path / "project")
    row_id = _register(project, "占总数的86.7%")
    study = open_study(project=project)
    assert {key: one.should_be for key, one in study.corrections.items()} == {row_id: "83.3%"}
    assert study.statements == yunxi_study().statements
    assert not yunxi_study().corrections


def test_a_correction_whose_text_changed_stops_the_build(tmp_path: Path) -> None:
    """Where the words around the figure are others, the entry must be looked at again."""
    project = make_project(tmp_path / "project")
    _register(project, "占全部的86.7%")
    with pytest.raises(InputError, match="has changed"):
        open_study(project=project)


def test_sources_are_those_that_were_used() -> None:
    """A source that nothing was compared with is not listed."""
    study = fengze_study()
    used = set(study.comparison["source_id"]) | set(study.findings["source_id"])
    assert {one.source_id for one in study.sources_used} == used - {""}


def test_what_there_is_can_be_seen() -> None:
    """The package lists its public names, has a version and gives each of them."""
    assert "__version__" in dir(fengze_analysis)
    assert all(getattr(fengze_analysis, name) is not None for name in dir(fengze_analysis))
    with pytest.raises(AttributeError):
        _ = fengze_analysis.nothing
