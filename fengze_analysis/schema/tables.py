"""The one definition of every table: its columns, types, codes and titles, from two CSVs."""

from __future__ import annotations

import csv
import json
import keyword
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from ..interval import Exact, Interval, exact_text, parse_exact
from ..model import Period

_NUMBER = r"-?[0-9]+(\.[0-9]+)?(/[1-9][0-9]*)?"
_PERIOD = r"[0-9]{4}(-[0-9]{4}|H[12]|Q[1-4]|M9|-(0[1-9]|1[0-2]))?"
_PART = re.compile(r"(?:^|;)((?:[^;\\]|\\.?)*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Type:
    """A type: its value to a cell and back, the form of a filled cell, its name elsewhere."""

    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    form: str = ""
    right: str = "a text"
    dtype: str = "str"
    frictionless: str = "string"


def number(value: Exact | None) -> float:
    """The float of an exact value: of a range its middle, of nothing ``nan``."""
    if isinstance(value, Interval):
        ends = [end for end in (value.low, value.high) if end is not None]
        return float(sum(ends) / len(ends)) if ends else float("nan")
    return float("nan") if value is None else float(value)


def _join(parts: Sequence[object]) -> str:
    r"""The cell of a list: a semicolon inside a part is written ``\;``."""
    return ";".join(str(part).replace("\\", "\\\\").replace(";", "\\;") for part in parts)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(_ESCAPE.sub(r"\1", part) for part in _PART.findall(cell)) if cell else ()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _values(pairs: Sequence[tuple[str, object]]) -> str:
    held = {name: str(value) if isinstance(value, Period) else value for name, value in pairs}
    return json.dumps(held, ensure_ascii=False, default=exact_text) if held else ""


def _unless_empty(read: Callable[[str], Any], otherwise: Any = None) -> Callable[[str], Any]:
    return lambda cell: read(cell) if cell else otherwise


_YES_NO = {"": None, "yes": True, "no": False}
_CELL_OF = {value: cell for cell, value in _YES_NO.items()}
_LIST = Type(_join, _split)
_WHOLE = _unless_empty(int)
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_EXACT = rf"{_NUMBER}(\.\.{_NUMBER})?"
TYPES = {
    "string": Type(),
    "code": Type(dtype="category"),  # one of a closed list
    "codes": _LIST,
    "list": _LIST,
    "integer": Type(_text, _WHOLE, "-?[0-9]+", "a whole number", "Int64", "integer"),
    "year": Type(_text, _WHOLE, "[0-9]{4}", "a year of four digits", "Int64", "year"),
    "boolean": Type(
        _CELL_OF.__getitem__, _YES_NO.get, "yes|no", "one of yes, no", "boolean", "boolean"
    ),
    "date": Type(form=_DATE, right="a date like 2024-01-16", frictionless="date"),
    "period": Type(
        _text, _unless_empty(Period.parse), _PERIOD, "2023, 2021-2025, 2024H1, 2024Q1 or 2024-03"
    ),
    # Also as text, NAME_exact, in a frame: a decimal, p/q or low..high.
    "exact": Type(exact_text, parse_exact, _EXACT, "a number like 14.9, 2/3 or 5..8", "float64"),
    "bound": Type(exact_text, parse_exact, _NUMBER, "a number like 14.9 or 2/3", "float64"),
    # Pairs of a name and a value, as JSON.
    "values": Type(_values, _unless_empty(lambda cell: tuple(json.loads(cell).items()), ())),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    required: bool
    unit: str
    codes: tuple[str, ...]  # the values of a code
    pattern: str  # what a whole string must match
    title_zh: str
    title_en: str
    meaning_en: str
    form: Type  # writes and reads its cells
    attribute: str  # of a row holds it: class_ for class

    def title(self, language: str) -> str:
        return self.title_zh if language == "zh" else self.title_en


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the class of its rows as ``module:name``, its key and its columns in order."""

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
        module, _, name = self.row_class.partition(":")
        return getattr(import_module(module), name)  # type: ignore[no-any-return]


@cache
def load_tables() -> dict[str, Table]:
    """Every table by name, in the order of the definition."""
    columns: dict[str, list[Column]] = {}
    for row in _rows("columns.csv"):
        columns.setdefault(row["table"], []).append(_column(row))
    return {row["table"]: _table(row, columns[row["table"]]) for row in _rows("tables.csv")}


def table(name: str) -> Table:
    """The table called ``name``."""
    return load_tables()[name]


def _table(row: dict[str, str], columns: Sequence[Column]) -> Table:
    titles = row["title_zh"], row["title_en"], row["meaning_en"]
    return Table(row["table"], row["class"], tuple(row["key"].split(";")), *titles, tuple(columns))


def _column(row: dict[str, str]) -> Column:
    name, codes, required = row["column"], row["codes"], row["required"] == "yes"
    pattern = codes[1:-1] if codes.startswith("/") else ""
    allowed = () if pattern or not codes else tuple(codes.split("|"))
    titles = row["title_zh"], row["title_en"], row["meaning_en"]
    held = TYPES[row["type"]], f"{name}_" if keyword.iskeyword(name) else name
    return Column(name, row["type"], required, row["unit"], allowed, pattern, *titles, *held)


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
