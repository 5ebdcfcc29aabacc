"""What is done with a report in the tests: the real thing, or what kills and delays a worker."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

from fengze_analysis.batch.process import Done, Report, Settings, process_report
from fengze_analysis.text.guard import MEMORY, limit_memory

FATAL = "崩溃"  # a report with this word kills its process
ENDLESS = "不停"  # a report with this word is never done
FAULTY = "错误"  # a report with this word meets a fault of the program


def troubled(report: Report, settings: Settings) -> Done:
    """What came of a report, unless its words say otherwise."""
    text = Path(report.path).read_bytes().decode("utf-8", "replace")
    if FATAL in text:
        os.kill(os.getpid(), signal.SIGKILL)
    while ENDLESS in text:
        time.sleep(60)
    return process_report(report, settings)


def fill(tell: Connection) -> None:
    """Say whether a worker with a little more than its limit has most of it for its report."""
    import pyarrow as pa

    limit_memory(MEMORY + 100 * 2**20)
    rows = pa.array(range(1000))
    try:
        tell.send(len(bytearray(MEMORY // 2)) + len(rows) > 0)
    except MemoryError:
        tell.send(False)
