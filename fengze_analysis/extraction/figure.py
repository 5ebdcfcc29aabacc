"""A figure as it is found in the folded text, before it has a meaning."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..lexicon.units import NO_UNIT, Unit

PERCENT = Unit("%", "%", "percent")
PERMILLE = Unit("‰", "‰", "percent")
POSITION = Unit("位", "位", "rank")

INDEFINITE = "indefinite numeral"
IN_WORDS = "number in words only"
MALFORMED = "numeral is not well formed"
DAMAGED = "numeral is damaged"
CUT = "numeral is cut by a page break"
NO_UNIT_KNOWN = "unit is unknown"
TABLE_UNCLEAR = "table is not understood"
TOO_LONG = "numeral is too long"


class Figure(NamedTuple):
    """A figure as scanned: ``[start, end)`` in the text, its numeral and what multiplies it.

    ``form`` is ``plain``, ``bare`` (no unit follows), ``fraction``, ``range``, ``ratio``, ``rank``
    or ``unread``; a range has two values. The multiplier is applied to the values.
    ``tail`` is 余, 多, 几 or 成. ``reason`` says why a figure is unread.
    """

    start: int
    end: int
    numeral: str
    values: tuple[Decimal, ...]
    multiplier: int
    unit: Unit
    form: str = "plain"
    tail: str = ""
    denominator: int = 1
    reason: str = ""


class Numeral(NamedTuple):
    """A numeral read: its end, printed characters, value and whether it is Chinese."""

    end: int
    printed: str
    value: Decimal
    chinese: bool


# Where to go on, and the figures found on the way.
Found = tuple[int, tuple[Figure, ...]]


def unread(start: int, end: int, reason: str) -> Figure:
    """The figure at ``[start, end)`` that could not be read, and why.

    >>> unread(0, 3, INDEFINITE).reason
    'indefinite numeral'
    """
    return Figure(start, end, "", (), 1, NO_UNIT, "unread", reason=reason)
