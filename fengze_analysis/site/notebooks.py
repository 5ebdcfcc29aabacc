"""Notebooks run by papermill, each in a fresh process, as many at a time as there are cores."""

from __future__ import annotations

import ast
import difflib
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Thread
from typing import Any

from ..errors import InputError
from ..processes import fork_server

# The notebooks of a project that the annex shows, in this order; others follow by name.
NOTEBOOKS = ("outcomes", "comparison", "audit", "validation", "explore")
# What notebooks need, imported once for all.
_OURS = [__name__.replace("site.notebooks", one) for one in ("charts", "notebook", "site.engine")]
_THEIRS = ("psutil", "yaml", "ipykernel.debugger", "ipykernel.inprocess.ipkernel")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_VOLATILE = ("papermill", "execution", "ExecuteTime", "collapsed", "jupyter")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook, and the plain values of its cell tagged ``parameters``, by name."""

    path: Path
    node: Any
    own: Mapping[str, Any]


Job = tuple[Notebook, Mapping[str, Any]]  # with parameters: it gets those that it has itself
Runner = Callable[[Sequence[Job]], Iterator[Any]]


def list_notebooks(project: Path) -> list[Path]:
    """The notebooks of ``project``: first those that the annex names, then others by name."""
    paths = sorted((project / "notebooks").glob("[!.]*.ipynb"))
    found = {path.stem: path for path in paths}
    return [found[name] for name in dict.fromkeys((*NOTEBOOKS, *found)) if name in found]


def report_notebooks(project: Path) -> list[Notebook]:
    """Those of them that are about one report: they have the parameter ``report``."""
    return [one for one in map(read_notebook, list_notebooks(project)) if "report" in one.own]


def read_notebook(path: Path) -> Notebook:
    """The notebook of a file; refused where its parameters are not plain."""
    import nbformat

    try:
        node = nbformat.read(path, as_version=4)
    except (OSError, ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        said = str(error).partition("\n")[0][:200]
        raise InputError(f"no notebook: {said}", path, "a notebook of version 4") from None
    cells = [cell for cell in node.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise InputError(f"{len(cells)} cells are tagged parameters", path.name, "exactly one")
    lines: list[Any]
    try:
        lines = ast.parse(cells[0].source).body
        pairs = [(*line.targets, line.value) for line in lines]
        own = {ast.unparse(name): ast.literal_eval(value) for name, value in pairs}
    except (AttributeError, ValueError, SyntaxError):
        what = "the parameters cell holds more than values"
        raise InputError(what, path.name, "lines of name = value") from None
    return Notebook(path, node, own)


@contextmanager
def notebook_workers() -> Iterator[Runner]:
    """What runs notebooks, one a core at a time; its results come in the order of the jobs.

    What notebooks need is imported once, while the owner goes on. Whatever ends the owner ends the
    processes that run them, and what those began.
    """
    context = fork_server(*_OURS, *_THEIRS)
    held, owner = context.Pipe(duplex=False)
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        yield partial(pool.map, partial(_in_worker, context, held))
    finally:
        owner.close()
        pool.shutdown(cancel_futures=True)


def run_notebooks(jobs: Sequence[Job]) -> list[Any]:
    """The executed notebooks of ``jobs``; raise ``InputError`` for the first failing cell."""
    with notebook_workers() as run:
        return [made for _, made in told(jobs, run(jobs))]


def told(jobs: Sequence[Job], made: Iterator[Any]) -> Iterator[tuple[Job, Any]]:
    """Each job with the notebook made of it, as soon as that is there."""
    for number, pair in enumerate(zip(jobs, made, strict=True), 1):
        tell_progress(f"notebook {number}/{len(jobs)}: {pair[0][0].path.name}")
        yield pair


def tell_progress(message: str) -> None:
    """A line on standard error where that is a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"  {message}\n")


def _in_worker(context: ForkServerContext, held: Connection, job: Job) -> Any:
    """What came of one job in a process of its own; what that began ends with it."""
    answer, tell = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(held, tell, *job))
    worker.start()
    tell.close()
    try:
        made = answer.recv()
    except EOFError:
        right = "memory, and room in the folder for temporary files"
        made = InputError("a process that ran a notebook ended", f"notebook {job[0].path}", right)
    assert worker.pid
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    if isinstance(made, Exception):
        raise made
    return made


