"""When and where a figure holds and in what status, as its sentence prints it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..lexicon import alternation
from ..text.mending import FILLER

_YEAR = "(?:19|20)[0-9]{2}"
_MONTHS = "[0-9]{1,2}月?[-—~至到][0-9]{1,2}月份?(?!龄)"
_NUMBER = "[一两二三四五六七八九十0-9]"
_PERIOD = re.compile(
    rf"""
    (?=[截到至自从“"今去上本年全下前过近未一两二三四五六七八九十0-9])(?:  # fails fast elsewhere
    {_YEAR}\s?年?(?:[0-9]{{1,2}}月)?\s?[-—~至到]
      \s?{_YEAR}\s?年度?(?:[0-9]{{1,2}}月)?(?:底|末)?               # 2021—2023年
  | (?:[自从]\s?)?{_YEAR}\s?年(?:\s?[0-9]{{1,2}}\s?月份?)?            # 自2021年起
      (?:以来|至今|起(?![来草伏步]))
  | (?:(?:截至|截止|到|至)\s?)?{_YEAR}\s?年                            # 截至2023年
      (?:\s?度(?:{_MONTHS})?|底|末|初|上半年|下半年|前三季度|全年       # 2023年度
        |\s?{_MONTHS}
        |\s?[0-9]{{1,2}}\s?月(?:底|末|份)?(?:\s?[0-9]{{1,2}}\s?日)?    # 2023年6月底
      )?(?!级|届)
  | [“"]?十[一二三四五]五[”"]?(?:前[一二三四]年|时期|期间|以来|末|规划)?(?!规划)      # “十四五”时期
  | 今年以来 | 今年(?:前{_NUMBER}{{1,3}}个月|[0-9]{{1,2}}[-—~至到][0-9]{{1,2}}月)
  | 今年 | (?:去年|上年)(?:同期|末|[0-9]{{1,2}}月底?)? (?!结转|结余) | 本年度
  | (?:截[至止]到?)?{_MONTHS}                                        # 1-9月
  | 截[至止]到?\s?[0-9]{{1,2}}月[底末份]?(?:[0-9]{{1,2}}日)?           # 截至6月底
  | 年度(?!计划|任务|目标|考核|预算|投资计划)
  | 全年(?!目标|任务|预算) | 上半年 | 下半年 | 前三季度 | [一二三四]季度
  | (?:过去|近|今后|未来){_NUMBER}{{1,6}}年 | {_NUMBER}{{1,6}}年(?:以?来|(?=累计|共|合计))  # 五年来
    )
    """,
    re.VERBOSE,
)
_OCCASION = re.compile("期间|假期")
_NAME_OF_OCCASION = re.compile('[“"]?[\u4e00-\u9fff]{1,4}[”"]?$')  # “双节”
_YEAR_NUMBER = re.compile(_YEAR)
_OF_A_YEAR = re.compile("(?:截[至止]到?)?[ ]?[0-9]{1,2}(?:[-—~至到][0-9]{1,2})?月")
_OPEN_END = ("以来", "至今", "起")
_HEADING_STATUS = re.compile("预期|预计|目标|计划|预算|累计|新增")
_STATUS = re.compile(f"(?:{alternation('status')})(?!寿命)")  # 预期寿命 is a noun
_LEADS = re.compile(r"[ ）)]*(?:其中|同时|全力|加快)?")
_PARK = re.compile(
    rf"""
    ([\u4e00-\u9fff]{{2,12}}?(?:{alternation("park")}))   # 数字经济产业园
    (?![、和与及等的内]|建设|试点)
    """,
    re.VERBOSE,
)
_SCOPE = re.compile(
    r"""
    (?<![于比较与])(全[市省国区县州球镇])                 # 全省, not 高于全省
    (?:内|仅|共|共有|有|仅有|唯一的?|首批)?\s?$           # right before the figure
    """,
    re.VERBOSE,
)
# What a comparison is with is not when the figure holds.
_BASES = ("比", "较", "与", "同", "上一", "比 ", "较 ")
_STATUS_WINDOW = 60
_FIRST_FIGURE = re.compile("[0-9一二三四五六七八九十百千]")
_PART_END = re.compile(r"[。；\n]")
_MOVED = frozenset("加长高升低降少大小展")  # 增长到2020年的30亿元: in 2020
_NEAR = 12
_TOTAL = re.compile("总|共有|现有|达到?")  # 新增15家、总数达36家


class Periods:
    """The periods a text prints, found once for all of its figures.

    >>> Periods("2023年度省级企业上榜12家").find(0, 12)
    ('2023年度', '2023')
    """

    def __init__(self, folded: str) -> None:
        found = sorted([*_find_dates(folded), *_find_occasions(folded)])
        self._starts = [start for start, _ in found]
        self._found = [(printed.replace(FILLER, ""), _year(printed)) for _, printed in found]
        self._reach = [_reach(folded, start, printed) for start, printed in found]

    def find(self, sentence_start: int, start: int) -> tuple[str, str]:
        """The period printed last before ``start`` in the sentence, and its year.

        In 由2022年的45%提高到65% the year is that of the first figure only.

        >>> periods = Periods("2023年由上年的45%提高到65%")
        >>> periods.find(0, 9), periods.find(0, 15)
        (('上年', ''), ('2023年', '2023'))
        """
        index = bisect_left(self._starts, start) - 1
        while index >= 0 and self._starts[index] >= sentence_start:
            if start <= self._reach[index]:
                printed, year = self._found[index]
                return printed, year or self._year_before(index, sentence_start)
            index -= 1
        return "", ""

    def _year_before(self, index: int, sentence_start: int) -> str:
        """The year of months that print none (2023年，…，1-9月): that of the period before."""
        if index == 0 or not _OF_A_YEAR.match(self._found[index][0]):
            return ""
        before = index - 1
        return self._found[before][1] if self._starts[before] >= sentence_start else ""


def _reach(folded: str, start: int, printed: str) -> int:
    """How far a period holds: that of a base for one figure, a bare 年度 up to a ；."""
    end = start + len(printed)
    if folded.endswith(("由", "从"), 0, start) or printed.endswith("同期"):
        stop = _FIRST_FIGURE.search(folded, end, end + _NEAR)
    elif printed == "年度":
        stop = _PART_END.search(folded, end)
    else:
        return len(folded)
    return stop.start() if stop else end + _NEAR


def _year(printed: str) -> str:
    """The year a period ends in; what began in 2021 and goes on ends in none that is printed."""
    years = _YEAR_NUMBER.findall(printed)
    return years[-1] if years and not printed.endswith(_OPEN_END) else ""


def read_heading(heading: str) -> tuple[str, str, str]:
    """The period, its year and the status that the header of a column gives.

    >>> read_heading("2024年预期目标"), read_heading("比上年增长（%）")
    (('2024年', '2024', '预期目标'), ('', '', ''))
    """
    period = _PERIOD.search(heading) or _YEAR_NUMBER.match(heading)
    printed = "" if period is None or heading.endswith(_BASES, 0, period.start()) else period[0]
    return printed, _year(printed), "".join(_HEADING_STATUS.findall(heading))


def _find_dates(folded: str) -> Iterator[tuple[int, str]]:
    """The dates, but not those that a figure is a multiple of (是2022年的2.4倍)."""
    for match in _PERIOD.finditer(folded):
        start, end = match.span()
        times = folded.startswith("的", end) and folded.endswith(("是", "为"), 0, start)
        if not times and not folded.endswith(_BASES, 0, start):
            moved = match[0][0] in "到至" and folded[start - 1 : start] in _MOVED
            yield start + moved, match[0][moved:]


def _find_occasions(folded: str) -> Iterator[tuple[int, str]]:
    """“双节”期间; “十四五”期间 is found as a date."""
    for match in _OCCASION.finditer(folded):
        start = max(0, match.start() - 6)
        name = _NAME_OF_OCCASION.search(folded[start : match.start()])
        if name is not None and not name[0].endswith(("会议", "大会")):
            yield start + name.start(), name[0] + match[0]


def find_status(folded: str, words_start: int, clause_start: int, start: int) -> str:
    """预计, 累计, 新增 and the like before ``start``, all that hold for one figure joined.

    The words since the figure before come first (新增7家、累计20家), then those of the clause.

    >>> find_status("累计建设366个", 0, 0, 4), find_status("累计城镇新增就业2万人", 0, 0, 8)
    ('累计', '累计新增')
    """
    nearest = max(words_start, start - _STATUS_WINDOW)
    found = _STATUS.findall(folded, nearest, start)
    if not found and clause_start < words_start and not _TOTAL.search(folded, words_start, start):
        found = _STATUS.findall(folded, max(clause_start, start - _STATUS_WINDOW), words_start)[-1:]
    return "".join(dict.fromkeys(found)) if found else ""


class Places:
    """The parks and areas a text prints, each looked for once in its sentence.

    >>> Places("知创产业园新增授权专利12件").find(0, 11, 0), Places("新增专利12件").find(0, 4, 0)
    ('知创产业园', '')
    """

    def __init__(self, folded: str, own: str = "") -> None:
        self._folded = folded
        self._own = own
        self._sentence = -1
        self._park = ""
        self._park_end = 0

    def find(self, sentence_start: int, start: int, clause_start: int) -> str:
        """The scope printed before the figure, or the park that its sentence is about.

        全区 of a district is the district itself, and no scope.
        """
        near = self._folded[max(clause_start, start - 8) : start]
        scope = _SCOPE.search(near) if "全" in near else None
        if scope and scope[1][-1:] != self._own[-1:]:
            return scope[1]
        if sentence_start != self._sentence:
            self._open(sentence_start)
        return self._park if self._park_end <= start else ""

    def _open(self, sentence_start: int) -> None:
        lead = _LEADS.match(self._folded, sentence_start)
        park = _PARK.match(self._folded, lead.end() if lead else sentence_start)
        self._sentence = sentence_start
        self._park, self._park_end = (park[1], park.end()) if park else ("", 0)
