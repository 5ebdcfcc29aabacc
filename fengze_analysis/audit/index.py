"""Figures of other texts, found by indicator, by name and by sector instead of by scanning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..interval import Interval
from ..model import Indicator, Published
from ..rounding import printed_interval
from ..values import Amount, Name
from .naming import uncovered
from .passages import Printed

_SHARED_END = 3
_APPROX = {
    "over": re.compile("超|突破|以上|余|不低于|不少于"),
    "under": re.compile("不足|以内|以下|不超过|近"),
    "about": re.compile("约|左右"),
}


@dataclass(frozen=True, eq=False)
class Known(Printed):
    """A published figure."""

    row: Published
    rounding: str

    @property
    def amount(self) -> Amount:
        """The figure as a value of a message, with what its source says before or behind it."""
        return Amount(self.value, self.row.unit, approx=self.approx)

    @property
    def name(self) -> Name:
        """What its text calls it, as a value of a message."""
        return Name(self.row.name_zh, (self.row.indicator,) if self.row.indicator else ())

    @cached_property
    def interval(self) -> Interval:
        """What the figure can stand for; a count of 10 000 or more ends at its last digit not 0."""
        whole, _, decimals = f"{self.value:f}".partition(".")
        zeros = len(whole) - len(whole.rstrip("0"))
        step = Fraction(0)
        if decimals or self.row.unit in ("%", "个百分点"):
            step = Fraction(1, 10 ** len(decimals))
        elif zeros and len(whole) > 4:
            step = Fraction(10**zeros)
        return printed_interval(self.value, step, self.approx, self.rounding)


class PublishedIndex:
    """Published figures by indicator and by name; a range is left out."""

    def __init__(
        self, rows: Iterable[Published], indicators: Mapping[str, Indicator], rounding: str
    ) -> None:
        self.by_indicator: dict[str, list[Known]] = {}
        self.by_name: dict[str, list[Known]] = {}
        self._indicators = indicators
        self._by_heading: dict[object, list[str]] = {}
        for row in rows:
            if not isinstance(row.value, Interval):
                known = Known(row.value, _approx(row.qualifier), row, rounding)
                self.by_indicator.setdefault(row.indicator, []).append(known)
                self.by_name.setdefault(uncovered(row.name_zh), []).append(known)
        for code in self.by_indicator:
            self._by_heading.setdefault(self._heading(code), []).append(code)

    def akin(self, code: str) -> Sequence[str]:
        """The codes with published figures that may be another count of the same thing.

        城建项目完成投资 and 城市提品质项目完成投资 are of one sector, unit and measure; whether one
        holds the other is to be asked.
        """
        heading = self._heading(code)
        found = self._by_heading.get(heading, ()) if heading else ()
        return [other for other in found if other != code]

    def _heading(self, code: str) -> tuple[str, ...] | None:
        one = self._indicators.get(code)
        if one is None or not one.sector:
            return None
        return one.sector, one.unit, one.stage, one.name_zh[-_SHARED_END:]


def _approx(words: str) -> str:
    return next((name for name, word in _APPROX.items() if word.search(words)), "exact")
