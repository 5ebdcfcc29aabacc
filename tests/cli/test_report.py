"""``fengze report`` up to its pages: which report, which parameters, and what moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fengze_analysis.cli import report as command
from fengze_analysis.processed import make_tables
from fengze_analysis.study import PARAMETERS
from tests.cli.conftest import Run, lay_notebooks
from tests.made_up.district import (
    REPORT,
    REPORT_ID,
    receive,
    rewrite_report,
    rewrite_table,
)


@pytest.fixture
def asked(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would be rendered: every call of the renderer, which is not run."""
    calls: list[dict[str, Any]] = []
    names = ("study", "project", "settings", "language", "output")

    def render(*given: object, pdf: bool, **_: object) -> None:
        calls.append({**dict(zip(names, given, strict=True)), "pdf": pdf})

    monkeypatch.setattr(command, "render", render)
    lay_notebooks(project)
    return calls


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_the_only_report_needs_no_name(
    language: str, fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """Without REPORT the only one is taken; its pages go to reports/ under its id."""
    ran = fengze("report", "--project", project, "--language", language)
    (call,) = asked
    assert ran.code == 0
    assert call["study"].received.report_id == REPORT_ID
    assert call["output"] == project / "reports" / REPORT_ID
    assert (call["language"], call["settings"], call["pdf"]) == (language, {}, True)
    assert ran.out == f"{project / 'reports' / REPORT_ID / 'index.html'}\n"


def test_a_report_may_be_named_by_id_or_by_folder(
    fengze: Run, project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """REPORT is the id of a folder of data/raw or the path of such a folder anywhere."""
    folder = receive(tmp_path / "elsewhere", "moved-here", "report.txt", REPORT.read_bytes())
    assert fengze("report", REPORT_ID, "--project", project).code == 0
    assert fengze("report", folder, "--project", project, "--output", tmp_path / "out").code == 0
    assert [one["study"].received.report_id for one in asked] == [REPORT_ID, "moved-here"]
    assert asked[1]["output"] == tmp_path / "out"
    committed = project / "data" / "processed"
    assert [path.name for path in committed.iterdir()] == [REPORT_ID]


@pytest.mark.parametrize("report", ["yunxi-2023", "../raw/yunxi-2024", "report.txt", "{}"])
def test_an_unknown_report_lists_those_there_are(
    report: str, refused: Callable[..., str], project: Path, asked: list[dict[str, Any]]
) -> None:
    """A report that is not there is one line with the ids that are."""
    line = refused("report", report, "--project", project)
    assert f"unknown report {report!r}" in line
    assert f"expected: one of {REPORT_ID}" in line
    assert asked == []


def test_of_several_reports_one_must_be_named(
    refused: Callable[..., str], project: Path, asked: list[dict[str, Any]]
) -> None:
    """Where there are two reports and none is named, both ids are listed."""
    receive(project, "another", "report.txt", REPORT.read_bytes())
    line = refused("report", "--project", project)
    assert f"which report is not said ({project / 'data' / 'raw'})" in line
    assert line.endswith(f"one of another, {REPORT_ID}")


def test_without_a_project_there_is_no_report(refused: Callable[..., str], nowhere: Path) -> None:
    """Outside a project the line says what a project is."""
    assert "no project found" in refused("report")


def test_a_project_without_notebooks_is_told_before_anything(
    refused: Callable[..., str], project: Path
) -> None:
    """A missing notebook is named and nothing is written."""
    before = _snapshot(project)
    assert "notebook missing" in refused("report", "--project", project)
    assert _snapshot(project) == before


def test_parameters_reach_the_study_and_the_notebooks(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """``--set`` may come again; values stay exact, and such a run commits nothing."""
    words = ("--set", "delta=0.10", "--set", "as_of=2023", "--set", "undated=refuse")
    assert fengze("report", "--project", project, *words).code == 0
    (call,) = asked
    assert call["settings"] == {"delta": "0.10", "as_of": "2023", "undated": "refuse"}
    assert str(call["study"].parameters.delta) == "1/10"
    assert not (project / "data" / "processed").exists()


@pytest.mark.parametrize(
    ("setting", "right"),
    [
        ("dleta=0.1", "delta"),
        ("delta", "name=value"),
        ("=0.1", "delta"),
        ("delta=", "a decimal such as 0.05"),
        ("delta=much", "a decimal such as 0.05"),
        ("delta=nan", "a decimal such as 0.05"),
        ("delta=2", "0 to 1"),
        ("delta=-0.1", "0 to 1"),
        ("delta=1e999999999", "0 to 1"),
        ("about_share=1e-999999999", "0 to 1"),
        ("rounding=up", "half_up | half_even | truncation"),
        ("undated=maybe", "show | refuse"),
        ("targets_mode=add", "extend | replace"),
        ("as_of=23", "four digits such as 2023"),
        ("base_year=二〇二〇", "four digits such as 2023"),
        ("undated_year=２０２３", "four digits such as 2023"),
        ("language=zh", "--language zh|en|both"),
        ("report=x", "REPORT"),
        ("project=x", "--project DIR"),
        ("targets=x", "--targets PATH"),
        ("exports=x", "--output DIR"),
    ],
)
def test_a_wrong_parameter_says_what_is_allowed(
    setting: str,
    right: str,
    refused: Callable[..., str],
    project: Path,
    asked: list[dict[str, Any]],
) -> None:
    """An unknown or wrong parameter ends before anything runs, with the allowed values."""
    before = _snapshot(project)
    line = refused("report", "--project", project, "--set", setting)
    assert right in line.partition("expected: ")[2]
    assert asked == []
    assert _snapshot(project) == before


def test_help_names_every_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    """``fengze report --help`` lists what ``--set`` takes."""
    from fengze_analysis.cli import main

    with pytest.raises(SystemExit):
        main(["report", "--help"])
    shown = capsys.readouterr().out
    own = {"project", "report", "language", "targets", "exports"}
    assert [name for name in PARAMETERS if name not in own and name not in shown] == []


TARGETS = (REPORT.parents[1] / "targets.csv").read_text(encoding="utf-8")
HEADER, *LINES = TARGETS.splitlines()


def _own(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "own.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def test_an_analysts_targets_replace_or_extend_ours(
    fengze: Run, project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """``--targets`` extends the targets on file, or stands for them where asked to."""
    stricter = LINES[0].replace("80.0", "90.0")
    own = _own(tmp_path, stricter, LINES[1].replace("Y02", "A01").replace(",2025,", ",2024,"))
    words = ("report", "--project", project, "--targets", own)
    assert fengze(*words).code == 0
    assert fengze(*words, "--set", "targets_mode=replace").code == 0
    extended, replaced = (one["study"].curated.targets for one in asked)
    assert [one.target_id for one in replaced] == ["Y01", "A01"]
    assert len(extended) == len(LINES) + 1
    assert {one.value for one in extended if one.target_id == "Y01"} == {"90.0"}
    assert asked[0]["settings"] == {"targets": str(own)}
    assert not (project / "data" / "processed").exists()


def test_every_fault_of_the_targets_is_listed(
    fengze: Run, project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """The faults of an analyst's table come all at once, by line and column, with what is right."""
    bad = LINES[0].replace("≥", "=>").replace("80.0", "many").replace("预期性", "期望性")
    own = _own(tmp_path, bad, LINES[1], LINES[1], LINES[2].replace("2025", "25"))
    ran = fengze("report", "--project", project, "--targets", own)
    assert (ran.code, ran.out, asked) == (2, "", [])
    assert [line.partition("; expected: ")[0] for line in ran.lines] == [
        "fengze: own.csv, line 2, operator: '=>' is not allowed",
        "fengze: own.csv, line 2, value: 'many' is not allowed",
        "fengze: own.csv, line 2, nature: '期望性' is not allowed",
        "fengze: own.csv, line 4, target_id: 'Y02' stands already in line 3",
        "fengze: own.csv, line 5, target_year: '25' is not allowed",
    ]
    assert all("; expected: " in line for line in ran.lines)


def test_faults_between_tables_name_the_analysts_file(
    fengze: Run, project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """A target without a source, of an unknown indicator or unit is a fault of the own file."""
    wrong = LINES[0].replace("Y01", "A01").replace(",F1,", ",F9,").replace("urbanisation_rate", "x")
    unit = LINES[3].replace("Y04", "A02").replace(",个,", ",座,").replace(",2025,", ",2024,")
    own = _own(tmp_path, wrong, unit)
    ran = fengze("report", "--project", project, "--targets", own)
    assert ran.code == 2
    expected = [
        ("own.csv, line 2, source_id: ", "'F9'"),
        ("own.csv, line 2, indicator: ", "'x'"),
        ("own.csv, line 3, unit: ", "'座'"),
    ]
    assert len(ran.lines) == len(expected)
    for line, (place, quoted) in zip(ran.lines, expected, strict=True):
        assert line.startswith(f"fengze: {place}")
        assert quoted in line
        assert "; expected: " in line


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the table is empty"),
        (b"\xb5\xd8\xc7\xf8\n", "the table is not UTF-8"),
        (b"a,b\n1,2\n", "column 'target_id' is missing"),
        (HEADER.encode() + b"\n1,2\n", "own.csv, line 2: 2 cells"),
        (b'"', "no CSV"),
    ],
    ids=["empty", "gbk", "header", "cells", "quote"],
)
def test_a_table_of_another_form_is_told(
    content: bytes,
    said: str,
    fengze: Run,
    project: Path,
    asked: list[dict[str, Any]],
    tmp_path: Path,
) -> None:
    """A targets file that is no such table is refused, and nothing is rendered."""
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    ran = fengze("report", "--project", project, "--targets", path)
    assert (ran.code, asked) == (2, [])
    assert said in ran.lines[0]


def test_missing_targets_are_told(
    refused: Callable[..., str], project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """A path that is not there is no empty table."""
    assert "no such file" in refused(
        "report", "--project", project, "--targets", tmp_path / "own.csv"
    )


def test_the_first_run_keeps_its_tables(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """The tables are kept in data/processed, and a second run leaves every byte."""
    assert fengze("report", "--project", project).code == 0
    folder = project / "data" / "processed" / REPORT_ID
    before = _snapshot(folder)
    assert {Path(name).name for name in before} == set(make_tables(asked[0]["study"]))
    assert fengze("report", "--project", project).code == 0
    assert _snapshot(folder) == before


def test_a_figure_that_moved_is_told_and_nothing_overwritten(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """A changed figure ends with code 1: from what to what, in which sentence; tables stay."""
    fengze("report", "--project", project)
    before = _snapshot(project / "data" / "processed")
    rewrite_report(project, "城镇化率79.2%", "城镇化率79.3%")
    asked.clear()
    ran = fengze("report", "--project", project)
    assert (ran.code, ran.out, asked) == (1, "", [])
    sentence = "2023年，全区常住人口城镇化率79.3%，全社会研发经费投入强度3.3%，森林覆盖率43.2%。"
    assert (
        f"outcomes yunxi-2024 1.1.133 79.3%: value 79.2 → 79.3, in “（一）经济运行。{sentence}”"
        in ran.lines
        or f"outcomes yunxi-2024 1.1.133 79.3%: value 79.2 → 79.3, in “{sentence}”" in ran.lines
    )
    assert ran.lines[-1].endswith(
        "committed figures moved; fengze refresh accepts, nothing was overwritten"
    )
    assert _snapshot(project / "data" / "processed") == before


def test_a_verdict_that_moved_is_told(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """A changed target shows the verdict that follows from it, with the report's sentence."""
    fengze("report", "--project", project)
    rewrite_table(project, "targets.csv", "≥,80.0,", "≥,82.0,")
    ran = fengze("report", "--project", project)
    (word,) = [line for line in ran.lines if ": word " in line and line.startswith("comparison")]
    assert "Y01" in word
    assert "word 快于预期 → " in word
    assert "常住人口城镇化率79.2%" in word
    assert any(line.startswith("coverage") and "word 快于预期 → " in line for line in ran.lines)


def test_a_finding_that_moved_is_told(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """A finding that comes or goes is told with its rule and its sentence."""
    fengze("report", "--project", project)
    rewrite_report(project, "合计12.5亿元", "合计13.3亿元")
    ran = fengze("report", "--project", project)
    (moved,) = [line for line in ran.lines if "outcome contradiction → consistent" in line]
    assert moved.startswith("findings yunxi-2024 sum_of_parts.")
    assert "合计13.3亿元" in moved


def test_a_run_that_was_cut_off_is_completed(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """Tables without their package, which is written last, are half a run and not a drift."""
    fengze("report", "--project", project)
    folder = project / "data" / "processed" / REPORT_ID
    before = _snapshot(folder)
    for name in ("datapackage.json", "silence.csv"):
        (folder / name).unlink()
    assert fengze("report", "--project", project).code == 0
    assert _snapshot(folder) == before
