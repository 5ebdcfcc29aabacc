"""Figures of other texts, found by indicator, by name and by sector instead of by scanning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..interval import Interval
from ..model import Indicator, Published
from ..published import approximator, published_interval
from ..values import Amount, Name
from .naming import uncovered
from .passages import Printed

_SHARED_END = 3


@dataclass(frozen=True, eq=False)
class Known(Printed):
    """A published figure."""

    row: Published
    rounding: str

    @property
    def amount(self) -> Amount:
        return Amount(self.value, self.row.unit, approx=self.approx)

    @property
    def name(self) -> Name:
        """What its text calls it, as a value of a message."""
        return Name(self.row.name_zh, (self.row.indicator,) if self.row.indicator else ())

    @cached_property
    def interval(self) -> Interval:
        return published_interval(self.row, self.approx, self.rounding)


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
                known = Known(row.value, approximator(row.qualifier), row, rounding)
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
