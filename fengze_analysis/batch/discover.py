"""The reports of a folder or a pattern, each with an id, its size and its hash."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from ..errors import InputError

_SIDECAR = "report.yml"
_MAGIC = re.compile(r"[*?\[]")  # what makes a path a pattern


@dataclass(frozen=True, slots=True)
class Report:
    """A report to be read: its id, where it is, its name below the source, its size and hash.

    ``sha256`` is empty where the file cannot be opened.
    """

    report_id: str
    path: str
    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """The reports of a source in the order of their ids, and how many files are none."""

    reports: tuple[Report, ...]
    passed_over: int


def discover(source: str, output: Path) -> Discovery:
    """The reports below the folder ``source``, or those that the pattern ``source`` matches.

    Hidden files, sidecars and tables are passed over, ``output`` too. Raises ``InputError`` where
    there is no report.
    """
    root, paths = _paths(source)
    inside = Path(os.path.realpath(output))
    seen = [path for path in paths if not Path(os.path.realpath(path)).is_relative_to(inside)]
    wanted = [path for path in seen if not _is_passed_over(path, root)]
    if not wanted:
        raise InputError("no report there", source, "a folder or pattern of reports")
    named = identify(wanted, root)
    reports = (_report(report_id, path, root) for report_id, path in named.items())
    found = tuple(sorted(reports, key=lambda report: report.report_id))
    return Discovery(found, len(seen) - len(wanted))


def identify(paths: Iterable[Path], root: Path) -> dict[str, Path]:
    """An id for each path: its name below ``root``, told apart where two would share one.

    A report in a folder with a sidecar has the name of the folder.

    >>> paths = [Path("in/丰泽区/2023 年.docx"), Path("in/a.txt"), Path("in/a.pdf")]
    >>> list(identify(paths, Path("in")))
    ['丰泽区-2023-年', 'a-18b7cb', 'a-a7949e']
    """
    names = {path: _plain_id(path, root) for path in paths}
    shared = Counter(names.values())
    marks = {path: hashlib.sha256(_name(path, root)).hexdigest()[:6] for path in names}
    return {
        name if shared[name] == 1 else f"{name}-{marks[path]}": path for path, name in names.items()
    }


def _paths(source: str) -> tuple[Path, list[Path]]:
    """The folder that ids are made below, and every file of the source."""
    root, pattern = Path(source), "**/*"
    if root.is_file():
        return root.parent, [root]
    if not root.is_dir():
        fixed = list(takewhile(lambda part: not _MAGIC.search(part), root.parts))
        pattern = "/".join(root.parts[len(fixed) :])
        root = Path(*fixed)
    if not pattern:
        raise InputError("no such file or folder", source, "a folder or pattern of reports")
    try:
        return root, [path for path in root.glob(pattern) if path.is_file()]
    except (ValueError, NotImplementedError, IndexError) as error:
        what = f"the pattern cannot be used: {error}"
        raise InputError(what, source, "a pattern such as 'reports/**/*.txt'") from None


def _is_passed_over(path: Path, root: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    # A link may lead out of the folder, to what is nobody's report.
    named = any(fnmatchcase(path.name.lower(), pattern) for pattern in _patterns())
    return is_hidden or named or path.is_symlink()


@cache
def _patterns() -> tuple[str, ...]:
    lines = files(__package__).joinpath("passed_over.csv").read_text(encoding="utf-8").splitlines()
    return tuple(row["pattern"] for row in csv.DictReader(lines))


def _plain_id(path: Path, root: Path) -> str:
    is_received = path.stem == "report" and path.with_name(_SIDECAR).is_file()
    named = path.parent if is_received and path.parent != root else path.with_suffix("")
    name = "-".join(named.relative_to(root).parts)
    plain = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in name)
    return plain.strip("-") or "report"


def _name(path: Path, root: Path) -> bytes:
    return path.relative_to(root).as_posix().encode("utf-8", "replace")


def _report(report_id: str, path: Path, root: Path) -> Report:
    name = _name(path, root).decode("utf-8")
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Report(report_id, str(path.resolve()), name, path.stat().st_size, digest)
    except OSError:
        return Report(report_id, str(path), name, 0, "")
