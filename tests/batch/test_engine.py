"""Workers, shards and chunks: who gets what, and what becomes of it when a worker dies."""

from __future__ import annotations

from collections import deque
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fengze_analysis.batch.discovering import Report, discover
from fengze_analysis.batch.engine import Processes
from fengze_analysis.batch.processing import Chunk, Done, crashed
from fengze_analysis.batch.rows import Failure
from fengze_analysis.batch.shards import (
    Known,
    cut_chunks,
    cut_shards,
    describe,
    load_known,
)
from tests.batch.made_up_reports import write_reports
from tests.batch.made_up_steps import ENDLESS, FATAL, made_up_steps

if TYPE_CHECKING:
    from collections.abc import Iterator


def reports_of(number: int) -> tuple[Report, ...]:
    """Reports that are nowhere."""
    return tuple(Report(f"r{n:03d}", f"/r{n}", f"r{n}", n, f"{n:064d}") for n in range(number))


def chunks_in(folder: Path, size: int = 2) -> list[Chunk]:
    """The chunks of a folder of reports, all in one shard."""
    found = discover(str(folder), folder / "out").reports
    shards = cut_shards(found, 1000, "1")
    return list(cut_chunks(shards, {0: found}, size))


def read_ids(results: list[Done]) -> list[str]:
    """The ids of the reports that came back, failures among them."""
    return sorted(report.report_id for done in results for report in done.chunk.reports)


def test_shards_hold_every_report_once() -> None:
    """Reports are cut in their order; every one is in one shard."""
    shards = cut_shards(reports_of(25), 10, "1")
    assert [len(shard.reports) for shard in shards] == [10, 10, 5]
    assert [one for shard in shards for one in shard.reports] == list(reports_of(25))
    assert [shard.name[:10] for shard in shards] == ["part-00000", "part-00001", "part-00002"]


def test_the_name_of_a_shard_says_what_is_in_it() -> None:
    """Another byte, another report or another version is another name; nothing else is."""
    (shard,) = cut_shards(reports_of(3), 10, "1")
    names = {
        shard.name,
        cut_shards(reports_of(4), 10, "1")[0].name,
        cut_shards(reports_of(3), 10, "2")[0].name,
        cut_shards((Report("r000", "/r0", "r0", 0, "f" * 64), *reports_of(3)[1:]), 10, "1")[0].name,
    }
    assert len(names) == 4
    moved = tuple(Report(one.report_id, "/x", "x", 9, one.sha256) for one in reports_of(3))
    assert cut_shards(moved, 10, "1")[0].name == shard.name


def test_chunks_keep_to_one_shard() -> None:
    """The reports still to be read are cut so that no chunk spans two shards."""
    reports = reports_of(7)
    shards = cut_shards(reports, 4, "1")
    unread = {0: reports[:3], 1: reports[5:]}
    chunks = list(cut_chunks(shards, unread, 2))
    assert [(chunk.number, chunk.shard) for chunk in chunks] == [(0, 0), (1, 0), (2, 1)]
    assert [one for chunk in chunks for one in chunk.reports] == [*reports[:3], *reports[5:]]


def test_a_lost_chunk_is_tried_report_by_report() -> None:
    """One by one, each report is marked as tried for the last time."""
    chunk = Chunk(3, 1, reports_of(3))
    singles = list(chunk.one_by_one())
    assert [single.reports for single in singles] == [(one,) for one in reports_of(3)]
    assert all(single.is_last_try and single.shard == 1 for single in singles)


