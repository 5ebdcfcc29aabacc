"""What a change, share or multiple is against (同比, 年度计划, 普通渠道), as printed."""

from __future__ import annotations

import re

from ..lexicon import alternation

_BASIS_WORD = re.compile(alternation("basis"))
_COMPARED = re.compile(
    rf"""
    (?:(?<![同环可对占评])比(?![重例率])|[较与])
    (?P<basis>[^，。；、]{{1,14}}?)                         # 较普通渠道
    (?:相比)?,?(?:大幅|平均|分别|均|共|累计|再|偏)?
    (?:{alternation("up", "down", "up_noun", "down_noun")})         # 缩短
    """,
    re.VERBOSE,
)
_AGAINST = re.compile(
    r"""
    (?: 高于 | 高出(?!口) | 快于 | 好于 | 优于 | 多于 | 领先 | 超出 | 超过?(?!额)
      | (?<!不)低于 | 慢于 | 少于 | 落后于? )
    (?P<basis>(?![了过达到于])[^，。；、0-9]{1,14}?)$               # 高于全国
    """,
    re.VERBOSE,
)
_SHARE_OF = re.compile(
    r"""
    占(?!比)(?:到|了|到了)?(?P<basis>[^，。；、0-9]{1,16}?)         # 占GDP
    (?:的?(?:比重|比例|比)|的|比率)?
    (?:提[升高]|上升|下降|达|为|超|约|近|的|比|至|到|$|[ ])
    """,
    re.VERBOSE,
)
_PLAN_OF = re.compile(
    rf"""
    (?:完成|占|达到?|实现)
    (?P<basis>
      (?:全?年度?|序时|预期|五年|阶段|既定|考核|目标)?
      [^，。；、0-9]{{0,6}}?(?:{alternation("plan_basis")})数?      # 年度计划
    )的?
    """,
    re.VERBOSE,
)
_TIMES = re.compile(r"(?:是|为|相当于)([^，。；0-9]{1,14}?)的$")


def find_basis(clause: str, kind: str) -> str:
    """What a figure of ``kind`` behind ``clause`` is against; ``""`` where it is not printed.

    >>> find_basis("授权周期较普通渠道缩短", "change"), find_basis("占年度计划", "share")
    ('普通渠道', '年度计划')
    """
    if kind == "change":
        return _of_change(clause)
    if kind == "share" and (
        "占" in clause or "完成" in clause or "达" in clause or "实现" in clause
    ):
        return _last(_PLAN_OF, clause) or _last(_SHARE_OF, clause).strip("的")
    if kind == "multiple" and (times := _TIMES.search(clause)):
        return times[1]
    return ""


def _of_change(clause: str) -> str:
    if compared := _last(_COMPARED, clause):
        return compared
    if found := _BASIS_WORD.findall(clause):
        return str(found[-1])
    against = _AGAINST.search(clause)
    return against["basis"].strip() if against else ""


def _last(pattern: re.Pattern[str], clause: str) -> str:
    """The basis that ``pattern`` finds last, ``""`` where it finds none."""
    basis = ""
    for match in pattern.finditer(clause):
        basis = match["basis"]
    return basis.strip()
