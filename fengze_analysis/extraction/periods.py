"""When a figure holds: the periods a text prints, and the years, spans and parts they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..lexicon import forms
from ..model import Period
from ..text.layout import FILLER
from .numerals import DIGITS, parse_chinese

PERIOD = re.compile(  # the lookahead fails fast
    '(?=[截到至自从“"‘今明后去上本当全下前过近未这年第刚一两二三四五六七八九十0-9])'
    f"(?:{forms('period')})"
)
_YEAR_NUMBER, _PLAN = re.compile(forms("year")), re.compile("十([一二三四五]?)五")
_COUNT = re.compile(f"{forms('number')}{{1,3}}")
_YEARS = re.compile(f"{_COUNT.pattern}年")
_RELATIVE, _SHIFTS = re.compile("([今明后去])年"), {"今": 0, "明": 1, "后": 2, "去": -1}
_PARTS = (("上半年", "H1"), ("下半年", "H2"), ("前三季度", "M9"))
_MONTH = re.compile("([0-9]{1,2})月?(?=[-—~至到月份个])")
_OCCASION = re.compile("期间|假期")
_NAME_OF_OCCASION = re.compile('[“"]?[\u4e00-\u9fff]{1,4}[”"]?$')  # “双节”
_NO_OCCASION = re.compile("会议$|大会$|十[一二三四五]?五")
_OPEN_END = ("以来", "至今", "起", "来")
_HEADING_STATUS = re.compile("预期|预计|目标|计划|预算|累计|新增")
# What a comparison is with is not when the figure holds.
_BASES = (
    *("比", "较", "与", "同", "上一", "比 ", "较 ", "超过", "高于", "低于", "快于", "好于", "多于"),
    *("少于", "优于", "慢于", "大于", "相当于", "相对于", "不及"),
)
_FIRST_FIGURE = re.compile(r"[0-9.]+(?:[:∶/][0-9.]+)*|[一二三四五六七八九十百千]")
_CLAUSE_END, _PART_END = re.compile(r"[，。；\n]"), re.compile(r"[。；\n]")
_MOVED = frozenset("加长高升低降少大小展")  # 增长到2020年的30亿元: in 2020
_NEAR, _FAR = 12, 1000
_ON_BASIS = re.compile(r"[^，。；\n]{0,24}基础上")  # 在上年压缩70%的基础上，再压缩19%
# 承办2022年下半年开工活动, 并于2022年突破: a year in passing.
_ATTRIBUTE = re.compile("(?:并[于在]|其中|[(“]).$|(?![在于到至由从自截])[\u4e00-\u9fff][0-9]$")
_COUNTED = "一两二三四五六七八九十"
_IN_PASSING = re.compile("[一两二三四五六七八九十]{1,2}年(?:平均|年均)")  # 两年平均增长6%，
# 是2022年的2.4倍
_TIMES = re.compile(r"的\s?(?:[0-9.]+|[一两二三四五六七八九十百几]+)\s?[多余]?倍")
_IN_BRACKETS, _BRACKET_END = re.compile(r"\([0-9]"), re.compile(r"[)。\n]")  # 较一季度（3.9%）回升
Years = Period | None  # a year, a span or a part of a year, if anything tells


class Clock(NamedTuple):
    """What relative words are told by, ``None`` where nothing says it."""

    now: int | None = None  # the year of speaking
    turn: int | None = None  # the year that the plan part is for: the next, if made in December
    about: Years = None  # what the passage is about


def whole(first: int, last: int | None = None) -> Period:
    """The period of one year, or of the years from ``first`` to ``last``."""
    return Period(first, first if last is None else last)


@lru_cache(maxsize=4096)
def resolve(printed: str, clock: Clock) -> Years:
    """The period that words stand for (去年, “十四五”时期), ``None`` where nothing tells."""
    words = printed.replace(" ", "").replace(FILLER, "")
    years = [int(year) for year in _YEAR_NUMBER.findall(words)]
    if len(years) > 1:
        return whole(years[0], years[-1]) if years[0] <= years[-1] else None
    if years and words.endswith(_OPEN_END):
        return whole(years[0], clock.turn - 1) if clock.turn and clock.turn > years[0] else None
    if years:
        return whole(years[0] - 1) if words.endswith("初") else _part(years[0], words)
    if plan := _PLAN.search(words):
        return _years_of_plan(plan[1], words, clock)
    return _relative(words, clock)


def _years_of_plan(number: str, words: str, clock: Clock) -> Period:
    """The five years of 十四五: 2021 to 2025; of 十五, 2001 to 2005."""
    first = 2001 + 5 * (DIGITS[number] if number else 0)
    if words.endswith("末"):
        return whole(first + 4)
    if years := re.search("前([一二三四])年", words):
        return whole(first, first + DIGITS[years[1]] - 1)
    begun = words.endswith("以来") and clock.turn and first < clock.turn <= first + 4
    return whole(first, clock.turn - 1 if begun and clock.turn else first + 4)


def _relative(words: str, clock: Clock) -> Years:
    """去年, 全年, 五年来, 前三季度: told by the clock."""
    now, turn, about = clock
    # 今年 in the plan part is the year planned for, even where the report was made before it.
    ahead = turn and about and about.last >= turn
    if "今后" in words or "未来" in words:
        return whole(turn, turn + _count(words) - 1) if turn else None
    if years := _YEARS.search(words):
        if ahead and about and not re.search("过去|近|来$", words):
            return about if about.first != about.last else None  # 五年累计 in goals for five years
        return whole(turn - _count(years[0]), turn - 1) if turn else None
    if "目前" in words:
        return None
    year, shift = now, 0
    if not (words.startswith("截") and words.endswith("日")):
        if named := _RELATIVE.search(words):
            year, shift = turn if ahead and named[1] != "去" else now, _SHIFTS[named[1]]
        elif about or "上年" in words:
            year, shift = about.last if about else None, -("上年" in words)
    return _part(year + shift, words) if year else None


def _count(words: str) -> int:
    """The number that words begin with, 1 where none is printed; 三五年 are three at least."""
    match = _COUNT.search(words)
    printed = match[0] if match else "一"
    if printed.isdecimal():
        return int(printed) or 1
    return int(parse_chinese(printed) or parse_chinese(printed[0]) or 1)


def _part(year: int, words: str) -> Period:
    """The half, quarter or month of a year that the words name; the whole year for its end."""
    for name, part in _PARTS:
        if name in words:
            return Period(year, year, part)
    if quarter := re.search("([一二三四])季度", words):
        return Period(year, year, f"Q{DIGITS[quarter[1]]}")
    months = _MONTH.findall(words.replace(str(year), ""))
    last = int(months[-1]) if months else 0
    part = f"-{last:02}" if 0 < last < 12 else ""
    if len(months) > 1 and months[0] == "1":
        part = {6: "H1", 9: "M9"}.get(last, part)
    return Period(year, year, part)


class Periods:
    """The periods a text prints, found once for all of its figures."""

    def __init__(self, folded: str) -> None:
        found = sorted([*_find_dates(folded), *_find_occasions(folded)])
        self._folded = folded
        self._starts = [start for start, _ in found]
        self._printed = [printed.replace(FILLER, "") for _, printed in found]
        self._reach = [_reach(folded, start, printed) for start, printed in found]

    def find(self, sentence_start: int, start: int) -> tuple[str, int]:
        """The period printed last before ``start`` in the sentence and where, ``-1`` for none."""
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
    """How far a period holds: a base for one figure, one in passing for a clause, 年度 to a ；."""
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


def read_heading(heading: str, clock: Clock) -> tuple[str, Period | None, str]:
    """The period, what it stands for and the status that the header of a column gives."""
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
        base |= base_end == start - 1 and folded[base_end] in "、和与"  # 比一季度、上半年分别快
        if base:
            base_end = end
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
