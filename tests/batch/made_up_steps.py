"""Steps that answer at once; the workers of the tests import them, so they import little."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fengze_analysis.batch.processing import Steps
from fengze_analysis.text.read import read_bytes
from fengze_analysis.model import Document, Finding, Observation, Unread
from fengze_analysis.extraction.extract import Extraction
from tests.schema.made_up_rows import observation

if TYPE_CHECKING:
    from collections.abc import Sequence

FATAL = "崩溃"  # a report with this word kills its process, every time
ENDLESS = "不停"  # a report with this word is never done
FAULTY = "错误"  # a report with this word meets a fault of the program
ONCE = "一次"  # a report with this word kills its process the first time


def made_up_steps(version: str = "1", marker: Path | None = None) -> Steps:
    """Steps that answer at once: a figure for each 5 of the text, a finding for each report."""
    read = partial(_extract, marker=str(marker or ""))
    return Steps(read_bytes, read, _audit, version)


def _extract(text: str, report_id: str, *, marker: str) -> Extraction:
    if FATAL in text or (ONCE in text and _first_time(marker)):
        os.kill(os.getpid(), signal.SIGKILL)
    while ENDLESS in text:
        time.sleep(60)
    if FAULTY in text:
        message = "an error\nover lines"
        raise RuntimeError(message)
    document = Document(report_id, text, text[:6], "", "", "北岸区", "2024-01-16", ())
    starts = [at for at, letter in enumerate(text) if letter == "5"]
    rows = tuple(_row(report_id, at) for at in starts)
    unread = (Unread(report_id, 0, 1, text[0], "made up", text),)
    return Extraction(document, rows, unread)


def _row(report_id: str, start: int) -> Observation:
    return observation(
        report_id=report_id, row_id=f"0.0.{start}", start=start, end=start + 1, surface="5"
    )


def _audit(extraction: Extraction) -> Sequence[Finding]:
    report_id = extraction.document.report_id
    rows = tuple(row.row_id for row in extraction.observations)
    said = ("5", "5", "", "", "个", "相符", "agrees", ("一；二", "三"))
    return [Finding(report_id, "sum.1", "sum", "consistent", rows, *said)]


def _first_time(marker: str) -> bool:
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
