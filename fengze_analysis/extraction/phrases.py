"""The words that name what a figure measures, also in lists and with a subject carried over."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .. import lexicon
from .attaching import unit_behind
from .figure import Figure
from .listing import APART, are_two_rates, is_for_both, items_of, separator, split_subject
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
    迈[上过入] | 跨[上过越入] | 突破 | 超过 | 稳居 | 位居 | 跃居 | 居全 | 位列 | 排名 | 再上
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
_COUNTS = frozenset(("count", "weak", "age", "none"))
# What may stand between a figure and the clause that goes on about it: 按可比价格计算，同比
_CARRIES = re.compile(
    r"""
    [^，。；]{0,8}                                     # 左右, 以上
    (?: [，,、:\s] | [和与并及]
      | (?:同比|环比|比上年|较上年|比去年|比[0-9]{4}年|较[0-9]{4}年)[^，。；0-9]{0,6}
      | (?:按|剔除|扣除|还原)[^，。；]{1,16} | (?:年均|年平均|平均每年|五年)[^，。；0-9]{0,4}
    )*
    """,
    re.VERBOSE,
)
# 新增学位2个、床位3张: the verb of the first is that of the second.
_VERB = re.compile(
    "(?:累计)?(?:净增|新增|新培育|培育|新认定|认定|新签约|签约|新建|新开工|开工|竣工|申报|改造|引进|新改扩建)"
)
_LEAD = re.compile(
    rf"(?:全[年市省区县州]|今年|年内|力争|预计|计划|共|已|其中|\s)*({_VERB.pattern})"
)
_ADDED = re.compile("净增|净减|新增|增加|减少")
_TOTAL = re.compile("总[数量]|累计|达|保有")
# 增长5%，较去年同期下降2个百分点: of the growth, not of what grew
_SPEED = re.compile("[较比](?:去年|上年|前|上半年|[一二三]季度|[0-9]{1,2}月).*[降落升高快大缩窄]")
_RISEN_BY = re.compile("(?:净增|[新多]增|增[加长]|减少)(?![到至为])[^，。；、]{0,3}$")
_OF_CLASS = re.compile("以[上下内]的?(?!目标|任务)[^，。；、的]")  # 100亿元以下的镇
_CLASS = re.compile("(?:企业|楼宇|项目|园区|乡镇|[县市村]|街道|产业|集群|工程)$")
_PARTS = ("", "、", "和", "与", "及", "，", ",")
_AREAS = frozenset("县市区镇乡村州旗")
_REMARK = re.compile(r"^\([^()]{1,2}\)")  # 25条（段）道路
_HAPPENS = ("运行", "运营", "使用", "开放", "到位", "入住", "通车", "上线", "营业", "启用")
_MEASURES = ("额", "量", "值", "率", "数", "积", "资", "入", "出", "比", "税", "款", "金")
_EXCEEDS = re.compile("(?<!或)[高低多少快慢好优]于|高出|超出|[高低]过")
# 全市12个区县排名第3
_FIELD = re.compile(
    "(?:省辖|地级|设区|副省级)*(?:[地市区县州]+|城市)[中里]?(?:排名?|位居|居|列|中)"
)
# 推进学校改善项目，目前已|开工
_ACTED_ON = re.compile("(?:推进|实施|启动|谋划|安排|组织|开展|建设)([^，。；、0-9]{3,20})，$")
_TASKS = frozenset(("建设任务", "改造任务", "目标任务", "任务"))  # 农田3万亩建设任务


class Name(NamedTuple):
    """The words that may name a figure for the codebook, none of them beyond a figure, ； or 。.

    ``own`` stands before it in its clause, ``noun`` behind its unit where it counts something,
    ``subject`` is what the clause before was about, ``behind`` all that follows in its clause.
    ``topic`` is what the sentence said before, up to the last ；. An item of a list has its
    ``own`` with the head that the list shares, and ``bare`` without; the shares of a list are
    ``of_whole`` and of none of its items alone.
    """

    own: str
    noun: str = ""
    subject: str = ""
    behind: str = ""
    topic: str = ""
    bare: str = ""
    of_whole: bool = False


class Naming(NamedTuple):
    """What names a figure: the phrase shown, and one name for each thing it states.

    A figure that states two observations (A 率与 B 率均 100%) has two.
    """

    phrase: str
    names: tuple[Name, ...]


class Phrases:
    """Names figures in order; what was named before may be carried over within a sentence."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._subject = ""
        self._named = ""  # the whole of it, for the codebook
        self._group: tuple[str, ...] = ()
        self._sentence = -1
        self._last: tuple[int, Figure | None] = (0, None)  # the figure before and its words
        self._grew = False  # whether the figure before was a growth
        self._plan = ""  # 完成X预算, whose amount was named last
        self._passed_over = (0, -1)  # a duration: where its words begin and it ends
        self._done = 0  # where the last figure that was named ends

    def name(self, reads: list[Read], sentence: int) -> list[Naming]:
        """The namings of ``reads``: figures that a list holds together (x、y和z)."""
        if sentence != self._sentence:
            self._subject, self._named, self._group, self._sentence = "", "", (), sentence
        if self._group and "；" in self._folded[self._done : reads[0].clause_start]:
            self._group = ()
        own = self._before(reads[0])
        words, count = trim(own), len(reads)
        if words[-1:] in ("成", "现"):
            words = _DONE.sub("", words)
        elif words[-1:] in ("后", "径") and _COUNTED_SO.fullmatch(words):
            words = ""
        elif words.startswith("超过") and reads[0].meaning and reads[0].meaning.kind == "change":
            words = ""  # 超过全省平均0.5个百分点
        elif words in _states():
            words = self._acted_on(reads[0])
        parts = self._parts(reads[0], own, words, count)
        listed = len({read.figure.unit.canonical for read in reads}) == 1 < count
        ends = [*[read.figure.start for read in reads[1:]], reads[-1].words_end]
        namings = [
            self._one(
                read, own, words, end, parts if count == 1 else parts[at : at + 1], listed or at > 0
            )
            for at, (read, end) in enumerate(zip(reads, ends, strict=True))
        ]
        figure = reads[-1].figure
        if figure.unit.category == "duration":  # 五年净增12户: it says how long, and no more
            self._passed_over = (reads[0].words_start, figure.end)
        elif not (_FIELD.match(own) or (not words and self._is_field(own, figure))):
            self._remember(namings, words, reads[-1])
        self._done, self._last = figure.end, (reads[-1].words_start, figure)
        return namings

    def _before(self, read: Read) -> str:
        end = read.figure.start
        start = read.words_start
        opens, done = self._passed_over
        if read.clause_start <= opens and done == start:  # 户均|五年|净增
            words = _clean(self._folded[opens:end])
        else:
            words = _clean(self._folded[max(start, end - _WINDOW) : end])
        if start > read.clause_start and (apart := APART.search(words)):
            words = words[apart.start() :]  # what stands before 、 names the figure before
        of_age = self._folded[start - 1 : start] == "岁"
        if of_age and (age := _AGE.search(self._folded, start - _NEAR, start)):
            return _clean(age[0]) + words  # 0-14岁人口
        if words.startswith(_BANDS) and (band := _BAND.search(self._folded[:end], end - _NEAR)):
            return _clean(band[0])  # 60周岁以上老人占
        return words

    def _is_field(self, own: str, figure: Figure) -> bool:
        """Whether the figure says of how many something is ranked (全市12个区县排名第3)."""
        return own.startswith("在全") or bool(_FIELD.match(self._folded, figure.end))

    def _acted_on(self, read: Read) -> str:
        """What the clause before is about, where a clause holds nothing but its verb (已开工)."""
        passed = self._folded[max(self._done, self._sentence) : read.clause_start]
        acted = _ACTED_ON.search(_clean(passed))
        return acted[1] if acted else self._subject

    def _head_noun(self, figure: Figure) -> str:
        """The unit where it is the noun behind 大 (12 大领域), else ``""``."""
        printed = figure.unit.printed
        behind = printed and self._folded[figure.end - len(printed) - 1] == "大"
        return printed if behind else ""

    def _parts(self, read: Read, own: str, words: str, count: int) -> tuple[Name, ...]:
        """城镇和农村居民收入分别为: one name a figure, the common head given to each."""
        separate = separator(own)
        subject = words if separate < 0 else trim(own[:separate], _WINDOW)
        if count == 1:
            both = is_for_both(own) or are_two_rates(subject)
            parts = _items(subject) if both else ()
            return parts if len(parts) > 1 else ()
        if len(self._group) == count and (not subject or subject.startswith(_OF_SUBJECT)):
            return tuple(Name(item + subject, of_whole=bool(subject)) for item in self._group)
        parts = _items(subject, count)
        if len(parts) == count or separate < 0:
            return parts[-count:] if len(parts) >= count else ()
        passed = _clean(self._folded[max(self._done, self._sentence) : read.clause_start])
        if len(parts) == 1 and passed.count("、") == count - 1 and passed.count("，") == 1:
            items = passed.rstrip("，").split("、")
            return tuple(Name(item[: len(items[0])] + subject) for item in items)
        return ()  # 分别 of more or fewer things than figures says of none which it is of

    def _one(
        self, read: Read, own: str, words: str, end: int, parts: tuple[Name, ...], listed: bool
    ) -> Naming:
        """The naming of ``read``, whose words behind end at ``end``.

        One part names a figure of a list; several are what one figure is said of (均). A figure
        ``listed`` without a part of its own has a phrase and no name.
        """
        figure = read.figure
        noun = self._head_noun(figure)
        after = noun + _clean(self._folded[figure.end : min(end, figure.end + _WINDOW)])
        after = _REMARK.sub("", after)
        if self._folded[end : end + 1].isdigit():
            after = "" if _LEADS_ON.match(after) else _OF_NEXT.sub("", after)
        if parts:
            names = () if parts[0].of_whole else parts
            return Naming(parts[0].own if len(parts) == 1 else words, names)
        if not words and len(self._group) > 1 and is_for_both(own):
            return Naming("、".join(self._group), tuple(map(Name, self._group)))
        names = () if listed else (self._name(read, own, after),)
        return Naming(noun or self._choose(read, own, words, after), names)

    def _name(self, read: Read, own: str, after: str) -> Name:
        """The whole words for the codebook, of which the phrase shows the essential ones."""
        unit = read.figure.unit.category
        own = self._joined(read, own)
        words = trim_rank(own) if unit == "rank" else trim(own, _WINDOW)
        if "、" in own and (head := _stepped(own)):
            words = trim(head, _WINDOW)
        subject = self._named if self._is_carried(read) else ""
        noun = ""
        if unit in _COUNTS:
            noun = noun_after(after or self._behind_next(read.figure.end))
            if _TOTAL.search(own):
                subject = _VERB.sub("", subject)
            elif (added := _ADDED.search(own)) and added[0] not in words:
                words = added[0] + words  # 经营主体净增12户 is no stock of them
            elif own.startswith("、") and words and not _VERB.match(words):
                lead = _LEAD.match(self._folded, read.clause_start)
                words = lead[1] + words if lead else words
        if _EXCEEDS.search(own) or (unit != "percent" and not words and _RISEN_BY.search(own)):
            return Name("")  # 高出目标12元, 净增5亿元: how much more, and of nothing how much
        if unit == "percent" and not words and after.startswith("的"):
            return Name("")  # 17.2%的村
        if unit == "money" and (_OF_CLASS.match(after) or _CLASS.search(noun_after(after))):
            return Name("")  # 税收超亿元楼宇
        topic = self._folded[self._sentence : read.figure.start]
        return Name(words, noun, subject, after, _clean(topic[topic.rfind("；") + 1 :]))

    def _joined(self, read: Read, own: str) -> str:
        """``own`` with the figure that stands before it without a stop: 产值过亿元企业, 9县产值."""
        opens, before = self._last
        if before is None or before.end != read.words_start or own[:1] in _PARTS:
            return own
        if before.unit.category == "money" and read.figure.unit.category in _COUNTS:
            return _clean(self._folded[opens : read.figure.start])
        return before.unit.printed + own if before.unit.printed[:1] in _AREAS else own

    def _is_carried(self, read: Read) -> bool:
        """Whether nothing between the figure before and this clause takes its subject's place."""
        passed = self._folded[max(self._done, self._sentence) : read.clause_start]
        return "；" not in passed and _CARRIES.fullmatch(passed) is not None

    def _choose(self, read: Read, own: str, words: str, after: str) -> str:
        """The noun behind the unit, else the words before, else the subject before.

        A rank is its subject's; a sum of money is of what was spent, not of what stands behind.
        """
        unit = read.figure.unit
        if unit.category == "rank":
            ranked = "" if _FIELD.match(own) else trim_rank(own)
            return ranked or self._passed_subject(read)
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
        if unit.category == "point" and not words and self._grew and _SPEED.search(own):
            return self._passed_subject(read) + "增速"
        if not after and len(words) < _SHORT:
            after = self._behind_next(read.figure.end)
        of_share = unit.category == "percent" and after.startswith("的")  # 下降4%的目标
        noun = words if of_share and len(words) > 1 else noun_after(after) or words
        if len(words) >= _SHORT and noun.endswith(_HAPPENS):
            noun = words  # 安装路灯12盏亮灯运行
        if unit.category == "measure" and noun in _TASKS and words != noun:
            return words + noun
        if noun and noun == words and self._is_part(read) and not noun.endswith(_MEASURES):
            return self._subject + noun
        return noun or trim(noun_after(_BOUND.sub("", after))) or self._passed_subject(read)

    def _is_part(self, read: Read) -> bool:
        """Whether the clause is of a part of what was named before it (；其中，县属企业)."""
        passed = self._folded[max(self._done, self._sentence) : read.clause_start]
        return passed.rstrip("，,: ").endswith("；其中")

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

    def _remember(self, namings: list[Naming], words: str, read: Read) -> None:
        figure = read.figure
        last = namings[-1].phrase
        if len(namings) > 1:
            self._group = tuple(naming.phrase for naming in namings)
        elif words:
            self._group = (*self._group[-3:], last)
        self._grew = bool(
            read.meaning and read.meaning.kind == "change" and figure.unit.category == "percent"
        )
        plan = _is_plan(words)
        if last and not (plan or words.startswith("占") or (self._plan and not words)):
            self._subject = last
            self._named = _whole(namings)
        self._plan = words if plan and figure.unit.category != "percent" else ""


