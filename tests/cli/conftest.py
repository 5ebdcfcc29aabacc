"""What the tests of the commands share: the command itself, and a project to run it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from fengze_analysis.cli import main
from tests.made_up.district import NOTEBOOKS, make_project


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Run = Callable[..., Ran]


@pytest.fixture
def fengze(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run ``fengze`` with words in this process."""

    def run(*words: object) -> Ran:
        capsysbinary.readouterr()
        code = main([str(word) for word in words])
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A made-up project that a test may change."""
    return make_project(tmp_path / "project")


def lay_notebooks(project: Path, parameters: str = 'delta = "0.05"') -> None:
    """Notebooks for every page of ``project`` that hold nothing but a cell of parameters."""
    cell = nbformat.v4.new_code_cell(parameters, id="cell-01", metadata={"tags": ["parameters"]})
    (project / "notebooks").mkdir()
    for name in NOTEBOOKS:
        path = project / "notebooks" / f"{name}.ipynb"
        path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])), encoding="utf-8")


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder outside any project, and the test stands in it."""
    folder = tmp_path / "nowhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def refused(fengze: Run) -> Callable[..., str]:
    """Run ``fengze`` on bad input and give its one line; nothing may come out."""

    def run(*words: object) -> str:
        ran = fengze(*words)
        assert ran.code == 2, ran.err
        assert ran.out == ""
        assert "Traceback" not in ran.err
        (line,) = ran.lines
        assert line.startswith("fengze: ")
        return line

    return run
