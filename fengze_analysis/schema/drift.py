"""What moved between the committed tables and those the code gives, in lines a person can read."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import InputError
from .files import write_bytes
from .package import check_package
from .records import parse_csv
from .tables import load_tables

PACKAGE = "datapackage.json"
_PART = re.compile(r"\..+\.[0-9]+\.part")  # as files.write_bytes names it
_SENTENCE = "sentence"
# What names a row to a reader, in this order, where the table has it.
_LABELS = ("surface", "indicator_phrase", "indicator", "phrase", "rule", "printed", "word")

Rows = dict[tuple[str, ...], dict[str, str]]


def find_drift(
    table: str, old: str, new: str, sentences: Mapping[str, str] | None = None
) -> list[str]:
    r"""A line for each cell that moved, each row and column that came or went; none if all is same.

    ``old`` and ``new`` are CSV texts; ``old`` may have other columns than the table has today.
    ``sentences`` gives the sentence of a ``row_id`` where the table itself has none.

    >>> old = "report_id,start,end,surface,reason,sentence\nf,3,5,数十,vague,走访数十家。"
    >>> find_drift("unread", old, old.replace("vague", "range"))
    ['unread f 3 5 数十: reason vague → range, in “走访数十家。”']
    """
    before, after = _keyed(table, old), _keyed(table, new)
    lines = list(_column_lines(table, _header(old), _header(new)))
    for key in dict.fromkeys([*before, *after]):
        row = after.get(key) or before[key]
        name = _name(table, key, row)
        place = _place(row, sentences or {})
        moves = _moves(before.get(key), after.get(key))
        lines.extend(f"{name}: {what}{place}" for what in moves)
    if not lines and old != new:
        lines.append(f"{table}: same cells, but other bytes: order, quoting or line ends")
    return lines


def moved(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """A line for each figure, verdict or finding of ``files`` that is not as in ``folder``.

    A folder that is not there, is empty or lacks its package is a difference of its own: tables
    that are not committed are not held to be unchanged.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        return [f"{folder.name}: no committed tables"]
    sentences = _sentences(files.get("outcomes.csv", b""))
    lines: list[str] = []
    for name, data in files.items():
        path = folder / name
        if path.is_file():
            lines += _file_moves(name, path.read_bytes(), data, sentences)
        else:
            lines.append(f"{folder.name}/{name}: missing among the committed tables")
    lines += [f"{path.name}: no longer made" for path in _others(folder, files)]
    # The hash of the package only says again that a table moved.
    return [line for line in lines if not line.startswith(PACKAGE)] or lines


def accept(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into ``folder``, the package last; what its package named and is gone goes.

    Raises ``InputError`` where a file stands there that was not made here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    strangers = [path.name for path in _others(folder, files) if path.name not in _made(folder)]
    if strangers:
        raise InputError(f"{strangers[0]!r} was not made here", folder, "a folder of its own")
    for name in sorted(files, key=lambda name: (name == PACKAGE, name)):
        path = folder / name
        if not path.is_file() or path.read_bytes() != files[name]:
            write_bytes(path, files[name])
    for path in [*_others(folder, files), *filter(_is_left_over, folder.iterdir())]:
        path.unlink()


def _is_left_over(path: Path) -> bool:
    return _PART.fullmatch(path.name) is not None


def _made(folder: Path) -> set[str]:
    """The files that the package of ``folder`` names, and every table there may be."""
    names = {f"{name}.csv" for name in load_tables()} | {PACKAGE, "text.txt"}
    # Tables of an earlier version have names that are none today.
    return names | {"coverage.csv", "measures.csv", "silence.csv"}


def _others(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """What else lies there, but for what a killed run left beside its place: it moved nothing."""
    others = (path for path in folder.iterdir() if path.is_file() and path.name not in files)
    return sorted(path for path in others if not _PART.fullmatch(path.name))


def _file_moves(name: str, old: bytes, new: bytes, sentences: Mapping[str, str]) -> list[str]:
    if old == new:
        return []
    if name.endswith(".csv"):
        try:
            table = name.removesuffix(".csv")
            return find_drift(table, old.decode("utf-8"), new.decode("utf-8"), sentences)
        except (csv.Error, UnicodeDecodeError, IndexError):
            pass  # the committed file is no table: its hash says that it is another
    return [f"{name}: sha256 {_hash(old)} → {_hash(new)}"]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _sentences(outcomes: bytes) -> dict[str, str]:
    header, rows = parse_csv(outcomes.decode("utf-8"))
    if "row_id" not in header or _SENTENCE not in header:
        return {}
    at, sentence = header.index("row_id"), header.index(_SENTENCE)
    return {cells[at]: cells[sentence] for _, cells in rows}


def _moves(before: dict[str, str] | None, after: dict[str, str] | None) -> Iterator[str]:
    if before is None or after is None:
        yield "new" if before is None else "gone"
        return
    for column in before:
        if column in after and before[column] != after[column]:
            yield f"{column} {before[column] or '(empty)'} → {after[column] or '(empty)'}"


def _column_lines(table: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for column in dict.fromkeys([*old, *new]):
        if column not in new:
            yield f"{table}: column {column} gone"
        elif column not in old:
            yield f"{table}: column {column} new"


def _keyed(table: str, text: str) -> Rows:
    header, rows = parse_csv(text)
    key = load_tables()[table].key
    found: Rows = {}
    for _, cells in rows:
        row = dict(zip(header, cells, strict=False))
        name = tuple(row.get(column, "") for column in key)
        while name in found:  # a repeated key is a fault of its own; no row is lost here
            name = (*name, "again")
        found[name] = row
    return found


def _header(text: str) -> list[str]:
    return parse_csv(text)[0]


def _name(table: str, key: tuple[str, ...], row: Mapping[str, str]) -> str:
    key_columns = load_tables()[table].key
    label = next((row[c] for c in _LABELS if row.get(c) and c not in key_columns), "")
    return " ".join(part for part in (table, *key, label) if part)


def _place(row: Mapping[str, str], sentences: Mapping[str, str]) -> str:
    sentence = row.get(_SENTENCE) or sentences.get(row.get("row_id", ""), "")
    return f", in “{' '.join(sentence.split())}”" if sentence else ""


__all__ = ["PACKAGE", "accept", "check_package", "find_drift", "moved"]
