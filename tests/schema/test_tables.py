"""One definition a table: its row class, its dictionary and its forms agree."""

from __future__ import annotations

import dataclasses
import pickle
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.interval import Interval
from fengze_analysis.schema.frames import check_ending, dictionary_frame, table_bytes, to_frame
from fengze_analysis.schema.tables import (
    TYPES,
    Fault,
    TableError,
    cells_of,
    column_names,
    load_tables,
    read_table,
    rows_to_csv,
)
from tests.schema.made_up_rows import statement


@pytest.mark.parametrize("name", load_tables())
def test_the_row_class_has_the_columns(name: str) -> None:
    """A table's columns are its class's fields, in the same order."""
    shape = load_tables()[name]
    row = shape.rows
    fields = getattr(row, "_fields", None) or [one.name for one in dataclasses.fields(row)]
    assert [column.attribute for column in shape.columns] == list(fields)


@pytest.mark.parametrize("name", load_tables())
def test_every_column_is_described(name: str) -> None:
    """A column has a known type, a title in both languages and a meaning; the key exists."""
    shape = load_tables()[name]
    names = {column.name for column in shape.columns}
    assert set(shape.key) <= names
    for column in shape.columns:
        assert column.type in TYPES
        assert all((column.title_zh, column.title_en, column.meaning_en)), column.name


def test_one_column_has_one_title() -> None:
    """A column that several tables share with one meaning carries one title."""
    shared: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for shape in load_tables().values():
        for column in shape.columns:
            key = (column.name, column.meaning_en)
            shared.setdefault(key, set()).add((column.title_zh, column.title_en))
    assert {key: titles for key, titles in shared.items() if len(titles) > 1} == {}


def test_a_frame_has_real_types() -> None:
    """Numbers are floats, codes categories, positions integers, exact values text beside."""
    frame = to_frame([statement(), statement(row_id="1.3.99", low=None, year=None)], "outcomes")
    assert frame["value"].dtype == "float64"
    assert isinstance(frame["sense"].dtype, pd.CategoricalDtype)
    assert str(frame["start"].dtype) == "Int64"
    assert frame["value_exact"].tolist() == ["860000000", "860000000"]
    assert frame["year"].tolist() == ["2023", ""]
    assert frame["low"].isna().tolist() == [False, True]


def test_an_empty_frame_has_the_columns() -> None:
    """No rows give the same columns and types."""
    empty, one = to_frame([], "outcomes"), to_frame([statement()], "outcomes")
    assert empty.dtypes.astype(str).tolist() == one.dtypes.astype(str).tolist()


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        (Decimal("14.90"), "14.90", 14.9),
        (Fraction(2, 3), "2/3", 2 / 3),
        (Interval.parse("5", "8"), "5..8", 6.5),
    ],
)
def test_exact_values_are_text_in_files(value: object, text: str, number: float) -> None:
    """A decimal keeps its places, a fraction its terms, a range its ends."""
    row = statement(value=value)
    cells = dict(zip(column_names("outcomes"), cells_of(row, "outcomes"), strict=True))
    assert cells["value"] == text
    assert to_frame([row], "outcomes").loc[0, "value"] == pytest.approx(number)


BAD = {
    "sense": "done",
    "year": "2023年",
    "value": "8.6亿",
    "low": "x",
    "start": "1.5",
    "indicator": "Tax Relief",
    "row_id": "",
}


def faults_of(path: Path, *rows: dict[str, str]) -> tuple[Fault, ...]:
    """The faults of an outcomes table whose rows have other cells than a sound one."""
    good = dict(zip(column_names("outcomes"), cells_of(statement(), "outcomes"), strict=True))
    lines = [good, *({**good, **row}.values() for row in rows)]
    path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    try:
        read_table(path, "outcomes")
    except TableError as error:
        return error.faults
    return ()


@pytest.mark.parametrize("column", BAD)
def test_a_cell_that_is_not_allowed_is_named(column: str, tmp_path: Path) -> None:
    """A fault says the file, the line, the column and what would be right."""
    assert faults_of(tmp_path / "o.csv", {}) == ()
    (fault,) = faults_of(tmp_path / "o.csv", {column: BAD[column]})
    assert str(fault).startswith(f"o.csv, line 2, {column}: ")
    assert "expected: " in str(fault)


@pytest.mark.parametrize("parts", [(), ("a",), ("a;b", "c\\", ""), ("=1", "\\;")])
def test_a_list_may_hold_what_parts_it(parts: tuple[str, ...]) -> None:
    """A semicolon and a backslash inside a part come back as they were."""
    assert TYPES["list"].read(TYPES["list"].write(parts)) == parts


def test_faults_that_are_not_listed_are_counted() -> None:
    """The error has a line for each fault and one for the rest, in a worker process too."""
    error = TableError([Fault("a.csv", "line 2", "", "empty"), Fault("b.csv", "", "", "empty")], 3)
    text = "a.csv, line 2: empty\nb.csv: empty\n… and 3 more"
    assert str(error) == str(pickle.loads(pickle.dumps(error))) == text


def test_a_repeated_key_is_a_fault(tmp_path: Path) -> None:
    """Two rows of one key are named with both lines."""
    (fault,) = faults_of(tmp_path / "o.csv", {}, {})
    assert "line 3" in str(fault)
    assert "line 2" in str(fault)


FORMULAS = ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "\u3000－x"]


@pytest.mark.parametrize("words", FORMULAS)
def test_words_never_act_as_a_formula(words: str) -> None:
    """Text that looks like a formula is text to a spreadsheet; the table itself is as printed."""
    row = statement(sentence=words)
    assert f"'{words}" in table_bytes([row], "outcomes", ".csv").decode("utf-8-sig")
    assert f"'{words}" not in rows_to_csv([row], "outcomes")


def test_figures_are_never_escaped() -> None:
    """A negative value and a printed figure with a sign stay as they are."""
    row = statement(value=Decimal("-0.5"), low=Decimal("-0.55"), surface="-0.5%")
    assert "'" not in table_bytes([row], "outcomes", ".csv").decode("utf-8-sig")


@pytest.mark.parametrize("ending", [".csv", ".json", ".xlsx", ".parquet"])
def test_a_table_in_every_form_is_the_same_twice(ending: str) -> None:
    """The same rows give the same bytes."""
    rows = [statement()]
    assert table_bytes(rows, "outcomes", ending) == table_bytes(rows, "outcomes", ending)


@pytest.mark.parametrize("path", ["x", "x.xls", "x.csv.gz", ""])
def test_an_unknown_ending_is_refused(path: str) -> None:
    """A name that decides no form is an error that lists those that do."""
    with pytest.raises(InputError, match="xlsx"):
        check_ending(path)


def test_the_dictionary_has_every_column() -> None:
    """The frame of the dictionary has one row a column of every table."""
    assert len(dictionary_frame()) == sum(len(shape.columns) for shape in load_tables().values())
