"""The one engine: from a case (target, base, result, years) to the code of the word.

Default words by progress s = (y_t − y_0)/(y_T − y_0) against the time share τ = (t − t_0)/(T − t_0)
with a slack of δ. What is at the target already, and the target year itself, need no base. A word
is given only if the whole interval of the figures agrees on it, else ``undecided:a|b``. Beside it
stand the words of statistical offices on the same case: the choice of a method decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from ..interval import Exact, Interval, exact_number
from ..lexicon import read_rows
from ..model import Period, undecided
from ..rounding import RATES

_DIGITS = Context(prec=40)
# The measure words of things counted, and two spellings of one unit.
_ALIKE = [set(row["units"].split("|")) for row in read_rows("alike.csv", __package__)]


class Observation(NamedTuple):
    """A value as printed, the interval it stands for, its unit and its year."""

    value: Exact | None
    interval: Interval
    unit: str
    year: Period | None
    above: bool = False  # the value itself is left out below: 超900 is more than 900

    @property
    def point(self) -> Fraction | None:  # None for a range
        return exact_number(self.value)

    def is_measured_as(self, other: Observation) -> bool:
        """Whether two units measure alike; the measure words of things counted do (家, 个)."""
        units = {self.unit, other.unit}
        return len(units) == 1 or any(units <= alike for alike in _ALIKE)


@dataclass(frozen=True, slots=True)
class Case:
    """All that a word rests on."""

    type: str
    operator: str
    wanted: Observation
    now: Observation
    year: int  # t, of the result
    end: int  # T, of the target
    base: Observation | None = None
    start: int | None = None  # t_0, of the base
    better: str = "up"
    binding: bool = False
    swings: bool = False  # reaching a level in one year is no arrival
    yearly: tuple[Observation, ...] = ()  # the results of single years, the present one among them
    delta: Fraction = Fraction(5, 100)

    @property
    def measured_from(self) -> tuple[Exact | None, int | None]:
        if self.base is None or self.type == "cumulative":
            return None, None
        return self.base.value, self.start

    @property
    def ended(self) -> bool:
        return self.year >= self.end


@dataclass(frozen=True, slots=True)
class Assessed:
    """The code of the word or of the reason why there is none, and the numbers behind it."""

    word: str = ""
    reason: str = ""
    progress: Fraction | None = None
    bounds: Interval | None = None
    time_share: Fraction | None = None
    pace_needed: Fraction | None = None
    mean: Interval | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What a result has to lie in, ends included unless ``strict``."""

    low: Fraction | None
    high: Fraction | None
    strict: bool = False

    @property
    def edge(self) -> Fraction | None:
        """The end to be reached; ``None`` where there are two (neither way is better)."""
        return self.high if self.low is None else self.low if self.high is None else None


def assess(case: Case) -> Assessed:
    """The word on a case of any type of target, or the reason why there is none."""
    if case.type == "qualitative" or case.wanted.value is None:
        return Assessed(reason="no_baseline" if case.type == "keep" else "not_measurable")
    if case.type in ("yearly", "keep"):
        return Assessed(word_of(holds(case.now, goal_of(case)), "kept", "broken"))
    return _mean_growth(case) if case.type == "mean_growth" else _level(case)


def goal_of(case: Case) -> Goal:
    """What the target asks for: a band, 左右 or ``=`` the end that lies towards better."""
    low, high = case.wanted.interval.low, case.wanted.interval.high
    if case.operator in (">=", ">"):
        return Goal(low, None, case.operator == ">")
    if case.operator in ("<=", "<"):
        return Goal(None, high, case.operator == "<")
    return {"up": Goal(low, None), "down": Goal(None, high)}.get(case.better, Goal(low, high))


