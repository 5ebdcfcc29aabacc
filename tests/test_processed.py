"""The tables of a study as files: complete, told apart line by line, and accepted whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fengze_analysis import open_study
from fengze_analysis.processed import PACKAGE, accept, make_downloads, make_tables, moved
from fengze_analysis.release import version
from fengze_analysis.study import Study
from fengze_analysis.schema.dictionary import load_dictionary
from fengze_analysis.schema.package import check_package
from tests.made_up.district import (
    PROJECT,
    fengze_study,
    make_project,
    receive,
    report_as_docx,
    yunxi_study,
)

TABLES = {
    "outcomes.csv",
    "unread.csv",
    "comparison.csv",
    "coverage.csv",
    "derived.csv",
    "findings.csv",
    "measures.csv",
    "silence.csv",
}


@pytest.fixture
def files() -> dict[str, bytes]:
    """The tables of the made-up report."""
    return make_tables(yunxi_study())


@pytest.fixture
def folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    """A folder with these tables, accepted."""
    accept(tmp_path / "processed", files)
    return tmp_path / "processed"


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_the_tables_of_two_reports_can_be_put_under_one_another(files: dict[str, bytes]) -> None:
    """Every row says first whose it is, so that no key of one report is that of another."""
    for name in TABLES:
        table = load_dictionary()[name.removesuffix(".csv")]
        both = [*_rows(files[name]), *_rows(make_tables(fengze_study())[name])]
        assert all(next(iter(row)) == "report_id" for row in both), name
        assert {row["report_id"] for row in both} <= {"yunxi-2024", "fengze-2024-7"}, name
        keys = [tuple(row[column] for column in table.key) for row in both]
        assert len(set(keys)) == len(keys), name


def test_every_table_is_there_with_its_package(files: dict[str, bytes]) -> None:
    """Eight tables and the package that describes them, with the version that made them."""
    assert set(files) == {*TABLES, PACKAGE}
    others = {name: data for name, data in files.items() if name != PACKAGE}
    assert check_package(files[PACKAGE].decode("utf-8"), others) == []
    package = json.loads(files[PACKAGE])
    assert package["version"] == version()
    assert package["name"] == "yunxi-2024"
    assert [one["title"] for one in package["sources"]] == [
        one.title for one in yunxi_study().sources
    ]


def test_every_table_has_a_schema(files: dict[str, bytes]) -> None:
    """Each table is one of the data dictionary: columns, units and allowed values go with it."""
    resources = json.loads(files[PACKAGE])["resources"]
    for one in resources:
        header = next(csv.reader([files[one["path"]].decode("utf-8").splitlines()[0]]))
        assert [field["name"] for field in one["schema"]["fields"]] == header


@pytest.mark.parametrize("study", [fengze_study, yunxi_study], ids=["fengze", "made-up"])
def test_every_key_begins_with_the_report(study: Callable[[], Study]) -> None:
    """The tables of many reports concatenate: each row names its report."""
    made = study()
    for name in ("outcomes.csv", "comparison.csv", "coverage.csv", "findings.csv", "measures.csv"):
        rows = _rows(make_tables(made)[name])
        assert {row["report_id"] for row in rows} == {made.received.report_id}


def test_the_same_study_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    """A study opened anew gives every byte again."""
    assert make_tables(open_study(project=str(PROJECT))) == files


def test_a_report_that_is_no_text_brings_its_text(tmp_path: Path) -> None:
    """Positions of a DOCX point into the text that lies beside the tables."""
    project = make_project(tmp_path / "project")
    receive(project, "as-docx", "report.docx", report_as_docx())
    made = make_tables(open_study("as-docx", str(project)))
    text = made["text.txt"].decode("utf-8")
    rows = _rows(made["outcomes.csv"])
    assert [row["surface"] for row in rows] == [
        text[int(row["start"]) : int(row["end"])] for row in rows
    ]


def test_downloads_are_the_tables_for_a_spreadsheet(files: dict[str, bytes]) -> None:
    """The same rows with a byte order mark; a cell of words that begins a formula is escaped."""
    study = yunxi_study()
    assert set(make_downloads(study)) == TABLES
    data = make_downloads(study)["outcomes.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert _rows(data.removeprefix(b"\xef\xbb\xbf")) == _rows(files["outcomes.csv"])
    hostile = replace(study)
    hostile.__dict__["extraction"] = replace(
        study.extraction,
        observations=(study.observations[0]._replace(sentence='=HYPERLINK("x")', value="-0.5"),),
    )
    (row,) = _rows(make_downloads(hostile)["outcomes.csv"].removeprefix(b"\xef\xbb\xbf"))
    assert (row["sentence"], row["value"]) == ('\'=HYPERLINK("x")', "-0.5")


def test_nothing_moved_where_every_byte_is_the_same(folder: Path, files: dict[str, bytes]) -> None:
    """The accepted tables are no drift, and neither is a folder that is not there yet."""
    assert moved(folder, files) == []
    assert moved(folder / "new", files) == []


def test_a_moved_value_is_told_with_its_sentence(folder: Path, files: dict[str, bytes]) -> None:
    """From what to what, for which figure, in which sentence."""
    _replace(folder / "outcomes.csv", b",36,", b",35,")
    lines = [line for line in moved(folder, files) if ": value " in line]
    (row,) = [row for row in _rows(files["outcomes.csv"]) if row["value"] == "36"]
    sentence = row["sentence"]
    assert lines == [f"outcomes yunxi-2024 {row['row_id']} 36公里: value 35 → 36, in “{sentence}”"]


def test_a_moved_verdict_is_told_with_the_sentence_of_its_figure(
    folder: Path, files: dict[str, bytes]
) -> None:
    """The comparison has no sentence of its own; that of its figure is found by the row's id."""
    _replace(folder / "comparison.csv", "基本符合预期,".encode(), "滞后于预期,".encode())
    lines = [line for line in moved(folder, files) if ": word " in line]
    assert len(lines) == 1
    assert lines[0].startswith("comparison yunxi-2024 1.2.")
    assert "word 滞后于预期 → 基本符合预期, in “" in lines[0]
    assert "城镇新增就业累计1.9万人" in lines[0]


