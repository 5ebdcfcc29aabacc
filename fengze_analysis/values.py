"""What a finding's message holds: numbers, names and printed words, worded only when it is said."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from .interval import Exact
from .model import Period


class Amount(NamedTuple):
    """A number or interval with its unit; of a printed figure also how it was printed."""

    value: Exact
    unit: str
    kind: str = ""
    approx: str = "exact"
    direction: str = ""
    surface: str = ""


class Name(NamedTuple):
    """What a figure is called: the words of its text and the codes of its indicators."""

    words: str
    codes: tuple[str, ...] = ()


class NamedAmount(NamedTuple):
    """A figure by its name."""

    name: Name
    amount: Amount


class Claim(NamedTuple):
    """The words of a clause, and those of them that claim or count without a figure."""

    clause: str
    words: tuple[str, ...]


class MeasurePart(NamedTuple):
    """A measure (section and item) and how many of its figures or clauses are meant."""

    section: str
    item: str
    some: int
    total: int


One: TypeAlias = str | int | Period | Amount | Name | NamedAmount | Claim | MeasurePart
Value: TypeAlias = One | tuple[One, ...]
