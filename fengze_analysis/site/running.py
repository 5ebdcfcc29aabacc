"""Notebooks run by papermill, each in a fresh process, as many at a time as there are cores."""

from __future__ import annotations

import ast
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from ..errors import InputError
from ..text.guard import interrupts_held

Progress = Callable[[str], None]
# What a notebook may not depend on: clock zone, language and settings of the machine.
_ENVIRONMENT = {"PYTHONUTF8": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "MPLBACKEND": "agg"}
_SEED = "PYTHONHASHSEED"


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook to run in folder ``cwd``; it gets those parameters that its own cell names."""

    path: Path
    parameters: Mapping[str, object]
    cwd: Path


@contextmanager
def notebook_workers(most: int, processes: int = 0) -> Iterator[ProcessPoolExecutor]:
    """Processes that run notebooks, at most ``most``; ``processes`` 0 is one a core.

    They get ready at once, while their owner goes on. Whatever stops the owner stops them.
    """
    cores = os.cpu_count() or 1
    count = max(1, min(processes or cores, most, cores))
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


def start_notebooks(
    workers: ProcessPoolExecutor, jobs: Sequence[Job]
) -> dict[Future[str], tuple[int, Job]]:
    """Every notebook under way: what will be its result, with its place in ``jobs``."""
    return {
        workers.submit(_run, str(job.path), dict(job.parameters), str(job.cwd)): (number, job)
        for number, job in enumerate(jobs)
    }


def finished(
    under_way: Mapping[Future[str], tuple[int, Job]], progress: Progress | None = None
) -> Iterator[tuple[int, Any]]:
    """The place and the executed notebook of each as soon as it ends; raise the first failure."""
    import nbformat

    tell = progress or (lambda _: None)
    try:
        for count, future in enumerate(as_completed(under_way), 1):
            answer = json.loads(future.result())
            if "failed" in answer:
                raise InputError(answer["failed"], answer["where"])
            number, job = under_way[future]
            tell(f"notebook {count}/{len(under_way)}: {job.path.name}")
            yield number, nbformat.from_dict(answer["notebook"])
    except BrokenProcessPool as error:
        what = "a process that ran notebooks was ended from outside"
        raise InputError(what, "", "enough memory") from error


def run_notebooks(
    jobs: Sequence[Job], *, processes: int = 0, progress: Progress | None = None
) -> list[Any]:
    """The executed notebooks in the order of ``jobs``; raise ``InputError`` for a failing cell."""
    if not jobs:
        return []
    with notebook_workers(len(jobs), processes) as workers:
        done = dict(finished(start_notebooks(workers, jobs), progress))
    return [done[number] for number in range(len(jobs))]


def _get_ready() -> None:
    """Import what notebooks need: every one of them begins with it loaded."""
    import matplotlib.pyplot
    import pandas
    import papermill

    from .. import charts, study
    from . import shell

    _ = matplotlib.pyplot, pandas, papermill, charts, study, shell


def _prepare(owner: int) -> None:
    """Set up a worker: steady surroundings, and an end when its owner was killed."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # what its owner does then is not its own to do
    os.environ.update(_ENVIRONMENT)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    time.tzset()
    threading.Thread(target=_end_with, args=(owner,), daemon=True).start()


def _end_with(owner: int) -> None:
    """End this process when the one that asked for it is gone."""
    while os.getppid() == owner:
        time.sleep(0.5)
    os._exit(1)


def _run(path: str, parameters: dict[str, object], cwd: str) -> str:
    """In a worker: the executed notebook, or what failed where, as JSON; in a copy of itself."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(there, os.getpid(), path, parameters, cwd))
    child.start()
    there.close()
    try:
        return str(here.recv())
    except EOFError:
        what = {"failed": "a process that ran a notebook ended", "where": f"notebook {path}"}
        return json.dumps(what)
    finally:
        child.join()


def _answer(there: Any, owner: int, path: str, parameters: dict[str, object], cwd: str) -> None:
    """In a copy of a worker: run one notebook and say what came of it."""
    threading.Thread(target=_end_with, args=(owner,), daemon=True).start()
    there.send(_execute(path, parameters, cwd))
    there.close()


def _execute(path: str, parameters: dict[str, object], cwd: str) -> str:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from . import shell

    shell.register()
    name = Path(path).name
    try:
        notebook = read_notebook(Path(path))
        taken = {
            name: parameters[name] for name in parameters_of(notebook, name) if name in parameters
        }
        os.chdir(cwd)
        executed = papermill.execute_notebook(
            notebook,
            None,
            taken,
            engine_name=shell.NAME,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
        )
    except PapermillExecutionError as error:
        said = str(error.evalue).strip().splitlines() or [""]
        failed = said[0] if error.ename == "InputError" else f"{error.ename}: {said[0]}"
        return json.dumps({"failed": failed, "where": f"notebook {name}, cell {error.cell_index}"})
    except InputError as error:
        return json.dumps({"failed": str(error), "where": ""})  # says itself where
    return json.dumps({"notebook": executed})


def parameters_of(notebook: Any, where: str = "notebook") -> dict[str, object]:
    """The names and literal values of the cell tagged ``parameters``; nothing is run."""
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise InputError(f"{len(cells)} cells are tagged parameters", where, "exactly one")
    found: dict[str, object] = {}
    try:
        for statement in ast.parse(cells[0].source).body:
            if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
                raise ValueError(ast.dump(statement))
            found[ast.unparse(statement.targets[0])] = ast.literal_eval(statement.value)
    except (ValueError, SyntaxError):
        what = "the parameters cell holds more than values"
        raise InputError(what, where, "lines of name = value") from None
    return found


def read_notebook(path: Path) -> Any:
    """The notebook of a file; raises :class:`InputError` where it is none."""
    import nbformat

    if not path.is_file():
        raise InputError("notebook missing", path, "the notebooks of the project")
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        said = (str(error).splitlines() or [""])[0][:200]
        raise InputError(f"no notebook: {said}", path, "a notebook of version 4") from None


def terminal_progress(stream: TextIO | None = None) -> Progress:
    """A line on ``stream`` (standard error) for each step; nothing where it is no terminal."""
    stream = stream or sys.stderr
    if not stream.isatty():
        return lambda _: None

    def tell(message: str) -> None:
        stream.write(f"  {message}\n")
        stream.flush()

    return tell
