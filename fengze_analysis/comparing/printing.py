"""Computed numbers as the tables hold them: exact where short, else to four places."""

from __future__ import annotations

from fractions import Fraction

from fengze_analysis.interval import Interval, format_number, round_outward

PLACES = 4


def number_text(value: Fraction | None, places: int = PLACES) -> str:
    """``value`` exactly where it is a decimal that ends, else rounded; ``""`` for none.

    >>> number_text(Fraction(1, 2)), number_text(Fraction(2, 3)), number_text(None)
    ('0.5', '0.6667', '')
    """
    if value is None:
        return ""
    shown = format_number(value)
    if "/" not in shown:
        return shown
    return format_number(Fraction(round(value * 10**places), 10**places))


def bounds_text(interval: Interval | None, places: int = PLACES) -> tuple[str, str]:
    """The ends exactly where they are decimals that end, else outward; ``""`` for an open end.

    >>> bounds_text(Interval(Fraction(2, 7), Fraction(2, 3)))
    ('0.2857', '0.6667')
    """
    if interval is None:
        return "", ""
    low, high = round_outward(interval, places)
    return _exact(interval.low, low), _exact(interval.high, high)


def _exact(end: Fraction | None, outward: str) -> str:
    if end is None:
        return ""
    shown = format_number(end)
    return outward if "/" in shown else shown
