"""What moved between two versions of a table, in lines that a person can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fengze_analysis.schema.dictionary import load_dictionary
from fengze_analysis.schema.rows import parse_csv

_SENTENCE = "sentence"
# What names a row to a reader, in this order, where the table has it.
_LABELS = ("surface", "indicator_phrase", "indicator", "name_zh", "rule", "printed", "word")

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
    key = load_dictionary()[table].key
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
    key_columns = load_dictionary()[table].key
    label = next((row[c] for c in _LABELS if row.get(c) and c not in key_columns), "")
    return " ".join(part for part in (table, *key, label) if part)


def _place(row: Mapping[str, str], sentences: Mapping[str, str]) -> str:
    sentence = row.get(_SENTENCE) or sentences.get(row.get("row_id", ""), "")
    return f", in “{' '.join(sentence.split())}”" if sentence else ""
