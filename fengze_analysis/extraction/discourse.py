"""The parts of a report: what each sentence speaks of by its place, review, outlook or glossary.

A work report looks back and then ahead; its headings, the words that open its paragraphs and its
date say where the one ends and what years both are about. A reply or notice only looks back.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import alternation, forms
from ..model import Document, Period
from ..text.layout import Layout
from .periods import PERIOD, Clock, Years, resolve, whole

REVIEW, OUTLOOK, GLOSSARY = "review", "outlook", "glossary"
_NUMBERED = re.compile(r"(?:第[一二三四五六]部分[\s、:]*|[一二三四五六七八九]、)\s*")
_LOWER = re.compile(r"\([一二三四五六七八九]\)\s*")
_LEAD = re.compile(r"[\s*#>•—-]*(?:(?:各位代表|同志们)[，:：！!、]\s*)*[*\s]*")
_HEADING = re.compile(r"[。：:；*\n]")  # ends the text of a heading
_LONGEST_HEADING = 40
_ALONE = re.compile(r"[^，。：:；\n]{3,36}[*\s]*$")
_BACK, _AHEAD = re.compile(alternation("heading_back")), re.compile(alternation("heading_ahead"))
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
_BEFORE_TIME, _TERM_SINCE = re.compile(forms("before_time")), re.compile(forms("term_since"))
_ADVERB = re.compile("[，:是、。 ]|以?来|全[市省区县州国]|我[市省区县州国们]|的?工作")
# 刚刚过去的2020年, 2020年是: a passage about that year begins, not one figure of it.
_TELLS = re.compile("刚?刚?过去的|一年来|20[0-9]{2}年(?:是|，(?:我们|面对|在|全[市省区县州]上下))")
_OF_PASSAGE = ("来", "时期", "期间", "一年")
_LISTED = re.compile(r"[\s*]*(?:——|—|•|\([一二三四五六七八九十0-9]{1,2}\)|[0-9]{1,2}[.、])")
_PLAN_TITLE = re.compile(
    r"(?!.*(?:报告|情况|总结|公报)).*(?:规划|纲要|计划|方案|要点)(?:\(.{0,20}\))?$"
)
_TITLE_YEAR = re.compile("((?:19|20)[0-9]{2})(?:—|-|年)")
_SHORTFALLS = re.compile("清醒地?(?:认识|看到)|还存在(?:不少|一些|许多)")
_NEAR, _SHORT, _LONGEST_TITLE = 6, 12, 100
_GLOSSARY_FROM = 0.6  # of a text: before it a colon with 指 explains a term in passing
_LAST_MONTH_OF_REPORTS, _FIRST_MONTH_OF_NEXT = 4, 11


class Part(NamedTuple):
    """What a sentence speaks of by its place: name of the part, sense, years and their evidence."""

    name: str
    sense: str
    about: Years
    year_from: str
    clock: Clock  # tells relative words


class Discourse:
    """The part of each sentence of a document."""

    def __init__(self, layout: Layout, document: Document, reporting_year: int | None):
        self._folded, self._layout = layout.folded, layout
        self._parts: dict[int, Part] = {}  # by where a sentence begins
        title = "".join(document.title.split())
        reported = reporting_year or _reported(title)
        self._now, self._turn = document.year, _turn(document, reported)
        self._base = self._first(title, reported)  # returns when a paragraph begins
        self._current = self._base  # the part that holds
        self._paragraph_end = 0
        self._replies = "工作报告" not in document.title
        self._firm = self._replies  # the base names one time, to which a paragraph returns
        self._closing = False  # the review has come to what was not achieved
        self._headed: Years = None  # what the last heading said it is about
        self._opening = self._greeting(document)
        self._walk()

    def at(self, start: int) -> Part:
        """The part that the sentence beginning at ``start`` stands in."""
        return self._parts[start]

    def _first(self, title: str, reported: int | None) -> Part:
        """The part a document begins with, by its title and date."""
        if not _PLAN_TITLE.match(title):
            about = whole(reported) if reported else self._year(-1)
            return self._part(REVIEW, about, "document")
        named = PERIOD.search(title)
        about = (resolve(named[0], Clock()) if named else None) or _plan_named(title)
        return self._part(OUTLOOK, about, "document")

    def _greeting(self, document: Document) -> int:
        """Where the text begins behind the lines that say what it is and who speaks to whom."""
        for start, end in self._layout.paragraphs[:15]:
            lead = _LEAD.match(self._folded, start).end()  # type: ignore[union-attr]
            speaks = end - start > _LONGEST_TITLE or "各位代表" in self._folded[start:end]
            if speaks or _NUMBERED.match(self._folded, lead):
                return start
        return self._layout.paragraphs[0][1] if document.title else 0

    def _part(self, name: str, about: Years, year_from: str = "section") -> Part:
        sense = {REVIEW: "outcome", OUTLOOK: "plan"}.get(name, "other")
        clock = Clock(self._now, self._turn, about)
        return Part(name, sense, about, year_from if about else "", clock)

    def _walk(self) -> None:
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
            self._parts[sentence.start] = self._current

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
        looks_back = bool(known) and known[0] in past
        if back:
            looks_back = not (ahead and coming) or back.start() <= ahead.end() + _NEAR
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
        folded, turn = self._folded, self._turn
        lead = _BEFORE_TIME.match(folded, at, end)
        time = _TIME.match(folded, at) or (_TIME.match(folded, lead.end()) if lead else None)
        about = resolve(time[0], self._clock()) if time else None
        term = _TERM_SINCE.match(folded, at, end) if turn and (not about or about.is_year) else None
        if term and turn:
            time, about = term, whole(turn - 5 + term[0].endswith("四年"), turn - 1)
        if self._replies and folded.startswith(_NEXT, at):
            self._set(self._part(OUTLOOK, self._year(0)), True)
            return
        past = about is not None and (self._is_past(about) or turn is None)
        ahead = self._current.name == OUTLOOK
        if not past and _AIMS.search(folded, at, at + 120) and _OPENS_AHEAD.match(folded, at, end):
            headed = ahead and self._headed is not None and not self._is_past(self._headed)
            plan = None if about or headed else _plan_named(folded[at : at + 100])
            about = about or (plan if plan and turn and plan.first >= turn else None)
            same = ahead and not about
            self._set(self._current if same else self._part(OUTLOOK, about or self._year(0)), True)
        elif time is None or about is None or about.part:
            return
        elif past:
            self._look_back(time, about, begins)
        elif begins and turn is not None and about.first >= turn:
            opens = about.first != about.last or _OPENS_YEAR.match(folded, at) is not None
            if opens or ahead:
                self._set(self._part(OUTLOOK, about), opens)

    def _look_back(self, time: re.Match[str], about: Period, begins: bool) -> None:
        """A past time opens a sentence of a review: it holds on to the end of the paragraph."""
        if self._current.name != REVIEW or not _ADVERB.match(self._folded, time.end()):
            return
        words = time[0]
        of_passage = begins or words.endswith(_OF_PASSAGE) or words.startswith(("过去", "这"))
        of_year = about.is_year and (self._current.about is None or self._current.about.is_year)
        if of_passage or of_year:  # else, in the review of a span, it is its sentence's alone
            told = _TELLS.match(self._folded, time.start()) or about == self._headed
            # A span that the rest of its paragraph tells no figure of introduces what follows.
            alone = not about.is_year and not _COUNT.search(
                self._folded, time.end(), self._paragraph_end
            )
            opens = (begins and bool(told or alone)) or (of_passage and not self._firm)
            self._set(self._part(REVIEW, about), opens)

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

    def _year(self, shift: int) -> Years:
        return whole(self._turn + shift) if self._turn else None


def _plan_named(words: str) -> Years:
    """The five years whose plan is named (第十四个五年规划, “十四五”规划)."""
    named = _PLAN_NAMED.search(words)
    return resolve(f"十{named[1]}五", Clock()) if named else None


def _reported(title: str) -> int | None:
    """The year that a title says is reported on; a work report's is the year it is made in."""
    year = _TITLE_YEAR.search(title)
    other = "工作报告" in title or "规划" in title or _PLAN_TITLE.match(title)
    return int(year[1]) if year and not other else None


def _turn(document: Document, reported: int | None) -> int | None:
    """The year whose work lies ahead: that of the report, the next for one made in November."""
    if reported:
        return reported + 1
    month = int(document.date[5:7]) if document.date else 1
    if document.year is not None and month >= _FIRST_MONTH_OF_NEXT:
        return document.year + 1
    late = month > _LAST_MONTH_OF_REPORTS and "工作报告" not in document.title
    return None if late else document.year
