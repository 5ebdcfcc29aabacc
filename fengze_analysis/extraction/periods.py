"""When a figure holds: the periods a text prints, and the years, spans and parts they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..lexicon import forms
from ..model import Period
from ..text.mending import FILLER
from .numerals import DIGITS, parse_chinese

_YEAR = "(?:19|20)[0-9]{2}"
_NUMBER = "[一两二三四五六七八九十0-9]"
PERIOD = re.compile(  # the lookahead fails fast
    '(?=[截到至自从“"‘今明后去上本当全下前过近未这年第刚一两二三四五六七八九十0-9])'
    f"(?:{forms('period')})"
)
_OCCASION = re.compile("期间|假期")
_NAME_OF_OCCASION = re.compile('[“"]?[\u4e00-\u9fff]{1,4}[”"]?$')  # “双节”
_NO_OCCASION = re.compile("会议$|大会$|十[一二三四五]?五")
_YEAR_NUMBER = re.compile(_YEAR)
_OPEN_END = ("以来", "至今", "起", "来")
_HEADING_STATUS = re.compile("预期|预计|目标|计划|预算|累计|新增")
# What a comparison is with is not when the figure holds.
_BASES = (
    *("比", "较", "与", "同", "上一", "比 ", "较 ", "超过", "高于", "低于", "快于", "好于", "多于"),
    *("少于", "优于", "慢于", "大于", "相当于", "相对于", "不及"),
)
_FIRST_FIGURE = re.compile(r"[0-9.]+(?:[:∶/][0-9.]+)*|[一二三四五六七八九十百千]")
_CLAUSE_END = re.compile(r"[，。；\n]")
_PART_END = re.compile(r"[。；\n]")
_MOVED = frozenset("加长高升低降少大小展")  # 增长到2020年的30亿元: in 2020
_NEAR, _FAR = 12, 1000
_ON_BASIS = re.compile(r"[^，。；\n]{0,24}基础上")  # 在上年压缩70%的基础上，再压缩19%
# 承办2022年下半年开工活动, 并于2022年突破: a year in passing.
_ATTRIBUTE = re.compile("(?:并[于在]|其中|[(“]).$|(?![在于到至由从自截])[\u4e00-\u9fff][0-9]$")
_COUNTED = "一两二三四五六七八九十"
_IN_PASSING = re.compile("[一两二三四五六七八九十]{1,2}年(?:平均|年均)")  # 两年平均增长6%，
_TIMES = re.compile(r"的\s?[0-9.]+\s?倍")  # 是2022年的2.4倍
_IN_BRACKETS, _BRACKET_END = re.compile(r"\([0-9]"), re.compile(r"[)。\n]")  # 较一季度（3.9%）回升


class Clock(NamedTuple):
    """What relative words are told by.

    ``now`` is the year of speaking, ``turn`` the year that the plan part is for, ``about`` the year
    or span that the passage is about. ``now`` and ``turn`` differ for a report made in December.
    ``None`` where nothing says it.
    """

    now: int | None = None
    turn: int | None = None
    about: Period | None = None


Years = Period | None  # a span, or none that anything tells
_NO_CLOCK = Clock()


def whole(first: int, last: int | None = None) -> Period:
    """The period of one year, or of the years from ``first`` to ``last``."""
    return Period(first, first if last is None else last)


@lru_cache(maxsize=4096)
def resolve(printed: str, clock: Clock) -> Period | None:
    """The period that words stand for, ``None`` where the clock cannot tell.

    >>> spoken = Clock(2024, 2024, Period(2023, 2023))
    >>> [str(resolve(words, spoken)) for words in ("去年", "五年来", "“十四五”时期", "1-9月")]
    ['2023', '2019-2023', '2021-2025', '2023M9']
    """
    words = printed.replace(" ", "").replace(FILLER, "")
    years = [int(year) for year in _YEAR_NUMBER.findall(words)]
    if len(years) > 1:
        return whole(years[0], years[-1]) if years[0] <= years[-1] else None
    if years:
        return _of_year(years[0], words, clock)
    if "十" in words and (plan := _plan(words, clock)):
        return plan
    return _relative(words, clock)


def _of_year(year: int, words: str, clock: Clock) -> Period | None:
    if words.endswith(_OPEN_END):
        return whole(year, clock.turn - 1) if clock.turn and clock.turn - 1 >= year else None
    if words.endswith("初"):
        return whole(year - 1)
    return _part(year, words)


def _plan(words: str, clock: Clock) -> Period | None:
    """The five years of 十四五: 2021 to 2025; of 十五, 2001 to 2005."""
    match = re.search("十([一二三四五]?)五", words)
    if match is None:
        return None
    first = 2001 + 5 * (DIGITS[match[1]] if match[1] else 0)
    if words.endswith("末"):
        return whole(first + 4)
    if years := re.search("前([一二三四])年", words):
        return whole(first, first + DIGITS[years[1]] - 1)
    if words.endswith("以来") and clock.turn and first < clock.turn <= first + 4:
        return whole(first, clock.turn - 1)
    return whole(first, first + 4)


def _relative(words: str, clock: Clock) -> Period | None:
    """去年, 全年, 五年来, 前三季度: told by the clock."""
    now, turn, about = clock
    if "今后" in words or "未来" in words:
        return whole(turn, turn + _count(words) - 1) if turn else None
    if match := re.search(f"({_NUMBER}{{1,3}})年", words):
        if turn and about and about.last >= turn and not re.search("过去|近|来$", words):
            return about if about.first != about.last else None  # 五年累计 in goals for five years
        last = turn - 1 if turn else None
        return whole(last - _count(match[1]) + 1, last) if last else None
    if "目前" in words:
        return None
    if words.startswith("截") and words.endswith("日"):
        return _part(now, words) if now else None
    for word, shift in (("今", 0), ("明", 1), ("后", 2), ("去", -1)):
        if word + "年" in words:
            at = _this_year(clock) if word != "去" else now
            return _part(at + shift, words) if at else None
    if about is None:
        return _part(now, words) if now and "上年" not in words else None
    return _part(about.last - ("上年" in words), words)


def _this_year(clock: Clock) -> int | None:
    """今年 in the plan part is the year planned for, even where the report was made before it."""
    ahead = clock.turn and clock.about and clock.about.last >= clock.turn
    return clock.turn if ahead else clock.now


def _count(words: str) -> int:
    """The number that words begin with, 1 where none is printed; 三五年 are three at least."""
    match = re.search(_NUMBER + "{1,3}", words)
    printed = match[0] if match else "一"
    if printed.isdecimal():
        return int(printed) or 1
    return int(parse_chinese(printed) or parse_chinese(printed[0]) or 1)


def _part(year: int, words: str) -> Period:
    """The half, quarter or month of a year that the words name; the whole year for its end."""
    part = ""
    if "上半年" in words:
        part = "H1"
    elif "下半年" in words:
        part = "H2"
    elif "前三季度" in words:
        part = "M9"
    elif quarter := re.search("([一二三四])季度", words):
        part = f"Q{DIGITS[quarter[1]]}"
    elif months := re.findall("([0-9]{1,2})月?(?=[-—~至到月份个])", words.replace(str(year), "")):
        last = int(months[-1])
        span = len(months) > 1 and months[0] == "1"
        part = "M9" if span and last == 9 else f"-{last:02}" if 0 < last < 12 else ""
        if span and last == 6:
            part = "H1"
    return Period(year, year, part)


class Periods:
    """The periods a text prints, found once for all of its figures.

    >>> Periods("2023年度省级企业上榜12家").find(0, 12)
    ('2023年度', 0)
    """

    def __init__(self, folded: str) -> None:
        found = sorted([*_find_dates(folded), *_find_occasions(folded)])
        self._folded = folded
        self._starts = [start for start, _ in found]
        self._printed = [printed.replace(FILLER, "") for _, printed in found]
        self._reach = [_reach(folded, start, printed) for start, printed in found]

    def find(self, sentence_start: int, start: int) -> tuple[str, int]:
        """The period printed last before ``start`` in the sentence and where, ``-1`` for none.

        In 由2022年的45%提高到65% the year is that of the first figure only.

        >>> periods = Periods("2023年由上年的45%提高到65%")
        >>> periods.find(0, 9), periods.find(0, 15)
        (('上年', 6), ('2023年', 0))
        """
        index = bisect_left(self._starts, start) - 1
        while index >= 0 and self._starts[index] >= sentence_start:
            if start <= self._reach[index]:
                return self._printed[index], self._starts[index]
            index -= 1
        return "", -1

    def before(self, sentence_start: int, start: int) -> str:
        """The period printed before the one at ``start`` in its sentence."""
        index = bisect_left(self._starts, start) - 1
        if index >= 0 and self._starts[index] >= sentence_start:
            return self._printed[index]
        return ""


def _reach(folded: str, start: int, printed: str) -> int:
    """How far a period holds: that of a base for one figure, a bare 年度 up to a ；.

    What stands in the midst of a sentence behind 于, 在 or 其中 holds for its clause.
    """
    end = start + len(printed)
    before = folded[max(start - 2, 0) : start]
    if before.endswith(("由", "从")) or printed.endswith("同期"):
        stop = _FIRST_FIGURE.search(folded, end, end + _NEAR)
    elif basis := _ON_BASIS.match(folded, end):
        return basis.end()
    elif _IN_BRACKETS.match(folded, end):
        stop = _BRACKET_END.search(folded, end, end + _FAR)
    elif _IN_PASSING.match(folded, start, end + 2) or _ATTRIBUTE.search(before + printed[0]):
        stop = _CLAUSE_END.search(folded, end, end + _FAR)
    elif printed == "年度" or (printed.endswith("年") and printed[0] in _COUNTED):
        stop = _PART_END.search(folded, end, end + _FAR)
    else:
        return len(folded)
    return stop.end() - 1 if stop else end + _NEAR


def read_heading(heading: str, clock: Clock = _NO_CLOCK) -> tuple[str, Period | None, str]:
    """The period, what it stands for and the status that the header of a column gives.

    >>> read_heading("2024年预期目标")[1:], read_heading("比上年增长（%）")
    ((Period(first=2024, last=2024, part=''), '预期目标'), ('', None, ''))
    """
    period = PERIOD.search(heading) or _YEAR_NUMBER.match(heading)
    printed = "" if period is None or heading.endswith(_BASES, 0, period.start()) else period[0]
    status = "".join(_HEADING_STATUS.findall(heading))
    return printed, resolve(printed, clock) if printed else None, status


def _find_dates(folded: str) -> Iterator[tuple[int, str]]:
    """The dates, but not those that a figure is a multiple of (是2022年的2.4倍)."""
    base_end = -1
    for match in PERIOD.finditer(folded):
        start, end = match.span()
        times = folded.endswith(("是", "为"), 0, start) and _TIMES.match(folded, end)
        base = folded.endswith(_BASES, 0, start) and not _IN_BRACKETS.match(folded, end)
        if base or (
            base_end == start - 1 and folded[base_end] in "、和与"
        ):  # 比一季度、上半年分别快
            base, base_end = True, end
        if not times and not base:
            moved = match[0][0] in "到至" and folded[start - 1 : start] in _MOVED
            yield start + moved, match[0][moved:]


def _find_occasions(folded: str) -> Iterator[tuple[int, str]]:
    """“双节”期间; “十四五”期间 is found as a date."""
    for match in _OCCASION.finditer(folded):
        start = max(0, match.start() - 6)
        name = _NAME_OF_OCCASION.search(folded[start : match.start()])
        if name is not None and not _NO_OCCASION.search(name[0]):
            yield start + name.start(), name[0] + match[0]
