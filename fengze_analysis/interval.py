"""Closed intervals of exact numbers: what a printed figure can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

Number: TypeAlias = Decimal | Fraction
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval; ``None`` is an open end (``超`` has no upper bound)."""

    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"interval upside down: {self.low} > {self.high}")

    @classmethod
    def parse(cls, low: str, high: str) -> Interval:
        """The interval of two printed bounds, ``""`` for an open end."""
        return cls(Fraction(low) if low else None, Fraction(high) if high else None)

    @classmethod
    def point(cls, value: Fraction | int | str | Decimal) -> Interval:
        """The interval of one exact number."""
        exact = Fraction(value)
        return cls(exact, exact)

    @classmethod
    def between(cls, low: Number | int | None, high: Number | int | None) -> Interval:
        """The interval of two typed bounds, ``None`` for an open end."""
        first = None if low is None else Fraction(low)
        return cls(first, first if high == low else None if high is None else Fraction(high))

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    def contains(self, value: Fraction) -> bool:
        """Whether ``value`` lies inside, ends included."""
        above = self.low is None or self.low <= value
        return above and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return not (self.above(other) or other.above(self))

    def above(self, other: Interval) -> bool:
        """Whether all of it lies above all of ``other``."""
        return self.low is not None and other.high is not None and self.low > other.high

    def over(self, whole: Interval) -> Interval | None:
        """Every number over every one of ``whole``, none negative; ``None`` if that may be zero."""
        if (self.low is not None and self.low < 0) or whole.low is None or whole.low <= 0:
            return None
        low = Fraction(0) if self.low is None or whole.high is None else self.low / whole.high
        return Interval(low, None if self.high is None else self.high / whole.low)

    def __add__(self, other: Interval) -> Interval:
        """The sum of every pair; an open end stays open."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)

    def __neg__(self) -> Interval:
        """Every number with the other sign."""
        low, high = self.low, self.high
        return Interval(None if high is None else -high, None if low is None else -low)

    def __sub__(self, other: Interval) -> Interval:
        """Every number less every number of ``other``; an open end stays open."""
        return self + -other

    def scale(self, factor: Fraction | int) -> Interval:
        """Every number times a positive ``factor``."""
        if factor <= 0:
            raise ValueError("the factor must be positive")
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high)


Exact: TypeAlias = Decimal | Fraction | Interval


def exact_number(value: Exact | None) -> Fraction | None:
    """The one number of ``value``, ``None`` for a range or nothing."""
    return None if value is None or isinstance(value, Interval) else Fraction(value)


def exact_text(value: Exact | None) -> str:
    """``value`` as files hold it: a decimal with its printed places, ``p/q`` or ``low..high``."""
    if value is None:
        return ""
    if isinstance(value, Interval):
        ends = (value.low, value.high)
        return "..".join("" if end is None else format_number(end) for end in ends)
    return f"{value:f}" if isinstance(value, Decimal) else format_number(Fraction(value))


def parse_exact(text: str) -> Exact | None:
    """What :func:`exact_text` wrote, read from a file; raises :class:`ValueError` for no number."""
    if not text:
        return None
    low, dots, high = text.partition("..")
    if dots:
        return Interval.parse(low, high)
    if "/" in text:
        return Fraction(text)
    if not text.lstrip("-").replace(".", "", 1).isdecimal():
        raise ValueError(f"{text!r} is no number")
    return Decimal(text)


def decimal_or_fraction(value: Fraction) -> Number:
    """``value`` as a decimal where it terminates, else as it is."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    rest, places, times = value.denominator, 0, 1
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime, other in ((2, 5), (5, 2)):  # a tenth is a half of a fifth
        while rest % prime == 0:
            rest, places, times = rest // prime, places + 1, times * other
    digits = Decimal(value.numerator * times)
    return digits.scaleb(-places, _EXACT) if rest == 1 else value


def as_number(value: Fraction | None) -> Number | None:
    """``value`` as a column of a table holds it, ``None`` for an open end."""
    return None if value is None else decimal_or_fraction(value)


def format_number(value: Fraction) -> str:
    """``value`` as a plain decimal where it terminates, else ``p/q``."""
    number = decimal_or_fraction(value)
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def round_outward(interval: Interval, step: Fraction) -> Interval:
    """``interval`` between multiples of ``step``; an open end stays open."""
    low, high = interval.low, interval.high
    return Interval(
        None if low is None else floor(low / step) * step,
        None if high is None else ceil(high / step) * step,
    )
