"""A folder of reports to a dataset on disk: what is new is read, what is known is kept."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import logging
import multiprocessing
import os
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from operator import attrgetter, call
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pebble import ProcessExpired, ProcessPool
from tqdm import tqdm

from ..errors import InputError
from ..extraction import extract
from ..processes import end_with_owner, fork_server, interrupts_held
from ..release import version as release
from ..schema.frames import table_bytes
from ..schema.tables import cells_of, write_bytes
from ..text.guard import limit_memory
from .process import (
    TABLES,
    Done,
    Failure,
    Report,
    Settings,
    arrow_table,
    discover,
    failed,
    process_report,
)

LIMIT = 300.0  # seconds for one report; a usual one takes a small part of a second
_AHEAD = 4  # reports handed out for each worker: it is never idle, and memory stays flat
_WAIT = 10  # seconds until a scheduler that does not answer is given up
_ADDRESS = re.compile(r"(?:(?:tcp|ws)://)?[\w.\-\[\]:]+:[0-9]{1,5}")
_RIGHT_ADDRESS = "a running scheduler such as tcp://host:8786"
_ROOMS = ("", "audit", "batch", "extraction", "lexicon", "schema", "text")
_READERS = ("lxml", "pdfminer.six", "pdfplumber")

_MANIFEST, _PARTS, _LOCK = "manifest.json", "parts", ".lock"
_PROGRAM = "fengze-analysis"
_PART_SIZE = 100  # reports whose rows share a file, about
# Kinds of failure that another run may not meet again.
_RETRIED = ("crashed", "late", "changed")

Seal = dict[str, Any]  # of a part: the hash of each of its files, and what could not be read
Work = partial[Done]  # what is done with a report, given the settings
# What gives a report to a worker, how many there are, and what their death raises.
Workers = tuple[Callable[[Report], Any], int, tuple[type[Exception], ...]]

_work: Work  # of a worker, once it is prepared


@dataclass(frozen=True, slots=True)
class RunSummary:
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
    process: Callable[..., Done] = process_report,
) -> RunSummary:
    """What became of the reports of ``source``; the dataset is in ``output``.

    Reports read before, by the same version from the same bytes, are not read again. The dataset
    is the same for any number of workers, and after any interruption. ``limit`` is in seconds a
    report; ``process`` is what is done with one, a function that workers can import. Raises
    ``InputError`` where there is nothing to read or ``output`` is not ours.
    """
    found, passed_over = discover(source, output)
    dataset = Dataset(output, version_of(settings))
    with dataset.locked():
        if scheduler and not _ADDRESS.fullmatch(scheduler):
            what = f"no address of a scheduler: {scheduler!r}"
            raise InputError(what, "--scheduler", _RIGHT_ADDRESS)
        parts = cut_parts(found, dataset.version)
        seals = {part: seal for part in parts if (seal := dataset.sealed(part)) is not None}
        dataset.check_manifest(seals)
        wanted = [part for part in parts if part not in seals]
        reports = [report for part in wanted for report in parts[part]]
        count = sane_workers(workers, len(reports))
        work = partial(process, settings=settings)
        pool = _cluster(scheduler, work) if scheduler else _pool(count, work, limit)
        results = _results(pool, reports, limit)
        # A bar where a person watches.
        done = iter(tqdm(results, total=len(reports), unit="report", disable=not reports or None))
        for part in wanted:
            seals[part] = dataset.write(part, list(islice(done, len(parts[part]))))
        next(done, None)  # there is no more: the workers go
        failures = dataset.finish(seals, found, passed_over)
    kept = len(found) - len(reports)
    return RunSummary(len(reports), kept, failures, passed_over, tuple(dataset.mended))


def cut_parts(
    reports: Sequence[Report], version: str, size: int = _PART_SIZE
) -> dict[str, list[Report]]:
    """The reports of each part, by a hash of their ids: one more report changes one part alone."""
    number = 1
    while number * size < len(reports):
        number *= 2
    inside: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        inside[int(_sha(report.report_id.encode())[:8], 16) % number].append(report)
    parts = {}
    for place, held in sorted(inside.items()):
        # The name changes with the reports, their bytes and the version of what reads them.
        identity = json.dumps([version, [(one.report_id, one.sha256) for one in held]])
        parts[f"part-{place:05d}-{_sha(identity.encode())[:12]}"] = held
    return parts


class Dataset:
    """The folder of a dataset; only files that its manifest and seals name are ever deleted."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self.version = version
        self.mended: list[str] = []  # parts that stood there and were not whole

    @contextmanager
    def locked(self) -> Iterator[None]:
        """The folder made and held; refused where it is another's, a link, or in use."""
        _check_ours(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                what = "another run is writing this dataset"
                raise InputError(what, self.folder, "wait for it, or another --output") from None
            for name in (_PARTS, *TABLES):
                (self.folder / name).mkdir(exist_ok=True)
            yield

    def sealed(self, part: str) -> Seal | None:
        """The seal of a part that is whole: every file there with its hash; else ``None``."""
        path = self._seal(part)
        seal = _read_json(path)
        try:
            named = seal["files"]
            is_whole = named == {name: _sha(self._path(name, part).read_bytes()) for name in TABLES}
            failures = [Failure(**row) for row in seal["failures"]]
        except (OSError, TypeError, KeyError):
            is_whole, failures = False, []
        if path.exists() and not is_whole:
            self.mended.append(part)
        is_final = not any(failure.kind in _RETRIED for failure in failures)
        return seal if is_whole and is_final else None

    def check_manifest(self, seals: dict[str, Seal]) -> None:
        """Note a manifest that is none, or that names other files than the seals do."""
        path = self.folder / _MANIFEST
        named = _read_json(path).get("parts")
        right = {part: seal["files"] for part, seal in seals.items()}
        is_whole = isinstance(named, dict) and right.items() <= named.items()
        if path.exists() and not is_whole:  # without one a run was cut off
            self.mended.append(_MANIFEST)

    def write(self, part: str, results: Sequence[Done]) -> Seal:
        """The seal of a part whose tables were written from ``results``, one a report in order."""
        (self.folder / _MANIFEST).unlink(missing_ok=True)  # without it nothing is whole
        hashes = {}
        for name in TABLES:
            tables = [one[name] for one in results if not isinstance(one, Failure)]
            held = pa.BufferOutputStream()
            whole = pa.concat_tables([arrow_table([], name), *tables])
            pq.write_table(whole, held, compression="zstd")
            data = held.getvalue().to_pybytes()
            write_bytes(self._path(name, part), data)
            hashes[name] = _sha(data)
        failures = [asdict(one) for one in results if isinstance(one, Failure)]
        seal = {"files": hashes, "failures": failures}
        _write_json(self._seal(part), seal)
        return seal

    def finish(
        self, seals: dict[str, Seal], reports: Sequence[Report], passed_over: int
    ) -> tuple[Failure, ...]:
        """Writes the failures, takes away what is no longer part, and writes the manifest last."""
        rows = (Failure(**row) for seal in seals.values() for row in seal["failures"])
        failures = tuple(sorted(rows, key=attrgetter("report_id")))
        write_bytes(self.folder / "failures.csv", table_bytes(failures, "failures", ".csv"))
        for path in (self.folder / _PARTS).glob("part-*.json"):
            if path.stem not in seals:
                for table in TABLES:
                    self._path(table, path.stem).unlink(missing_ok=True)
                path.unlink()
        inputs = [
            {"report_id": one.report_id, "path": one.name, "bytes": one.bytes, "sha256": one.sha256}
            for one in reports
        ]
        manifest = {
            "program": f"{_PROGRAM} {release()}",
            "version": self.version,
            "reports": len(reports) - len(failures),
            "failures": len(failures),
            "passed_over": passed_over,
            "parts": {name: seal["files"] for name, seal in sorted(seals.items())},
            "inputs": inputs,
        }
        _write_json(self.folder / _MANIFEST, manifest)
        return failures

    def _path(self, table: str, part: str) -> Path:
        return self.folder / table / f"{part}.parquet"

    def _seal(self, part: str) -> Path:
        return self.folder / _PARTS / f"{part}.json"


def _check_ours(folder: Path) -> None:
    """Refuse a folder that holds something and was not made by a run of this."""
    if folder.is_symlink() or any((folder / name).is_symlink() for name in (_PARTS, *TABLES)):
        raise InputError("a link is no folder to write into", folder, "the folder itself")
    if folder.exists() and not folder.is_dir():
        raise InputError("not a folder", folder, "a new folder for the dataset")
    parts = folder / _PARTS
    program = str(_read_json(folder / _MANIFEST).get("program"))
    is_ours = any(parts.glob("part-*.json")) or program.startswith(_PROGRAM)
    is_ours = is_ours or (parts.is_dir() and (folder / _LOCK).is_file())
    if folder.is_dir() and any(folder.iterdir()) and not is_ours:
        what = "the folder holds other files, and none of them was made by fengze batch"
        raise InputError(what, folder, "a new or empty folder")


def _read_json(path: Path) -> dict[str, Any]:
    """What a file of ours holds, nothing where it is none."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}


def _write_json(path: Path, held: dict[str, Any]) -> None:
    write_bytes(path, (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _results(
    opened: AbstractContextManager[Workers], reports: Sequence[Report], limit: float
) -> Iterator[Done]:
    """What came of each report, in order; a few are handed out before they are asked for."""
    if not reports:
        return
    with opened as (submit, count, died):
        waiting = iter(reports)
        handed = deque((report, submit(report)) for report in islice(waiting, _AHEAD * count))
        while handed:
            report, future = handed.popleft()
            try:
                done = future.result()
            except TimeoutError:
                right = "a smaller file, or more seconds: --limit"
                done = failed(report, "late", f"not read after {limit:g} seconds", right)
            except died:
                right = "a file that can be read in the memory there is"
                done = failed(report, "crashed", "the process that read it died", right)
            yield done
            handed.extend((report, submit(report)) for report in islice(waiting, 1))


@contextmanager
def _pool(count: int, work: Work, limit: float) -> Iterator[Workers]:
    """Processes of this machine; a report that kills its process, or takes too long, is named."""
    context = fork_server(process_report.__module__)
    others = set(multiprocessing.active_children())
    with ProcessPool(count, 0, _prepare, (work,), context) as pool:

        def submit(report: Report) -> Future[Done]:
            with interrupts_held():  # it may start a worker: the whole of it, or nothing
                return pool.schedule(_read, (report,), timeout=limit)

        try:
            yield submit, count, (ProcessExpired, MemoryError)
        except BaseException:
            # Workers write nothing; one that is just being born would miss its locks aloud.
            with interrupts_held():
                for worker in set(multiprocessing.active_children()) - others:
                    worker.kill()
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()
            raise


def _prepare(work: Work) -> None:
    """In a worker, once: what every report is read with."""
    global _work
    _work = work
    end_with_owner()
    extract("", "", work.keywords["settings"].indicators)  # made ready before a limit counts
    limit_memory()


def _read(report: Report) -> Done:
    return _work(report)


@contextmanager
def _cluster(address: str, work: Work) -> Iterator[Workers]:
    """The workers behind a Dask scheduler; they must see the reports under the same paths."""
    try:
        import distributed
    except ImportError:
        right = "the extra packages: pip install 'fengze-analysis[cluster]'"
        raise InputError("Dask is not installed", "--scheduler", right) from None
    for name in ("distributed", "distributed.client", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what is wrong is said in one line
    try:
        with ThreadPoolExecutor(1) as thread:  # a notebook's own has an event loop already
            thread.submit(asyncio.run, _greet(distributed.comm, address)).result()
        connect: Any = distributed.Client
        with connect(address, timeout=_WAIT, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=_WAIT)
            held = client.scatter(work)
            count = max(1, sum(client.nthreads().values()))
            died = (distributed.KilledWorker,)
            yield lambda report: client.submit(call, held, report, pure=False), count, died
    except (OSError, ValueError, RuntimeError, distributed.CancelledError) as error:
        if isinstance(error, InputError):
            raise
        what = f"the scheduler does not answer: {type(error).__name__}"
        raise InputError(what, address, f"{_RIGHT_ADDRESS} with workers") from None


async def _greet(comm: Any, address: str) -> None:
    """Raise OSError where nobody answers; a client would wait for a silent port for ever."""
    (await asyncio.wait_for(comm.connect(address, timeout=_WAIT), _WAIT)).abort()


def sane_workers(wanted: int, reports: int) -> int:
    """As many processes as asked for, never more than reports or four times the cores."""
    return max(1, min(wanted, reports, 4 * (os.cpu_count() or 1)))


def version_of(settings: Settings) -> str:
    """A hash of all that a result depends on beside the report: code, readers, settings."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for room in _ROOMS:
        for item in sorted((root / room).iterdir()):
            if item.suffix in (".py", ".csv"):
                digest.update(item.read_bytes())
    for reader in _READERS:
        with suppress(PackageNotFoundError):
            digest.update(f"{reader} {version(reader)}".encode())
    for name in ("indicators", "published", "sources"):
        rows = [cells_of(row, name) for row in getattr(settings, name)]
        digest.update(json.dumps(rows).encode())
    return digest.hexdigest()
