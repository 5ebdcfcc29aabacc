"""Every table: its one definition, from three CSVs, and its rows as text, on disk and checked."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from io import StringIO
from keyword import iskeyword
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NamedTuple

from ..errors import InputError
from ..interval import Exact, Interval, exact_text, parse_exact
from ..model import Period


class Type(NamedTuple):
    """A type, as a row of ``types.csv`` defines it, and what writes and reads its cells."""

    name: str
    form: str  # of a filled cell
    right: str
    dtype: str
    frictionless: str
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str


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
    parts = re.findall(r"(?s)(?:^|;)((?:[^;\\]|\\.?)*)", cell)
    return tuple(re.sub(r"(?s)\\(.)", r"\1", part) for part in parts)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _values(pairs: Sequence[tuple[str, object]]) -> str:
    held = {name: str(value) if isinstance(value, Period) else value for name, value in pairs}
    return json.dumps(held, ensure_ascii=False, default=exact_text) if held else ""


def _unless_empty(read: Callable[[str], Any], otherwise: Any = None) -> Callable[[str], Any]:
    return lambda cell: read(cell) if cell else otherwise


def read_definition(name: str) -> list[dict[str, Any]]:
    """The rows of a CSV that stands beside this module."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


_CODECS: dict[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    **dict.fromkeys(("codes", "list"), (_join, _unless_empty(_split, ()))),
    **dict.fromkeys(("integer", "year"), (_text, _unless_empty(int))),
    "boolean": ({None: "", True: "yes", False: "no"}.__getitem__, _unless_empty("yes".__eq__)),
    "period": (_text, _unless_empty(Period.parse)),
    # Also as text, NAME_exact, in a frame: a decimal, p/q or low..high.
    **dict.fromkeys(("exact", "bound"), (exact_text, parse_exact)),
    # Pairs of a name and a value, as JSON.
    "values": (_values, _unless_empty(lambda cell: tuple(json.loads(cell).items()), ())),
}
TYPES = {
    row["name"]: Type(*row.values(), *_CODECS.get(row["name"], ()))
    for row in read_definition("types.csv")
}


class Column(NamedTuple):
    """A column of a table, as a row of ``columns.csv`` defines it."""

    table: str
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
    allowed: str  # what a cell must match

    def title(self, language: str) -> str:
        return self.title_zh if language == "zh" else self.title_en

    def parse(self, cell: str) -> Any:
        """The value of a cell; raises :class:`ValueError` for one that is not allowed."""
        if not re.fullmatch(self.allowed, cell):
            raise ValueError(cell)
        return self.form.read(cell)

    @property
    def right(self) -> str:
        """What a cell must be."""
        if self.codes:
            return "one of " + ", ".join(self.codes)
        return self.form.right or (f"text of the form {self.pattern}" if self.pattern else "a text")


class Table(NamedTuple):
    """A table, as a row of ``tables.csv`` defines it: the class of its rows is ``module:name``."""

    name: str
    row_class: str
    key: tuple[str, ...]
    fact: tuple[str, ...]  # the columns that are alike where two rows speak of one fact
    title_zh: str
    title_en: str
    meaning_en: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column called ``name``; raises :class:`KeyError` if there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def rows(self) -> type[Any]:
        return resolve_name(self.row_class)  # type: ignore[no-any-return]


@cache
def load_tables() -> dict[str, Table]:
    """Every table by name, in the order of the definition."""
    columns = [_column(row) for row in read_definition("columns.csv")]
    tables: dict[str, Table] = {}
    for row in read_definition("tables.csv"):
        row |= {one: tuple(filter(None, row[one].split(";"))) for one in ("key", "fact")}
        own = tuple(column for column in columns if column.table == row["name"])
        tables[row["name"]] = Table(**row, columns=own)
    return tables


def _column(row: dict[str, Any]) -> Column:
    name, form, required = row["name"], TYPES[row["type"]], row["required"] == "yes"
    codes = tuple(filter(None, row["codes"].split("|")))
    filled = "|".join(map(re.escape, codes)) or row["pattern"] or form.form or ".+"
    row |= {"required": required, "codes": codes, "form": form}
    allowed, attribute = f"(?as)({filled})", f"{name}_" if iskeyword(name) else name
    return Column(**row, attribute=attribute, allowed=allowed if required else f"{allowed}?")


def table(name: str) -> Table:
    """The table called ``name``."""
    return load_tables()[name]


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
    names, columns = column_names(name), table(name).columns
    plain = [(c.name, c.attribute) for c in columns if c.form.dtype in ("Int64", "boolean")]
    lines = []
    for row in rows:
        cells: dict[str, Any] = dict(zip(names, cells_of(row, name), strict=True))
        cells |= {column: getattr(row, attribute) for column, attribute in plain}
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
        self.args = self.faults, more  # crosses from a worker process whole

    def __str__(self) -> str:
        more = [f"… and {self.more} more"] if self.more else []
        return "\n".join([*map(str, self.faults), *more])


def read_table(path: str | os.PathLike[str], name: str) -> list[Any]:
    """The checked rows of a table in a CSV file (UTF-8); raises ``TableError`` with every fault."""
    where, shape = Path(path).name, table(name)
    try:
        header, numbered = parse_csv(read_text(Path(path)))
    except csv.Error as error:
        raise InputError(f"the table is no CSV: {error}", where, "comma-separated cells") from None
    if not header:
        raise InputError("the table is empty", where, "a header line and rows")
    if faults := _header_faults(shape, header, where):
        raise TableError(faults)
    uneven, of_cells, of_keys = list[Fault](), list[Fault](), list[Fault]()
    seen: dict[tuple[str, ...], int] = {}
    rows: list[dict[str, Any]] = []
    for line, cells in numbered:
        place, row = f"line {line}", dict(zip(header, cells, strict=False))
        if len(cells) != len(header):
            what = f"{len(cells)} cells"
            uneven.append(Fault(where, place, "", what, f"{len(header)} cells"))
            continue
        rows.append({})
        for column in shape.columns:
            cell = row.get(column.name, "")
            try:
                rows[-1][column.attribute] = column.parse(cell)
            except ValueError:
                shown = cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…"
                what = f"{shown!r} is not allowed" if cell else "empty"
                of_cells.append(Fault(where, place, column.name, what, column.right))
        key = tuple(row.get(part, "") for part in shape.key)
        if seen.setdefault(key, line) != line:
            what = f"{' + '.join(key)!r} stands already in line {seen[key]}"
            of_keys.append(Fault(where, place, " + ".join(shape.key), what, "every key once"))
    if faults := [*uneven, *of_cells, *of_keys]:
        raise TableError(faults)
    return [shape.rows(**row) for row in rows]


def _header_faults(shape: Table, header: Sequence[str], where: str) -> list[Fault]:
    known = [column.name for column in shape.columns]
    needed = [column.name for column in shape.columns if column.required]
    found = [
        *(f"column {one!r} is missing" for one in needed if one not in header),
        *(f"column {one!r} is unknown" for one in dict.fromkeys(header) if one not in known),
        *(f"column {one!r} stands twice" for one in known if header.count(one) > 1),
    ]
    return [Fault(where, "line 1", "", what, ", ".join(known)) for what in found]


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
