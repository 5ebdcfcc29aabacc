"""The words that name what a figure measures, also in lists and with a subject carried over."""

from __future__ import annotations

import re

from ..lexicon import words
from ..text.layout import FILLER
from .figure import Figure, unit_behind
from .listing import APART, are_two_rates, is_for_both, separator
from .names import (
    ADDED,
    COUNTS,
    OF_SUBJECT_VERB,
    SHORTEST_SUBJECT,
    WINDOW,
    Context,
    Name,
    Naming,
    clean,
    name_of,
    names_of_items,
    whole,
    with_lead,
)
from .quantities import Read
from .trimming import noun_after, trim, trim_rank

# What may have happened to a thing, and is no name of it: 已开工, 竣工.
_STATES = frozenset(words("state"))
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
_SHARES = ("占", "比重")
_OF_SUBJECT = ("占", "总数", "总量", "总额达", "比重")
_PART_ENDS = re.compile("[，。；]")
_LONGEST_SUBJECT = 24
_NUMERAL = re.compile(f"[ {FILLER}]?[0-9][0-9.,]*[余多]?[万亿]*[余多]?")
# 20个点位和|周边8个站点, 周转金8亿元|帮助60家: what stands before the next figure is of that.
_OF_NEXT = re.compile("(?<=.{2})(?<!共)(?:和(?![谐平睦])|以及).*$")
_LEADS_ON = re.compile(
    "(?:帮助|支持|带动|惠及|吸引|撬动|拉动|扶持|用于)$|(?:累计|共)?(?:完成|实现)"
)
# 增长5%，较去年同期下降2个百分点: of the growth, not of what grew
_SPEED = re.compile("[较比](?:去年|上年|前|上半年|[一二三]季度|[0-9]{1,2}月).*[降落升高快大缩窄]")
_REMARK = re.compile(r"^\([^()]{1,2}\)")  # 25条（段）道路
_HAPPENS = ("运行", "运营", "使用", "开放", "到位", "入住", "通车", "上线", "营业", "启用")
_MEASURES = ("额", "量", "值", "率", "数", "积", "资", "入", "出", "比", "税", "款", "金")
# 全市12个区县排名第3
_FIELD = re.compile(
    "(?:省辖|地级|设区|副省级)*(?:[地市区县州]+|城市)[中里]?(?:排名?|位居|居|列|中)"
)
# 推进学校改善项目，目前已|开工
_ACTED_ON = re.compile("(?:推进|实施|启动|谋划|安排|组织|开展|建设)([^，。；、0-9]{3,20})，$")
_TASKS = frozenset(("建设任务", "改造任务", "目标任务", "任务"))  # 农田3万亩建设任务


