"""Tables on disk are whole or not there, and what is wrong in them is said."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.interval import Interval
from fengze_analysis.model import Period, Place, Statement
from fengze_analysis.schema import tables
from fengze_analysis.schema.tables import read_table, rows_to_csv, write_bytes
from tests.schema.made_up_rows import statement


def write(path: Path, *rows: Statement) -> None:
    """Writes rows of the outcomes table."""
    write_bytes(path, rows_to_csv(rows, "outcomes").encode())


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Rows written are the rows read, exact values, periods and codes among them."""
    rows = [
        statement(),
        statement(row_id="1.3.90", sentence="共“10个”，含\n换行。", year=None, low=None),
        statement(row_id="1.3.95", value=Fraction(2, 3), year=Period(2021, 2025), indicator=()),
        statement(row_id="1.3.99", value=Interval.parse("5", "8"), year=Period(2024, 2024, "H1")),
    ]
    write(tmp_path / "outcomes.csv", *rows)
    data = (tmp_path / "outcomes.csv").read_bytes()
    assert read_table(tmp_path / "outcomes.csv", "outcomes") == rows
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """A byte order mark, CRLF line ends and another column order do no harm."""
    text = "short,place,parent,level,neighbours\r\n福建,福建省,,province,浙江省\r\n"
    (tmp_path / "p.csv").write_bytes(text.encode("utf-8-sig"))
    assert read_table(tmp_path / "p.csv", "places") == [
        Place("福建省", "福建", "province", "", ("浙江省",))
    ]


REFUSED = {
    "missing_file": (None, "cannot read"),
    "empty": (b"", "the table is empty"),
    "gb18030": ("place\n福建省\n".encode("gb18030"), "not UTF-8"),
    "utf16": ("place\n福建省\n".encode("utf-16"), "not UTF-8"),
    "binary": (bytes(range(256)), "not UTF-8"),
    "open_quote": (b'place,short,level,parent,neighbours\n"a,b\n', "no CSV"),
    "another_form": (b"name,goal\nx,1\n", "column 'place' is missing"),
    "unknown_column": (b"place,short,level,parent,neighbours,x\n", "column 'x' is unknown"),
    "column_twice": (b"place,place,short,level,parent,neighbours\n", "stands twice"),
    "few_cells": (b"place,short,level,parent,neighbours\na,b\n", "line 2: 2 cells"),
    "many_cells": (b"place,short,level,parent,neighbours\na,b,city,,,,\n", "line 2: 7 cells"),
    "bad_cell": (b"place,short,level,parent,neighbours\na,b,hamlet,,\n", "line 2, level"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_such_table_is_refused(name: str, tmp_path: Path) -> None:
    """Each broken file gives lines that name the file and what is wrong, never a traceback."""
    data, message = REFUSED[name]
    if data is not None:
        (tmp_path / "p.csv").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_table(tmp_path / "p.csv", "places")
    assert message in str(caught.value)
    assert all("p.csv" in line for line in str(caught.value).splitlines())


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    """A folder in place of the file is refused in a line."""
    with pytest.raises(InputError, match="cannot read"):
        read_table(tmp_path, "places")


def test_a_table_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table larger than the declared limit is not read."""
    monkeypatch.setattr(tables, "MAX_BYTES", 8)
    (tmp_path / "p.csv").write_bytes(b"place,short\n")
    with pytest.raises(InputError, match="too large"):
        read_table(tmp_path / "p.csv", "places")


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full the old table stays, and no part of the new one is left."""

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as out:
            out.write(data[:10])
        raise OSError(28, "No space left on device")

    path = tmp_path / "o.csv"
    write(path, statement())
    before = path.read_bytes()
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left"):
        write(path, statement(value=Decimal(1)))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt between writing and renaming leaves the old table and nothing beside it."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "o.csv"
    write(path, statement())
    before = path.read_bytes()
    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(path, statement(value=Decimal(1)))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_may_not_be_made_is_refused(tmp_path: Path) -> None:
    """A file in place of the folder is a line, not a traceback."""
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match="cannot write"):
        write(tmp_path / "out" / "o.csv", statement())
