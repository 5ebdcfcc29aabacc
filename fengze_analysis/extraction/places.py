"""Where a figure holds: the parks, districts and groups a text speaks of, else the report's area."""

from __future__ import annotations

import re

from ..lexicon import alternation

_LEADS = re.compile(r"[ ）)*—]*(?:其中|同时|全力|加快|一是|二是|三是|四是|五是)?，?")
_PART = re.compile(
    rf"""
    ((?:[\u4e00-\u9fff]{{1,12}}?)(?:{alternation("park")})(?:[\u4e00-\u9fff]{{1,4}}片区)?)  # 数字经济产业园
    (?![、和与及等的内或]|建设|试点|{alternation("park")})
    """,
    re.VERBOSE,
)
_CITY = re.compile("(?:中心城区|主城区|老城区|城区|市区)(?![、和与及等的级]|建设|改造|面积)")
_OWN = re.compile("全[市省区县州盟旗国]|我[市省区县州盟旗]")
_NO_PLACE = re.compile(alternation("no_place"))
_SCOPE = re.compile(
    r"""
    (?<![于比较与])(全[市省国区县州球镇])                 # 全省, not 高于全省
    (?:内|仅|共|共有|有|仅有|唯一的?|首批)?\s?$           # right before the figure
    """,
    re.VERBOSE,
)
_SEGMENT = re.compile("[。；\n]")


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

    def find(self, sentence_start: int, start: int, clause_start: int) -> str:
        """The scope printed before the figure, or the park that its sentence is about.

        全区 of a district is the district itself, and no scope.
        """
        folded = self._folded
        near = folded[max(clause_start, start - 8) : start]
        scope = _SCOPE.search(near) if "全" in near else None
        if scope and scope[1][-1:] != self._own[-1:]:
            return scope[1]
        if not self._segment <= start < self._segment_end or sentence_start > self._segment:
            self._open(sentence_start, start)
        if self._park and self._park_end <= start:
            own = clause_start > self._park_end and _OWN.match(folded, clause_start)
            return "" if own else self._park
        city = _CITY.match(folded, clause_start)
        return city[0] if city and city.end() <= start else ""

    def _open(self, sentence_start: int, start: int) -> None:
        """The part of a sentence up to a ；and the park it opens with."""
        folded = self._folded
        at = max(folded.rfind("；", sentence_start, start) + 1, sentence_start)
        stop = _SEGMENT.search(folded, start)
        self._segment, self._segment_end = at, stop.start() if stop else len(folded)
        lead = _LEADS.match(folded, at)
        park = _PART.match(folded, lead.end() if lead else at)
        self._park, self._park_end = "", 0
        if park and not _NO_PLACE.search(park[1]) and park[1] != self._own:
            self._park, self._park_end = park[1], park.end()
