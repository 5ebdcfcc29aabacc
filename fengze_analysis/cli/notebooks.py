"""Run the committed notebooks again, in place."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..project import require_project
from ..schema.files import write_bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze notebooks`` takes."""
    parser.add_argument("--project", metavar="DIR", default="", help="the folder that has data/raw")


def run(arguments: argparse.Namespace) -> int:
    """Execute every notebook and write those that changed, once all ran."""
    project = require_project(arguments.project)
    for line in write_changed(execute(project)):
        print(line)
    return 0


def write_changed(made: dict[Path, bytes]) -> list[str]:
    """Write the notebooks that are not as they were; a line for each says which."""
    lines = []
    for path, data in made.items():
        changed = path.read_bytes() != data
        if changed:
            write_bytes(path, data)
        lines.append(f"{path.name}: {'written anew' if changed else 'as it was'}")
    return lines


def execute(project: Path) -> dict[Path, bytes]:
    """Every notebook of ``project`` run as it is committed, as steady bytes."""
    from ..site.notebooks import (
        Job,
        list_notebooks,
        normalise,
        notebook_bytes,
        run_notebooks,
        terminal_progress,
    )

    paths = list_notebooks(project)
    jobs = [Job(path, {}) for path in paths]
    executed = run_notebooks(jobs, progress=terminal_progress())
    hidden = {str(project.resolve()): ".."}
    return {
        path: notebook_bytes(normalise(notebook, hidden))
        for path, notebook in zip(paths, executed, strict=True)
    }
