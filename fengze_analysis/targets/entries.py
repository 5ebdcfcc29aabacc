"""A number as people write it into a cell: sign or words, grouped digits, 万, a unit, brackets."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..extraction.numerals import MULTIPLIERS
from ..interval import Exact, Interval, decimal_or_fraction
from ..lexicon.folding import fold
from .wording import operator_after, operator_before

_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_ENTRY = re.compile(
    rf"""
    (?P<before>[^0-9+-]*?)
    (?P<open>[\[〔]?)\s*(?P<sign>>=|<=|≥|≤|>|<|~|≈|=|＞|＜)?\s*
    (?P<numeral>(?P<first>{_NUMBER})
      (?:\s*(?P<between>\.\.|[/:]|[-—~至])\s*(?P<second>{_NUMBER}))?)
    \s*(?P<unit>[^0-9\[\]〔〕\s，。；、]*?)
    (?P<after>(?:左右|以上|以下|以内|上下)?)\s*(?P<close>[\]〕]?)(?P<rest>(?:左右|以上|以内|以下|\*|①|②|③|④|⑤)*)
    """,
    re.VERBOSE,
)
_SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "≈": "~"}
_NOTHING = re.compile(
    r"[\s—–\-/／*…]*|无|/|另行.*|按.*执行|完成.*任务|完成.*(?:指标|目标)|.*下达.*"
)
_BASE_WORDS = re.compile("[（(].*[）)]$")
_MULTIPLIER = re.compile("万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克])|百(?!分)")


class Entry(NamedTuple):
    """What a cell says: a value before 万 and 亿 of its unit, or only words (``value`` None)."""

    value: Exact | None
    multiplier: int
    unit: str  # as written behind the number, 万 and 亿 included
    operator: str
    bracketed: bool
    words: str
    start: int
    end: int
    rest: str = ""  # what stands behind a first number, words only

    def times(self, multiplier: int) -> Exact | None:
        """The value with a multiplier applied: that of its own unit or of its column's."""
        factor = self.multiplier if self.unit or self.multiplier > 1 else multiplier
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
    if not folded or _NOTHING.fullmatch(folded):
        return None
    # >7、力争高于上期: what follows is no number.
    whole = _ENTRY.fullmatch(folded)
    match = whole or _ENTRY.fullmatch(folded.partition("、")[0])
    if match is None:
        words = "" if re.search("[0-9]", folded) else folded
        return Entry(None, 1, "", "", False, words, lead, lead + len(folded)) if words else None
    first, second = match["first"].replace(",", ""), match["second"]
    value: Exact = Decimal(first.lstrip("+"))
    if second:
        other = second.replace(",", "").lstrip("+")
        parted = match["between"] in "/:" and Fraction(other) != 0
        value = Fraction(first) / Fraction(other) if parted else Interval.parse(first, other)
    sign = match["sign"] or ""
    words = match["before"].strip()
    behind = match["after"] + match["rest"]
    operator = _SIGNS.get(sign, sign) or operator_after(behind) or operator_before(words) or "="
    unit = match["unit"].strip("()（）")
    multiplied = _MULTIPLIER.match(unit)
    multiplier = MULTIPLIERS[multiplied[0]] if multiplied else 1
    start = lead + match.start("numeral")
    spoken = words + behind.strip("*①②③④⑤")
    return Entry(
        value,
        multiplier,
        unit,
        operator,
        bool(match["open"]),
        spoken,
        start,
        lead + match.end("numeral"),
        "" if whole else folded.partition("、")[2],
    )
