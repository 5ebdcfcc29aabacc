"""The dataset on disk: parts written whole and sealed with their hashes, the manifest last."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import InputError
from ..release import version as release
from ..schema.exports import table_bytes
from ..schema.files import write_bytes
from .process import TABLES, Done, Failure, Report, arrow_table

MANIFEST = "manifest.json"
FAILURES = "failures.csv"
_PARTS = "parts"
_PART_SIZE = 100  # reports whose rows share a file, about
# Kinds of failure that another run may not meet again.
_RETRIED = ("crashed", "late", "changed")

Seal = dict[str, Any]  # of a part: the hash of each of its files, and what could not be read


def cut_parts(
    reports: Sequence[Report], version: str, size: int = _PART_SIZE
) -> dict[str, list[Report]]:
    """The reports of each part, by a hash of their ids: one more report changes one part alone.

    The name of a part changes with its reports, their bytes and the version of what reads them.
    """
    number = 1
    while number * size < len(reports):
        number *= 2
    inside: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        inside[int(_sha(report.report_id.encode())[:8], 16) % number].append(report)
    parts = {}
    for place, held in sorted(inside.items()):
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
        """The folder made, checked to be ours and held, so that no second run writes into it.

        Raises ``InputError`` where it is another's, a link, or in use.
        """
        _check_ours(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
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
        if not path.exists():
            return None
        try:
            seal = json.loads(path.read_text(encoding="utf-8"))
            failures = [Failure(**row) for row in seal["failures"]]
            is_whole = all(
                _sha(self._path(name, part).read_bytes()) == seal["files"][name] for name in TABLES
            )
        except (OSError, ValueError, TypeError, KeyError):
            is_whole = False
        if not is_whole:
            self.mended.append(part)
            return None
        return None if any(failure.kind in _RETRIED for failure in failures) else seal

    def write(self, part: str, results: Sequence[Done]) -> Seal:
        """The seal of a part whose tables were written from ``results``, one a report in order."""
        (self.folder / MANIFEST).unlink(missing_ok=True)  # without it nothing is whole
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
        write_bytes(self.folder / FAILURES, table_bytes(failures, "failures", ".csv"))
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
            "program": f"fengze-analysis {release()}",
            "version": self.version,
            "reports": len(reports) - len(failures),
            "failures": len(failures),
            "passed_over": passed_over,
            "parts": {name: seal["files"] for name, seal in sorted(seals.items())},
            "inputs": inputs,
        }
        _write_json(self.folder / MANIFEST, manifest)
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
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not ((folder / MANIFEST).is_file() or (folder / _PARTS).is_dir()):
        what = "the folder holds other files, and none of them was made by fengze batch"
        raise InputError(what, folder, "a new or empty folder")


def _write_json(path: Path, held: dict[str, Any]) -> None:
    write_bytes(path, (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
