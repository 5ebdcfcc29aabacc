"""The data dictionary describes exactly the rows the code makes."""

from __future__ import annotations

import importlib
import re

import pytest

from fengze_analysis.schema.dictionary import Table, load_dictionary, table_of
from fengze_analysis.schema.rows import columns_of, fields_of

TABLES = list(load_dictionary().values())
# What is curated by hand belongs to no one report.
CURATED = {"indicators", "sources", "targets", "published", "assessments", "places"}
TYPES = {"string", "integer", "number", "year", "date", "enum", "list", "boolean"}


def _class(table: Table) -> type:
    module, name = table.dataclass.split(":")
    found = getattr(importlib.import_module(module), name)
    assert isinstance(found, type)
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_the_fields_of_the_dataclass(table: Table) -> None:
    """A table's columns are the fields of its dataclass, in their order."""
    assert tuple(column.name for column in table.columns) == columns_of(_class(table))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_types_are_those_of_the_fields(table: Table) -> None:
    """An integer column is an int field, a list column a tuple, all others strings."""
    wanted = {"integer": "int", "list": "tuple[str, ...]"}
    for column, field in zip(table.columns, fields_of(_class(table)), strict=True):
        assert field.type == wanted.get(column.type, "str"), column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described(table: Table) -> None:
    """Every column has a known type, both titles and a meaning; an enum lists its values."""
    assert len({column.name for column in table.columns}) == len(table.columns)
    for column in table.columns:
        assert column.type in TYPES, column.name
        assert all((column.title_zh, column.title_en, column.meaning_en)), column.name
        assert (column.type == "enum") == bool(column.allowed), column.name
        re.compile(column.pattern)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_are_columns(table: Table) -> None:
    """A table's key is made of its own columns, and reports come first where there are any."""
    names = [column.name for column in table.columns]
    assert set(table.key) <= set(names)
    assert ("report_id" in names) == (table.key[0] == "report_id")


def test_every_table_of_a_report_begins_with_its_id() -> None:
    """Rows of many reports can be put under one another: the first column says whose they are."""
    of_reports = [table for table in TABLES if table.name not in CURATED]
    assert {table.name for table in TABLES} - {table.name for table in of_reports} == CURATED
    for table in of_reports:
        assert table.columns[0].name == "report_id", table.name
        assert table.columns[0].required, table.name
        assert table.key[0] == "report_id", table.name
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert ("report_id" in names) == (table.name not in CURATED), table.name


def test_table_is_found_by_its_row_class() -> None:
    """The rows of a class belong to one table, and no two tables share a class."""
    assert len({table.dataclass for table in TABLES}) == len(TABLES)
    for table in TABLES:
        assert table_of(_class(table)) is table


def test_a_foreign_class_has_no_table() -> None:
    """A class the dictionary does not know is refused."""
    with pytest.raises(KeyError, match="builtins:int"):
        table_of(int)


def test_figures_are_no_words() -> None:
    """Values, bounds, years and codes are not columns of words; sentences and lists are."""
    outcomes = load_dictionary()["outcomes"]
    words = {column.name for column in outcomes.columns if column.is_text}
    assert {"sentence", "surface", "heading", "basis"} <= words
    assert not words & {"value", "low", "high", "start", "period_year", "kind", "row_id"}
    assert load_dictionary()["findings"].column("readings_zh").is_text
