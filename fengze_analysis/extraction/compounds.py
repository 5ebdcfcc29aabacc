"""Figures in two steps: 123元5角, 1小时30分, 四年半, 八成五."""

from __future__ import annotations

import re
from decimal import Decimal

from ..lexicon.units import Unit
from .attaching import Scaled
from .figure import MALFORMED, PERCENT, Figure, Found, unread
from .numerals import DIGITS, parse_chinese

TENTHS = re.compile(
    r"""
    [ \x1f]?成(?![立为员果本效功都品长交就人年型片套批分份龙熟因绩才像])  # 九成, not 成立
    ([一二三四五六七八九半](?![个项家]))?                            # 八成五
    """,
    re.VERBOSE,
)
_TENTH = re.compile("成()")
_HEDGED = re.compile("超过?$|近$|逾$|约$|达到?$|占$")  # 超过九成为公营房屋
# 5角3分 behind 123元; 5 behind 2块 or 6米.
_SMALL_CHANGE = re.compile(
    r"""
    (?<=[元块])零?
    (?=[0-9一二三四五六七八九]\s?[角毛分])
    (?: ([0-9一二三四五六七八九])\s?[角毛] )?
    (?: 零?([0-9一二三四五六七八九])\s?分(?![之钟数值]) )?
  | (?<=[块米])([0-9一二三四五六七八九])(?=[，。；、！？)的]|$)
    """,
    re.VERBOSE,
)
# 30分 behind 1小时: the smaller unit, and how many of it make the larger.
_SMALLER = {
    "年": (re.compile("零?([0-9]{1,2})个月"), 12),
    "天": (re.compile("零?([0-9]{1,2})个?小时"), 24),
    "小时": (re.compile("零?([0-9]{1,2})分钟?(?!之)"), 60),
    "分钟": (re.compile("零?([0-9]{1,2})秒钟?"), 60),
    "分": (re.compile("零?([0-9]{1,2})秒钟?"), 60),
}
_HALF, _HALVED = Decimal("0.5"), ("年", "天", "小时")


def read_smaller(text: str, start: int, number: Scaled, end: int, unit: Unit) -> Figure | None:
    """123元5角 is 123.5 元, 1小时30分 is 1.5 小时, ``None`` where no smaller unit follows.

    >>> from ..lexicon.units import match_unit
    >>> yuan = match_unit("元", 0)[1]
    >>> figure = read_smaller("3元5角", 0, Scaled(1, "3", Decimal(3), 1, ""), 2, yuan)
    >>> figure and figure.values
    (Decimal('3.5'),)
    """
    if number.multiplier != 1 or "." in number.printed or number.tail:
        return None
    if unit.printed[-1:] in ("元", "块", "米") and (change := _SMALL_CHANGE.match(text, end)):
        digits = (DIGITS.get(one, one) if one else 0 for one in change.groups())
        tenths, hundredths, more = map(Decimal, digits)
        value = number.value + (tenths + more) / 10 + hundredths / 100
        return Figure(start, change.end(), f"{value:f}", (value,), 1, unit)
    smaller, parts = _SMALLER.get(unit.printed.removeprefix("个"), (None, 1))
    match = smaller.match(text, end) if smaller else None
    if match is None or int(match[1]) >= parts:
        return None
    whole = Unit(unit.printed, "分钟", "duration") if unit.printed == "分" else unit
    values = (number.value * parts + int(match[1]),)
    return Figure(start, match.end(), number.printed, values, 1, whole, denominator=parts)


def read_half(text: str, start: int, number: Scaled, end: int, unit: Unit) -> Found:
    """四年半 is 4.5 years; 一年半载 is an idiom, and half a month of months says nothing.

    >>> from ..lexicon.units import match_unit
    >>> year = match_unit("年", 0)[1]
    >>> read_half("4年半", 0, Scaled(1, "4", Decimal(4), 1, ""), 2, year)[1][0].values
    (Decimal('4.5'),)
    """
    if text.startswith("载", end + 1):
        return end + 2, ()
    if unit.printed not in _HALVED or number.multiplier != 1:
        return end + 1, (unread(start, end + 1, MALFORMED),)
    values = (number.value + _HALF,)
    return end + 1, (Figure(start, end + 1, f"{values[0]}", values, 1, unit),)


def read_tenths(text: str, start: int, number: Scaled) -> Figure | None:
    """九成 is 90 %, 八成五 is 85 %; 成立 is none, nor without a hedge 成为.

    >>> figure = read_tenths("8成5", 0, Scaled(1, "8", Decimal(8), 1, ""))
    >>> figure and (figure.values, figure.end)
    ((Decimal('80'),), 2)
    """
    if "成" not in text[number.end : number.end + 3] or number.value > 10:
        return None
    match = TENTHS.match(text, number.end)
    if match is None and text.startswith("成为", number.end):
        hedged = _HEDGED.search(text[max(0, start - 3) : start])
        match = _TENTH.match(text, number.end) if hedged else None
    if match is None:
        return None
    more = Decimal(5) if match[1] == "半" else parse_chinese(match[1]) if match[1] else None
    value = number.value * 10 + (more or 0)
    return Figure(start, match.end(), format(value, "f"), (value,), 1, PERCENT, tail="成")
