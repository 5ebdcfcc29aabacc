"""In which sense, of when and of where a figure is, by its passage, its sentence and its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from ..interval import exact_number
from ..lexicon import alternation, forms
from ..model import Document, Sentence
from ..text.layout import FILLER, Layout
from .discourse import OUTLOOK, REVIEW, Discourse, Part
from .numerals import DIGITS
from .periods import Clock, Periods, Years, read_heading, resolve, whole
from .quantities import ReadFigure

_AMONG = re.compile("全[国省市区县州球疆]|世界|西部|中部|东部")
_PLANNED = re.compile("预期|目标|计划|预算")
_DONE = re.compile("完成|占|实际|实绩")  # 完成年度计划的比重

# In which sense.
_STATUS = re.compile(f"(?:{alternation('status')})(?!寿命)")  # 预期寿命 is a noun
_TOTAL = re.compile("总|共有|现有|达到?")  # 新增15家、总数达36家
_WINDOW, _STATUS_WINDOW = 40, 60
_AGE, _AGE_CLASS = frozenset(("岁", "周岁")), re.compile(forms("age_class"))
_AGE_MEASURED = re.compile("寿命|年龄")
_AGE_RANGE = re.compile(r"[0-9](?:周?岁)?[—\-~至]$")
_OF_A_CLASS = re.compile(forms("of_a_class"))  # 500亿元以上企业6家: not how much there is
_CLASS_UNITS = frozenset(
    ("元", "吨", "人", "千瓦", "平方米", "亩", "公里", "米", "蒸吨", "级", "万人口", "层", "户")
)
_TOP_SHARE = re.compile("(?:排名|全球|世界|国际|ESI|全国)前$")
_ONE_OF = re.compile(r"\s?[^，。；\d]{1,24}之一")
# 全省仅两个; 列全国32个重点城市第10位; 辖区四个景区接待游客: how many there are, not what was done.
_ONLY = re.compile(
    "全[国省区市县州](?:仅|仅有|唯一的?)$|[居在为是列于](?:全[国省球]|国内)$|(?:辖区|[区市县境]内)$"
)
_AS_OF = re.compile("截[至止].*日")  # a day: 截至年底 may be a goal
_AHEAD_VERB, _HAPPENED = re.compile(forms("ahead_verb")), re.compile(forms("happened"))
_GOAL_BEFORE, _GOAL_BEHIND = re.compile(forms("goal_before")), re.compile(forms("goal_behind"))
_SHARE_OF_GOAL = re.compile(
    r"(?:完成|占|达|超|为|实现)[^，。；、]{0,16}(?:目标|任务|计划|预算)[^，。；、]{0,6}$"
)
_KEPT_GOAL = re.compile("完成|实现|达到|超过|高于|低于|好于|年初|确定|提出|控制|兑现")
_AIMING = re.compile(r"(?:围绕|聚焦|锚定|瞄准|对标|朝着|紧盯|按照)[^，。；]{0,20}$")

# Of when.
_FROM = re.compile(r"(?:由|从)[^，。；、0-9]{0,14}(?:[0-9]{4}年[底末初]?的?)?[^，。；、0-9]{0,6}$")
_OTHER_PARTS = re.compile("(?::[0-9.]{1,5})*")
_TO = re.compile(  # 300元、260元分别提高到
    r"(?:[、和与][^，。；、和与]{1,12}){0,4}?[^，。；、0-9]{0,12}?(?:到|至|为|成)"
)
_BASE, _YEARLY = re.compile(forms("base_year")), re.compile(forms("mean_of_years"))
_PAIR = re.compile(r"(?:由|从)\s?((?:19|20)[0-9]{2})年?.{1,30}?(?:到|至)\s?((?:19|20)[0-9]{2})年")
_YEARS_OF_MEAN = re.compile("([两二三四五])年平均|近([两二三四五])年")
_LONGEST_SAME, _MOST_SAME = 12, 4
_SAME, _SAME_WORDS = re.compile(r"\(下同\)"), re.compile(r"[^，。；、()\n]{2,12}$")
_IN_A_ROW = re.compile("连续第?$|连续?$")
_FLOW, _LEVEL = re.compile(alternation("flow")), re.compile(alternation("level"))
_LEVEL_WEAK = re.compile(f"(?:{alternation('level_weak', 'level_noun')})")
_BEHIND_LEVEL = re.compile(rf"[^，。；、0-9]{{0,24}}?(?:{alternation('behind_level')})")
_REACHED = re.compile(forms("reached"))
_OPENS, _ADVERBIAL = "，；。：:、—(", ("由", "从", "在", "到去年", "至去年")
_BASIS = re.compile("[^，。；]{0,30}基础上")
_OCCASIONS = ("期间", "假期")
_OF_A_YEAR = re.compile("[0-9]年(?:[底末])?的$")  # 是2020年的2.4倍
_KEPT = re.compile("(?:保持|稳定)在?[^，；、]{0,4}$")
_JOINS = ("、", "和", "及", "与")

# Of where.
_LEADS = re.compile(r"[ ）)*—]*(?:其中|同时|[一二三四五六七八九]是)?，?")
_PARK, _AREA = re.compile(forms("named_park")), re.compile(forms("named_area"))
_CITY = re.compile(rf"(?:{forms('city_part')})(?![、和与及等的级]|(?:建设|改造)[，。；]|改造|面积)")
_NO_PLACE, _NO_NAME = re.compile(alternation("no_place")), re.compile(forms("no_park_name"))
_SCOPE = re.compile(forms("scope"))  # right before the figure: 列全省, not 高于全省, 占全省
_OTHER_SUBJECT = re.compile(forms("other_subject"))
_FAR = 1000  # as long as the longest sentence
_SEGMENT = re.compile("[。；\n]")


class Dated(NamedTuple):
    """The period as printed, what the figure's year is, and what says so."""

    printed: str
    year: Years
    year_from: str
    said: Years = None  # what its own sentence prints
    is_origin: bool = False  # A of 由A提高到B


