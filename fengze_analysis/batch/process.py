"""Reports: how they are found, and what comes of each, its rows as Arrow or why it was not read."""

from __future__ import annotations

import re
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, make_dataclass
from fnmatch import fnmatchcase
from hashlib import file_digest, sha256
from itertools import takewhile
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..audit import audit
from ..errors import InputError
from ..extraction import extract
from ..lexicon import read_rows
from ..model import Indicator, Published, Source
from ..project import SIDECAR, check_if_received
from ..schema.tables import column_names, number, real_path, table
from ..text.read import read_bytes

# The tables of the dataset; the first column of each is report_id.
TABLES = ("reports", "outcomes", "unread", "findings", "texts")
_PLAIN = {"Int64": pa.int64(), "boolean": pa.bool_()}
_MAGIC = re.compile(r"[*?\[]")  # what makes a path a pattern


@dataclass(frozen=True, slots=True)
class Report:
    """A report to be read; ``name`` is its path below the source, ``sha256`` is empty if unread."""

    report_id: str
    path: str
    name: str
    bytes: int
    sha256: str


# A report that was read: its file, what it says of itself, how much was found; and its text, which
# every position points into. What their columns are, the definition of the tables alone says.
ReportRow: Any = make_dataclass("ReportRow", column_names("reports"))
TextRow: Any = make_dataclass("TextRow", column_names("texts"))


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that was not read, and why."""

    report_id: str
    path: str
    sha256: str
    kind: str
    what: str
    where: str
    expected: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What reports are read and audited with; it goes to every worker once."""

    indicators: tuple[Indicator, ...] = ()
    published: tuple[Published, ...] = ()
    sources: tuple[Source, ...] = ()


Done = dict[str, Any] | Failure  # what came of a report: its rows by table, or why there are none


def discover(source: str, output: Path) -> tuple[list[Report], int]:
    """The reports below the folder or the pattern ``source`` by id, and how many files are none.

    Hidden files, sidecars and tables are passed over, ``output`` too. Raises ``InputError`` where
    there is no report.
    """
    root, paths = _paths(source)
    inside = real_path(output)
    seen = [path for path in paths if not real_path(path).is_relative_to(inside)]
    wanted = [path for path in seen if not _is_passed_over(path, root)]
    if not wanted:
        raise InputError("no report there", source, "a folder or pattern of reports")
    named = sorted(identify(wanted, root).items())
    reports = [_report(report_id, path, root) for report_id, path in named]
    return reports, len(seen) - len(wanted)


def identify(paths: Iterable[Path], root: Path) -> dict[str, Path]:
    """An id for each path: its name below ``root``, told apart where two would share one.

    A report in a folder with a sidecar has the name of the folder.
    """
    names = {path: _plain_id(path, root) for path in paths}
    shared = Counter(names.values())
    marks = {path: f"-{sha256(_name(path, root)).hexdigest()[:6]}" for path in names}
    return {name + (marks[path] if shared[name] > 1 else ""): path for path, name in names.items()}


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
    patterns = (row["pattern"] for row in read_rows("passed_over.csv", __package__))
    named = any(fnmatchcase(path.name.lower(), pattern) for pattern in patterns)
    # A link may lead out of the folder, to what is nobody's report.
    return is_hidden or named or path.is_symlink()


def _plain_id(path: Path, root: Path) -> str:
    is_received = path.stem == "report" and path.with_name(SIDECAR).is_file()
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
            digest = file_digest(file, "sha256").hexdigest()
        return Report(report_id, str(path.resolve()), name, path.stat().st_size, digest)
    except OSError:
        return Report(report_id, str(path), name, 0, "")


def process_report(report: Report, settings: Settings) -> Done:
    """What came of one report; nothing in it can make this raise."""
    try:
        check_if_received(Path(report.path))
        data = Path(report.path).read_bytes()
        if sha256(data).hexdigest() != report.sha256:
            right = "a file that stays as it is during the run"
            return failed(report, "changed", "the file changed while it was read", right)
        return _tables(report, data, settings)
    except InputError as error:
        return failed(report, "unreadable", error.what, error.right, error.where)
    except OSError as error:
        return failed(report, "unreadable", error.strerror or str(error), "a file to be read")
    except Exception as error:  # a fault of ours in one report must not stop the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return failed(report, "error", what, "please report this as a fault of the program", where)


def failed(report: Report, kind: str, what: str, right: str, where: str = "") -> Failure:
    """A report that was not read, and why."""
    # What an error quotes may hold half a character, which no table can.
    quoted = (what, where or report.name, right)
    said = [text.encode("utf-8", "replace").decode("utf-8") for text in quoted]
    return Failure(report.report_id, report.name, report.sha256, kind, *said)


def arrow_table(rows: Sequence[Any], name: str, report_year: int | None = None) -> Any:
    """The rows of a table as Arrow: numbers as numbers, an exact value as text beside."""
    arrays: dict[str, Any] = {}
    for column in table(name).columns:
        values = [getattr(row, column.attribute) for row in rows]
        dtype, text = column.form.dtype, column.name
        if dtype in _PLAIN:
            arrays[column.name] = pa.array(values, _PLAIN[dtype])
            continue
        if dtype == "float64":
            floats = [None if value is None else number(value) for value in values]
            arrays[column.name] = pa.array(floats, pa.float64())
            text = f"{column.name}_exact"
        if column.type != "bound":
            arrays[text] = pa.array(map(column.form.write, values), pa.string())
    if name == "outcomes":  # so that most questions need no join
        arrays["report_year"] = pa.array([report_year] * len(rows), pa.int64())
    return pa.table(arrays)


def _tables(report: Report, data: bytes, settings: Settings) -> dict[str, Any]:
    extracted = read_bytes(data, report.name)
    extraction = extract(extracted.text, report.report_id, settings.indicators)
    document, figures, unread = extraction.document, extraction.statements, extraction.unread
    findings = audit(document, figures, settings.published, settings.sources, settings.indicators)
    said = {
        name: getattr(document, name) for name in ("title", "number", "issuer", "place", "date")
    }
    row = ReportRow(
        report_id=report.report_id,
        path=report.name,
        sha256=report.sha256,
        bytes=report.bytes,
        media_type=extracted.media_type,
        encoding=extracted.encoding,
        **said,
        report_year=document.year,
        figures=len(figures),
        unread=len(unread),
        findings=len(findings),
        notices=extracted.notices,
    )
    text = TextRow(report.report_id, extracted.text)
    rows: list[Sequence[Any]] = [[row], figures, unread, findings, [text]]
    held = zip(TABLES, rows, strict=True)
    return {name: arrow_table(one, name, document.year) for name, one in held}
