"""The figure of a numeral: its unit, the second end of a range, the smaller unit, or a rank."""

from __future__ import annotations

import re
from decimal import Decimal

from ..lexicon import alternation, forms
from ..lexicon.units import NO_UNIT, Unit
from ..text.layout import FILLER
from .figure import (
    CUT,
    MALFORMED,
    NO_UNIT_KNOWN,
    PERCENT,
    POSITION,
    Figure,
    Found,
    Numeral,
    peek,
    scale,
    unit_behind,
    unread,
)
from .numerals import (
    ARABIC,
    CHINESE,
    CHINESE_RUN,
    DIGITS,
    LONGEST,
    YEAR,
    parse_arabic,
    parse_chinese,
)
from .refusing import (
    NAME_BEHIND,
    counts,
    is_numbered,
    is_period,
    is_quoted,
    is_reference,
    is_version,
)

_DASH = re.compile(rf"[ {FILLER}]*(?:[-—~]{{1,2}}|至|到)[ {FILLER}]*(?=[0-9{CHINESE}])")  # 5—8
# Digits go on behind a page break or a line end: 1|.5, 9.|1.
_CUT_NUMERAL = re.compile(rf"(?P<point>\.?)(?P<gap>{FILLER}[ {FILLER}]*)(?=\.?[0-9])")
_LINE_END = 2  # characters, \r\n
_FROM = re.compile("[从由自][^，。；]*$")
_ROAD = re.compile("[ ]?[国省县乡]道")
_POINTS = Unit("个点", "个百分点", "point")
# 斥资三千万, 三千万收购股份: who spends says an amount; 五百亿集群 is a class.
_SPENT = re.compile(rf"(?:{forms('spent')})[约近超共了达]?$")
_SPENDS = re.compile(forms("spends"))
_AMOUNT_IN_WORDS = 10**6
_RATE_FOLLOWS = re.compile(r"[ ]?[0-9.]+[%‰]")  # 两个90%以上 counts slogans
_WORKS = re.compile("[^，。；0-9]{0,8}?(?:变电站|变电所|开关站|线路|输变电|输电)")
_BOUNDS = ("以内", "以下", "以上", "左右")  # 倍差缩小到1.75以内
_LANDMARKS = ("台阶", "新台阶", "大关", "关口", "门槛")
# What may stand behind a numeral that has no unit at all.
_STOPS = frozenset("，。；、！？,;)!?\n\r\t|”/:：(和与及降升提增上下") | {FILLER}

_TENTHS = re.compile(forms("tenths"))
_HEDGED = re.compile("(?:超过?|近|逾|约|达到?|占)$")  # 超过九成为公营房屋
# 5角3分 behind 123元; 5 behind 2块 or 6米.
_SMALL_CHANGE = re.compile(forms("small_change"))
# 30分 behind 1小时: the smaller unit, and how many of it make the larger.
_SMALLER = {
    "年": (re.compile("零?([0-9]{1,2})个月"), 12),
    "天": (re.compile("零?([0-9]{1,2})个?小时"), 24),
    "小时": (re.compile("零?([0-9]{1,2})分钟?(?!之)"), 60),
    "分钟": (re.compile("零?([0-9]{1,2})秒钟?"), 60),
    "分": (re.compile("零?([0-9]{1,2})秒钟?"), 60),
}

_ORDINAL = re.compile(
    rf"""
    第[ \x1f]?
    (?: ([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+) | ([零〇一二三四五六七八九十百]{{1,8}}) )  # 第十二
    (?P<not>[ \x1f]?(?:{alternation("ordinal_noun")}))?                # 第六届, 第9位访客
    (?P<unit>[ \x1f]?[位名])?
    (?P<thing>{alternation("ordinal_noun")})?                           # 第一位任务
    """,
    re.VERBOSE,
)
_RANKED = re.compile(rf"(?:{alternation('rank_context')})[^，。；]{{0,8}}$")  # 居, 全市, 排名
_RANK_END = re.compile(rf"\s?(?:{forms('rank_end')})")
_LAST_RANK = 10**4
_TOP_UNIT = re.compile(r"[ \x1f]?[位名]")
_TOP_END = re.compile(rf"[强甲]?(?:{_RANK_END.pattern})")
_NO_TOP = ("提", "目", "此", "之", "以", "年", "往", "空", "日", "产")


def figure_at(text: str, start: int, numeral: Numeral) -> Found:
    """Where to go on, and the figure of the ``numeral`` that begins at ``start``."""
    if text[start - 1 : start] == "前" and (top := read_top(text, start, numeral)):
        return top
    if cut := _CUT_NUMERAL.match(text, numeral.end):
        return _read_cut(text, start, numeral, cut)
    scaled = scale(text, numeral)
    end, unit = unit_behind(text, scaled.end)
    dash = _dash_behind(text, start, scaled.end) or _dash_behind(text, start, end)
    if dash is not None and (both := _range(text, start, scaled, unit, dash)):
        return both
    return _with_unit(text, start, scaled, end, unit)


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
    if YEAR.fullmatch(whole) and text.startswith("年", second.end()):
        return second.end() + 1, ()
    return figure_at(text, start, Numeral(second.end(), whole, parse_arabic(whole), first.chinese))