class Circumstances:
    """The circumstances of the figures of a document."""

    def __init__(self, layout: Layout, document: Document, reporting_year: int | None) -> None:
        self._folded, self._own = layout.folded, document.place
        self._discourse = Discourse(layout, document, reporting_year)
        self._dating = _Dating(layout.folded)
        self._places = _Places(layout.folded, document.place)

    def basis(self, read: ReadFigure) -> str:
        """What a change is against, by its clause or a （下同）; who a rank is among."""
        assert read.meaning is not None
        start = read.figure.start
        if read.meaning.kind == "rank":
            among = _AMONG.findall(self._folded, read.clause_start, start)
            return among[-1] if among else ""
        basis = read.meaning.basis.replace("(下同)", "")
        if basis or read.meaning.kind != "change":
            return basis
        return "".join(one for one in self._dating.same(start) if one[0] in "比较同").lstrip("比较")

    def answers(
        self, read: ReadFigure, sentence: Sentence
    ) -> tuple[str, Years, str, str, str, str]:
        """Sense, year, what says so, place, and period and status as printed of a figure."""
        assert read.quantity is not None
        start, kind = read.figure.start, read.quantity.kind
        part = self._discourse.at(sentence.start)
        if read.cell and (heading := read.cell.heading):
            period, year, status = read_heading(heading, part.clock)
            dated = Dated(period, year or part.about, "section" if year else part.year_from)
            planned = _PLANNED.search(status) and not _DONE.search(heading)
            sense = "plan" if planned else part.sense
        else:
            dated = self._dating.date(read, sentence.start, part)
            status = _find_status(self._folded, read)
            if not status and (same := self._dating.same(start)):
                status = "".join(dict.fromkeys(_STATUS.findall("".join(same))))
            sense = _find_sense(self._folded, read, part, dated, sentence.start)
        place = ""
        if kind != "rank":
            place = self._places.find(sentence.start, start, read.clause_start, kind == "amount")
        year_from = dated.year_from if dated.year else ""
        return sense, dated.year, year_from, place or self._own, dated.printed, status


def _find_status(folded: str, read: ReadFigure) -> str:
    """预计, 累计, 新增 before a figure, joined; those since the figure before come first."""
    clause, opens, start = read.clause_start, read.words_start, read.figure.start
    far = start - _STATUS_WINDOW
    found = _STATUS.findall(folded, max(opens, far), start)
    if not found and clause < opens and not _TOTAL.search(folded, opens, start):
        found = _STATUS.findall(folded, max(clause, far), opens)[-1:]
    return "".join(dict.fromkeys(found))