class Phrases:
    """Names figures in order; what was named before may be carried over within a sentence."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._subject = ""
        self._named = ""  # the whole of it, for the codebook
        self._group: tuple[str, ...] = ()
        self._sentence = -1
        self._last: tuple[int, Figure | None] = (0, None)  # the figure before and its words
        self._counted = ""  # what was counted last: 项目12个、总投资5亿元，已开工
        self._chain = 0  # how many figures 、 joined last
        self._grew = False  # whether the figure before was a growth
        self._plan = ""  # 完成X预算, whose amount was named last
        self._passed_over = (0, -1)  # a duration: where its words begin and it ends
        self._done = 0  # where the last figure that was named ends

    def name(self, reads: list[Read], sentence: int) -> list[Naming]:
        """The namings of ``reads``: figures that a list holds together (x、y和z)."""
        if sentence != self._sentence:
            self._subject, self._named, self._group, self._sentence = "", "", (), sentence
            self._counted, self._chain = "", 0
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
        elif words in _STATES:
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
        joined = own.startswith(("、", "和", "与", "及"))
        self._chain = self._chain + 1 if joined and count == 1 else count
        self._done, self._last = figure.end, (reads[-1].words_start, figure)
        return namings

    def _before(self, read: Read) -> str:
        end = read.figure.start
        start = read.words_start
        opens, done = self._passed_over
        if read.clause_start <= opens and done == start:  # 户均|五年|净增
            words = clean(self._folded[opens:end])
        else:
            words = clean(self._folded[max(start, end - WINDOW) : end])
        if start > read.clause_start and (apart := APART.search(words)):
            words = words[apart.start() :]  # what stands before 、 names the figure before
        of_age = self._folded[start - 1 : start] == "岁"
        if of_age and (age := _AGE.search(self._folded, start - _NEAR, start)):
            return clean(age[0]) + words  # 0-14岁人口
        if words.startswith(_BANDS) and (band := _BAND.search(self._folded[:end], end - _NEAR)):
            return clean(band[0])  # 60周岁以上老人占
        return words

    def _is_field(self, own: str, figure: Figure) -> bool:
        """Whether the figure says of how many something is ranked (全市12个区县排名第3)."""
        return own.startswith("在全") or bool(_FIELD.match(self._folded, figure.end))

    def _passed(self, read: Read) -> str:
        """What stands between the figure before, or where its sentence begins, and its clause."""
        return self._folded[max(self._done, self._sentence) : read.clause_start]

    def _acted_on(self, read: Read) -> str:
        """What the clause before is about, where a clause holds nothing but its verb (已开工)."""
        passed = self._passed(read)
        acted = _ACTED_ON.search(clean(passed))
        counted = read.figure.unit.category in COUNTS and self._counted
        return acted[1] if acted else counted or self._subject

    def _parts(self, read: Read, own: str, words: str, count: int) -> tuple[Name, ...]:
        """城镇和农村居民收入分别为: one name a figure, the common head given to each."""
        separate = separator(own)
        subject = words if separate < 0 else trim(own[:separate], WINDOW)
        if count == 1:
            both = is_for_both(own) or are_two_rates(subject)
            parts = names_of_items(subject) if both else ()
            return parts if len(parts) > 1 else ()
        whole_group = len(self._group) == count or self._chain == count
        if whole_group and (not subject or subject.startswith(_OF_SUBJECT)):
            group = self._group[-count:]
            return tuple(
                Name(item + subject, of_whole=subject.startswith(_SHARES)) for item in group
            )
        parts = names_of_items(subject, count)
        if len(parts) == count or separate < 0:
            return parts[-count:] if len(parts) >= count else ()
        passed = clean(self._passed(read))
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
        printed = figure.unit.printed  # the noun behind 大 (12 大领域)
        noun = printed if printed and self._folded[figure.end - len(printed) - 1] == "大" else ""
        after = noun + clean(self._folded[figure.end : min(end, figure.end + WINDOW)])
        after = _REMARK.sub("", after)
        if self._folded[end : end + 1].isdigit():
            after = "" if _LEADS_ON.match(after) else _OF_NEXT.sub("", after)
        if parts:
            shown = parts[0].own if len(parts) == 1 else words
            names = () if parts[0].of_whole else parts
            if figure.unit.category in COUNTS and (added := ADDED.search(own)):
                names = tuple(with_lead(added[0], part) for part in names)
            return Naming(shown, names)
        if not words and len(self._group) > 1 and is_for_both(own):
            return Naming("、".join(self._group), tuple(map(Name, self._group)))
        phrase = noun or self._choose(read, own, words, after)
        if listed:
            return Naming(phrase, ())
        nearest = after or self._behind_next(figure.end)
        context = Context(self._folded, self._sentence, self._done, *self._last, self._named)
        return Naming(phrase, (name_of(context, read, own, after, nearest),))

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
        return self._noun(read, words, after)

    def _noun(self, read: Read, words: str, after: str) -> str:
        """The noun behind the unit where it is what is counted, else the words or the subject."""
        category = read.figure.unit.category
        if not after and len(words) < _SHORT:
            after = self._behind_next(read.figure.end)
        of_share = category == "percent" and after.startswith("的")  # 下降4%的目标
        noun = words if of_share and len(words) > 1 else noun_after(after) or words
        if len(words) >= _SHORT and noun.endswith(_HAPPENS):
            noun = words  # 安装路灯12盏亮灯运行
        if category == "measure" and noun in _TASKS and words != noun:
            return words + noun
        is_part = self._passed(read).rstrip("，,: ").endswith("；其中")  # ；其中，县属企业
        if noun and noun == words and is_part and not noun.endswith(_MEASURES):
            return self._subject + noun
        return noun or trim(noun_after(_BOUND.sub("", after))) or self._passed_subject(read)

    def _passed_subject(self, read: Read) -> str:
        """The subject of the clause before, or that of a clause without a figure in between.

        产值迈上新台阶，达13亿元; what stands before a ； is the subject no longer.
        """
        passed = self._passed(read)
        apart = "；" in passed
        part = passed[passed.rfind("；") + 1 :].lstrip("，,")
        stop = _PART_ENDS.search(part)
        verb = OF_SUBJECT_VERB.search(part, SHORTEST_SUBJECT, stop.start() if stop else len(part))
        if verb is not None and verb.start() <= _LONGEST_SUBJECT:
            return trim(clean(part[: verb.start()])) or self._subject
        return "" if apart else self._subject

    def _behind_next(self, end: int) -> str:
        """What stands behind the figure that follows without a gap (三批次118个项目)."""
        numeral = _NUMERAL.match(self._folded, end)
        if numeral is None:
            return ""
        behind, unit = unit_behind(self._folded, numeral.end())
        return clean(self._folded[behind : behind + _NEAR]) if unit.printed else ""

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
            if figure.unit.category in COUNTS:
                self._counted = last
            self._named = whole(namings)
        self._plan = words if plan and figure.unit.category != "percent" else ""


def _is_plan(words: str) -> bool:
    """Whether ``words`` say of which plan or budget (完成年度预算), and nothing more."""
    return words[-1:] in _PLAN_ENDS and _OF_PLAN.fullmatch(words) is not None
