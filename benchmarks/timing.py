"""How the benchmarks take time."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least time on the processor that ``work`` took."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def wall_seconds(work: Callable[[], object]) -> float:
    """The time on the clock that ``work`` took, its processes among it."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