def _find_sense(folded: str, read: ReadFigure, part: Part, dated: Dated, sentence: int) -> str:
    """The sense of a figure: by its class, its clause, its year and its part."""
    if _is_scope(folded, read):
        return "scope"
    if part.name not in (REVIEW, OUTLOOK):
        return part.sense
    said, turn, start = dated.said, part.clock.turn, read.figure.start
    words = folded[max(read.clause_start, start - _WINDOW) : start]
    known = _AS_OF.match(dated.printed) and said and turn and said.last <= turn
    happened = bool(dated.is_origin or known or _HAPPENED.search(words))
    if part.name == REVIEW:
        ahead = said and turn is not None and said.first >= turn and not happened
        return "plan" if ahead else _sense_in_review(folded, read, words)
    past = said is not None and turn is not None and said.last < turn
    stands = folded.startswith("目前", sentence)  # 目前全县还有3个村没有通车
    return "outcome" if happened or past or stands else "plan"


def _is_scope(folded: str, read: ReadFigure) -> bool:
    assert read.quantity is not None
    start, end, kind = read.figure.start, read.figure.end, read.quantity.kind
    near = folded[max(start - 12, 0) : start]
    if read.quantity.canonical_unit in _AGE:
        of_class = _AGE_CLASS.match(folded, end) or _AGE_RANGE.search(near)
        return of_class is not None and not _AGE_MEASURED.search(near)
    if read.quantity.canonical_unit in _CLASS_UNITS and _OF_A_CLASS.match(folded, end):
        return True
    if kind == "share":
        return _TOP_SHARE.search(near) is not None
    return kind == "amount" and bool(_ONLY.search(near) or _ONE_OF.match(folded, end))


def _sense_in_review(folded: str, read: ReadFigure, words: str) -> str:
    """An outcome, unless its clause says that it was or is a goal."""
    assert read.quantity is not None
    kind = read.quantity.kind
    ahead = _AHEAD_VERB.search(words)
    if ahead and not (ahead[0].startswith("将") and "预计" in words):
        return "plan"
    if _GOAL_BEFORE.search(words) and not _SHARE_OF_GOAL.search(words):
        return "past_plan"
    goal = _GOAL_BEHIND.match(folded, read.figure.end) if kind != "rank" else None
    if goal and _AIMING.search(words):
        return "plan"
    rate = kind in ("share", "change")
    kept = goal and (rate or "的" in goal[0]) and _KEPT_GOAL.search(words)
    return "past_plan" if kept else "outcome"


