"""One report: bytes to text, text to figures, figures to findings, all as Arrow."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..audit import audit
from ..errors import InputError
from ..extraction import Extraction, extract
from ..model import Finding, Indicator, Published, Source
from ..project import check_if_received
from ..schema.tables import Column, number, table
from ..text.extracted import Extracted
from ..text.read import read_bytes
from .discover import Report
from .rows import Failure, ReportRow, TextRow

# The tables of the dataset; the first column of each is report_id.
TABLES = ("reports", "outcomes", "unread", "findings", "texts")
_PLAIN = {"Int64": pa.int64(), "boolean": pa.bool_()}


@dataclass(frozen=True, slots=True)
class Settings:
    """What reports are read and audited with; it goes to every worker once."""

    indicators: tuple[Indicator, ...] = ()
    published: tuple[Published, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a report: its rows by table, as Arrow, or why it was not read."""

    report: Report
    tables: dict[str, Any]
    failure: Failure | None = None


def process_report(report: Report, settings: Settings) -> Done:
    """What came of one report; nothing in it can make this raise."""
    try:
        check_if_received(Path(report.path))
        data = Path(report.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != report.sha256:
            right = "a file that stays as it is during the run"
            return failed(report, "changed", "the file changed while it was read", right)
        extracted = read_bytes(data, report.name)
        extraction = extract(extracted.text, report.report_id, settings.indicators)
        findings = audit(
            extraction.document,
            extraction.statements,
            settings.published,
            settings.sources,
            settings.indicators,
        )
        return Done(report, _tables(report, extracted, extraction, findings))
    except InputError as error:
        return failed(report, "unreadable", error.what, error.right, error.where)
    except OSError as error:
        return failed(report, "unreadable", error.strerror or str(error), "a file to be read")
    except Exception as error:  # a fault of ours in one report must not stop the others
        return _fault(report, error)


def failed(report: Report, kind: str, what: str, right: str, where: str = "") -> Done:
    """A report that was not read, and why."""
    # What an error quotes may hold half a character, which no table can.
    quoted = (what, where or report.name, right)
    said = [text.encode("utf-8", "replace").decode("utf-8") for text in quoted]
    return Done(report, {}, Failure(report.report_id, report.name, report.sha256, kind, *said))


def arrow_table(rows: Sequence[Any], name: str, report_year: int | None = None) -> Any:
    """The rows of a table as Arrow: numbers as numbers, an exact value as text beside.

    The figures of a report carry its year, so that most questions need no join.

    >>> from fengze_analysis.model import Unread
    >>> arrow_table([Unread("r", 3, 5, "数十", "vague", "")], "unread")["start"].to_pylist()
    [3]
    """
    arrays: dict[str, Any] = {}
    for column in table(name).columns:
        arrays |= _arrays(rows, column)
    if name == "outcomes":
        arrays["report_year"] = pa.array([report_year] * len(rows), pa.int64())
    return pa.table(arrays)


def _arrays(rows: Sequence[Any], column: Column) -> dict[str, Any]:
    values = [getattr(row, column.attribute) for row in rows]
    if plain := _PLAIN.get(column.form.dtype):
        return {column.name: pa.array(values, plain)}
    texts = [column.form.write(value) for value in values]
    if column.form.dtype != "float64":
        return {column.name: pa.array(texts, pa.string())}
    floats = [None if value is None else number(value) for value in values]
    found = {column.name: pa.array(floats, pa.float64())}
    if column.type == "exact":
        found[f"{column.name}_exact"] = pa.array(texts, pa.string())
    return found


def _tables(
    report: Report, extracted: Extracted, extraction: Extraction, findings: Sequence[Finding]
) -> dict[str, Any]:
    document = extraction.document
    row = ReportRow(
        report_id=report.report_id,
        path=report.name,
        sha256=report.sha256,
        bytes=report.bytes,
        media_type=extracted.media_type,
        encoding=extracted.encoding,
        title=document.title,
        number=document.number,
        issuer=document.issuer,
        place=document.place,
        date=document.date,
        report_year=document.year,
        figures=len(extraction.statements),
        unread=len(extraction.unread),
        findings=len(findings),
        notices=extracted.notices,
    )
    rows: dict[str, Sequence[Any]] = {
        "reports": [row],
        "outcomes": extraction.statements,
        "unread": extraction.unread,
        "findings": findings,
        "texts": [TextRow(report.report_id, extracted.text)],
    }
    return {name: arrow_table(rows[name], name, document.year) for name in TABLES}


def _fault(report: Report, error: Exception) -> Done:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return failed(report, "error", what, "please report this as a fault of the program", where)
