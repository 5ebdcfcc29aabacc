"""One execution serves both languages: an edition is a filter."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fengze_analysis.publishing.editions import edition, one_language
from fengze_analysis.showing import Show
from tests.publishing.made_up_site import make_document, make_notebook, make_rows


def _sources(notebook: Any, language: Any) -> list[str]:
    return [cell.source for cell in edition(notebook, language).cells]


def test_a_cell_belongs_to_the_languages_of_its_tags() -> None:
    """Cells without a language tag are in both editions."""
    cells = [
        new_markdown_cell("中", metadata={"tags": ["zh"]}),
        new_markdown_cell("E", metadata={"tags": ["en", "answer"]}),
        new_markdown_cell("both", metadata={"tags": ["answer"]}),
        new_markdown_cell("all"),
    ]
    assert _sources(new_notebook(cells=cells), "zh") == ["中", "both", "all"]
    assert _sources(new_notebook(cells=cells), "en") == ["E", "both", "all"]


def test_a_picture_belongs_to_its_language() -> None:
    """Of the two pictures of a figure each edition has one."""
    notebook = make_notebook(make_rows(make_document()))
    for language in ("zh", "en"):
        (output,) = edition(notebook, language).cells[-1].outputs  # type: ignore[arg-type]
        assert output.metadata.fengze.lang == language


@pytest.mark.parametrize(
    ("language", "has", "lacks"), [("zh", "八场", "eight"), ("en", "eight", "八场")]
)
def test_a_shown_text_is_cut_to_its_language(language: Any, has: str, lacks: str) -> None:
    """No word of the other language is left in an output."""
    bundle = Show().text("八场", "eight")._repr_mimebundle_()
    cell = new_code_cell(outputs=[new_output("execute_result", bundle)])
    (shown,) = edition(new_notebook(cells=[cell]), language).cells[0].outputs
    assert has in shown.data["text/html"]
    assert lacks not in shown.data["text/html"]


@pytest.mark.parametrize(
    "output",
    [
        new_output("stream", name="stdout", text="8"),
        new_output("display_data", {"text/plain": "8"}),
        new_output("display_data", {"text/html": "<table></table>"}),
        new_output("error", ename="E", evalue="v", traceback=[]),
    ],
    ids=["stream", "plain", "html", "error"],
)
def test_an_output_without_language_is_in_both_editions(output: Any) -> None:
    """What is not said twice is left as it is."""
    notebook = new_notebook(cells=[new_code_cell(outputs=[output])])
    for language in ("zh", "en"):
        assert edition(notebook, language).cells[0].outputs == [output]  # type: ignore[arg-type]


def test_the_executed_notebook_stays_as_it_was() -> None:
    """An edition is a copy."""
    notebook = make_notebook(make_rows(make_document()))
    before = copy.deepcopy(notebook)
    edition(notebook, "zh")
    assert notebook == before


def test_what_stands_outside_any_block_stays() -> None:
    """HTML that is not of two languages is not touched."""
    html = '<p>8</p><div class="edition" lang="en">A</div><!--/edition--><p>9</p>'
    assert one_language(html, "zh") == "<p>8</p><p>9</p>"
