"""Render a project in a process of its own and keep its executed notebooks, for the tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fengze_analysis.cli import main
from fengze_analysis.commands import report
from fengze_analysis.publishing.normalising import notebook_bytes
from fengze_analysis.publishing.site import Site
from fengze_analysis.study import Study

_make_site = report.make_site


def render(project: str, output: str, kept: str) -> int:
    """Run ``fengze report`` and write each executed notebook into ``kept`` on the way."""

    def keep(study: Study, notebooks: dict[str, Any], exports: Path, version: str) -> Site:
        for name, notebook in notebooks.items():
            Path(kept, f"{name}.ipynb").write_bytes(notebook_bytes(notebook))
        return _make_site(study, notebooks, exports, version)

    report.make_site = keep
    return main(["report", "--project", project, "--output", output])


if __name__ == "__main__":  # the processes of the notebooks import this module again
    raise SystemExit(render(*sys.argv[1:]))
