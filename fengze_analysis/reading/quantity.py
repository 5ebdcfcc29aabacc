"""A figure with a meaning to a quantity: exact value, unit as printed, interval."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ..interval import format_number
from ..lexicon import words
from ..model import Quantity
from ..rounding import ABOUT_SHARE, HALF_UP, TRUNCATION, printed_interval
from .figure import Figure
from .meaning import Meaning
from .units import canonical_unit

_WHOLE = Decimal(100)
_RATES = frozenset(("percent", "point", "multiple", "rate", "score"))


def to_quantity(
    text: str,
    folded: str,
    figure: Figure,
    meaning: Meaning,
    rounding: str = HALF_UP,
    about_share: Fraction = ABOUT_SHARE,
) -> Quantity:
    """The quantity of a scanned figure; ``folded`` is ``text`` in one width and script."""
    value = _value(figure)
    unit = _printed_unit(text, folded, figure)
    low, high = _bounds(figure, value, meaning, rounding, about_share)
    return Quantity(
        figure.start,
        figure.end,
        text[figure.start : figure.end],
        value,
        unit,
        figure.unit.canonical or canonical_unit(unit),
        low,
        high,
        meaning.kind,
        meaning.approx,
        meaning.direction,
    )


def _value(figure: Figure) -> str:
    if figure.denominator != 1:
        return format_number(Fraction(figure.values[0]) / figure.denominator)
    if len(figure.values) == 1:
        return plain_decimal(figure.values[0], figure.multiplier)
    return "..".join(plain_decimal(value, figure.multiplier) for value in figure.values)


def plain_decimal(value: Decimal, multiplier: int = 1) -> str:
    """``value`` without exponent; printed places stay where nothing multiplied it.

    >>> plain_decimal(Decimal("14.90")), plain_decimal(Decimal("149000.00"), 10000)
    ('14.90', '149000')
    """
    printed = format(value, "f")
    if multiplier == 1 or "." not in printed:
        return printed
    return printed.rstrip("0").rstrip(".")


def _printed_unit(text: str, folded: str, figure: Figure) -> str:
    """The unit as the text prints it, full width and traditional characters included."""
    printed = figure.unit.printed
    if not printed or figure.tail == "成" or figure.unit.category == "rank":
        return printed
    at = folded.rfind(printed, figure.start, figure.end)
    return text[at : at + len(printed)] if at >= 0 else printed


def _bounds(
    figure: Figure, value: str, meaning: Meaning, rounding: str, about_share: Fraction
) -> tuple[str, str]:
    """The ends of the interval the figure can stand for, ``""`` for an open one."""
    step = _step(figure)
    if not step and meaning.approx == "exact" and figure.form == "plain":
        return value, value
    capped = _is_capped(figure, meaning)
    if figure.denominator == 1 and meaning.approx != "about" and rounding != TRUNCATION:
        return _decimal_bounds(figure.values, step, meaning.approx, capped)
    cap = Fraction(100) if capped else None
    interval = printed_interval(value, Fraction(step), meaning.approx, rounding, about_share, cap)
    return _end(interval.low), _end(interval.high)


def _end(bound: Fraction | None) -> str:
    return "" if bound is None else format_number(bound)


def _decimal_bounds(
    values: tuple[Decimal, ...], step: Decimal, approx: str, capped: bool
) -> tuple[str, str]:
    """What :func:`printed_interval` says of most figures, without its fractions.

    >>> _decimal_bounds((Decimal("860000000"),), Decimal("1E7"), "exact", False)
    ('855000000', '865000000')
    """
    first, last = values[0], values[-1]
    half = step / 2
    low = None if approx == "under" else first - half if approx == "exact" else first
    high = None if approx == "over" else last + half if approx == "exact" else last
    if capped and last <= _WHOLE:
        high = _WHOLE if high is None else min(high, _WHOLE)
    return (
        "" if low is None else plain_decimal(low, 0),
        "" if high is None else plain_decimal(high, 0),
    )


def _is_capped(figure: Figure, meaning: Meaning) -> bool:
    """Whether a share cannot pass 100 %; a share of a plan can."""
    if meaning.kind != "share" or figure.unit.canonical != "%":
        return False
    return not any(word in meaning.basis for word in words("plan_basis"))


def _step(figure: Figure) -> Decimal:
    """One unit of the last printed place; 0 for a whole count without 万 or 亿, which is exact."""
    if figure.denominator != 1:
        return Decimal(0)
    if figure.tail == "成":
        return Decimal(10)
    _, _, decimals = figure.numeral.replace("点", ".").partition(".")
    rate = figure.unit.category in _RATES or figure.form == "ratio"
    if not decimals and figure.multiplier == 1 and not rate:
        return Decimal(0)
    return _last_place(figure.multiplier, len(decimals))


@lru_cache(maxsize=256)
def _last_place(multiplier: int, decimals: int) -> Decimal:
    return Decimal(multiplier).scaleb(-decimals)
