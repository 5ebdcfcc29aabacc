"""The whole name of a figure for the codebook: own words, noun behind, subject carried over."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import forms
from ..text.layout import FILLER
from .figure import Figure
from .listing import items_of, split_subject
from .quantities import Read
from .trimming import noun_after, trim, trim_rank

# How far a name may stand from its figure.
WINDOW = 120
_BARE = 5  # 建设9亩农田: fewer letters before a measure are a verb
# The subject of a clause that holds no figure: 产值|迈上新台阶.
OF_SUBJECT_VERB = re.compile(forms("subject_verb"))
SHORTEST_SUBJECT = 2
COUNTS = frozenset(("count", "weak", "age", "none"))
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
VERB = re.compile(
    "(?:累计)?(?:净增|新增|新培育|培育|新认定|认定|新签约|签约|新建|新开工|开工|竣工|申报|改造|引进|新改扩建)"
)
_LEAD = re.compile(
    rf"""
    (?:全[年市省区县州]|今年|年内|力争|预计|计划|共|已|其中|\s)*
    ({VERB.pattern} | 每[千万](?:常住)?人口?(?:拥有)?)       # 每千人医师3人、床位5张
    """,
    re.VERBOSE,
)
ADDED = re.compile("净增|净减|新增|增加|减少")
_TOTAL = re.compile("总[数量]|累计|达|保有")
_RISEN_BY = re.compile("(?:净增|[新多]增|增[加长]|减少)(?![到至为])[^，。；、]{0,3}$")
_OF_CLASS = re.compile("以[上下内]的?(?!目标|任务)[^，。；、的]")  # 100亿元以下的镇
_CLASS = re.compile("(?:企业|楼宇|项目|园区|乡镇|[县市村]|街道|产业|集群|工程)$")
_PARTS = ("", "、", "和", "与", "及", "，", ",")
_AREAS = frozenset("县市区镇乡村州旗")
_EXCEEDS = re.compile("(?:(?<!或)[高低多少快慢好优]于|高出|超出|[高低]过)(?!$)")


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


class Context(NamedTuple):
    """Where a figure is read: the text, its sentence, and the figure that was named before.

    ``done`` is where that figure ends, ``opens`` where its words begin, ``named`` its whole name.
    """

    folded: str
    sentence: int
    done: int
    opens: int
    before: Figure | None
    named: str


def name_of(context: Context, read: Read, own: str, after: str, nearest: str) -> Name:
    """The whole name of a figure; ``after`` stands behind it, ``nearest`` behind the next too."""
    unit = read.figure.unit.category
    own = _joined(context, read, own)
    words = trim_rank(own) if unit == "rank" else trim(own, WINDOW)
    if "、" in own and (head := _stepped(own)):
        words = trim(head, WINDOW)
    if _is_no_measure_of_it(own, words, after, unit):
        return Name("")
    subject = context.named if _is_carried(context, read) else ""
    noun = noun_after(after) if unit == "measure" and len(words) < _BARE else ""
    if unit in COUNTS:
        noun = noun_after(nearest)
        words = _with_verb(own, words, context.folded, read.clause_start)
        subject = VERB.sub("", subject) if _TOTAL.search(own) else subject
    topic = context.folded[context.sentence : read.figure.start]
    return Name(words, noun, subject, after, clean(topic[topic.rfind("；") + 1 :]))


def _with_verb(own: str, words: str, folded: str, clause_start: int) -> str:
    """经营主体净增12户 is no stock of them; in 新增学位2个、床位3张 both are new."""
    if _TOTAL.search(own):
        return words
    if (added := ADDED.search(own)) and added[0] not in words:
        return added[0] + words
    if own.startswith("、") and words and not VERB.match(words):
        lead = _LEAD.match(folded, clause_start)
        return lead[1] + words if lead else words
    return words


def _is_no_measure_of_it(own: str, words: str, after: str, unit: str) -> bool:
    """高出目标12元, 净增5亿元, 17.2%的村, 税收超亿元楼宇: the words are no name of the figure."""
    if _EXCEEDS.search(own):
        return True
    if unit == "percent":
        return not words and after.startswith("的")
    if not words and _RISEN_BY.search(own):
        return True
    return unit == "money" and bool(_OF_CLASS.match(after) or _CLASS.search(noun_after(after)))


def _joined(context: Context, read: Read, own: str) -> str:
    """``own`` with the figure that stands before it without a stop: 产值过亿元企业, 9县产值."""
    before = context.before
    if before is None or before.end != read.words_start or own[:1] in _PARTS:
        return own
    if before.unit.category == "money" and read.figure.unit.category in COUNTS:
        return clean(context.folded[context.opens : read.figure.start])
    return before.unit.printed + own if before.unit.printed[:1] in _AREAS else own


def _is_carried(context: Context, read: Read) -> bool:
    """Whether nothing between the figure before and this clause takes its subject's place."""
    passed = context.folded[max(context.done, context.sentence) : read.clause_start]
    return "；" not in passed and _CARRIES.fullmatch(passed) is not None


def _stepped(own: str) -> str:
    """零售总额突破新高、增长: the name before what was said of it first, ``""`` where none is."""
    head, _, tail = own.rpartition("、")
    verb = None if trim(tail) else OF_SUBJECT_VERB.search(head, SHORTEST_SUBJECT)
    return head[: verb.start()] if verb else ""


def names_of_items(subject: str, count: int = 0) -> tuple[Name, ...]:
    """A name for each item of a joined subject, with the head they share and without."""
    bare = items_of(subject, count)
    parts = split_subject(subject, count)
    return tuple(Name(part, bare=item) for part, item in zip(parts, bare, strict=True))


def with_lead(verb: str, name: Name) -> Name:
    """An item of a list with the verb that all of it has (企业、个体户分别净增5户、8户)."""
    return name._replace(own=verb + name.own, bare=verb + name.bare if name.bare else "")


def whole(namings: list[Naming]) -> str:
    """The whole name that the figures behind may be about, ``""`` behind a list of several."""
    if len(namings) > 1 or len(namings[0].names) != 1:
        return ""
    name = namings[0].names[0]
    return name.own + name.noun or name.subject


def clean(words: str) -> str:
    """``words`` without blanks and page breaks.

    >>> clean("全 市")
    '全市'
    """
    if " " in words:
        words = words.replace(" ", "")
    return words.replace(FILLER, "") if FILLER in words else words
