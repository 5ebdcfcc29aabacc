"""Third-party formats read under limits: a small file can ask its reader for all memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from ..errors import InputError
from ..processes import child_environment, end_with_owner
from .extracted import Extracted

MEMORY = 2**30  # bytes beyond what the process has when it begins
# For any file; a larger one has another second for each of these bytes, a third of real speed.
_SECONDS, _MOST_SECONDS = 8.0, 45.0
_BYTES_A_SECOND = {"html": 1_000_000, "docx": 500_000, "pdf": 75_000}
_RIGHT = "a file that is read in a few seconds, or its text"
_TOO_MUCH = "the file takes more memory to read than a report may"

_is_limited = False


def limit_memory(beyond: int = MEMORY) -> None:
    """From now on this process cannot take more than ``beyond`` bytes on top of what it has.

    A worker that reads many files limits itself once and needs no child for each.
    """
    global _is_limited
    _is_limited = True
    held = 0
    with suppress(OSError, ValueError):  # where the system does not say
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = held * resource.getpagesize() + beyond
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def read_guarded(layout: str, data: bytes, name: str) -> Extracted:
    """What the reader of ``layout``, a module of this room, makes of ``data`` within the limits."""
    if _is_limited:
        return _read(layout, data, name)
    words = [sys.executable, "-P", "-m", __spec__.name, layout, name, str(MEMORY)]
    seconds = min(_SECONDS + len(data) / _BYTES_A_SECOND[layout], _MOST_SECONDS)
    own = child_environment()
    try:
        child = subprocess.run(
            words, input=data, capture_output=True, timeout=seconds, env=own, check=False
        )
    except subprocess.TimeoutExpired:
        what = f"the file is not read after {seconds:.0f} seconds"
        raise InputError(what, name, _RIGHT) from None
    if child.returncode or not child.stdout:  # ended by the system, or by a library for want of it
        raise InputError(_TOO_MUCH, name, _RIGHT)
    answer = json.loads(child.stdout)
    if "error" in answer:
        raise InputError(*answer["error"])
    return Extracted(**{**answer, "notices": tuple(answer["notices"])})


def _read(layout: str, data: bytes, name: str) -> Extracted:
    try:
        found: Extracted = import_module(f".{layout}", __package__).read(data, name)
    except MemoryError:
        raise InputError(_TOO_MUCH, name, _RIGHT) from None
    return found


def _answer(layout: str, name: str, memory: str) -> dict[str, object]:
    """In a child: the text as JSON, or the three parts of an error."""
    end_with_owner()
    data = sys.stdin.buffer.read()
    try:
        import_module(f".{layout}", __package__)
        limit_memory(int(memory))
        return asdict(_read(layout, data, name))
    except ModuleNotFoundError as missing:
        right = "pip install 'fengze-analysis[formats]'"
        return {"error": [f"{missing.name} is not installed", name, right]}
    except InputError as error:
        return {"error": [error.what, error.where, error.right]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(*sys.argv[1:])))
