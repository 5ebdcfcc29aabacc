"""The check of a table's rows against its definition, which lists all faults at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import InputError
from .tables import Column, table

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a table: where it stands, what is wrong, and what would be right.

    >>> print(Fault("targets.csv", "line 7", "level", "'区' is not allowed", "district or city"))
    targets.csv, line 7, level: '区' is not allowed; expected: district or city
    """

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
    r"""Every fault of one or more tables, one a line; ``more`` are those not listed.

    >>> str(TableError([Fault("a.csv", "line 2", "", "empty"), Fault("b.csv", "", "", "empty")], 3))
    'a.csv, line 2: empty\nb.csv: empty\n… and 3 more'
    """

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


def check_rows(
    name: str, rows: Sequence[Mapping[str, str]], where: str, lines: Sequence[int] | None = None
) -> list[Fault]:
    """Every fault of the rows against the definition: cell by cell, then repeated keys.

    >>> row = {"code": "tax", "name_zh": "税收", "name_en": "tax", "unit": "元", "better": "多",
    ...        "form": "flow", "sector": "finance", "stage": "input", "district_level": "yes"}
    >>> print(check_rows("indicators", [row], "indicators.csv")[0])
    indicators.csv, line 2, better: '多' is not allowed; expected: one of up, down, none
    """
    shape = table(name)
    of_cells: list[Fault] = []
    of_keys: list[Fault] = []
    seen: dict[tuple[str, ...], str] = {}
    for row, line in zip(rows, lines or range(2, len(rows) + 2), strict=True):
        place = f"line {line}"
        for column in shape.columns:
            cell = row.get(column.name)
            if cell is not None and not _is_allowed(column, cell):
                of_cells.append(Fault(where, place, column.name, _what(cell), _right(column)))
        key = tuple(row.get(part, "") for part in shape.key)
        first = seen.setdefault(key, place)
        if first != place:
            what = f"{' + '.join(key)!r} stands already in {first}"
            of_keys.append(Fault(where, place, " + ".join(shape.key), what, "every key once"))
    return of_cells + of_keys


def _is_allowed(column: Column, cell: str) -> bool:
    if not cell:
        return not column.required
    if column.codes and cell not in column.codes:
        return False
    if column.pattern and re.fullmatch(column.pattern, cell) is None:
        return False
    if column.form.form and re.fullmatch(column.form.form, cell, re.ASCII) is None:
        return False
    return column.type != "date" or _is_date(cell)


def _is_date(cell: str) -> bool:
    try:
        return bool(date.fromisoformat(cell))
    except ValueError:
        return False


def _what(cell: str) -> str:
    shown = cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…"
    return f"{shown!r} is not allowed" if cell else "empty"


def _right(column: Column) -> str:
    if column.codes:
        return "one of " + ", ".join(column.codes)
    patterned = column.pattern and not column.form.form
    return f"text of the form {column.pattern}" if patterned else column.form.right
