"""The processes of a run: how they are interrupted and end, and their one temporary folder."""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

# What asks a process to end: Ctrl-C, kill, a terminal that is closed.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LONGEST = 44  # letters of a folder under which a socket still has a path that systems take
# What no result may depend on: order of sets, clock zone, language, modules where one stands.
_STEADY = {
    "PYTHONHASHSEED": "0",
    "PYTHONSAFEPATH": "1",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a kernel would warn of it
    # Arrow's own takes a gigabyte of addresses at once, which is all that a worker may have.
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
_FOLDER = re.compile(r"fengze-run-([0-9]+)-[a-z0-9_]{8}")


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C and its like wait; a process started meanwhile never gets the first of them."""
    came: list[tuple[int, Any]] = []
    handlers = {one: signal.getsignal(one) for one in ENDING}
    owned = {one: act for one, act in handlers.items() if callable(act)}
    is_main = threading.current_thread() is threading.main_thread()
    for one in owned if is_main else ():  # another thread may take it: the mask alone holds nothing
        signal.signal(one, lambda *given: came.append(given))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for one, act in owned.items() if is_main else ():
            signal.signal(one, act)
    if came:
        owned[signal.Signals(came[0][0])](*came[0])


def end_with_owner() -> None:
    """In a worker or a child: end this process when the one that asked for it is gone."""
    from multiprocessing import parent_process

    owner, number = parent_process(), os.getppid()

    def watch() -> None:
        while owner is None and os.getppid() == number:
            time.sleep(0.2)
        if owner is not None:  # a worker is the child of what it was copied from
            owner.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def child_environment() -> dict[str, str]:
    """The environment of a child that imports this package, wherever it is begun."""
    paths = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def fork_server(*preload: str) -> ForkServerContext:
    """What starts workers as copies of one process, which gets ready while its owner goes on.

    A process has one, with the modules it was first asked to ``preload``. No interrupt of the owner
    reaches it or its copies.
    """
    from multiprocessing import forkserver, get_context, resource_tracker

    context = get_context("forkserver")
    context.set_forkserver_preload([*preload])
    folder = tempfile.tempdir = str(run_folder())  # for what processes speak through, too
    own = dict(os.environ)
    steady = {"SOURCE_DATE_EPOCH": "0", **child_environment(), **_STEADY}
    steady |= {"TMPDIR": folder, "IPYTHONDIR": folder}
    if not (os.environ.get("MPLCONFIGDIR") or os.access(f"{Path.home()}/", os.W_OK)):
        steady["MPLCONFIGDIR"] = folder
    resource_tracker.ensure_running()  # else it starts below, and lets interrupts through again
    with interrupts_held():  # none reaches what workers are copied from, even while it loads
        os.environ.update(steady)
        try:
            forkserver.ensure_running()
        finally:
            os.environ.clear()
            os.environ.update(own)
    return context


@cache
def run_folder() -> Path:
    """The folder for all that this process leaves for a moment; it goes when the process ends.

    Those of runs that were killed go now: their names carry the number of a process that is dead.
    """
    from multiprocessing.util import Finalize

    top = Path(tempfile.gettempdir())
    if len(str(top)) > _LONGEST:
        top = Path("/tmp")  # noqa: S108 - only for folders with names that nobody can guess
    for left in top.glob("fengze-run-*"):
        named = _FOLDER.fullmatch(left.name)
        if named and not is_alive(int(named[1])):
            shutil.rmtree(left, ignore_errors=True)  # no link, and nothing of another user's
    folder = Path(tempfile.mkdtemp(prefix=f"fengze-run-{os.getpid()}-", dir=top))
    # After what multiprocessing itself leaves in it.
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=-1000)
    return folder


def is_alive(number: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(number, 0)
    except (OSError, OverflowError) as error:
        return isinstance(error, PermissionError)
    return True
