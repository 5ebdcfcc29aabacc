"""Rows are checked against the dictionary, and every fault is named at once."""

from __future__ import annotations

import pickle

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.schema.dictionary import load_dictionary
from fengze_analysis.schema.rows import cells_of, columns_of
from fengze_analysis.schema.schema import (
    Fault,
    TableError,
    check_rows,
    raise_faults,
    table_schema,
)
from tests.schema.made_up_rows import observation, target


def cells(row: object, **changes: str) -> dict[str, str]:
    """A row as strings, with some cells changed."""
    return dict(zip(columns_of(type(row)), cells_of(row), strict=True)) | changes


GOOD = [
    {},
    {"value": "2/3", "low": "2/3", "high": "2/3"},
    {"value": "10..15"},
    {"value": "-0.5", "kind": "change", "direction": "down"},
    {"indicator": "registered_capital_ratio;recognition_ratio"},
    {"row_id": "0.0.0", "period_year": "2023"},
]

REFUSED = [
    ("value", "8.6亿", "form"),
    ("value", "", "form"),
    ("value", "８", "form"),
    ("value", "1e9", "form"),
    ("value", "2/0", "form"),
    ("value", "860000000\n", "form"),
    ("low", "约8", "form"),
    ("kind", "amonut", "one of amount, share"),
    ("kind", "", "one of amount"),
    ("approx", "约", "one of exact"),
    ("direction", "上升", "one of up, down"),
    ("row_id", "1.3", "form"),
    ("start", "20.0", "a whole number"),
    ("period_year", "2023年", "a year of four digits"),
    ("period_year", "23", "a year of four digits"),
    ("indicator", "税费优惠", "form"),
    ("reading", "guess", "one of rule, manual"),
    ("report_id", "", "a text"),
]


@pytest.mark.parametrize("changes", GOOD, ids=str)
def test_good_rows_have_no_fault(changes: dict[str, str]) -> None:
    """A row of the outcomes table as the pipeline makes it is accepted."""
    assert check_rows("outcomes", [cells(observation(), **changes)], "o.csv") == []


@pytest.mark.parametrize(("column", "cell", "right"), REFUSED)
def test_a_wrong_cell_is_named(column: str, cell: str, right: str) -> None:
    """A wrong cell gives one fault with its column and what would be right."""
    faults = check_rows("outcomes", [cells(observation(), **{column: cell})], "o.csv")
    assert [(fault.place, fault.column) for fault in faults] == [("line 2", column)]
    assert right in faults[0].right


def test_all_faults_come_at_once_in_order() -> None:
    """Faults of several rows and columns are all listed, row by row, in column order."""
    rows = [
        cells(target(), **{"class": "十四五", "level": "区"}),
        cells(target(), target_id="T2"),
        cells(target(), target_id="T3", source_id=""),
    ]
    faults = check_rows("targets", rows, "targets.csv")
    assert [(fault.place, fault.column) for fault in faults] == [
        ("line 2", "level"),
        ("line 2", "class"),
        ("line 4", "source_id"),
    ]


def test_lines_given_are_the_lines_named() -> None:
    """Where rows span lines, the fault names the line it was told."""
    faults = check_rows("outcomes", [cells(observation(), kind="x")], "o.csv", [17])
    assert faults[0].place == "line 17"


def test_a_repeated_key_is_a_fault() -> None:
    """Two rows of one key are named with the line of the first."""
    rows = [cells(target()), cells(target())]
    fault = check_rows("targets", rows, "targets.csv")[0]
    assert (fault.place, fault.column) == ("line 3", "target_id")
    assert "line 2" in fault.what


def test_boolean_is_yes_or_no() -> None:
    """A yes/no column takes nothing else."""
    fault = check_rows("targets", [cells(target(), main="true")], "targets.csv")[0]
    assert fault.right == "one of yes, no"


def test_an_optional_boolean_may_be_empty() -> None:
    """A yes/no column that is not required may be empty."""
    assert check_rows("targets", [cells(target(), applies_to_district="")], "t.csv") == []


def test_a_long_cell_is_cut_in_the_message() -> None:
    """The message quotes the start of an endless cell only, in one line."""
    fault = check_rows("outcomes", [cells(observation(), value="九" * 10**5)], "o.csv")[0]
    assert len(str(fault)) < 250
    fault = check_rows("outcomes", [cells(observation(), value="1\n2\r3")], "o.csv")[0]
    assert len(str(fault).splitlines()) == 1


def test_error_prints_every_fault_on_its_line() -> None:
    """The error of several faults is one line each, and an ``InputError`` to the commands."""
    faults = [Fault("a.csv", "line 2", "kind", "empty"), Fault("a.csv", "line 3", "", "3 cells")]
    with pytest.raises(InputError) as caught:
        raise_faults(faults)
    assert isinstance(caught.value, TableError)
    assert str(caught.value).splitlines() == [str(fault) for fault in faults]


def test_error_crosses_processes() -> None:
    """The error is the same after it was sent from one process to another."""
    error = TableError([Fault("a.csv", "line 2", "kind", "empty", "one of share, amount")])
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_no_fault_raises_nothing() -> None:
    """Without a fault nothing is raised."""
    raise_faults([])


def test_schema_speaks_table_schema() -> None:
    """The descriptor has Frictionless types, constraints and the key."""
    schema = table_schema(load_dictionary()["targets"])
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["target_id"]
    assert fields["target_year"]["type"] == "year"
    assert fields["main"]["trueValues"] == ["yes"]
    assert fields["class"]["constraints"]["enum"][0] == "纲要"
    assert fields["class"]["constraints"]["required"] is True
    assert "constraints" not in fields["note"]
    allowed = {"string", "integer", "number", "year", "date", "boolean"}
    assert {field["type"] for field in schema["fields"]} <= allowed
