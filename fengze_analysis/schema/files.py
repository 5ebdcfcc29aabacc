"""Tables on disk: read with every fault named, written whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from fengze_analysis.errors import InputError
from fengze_analysis.schema.dictionary import table_of
from fengze_analysis.schema.rows import (
    columns_of,
    fields_of,
    parse_csv,
    row_from_cells,
    rows_to_csv,
)
from fengze_analysis.schema.schema import Fault, check_rows, raise_faults

Row = TypeVar("Row")

MAX_BYTES = 64 * 2**20


def read_table(path: str | os.PathLike[str], cls: type[Row]) -> list[Row]:
    """The checked rows of a CSV file in UTF-8, with or without a byte order mark.

    Raises ``InputError`` where the file cannot be read, ``TableError`` with every fault else.
    """
    return parse_table(read_text(Path(path)), cls, Path(path).name)


def parse_table(text: str, cls: type[Row], where: str) -> list[Row]:
    r"""The checked rows of a CSV text; ``where`` is the file named in a fault.

    >>> from fengze_analysis.model import Place
    >>> text = "place,short,level,parent,neighbours\n福建省,福建,province,,\n"
    >>> [row.short for row in parse_table(text, Place, "places.csv")]
    ['福建']
    """
    rows, faults = _sound_rows(text, cls, where)
    raise_faults(faults)
    return [row for _, row in rows]


def read_sound_rows(
    path: str | os.PathLike[str], cls: type[Row]
) -> tuple[list[tuple[int, Row]], list[Fault]]:
    """The rows of a CSV file that are sound, each with its line, and every fault of the others.

    For checks across tables that go on beside the faults of one. Raises ``InputError`` where the
    file cannot be read.
    """
    return _sound_rows(read_text(Path(path)), cls, Path(path).name)


def _sound_rows(text: str, cls: type[Row], where: str) -> tuple[list[tuple[int, Row]], list[Fault]]:
    header, numbered = _parsed(text, where)
    if faults := _header_faults(cls, header, where):
        return [], faults
    ragged = [
        Fault(where, f"line {line}", "", f"{len(cells)} cells", f"{len(header)} cells")
        for line, cells in numbered
        if len(cells) != len(header)
    ]
    whole = [(line, cells) for line, cells in numbered if len(cells) == len(header)]
    rows = [dict(zip(header, cells, strict=True)) for _, cells in whole]
    faults = [*ragged, *check_rows(table_of(cls).name, rows, where, [line for line, _ in whole])]
    faulty = {fault.place for fault in faults}
    sound = [
        (line, row_from_cells(cls, row))
        for (line, _), row in zip(whole, rows, strict=True)
        if f"line {line}" not in faulty
    ]
    return sound, faults


def write_table(path: str | os.PathLike[str], rows: Sequence[Any], cls: type | None = None) -> None:
    """Writes the table to ``path`` with LF line ends; the old file stays until the new is whole."""
    write_bytes(Path(path), rows_to_csv(rows, cls).encode("utf-8"))


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


def _parsed(text: str, where: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        header, rows = parse_csv(text)
    except csv.Error as error:
        raise InputError(f"the table is no CSV: {error}", where, "comma-separated cells") from None
    if not header:
        raise InputError("the table is empty", where, "a header line and rows")
    return header, rows


def _header_faults(cls: type, header: Sequence[str], where: str) -> list[Fault]:
    known = columns_of(cls)
    needed = [field.column for field in fields_of(cls) if field.required]
    found = [
        *(f"column {name!r} is missing" for name in needed if name not in header),
        *(f"column {name!r} is unknown" for name in dict.fromkeys(header) if name not in known),
        *(f"column {name!r} stands twice" for name in known if header.count(name) > 1),
    ]
    return [Fault(where, "line 1", "", what, ", ".join(known)) for what in found]
