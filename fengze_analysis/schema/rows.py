"""Rows (frozen dataclasses or named tuples) as CSV and JSON text, and back, byte for byte."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from io import StringIO
from typing import Any, NamedTuple, TypeVar

Row = TypeVar("Row")

_MUST_QUOTE = re.compile('[,"\r\n]')
_PART = re.compile(r"(?:^|;)((?:[^;\\]|\\.?)*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class RowField(NamedTuple):
    """A field of a row class: its name, its type as written, whether a row must give it."""

    name: str
    type: str
    required: bool

    @property
    def column(self) -> str:
        """The name in the table: ``class_`` stands for ``class``."""
        return self.name.rstrip("_")


def fields_of(cls: type) -> tuple[RowField, ...]:
    """The fields of a row class in order, of a dataclass and of a named tuple alike.

    >>> from fengze_analysis.model import Observation, Unread
    >>> fields_of(Unread)[1], fields_of(Observation)[-1]
    (RowField(name='start', type='int', required=True),
     RowField(name='reading', type='str', required=False))
    """
    return _fields_of(cls)


@cache
def _fields_of(cls: Any) -> tuple[RowField, ...]:
    if is_dataclass(cls):
        return tuple(
            RowField(
                one.name, str(one.type), one.default is MISSING and one.default_factory is MISSING
            )
            for one in fields(cls)
        )
    return tuple(
        RowField(name, getattr(kind, "__forward_arg__", kind), name not in cls._field_defaults)
        for name, kind in cls.__annotations__.items()
    )


def columns_of(cls: type) -> tuple[str, ...]:
    """The column names of a row class, ``class_`` standing for ``class``.

    >>> from fengze_analysis.model import Unread
    >>> columns_of(Unread)
    ('report_id', 'start', 'end', 'surface', 'reason', 'sentence')
    """
    return tuple(field.column for field in fields_of(cls))


def cells_of(row: Any) -> tuple[str, ...]:
    """The cells of a row as written: numbers plain, tuples joined with ``;``.

    >>> from fengze_analysis.model import Place
    >>> cells_of(Place("泉州市丰泽区", "丰泽区", "district", "泉州市", ("鲤城区", "洛江区")))
    ('泉州市丰泽区', '丰泽区', 'district', '泉州市', '鲤城区;洛江区', '', '')
    """
    return tuple(_cell(getattr(row, field.name)) for field in fields_of(type(row)))


def rows_to_csv(rows: Sequence[Any], cls: type | None = None) -> str:
    """The table as CSV text with a header; ``cls`` is needed where there may be no row.

    >>> from fengze_analysis.model import Unread
    >>> print(rows_to_csv([Unread("丰泽", 3, 5, "数十", "vague", "走访数十家企业。")]), end="")
    report_id,start,end,surface,reason,sentence
    丰泽,3,5,数十,vague,走访数十家企业。
    """
    header = columns_of(_class_of(rows, cls))
    return "".join(csv_line(cells) for cells in (header, *map(cells_of, rows)))


def csv_line(cells: Iterable[str], *, quote_all: bool = False) -> str:
    r"""One CSV line, a cell quoted only where it must be.

    ``csv.writer`` leaves a lone carriage return bare before Python 3.13; this never does.

    >>> csv_line(["垃圾分类亭（屋）", "城镇,农村", 'a "b" c'])
    '垃圾分类亭（屋）,"城镇,农村","a ""b"" c"\n'
    """
    return ",".join(_quoted(cell, quote_all) for cell in cells) + "\n"


def rows_to_json(rows: Sequence[Any]) -> str:
    """The table as JSON text: a list of objects, one a line, integers as numbers.

    >>> from fengze_analysis.model import Unread
    >>> rows_to_json([Unread("丰泽", 3, 5, "数十", "vague", "")]).splitlines()[1]
    '{"report_id":"丰泽","start":3,"end":5,"surface":"数十","reason":"vague","sentence":""}'
    """
    lines = (
        json.dumps(
            {field.column: getattr(row, field.name) for field in fields_of(type(row))},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row in rows
    )
    return "[\n" + ",\n".join(lines) + "\n]\n" if rows else "[]\n"


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


def row_from_cells(cls: type[Row], cells: Mapping[str, str]) -> Row:
    """A row of ``cls`` from its cells, an absent one left to its default; the cells are checked.

    >>> from fengze_analysis.model import Place
    >>> row_from_cells(Place, {"place": "福建省", "short": "福建", "level": "province",
    ...                        "parent": "全国", "neighbours": ""}).neighbours
    ()
    """
    values = {
        field.name: _value(cells[field.column], field.type)
        for field in fields_of(cls)
        if field.column in cells
    }
    return cls(**values)


def split_list(cell: str) -> tuple[str, ...]:
    r"""The parts of a list cell; a semicolon inside a part is written ``\;``.

    >>> split_list(r"核心区;东拓区\;北拓区")
    ('核心区', '东拓区;北拓区')
    """
    if not cell:
        return ()
    return tuple(_ESCAPE.sub(r"\1", part) for part in _PART.findall(cell))


def _class_of(rows: Sequence[Any], cls: type | None) -> type:
    if cls is None and not rows:
        raise ValueError("an empty table needs its row class")
    return cls or type(rows[0])


def _cell(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return ";".join(str(part).replace("\\", "\\\\").replace(";", "\\;") for part in value)


def _quoted(cell: str, quote_all: bool) -> str:
    if quote_all or _MUST_QUOTE.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _value(cell: str, annotation: str) -> Any:
    if annotation == "int":
        return int(cell)
    return split_list(cell) if annotation.startswith("tuple") else cell
