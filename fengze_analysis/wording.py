"""Figures as people read them: 万, 亿 and 万亿 in Chinese, million and billion in English."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from importlib import resources

from .interval import Interval, format_number, round_outward

CHINESE, ENGLISH = "zh", "en"
_SCALES = {
    CHINESE: ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    ENGLISH: ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
}

_GAP_UNITS = {"%": "个百分点", "‰": "个千分点", "位": "个位次"}
_BARE = ("%", "‰", "个百分点", "个千分点", "个位次", "倍", "位")


def format_amount(value: Fraction | str, unit: str, language: str) -> str:
    """``value`` with its unit as read in ``language``; exact, never rounded.

    ``value`` is a number or a ``value`` column (``5..8`` is a range); no value gives ``""``.

    >>> format_amount("860000000", "元", "zh"), format_amount("860000000", "元", "en")
    ('8.6亿元', '860 million yuan')
    >>> format_amount("91350000", "元", "zh"), format_amount("91350000", "元", "en")
    ('9135万元', '91.35 million yuan')
    >>> format_amount("233000", "人次", "zh"), format_amount("233000", "人次", "en")
    ('23.3万人次', '233,000 person-times')
    >>> format_amount("4320", "个", "zh"), format_amount("4320", "个", "en")
    ('4320个', '4,320')
    >>> format_amount("83.35", "%", "zh"), format_amount("4", "个百分点", "en")
    ('83.35%', '4 percentage points')
    >>> format_amount("1", "位", "zh"), format_amount("1", "位", "en")
    ('第1位', 'rank 1')
    """
    if isinstance(value, str):
        low, separator, high = value.partition("..")
        if separator:
            return format_interval(Interval.parse(low, high), unit, language)
        if not value:
            return ""
    exact = Fraction(value)
    return _with_unit(_scaled(exact, _scale_of(exact, unit, language), language), unit, language)


def format_interval(interval: Interval, unit: str, language: str) -> str:
    """Both ends of ``interval`` with the unit once; an open end is said in words.

    >>> plan = Interval.parse("5626000000", "5689000000")
    >>> format_interval(plan, "元", "zh"), format_interval(plan, "元", "en")
    ('56.26亿元至56.89亿元', '5.626 to 5.689 billion yuan')
    >>> over = Interval.parse("130000000000", "")
    >>> format_interval(over, "元", "zh"), format_interval(over, "元", "en")
    ('不低于1300亿元', 'at least 130 billion yuan')
    """
    low, high = interval.low, interval.high
    chinese = language == CHINESE
    if low is None or high is None:
        end = high if low is None else low
        if end is None:
            return "不限" if chinese else "any value"
        words = ("不高于", "at most ") if low is None else ("不低于", "at least ")
        return words[not chinese] + format_amount(end, unit, language)
    if low == high:
        return format_amount(low, unit, language)
    if chinese:
        return f"{format_amount(low, unit, language)}至{format_amount(high, unit, language)}"
    scale = _scale_of(max(abs(low), abs(high)), unit, language)
    first = _scaled(low, (scale[0], ""), language)
    return f"{first} to {_with_unit(_scaled(high, scale, language), unit, language)}"


def round_readable(interval: Interval, places: int = 2) -> Interval:
    """``interval`` with its ends rounded outward to ``places`` of 亿 (万亿, 万) or of one.

    >>> round_readable(Interval(Fraction("5626728110"), Fraction("5688372093")))
    Interval(low=Fraction(5626000000, 1), high=Fraction(5689000000, 1))
    """
    ends = [abs(end) for end in (interval.low, interval.high) if end is not None]
    scale = next((s for s, _ in _SCALES[CHINESE] if max(ends, default=Fraction(0)) >= s), 1)
    small = Interval(
        None if interval.low is None else interval.low / scale,
        None if interval.high is None else interval.high / scale,
    )
    return Interval.parse(*round_outward(small, places)).scale(scale)


def gap_unit(unit: str) -> str:
    """The unit of a difference: rates lie points apart, ranks places, all else its own unit.

    >>> gap_unit("%"), gap_unit("‰"), gap_unit("位"), gap_unit("元")
    ('个百分点', '个千分点', '个位次', '元')
    """
    return _GAP_UNITS.get(unit, unit)


def format_plain(value: Fraction, language: str) -> str:
    """``value`` exact and without a unit, in English with commas between the thousands.

    >>> format_plain(Fraction(2412), "en"), format_plain(Fraction(149, 10), "zh")
    ('2,412', '14.9')
    >>> format_plain(Fraction(2, 3), "en"), format_plain(Fraction(-1, 2), "en")
    ('2/3', '-0.5')
    """
    text = format_number(value)
    if language == CHINESE or "/" in text:
        return text
    whole, point, decimals = text.lstrip("-").partition(".")
    return f"{'-' * (value < 0)}{int(whole):,}{point}{decimals}"


def _scale_of(value: Fraction, unit: str, language: str) -> tuple[int, str]:
    if unit in _BARE:
        return 1, ""
    if language == ENGLISH and unit not in _money():
        return 1, ""
    return next((scale for scale in _SCALES[language] if abs(value) >= scale[0]), (1, ""))


def _scaled(value: Fraction, scale: tuple[int, str], language: str) -> str:
    return format_plain(value / scale[0], language) + scale[1]


def _with_unit(number: str, unit: str, language: str) -> str:
    if unit == "位":
        return f"第{number}位" if language == CHINESE else f"rank {number}"
    if language == CHINESE or unit in ("%", "‰"):
        return number + unit
    singular, plural = unit_names().get(unit, (unit, unit))
    return f"{number} {singular if number == '1' else plural}".rstrip()


@cache
def unit_names() -> dict[str, tuple[str, str]]:
    """The English singular and plural of a unit; a bare measure word has none.

    >>> unit_names()["亩"], unit_names()["个"]
    (('mu', 'mu'), ('', ''))
    """
    text = resources.files("fengze_analysis").joinpath("wording.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["unit"]: (row["singular"], row["plural"]) for row in rows}


def _money() -> frozenset[str]:
    return frozenset(unit for unit in unit_names() if unit.endswith("元"))
