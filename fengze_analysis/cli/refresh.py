"""Accept what moved: write data/processed and the notebooks anew."""

from __future__ import annotations

import argparse

from ..processed import PROCESSED, accept, make_tables, moved
from ..project import list_reports, require_project
from ..study import open_study
from .check import left_over
from .notebooks import execute, write_changed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze refresh`` takes."""
    parser.add_argument("--project", metavar="DIR", default="", help="the folder that has data/raw")


def run(arguments: argparse.Namespace) -> int:
    """Say what moved and write it, once all ran; a moved figure is owed a line of the changelog."""
    project = require_project(arguments.project)
    made = {
        project / PROCESSED / report_id: make_tables(open_study(report_id, str(project)))
        for report_id in list_reports(project)
    }
    executed = execute(project)
    for line in left_over(project):
        print(line)
    for folder, tables in made.items():
        for line in moved(folder, tables):
            print(line)
        accept(folder, tables)
    write_changed(executed)
    return 0
