"""Tables on disk: read with every fault named, written whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import InputError
from .checks import Fault, check_rows, raise_faults
from .records import column_names, parse_csv, row_from_cells
from .tables import table

MAX_BYTES = 64 * 2**20


def read_table(path: str | os.PathLike[str], name: str) -> list[Any]:
    """The checked rows of the table ``name`` in a CSV file (UTF-8, with or without a mark).

    A column that is not required may be absent. Raises ``InputError`` where the file cannot be
    read, ``TableError`` with every fault else.
    """
    where = Path(path).name
    text = read_text(Path(path))
    try:
        header, numbered = parse_csv(text)
    except csv.Error as error:
        raise InputError(f"the table is no CSV: {error}", where, "comma-separated cells") from None
    if not header:
        raise InputError("the table is empty", where, "a header line and rows")
    raise_faults(_header_faults(name, header, where))
    ragged = [
        Fault(where, f"line {line}", "", f"{len(cells)} cells", f"{len(header)} cells")
        for line, cells in numbered
        if len(cells) != len(header)
    ]
    whole = [(line, cells) for line, cells in numbered if len(cells) == len(header)]
    rows = [dict(zip(header, cells, strict=True)) for _, cells in whole]
    raise_faults([*ragged, *check_rows(name, rows, where, [line for line, _ in whole])])
    return [row_from_cells(name, row) for row in rows]


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


def _header_faults(name: str, header: Sequence[str], where: str) -> list[Fault]:
    known = column_names(name)
    needed = [column.name for column in table(name).columns if column.required]
    found = [
        *(f"column {one!r} is missing" for one in needed if one not in header),
        *(f"column {one!r} is unknown" for one in dict.fromkeys(header) if one not in known),
        *(f"column {one!r} stands twice" for one in known if header.count(one) > 1),
    ]
    return [Fault(where, "line 1", "", what, ", ".join(known)) for what in found]
