"""Notebooks run by papermill, one process a core, with the kernel of this very Python."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.parameters import parameters_of

Progress = Callable[[str], None]
_KERNEL = "python3"
_LAUNCH = ("-m", "ipykernel_launcher", "--log-level=50", "-f", "{connection_file}")
_PAPERMILL = {"progress_bar": False, "log_output": False}
# What a notebook may not depend on: hash order, clock zone, language and settings of the machine.
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "JUPYTER_PLATFORM_DIRS": "1",
}


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook to run in folder ``cwd``, with parameters that were checked."""

    path: Path
    parameters: Mapping[str, object]
    cwd: Path


def run_notebooks(
    jobs: Sequence[Job], *, processes: int = 0, progress: Progress | None = None
) -> list[Any]:
    """The executed notebooks in the order of ``jobs``; raise ``InputError`` for a failing cell.

    A notebook gets those parameters that its parameters cell has. ``processes`` 0 is one a core.
    """
    if not jobs:
        return []
    tell = progress or (lambda _: None)
    workers = min(processes or os.cpu_count() or 1, len(jobs))
    with tempfile.TemporaryDirectory(prefix="fengze-kernel-") as home:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, context, initializer=_prepare, initargs=(home,))
        try:
            futures = {
                pool.submit(_run, str(j.path), dict(j.parameters), str(j.cwd)): j for j in jobs
            }
            done = _gather(futures, tell)
        except BrokenProcessPool as error:
            what = "a process that ran notebooks was ended from outside"
            raise InputError(what, "", "enough memory") from error
        except KeyboardInterrupt:
            _stop(pool)
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return [done[job.path, job.cwd] for job in jobs]


def _gather(futures: dict[Future[str], Job], tell: Progress) -> dict[tuple[Path, Path], Any]:
    """Each notebook as it ends; the first failure ends the rest."""
    import nbformat

    done: dict[tuple[Path, Path], Any] = {}
    for count, future in enumerate(as_completed(futures), 1):
        job = futures[future]
        answer = json.loads(future.result())
        if "failed" in answer:
            raise InputError(answer["failed"], answer["where"])
        done[job.path, job.cwd] = nbformat.from_dict(answer["notebook"])
        tell(f"notebook {count}/{len(futures)}: {job.path.name}")
    return done


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once; a kernel ends when its parent is gone."""
    for worker in list((getattr(pool, "_processes", None) or {}).values()):
        worker.terminate()


def _prepare(home: str) -> None:
    """Set up a worker: a kernel specification of this Python before any other on the machine."""
    folder = Path(home, "share", "kernels", _KERNEL)
    folder.mkdir(parents=True, exist_ok=True)
    spec = {
        "argv": [sys.executable, *_LAUNCH],
        "display_name": "Python 3",
        "language": "python",
        "metadata": {"supported_encryption": ["curve"]},
    }
    beside = folder / f"{os.getpid()}.json"
    beside.write_text(json.dumps(spec), "utf-8")
    beside.replace(folder / "kernel.json")
    os.environ.update(_ENVIRONMENT)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    os.environ["JUPYTER_PATH"] = str(Path(home, "share"))
    os.environ["JUPYTER_CONFIG_DIR"] = str(Path(home, "config"))
    os.environ["JUPYTER_RUNTIME_DIR"] = str(Path(home, f"runtime-{os.getpid()}"))
    os.environ["IPYTHONDIR"] = str(Path(home, "ipython"))
    logging.getLogger("papermill").setLevel(logging.ERROR)


def _run(path: str, parameters: dict[str, object], cwd: str) -> str:
    """In a worker: the executed notebook, or what failed where, as JSON."""
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    notebook = nbformat.read(path, as_version=4)
    known = parameters_of(notebook, Path(path).name)
    taken = {name: value for name, value in parameters.items() if name in known}
    name = Path(path).name
    try:
        executed = papermill.execute_notebook(
            path, None, taken, **_PAPERMILL, kernel_name=_KERNEL, language="python", cwd=cwd
        )
    except PapermillExecutionError as error:
        said = str(error.evalue).strip().splitlines() or [""]
        failed = said[0] if error.ename == "InputError" else f"{error.ename}: {said[0]}"
        return json.dumps({"failed": failed, "where": f"notebook {name}, cell {error.cell_index}"})
    except RuntimeError as error:  # the kernel died or did not start
        return json.dumps({"failed": " ".join(str(error).split()), "where": f"notebook {name}"})
    return json.dumps({"notebook": executed})


def terminal_progress(stream: TextIO | None = None) -> Progress:
    """A line on ``stream`` (standard error) for each step; nothing where it is no terminal."""
    stream = stream or sys.stderr
    if not stream.isatty():
        return lambda _: None

    def tell(message: str) -> None:
        stream.write(f"  {message}\n")
        stream.flush()

    return tell
