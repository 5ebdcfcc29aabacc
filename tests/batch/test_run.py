"""A folder of reports becomes one dataset, whatever happens on the way."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from fengze_analysis.batch import RunSummary, run_batch
from fengze_analysis.batch.process import Failure, Report, Settings, process_report
from fengze_analysis.batch.run import Dataset, cut_parts, sane_workers
from fengze_analysis.errors import InputError
from fengze_analysis.lexicon.codebook import load_indicators
from fengze_analysis.processes import fork_server
from tests.batch.made_up_reports import bytes_of, rows_of, write_reports
from tests.batch.made_up_steps import ENDLESS, FATAL, fill, troubled

SETTINGS = Settings(load_indicators())


def run(source: Path, output: Path, **more: object) -> RunSummary:
    """A run with two workers."""
    return run_batch(str(source), output, SETTINGS, **{"workers": 2, **more})  # type: ignore[arg-type]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of twelve good reports."""
    write_reports(tmp_path / "in")
    return tmp_path / "in"


def test_every_report_is_in_the_dataset(source: Path, tmp_path: Path) -> None:
    """Each report is a row, its figures are facts with numbers, and the manifest names all."""
    done = run(source, tmp_path / "out")
    assert (done.tried, done.kept, done.failures) == (12, 0, ())
    rows = pd.read_parquet(tmp_path / "out" / "outcomes")
    assert len(rows) == 24
    assert rows["value"].dtype == "float64"
    assert set(rows["value_exact"]) == {"5"}
    assert {"sense", "year", "place", "report_year"} <= set(rows.columns)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert (manifest["reports"], len(manifest["inputs"])) == (12, 12)


def test_any_number_of_workers_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    """One worker and three write the same dataset."""
    run(source, tmp_path / "one", workers=1)
    run(source, tmp_path / "three", workers=3)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "three")


def test_what_is_known_is_not_read_again(source: Path, tmp_path: Path) -> None:
    """A second run reads nothing; a changed report changes the rows of its own."""
    output = tmp_path / "out"
    run(source, output)
    before = bytes_of(output)
    again = run(source, output)
    assert (again.tried, again.kept) == (0, 12)
    assert bytes_of(output) == before
    next(source.rglob("00.txt")).write_text("新区报告。新增学位5个。", encoding="utf-8")
    run(source, output)
    assert len(rows_of(output)["outcomes"]) == 23


def test_one_more_report_changes_few_parts() -> None:
    """Reports are cut by a hash of their ids: a new one leaves the other parts as they are."""
    reports = [Report(f"r{n}", f"/r{n}", f"r{n}", n, f"{n:064d}") for n in range(300)]
    old, new = cut_parts(reports[:-1], "1", 10), cut_parts(reports, "1", 10)
    assert len(new.keys() - old.keys()) == 1
    assert sum(map(len, new.values())) == 300


def test_a_report_that_kills_its_worker_is_named(source: Path, tmp_path: Path) -> None:
    """The report is a failure with its reason; all others are read."""
    (source / "bad.txt").write_text(f"{FATAL}。新增学位5个。", encoding="utf-8")
    done = run(source, tmp_path / "out", process=troubled)
    assert [(one.report_id, one.kind) for one in done.failures] == [("bad", "crashed")]
    assert len(rows_of(tmp_path / "out")["reports"]) == 12


def test_a_report_that_is_never_done_is_given_up(source: Path, tmp_path: Path) -> None:
    """After the limit of seconds the report is named, and the others go on."""
    (source / "slow.txt").write_text(f"{ENDLESS}。新增学位5个。", encoding="utf-8")
    done = run(source, tmp_path / "out", process=troubled, limit=20.0)
    assert [(one.report_id, one.kind) for one in done.failures] == [("slow", "late")]
    assert len(rows_of(tmp_path / "out")["reports"]) == 12


def test_a_broken_file_is_told_and_tried_no_more(source: Path, tmp_path: Path) -> None:
    """What cannot be read stands in failures.csv with what would be right."""
    (source / "=1+1.pdf").write_bytes(b"%PDF-1.4 broken")
    output = tmp_path / "out"
    assert [one.kind for one in run(source, output).failures] == ["unreadable"]
    assert "'=1+1.pdf" in (output / "failures.csv").read_text("utf-8-sig")
    assert run(source, output).tried == 0


