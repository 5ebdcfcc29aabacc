"""Notebooks run by papermill, each in a fresh process, as many at a time as there are cores."""

from __future__ import annotations

import ast
import difflib
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from ..errors import InputError
from ..processes import child_environment, interrupts_held, run_folder
from ..schema.tables import write_bytes

Progress = Callable[[str], object]
Runner = Callable[[Sequence["Job"]], Iterator[Any]]
# The notebooks of a project that the annex shows, in this order; others follow by name.
NOTEBOOKS = ("outcomes", "comparison", "audit", "validation", "explore")
# What a notebook may not depend on: order of sets, clock zone, language, settings of the machine.
_ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
_ENVIRONMENT["MPLBACKEND"] = "agg"
_SERVE = f"import sys; from {__name__} import serve; serve(int(sys.argv[1]))"
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
    paths = sorted((project / "notebooks").glob("[!.]*.ipynb"))
    found = {path.stem: path for path in paths}
    return [found[name] for name in dict.fromkeys((*NOTEBOOKS, *found)) if name in found]


def report_notebooks(project: Path) -> list[Path]:
    """Those of them that are about one report: they have the parameter ``report``."""
    return [path for path in list_notebooks(project) if "report" in _read(path)[1]]


def committed_moves(job: Job, notebook: Any, report_id: str, project: Path) -> list[str]:
    """A line for each line of a committed notebook that moved, where ``job`` runs it as committed.

    That is: on the report, and in the language, that its own cell of parameters names.
    """
    own = _read(job.path)[1]
    if (own.get("report"), own.get("language")) != (report_id, job.parameters["language"]):
        return []
    made = steady_bytes(notebook, project)
    return moved_cells(job.path.name, job.path.read_bytes(), made)


@contextmanager
def notebook_workers(most: int) -> Iterator[Runner]:
    """What runs notebooks, one a core and at most ``most`` at a time, once for a list of jobs.

    A process gets ready at once, while its owner goes on; every notebook has a copy of it. Whatever
    stops the owner stops them all: they are a group of their own.
    """
    count = max(1, min(most, os.cpu_count() or 1))
    made = TemporaryDirectory(dir=run_folder(), ignore_cleanup_errors=True)
    with made as folder, ExitStack() as ends:
        with interrupts_held():
            server = _start(folder)
            ends.callback(_end, server)
        yield partial(_run_all, server, Path(folder), count)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the process, all copies of it, and what they began."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    with suppress(BrokenPipeError), server:
        pass


