"""The one place that strips from an executed notebook what differs from run to run."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_VOLATILE_CELL = ("papermill", "execution", "ExecuteTime", "collapsed", "jupyter")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def normalise(
    notebook: Any, *, paths: Mapping[str, str] | None = None, keep_injected: bool = False
) -> Any:
    """A copy of ``notebook`` without times, random ids, object addresses, versions and paths.

    ``paths`` maps a folder of this machine to what stands for it; ``keep_injected`` keeps the cell
    of values that papermill put in (for the record of one run, not for a notebook kept in git).
    """
    result = copy.deepcopy(notebook)
    if not keep_injected:
        result.cells = [cell for cell in result.cells if not _injected(cell)]
    result.metadata = {"kernelspec": dict(_KERNEL), "language_info": {"name": "python"}}
    result.nbformat, result.nbformat_minor = 4, 5
    order = sorted((paths or {}).items(), key=lambda pair: -len(pair[0]))
    for number, cell in enumerate(result.cells, 1):
        _normalise_cell(cell, number, order)
    _count_again(result.cells)
    return type(notebook)(_rebuilt(result, type(notebook)))


def _injected(cell: Any) -> bool:
    return "injected-parameters" in cell.metadata.get("tags", [])


def _normalise_cell(cell: Any, number: int, paths: list[tuple[str, str]]) -> None:
    """A fixed id, no run metadata, steady outputs."""
    cell["id"] = f"cell-{number:02}"
    for name in _VOLATILE_CELL:
        cell.metadata.pop(name, None)
    if _injected(cell):
        cell["source"] = _steady(_readable(cell.source), paths)
    if cell.cell_type == "code":
        cell["outputs"] = _merged([_steady(output, paths) for output in cell.outputs])


def _readable(source: str) -> str:
    """Chinese values as written, where papermill puts ``\\uXXXX``."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda hit: chr(int(hit[1], 16)), source)


def _steady(value: Any, paths: list[tuple[str, str]]) -> Any:
    """``value`` with every string inside it freed of addresses and paths; pictures stay."""
    if isinstance(value, str):
        for path, name in paths:
            value = value.replace(path, name)
        return _ADDRESS.sub("0x…", value)
    if isinstance(value, dict):
        return {
            name: part if name.startswith("image/") else _steady(part, paths)
            for name, part in value.items()
        }
    return [_steady(part, paths) for part in value] if isinstance(value, list) else value


def _merged(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outputs with a stream in one piece, however the kernel happened to cut it."""
    merged: list[dict[str, Any]] = []
    for output in outputs:
        last = merged[-1] if merged else {}
        same = output["output_type"] == last.get("output_type") == "stream"
        if same and output["name"] == last["name"]:
            last["text"] += output["text"]
        else:
            output.pop("execution_count", None)
            merged.append(output)
    return merged


def _count_again(cells: list[Any]) -> None:
    """Execution counts from 1 in the order of the cells that ran."""
    count = 0
    for cell in cells:
        if cell.cell_type != "code":
            continue
        if cell.get("execution_count"):
            count += 1
            cell["execution_count"] = count
        for output in cell.outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = cell["execution_count"]


def _rebuilt(value: Any, node: type) -> Any:
    """Plain dictionaries as notebook nodes again, so that fields read as attributes."""
    if isinstance(value, dict):
        return node({name: _rebuilt(part, node) for name, part in value.items()})
    return [_rebuilt(part, node) for part in value] if isinstance(value, list) else value


def notebook_bytes(notebook: Any) -> bytes:
    """The notebook as it is kept: sorted keys, one space of indent, Chinese as Chinese."""
    import nbformat

    text: str = nbformat.writes(notebook, nbformat.NO_CONVERT)
    return (text.rstrip("\n") + "\n").encode("utf-8")