def holds(now: Observation, goal: Goal) -> bool | None:
    """Whether every value of ``now`` lies in the goal; ``None`` if only some do."""
    # A value printed exactly as the target asks counts as the target's.
    printed = now.point is not None and now.interval.bounded and not now.above
    if printed and not goal.strict and now.point == goal.edge:
        return True
    above = _beyond(now.interval, goal.low, goal.strict, now.above)
    high = None if goal.high is None else -goal.high
    below = _beyond(-now.interval, high, goal.strict, above=False)
    if above is False or below is False:
        return False
    return True if above and below else None


def _beyond(now: Interval, edge: Fraction | None, strict: bool, above: bool) -> bool | None:
    """Whether all of ``now`` is at ``edge`` or beyond; ``None`` if only some of it is."""
    if edge is None:
        return True
    if now.low is not None and (now.low > edge or (now.low == edge and (above or not strict))):
        return True
    missed = now.high is not None and (now.high < edge or (now.high == edge and strict))
    return False if missed else None


def word_of(answer: bool | None, good: str, bad: str) -> str:
    """``good``, ``bad`` or both left open."""
    return undecided(bad, good) if answer is None else good if answer else bad


def _said_at_end(case: Case, now: Observation, goal: Goal) -> str:
    good = "completed" if case.binding else "reached"
    return word_of(holds(now, goal), good, f"not_{good}")


def _level(case: Case) -> Assessed:
    goal = goal_of(case)
    met, measured = holds(case.now, goal), _measured(case, goal)
    if case.ended:
        return replace(measured, word=_said_at_end(case, case.now, goal), reason="")
    wanted, now = goal.edge if goal.edge is not None else case.wanted.point, case.now.point
    if now is not None and wanted is not None:  # the change a year that still leads there
        pace = Fraction(0) if met else (wanted - now) / (case.end - case.year)
        measured = replace(measured, pace_needed=pace)
    if met:
        early = "reached" if case.swings else "met_early"
        return replace(measured, word="on_time" if case.binding else early, reason="")
    if measured.bounds is None or measured.time_share is None:
        return measured
    return replace(measured, word=_agreed(case, measured.time_share, measured.bounds))


def _measured(case: Case, goal: Goal) -> Assessed:
    base, now, edge, start = case.base, case.now, goal.edge, case.start
    if base is None or start is None:
        return Assessed(reason="no_baseline")
    if start >= case.year:
        return Assessed(reason="period_differs")
    if base.point is not None and base.point == case.wanted.point:
        return Assessed(reason="target_equals_base")
    bounds = None
    if edge is not None and holds(base, goal) is False:
        bounds = progress_bounds(base.interval, now.interval, edge)
    if bounds is None or edge is None:
        return Assessed(reason="method_undefined")
    progress = None
    if base.point is not None and now.point is not None:
        progress = (now.point - base.point) / (edge - base.point)
    share = Fraction(case.year - start, case.end - start)
    return Assessed(progress=progress, bounds=bounds, time_share=share)


def progress_bounds(base: Interval, now: Interval, target: Fraction) -> Interval | None:
    """The extremes of s over the ends of both; ``None`` where the base holds the target."""
    if base.low is None or base.high is None or base.contains(target):
        return None
    if base.high > target:
        base, now, target = -base, -now, -target
    starts = [end for end in (base.low, base.high) if end is not None]
    lows = [(now.low - y0) / (target - y0) for y0 in starts if now.low is not None]
    highs = [(now.high - y0) / (target - y0) for y0 in starts if now.high is not None]
    return Interval(min(lows, default=None), max(highs, default=None))


def _agreed(case: Case, share: Fraction, bounds: Interval) -> str:
    low, high = _word_at(case, share, bounds.low, "low"), _word_at(case, share, bounds.high, "high")
    return low if low == high else undecided(low, high)


def _word_at(case: Case, share: Fraction, s: Fraction | None, end: str) -> str:
    """The word at one s; an open ``end`` (``None``) is as far below or above as can be."""
    if case.binding:
        kept = end == "high" if s is None else s >= share
        return "on_time" if kept else "behind_time"
    met = "reached" if case.swings else "met_early"
    if s is None:
        return met if end == "high" else "behind"
    if s > 1 or (s == 1 and case.operator not in (">", "<")):
        return met
    if s > share + case.delta:
        return "ahead"
    return "on_schedule" if s >= share - case.delta else "behind"


