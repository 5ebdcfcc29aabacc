"""A folder written beside its place, then renamed: the old one or the new one, never half."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fengze_analysis.errors import InputError
from fengze_analysis.schema.files import write_bytes

MANIFEST = "manifest.json"
_MADE_BY = "fengze_analysis"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def replacing(directory: Path) -> Iterator[Path]:
    """A new folder to fill; at the end it gets its manifest and takes the place of ``directory``.

    Refuses to replace a folder that this project did not write. Whatever stops it, ``directory`` is
    as it was or complete; a half swap (power cut between two renames) is mended by the next run.
    """
    directory = directory.absolute()
    old = directory.with_name(f".{directory.name}.old")
    _mend(directory, old)
    _refuse_foreign(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", suffix=".new", dir=directory.parent))
    try:
        Path(new).chmod(0o777 & ~_umask())
        yield new
        write_bytes(new / MANIFEST, manifest(new))
        _swap(new, directory, old)
    except OSError as error:
        what = f"cannot write: {error.strerror or error}"
        raise InputError(what, directory, "a folder with room that may be written") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write_folder(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (relative name to bytes) as the whole of ``directory``, at once."""
    with replacing(directory) as new:
        for name, data in sorted(files.items()):
            path = new / name
            if not path.resolve().is_relative_to(new.resolve()):
                raise InputError(
                    f"file name {name!r} leads out of the folder", directory, "a plain name"
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _swap(new: Path, directory: Path, old: Path) -> None:
    """Put ``new`` in the place of ``directory``; back to the old one if that fails."""
    if directory.exists():
        Path(directory).rename(old)
    try:
        Path(new).rename(directory)
    except BaseException:
        if old.exists() and not directory.exists():
            Path(old).rename(directory)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _mend(directory: Path, old: Path) -> None:
    """Finish or undo a swap that was cut short."""
    if old.exists() and directory.exists():
        shutil.rmtree(old)
    elif old.exists():
        Path(old).rename(directory)


def _refuse_foreign(directory: Path) -> None:
    """Stop before a folder with somebody's files would be replaced."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise InputError("not a folder", directory, "a new folder, or one made by an earlier run")
    if any(directory.iterdir()) and not is_ours(directory):
        right = "an empty folder, or one made by an earlier run"
        raise InputError("the folder holds other files", directory, right)


def is_ours(directory: Path) -> bool:
    """Whether ``directory`` has a manifest of this project."""
    try:
        kept = json.loads((directory / MANIFEST).read_text("utf-8"))
        return bool(kept["made_by"] == _MADE_BY)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def manifest(directory: Path) -> bytes:
    """The name, size and sha256 of every file of ``directory``, as JSON."""
    files = {
        path.relative_to(directory).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    text = json.dumps({"made_by": _MADE_BY, "files": files}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def check_manifest(directory: Path) -> None:
    """Raise unless ``directory`` is whole: every file of its manifest, unchanged, and no other."""
    if not is_ours(directory):
        raise InputError(
            "no manifest: the folder was never finished", directory, "a complete report"
        )
    kept = json.loads((directory / MANIFEST).read_bytes())["files"]
    found = json.loads(manifest(directory))["files"]
    wrong = sorted(name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name))
    if wrong:
        raise InputError(f"{wrong[0]} differs from the manifest", directory, "a complete report")