@cache
def _states() -> frozenset[str]:
    """What may have happened to a thing, and is no name of it: 已开工, 竣工."""
    return frozenset(lexicon.words("state"))


def _stepped(own: str) -> str:
    """零售总额突破新高、增长: the name before what was said of it first, ``""`` where none is."""
    head, _, tail = own.rpartition("、")
    verb = None if trim(tail) else _OF_SUBJECT_VERB.search(head, _SHORTEST_SUBJECT)
    return head[: verb.start()] if verb else ""


def _items(subject: str, count: int = 0) -> tuple[Name, ...]:
    """A name for each item of a joined subject, with the head they share and without."""
    bare = items_of(subject, count)
    parts = split_subject(subject, count)
    return tuple(Name(part, bare=item) for part, item in zip(parts, bare, strict=True))


def _whole(namings: list[Naming]) -> str:
    """The whole name that the figures behind may be about, ``""`` behind a list of several."""
    if len(namings) > 1 or len(namings[0].names) != 1:
        return ""
    name = namings[0].names[0]
    return name.own + name.noun or name.subject


def _is_plan(words: str) -> bool:
    """Whether ``words`` say of which plan or budget (完成年度预算), and nothing more."""
    return words[-1:] in _PLAN_ENDS and _OF_PLAN.fullmatch(words) is not None


def _clean(words: str) -> str:
    if " " in words:
        words = words.replace(" ", "")
    return words.replace(FILLER, "") if FILLER in words else words
