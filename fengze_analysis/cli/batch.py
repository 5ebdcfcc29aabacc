"""Read a folder of many reports into one dataset, and say honestly what could not be read."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from ..batch import LIMIT, Summary, run_batch
from ..batch.process import Settings
from ..errors import InputError
from ..project import Curated, find_codebook, find_project, read_curated, require_project
from .output import one_line

_LONGEST_LIMIT = 10**6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze batch`` takes."""
    parser.add_argument(
        "source", metavar="SOURCE", help="a folder of reports, or a pattern in quotes"
    )
    parser.add_argument("--output", metavar="DIR", required=True, help="the folder of the dataset")
    parser.add_argument("--workers", default="", metavar="N", help="one a core unless said")
    parser.add_argument(
        "--limit",
        default="",
        metavar="SECONDS",
        help=f"give a report up after so long, {LIMIT:g} unless said; not with --scheduler",
    )
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler")
    parser.add_argument(
        "--project", default="", metavar="DIR", help="take the codebook and tables of this project"
    )


def run(arguments: argparse.Namespace) -> int:
    """Extraction, coding and audit of every report; 1 where some could not be read."""
    cores, most = os.cpu_count() or 1, f"seconds above 0, at most {_LONGEST_LIMIT:,}"
    workers = _number(arguments, "workers", cores, "[0-9]{1,6}", "a whole number from 1")
    limit = _number(arguments, "limit", LIMIT, r"[0-9]{0,7}\.?[0-9]{1,6}", most)
    if arguments.scheduler and arguments.limit:
        raise InputError("a Dask cluster keeps no limit of time", "--limit", "no --limit")
    if not arguments.output.strip():
        raise InputError("no folder", "--output", "a folder for the dataset")
    codebook = find_codebook(arguments.project)
    root = require_project(arguments.project) if arguments.project else find_project(Path())
    tables = read_curated(root, codebook) if root else Curated()
    said = f"{codebook.said}; {len(tables.published)} published figures to compare with"
    print(f"fengze: {said}", file=sys.stderr)
    output = Path(arguments.output)
    done = run_batch(
        arguments.source,
        output,
        Settings(codebook.indicators, tables.published, tables.sources),
        workers=int(workers),
        scheduler=arguments.scheduler,
        limit=limit,
    )
    _tell(done, output)
    return 1 if done.failures else 0


def _number(
    arguments: argparse.Namespace, name: str, otherwise: float, form: str, right: str
) -> float:
    word = getattr(arguments, name)
    if not word:
        return otherwise
    if not re.fullmatch(form, word, re.ASCII) or not 0 < float(word) <= _LONGEST_LIMIT:
        raise InputError(f"--{name} {word[:40]!r}", "fengze batch", right)
    return float(word)


def _tell(done: Summary, output: Path) -> None:
    read = done.tried + done.kept - len(done.failures)
    print(
        f"{output}: {read} reports; {done.tried} looked at now, {done.kept} known before, "
        f"{len(done.failures)} not read; {done.passed_over} other files passed over"
    )
    for name in done.mended:
        print(f"fengze: {name} was not whole and was made again", file=sys.stderr)
    for failure in done.failures:
        where = f" ({failure.where})" if failure.where else ""
        print(one_line(f"not read: {failure.path}: {failure.what}{where}"), file=sys.stderr)
    if done.failures:
        print(f"fengze: {len(done.failures)} not read; all in failures.csv", file=sys.stderr)