def test_a_finding_that_came_and_one_that_went_are_told(
    folder: Path, files: dict[str, bytes]
) -> None:
    """A row more or less is told as new or gone."""
    path = folder / "findings.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "sum_of_parts." in line)
    gone = lines[at].replace("sum_of_parts.", "sum_of_parts.9")
    path.write_text("".join([*lines[:at], gone, *lines[at + 1 :]]), encoding="utf-8")
    told = [line.partition(", in “")[0].rpartition(": ")[2] for line in moved(folder, files)]
    assert sorted(told) == ["gone", "new"]


def test_a_missing_and_a_foreign_table_are_told(folder: Path, files: dict[str, bytes]) -> None:
    """A table that is not there though the package is, and one that nobody makes."""
    (folder / "silence.csv").unlink()
    (folder / "mine.csv").write_text("a\n", encoding="utf-8")
    assert moved(folder, files) == ["silence.csv: new", "mine.csv: no longer made"]


def test_the_package_alone_is_told_by_its_hash(folder: Path, files: dict[str, bytes]) -> None:
    """Where only the description moved there is one line; beside a table it says nothing new."""
    _replace(folder / PACKAGE, version().encode(), b"9.9.9")
    (line,) = moved(folder, files)
    assert line.startswith("datapackage.json: sha256 ")
    _replace(folder / "outcomes.csv", b",36,", b",35,")
    assert not [line for line in moved(folder, files) if line.startswith("datapackage")]


def test_accepting_writes_what_moved_and_removes_what_is_no_longer_made(
    folder: Path, files: dict[str, bytes]
) -> None:
    """After accepting, the folder holds these tables and no other; the rest is not touched."""
    untouched = folder / "measures.csv"
    before = untouched.stat().st_mtime_ns
    _replace(folder / "outcomes.csv", b",36,", b",35,")
    (folder / "mine.csv").write_text("a\n", encoding="utf-8")
    accept(folder, files)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
    assert untouched.stat().st_mtime_ns == before


def test_the_package_is_written_last(
    tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees the package sees every table that it describes."""
    written: list[str] = []
    monkeypatch.setattr(
        "fengze_analysis.processed.write_bytes", lambda path, _: written.append(path.name)
    )
    accept(tmp_path / "new", files)
    assert sorted(written) == sorted(files)
    assert written[-1] == PACKAGE


def _replace(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