def _dash_behind(text: str, start: int, end: int) -> re.Match[str] | None:
    """The dash of a range at ``end``; 从5%到8% is no range but two figures."""
    dash = _DASH.match(text, end)
    if dash is None or ("至" not in dash[0] and "到" not in dash[0]):
        return dash
    return None if comes_from(text, start) else dash


def comes_from(text: str, start: int) -> bool:
    """Whether 从, 由 or 自 before ``start`` makes what follows a way and no range."""
    return _FROM.search(text[max(0, start - 12) : start]) is not None


def _range(text: str, start: int, first: Numeral, own: Unit, dash: re.Match[str]) -> Found | None:
    """The range from ``first`` to what stands behind ``dash``, ``None`` where it is none."""
    numeral = _numeral_at(text, dash.end())
    if numeral is None:
        return None
    second = scale(text, numeral)
    tenths = _TENTHS.match(text, second.end)
    plain = first.multiplier == second.multiplier == 1
    if tenths and plain and first.value < second.value <= 10:
        values = (first.value * 10, second.value * 10)
        end = tenths.end()
        return end, (Figure(start, end, second.printed, values, 1, PERCENT, "range", "成"),)
    end, unit = unit_behind(text, second.end)
    if unit is NO_UNIT or own.canonical not in ("", unit.canonical):
        return None
    shared = first.value * second.multiplier
    shares = own is NO_UNIT and first.multiplier == 1 and shared <= second.value
    low = shared if shares else first.value  # 5—8亿元 begins at 5亿, 3000—1.2万元 at 3000
    if low > second.value or is_quoted(text, start, end):
        return None
    if unit.category == "duration" and is_period(text, start, end):
        return None
    return end, (second.figure(start, end, unit, "range")._replace(values=(low, second.value)),)


def _numeral_at(text: str, position: int) -> Numeral | None:
    if match := ARABIC.match(text, position):
        return Numeral(match.end(), match[0], parse_arabic(match[0]))
    return chinese_numeral_at(text, position)


def chinese_numeral_at(text: str, position: int) -> Numeral | None:
    """The Chinese numeral at ``position``, ``None`` where none is well formed."""
    run = CHINESE_RUN.match(text, position)
    value = parse_chinese(run[0]) if run else None
    return Numeral(run.end(), run[0], value, True) if run and value is not None else None


def _with_unit(text: str, start: int, number: Numeral, end: int, unit: Unit) -> Found:
    if number.multiplier == 1:
        if tenths := _read_tenths(text, start, number):
            return tenths
        if (named := _named_end(text, start, number, end, unit)) > start:
            return named, ()
    if unit is NO_UNIT:
        return _without_unit(text, start, number)
    if text.startswith("半", end) and unit.category == "duration":
        return _read_half(text, start, number, end, unit)
    if unit.printed == "个" and "." in number.printed and text.startswith("点", end):
        end, unit = end + 1, _POINTS  # 低0.5个点
    if whole := _read_smaller(text, start, number, end, unit):
        return whole
    figure = number.figure(start, end, unit)
    if _is_none(text, figure, number.chinese):
        return end, ()
    if unit.category in ("duration", "measure") and text.startswith(("余", "多"), end):
        return end + 1, (figure._replace(end=end + 1, tail=text[end]),)
    return end, (figure,)


def _named_end(text: str, start: int, number: Numeral, end: int, unit: Unit) -> int:
    """The end of a numeral that names a road, a table or another thing, else ``start``."""
    whole = unit.category != "measure" and "." not in number.printed
    if whole and is_numbered(text, start):  # 国道324, not 国道125公里
        return end
    if text.startswith(" ", number.end) and is_reference(text, start):  # 表3 分行业产值
        return number.end
    return end if _ROAD.match(text, number.end) else start


def _is_none(text: str, figure: Figure, chinese: bool) -> bool:
    """Whether numeral and unit together are a name, a period or an article."""
    start, end, unit = figure.start, figure.end, figure.unit
    return (
        (chinese and not counts(text, start, figure))
        or is_quoted(text, start, end)
        or (unit.printed == "个" and _RATE_FOLLOWS.match(text, end) is not None)
        or (unit.printed == "类" and "." in figure.numeral)  # 1.1类新药
        or (unit.canonical == "千伏" and _WORKS.match(text, end) is not None)
        or (unit.category == "duration" and is_period(text, start, end))
    )


