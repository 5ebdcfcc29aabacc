"""From numbers to points along a line, with round numbers for its ticks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.ticker import MaxNLocator

from fengze_analysis.plotting.fonts import text_width
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import MUTED, SMALL


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: ``low`` is drawn at ``start``, ``high`` at ``stop`` (points).

    >>> Scale(0, 100, 50, 250)(25)
    100.0
    """

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Where ``value`` is drawn, in points."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.stop - self.start)

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies on the scale."""
        return self.low <= value <= self.high

    def clamp(self, value: float) -> float:
        """``value`` or the end of the scale that is nearer to it."""
        return min(max(value, self.low), self.high)

    def ticks(self, most: int = 6) -> list[float]:
        """Round numbers on the scale.

        >>> Scale(0, 103, 0, 1).ticks()
        [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        """
        locator = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10])
        slack = (self.high - self.low) * 1e-9
        raw = locator.tick_values(self.low, self.high)
        return [
            round(float(tick), 12) + 0.0
            for tick in raw
            if self.low - slack <= tick <= self.high + slack
        ]


def span(
    values: Iterable[float], *, zero: bool = False, margin: float = 0.06
) -> tuple[float, float]:
    """The lowest and highest value with some air; from zero where ``zero``; never of no width.

    >>> span([50, 66.48], zero=True, margin=0)
    (0.0, 66.48)
    """
    numbers = [float(value) for value in values] + ([0.0] if zero else [])
    low, high = min(numbers), max(numbers)
    if low == high == 0:
        return 0.0, 1.0
    air = (high - low) * margin if high > low else abs(high) * margin
    return (low if zero and low == 0 else low - air), (high if zero and high == 0 else high + air)


def draw_axis(
    sheet: Sheet, scale: Scale, top: float, bottom: float, ticks: dict[float, str]
) -> None:
    """Fine lines from ``top`` to ``bottom`` at the ticks, labels below at an even stride."""
    values = list(ticks)
    for value in values:
        sheet.line((scale(value), top), (scale(value), bottom), width=0.7, under=True)
    for value in values[:: _stride(scale, ticks)]:
        x, half = scale(value), text_width(ticks[value], SMALL) / 2
        centre = min(max(x, sheet.left + half), sheet.right - half)
        sheet.text(
            centre,
            bottom + SMALL * 1.15,
            ticks[value],
            ink=MUTED,
            size=SMALL,
            align="center",
            role="tick",
        )


def _stride(scale: Scale, ticks: dict[float, str]) -> int:
    """The smallest stride at which no label touches the next."""
    places = [scale(value) for value in ticks]
    widest = max((text_width(text, SMALL) for text in ticks.values()), default=0.0)
    pitch = min((b - a for a, b in pairwise(places)), default=widest + 5)
    return max(1, -int(-(widest + 5) // pitch))
