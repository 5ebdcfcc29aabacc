"""The words that name what a figure measures, also in lists and with a subject carried over."""

from __future__ import annotations

import re
from typing import NamedTuple

from .attaching import unit_behind
from .figure import Figure
from .listing import are_two_rates, behind_subject, is_for_both, separator, split_subject
from ..text.mending import FILLER
from .quantities import Read
from .trimming import noun_after, trim, trim_rank

# How far a name may stand from its figure.
_WINDOW = 120
_SHORT = 3
_NEAR = 24
# Of a figure that bounds a group: the group is what is measured (60周岁以上老人占21%).
_BANDS = ("以上", "及以上", "以下", "及以下", "以内")
_BAND = re.compile(
    r"""
    [0-9一二三四五六七八九十百千万亿.]+[^0-9，。；、\s]{0,4}?   # 60周岁
    及?以[上下内][^，。；、]*$                                # 以上老人占
    """,
    re.VERBOSE,
)
_AGE = re.compile("[0-9][0-9—~至-]*周?岁$")
_BOUND = re.compile("^及?以[上下内]的?")
_SUMS = ("投资", "金额", "总额", "资金", "经费", "产值", "面积", "里程")
_OF_SUMS = frozenset(("money", "measure"))
# These say of what share or total, and nothing without their subject.
_OF_PLAN = re.compile("完成.{0,40}(?:预算|计划|任务|目标)(?:数|投资)?")
_PLAN_ENDS = frozenset("算划务标数资")
# 还原留抵退税口径后增长3.4%: how it is counted, not what.
_COUNTED_SO = re.compile("(?:还原|剔除|扣除|不含|按|同)[^，。；、]{0,20}?(?:后|口径)")
# 收入|累计完成: the verb is no part of the name.
_DONE = re.compile(
    "(?<=..)(?<![按到时期年])(?:分别|预计|累计|实际|共计?|已|可|将|基本)*(?:完成|实现)$"
)
_OF_SUBJECT = ("占", "总数", "总量", "总额达", "比重")
# The subject of a clause that holds no figure: 产值|迈上新台阶.
_OF_SUBJECT_VERB = re.compile(
    r"""
    迈[上过入] | 跨[上过越入] | 突破 | 稳居 | 位居 | 跃居 | 居全 | 位列 | 排名 | 再上
  | 再创 | 创[新历] | 持续 | 不断 | 稳步 | 稳定 | 较快 | 平稳 | 显著 | 明显 | 首次
  | 快速 | 大幅 | 进一步 | 日益 | 逐[步年] | 加快
    """,
    re.VERBOSE,
)
_PART_ENDS = re.compile("[，。；]")
_SHORTEST_SUBJECT, _LONGEST_SUBJECT = 2, 24
_NUMERAL = re.compile(f"[ {FILLER}]?[0-9][0-9.,]*[余多]?[万亿]*[余多]?")
# 20个点位和|周边8个站点, 周转金8亿元|帮助60家: what stands before the next figure is of that.
_OF_NEXT = re.compile("(?<=.{2})(?<!共)(?:和(?![谐平睦])|以及).*$")
_LEADS_ON = re.compile(
    "(?:帮助|支持|带动|惠及|吸引|撬动|拉动|扶持|用于)$|(?:累计|共)?(?:完成|实现)"
)
_TASKS = frozenset(("建设任务", "改造任务", "目标任务", "任务"))  # 农田3万亩建设任务


class Naming(NamedTuple):
    """What names a figure: the phrase shown, and the contexts a codebook is held against.

    A context is the words before and after the figure; a figure that states two observations
    (A 率与 B 率均 100%) has two. ``carried`` is the subject of the clause before.
    """

    phrase: str
    contexts: tuple[tuple[str, str], ...]
    carried: str = ""


