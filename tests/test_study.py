"""A study: every table of a report, computed from it under stated parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengze_analysis import open_study
from fengze_analysis.errors import InputError
from fengze_analysis.study import PARAMETERS, Study
from fengze_analysis.telling import comparison
from tests.made_up.district import (
    PROJECT,
    REPORT_ID,
    ROOT,
    fengze_study,
    make_project,
    receive,
    report_as_docx,
    report_as_html,
    yunxi_study,
)


def _with(**settings: object) -> Study:
    return open_study(project=str(PROJECT), **settings)


def _words(study: Study) -> dict[str, str]:
    """The word on each of the district's own targets."""
    return {row.target_id: row.word for row in study.comparisons if row.target_id.startswith("Y")}


# What the plan of the made-up district asks for, and what its report of 2023 comes to.
WORDS = {
    "Y01": "快于预期",  # (79.2 - 74.0) / (80.0 - 74.0) = 0.867 > 0.6 + 0.05
    "Y02": "未达到序时进度",  # binding: (43.2 - 42.0) / (45.0 - 42.0) = 0.4 < 0.6
    "Y03": "基本符合预期",  # 19000 / 30000 = 0.633, within 0.05 of 0.6
    "Y04": "提前实现",  # 4.6 of 4.5 asked for
    "Y05": "当年未超上限",  # 3.6 against at most 4.0
    "Y06": "舍入误差内不能判定（滞后于预期／快于预期）",  # 3.1 to 3.3 towards 3.5: 0.286 to 0.667
    "Y08": "保持",  # 97.8 against 97.0 to keep
}


def test_a_report_of_another_district_gets_real_verdicts() -> None:
    """Against the made-up district's own targets each word is the one worked out by hand."""
    assert _words(yunxi_study()) == WORDS


def test_its_relations_are_of_every_sort() -> None:
    """A benchmark of the city, a neighbour's result and the plan of the year stand beside them."""
    rows = {(row.relation, row.target_id) for row in yunxi_study().comparisons}
    assert {("benchmark", "L01"), ("peer", "U01"), ("yearly_plan", "")} <= rows


def test_planted_contradictions_are_found() -> None:
    """A total that its parts do not give and a share that its counts do not give, and no more."""
    found = [row for row in yunxi_study().findings if row.outcome == "contradiction"]
    assert sorted(row.rule for row in found) == ["share_against_level", "sum_of_parts"]
    assert all(row.readings_zh and row.readings_en and row.verify_zh for row in found)


def test_silence_is_told_from_a_figure() -> None:
    """The one target that the report says nothing of is the one that is not mentioned."""
    status = {row.indicator: row.status for row in yunxi_study().silence if row.level == "district"}
    assert status.pop("tap_water_coverage") == "not_mentioned"
    assert set(status.values()) == {"figure"}


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
    surfaces = [row.surface for row in yunxi_study().observations]
    assert [one for one in surfaces if one in ("98.4", "99.1", "81.5", "86.4")] == [
        "98.4",
        "99.1",
        "81.5",
        "86.4",
    ]


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
    study = open_study("other-format", str(project))
    text = study.extracted.text
    assert [row.surface for row in study.observations] == [
        text[row.start : row.end] for row in study.observations
    ]
    assert _facts(study) == _facts(yunxi_study())
    assert _words(study) == WORDS


def _facts(study: Study) -> list[tuple[str, ...]]:
    rows = [(one.value, one.canonical_unit, one.indicator) for one in study.observations]
    found = [(one.rule, one.outcome, one.printed) for one in study.findings]
    return [*rows, *found]


@pytest.mark.parametrize("name", [name for name, one in PARAMETERS.items() if one.choices])
def test_defaults_are_among_the_choices(name: str) -> None:
    """A parameter with choices has one of them as its default, and a meaning."""
    assert PARAMETERS[name].default in PARAMETERS[name].choices
    assert PARAMETERS[name].meaning


def test_delta_changes_the_words() -> None:
    """With a wide δ a lead becomes what was to be expected; with none a small lead shows."""
    assert _words(_with(delta="0.3"))["Y01"] == "基本符合预期"
    assert _words(_with(delta="0.01"))["Y03"] == "快于预期"


def test_as_of_leaves_out_later_figures() -> None:
    """With 2022 as the latest year no figure of 2023 is judged."""
    words = _words(_with(as_of="2022"))
    assert words != WORDS
    assert not {"快于预期", "提前实现", "保持"} & set(words.values())


def test_the_base_year_changes_progress() -> None:
    """Measured from a year without a base value there is no progress, and the reason says so."""
    rows = [row for row in _with(base_year="2021").comparisons if row.target_id == "Y01"]
    assert [(row.word, row.reason) for row in rows] == [("无法评估", "no_baseline")]


def _count(study: Study, *relations: str) -> int:
    return sum(row.relation in relations for row in study.comparisons)


