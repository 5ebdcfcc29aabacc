"""Run the committed notebooks again, in place, without what differs from run to run."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from ..project import require_project
from ..schema.files import write_bytes
from ..site.normalising import normalise, notebook_bytes
from ..site.running import Job, parameters_of, read_notebook, run_notebooks, terminal_progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``fengze notebooks`` takes."""
    parser.add_argument("--project", metavar="DIR", default="", help="the folder that has data/raw")


def run(arguments: argparse.Namespace) -> int:
    """Execute every notebook of the project and write those that changed."""
    write_changed(execute(require_project(arguments.project)))
    return 0


def write_changed(executed: Mapping[Path, bytes]) -> None:
    """Write each notebook that is not as it was, and say which."""
    for path, data in executed.items():
        same = path.read_bytes() == data
        if not same:
            write_bytes(path, data)
        print(f"{path.name}: {'as it was' if same else 'written'}")


def execute(project: Path) -> dict[Path, bytes]:
    """The bytes that every notebook of ``project`` has when run with its own parameters."""
    paths = sorted((project / "notebooks").glob("*.ipynb"))
    for path in paths:
        parameters_of(read_notebook(path), path.name)
    jobs = [Job(path, {}, path.parent) for path in paths]
    executed = run_notebooks(jobs, progress=terminal_progress())
    hidden = {str(project.resolve()): ".."}
    return {
        path: notebook_bytes(normalise(notebook, hidden))
        for path, notebook in zip(paths, executed, strict=True)
    }
