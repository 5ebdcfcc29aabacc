"""The reports of a folder or a pattern, each with an id, its size and its hash."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from ..errors import InputError

_SIDECAR = "report.yml"
_BLOCK = 2**20
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
    inside = output.resolve()
    seen = [path for path in paths if not path.resolve().is_relative_to(inside)]
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
    return {
        name if shared[name] == 1 else f"{name}-{_short_hash(path, root)}": path
        for path, name in names.items()
    }


def _paths(source: str) -> tuple[Path, Iterator[Path]]:
    root = Path(source)
    if root.is_dir():
        return root, _below(root)
    if root.is_file():
        return root.parent, iter([root])
    fixed = list(takewhile(lambda part: not _MAGIC.search(part), root.parts))
    pattern = "/".join(root.parts[len(fixed) :])
    if not pattern:
        raise InputError("no such file or folder", source, "a folder or pattern of reports")
    try:
        found = sorted(Path(*fixed).glob(pattern))
    except (ValueError, NotImplementedError, IndexError) as error:
        what = f"the pattern cannot be used: {error}"
        raise InputError(what, source, "a pattern such as 'reports/**/*.txt'") from None
    return Path(*fixed), (path for path in found if path.is_file())


def _below(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file():
                yield path


def _is_passed_over(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    if path.is_symlink():  # a link may lead out of the folder, to what is nobody's report
        return True
    if any(part.startswith(".") for part in parts):
        return True
    return any(fnmatchcase(parts[-1].lower(), pattern) for pattern in _patterns())


@cache
def _patterns() -> tuple[str, ...]:
    lines = files(__package__).joinpath("passed_over.csv").read_text(encoding="utf-8").splitlines()
    return tuple(row["pattern"] for row in csv.DictReader(lines))


def _plain_id(path: Path, root: Path) -> str:
    is_received = path.stem == "report" and path.with_name(_SIDECAR).is_file()
    named = path.parent if is_received and path.parent != root else path.with_suffix("")
    return _letters("-".join(named.relative_to(root).parts))


def _letters(name: str) -> str:
    plain = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in name)
    return plain.strip("-") or "report"


def _short_hash(path: Path, root: Path) -> str:
    return hashlib.sha256(path.relative_to(root).as_posix().encode("utf-8", "replace")).hexdigest()[
        :6
    ]


def _report(report_id: str, path: Path, root: Path) -> Report:
    name = path.relative_to(root).as_posix()
    name = name.encode("utf-8", "replace").decode("utf-8")
    try:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return Report(report_id, str(path.resolve()), name, path.stat().st_size, digest.hexdigest())
    except OSError:
        return Report(report_id, str(path), name, 0, "")
