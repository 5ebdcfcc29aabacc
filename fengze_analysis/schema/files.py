"""Tables on disk: checked against their definition with every fault named, written whole or not."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError
from .records import column_names, parse_csv, row_from_cells
from .tables import Column, table

MAX_BYTES = 64 * 2**20
_SHOWN = 40


class Fault(NamedTuple):
    """One thing wrong in a table: where it stands, what is wrong, and what would be right."""

    file: str
    place: str
    column: str
    what: str
    right: str = ""

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place, self.column) if part)
        remedy = f"; expected: {self.right}" if self.right else ""
        return " ".join(f"{where}: {self.what}{remedy}".split())


class TableError(InputError):
    """Every fault of one or more tables, one a line; ``more`` are those not listed."""

    def __init__(self, faults: Sequence[Fault], more: int = 0) -> None:
        self.faults, self.more = tuple(faults), more
        first = self.faults[0]
        super().__init__(first.what, f"{first.file} {first.place}".strip(), first.right)

    def __str__(self) -> str:
        more = [f"… and {self.more} more"] if self.more else []
        return "\n".join([*map(str, self.faults), *more])

    def __reduce__(self) -> tuple[type[TableError], tuple[tuple[Fault, ...], int]]:
        return TableError, (self.faults, self.more)  # crosses from a worker process whole


def raise_faults(faults: Sequence[Fault]) -> None:
    """Nothing where there is no fault; raises ``TableError`` with all of them else."""
    if faults:
        raise TableError(faults)


def read_table(path: str | os.PathLike[str], name: str) -> list[Any]:
    """The checked rows of the table ``name`` in a CSV file (UTF-8, with or without a mark).

    A column that is not required may be absent. Raises ``InputError`` where the file cannot be
    read, ``TableError`` with every fault else.
    """
    where = Path(path).name
    try:
        header, numbered = parse_csv(read_text(Path(path)))
    except csv.Error as error:
        raise InputError(f"the table is no CSV: {error}", where, "comma-separated cells") from None
    if not header:
        raise InputError("the table is empty", where, "a header line and rows")
    raise_faults(_header_faults(name, header, where))
    ragged: list[Fault] = []
    rows: dict[int, dict[str, str]] = {}
    for line, cells in numbered:
        if len(cells) == len(header):
            rows[line] = dict(zip(header, cells, strict=True))
        else:
            what, right = f"{len(cells)} cells", f"{len(header)} cells"
            ragged.append(Fault(where, f"line {line}", "", what, right))
    raise_faults([*ragged, *check_rows(name, rows, where)])
    return [row_from_cells(name, row) for row in rows.values()]


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, line ends as they are; raises ``InputError``."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("the table is too large", path, f"at most {MAX_BYTES // 2**20} MB")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"the table is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}"
        raise InputError(what, path, "a CSV file saved as UTF-8") from None
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", path, "a CSV file") from None


def write_bytes(path: Path, data: bytes) -> None:
    """Writes ``data`` beside ``path``, then renames it into place.

    Raises ``InputError`` where the folder cannot be written; what was there stays.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        what = f"cannot write: {error.strerror or error}"
        raise InputError(what, path, "a folder with room that may be written") from error


def check_rows(name: str, rows: Mapping[int, Mapping[str, str]], where: str) -> list[Fault]:
    """Every fault of the rows, given by their line: cell by cell, then repeated keys."""
    shape = table(name)
    key_name = " + ".join(shape.key)
    of_cells: list[Fault] = []
    of_keys: list[Fault] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows.items():
        for column in shape.columns:
            cell = row.get(column.name)
            if cell is not None and not _is_allowed(column, cell):
                shown = cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…"
                what = f"{shown!r} is not allowed" if cell else "empty"
                of_cells.append(Fault(where, f"line {line}", column.name, what, _right(column)))
        key = tuple(row.get(part, "") for part in shape.key)
        first = seen.setdefault(key, line)
        if first != line:
            what = f"{' + '.join(key)!r} stands already in line {first}"
            of_keys.append(Fault(where, f"line {line}", key_name, what, "every key once"))
    return of_cells + of_keys


def _header_faults(name: str, header: Sequence[str], where: str) -> list[Fault]:
    known = column_names(name)
    needed = [column.name for column in table(name).columns if column.required]
    found = [
        *(f"column {one!r} is missing" for one in needed if one not in header),
        *(f"column {one!r} is unknown" for one in dict.fromkeys(header) if one not in known),
        *(f"column {one!r} stands twice" for one in known if header.count(one) > 1),
    ]
    return [Fault(where, "line 1", "", what, ", ".join(known)) for what in found]


def _is_allowed(column: Column, cell: str) -> bool:
    if not cell:
        return not column.required
    if column.codes and cell not in column.codes:
        return False
    forms = filter(None, (column.pattern, column.form.form))
    if not all(re.fullmatch(form, cell, re.ASCII) for form in forms):
        return False
    try:
        return column.type != "date" or bool(date.fromisoformat(cell))
    except ValueError:
        return False


def _right(column: Column) -> str:
    if column.codes:
        return "one of " + ", ".join(column.codes)
    patterned = column.pattern and not column.form.form
    return f"text of the form {column.pattern}" if patterned else column.form.right
