"""The tables of a study as files: complete, each row the report's own, the same every time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fengze_analysis import open_study
from fengze_analysis.release import version
from fengze_analysis.schema.package import PACKAGE, accept, moved
from fengze_analysis.schema.tables import load_tables
from fengze_analysis.study import Study, make_tables
from tests.made_up.district import (
    PROJECT,
    fengze_study,
    make_project,
    receive,
    report_as_docx,
    yunxi_study,
)
from tests.schema.packages import check_package

TABLES = {
    f"{name}.csv" for name in ("outcomes", "unread", "comparison", "gaps", "derived", "findings")
}


@pytest.fixture(scope="module")
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
    others = make_tables(fengze_study())
    for name in TABLES:
        table = load_tables()[name.removesuffix(".csv")]
        both = [*_rows(files[name]), *_rows(others[name])]
        assert all(next(iter(row)) == "report_id" for row in both), name
        assert {row["report_id"] for row in both} <= {"yunxi-2024", "fengze-2024-7"}, name
        keys = [tuple(row[column] for column in table.key) for row in both]
        assert len(set(keys)) == len(keys), name


def test_every_table_is_there_with_its_package(files: dict[str, bytes]) -> None:
    """Six tables and the package that describes them, with the version that made them."""
    assert set(files) == {*TABLES, PACKAGE}
    others = {name: data for name, data in files.items() if name != PACKAGE}
    assert check_package(files[PACKAGE].decode("utf-8"), others) == []
    package = json.loads(files[PACKAGE])
    assert (package["version"], package["name"]) == (version(), "yunxi-2024")
    used = [one.title for one in yunxi_study().sources_used]
    assert [one["title"] for one in package["sources"]] == used


def test_every_table_has_a_schema(files: dict[str, bytes]) -> None:
    """Each table is one of the definition: columns, units and allowed values go with it."""
    for one in json.loads(files[PACKAGE])["resources"]:
        header = next(csv.reader([files[one["path"]].decode("utf-8").splitlines()[0]]))
        assert [field["name"] for field in one["schema"]["fields"]] == header


@pytest.mark.parametrize("study", [fengze_study, yunxi_study], ids=["fengze", "made-up"])
def test_every_figure_stands_in_the_comparison(study: Callable[[], Study]) -> None:
    """Each figure has exactly one principal row for each thing it states."""
    made = study()
    principal = made.comparison[made.comparison["principal"]]
    assert set(principal["row_id"]) == set(made.outcomes["row_id"])
    assert not principal.duplicated(["row_id", "indicator"]).any()


def test_the_same_study_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    """A study opened anew gives every byte again."""
    assert make_tables(open_study(project=PROJECT)) == files


def test_a_report_that_is_no_text_brings_its_text(tmp_path: Path) -> None:
    """Positions of a DOCX point into the text that lies beside the tables."""
    project = make_project(tmp_path / "project")
    receive(project, "as-docx", "report.docx", report_as_docx())
    made = make_tables(open_study("as-docx", project=project))
    text = made["text.txt"].decode("utf-8")
    rows = _rows(made["outcomes.csv"])
    assert rows
    assert all(text[int(row["start"]) : int(row["end"])] == row["surface"] for row in rows)


def test_a_moved_value_is_told_with_its_sentence(folder: Path, files: dict[str, bytes]) -> None:
    """From what to what, for which figure, in which sentence."""
    _replace(folder / "outcomes.csv", b",36,", b",35,")
    lines = [line for line in moved(folder, files) if ": value " in line]
    (row,) = [row for row in _rows(files["outcomes.csv"]) if row["value"] == "36"]
    said = f"outcomes yunxi-2024 {row['row_id']} 36公里: value 35 → 36, in “{row['sentence']}”"
    assert lines == [said]


def test_a_moved_verdict_is_told_with_the_sentence_of_its_figure(
    folder: Path, files: dict[str, bytes]
) -> None:
    """The comparison has no sentence of its own; that of its figure is found by the row's id."""
    _replace(folder / "comparison.csv", b",on_schedule,", b",behind,")
    (line,) = [line for line in moved(folder, files) if ": word " in line]
    assert line.startswith("comparison yunxi-2024 1.2.")
    assert "word behind → on_schedule, in “" in line
    assert "城镇新增就业累计1.9万人" in line


def test_a_finding_that_came_and_one_that_went_are_told(
    folder: Path, files: dict[str, bytes]
) -> None:
    """A row more or less is told as new or gone."""
    _replace(folder / "findings.csv", b",sum_of_parts.", b",sum_of_parts.9")
    told = [line.partition(", in “")[0].rpartition(": ")[2] for line in moved(folder, files)]
    assert sorted(told) == ["gone", "new"]


def test_the_package_alone_is_told_by_its_hash(folder: Path, files: dict[str, bytes]) -> None:
    """Where only the description moved there is one line; beside a table it says nothing new."""
    _replace(folder / PACKAGE, version().encode(), b"9.9.9")
    (line,) = moved(folder, files)
    assert line.startswith("datapackage.json: sha256 ")
    _replace(folder / "outcomes.csv", b",36,", b",35,")
    assert not [line for line in moved(folder, files) if line.startswith("datapackage")]


def test_accepting_touches_only_what_moved(folder: Path, files: dict[str, bytes]) -> None:
    """After accepting, the folder holds these tables; those that were right are not written."""
    untouched = folder / "gaps.csv"
    before = untouched.stat().st_mtime_ns
    _replace(folder / "outcomes.csv", b",36,", b",35,")
    accept(folder, files)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
    assert untouched.stat().st_mtime_ns == before


def test_the_package_is_written_last(
    tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees the package sees every table that it describes."""
    written: list[str] = []
    monkeypatch.setattr(
        "fengze_analysis.schema.package.write_bytes", lambda path, _: written.append(path.name)
    )
    accept(tmp_path / "new", files)
    assert sorted(written) == sorted(files)
    assert written[-1] == PACKAGE


def _replace(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
