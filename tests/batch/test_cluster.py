"""The same functions on a Dask cluster give the same dataset, also when workers die."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dask
import pytest
from distributed import LocalCluster

from fengze_analysis.batch.run import run_batch
from tests.batch.made_up_reports import bytes_of, write_reports
from tests.batch.made_up_steps import FATAL, ONCE, made_up_steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of a cluster of two processes on this machine."""
    calm = {
        "distributed.scheduler.allowed-failures": 0,
        "distributed.worker.daemon": True,
        "distributed.logging.distributed": "critical",
        "distributed.comm.timeouts.connect": "10s",
    }
    with (
        dask.config.set(calm),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60
        ) as cluster,
    ):
        yield cluster.scheduler_address


@pytest.mark.slow
def test_a_killed_worker_costs_nothing(address: str, tmp_path: Path) -> None:
    """One of two workers dies in mid-run; the dataset is that of one process, byte for byte."""
    reports = tmp_path / "in"
    write_reports(reports)
    (reports / "once.txt").write_text(f"{ONCE}，5个", encoding="utf-8")
    steps = made_up_steps(marker=tmp_path / "died")
    sizes = {"shard_size": 5, "chunk_size": 2}
    summary = run_batch(str(reports), tmp_path / "out", steps, scheduler=address, **sizes)
    assert (tmp_path / "died").exists()
    assert (summary.tried, summary.failures) == (13, ())
    run_batch(str(reports), tmp_path / "one", steps, **sizes)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "one")


@pytest.mark.slow
def test_a_report_that_kills_every_worker_is_named(address: str, tmp_path: Path) -> None:
    """A report that takes its worker along is tried alone, then listed; the others are read."""
    reports = tmp_path / "in"
    write_reports(reports, 4)
    (reports / "killer.txt").write_text(f"{FATAL}，5个", encoding="utf-8")
    steps = made_up_steps()
    summary = run_batch(str(reports), tmp_path / "out", steps, scheduler=address, chunk_size=2)
    assert [(one.report_id, one.kind) for one in summary.failures] == [("killer", "crashed")]
    run_batch(str(reports), tmp_path / "one", steps, chunk_size=2)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "one")