def _start(folder: str) -> subprocess.Popen[bytes]:
    """The process that notebooks are copies of; what it leaves for a moment is in ``folder``."""
    home = Path("~").expanduser()
    has_home = home.is_dir() and os.access(home, os.W_OK)
    environment = {"SOURCE_DATE_EPOCH": "0", **child_environment(), **_ENVIRONMENT}
    environment |= {"TMPDIR": folder, "IPYTHONDIR": folder}
    if not (has_home or environment.get("MPLCONFIGDIR")):
        environment["MPLCONFIGDIR"] = folder
    return subprocess.Popen(  # noqa: S603 - this interpreter, and words of ours
        [sys.executable, "-P", "-c", _SERVE, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        process_group=0,
    )


def _run_all(
    server: subprocess.Popen[bytes], folder: Path, count: int, jobs: Sequence[Job]
) -> Iterator[Any]:
    """Begin all of ``jobs``; what came of each, in order, raised where it is an error."""
    asked, told = server.stdin, server.stdout
    assert asked is not None
    assert told is not None
    with suppress(BrokenPipeError):
        asked.write(pickle.dumps((count, jobs)))
        asked.flush()

    def answers() -> Iterator[Any]:
        done: set[int] = set()
        for number, job in enumerate(jobs):
            while number not in done:
                line = told.readline()
                if not line:
                    what = "a process that ran notebooks was ended from outside"
                    raise InputError(what, "", "enough memory")
                done.add(int(line))
            path = folder / str(number)
            if not path.exists():
                what = "a process that ran a notebook ended"
                right = "memory, and room in the folder for temporary files"
                raise InputError(what, f"notebook {job.path}", right)
            answer = pickle.loads(path.read_bytes())  # noqa: S301 - written by our own process
            if isinstance(answer, Exception):
                raise answer
            yield answer

    return answers()


def executed(answers: Iterator[Any], jobs: Sequence[Job], progress: Progress) -> Iterator[Any]:
    """What came of each job, one after another; raise ``InputError`` for the first failing cell."""
    for number, (job, answer) in enumerate(zip(jobs, answers, strict=True), 1):
        progress(f"notebook {number}/{len(jobs)}: {job.path.name}")
        yield answer


def run_notebooks(jobs: Sequence[Job], progress: Progress = lambda _: None) -> list[Any]:
    """The executed notebooks of ``jobs``; raise ``InputError`` for the first failing cell."""
    if not jobs:
        return []
    with notebook_workers(len(jobs)) as run:
        return list(executed(run(jobs), jobs, progress))


def serve(owner: int) -> None:
    """In the process that notebooks are copies of: run what is asked for, end with the owner."""
    told = os.dup(1)
    os.dup2(2, 1)  # whatever prints
    for name in _NEEDED:
        with suppress(ImportError):  # told by the notebook that needs it
            import_module(name, __package__)
        _go_on(owner)
    try:
        count, jobs = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    except EOFError:
        return
    waiting, running = deque(enumerate(jobs)), dict[int, int]()
    while waiting or running:
        while waiting and len(running) < count:
            number, job = waiting.popleft()
            child = os.fork()
            if not child:
                _answer(number, job)
            running[child] = number
        child, _ = os.waitpid(-1, os.WNOHANG)
        if child:
            os.write(told, f"{running.pop(child)}\n".encode())
        else:
            time.sleep(0.02)
        _go_on(owner)


def _go_on(owner: int) -> None:
    """End this process and its copies where the one that asked for them is gone."""
    if os.getppid() != owner:
        os.killpg(0, signal.SIGKILL)


def _answer(number: int, job: Job) -> None:
    """In a copy: write what came of one job, and end."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        try:
            answer = _execute(job)
        except (InputError, ModuleNotFoundError) as error:
            answer = error
        except Exception as error:
            answer = InputError(f"{type(error).__name__}: {error}", f"notebook {job.path.name}")
        write_bytes(Path(gettempdir(), str(number)), pickle.dumps(answer))
    finally:
        os._exit(0)


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


def _read(path: Path) -> tuple[Any, dict[str, Any]]:
    """A notebook, and the plain values of its cell tagged ``parameters``, by name."""
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
        own = {}
        lines: list[Any] = ast.parse(cells[0].source).body
        for line in lines:
            (name,) = line.targets
            own[ast.unparse(name)] = ast.literal_eval(line.value)
    except (AttributeError, ValueError, SyntaxError):
        what = "the parameters cell holds more than values"
        raise InputError(what, path.name, "lines of name = value") from None
    return notebook, own


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


def moved_cells(name: str, old: bytes, new: bytes) -> list[str]:
    """A line for each line of an executed notebook's cells and outputs that moved."""
    if old == new:
        return []
    before, after = _texts_of(old), _texts_of(new)
    lines = [
        f"{name}, {cell}: {line}"
        for cell in dict.fromkeys([*before, *after])
        # No comparison within a line, which takes long.
        for line in difflib.unified_diff(
            before.get(cell, []), after.get(cell, []), n=0, lineterm=""
        )
        if not line.startswith(("---", "+++", "@@"))
    ]
    return lines or [f"{name}: same texts, but other bytes (a picture or metadata)"]


def _texts_of(data: bytes) -> dict[str, list[str]]:
    """The source and the plain outputs of each cell, by the cell's place."""
    import nbformat

    notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    found: dict[str, list[str]] = {}
    for number, cell in enumerate(notebook.cells, 1):
        lines = str(cell.source).splitlines()
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/plain", output.get("text", ""))
            lines += ("".join(text) if isinstance(text, list) else str(text)).splitlines()
        found[f"cell {number}"] = lines
    return found


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


def terminal_progress() -> Progress:
    """A line on standard error for each step; nothing where it is no terminal."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda message: sys.stderr.write(f"  {message}\n")
