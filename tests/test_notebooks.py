"""The committed notebooks: analysis in sight, executed, the same for every report."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from fengze_analysis.errors import InputError
from fengze_analysis.messages import load_catalogue
from fengze_analysis.notebook import PARAMETERS, check_parameters

ROOT = Path(__file__).parents[1]
NAMES = ("outcomes", "comparison", "audit", "validation", "explore")
DEFAULTS = {"language": "zh", "targets": "", "as_of": None, "base_year": None, "delta": 0.05}

every_notebook = pytest.mark.parametrize("name", [*NAMES, "panel"])


def _cells(name: str) -> list[Any]:
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _texts(cells: list[Any], kind: str) -> list[str]:
    outputs = [one for cell in cells for one in cell.outputs if one.output_type != "stream"]
    return ["".join(one.data[kind]) for one in outputs if kind in one.get("data", {})]


@every_notebook
def test_every_cell_was_run_in_order_without_complaint(name: str) -> None:
    """Each code cell has its count from 1 on, and none wrote to a stream or failed."""
    cells = _cells(name)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [one for cell in cells for one in cell.outputs]
    assert {one.output_type for one in outputs} <= {"display_data", "execute_result"}


@every_notebook
def test_every_cell_that_shows_something_has_stored_what_it_shows(name: str) -> None:
    """After the cells that make ready each has an output: words, a table or a figure."""
    for cell in _cells(name)[3:]:
        if not cell.outputs:
            assert cell.source.startswith(("columns", "rest")), cell.source
        for text in _texts([cell], "text/plain"):
            assert text.strip()
            assert " at 0x" not in text


@pytest.mark.parametrize("name", NAMES)
def test_parameters_stand_one_a_line_with_the_defaults_of_the_study(name: str) -> None:
    """Papermill and its checks see each of them, and every one is handed on."""
    cell, _, setup = _cells(name)[:3]
    assert cell.metadata["tags"] == ["parameters"]
    lines = ast.parse(cell.source).body
    given = {line.targets[0].id: ast.literal_eval(line.value) for line in lines}  # type: ignore[attr-defined]
    assert len(lines) == len(cell.source.splitlines())
    assert set(given) == set(PARAMETERS) - {"project", "dataset"}
    assert {key: given[key] for key in DEFAULTS} == DEFAULTS
    used = {node.id for node in ast.walk(ast.parse(setup.source)) if isinstance(node, ast.Name)}
    assert set(given) - {"exports"} <= used | {"language"}


@every_notebook
def test_the_title_asks_and_the_first_words_answer_with_numbers(name: str) -> None:
    """The first heading is a question; what follows is computed."""
    title, answer = _texts(_cells(name), "text/markdown")[:2]
    assert title.startswith("# ")
    assert title.endswith("？")
    assert re.search(r"\d", answer)
    assert not answer.startswith("#")


@every_notebook
def test_it_says_at_its_end_what_it_cannot_say(name: str) -> None:
    """The last words are about what does not follow."""
    assert _texts(_cells(name), "text/markdown")[-1].startswith("## 这一页不能说明什么")


@every_notebook
def test_one_language_a_run(name: str) -> None:
    """No prose stands in the notebook itself: the catalogue has it in the language asked for."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    assert {cell.cell_type for cell in notebook.cells} == {"code"}
    keys = re.findall(r'write\("(\w+)"', "\n".join(cell.source for cell in notebook.cells))
    assert len(keys) > 4
    assert all(f"notebooks.{key}" in load_catalogue() for key in keys)


@every_notebook
def test_every_figure_is_shown_and_exported_by_its_cell(name: str) -> None:
    """A cell that draws ends with plt.show(), so that nothing else is its output."""
    drawing = [cell for cell in _cells(name)[3:] if re.search(r"plot_\w+\(|\.plot\.", cell.source)]
    assert drawing
    for cell in drawing:
        assert cell.source.rstrip().endswith("plt.show()")


def test_an_unknown_parameter_is_refused_with_the_one_meant() -> None:
    """Papermill only warns: the first cell stops, also where it wrote a cell of its own."""
    cells = ["", "report = 'x'\nlanguage = 'zh'", "# Parameters\ndetla = 0.1\n"]
    cells.append("check_parameters(globals())")
    with pytest.raises(InputError, match="unknown parameter 'detla'; did you mean 'delta'"):
        check_parameters({"In": cells, "language": "zh"})
    with pytest.raises(InputError, match="language 'fr'"):
        check_parameters({"In": [], "language": "fr"})


def test_names_given_later_are_an_analysts_own() -> None:
    """The cell can be run again after others have named things."""
    cells = ["report = 'x'", "check_parameters(globals())", "rows = 5\n%matplotlib inline"]
    check_parameters({"In": [*cells, "check_parameters(globals())"], "language": "en"})


@every_notebook
def test_a_run_in_english_reads_english(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With language en no heading and no sentence holds Chinese but names of the report's own."""
    monkeypatch.chdir(ROOT / "notebooks")
    said = _run(name, language="en")
    assert said[0].startswith("# ")
    for text in said:
        assert not re.search("[\u4e00-\u9fff]", text), text


def test_another_report_and_other_settings_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A district with targets of its own, δ of 0.1 and the year as a number."""
    monkeypatch.chdir(ROOT / "tests" / "made_up" / "project")
    said = _run("comparison", report="yunxi-2024", delta=0.1, as_of=2023)
    assert any(text.startswith("## 与本级目标对照\n\n有") for text in said)


def _run(name: str, **given: object) -> list[str]:
    """What the notebook says in words when run with other parameters, without a kernel."""
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    first, *cells = _cells(name)
    changed = "\n".join(f"{key} = {value!r}" for key, value in given.items())
    said: list[str] = []
    for source in (first.source, changed, *(cell.source for cell in cells)):
        with capture_output() as shown:
            shell.run_cell(source, store_history=True).raise_error()
        said += [one.data["text/markdown"] for one in shown.outputs if "text/markdown" in one.data]
    plt.close("all")
    return said


def test_a_workbook_of_a_report_with_control_characters_is_written(tmp_path: Path) -> None:
    """The cell that writes Excel leaves out what no workbook holds, and no row."""
    (cell,) = (one for one in _cells("explore") if "to_excel" in one.source)
    outcomes = pd.DataFrame({"sentence": ["新增\x0b学位\x01 5 个。", "无"], "value": [5.0, 1.0]})
    said: dict[str, int] = {}

    def write(_: str, rows: int) -> None:
        said["rows"] = rows

    exec(cell.source, {"pd": pd, "outcomes": outcomes, "folder": tmp_path, "write": write})
    assert said == {"rows": 2}
    assert list(pd.read_excel(tmp_path / "outcomes.xlsx")["value"]) == [5, 1]
