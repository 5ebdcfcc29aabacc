"""The year, span or part of a year of each figure, and what says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ..interval import exact_number
from ..lexicon import alternation
from ..model import Period
from ..text.layout import FILLER
from .discourse import OUTLOOK, Part
from .numerals import DIGITS
from .periods import Clock, Periods, resolve, whole
from .quantities import Read

_WINDOW = 40
_FROM = re.compile(r"(?:由|从)[^，。；、0-9]{0,14}(?:[0-9]{4}年[底末初]?的?)?[^，。；、0-9]{0,6}$")
_TO = re.compile(  # 300元、260元分别提高到
    r"(?:[、和与][^，。；、和与]{1,12}){0,4}?[^，。；、0-9]{0,12}?(?:到|至|为|成)"
)
_BASE = re.compile(
    r"""
    (?:比|较|相比|对比|相对)于?\s?
    (?: ((?:19|20)[0-9]{2})年 | ([“"]?十[一二三四五]?五[”"]?)期?末 | ([一二三四五六七八九十])年前 )
    """,
    re.VERBOSE,
)
_PAIR = re.compile(r"(?:由|从)\s?((?:19|20)[0-9]{2})年?.{1,30}?(?:到|至)\s?((?:19|20)[0-9]{2})年")
_YEARLY = re.compile(
    "(?:年均|年平均|平均每年|每年平均)(?!浓度|气温|降水|降雨|值|水位|P)|(?:[两二三四五])年平均"
)
_YEARS_OF_MEAN = re.compile("([两二三四五])年平均|近([两二三四五])年")
_LONGEST_SAME, _MOST_SAME = 12, 4
_SAME, _SAME_WORDS = re.compile(r"\(下同\)"), re.compile(r"[^，。；、()\n]{2,12}$")
_IN_A_ROW = re.compile(r"连续(?:第)?$|连[续]?$")
_FLOW = re.compile(alternation("flow"))
_LEVEL = re.compile(alternation("level"))
_LEVEL_WEAK = re.compile(f"(?:{alternation('level_weak', 'level_noun')})")
_BEHIND_LEVEL = re.compile(rf"[^，。；、0-9]{{0,24}}?(?:{alternation('behind_level')})")
_REACHED = re.compile("达到?|[增升提高降]至|[加长高升低少大]到|突破|总量|总数|余额|跃上|迈上")
_OPENS, _ADVERBIAL = "，；。：:、—(", ("由", "从", "在", "到去年", "至去年")
_BASIS = re.compile("[^，。；]{0,30}基础上")
_OCCASIONS = ("期间", "假期")
_KEPT = re.compile("(?:保持|稳定)在?[^，；、]{0,4}$")
_JOINS = ("、", "和", "及", "与")


class Dated(NamedTuple):
    """The period as printed, what the figure's year is, and what says so.

    ``said`` is the period its own sentence prints; ``is_origin`` marks A of 由A提高到B.
    """

    printed: str
    year: Period | None
    year_from: str
    said: Period | None = None
    is_origin: bool = False


class Same:
    """What holds for all figures behind it in its paragraph: 预计（下同）, 比2012年（下同）.

    >>> Same("预计(下同)总产值26亿元，比2012年(下同)增长4%；投资3亿元").at(33)
    ('预计', '比2012年')
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._ends: list[int] = []
        self._said: list[str] = []
        for one in _SAME.finditer(folded):
            at = one.start()
            if words := _SAME_WORDS.search(folded, max(at - _LONGEST_SAME, 0), at):
                self._ends.append(one.end())
                self._said.append(words[0].removesuffix("增长"))

    def at(self, position: int) -> tuple[str, ...]:
        """The words that hold at ``position``, in order."""
        if not self._said:
            return ()
        begin = self._folded.rfind("\n", 0, position)
        first, last = bisect_right(self._ends, begin), bisect_right(self._ends, position)
        return tuple(self._said[max(first, last - _MOST_SAME) : last])


