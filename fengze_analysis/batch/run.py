"""A folder of reports to a dataset: what is new is read, what is known is kept, all is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from tqdm import tqdm

from fengze_analysis.batch.dataset import Dataset
from fengze_analysis.batch.discovering import Report, discover
from fengze_analysis.batch.engine import LIMIT, Processes
from fengze_analysis.batch.shards import Shard, cut_chunks, cut_shards

if TYPE_CHECKING:
    from pathlib import Path

    from fengze_analysis.batch.processing import Chunk, Done, Steps
    from fengze_analysis.batch.rows import Failure

SHARD_SIZE = 200  # reports whose rows share a file
CHUNK_SIZE = 8  # reports that a worker reads in one go: some tenths of a second
# What reads a layout, by the ending that such files usually have; only to load it in time.
_READERS = {
    ".docx": "fengze_analysis.text.docx",
    ".htm": "fengze_analysis.text.html",
    ".html": "fengze_analysis.text.html",
    ".pdf": "fengze_analysis.text.pdf",
}


class Engine(Protocol):
    """What reads chunks: the processes of this machine or a cluster."""

    def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
        """What came of each chunk, in any order, a bounded number under way."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: reports looked at anew, kept from before, not read; files passed over."""

    tried: int
    kept: int
    failures: tuple[Failure, ...]
    passed_over: int


def run_batch(
    source: str,
    output: Path,
    steps: Steps,
    *,
    workers: int = 1,
    scheduler: str = "",
    limit: float = LIMIT,
    shard_size: int = SHARD_SIZE,
    chunk_size: int = CHUNK_SIZE,
) -> Summary:
    """What became of the reports of ``source``; the dataset is in ``output``.

    Reports read before, by the same ``steps.version`` from the same bytes, are not read again. The
    dataset is the same for any number of workers, and after any interruption. ``limit`` is in
    seconds a report, kept by the processes of this machine and not on a cluster. Raises
    ``InputError`` where there is nothing to read.
    """
    discovery = discover(source, output)
    dataset = Dataset(output, steps.version)
    shards = cut_shards(discovery.reports, shard_size, steps.version)
    unread = {shard.number: dataset.unread_of(shard) for shard in shards}
    tried = sum(map(len, unread.values()))
    dataset.begin(shards)
    results: Iterator[Done] = iter(())
    if tried:
        engine = _engine(steps, workers, scheduler, discovery.reports, limit)
        results = _shown(engine.map(cut_chunks(shards, unread, chunk_size)), tried)
    for shard, parts in _by_shard(shards, unread, results):
        dataset.keep(shard, parts)
    failures = dataset.finish(shards, discovery)
    return Summary(tried, len(discovery.reports) - tried, failures, discovery.passed_over)


def _engine(
    steps: Steps, workers: int, scheduler: str, reports: Sequence[Report], limit: float
) -> Engine:
    if not scheduler:
        layouts = {PurePath(report.name).suffix.lower() for report in reports}
        modules = [_READERS[one] for one in sorted(layouts & set(_READERS))]
        return Processes(steps, workers, modules, limit=limit)
    from fengze_analysis.batch.cluster import Cluster

    return Cluster(steps, scheduler)


def _by_shard(
    shards: Sequence[Shard], unread: Mapping[int, Sequence[Report]], results: Iterable[Done]
) -> Iterator[tuple[Shard, list[Done]]]:
    """Each shard as soon as all of its reports are back; first those that wait for none."""
    yield from ((shard, []) for shard in shards if not unread[shard.number])
    missing = {number: len(reports) for number, reports in unread.items()}
    parts: dict[int, list[Done]] = {}
    for done in results:
        number = done.chunk.shard
        parts.setdefault(number, []).append(done)
        missing[number] -= len(done.chunk.reports)
        if not missing[number]:
            yield shards[number], parts.pop(number)


def _shown(results: Iterable[Done], total: int) -> Iterator[Done]:
    """The results, with a bar of rate and time left where a person watches."""
    quiet = not sys.stderr.isatty()
    with tqdm(total=total, unit="report", disable=quiet, dynamic_ncols=True) as bar:
        for done in results:
            yield done
            bar.update(len(done.chunk.reports))
