"""The items of a list that one subject or one figure holds together."""

from __future__ import annotations

import re

from ..lexicon import alternation

_EACH = re.compile("分别|各")
_BOTH = re.compile("(?<![人平户年日月亩])[均都皆][^、]{0,10}$")  # 均较去年提升
_JOINERS = re.compile(r"(?:、|以及|[和与及])(?![^()]*\))")
APART = re.compile(r"、(?![^()]*\))")  # not in 县(市、区)
_RATE_HEAD = re.compile(rf"(?:{alternation('rate_head')})$")
_SHORT_RATE, _LISTED, _SHORTEST_HEAD = 4, 3, 2
_HEADS = frozenset("额量值率数积资入出比税款金度准格费重务业位平")  # letters a measure ends in
_PAIRS = frozenset(("收入", "支出", "进口", "出口", "存款", "贷款"))


def separator(own: str) -> int:
    """Where 分别 or 各 stands first, -1 where neither does."""
    match = _EACH.search(own)
    return match.start() if match else -1


def is_for_both(own: str) -> bool:
    """Whether one figure is said of all that is joined before it (均达到, not 人均)."""
    return ("均" in own or "都" in own or "皆" in own) and _BOTH.search(own) is not None


def items_of(subject: str, count: int = 0) -> tuple[str, ...]:
    """The items of a joined subject as they stand.

    Where 、 alone gives ``count`` items, 和 and 及 stand inside them (医疗保健和个人用品); 城乡
    is two where two figures follow.
    """
    items = tuple(filter(None, _JOINERS.split(subject)))
    apart = tuple(APART.split(subject))
    if len(apart) == count and (count >= _LISTED or len(items) != count):
        return apart
    if len(items) == 1 and count == 2 and "城乡" in subject:
        return tuple(subject.replace("城乡", one, 1) for one in ("城镇", "农村"))
    return items


def split_subject(subject: str, count: int = 0) -> tuple[str, ...]:
    """The items of a joined subject, the head of the last given to each.

    >>> split_subject("一般公共预算收入和支出"), split_subject("监管梳理率和认领率")
    (('一般公共预算收入', '一般公共预算支出'), ('监管梳理率', '监管认领率'))
    >>> split_subject("城镇和农村居民收入"), split_subject("参加养老、失业、工伤保险人数")
    (('城镇居民收入', '农村居民收入'), ('参加养老保险人数', '失业保险人数', '工伤保险人数'))
    """
    items = items_of(subject, count)
    if len(items) < 2:
        return items
    first, last = items[0], items[-1]
    if first.startswith("第"):
        items = (first, *("第" + item.removeprefix("第") for item in items[1:]))
        last = items[-1]
    size = len(items[-2])
    rates = len(last) <= _SHORT_RATE and all(item.endswith("率") for item in items)
    if rates or (last in _PAIRS and first[-2:] in _PAIRS):  # the second is of what the first is of
        return (first, *(first[: -len(item)] + item for item in items[1:]))
    rate = None if first.startswith("第") else _RATE_HEAD.search(last)
    head = rate[0] if rate else last[size:] if size < len(last) else ""
    if len(head) < _SHORTEST_HEAD or head[-1] not in _HEADS:
        head = ""  # 砖瓦、电瓷、工艺品; 博士、硕士、高级工程师
    heads = [item if item.endswith(last[-1]) else item + head for item in items[:-1]]
    return (*heads, last)


def are_two_rates(subject: str) -> bool:
    """Whether two rates are joined, one figure for both (梳理率与认领率)."""
    if subject.count("率") < 2:
        return False
    items = _JOINERS.split(subject)
    return len(items) > 1 and all(item.endswith("率") for item in items)
