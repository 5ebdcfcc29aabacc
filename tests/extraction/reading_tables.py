"""The tables of phrases and figures beside the tests, as typed rows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from fengze_analysis.interval import Exact, Interval, parse_exact
from fengze_analysis.model import Quantity

TABLES = Path(__file__).parent / "tables"
ESCAPES = {"\\n": "\n", "\\t": "\t", "\\f": "\f"}


@dataclass(frozen=True)
class Expected:
    """A figure as the table says it must be read."""

    surface: str
    value: str
    unit: str
    kind: str
    approx: str
    direction: str

    def same_value(self, quantity: Quantity) -> bool:
        """Whether value and unit agree, numbers compared as numbers."""
        return (expected_number(self.value), self.unit) == (number(quantity.value), quantity.unit)


@dataclass(frozen=True)
class Phrase:
    """A row of the phrase table: a text and the figures in it, in order."""

    id: str
    text: str
    expected: tuple[Expected, ...]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``tables/NAME.csv``."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def phrases(name: str = "phrases") -> list[Phrase]:
    """The rows of a phrase table, escapes resolved."""
    return [
        Phrase(row["id"], unescape(row["text"]), tuple(_expected(row["expected"])))
        for row in rows(name)
    ]


def unescape(text: str) -> str:
    """``text`` with its written escapes as the characters they stand for."""
    for written, character in ESCAPES.items():
        text = text.replace(written, character)
    return text


def number(value: str | Exact) -> object:
    """``value`` as a number where it is one, so that 14.90 and 14.9 agree."""
    return value if isinstance(value, Interval) else Fraction(value)


def expected_number(written: str) -> object:
    """The number that a table writes; ``5..8`` is a range."""
    return number(parse_exact(written) or Fraction(0))


def facts(quantity: Quantity) -> tuple[object, ...]:
    """What a table row says of a quantity."""
    value = number(quantity.value)
    kind, approx, direction = quantity.kind, quantity.approx, quantity.direction
    return (quantity.surface, value, quantity.unit, kind, approx, direction)


def _expected(written: str) -> list[Expected]:
    found = []
    for one in written.split(" ; "):
        surface, separator, rest = one.strip().partition("=")
        if separator:
            found.append(Expected(unescape(surface), *[*rest.split("|"), "", "", "", ""][:5]))
    return found
