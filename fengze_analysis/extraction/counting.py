"""Whether a Chinese numeral with its unit counts anything: 两处 does, 一个台阶 does not."""

from __future__ import annotations

import re

from ..lexicon import alternation, words
from .figure import Figure
from .numerals import MULTIPLIERS

_COUNTED = re.compile(rf"(?:{alternation('counted_after')})了?$")
# 塘坝一处，: a thing and how many there are of it; 下一个, 去一趟 are none.
_NOUN_BEFORE = re.compile(
    r"""
    (?![这那每某上下同另哪第其统唯单专万不再缺少多了任有是去来])   # 下一个
    [\u4e00-\u9fff]
    """,
    re.VERBOSE,
)
# Behind a Chinese numeral they grade or number a thing (三级医院, 二期工程).
GRADES = frozenset(words("grade_unit"))
_STOPS = tuple("，。；、）)")
_PLACES = frozenset(MULTIPLIERS) | {"百"}


def counts(text: str, start: int, figure: Figure) -> bool:
    """Whether the Chinese numeral ``figure`` at ``start`` counts something.

    >>> from decimal import Decimal
    >>> from ..lexicon.units import Unit
    >>> step = Figure(2, 4, "一", (Decimal(1),), 1, Unit("个", "个", "count"))
    >>> counts("迈上一个新台阶", 2, step), counts("新增一个试点", 2, step)
    (False, True)
    """
    unit, numeral = figure.unit, figure.numeral
    if unit.category in ("percent", "point", "multiple") or numeral in _PLACES:
        return True
    bare = figure.multiplier == 1 and len(numeral) == 1
    counted = _COUNTED.search(text[max(0, start - 3) : start]) is not None
    if bare and (unit.category == "weak" or unit.printed in GRADES):
        return counted and unit.printed in "位天日元口"
    if bare and unit.printed == "日" and not text.startswith(("内", "以", "之"), figure.end):
        return False
    if unit.category == "weak" or unit.printed in ("级", "号", "期", "届", "月"):
        return False
    if numeral in ("零", "〇"):
        return False
    return numeral != "一" or _counts_one(text, start, figure, counted)


def _counts_one(text: str, start: int, figure: Figure, counted: bool) -> bool:
    """新增一个试点 and 塘坝一处， count one thing; elsewhere 一 is an article (上一个台阶)."""
    printed = figure.unit.printed
    if text.startswith(printed, figure.end):
        return False
    if counted:
        return True
    alone = text[figure.end : figure.end + 1] in _STOPS
    listed = alone and printed in words("listed_unit")
    return listed and _NOUN_BEFORE.match(text, start - 1) is not None
