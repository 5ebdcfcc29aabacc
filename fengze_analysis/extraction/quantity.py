"""A figure with a meaning to a quantity: exact value, unit as printed, interval."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ..interval import Exact, Interval, Number, decimal_or_fraction, format_number
from ..lexicon import words
from ..lexicon.units import canonical_unit
from ..model import Quantity
from ..rounding import TRUNCATION, printed_interval
from .figure import Figure
from .meaning import Meaning

_NOUGHT, _HALF, _ONE, _WHOLE = Decimal(0), Decimal("0.5"), Decimal(1), Decimal(100)
_RATES = frozenset(("percent", "point", "multiple", "rate", "score"))


class Rule(NamedTuple):
    """How printed figures are rounded and how wide 约 is; ``share`` is that width as a decimal.

    >>> from ..rounding import HALF_UP
    >>> Rule.of(HALF_UP, Fraction(1, 20)).share, Rule.of(HALF_UP, Fraction(1, 3)).share
    (Decimal('0.05'), None)
    """

    rounding: str
    about_share: Fraction
    share: Decimal | None

    @classmethod
    def of(cls, rounding: str, about_share: Fraction) -> Rule:
        """The rule of these two; the decimal is ``None`` where it does not end."""
        printed = format_number(about_share)
        return cls(rounding, about_share, None if "/" in printed else Decimal(printed))


def to_quantity(text: str, folded: str, figure: Figure, meaning: Meaning, rule: Rule) -> Quantity:
    """The quantity of a scanned figure; ``folded`` is ``text`` in one width and script."""
    value = _value(figure)
    unit = _printed_unit(text, folded, figure)
    low, high = _bounds(figure, value, meaning, rule)
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


def _value(figure: Figure) -> Exact:
    if figure.denominator != 1:
        return decimal_or_fraction(Fraction(figure.values[0]) / figure.denominator)
    if len(figure.values) == 1:
        return scaled(figure.values[0], figure.multiplier)
    return Interval.between(*(scaled(value, figure.multiplier) for value in figure.values))


def scaled(value: Decimal, multiplier: int = 1) -> Decimal:
    """``value`` without exponent; printed places stay where nothing multiplied it.

    >>> scaled(Decimal("14.90")), scaled(Decimal("149000.00"), 10000)
    (Decimal('14.90'), Decimal('149000'))
    """
    if multiplier != 1 and value.as_tuple().exponent < 0:  # type: ignore[operator]
        value = value.normalize()
    return value.quantize(_ONE) if value.as_tuple().exponent > 0 else value  # type: ignore[operator]


def _printed_unit(text: str, folded: str, figure: Figure) -> str:
    """The unit as the text prints it, full width and traditional characters included."""
    printed = figure.unit.printed
    if not printed or figure.tail == "成" or figure.unit.category == "rank":
        return printed
    at = folded.rfind(printed, figure.start, figure.end)
    return text[at : at + len(printed)] if at >= 0 else printed


def _bounds(
    figure: Figure, value: Exact, meaning: Meaning, rule: Rule
) -> tuple[Number | None, Number | None]:
    """The ends of the interval the figure can stand for, ``None`` for an open one."""
    step = _step(figure)
    if (
        not step
        and meaning.approx == "exact"
        and figure.form == "plain"
        and not isinstance(value, Interval)
    ):
        return value, value
    capped = _is_capped(figure, meaning)
    rounding, about_share, share = rule
    if figure.denominator == 1 and share is not None and rounding != TRUNCATION:
        return _decimal_bounds(figure.values, step, meaning.approx, share, capped)
    cap = Fraction(100) if capped else None
    interval = printed_interval(value, Fraction(step), meaning.approx, rounding, about_share, cap)
    return _end(interval.low), _end(interval.high)


def _end(bound: Fraction | None) -> Number | None:
    return None if bound is None else decimal_or_fraction(bound)


def _decimal_bounds(
    values: tuple[Decimal, ...], step: Decimal, approx: str, share: Decimal, capped: bool
) -> tuple[Decimal | None, Decimal | None]:
    """What :func:`printed_interval` says of most figures, without its fractions.

    >>> _decimal_bounds((Decimal("860000000"),), Decimal("1E7"), "exact", Decimal("0.05"), False)
    (Decimal('855000000'), Decimal('865000000'))
    """
    first, last = values[0], values[-1]
    low: Decimal | None = first
    high: Decimal | None = last
    if approx == "exact":
        half = step * _HALF
        low, high = first - half, last + half
    elif approx == "about":
        low, high = first - share * abs(first), last + share * abs(last)
    elif approx == "over":
        high = None
    else:
        low = None
    if capped and last <= _WHOLE:
        high = _WHOLE if high is None else min(high, _WHOLE)
    return (
        None if low is None else scaled(low, 0),
        None if high is None else scaled(high, 0),
    )


def _is_capped(figure: Figure, meaning: Meaning) -> bool:
    """Whether a share cannot pass 100 %; a share of a plan can."""
    if meaning.kind != "share" or figure.unit.canonical != "%":
        return False
    return not any(word in meaning.basis for word in words("plan_basis"))


def _step(figure: Figure) -> Decimal:
    """One unit of the last printed place; 0 for a whole count without 万 or 亿, which is exact."""
    if figure.denominator != 1:
        return _NOUGHT
    if figure.tail == "成":
        return Decimal(10)
    numeral = figure.numeral
    point = numeral.find("点" if "点" in numeral else ".")
    decimals = len(numeral) - point - 1 if point >= 0 else 0
    if decimals or figure.multiplier != 1:
        return _last_place(figure.multiplier, decimals)
    rate = figure.unit.category in _RATES or figure.form == "ratio"
    return _ONE if rate else _NOUGHT


@lru_cache(maxsize=256)
def _last_place(multiplier: int, decimals: int) -> Decimal:
    return Decimal(multiplier).scaleb(-decimals)
