"""What begins with a Chinese numeral: a figure, a fraction, or an idiom, date or vague number."""

from __future__ import annotations

import re
from decimal import Decimal

from ..lexicon import forms, words
from ..lexicon.units import NO_UNIT
from .arabic import is_lost_before, read_mixed
from .completing import chinese_numeral_at, comes_from, complete, read_top
from .figure import (
    DAMAGED,
    IN_WORDS,
    INDEFINITE,
    MALFORMED,
    PERCENT,
    PERMILLE,
    Figure,
    Found,
    Numeral,
    unit_behind,
    unread,
)
from .numerals import (
    CHINESE,
    CHINESE_RUN,
    COLLOQUIAL,
    LONGEST,
    MULTIPLIERS,
    NEIGHBOURS,
    parse_arabic,
    parse_chinese,
    spread_chinese,
)
from .refusing import GRADES, NAMED_DURATION, NAMED_WITH_NUMERAL, is_quoted, skipped_words_end

_FRACTION = re.compile(
    rf"""
    ([{CHINESE}]+)分之                # 百分之, 三分之
    (?: ({CHINESE_RUN.pattern})        # 五十八点三
      | ([0-9]+(?:\.[0-9]+)?)         # 百分之30
    )""",
    re.VERBOSE,
)
_PLAIN_UNITS = frozenset("个家户人名岁座件处所天")
_ARABIC_PLACES = re.compile("点[0-9]+[%‰万亿]")  # 八点5%
_EITHER = re.compile("、([一二三四五六七八九])(?!、)")
_GOES_ON = re.compile("[点0-9〇][0-9点.〇零一二三四五六七八九]*")  # 百分之8点5
_TO = re.compile("[ ]?(?:[-—~至到])[ ]?")
# 三分一, as printed in Hong Kong; 七分一般 is none.
_SHORT_FRACTION = re.compile("([三四五])分([一二三四])()(?=[的以，。；、]|$)")
_INDEFINITE = re.compile(forms("indefinite"))
_TAIL = re.compile("[余多几]")
# 培训百万名职工; a campaign with a quotation or a name of its own is none.
_HEADS = re.compile("[百千]万(?:名|人次|户)(?![^，。；]{0,12}(?:行动|工程|计划|活动|大赛))(?![“”])")
# 一半 and 半数 are a half; 半数 of a plan's 时间过半 is none.
_HALF = re.compile("一半(?![年月天径导])|半数(?![年月天])")
_IN_WORDS = re.compile(forms("in_words"))  # 翻一番 is twice as much
_MONEY = re.compile("[一二两三四五六七八九十](?=元零?[一二三四五六七八九][角分毛])")  # 三元五角
_LONGEST_FRACTION = LONGEST + 2
_NOT_INDEFINITE = ("以上", "之上", "迈上", "跨上", "站上", "登上", "再上")  # 迈上千亿台阶
_MIXES = frozenset("0123456789oO")
_UNITS_PLACE = frozenset("一二三四五六七八九两〇")
_AMOUNT_IN_WORDS = 10**8


def read_chinese(text: str, start: int) -> Found:
    """Where to go on, and the figures that begin with the Chinese numeral at ``start``."""
    if text[start] in "几数" and (match := _INDEFINITE.match(text, start)):
        return _read_indefinite(text, start, match.end())
    if (said := _read_share(text, start)) is not None:
        return said
    numeral = chinese_numeral_at(text, start) if text[start - 1 : start] == "前" else None
    if numeral and (top := read_top(text, start, numeral)):  # 前十强, although 十强 is a word
        return top.end, (top,)
    if text[start + 1 : start + 2] == "元" and (money := _MONEY.match(text, start)):
        return _read_run(text, start, money)
    if (end := skipped_words_end(text, start)) > start:
        return end, ()
    run = CHINESE_RUN.match(text, start)
    if run is None:
        return start + 1, ()
    if is_lost_before(text, start) or text[run.end() : run.end() + 1] == "\ufffd":
        return run.end(), (unread(start, run.end(), DAMAGED),)
    return _read_broken(text, start, run) or _read_run(text, start, run)


def _read_share(text: str, start: int) -> Found | None:
    """A fraction, a half, or a number that is said without a numeral."""
    second = text[start + 1 : start + 2]
    near = text[start : start + _LONGEST_FRACTION]
    if "分之" in near and (match := _FRACTION.match(text, start)):
        return _read_fraction_or_range(text, start, match)
    if second == "分" and (match := _SHORT_FRACTION.match(text, start)):
        return _read_fraction(start, match)
    if second in "半数" and (match := _HALF.match(text, start)):
        half = Figure(start, match.end(), "1", (Decimal(1),), 1, NO_UNIT, "fraction", "", 2)
        return match.end(), (half,)
    if match := _IN_WORDS.match(text, start):
        named = NAMED_DURATION.match(text, match.end())
        return match.end(), () if named else (unread(start, match.end(), IN_WORDS),)
    return None


def _read_broken(text: str, start: int, run: re.Match[str]) -> Found | None:
    """八点5%, 十五、六家, 二0个: what goes on behind the Chinese numeral."""
    if point := _ARABIC_PLACES.match(text, run.end()):
        return point.end(), (unread(start, point.end(), DAMAGED),)
    if (either := _EITHER.match(text, run.end())) and run[0][-1] + either[1] in NEIGHBOURS:
        return _read_either(text, start, run, either)
    if text[run.end() : run.end() + 1] in _MIXES and run[0][-1] in _UNITS_PLACE:
        mixed = read_mixed(text, start)
        return (mixed.end, (mixed,)) if mixed else None
    return None


