"""The check of a table's rows against its definition, which lists all faults at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fengze_analysis.errors import InputError

from .tables import Column, Table, table

_NUMBER = r"-?[0-9]+(\.[0-9]+)?(/[1-9][0-9]*)?"
_PERIOD = r"[0-9]{4}(-[0-9]{4}|H[12]|Q[1-4]|M9|-(0[1-9]|1[0-2]))?"
_FORMS = {  # of a column type: the pattern of its cells and what to say it should be
    "integer": ("-?[0-9]+", "a whole number"),
    "year": ("[0-9]{4}", "a year of four digits"),
    "date": ("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date like 2024-01-16"),
    "exact": (rf"{_NUMBER}(\.\.{_NUMBER})?", "a number like 14.9, 2/3 or 5..8"),
    "bound": (_NUMBER, "a number like 14.9 or 2/3"),
    "period": (_PERIOD, "2023, 2021-2025, 2024H1, 2024Q1 or 2024-03"),
}
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
    places = [f"line {line}" for line in lines or range(2, len(rows) + 2)]
    return [
        *_cell_faults(shape, rows, where, places),
        *_key_faults(shape, rows, where, places),
    ]


def _cell_faults(
    shape: Table, rows: Sequence[Mapping[str, str]], where: str, places: Sequence[str]
) -> Iterator[Fault]:
    for row, place in zip(rows, places, strict=True):
        for column in shape.columns:
            cell = row.get(column.name)
            if cell is not None and not is_allowed(column, cell):
                yield Fault(where, place, column.name, _what(cell), right_form(column))


def is_allowed(column: Column, cell: str) -> bool:
    """Whether ``cell`` may stand in ``column``.

    >>> is_allowed(table("outcomes").column("year"), "2024H1")
    True
    """
    if not cell:
        return not column.required
    if column.allowed and cell not in column.allowed:
        return False
    if column.pattern and re.fullmatch(column.pattern, cell) is None:
        return False
    form = _FORMS.get(column.type)
    if form and re.fullmatch(form[0], cell, re.ASCII) is None:
        return False
    return column.type != "date" or _is_date(cell)


def _is_date(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _key_faults(
    shape: Table, rows: Sequence[Mapping[str, str]], where: str, places: Sequence[str]
) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], str] = {}
    for row, place in zip(rows, places, strict=True):
        key = tuple(row.get(name, "") for name in shape.key)
        if key in seen:
            what = f"{' + '.join(key)!r} stands already in {seen[key]}"
            yield Fault(where, place, " + ".join(shape.key), what, "every key once")
        seen.setdefault(key, place)


def _what(cell: str) -> str:
    if not cell:
        return "empty"
    shown = cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…"
    return f"{shown!r} is not allowed"


def right_form(column: Column) -> str:
    """What would be right in ``column``, in words."""
    if column.allowed:
        return "one of " + ", ".join(column.allowed)
    if column.type in _FORMS:
        return _FORMS[column.type][1]
    return f"text of the form {column.pattern}" if column.pattern else "a text"
