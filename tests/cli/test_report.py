"""``fengze report`` up to its pages: which report, which parameters, and what moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fengze_analysis.site import built
from fengze_analysis.study import make_tables
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
    names = ("study", "project", "languages", "output", "settings")

    def publish(*given: object, pdf: bool, **_: object) -> None:
        calls.append({**dict(zip(names, given, strict=True)), "pdf": pdf})

    monkeypatch.setattr(built, "publish", publish)
    lay_notebooks(project)
    return calls


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("language", "languages"), [("zh", ("zh",)), ("en", ("en",)), ("both", ("zh", "en"))]
)
def test_the_only_report_needs_no_name(
    language: str,
    languages: tuple[str, ...],
    fengze: Run,
    project: Path,
    asked: list[dict[str, Any]],
) -> None:
    """Without REPORT the only one is taken; its pages go to reports/ under its id."""
    ran = fengze("report", "--project", project, "--language", language)
    (call,) = asked
    assert ran.code == 0
    assert call["study"].report_id == REPORT_ID
    assert call["output"] == project / "reports" / REPORT_ID
    assert (call["languages"], call["settings"], call["pdf"]) == (languages, {}, True)
    assert ran.out == f"{project / 'reports' / REPORT_ID / 'index.html'}\n"


def test_a_report_may_be_named_by_id_or_by_folder(
    fengze: Run, project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """REPORT is the id of a folder of data/raw or the path of such a folder anywhere."""
    folder = receive(tmp_path / "elsewhere", "moved-here", "report.txt", REPORT.read_bytes())
    assert fengze("report", REPORT_ID, "--project", project).code == 0
    assert fengze("report", folder, "--project", project, "--output", tmp_path / "out").code == 0
    assert [one["study"].report_id for one in asked] == [REPORT_ID, "moved-here"]
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


def test_parameters_reach_the_study_and_the_notebooks(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """``--set`` may come again; values stay exact, and such a run commits nothing."""
    words = ("--set", "delta=0.10", "--set", "as_of=2023", "--set", "document_years=refuse")
    assert fengze("report", "--project", project, *words).code == 0
    (call,) = asked
    assert call["settings"] == {"delta": "0.10", "as_of": "2023", "document_years": "refuse"}
    assert str(call["study"].parameters.delta) == "1/10"
    assert not (project / "data" / "processed").exists()


@pytest.mark.parametrize(
    ("setting", "right"),
    [
        ("dleta=0.1", "delta"),
        ("delta", "name=value"),
        ("=0.1", "delta"),
        ("delta=", "0 to 1"),
        ("delta=much", "0 to 1"),
        ("delta=nan", "0 to 1"),
        ("delta=2", "0 to 1"),
        ("delta=-0.1", "0 to 1"),
        ("delta=1e999999999", "0 to 1"),
        ("about_share=1e-999999999", "0 to 1"),
        ("rounding=up", "half_up"),
        ("document_years=maybe", "use or refuse"),
        ("targets_mode=add", "extend or replace"),
        ("as_of=23", "four digits such as 2023"),
        ("base_year=二〇二〇", "four digits such as 2023"),
        ("as_of=２０２３", "four digits such as 2023"),
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


def test_a_parameter_given_twice_is_refused(
    refused: Callable[..., str], project: Path, asked: list[dict[str, Any]]
) -> None:
    """No value silently wins over another."""
    words = ("--set", "delta=0.1", "--set", "delta=0.1")
    assert "parameter 'delta' is given twice" in refused("report", "--project", project, *words)
    assert asked == []


def test_help_names_every_parameter(capsys: pytest.CaptureFixture[str]) -> None:
    """``fengze report --help`` lists what ``--set`` takes."""
    from fengze_analysis.cli import main

    with pytest.raises(SystemExit):
        main(["report", "--help"])
    shown = capsys.readouterr().out
    names = ("delta", "as_of", "base_year", "rounding", "about_share", "document_years")
    assert [name for name in names if name not in shown] == []


def test_own_targets_are_checked_before_anything_runs(
    fengze: Run, project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """All faults of an own table come at once; a sound one reaches the study and the notebooks."""
    own = tmp_path / "own.csv"
    words = ("report", "--project", project, "--targets", own)
    own.write_text(
        "name,value,unit,target_year\n森林覆盖率,many,%,2025\n森林覆盖率,45,%,25\n", "utf-8"
    )
    ran = fengze(*words)
    assert (ran.code, ran.out, asked) == (2, "", [])
    assert [line.split(", ")[1] for line in ran.lines] == ["line 2", "line 3"]
    own.write_text("name,value,unit,target_year\n森林覆盖率,45,%,2025\n", "utf-8")
    assert fengze(*words).code == 0
    assert fengze(*words, "--set", "targets_mode=replace").code == 0
    extended, replaced = (one["study"].curated.targets for one in asked)
    assert (len(replaced), len(extended)) == (1, 10)
    assert asked[0]["settings"] == {"targets": [str(own)]}
    assert not (project / "data" / "processed").exists()


@pytest.mark.parametrize("output", ["", ".", "/", ".."])
def test_an_output_that_is_no_folder_of_its_own_is_refused(
    output: str, refused: Callable[..., str], project: Path, asked: list[dict[str, Any]]
) -> None:
    """No name and the folder one stands in are no place for pages."""
    assert "--output" in refused("report", "--project", project, "--output", output)
    assert asked == []


def test_a_folder_of_others_is_refused(
    refused: Callable[..., str], project: Path, asked: list[dict[str, Any]], tmp_path: Path
) -> None:
    """A folder that was not made here is not written into."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    refused("report", "--project", project, "--output", tmp_path / "mine")
    assert (asked, (tmp_path / "mine" / "notes.txt").read_text("utf-8")) == ([], "mine")


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
    rewrite_table(project, "targets.csv", ">=,80.0,", ">=,84.0,")
    ran = fengze("report", "--project", project)
    (word,) = [line for line in ran.lines if ": word " in line and line.startswith("comparison")]
    assert "Y01" in word
    assert "word ahead → " in word
    assert "常住人口城镇化率79.2%" in word


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


def test_an_output_that_is_a_loop_of_links_is_refused_at_once(
    fengze: Run, project: Path, asked: list[dict[str, Any]]
) -> None:
    """Nothing is run for a folder that can never be written."""
    loop = project / "loop"
    loop.symlink_to(loop.name)
    ran = fengze("report", "--project", project, "--output", loop)
    assert (ran.code, asked) == (2, [])
    assert "a loop of links" in ran.err