FOREIGN = {
    "outcomes/part-of-my-thesis.txt": "outcomes",
    "notes.txt": "",
    "manifest-old.json": "",
    "manifest.json": "",  # of another program
    "parts/wheel.json": "",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_folder_of_others_is_refused(name: str, source: Path, tmp_path: Path) -> None:
    """A folder that no run made is not written into, and nothing in it is deleted."""
    path = tmp_path / "out" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="none of them was made by fengze batch"):
        run(source, tmp_path / "out")
    assert list(bytes_of(tmp_path / "out")) == [name]


def test_a_strangers_file_inside_stays(source: Path, tmp_path: Path) -> None:
    """A file put into a dataset later is kept, also when parts are cleared."""
    output = tmp_path / "out"
    run(source, output)
    (output / "outcomes" / "notes.txt").write_text("mine", encoding="utf-8")
    shutil.rmtree(source)
    write_reports(source, 5)
    run(source, output)
    assert (output / "outcomes" / "notes.txt").read_text("utf-8") == "mine"
    assert len(rows_of(output)["reports"]) == 5


def test_an_output_that_is_a_link_is_refused(source: Path, tmp_path: Path) -> None:
    """A link is no folder to write into: neither the output nor a table of it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(InputError, match="a link"):
        run(source, tmp_path / "link")
    output = tmp_path / "out"
    run(source, output)
    shutil.move(output / "outcomes", tmp_path / "away")
    (output / "outcomes").symlink_to(tmp_path / "away")
    with pytest.raises(InputError, match="a link"):
        run(source, output)


def _swap(path: Path) -> None:
    shutil.copy(path.parents[1] / "unread" / path.name, path)


BROKEN = {
    "another's": _swap,
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "flipped": lambda path: path.write_bytes(
        path.read_bytes()[:60] + bytes([path.read_bytes()[60] ^ 1]) + path.read_bytes()[61:]
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_made_again_and_said(name: str, source: Path, tmp_path: Path) -> None:
    """A truncated, lost or changed file of a part is noticed by its hash."""
    output = tmp_path / "out"
    run(source, output)
    before = bytes_of(output)
    BROKEN[name](next((output / "outcomes").glob("*.parquet")))
    done = run(source, output)
    assert len(done.mended) == 1
    assert bytes_of(output) == before


@pytest.mark.parametrize("seal", ["[]", "[" * 9999, '{"files": 1, "failures": [{"a": 1}]}'])
def test_a_seal_of_another_form_is_made_again(seal: str, source: Path, tmp_path: Path) -> None:
    """A part whose seal cannot be read is read again, without a traceback."""
    output = tmp_path / "out"
    run(source, output)
    next((output / "parts").glob("*.json")).write_text(seal, encoding="utf-8")
    done = run(source, output)
    assert (done.tried, len(done.mended)) == (12, 1)


@pytest.mark.parametrize("held", ["[]", "{}", '{"parts": []}', '{"parts": {}}', "[" * 9999, ""])
def test_a_manifest_of_another_form_is_made_again_and_said(
    held: str, source: Path, tmp_path: Path
) -> None:
    """Valid JSON that is no manifest is noticed as a broken part is; nothing is read anew."""
    output = tmp_path / "out"
    run(source, output)
    before = bytes_of(output)
    (output / "manifest.json").write_text(held, encoding="utf-8")
    done = run(source, output)
    assert (done.tried, done.mended) == (0, ("manifest.json",))
    assert bytes_of(output) == before
    assert run(source, output).mended == ()


def test_two_runs_do_not_write_one_dataset(source: Path, tmp_path: Path) -> None:
    """While a run holds the folder a second one is refused in a line."""
    dataset = Dataset(tmp_path / "out", "1")
    with dataset.locked():
        refused: list[str] = []

        def second() -> None:
            try:
                run(source, tmp_path / "out")
            except InputError as error:
                refused.append(str(error))

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert "another run is writing" in refused[0]


@pytest.mark.parametrize("address", ["foo://bar", "nonsense", "tls://127.0.0.1:8786", "silent"])
def test_a_scheduler_that_is_none_is_one_line(
    address: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No address, or a port that accepts and says nothing: the line names it, in bounded time."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("fengze_analysis.batch.run._WAIT", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = address.replace("silent", f"tcp://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(InputError, match="scheduler") as refused:
            run(source, tmp_path / "out", scheduler=address)
    assert address in str(refused.value)


def test_what_holds_the_tables_leaves_memory_for_the_report() -> None:
    """Arrow would take all addresses that a worker is allowed, at the first row."""
    context = fork_server()
    heard, tell = context.Pipe(duplex=False)
    worker = context.Process(target=fill, args=(tell,))
    worker.start()
    assert heard.recv()
    worker.join()


CLUSTER = """
import sys, time, distributed
held = {"protocol": "tcp", "dashboard_address": None, "processes": False, "threads_per_worker": 1}
if __name__ == "__main__":
    cluster = distributed.LocalCluster(n_workers=int(sys.argv[1]), **held)
    print(cluster.scheduler_address, flush=True)
    time.sleep(600)
