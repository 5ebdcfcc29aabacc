"""For which time a plan sets a target: by its sentence, its paragraph, or the part it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..extraction.numerals import DIGITS
from ..model import Period
from ..text.layout import FILLER
from .clauses import sentence_start

_YEAR = "(?:19|20)[0-9]{2}"
_NUMBERS = DIGITS | {"十": 10}
_CHINESE_YEARS = str.maketrans({char: str(value) for char, value in DIGITS.items()})
_MENTION = re.compile(
    rf"""
    (?<![(])(?P<first>{_YEAR})年?[-—~至到](?P<last>{_YEAR})年          # 2021—2025年, no plan's name
  | (?P<year>{_YEAR})年(?!度?[版号]|前?(?:实现)?碳)                    # 2030年前碳达峰 is a name
  | (?P<written>二[〇零][〇零一二三四五六七八九]{{2}})年                 # 二〇三五年
  | [“"]?十(?P<plan>[一二三四五六七八九])五(?![”"]?(?:规划|开[局好]|良好|蓝图|纲要|首年|第一年))
  | 第十(?P<numbered>[一二三四五六七八九])个五年
  | (?:今后|未来|往后|接下来)(?P<many>[一二三四五六七八九十0-9]+)个?年(?!级)
  | (?<!连续)(?P<within>[两三四五]|[2-5])年(?:内|达到)
  | (?P<next>明年) | (?P<before>去年|上年|往年)
  | 今年 | (?<![0-9年去上])年底前 | 本年度? | 新的一年 | (?<![0-9])[0-9]{{1,2}}月底前
    """,
    re.VERBOSE,
)
# 比2020年, 在2020年…基础上: what is measured from; 锚定二〇三五年远景目标: what is looked up to.
_BASE_BEFORE = re.compile("(?:比|较|与|以|超过|高于|低于|相比|[从由自])$")
_BASE_BEHIND = re.compile("[^，。；]{0,16}基础上")
_ANCHOR = re.compile("(?:锚定|面向|对标|着眼|瞄准|朝着|[和及与向])$")
_NAMED = re.compile("(?:谋划|编制|编好|研究|衔接|启动)[好的]?$")  # 谋划“十五五”: what is drafted
_NEAR = 4
_FAR = 10  # years: what is set for so late is a vision
_OPENS = 8  # a time within so many characters opens a sentence, and holds for those that follow
_SENTENCE = re.compile("[^。！？!?]+[。！？!?]*")
_LEAD = re.compile(
    r"""
    (?:今年|本年|新的一年|(?:19|20)[0-9]{2}\s?年)
      (?:[，,]?是|(?P<strong>[^。；，]{0,30}?(?:预期目标|主要目标|总体要求|总体思路)))
  | (?:[“"]?十[一二三四五六七八九]五[”"]?(?:时期|期间)?|(?:今后|未来)五年)[^。；，]{0,24}?
      (?:主要目标|预期目标|指导思想|总体要求|总体思路|重点任务|目标任务|主要任务|发展目标)
      [^。；，]{0,6}[是为:]
    """,
    re.VERBOSE,
)
_LEAD_WITHIN, _OPENS_LEAD = 400, 14  # in a review a weak lead opens its paragraph
_HEADING_MARK = re.compile(
    r"\W{0,4}(?:第[一二三四五六七八九十]+(?P<level>[部篇章节])分?|[一二三四五六七八九十]+、)"
)
_LEVELS = {"部": 1, "篇": 1, "章": 2, "节": 3, None: 4}
_LONGEST_HEADING = 48
_LEADS = re.compile(
    "目标|总体要求|总体思路|总体部署|主要任务|重点任务|工作|做好|抓好|我们要|我们将|安排|必须|打算"
)
_NOTES = re.compile(
    r"\W*(?:附件?\W?\d*)?\W*(?:政府工作报告)?\W*(?:有关|相关|部分)?(?:名词|用语|(?:专业)?术语)"
    r"(?:解释|注释|说明)?\W*|\W*注释\W*"
)
_TITLE_ENDS = re.compile(r"(?:报告|规划|纲要|方案)\s*(?:[(（].{0,20}[)）])?$")
_REVIEW = re.compile(
    r"回顾|过去|总结|成就|成效|(?:[章节篇、]|部分)\s*(?:发展|工作|现实)?(?:基础|现状|环境|背景|形势)"
)


def five_years(number: str) -> Period:
    """The years of a five-year plan by its number above ten.

    >>> str(five_years("四"))
    '2021-2025'
    """
    last = 2005 + 5 * DIGITS[number]
    return Period(last - 4, last)


class _Mark(NamedTuple):
    """From where on a horizon holds, and that of the part of the text it stands in."""

    start: int
    horizon: Period | None
    part: Period | None


class Horizons:
    """The horizons of a text made in ``year``, of a plan for the years ``span``.

    >>> horizons = Horizons("到2025年，增加值达9亿元；今年新建3所。", [(0, 25)], 2021)
    >>> horizons.at(11), horizons.at(19)
    (Period(first=2021, last=2025, part=''), Period(first=2021, last=2021, part=''))
    """

    def __init__(
        self,
        folded: str,
        paragraphs: Sequence[tuple[int, int]],
        year: int,
        span: Period | None = None,
    ) -> None:
        self._folded, self._year, self._span = folded, year, span
        self._review = 0  # the level of the heading that opened the last review
        self._mentions = list(self._find(folded))
        self._starts = [start for start, _ in self._mentions]
        self._marks = [_Mark(0, None, None), *self._parts(paragraphs, span)]

    def at(self, position: int) -> Period | None:
        """The horizon of the figure at ``position``, ``None`` where it is past or not said."""
        horizon = self._mark_at(position).horizon
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self._starts[index] >= sentence_start(self._folded, position):
            start, named = self._mentions[index]
            # A past year in an item of a list does not reach the next.
            if named.last >= self._year or "；" not in self._folded[start:position]:
                horizon = named
        return horizon if horizon and horizon.last >= self._year else None

    def is_outlook(self, position: int) -> bool:
        """Whether the part of the text that holds ``position`` looks ahead, not back."""
        part = self._mark_at(position).part
        return part is not None and part.last >= self._year

    def _mark_at(self, position: int) -> _Mark:
        return self._marks[bisect_right(self._marks, position, key=lambda mark: mark.start) - 1]

    def _find(self, folded: str) -> Iterator[tuple[int, Period]]:
        for match in _MENTION.finditer(folded):
            horizon = self._horizon(match)
            near = folded[max(0, match.start() - _NEAR) : match.start()]
            based = _BASE_BEFORE.search(near) or _BASE_BEHIND.match(folded, match.end())
            if horizon is None or (based and horizon.last <= self._year):
                continue
            far = horizon.last >= self._year + _FAR and _ANCHOR.search(near)
            if not far and not _NAMED.search(near):
                yield match.start(), horizon

    def _horizon(self, match: re.Match[str]) -> Period | None:
        if match["first"]:
            return Period(int(match["first"]), int(match["last"]))
        if match["year"] or match["written"]:
            year = int(match["year"] or match["written"].translate(_CHINESE_YEARS))
            # What is to be reached in 2025 is of the five-year plan that began in 2021.
            return Period(year if year <= self._year else year - (year - 1) % 5, year)
        if plan := match["plan"] or match["numbered"]:
            return five_years(plan)
        if count := match["many"] or match["within"]:
            many = int(count) if count.isdecimal() else _NUMBERS.get(count)
            return Period(self._year, self._year + many - 1) if many else None
        year = self._year + (1 if match["next"] else -1 if match["before"] else 0)
        return Period(year, year)

    def _parts(self, paragraphs: Sequence[tuple[int, int]], part: Period | None) -> Iterator[_Mark]:
        """Where a horizon begins to hold: at a heading, a paragraph, a sentence that opens so."""
        for start, end in paragraphs:
            first = self._folded[start:end].split(FILLER, 1)[0]  # a heading may be mended to it
            if len(first) < end - start and _HEADING_MARK.match(first) and "。" not in first:
                part = self._part(first, start, start + len(first), part)
                start += len(first)
            part = self._part(self._folded[start:end].replace(FILLER, ""), start, end, part)
            yield _Mark(start, part, part)
            for sentence in _SENTENCE.finditer(self._folded, start, end):
                opening = self._mentions_in(sentence.start(), sentence.start() + _OPENS)
                if opening and opening[0].last >= self._year:
                    yield _Mark(sentence.start(), opening[0], part)

    def _part(self, printed: str, start: int, end: int, part: Period | None) -> Period | None:
        """The horizon of the part that a paragraph belongs to; a heading or a lead begins one."""
        body = printed.strip(" *#\n")
        found = self._mentions_in(start, end)
        if _NOTES.fullmatch(body):
            return Period(0, 0)
        if len(body) <= _LONGEST_HEADING and "。" not in body:
            return self._of_heading(body, found, part)
        in_review = part is not None and part.last < self._year
        for lead in _LEAD.finditer(self._folded, start, min(end, start + _LEAD_WITHIN)):
            far = lead.start() > start + _OPENS_LEAD and lead["strong"] is None
            named = self._mentions_in(lead.start(), lead.start() + _OPENS)
            if named and not (in_review and far):
                part = named[0]
        return part

    def _of_heading(self, heading: str, found: list[Period], part: Period | None) -> Period | None:
        mark = _HEADING_MARK.match(heading)
        marked, level = mark is not None, _LEVELS[mark["level"]] if mark else max(_LEVELS.values())
        if not marked and _TITLE_ENDS.search(heading):
            return part
        if _REVIEW.search(heading) and (found or marked):
            self._review = level
            past = [one for one in found if one.last < self._year]
            return min(past, default=Period(self._year - 1, self._year - 1))
        if found and (marked or _LEADS.search(heading)):
            return found[0]
        # The next chapter of a plan is about the plan again.
        over = marked and part is not None and part.last < self._year and level <= self._review
        return self._span if over and self._span else part

    def _mentions_in(self, start: int, end: int) -> list[Period]:
        low, high = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        return [horizon for _, horizon in self._mentions[low:high]]
