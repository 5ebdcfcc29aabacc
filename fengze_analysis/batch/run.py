"""A folder of reports to a dataset: what is new is read, what is known is kept, all is told."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from itertools import islice
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool
from tqdm import tqdm

from ..errors import InputError
from ..extraction import extract
from ..schema.files import cells_of
from ..text.guard import interrupts_held, limit_memory
from .dataset import Dataset, cut_parts
from .discover import Report, discover
from .process import Done, Settings, failed, process_report
from .rows import Failure

LIMIT = 300.0  # seconds for one report; a usual one takes a small part of a second
_AHEAD = 4  # reports handed out for each worker: it is never idle, and memory stays flat
_WAIT = 10  # seconds until a scheduler that does not answer is given up
_ADDRESS = re.compile(r"(?:(?:tcp|ws)://)?[\w.\-\[\]:]+:[0-9]{1,5}")
_RIGHT_ADDRESS = "a running scheduler such as tcp://host:8786"
_ROOMS = ("audit", "batch", "extraction", "lexicon", "schema", "text")
_READERS = ("lxml", "pdfminer.six", "pdfplumber")

Process = Callable[[Report, Settings], Done]
Work = Callable[[Process, Iterable[Report]], Iterator[Done]]
_settings: Settings = Settings()
_process: Process = process_report


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: reports read now, kept, not read; what was passed over, what mended."""

    tried: int
    kept: int
    failures: tuple[Failure, ...]
    passed_over: int
    mended: tuple[str, ...]


def run_batch(
    source: str,
    output: Path,
    settings: Settings,
    *,
    workers: int = 1,
    scheduler: str = "",
    limit: float = LIMIT,
    process: Process = process_report,
) -> Summary:
    """What became of the reports of ``source``; the dataset is in ``output``.

    Reports read before, by the same version from the same bytes, are not read again. The dataset
    is the same for any number of workers, and after any interruption. ``limit`` is in seconds a
    report; ``process`` is what is done with one, a function that workers can import. Raises
    ``InputError`` where there is nothing to read or ``output`` is not ours.
    """
    found = discover(source, output)
    dataset = Dataset(output, version_of(settings))
    with dataset.locked():
        parts = cut_parts(found.reports, dataset.version)
        seals = {part.name: seal for part in parts if (seal := dataset.sealed(part)) is not None}
        wanted = [part for part in parts if part.name not in seals]
        reports = [report for part in wanted for report in part.reports]
        homes = {report.report_id: part for part in wanted for report in part.reports}
        parts_open: dict[str, list[Done]] = {}
        count = sane_workers(workers, len(reports))
        work = _cluster(scheduler, settings) if scheduler else _pool(count, settings, limit)
        quiet = not sys.stderr.isatty()  # a bar of rate and time left where a person watches
        results = work(process, reports) if reports else ()
        for done in tqdm(results, total=len(reports), unit="report", disable=quiet or not reports):
            part = homes[done.report.report_id]
            held = parts_open.setdefault(part.name, [])
            held.append(done)
            if len(held) == len(part.reports):
                seals[part.name] = dataset.write(part, parts_open.pop(part.name))
        failures = dataset.finish(parts, seals, found)
    kept = len(found.reports) - len(reports)
    return Summary(len(reports), kept, failures, found.passed_over, tuple(dataset.mended))


def _pool(workers: int, settings: Settings, limit: float) -> Work:
    """Processes of this machine; a report that kills its process, or takes too long, is named."""

    def work(process: Process, reports: Iterable[Report]) -> Iterator[Done]:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([process_report.__module__])
        _start_server()
        others = set(multiprocessing.active_children())
        with ProcessPool(workers, 0, _prepare, (settings, process), context) as pool:
            try:
                submit = partial(_scheduled, pool, limit)
                for report, future in _under_way(submit, reports, _AHEAD * workers):
                    yield _answer(report, future, limit)
            except BaseException:
                # Workers write nothing; one that is just being born would miss its locks aloud.
                with interrupts_held():
                    for worker in set(multiprocessing.active_children()) - others:
                        worker.kill()
                    pool.stop()  # type: ignore[no-untyped-call]
                    pool.join()
                raise

    return work


