"""In which sense, of when and of where a figure is, by its passage, its sentence and its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model import Document, Period, Sentence
from ..text.layout import Layout
from .dating import Dated, Dating
from .discourse import Discourse
from .periods import read_heading
from .places import Places
from .quantities import Read
from .sense import find_sense, find_status

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