class Phrases:
    """Names figures in order; what was named before may be carried over within a sentence."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._subject = ""
        self._group: tuple[str, ...] = ()
        self._sentence = -1
        self._plan = ""  # 完成X预算, whose amount was named last
        self._done = 0  # where the last figure that was named ends

    def name(self, reads: list[Read], sentence: int) -> list[Naming]:
        """The namings of ``reads``: figures that a list holds together (x、y和z)."""
        if sentence != self._sentence:
            self._subject, self._group, self._sentence = "", (), sentence
        if self._group and "；" in self._folded[self._done : reads[0].clause_start]:
            self._group = ()
        own = self._before(reads[0])
        words, count = trim(own), len(reads)
        if words[-1:] in ("成", "现"):
            words = _DONE.sub("", words)
        elif words[-1:] in ("后", "径") and _COUNTED_SO.fullmatch(words):
            words = ""
        parts = self._parts(own, words, count)
        if count == 1:
            namings = [self._one(reads[0], own, words, reads[0].words_end, parts)]
        else:
            ends = [*[read.figure.start for read in reads[1:]], reads[-1].words_end]
            namings = [
                self._one(read, own, words, end, parts[index : index + 1])
                for index, (read, end) in enumerate(zip(reads, ends, strict=True))
            ]
        if words or not own.startswith("在全"):  # 在全省58个县中排名第一: the field, no subject
            self._remember(namings, words, reads[-1].figure)
        return namings

    def _before(self, read: Read) -> str:
        end = read.figure.start
        words = _clean(self._folded[max(read.words_start, end - _WINDOW) : end])
        if read.words_start > read.clause_start and "、" in words:
            words = words[words.index("、") :]  # what stands before 、 names the figure before
        of_age = self._folded[read.words_start - 1 : read.words_start] == "岁"
        if of_age and (
            age := _AGE.search(self._folded, read.words_start - _NEAR, read.words_start)
        ):
            return _clean(age[0]) + words  # 0-14岁人口
        if words.startswith(_BANDS) and (band := _BAND.search(self._folded[:end], end - _NEAR)):
            return _clean(band[0])  # 60周岁以上老人占
        return words

    def _head_noun(self, figure: Figure) -> str:
        """The unit where it is the noun behind 大 (12 大领域), else ``""``."""
        printed = figure.unit.printed
        behind = printed and self._folded[figure.end - len(printed) - 1] == "大"
        return printed if behind else ""

    def _parts(self, own: str, words: str, count: int) -> tuple[str, ...]:
        """城镇和农村居民收入分别为: one phrase a figure, the common head given to each."""
        separate = separator(own)
        subject = words if separate < 0 else trim(own[:separate], _WINDOW)
        if count == 1:
            items = split_subject(subject) if is_for_both(own) or are_two_rates(subject) else ()
            return items if len(items) > 1 else ()
        if len(self._group) == count and (not subject or subject.startswith(_OF_SUBJECT)):
            return tuple(item + subject for item in self._group)
        items = split_subject(subject, count)
        if len(items) == count or separate < 0:
            return items[-count:] if len(items) >= count else ()
        return ()  # 分别 of more or fewer things than figures says of none which it is of

    def _one(
        self,
        read: Read,
        own: str,
        words: str,
        end: int,
        parts: tuple[str, ...],
    ) -> Naming:
        """The naming of ``read``, whose words behind end at ``end``.

        One part names a figure of a list; several are what one figure is said of (均).
        """
        figure = read.figure
        noun = self._head_noun(figure)
        after = noun + _clean(self._folded[figure.end : min(end, figure.end + _WINDOW)])
        if self._folded[end : end + 1].isdigit():
            after = "" if _LEADS_ON.match(after) else _OF_NEXT.sub("", after)
        if parts:
            contexts = tuple((part + behind_subject(own), after) for part in parts)
            return Naming(parts[0] if len(parts) == 1 else words, contexts)
        if not words and len(self._group) > 1 and is_for_both(own):
            phrase = "、".join(self._group)
            return Naming(phrase, tuple((part + own, after) for part in self._group))
        carried = self._carried(read) if len(words) < 5 else ""
        return Naming(noun or self._choose(read, own, words, after), ((own, after),), carried)

    def _choose(self, read: Read, own: str, words: str, after: str) -> str:
        """The noun behind the unit, else the words before, else the subject before.

        A rank is its subject's; a sum of money is of what was spent, not of what stands behind.
        """
        unit = read.figure.unit
        if unit.category == "rank":
            return trim_rank(own) or self._passed_subject(read)
        if unit.category in _OF_SUMS and words.endswith(_SUMS):
            return words
        of_amount = self._folded[read.figure.start - 1] == "的"  # 预算12亿元的91%
        plan = words if _is_plan(words) else self._plan if of_amount and not words else ""
        if plan and unit.category == "percent":
            return self._passed_subject(read) + plan
        if plan and words and after.startswith(("的", ")的")):
            return words.removeprefix("完成")  # 完成预算3亿元的98%
        if words.startswith(_OF_SUBJECT):
            return self._passed_subject(read) + words
        if not after and len(words) < _SHORT:
            after = self._behind_next(read.figure.end)
        of_share = unit.category == "percent" and after.startswith("的")  # 下降4%的目标
        noun = words if of_share and len(words) > 1 else noun_after(after) or words
        if unit.category == "measure" and noun in _TASKS and words != noun:
            return words + noun
        return noun or trim(noun_after(_BOUND.sub("", after))) or self._passed_subject(read)

    def _passed_subject(self, read: Read) -> str:
        """The subject of the clause before, or that of a clause without a figure in between.

        产值迈上新台阶，达13亿元; what stands before a ； is the subject no longer.
        """
        passed = self._folded[max(self._done, self._sentence) : read.clause_start]
        apart = "；" in passed
        part = passed[passed.rfind("；") + 1 :].lstrip("，,")
        stop = _PART_ENDS.search(part)
        verb = _OF_SUBJECT_VERB.search(part, _SHORTEST_SUBJECT, stop.start() if stop else len(part))
        if verb is not None and verb.start() <= _LONGEST_SUBJECT:
            return trim(_clean(part[: verb.start()])) or self._subject
        return "" if apart else self._subject

    def _behind_next(self, end: int) -> str:
        """What stands behind the figure that follows without a gap (三批次118个项目)."""
        numeral = _NUMERAL.match(self._folded, end)
        if numeral is None:
            return ""
        behind, unit = unit_behind(self._folded, numeral.end())
        return _clean(self._folded[behind : behind + _NEAR]) if unit.printed else ""

    def _carried(self, read: Read) -> str:
        start = max(self._sentence, read.words_start - 50)
        return _clean(self._folded[start : read.words_start])

    def _remember(self, namings: list[Naming], words: str, figure: Figure) -> None:
        last = namings[-1].phrase
        if len(namings) > 1:
            self._group = tuple(naming.phrase for naming in namings)
        elif words:
            self._group = (*self._group[-3:], last)
        self._done = figure.end
        plan = _is_plan(words)
        if last and not (plan or words.startswith("占") or (self._plan and not words)):
            self._subject = last
        self._plan = words if plan and figure.unit.category != "percent" else ""


def _is_plan(words: str) -> bool:
    """Whether ``words`` say of which plan or budget (完成年度预算), and nothing more."""
    return words[-1:] in _PLAN_ENDS and _OF_PLAN.fullmatch(words) is not None


def _clean(words: str) -> str:
    if " " in words:
        words = words.replace(" ", "")
    return words.replace(FILLER, "") if FILLER in words else words
