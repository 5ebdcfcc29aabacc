"""The shards of the dataset: which reports belong to each, and what is known of them already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fengze_analysis.batch.discovering import Report
from fengze_analysis.batch.processing import TABLES, Chunk
from fengze_analysis.batch.rows import Failure

SHARDS = "shards"


@dataclass(frozen=True, slots=True)
class Shard:
    """Some hundred reports whose rows stand in one file of each table.

    The name changes with the reports, their bytes and the version of what reads them.
    """

    number: int
    name: str
    reports: tuple[Report, ...]

    def paths(self, output: Path) -> dict[str, Path]:
        """The file of each table."""
        return {table: output / table / f"{self.name}.parquet" for table in TABLES}


@dataclass(frozen=True, slots=True)
class Known:
    """A shard as an earlier run left it: its reports by hash, and those that were not read."""

    name: str
    version: str
    hashes: Mapping[str, str]
    failures: Mapping[str, Failure] = field(default_factory=dict)


def cut_shards(reports: Sequence[Report], size: int, version: str) -> list[Shard]:
    """The reports, in the order of their ids, cut into shards of ``size``."""
    shards = []
    for number, start in enumerate(range(0, len(reports), size)):
        inside = tuple(reports[start : start + size])
        identity = json.dumps([version, [(one.report_id, one.sha256) for one in inside]])
        digest = hashlib.sha256(identity.encode("utf-8")).hexdigest()
        shards.append(Shard(number, f"part-{number:05d}-{digest[:12]}", inside))
    return shards


def cut_chunks(
    shards: Sequence[Shard], unread: Mapping[int, Sequence[Report]], size: int
) -> Iterator[Chunk]:
    """The reports still to be read, some at a time, none of two shards together."""
    number = 0
    for shard in shards:
        reports = unread.get(shard.number, ())
        for start in range(0, len(reports), size):
            yield Chunk(number, shard.number, tuple(reports[start : start + size]))
            number += 1


def load_known(output: Path, version: str) -> list[Known]:
    """The whole shards in ``output`` that this version of the program wrote."""
    found = []
    for path in sorted((output / SHARDS).glob("part-*.json")):
        state = _state(path)
        if state is None or state["version"] != version:
            continue
        if all((output / table / f"{path.stem}.parquet").is_file() for table in TABLES):
            failures = {row["report_id"]: Failure(**row) for row in state["failures"]}
            found.append(Known(path.stem, version, state["reports"], failures))
    return found


def describe(shard: Known) -> str:
    """The state of a whole shard, written after its tables."""
    state = {
        "version": shard.version,
        "reports": dict(shard.hashes),
        "failures": [asdict(failure) for failure in shard.failures.values()],
    }
    return json.dumps(state, ensure_ascii=False, indent=1) + "\n"


def _state(path: Path) -> dict[str, Any] | None:
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # the shard is made again
    whole = isinstance(state, dict) and {"version", "reports", "failures"} <= state.keys()
    return state if whole else None
