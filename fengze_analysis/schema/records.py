"""Rows as CSV and JSON text, and back, by the one definition of their table."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import StringIO
from operator import attrgetter
from typing import Any

from .tables import table

_MUST_QUOTE = re.compile('[,"\r\n]')
# What spreadsheets take for the start of a formula, the full-width forms of Chinese ones too.
_FORMULA = re.compile("[=+@\t\r\n＝＋－＠-]")
_FIGURE = re.compile(r"[-+－＋]?[0-9０-９][0-9０-９.,．，]*[%％]?")


def column_names(name: str) -> tuple[str, ...]:
    """The columns of the table ``name``."""
    return tuple(column.name for column in table(name).columns)


def cells_of(row: Any, name: str) -> tuple[str, ...]:
    """The cells of a row as files hold them: exact values as text, tuples joined with ``;``."""
    return tuple(write(get(row)) for get, write in _writers(name))


@cache
def _writers(name: str) -> tuple[tuple[Callable[[Any], Any], Callable[[Any], str]], ...]:
    return tuple((attrgetter(c.attribute), c.form.write) for c in table(name).columns)


def rows_to_csv(rows: Iterable[Any], name: str, *, inert: bool = False) -> str:
    """The table as CSV text with a header; ``inert`` for a spreadsheet, where no text may act."""
    told = as_text if inert else str
    cells = (map(told, cells_of(row, name)) for row in rows)
    return "".join(",".join(map(_quoted, line)) + "\n" for line in (column_names(name), *cells))


def _quoted(cell: str) -> str:
    """The cell, quoted where it must be: ``csv.writer`` leaves a lone carriage return bare."""
    return '"' + cell.replace('"', '""') + '"' if _MUST_QUOTE.search(cell) else cell


def as_text(cell: str) -> str:
    """``cell`` as text to a spreadsheet, whatever it begins with; a figure stays as it is."""
    is_formula = _FORMULA.match(cell.lstrip(" \u3000")) and not _FIGURE.fullmatch(cell)
    return "'" + cell if is_formula else cell


def rows_to_json(rows: Iterable[Any], name: str) -> str:
    """The table as JSON text, an object a line; integers are numbers, exact values text."""
    columns = [(c, c.form.dtype in ("Int64", "boolean")) for c in table(name).columns]
    lines = []
    for row in rows:
        held = ((c, getattr(row, c.attribute), plain) for c, plain in columns)
        cells = {c.name: value if plain else c.form.write(value) for c, value, plain in held}
        lines.append(json.dumps(cells, ensure_ascii=False, separators=(",", ":")))
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def parse_csv(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header of a CSV text and its rows, each with the line it starts on; no blank lines."""
    csv.field_size_limit(sys.maxsize)  # a sentence may be one endless line
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 1
    for cells in reader:
        if cells:
            found.append((line, cells))
        line = reader.line_num + 1
    return (found[0][1], found[1:]) if found else ([], [])


def row_from_cells(name: str, cells: Mapping[str, str]) -> Any:
    """A row of the table from its checked cells, an absent one empty."""
    shape = table(name)
    return shape.rows(**{c.attribute: c.form.read(cells.get(c.name, "")) for c in shape.columns})
