"""The figure of a numeral: what multiplies it, its unit, the second end of a range."""

from __future__ import annotations

import re

from ..lexicon.units import NO_UNIT, Unit
from ..text.layout import FILLER
from .attaching import Scaled, peek, scale, unit_behind
from .compounds import TENTHS, read_half, read_smaller, read_tenths
from .counting import counts
from .figure import CUT, NO_UNIT_KNOWN, PERCENT, Figure, Found, Numeral, unread
from .numerals import ARABIC, CHINESE, CHINESE_RUN, LONGEST, parse_arabic, parse_chinese
from .ranks import read_top
from .refusing import (
    is_name_behind,
    is_named_duration,
    is_numbered,
    is_period,
    is_quoted,
    is_reference,
    is_version,
)

_DASH = re.compile(
    rf"""
    [ {FILLER}]*(?:[-—~]{{1,2}}|至|到)[ {FILLER}]*   # 5—8, 10%至15%
    (?=[0-9{CHINESE}])
    """,
    re.VERBOSE,
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")  # 2025北京榜样
# Digits go on behind a page break or a line end: 1|.5, 9.|1.
_CUT_NUMERAL = re.compile(
    rf"""
    (?P<point>\.?)
    (?P<gap>{FILLER}[ {FILLER}]*)
    (?=\.?[0-9])
    """,
    re.VERBOSE,
)
_FROM = re.compile("[从由自][^，。；]*$")
_ROAD = re.compile("[ ]?[国省县乡]道")

_POINTS = Unit("个点", "个百分点", "point")
# 斥资三千万, 三千万收购股份: who spends says an amount; 五百亿集群 is a class.
_SPENT = re.compile(
    "(?:投资|斥资|出资|筹资|融资|捐资|耗资|资金|投入|贷款|借款|捐款|筹集|募集|拨付|安排|奖励|补助|补贴)[约近超共了达]?$"
)
_SPENDS = re.compile(
    "(?:收购|购[买置]|[建改扩新修]建|建设|改造|用于|投[入资]|入股|支持|补助|奖励|资助|设立|整治|引进)"
)
_AMOUNT_IN_WORDS = 10**6
_LINE_END = 2  # characters, \r\n

_RATE_FOLLOWS = re.compile(r"[ ]?[0-9.]+[%‰]")  # 两个90%以上 counts slogans
_WORKS = re.compile("[^，。；0-9]{0,8}?(?:变电站|变电所|开关站|线路|输变电|输电)")
_BOUNDS = ("以内", "以下", "以上", "左右")  # 倍差缩小到1.75以内
_LANDMARKS = ("台阶", "新台阶", "大关", "关口", "门槛")
# What may stand behind a numeral that has no unit at all.
_STOPS = frozenset("，。；、！？,;)!?\n\r\t|”/:：(和与及降升提增上下") | {FILLER}


def complete(text: str, start: int, numeral: Numeral) -> Found:
    """Where to go on, and the figure of the ``numeral`` that begins at ``start``.

    >>> complete("5—8亿元", 0, Numeral(1, "5", parse_arabic("5"), False))[1][0].values
    (Decimal('500000000'), Decimal('800000000'))
    """
    if text[start - 1 : start] == "前" and (top := read_top(text, start, numeral)):
        return top.end, (top,)
    if cut := _CUT_NUMERAL.match(text, numeral.end):
        return _read_cut(text, start, numeral, cut)
    scaled = scale(text, numeral)
    end, unit = unit_behind(text, scaled.end)
    dash = _dash_behind(text, start, scaled.end) or _dash_behind(text, start, end)
    if dash is not None and (both := _range(text, start, scaled, unit, dash)):
        return both.end, (both,)
    return _with_unit(text, start, scaled, numeral.chinese, end, unit)


def _read_cut(text: str, start: int, first: Numeral, cut: re.Match[str]) -> Found:
    """A numeral whose digits go on in the next line: whole in wrapped text, else unread.

    A page break with its blank lines may stand between two numbers; one line end may not.
    """
    second = ARABIC.match(text, cut.end())
    if second is None:
        return first.end, (unread(start, first.end, CUT),)
    whole = first.printed + cut["point"] + second[0]
    wrapped = len(cut["gap"]) <= _LINE_END and len(whole) <= LONGEST
    if not wrapped or ARABIC.fullmatch(whole) is None:
        return second.end(), (unread(start, second.end(), CUT),)
    if _YEAR.fullmatch(whole) and text.startswith("年", second.end()):
        return second.end() + 1, ()
    return complete(text, start, Numeral(second.end(), whole, parse_arabic(whole), first.chinese))


def _dash_behind(text: str, start: int, end: int) -> re.Match[str] | None:
    """The dash of a range at ``end``; 从5%到8% is no range but two figures."""
    dash = _DASH.match(text, end)
    if dash is None or ("至" not in dash[0] and "到" not in dash[0]):
        return dash
    return None if comes_from(text, start) else dash


def comes_from(text: str, start: int) -> bool:
    """Whether 从, 由 or 自 before ``start`` makes what follows a way and no range.

    >>> comes_from("增速从5%到8%", 3), comes_from("增长5%到8%", 2)
    (True, False)
    """
    return _FROM.search(text[max(0, start - 12) : start]) is not None


def _range(text: str, start: int, first: Scaled, own: Unit, dash: re.Match[str]) -> Figure | None:
    """The range from ``first`` to what stands behind ``dash``, ``None`` where it is none."""
    numeral = _numeral_at(text, dash.end())
    if numeral is None:
        return None
    second = scale(text, numeral)
    tenths = TENTHS.match(text, second.end)
    plain = first.multiplier == second.multiplier == 1
    if tenths and plain and first.value < second.value <= 10:
        values = (first.value * 10, second.value * 10)
        return Figure(start, tenths.end(), second.printed, values, 1, PERCENT, "range", "成")
    end, unit = unit_behind(text, second.end)
    if unit is NO_UNIT or own.canonical not in ("", unit.canonical):
        return None
    shared = first.value * second.multiplier
    shares = own is NO_UNIT and first.multiplier == 1 and shared <= second.value
    low = shared if shares else first.value  # 5—8亿元 begins at 5亿, 3000—1.2万元 at 3000
    if low > second.value or is_quoted(text, start, end):
        return None
    named = unit.category == "duration" and is_named_duration(text, end)
    if named or (unit.category == "duration" and is_period(text, start, end)):
        return None
    values = (low, second.value)
    multiplier, tail = second.multiplier, second.tail
    return Figure(start, end, second.printed, values, multiplier, unit, "range", tail)


def _numeral_at(text: str, position: int) -> Numeral | None:
    if match := ARABIC.match(text, position):
        return Numeral(match.end(), match[0], parse_arabic(match[0]), False)
    run = CHINESE_RUN.match(text, position)
    value = parse_chinese(run[0]) if run else None
    return Numeral(run.end(), run[0], value, True) if run and value is not None else None


def _with_unit(text: str, start: int, number: Scaled, chinese: bool, end: int, unit: Unit) -> Found:
    if number.multiplier == 1:
        if (tenths := read_tenths(text, start, number)) is not None:
            return tenths.end, (tenths,)
        if (named := _named_end(text, start, number, end, unit)) > start:
            return named, ()
    if unit is NO_UNIT:
        return _without_unit(text, start, number, chinese)
    if text.startswith("半", end) and unit.category == "duration":
        return read_half(text, start, number, end, unit)
    if unit.printed == "个" and "." in number.printed and text.startswith("点", end):
        end, unit = end + 1, _POINTS  # 低0.5个点
    if (whole := read_smaller(text, start, number, end, unit)) is not None:
        return whole.end, (whole,)
    values = (number.value,)
    figure = Figure(
        start, end, number.printed, values, number.multiplier, unit, "plain", number.tail
    )
    if _is_none(text, start, figure, chinese):
        return end, ()
    if unit.category in ("duration", "measure") and text.startswith(("余", "多"), end):
        return end + 1, (figure._replace(end=end + 1, tail=text[end]),)
    return end, (figure,)


def _named_end(text: str, start: int, number: Scaled, end: int, unit: Unit) -> int:
    """The end of a numeral that names a road, a table or another thing, else ``start``."""
    whole = unit.category != "measure" and "." not in number.printed
    if whole and is_numbered(text, start):  # 国道324, not 国道125公里
        return end
    if text.startswith(" ", number.end) and is_reference(text, start):  # 表3 分行业产值
        return number.end
    return end if _ROAD.match(text, number.end) else start


def _is_none(text: str, start: int, figure: Figure, chinese: bool) -> bool:
    """Whether numeral and unit together are a name, a period or an article."""
    if chinese and not counts(text, start, figure):
        return True
    if is_quoted(text, start, figure.end):
        return True
    if figure.unit.printed == "个" and _RATE_FOLLOWS.match(text, figure.end):
        return True
    if figure.unit.printed == "类" and "." in figure.numeral:
        return True  # 1.1类新药
    if figure.unit.canonical == "千伏" and _WORKS.match(text, figure.end):
        return True
    if figure.unit.category != "duration":
        return False
    return is_named_duration(text, figure.end) or is_period(text, start, figure.end)


def _without_unit(text: str, start: int, number: Scaled, chinese: bool) -> Found:
    """A numeral that no unit follows: 55.8万 stands alone, a bare 324 may be a name."""
    end = number.end
    if is_quoted(text, start, end):
        return end, ()
    after = peek(text, end)
    alone = not after or after in _STOPS or text.startswith((*_LANDMARKS, *_BOUNDS), end)
    values = (number.value,)
    figure = Figure(
        start, end, number.printed, values, number.multiplier, NO_UNIT, "plain", number.tail
    )
    if chinese:  # 三千万收购股份
        large = number.multiplier > 1 or len(number.printed) > 2 or number.value >= 10**8
        told = alone and number.value >= 1000
        if not told and number.value >= _AMOUNT_IN_WORDS:
            spent = _SPENT.search(text[max(0, start - 4) : start])
            told = (spent or _SPENDS.match(text, end)) is not None
        return end, (figure,) if large and told else ()
    if number.multiplier > 1:
        return end, (figure,) if alone or number.multiplier >= 10**4 else ()
    if _YEAR.fullmatch(number.printed) and not alone and not text.startswith("  ", end):
        return end, ()
    if is_reference(text, start) or is_version(text, start, number.printed):
        return end, ()
    if is_name_behind(text, end):
        return end, ()
    if after.isascii() and after.isalpha() and not text.startswith("  ", end):
        return end, ()
    if alone:
        return end, (figure._replace(form="bare"),)
    return end, (figure._replace(form="unread", reason=NO_UNIT_KNOWN),)
