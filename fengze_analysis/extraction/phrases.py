"""The words that name what a figure measures, also in lists and with a subject carried over."""

from __future__ import annotations

import re
from functools import lru_cache

from ..lexicon import forms, words
from ..text.layout import FILLER
from .figure import Figure, unit_behind
from .listing import APART, are_two_rates, is_for_both, items_of, separator, split_subject
from .naming import Naming, Wording
from .quantities import ReadFigure

_FAR = 1000  # how far its sentence goes back
_WINDOW = 120  # how far a name may stand from its figure

_LEAD = re.compile(f"(?:{forms('lead')})$")  # from a name to its figure: 税收|同比增长
_LEAD_OF_BASE = re.compile(f"(?:{forms('lead')}|{forms('lead_of_base')})$")
_COMPARES = frozenset("比较由从于出")  # only words with one say what something is compared with
_LEADING = re.compile(f"(?:{forms('leading')})+")
_NO_NOUN, _AFTER_STOP = re.compile(forms("no_noun")), re.compile(forms("noun_stop"))
# 项|区委、区政府重点工作: the 、 is inside the noun.
_ISSUERS = re.compile("(?:国家|中央|[省市区县镇党]委|[省市区县]级?)、")
_TWO_NOUNS = re.compile(forms("two_nouns"))  # 12个项目到位资金9亿元: the second is of the next
_VERB_AT_END = re.compile("(?:(?<![行作])为|达|(?<!所)占)$")  # 0-14岁人口为
_RANKS = re.compile(forms("rank_verb"))
_LONGEST, _LONGEST_NOUN, _LONGEST_LEAD, _LONGEST_SUBJECT = 30, 24, 24, 24
_ENDS_IN_MIDDLE = ("高中", "初中", "集中", "完中")
_BOUNDS = ("以上", "以下", "以内")
_NO_NAMES = frozenset(words("no_name"))
_MOVED_NOUNS = frozenset(words("up_noun", "down_noun"))  # 增速, ranked themselves
_PER_HEAD = frozenset("人户亩地车")

_STATES = frozenset(words("state"))  # what happened to a thing, and is no name of it: 已开工
_SHORT, _NEAR = 3, 24
# Of a figure that bounds a group: the group is what is measured (60周岁以上老人占21%).
_BANDS = ("以上", "及以上", "以下", "及以下", "以内")
_BAND, _AGE = re.compile(forms("band")), re.compile("[0-9][0-9—~至-]*周?岁$")
_BOUND = re.compile("^及?以[上下内]的?")
_SUMS = ("投资", "金额", "总额", "资金", "经费", "产值", "面积", "里程")
_OF_SUMS = frozenset(("money", "measure"))
# These say of what share or total, and nothing without their subject.
_OF_PLAN = re.compile("完成.{0,40}(?:预算|计划|任务|目标)(?:数|投资)?")
# 还原留抵退税口径后增长3.4%: how it is counted, not what.
_COUNTED_SO = re.compile("(?:还原|剔除|扣除|不含|按|同)[^，。；、]{0,20}?(?:后|口径)")
# 收入|累计完成: the verb is no part of the name.
_DONE = re.compile(
    "(?<=..)(?<![按到时期年])(?:分别|预计|累计|实际|共计?|已|可|将|基本)*(?:完成|实现)$"
)
_OF_SUBJECT = ("占", "总数", "总量", "总额达", "比重")
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
_FIELD = re.compile(forms("ranked_field"))  # 全市12个区县排名第3
_ACTED_ON = re.compile("(?:推进|实施|启动|谋划|安排|组织|开展|建设)([^，。；、0-9]{3,20})，$")
_TASKS = frozenset(("建设任务", "改造任务", "目标任务", "任务"))  # 农田3万亩建设任务