def _read_run(text: str, start: int, run: re.Match[str]) -> Found:
    if NAMED_WITH_NUMERAL.match(text, run.end()):
        return run.end(), ()
    if run[0][0] in "百千万亿":
        return _read_bare_place(text, start, run)
    numeral = run[0]
    if COLLOQUIAL.fullmatch(numeral):  # 七千亿三个: the last begins another
        _, unit = unit_behind(text, run.end())
        if unit.category not in ("none", "money") and numeral[-2] != "亿":
            return _read_malformed(text, start, run.end())  # 三万五户
        numeral = numeral if unit.category in ("none", "money") else numeral[:-1]
    value = parse_chinese(numeral)
    if value is None and (ends := spread_chinese(run[0])):
        return _read_spread(text, start, run, ends)
    if value is None:
        return _read_malformed(text, start, run.end())
    stop = start + len(numeral)
    end, figures = complete(text, start, Numeral(stop, numeral, value, True))
    return (end if figures else stop), figures


def _read_spread(text: str, start: int, run: re.Match[str], ends: tuple[Decimal, Decimal]) -> Found:
    """两三个 is two to three, 三四十户 thirty to forty; without a unit it says nothing."""
    if text[start - 1 : start] == "个":  # 四个一两个限
        return run.end(), ()
    end, figures = complete(text, start, Numeral(run.end(), run[0], ends[1], True))
    if not figures or figures[0].form != "plain" or figures[0].unit is NO_UNIT:
        return run.end(), ()
    (figure,) = figures
    low = figure.values[0] / ends[1] * ends[0]
    return end, (figure._replace(form="range", values=(low, *figure.values)),)


def _read_either(text: str, start: int, run: re.Match[str], either: re.Match[str]) -> Found:
    """十五、六家 is fifteen to sixteen; 第三、四季度 and 三、四级 are none."""
    low, high = parse_chinese(run[0]), parse_chinese(run[0][:-1] + either[1])
    end, unit = unit_behind(text, either.end())
    listed = text[start - 1 : start] in ("、", "第", "", "\n", "和")
    if low is None or high is None or listed:
        return run.end(), ()
    if unit.printed not in _PLAIN_UNITS and unit.category not in ("measure", "money"):
        return either.end(), ()
    return end, (Figure(start, end, run[0], (low, high), 1, unit, "range"),)


def _read_fraction_or_range(text: str, start: int, match: re.Match[str]) -> Found:
    """百分之四到百分之七 is a range, unless 从 or 由 says that it is a way."""
    end, (figure,) = _read_fraction(start, match)
    to = _TO.match(text, end)
    second = _FRACTION.match(text, to.end()) if to else None
    if second is None or second[1] != match[1] or comes_from(text, start):
        return end, (figure,)
    end, (high,) = _read_fraction(start, second)
    if not (figure.values and high.values and figure.values < high.values):
        return figure.end, (figure,)
    values = (*figure.values, *high.values)
    return end, (high._replace(start=start, values=values, form="range"),)


def _read_fraction(start: int, match: re.Match[str]) -> Found:
    """百分之三十, 三分之二; the whole may be 百, 千, 万 or any number."""
    end = match.end()
    if more := _GOES_ON.match(match.string, end):
        return more.end(), (unread(start, more.end(), DAMAGED),)
    tail = match.string[end] if match.string[end : end + 1] in ("几", "多", "余") else ""
    end += len(tail)
    whole = MULTIPLIERS.get(match[1]) or parse_chinese(match[1])
    part = parse_arabic(match[3]) if match[3] else parse_chinese(match[2])
    if match[2] in MULTIPLIERS:
        part = Decimal(MULTIPLIERS[match[2]])
    if whole is None or part is None or not whole:
        return end, (unread(start, end, MALFORMED),)
    printed, values = match[2] or match[3], (part,)
    if whole in (100, 1000):
        unit = PERCENT if whole == 100 else PERMILLE
        return end, (Figure(start, end, printed, values, 1, unit, tail=tail),)
    return end, (Figure(start, end, printed, values, 1, NO_UNIT, "fraction", tail, int(whole)),)


def _read_indefinite(text: str, start: int, end: int) -> Found:
    """几十家, 数百万元: a numeral that names no number; only with a unit is it a figure."""
    unit_end, unit = unit_behind(text, end)
    if unit is NO_UNIT or unit.category == "weak":
        return end, ()
    return unit_end, (unread(start, unit_end, INDEFINITE),)


def _read_malformed(text: str, start: int, end: int) -> Found:
    """三五个 and other numerals that spell no number."""
    unit_end, unit = unit_behind(text, end)
    if unit is NO_UNIT or unit.category == "weak" or unit.canonical in GRADES:
        return end, ()
    if is_quoted(text, start, unit_end):
        return unit_end, ()
    return unit_end, (unread(start, unit_end, MALFORMED),)


def _read_bare_place(text: str, start: int, run: re.Match[str]) -> Found:
    """百余家, 近千人: a place without a digit counts only where an approximator makes it one."""
    before = text[max(0, start - 3) : start]
    if before.endswith("上") and not before.endswith(_NOT_INDEFINITE):
        return _read_indefinite(text, start - 1, run.end())
    value = MULTIPLIERS.get(run[0])
    approximated = (
        before.endswith(words("before_place"))
        or _TAIL.match(text, run.end())
        or _HEADS.match(text, start)
    )
    if value is None or not approximated:
        return run.end(), ()
    numeral = Numeral(run.end(), run[0], Decimal(value), True)
    end, figures = complete(text, start, numeral)
    if not figures or (figures[0].unit is NO_UNIT and value < _AMOUNT_IN_WORDS):
        return run.end(), ()
    return end, figures
