"""Notebooks run by papermill, each in a fresh process, as many at a time as there are cores."""

from __future__ import annotations

import ast
import multiprocessing
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..text.guard import interrupts_held

Progress = Callable[[str], object]
# The notebooks of a project that the annex shows, in this order; others follow by name.
NOTEBOOKS = ("outcomes", "comparison", "audit", "validation", "explore")
# What a notebook may not depend on: clock zone, language and settings of the machine.
_ENVIRONMENT = {"PYTHONUTF8": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "MPLBACKEND": "agg"}
_SEED = "PYTHONHASHSEED"
_NEEDED = ("matplotlib.pyplot", "pandas", "papermill", "..charts", "..study", ".shell")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_VOLATILE = ("papermill", "execution", "ExecuteTime", "collapsed", "jupyter")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook to run in its folder; it gets those parameters that its own cell names."""

    path: Path
    parameters: Mapping[str, object]


def list_notebooks(project: Path) -> list[Path]:
    """The notebooks of ``project``: first those that the annex names, then others by name."""
    found = {path.stem: path for path in sorted((project / "notebooks").glob("*.ipynb"))}
    return [found[name] for name in dict.fromkeys((*NOTEBOOKS, *found)) if name in found]


def report_notebooks(project: Path) -> list[Path]:
    """Those of them that are about one report: they have the parameter ``report``."""
    return [path for path in list_notebooks(project) if "report" in _read(path)[1]]


@contextmanager
def notebook_workers(most: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that run notebooks, one a core and at most ``most``.

    They get ready at once, while their owner goes on. Whatever stops the owner stops them.
    """
    count = max(1, min(most, os.cpu_count() or 1))
    # A process that began with this order of sets is copied with all that it has loaded; any other
    # starts new ones.
    seeded = os.environ.get(_SEED) == "0"
    _get_ready() if seeded else os.environ.update({_SEED: "0"})
    context = multiprocessing.get_context("fork" if seeded else "spawn")
    pool = ProcessPoolExecutor(count, context, initializer=_prepare, initargs=(os.getpid(),))
    try:
        # An interrupt is their owner's business from their first line on, and waits for it here.
        with interrupts_held():
            for _ in range(count):
                pool.submit(_get_ready)
        yield pool
    finally:  # what they were asked for is there, or no longer wanted
        for worker in list((getattr(pool, "_processes", None) or {}).values()):
            worker.kill()  # one that was just born would answer a softer signal as its owner does
        pool.shutdown(wait=True, cancel_futures=True)


def executed(answers: Iterator[Any], jobs: Sequence[Job], progress: Progress) -> Iterator[Any]:
    """What came of each job, one after another; raise ``InputError`` for the first failing cell."""
    try:
        for number, (job, answer) in enumerate(zip(jobs, answers, strict=True), 1):
            progress(f"notebook {number}/{len(jobs)}: {job.path.name}")
            yield answer
    except BrokenProcessPool as error:
        what = "a process that ran notebooks was ended from outside"
        raise InputError(what, "", "enough memory") from error


def run_notebooks(jobs: Sequence[Job], progress: Progress = lambda _: None) -> list[Any]:
    """The executed notebooks of ``jobs``; raise ``InputError`` for the first failing cell."""
    if not jobs:
        return []
    with notebook_workers(len(jobs)) as workers:
        return list(executed(workers.map(run_notebook, jobs), jobs, progress))


def _get_ready() -> None:
    """Import what notebooks need: every one of them begins with it loaded."""
    for name in _NEEDED:
        import_module(name, __package__)


def _prepare(owner: int) -> None:
    """Set up a worker: steady surroundings, and an end when its owner was killed."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # what its owner does then is not its own to do
    os.environ.update(_ENVIRONMENT)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    time.tzset()
    _end_with(owner)


def _end_with(owner: int) -> None:
    """End this process when the one that asked for it is gone."""

    def watch() -> None:
        while os.getppid() == owner:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def run_notebook(job: Job) -> Any:
    """In a worker: the executed notebook, from a copy of this process."""
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(1, context, _end_with, (os.getpid(),)) as copy:
            return copy.submit(_execute, job).result()
    except BrokenProcessPool:
        what = "a process that ran a notebook ended"
        raise InputError(what, f"notebook {job.path}") from None


def _execute(job: Job) -> Any:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from . import shell

    shell.register()
    notebook, own = _read(job.path)
    os.chdir(job.path.parent)
    try:
        return papermill.execute_notebook(
            notebook,
            None,
            {name: value for name, value in job.parameters.items() if name in own},
            engine_name=shell.NAME,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
        )
    except PapermillExecutionError as error:
        said = str(error.evalue).strip().partition("\n")[0]
        failed = said if error.ename == "InputError" else f"{error.ename}: {said}"
        where = f"notebook {job.path.name}, cell {error.cell_index}"
        raise InputError(failed, where) from None


def _read(path: Path) -> tuple[Any, list[str]]:
    """A notebook, and the names that its cell tagged ``parameters`` gives plain values to."""
    import nbformat

    if not path.is_file():
        raise InputError("notebook missing", path, "the notebooks of the project")
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        said = str(error).partition("\n")[0][:200]
        raise InputError(f"no notebook: {said}", path, "a notebook of version 4") from None
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise InputError(f"{len(cells)} cells are tagged parameters", path.name, "exactly one")
    try:
        lines: list[Any] = ast.parse(cells[0].source).body
        for line in lines:
            (_,) = line.targets
            ast.literal_eval(line.value)
    except (AttributeError, ValueError, SyntaxError):
        what = "the parameters cell holds more than values"
        raise InputError(what, path.name, "lines of name = value") from None
    return notebook, [ast.unparse(line.targets[0]) for line in lines]


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
    count = 0
    for number, cell in enumerate(made.cells, 1):
        cell.id = f"cell-{number:02}"
        for name in _VOLATILE:
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            count += 1
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


def terminal_progress() -> Progress:
    """A line on standard error for each step; nothing where it is no terminal."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda message: sys.stderr.write(f"  {message}\n")
