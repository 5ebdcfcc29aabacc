"""The one place that strips from an executed notebook what differs from run to run."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from typing import Any

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_VOLATILE_CELL = ("papermill", "execution", "ExecuteTime", "collapsed", "jupyter")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def normalise(notebook: Any, paths: Mapping[str, str] | None = None) -> Any:
    """A copy of ``notebook`` without times, random ids, object addresses, versions and paths.

    ``paths`` maps a folder of this machine to what stands for it. The cell of values that papermill
    put in is left out.
    """
    import nbformat

    result = copy.deepcopy(notebook)
    result.cells = [cell for cell in result.cells if not _injected(cell)]
    result.metadata = {"kernelspec": dict(_KERNEL), "language_info": {"name": "python"}}
    result.nbformat, result.nbformat_minor = 4, 5
    order = sorted((paths or {}).items(), key=lambda pair: -len(pair[0]))
    count = 0
    for number, cell in enumerate(result.cells, 1):
        cell["id"] = f"cell-{number:02}"
        for name in _VOLATILE_CELL:
            cell.metadata.pop(name, None)
        if cell.cell_type != "code":
            continue
        count += bool(cell.get("execution_count"))
        cell["execution_count"] = count if cell.get("execution_count") else None
        cell["outputs"] = _outputs(cell, order)
    return nbformat.from_dict(json.loads(json.dumps(result)))


def notebook_bytes(notebook: Any) -> bytes:
    """The notebook as it is kept: sorted keys, one space of indent, Chinese as Chinese."""
    import nbformat

    text: str = nbformat.writes(notebook, nbformat.NO_CONVERT)
    return (text.rstrip("\n") + "\n").encode("utf-8")


def _injected(cell: Any) -> bool:
    return "injected-parameters" in cell.metadata.get("tags", [])


def _outputs(cell: Any, paths: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Steady outputs: a stream in one piece, however the kernel happened to cut it."""
    merged: list[dict[str, Any]] = []
    for output in cell.outputs:
        steady = _steady(output, paths)
        last = merged[-1] if merged else {}
        same = steady["output_type"] == last.get("output_type") == "stream"
        if same and steady["name"] == last["name"]:
            last["text"] += steady["text"]
            continue
        if steady["output_type"] == "execute_result":
            steady["execution_count"] = cell["execution_count"]
        merged.append(steady)
    return merged


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
