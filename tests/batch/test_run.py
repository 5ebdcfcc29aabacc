"""A folder becomes a dataset: the same for any number of workers, after any interruption."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest
from pyarrow.parquet import write_table

from fengze_analysis.batch import run
from fengze_analysis.batch.dataset import MANIFEST
from fengze_analysis.batch.discovering import discover
from fengze_analysis.batch.engine import Processes
from fengze_analysis.batch.processing import TABLES, Done, crashed, process_chunk
from fengze_analysis.batch.rows import Failure
from fengze_analysis.batch.run import Summary, run_batch
from fengze_analysis.batch.shards import cut_chunks, cut_shards
from fengze_analysis.errors import InputError
from fengze_analysis.schema.files import read_table
from tests.batch.made_up_reports import bytes_of, rows_of, write_reports
from tests.batch.made_up_steps import FATAL, FAULTY, ONCE, made_up_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fengze_analysis.batch.processing import Chunk, Steps


class Here:
    """An engine without processes, for what does not turn on them; it counts what it reads."""

    def __init__(
        self, steps: Steps, workers: int = 1, modules: Iterable[str] = (), limit: float = 0
    ) -> None:
        self.steps = steps

    def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
        """Each chunk, read here and now."""
        for chunk in chunks:
            READ.extend(report.report_id for report in chunk.reports)
            yield process_chunk(chunk, self.steps)


READ: list[str] = []


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Runs read in this process; the ids of the reports read are listed."""
    monkeypatch.setattr(run, "Processes", Here)
    READ.clear()
    return READ


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of twelve good reports."""
    write_reports(tmp_path / "in")
    return tmp_path / "in"


def batch(reports: Path, output: Path, steps: Steps | None = None, **more: Any) -> Summary:
    """A run with small shards and chunks."""
    sizes = {"shard_size": 5, "chunk_size": 2} | more
    return run_batch(str(reports), output, steps or made_up_steps(), **sizes)


def test_a_dataset_holds_every_table(reports: Path, tmp_path: Path, here: list[str]) -> None:
    """Each table has the rows of all reports, its first column the report, read by anyone."""
    summary = batch(reports, tmp_path / "out")
    assert (summary.tried, summary.kept, summary.failures) == (12, 0, ())
    counts = {table: len(rows) for table, rows in rows_of(tmp_path / "out").items()}
    assert counts["reports"] == counts["texts"] == counts["findings"] == counts["unread"] == 12
    assert counts["outcomes"] == 25  # two figures each, and the 5 of district 5
    for table in TABLES:
        frame = pd.read_parquet(tmp_path / "out" / table)
        assert frame.columns[0] == "report_id"
        assert frame["report_id"].is_monotonic_increasing


def test_values_stay_exact_strings(reports: Path, tmp_path: Path, here: list[str]) -> None:
    """Values are text, positions whole numbers, lists lists."""
    batch(reports, tmp_path / "out")
    row = duckdb.sql(
        f"select value, start, rows from '{tmp_path}/out/outcomes/*.parquet' o"
        f" join '{tmp_path}/out/findings/*.parquet' f using (report_id) limit 1"
    ).fetchall()[0]
    assert isinstance(row[0], str)
    assert isinstance(row[1], int)
    assert isinstance(row[2], list)


def test_positions_point_into_the_stored_text(
    reports: Path, tmp_path: Path, here: list[str]
) -> None:
    """The text that a position points into is part of the dataset."""
    batch(reports, tmp_path / "out")
    texts = dict(pd.read_parquet(tmp_path / "out" / "texts").itertuples(index=False))
    outcomes = pd.read_parquet(tmp_path / "out" / "outcomes")
    for row in outcomes.itertuples():
        assert texts[row.report_id][row.start : row.end] == row.surface


def test_the_manifest_names_every_input(reports: Path, tmp_path: Path, here: list[str]) -> None:
    """The manifest has the version, the hash of each input and the rows of each shard."""
    batch(reports, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text(encoding="utf-8"))
    assert (manifest["version"], manifest["reports"], manifest["failures"]) == ("1", 12, 0)
    assert len(manifest["inputs"]) == 12
    assert all(len(one["sha256"]) == 64 for one in manifest["inputs"])
    assert [shard["reports"] for shard in manifest["shards"]] == [5, 5, 2]
    assert sum(shard["rows"]["outcomes"] for shard in manifest["shards"]) == 25
    assert str(tmp_path) not in json.dumps(manifest)


@pytest.mark.parametrize(("workers", "chunk"), [(1, 1), (2, 3), (3, 50)])
def test_the_same_dataset_for_any_number_of_workers(
    workers: int, chunk: int, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process, three, chunks small or large: the same bytes in every file."""
    batch(reports, tmp_path / "out", workers=workers, chunk_size=chunk)
    monkeypatch.setattr(run, "Processes", Here)
    batch(reports, tmp_path / "one")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "one")