"""


@contextmanager
def a_cluster(workers: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a scheduler with so many workers, and what kills it."""
    pytest.importorskip("distributed")
    words = [sys.executable, "-c", CLUSTER, str(workers)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as cluster:
        assert cluster.stdout is not None
        try:
            yield cluster.stdout.readline().strip(), cluster.kill
        finally:
            cluster.kill()


def test_a_cluster_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    """The workers behind a scheduler write what processes of this machine write, in Jupyter too."""

    async def run_in_a_loop(address: str) -> RunSummary:
        return run(source, tmp_path / "cluster", scheduler=address)

    with a_cluster(2) as (address, _), ThreadPoolExecutor(1) as thread:
        done = thread.submit(asyncio.run, run_in_a_loop(address)).result()
    run(source, tmp_path / "here")
    assert (done.tried, done.failures) == (12, ())
    assert bytes_of(tmp_path / "cluster") == bytes_of(tmp_path / "here")


@pytest.mark.parametrize(("workers", "said"), [(0, "with workers"), (1, "does not answer")])
def test_a_cluster_that_cannot_go_on_is_one_line(
    workers: int, said: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler without a worker, and one that dies in the middle of a run."""
    monkeypatch.setattr("fengze_analysis.batch.run._WAIT", 4)
    (source / "slow.txt").write_text(f"{ENDLESS}。新增学位5个。", encoding="utf-8")
    with a_cluster(workers) as (address, kill):
        end = threading.Timer(6, kill)
        end.start()
        with pytest.raises(InputError, match=said) as refused:
            run(source, tmp_path / "out", scheduler=address, process=troubled)
        end.cancel()
    assert address in str(refused.value)


def test_never_more_workers_than_work_or_sense() -> None:
    """A thousand workers for one report are one, and for many a few a core."""
    assert sane_workers(1000, 1) == 1
    assert sane_workers(1000, 10_000) <= 4 * (os.cpu_count() or 1)


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    """A file that is another when it is read than when it was found is a failure."""
    path = tmp_path / "a.txt"
    path.write_text("新增学位5个。", encoding="utf-8")
    done = process_report(Report("a", str(path), "a.txt", 1, "0" * 64), SETTINGS)
    assert isinstance(done, Failure)
    assert done.kind == "changed"


def test_the_schema_of_an_empty_part_is_that_of_a_full_one(source: Path, tmp_path: Path) -> None:
    """All parts of a table join, also where a part has no rows."""
    for path in source.rglob("*.txt"):
        path.write_text("没有数据。", encoding="utf-8")
    run(source, tmp_path / "none")
    shutil.rmtree(source)
    write_reports(source)
    run(source, tmp_path / "some")
    schemas = [
        pq.read_schema(next((tmp_path / one / "outcomes").glob("*.parquet"))).remove_metadata()
        for one in ("none", "some")
    ]
    assert schemas[0] == schemas[1]
