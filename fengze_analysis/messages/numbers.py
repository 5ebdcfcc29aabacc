"""Numbers as people read them: 万, 亿 and 万亿 in Chinese, million and billion in English."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeAlias

from ..interval import Exact, Interval, Number, format_number, round_outward
from ..model import Period
from . import load_catalogue, say

Value: TypeAlias = Exact | int | float

_SCALES = {
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "en": ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
}
_POINTS = {"%": "个百分点", "‰": "个千分点", "位": "个位次"}
_BARE = frozenset(("%", "‰", "位", "倍", *_POINTS.values()))
_TIGHT = frozenset("%‰")  # no space before them in English


def format_amount(
    value: Value | None, unit: str, language: str, qualifier: str = "", *, places: int | None = None
) -> str:
    """``value`` with its unit as read in ``language``, exact unless ``places`` says to round.

    ``qualifier`` is a word as printed (超, 近, 约, 余, 以上), a code of the column ``approx`` or an
    operator of a target; an unknown one raises :class:`KeyError`. ``places`` counts decimals of the
    number as shown. No value (``None``, NaN) gives ``""``.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, Interval):
        text = format_interval(value, unit, language)
        return say(f"numbers.{qualifier or 'exact'}", language, n=text)
    exact = _exact(value)
    scale = _scale_of(exact, unit, language)
    number = _scaled(exact, scale, language, places)
    if language == "zh" and qualifier in ("余", "多"):  # stands between number and unit
        return _with_unit(say(f"numbers.{qualifier}", language, n=number), unit, language)
    text = _with_unit(number, unit, language)
    return say(f"numbers.{qualifier or 'exact'}", language, n=text)


def format_interval(interval: Interval, unit: str, language: str) -> str:
    """Both ends of ``interval`` with the unit once; an open end is said in words."""
    low, high = interval.low, interval.high
    if low is None and high is None:
        return say("numbers.any", language)
    if low is None or high is None:
        key, end = ("numbers.at_most", high) if low is None else ("numbers.at_least", low)
        return say(key, language, n=format_amount(end, unit, language))
    if low == high:
        return format_amount(low, unit, language)
    first = format_amount(low, unit, language)
    if language == "en" and unit != "位":
        scale = _scale_of(max(abs(low), abs(high)), unit, language)
        first = _scaled(low, (scale[0], ""), language) + unit * (unit in _TIGHT)
        last = _with_unit(_scaled(high, scale, language), unit, language)
    else:
        last = format_amount(high, unit, language)
    return say("numbers.range", language, low=first, high=last)


def format_plain(value: Number | int | float, language: str, *, places: int | None = None) -> str:
    """``value`` without a unit, in English with commas between the thousands."""
    exact = _exact(value)
    text = format_number(exact if places is None else _rounded(exact, places))
    return text if language == "zh" or "/" in text else f"{Decimal(text):,f}"


def format_period(period: Period | str | int | None, language: str) -> str:
    """A year, a span or a part of a year in words; nothing gives ``""``."""
    if period is None or period == "":
        return ""
    found = period if isinstance(period, Period) else Period.parse(str(period))
    key = "span" if found.first != found.last else found.part or "year"
    return say(f"numbers.{key}", language, first=found.first, last=found.last)


def find_qualifier(before: str, after: str) -> str:
    """The qualifier printed right before or right after a figure, ``""`` where there is none."""
    before, after = before.rstrip(), after.lstrip()
    words = [key.removeprefix("numbers.") for key in load_catalogue() if key.startswith("numbers.")]
    chinese = sorted((word for word in words if not word.isascii()), key=len, reverse=True)
    for word in chinese:
        leads = say(f"numbers.{word}", "zh", n="#").endswith("#")
        if before.endswith(word) if leads else after.startswith(word):
            return word
    return ""


def join_words(words: Iterable[str], language: str) -> str:
    """``words`` as a list in running text."""
    listed = list(words)
    if language == "zh" or len(listed) < 2:
        return ("、" if language == "zh" else ", ").join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def round_readable(interval: Interval) -> Interval:
    """``interval`` with its ends rounded outward to two places of 亿 (万亿, 万) or of one."""
    ends = [abs(end) for end in (interval.low, interval.high) if end is not None]
    scale = next((s for s, _ in _SCALES["zh"] if max(ends, default=Fraction(0)) >= s), 1)
    return round_outward(interval, Fraction(scale, 100))


def gap_unit(unit: str) -> str:
    """The unit of a difference: rates lie points apart, ranks places, all else its own unit."""
    return _POINTS.get(unit, unit)


def unit_name(unit: str, language: str, *, plural: bool = True) -> str:
    """A unit by its name; in English a bare measure word has none, and an unknown unit stays."""
    if language == "zh":
        return unit
    if f"units.{unit}" not in load_catalogue():
        top, slash, under = unit.partition("/")
        if not slash:
            return unit
        thing = unit_name(under, language, plural=False)
        per = f"per {thing}" if thing else "each"
        return f"{unit_name(top, language, plural=plural)} {per}"
    singular, bar, several = say(f"units.{unit}", "en").partition("|")
    return several if bar and plural else singular


def _scale_of(value: Fraction, unit: str, language: str) -> tuple[int, str]:
    """万, 亿, million … of a number; in English a count of many digits is printed in full."""
    if unit in _BARE:
        return 1, ""
    scale = next((scale for scale in _SCALES[language] if abs(value) >= scale[0]), (1, ""))
    in_full = language == "en" and not unit.endswith("元") and value * 1000 % scale[0]
    return (1, "") if in_full else scale


def _scaled(
    value: Fraction, scale: tuple[int, str], language: str, places: int | None = None
) -> str:
    return format_plain(value / scale[0], language, places=places) + scale[1]


def _with_unit(number: str, unit: str, language: str) -> str:
    if unit == "位":
        return say("numbers.rank", language, n=number)
    if language == "zh" or unit in _TIGHT:
        return number + unit
    return f"{number} {unit_name(unit, language, plural=number != '1').lstrip()}".rstrip()


def _exact(value: Number | int | float) -> Fraction:
    return Fraction(repr(float(value))) if isinstance(value, float) else Fraction(value)


def _rounded(value: Fraction, places: int) -> Fraction:
    steps = value * 10**places
    exact = Decimal(steps.numerator) / Decimal(steps.denominator)
    return Fraction(exact.quantize(Decimal(1), ROUND_HALF_UP)) / Fraction(10**places)
