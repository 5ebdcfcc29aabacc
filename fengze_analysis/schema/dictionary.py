"""The data dictionary: every table of the project and every column, read from two package CSVs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, unit and allowed values, its titles and what it means.

    ``allowed`` lists the values of an enum; ``pattern`` is what a whole string must match.
    """

    name: str
    type: str
    required: bool
    unit: str
    allowed: tuple[str, ...]
    pattern: str
    title_zh: str
    title_en: str
    meaning_en: str

    @property
    def is_text(self) -> bool:
        """Whether the cells hold free words; figures, dates and codes are none."""
        return self.type == "list" or (self.type == "string" and not self.pattern)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its dataclass (``module:name``), its key and its columns in order."""

    name: str
    dataclass: str
    key: tuple[str, ...]
    title_zh: str
    title_en: str
    meaning_en: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column called ``name``; raises ``KeyError`` if there is none."""
        found = {column.name: column for column in self.columns}
        return found[name]


@cache
def load_dictionary() -> dict[str, Table]:
    """Every table by name, in the order of the dictionary.

    >>> load_dictionary()["outcomes"].column("value").title_zh
    '数值'
    """
    columns: dict[str, list[Column]] = {}
    for row in _rows("dictionary.csv"):
        columns.setdefault(row["table"], []).append(_column(row))
    return {
        row["table"]: Table(
            name=row["table"],
            dataclass=row["class"],
            key=tuple(row["key"].split(";")),
            title_zh=row["title_zh"],
            title_en=row["title_en"],
            meaning_en=row["meaning_en"],
            columns=tuple(columns[row["table"]]),
        )
        for row in _rows("tables.csv")
    }


def table_of(cls: type) -> Table:
    """The table whose rows are instances of ``cls``.

    >>> from fengze_analysis.model import Observation
    >>> table_of(Observation).name
    'outcomes'
    """
    name = f"{cls.__module__}:{cls.__qualname__}"
    for table in load_dictionary().values():
        if table.dataclass == name:
            return table
    raise KeyError(f"no table of the data dictionary holds {name}")


def _column(row: dict[str, str]) -> Column:
    allowed = row["allowed"]
    is_pattern = len(allowed) > 2 and allowed[0] == "/" == allowed[-1]
    return Column(
        name=row["column"],
        type=row["type"],
        required=row["required"] == "yes",
        unit=row["unit"],
        allowed=() if is_pattern or not allowed else tuple(allowed.split("|")),
        pattern=allowed[1:-1] if is_pattern else "",
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        meaning_en=row["meaning_en"],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
