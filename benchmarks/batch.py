"""What many reports cost: documents a second, memory, and the price beside bare extraction.

Run as ``python -m benchmarks.batch [--documents N | --folder DIR] [--workers 1 2] [--smoke]``:
on made-up reports, or on those of a folder.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import active_children
from pathlib import Path

from benchmarks.corpus import write_corpus
from fengze_analysis.batch import run_batch
from fengze_analysis.batch.process import Settings, discover
from fengze_analysis.extraction import extract
from fengze_analysis.lexicon.codebook import load_indicators
from fengze_analysis.project import find_codebook, read_curated
from fengze_analysis.text.read import read_file

ROOT = Path(__file__).parents[1]
MEGABYTE = 10**6
SMOKE = 12  # documents that show that all of it runs
OVERHEAD_GOAL, SCALING_GOAL = 2.5, 1.7


@dataclass
class Memory:
    """The largest resident memory of the main process and of any worker, and the workers' time."""

    main: int = 0
    worker: int = 0
    history: list[int] = field(default_factory=list)
    used: dict[str, float] = field(default_factory=dict)

    def look(self) -> None:
        """Adds what is resident now."""
        self.history.append(_resident("self"))
        self.main = max(self.main, self.history[-1])
        for worker in active_children():
            pid = str(worker.pid)
            self.worker = max(self.worker, _resident(pid))
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


def _processor_seconds(process: str) -> float:
    """Seconds of processor time that a process has used, 0 where it has ended."""
    try:
        stat = Path("/proc", process, "stat").read_text(encoding="ascii")
    except OSError:
        return 0
    cells = stat.rpartition(")")[2].split()
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
    curated = read_curated(ROOT, find_codebook(ROOT))
    settings = Settings(load_indicators(), curated.published, curated.sources)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch, "corpus")
        if not options.folder:
            write_corpus(folder, options.documents)
        paths = [Path(one.path) for one in discover(str(folder), Path(scratch, "none"))[0]]
        size, bare, used = _bare(paths, settings)
        kind = "real" if options.folder else "made-up"
        print(f"{len(paths):,} {kind} reports, {size / MEGABYTE:.1f} MB of text in UTF-8")
        print(f"load of the machine before it began: {os.getloadavg()[0]:.1f}")
        _print("bare extraction, one process", len(paths), size, bare)
        print(f"    processor time: {used:.1f} s")
        seconds = {
            workers: _batch(folder, Path(scratch, str(workers)), settings, workers, (size, used))
            for workers in options.workers
        }
    _print_scaling(seconds)


def _bare(paths: list[Path], settings: Settings) -> tuple[int, float, float]:
    """Bytes of text, and seconds of clock and processor that extraction alone takes on it."""
    size, clock, used = 0, 0.0, 0.0
    extract("", "", settings.indicators)  # the codebook is made ready once
    gc.collect()
    for path in paths:
        text = read_file(path).text
        size += len(text.encode())
        start, start_used = time.perf_counter(), time.process_time()
        extract(text, path.stem, settings.indicators)
        clock += time.perf_counter() - start
        used += time.process_time() - start_used
    return size, clock, used


def _batch(
    folder: Path, output: Path, settings: Settings, workers: int, bare: tuple[int, float]
) -> float:
    """Seconds that the dataset took; prints them with the memory, and those of a second run."""
    size, bare_used = bare
    with watched() as memory:
        start, own = time.perf_counter(), time.process_time()
        summary = run_batch(str(folder), output, settings, workers=workers)
        seconds, own = time.perf_counter() - start, time.process_time() - own
    assert not summary.failures, summary.failures[:3]
    _print(f"batch, workers: {workers}", summary.tried, size, seconds)
    total = own + sum(memory.used.values())
    goal = f"(goal: at most {OVERHEAD_GOAL})"
    print(f"    processor time: {total:.1f} s, {total / bare_used:.2f} times the bare one {goal}")
    early, late = memory.early_and_late()
    print(
        f"    peak memory: main {memory.main / MEGABYTE:.0f} MB,"
        f" largest worker {memory.worker / MEGABYTE:.0f} MB;"
        f" main early {early:.0f} MB, late {late:.0f} MB"
    )
    start = time.perf_counter()
    run_batch(str(folder), output, settings, workers=workers)
    print(f"    once more, nothing changed: {time.perf_counter() - start:.1f} s")
    return seconds


def _print(what: str, documents: int, size: int, seconds: float) -> None:
    print(
        f"{what:30} {seconds:8.1f} s {documents / seconds:8.1f} documents/s"
        f" {size / MEGABYTE / seconds:6.2f} MB/s"
    )


def _print_scaling(seconds: dict[int, float]) -> None:
    if 1 in seconds and 2 in seconds:
        ratio = seconds[1] / seconds[2]
        print(f"two workers to one: {ratio:.2f} times as fast (goal: at least {SCALING_GOAL})")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1_000, help="1000 unless said")
    parser.add_argument("--folder", type=Path, help="reports of one's own, not made-up ones")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="1 2 unless said")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE} reports, only to see it run")
    options = parser.parse_args()
    if options.smoke:
        options.documents = SMOKE
    return options


if __name__ == "__main__":
    main()
