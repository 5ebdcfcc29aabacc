"""The committed notebooks: prose with short cells, executed, and the same for every report."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from fengze_analysis.project import list_reports
from fengze_analysis.publishing.normalising import normalise, notebook_bytes
from fengze_analysis.publishing.parameters import check_notebook, parameters_of
from fengze_analysis.study import PARAMETERS
from fengze_analysis.telling.front import PAGES
from tests.made_up.district import ROOT

PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_LINES = 8
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.Try,
    ast.TryStar,
    ast.Lambda,
)


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def _tags(cell: Any) -> list[str]:
    tags: list[str] = cell.metadata.get("tags", [])
    return tags


every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_there_is_a_notebook_for_every_page() -> None:
    """Each page that is rendered has its notebook."""
    assert set(PAGES) <= {path.stem for path in PATHS}


def faults_of(notebook: Any) -> list[str]:
    """What is against the rules for cells: too long, logic in it, no prose between."""
    found: list[str] = []
    in_a_row = 0
    for number, cell in enumerate(notebook.cells, 1):
        in_a_row = in_a_row + 1 if cell.cell_type == "code" else 0
        if cell.cell_type != "code":
            continue
        lines = cell.source.splitlines()
        if len(lines) > MOST_LINES:
            found.append(f"cell {number}: {len(lines)} lines")
        logic = [type(node).__name__ for node in ast.walk(ast.parse(cell.source))
                 if isinstance(node, FORBIDDEN)]  # fmt: skip
        found += [f"cell {number}: {name}" for name in logic]
        if cell.source.rstrip().endswith(";"):
            found.append(f"cell {number}: ends with a semicolon")
        if in_a_row > 2 and "parameters" not in _tags(notebook.cells[number - 2]):
            found.append(f"cell {number}: no prose before it")
    return found


@every_notebook
def test_cells_are_short_and_hold_no_logic(path: Path) -> None:
    """A code cell has at most eight lines and no logic; two at most follow each other."""
    assert faults_of(_read(path)) == []


def test_the_rules_see_what_breaks_them() -> None:
    """A long cell, a loop, a function and three cells in a row are all named."""
    long = "\n".join(f"a = {n}" for n in range(9))
    sources = [long, "for a in b: pass", "def f(): return 1", "plot();"]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    found = faults_of(nbformat.v4.new_notebook(cells=cells))
    assert found == [
        "cell 1: 9 lines",
        "cell 2: For",
        "cell 3: FunctionDef",
        "cell 3: no prose before it",
        "cell 4: ends with a semicolon",
        "cell 4: no prose before it",
    ]


@every_notebook
def test_every_cell_was_run_in_order(path: Path) -> None:
    """Each code cell has its count from 1 on: none was skipped, none run out of turn."""
    counts = [cell.execution_count for cell in _read(path).cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_every_claim_has_its_output(path: Path) -> None:
    """A cell that shows something has stored output in plain text, which nbval compares."""
    for number, cell in enumerate(_read(path).cells, 1):
        if cell.cell_type != "code" or not cell.source.startswith("show."):
            continue
        kinds = {output.output_type for output in cell.outputs}
        assert kinds, number
        assert kinds <= {"display_data", "execute_result"}, number
        for output in cell.outputs:
            text = "".join(output.data.get("text/plain", ""))
            assert text.strip(), number
            assert "object at" not in text, number


@every_notebook
def test_no_cell_complains(path: Path) -> None:
    """No output is an error, and nothing was said on standard error."""
    outputs = [one for cell in _read(path).cells for one in cell.get("outputs", [])]
    assert not [one for one in outputs if one.output_type in ("error", "stream")]


@every_notebook
def test_what_is_committed_is_in_its_normal_form(path: Path) -> None:
    """Times, random ids and paths were stripped: normalising changes no byte."""
    assert notebook_bytes(normalise(_read(path))) == path.read_bytes()


@every_notebook
def test_prose_is_in_both_languages(path: Path) -> None:
    """Each Chinese cell of prose is followed by the English one, with headings of one level."""
    prose = [cell for cell in _read(path).cells if cell.cell_type == "markdown"]
    tags = [tag for cell in prose for tag in _tags(cell)]
    assert tags == ["zh", "en"] * (len(prose) // 2)
    marks = [re.findall(r"^#+(?= )", cell.source, re.MULTILINE) for cell in prose]
    assert marks[::2] == marks[1::2]


@every_notebook
def test_the_title_is_a_question_and_the_answer_comes_first(path: Path) -> None:
    """The first heading asks; the first thing shown is the answer, with computed numbers."""
    notebook = _read(path)
    titles = [cell.source.splitlines()[0] for cell in notebook.cells[:2]]
    assert titles[0].startswith("# ")
    assert titles[0].endswith("？")
    assert titles[1].startswith("# ")
    shown = next(cell for cell in notebook.cells if cell.source.startswith("show."))
    assert 'role="answer"' in shown.source
    (output,) = shown.outputs
    assert re.search(r"\d", "".join(output.data["text/plain"]))


@every_notebook
def test_it_says_what_it_cannot_say(path: Path) -> None:
    """A section before the end says what cannot be said."""
    headings = [
        line
        for cell in _read(path).cells
        if "zh" in _tags(cell)
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    assert [line for line in headings[-3:] if re.search("不能|不了|无法", line)]


@every_notebook
def test_no_number_is_typed_into_prose(path: Path) -> None:
    """Numbers come from the tables: the prose has none but those of names."""
    names = re.compile(r"14th|2030|CAGR|`[^`]*`|5G|Eurostat|\[[^\]]*\]\([^)]*\)")
    for number, cell in enumerate(_read(path).cells, 1):
        if cell.cell_type == "markdown":
            assert not re.search(r"\d", names.sub("", cell.source)), number


@pytest.mark.parametrize("name", PAGES)
def test_parameters_are_declared_with_their_defaults(name: str) -> None:
    """What an analyst may change is declared: known names, allowed values, the same defaults."""
    notebook = _read(ROOT / "notebooks" / f"{name}.ipynb")
    given = check_notebook(notebook, PARAMETERS, name)
    assert given.pop("report") in list_reports(ROOT)
    assert given == {key: PARAMETERS[key].default for key in given}
    assert {"project", "language", "exports"} <= given.keys()


def test_no_parameter_is_without_effect() -> None:
    """Every declared parameter is one of some notebook."""
    used = {
        key for name in PAGES for key in parameters_of(_read(ROOT / "notebooks" / f"{name}.ipynb"))
    }
    assert used == set(PARAMETERS)


@pytest.mark.parametrize("name", PAGES)
def test_each_parameter_reaches_the_study(name: str) -> None:
    """A parameter of a notebook is handed on in its first cell of code, not forgotten."""
    notebook = _read(ROOT / "notebooks" / f"{name}.ipynb")
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    used = {
        node.id
        for cell in cells
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    assert set(parameters_of(notebook)) <= used
