"""Rows become text and the same rows again."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.model import Finding, Observation, Place, Target
from fengze_analysis.schema.rows import (
    cells_of,
    columns_of,
    csv_line,
    parse_csv,
    row_from_cells,
    rows_to_csv,
    rows_to_json,
    split_list,
)
from tests.schema.made_up_rows import observation, target

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def test_class_is_a_column_without_underscore() -> None:
    """The field ``class_`` is the column ``class`` in CSV and JSON."""
    assert "class" in columns_of(Target)
    assert json.loads(rows_to_json([target()]))[0]["class"] == "纲要"


def test_json_keeps_numbers_and_lists() -> None:
    """In JSON a position is a number, a list a list, a value the exact string."""
    row = json.loads(rows_to_json([observation(value="2/3")]))[0]
    assert (row["start"], row["end"], row["value"]) == (20, 26, "2/3")
    place = json.loads(rows_to_json([Place("福建省", "福建", "province", "", ("浙江省",))]))[0]
    assert place["neighbours"] == ["浙江省"]


def test_json_of_no_row_is_an_empty_list() -> None:
    """A report without figures gives an empty JSON list."""
    assert json.loads(rows_to_json([])) == []


def test_csv_of_no_row_is_the_header() -> None:
    """An empty table still has its header, and needs to be told its class."""
    assert rows_to_csv([], Observation).startswith("report_id,row_id,section")
    with pytest.raises(ValueError, match="row class"):
        rows_to_csv([])


@given(st.lists(TEXT, min_size=2, max_size=4))
def test_csv_line_is_read_back_by_the_standard_reader(cells: list[str]) -> None:
    """Whatever is in a cell, the standard reader gives the same cells back."""
    reader = csv.reader(StringIO(csv_line(cells), newline=""), strict=True)
    assert list(reader) == [cells]


@given(st.lists(TEXT.filter(bool), max_size=4).map(tuple))
def test_list_cells_are_read_back(parts: tuple[str, ...]) -> None:
    """A list of words goes through its cell unchanged, semicolons and backslashes too."""
    row = Place("a", "b", "city", "", parts)
    assert split_list(cells_of(row)[4]) == parts


@given(TEXT, TEXT, st.integers(0, 10**9))
def test_rows_are_read_back(sentence: str, surface: str, start: int) -> None:
    """A row written as CSV is the same row when read."""
    row = observation(sentence=sentence, surface=surface, start=start, end=start + len(surface))
    header, lines = parse_csv(rows_to_csv([row]))
    cells = dict(zip(header, lines[0][1], strict=True))
    assert row_from_cells(Observation, cells) == row


def test_absent_column_takes_its_default() -> None:
    """A column with a default may be left out of a file."""
    header, lines = parse_csv(rows_to_csv([observation()]))
    cells = dict(zip(header, lines[0][1], strict=True))
    del cells["reading"]
    assert row_from_cells(Observation, cells).reading == "rule"


def test_lists_become_tuples() -> None:
    """List columns of a finding come back as tuples."""
    row = Finding(
        *("r", "f1", "sum", "rounding", ("1.1.2", "1.1.9"), "12.42", "12.42", "", "", "亿元"),
        *("相符", "agrees", ("四舍五入；或截断",), ("rounding; or truncation",)),
    )
    header, lines = parse_csv(rows_to_csv([row]))
    assert row_from_cells(Finding, dict(zip(header, lines[0][1], strict=True))) == row


def test_lines_are_counted_through_line_ends_in_cells() -> None:
    """A row is named by the line it starts on, also after a blank line or a cell of two lines."""
    _, rows = parse_csv('a,b\n"一\n二",2\n\n三,4\n')
    assert [line for line, _ in rows] == [2, 5]


def test_a_cell_of_a_megabyte_is_read() -> None:
    """One endless line is a long cell, not an error."""
    sentence = "丰" * 10**6
    assert parse_csv(f"a\n{sentence}\n")[1] == [(2, [sentence])]
