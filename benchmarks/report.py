"""The wall time of ``fengze report`` against the floor: as many notebooks that only draw a figure.

``python -m benchmarks.report [REPORT] [--runs N | --smoke]`` in a warm environment. Both are run
in turn, in processes of their own, by the same runner on the same cores, and the least of each is
compared. The PDF and the zip are timed apart. Prints what it measured; judges nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from fengze_analysis.telling.front import PAGES

PROJECT = Path(__file__).parents[1]
GOAL = 1.6
_FLOOR_CELLS = (
    "import matplotlib.pyplot as plt\nimport pandas as pd",
    "pd.Series([1, 2, 3]).plot()\nplt.show()",
)


def main() -> int:
    """Run both in turn and print the times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", default="")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--smoke", action="store_true", help="run each once")
    parser.add_argument("--part", choices=("floor", "parts"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.part == "floor":
        return _floor()
    if chosen.part == "parts":
        return _parts(chosen.report)
    return _compare(chosen.report, 1 if chosen.smoke else chosen.runs)


def _compare(report: str, runs: int) -> int:
    asked = [report] if report else []
    own = [sys.executable, __file__, *asked, "--part"]
    times: dict[str, list[float]] = {"report": [], "floor": []}
    with tempfile.TemporaryDirectory() as folder:
        output = ["--output", str(Path(folder, "report")), "--project", str(PROJECT)]
        command = [sys.executable, "-m", "fengze_analysis", "report", "--no-pdf", *output, *asked]
        for _ in range(runs):
            times["report"].append(_timed(lambda: _run(command)))
            times["floor"].append(_timed(lambda: _run([*own, "floor"])))
    report_time, floor_time = min(times["report"]), min(times["floor"])
    print(f"fengze report, without PDF: {report_time:.2f} s")
    print(f"floor, {len(PAGES)} notebooks: {floor_time:.2f} s")
    print(f"ratio: {report_time / floor_time:.2f} (goal: at most {GOAL})")
    sys.stdout.flush()
    _run([*own, "parts"], quiet=False)
    return 0


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _run(command: Sequence[str], *, quiet: bool = True) -> None:
    output = subprocess.DEVNULL if quiet else None
    subprocess.run(command, check=True, stdout=output, cwd=PROJECT)


def _floor() -> int:
    """As many notebooks as a report has, one figure each, by papermill and nbconvert."""
    import nbformat
    from nbconvert.exporters import HTMLExporter
    from nbformat.v4 import new_code_cell, new_notebook

    from fengze_analysis.publishing.running import Job, run_notebooks

    tagged = new_code_cell("", metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[tagged, *map(new_code_cell, _FLOOR_CELLS)])
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number in range(len(PAGES)):
            path = Path(folder, f"{number}.ipynb")
            nbformat.write(notebook, path)
            jobs.append(Job(path, {}, Path(folder)))
        exporter = HTMLExporter()
        for number, executed in enumerate(run_notebooks(jobs)):
            html, _ = exporter.from_notebook_node(executed)
            Path(folder, f"{number}.html").write_text(html, "utf-8")
    return 0


def _parts(report: str) -> int:
    """The time of each step of the pages, the PDF and the zip apart."""
    from fengze_analysis.cli import main as fengze
    from fengze_analysis.publishing import notebooks, publish

    times: dict[str, float] = {}

    def timed(name: str, action: Callable[..., object]) -> Callable[..., object]:
        def timing(*given: object, **named: object) -> object:
            start = time.perf_counter()
            made = action(*given, **named)
            times[name] = times.get(name, 0.0) + time.perf_counter() - start
            return made

        return timing

    publish.bundle = timed("zip", publish.bundle)
    publish.document_pdf = timed("PDF, both editions", publish.document_pdf)
    publish.embed_face = timed("typeface", publish.embed_face)
    beside = "HTML of notebooks, most of it while others run"
    notebooks.notebook_bodies = timed(beside, notebooks.notebook_bodies)
    publish.render_pages = timed("HTML, both editions", publish.render_pages)
    publish.check_pages = timed("check of links", publish.check_pages)
    with tempfile.TemporaryDirectory() as folder:
        output = ["--output", str(Path(folder, "site")), "--project", str(PROJECT)]
        code = fengze(["report", *output, *([report] if report else [])])
    for name, seconds in times.items():
        print(f"{name}: {seconds:.2f} s")
    return code


if __name__ == "__main__":
    sys.exit(main())
