"""In which sense a figure is printed: done, planned, once planned, or part of a definition."""

from __future__ import annotations

import re

from ..lexicon import alternation, forms
from ..model import Period
from .discourse import OUTLOOK, REVIEW, Part
from .quantities import Read

_STATUS = re.compile(f"(?:{alternation('status')})(?!寿命)")  # 预期寿命 is a noun
_STATUS_WINDOW = 60
_TOTAL = re.compile("总|共有|现有|达到?")  # 新增15家、总数达36家
_WINDOW = 40
# 80岁以上老人, 500亿元以上企业6家: what belongs to a class and not how much there is.
_OF_A_CLASS = re.compile(
    rf"""
    \s?(?:\(含[^)]*\)|（含[^）]*）)?(?:及|或|\(含\))?(?:以上|以下|以内)(?:的)?(?:{alternation("class_noun")})
    """,
    re.VERBOSE,
)
_AGE = frozenset(("岁", "周岁"))
_AGE_CLASS = re.compile(forms("age_class"))
_AGE_MEASURED = re.compile("寿命|年龄")
_AGE_RANGE = re.compile(r"[0-9](?:周?岁)?[—\-~至]$")
_CLASS_UNITS = frozenset(
    ("元", "吨", "人", "千瓦", "平方米", "亩", "公里", "米", "蒸吨", "级", "万人口", "层", "户")
)
_TOP_SHARE = re.compile(r"(?:排名|全球|世界|国际|ESI|全国)前$")
_ONE_OF = re.compile(r"\s?[^，。；\d]{1,24}之一")
# 全省仅两个; 列全国32个重点城市第10位: how many there are, not what was done.
_ONLY = re.compile(r"全[国省市区县州](?:仅|仅有|唯一的?)$|[居在为是列于](?:全[国省球]|国内)$")
_AHEAD_VERB = re.compile(forms("ahead_verb"))
_GOAL_BEFORE = re.compile(
    r"(?<![高低好快]于)(?<!完成)(?<!超)(?:(?:预期|年度|年初|省定|既定|规划|约束性|控制|考核)?目标(?:任务|数|值)?"
    r"|年度计划|年初预期|计划数)(?:为|是|的|:|设定为|确定为|要求)?(?:增长|达到?|不低于|超过?)?\s?$"
)
_GOAL_BEHIND = re.compile(
    r"\s?(?:左右|以上|以内)?的?(?:年度|全年|预期|年初|规划|控制|增长|约束性|考核|省定|既定|发展|奋斗|空间|建设){0,3}(?:目标|任务)(?!任务)"
)
_RATES = frozenset(("share", "change"))
_SHARE_OF_GOAL = re.compile(
    r"(?:完成|占|达|超|为|实现)[^，。；、]{0,16}(?:目标|任务|计划|预算)[^，。；、]{0,6}$"
)
_REACHED = re.compile("完成|实现|达到|超过|高于|低于|好于|年初|确定|提出|控制|兑现")
_AIMING = re.compile(r"(?:围绕|聚焦|锚定|瞄准|对标|朝着|紧盯|按照)[^，。；]{0,20}$")
_KNOWN = ("辖区", "区内", "市内", "县内", "境内")  # 辖区四个景区接待游客: no count of what is told
_HAPPENED = re.compile(
    "^去年|截[至止]到?目前|目前(?:已|全)|已(?:建成|完成|累计|有|达)(?!的)|过去[一两三四五]"
)


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


def find_sense(
    folded: str,
    read: Read,
    part: Part,
    said: Period | None = None,
    is_origin: bool = False,
    sentence_start: int = 0,
) -> str:
    """The sense of a figure: by its class, its clause, its year and its part.

    ``said`` is the period its own sentence prints; ``is_origin`` marks A of 由A提高到B.
    """
    assert read.quantity is not None
    start, end = read.figure.start, read.figure.end
    kind = read.quantity.kind
    if _is_scope(folded, start, end, read.quantity.canonical_unit, kind):
        return "scope"
    if part.name not in (REVIEW, OUTLOOK):
        return part.sense
    words = folded[max(read.clause_start, start - _WINDOW) : start]
    if part.name == OUTLOOK:
        past = said is not None and part.clock.turn is not None and said.last < part.clock.turn
        stands = folded.startswith("目前", sentence_start)  # 目前全县还有3个村没有通车
        return "outcome" if is_origin or past or stands or _HAPPENED.search(words) else "plan"
    return _of_review(folded, end, words, kind, part, said, is_origin)


def _is_scope(folded: str, start: int, end: int, unit: str, kind: str) -> bool:
    if unit in _AGE:
        near = folded[max(start - 6, 0) : start]
        measured = _AGE_MEASURED.search(folded, max(start - 12, 0), start)
        return not measured and bool(_AGE_CLASS.match(folded, end) or _AGE_RANGE.search(near))
    if unit in _CLASS_UNITS and _OF_A_CLASS.match(folded, end):
        return True
    if kind == "amount" and folded.endswith(_KNOWN, 0, start):
        return True
    if kind == "share" and _TOP_SHARE.search(folded, max(start - 8, 0), start):
        return True
    if kind == "amount" and "之一" in folded[end : end + 30] and _ONE_OF.match(folded, end):
        return True
    return kind == "amount" and _ONLY.search(folded, max(start - 8, 0), start) is not None


def _of_review(
    folded: str, end: int, words: str, kind: str, part: Part, said: Period | None, is_origin: bool
) -> str:
    """An outcome, unless its clause says that it was or is a goal."""
    turn = part.clock.turn
    if said and turn is not None and said.first >= turn and not is_origin:
        return "plan"
    ahead = _AHEAD_VERB.search(words)
    if ahead and not (ahead[0].startswith("将") and "预计" in words):
        return "plan"
    if _GOAL_BEFORE.search(words) and not _SHARE_OF_GOAL.search(words):
        return "past_plan"
    goal = _GOAL_BEHIND.match(folded, end) if kind != "rank" else None
    if goal and _AIMING.search(words):
        return "plan"
    if goal and (kind in _RATES or "的" in goal[0]) and _REACHED.search(words):
        return "past_plan"
    return "outcome"