# The whole name for the codebook.
_BARE = 5  # 建设9亩农田: fewer letters before a measure are a verb
# The subject of a clause that holds no figure: 产值|迈上新台阶.
_OF_SUBJECT_VERB = re.compile(forms("subject_verb"))
_SHORTEST_SUBJECT = 2
_COUNTS = frozenset(("count", "weak", "age", "none"))
# What may stand between a figure and the clause that goes on about it: 按可比价格计算，同比
_CARRIES = re.compile(f"[^，。；]{{0,8}}(?:{forms('carries')})*")
# 新增学位2个、床位3张: the verb of the first is that of the second.
_VERB, _LEAD_VERB = re.compile(forms("new_verb")), re.compile(forms("lead_verb"))
_ADDED = re.compile("净增|净减|新增|增加|减少")
_TOTAL = re.compile("总[数量]|累计|达|保有")
_RISEN_BY = re.compile("(?:净增|[新多]增|增[加长]|减少)(?![到至为])[^，。；、]{0,3}$")
_OF_CLASS = re.compile("以[上下内]的?(?!目标|任务)[^，。；、的]")  # 100亿元以下的镇
_CLASS = re.compile("(?:企业|楼宇|项目|园区|乡镇|[县市村]|街道|产业|集群|工程)$")
_PARTS = ("", "、", "和", "与", "及", "，", ",")
_AREAS = frozenset("县市区镇乡村州旗")
_EXCEEDS = re.compile("(?:(?<!或)[高低多少快慢好优]于|高出|超出|[高低]过)(?!$)")


@lru_cache(maxsize=1 << 12)  # asked twice of each figure, and words come again
def _bare(words: str) -> str:
    """``words`` without what leads to a figure (税收|同比增长)."""
    opens = _LEADING.match(words)
    pattern = _LEAD if _COMPARES.isdisjoint(words) else _LEAD_OF_BASE
    words = words[opens.end() :] if opens else words
    while lead := pattern.search(words, max(len(words) - _LONGEST_LEAD, 0)):
        per_head = lead[0] == "均" and words[lead.start() - 1 : lead.start()] in _PER_HEAD
        if per_head or lead[0] in _BOUNDS:
            break  # 人均1.38亩, 亿元以上15个
        words = words[: lead.start()]
    words = words.removesuffix("等")
    return _whole_brackets(words) if "(" in words or ")" in words else words


def trim(words: str, longest: int = _LONGEST) -> str:
    """The name that ``words`` before a figure are, the last ``longest`` letters of it."""
    words = _bare(words)
    if words in _NO_NAMES:
        return ""
    if words.endswith("自然"):
        return words + "增长率"  # a rate of its own, and no growth of something
    total = words.rfind("、总")
    cut = words[-longest:] if total < 0 or "、" in words[total + 1 :] else words[total + 1 :]
    return _whole_quotes(cut) if "“" in cut or "”" in cut else cut


def _whole_quotes(words: str) -> str:
    """``words`` with the quotation mark that was cut off: “小升规 or 小升规”目标."""
    if words.find("”") < words.find("“") or "“" not in words:
        return "“" + words if "”" in words else words + "”"
    return words + "”" if words.count("“") > words.count("”") else words


def _whole_brackets(words: str) -> str:
    """``words`` without a bracket that opens or closes outside them: 下同)收入, 总值(GDP."""
    if ")" in words and "(" not in words[: words.index(")")]:
        words = words[words.index(")") + 1 :]
    return words + ")" if words.count("(") > words.count(")") else words


def _trim_rank(words: str) -> str:
    """What is ranked: the words before a rank without verb and field (进出口额|跃居全省)."""
    verb = _RANKS.search(words)
    ranked = words[: verb.start()] if verb else words
    own = ranked.lstrip("，、；: ")
    if own.startswith("在") or own.endswith("中"):
        return ""  # 在全国城市中排名第七: the field, not what is ranked
    return own if own in _MOVED_NOUNS else trim(ranked)


def noun_after(after: str) -> str:
    """The noun that follows the unit (40名“营商环境监督员”), ``""`` where none does."""
    if _NO_NOUN.match(after):
        return ""
    noun = after.removeprefix("的").removeprefix("级")
    issuers = _ISSUERS.match(noun)
    stop = _AFTER_STOP.search(noun, issuers.end() if issuers else 0)
    noun = noun[: stop.start()] if stop else noun
    if two := _TWO_NOUNS.match(noun):
        noun = two[1]
    noun = _VERB_AT_END.sub("", noun)[:_LONGEST_NOUN].strip("“”‘’ \n\r\t").removesuffix("的")
    if "”" in noun and "“" not in noun:
        noun = "“" + noun
    return noun.removesuffix("中") if not noun.endswith(_ENDS_IN_MIDDLE) else noun


