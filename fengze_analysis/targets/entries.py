"""A number as people write it into a cell: sign or words, grouped digits, 万, a unit, brackets."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..extraction.figure import MULTIPLIER
from ..extraction.numerals import MULTIPLIERS
from ..interval import Exact, Interval, decimal_or_fraction
from ..lexicon.folding import fold
from .wording import operator_after, operator_before

# No measure of a plan has more digits; more cannot be printed as decimals.
_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30})(?:\.[0-9]{1,30})?"
_ENTRY = re.compile(
    rf"""
    (?P<before>[^0-9+-]*?)(?<![—–‒―﹣])
    (?P<open>[\[〔]?)\s*(?P<sign>>=|<=|≥|≤|>|<|~|≈|=|＞|＜)?\s*
    (?P<numeral>(?P<first>{_NUMBER})
      (?:\s*(?P<between>\.\.|[/:]|[-—~至])\s*(?P<second>{_NUMBER}))?)
    \s*(?P<unit>[^0-9\[\]〔〕\s，。；、]*?)
    (?P<behind>(?:左右|以上|以下|以内|上下|[\]〕*①②③④⑤\s])*)
    """,
    re.VERBOSE,
)
_SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "≈": "~"}
_NOTHING = re.compile(r"[\s—–\-/／*…]*|无|另行.*|按.*执行|完成.*(?:任务|指标|目标)|.*下达.*")


class Entry(NamedTuple):
    """What a cell says: a value before 万 and 亿 of its unit, or only words (``value`` None)."""

    start: int
    end: int
    words: str
    value: Exact | None = None
    multiplier: int = 1
    unit: str = ""  # as written behind the number, 万 and 亿 included
    operator: str = ""
    bracketed: bool = False
    rest: str = ""  # what stands behind a first number, words only

    def times(self, multiplier: int) -> Exact | None:
        """The value with a multiplier applied: that of its own unit or of its column's."""
        factor = self.multiplier if self.unit else multiplier
        if self.value is None or factor == 1:
            return self.value
        if isinstance(self.value, Interval):
            return self.value.scale(factor)
        return decimal_or_fraction(Fraction(self.value) * factor)


def parse_entry(text: str) -> Entry | None:
    """What ``text`` says as a target, ``None`` where it says nothing (—, blank).

    >>> parse_entry("≥1,234").operator, parse_entry("[13.5]").bracketed
    ('>=', True)
    >>> parse_entry("—"), parse_entry("保持在合理区间").value
    (None, None)
    """
    folded = fold(text).strip()
    lead = len(text) - len(text.lstrip())
    if _NOTHING.fullmatch(folded):
        return None
    # >7、力争高于上期: what follows is no number.
    match = _ENTRY.fullmatch(folded) or _ENTRY.fullmatch(folded.partition("、")[0])
    value = _value(match) if match else None
    if match is None or value is None:
        in_words = re.search("[0-9]", folded) is None
        return Entry(lead, lead + len(folded), folded) if in_words else None
    words, behind = match["before"].strip(), re.sub(r"[^\u4e00-\u9fff]", "", match["behind"])
    sign = _SIGNS.get(match["sign"], match["sign"])
    unit = match["unit"].strip("()（）")
    multiplied = MULTIPLIER.match(unit)
    return Entry(
        lead + match.start("numeral"),
        lead + match.end("numeral"),
        words + behind,
        value,
        MULTIPLIERS[multiplied[0]] if multiplied else 1,
        unit,
        sign or operator_after(behind) or operator_before(words) or "=",
        bool(match["open"]),
        folded[len(match.string) :],
    )


def _value(match: re.Match[str]) -> Exact | None:
    """The number, the ratio of two or the range from one up to another."""
    first, second = ((match[one] or "").replace(",", "") for one in ("first", "second"))
    if not second:
        return Decimal(first)
    if match["between"] in "/:" and Fraction(second):
        return Fraction(first) / Fraction(second)
    return Interval.parse(first, second) if Fraction(first) <= Fraction(second) else None
