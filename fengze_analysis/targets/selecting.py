"""Which figures of an outlook are targets: no scope, size, name, base or count of tasks."""

from __future__ import annotations

import re

from ..lexicon import alternation, words
from .clauses import Figure
from .wording import ends_with, last_of, operator_after

_QUOTED = re.compile("“[^“”\n]{0,40}$|《[^《》\n]{0,60}$")
_THERE_ALREADY = re.compile(
    r"""
    (?:建有|共有|现有|已有|仅有|[省市区县州]有|了)$              # 境内建有6条
  | 仅[为占有] | 目前 | 截[至止] | 已(?:经|建成|完成|达|有|实现|开工|累计)
    """,
    re.VERBOSE,
)
_IS_ALREADY = re.compile("[^，。；、]{0,6}(?:已(?!开工建设)|纳入国家)")
# 亿元以上项目, 60岁以上老人: a class.
_CLASS_BEHIND = re.compile(rf"[ ]*(?:(?:及?以上|以下|级|元级)的?|的)?(?:{alternation('scoped')})")
_OF_CLASS = frozenset(("money", "age", "duration"))
_DOCUMENT = re.compile("[条项个][^，。；]{0,2}(?:措施|意见|政策|规定|细则|禁令|准则)")
_ASIDE = re.compile("^范围内|的?基础上|的同时|^以外|^标准的")
_TASKS = re.compile(rf"(?:重点|主要|大)?(?:{alternation('structure')})(?![^，。；、]{{3}})|方面")
_OF_TASKS = ("条", "项", "个", "大", "件")
# 年产15万吨铝项目: the size of one project.
_PROJECT = re.compile("(?![、和与及])[^，。；]{0,24}?(?:项目|生产线|机组|电站|电厂|锅炉|泊位|码头)")
_LIST_GOES_ON = ("", "、", "和", "与", "及")
_JOINER = re.compile("[、和与及]")
_RANKS = re.compile("(?:进入|跻身|挺进|冲刺|迈入|进位到|保持|稳居|位居|达到)[^，。；、]{0,14}前$")
_REACHES = ("reach", "keep", "at_least", "more_than", "at_most", "less_than", "around")


def is_target(figure: Figure, following: Figure | None) -> bool:
    """Whether the figure of an outlook is what is to be reached or done.

    ``following`` is the next figure, which this one may only size or be the base of.
    """
    row = figure.row
    if row.sense in ("past_plan", "scope", "other") or figure.starts(following):
        return False
    in_words = row.surface.isalpha() and row.kind != "change"  # 十件, not 增长一倍
    if row.kind == "rank":
        return not in_words and _RANKS.search(figure.own) is not None
    if in_words or _is_class(figure) or _is_aside(figure) or _sizes(figure, following):
        return False
    reaches = ends_with(figure.own, *_REACHES) or operator_after(figure.after) != ""
    if row.kind == "duration" or figure.category in ("none", "age", "weak"):
        return reaches and figure.category != "weak"
    return row.kind in ("change", "share") or reaches or _is_done(figure)


def _is_class(figure: Figure) -> bool:
    """Whether the figure belongs to a class, a name, or to what is there already."""
    money = figure.category == "money"
    return (
        _QUOTED.search(figure.before) is not None
        or _THERE_ALREADY.search(figure.before) is not None
        or _IS_ALREADY.match(figure.after) is not None
        or (money and figure.after.startswith("的"))  # 总投资9亿元的项目
        or (figure.category in _OF_CLASS and _CLASS_BEHIND.match(figure.after) is not None)
    )


def _is_aside(figure: Figure) -> bool:
    """A count of policies or tasks, a technical size, what is only built upon."""
    unit, after = figure.row.unit, figure.after.lstrip()
    if unit in words("spec_unit") or unit in words("no_count"):
        return not ends_with(figure.own, "reach")
    return (
        (unit in _OF_TASKS and _TASKS.match(after) is not None)
        or (unit == "条" and not after and last_of(figure.before, "policy") >= 0)
        or (unit in words("project_unit") and _PROJECT.match(after) is not None)
        or (figure.own.endswith("年产") and after != "")
        or _DOCUMENT.match(unit + after) is not None
        or _ASIDE.search(after) is not None
    )


def _sizes(figure: Figure, following: Figure | None) -> bool:
    """新建220千伏变电站5座, 8个6米以上焦炉: whether the figure only sizes what another counts."""
    if figure.category not in ("measure", "money", "rate") or not figure.after.strip():
        return False
    if figure.adjacent and figure.category != "rate":
        return True
    near = following is not None and following.own == figure.after
    if following is None or not near or _JOINER.search(figure.after):
        return False
    return not following.after.strip() or operator_after(following.after) != ""


def _is_done(figure: Figure) -> bool:
    """Whether something is done so many times: by its verb, or named right before the figure."""
    apposed = figure.own.strip() != "" and figure.after.lstrip()[:1] in _LIST_GOES_ON
    governing = figure.own if apposed else figure.before
    does = last_of(governing, "add", "do")
    if last_of(governing, "refer") > does:
        return False
    return does >= 0 or apposed or figure.joined or last_of(figure.after, "done_behind") >= 0
