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


def percent_span(bounds: Interval, share: Fraction | None, mark: str) -> str:
    """A share of one as an interval in per cent, outward to one place.

    To two places where one would print the time share ``share`` that the interval stays clear of;
    ``""`` where both ends are the same.

    >>> percent_span(Interval.parse("0.5965", "0.5994"), Fraction(3, 5), "–")
    '59.65%–59.94%'
    >>> percent_span(Interval.parse("-0.565", "-0.439"), Fraction(3, 5), "–")
    '-56.5%至-43.9%'
    """
    if bounds.bounded and bounds.low == bounds.high:
        return ""
    scaled = bounds.scale(100)
    low, high = round_outward(scaled, 1)
    clear = share is not None and not bounds.contains(share)
    if clear and Interval.parse(low, high).contains(100 * (share or Fraction(0))):
        low, high = round_outward(scaled, 2)
    if mark == "–" and low.startswith("-"):
        mark = "至"
    ends = (f"{end}%" if end else "…" for end in (low, high))
    return mark.join(ends)


def _exact(end: Fraction | None, outward: str) -> str:
    if end is None:
        return ""
    shown = format_number(end)
    return outward if "/" in shown else shown
