"""A published figure: what its qualifier and its print leave open."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from .interval import Interval
from .model import Published
from .rounding import ABOUT_SHARE, HALF_UP, printed_interval, printed_step

RATES = ("%", "个百分点", "‰", "个千分点")
# A piece of a qualifier with a figure in it (增长15%左右) speaks of that figure, not of the value.
_REMARK = re.compile(r"[,，;；:：()（）]")
_APPROXIMATORS = (
    ("about", re.compile(r"左右|约(?!束)|around|about")),
    (
        "under",
        re.compile(r"不足|以内|以下|(?<!不)低于|小于|近(?![年岸日来期几一二三四五六七八九十])"),
    ),
    (
        "over",
        re.compile(
            r"不低于|超(?!额)|突破|以上|大于|高于|优于|余|多$|more than|over|surpass|exceed"
        ),
    ),
)
# How the source printed a value that the table gives with 万 and 亿 applied (原文2.87万家).
_AS_PRINTED = re.compile(r"原文(?:作|为|：)?(\d+(?:\.\d+)?)(万亿|亿|万)?")
_MULTIPLIERS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def published_interval(
    row: Published,
    approx: str,
    rounding: str = HALF_UP,
    about_share: Fraction = ABOUT_SHARE,
    cap: Fraction | None = None,
) -> Interval:
    """The interval that a published figure can stand for; ``approx`` is of its qualifier."""
    return printed_interval(row.value, _step_of(row), approx, rounding, about_share, cap)


def approximator(qualifier: str) -> str:
    """What a printed qualifier says of a value: exact, about, over or under.

    >>> approximator("突破"), approximator("预计…左右"), approximator("高于全市2.4个百分点")
    ('over', 'about', 'exact')
    """
    pieces = [part for part in _REMARK.split(qualifier) if not re.search(r"\d", part)]
    for name, pattern in _APPROXIMATORS:
        if any(pattern.search(piece) for piece in pieces):
            return name
    return "exact"


def _step_of(row: Published) -> Fraction:
    """One unit of the last printed place: as the note gives the source's own print, else guessed.

    A rate is rounded to its last place even when printed whole. Without a note the table no longer
    says whether 720000 was printed in full or as 72 万: from 10000 up two or more zeros at the end
    are taken for a multiplier, so that the interval is at worst too wide.
    """
    value, printed = row.value, _AS_PRINTED.match(row.note)
    if not isinstance(value, Decimal):
        return Fraction(0)
    places = max(-int(value.as_tuple().exponent), 0)
    if row.unit in RATES:
        return Fraction(1, 10**places)
    multiplier = _MULTIPLIERS[printed[2] or ""] if printed else 1
    if printed and Fraction(printed[1]) * multiplier == Fraction(value):
        return printed_step(printed[1], multiplier)
    whole = str(abs(int(value)))
    zeros = len(whole) - len(whole.rstrip("0"))
    if places:
        return Fraction(1, 10**places)
    return Fraction(10) ** zeros if zeros >= 2 and len(whole) >= 5 else Fraction(0)
