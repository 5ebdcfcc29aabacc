"""Render a project in a process of its own and keep its executed notebooks, for the tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fengze_analysis.cli import main
from fengze_analysis.commands import report
from fengze_analysis.publishing.normalising import notebook_bytes

_finished, _normalise = report.finished, report.normalise


def render(project: str, output: str, kept: str) -> int:
    """Run ``fengze report`` and write each executed notebook into ``kept`` on the way."""
    page: list[str] = []

    def name_page(*given: Any) -> Iterator[tuple[int, Any]]:
        for number, notebook in _finished(*given):
            page[:] = [report.PAGES[number]]
            yield number, notebook

    def keep(notebook: Any, **named: Any) -> Any:
        normal = _normalise(notebook, **named)
        Path(kept, f"{page[0]}.ipynb").write_bytes(notebook_bytes(normal))
        return normal

    report.finished, report.normalise = name_page, keep
    return main(["report", "--project", project, "--output", output])


if __name__ == "__main__":  # the processes of the notebooks import this module again
    raise SystemExit(render(*sys.argv[1:]))
