"""Durations that measure nothing: they name a circle or a campaign, or say which years."""

from __future__ import annotations

import re

from ..lexicon import forms

# A duration that is the name of a circle, a plan or a campaign.
_NAMED_DURATION = re.compile(forms("named_duration"))
_PERIOD_BEHIND = re.compile(r"来(?!自)|间(?!歇)|期间|以来|平均|累计|合计|前(?!列)|后(?!续)")
_PERIOD_BEFORE = re.compile(rf"(?:{forms('period_before')})\s?$")
_STOPS = frozenset(("", *"，。；、！,;:—\n\r"))


def is_named_duration(text: str, end: int) -> bool:
    """Whether the duration before ``end`` is part of a name (15分钟生活圈, 三年行动).

    >>> is_named_duration("建成15分钟便民生活圈", 6), is_named_duration("缩短15分钟，", 6)
    (True, False)
    """
    return _NAMED_DURATION.match(text, end) is not None


def is_period(text: str, start: int, end: int) -> bool:
    """Whether a duration names a period (五年来, 近三年) and measures nothing.

    >>> is_period("过去五年，", 2, 4), is_period("连续44年", 2, 5)
    (True, False)
    """
    if _PERIOD_BEHIND.match(text, end):
        return True
    if text.startswith(("内", "以内", "之内"), end):
        return False
    if text[start - 1 : start] == "的" and text[end - 1] == "年" and text[end : end + 1] in _STOPS:
        return True  # 砥砺奋进的五年
    return _PERIOD_BEFORE.search(text[max(0, start - 6) : start]) is not None