def test_a_shard_is_known_by_its_state_and_its_tables(tmp_path: Path) -> None:
    """Only a shard of this version whose every table is there is taken for whole."""
    (shard,) = cut_shards(reports_of(2), 10, "1")
    failure = crashed(shard.reports[1])
    hashes = {report.report_id: report.sha256 for report in shard.reports}
    known = Known(shard.name, "1", hashes, {"r001": failure})
    for path in shard.paths(tmp_path).values():
        path.parent.mkdir()
        path.touch()
    (tmp_path / "shards").mkdir()
    state = tmp_path / "shards" / f"{shard.name}.json"
    state.write_text(describe(known), encoding="utf-8")
    assert load_known(tmp_path, "1") == [known]
    assert load_known(tmp_path, "2") == []
    for broken in ("", "[]", "{}", '{"version": "1"}'):
        state.write_text(broken, encoding="utf-8")
        assert load_known(tmp_path, "1") == []
    state.write_text(describe(known), encoding="utf-8")
    next(iter(shard.paths(tmp_path).values())).unlink()
    assert load_known(tmp_path, "1") == []


def test_nothing_is_known_of_an_empty_folder(tmp_path: Path) -> None:
    """A first run knows nothing."""
    assert load_known(tmp_path, "1") == []


@pytest.mark.parametrize("workers", [1, 3])
def test_every_chunk_comes_back_once(workers: int, tmp_path: Path) -> None:
    """However many workers there are, every report comes back exactly once."""
    write_reports(tmp_path)
    chunks = chunks_in(tmp_path)
    results = list(Processes(made_up_steps(), workers).map(chunks))
    assert sorted(done.chunk.number for done in results) == [chunk.number for chunk in chunks]
    assert not [failure for done in results for failure in done.failures]


def test_more_workers_than_chunks_do_no_harm(tmp_path: Path) -> None:
    """Workers without work end with the others; no chunk is no result."""
    write_reports(tmp_path, 2)
    assert len(list(Processes(made_up_steps(), 4).map(chunks_in(tmp_path)))) == 1
    assert list(Processes(made_up_steps(), 2).map([])) == []


def test_several_killers_are_all_named(tmp_path: Path) -> None:
    """Reports that kill their workers are blamed one by one, also two in a chunk."""
    write_reports(tmp_path, 6)
    for name in ("a", "b", "z"):
        (tmp_path / f"{name}.txt").write_text(FATAL, encoding="utf-8")
    results = list(Processes(made_up_steps(), 2).map(chunks_in(tmp_path, 3)))
    failures: list[Failure] = [failure for done in results for failure in done.failures]
    assert sorted(failure.report_id for failure in failures) == ["a", "b", "z"]
    assert {failure.kind for failure in failures} == {"crashed"}
    assert len(read_ids(results)) == 9
    assert len(set(read_ids(results))) == 9


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_is_never_done_is_given_up(workers: int, tmp_path: Path) -> None:
    """Past the limit of time a report is tried once more, alone, then named; others are read."""
    write_reports(tmp_path, 4)
    for name in ("endless", "hanging"):
        (tmp_path / f"{name}.txt").write_text(ENDLESS, encoding="utf-8")
    engine = Processes(made_up_steps(), workers, limit=0.7)
    results = list(engine.map(chunks_in(tmp_path, 3)))
    failures = {failure for done in results for failure in done.failures}
    assert {(one.report_id, one.kind) for one in failures} == {
        ("endless", "late"),
        ("hanging", "late"),
    }
    assert {one.what for one in failures} == {"not read after 0.7 seconds"}
    assert len(read_ids(results)) == len(set(read_ids(results))) == 6
    assert active_children() == []


def test_a_worker_killed_from_outside_loses_nothing(tmp_path: Path) -> None:
    """When the machine kills a worker in mid-run, all reports are still read."""
    write_reports(tmp_path, 20)
    results: deque[Done] = deque()
    running = Processes(made_up_steps(), 2).map(chunks_in(tmp_path, 1))
    results.append(next(running))
    active_children()[0].kill()
    results.extend(running)
    assert len(read_ids(list(results))) == 20
    assert not [failure for done in results for failure in done.failures]


def test_an_abandoned_run_leaves_no_process(tmp_path: Path) -> None:
    """When the run is given up, its workers end."""
    write_reports(tmp_path)
    running: Iterator[Done] = Processes(made_up_steps(), 2).map(chunks_in(tmp_path, 1))
    next(running)
    workers = active_children()
    assert len(workers) == 2
    running.close()  # type: ignore[attr-defined]
    assert active_children() == []
