"""Ordinals that are ranks (全市第 1), told from those that number a thing (第六届)."""

from __future__ import annotations

import re

from ..lexicon import alternation, forms
from .figure import POSITION, Figure, Found, Numeral
from .numerals import parse_arabic, parse_chinese

_ORDINAL = re.compile(
    rf"""
    第[ \x1f]?
    (?: ([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+) | ([零〇一二三四五六七八九十百]{{1,8}}) )  # 第十二
    (?P<not>[ \x1f]?(?:{alternation("ordinal_noun")}))?                # 第六届, 第9位访客
    (?P<unit>[ \x1f]?[位名])?
    (?P<thing>{alternation("ordinal_noun")})?                           # 第一位任务
    """,
    re.VERBOSE,
)
_CONTEXT = re.compile(rf"(?:{alternation('rank_context')})[^，。；]{{0,8}}$")  # 居, 全市, 排名
_END = re.compile(rf"\s?(?:{forms('rank_end')})")

_NO_RANK = 10**4
_TOP_UNIT = re.compile(r"[ \x1f]?[位名]")
_TOP_END = re.compile(rf"[强甲]?(?:{_END.pattern})", re.VERBOSE)
_NO_TOP = ("提", "目", "此", "之", "以", "年", "往", "空", "日", "产")


def read_rank(text: str, start: int) -> Found:
    """The rank that 第 opens at ``start``; an ordinal that numbers a thing is skipped.

    >>> read_rank("居全市第 1。", 3)[1][0].values, read_rank("第六届大会", 0)[1]
    ((Decimal('1'),), ())
    """
    match = _ORDINAL.match(text, start)
    if match is None:
        return start + 1, ()
    if not _is_rank(text, match):
        return match.end(), ()
    value = parse_arabic(match[1]) if match[1] else parse_chinese(match[2])
    if value is None or value >= _NO_RANK:
        return match.end(), ()
    printed = match[1] or match[2]
    return match.end(), (Figure(start, match.end(), printed, (value,), 1, POSITION, "rank"),)


def read_top(text: str, start: int, numeral: Numeral) -> Figure | None:
    """The rank that 前 opens before the ``numeral`` at ``start``: 列全省前三 is third or better.

    >>> read_top("居全省前三，", 4, Numeral(5, "三", parse_arabic("3"), True)).end
    5
    >>> read_top("前三季度", 1, Numeral(2, "三", parse_arabic("3"), True)) is None
    True
    """
    unit = _TOP_UNIT.match(text, numeral.end)
    end = unit.end() if unit else numeral.end
    before = text[max(0, start - 17) : start - 1]
    if before.endswith(_NO_TOP) or not _CONTEXT.search(before) or not _TOP_END.match(text, end):
        return None
    return Figure(start, end, numeral.printed, (numeral.value,), 1, POSITION, "rank")


def _is_rank(text: str, match: re.Match[str]) -> bool:
    if match["not"] or match["thing"]:
        return False
    if match["unit"]:
        return True
    before = text[max(0, match.start() - 16) : match.start()]
    return bool(_END.match(text, match.end()) and _CONTEXT.search(before))
