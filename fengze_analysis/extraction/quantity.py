"""A figure with a meaning to a quantity: exact value, unit as printed, interval."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ..interval import Exact, Interval, Number, decimal_or_fraction
from ..lexicon import words
from ..lexicon.units import canonical_unit
from ..model import Quantity
from ..rounding import printed_interval, printed_step
from .figure import Figure
from .meaning import Meaning

_RATES = frozenset(("percent", "point", "multiple", "rate", "score"))


def to_quantity(
    text: str, folded: str, figure: Figure, meaning: Meaning, rounding: str, about_share: Fraction
) -> Quantity:
    """The quantity of a scanned figure; ``folded`` is ``text`` in one width and script."""
    value = _value(figure)
    unit = _printed_unit(text, folded, figure)
    step = _step(figure)
    low = high = value if not isinstance(value, Interval) else None
    if step or meaning.approx != "exact" or figure.form != "plain" or low is None:
        cap = Fraction(100) if _is_capped(figure, meaning) else None
        within = printed_interval(value, step, meaning.approx, rounding, about_share, cap)
        low, high = _end(within.low), _end(within.high)
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
    return value.quantize(Decimal(1)) if value.as_tuple().exponent > 0 else value  # type: ignore[operator]


def _printed_unit(text: str, folded: str, figure: Figure) -> str:
    """The unit as the text prints it, full width and traditional characters included."""
    printed = figure.unit.printed
    if not printed or figure.tail == "成" or figure.unit.category == "rank":
        return printed
    at = folded.rfind(printed, figure.start, figure.end)
    return text[at : at + len(printed)] if at >= 0 else printed


def _end(bound: Fraction | None) -> Number | None:
    return None if bound is None else decimal_or_fraction(bound)


def _is_capped(figure: Figure, meaning: Meaning) -> bool:
    """Whether a share cannot pass 100 %; a share of a plan can."""
    if meaning.kind != "share" or figure.unit.canonical != "%":
        return False
    return not any(word in meaning.basis for word in words("plan_basis"))


def _step(figure: Figure) -> Fraction:
    """One unit of the last printed place; 0 for a whole count without 万 or 亿, which is exact."""
    if figure.denominator != 1:
        return Fraction(0)
    if figure.tail == "成":
        return Fraction(10)
    rate = figure.unit.category in _RATES or figure.form == "ratio"
    return printed_step(figure.numeral.replace("点", "."), figure.multiplier) or Fraction(rate)
