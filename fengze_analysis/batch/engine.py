"""Chunks of reports read in processes of this machine; one that dies or hangs stops no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from fengze_analysis.batch.processing import Chunk, Done, Steps, crashed, late, process_chunk

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

    from fengze_analysis.batch.discovering import Report
    from fengze_analysis.batch.rows import Failure

LIMIT = 300.0  # seconds for one report; a usual one takes a small part of a second
_AHEAD = 2  # chunks handed to a worker: one at work, one waiting, so that it is never idle

_LOOKED_FOR = "pandas"  # by pyarrow, when it makes its first array


@dataclass(eq=False, slots=True)
class _Worker:
    """A process, the line to it, and the chunks it has not answered yet, in order.

    ``begun`` is when it took up the first of them.
    """

    process: ForkServerProcess
    line: Connection
    owed: deque[Chunk] = field(default_factory=deque)
    begun: float = 0.0

    def hand(self, chunk: Chunk) -> None:
        if not self.owed:
            self.begun = time.monotonic()
        self.owed.append(chunk)
        with suppress(OSError):  # it is dead: its line says so when it is next listened to
            self.line.send(chunk)

    def answer(self) -> Done | None:
        """What came of the first chunk; ``None`` where the process died with it."""
        try:
            done: Done = self.line.recv()
        except (EOFError, OSError):
            return None
        self.owed.popleft()
        self.begun = time.monotonic()
        return done

    def due(self, limit: float) -> float:
        """When the first chunk is late, at ``limit`` seconds a report."""
        return self.begun + limit * len(self.owed[0].reports)

    def stop(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class Processes:
    """Workers of this machine.

    When one dies, or takes more than the limit of time, the reports of the chunk it was at are
    tried once more, each alone; what waited behind them goes to the next worker. The other workers
    notice nothing.
    """

    def __init__(
        self, steps: Steps, workers: int, modules: Iterable[str] = (), *, limit: float = LIMIT
    ) -> None:
        """``limit`` is in seconds a report.

        ``modules`` are loaded once, before the first worker is born, not by each worker.
        """
        self._steps = steps
        self._limit = limit
        self._number = max(1, workers)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([process_chunk.__module__, _LOOKED_FOR, *modules])

    def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
        """What came of each chunk, in the order of completion, a few under way at a time."""
        waiting, alone = _Queue(iter(chunks)), deque[Chunk]()
        workers = {self._start() for _ in range(self._number)}
        try:
            while True:
                for worker in workers:
                    _feed(worker, waiting, alone)
                busy = {worker.line: worker for worker in workers if worker.owed}
                if not busy:
                    return
                first = min(worker.due(self._limit) for worker in busy.values())
                heard = wait(list(busy), max(0.0, first - time.monotonic()))
                now = time.monotonic()  # what the taker of the results takes counts for no worker
                for line, worker in busy.items():
                    done = worker.answer() if line in heard else None
                    if done is not None:
                        yield done
                        continue
                    hangs = now >= worker.due(self._limit)
                    if line in heard or hangs:
                        workers.remove(worker)
                        workers.add(self._start())
                        why = partial(late, limit=self._limit) if hangs else crashed
                        yield from _bury(worker, waiting, alone, why)
        finally:
            for worker in workers:
                worker.stop()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._steps), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


class _Queue:
    """Chunks still to be handed out; one may come back to the front."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks = chunks
        self._returned: deque[Chunk] = deque()

    def take(self) -> Chunk | None:
        return self._returned.popleft() if self._returned else next(self._chunks, None)

    def give_back(self, chunks: Iterable[Chunk]) -> None:
        self._returned.extend(chunks)


def _feed(worker: _Worker, waiting: _Queue, alone: deque[Chunk]) -> None:
    """Hands out work; a report that is tried alone gets a worker with nothing else to do."""
    if alone and not worker.owed:
        worker.hand(alone.popleft())
    while len(worker.owed) < _AHEAD and not any(chunk.is_last_try for chunk in worker.owed):
        chunk = waiting.take()
        if chunk is None:
            return
        worker.hand(chunk)


def _bury(
    worker: _Worker, waiting: _Queue, alone: deque[Chunk], why: Callable[[Report], Failure]
) -> Iterator[Done]:
    """Shares out what a dead worker owed; yields a failure for a report it died with alone."""
    worker.stop()
    at_work = worker.owed.popleft()
    waiting.give_back(worker.owed)
    if at_work.is_last_try:
        yield Done(at_work, {}, tuple(map(why, at_work.reports)))
    else:
        alone.extend(at_work.one_by_one())


def _serve(line: Connection, steps: Steps) -> None:
    """In a worker: answers chunk by chunk until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the main process's business
    try:
        while True:
            line.send(process_chunk(line.recv(), steps))
    except EOFError:
        return
    except BaseException:  # what process_chunk does not catch, like want of memory, ends the worker
        os._exit(1)
