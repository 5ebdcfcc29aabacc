"""A folder written beside its place, then renamed: the old one or the new one, never half."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from ..errors import InputError
from ..processes import is_alive
from ..schema.tables import real_path

MANIFEST = "manifest.json"
_MADE_BY = "fengze_analysis"
_OURS = "a new folder, or one made by an earlier run"


def write_folder(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (relative name to bytes) and their manifest as the whole of ``directory``.

    Raises ``InputError`` where the folder is not one that this project made, another run is
    writing it, or there is no room. Whatever stops it, ``directory`` is as it was or complete.
    """
    # A link to a folder stays a link: what it names is replaced.
    directory = real_path(directory)
    refuse_foreign(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    _clear(directory)
    beside = f".{directory.name}.{os.getpid()}"
    new, old = (directory.with_name(f"{beside}.{kind}") for kind in ("new", "old"))
    try:
        new.mkdir()
        (new / MANIFEST).write_bytes(_manifest(files))  # first: what is cut off is known as ours
        for name, data in sorted(files.items()):
            path = new / name
            if not path.resolve().is_relative_to(new.resolve()):
                raise InputError(f"file name {name!r} leads out", directory, "a plain name")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if directory.exists():
            directory.rename(old)
        new.rename(directory)
    except BaseException as error:
        if old.exists() and not directory.exists():
            old.rename(directory)
        if not isinstance(error, OSError):
            raise
        what = f"cannot write: {error.strerror or error}"
        raise InputError(what, directory, "a folder with room that may be written") from error
    finally:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)


def refuse_foreign(directory: Path) -> None:
    """Stop before a folder with somebody's files would be replaced."""
    if real_path(directory).is_symlink():
        raise InputError("a loop of links", directory, _OURS)
    if not directory.exists():
        return
    if not directory.is_dir():
        raise InputError("not a folder", directory, _OURS)
    if any(directory.iterdir()) and not is_ours(directory):
        right = "an empty folder, or one made by an earlier run"
        raise InputError("the folder holds other files", directory, right)


def is_ours(directory: Path) -> bool:
    """Whether ``directory`` has a manifest of this project and no file that it does not name."""
    try:
        kept = json.loads((directory / MANIFEST).read_text("utf-8"))
        named = {*kept["files"], MANIFEST, ".made"} if kept["made_by"] == _MADE_BY else set()
    except (OSError, ValueError, KeyError, TypeError):
        return False
    held = (path for path in directory.rglob("*") if not path.is_dir())
    return {path.relative_to(directory).as_posix() for path in held} <= named


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """The name, size and sha256 of every file, as JSON."""
    listed = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    }
    text = json.dumps({"made_by": _MADE_BY, "files": listed}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _clear(directory: Path) -> None:
    """Remove what a run that was killed left beside the folder; mend a swap that was cut short.

    Only names with the number of a process that lives no more are touched, and only folders that
    this project filled.
    """
    for kind in ("old", "new"):
        for left in directory.parent.glob(f".{directory.name}.*.{kind}"):
            number = left.name.rsplit(".", 2)[1]
            if not number.isdecimal() or left.is_symlink() or not left.is_dir():
                continue
            if int(number) != os.getpid() and is_alive(int(number)):
                raise InputError("another run is writing it", directory, "one run at a time")
            if kind == "old" and is_ours(left) and not directory.exists():
                left.rename(directory)
            elif is_ours(left):
                shutil.rmtree(left, ignore_errors=True)