def test_an_undated_year_is_taken_and_said() -> None:
    """With a year assumed, figures without one meet results of that year, and it is said."""
    assumed = open_study("fengze-2024-7", str(ROOT), undated_year="2023")
    assert _count(assumed, "peer", "same_fact") > _count(fengze_study(), "peer", "same_fact")
    assert any("按报告年份计" in row.why for row in assumed.comparisons)
    assert "一律假定为2023年" in comparison.settings_line(assumed).zh
    assert "assumed to be of 2023" in comparison.settings_line(assumed).en


def test_refusing_undated_figures_leaves_fewer_benchmarks() -> None:
    """``refuse`` compares no rate without a printed year with anybody's target."""
    refusing = open_study("fengze-2024-7", str(ROOT), undated="refuse")
    assert _count(refusing, "benchmark") < _count(fengze_study(), "benchmark")


def test_rounding_changes_the_interval_of_a_figure() -> None:
    """Cut off instead of rounded, 79.2 stands for what begins there."""
    half_up = next(row for row in yunxi_study().observations if row.surface == "79.2%")
    cut = next(row for row in _with(rounding="truncation").observations if row.surface == "79.2%")
    assert (half_up.low, half_up.high) == ("79.15", "79.25")
    assert cut.low == "79.2"


def test_about_share_changes_what_about_leaves_open() -> None:
    """约2.2亿元 stands for five in a hundred more or less, or for what the parameter says."""
    wide = open_study("fengze-2024-7", str(ROOT), about_share="0.1")

    def bounds(study: Study) -> tuple[str, str]:
        row = next(row for row in study.observations if row.surface == "2.2亿元")
        return row.low, row.high

    assert bounds(fengze_study()) == ("209000000", "231000000")
    assert bounds(wide) == ("198000000", "242000000")


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("delta", "5", "0 to 1"),
        ("delta", "0.05 ", ""),
        ("as_of", "last", "four digits"),
        ("rounding", "none", "half_up | half_even | truncation"),
        ("nothing", "1", "delta"),
        ("delta", True, "a decimal"),
        ("targets", "missing.csv", "a CSV of targets"),
    ],
)
def test_a_wrong_parameter_stops_before_reading(name: str, value: object, right: str) -> None:
    """A parameter is checked by name, type and range when the study is opened."""
    if not right:
        assert _with(**{name: value}).settings[name] == "0.05"
        return
    with pytest.raises(InputError) as raised:
        _with(**{name: value})
    assert right in raised.value.right


def test_a_wrong_parameter_is_told_before_a_missing_project(tmp_path: Path) -> None:
    """Nothing is looked for, let alone read, before every parameter is right."""
    with pytest.raises(InputError, match=r"delta 5 is out of range"):
        open_study(project=str(tmp_path), delta="5")


def test_manual_readings_take_the_place_of_the_rule(tmp_path: Path) -> None:
    """A person's reading of a figure replaces the rule's and is marked as manual."""
    project = make_project(tmp_path / "project")
    row = next(row for row in yunxi_study().observations if row.surface == "24场")
    path = project / "data" / "raw" / REPORT_ID / "readings.csv"
    path.write_text(
        "start,surface,value,unit,kind,indicator,who,why\n"
        f"{row.start},24场,25,场,amount,tea_study_events,编者,附件载明25场\n",
        encoding="utf-8",
    )
    (read,) = [
        one for one in open_study(project=str(project)).observations if one.reading != "rule"
    ]
    assert (read.row_id, read.value, read.reading) == (row.row_id, "25", "manual")


def test_corrections_stand_beside_the_printed_figure(tmp_path: Path) -> None:
    """A registered misprint is found by its row and changes no value."""
    project = make_project(tmp_path / "project")
    row = next(row for row in yunxi_study().observations if row.surface == "86.7%")
    _register(project, row.start, "占总数的86.7%")
    study = open_study(project=str(project))
    assert study.corrections[row.row_id].should_be == "83.3%"
    assert [one.value for one in study.observations] == [
        one.value for one in yunxi_study().observations
    ]


def test_a_correction_whose_text_changed_stops_the_build(tmp_path: Path) -> None:
    """Where the words around the figure are others, the entry must be looked at again."""
    project = make_project(tmp_path / "project")
    row = next(row for row in yunxi_study().observations if row.surface == "86.7%")
    _register(project, row.start, "占全部的86.7%")
    with pytest.raises(InputError, match="has changed"):
        open_study(project=str(project))


def _register(project: Path, start: int, guard: str) -> None:
    path = project / "data" / "raw" / REPORT_ID / "corrections.yml"
    path.write_text(
        f"- start: {start}\n  surface: 86.7%\n  should_be: 83.3%\n  evidence: 100所占120所\n"
        f"  guard: {guard}\n  issuer_told: no\n",
        encoding="utf-8",
    )


def test_sources_are_those_that_were_used() -> None:
    """A source that nothing was held against is not listed."""
    assert [one.source_id for one in yunxi_study().sources] == ["F1", "F2", "F3"]
    used = {row.source_id for row in fengze_study().comparisons}
    used |= {row.source_id for row in fengze_study().findings}
    assert {one.source_id for one in fengze_study().sources} == used - {""}