class _Dating:
    """Dates figures: a level of a span (达到) holds for its last year, what was done for all."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._periods = Periods(folded)
        self._same: list[tuple[int, str]] = []
        for at, end in map(re.Match.span, _SAME.finditer(folded)):
            if words := _SAME_WORDS.search(folded, max(at - _LONGEST_SAME, 0), at):
                self._same.append((end, words[0].removesuffix("增长")))
        self._was_flow = False
        self._last_span: Years = None
        self._span_end = -1
        self._origin_end, self._last_origin = -1, Dated("", None, "")
        self._last = self._last_origin

    def same(self, position: int) -> list[str]:
        """What holds for all behind it in its paragraph: 预计（下同）, 比2012年（下同）."""
        if not self._same:
            return []
        begin = self._folded.rfind("\n", 0, position)
        first, last = (bisect_left(self._same, (at + 1, "")) for at in (begin, position))
        return [words for _, words in self._same[max(first, last - _MOST_SAME) : last]]

    def date(self, read: ReadFigure, sentence: int, part: Part) -> Dated:
        """The year of a figure: printed in its sentence, else that of its part."""
        start = read.figure.start
        words = self._folded[max(read.words_start, start - _WINDOW) : start].replace(FILLER, "")
        if words != ":":  # 2.9:38.9:58.2 has one year
            self._last = self._date(read, sentence, part, words)
        return self._last

    def _date(self, read: ReadFigure, sentence: int, part: Part, words: str) -> Dated:
        assert read.quantity is not None
        start = read.figure.start
        printed, at = self._periods.find(sentence, start)
        said = self._said(printed, at, sentence, part) if printed else None
        about = said or part.about
        dated = Dated(printed, about, "sentence" if said else part.year_from, said)
        if origin := self._origin(read, sentence, words, dated, part.clock.turn):
            return origin
        if spanned := self._span(read, sentence, words, said, part):
            printed_here = said is not None or spanned != part.about
            return Dated(printed, spanned, "sentence" if printed_here else part.year_from, said)
        if about is None:
            return dated
        if read.quantity.unit == "年" and _IN_A_ROW.search(words):
            years = exact_number(read.quantity.value)
            return dated._replace(year=whole(about.last - int(years or 1) + 1, about.last))
        if about.first != about.last and self._is_level(read, words, said):
            return dated._replace(year=whole(about.last))
        return dated

    def _said(self, printed: str, at: int, sentence: int, part: Part) -> Years:
        clock, folded = part.clock, self._folded
        if printed.endswith(_OCCASIONS) and "十" not in printed:
            return None  # “双节”期间 is a time of any year
        if not any(char.isdigit() for char in printed[:4]) or "月" in printed[:4]:
            before = self._periods.before(sentence, at)
            if before and "上年" not in before and (year := resolve(before, clock)) is not None:
                clock = clock._replace(about=year)
        said = resolve(printed, clock)
        past = said is not None and clock.turn is not None and said.last < clock.turn
        if past and part.name == OUTLOOK and at > sentence:
            # 完成2020年前存量任务: in a plan a past year behind a verb names what is to be done.
            opens = folded[at - 1] in _OPENS or folded.startswith(_ADVERBIAL, at - 1)
            return said if opens or _BASIS.match(folded, at) else None
        return said

    def _origin(
        self, read: ReadFigure, sentence: int, words: str, dated: Dated, turn: int | None
    ) -> Dated | None:
        """A of 由A提高到B: of its own year, of the base in its sentence, else the year before."""
        folded, start, end = self._folded, read.figure.start, read.figure.end
        if not _TO.match(folded, _OTHER_PARTS.match(folded, end).end()):  # type: ignore[union-attr]
            return None
        origin = _FROM.search(words)
        if not origin:
            if self._origin_end < 0 or folded[self._origin_end : start] not in _JOINS:
                return None
            self._origin_end = end
            return self._last_origin  # 由A、B提高到C、D: of the year of the first
        printed, about, year_from, said, _ = dated
        base = _BASE.search(folded, sentence, start)
        ahead = said and turn and said.first >= turn  # 到2025年，由A提高到B: A is what is now
        near = printed in folded[max(start - 16, sentence) : start] and not ahead
        if near and said and (said.first == said.last or printed in origin[0]):
            about = said  # 五年来，由A提高到B: of the year before the five
        elif base and base[1]:
            about, year_from = whole(int(base[1])), "sentence"
        elif ahead and turn:
            about, year_from = whole(turn - 1), "document"
        elif about:
            about = whole(about.first - 1)
        self._last_origin = Dated(printed, about, year_from, said, True)
        self._origin_end = end
        return self._last_origin

    def _span(self, read: ReadFigure, sentence: int, words: str, said: Years, part: Part) -> Years:
        """The span of a growth since a base (比2010年增长) or of a mean of years (年均增长)."""
        assert read.quantity is not None
        start, kind = read.figure.start, read.quantity.kind
        if kind == "change" and not _BASE.search(words):
            words = "".join(self.same(start)) + words
        spanned = None
        if kind in ("change", "multiple"):
            spanned = self._since(read, sentence, words, said, part)
        if spanned is None and _YEARLY.search(words):
            spanned = self._mean(read, sentence, said, part)
        if spanned is None and kind == "change" and self._folded[self._span_end : start] in _JOINS:
            spanned = self._last_span
        if spanned:
            self._last_span, self._span_end = spanned, read.figure.end
        return spanned

    def _since(self, read: ReadFigure, sentence: int, words: str, said: Years, part: Part) -> Years:
        """From the year after the base to the year of the figure."""
        about, start = said or part.about, read.figure.start
        in_clause = _BASE.finditer(self._folded, read.clause_start, start)
        bases = [*_BASE.finditer(words), *in_clause]
        if about is None or not bases:
            return None
        last = about.last
        # 并于2024年突破1亿，较2020年提升: the year in passing is not the end of the growth.
        if said and said.is_year and read.clause_start > sentence and part.about:
            last = max(last, part.about.last)
        year, plan, ago = bases[-1].groups()
        if plan:
            five = resolve(plan, Clock())
            base = five.last if five else last
        else:
            base = int(year) if year else last - DIGITS.get(ago, 10)
        return whole(base + 1, last) if base < last else None

    def _mean(self, read: ReadFigure, sentence: int, said: Years, part: Part) -> Years:
        """The years that a mean is of: printed, else those of the part or to the year planned."""
        start, about, turn = read.figure.start, said or part.about, part.clock.turn
        if pair := _PAIR.search(self._folded, sentence, start):
            return whole(int(pair[1]) + 1, int(pair[2])) if pair[1] < pair[2] else None
        if about and (mean := _YEARS_OF_MEAN.search(self._folded, read.clause_start, start)):
            return whole(about.last - DIGITS[mean[1] or mean[2]] + 1, about.last)
        for known in (said, part.about):
            if known and known.first != known.last:
                return known
        return whole(turn, said.last) if said and turn and said.last > turn else None

    def _is_level(self, read: ReadFigure, words: str, said: Years) -> bool:
        """Whether what a span counts is measured at its end: the nearest telling word decides."""
        assert read.quantity is not None
        kind = read.quantity.kind
        if kind in ("rank", "change"):
            return kind == "rank"
        if kind == "multiple" and _OF_A_YEAR.search(words):
            self._was_flow = False
            return True
        flows = [one.start() for one in _FLOW.finditer(words)]
        level = max((one.start() for one in _LEVEL.finditer(words)), default=-1)
        kept = kind == "share" and _KEPT.search(words)
        if kept or (said and said.first != said.last and not _REACHED.search(words)):
            return False  # 五年间占三成: of the whole span, as it is printed
        if flows or level >= 0:
            # 民生支出累计达3亿元 and 新增就业累计达2万人 are sums, 企业累计达3家 is a level.
            at, unit = words.find("累计"), read.quantity.canonical_unit
            summed = at >= 0 and (unit == "元" or any(start != at for start in flows))
            self._was_flow = summed or max(flows, default=-1) > level
        elif _LEVEL_WEAK.search(words) or _BEHIND_LEVEL.match(self._folded, read.figure.end):
            self._was_flow = False
        elif not words.startswith(_JOINS):
            self._was_flow = kind != "share" and "超" not in words
        return not self._was_flow


class _Places:
    """The parks and areas a text speaks of, each looked for once in its part of a sentence."""

    def __init__(self, folded: str, own: str) -> None:
        self._folded, self._own = folded, own
        self._segment = self._segment_end = -1
        self._park, self._park_end = "", 0

    def find(self, sentence: int, start: int, clause: int, counts: bool) -> str:
        """The scope printed before the figure, or the park that its sentence is about."""
        folded = self._folded
        near = folded[max(clause, start - 8) : start]
        scope = _SCOPE.search(near) if counts and "全" in near else None
        if scope and scope[1][-1:] != self._own[-1:]:  # 全区 of a district is itself
            return scope[1]
        if not self._segment <= start < self._segment_end or sentence > self._segment:
            self._open(sentence, start)
        if clause > self._segment and (named := self._named(clause)):
            self._park, self._park_end = named
        if self._park and self._park_end <= start:
            if clause > self._park_end and _OTHER_SUBJECT.match(folded, clause):
                self._park = ""
            return self._park
        city = _CITY.match(folded, clause)
        return city[0] if city and city.end() <= start else ""

    def _named(self, at: int) -> tuple[str, int] | None:
        """The park, group or area that words begin with, and where its name ends."""
        at = _LEADS.match(self._folded, at).end()  # type: ignore[union-attr]
        if area := _AREA.match(self._folded, at):
            return None if area[0] in self._own else (area[0], area.end())
        park = _PARK.match(self._folded, at)
        if park is None or park[1] == self._own:
            return None
        if _NO_PLACE.search(park[1]) or _NO_NAME.fullmatch(park[1]):
            return None
        return park[1], park.end()

    def _open(self, sentence: int, start: int) -> None:
        """The part of a sentence up to a ；and the park it opens with."""
        at = max(self._folded.rfind("；", sentence, start) + 1, sentence)
        stop = _SEGMENT.search(self._folded, start, start + _FAR)
        self._segment, self._segment_end = at, stop.start() if stop else start + _FAR
        self._park, self._park_end = self._named(at) or ("", 0)
