"""Render a project in a process of its own and keep its executed notebooks, for the tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fengze_analysis.cli import main
from fengze_analysis.site import built
from fengze_analysis.site.notebooks import notebook_bytes

_page = built.notebook_page


def render(project: str, output: str, kept: str) -> int:
    """Run ``fengze report`` and write each executed notebook into ``kept`` on the way."""

    def keep(notebook: Any, language: str) -> Any:
        title, body = _page(notebook, language)
        Path(kept, f"{title[:20]}.{language}.ipynb").write_bytes(notebook_bytes(notebook))
        return title, body

    built.notebook_page = keep
    return main(["report", "--project", project, "--output", output])


if __name__ == "__main__":  # the processes of the notebooks may import this module again
    raise SystemExit(render(*sys.argv[1:]))