def _work(
    held: Connection, tell: Connection, notebook: Notebook, parameters: Mapping[str, Any]
) -> None:
    """In a worker: it prints to standard error, and ends when its owner lets go of ``held``."""
    os.setpgrp()
    os.environ.pop("PYTHONSAFEPATH", None)  # what a notebook begins may import what lies beside it
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)

    def end() -> None:
        with suppress(EOFError):
            held.recv()
        os.killpg(0, signal.SIGKILL)

    Thread(target=end, daemon=True).start()
    try:
        os.chdir(notebook.path.parent)
        given = {name: value for name, value in parameters.items() if name in notebook.own}
        tell.send(_execute(notebook, given))
    except (InputError, ModuleNotFoundError) as error:
        tell.send(error)
    except Exception as error:
        tell.send(InputError(f"{type(error).__name__}: {error}", f"notebook {notebook.path.name}"))


def _execute(notebook: Notebook, parameters: Mapping[str, Any]) -> Any:
    import papermill

    from . import engine

    try:
        return papermill.execute_notebook(
            notebook.node,
            None,
            parameters,
            engine_name=engine.NAME,
            kernel_name=_KERNEL["name"],
            language=_KERNEL["language"],
            progress_bar=False,
            log_output=False,
        )
    except InputError as error:
        where = f"notebook {notebook.path.name}, {error.where}"
        raise InputError(error.what, where, error.right) from None


def normalise(notebook: Any, paths: Mapping[str, str]) -> Any:
    """A copy of ``notebook`` without times, random ids, object addresses, versions and paths.

    ``paths`` maps a folder of this machine to what stands for it. The cell of values that papermill
    put in is left out.
    """
    import nbformat

    order = sorted(paths.items(), key=lambda pair: -len(pair[0]))
    made = nbformat.from_dict(notebook)
    made.cells = [c for c in made.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    made.metadata = {"kernelspec": dict(_KERNEL), "language_info": {"name": "python"}}
    made.nbformat, made.nbformat_minor = 4, 5
    for number, cell in enumerate(made.cells, 1):
        cell.id = f"cell-{number:02}"
        for name in _VOLATILE:
            cell.metadata.pop(name, None)
    for count, cell in enumerate((one for one in made.cells if one.cell_type == "code"), 1):
        cell.execution_count = count
        cell.outputs = _steady(cell.outputs, order)
        for output in cell.outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count
    return nbformat.from_dict(made)


def notebook_bytes(notebook: Any) -> bytes:
    """The notebook as it is kept: sorted keys, one space of indent, Chinese as Chinese."""
    import nbformat

    text: str = nbformat.writes(notebook, nbformat.NO_CONVERT)
    return (text.rstrip("\n") + "\n").encode("utf-8")


def moved_cells(name: str, old: bytes, new: bytes) -> list[str]:
    """A line for each line of an executed notebook's cells and outputs that moved."""
    if old == new:
        return []
    # No comparison within a line, which takes long.
    lines = difflib.unified_diff(_lines_of(old), _lines_of(new), n=0, lineterm="")
    pairs = [(line[0], line[1:].partition(": ")) for line in lines if line[1:5] == "cell"]
    moved = [f"{name}, {cell}: {sign}{said}" for sign, (cell, _, said) in pairs]
    return moved or [f"{name}: same texts, but other bytes (a picture or metadata)"]


def _lines_of(data: bytes) -> list[str]:
    """The source and the plain outputs of each cell, each line with the cell's place."""
    import nbformat

    lines = []
    for number, cell in enumerate(nbformat.reads(data.decode("utf-8"), as_version=4).cells, 1):
        outputs = (one.get("data", one) for one in cell.get("outputs", []))
        texts = (cell.source, *(one.get("text/plain", one.get("text", "")) for one in outputs))
        lines += [f"cell {number}: {line}" for text in texts for line in text.splitlines()]
    return lines


def steady_bytes(notebook: Any, project: Path) -> bytes:
    """An executed notebook of ``project`` as it is committed."""
    return notebook_bytes(normalise(notebook, {str(project): ".."}))


def _steady(value: Any, paths: Sequence[tuple[str, str]]) -> Any:
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
