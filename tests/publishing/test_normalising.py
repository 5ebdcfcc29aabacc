"""What differs from run to run is stripped in one place, and nothing else is."""

from __future__ import annotations

import copy
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fengze_analysis.publishing.normalising import normalise, notebook_bytes


def _executed(run: int) -> Any:
    """A notebook as a run leaves it: everything that may differ differs with ``run``."""
    papermill = {"duration": run / 3, "start_time": f"2024-01-0{run}", "status": "completed"}
    tags = ["injected-parameters"]
    cells = [
        new_markdown_cell("# 问题", id=f"random{run}a"),
        new_code_cell(
            f'# Parameters\nreport = "\\u4e30\\u6cfd"\nexports = "/tmp/run{run}/out"\n',
            id=f"random{run}b",
            metadata={"tags": tags, "papermill": papermill},
            execution_count=run,
        ),
        new_code_cell(
            "x",
            id=f"random{run}c",
            metadata={"papermill": papermill, "execution": {"iopub.status.busy": f"{run}"}},
            execution_count=run + 5,
            outputs=_outputs(run),
        ),
    ]
    metadata = {
        "papermill": papermill,
        "kernelspec": {"name": f"env{run}", "display_name": "x", "language": "python"},
        "language_info": {"name": "python", "version": f"3.1{run}.0"},
    }
    return new_notebook(cells=cells, metadata=metadata)


def _outputs(run: int) -> list[Any]:
    streams = ["共 ", "8 场\n"] if run == 1 else ["共 8 场\n"]
    return [
        *(new_output("stream", name="stdout", text=text) for text in streams),
        new_output(
            "execute_result",
            {"text/plain": f"<object at 0x7f{run}a1b2c3d4>", "image/png": "0x7f1a1b2c3d4"},
            execution_count=run + 5,
        ),
        new_output("display_data", {"text/html": f"<p>/tmp/run{run}/out/a.csv</p>"}),
    ]


def _normal(run: int, keep: bool = False) -> Any:
    return normalise(_executed(run), paths={f"/tmp/run{run}": "…"}, keep_injected=keep)


@pytest.mark.parametrize("keep", [False, True])
def test_two_runs_are_the_same_bytes(keep: bool) -> None:
    """Times, ids, counts, versions, addresses, paths and the cutting of streams are gone."""
    assert notebook_bytes(_normal(1, keep)) == notebook_bytes(_normal(2, keep))


def test_what_a_notebook_says_is_kept() -> None:
    """Sources, outputs and tags are what they were."""
    result = _normal(1)
    assert [cell.source for cell in result.cells] == ["# 问题", "x"]
    stream, value, page = result.cells[1].outputs
    assert stream.text == "共 8 场\n"
    assert value.data["text/plain"] == "<object at 0x…>"
    assert value.data["image/png"] == "0x7f1a1b2c3d4", "a picture is no text"
    assert page.data["text/html"] == "<p>…/out/a.csv</p>"


def test_the_injected_values_are_readable_where_they_are_kept() -> None:
    """Chinese values are shown as Chinese, paths as what stands for them."""
    injected = _normal(1, keep=True).cells[1]
    assert injected.source == '# Parameters\nreport = "丰泽"\nexports = "…/out"\n'
    assert injected.metadata.tags == ["injected-parameters"]


def test_counts_follow_the_order_of_the_cells() -> None:
    """The first cell that ran is 1, its result too."""
    cell = _normal(2).cells[1]
    assert cell.execution_count == 1
    assert cell.outputs[1].execution_count == 1


def test_a_cell_that_never_ran_has_no_count() -> None:
    """A stored notebook cannot look executed when it was not."""
    notebook = new_notebook(cells=[new_code_cell("x"), new_code_cell("y", execution_count=4)])
    assert [cell.execution_count for cell in normalise(notebook).cells] == [None, 1]


def test_the_result_is_a_valid_notebook_and_its_twin_is_the_same() -> None:
    """Jupyter opens it, and normalising again changes nothing."""
    result = _normal(1)
    nbformat.validate(result)
    assert notebook_bytes(normalise(result)) == notebook_bytes(result)
    assert nbformat.reads(notebook_bytes(result).decode(), as_version=4) == result


def test_the_notebook_given_is_left_alone() -> None:
    """Normalising makes a copy."""
    given = _executed(1)
    before = copy.deepcopy(given)
    normalise(given)
    assert given == before


def test_the_longest_path_goes_first() -> None:
    """A folder inside another has its own name."""
    cell = new_code_cell(outputs=[new_output("stream", name="stdout", text="/a/b/c /a/x")])
    result = normalise(new_notebook(cells=[cell]), paths={"/a": "PROJECT", "/a/b": "REPORT"})
    assert result.cells[0].outputs[0].text == "REPORT/c PROJECT/x"


def test_bytes_hold_chinese_and_end_with_one_line_end() -> None:
    """A diff of two notebooks can be read."""
    data = notebook_bytes(_normal(1))
    assert "问题".encode() in data
    assert data.endswith(b"}\n")
    assert not data.endswith(b"\n\n")


def test_streams_of_different_names_are_not_mixed() -> None:
    """Standard error stays apart from standard output."""
    outputs = [
        new_output("stream", name=name, text=name) for name in ("stdout", "stderr", "stdout")
    ]
    result = normalise(new_notebook(cells=[new_code_cell(outputs=outputs)]))
    assert [output.name for output in result.cells[0].outputs] == ["stdout", "stderr", "stdout"]
