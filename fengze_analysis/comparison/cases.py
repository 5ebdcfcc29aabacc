"""A target with all that is known of it, and the case that it makes with a result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ..interval import Interval, decimal_or_fraction
from ..model import Indicator, Period, Target
from ..published import RATES
from .engine import Case
from .figures import Figure, base_figure, published_figure, target_figure
from .onfile import OnFile, start_year

_SWINGS = "年际波动"
_CLOSE = 6  # letters
_FALLS_TO = re.compile(r"(?:降低?|下降|缩小|压[减缩]|减少|控制)(?:到|至|为)|降[到至]")


@dataclass(frozen=True, slots=True)
class TargetSide:
    """A target with its value, its base and the results of single years that are on file."""

    target: Target
    indicator: Indicator | None
    wanted: Figure
    base: Figure | None
    start: int | None
    yearly: tuple[Figure, ...]


def target_side(target: Target, indicator: Indicator | None, shelf: OnFile) -> TargetSide:
    """A target with its base (the plan's own, else published) and the value it asks for."""
    start = start_year(target, shelf.parameters)
    results = shelf.published.get((target.place, target.indicator), ())
    base = base_figure(target, start, results, shelf.parameters, indicator)
    wanted = target_figure(target, shelf.parameters, base)
    dated = sorted(
        (row.year.first, row.published_id, row)
        for row in results
        if row.year is not None and row.year.is_year and shelf.parameters.within(row.year.last)
    )
    yearly = (published_figure(row, shelf.parameters, indicator) for _, _, row in dated)
    return TargetSide(target, indicator, wanted, base, start, tuple(yearly))


def case_with(side: TargetSide, now: Figure, year: int, shelf: OnFile) -> Case:
    """The case of a target with a result of ``year``; single years are summed for a sum."""
    target, indicator = side.target, side.indicator
    form, note = (indicator.form, indicator.note) if indicator else ("", "")
    return Case(
        type=target.type,
        operator=target.operator,
        wanted=side.wanted,
        now=summed(side, now),
        year=year,
        end=target.target_year or year,
        base=side.base,
        start=side.start,
        better=_better(side),
        binding=target.nature == "binding",
        swings=form in ("growth", "flow") or _SWINGS in note,
        yearly=side.yearly,
        delta=shelf.parameters.delta,
    )


def _better(side: TargetSide) -> str:
    """Which way is better: by the codebook, else by the verb of the plan (缩小到1.9), else up."""
    if side.indicator is not None and side.indicator.better != "none":
        return side.indicator.better
    if _FALLS_TO.search(side.target.qualifier + words_before(side.target)):
        return "down"
    return side.indicator.better if side.indicator else "up"


def words_before(target: Target) -> str:
    """The letters right before a target's figure in the plan, which may say that it is a fall."""
    return target.sentence[: max(target.sentence.find(target.surface), 0)][-_CLOSE:]


def summed(side: TargetSide, now: Figure) -> Figure:
    """The sum of all years for a target of a sum, where every year's figure is known; else ``now``.

    Of some years no sum is made.
    """
    year, start = now.year, side.start
    if side.target.type != "cumulative" or start is None or year is None or not year.is_year:
        return now
    by_year = {row.year.first: row for row in side.yearly if row.year and row.unit == now.unit}
    by_year[year.first] = now
    years = range(start + 1, year.first + 1)
    if now.unit in RATES or len(years) < 2 or any(one not in by_year for one in years):
        return now
    total, points = Interval.point(0), [by_year[one].point for one in years]
    for one in years:
        total += by_year[one].interval
    known = [point for point in points if point is not None]
    value = decimal_or_fraction(sum(known, Fraction(0))) if len(known) == len(years) else None
    return Figure(value, total, now.unit, Period(start + 1, year.first), now.above)
