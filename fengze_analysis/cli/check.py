"""Run all again from data/raw and say which committed figure, verdict or finding moved."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

from ..processed import PROCESSED, make_tables
from ..project import list_reports, require_project
from ..schema.package import moved
from ..study import open_study
from .notebooks import execute
from .report import report_moves


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze check`` takes."""
    parser.add_argument("--project", metavar="DIR", default="", help="the folder that has data/raw")


def run(arguments: argparse.Namespace) -> int:
    """0 where every committed table and notebook is what the code gives, 1 where one is not."""
    project = require_project(arguments.project)
    lines = left_over(project)
    for report_id in list_reports(project):
        tables = make_tables(open_study(report_id, project=project))
        lines += moved(project / PROCESSED / report_id, tables)
    for path, data in execute(project).items():
        lines += moved_cells(path.name, path.read_bytes(), data)
    if lines:
        return report_moves(lines)
    print("every committed table and notebook is what the code gives")
    return 0


def left_over(project: Path) -> list[str]:
    """A line for each folder of tables whose report is no longer in data/raw."""
    known = list_reports(project)
    folders = sorted(path.name for path in (project / PROCESSED).glob("*") if path.is_dir())
    return [
        f"{name}: tables of a report that is not in data/raw; remove {PROCESSED / name}"
        for name in folders
        if name not in known
    ]


def moved_cells(name: str, old: bytes, new: bytes) -> list[str]:
    """A line for each line of an executed notebook's cells and outputs that moved."""
    if old == new:
        return []
    before, after = texts_of(old), texts_of(new)
    lines = [
        f"{name}, {cell}: {line}"
        for cell in dict.fromkeys([*before, *after])
        for line in _difference(before.get(cell, []), after.get(cell, []))
    ]
    return lines or [f"{name}: same texts, but other bytes (a picture or metadata)"]


def texts_of(data: bytes) -> dict[str, list[str]]:
    """The source and the plain outputs of each cell, by the cell's place."""
    import nbformat

    notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    found: dict[str, list[str]] = {}
    for number, cell in enumerate(notebook.cells, 1):
        lines = str(cell.source).splitlines()
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/plain", output.get("text", ""))
            lines += ("".join(text) if isinstance(text, list) else str(text)).splitlines()
        found[f"cell {number}"] = lines
    return found


def _difference(old: list[str], new: list[str]) -> list[str]:
    """The lines that went (-) and came (+); no comparison within a line, which takes long."""
    found = difflib.unified_diff(old, new, n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]
