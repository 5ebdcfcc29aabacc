"""The notebooks really run by the commands: once well, once with a cell that fails."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat

from tests.cli.conftest import Run
from tests.made_up.district import REPORT_ID


def _lay(project: Path, name: str, *sources: str, parameters: str = 'delta = "0.05"') -> Path:
    """A notebook of ``project`` with a cell of parameters and these."""
    first = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    cells = [first, *map(nbformat.v4.new_code_cell, sources)]
    path = project / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")
    return path


def test_notebooks_are_run_in_place(fengze: Run, project: Path) -> None:
    """Executed, with outputs and counts, and without addresses or paths of the machine."""
    source = "import os, sys\nprint(delta, os.environ['TZ'], os.getcwd())\nobject()"
    path = _lay(project, "say", source)
    ran = fengze("refresh", "--project", project)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[-1] == "say.ipynb: written anew"
    text = path.read_text("utf-8")
    assert "0.05 UTC ../notebooks" in text
    assert str(project) not in text
    assert " at 0x…>" in text
    assert [cell.execution_count for cell in nbformat.reads(text, 4).cells] == [1, 2]


def test_a_cell_that_fails_is_one_line_and_writes_nothing(
    refused: Callable[..., str], project: Path
) -> None:
    """The notebook, the cell and the error are named; no notebook is written."""
    path = _lay(project, "bad", "x = 1", "x / 0")
    before = path.read_bytes()
    line = refused("refresh", "--project", project)
    assert "ZeroDivisionError: division by zero (notebook bad.ipynb, cell " in line
    assert path.read_bytes() == before
    assert not (project / "data" / "processed").exists()


def test_a_report_names_what_moved_in_its_committed_notebooks(fengze: Run, project: Path) -> None:
    """A figure altered in a stored output is named as the check names it, and no page is written.

    With other parameters, in another language, or before tables were committed, there is nothing
    to hold it against.
    """
    source = "print('新增', 40, '个')"
    path = _lay(project, "say", source, parameters=f'report = "{REPORT_ID}"\nlanguage = "zh"')
    assert fengze("refresh", "--project", project).code == 0
    path.write_text(path.read_text("utf-8").replace("新增 40 个", "新增 41 个"), encoding="utf-8")
    words = ("report", "--project", project, "--no-pdf", "--language")
    told = fengze("check", "--project", project)
    ran = fengze(*words, "zh")
    assert (ran.code, ran.out, ran.err) == (told.code, told.out, told.err)
    assert ran.lines[:2] == ["say.ipynb, cell 2: -新增 41 个", "say.ipynb, cell 2: +新增 40 个"]
    assert not (project / "reports").exists()
    assert "新增 41 个" in path.read_text("utf-8")
    assert fengze(*words, "en").code == 0
    assert fengze(*words, "zh", "--set", "delta=0.1").code == 0
    shutil.rmtree(project / "data" / "processed")
    assert fengze(*words, "zh").code == 0