def _mean_growth(case: Case) -> Assessed:
    """A mean yearly growth: the printed mean of the span, else the mean of all its years."""
    # Before the target year progress is in logarithms, so that even growth keeps to the time share:
    # s = Σ ln(1 + g_i) / (n · ln(1 + g)), the mean still required from the same product.
    if case.start is None or case.now.year is None:
        return Assessed(reason="no_baseline" if case.now.year else "period_unclear")
    goal, years, gone = goal_of(case), case.end - case.start, case.year - case.start
    mean = _mean_so_far(case, gone) if 0 < gone <= years else "period_differs"
    if isinstance(mean, str):
        return Assessed(reason=mean)
    if case.ended:
        printed = case.now.value if not case.now.year.is_year else None
        now = case.now._replace(value=printed, interval=mean)
        return Assessed(_said_at_end(case, now, goal), mean=mean)
    low, high = mean.low, mean.high
    edge = goal.low if goal.high is None else None  # a ceiling on growth is no way to go
    if not edge or edge <= 0 or low is None or high is None or low <= -100:
        return Assessed(reason="method_undefined", mean=mean)
    factors, whole = [(1 + end / 100) ** gone for end in (low, high)], (1 + edge / 100) ** years
    bounds = Interval(*(_log_share(one, whole) for one in factors))
    middle, share = sum(factors, Fraction(0)) / 2, Fraction(gone, years)
    pace = _mean_rate(whole / middle, years - gone)
    word = _agreed(replace(case, swings=True), share, bounds)
    return Assessed(word, "", _log_share(middle, whole), bounds, share, pace, mean)


def _mean_so_far(case: Case, gone: int) -> Interval | str:
    year, start = case.now.year, case.start
    assert year is not None
    assert start is not None
    if case.now.unit not in RATES:  # levels: from the base to now
        factor = case.now.interval.over(case.base.interval) if case.base else None
        if factor is None or not (factor.low and factor.bounded):
            return "method_undefined" if case.base else "no_baseline"
        return _mean_rates(factor, gone)
    if not year.is_year:
        return case.now.interval if year.first in (start, start + 1) else "period_differs"
    rates = {rate.year.first: rate.interval for rate in case.yearly if rate.year is not None}
    rates[case.year] = case.now.interval
    wanted = range(start + 1, case.year + 1)
    if any(one not in rates for one in wanted):
        return "period_differs"  # one year's growth is no mean of five
    low = high = Fraction(1)
    for rate in (rates[one] for one in wanted):
        if rate.low is None or rate.high is None or rate.low <= -100:
            return "method_undefined"
        low, high = low * (1 + rate.low / 100), high * (1 + rate.high / 100)
    return _mean_rates(Interval(low, high), gone)


def _mean_rates(factor: Interval, years: int) -> Interval:
    ends = (end for end in (factor.low, factor.high) if end is not None)
    return Interval(*(_mean_rate(end, years) for end in ends))


def _mean_rate(factor: Fraction, years: int) -> Fraction:
    """The geometric mean yearly growth in per cent of ``factor`` over ``years``, to 6 places."""
    with localcontext(_DIGITS):
        return Fraction(round((_power(factor, Fraction(1, years)) - 1) * 100, 6))


def _log_share(factor: Fraction, goal: Fraction) -> Fraction:
    """ln(factor) / ln(goal): the share of a growth that is done, even growth keeping to time."""
    return Fraction(_DIGITS.divide(_decimal(factor).ln(_DIGITS), _decimal(goal).ln(_DIGITS)))


def _power(base: Fraction, exponent: Fraction) -> Decimal:
    return _DIGITS.power(_decimal(base), _decimal(exponent))


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


