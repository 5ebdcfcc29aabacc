"""The dataset on disk: parts written whole and sealed with their hashes, the manifest last."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import InputError
from ..release import version as release
from ..schema.files import write_bytes
from ..schema.frames import table_bytes
from .discover import Discovery, Report
from .process import TABLES, Done, arrow_table
from .rows import Failure

MANIFEST = "manifest.json"
FAILURES = "failures.csv"
PARTS = "parts"
_PART_SIZE = 100  # reports whose rows share a file, about
# Kinds of failure that another run may not meet again.
_RETRIED = ("crashed", "late", "changed")


@dataclass(frozen=True, slots=True)
class Part:
    """Some hundred reports whose rows stand in one file of each table.

    The name changes with the reports, their bytes and the version of what reads them.
    """

    name: str
    reports: tuple[Report, ...]


def cut_parts(reports: Sequence[Report], version: str, size: int = _PART_SIZE) -> list[Part]:
    """The reports by a hash of their ids: one more report changes one part, not all behind it."""
    number = 1
    while number * size < len(reports):
        number *= 2
    inside: dict[int, list[Report]] = {}
    for report in reports:
        place = int(_sha(report.report_id.encode())[:8], 16) % number
        inside.setdefault(place, []).append(report)
    parts = []
    for place, held in sorted(inside.items()):
        identity = json.dumps([version, [(one.report_id, one.sha256) for one in held]])
        parts.append(Part(f"part-{place:05d}-{_sha(identity.encode())[:12]}", tuple(held)))
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
            for name in (PARTS, *TABLES):
                (self.folder / name).mkdir(exist_ok=True)
            yield

    def sealed(self, part: Part) -> dict[str, Any] | None:
        """The seal of a part that is whole: every file there with its hash; else ``None``."""
        path = self.folder / PARTS / f"{part.name}.json"
        try:
            seal = json.loads(path.read_text(encoding="utf-8"))
            hashes = {name: seal["files"][name] for name in TABLES}
            failures = [Failure(**row) for row in seal["failures"]]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError):
            hashes = {}
        if not hashes or not all(
            _is_whole(self._path(name, part), sha) for name, sha in hashes.items()
        ):
            self.mended.append(part.name)
            return None
        again = any(failure.kind in _RETRIED for failure in failures)
        return None if again else {**seal, "failures": failures}

    def write(self, part: Part, results: Sequence[Done]) -> dict[str, Any]:
        """The seal of a part whose tables were written from ``results``, reports in order."""
        (self.folder / MANIFEST).unlink(missing_ok=True)  # without it nothing is whole
        by_id = {done.report.report_id: done for done in results}
        ordered = [by_id[report.report_id] for report in part.reports]
        hashes = {}
        for name in TABLES:
            tables = [one.tables[name] for one in ordered if one.tables]
            held = pa.BufferOutputStream()
            whole = pa.concat_tables([arrow_table([], name), *tables])
            pq.write_table(whole, held, compression="zstd")
            data = held.getvalue().to_pybytes()
            write_bytes(self._path(name, part), data)
            hashes[name] = _sha(data)
        failures = [done.failure for done in ordered if done.failure]
        seal = {"files": hashes, "failures": [asdict(one) for one in failures]}
        _write_json(self.folder / PARTS / f"{part.name}.json", seal)
        return {**seal, "failures": failures}

    def finish(
        self, parts: Sequence[Part], seals: dict[str, dict[str, Any]], found: Discovery
    ) -> tuple[Failure, ...]:
        """Writes the failures, takes away what is no longer part, and writes the manifest last."""
        whole = [one for seal in seals.values() for one in seal["failures"]]
        failures = tuple(sorted(whole, key=lambda one: one.report_id))
        write_bytes(self.folder / FAILURES, table_bytes(failures, "failures", ".csv"))
        self._clear({part.name for part in parts})
        inputs = [
            {"report_id": one.report_id, "path": one.name, "bytes": one.bytes, "sha256": one.sha256}
            for one in found.reports
        ]
        manifest = {
            "program": f"fengze-analysis {release()}",
            "version": self.version,
            "reports": len(found.reports) - len(failures),
            "failures": len(failures),
            "passed_over": found.passed_over,
            "parts": {part.name: seals[part.name]["files"] for part in parts},
            "inputs": inputs,
        }
        _write_json(self.folder / MANIFEST, manifest)
        return failures

    def _path(self, table: str, part: Part) -> Path:
        return self.folder / table / f"{part.name}.parquet"

    def _clear(self, names: set[str]) -> None:
        """Takes away the files of parts that an earlier run sealed and that are parts no longer."""
        for seal in (self.folder / PARTS).glob("part-*.json"):
            if seal.stem in names:
                continue
            for table in TABLES:
                (self.folder / table / f"{seal.stem}.parquet").unlink(missing_ok=True)
            seal.unlink()


def _check_ours(folder: Path) -> None:
    """Refuse a folder that holds something and was not made by a run of this."""
    if folder.is_symlink() or any((folder / name).is_symlink() for name in (PARTS, *TABLES)):
        raise InputError("a link is no folder to write into", folder, "the folder itself")
    if folder.exists() and not folder.is_dir():
        raise InputError("not a folder", folder, "a new folder for the dataset")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    if not ((folder / MANIFEST).is_file() or (folder / PARTS).is_dir()):
        what = "the folder holds other files, and none of them was made by fengze batch"
        raise InputError(what, folder, "a new or empty folder")


def _write_json(path: Path, held: dict[str, Any]) -> None:
    write_bytes(path, (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        return _sha(path.read_bytes()) == sha256
    except OSError:
        return False


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
