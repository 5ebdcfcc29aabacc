"""In which sense, of when and of where a figure is, by its passage, its sentence and its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import alternation, forms, words
from ..model import Document, Period, Sentence
from ..text.layout import Layout
from .dating import Dated, Dating
from .discourse import Discourse
from .periods import read_heading
from .quantities import Read
from .sense import find_sense, find_status

_LEADS = re.compile(r"[ ）)*—]*(?:其中|同时|[一二三四五六七八九]是)?，?")
_PART = re.compile(
    rf"""
    ([\u4e00-\u9fff]{{1,12}}?(?:{alternation("park")})(?:[\u4e00-\u9fff]{{1,4}}片区)?)  # 知创产业园
    (?![、和与及等的内或区域]|建设|试点|[^，。；]{{0,12}}(?:[、]|等[一二三四五六七八九十多0-9])|{alternation("park")})
    """,
    re.VERBOSE,
)
_CITY = re.compile(rf"(?:{forms('city_part')})(?![、和与及等的级]|(?:建设|改造)[，。；]|改造|面积)")
# 临江区新增学校3所: an area named whole, no 城区, no 都市.
_AREA = re.compile(
    rf"(?:[和与]?[\u4e00-\u9fff]{{1,4}}市)?(?!{alternation('no_area')})[\u4e00-\u9fff]{{2,3}}(?<![{''.join(words('no_area_end'))}])[区县旗市]"
    rf"(?=(?:{alternation('area_verb')}|GDP|[0-9一两二三四五六七八九十]+[个家所条座项]))"
)
_NO_PLACE = re.compile(alternation("no_place"))
_NO_NAME = re.compile(forms("no_park_name"))
_SCOPE = re.compile(
    r"""
    (?:^|[居在为是列于，。；、（(]|成为|入选|纳入)           # 列全省, not 高于全省, 占全省
    (?<![高低好快优][于])(全[市省国区县州球])
    (?:内|仅|共|共有|有|仅有|唯一的?|首批)?\s?$           # right before the figure
    """,
    re.VERBOSE,
)
_OTHER_SUBJECT = re.compile(forms("other_subject"))
_FAR = 1000  # as long as the longest sentence
_SEGMENT = re.compile("[。；\n]")
_DONE = ("完成", "占", "实际", "实绩")
_PLANNED = ("预期", "目标", "计划", "预算")
_AMONG = re.compile("全[国省市区县州球疆]|世界|西部|中部|东部")
_LONGEST_SAME = 60


class Told(NamedTuple):
    """Sense, year with its evidence, place, and period and status as printed."""

    sense: str
    year: Period | None
    year_from: str
    place: str
    period: str
    status: str


class Circumstances:
    """The circumstances of the figures of a document."""

    def __init__(
        self, layout: Layout, document: Document, reporting_year: int | None = None
    ) -> None:
        self._folded = layout.folded
        self._own = document.place
        self._discourse = Discourse(layout, document, reporting_year)
        self._dating = Dating(layout.folded)
        self._places = Places(layout.folded, document.place)

    def basis(self, read: Read) -> str:
        """What a change is against, by its clause or a （下同）; who a rank is among."""
        assert read.meaning is not None
        if read.meaning.kind == "rank":
            among = _AMONG.findall(self._folded, read.clause_start, read.figure.start)
            return among[-1] if among else ""
        basis = read.meaning.basis.replace("(下同)", "")
        if basis or read.meaning.kind != "change":
            return basis
        same = (one for one in self._dating.same.at(read.figure.start) if one[0] in "比较同")
        return "".join(same).lstrip("比较")

    def of(self, read: Read, sentence: Sentence) -> Told:
        """What holds for a figure of ``sentence``, by the header of its column in a table."""
        assert read.quantity is not None
        start, clause = read.figure.start, read.clause_start
        part = self._discourse.at(sentence.start)
        if read.cell and read.cell.heading:
            period, year, status = read_heading(read.cell.heading, part.clock)
            dated = Dated(period, year or part.about, "section" if year else part.year_from)
            planned = any(word in status for word in _PLANNED)
            done = any(word in read.cell.heading for word in _DONE)  # 完成年度计划的比重
            sense = "plan" if planned and not done else part.sense
        else:
            dated = self._dating.date(read, sentence.start, part)
            status = find_status(self._folded, read.words_start, clause, start)
            if not status and (same := self._dating.same.at(start)):
                status = find_status("".join(same), 0, 0, _LONGEST_SAME)
            sense = find_sense(
                self._folded, read, part, dated.said, dated.is_origin, sentence.start
            )
        kind = read.quantity.kind
        place = ""
        if kind != "rank":
            place = self._places.find(sentence.start, start, clause, kind == "amount")
        year_from = dated.year_from if dated.year else ""
        return Told(sense, dated.year, year_from, place or self._own, dated.printed, status)


class Places:
    """The parks and areas a text speaks of, each looked for once in its part of a sentence.

    >>> Places("知创产业园新增授权专利12件").find(0, 11, 0), Places("新增专利12件").find(0, 4, 0)
    ('知创产业园', '')
    """

    def __init__(self, folded: str, own: str = "") -> None:
        self._folded = folded
        self._own = own
        self._segment = self._segment_end = -1
        self._park = ""
        self._park_end = 0

    def find(self, sentence_start: int, start: int, clause_start: int, counts: bool = True) -> str:
        """The scope printed before the figure, or the park that its sentence is about.

        全区 of a district is the district itself, and no scope.
        """
        folded = self._folded
        near = folded[max(clause_start, start - 8) : start]
        scope = _SCOPE.search(near) if counts and "全" in near else None
        if scope and scope[1][-1:] != self._own[-1:]:
            return scope[1]
        if not self._segment <= start < self._segment_end or sentence_start > self._segment:
            self._open(sentence_start, start)
        if clause_start > self._segment and (named := self._named(clause_start)):
            self._park, self._park_end = named
        if self._park and self._park_end <= start:
            if clause_start > self._park_end and _OTHER_SUBJECT.match(folded, clause_start):
                self._park = ""
            return self._park
        city = _CITY.match(folded, clause_start)
        return city[0] if city and city.end() <= start else ""

    def _named(self, at: int) -> tuple[str, int] | None:
        """The park, group or area that words begin with, and where its name ends."""
        at = _LEADS.match(self._folded, at).end()  # type: ignore[union-attr]
        if area := _AREA.match(self._folded, at):
            return None if area[0] in self._own else (area[0], area.end())
        park = _PART.match(self._folded, at)
        if park is None or park[1] == self._own:
            return None
        if _NO_PLACE.search(park[1]) or _NO_NAME.fullmatch(park[1]):
            return None
        return park[1], park.end()

    def _open(self, sentence_start: int, start: int) -> None:
        """The part of a sentence up to a ；and the park it opens with."""
        folded = self._folded
        at = max(folded.rfind("；", sentence_start, start) + 1, sentence_start)
        stop = _SEGMENT.search(folded, start, start + _FAR)
        self._segment, self._segment_end = at, stop.start() if stop else start + _FAR
        self._park, self._park_end = self._named(at) or ("", 0)
