"""``fengze extract``: the outcomes table of any report, on standard output or in a file."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from fengze_analysis.schema.tables import column_names
from tests.cli.conftest import Run
from tests.made_up.district import REPORT, ROOT, rewrite_table

FENGZE = ROOT / "data" / "raw" / "fengze-2024-7" / "report.txt"
COLUMNS = list(column_names("outcomes"))
CODEBOOK = "fengze: codebook of the package"


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_csv_has_the_columns_of_the_dictionary(fengze: Run) -> None:
    """The CSV has every column of the outcomes table, in order, and a row a figure."""
    ran = fengze("extract", FENGZE)
    rows = _rows(ran.out)
    assert ran.code == 0
    assert [line.startswith(CODEBOOK) for line in ran.lines] == [True]
    assert list(rows[0]) == COLUMNS
    assert len(rows) == 94
    assert {row["report_id"] for row in rows} == {"report"}


@pytest.mark.parametrize("report", [FENGZE, REPORT], ids=["fengze", "made-up"])
def test_every_position_points_into_the_file(report: Path, fengze: Run) -> None:
    """``text[start:end] == surface`` in the decoded text of the file, line ends untouched."""
    text = report.read_bytes().decode("utf-8")
    rows = json.loads(fengze("extract", report, "--format", "json").out)
    assert len(rows) > 20
    assert [row["surface"] for row in rows] == [text[row["start"] : row["end"]] for row in rows]


def test_positions_count_windows_line_ends(fengze: Run, tmp_path: Path) -> None:
    """A file with CRLF keeps them in its positions."""
    data = REPORT.read_bytes().replace(b"\n", b"\r\n")
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    rows = json.loads(fengze("extract", path, "--format", "json").out)
    text = data.decode("utf-8")
    assert [row["surface"] for row in rows] == [text[row["start"] : row["end"]] for row in rows]
    assert len(rows) == len(json.loads(fengze("extract", REPORT, "--format", "json").out))


def test_json_is_a_list_of_objects_with_the_same_cells(fengze: Run) -> None:
    """JSON has the columns of the CSV; positions are numbers, every other cell is text."""
    objects = json.loads(fengze("extract", REPORT, "--format", "json").out)
    rows = _rows(fengze("extract", REPORT).out)
    assert [list(one) for one in objects] == [COLUMNS] * len(rows)
    assert [{name: str(cell) for name, cell in one.items()} for one in objects] == rows
    assert {type(one["start"]) for one in objects} == {int}
    assert {type(one["value"]) for one in objects} == {str}


def test_table_is_one_line_a_figure(fengze: Run) -> None:
    """The table for eyes has a header, a line a figure and tabs between."""
    header, *lines = fengze("extract", FENGZE, "--format", "table").out.splitlines()
    columns = header.split("\t")
    assert {"surface", "value", "sense", "year", "place"} <= set(columns)
    assert len(lines) == 94
    assert {line.count("\t") for line in lines} == {len(columns) - 1}
    assert any(line.split("\t")[:3] == ["8.6 亿元", "860000000", "元"] for line in lines)


def test_a_table_cannot_command_the_terminal(fengze: Run, tmp_path: Path) -> None:
    """Control characters of a report never reach the terminal; the figure is read."""
    path = tmp_path / "report.txt"
    path.write_text(
        "一是投资。重点\x1b]0;项目投资8.6亿元。" + "全年工作推进。" * 20, encoding="utf-8"
    )
    table = fengze("extract", path, "--format", "table").out
    assert "8.6亿元" in table
    assert "\x1b" not in table


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "parquet"])
def test_the_ending_decides_the_form(ending: str, fengze: Run, tmp_path: Path) -> None:
    """With ``--output`` the file is what its name says, whole, and standard output stays empty."""
    path = tmp_path / "made" / "here" / f"outcomes.{ending}"
    ran = fengze("extract", REPORT, "--output", path)
    assert (ran.code, ran.out) == (0, "")
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    read = {
        "csv": pd.read_csv,
        "json": pd.read_json,
        "xlsx": pd.read_excel,
        "parquet": pd.read_parquet,
    }[ending]
    frame = read(path)
    assert frame["surface"].tolist()[:2] == ["79.2%", "3.3%"]
    if ending in ("xlsx", "parquet"):
        assert frame["value"].tolist()[:2] == [79.2, 3.3]
    if ending == "xlsx":
        assert "meaning" in pd.read_excel(path, sheet_name="dictionary").columns


@pytest.mark.parametrize("output", ["", ".", "/", "x", "x.xls", "folder/"])
@pytest.mark.parametrize("option", ["--output", "--unread"])
def test_an_output_that_is_no_file_is_refused(
    option: str, output: str, refused: Callable[..., str], nowhere: Path
) -> None:
    """No name, a folder and an unknown ending are one line; nothing is written."""
    line = refused("extract", REPORT, option, output)
    assert option in line or f"({Path(output)})" in line
    assert list(nowhere.iterdir()) == []


def test_the_words_of_a_project_name_figures_too(fengze: Run, project: Path) -> None:
    """``--project`` adds that project's codes to the package's, and a line says so."""
    rewrite_table(project, "indicators.csv", "tea_garden_visits,", "visits_of_our_own,")
    ran = fengze("extract", REPORT, "--project", project)
    codes = {row["indicator"] for row in _rows(ran.out)}
    assert {"visits_of_our_own", "urbanisation_rate"} <= codes
    assert "indicators.csv" in ran.lines[-1]


def test_outside_a_project_the_package_names_figures(fengze: Run, nowhere: Path) -> None:
    """Without a project the codebook of the package is used, and a line says so."""
    ran = fengze("extract", REPORT)
    assert "urbanisation_rate" in {row["indicator"] for row in _rows(ran.out)}
    assert ran.lines[-1].startswith(CODEBOOK)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code,name\n", "column"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b'code,"', "no CSV"),
    ],
    ids=["header", "encoding", "quotes"],
)
def test_a_broken_codebook_is_told(content: bytes, said: str, fengze: Run, project: Path) -> None:
    """A codebook that cannot be read ends with lines that name it."""
    (project / "data" / "raw" / "indicators.csv").write_bytes(content)
    ran = fengze("extract", REPORT, "--project", project)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert all("indicators.csv" in line for line in ran.lines)


def test_what_could_not_be_read_is_counted_and_kept(fengze: Run, tmp_path: Path) -> None:
    """Figures that were not read are counted on standard error, or written where asked."""
    report, unread = tmp_path / "report.txt", tmp_path / "unread.csv"
    report.write_text("一是招商。走访企业数十家，新签约项目152个。", encoding="utf-8")
    ran = fengze("extract", report)
    assert "152" in ran.out
    assert ran.lines[0] == "fengze: 1 unread; --unread PATH writes where and why"
    ran = fengze("extract", report, "--unread", unread)
    assert len(ran.lines) == 1
    (row,) = _rows(unread.read_text(encoding="utf-8-sig"))
    assert row["surface"].startswith("数十")
    assert row["reason"]


def test_notices_go_to_standard_error(fengze: Run, tmp_path: Path) -> None:
    """What a reader should know of a file is said beside the data, never in it."""
    path = tmp_path / "report.txt"
    path.write_text("新增\u202e优质学位4320个。", encoding="utf-8")
    ran = fengze("extract", path)
    assert ran.code == 0
    assert ran.lines[0] == "fengze: report.txt: 1 bidirectional mark is kept in the text"
    assert ran.out.startswith("report_id,")


def test_a_report_is_never_written_over(refused: Callable[..., str], tmp_path: Path) -> None:
    """An output path that is the report itself is refused, and the report stays."""
    path = tmp_path / "report.csv"
    path.write_bytes(REPORT.read_bytes())
    for option in ("--output", "--unread"):
        assert "the output is the input" in refused("extract", path, option, path)
    assert path.read_bytes() == REPORT.read_bytes()


def test_two_tables_do_not_go_into_one_file(refused: Callable[..., str], tmp_path: Path) -> None:
    """``--output`` and ``--unread`` of one name are refused before anything is written."""
    path = tmp_path / "table.csv"
    refused("extract", REPORT, "--output", path, "--unread", path)
    assert not path.exists()


def test_a_misspelt_project_is_no_other_project(refused: Callable[..., str], project: Path) -> None:
    """A named folder without data/raw is refused, though a folder above has it."""
    line = refused("extract", REPORT, "--project", project / "typo")
    assert "expected: a folder with data/raw" in line


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are POSIX's")
def test_a_file_name_may_be_any_bytes(fengze: Run, tmp_path: Path) -> None:
    """A name that is no UTF-8 is no hindrance; its id stands with a mark for the byte."""
    path = tmp_path / os.fsdecode(b"report-\xff.txt")
    path.write_bytes(REPORT.read_bytes())
    ran = fengze("extract", path)
    assert ran.code == 0
    assert _rows(ran.out)[0]["report_id"] == "report-\ufffd"


def test_a_file_name_cannot_command_the_terminal(fengze: Run, tmp_path: Path) -> None:
    """Control characters of a name are escaped in the notice that quotes it."""
    path = tmp_path / "b\x1b[31mRED.txt"
    path.write_text("新增\u202e优质学位4320个。", encoding="utf-8")
    assert "\x1b" not in fengze("extract", path).err


@pytest.mark.parametrize("command", ["extract", "targets", "compare"])
def test_a_received_report_that_changed_is_refused(
    command: str, refused: Callable[..., str], project: Path
) -> None:
    """A changed byte of a received report stops every command that reads it."""
    path = project / "data" / "raw" / "yunxi-2024" / "report.txt"
    path.write_bytes(path.read_bytes().replace(b"79.2", b"79.3"))
    assert "report.txt is not as received" in refused(command, path)


def test_a_loop_of_links_is_no_traceback(fengze: Run, tmp_path: Path) -> None:
    """An output that is a link to itself is written in its place; such an input is refused."""
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop.name)
    ran = fengze("extract", loop, "--output", tmp_path / "out.csv")
    assert (ran.code, len(ran.lines)) == (2, 1)
    assert fengze("extract", REPORT, "--output", loop).code == 0
    assert loop.read_bytes()


def test_a_terminal_sees_escapes_and_a_file_the_text(
    fengze: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control characters, here of a file's name, never reach a terminal; a pipe gets them."""
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text("全年新增学位5个。\n", encoding="utf-8")
    assert "\na\x1b[31m," in fengze("extract", path).out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\na\\x1b[31m," in fengze("extract", path).out
