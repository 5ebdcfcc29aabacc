"""Targets of a yearly mean (年均): what the years so far average, and what is still required."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import prod

from fengze_analysis.comparison.figures import Figure, same_unit
from fengze_analysis.comparison.growth import (
    compound,
    goal_factor,
    mean_rate,
    ratio,
    required_rate,
)
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import start_year
from fengze_analysis.comparison.verdict import (
    Case,
    Verdict,
    held_verdict,
    holds,
    lacks_band,
    measurable,
    progress_verdict,
    yearly_verdict,
)
from fengze_analysis.comparison.words import undecided, verdict
from fengze_analysis.interval import Interval, format_number

_REACHED, _MISSED = "mean_reached", "mean_missed"


def assess(case: Case, parameters: Parameters) -> Verdict:
    """The verdict on any type of target, or the reason code why there is none."""
    kind = case.target.type
    if not case.now.year:
        return Verdict(reason="period_unclear")
    if not measurable(case.target):
        return Verdict(reason="not_measurable")
    if kind in ("终点水平", "累计", "相对"):
        return progress_verdict(case, parameters)
    if kind in ("逐年上限", "逐年下限", "保持"):
        return yearly_verdict(case)
    return mean_verdict(case, parameters)


def mean_verdict(case: Case, parameters: Parameters) -> Verdict:
    """The word on a yearly mean: of growth geometric, of amounts arithmetic.

    A real growth is never taken from levels in current prices: ``definition_differs``.
    """
    if lacks_band(case.target):
        return Verdict(reason="method_undefined")
    if case.target.unit != "%" or _is_rate(case):
        return _mean_of_amounts(case, parameters)
    start = start_year(case.target, parameters)
    if not start:
        return Verdict(reason="no_baseline")
    gone, years = int(case.now.year) - int(start), int(case.wanted.year) - int(start)
    if not 0 < gone <= years:
        return Verdict(reason="period_differs")
    factor = _growth_so_far(case, int(start))
    return Verdict(reason=factor) if isinstance(factor, str) else _word(case, factor, gone, years)


def _is_rate(case: Case) -> bool:
    return case.indicator is not None and case.indicator.form in ("rate", "ratio")


def _growth_so_far(case: Case, start: int) -> Interval | str:
    if case.now.unit != "%":
        return _growth_of_levels(case)
    if case.indicator is not None and case.indicator.form != "growth":
        return "definition_differs"
    rates = [rate for rate in _years(case) if int(rate.year) > start]
    if len(rates) != int(case.now.year) - start:
        return "single_year_of_cumulative"
    return compound([rate.interval for rate in rates]) or "method_undefined"


def _growth_of_levels(case: Case) -> Interval | str:
    if case.base is None or not same_unit(case.base.unit, case.now.unit):
        return "no_baseline"
    if case.now.unit.endswith("元") and case.target.price != "现价":
        return "definition_differs"
    return ratio(case.now.interval, case.base.interval) or "method_undefined"


def _word(case: Case, factor: Interval, gone: int, years: int) -> Verdict:
    low, high = case.wanted.interval.low, case.wanted.interval.high
    if low is None or high is None or low <= -100 or factor.low is None or factor.high is None:
        return Verdict(reason="method_undefined")
    goal = Interval(goal_factor(low, gone), goal_factor(high, gone))
    answer = holds(case.target.operator or "≥", factor, goal)
    printed = _printed_factor(case, gone) or (factor.low + factor.high) / 2
    return Verdict(
        undecided(_MISSED, _REACHED) if answer is None else verdict(_code(answer)),
        time_share=Fraction(gone, years),
        so_far=mean_rate(printed, gone),
        required=required_rate((low + high) / 2, years, printed, gone),
        years=_rested_on(case, gone),
    )


def _rested_on(case: Case, gone: int) -> tuple[Figure, ...]:
    """The yearly rates, or the two levels, that a growth so far was computed from."""
    if case.now.unit == "%":
        return tuple(_years(case)[-gone:])
    return (case.base, case.now) if case.base else ()


def _printed_factor(case: Case, gone: int) -> Fraction | None:
    """The factor of the values as printed, ``None`` where one of them is a range."""
    if case.now.unit != "%":
        now, base = case.now.point, case.base.point if case.base else None
        return now / base if now and base else None
    rates = [rate.point for rate in _years(case)[-gone:]]
    known = [1 + rate / 100 for rate in rates if rate is not None]
    return prod(known, start=Fraction(1)) if len(known) == len(rates) else None


def _mean_of_amounts(case: Case, parameters: Parameters) -> Verdict:
    operator = case.target.operator or "≥"
    start = start_year(case.target, parameters)
    years = [figure for figure in _years(case) if not start or int(figure.year) > int(start)]
    if not start or len(years) != int(case.now.year) - int(start):
        good, bad = "met_this_year", "missed_this_year"
        return held_verdict(operator, case.now, case.wanted, good, bad)
    total = years[0].interval
    for figure in years[1:]:
        total += figure.interval
    points = [figure.point for figure in years if figure.point is not None]
    value = (
        format_number(sum(points, Fraction(0)) / len(years)) if len(points) == len(years) else ""
    )
    mean = Figure(value, total.scale(Fraction(1, len(years))), case.now.unit, case.now.year)
    held = held_verdict(operator, mean, case.wanted, _REACHED, _MISSED)
    required = _required_amount(case, mean, int(start))
    return replace(held, required=required, mean=mean, years=tuple(years))


def _required_amount(case: Case, mean: Figure, start: int) -> Fraction | None:
    """What each year left has to bring for the mean of all to be the target's."""
    gone, years = int(case.now.year) - start, int(case.wanted.year) - start
    if case.wanted.point is None or mean.point is None or gone >= years:
        return None
    return (case.wanted.point * years - mean.point * gone) / (years - gone)


def _years(case: Case) -> list[Figure]:
    by_year = {figure.year: figure for figure in (*case.history, case.now)}
    last = int(case.now.year)
    return [by_year[year] for year in sorted(by_year) if year and int(year) <= last]


def _code(reached: bool) -> str:
    return _REACHED if reached else _MISSED
