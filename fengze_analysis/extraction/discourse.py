"""The parts of a report: what each sentence speaks of by its place, review, outlook or glossary.

A work report looks back and then ahead; its headings, the words that open its paragraphs and its
date say where the one ends and what years both are about. A reply or notice only looks back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ..lexicon import alternation, forms
from ..model import Document, Period
from ..text.layout import Layout
from .periods import PERIOD, Clock, resolve, whole

REVIEW, OUTLOOK, GLOSSARY = "review", "outlook", "glossary"
_NUMBERED = re.compile(r"(?:第[一二三四五六]部分[\s、:]*|[一二三四五六七八九]、)\s*")
_LOWER = re.compile(r"\([一二三四五六七八九]\)\s*")
_LEAD = re.compile(r"[\s*#>•—-]*(?:(?:各位代表|同志们)[，:：！!、]\s*)*[*\s]*")
_HEADING = re.compile(r"[。：:；*\n]")  # ends the text of a heading
_LONGEST_HEADING = 40
_ALONE = re.compile(r"[^，。：:；\n]{3,36}[*\s]*$")
_BACK = re.compile(alternation("heading_back"))
_AHEAD = re.compile(alternation("heading_ahead"))
_GLOSSARY = re.compile(alternation("heading_glossary"))
_TERM = re.compile(r"[^。，\n]{1,30}[:：]\s*(?:是|主要|即)?指")
_OPENS_AHEAD = re.compile(forms("opens_ahead"))
_NEXT = ("下一步", "下阶段", "下一阶段")  # in a reply; a work report has headings
_COUNT = re.compile("[0-9](?![0-9]*[年月日届次])")
_AIMS = re.compile("目标|要求|思路|思想|任务|要[做抓]|工作|总基调")
_PLAN_NAMED = re.compile('十([一二三四五])(?:个五年规划|五[”"]?(?:规划|时期))')
_OPENS_YEAR = re.compile(r"(?:今年|明年|新的一年|20[0-9]{2}年)，?(?:是|将是|我们(?:将|要)|要|将)")
_TIME = re.compile(f'(?:{PERIOD.pattern})|[“"]?十[一二三四五]?五[”"](?!规划)', re.VERBOSE)
_TIME_IN_HEADING = re.compile(f'(?:{PERIOD.pattern})|[“"]十[一二三四五]?五[”"]', re.VERBOSE)
_TERM_OF_OFFICE = re.compile("届(?:市|省|县|区|州)?(?:人民)?政府")
_BEFORE_TIME = re.compile(forms("before_time"))
_TERM_SINCE = re.compile(forms("term_since"))
_ADVERB = re.compile("[，:是、。 ]|以?来|全[市省区县州国]|我[市省区县州国们]|的?工作")
# 刚刚过去的2020年, 2020年是: a passage about that year begins, not one figure of it.
_TELLS = re.compile("刚?刚?过去的|一年来|20[0-9]{2}年(?:是|，(?:我们|面对|在|全[市省区县州]上下))")
_OF_PASSAGE = ("来", "时期", "期间", "一年")
_LISTED = re.compile(r"[\s*]*(?:——|—|•|\([一二三四五六七八九十0-9]{1,2}\)|[0-9]{1,2}[.、])")
_PLAN_TITLE = re.compile("(?:规划|纲要|计划|方案|要点)(?:\\(.{0,20}\\))?$")
_NO_PLAN_TITLE = re.compile("报告|情况|总结|公报")
_TITLE_YEAR = re.compile("((?:19|20)[0-9]{2})(?:—|-|年)")
_SHORTFALLS = re.compile("清醒地?(?:认识|看到)|还存在(?:不少|一些|许多)")
_NEAR = 6
_SHORT = 12
_LONGEST_TITLE = 100
_GLOSSARY_FROM = 0.6  # of a text: before it a colon with 指 explains a term in passing
_LAST_MONTH_OF_REPORTS, _FIRST_MONTH_OF_NEXT = 4, 11


class Part(NamedTuple):
    """What a sentence speaks of by its place: name of the part, sense, years and their evidence.

    Of a span, what is measured at a time holds for its last year; ``clock`` tells relative words.
    """

    name: str
    sense: str
    about: Period | None
    year_from: str
    clock: Clock


class Discourse:
    """The part of each sentence of a document.

    >>> from ..text.document import parse_document
    >>> from ..text.layout import lay_out
    >>> text = "2024年甲市政府工作报告\\n一、2023年工作回顾\\n建桥。\\n二、今后五年目标\\n建港。"
    >>> layout = lay_out(text)
    >>> parts = Discourse(layout, parse_document(text, "", layout))
    >>> [(one.sense, str(one.about)) for one in map(parts.at, (text.find("建桥"), len(text) - 2))]
    [('outcome', '2023'), ('plan', '2024-2028')]
    """

    def __init__(self, layout: Layout, document: Document, reporting_year: int | None = None):
        self._folded = layout.folded
        self._layout = layout
        self._starts: list[int] = []
        self._parts: list[Part] = []
        self._now, self._turn = document.year, _turn(document, reporting_year)
        self._base = self._first(document, reporting_year)  # returns when a paragraph begins
        self._current = self._base  # the part that holds
        self._paragraph_end = 0
        self._replies = "工作报告" not in document.title
        self._firm = self._replies  # the base names one time, to which a paragraph returns
        self._closing = False  # the review has come to what was not achieved
        self._headed: Period | None = None  # what the last heading said it is about
        self._opening = self._greeting(document)
        self._walk()

    def at(self, position: int) -> Part:
        """The part that the sentence at ``position`` stands in."""
        return self._parts[max(bisect_right(self._starts, position) - 1, 0)]

    def _first(self, document: Document, reporting_year: int | None) -> Part:
        """The part a document begins with, by its title and date."""
        title = re.sub(r"\s", "", document.title)
        if _is_plan(title):
            named = PERIOD.search(title)
            about = resolve(named[0], Clock()) if named else None
            if about is None and (plan := _PLAN_NAMED.search(title)):
                about = resolve(f"“十{plan[1]}五”", Clock())
            return self._part(OUTLOOK, about, "document")
        year = reporting_year or _reported(title)
        about = whole(year) if year else self._year(-1)
        return self._part(REVIEW, about, "document")

    def _greeting(self, document: Document) -> int:
        """Where the text begins behind the lines that say what it is and who speaks to whom."""
        for start, end in self._layout.paragraphs[:15]:
            lead = _LEAD.match(self._folded, start).end()  # type: ignore[union-attr]
            if "各位代表" in self._folded[start:end] or _NUMBERED.match(self._folded, lead):
                return start
            if end - start > _LONGEST_TITLE:
                return start
        return self._layout.paragraphs[0][1] if document.title else 0

    def _part(self, name: str, about: Period | None, year_from: str = "section") -> Part:
        sense = {REVIEW: "outcome", OUTLOOK: "plan"}.get(name, "other")
        clock = Clock(self._now, self._turn, about)
        return Part(name, sense, about, year_from if about else "", clock)

    def _walk(self) -> None:
        """The part of each sentence in turn."""
        paragraphs = iter(self._layout.paragraphs)
        end = -1
        folded = self._folded
        for sentence in self._layout.sentences:
            begins = sentence.start >= end
            while sentence.start >= end:
                _, end = next(paragraphs)
            start = _LEAD.match(folded, sentence.start).end()  # type: ignore[union-attr]
            if begins:
                self._paragraph_end = end
                self._begin(start, end)
            if sentence.start >= self._opening:
                self._open(start, sentence.end, begins)
            self._starts.append(sentence.start)
            self._parts.append(self._current)

    def _begin(self, start: int, end: int) -> None:
        """A paragraph begins: what a sentence opened before it holds no more, but for its list."""
        if not _LISTED.match(self._folded, max(start - 2, 0)):
            self._current = self._base
        late = start > len(self._folded) * _GLOSSARY_FROM
        if late and self._base.name == OUTLOOK and _TERM.match(self._folded, start, end):
            self._base = self._current = self._part(GLOSSARY, None)

    def _open(self, start: int, end: int, begins: bool) -> None:
        """The part that a sentence opens: as a heading, or by its first words."""
        folded = self._folded
        numbered = _NUMBERED.match(folded, start)
        lower = None if numbered else _LOWER.match(folded, start)
        mark = numbered or lower
        at = mark.end() if mark else start
        if mark or (begins and _ALONE.match(folded, start, end)):
            heading = _HEADING.split(folded[at : at + _LONGEST_HEADING], maxsplit=1)[0]
            if found := self._head(heading, bool(numbered), bool(lower)):
                self._base = self._current = found
                self._headed = found.about
                self._firm = len(_TIME_IN_HEADING.findall(heading)) == 1
                self._closing = False
                return
            if mark and self._closing:  # 我们也清醒地认识到: what is numbered behind it lies ahead
                self._base = self._current = self._part(OUTLOOK, self._year(0))
                self._closing = False
        if self._current.name == REVIEW and _SHORTFALLS.search(folded, at, end):
            self._closing = True
        self._cue(at, end, begins)

    def _head(self, heading: str, numbered: bool, lower: bool) -> Part | None:
        """The part that a heading opens, ``None`` for the heading of a subject."""
        if _GLOSSARY.search(heading):
            return self._part(GLOSSARY, None)
        back, ahead = _BACK.search(heading), _AHEAD.search(heading)
        known = self._times(heading, back is not None, ahead is not None)
        past = [one for one in known if self._is_past(one)]
        coming = [one for one in known if self._turn is None or one.first >= self._turn]
        opens = _TIME.match(heading) is not None and (numbered or len(heading) < _SHORT)
        if not known:
            # 总体要求和主要目标 is a heading of the plan part, 创新发展思路，超前引领 is none.
            ahead = ahead if ahead and ahead.end() >= len(heading.rstrip()) - 1 else None
            if lower or not (back or ahead):
                return None
        elif not back and not ahead and not opens:
            of_year = self._base.name == OUTLOOK and self._base.about == self._year(0)
            if not (numbered and coming) or (of_year and not coming[0].is_year):
                return None  # 为“十三五”开好局 in a heading of the year's plan
        if back and not (ahead and coming):
            looks_back = True
        elif back and ahead:
            looks_back = back.start() <= ahead.end() + _NEAR
        else:
            looks_back = bool(known) and known[0] in past
        if looks_back and not past and self._base.name == OUTLOOK:
            return None
        if looks_back:
            return self._part(REVIEW, next(iter(past or known), self._year(-1)))
        return self._part(OUTLOOK, next(iter(coming or known), self._year(0)))

    def _times(self, heading: str, back: bool, ahead: bool) -> list[Period]:
        """The years that a heading names, a term of office as the five years of the government."""
        times = [resolve(one[0], self._clock()) for one in _TIME_IN_HEADING.finditer(heading)]
        known = [one for one in times if one and not one.part]
        if not known and (back or ahead) and self._turn and _TERM_OF_OFFICE.search(heading):
            first = self._turn - (5 if back else 0)
            return [whole(first, first + 4)]
        if back and not ahead and known and known[0].is_year and not self._is_past(known[0]):
            self._turn = known[0].last + 1  # the title names the year reported on
        return known

    def _cue(self, at: int, end: int, begins: bool) -> None:
        """What the first words of a sentence open: 一年来, 今后五年, 主要预期目标是."""
        folded = self._folded
        lead = _BEFORE_TIME.match(folded, at, end)
        time = _TIME.match(folded, at) or (_TIME.match(folded, lead.end()) if lead else None)
        about = resolve(time[0], self._clock()) if time else None
        if (about is None or about.is_year) and self._turn and _TERM_SINCE.match(folded, at, end):
            time = _TERM_SINCE.match(folded, at)
            four = time is not None and time[0].endswith("四年")
            about = whole(self._turn - 5 + four, self._turn - 1)
        if self._replies and folded.startswith(_NEXT, at):
            self._set(self._part(OUTLOOK, self._year(0)), True)
            return
        past = about is not None and (self._is_past(about) or self._turn is None)
        if not past and _AIMS.search(folded, at, at + 120) and _OPENS_AHEAD.match(folded, at, end):
            headed = self._current.name == OUTLOOK and self._headed is not None
            if not about and not (headed and not self._is_past(self._headed)):  # type: ignore[arg-type]
                about = self._plan_named(at)
            same = self._current.name == OUTLOOK and not about
            self._set(self._current if same else self._part(OUTLOOK, about or self._year(0)), True)
        elif time is None or about is None or about.part:
            return
        elif past:
            self._look_back(time, about, begins)
        elif self._turn is None or about.first < self._turn:
            return
        elif begins and (about.first != about.last or _OPENS_YEAR.match(folded, at)):
            self._set(self._part(OUTLOOK, about), begins)
        elif begins and self._current.name == OUTLOOK:
            self._set(self._part(OUTLOOK, about), False)

    def _look_back(self, time: re.Match[str], about: Period, begins: bool) -> None:
        """A past time opens a sentence of a review: it holds on to the end of the paragraph.

        In the review of a span a single year in the midst of a paragraph is its sentence's alone.
        """
        if self._current.name != REVIEW or not _ADVERB.match(self._folded, time.end()):
            return
        words = time[0]
        of_passage = begins or words.endswith(_OF_PASSAGE) or words.startswith(("过去", "这"))
        of_year = about.is_year and (self._current.about is None or self._current.about.is_year)
        if of_passage or of_year:
            told = begins and _TELLS.match(self._folded, time.start())
            again = begins and about == self._headed
            introduces = (
                begins and not about.is_year
            )  # where the rest of the paragraph tells no figure
            introduces &= not _COUNT.search(self._folded, time.end(), self._paragraph_end)
            base = again or bool(told) or introduces or (of_passage and not self._firm)
            self._set(self._part(REVIEW, about), base)

    def _plan_named(self, at: int) -> Period | None:
        """The coming five years whose plan the sentence names (根据第十四个五年规划的建议)."""
        named = _PLAN_NAMED.search(self._folded, at, at + 100)
        about = resolve(f"“十{named[1]}五”", self._clock()) if named else None
        return about if about and self._turn and about.first >= self._turn else None

    def _set(self, part: Part, begins: bool) -> None:
        """The part holds now; as the base too where the base named no one time or a longer one."""
        self._current = part
        of_turn = part.about is not None and part.about.is_year and part.about.last == self._turn
        narrower = of_turn and self._base.about is not None and not self._base.about.is_year
        other = part.name != self._base.name or part.name == REVIEW or part.about == self._headed
        if begins and (not self._firm or narrower or other):
            self._base = part

    def _clock(self) -> Clock:
        return Clock(self._now, self._turn, self._current.about)

    def _is_past(self, about: Period) -> bool:
        return self._turn is not None and about.last < self._turn

    def _year(self, shift: int) -> Period | None:
        return whole(self._turn + shift) if self._turn else None


def _is_plan(title: str) -> bool:
    return bool(_PLAN_TITLE.search(title)) and not _NO_PLAN_TITLE.search(title)


def _reported(title: str) -> int | None:
    """The year that a title says is reported on; a work report's is the year it is made in."""
    year = _TITLE_YEAR.search(title)
    if year is None or "工作报告" in title or "规划" in title or _is_plan(title):
        return None
    return int(year[1])


def _turn(document: Document, reporting_year: int | None) -> int | None:
    """The year whose work lies ahead: that of the report, the next for one made in November."""
    if year := reporting_year or _reported(re.sub(r"\s", "", document.title)):
        return year + 1
    if document.year is None:
        return None
    month = int(document.date[5:7]) if document.date else 1
    if month >= _FIRST_MONTH_OF_NEXT:
        return document.year + 1
    if month > _LAST_MONTH_OF_REPORTS and "工作报告" not in document.title:
        return None
    return document.year
