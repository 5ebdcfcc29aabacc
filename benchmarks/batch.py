"""What many reports cost: documents and MB a second, memory, and the price of files and processes.

Run as ``python -m benchmarks.batch [--documents N] [--workers 1 2] [--no-site]``.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import active_children
from pathlib import Path

from fengze_analysis.batch.processing import default_steps

from benchmarks.corpus import make_corpus, write_corpus
from fengze_analysis.batch.run import run_batch
from fengze_analysis.model import Indicator
from fengze_analysis.schema.files import read_table

ROOT = Path(__file__).parents[1]
MEGABYTE = 10**6
TWICE = 500  # documents that two processes read at once, to know the machine
OVERHEAD_GOAL, SCALING_GOAL = 1.25, 1.7


@dataclass
class Memory:
    """The largest resident memory of the main process and of any worker, and the workers' time."""

    main: int = 0
    worker: int = 0
    history: list[int] = field(default_factory=list)
    used: dict[int, float] = field(default_factory=dict)

    def look(self) -> None:
        """Adds what is resident now."""
        self.history.append(_resident("self"))
        self.main = max(self.main, self.history[-1])
        for worker in active_children():
            pid = worker.pid or 0
            self.worker = max(self.worker, _resident(str(pid)))
            self.used[pid] = max(self.used.get(pid, 0), _processor_seconds(pid))

    def early_and_late(self) -> tuple[float, float]:
        """Mean memory of the main process in the second and in the last quarter, in MB."""
        quarter = max(1, len(self.history) // 4)
        early, late = self.history[quarter : 2 * quarter], self.history[-quarter:]
        return (
            sum(early) / max(1, len(early)) / MEGABYTE,
            sum(late) / max(1, len(late)) / MEGABYTE,
        )


def _resident(process: str) -> int:
    """The resident bytes of a process, 0 where it has ended."""
    try:
        pages = Path("/proc", process, "statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _processor_seconds(pid: int) -> float:
    """Seconds of processor time that a process has used, 0 where it has ended."""
    try:
        cells = (
            Path("/proc", str(pid), "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
    except OSError:
        return 0
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def watched() -> Iterator[Memory]:
    """Looks at the processes five times a second."""
    memory, stop = Memory(), threading.Event()

    def watch() -> None:
        while not stop.wait(0.2):
            memory.look()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield memory
    finally:
        stop.set()
        thread.join()
        memory.look()


def main() -> None:
    """Prints the table of costs."""
    options = _options()
    indicators = read_table(ROOT / "data" / "raw" / "indicators.csv", Indicator)
    steps = default_steps("benchmark", indicators)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        stored, size = write_corpus(corpus, options.documents)
        print(
            f"{options.documents:,} made-up reports: {stored / MEGABYTE:.1f} MB of files,"
            f" {size / MEGABYTE:.1f} MB of text in UTF-8"
        )
        bare, bare_used = _bare(options.documents, steps)
        _print("bare, one process, no files", options.documents, size, bare)
        _print_machine(min(options.documents, TWICE), steps)
        seconds = {}
        for workers in options.workers:
            output = Path(folder) / f"dataset-{workers}"
            with watched() as memory:
                start, used = time.perf_counter(), time.process_time()
                summary = run_batch(str(corpus), output, steps, workers=workers)
                seconds[workers] = time.perf_counter() - start
                used = time.process_time() - used
            assert not summary.failures, summary.failures[:3]
            _print(f"batch, workers: {workers}", options.documents, size, seconds[workers])
            total = used + sum(memory.used.values())
            print(f"    processor time: {total:.1f} s, {total / bare_used:.2f} times the bare")
            early, late = memory.early_and_late()
            print(
                f"    peak memory: main {memory.main / MEGABYTE:.0f} MB,"
                f" largest worker {memory.worker / MEGABYTE:.0f} MB;"
                f" main early {early:.0f} MB, late {late:.0f} MB"
            )
            start = time.perf_counter()
            run_batch(str(corpus), output, steps, workers=workers)
            print(f"    once more, nothing changed: {time.perf_counter() - start:.1f} s")
    _print_goals(bare, seconds)
    if options.site:
        _print_site()


def _bare(documents: int, steps: object) -> tuple[float, float]:
    """Seconds, of the clock and of the processor, that the functions take on the texts alone."""
    extract, audit = steps.extract, steps.audit  # type: ignore[attr-defined]
    texts = [one.text for one in make_corpus(documents)]
    gc.collect()
    start, used = time.perf_counter(), time.process_time()
    for number, text in enumerate(texts):
        audit(extract(text, f"report-{number:06d}"))
    return time.perf_counter() - start, time.process_time() - used


def _print_machine(documents: int, steps: object) -> None:
    """What a second core of this machine gives at best: the same work, bare, in two processes."""
    context = multiprocessing.get_context("fork")
    alone, _ = _bare(documents, steps)
    with context.Pool(2) as pool:
        both = max(seconds for seconds, _ in pool.starmap(_bare, [(documents, steps)] * 2, 1))
    print(f"    two bare processes at once: {2 * alone / both:.2f} times the work of one")


def _print(what: str, documents: int, size: int, seconds: float) -> None:
    print(
        f"{what:30} {seconds:8.1f} s {documents / seconds:8.1f} documents/s"
        f" {size / MEGABYTE / seconds:6.2f} MB/s"
    )


def _print_goals(bare: float, seconds: dict[int, float]) -> None:
    if 1 in seconds:
        ratio = seconds[1] / bare
        print(f"one worker to bare: {ratio:.2f} (goal: at most {OVERHEAD_GOAL})")
    if 1 in seconds and 2 in seconds:
        ratio = seconds[1] / seconds[2]
        print(f"two workers to one: {ratio:.2f} times as fast (goal: at least {SCALING_GOAL})")


def _print_site() -> None:
    """The time of one more report's site, the second of two runs."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "fengze_analysis", "report", "--output", folder]
        for _ in range(2):
            start = time.perf_counter()
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - start
        if done.returncode:
            print(f"one more report's site: not measured: {done.stderr.strip().splitlines()[-1:]}")
        else:
            print(f"one more report's site, environment warm: {seconds:.1f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000, help="10000 unless said")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="1 2 unless said")
    parser.add_argument("--no-site", dest="site", action="store_false", help="leave the site out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
