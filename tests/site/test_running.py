"""Notebooks run with parameters in processes of their own, and become pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from lxml import html
from traitlets.config import Config

from fengze_analysis.errors import InputError
from fengze_analysis.site.notebooks import (
    Job,
    normalise,
    notebook_bytes,
    read_notebook,
    run_notebooks,
)
from fengze_analysis.site.rendering import notebook_page

CHART = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"


def _job(folder: Path, cells: Sequence[str], **parameters: object) -> Job:
    made = nbformat.v4.new_notebook()
    first = nbformat.v4.new_code_cell("n = 1\nname = ''", metadata={"tags": ["parameters"]})
    made.cells = [first, *map(nbformat.v4.new_code_cell, cells)]
    path = folder / "made.ipynb"
    nbformat.write(made, path)
    return read_notebook(path), parameters


def _outputs(notebook: Any) -> list[tuple[str, str]]:
    found = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [(one.output_type, str(one.get("text") or one.data.get("text/plain"))) for one in found]


def test_a_notebook_gets_its_parameters_and_keeps_its_outputs(tmp_path: Path) -> None:
    """Printed text, what is displayed and the last value, in their order; unknown ones left out."""
    cells = ["print(name, n)\nfrom IPython.display import display\ndisplay(n)\nn + 1", CHART]
    (done,) = run_notebooks([_job(tmp_path, cells, n=41, name="云溪", other=1)])
    assert _outputs(done)[:3] == [
        ("stream", "云溪 41\n"),
        ("display_data", "41"),
        ("execute_result", "42"),
    ]
    assert any(
        "image/png" in one.get("data", {}) for cell in done.cells for one in cell.get("outputs", [])
    )


def test_a_failing_cell_is_one_line_that_names_it(tmp_path: Path) -> None:
    """The notebook, the cell and the error, and no traceback."""
    with pytest.raises(InputError, match=r"ZeroDivisionError.*made\.ipynb, cell"):
        run_notebooks([_job(tmp_path, ["1 / 0"])])


def test_a_notebook_whose_process_is_killed_is_named(tmp_path: Path) -> None:
    """What ends it from outside is one line."""
    with pytest.raises(InputError, match=r"a process that ran a notebook ended.*made\.ipynb"):
        run_notebooks([_job(tmp_path, ["import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"])])


def test_printed_text_is_cut_by_other_outputs_alone(tmp_path: Path) -> None:
    """Neither a flush nor the time between two lines cuts it."""
    cells = ["print(1, flush=True)\nprint(2, flush=True)\ndisplay(n)\nprint(3)"]
    (done,) = run_notebooks([_job(tmp_path, cells)])
    assert _outputs(done) == [("stream", "1\n2\n"), ("display_data", "1"), ("stream", "3\n")]


def test_two_notebooks_share_nothing(tmp_path: Path) -> None:
    """What one sets, the other does not see."""
    cells = ["import sys\nseen = getattr(sys, 'left', 'nothing')\nsys.left = 'much'\nseen"]
    jobs = [_job(tmp_path, cells)] * ((os.cpu_count() or 1) + 1)  # a process runs two of them
    assert {_outputs(done)[-1][1] for done in run_notebooks(jobs)} == {"'nothing'"}


def test_a_process_with_a_shell_of_its_own_runs_notebooks(tmp_path: Path) -> None:
    """From a kernel, too: the copies of a process do not keep its shell."""
    InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    try:
        (done,) = run_notebooks([_job(tmp_path, ["n + 1"], n=1)])
    finally:
        InteractiveShell.clear_instance()
    assert _outputs(done) == [("execute_result", "2")]


def test_two_runs_are_the_same_bytes(tmp_path: Path) -> None:
    """No time, id, address or path of the machine is left."""
    cells = ["import os\nprint(os.getcwd())\nobject()", CHART]
    job = _job(tmp_path, cells, n=2)
    kept = [notebook_bytes(normalise(run_notebooks([job])[0], {str(tmp_path): "."})) for _ in "ab"]
    assert kept[0] == kept[1]
    assert "object at 0x…".encode() in kept[0]
    assert str(tmp_path).encode() not in kept[0]


def test_a_page_of_a_notebook_holds_nothing_that_runs() -> None:
    """Scripts, styles, handlers and addresses from outside are dropped; code and tables stay."""
    bad = "<script>x()</script><b onclick='x()' {x}='1' style='a'>甲</b><img src='https://a.example/x.png'>"
    output = nbformat.v4.new_output("display_data", data={"text/html": bad})
    cell = nbformat.v4.new_code_cell("1 + 1", outputs=[output])
    text = nbformat.v4.new_markdown_cell("# 题\n\n[乙](comparison.ipynb) <iframe src='x'></iframe>")
    title, body = notebook_page(nbformat.v4.new_notebook(cells=[text, cell]), "en")
    tree = html.fromstring(f"<div>{body}</div>")
    assert title == "题"
    assert tree.xpath("//a/@href") == ["notebook-comparison.en.html"]
    assert not tree.xpath("//script|//iframe|//img|//@onclick|//@style")
    assert tree.xpath("//b/text()") == ["甲"]
