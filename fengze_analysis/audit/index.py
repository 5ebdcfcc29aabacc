"""Figures of other texts, found by indicator, by name and by sector instead of by scanning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache

from ..interval import Interval, exact_number
from ..model import Indicator, Published
from ..rounding import printed_interval
from .arithmetic import any_rounding
from .passages import squash
from .rules import any_word
from .values import Amount, Name

_SHARED_END = 3
_APPROX = {
    "over": re.compile("超|突破|以上|余|不低于|不少于"),
    "under": re.compile("不足|以内|以下|不超过|近"),
    "about": re.compile("约|左右"),
}


@dataclass(frozen=True, eq=False)
class Known:
    """A published figure; ``widest`` allows for any rounding rule."""

    row: Published
    number: Fraction
    rounding: str

    @cached_property
    def amount(self) -> Amount:
        """The figure as a value of a message, with what its source says before or behind it."""
        words = self.row.qualifier
        approx = next((name for name, word in _APPROX.items() if word.search(words)), "exact")
        return Amount(self.row.value, self.row.unit, approx=approx)

    @property
    def name(self) -> Name:
        """What its text calls it, as a value of a message."""
        return Name(self.row.name_zh, (self.row.indicator,) if self.row.indicator else ())

    @cached_property
    def interval(self) -> Interval:
        """What the figure can stand for."""
        return printed_interval(self.row.value, self._step, self.amount.approx, self.rounding)

    @cached_property
    def widest(self) -> Interval:
        """What it can stand for under any rounding rule."""
        exact = self.amount.approx == "exact"
        return any_rounding(self.number, self._step) if exact else self.interval

    @property
    def _step(self) -> Fraction:
        """One unit of the last place; a count of 10 000 or more ends at its last digit not 0."""
        whole, _, decimals = f"{self.row.value:f}".partition(".")
        if decimals or self.row.unit in ("%", "个百分点"):
            return Fraction(1, 10 ** len(decimals))
        zeros = len(whole) - len(whole.rstrip("0"))
        return Fraction(10**zeros) if zeros and len(whole) > 4 else Fraction(0)


@dataclass(frozen=True)
class PublishedIndex:
    """Published figures of the report's places, by indicator and by name."""

    by_indicator: Mapping[str, Sequence[Known]] = field(default_factory=dict)
    by_name: Mapping[str, Sequence[Known]] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    @classmethod
    def of(
        cls, rows: Iterable[Published], indicators: Mapping[str, Indicator], rounding: str
    ) -> PublishedIndex:
        """The index of ``rows``; a range is left out."""
        by_indicator: dict[str, list[Known]] = {}
        by_name: dict[str, list[Known]] = {}
        for row in rows:
            number = exact_number(row.value)
            if number is not None:
                known = Known(row, number, rounding)
                by_indicator.setdefault(row.indicator, []).append(known)
                by_name.setdefault(uncovered(row.name_zh), []).append(known)
        return cls(by_indicator, by_name, indicators)

    def akin(self, code: str) -> Sequence[str]:
        """The codes with published figures that may count the same thing as ``code``."""
        if code not in self._akin:
            first = self.indicators.get(code)
            others = filter(None, map(self.indicators.get, self.by_indicator))
            self._akin[code] = [o.code for o in others if first and under_one_heading(first, o)]
        return self._akin[code]

    @cached_property
    def _akin(self) -> dict[str, list[str]]:
        return {}


def under_one_heading(first: Indicator, second: Indicator) -> bool:
    """Whether two indicators may be two counts of one thing: one sector, unit and measure.

    城建项目完成投资 and 城市提品质项目完成投资 are; whether one holds the other is to be asked.
    """
    same = (first.sector, first.unit, first.stage) == (second.sector, second.unit, second.stage)
    if first.code == second.code or not same or not first.sector:
        return False
    ends = [name[-_SHARED_END:] for name in (first.name_zh, second.name_zh)]
    return ends[0] == ends[1]


def bare_name(name: str) -> str:
    """A name without the words that name no indicator: 全区, 发放 before it, 人数 behind it.

    >>> bare_name("按时发放各类救助资金")
    '各类救助资金'
    """
    bare = squash(name)
    while (head := any_word("name_head").match(bare)) and head.end() < len(bare):
        bare = bare[head.end() :]
    tail = next((t for t in any_word("name_tail").finditer(bare) if t.end() == len(bare)), None)
    return bare[: tail.start()] if tail and tail.start() else bare


@lru_cache(maxsize=2**14)
def uncovered(name: str) -> str:
    """A bare name without its words of coverage: 城镇新增就业人数 and 新增就业 have one.

    >>> uncovered("全区城镇新增就业人数"), uncovered("新增就业")
    ('新增就业', '新增就业')
    """
    return any_word("coverage").sub("", bare_name(name))


def compare_names(first: str, second: str) -> str:
    """``same``, ``narrower`` (a word of coverage stands in one only), or ``""``.

    >>> compare_names("新增优质学位", "新增优质学位数"), compare_names("城镇新增就业", "新增就业")
    ('same', 'narrower')
    >>> compare_names("新增城镇就业", "城镇新增就业"), compare_names("本科上线率", "本科达线率")
    ('same', '')
    """
    one, other = bare_name(first), bare_name(second)
    if not uncovered(one) == uncovered(other) != "":
        return "same" if one == other != "" else ""
    covered = [set(any_word("coverage").findall(name)) for name in (one, other)]
    return "same" if covered[0] == covered[1] else "narrower"
