"""The dataset on disk: shards written whole, known rows kept, the manifest last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fengze_analysis.batch import arrow
from fengze_analysis.batch.processing import RETRIED, TABLES
from fengze_analysis.batch.rows import Failure
from fengze_analysis.batch.shards import SHARDS, Known, Shard, describe, load_known
from fengze_analysis.batch.versions import package_version
from fengze_analysis.schema.files import write_bytes, write_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fengze_analysis.batch.discovering import Discovery, Report
    from fengze_analysis.batch.processing import Done

MANIFEST = "manifest.json"
FAILURES = "failures.csv"


class Dataset:
    """The folder of a dataset, and what an earlier run of the same version left in it."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version
        known = load_known(folder, version)
        self._shards = {shard.name: shard for shard in known}
        self._homes = {report: shard for shard in known for report in shard.hashes}

    def unread_of(self, shard: Shard) -> list[Report]:
        """The reports of a shard that are new, changed, or worth another try."""
        return [report for report in shard.reports if self._home(report) is None]

    def begin(self, shards: Sequence[Shard]) -> None:
        """Takes the manifest away where something will change: without it nothing is whole."""
        for folder in (SHARDS, *TABLES):
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
        if any(not self._is_whole(shard) for shard in shards):
            (self._folder / MANIFEST).unlink(missing_ok=True)

    def keep(self, shard: Shard, parts: Sequence[Done]) -> None:
        """Writes a shard from the rows just read and those of earlier shards."""
        if self._is_whole(shard):
            return
        read_now = {report.report_id for part in parts for report in part.chunk.reports}
        earlier = self._earlier([one for one in shard.reports if one.report_id not in read_now])
        order = [report.report_id for report in shard.reports]
        for table, path in shard.paths(self._folder).items():
            rows = [arrow.unpack(part.tables[table]) for part in parts if part.tables]
            for name, reports in earlier.items():
                rows.append(arrow.read(self._folder / table / f"{name}.parquet", reports))
            arrow.write(arrow.join(rows, TABLES[table], order), path)
        failures = {one.report_id: one for part in parts for one in part.failures}
        for name, reports in earlier.items():
            known = self._shards[name].failures
            failures |= {report: known[report] for report in reports if report in known}
        self._seal(shard, {report: failures[report] for report in order if report in failures})

    def _earlier(self, reports: Sequence[Report]) -> dict[str, list[str]]:
        """The shards of an earlier run that hold the reports, with those that each holds."""
        found: dict[str, list[str]] = {}
        for report in reports:
            home = self._home(report)
            assert home is not None
            found.setdefault(home.name, []).append(report.report_id)
        return found

    def _seal(self, shard: Shard, failures: dict[str, Failure]) -> None:
        """Writes the state of a shard whose tables are written: from now on it is whole."""
        hashes = {report.report_id: report.sha256 for report in shard.reports}
        known = Known(shard.name, self._version, hashes, failures)
        path = self._folder / SHARDS / f"{shard.name}.json"
        write_bytes(path, describe(known).encode("utf-8"))
        self._shards[shard.name] = known

    def finish(self, shards: Sequence[Shard], discovery: Discovery) -> tuple[Failure, ...]:
        """Writes the failures, takes away what is no longer part, and writes the manifest last."""
        failures = tuple(
            failure for shard in shards for failure in self._shards[shard.name].failures.values()
        )
        write_table(self._folder / FAILURES, failures, Failure)
        self._clear({shard.name for shard in shards})
        manifest = self._manifest(shards, discovery, len(failures))
        write_bytes(self._folder / MANIFEST, manifest.encode("utf-8"))
        return failures

    def _home(self, report: Report) -> Known | None:
        """The shard that has the report as it is now, read or refused for good."""
        home = self._homes.get(report.report_id)
        if home is None or home.hashes[report.report_id] != report.sha256:
            return None
        failure = home.failures.get(report.report_id)
        return None if failure is not None and failure.kind in RETRIED else home

    def _is_whole(self, shard: Shard) -> bool:
        return shard.name in self._shards and not self.unread_of(shard)

    def _clear(self, names: set[str]) -> None:
        for folder in (SHARDS, *TABLES):
            for path in (self._folder / folder).iterdir():
                is_ours = path.name.startswith(("part-", ".part-"))
                if is_ours and path.stem not in names:
                    path.unlink()

    def _manifest(self, shards: Sequence[Shard], discovery: Discovery, failed: int) -> str:
        manifest: dict[str, Any] = {
            "program": f"fengze-analysis {package_version('fengze-analysis')}".strip(),
            "version": self._version,
            "reports": len(discovery.reports) - failed,
            "failures": failed,
            "passed_over": discovery.passed_over,
            "shards": [self._counted(shard) for shard in shards],
            "inputs": [
                {
                    "report_id": one.report_id,
                    "path": one.name,
                    "bytes": one.bytes,
                    "sha256": one.sha256,
                }
                for one in discovery.reports
            ],
        }
        return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"

    def _counted(self, shard: Shard) -> dict[str, Any]:
        rows = {table: arrow.count(path) for table, path in shard.paths(self._folder).items()}
        return {"name": shard.name, "reports": len(shard.reports), "rows": rows}


def _input(report: Report) -> dict[str, Any]:
    named = {"report_id": report.report_id, "path": report.name}
    return {**named, "bytes": report.bytes, "sha256": report.sha256}
