"""Closed intervals of exact numbers: what a printed figure can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval; ``None`` is an open end (``超`` has no upper bound).

    >>> Interval.parse("56.25", "56.35").contains(Fraction("56.3"))
    True
    """

    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"interval upside down: {self.low} > {self.high}")

    @classmethod
    def parse(cls, low: str, high: str) -> Interval:
        """The interval of two printed bounds, ``""`` for an open end.

        >>> Interval.parse("1300", "")
        Interval(low=Fraction(1300, 1), high=None)
        """
        return cls(Fraction(low) if low else None, Fraction(high) if high else None)

    @classmethod
    def point(cls, value: Fraction | int | str | Decimal) -> Interval:
        """The interval of one exact number."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    def contains(self, value: Fraction) -> bool:
        """Whether ``value`` lies inside, ends included."""
        above = self.low is None or self.low <= value
        return above and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common.

        >>> Interval.parse("1", "2").meets(Interval.parse("2", ""))
        True
        """
        starts_before = self.low is None or other.high is None or self.low <= other.high
        ends_after = self.high is None or other.low is None or other.low <= self.high
        return starts_before and ends_after

    def __add__(self, other: Interval) -> Interval:
        """The sum of every pair; an open end stays open.

        >>> Interval.parse("1", "2") + Interval.parse("10", "")
        Interval(low=Fraction(11, 1), high=None)
        """
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)

    def scale(self, factor: Fraction | int) -> Interval:
        """Every number times a positive ``factor``."""
        if factor <= 0:
            raise ValueError("the factor must be positive")
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high)


def parse_number(value: str) -> Fraction | None:
    """The exact number of a ``value`` column (decimal or ``p/q``), ``None`` for a range.

    >>> parse_number("2/3"), parse_number("14.90"), parse_number("5..8")
    (Fraction(2, 3), Fraction(149, 10), None)
    """
    return None if not value or ".." in value else Fraction(value)


def format_number(value: Fraction) -> str:
    """``value`` as a plain decimal where it terminates, else ``p/q``.

    >>> format_number(Fraction(149, 10)), format_number(Fraction(2, 3)), format_number(Fraction(9))
    ('14.9', '2/3', '9')
    """
    bare = value.denominator
    for prime in (2, 5):
        while bare % prime == 0:
            bare //= prime
    if bare != 1:
        return f"{value.numerator}/{value.denominator}"
    with localcontext() as exact:
        exact.prec = len(str(abs(value.numerator))) + value.denominator.bit_length() * 4 + 4
        text = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_outward(interval: Interval, places: int) -> tuple[str, str]:
    """The bounds as printed: low rounded down, high rounded up, ``""`` for an open end.

    >>> round_outward(Interval(Fraction("56.268"), Fraction("56.881")), 2)
    ('56.26', '56.89')
    """
    return (
        "" if interval.low is None else _round(interval.low, places, ROUND_FLOOR),
        "" if interval.high is None else _round(interval.high, places, ROUND_CEILING),
    )


def _round(value: Fraction, places: int, rounding: str) -> str:
    unit = Fraction(1, 10**places)
    steps = value / unit
    whole = steps.numerator // steps.denominator
    if rounding == ROUND_CEILING and steps.denominator != 1:
        whole += 1
    return format(Decimal(whole).scaleb(-places), "f")
