"""Notebooks run in processes of their own, with this Python, and fail with one line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.normalising import normalise, notebook_bytes
from fengze_analysis.publishing.running import Job, run_notebooks, terminal_progress


def _write(folder: Path, name: str, *sources: str) -> Path:
    cells = [new_code_cell('word = "甲"', metadata={"tags": ["parameters"]})]
    path = folder / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=[*cells, *map(new_code_cell, sources)]), path)
    return path


def _printed(notebook: object) -> str:
    return "".join(out.text for cell in notebook.cells for out in cell.outputs)  # type: ignore[attr-defined]


@pytest.mark.slow
def test_notebooks_come_back_in_order_with_their_parameters(tmp_path: Path) -> None:
    """Order, values, folder, Python and settings are what was asked for; the file is untouched."""
    slow = _write(tmp_path, "slow", "import time; time.sleep(1)", "print(word)")
    source = (
        "import os, sys\nprint(word, os.getcwd(), sys.executable, os.environ['PYTHONHASHSEED'])"
    )
    quick = _write(tmp_path, "quick", source)
    folder = tmp_path / "folder"
    folder.mkdir()
    before = quick.read_bytes()
    told: list[str] = []
    jobs = [Job(slow, {}, tmp_path), Job(quick, {"word": "乙 00123", "other": 1}, folder)]
    first, second = run_notebooks(jobs, progress=told.append)
    assert _printed(first) == "甲\n"
    assert _printed(second) == f"乙 00123 {folder} {sys.executable} 0\n"
    assert quick.read_bytes() == before
    assert sorted(message.split(": ")[1] for message in told) == ["quick.ipynb", "slow.ipynb"]
    assert not any(out.output_type == "stream" and out.name == "stderr" for out in _outputs(second))


def _outputs(notebook: object) -> list[object]:
    return [out for cell in notebook.cells for out in cell.outputs]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """The order of a set, an address and the clock leave no trace in a normalised notebook."""
    path = _write(tmp_path, "n", "print({'投入', '工作', '产出', '成效'})", "object()")
    runs = [run_notebooks([Job(path, {"word": "乙"}, tmp_path)], processes=1)[0] for _ in range(2)]
    first, second = (notebook_bytes(normalise(run, keep_injected=True)) for run in runs)
    assert first == second
    assert 'word = \\"乙\\"'.encode() in first


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1/0", r"^ZeroDivisionError: division by zero \(notebook bad\.ipynb, cell 2\)$"),
        (
            (
                "from fengze_analysis.errors import InputError\n"
                "raise InputError('文件为空', 'r.txt', 'text')"
            ),
            r"^文件为空 \(r\.txt\); expected: text \(notebook bad\.ipynb, cell 2\)$",
        ),
        ("import os; os._exit(1)", r"died.*\(notebook bad\.ipynb\)$"),
    ],
    ids=["exception", "input", "death"],
)
def test_a_failing_cell_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, message: str
) -> None:
    """Which notebook, which cell, what: no traceback."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with pytest.raises(InputError, match=message):
        run_notebooks([Job(_write(tmp_path, "bad", source), {}, tmp_path)])


@pytest.mark.slow
@pytest.mark.parametrize("parameters", [{}, {"word": "乙"}], ids=["as it is", "with values"])
def test_the_cell_that_failed_is_counted_as_in_the_file(
    tmp_path: Path, parameters: dict[str, object]
) -> None:
    """The cell of values that is put in before a run is not in the file."""
    path = _write(tmp_path, "bad", "1", "2", "1/0")
    with pytest.raises(InputError, match=r"bad\.ipynb, cell 4\)$"):
        run_notebooks([Job(path, parameters, tmp_path)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"^no notebook: .*bad\.ipynb\); expected: a notebook of version 4$"),
        (None, r"^notebook missing .*bad\.ipynb"),
        (
            '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
            r"^0 cells are tagged parameters \(bad\.ipynb\); expected: exactly one$",
        ),
    ],
    ids=["no JSON", "no file", "no parameters"],
)
def test_a_file_that_is_no_notebook_is_one_line(
    tmp_path: Path, text: str | None, message: str
) -> None:
    """What a worker cannot read it says as it would say it in the command itself."""
    path = tmp_path / "bad.ipynb"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        run_notebooks([Job(path, {}, tmp_path)])


def test_no_notebook_is_no_work() -> None:
    """Nothing to run starts no process."""
    assert run_notebooks([]) == []


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "said"), [(_Terminal(), "  pages\n"), (io.StringIO(), "")])
def test_progress_is_for_terminals(stream: io.StringIO, said: str) -> None:
    """A line a step on a terminal, silence in a file or a pipe."""
    terminal_progress(stream)("pages")
    assert stream.getvalue() == said
