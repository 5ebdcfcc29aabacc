"""Run the notebooks on a report and render it as pages; say which committed figure moved."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..processed import PROCESSED, accept, make_downloads, make_tables, moved
from ..project import RAW, require_project
from ..publishing.normalising import normalise
from ..publishing.parameters import check_notebook, check_parameters
from ..publishing.running import (
    Job,
    finished,
    notebook_workers,
    read_notebook,
    start_notebooks,
    terminal_progress,
)
from ..release import version
from ..study import PARAMETERS, Study, open_study
from ..telling.front import PAGES, make_site

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
    parser.add_argument("--targets", metavar="PATH", default="", help="a CSV of your own targets")
    parser.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], help=_parameters_help()
    )
    parser.add_argument("--project", metavar="DIR", default="", help="the folder that has data/raw")
    parser.add_argument("--output", metavar="DIR", default="", help="reports/REPORT unless said")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDF")


def _parameters_help() -> str:
    names = ", ".join(name for name in PARAMETERS if name not in _SET_BY_OPTION)
    return f"a parameter of the notebooks ({names}); may be given again"


def run(arguments: argparse.Namespace) -> int:
    """Tables, notebooks, pages; 1 where a committed figure moved, nothing then overwritten."""
    settings = read_settings(arguments.set)
    if arguments.targets:
        settings["targets"] = str(Path(arguments.targets).resolve())
    with notebook_workers(len(PAGES)) as workers:  # they get ready while the tables are made
        study = open_study(arguments.report, arguments.project, **settings)
        project = require_project(arguments.project)
        notebooks_of(project)
        lines = [] if settings else keep_tables(study, project)
        if lines:
            return report_moves(lines)
        output = Path(arguments.output or project / "reports" / study.received.report_id)
        pdf = not arguments.no_pdf
        render(study, project, settings, arguments.language, output, pdf=pdf, workers=workers)
    print(f"{output / 'index.html'}")
    return 0


def keep_tables(study: Study, project: Path) -> list[str]:
    """Write the tables of a report of ``project``, or say what moved since they were committed."""
    committed = project / PROCESSED / study.received.report_id
    if study.received.folder != project / RAW / study.received.report_id:
        return []
    tables = make_tables(study)
    lines = moved(committed, tables)
    if not lines:
        accept(committed, tables)
    return lines


def report_moves(lines: list[str]) -> int:
    """Say what moved, on standard error; the exit code is 1."""
    for line in lines:
        print(line, file=sys.stderr)
    count = len(lines)
    what = "1 committed figure moved" if count == 1 else f"{count} committed figures moved"
    print(f"fengze: {what}; fengze refresh accepts, nothing was overwritten", file=sys.stderr)
    return 1


def read_settings(pairs: list[str]) -> dict[str, object]:
    """The checked values of ``--set NAME=VALUE``."""
    given: dict[str, object] = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator:
            raise InputError(f"{pair!r}", "--set", "name=value")
        if name in _SET_BY_OPTION:
            raise InputError(f"{name!r} is not for --set", "--set", _SET_BY_OPTION[name])
        given[name] = value
    settable = {name: one for name, one in PARAMETERS.items() if name not in _SET_BY_OPTION}
    return check_parameters(given, settable, "--set")


def render(
    study: Study,
    project: Path,
    settings: Mapping[str, object],
    language: str,
    output: Path,
    *,
    pdf: bool = True,
    workers: ProcessPoolExecutor,
) -> None:
    """Execute the notebooks of ``project`` on ``study`` and write the site into ``output``."""
    tell = terminal_progress()
    folder = notebooks_of(project)
    chosen: Any = ("zh", "en") if language == "both" else (language,)
    with tempfile.TemporaryDirectory(prefix="fengze-exports-") as exports:
        parameters = {
            **settings,
            "report": str(study.received.folder),
            "project": str(project),
            "language": language,
            "exports": exports,
        }
        jobs = [Job(folder / f"{key}.ipynb", parameters, folder) for key in PAGES]
        under_way = start_notebooks(workers, jobs)
        # What the pages need besides is made while the kernels start.
        from ..publishing.notebooks import get_ready, notebook_bodies
        from ..publishing.publish import publish_site

        extra = {f"data/{name}": data for name, data in make_downloads(study).items()}
        get_ready()
        paths = {
            exports: "exports",
            str(study.received.folder): study.received.report_id,
            str(project): "..",
        }
        bodies = {
            PAGES[number]: notebook_bodies(normalise(notebook, paths=paths), chosen)
            for number, notebook in finished(under_way, tell)
        }
        site = make_site(study, bodies, Path(exports), version())
    publish_site(site, output, chosen, pdf=pdf, extra=extra, progress=tell)


def notebooks_of(project: Path) -> Path:
    """The folder of the notebooks; raises :class:`InputError` where one is missing or unfit.

    Every parameter of a notebook is a declared one with a value that is allowed.
    """
    folder = project / "notebooks"
    for key in PAGES:
        path = folder / f"{key}.ipynb"
        check_notebook(read_notebook(path), PARAMETERS, path.name)
    return folder