class Phrases:
    """Names figures in order; what was named before may be carried over within a sentence."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._subject = ""
        self._named = ""  # the whole of it, for the codebook
        self._group: tuple[str, ...] = ()
        self._sentence = -1
        self._opens = 0  # where the words of the figure before begin
        self._before: Figure | None = None
        self._counted = ""  # what was counted last: 项目12个、总投资5亿元，已开工
        self._chain = 0  # how many figures 、 joined last
        self._grew = False  # whether the figure before was a growth
        self._plan = ""  # 完成X预算, whose amount was named last
        self._passed_over = (0, -1)  # a duration: where its words begin and it ends
        self._done = 0  # where the last figure that was named ends

    def name(self, reads: list[ReadFigure], sentence: int) -> list[Naming]:
        """The namings of ``reads``: figures that a list holds together (x、y和z)."""
        if sentence != self._sentence:
            self._subject, self._named, self._group, self._sentence = "", "", (), sentence
            self._counted, self._chain = "", 0
        if "；" in self._passed(reads[0]):
            self._group = ()
        own, count = self._words_before(reads[0]), len(reads)
        words = self._name_in(own, reads[0])
        parts = self._parts(reads[0], own, words, count)
        listed = len({read.figure.unit.canonical for read in reads}) == 1 < count
        ends = [*[read.figure.start for read in reads[1:]], reads[-1].words_end]
        namings = []
        for at, (read, end) in enumerate(zip(reads, ends, strict=True)):
            part = parts if count == 1 else parts[at : at + 1]
            namings.append(self._name_one(read, own, words, end, part, listed or at > 0))
        figure = reads[-1].figure
        if figure.unit.category == "duration":  # 五年净增12户: it says how long, and no more
            self._passed_over = (reads[0].words_start, figure.end)
        elif not self._is_field(own, words, figure):
            self._remember(namings, words, reads[-1])
        joined = own.startswith(("、", "和", "与", "及"))
        self._chain = self._chain + 1 if joined and count == 1 else count
        self._done, self._opens, self._before = figure.end, reads[-1].words_start, figure
        return namings

    def _words_before(self, read: ReadFigure) -> str:
        start, end = read.words_start, read.figure.start
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

    def _name_in(self, own: str, read: ReadFigure) -> str:
        """What the words before a figure name; the clause before where they say what happened."""
        words = trim(own)
        if words[-1:] in ("成", "现"):
            return _DONE.sub("", words)
        if words in _STATES:  # 推进学校改善项目，目前已开工
            acted = _ACTED_ON.search(_clean(self._passed(read)))
            counted = read.figure.unit.category in _COUNTS and self._counted
            return acted[1] if acted else counted or self._subject
        passes = words.startswith("超过") and read.meaning and read.meaning.kind == "change"
        return "" if passes or _COUNTED_SO.fullmatch(words) else words  # 超过全省0.5个百分点

    def _is_field(self, own: str, words: str, figure: Figure) -> bool:
        """Whether the figure says of how many something is ranked (全市12个区县排名第3)."""
        behind = not words and (own.startswith("在全") or _FIELD.match(self._folded, figure.end))
        return bool(behind or _FIELD.match(own))

    def _passed(self, read: ReadFigure) -> str:
        """What stands between the figure before, or where its sentence begins, and its clause."""
        far = read.clause_start - _FAR
        return self._folded[max(self._done, self._sentence, far) : read.clause_start]

    def _parts(self, read: ReadFigure, own: str, words: str, count: int) -> tuple[Wording, ...]:
        """城镇和农村居民收入分别为: one name a figure, the common head given to each."""
        separate = separator(own)
        subject = words if separate < 0 else trim(own[:separate], _WINDOW)
        if count == 1:
            both = is_for_both(own) or are_two_rates(subject)
            parts = _names_of_items(subject) if both else ()
            return parts if len(parts) > 1 else ()
        whole_group = len(self._group) == count or self._chain == count
        if whole_group and (not subject or subject.startswith(_OF_SUBJECT)):
            of_whole = subject.startswith(("占", "比重"))
            return tuple(Wording(one + subject, of_whole=of_whole) for one in self._group[-count:])
        parts = _names_of_items(subject, count)
        if len(parts) == count or separate < 0:
            return parts[-count:] if len(parts) >= count else ()
        passed = _clean(self._passed(read))
        if len(parts) == 1 and passed.count("、") == count - 1 and passed.count("，") == 1:
            items = passed.rstrip("，").split("、")
            return tuple(Wording(item[: len(items[0])] + subject) for item in items)
        return ()  # 分别 of more or fewer things than figures says of none which it is of

    def _name_one(
        self,
        read: ReadFigure,
        own: str,
        words: str,
        end: int,
        parts: tuple[Wording, ...],
        listed: bool,
    ) -> Naming:
        """The naming of ``read``, whose words behind end at ``end``; ``listed`` is no name alone.

        One part names a figure of a list; several are what one figure is said of (均).
        """
        figure = read.figure
        printed = figure.unit.printed  # the noun behind 大 (12 大领域)
        noun = printed if printed and self._folded[figure.end - len(printed) - 1] == "大" else ""
        after = noun + _clean(self._folded[figure.end : min(end, figure.end + _WINDOW)])
        after = _REMARK.sub("", after)
        if self._folded[end : end + 1].isdigit():
            after = "" if _LEADS_ON.match(after) else _OF_NEXT.sub("", after)
        if parts:
            shown = parts[0].own if len(parts) == 1 else words
            names = () if parts[0].of_whole else parts
            if figure.unit.category in _COUNTS and (added := _ADDED.search(own)):
                names = tuple(
                    name._replace(own=added[0] + name.own, bare=name.bare and added[0] + name.bare)
                    for name in names
                )
            return Naming(shown, names)
        if not words and len(self._group) > 1 and is_for_both(own):
            return Naming("、".join(self._group), tuple(map(Wording, self._group)))
        phrase = noun or self._shown_phrase(read, own, words, after)
        return Naming(phrase, () if listed else (self._whole_name(read, own, after),))

    def _shown_phrase(self, read: ReadFigure, own: str, words: str, after: str) -> str:
        """The noun behind the unit, else the words before, else the subject before."""
        unit = read.figure.unit
        if unit.category == "rank":
            ranked = "" if _FIELD.match(own) else _trim_rank(own)
            return ranked or self._passed_subject(read)
        if unit.category in _OF_SUMS and words.endswith(_SUMS):
            return words  # what was spent, not what stands behind
        of_amount = self._folded[read.figure.start - 1] == "的"  # 预算12亿元的91%
        named = _OF_PLAN.fullmatch(words)
        plan = words if named else self._plan if of_amount and not words else ""
        if plan and unit.category == "percent":
            return self._passed_subject(read) + plan
        if plan and words and after.startswith(("的", ")的")):
            return words.removeprefix("完成")  # 完成预算3亿元的98%
        if words.startswith(_OF_SUBJECT):
            return self._passed_subject(read) + words
        if unit.category == "point" and not words and self._grew and _SPEED.search(own):
            return self._passed_subject(read) + "增速"
        return self._counted_noun(read, words, after)

    def _counted_noun(self, read: ReadFigure, words: str, after: str) -> str:
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

    def _passed_subject(self, read: ReadFigure) -> str:
        """The subject before, or that of a clause without a figure (产值迈上新台阶，达13亿元)."""
        passed = self._passed(read)
        part = re.split("[，。；]", passed[passed.rfind("；") + 1 :].lstrip("，,"), maxsplit=1)[0]
        verb = _OF_SUBJECT_VERB.search(part, _SHORTEST_SUBJECT)
        if verb is not None and verb.start() <= _LONGEST_SUBJECT:
            return trim(_clean(part[: verb.start()])) or self._subject
        return "" if "；" in passed else self._subject

    def _behind_next(self, end: int) -> str:
        """What stands behind the figure that follows without a gap (三批次118个项目)."""
        numeral = _NUMERAL.match(self._folded, end)
        if numeral is None:
            return ""
        behind, unit = unit_behind(self._folded, numeral.end())
        return _clean(self._folded[behind : behind + _NEAR]) if unit.printed else ""

    def _whole_name(self, read: ReadFigure, own: str, after: str) -> Wording:
        """The whole name of a figure for the codebook; ``after`` stands behind it."""
        unit, passed = read.figure.unit.category, self._passed(read)
        own = self._joined(read, own)
        words = _trim_rank(own) if unit == "rank" else trim(own, _WINDOW)
        head, _, tail = own.rpartition("、")  # 零售总额突破新高、增长: what was said of it first
        if head and not trim(tail) and (verb := _OF_SUBJECT_VERB.search(head, _SHORTEST_SUBJECT)):
            words = trim(head[: verb.start()], _WINDOW)
        if _is_no_measure_of_it(own, words, after, unit):
            return Wording("")
        # Nothing between the figure before and this clause takes the place of its subject.
        subject = self._named if "；" not in passed and _CARRIES.fullmatch(passed) else ""
        noun = noun_after(after) if unit == "measure" and len(words) < _BARE else ""
        if unit in _COUNTS:
            noun = noun_after(after or self._behind_next(read.figure.end))
            words = self._with_verb(own, words, read.clause_start)
            subject = _VERB.sub("", subject) if _TOTAL.search(own) else subject
        start = read.figure.start
        topic = self._folded[max(self._sentence, start - _FAR) : start]
        return Wording(words, noun, subject, after, _clean(topic[topic.rfind("；") + 1 :]))

    def _joined(self, read: ReadFigure, own: str) -> str:
        """``own`` with the figure that stands before it without a stop: 产值过亿元企业, 9县产值."""
        before = self._before
        if before is None or before.end != read.words_start or own[:1] in _PARTS:
            return own
        if before.unit.category == "money" and read.figure.unit.category in _COUNTS:
            return _clean(self._folded[self._opens : read.figure.start])
        return before.unit.printed + own if before.unit.printed[:1] in _AREAS else own

    def _with_verb(self, own: str, words: str, clause: int) -> str:
        """经营主体净增12户 is no stock of them; in 新增学位2个、床位3张 both are new."""
        if _TOTAL.search(own):
            return words
        if (added := _ADDED.search(own)) and added[0] not in words:
            return added[0] + words
        listed = own.startswith("、") and words and not _VERB.match(words)
        lead = _LEAD_VERB.match(self._folded, clause) if listed else None
        return lead[1] + words if lead else words

    def _remember(self, namings: list[Naming], words: str, read: ReadFigure) -> None:
        unit, last = read.figure.unit.category, namings[-1].phrase
        if len(namings) > 1:
            self._group = tuple(naming.phrase for naming in namings)
        elif words:
            self._group = (*self._group[-3:], last)
        self._grew = (
            read.meaning is not None and read.meaning.kind == "change" and unit == "percent"
        )
        plan = _OF_PLAN.fullmatch(words)
        if last and not (plan or words.startswith("占") or (self._plan and not words)):
            self._subject = last
            if unit in _COUNTS:
                self._counted = last
            one = len(namings) == 1 == len(namings[0].names)  # behind a list of several none
            name = namings[0].names[0] if one else Wording("")
            self._named = name.own + name.noun or name.subject
        self._plan = words if plan and unit != "percent" else ""


def _is_no_measure_of_it(own: str, words: str, after: str, unit: str) -> bool:
    """高出目标12元, 净增5亿元, 17.2%的村, 税收超亿元楼宇: the words are no name of the figure."""
    if _EXCEEDS.search(own):
        return True
    if unit == "percent":
        return not words and after.startswith("的")
    if not words and _RISEN_BY.search(own):
        return True
    return unit == "money" and bool(_OF_CLASS.match(after) or _CLASS.search(noun_after(after)))


def _names_of_items(subject: str, count: int = 0) -> tuple[Wording, ...]:
    """A name for each item of a joined subject, with the head they share and without."""
    pairs = zip(split_subject(subject, count), items_of(subject, count), strict=True)
    return tuple(Wording(part, bare=item) for part, item in pairs)


def _clean(words: str) -> str:
    """``words`` without blanks and page breaks."""
    return words.replace(" ", "").replace(FILLER, "")
