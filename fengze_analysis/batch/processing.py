"""One report after the other: bytes to text, text to figures, figures to findings."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fengze_analysis.audit.audit import audit
from fengze_analysis.batch.arrow import pack
from fengze_analysis.batch.rows import Failure, ReportRow, TextRow
from fengze_analysis.errors import InputError
from fengze_analysis.text.read import read_bytes
from fengze_analysis.model import Finding, Observation, Unread
from fengze_analysis.extraction.extract import Extraction, extract

if TYPE_CHECKING:
    from fengze_analysis.batch.discovering import Report
    from fengze_analysis.text.extracted import Extracted
    from fengze_analysis.model import Indicator, Published, Source

# The tables of the dataset and the class of their rows; the first column of each is report_id.
TABLES: dict[str, type] = {
    "reports": ReportRow,
    "outcomes": Observation,
    "unread": Unread,
    "findings": Finding,
    "texts": TextRow,
}


# Kinds of failure that another run may not meet again.
RETRIED = ("crashed", "late", "changed")


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done with a report; the functions go to the workers, so they must be importable.

    ``version`` changes whenever the steps could give another result for the same file.
    """

    read: Callable[[bytes, str], Extracted]
    extract: Callable[[str, str], Extraction]
    audit: Callable[[Extraction], Sequence[Finding]]
    version: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some reports that a worker reads in one go; ``shard`` is where their rows belong."""

    number: int
    shard: int
    reports: tuple[Report, ...]
    is_last_try: bool = False

    def one_by_one(self) -> Iterator[Chunk]:
        """Each report in a chunk of its own, tried for the last time."""
        return (Chunk(self.number, self.shard, (one,), is_last_try=True) for one in self.reports)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a chunk: the packed rows of each table, and the reports that were not read."""

    chunk: Chunk
    tables: dict[str, bytes]
    failures: tuple[Failure, ...]


def default_steps(
    version: str,
    indicators: Sequence[Indicator] = (),
    published: Sequence[Published] = (),
    sources: Sequence[Source] = (),
) -> Steps:
    """The steps of ``fengze extract`` and the audit, with the codebook and tables of a project."""
    codebook = tuple(indicators)
    return Steps(
        read=read_bytes,
        extract=partial(_extract, indicators=codebook),
        audit=partial(
            _audit, published=tuple(published), sources=tuple(sources), indicators=codebook
        ),
        version=version,
    )


def process_chunk(chunk: Chunk, steps: Steps) -> Done:
    """What came of each report of ``chunk``; nothing in a report can make it raise."""
    rows: dict[str, list[Any]] = {table: [] for table in TABLES}
    failures = []
    for report in chunk.reports:
        outcome = process_report(report, steps)
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            for table, found in outcome.items():
                rows[table].extend(found)
    packed = {table: pack(found, TABLES[table]) for table, found in rows.items()}
    return Done(chunk, packed, tuple(failures))


def process_report(report: Report, steps: Steps) -> dict[str, Sequence[Any]] | Failure:
    """The rows of each table for one report, or why it was not read."""
    try:
        data = Path(report.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != report.sha256:
            right = "a file that stays as it is during the run"
            return _failure(report, "changed", "the file changed while it was read", right)
        extracted = steps.read(data, report.name)
        extraction = steps.extract(extracted.text, report.report_id)
        findings = steps.audit(extraction)
    except InputError as error:
        return _failure(report, "unreadable", error.what, error.right, error.where)
    except OSError as error:
        return _failure(report, "unreadable", error.strerror or str(error), "a file to be read")
    except Exception as error:  # a fault of ours in one report must not stop the others
        return _fault(report, error)
    return {
        "reports": [_report_row(report, extracted, extraction, findings)],
        "outcomes": extraction.observations,
        "unread": extraction.unread,
        "findings": findings,
        "texts": [TextRow(report.report_id, extracted.text)],
    }


def crashed(report: Report) -> Failure:
    """The failure of a report that took its worker with it, twice."""
    what = "the process that read it died"
    return _failure(report, "crashed", what, "a file that can be read in the memory there is")


def late(report: Report, limit: float) -> Failure:
    """The failure of a report that was still being read after ``limit`` seconds, twice."""
    what = f"not read after {limit:g} seconds"
    return _failure(report, "late", what, "a smaller file, or more seconds: --limit")


def _extract(text: str, report_id: str, *, indicators: Sequence[Indicator]) -> Extraction:
    return extract(text, report_id, indicators)


def _audit(
    extraction: Extraction,
    *,
    published: Sequence[Published],
    sources: Sequence[Source],
    indicators: Sequence[Indicator],
) -> Sequence[Finding]:
    document, rows = extraction.document, extraction.observations
    return audit(document, rows, published, sources, indicators=indicators)


def _report_row(
    report: Report, extracted: Extracted, extraction: Extraction, findings: Sequence[Finding]
) -> ReportRow:
    document = extraction.document
    return ReportRow(
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
        figures=len(extraction.observations),
        unread=len(extraction.unread),
        findings=len(findings),
        notices=extracted.notices,
    )


def _failure(report: Report, kind: str, what: str, right: str, where: str = "") -> Failure:
    # What an error quotes may hold half a character, which no table can.
    quoted = (what, where or report.name, right)
    said = [text.encode("utf-8", "replace").decode("utf-8") for text in quoted]
    return Failure(report.report_id, report.name, report.sha256, kind, *said)


def _fault(report: Report, error: Exception) -> Failure:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return _failure(report, "error", what, "please report this as a fault of the program", where)
