"""One report through the real steps: what it gives, and what its version depends on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from fengze_analysis.batch import arrow, versions
from fengze_analysis.batch.discovering import Report
from fengze_analysis.batch.processing import (
    TABLES,
    Chunk,
    default_steps,
    process_chunk,
    process_report,
)
from fengze_analysis.batch.rows import Failure
from fengze_analysis.batch.versions import version_of_steps
from fengze_analysis.errors import InputError
from fengze_analysis.schema.schema import check_rows
from tests.batch.made_up_steps import made_up_steps
from tests.text.made_up_files import TEXT, docx_of
from tests.schema.made_up_rows import INDICATOR


def report_of(path: Path, data: bytes) -> Report:
    """A report on disk as it is found."""
    path.write_bytes(data)
    return Report(path.stem, str(path), path.name, len(data), hashlib.sha256(data).hexdigest())


def test_a_report_gives_rows_of_every_table(tmp_path: Path) -> None:
    """Reading, coding and audit of one report give its rows, and one that describes it."""
    outcome = process_report(report_of(tmp_path / "hetan.docx", docx_of()), default_steps("1"))
    assert not isinstance(outcome, Failure)
    assert outcome.keys() == TABLES.keys()
    (row,) = outcome["reports"]
    assert (row.report_id, row.path, row.figures) == ("hetan", "hetan.docx", 5)
    assert row.media_type.endswith("wordprocessingml.document")
    assert outcome["texts"][0].text == TEXT
    values = [one.value for one in outcome["outcomes"]]
    assert values == ["152", "130000000000", "30.9", "4320", "1100000"]
    for one in outcome["outcomes"]:
        assert TEXT[one.start : one.end] == one.surface
    assert all(finding.report_id == "hetan" for finding in outcome["findings"])


def _cell(value: object) -> str:
    return ";".join(value) if isinstance(value, list) else str(value)


def test_the_rows_keep_the_data_dictionary(tmp_path: Path) -> None:
    """Every row of every table is what the data dictionary says."""
    steps = default_steps("1", [INDICATOR])
    done = process_chunk(Chunk(0, 0, (report_of(tmp_path / "a.docx", docx_of()),)), steps)
    for table, packed in done.tables.items():
        rows = arrow.unpack(packed).to_pylist()
        cells = [{name: _cell(value) for name, value in row.items()} for row in rows]
        assert check_rows(table, cells, table) == []


def test_a_chunk_reads_all_that_can_be_read(tmp_path: Path) -> None:
    """In a chunk, what cannot be read is a failure and stops nothing."""
    good = report_of(tmp_path / "a.txt", TEXT.encode())
    bad = report_of(tmp_path / "b.txt", b"\x00\x01\x02")
    gone = replace(good, report_id="c", path=str(tmp_path / "gone.txt"), name="gone.txt")
    done = process_chunk(Chunk(0, 0, (bad, good, gone)), default_steps("1"))
    assert [failure.report_id for failure in done.failures] == ["b", "c"]
    assert [failure.kind for failure in done.failures] == ["unreadable"] * 2
    assert done.failures[1].what == "No such file or directory"
    assert arrow.unpack(done.tables["reports"])["report_id"].to_pylist() == ["a"]


def test_a_failure_can_be_written_whatever_it_quotes(tmp_path: Path) -> None:
    """An error that quotes half a character is still a row of the table of failures."""

    def fail(data: bytes, name: str) -> None:
        message = "broken \ud800"
        raise InputError(message, name, "text")

    steps = replace(made_up_steps(), read=fail)
    outcome = process_report(report_of(tmp_path / "a.txt", b"a"), steps)
    assert isinstance(outcome, Failure)
    assert outcome.what.encode("utf-8") == b"broken ?"


def test_packed_rows_come_back_in_the_order_asked_for() -> None:
    """Rows of several reports are joined report by report, each report's rows as they were."""
    cls = TABLES["texts"]
    parts = [[("b", "1"), ("b", "2")], [("a", "3")], [("b", "4")]]
    tables = [arrow.unpack(arrow.pack([cls(*row) for row in part], cls)) for part in parts]
    joined = arrow.join(tables, cls, ["a", "b"])
    assert joined["text"].to_pylist() == ["3", "1", "2", "4"]
    assert arrow.join([], cls, []).schema == arrow.schema_of(cls)


def test_a_failed_write_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing a shard fails, the old one stays and no part of the new one."""
    table = pa.table({"report_id": ["a"]})
    arrow.write(table, tmp_path / "a.parquet")
    before = (tmp_path / "a.parquet").read_bytes()

    def full(_: object, path: Path, **__: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arrow.pq, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        arrow.write(table, tmp_path / "a.parquet")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.parquet": before}


def test_the_version_turns_on_the_tables_it_is_given() -> None:
    """A change of the codebook is another version, the same codebook the same."""
    changed = replace(INDICATOR, unit="万人")
    assert version_of_steps([INDICATOR]) == version_of_steps([INDICATOR])
    assert version_of_steps([INDICATOR]) != version_of_steps([changed])


def test_the_version_turns_on_the_code_and_its_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a reader of documents makes every report be read again."""
    before = versions.code_version()
    versions.code_version.cache_clear()
    monkeypatch.setattr(versions, "package_version", lambda name: "0")
    after = versions.code_version()
    versions.code_version.cache_clear()
    assert before != after


def test_a_package_that_is_not_installed_has_no_version() -> None:
    """From a checkout that is not installed the program still says its name."""
    assert versions.package_version("no-such-package-here") == ""
