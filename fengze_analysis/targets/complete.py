"""What a target leaves unsaid: one spelling of its unit, and what its value can stand for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..interval import Interval, decimal_or_fraction
from ..lexicon.units import canonical_unit
from ..model import Number, Target
from ..rounding import ABOUT_SHARE


def complete(target: Target, about_share: Fraction = ABOUT_SHARE) -> Target:
    """``target`` with ``canonical_unit``, ``low`` and ``high`` where it has none.

    A target is exact as written: both bounds are the value, a range has its own ends, and 左右
    (``~``) opens ``about_share`` of the value to either side.
    """
    unit = target.canonical_unit or canonical_unit(target.unit)
    if target.value is None or target.low is not None or target.high is not None:
        return replace(target, canonical_unit=unit)
    first, last = _ends(target)
    if target.operator == "~":
        first, last = first - about_share * abs(first), last + about_share * abs(last)
    return replace(target, canonical_unit=unit, low=_number(first), high=_number(last))


def _ends(target: Target) -> tuple[Fraction, Fraction]:
    value = target.value
    assert value is not None
    if not isinstance(value, Interval):
        return Fraction(value), Fraction(value)
    assert value.low is not None
    assert value.high is not None
    return value.low, value.high


def _number(value: Fraction) -> Number:
    return decimal_or_fraction(value)