def test_what_comes_back_out_of_order_stands_in_order(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    """Chunks may come back in any order; the rows stand in the order of the reports."""
    batch(reports, tmp_path / "one")

    class Backwards(Here):
        def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
            yield from reversed(list(super().map(chunks)))

    monkeypatch.setattr(run, "Processes", Backwards)
    batch(reports, tmp_path / "out")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "one")


def test_nothing_is_read_twice(reports: Path, tmp_path: Path, here: list[str]) -> None:
    """A second run reads nothing and changes no byte."""
    batch(reports, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    here.clear()
    summary = batch(reports, tmp_path / "out")
    assert (here, summary.tried, summary.kept) == ([], 0, 12)
    assert bytes_of(tmp_path / "out") == before


def test_only_what_changed_is_read(reports: Path, tmp_path: Path, here: list[str]) -> None:
    """A new, a changed and a removed report: two are read, and all is as if made at once."""
    batch(reports, tmp_path / "out")
    here.clear()
    (reports / "区0" / "00.txt").write_text("改过的报告。新增学位5个。", encoding="utf-8")
    (reports / "区0" / "000.txt").write_text("新的报告，5个。", encoding="utf-8")
    (reports / "区1" / "01.txt").unlink()
    summary = batch(reports, tmp_path / "out")
    assert sorted(here) == ["区0-00", "区0-000"]
    assert (summary.tried, summary.kept) == (2, 10)
    batch(reports, tmp_path / "anew")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_another_version_reads_all_again(reports: Path, tmp_path: Path, here: list[str]) -> None:
    """When the program changed, nothing of the old version stays."""
    batch(reports, tmp_path / "out")
    here.clear()
    batch(reports, tmp_path / "out", made_up_steps("2"))
    assert len(here) == 12
    batch(reports, tmp_path / "anew", made_up_steps("2"))
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_run_goes_on_where_it_stopped(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    """After an interruption there is no manifest; the next run reads what is missing only."""

    class Interrupted(Here):
        def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
            for number, done in enumerate(super().map(chunks)):
                if number == 4:
                    raise KeyboardInterrupt
                yield done

    monkeypatch.setattr(run, "Processes", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch(reports, tmp_path / "out")
    assert not (tmp_path / "out" / MANIFEST).exists()
    monkeypatch.setattr(run, "Processes", Here)
    here.clear()
    batch(reports, tmp_path / "out")
    assert len(here) == 7  # the first shard of five was whole
    batch(reports, tmp_path / "anew")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_an_interrupted_refresh_has_no_manifest(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    """A dataset under change is not taken for whole: the manifest goes first and comes last."""
    batch(reports, tmp_path / "out")
    (reports / "new.txt").write_text("5个", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fengze_analysis.batch.arrow.pq.write_table", fail)
    with pytest.raises(OSError, match="No space"):
        batch(reports, tmp_path / "out")
    assert not (tmp_path / "out" / MANIFEST).exists()
    monkeypatch.setattr("fengze_analysis.batch.arrow.pq.write_table", write_table)
    batch(reports, tmp_path / "out")
    batch(reports, tmp_path / "anew")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_lost_or_broken_shard_is_made_again(
    reports: Path, tmp_path: Path, here: list[str]
) -> None:
    """A shard whose table is gone, or whose state is no JSON, is read again, the others not."""
    batch(reports, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    next((tmp_path / "out" / "outcomes").glob("part-00000-*")).unlink()
    next((tmp_path / "out" / "shards").glob("part-00002-*")).write_text("{", encoding="utf-8")
    here.clear()
    batch(reports, tmp_path / "out")
    assert len(here) == 7
    assert bytes_of(tmp_path / "out") == before


def spoil(reports: Path) -> None:
    """Adds reports that cannot be read, each in its own way."""
    (reports / "empty.txt").touch()
    (reports / "binary.pdf").write_bytes(bytes(range(256)) * 9)
    (reports / "cut.docx").write_bytes(b"PK\x03\x04 cut off")
    (reports / "fault.txt").write_text(f"{FAULTY}，5个", encoding="utf-8")


def test_bad_reports_stop_no_other(reports: Path, tmp_path: Path, here: list[str]) -> None:
    """What cannot be read is listed with what, where and why; all others are in the dataset."""
    spoil(reports)
    summary = batch(reports, tmp_path / "out")
    assert [failure.report_id for failure in summary.failures] == [
        *("binary", "cut", "empty", "fault"),
    ]
    assert len(rows_of(tmp_path / "out")["reports"]) == 12
    assert read_table(tmp_path / "out" / "failures.csv", Failure) == list(summary.failures)
    by_id = {failure.report_id: failure for failure in summary.failures}
    assert by_id["empty"].what == "the file is empty"
    assert by_id["empty"].where == "empty.txt"
    assert by_id["cut"].kind == "unreadable"
    assert by_id["fault"].kind == "error"
    assert by_id["fault"].what == "RuntimeError: an error over lines"
    assert "made_up_steps.py" in by_id["fault"].where


def test_a_failure_is_not_tried_again_unchanged(
    reports: Path, tmp_path: Path, here: list[str]
) -> None:
    """What could not be read stays listed, and is read again when its bytes change."""
    spoil(reports)
    batch(reports, tmp_path / "out")
    here.clear()
    again = batch(reports, tmp_path / "out")
    assert (here, len(again.failures)) == ([], 4)
    (reports / "empty.txt").write_text("5个", encoding="utf-8")
    mended = batch(reports, tmp_path / "out")
    assert (here, len(mended.failures)) == (["empty"], 3)
    batch(reports, tmp_path / "anew")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_file_that_changes_during_the_run_is_named(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    """A report that is not what was hashed is a failure, and tried again by the next run."""

    class Changed(Here):
        def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
            (reports / "区0" / "00.txt").write_text("改", encoding="utf-8")
            yield from super().map(chunks)

    monkeypatch.setattr(run, "Processes", Changed)
    before = (reports / "区0" / "00.txt").read_bytes()
    summary = batch(reports, tmp_path / "out")
    assert [failure.kind for failure in summary.failures] == ["changed"]
    (reports / "区0" / "00.txt").write_bytes(before)
    monkeypatch.setattr(run, "Processes", Here)
    assert batch(reports, tmp_path / "out").tried == 1


def test_a_report_that_kills_its_process_is_found(reports: Path, tmp_path: Path) -> None:
    """Of the reports lost with a dead process, each is tried alone; the killer alone is blamed."""
    (reports / "killer.txt").write_text(f"{FATAL}，5个", encoding="utf-8")
    summary = batch(reports, tmp_path / "out", workers=2)
    (failure,) = summary.failures
    assert (failure.report_id, failure.kind) == ("killer", "crashed")
    assert len(rows_of(tmp_path / "out")["reports"]) == 12


def test_a_report_lost_by_chance_is_read_in_the_end(reports: Path, tmp_path: Path) -> None:
    """A process killed from outside costs nothing: its reports are read by the next one."""
    (reports / "once.txt").write_text(f"{ONCE}，5个", encoding="utf-8")
    steps = made_up_steps(marker=tmp_path / "died")
    summary = batch(reports, tmp_path / "out", steps, workers=2)
    assert (tmp_path / "died").exists()
    assert summary.failures == ()
    batch(reports, tmp_path / "anew", steps)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_crash_is_tried_again_by_the_next_run(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: list[str]
) -> None:
    """A report that crashed, perhaps for want of memory, gets another chance as it is."""

    class Crashing(Here):
        def map(self, chunks: Iterable[Chunk]) -> Iterator[Done]:
            for chunk in chunks:
                yield Done(chunk, {}, tuple(map(crashed, chunk.reports)))

    monkeypatch.setattr(run, "Processes", Crashing)
    kinds = [failure.kind for failure in batch(reports, tmp_path / "out").failures]
    assert kinds == ["crashed"] * 12
    monkeypatch.setattr(run, "Processes", Here)
    assert batch(reports, tmp_path / "out").failures == ()
    assert len(here) == 12
    batch(reports, tmp_path / "anew")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_few_chunks_are_under_way_at_a_time(reports: Path, tmp_path: Path) -> None:
    """However many reports there are, only a few are handed out before results come back."""
    taken: list[int] = []

    def watched(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        for chunk in chunks:
            taken.append(chunk.number)
            yield chunk

    found = discover(str(reports), tmp_path / "out").reports
    shards = cut_shards(found, 20, "1")
    chunks = cut_chunks(shards, {0: found}, 1)
    results = Processes(made_up_steps(), 1).map(watched(chunks))
    next(results)
    assert len(taken) <= 4
    assert len(list(results)) == 11


def test_nothing_is_shown_where_nobody_watches(
    reports: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], here: list[str]
) -> None:
    """Without a terminal there is no bar."""
    batch(reports, tmp_path / "out")
    assert capfd.readouterr() == ("", "")


def test_a_bar_is_shown_on_a_terminal(
    reports: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    here: list[str],
) -> None:
    """On a terminal the bar says how many, at what rate."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    batch(reports, tmp_path / "out")
    shown = capsys.readouterr().err
    assert "12/12" in shown
    assert "report/s" in shown


def test_a_cluster_that_does_not_answer_is_one_line(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong address is refused with what an address looks like."""
    monkeypatch.setattr("fengze_analysis.batch.cluster._WAIT", "1s")
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(InputError, match="no scheduler answers"):
            batch(reports, tmp_path / "out", scheduler=address)
