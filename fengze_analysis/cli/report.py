"""Run the notebooks on a report and render it as a site in Chinese and English."""

from __future__ import annotations

import argparse
import inspect
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ..errors import InputError
from ..processed import PROCESSED, make_tables
from ..project import RAW, require_project
from ..schema.drift import accept, moved
from ..study import Study, open_study
from .output import one_line

# Parameters that have a place of their own on the command line.
_SET_BY_OPTION = {
    "project": "--project DIR",
    "report": "REPORT",
    "language": "--language zh|en|both",
    "targets": "--targets PATH",
    "exports": "--output DIR",
}
LANGUAGES = ("zh", "en", "both")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze report`` takes."""
    which = "an id of data/raw, or a folder anywhere; not needed where there is only one"
    parser.add_argument("report", nargs="?", default="", metavar="REPORT", help=which)
    parser.add_argument("--language", choices=LANGUAGES, default="both", help="both unless said")
    own = "a CSV of your own targets; may be given again"
    parser.add_argument("--targets", metavar="PATH", action="append", default=[], help=own)
    names = f"a parameter ({', '.join(_parameters())}); may be given again"
    parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], help=names)
    parser.add_argument("--project", metavar="DIR", default="", help="the folder that has data/raw")
    parser.add_argument("--output", metavar="DIR", help="reports/REPORT unless said")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDF")


def run(arguments: argparse.Namespace) -> int:
    """Open the study, run its notebooks, write its site; SIGTERM cleans up as Ctrl-C does."""
    from ..site.built import publish
    from ..site.folder import refuse_foreign
    from ..site.notebooks import notebook_workers, report_notebooks, terminal_progress

    settings = read_settings(arguments.set)
    project = require_project(arguments.project)
    languages = ("zh", "en") if arguments.language == "both" else (arguments.language,)
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        most = len(report_notebooks(project)) * len(languages)
        with notebook_workers(most) as workers:  # they get ready while the tables are made
            targets = [os.path.realpath(path) for path in arguments.targets]
            study = open_study(arguments.report, project=project, targets=targets, **settings)
            output = _output(arguments.output, project / "reports" / study.report_id)
            refuse_foreign(output)
            lines = [] if settings or targets else keep_tables(study, project)
            if lines:
                return report_moves(lines)
            given = {**settings, **({"targets": targets} if targets else {})}
            publish(
                study,
                project,
                languages,
                output,
                given,
                workers=workers,
                pdf=not arguments.no_pdf,
                progress=terminal_progress(),
            )
    finally:
        signal.signal(signal.SIGTERM, before)
    print(output / "index.html")
    return 0


def keep_tables(study: Study, project: Path) -> list[str]:
    """Write the tables of a report of ``project``, or say what moved since they were committed."""
    committed = project / PROCESSED / study.report_id
    if study.received.folder != project / RAW / study.report_id:
        return []
    tables = make_tables(study)
    lines = moved(committed, tables) if committed.is_dir() else []
    if not lines:
        accept(committed, tables)
    return lines


def report_moves(lines: list[str]) -> int:
    """Say what moved, on standard error; the exit code is 1."""
    for line in lines:
        print(one_line(line), file=sys.stderr)
    count = len(lines)
    what = "1 committed figure moved" if count == 1 else f"{count} committed figures moved"
    print(f"fengze: {what}; fengze refresh accepts, nothing was overwritten", file=sys.stderr)
    return 1


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _output(given: str | None, otherwise: Path) -> Path:
    """The folder to write: a name of its own, never the folder that one stands in."""
    if given is None:
        return otherwise
    path = Path(given)
    if not given.strip() or Path(os.path.realpath(path)) in (Path.cwd(), *Path.cwd().parents):
        raise InputError(f"no folder of its own: {given!r}", "--output", "such as reports/NAME")
    return path


def _parameters() -> dict[str, inspect.Parameter]:
    """What ``--set`` may set: parameters of :func:`open_study` without an option of their own."""
    known = inspect.signature(open_study).parameters
    return {name: one for name, one in known.items() if name not in _SET_BY_OPTION}


def read_settings(pairs: list[str]) -> dict[str, str]:
    """The values of ``--set NAME=VALUE``; :func:`open_study` checks them before anything runs."""
    given: dict[str, str] = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator:
            raise InputError(f"{pair!r}", "--set", "name=value")
        if name not in _parameters():
            right = _SET_BY_OPTION.get(name) or ", ".join(_parameters())
            raise InputError(f"{name!r} is not for --set", "--set", right)
        given[name] = value
    return given
