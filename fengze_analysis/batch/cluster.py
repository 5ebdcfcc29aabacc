"""Chunks of reports read on a Dask cluster by the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from fengze_analysis.batch.processing import Chunk, Done, Steps, crashed, process_chunk
from fengze_analysis.errors import InputError

_AHEAD = 2  # chunks handed out for each thread of the cluster
_WAIT = "10s"


class Cluster:
    """The workers behind a Dask scheduler; they must see the reports under the same paths."""

    def __init__(self, steps: Steps, address: str) -> None:
        try:
            import distributed
        except ImportError:
            right = "the extra packages: pip install 'fengze-analysis[batch]'"
            raise InputError("Dask is not installed", "--scheduler", right) from None
        self._dask: Any = distributed
        self._steps = steps
        self._address = address

    def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
        """What came of each chunk; what its worker died with is tried alone at the end."""
        with self._client() as client:
            # As a task, not as scattered data: it is made again when its worker dies.
            steps = client.submit(_keep, self._steps, pure=False)
            lost: list[Chunk] = []
            yield from self._drain(client, steps, iter(chunks), lost)
            for chunk in lost:
                yield from self._alone(client, steps, chunk)

    def _client(self) -> Any:
        try:
            return self._dask.Client(self._address, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            what = f"no scheduler answers: {type(error).__name__}"
            raise InputError(what, self._address, "an address like tcp://host:8786") from None

    def _drain(
        self, client: Any, steps: Any, waiting: Iterator[Chunk], lost: list[Chunk]
    ) -> Iterator[Done]:
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        under_way = {self._submit(client, chunk, steps): chunk for chunk in islice(waiting, ahead)}
        done = self._dask.as_completed(list(under_way), loop=client.loop)
        for future in done:
            chunk = under_way.pop(future)
            if future.exception() is not None:  # KilledWorker, after the tries of the scheduler
                lost.append(chunk)
            else:
                yield future.result()
            for following in islice(waiting, 1):
                submitted = self._submit(client, following, steps)
                under_way[submitted] = following
                done.add(submitted)

    def _alone(self, client: Any, steps: Any, chunk: Chunk) -> Iterator[Done]:
        for single in chunk.one_by_one():
            future = self._submit(client, single, steps)
            died = future.exception() is not None
            yield Done(single, {}, (crashed(single.reports[0]),)) if died else future.result()

    def _submit(self, client: Any, chunk: Chunk, steps: Any) -> Any:
        return client.submit(process_chunk, chunk, steps, pure=False)


def _keep(steps: Steps) -> Steps:
    return steps
