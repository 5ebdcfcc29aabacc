"""The wall time of ``fengze report``, both languages and PDF, in a warm environment.

``python -m benchmarks.report [REPORT] [--runs N | --smoke]`` prints the least of the runs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.timing import wall_seconds

PROJECT = Path(__file__).parents[1]


def main() -> int:
    """Print the times with and without the PDF."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=__doc__)
    parser.add_argument("report", nargs="?", default="")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--smoke", action="store_true", help="run once")
    chosen = parser.parse_args()
    runs = 1 if chosen.smoke else chosen.runs
    for name, more in (("both languages and PDF", []), ("Chinese alone, no PDF", _PLAIN)):
        taken = min(wall_seconds(partial(_report, chosen.report, more)) for _ in range(runs))
        goal = "" if more else " (goal: 20 or less on two cores)"
        print(f"fengze report, {name}: {taken:.1f} s{goal}")
    return 0


_PLAIN = ["--language", "zh", "--no-pdf"]


def _report(report: str, more: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "fengze_analysis", "report", *filter(None, [report]), *more]
        output = ["--output", str(Path(folder, "site")), "--project", str(PROJECT)]
        subprocess.run([*words, *output], check=True, stdout=subprocess.DEVNULL, cwd=PROJECT)


if __name__ == "__main__":
    sys.exit(main())