def _without_unit(text: str, start: int, number: Numeral) -> Found:
    """A numeral that no unit follows: 55.8万 stands alone, a bare 324 may be a name."""
    end = number.end
    if is_quoted(text, start, end):
        return end, ()
    after = peek(text, end)
    alone = not after or after in _STOPS or text.startswith((*_LANDMARKS, *_BOUNDS), end)
    figure = number.figure(start, end)
    if number.chinese:  # 三千万收购股份
        large = number.multiplier > 1 or len(number.printed) > 2 or number.value >= 10**8
        told = alone and number.value >= 1000
        if not told and number.value >= _AMOUNT_IN_WORDS:
            spent = _SPENT.search(text[max(0, start - 4) : start])
            told = (spent or _SPENDS.match(text, end)) is not None
        return end, (figure,) if large and told else ()
    if number.multiplier > 1:
        return end, (figure,) if alone or number.multiplier >= 10**4 else ()
    apart = text.startswith("  ", end)
    named = (
        (YEAR.fullmatch(number.printed) and not alone and not apart)  # 2025北京榜样
        or is_reference(text, start)
        or is_version(text, start, number.printed)
        or NAME_BEHIND.match(text, end)
        or (after.isascii() and after.isalpha() and not apart)
    )
    if named:
        return end, ()
    if alone:
        return end, (figure._replace(form="bare"),)
    return end, (figure._replace(form="unread", reason=NO_UNIT_KNOWN),)


def _read_smaller(text: str, start: int, number: Numeral, end: int, unit: Unit) -> Found | None:
    """123元5角 is 123.5 元, 1小时30分 is 1.5 小时, ``None`` where no smaller unit follows."""
    if number.multiplier != 1 or "." in number.printed or number.tail:
        return None
    if unit.printed[-1:] in ("元", "块", "米") and (change := _SMALL_CHANGE.match(text, end)):
        digits = (DIGITS.get(one, one) if one else 0 for one in change.groups())
        tenths, hundredths, more = map(Decimal, digits)
        value = number.value + (tenths + more) / 10 + hundredths / 100
        end = change.end()
        return end, (Figure(start, end, f"{value:f}", (value,), 1, unit),)
    smaller, parts = _SMALLER.get(unit.printed.removeprefix("个"), (None, 1))
    match = smaller.match(text, end) if smaller else None
    if match is None or int(match[1]) >= parts:
        return None
    whole = Unit(unit.printed, "分钟", "duration") if unit.printed == "分" else unit
    end, values = match.end(), (number.value * parts + int(match[1]),)
    return end, (Figure(start, end, number.printed, values, 1, whole, denominator=parts),)


def _read_half(text: str, start: int, number: Numeral, end: int, unit: Unit) -> Found:
    """四年半 is 4.5 years; 一年半载 is an idiom, and half a month of months says nothing."""
    if text.startswith("载", end + 1):
        return end + 2, ()
    if unit.printed not in ("年", "天", "小时") or number.multiplier != 1:
        return end + 1, (unread(start, end + 1, MALFORMED),)
    value = number.value + Decimal("0.5")
    return end + 1, (Figure(start, end + 1, f"{value}", (value,), 1, unit),)


def _read_tenths(text: str, start: int, number: Numeral) -> Found | None:
    """九成 is 90 %, 八成五 is 85 %; 成立 is none, nor without a hedge 成为."""
    if "成" not in text[number.end : number.end + 3] or number.value > 10:
        return None
    if match := _TENTHS.match(text, number.end):
        end, more = match.end(), 5 if match[1] == "半" else DIGITS.get(match[1], 0)
    elif text.startswith("成为", number.end) and _HEDGED.search(text[max(0, start - 3) : start]):
        end, more = number.end + 1, 0
    else:
        return None
    value = number.value * 10 + more
    return end, (Figure(start, end, format(value, "f"), (value,), 1, PERCENT, tail="成"),)


def read_rank(text: str, start: int) -> Found:
    """The rank that 第 opens at ``start`` (全市第 1); an ordinal of a thing (第六届) is skipped."""
    match = _ORDINAL.match(text, start)
    if match is None:
        return start + 1, ()
    end = match.end()
    value = parse_arabic(match[1]) if match[1] else parse_chinese(match[2])
    before = text[max(0, start - 16) : start]
    ranks = match["unit"] or (_RANK_END.match(text, end) and _RANKED.search(before))
    if match["not"] or match["thing"] or not ranks or value is None or value >= _LAST_RANK:
        return end, ()
    return end, (Figure(start, end, match[1] or match[2], (value,), 1, POSITION, "rank"),)


def read_top(text: str, start: int, numeral: Numeral) -> Found | None:
    """The rank that 前 opens before the ``numeral``: 列全省前三 is third or better."""
    unit = _TOP_UNIT.match(text, numeral.end)
    end = unit.end() if unit else numeral.end
    before = text[max(0, start - 17) : start - 1]
    if before.endswith(_NO_TOP) or not _RANKED.search(before) or not _TOP_END.match(text, end):
        return None
    return end, (numeral.figure(start, end, POSITION, "rank"),)
