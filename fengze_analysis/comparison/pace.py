"""What it takes to get there: the yearly change and growth still needed until the target year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from fengze_analysis.comparison.figures import Figure
from fengze_analysis.comparison.growth import mean_rate
from fengze_analysis.comparison.heads import SIZELESS_UNITS
from fengze_analysis.comparison.progress import difference
from fengze_analysis.interval import Interval
from fengze_analysis.wording import format_amount, gap_unit, round_readable

_PLACES = 2
_POINTS = ("个百分点", "个千分点")
_PLACES_OF_RANK = "个位次"
_NOT_GROWN = (*_POINTS, _PLACES_OF_RANK, *SIZELESS_UNITS)
_STEP = {  # what a change up and one down are called; the first rank is the top
    "": ("增加", "减少", "a rise", "a fall"),
    _PLACES_OF_RANK: ("后移", "前移", "a move down", "a move up"),
}


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace still needed, in the figure's unit a year and as growth in per cent a year.

    ``so_far`` is the mean yearly change since the base year; ``growth`` is ``None`` for a running
    sum, from a base of zero, for rates and ranks, and where a value is not above zero.
    ``text_zh`` and ``text_en`` say it in a sentence.
    """

    years_left: int
    change: Fraction
    bounds: Interval
    growth: Fraction | None
    so_far: Fraction | None
    met: bool
    unit: str
    text_zh: str
    text_en: str


def pace_needed(
    now: Figure, wanted: Figure, base: Figure | None = None, *, summed: bool = False
) -> Pace | None:
    """(y_T − y_t) / (T − t) and (y_T / y_t)^(1/(T−t)) − 1, or ``None`` where no year is left.

    Of a target that is ``summed`` over the years (累计) only an amount a year is needed: a running
    sum grows by itself, so its growth says nothing.

    >>> now = Figure("160", Interval.point(160), "家", "2023")
    >>> wanted = Figure("220", Interval.point(220), "家", "2025")
    >>> print(pace_needed(now, wanted).text_zh)
    距2025年还有2年，每年还需增加30家（年均增长17.3%）
    >>> print(pace_needed(now, wanted, summed=True).text_zh)
    距2025年还有2年，每年还需完成30家
    """
    if not now.year or not wanted.year or now.point is None or wanted.point is None:
        return None
    left = int(wanted.year) - int(now.year)
    if left <= 0:
        return None
    change = (wanted.point - now.point) / left
    bounds = difference(wanted.interval, now.interval).scale(Fraction(1, left))
    unit = gap_unit(now.unit)
    grows = not (summed or unit in _NOT_GROWN or (base is not None and base.point == 0))
    growth = _growth(now.point, wanted.point, left) if grows else None
    met = _met(now.point, wanted.point, base)
    if met:
        zh, en = _reached(wanted.year, bounds, change)
    elif summed:
        zh, en = _sum_left(wanted.year, left, change, unit)
    else:
        zh, en = _way_left(wanted.year, left, change, growth, unit)
    return Pace(left, change, bounds, growth, _so_far(now, base), met, unit, zh, en)


def _growth(now: Fraction, wanted: Fraction, left: int) -> Fraction | None:
    return mean_rate(wanted / now, left) if now > 0 and wanted > 0 else None


def _so_far(now: Figure, base: Figure | None) -> Fraction | None:
    if base is None or base.point is None or now.point is None or not base.year:
        return None
    gone = int(now.year) - int(base.year)
    return (now.point - base.point) / gone if gone > 0 else None


def _met(now: Fraction, wanted: Fraction, base: Figure | None) -> bool:
    if now == wanted or base is None or base.point is None:
        return now == wanted
    return (now - wanted) * (wanted - base.point) > 0


def _reached(year: str, bounds: Interval, change: Fraction) -> tuple[str, str]:
    """That the value set is reached, and whether rounding may hide that it is not."""
    ends = (bounds.low, bounds.high)
    spans = any(end is None for end in ends) or ends[0] != ends[1]
    if spans and (change == 0 or bounds.contains(Fraction(0))):
        return (
            f"按所载数值已达到{year}年的目标值，但在舍入误差内不能确定",
            f"as printed the value set for {year} is reached, but rounding leaves it open",
        )
    return f"已达到{year}年的目标值", f"the value set for {year} is reached already"


def _sum_left(year: str, left: int, change: Fraction, unit: str) -> tuple[str, str]:
    zh, en = _size(change, unit)
    if left == 1:
        return f"距{year}年还有1年，还需完成{zh}", f"{en} needed in the one year to {year}"
    return (
        f"距{year}年还有{left}年，每年还需完成{zh}",
        f"{en} needed in each of the {left} years to {year}",
    )


def _way_left(
    year: str, left: int, change: Fraction, growth: Fraction | None, unit: str
) -> tuple[str, str]:
    zh, en = _size(change, unit)
    rise, fall, more, less = _STEP.get(unit, _STEP[""])
    word_zh, word_en = (rise, more) if change > 0 else (fall, less)
    rate_zh = rate_en = ""
    if growth is not None:
        size, up = format_amount(_rounded(abs(growth)), "%", "zh"), change > 0
        mean_zh, mean_en = ("年均", " a year") if left > 1 else ("", "")
        rate_zh = f"（{mean_zh}{'增长' if up else '下降'}{size}）"
        rate_en = f" ({size}{mean_en})"
    if left == 1:
        return (
            f"距{year}年还有1年，还需{word_zh}{zh}{rate_zh}",
            f"{word_en} of {en}{rate_en} needed in the one year to {year}",
        )
    return (
        f"距{year}年还有{left}年，每年还需{word_zh}{zh}{rate_zh}",
        f"{word_en} of {en} needed in each of the {left} years to {year}{rate_en}",
    )


def _size(change: Fraction, unit: str) -> tuple[str, str]:
    """The size of a yearly change, rounded up so that as much, every year, does get there."""
    size = abs(change)
    shown = round_readable(Interval.point(size), _places(size)).high
    assert shown is not None
    return format_amount(shown, unit, "zh"), format_amount(shown, unit, "en")


def _places(size: Fraction) -> int:
    """Two places, more for a size that would be rounded up to its double and more."""
    places = _PLACES
    while size * 10**places < 1:
        places += 1
    return places


def _rounded(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)
