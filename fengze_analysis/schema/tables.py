"""The one definition of every table: its columns, types, codes and titles, from two CSVs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from .cells import TYPES, Type


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, unit and allowed values, its titles and what it means.

    ``codes`` lists the values of a code; ``pattern`` is what a whole string must match.
    """

    name: str
    type: str
    required: bool
    unit: str
    codes: tuple[str, ...]
    pattern: str
    title_zh: str
    title_en: str
    meaning_en: str

    @property
    def form(self) -> Type:
        """How the cells of the column are written and read."""
        return TYPES[self.type]

    @property
    def attribute(self) -> str:
        """The attribute of a row that holds the column: ``class_`` for ``class``."""
        return "class_" if self.name == "class" else self.name

    def title(self, language: str) -> str:
        """The column's title in ``language``."""
        return self.title_zh if language == "zh" else self.title_en


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the class of its rows, its key and its columns in order."""

    name: str
    row_class: str
    key: tuple[str, ...]
    title_zh: str
    title_en: str
    meaning_en: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column called ``name``; raises :class:`KeyError` if there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def rows(self) -> type[Any]:
        """The class whose instances are rows of this table."""
        module, _, name = self.row_class.partition(":")
        return getattr(import_module(module), name)  # type: ignore[no-any-return]

    def title(self, language: str) -> str:
        """The table's title in ``language``."""
        return self.title_zh if language == "zh" else self.title_en


@cache
def load_tables() -> dict[str, Table]:
    """Every table by name, in the order of the definition.

    >>> load_tables()["outcomes"].column("value").title_zh
    '数值'
    """
    columns: dict[str, list[Column]] = {}
    for row in _rows("columns.csv"):
        columns.setdefault(row["table"], []).append(_column(row))
    return {
        row["table"]: Table(
            name=row["table"],
            row_class=row["class"],
            key=tuple(row["key"].split(";")),
            title_zh=row["title_zh"],
            title_en=row["title_en"],
            meaning_en=row["meaning_en"],
            columns=tuple(columns[row["table"]]),
        )
        for row in _rows("tables.csv")
    }


def table(name: str) -> Table:
    """The table called ``name``.

    >>> table("unread").key
    ('report_id', 'start', 'end')
    """
    return load_tables()[name]


def _column(row: dict[str, str]) -> Column:
    codes = row["codes"]
    pattern = codes[1:-1] if codes.startswith("/") else ""
    return Column(
        *(row["column"], row["type"], row["required"] == "yes", row["unit"]),
        () if pattern or not codes else tuple(codes.split("|")),
        pattern,
        *(row["title_zh"], row["title_en"], row["meaning_en"]),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
