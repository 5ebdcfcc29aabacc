"""For which time a plan sets a target: by its sentence, its paragraph, or the part it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..text.mending import FILLER


class Horizon(NamedTuple):
    """The years a target is set for; a target of one year has the same ``first`` and ``last``."""

    first: int
    last: int

    @property
    def is_year(self) -> bool:
        """Whether it is one year."""
        return self.first == self.last


_YEAR = "(?:19|20)[0-9]{2}"
_ORDINALS = "一二三四五六七八九十"
_DIGITS = {"两": 2, **{digit: value for value, digit in enumerate(_ORDINALS, 1)}}
_CHINESE_YEARS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MENTION = re.compile(
    rf"""
    (?P<first>{_YEAR})年?[-—~至到](?P<last>{_YEAR})年                  # 2021—2025年
  | (?P<until>(?:到|至|力争)?)(?P<year>{_YEAR})年(?!度?(?:版|号))
  | (?P<written>二[〇零][〇零一二三四五六七八九]{{2}})年                 # 二〇三五年
  | [“"]?十(?P<plan>[一二三四五六七八九])五(?![”"]?(?:规划|开局|良好|蓝图|纲要|首年|第一年))
  | 第十(?P<numbered>[一二三四五六七八九])个五年规划?
  | (?:今后|未来|往后|接下来)(?P<many>[一二三四五六七八九十0-9]+)个?年(?!级)
  | (?P<this>今年|本年度?|年内|新的一年|(?<![0-9今去上当每])全年|(?<![0-9])[0-9]{{1,2}}月底前)
  | (?P<next>明年)
  | (?P<before>去年|上年|往年)
    """,
    re.VERBOSE,
)
_BASE_BEFORE = re.compile("(?:比|较|与|以|超过|高于|低于|相比|[从由自])$")
_PARAGRAPH_OPENS = 14  # a time within so many characters of its beginning is the paragraph's
_HEADING_MARK = re.compile(r"\W{0,4}(?:第[一二三四五六七八九十]+[部篇章]|[一二三四五六七八九十]+、)")
_LONGEST_HEADING = 48
_LEADS = re.compile(
    "目标|总体要求|总体思路|总体部署|主要任务|重点任务|工作|做好|抓好|我们要|我们将|安排|必须|打算"
)
_REVIEW = re.compile("回顾|过去|总结|成就|成效")


class Horizons:
    """The horizons of a text made in ``year``.

    >>> horizons = Horizons("到2025年，增加值达9亿元；今年新建3所。", [(0, 25)], 2021)
    >>> horizons.at(13, 0), horizons.at(22, 0)
    (Horizon(first=2021, last=2025), Horizon(first=2021, last=2021))
    """

    def __init__(self, folded: str, paragraphs: list[tuple[int, int]], year: int) -> None:
        self._folded = folded
        self._year = year
        self._mentions = list(self._find(folded))
        self._starts = [start for start, _ in self._mentions]
        self._marks = list(self._parts(paragraphs))
        self._mark_starts = [start for start, _, _ in self._marks]

    def at(self, position: int, sentence_start: int) -> Horizon | None:
        """The horizon of the figure at ``position``, ``None`` where nothing says it."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self._starts[index] >= sentence_start:
            return self._mentions[index][1]
        index = bisect_right(self._mark_starts, position) - 1
        return self._marks[index][2] if index >= 0 else None

    def _find(self, folded: str) -> Iterator[tuple[int, Horizon]]:
        for match in _MENTION.finditer(folded):
            based = _BASE_BEFORE.search(folded, max(0, match.start() - 4), match.start())
            horizon = self._horizon(match)
            if horizon is not None and not (based and horizon.last <= self._year):
                yield match.start(), horizon

    def _horizon(self, match: re.Match[str]) -> Horizon | None:
        if match["first"]:
            return Horizon(int(match["first"]), int(match["last"]))
        if match["year"] or match["written"]:
            year = int(match["year"] or match["written"].translate(_CHINESE_YEARS))
            return Horizon(self._since(year), year)
        if plan := match["plan"] or match["numbered"]:
            last = 1955 + 5 * (10 + _DIGITS[plan])  # the fourth was that of 1971 to 1975
            return Horizon(last - 4, last)
        if match["many"]:
            many = int(match["many"]) if match["many"].isdecimal() else _DIGITS.get(match["many"])
            return Horizon(self._year, self._year + many - 1) if many else None
        shift = 1 if match["next"] else -1 if match["before"] else 0
        return Horizon(self._year + shift, self._year + shift)

    def _since(self, year: int) -> int:
        """The first year of what is to be reached in ``year``: of its five-year plan."""
        return year if year <= self._year else year - (year - 1) % 5

    def _parts(self, paragraphs: list[tuple[int, int]]) -> Iterator[tuple[int, int, Horizon]]:
        """Where a part with a horizon begins, a paragraph with its own among them."""
        part: Horizon | None = None
        for start, end in paragraphs:
            body = self._folded[start:end].replace(FILLER, "").strip()
            found = self._mentions_in(start, end)
            if len(body) <= _LONGEST_HEADING and "。" not in body:
                if found and (_HEADING_MARK.match(body) or _LEADS.search(body)):
                    part = min(found) if _REVIEW.search(body) else found[0]
                elif _HEADING_MARK.match(body) and _REVIEW.search(body):
                    part = Horizon(self._year - 1, self._year - 1)
                if part is not None:
                    yield start, end, part
                continue
            opening = self._mentions_in(start, start + _PARAGRAPH_OPENS)
            first = re.split("[。；]", body, maxsplit=1)[0]
            if opening and _LEADS.search(first[:60]):
                part = opening[0]
            if found_here := (opening[0] if opening else part):
                yield start, end, found_here

    def _mentions_in(self, start: int, end: int) -> list[Horizon]:
        low, high = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        return [horizon for _, horizon in self._mentions[low:high]]
