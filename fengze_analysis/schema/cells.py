"""The types that a column may have: how a cell is written, read and checked, what a frame holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..interval import Exact, Interval, exact_text, parse_exact
from ..model import Period

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


def split_list(cell: str) -> tuple[str, ...]:
    r"""The parts of a list cell; a semicolon inside a part is written ``\;``.

    >>> split_list(r"核心区;东拓区\;北拓区")
    ('核心区', '东拓区;北拓区')
    """
    return tuple(_ESCAPE.sub(r"\1", part) for part in _PART.findall(cell)) if cell else ()


def _join(parts: Sequence[object]) -> str:
    return ";".join(str(part).replace("\\", "\\\\").replace(";", "\\;") for part in parts)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


def _values(pairs: Sequence[tuple[str, object]]) -> str:
    held = {name: _plain(value) for name, value in pairs}
    return json.dumps(held, ensure_ascii=False, default=_plain) if held else ""


def _plain(value: object) -> object:
    """``value`` as JSON can hold it: exact numbers as text."""
    if isinstance(value, Decimal | Fraction | Interval):
        return exact_text(value)
    return str(value) if isinstance(value, Period) else value


_YES_NO = {"yes": True, "no": False}
_LIST = Type(_join, split_list)
TYPES = {
    "string": Type(),
    "code": Type(dtype="category"),  # one of a closed list
    "codes": _LIST,
    "list": _LIST,
    "integer": Type(_text, _whole, "-?[0-9]+", "a whole number", "Int64", "integer"),
    "year": Type(_text, _whole, "[0-9]{4}", "a year of four digits", "Int64", "year"),
    "boolean": Type(
        lambda value: "" if value is None else "yes" if value else "no",
        _YES_NO.get,
        "yes|no",
        "one of yes, no",
        "boolean",
        "boolean",
    ),
    "date": Type(
        form="[0-9]{4}-[0-9]{2}-[0-9]{2}", right="a date like 2024-01-16", frictionless="date"
    ),
    "period": Type(
        _text,
        lambda cell: Period.parse(cell) if cell else None,
        _PERIOD,
        "2023, 2021-2025, 2024H1, 2024Q1 or 2024-03",
    ),
    # Also as text, NAME_exact, in a frame: a decimal, p/q or low..high.
    "exact": Type(
        exact_text,
        parse_exact,
        rf"{_NUMBER}(\.\.{_NUMBER})?",
        "a number like 14.9, 2/3 or 5..8",
        "float64",
    ),
    "bound": Type(exact_text, parse_exact, _NUMBER, "a number like 14.9 or 2/3", "float64"),
    # Pairs of a name and a value, as JSON.
    "values": Type(_values, lambda cell: tuple(json.loads(cell).items()) if cell else ()),
}
