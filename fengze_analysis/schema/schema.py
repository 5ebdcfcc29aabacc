"""Table Schema of every table, and the check of its rows that lists all faults at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fengze_analysis.errors import InputError
from fengze_analysis.schema.dictionary import Column, Table, load_dictionary

_YEAR = "[0-9]{4}"
_PATTERNS = {
    "integer": "-?[0-9]+",
    "number": r"-?[0-9]+(\.[0-9]+)?",
    "year": _YEAR,
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
_EXAMPLES = {
    "integer": "a whole number",
    "number": "a decimal number",
    "year": "a year of four digits",
    "date": "a date like 2024-01-16",
}
_YES_NO = ("yes", "no")
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
    r"""Every fault of one or more tables, one a line.

    >>> str(TableError([Fault("a.csv", "line 2", "", "empty"), Fault("b.csv", "", "", "empty")]))
    'a.csv, line 2: empty\nb.csv: empty'
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(first.what, f"{first.file} {first.place}".strip(), first.right)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))

    def __reduce__(self) -> tuple[type[TableError], tuple[tuple[Fault, ...]]]:
        return TableError, (self.faults,)  # crosses from a worker process whole


def raise_faults(faults: Sequence[Fault]) -> None:
    """Nothing where there is no fault; raises ``TableError`` with all of them else."""
    if faults:
        raise TableError(faults)


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema descriptor of a table.

    >>> schema = table_schema(load_dictionary()["unread"])
    >>> schema["primaryKey"], schema["fields"][1]["type"]
    (['report_id', 'start', 'end'], 'integer')
    """
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }


def check_rows(
    table: str, rows: Sequence[Mapping[str, str]], where: str, lines: Sequence[int] | None = None
) -> list[Fault]:
    """Every fault of the rows against the dictionary: cell by cell, then repeated keys.

    >>> row = {"code": "tax", "name_zh": "税收", "name_en": "tax", "unit": "元", "better": "多",
    ...        "form": "flow", "sector": "finance", "stage": "input", "district_level": "yes"}
    >>> print(check_rows("indicators", [row], "indicators.csv")[0])
    indicators.csv, line 2, better: '多' is not allowed; expected: one of up, down, none
    """
    shape = load_dictionary()[table]
    places = [f"line {line}" for line in lines or range(2, len(rows) + 2)]
    return [
        *_cell_faults(shape, rows, where, places),
        *_key_faults(shape, rows, where, places),
    ]


def _cell_faults(
    table: Table, rows: Sequence[Mapping[str, str]], where: str, places: Sequence[str]
) -> Iterator[Fault]:
    """The cells that the dictionary does not allow; each value of a column is looked at once."""
    allowed = {column.name: _allowed(column, rows) for column in table.columns}
    for row, place in zip(rows, places, strict=True):
        for column in table.columns:
            cell = row.get(column.name)
            if cell is not None and cell not in allowed[column.name]:
                yield Fault(where, place, column.name, _what(cell), _right(column))


def _allowed(column: Column, rows: Sequence[Mapping[str, str]]) -> set[str]:
    """The cells of a column that may stand there."""
    # Imported here: writing a table, the path of `fengze extract`, checks nothing.
    from jsonschema import Draft202012Validator, FormatChecker

    found = {row[column.name] for row in rows if column.name in row}
    schema = _json_schema(column)
    if schema == {"type": "string"}:  # any words at all
        return found
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    return {cell for cell in found if validator.is_valid(cell)}


def _key_faults(
    table: Table, rows: Sequence[Mapping[str, str]], where: str, places: Sequence[str]
) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], str] = {}
    for row, place in zip(rows, places, strict=True):
        key = tuple(row.get(name, "") for name in table.key)
        if key in seen:
            what = f"{' + '.join(key)!r} stands already in {seen[key]}"
            yield Fault(where, place, " + ".join(table.key), what, "every key once")
        seen.setdefault(key, place)


def _json_schema(column: Column) -> dict[str, Any]:
    allowed = _YES_NO if column.type == "boolean" else column.allowed
    pattern = column.pattern or _PATTERNS.get(column.type, "")
    rules: dict[str, Any] = {"type": "string"}
    if allowed:
        rules["enum"] = list(allowed)
    if pattern:
        rules["pattern"] = f"^(?:{pattern})(?![\\s\\S])"  # "$" would let a line end pass
    if column.type == "date":
        rules["format"] = "date"
    if column.required:
        return {**rules, "minLength": 1}
    return {"anyOf": [{"const": ""}, rules]}


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.type in ("enum", "list") else column.type,
        "title": f"{column.title_zh} {column.title_en}",
        "description": column.meaning_en,
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.type == "boolean":
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.unit:
        found["unit"] = column.unit
    return found | ({"constraints": constraints} if constraints else {})


def _what(cell: str) -> str:
    if not cell:
        return "empty"
    shown = cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…"
    return f"{shown!r} is not allowed"


def _right(column: Column) -> str:
    allowed = _YES_NO if column.type == "boolean" else column.allowed
    if allowed:
        return "one of " + ", ".join(allowed)
    if column.type in _EXAMPLES:
        return _EXAMPLES[column.type]
    return f"text of the form {column.pattern}" if column.pattern else "a text"