def _start_server() -> None:
    """Start what workers are copied from: no interrupt reaches it or them, even while they load."""
    resource_tracker.ensure_running()  # else it starts below, and lets interrupts through again
    with interrupts_held():
        forkserver.ensure_running()


def _scheduled(pool: ProcessPool, limit: float, report: Report) -> Future[Done]:
    with interrupts_held():  # it may start a worker: the whole of it, or nothing
        return pool.schedule(_read, (report,), timeout=limit)


def _under_way(
    submit: Callable[[Report], Any], reports: Iterable[Report], ahead: int
) -> Iterator[tuple[Report, Any]]:
    """Each report with its future, in order; so many are handed out before they are asked for."""
    waiting = iter(reports)
    handed = deque((report, submit(report)) for report in islice(waiting, ahead))
    while handed:
        yield handed.popleft()
        handed.extend((report, submit(report)) for report in islice(waiting, 1))


def _answer(report: Report, future: Future[Done], limit: float) -> Done:
    try:
        return future.result()
    except LateError:
        what = f"not read after {limit:g} seconds"
        return failed(report, "late", what, "a smaller file, or more seconds: --limit")
    except (ProcessExpired, MemoryError):
        return _crashed(report)


def _crashed(report: Report) -> Done:
    right = "a file that can be read in the memory there is"
    return failed(report, "crashed", "the process that read it died", right)


def _prepare(settings: Settings, process: Process) -> None:
    """In a worker, once: what every report is read with."""
    global _settings, _process
    _settings, _process = settings, process
    extract("", "", settings.indicators)  # the codebook is made ready before a limit counts
    limit_memory()


def _read(report: Report) -> Done:
    return _process(report, _settings)


def _cluster(address: str, settings: Settings) -> Work:
    """The workers behind a Dask scheduler; they must see the reports under the same paths."""
    try:
        import distributed
    except ImportError:
        right = "the extra packages: pip install 'fengze-analysis[cluster]'"
        raise InputError("Dask is not installed", "--scheduler", right) from None
    if not _ADDRESS.fullmatch(address):
        raise InputError(f"no address of a scheduler: {address!r}", "--scheduler", _RIGHT_ADDRESS)

    def work(process: Process, reports: Iterable[Report]) -> Iterator[Done]:
        try:
            connect: Any = distributed.Client
            with connect(address, timeout=_WAIT, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=_WAIT)
                held = client.scatter(settings)
                submit = partial(_submitted, client, process, held)
                ahead = _AHEAD * max(1, sum(client.nthreads().values()))
                for report, future in _under_way(submit, reports, ahead):
                    died = isinstance(future.exception(), distributed.KilledWorker)
                    yield _crashed(report) if died else future.result()
        except (OSError, ValueError, RuntimeError, distributed.CancelledError) as error:
            if isinstance(error, InputError):
                raise
            what = f"the scheduler does not answer: {type(error).__name__}"
            raise InputError(what, address, f"{_RIGHT_ADDRESS} with workers") from None

    return work


def _submitted(client: Any, process: Process, settings: Any, report: Report) -> Any:
    return client.submit(process, report, settings, pure=False)


def sane_workers(wanted: int, reports: int) -> int:
    """As many processes as asked for, never more than reports or four times the cores.

    >>> sane_workers(1000, 1)
    1
    """
    return max(1, min(wanted, reports, 4 * (os.cpu_count() or 1)))


def version_of(settings: Settings) -> str:
    """A hash of all that a result depends on beside the report: code, readers, settings."""
    digest = hashlib.sha256()
    root = files("fengze_analysis")
    for folder in (root, *(root / room for room in _ROOMS)):
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.is_file() and item.name.endswith((".py", ".csv")):
                digest.update(item.read_bytes())
    digest.update(json.dumps([_installed(reader) for reader in _READERS]).encode())
    for name in ("indicators", "published", "sources"):
        rows = [cells_of(row, name) for row in getattr(settings, name)]
        digest.update(json.dumps(rows).encode())
    return digest.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
