"""Rows as CSV and JSON text, and back, by the one definition of their table."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import StringIO
from operator import attrgetter
from typing import Any

from ..interval import Exact, Interval, exact_text, parse_exact
from ..model import Period
from .tables import Column, table

_MUST_QUOTE = re.compile('[,"\r\n]')
_PART = re.compile(r"(?:^|;)((?:[^;\\]|\\.?)*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# What spreadsheets take for the start of a formula, the full-width forms of Chinese ones too.
_FORMULA = re.compile("[=+@\t\r\n＝＋－＠-]")
_FIGURE = re.compile(r"[-+－＋]?[0-9０-９][0-9０-９.,．，]*[%％]?")


def column_names(name: str) -> tuple[str, ...]:
    """The columns of the table ``name``.

    >>> column_names("unread")
    ('report_id', 'start', 'end', 'surface', 'reason', 'sentence')
    """
    return tuple(column.name for column in table(name).columns)


def cells_of(row: Any, name: str) -> tuple[str, ...]:
    """The cells of a row as files hold them: exact values as text, tuples joined with ``;``.

    >>> from fengze_analysis.model import Place
    >>> cells_of(Place("泉州市丰泽区", "丰泽区", "district", "泉州市", ("鲤城区", "洛江区")), "places")
    ('泉州市丰泽区', '丰泽区', 'district', '泉州市', '鲤城区;洛江区', '', '')
    """
    return tuple(write(get(row)) for get, write in _writers(name))


@cache
def _writers(name: str) -> tuple[tuple[Callable[[Any], Any], Callable[[Any], str]], ...]:
    return tuple((attrgetter(c.attribute), column_text(c)) for c in table(name).columns)


def column_text(column: Column) -> Callable[[Any], str]:
    """What makes the text of a value of ``column``, as files hold it."""
    return _WRITE[column.type]


def number(value: Exact | None) -> float:
    """The float of an exact value: of a range its middle, of nothing ``nan``.

    >>> number(Interval.parse("5", "8")), number(None)
    (6.5, nan)
    """
    if value is None:
        return float("nan")
    if isinstance(value, Interval):
        ends = [end for end in (value.low, value.high) if end is not None]
        return float(sum(ends) / len(ends)) if ends else float("nan")
    return float(value)


def rows_to_csv(rows: Iterable[Any], name: str) -> str:
    """The table as CSV text with a header.

    >>> from fengze_analysis.model import Unread
    >>> print(rows_to_csv([Unread("丰泽", 3, 5, "数十", "vague", "走访数十家企业。")], "unread"), end="")
    report_id,start,end,surface,reason,sentence
    丰泽,3,5,数十,vague,走访数十家企业。
    """
    lines = [csv_line(column_names(name))]
    lines += (csv_line(cells_of(row, name)) for row in rows)
    return "".join(lines)


def csv_line(cells: Iterable[str]) -> str:
    r"""One CSV line, a cell quoted only where it must be.

    ``csv.writer`` leaves a lone carriage return bare before Python 3.13; this never does.

    >>> csv_line(["垃圾分类亭（屋）", "城镇,农村", 'a "b" c'])
    '垃圾分类亭（屋）,"城镇,农村","a ""b"" c"\n'
    """
    return ",".join(map(_quoted, cells)) + "\n"


def inert(cell: str) -> str:
    """``cell`` as text to a spreadsheet, whatever it begins with; a figure stays as it is.

    >>> inert("=1+1"), inert("-3.5%"), inert("投资")
    ("'=1+1", '-3.5%', '投资')
    """
    is_formula = _FORMULA.match(cell.lstrip(" \u3000")) and not _FIGURE.fullmatch(cell)
    return "'" + cell if is_formula else cell


def rows_to_json(rows: Iterable[Any], name: str) -> str:
    """The table as JSON text: a list of objects, one a line; integers are numbers, exact values text.

    >>> from fengze_analysis.model import Unread
    >>> rows_to_json([Unread("丰泽", 3, 5, "数十", "vague", "")], "unread").splitlines()[1]
    '{"report_id":"丰泽","start":3,"end":5,"surface":"数十","reason":"vague","sentence":""}'
    """
    lines = [
        json.dumps(json_object(row, name), ensure_ascii=False, separators=(",", ":"))
        for row in rows
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def json_object(row: Any, name: str) -> dict[str, Any]:
    """A row as JSON holds it."""
    found: dict[str, Any] = {}
    for column in table(name).columns:
        value = getattr(row, column.attribute)
        plain = column.type in ("integer", "year", "boolean")
        found[column.name] = value if plain else column_text(column)(value)
    return found


def parse_csv(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    r"""The header of a CSV text and its rows, each with the line it starts on; no blank lines.

    >>> parse_csv("place,short\n泉州市丰泽区,丰泽区\n")
    (['place', 'short'], [(2, ['泉州市丰泽区', '丰泽区'])])
    """
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
    """A row of the table from its checked cells, an absent one empty.

    >>> row_from_cells("places", {"place": "福建省", "short": "福建", "level": "province"}).neighbours
    ()
    """
    shape = table(name)
    values = {c.attribute: READ[c.type](cells.get(c.name, "")) for c in shape.columns}
    return shape.rows(**values)


def split_list(cell: str) -> tuple[str, ...]:
    r"""The parts of a list cell; a semicolon inside a part is written ``\;``.

    >>> split_list(r"核心区;东拓区\;北拓区")
    ('核心区', '东拓区;北拓区')
    """
    if not cell:
        return ()
    return tuple(_ESCAPE.sub(r"\1", part) for part in _PART.findall(cell))


def _join(parts: Sequence[object]) -> str:
    return ";".join(str(part).replace("\\", "\\\\").replace(";", "\\;") for part in parts)


def _boolean(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def plain_value(value: object) -> object:
    """``value`` as JSON can hold it: exact numbers as text."""
    if isinstance(value, Decimal | Fraction | Interval):
        return exact_text(value)
    return str(value) if isinstance(value, Period) else value


def _values(pairs: Sequence[tuple[str, object]]) -> str:
    held = {name: plain_value(value) for name, value in pairs}
    return json.dumps(held, ensure_ascii=False, default=plain_value) if held else ""


def _parse_values(cell: str) -> tuple[tuple[str, object], ...]:
    return tuple(json.loads(cell).items()) if cell else ()


def _parse_boolean(cell: str) -> bool | None:
    return {"yes": True, "no": False}.get(cell)


def _parse_integer(cell: str) -> int | None:
    return int(cell) if cell else None


def _parse_period(cell: str) -> Period | None:
    return Period.parse(cell) if cell else None


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _MUST_QUOTE.search(cell) else cell


_WRITE: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("string", "code", "date"), str),
    **dict.fromkeys(("codes", "list"), _join),
    **dict.fromkeys(("integer", "year", "period"), _text),
    **dict.fromkeys(("exact", "bound"), exact_text),
    "boolean": _boolean,
    "values": _values,
}
READ: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("string", "code", "date"), str),
    **dict.fromkeys(("codes", "list"), split_list),
    **dict.fromkeys(("integer", "year"), _parse_integer),
    **dict.fromkeys(("exact", "bound"), parse_exact),
    "boolean": _parse_boolean,
    "period": _parse_period,
    "values": _parse_values,
}
