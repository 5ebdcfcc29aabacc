"""Accept what moved: write data/processed and the notebooks anew."""

from __future__ import annotations

import argparse

from ..processed import PROCESSED, make_tables
from ..project import list_reports, require_project
from ..schema.package import accept, moved
from ..study import open_study
from .check import left_over
from .notebooks import execute, write_changed
from .output import one_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze refresh`` takes."""
    parser.add_argument("--project", metavar="DIR", default="", help="the folder that has data/raw")


def run(arguments: argparse.Namespace) -> int:
    """Say what moved and write it, once all ran; a moved figure is owed a line of the changelog."""
    project = require_project(arguments.project)
    made = {
        project / PROCESSED / report_id: make_tables(open_study(report_id, project=project))
        for report_id in list_reports(project)
    }
    executed = execute(project)
    lines = left_over(project)
    for folder, files in made.items():
        lines += moved(folder, files)
        accept(folder, files)
    for line in [*lines, *write_changed(executed)]:
        print(one_line(line))
    return 0