class Points(NamedTuple):
    """Base, present and target value with the years gone and the years in all."""

    base: Fraction
    now: Fraction
    target: Fraction
    gone: int
    years: int

    @property
    def at_target(self) -> bool:
        return (self.now - self.target) * (self.target - self.base) >= 0

    @property
    def growable(self) -> bool:  # growth can be compounded, and there is some way to go
        return min(self.base, self.now, self.target) > 0 and self.target != self.base


def cagr_ratio(points: Points) -> Fraction | None:
    """Actual over required compound yearly growth; undefined unless all values are above zero.

    Formula: [(y_t/y_0)^(1/(t−t_0)) − 1] / [(y_T/y_0)^(1/(T−t_0)) − 1].
    Source: Eurostat, Sustainable development in the European Union: monitoring report, annex on
    the assessment method; Open SDG, Progress Measurement Methodology (after Statistics Canada).
    """
    if not points.growable:
        return None
    actual = _power(points.now / points.base, Fraction(1, points.gone)) - 1
    required = _power(points.target / points.base, Fraction(1, points.years)) - 1
    return Fraction(actual) / Fraction(required)


def un_extrapolation(points: Points) -> Fraction | None:
    """The share of the way that the present growth covers by the target year.

    Formula: [y_t·(y_t/y_0)^((T−t)/(t−t_0)) − y_0] / (y_T − y_0).
    Source: United Nations Statistics Division, SDG Progress Chart 2023, Technical Note.
    """
    if not points.growable:
        return None
    left = Fraction(points.years - points.gone, points.gone)
    expected = points.now * Fraction(_power(points.now / points.base, left))
    return (expected - points.base) / (points.target - points.base)


def destatis_gap(points: Points) -> Fraction | None:
    """The share of the way still ahead that would be missing in the target year.

    Formula: [y_T − (y_t + (T−t)·(y_t−y_0)/(t−t_0))] / (y_T − y_t).
    Source: Statistisches Bundesamt (Destatis), Nachhaltige Entwicklung in Deutschland:
    Indikatorenbericht, on the weather symbols; here with the mean yearly change since the base.
    """
    if points.target in (points.base, points.now):
        return None
    change = (points.now - points.base) / points.gone
    expected = points.now + (points.years - points.gone) * change
    return (points.target - expected) / (points.target - points.now)


_MEASURES = {"cagr": cagr_ratio, "un": un_extrapolation, "destatis": destatis_gap}


def words_of_methods(case: Case) -> dict[str, str]:
    """The words of all methods by the columns that hold them, ``""`` where one is undefined."""
    corners = _corners(case)
    return {f"word_{method}": _word_of_method(method, corners) for method in _MEASURES}


def _word_of_method(method: str, corners: list[Points]) -> str:
    """The word all corners agree on, ``met`` at the target; with several, all of them left open."""
    words = {"met" if one.at_target else _word_of_points(method, one) for one in corners}
    if not words or "" in words:
        return ""
    return words.pop() if len(words) == 1 else undecided(*sorted(words))


def _word_of_points(method: str, points: Points) -> str:
    value = _MEASURES[method](points)
    if value is None:
        return ""
    if method == "destatis":
        if (points.now - points.base) * (points.target - points.base) < 0:
            return "destatis_storm"
        value = -value  # the less is missing the better
    rows = (row for row in read_rows("methods.csv", __package__) if row["method"] == method)
    return next(row["word"] for row in rows if not row["least"] or value >= Fraction(row["least"]))


def _corners(case: Case) -> list[Points]:
    goal = goal_of(case)
    if case.base is None or case.start is None or goal.edge is None or case.type == "mean_growth":
        return []
    gone, years = case.year - case.start, case.end - case.start
    base, now = case.base.interval, case.now.interval
    if not 0 < gone <= years or case.now.unit == "位" or case.type in ("yearly", "keep"):
        return []
    if not base.bounded or not now.bounded or holds(case.base, goal) is not False:
        return []
    ends = product((base.low or Fraction(0), base.high or Fraction(0)), (now.low, now.high))
    return [Points(y0, yt or Fraction(0), goal.edge, gone, years) for y0, yt in ends]
