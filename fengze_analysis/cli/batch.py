"""Read a folder of many reports into one dataset, and say honestly what could not be read."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..batch.engine import LIMIT
from ..batch.processing import default_steps
from ..batch.run import Summary, run_batch
from ..batch.versions import version_of_steps
from ..errors import InputError
from ..project import Curated, find_project, read_curated, require_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze batch`` takes."""
    parser.add_argument(
        "source", metavar="SOURCE", help="a folder of reports, or a pattern in quotes"
    )
    parser.add_argument("--output", metavar="DIR", required=True, help="the folder of the dataset")
    parser.add_argument("--workers", default="", metavar="N", help="one a core unless said")
    parser.add_argument(
        "--limit",
        default=f"{LIMIT:g}",
        metavar="SECONDS",
        help=f"give a report up after so long, {LIMIT:g} unless said; not with --scheduler",
    )
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler")
    parser.add_argument(
        "--project", default="", metavar="DIR", help="take the codebook of this project"
    )


def _workers(word: str) -> int:
    if not word:
        return os.cpu_count() or 1
    if not word.isdigit() or not int(word):
        raise InputError(f"--workers {word!r}", "fengze batch", "a whole number from 1")
    return int(word)


def _seconds(word: str) -> float:
    if not word.replace(".", "", 1).isdecimal() or not float(word):
        raise InputError(f"--limit {word!r}", "fengze batch", "seconds above 0")
    return float(word)


def run(arguments: argparse.Namespace) -> int:
    """Extraction, coding and audit of every report; 1 where some could not be read."""
    workers, limit = _workers(arguments.workers), _seconds(arguments.limit)
    root = require_project(arguments.project) if arguments.project else find_project(Path())
    tables = read_curated(root) if root else Curated()
    known = tables.indicators, tables.published, tables.sources
    steps = default_steps(version_of_steps(*known), *known)
    output = Path(arguments.output)
    done = run_batch(
        arguments.source,
        output,
        steps,
        workers=workers,
        scheduler=arguments.scheduler,
        limit=limit,
    )
    _tell(done, output)
    return 1 if done.failures else 0


def _tell(done: Summary, output: Path) -> None:
    print(
        f"{output}: {done.tried + done.kept - len(done.failures)} reports; {done.tried} looked at "
        f"now, {done.kept} known before, {len(done.failures)} not read; "
        f"{done.passed_over} other files passed over"
    )
    for failure in done.failures:
        where = f" ({failure.where})" if failure.where else ""
        print(f"not read: {failure.path}: {failure.what}{where}", file=sys.stderr)
    if done.failures:
        print(f"fengze: {len(done.failures)} not read; all in failures.csv", file=sys.stderr)
