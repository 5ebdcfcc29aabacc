"""What it takes to get there: the yearly change and growth still needed until the target year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from fengze_analysis.comparing.figures import Figure
from fengze_analysis.comparing.growth import mean_rate
from fengze_analysis.comparing.progress import difference
from fengze_analysis.interval import Interval
from fengze_analysis.wording import format_amount, format_interval, round_readable


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace still needed, in the figure's unit a year and as growth in per cent a year.

    ``so_far`` is the mean yearly change since the base year; ``growth`` is ``None`` where a value
    is not above zero. ``text_zh`` and ``text_en`` say it in a sentence.
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


def pace_needed(now: Figure, wanted: Figure, base: Figure | None = None) -> Pace | None:
    """(y_T − y_t) / (T − t) and (y_T / y_t)^(1/(T−t)) − 1, or ``None`` where no year is left.

    >>> now = Figure("160", Interval.point(160), "家", "2023")
    >>> print(pace_needed(now, Figure("220", Interval.point(220), "家", "2025")).text_zh)
    距2025年还有2年，每年还需增加30家（年均增长17.3%）
    """
    if not now.year or not wanted.year or now.point is None or wanted.point is None:
        return None
    left = int(wanted.year) - int(now.year)
    if left <= 0:
        return None
    change = (wanted.point - now.point) / left
    bounds = difference(wanted.interval, now.interval).scale(Fraction(1, left))
    growth = _growth(now.point, wanted.point, left)
    met = _met(now.point, wanted.point, base)
    unit = "个百分点" if now.unit == "%" else now.unit
    zh, en = _texts(wanted.year, left, change, growth, met, unit)
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


def _texts(
    year: str, left: int, change: Fraction, growth: Fraction | None, met: bool, unit: str
) -> tuple[str, str]:
    if met:
        return f"已达到{year}年的目标值", f"the value set for {year} is reached already"
    size = abs(change)
    amount = round_readable(Interval.point(size)) if size >= Fraction(1, 100) else None
    zh = format_interval(amount or Interval.point(size), unit, "zh")
    en = format_interval(amount or Interval.point(size), unit, "en")
    rise, more = ("增加", "more") if change > 0 else ("减少", "less")
    rate_zh = rate_en = ""
    if growth is not None and unit != "个百分点":
        percent = format_amount(_rounded(abs(growth)), "%", "zh")
        rate_zh = f"（年均{'增长' if change > 0 else '下降'}{percent}）"
        rate_en = f" ({'growth' if change > 0 else 'a fall'} of {percent} a year)"
    years = "year" if left == 1 else "years"
    return (
        f"距{year}年还有{left}年，每年还需{rise}{zh}{rate_zh}",
        f"{left} {years} to {year}: {en} {more} needed each year{rate_en}",
    )


def _rounded(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)