class Dating:
    """Dates the figures of a text, whose parts are known.

    A level of a span (达到, 覆盖率) holds for its last year, what was done or grew for the span.
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._periods = Periods(folded)
        self.same = Same(folded)
        self._was_flow = False
        self._last_span: Period | None = None
        self._span_end = -1
        self._origin_end, self._last_origin = -1, Dated("", None, "")

    def date(self, read: Read, sentence_start: int, part: Part) -> Dated:
        """The year of a figure: printed in its sentence, else that of its part."""
        assert read.quantity is not None
        start = read.figure.start
        printed, at = self._periods.find(sentence_start, start)
        said = self._said(printed, at, sentence_start, part) if printed else None
        words = self._folded[max(read.words_start, start - _WINDOW) : start].replace(FILLER, "")
        by_part = Dated(printed, said or part.about, "sentence" if said else part.year_from, said)
        if origin := self._origin(read, sentence_start, words, by_part):
            return origin
        if spanned := self._span(read, sentence_start, words, said, part):
            printed_here = said is not None or spanned != part.about
            return Dated(printed, spanned, "sentence" if printed_here else part.year_from, said)
        about = by_part.year
        if about is None:
            return by_part
        if read.quantity.unit == "年" and _IN_A_ROW.search(words):
            years = exact_number(read.quantity.value)
            first = about.last - int(years or 1) + 1
            return by_part._replace(year=whole(first, about.last))
        if about.first != about.last and self._is_level(read, words, said):
            return by_part._replace(year=whole(about.last))
        return by_part

    def _said(self, printed: str, at: int, sentence_start: int, part: Part) -> Period | None:
        clock, folded = part.clock, self._folded
        if printed.endswith(_OCCASIONS) and "十" not in printed:
            return None  # “双节”期间 is a time of any year
        if not any(char.isdigit() for char in printed[:4]) or "月" in printed[:4]:
            before = self._periods.before(sentence_start, at)
            if before and (year := resolve(before, clock)) is not None and "上年" not in before:
                clock = Clock(clock.now, clock.turn, year)
        said = resolve(printed, clock)
        past = said is not None and clock.turn is not None and said.last < clock.turn
        if past and part.name == OUTLOOK and at > sentence_start:
            # 完成2020年前存量任务: in a plan a past year behind a verb names what is to be done.
            opens = folded[at - 1] in _OPENS or folded.startswith(_ADVERBIAL, at - 1)
            return said if opens or _BASIS.match(folded, at) else None
        return said

    def _origin(self, read: Read, sentence_start: int, words: str, by_part: Dated) -> Dated | None:
        """A of 由A提高到B: of its own year, of the base its sentence names, else the year before.

        In a list (由A、B提高到C、D) the second is of the year of the first.
        """
        folded, start, end = self._folded, read.figure.start, read.figure.end
        if not _TO.match(folded, end):
            return None
        if not _FROM.search(words):
            if self._origin_end < 0 or folded[self._origin_end : start] not in _JOINS:
                return None
            self._origin_end = end
            return self._last_origin
        printed, about, _, said, _ = by_part
        base = _BASE.search(folded, sentence_start, start)
        if said and printed in folded[max(start - 16, sentence_start) : start]:
            origin = Dated(printed, said, "sentence", said, True)
        elif base and base[1]:
            origin = Dated(printed, whole(int(base[1])), "sentence", said, True)
        else:
            before = whole(about.first - 1) if about else None
            origin = Dated(printed, before, by_part.year_from, said, True)
        self._last_origin, self._origin_end = origin, end
        return origin

    def _span(
        self, read: Read, sentence_start: int, words: str, said: Period | None, part: Part
    ) -> Period | None:
        """The span of a growth since a base (比2010年增长) or of a mean of years (年均增长)."""
        assert read.quantity is not None
        start, kind = read.figure.start, read.quantity.kind
        if kind == "change" and not _BASE.search(words):
            words = "".join(self.same.at(start)) + words
        spanned = None
        if kind in ("change", "multiple"):
            spanned = self._since(read, sentence_start, words, said, part)
        if spanned is None and _YEARLY.search(words):
            spanned = self._mean(read, sentence_start, said, part)
        if spanned is None and kind == "change" and self._folded[self._span_end : start] in _JOINS:
            spanned = self._last_span
        if spanned:
            self._last_span, self._span_end = spanned, read.figure.end
        return spanned

    def _since(
        self, read: Read, sentence_start: int, words: str, said: Period | None, part: Part
    ) -> Period | None:
        """From the year after the base to the year of the figure."""
        about = said or part.about
        bases = [
            *_BASE.finditer(words),
            *_BASE.finditer(self._folded, read.clause_start, read.figure.start),
        ]
        if about is None or not bases:
            return None
        last = about.last
        # 并于2024年突破1亿，较2020年提升: the year in passing is not the end of the growth.
        passing = said and said.is_year and read.clause_start > sentence_start
        if passing and part.about and part.about.last > last:
            last = part.about.last
        base = _base_year(bases[-1], last)
        return whole(base + 1, last) if base and base < last else None

    def _mean(
        self, read: Read, sentence_start: int, said: Period | None, part: Part
    ) -> Period | None:
        """The years that a mean is of: printed, else those of the part or to the year planned."""
        start, about = read.figure.start, said or part.about
        if pair := _PAIR.search(self._folded, sentence_start, start):
            return whole(int(pair[1]) + 1, int(pair[2])) if pair[1] < pair[2] else None
        if about and (mean := _YEARS_OF_MEAN.search(self._folded, read.clause_start, start)):
            return whole(about.last - DIGITS[mean[1] or mean[2]] + 1, about.last)
        for known in (said, part.about):
            if known and known.first != known.last:
                return known
        turn = part.clock.turn
        return whole(turn, said.last) if said and turn and said.last > turn else None

    def _is_level(self, read: Read, words: str, said: Period | None) -> bool:
        """Whether what a span counts is measured at its end: the nearest telling word decides."""
        assert read.quantity is not None
        kind = read.quantity.kind
        if kind == "rank":
            return True
        if kind == "change":
            return False
        flows = [one.start() for one in _FLOW.finditer(words)]
        level = max((one.start() for one in _LEVEL.finditer(words)), default=-1)
        kept = kind == "share" and _KEPT.search(words)
        if kept or (said and said.first != said.last and not _REACHED.search(words)):
            return False  # 五年间占三成: of the whole span, as it is printed
        if flows or level >= 0:
            # 民生支出累计达3亿元 and 新增就业累计达2万人 are sums, 企业累计达3家 is a level.
            at = words.find("累计")
            unit = read.quantity.canonical_unit
            summed = at >= 0 and (unit == "元" or any(start != at for start in flows))
            self._was_flow = summed or max(flows, default=-1) > level
        elif _LEVEL_WEAK.search(words) or _BEHIND_LEVEL.match(self._folded, read.figure.end):
            self._was_flow = False
        elif not words.startswith(_JOINS):
            self._was_flow = kind != "share" and "超" not in words
        return not self._was_flow


def _base_year(base: re.Match[str], last: int) -> int | None:
    if base[1]:
        return int(base[1])
    if base[2]:
        plan = resolve(base[2], Clock())
        return plan.last if plan else None
    return last - DIGITS.get(base[3], 10)
