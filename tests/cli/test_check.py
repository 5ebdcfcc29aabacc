"""``fengze check``, ``refresh`` and ``notebooks``: what moved is told, and accepted when asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fengze_analysis.cli import project as commands
from fengze_analysis.site.notebooks import list_notebooks, moved_cells
from tests.cli.conftest import Run
from tests.made_up.district import REPORT, REPORT_ID, receive, rewrite_report

Outputs = dict[str, bytes]


def _notebook(source: str, *outputs: str, picture: str = "") -> bytes:
    data = {"image/png": picture} if picture else {}
    shown = [
        {"output_type": "display_data", "data": {"text/plain": text, **data}, "metadata": {}}
        for text in outputs
    ]
    cells = [
        {"cell_type": "markdown", "id": "cell-01", "metadata": {}, "source": "# 问题？"},
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "cell-02",
            "metadata": {},
            "outputs": shown,
            "source": source,
        },
    ]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False).encode()


@pytest.fixture
def executed(project: Path, monkeypatch: pytest.MonkeyPatch) -> Outputs:
    """The notebooks of the project, and what running them gives: nothing is run."""
    folder = project / "notebooks"
    folder.mkdir()
    made = {name: _notebook("say()", f"{name}：94个数据。") for name in ("audit", "outcomes")}
    for name, data in made.items():
        (folder / f"{name}.ipynb").write_bytes(data)

    def execute(_: Path) -> Mapping[Path, bytes]:
        return {folder / f"{name}.ipynb": data for name, data in made.items()}

    monkeypatch.setattr(commands, "execute", execute)
    return made


@pytest.fixture
def committed(fengze: Run, project: Path, executed: Outputs) -> Path:
    """The folder of the accepted tables."""
    assert fengze("refresh", "--project", project).code == 0
    return project / "data" / "processed" / REPORT_ID


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_accepted_passes(fengze: Run, project: Path, committed: Path) -> None:
    """After a refresh the check is well, in one line, and writes nothing."""
    before = _snapshot(committed)
    ran = fengze("check", "--project", project)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "every committed table and notebook is what the code gives\n"
    assert _snapshot(committed) == before


def test_a_moved_figure_fails_and_is_told(fengze: Run, project: Path, committed: Path) -> None:
    """A figure that moved is a line with old, new and sentence; the exit code is 1."""
    rewrite_report(project, "改造农村公路36公里", "改造农村公路38公里")
    before = _snapshot(committed)
    ran = fengze("check", "--project", project)
    assert (ran.code, ran.out) == (1, "")
    value = next(line for line in ran.lines if ": value " in line and "outcomes" in line)
    assert "value 36 → 38" in value
    assert value.endswith("改造农村公路38公里。”")
    assert "fengze refresh accepts, nothing was overwritten" in ran.lines[-1]
    assert _snapshot(committed) == before


def test_refresh_says_what_it_accepts(fengze: Run, project: Path, committed: Path) -> None:
    """A refresh prints the same lines, writes the tables, and the check is well again."""
    rewrite_report(project, "改造农村公路36公里", "改造农村公路38公里")
    told = fengze("check", "--project", project).lines[:-1]
    ran = fengze("refresh", "--project", project)
    assert ran.code == 0
    assert ran.out.splitlines()[: len(told)] == told
    assert "38公里" in (committed / "outcomes.csv").read_text("utf-8")
    assert fengze("check", "--project", project).code == 0


def test_a_moved_sentence_of_a_notebook_is_told(
    fengze: Run, project: Path, committed: Path, executed: Outputs
) -> None:
    """An output that moved is told by notebook and cell, the old line and the new."""
    executed["outcomes"] = _notebook("say()", "outcomes：95个数据。")
    ran = fengze("check", "--project", project)
    assert ran.code == 1
    assert ran.lines[:2] == [
        "outcomes.ipynb, cell 2: -outcomes：94个数据。",
        "outcomes.ipynb, cell 2: +outcomes：95个数据。",
    ]
    assert "94个" in (project / "notebooks" / "outcomes.ipynb").read_text("utf-8")


def test_refresh_and_notebooks_write_those_that_changed(
    fengze: Run, project: Path, committed: Path, executed: Outputs
) -> None:
    """Only the notebook that is another is written, and each is named."""
    executed["outcomes"] = _notebook("say()", "outcomes：95个数据。")
    ran = fengze("notebooks", "--project", project)
    assert (ran.code, ran.out) == (0, "audit.ipynb: as it was\noutcomes.ipynb: written anew\n")
    assert (project / "notebooks" / "outcomes.ipynb").read_bytes() == executed["outcomes"]
    ran = fengze("refresh", "--project", project)
    assert ran.out == "audit.ipynb: as it was\noutcomes.ipynb: as it was\n"


def test_a_report_without_tables_is_told(fengze: Run, project: Path, committed: Path) -> None:
    """A report that was added is not passed over because it has nothing to compare with."""
    receive(project, "another", "report.txt", REPORT.read_bytes())
    ran = fengze("check", "--project", project)
    assert ran.code == 1
    assert "another: no committed tables" in ran.lines


def test_tables_of_a_report_that_went_are_told(fengze: Run, project: Path, committed: Path) -> None:
    """Tables left over from a report that is no longer received are named, never deleted."""
    (committed.parent / "gone").mkdir()
    ran = fengze("check", "--project", project)
    assert ran.code == 1
    assert ran.lines[0].startswith("gone: tables of a report that is not in data/raw")
    assert fengze("refresh", "--project", project).out.startswith("gone: ")
    assert (committed.parent / "gone").is_dir()


def test_a_byte_of_a_received_report_stops_the_check(
    refused: Callable[..., str], project: Path, committed: Path
) -> None:
    """A report that is not as received is no drift but an error."""
    path = project / "data" / "raw" / REPORT_ID / "report.txt"
    path.write_bytes(path.read_bytes().replace(b"79.2", b"79.3"))
    assert "report.txt is not as received" in refused("check", "--project", project)


@pytest.mark.parametrize("name", ["outcomes.csv", "datapackage.json"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b'"', b"report_id\n"], ids=repr)
def test_a_damaged_table_is_a_drift(
    name: str, data: bytes, fengze: Run, project: Path, committed: Path
) -> None:
    """A committed file that is no table any more is told by name, in lines, not in a traceback."""
    (committed / name).write_bytes(data)
    ran = fengze("check", "--project", project)
    assert ran.code == 1
    assert ran.lines[0].startswith(name.removesuffix(".csv"))


def test_a_table_that_is_no_longer_made_is_told_and_goes(
    fengze: Run, project: Path, committed: Path
) -> None:
    """A table that the code no longer makes is a drift; a refresh removes it."""
    (committed / "targets.csv").write_text("a\n", encoding="utf-8")
    ran = fengze("check", "--project", project)
    assert (ran.code, ran.lines[0]) == (1, "targets.csv: no longer made")
    fengze("refresh", "--project", project)
    assert not (committed / "targets.csv").exists()


@pytest.mark.parametrize("name", ["NOTES.md", ".DS_Store", "._outcomes.csv", "Thumbs.db"])
def test_a_file_of_the_users_stays(name: str, fengze: Run, project: Path, committed: Path) -> None:
    """A file that was not made here moved nothing: it is told where it is seen, and stays."""
    (committed / name).write_text("mine\n", encoding="utf-8")
    said = [f"fengze: data/processed/{REPORT_ID}/{name} was not made here and stays"]
    for command in ("check", "refresh", "check"):
        ran = fengze(command, "--project", project)
        assert (ran.code, ran.lines) == (0, [] if name.startswith(".") else said)
    assert (committed / name).read_text("utf-8") == "mine\n"


@pytest.mark.parametrize("name", [".DS_Store", "._audit.ipynb"])
def test_hidden_files_are_no_notebooks_and_no_tables(
    name: str, fengze: Run, project: Path, committed: Path
) -> None:
    """What a file manager leaves beside the notebooks and the folders of tables is passed over."""
    (project / "notebooks" / name).write_text("x", encoding="utf-8")
    (committed.parent / ".ipynb_checkpoints").mkdir()
    assert name not in [path.name for path in list_notebooks(project)]
    assert fengze("check", "--project", project).code == 0


def test_what_an_interrupted_write_left_is_no_figure(
    fengze: Run, project: Path, committed: Path
) -> None:
    """A part of a file that a killed run left beside its place has moved nothing."""
    (committed / ".outcomes.csv.1234.part").write_text("a\n", encoding="utf-8")
    assert fengze("check", "--project", project).code == 0
    fengze("refresh", "--project", project)
    assert [one.name for one in committed.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("gone", ["all", "datapackage.json", "findings.csv"])
def test_committed_tables_that_are_gone_are_told(
    gone: str, fengze: Run, project: Path, committed: Path
) -> None:
    """An emptied folder, a lost package and a lost table fail the check by name."""
    for path in list(committed.iterdir()):
        if gone in ("all", path.name):
            path.unlink()
    ran = fengze("check", "--project", project)
    assert ran.code == 1
    assert "no committed tables" in ran.err or gone in ran.err


def test_cells_are_compared_as_text() -> None:
    """Source, text outputs and streams are compared line by line; equal bytes need no look."""
    old = _notebook("a = 1\nb = 2", "x\ny")
    new = _notebook("a = 1\nb = 3", "x\nz", "new")
    assert moved_cells("n.ipynb", old, old) == []
    assert moved_cells("n.ipynb", old, new) == [
        "n.ipynb, cell 2: -b = 2",
        "n.ipynb, cell 2: +b = 3",
        "n.ipynb, cell 2: -y",
        "n.ipynb, cell 2: +z",
        "n.ipynb, cell 2: +new",
    ]


def test_another_picture_is_told() -> None:
    """Where only a picture or metadata is another, one line says so."""
    old, new = _notebook("plot()", "图", picture="AAAA"), _notebook("plot()", "图", picture="BBBB")
    assert moved_cells("n.ipynb", old, new) == [
        "n.ipynb: same texts, but other bytes (a picture or metadata)"
    ]


def test_a_whole_table_that_moved_is_compared_in_time() -> None:
    """Hundreds of long lines that all moved are told, each once."""
    old = _notebook("t", "\n".join(f"{n} {'甲' * 200}" for n in range(600)))
    new = _notebook("t", "\n".join(f"{n} {'乙' * 200}" for n in range(600)))
    assert len(moved_cells("n.ipynb", old, new)) == 1200
