"""Every table: its one definition, from two CSVs, and its rows as text, on disk and checked."""

from __future__ import annotations

import csv
import json
import keyword
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError
from ..interval import Exact, Interval, exact_text, parse_exact
from ..model import Period, is_date

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


MAX_BYTES = 64 * 2**20
_SHOWN = 40
_MUST_QUOTE = re.compile('[,"\r\n]')
# What spreadsheets take for the start of a formula, the full-width forms of Chinese ones too.
_FORMULA = re.compile("[=+@\t\r\n＝＋－＠-]")
_FIGURE = re.compile(r"[-+－＋]?[0-9０-９][0-9０-９.,．，]*[%％]?")


def column_names(name: str) -> tuple[str, ...]:
    """The columns of the table ``name``."""
    return tuple(column.name for column in table(name).columns)


def cells_of(row: Any, name: str) -> tuple[str, ...]:
    """The cells of a row as files hold them: exact values as text, tuples joined with ``;``."""
    return tuple(c.form.write(getattr(row, c.attribute)) for c in table(name).columns)


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
    """The checked rows of a table in a CSV file (UTF-8); raises ``TableError`` with every fault."""
    where = Path(path).name
    try:
        header, numbered = parse_csv(read_text(Path(path)))
    except csv.Error as error:
        raise InputError(f"the table is no CSV: {error}", where, "comma-separated cells") from None
    if not header:
        raise InputError("the table is empty", where, "a header line and rows")
    raise_faults(_header_faults(name, header, where))
    wide = len(header)
    uneven = [(line, len(cells)) for line, cells in numbered if len(cells) != wide]
    ragged = [Fault(where, f"line {at}", "", f"{n} cells", f"{wide} cells") for at, n in uneven]
    whole = ((line, cells) for line, cells in numbered if len(cells) == wide)
    rows = {line: dict(zip(header, cells, strict=True)) for line, cells in whole}
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


def real_path(path: str | os.PathLike[str]) -> Path:
    """``path`` with its links followed; a loop of links is no error, as ``Path.resolve`` has it."""
    return Path(os.path.realpath(path))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes ``data`` beside ``path``, then renames it into place; raises ``InputError``."""
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
        column.form.read(cell)
    except ValueError:  # 2025-2021 and 8..5 have the form and are none
        return False
    return column.type != "date" or is_date(cell)


def _right(column: Column) -> str:
    if column.codes:
        return "one of " + ", ".join(column.codes)
    patterned = column.pattern and not column.form.form
    return f"text of the form {column.pattern}" if patterned else column.form.right
