"""The interval of true values that a printed figure can stand for."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from .errors import InputError, choose
from .interval import Exact, Interval, exact_text
from .model import Published

HALF_UP, HALF_EVEN, TRUNCATION = "half_up", "half_even", "truncation"
ROUNDING_RULES = (HALF_UP, HALF_EVEN, TRUNCATION)
APPROXIMATORS = ("exact", "about", "over", "under")
ABOUT_SHARE = Fraction(5, 100)
RATES = ("%", "个百分点", "‰", "个千分点")
# A piece of a qualifier with a figure in it (增长15%左右) speaks of that figure, not of the value.
_BREAK = re.compile(r"[,，;；:：()（）]")
_APPROXIMATORS = {
    "about": re.compile("左右|约(?!束)|around|about"),
    "under": re.compile("不足|以[内下]|(?<!不)低于|小于|近(?![年岸日来期几一二三四五六七八九十])"),
    "over": re.compile("不低于|超(?!额)|突破|以上|[大高优]于|余|多$|more than|over|surpass|exceed"),
}
# How the source printed a value that the table gives with 万 and 亿 applied (原文2.87万家).
_AS_PRINTED = re.compile(r"原文(?:作|为|：)?(\d+(?:\.\d+)?)(万亿|亿|万)?")
_MULTIPLIERS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def printed_interval(
    value: Exact,
    step: Fraction = Fraction(0),
    approx: str = "exact",
    rounding: str = HALF_UP,
    about_share: Fraction = ABOUT_SHARE,
    cap: Fraction | None = None,
) -> Interval:
    """The closed interval that a printed ``value`` can stand for.

    ``value`` is the number with its multiplier applied: a decimal, a fraction or a range.
    ``step`` is one unit of the last printed place in the unit of ``value`` (8.6 亿 → 10000000),
    0 for a count printed in full (152 个), which is exact.

    * ``exact``: half a step either side under ``half_up`` and ``half_even``; under ``truncation``
      a whole step away from zero. The ends are included although each rule leaves one of them out,
      so the interval is never too narrow.
    * ``over`` (超 余 多 以上): from the value up; ``under`` (近 不足 以内): up to the value.
    * ``about`` (约 左右): the value ± ``about_share`` of itself.

    A rate that cannot pass ``cap`` ends there, unless the printed value itself passes it.
    """
    ends = (value.low, value.high) if isinstance(value, Interval) else (Fraction(value),) * 2
    first, last = low, high = ends
    if first is None or last is None:
        raise InputError("the range is open", exact_text(value), "two ends, such as 5..8")
    if choose("approximator", approx, APPROXIMATORS) == "over":
        high = None
    elif approx == "under":
        low = None
    elif approx == "about":
        low, high = first - about_share * abs(first), last + about_share * abs(last)
    elif choose("rounding rule", rounding, ROUNDING_RULES) == TRUNCATION:
        low, high = first - step * (first <= 0), last + step * (last >= 0)
    elif step:
        half = step / 2
        low, high = first - half, last + half
    if cap is not None and last <= cap:
        high = cap if high is None else min(high, cap)
    return Interval(low, high)


def any_rounding(number: Fraction, step: Fraction) -> Interval:
    """What a printed number can stand for if it was rounded or cut off, whichever was done."""
    below, beyond = (step / 2, step) if number >= 0 else (step, step / 2)
    return Interval(number - below, number + beyond)


def printed_step(numeral: str, multiplier: Fraction | int = 1) -> Fraction:
    """One unit of the last printed place; 0 for a full count. A rate printed whole has 1, not 0."""
    _, point, decimals = numeral.partition(".")
    if not point and multiplier == 1:
        return Fraction(0)
    return Fraction(multiplier, 10 ** len(decimals))


@cache
def approximator(qualifier: str) -> str:
    """What a printed qualifier says of a value: exact, about, over or under."""
    pieces = [part for part in _BREAK.split(qualifier) if not re.search(r"\d", part)]
    said = (name for name, form in _APPROXIMATORS.items() for one in pieces if form.search(one))
    return next(said, "exact")


def published_step(row: Published) -> Fraction:
    """One unit of the last printed place: by the print that the note gives, else guessed."""
    # A rate is rounded to its last place even when printed whole. Whether 720000 was printed in
    # full or as 72 万, only a note says: from 10000 up two or more zeros at the end are taken for a
    # multiplier, so that the interval is at worst too wide.
    value = row.value
    if not isinstance(value, Decimal):
        return Fraction(0)
    places = max(-int(value.as_tuple().exponent), 0)
    if row.unit in RATES:
        return Fraction(1, 10**places)
    if printed := _AS_PRINTED.match(row.note):
        multiplier = _MULTIPLIERS[printed[2] or ""]
        if Decimal(printed[1]) * multiplier == value:
            return printed_step(printed[1], multiplier)
    if places:
        return Fraction(1, 10**places)
    whole = str(abs(int(value)))
    zeros = len(whole) - len(whole.rstrip("0"))
    return Fraction(10**zeros) if zeros >= 2 and len(whole) >= 5 else Fraction(0)
