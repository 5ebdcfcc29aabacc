"""The one engine: from a case (target, base, result, years) to the code of the word.

Default words by progress s = (y_t − y_0)/(y_T − y_0) against the time share τ = (t − t_0)/(T − t_0)
with a slack of δ. What is at the target already, and the target year itself, need no base. A word
is given only if the whole interval of the figures agrees on it, else ``undecided:a|b``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from ..interval import Exact, Interval
from ..published import RATES
from .figures import Figure
from .growth import compound, log_share, mean_rate, mean_rates, ratio


@dataclass(frozen=True, slots=True)
class Case:
    """All that a word rests on.

    ``start`` is the base year t_0, ``year`` the year t of the result, ``end`` the target year T.
    ``yearly`` are the results of single years, in order, the present one among them. ``swings``
    says that reaching a level in one year is no arrival.
    """

    type: str
    operator: str
    wanted: Figure
    now: Figure
    year: int
    end: int
    base: Figure | None = None
    start: int | None = None
    better: str = "up"
    binding: bool = False
    swings: bool = False
    yearly: tuple[Figure, ...] = ()
    delta: Fraction = Fraction(5, 100)

    @property
    def measured_from(self) -> tuple[Exact | None, int | None]:
        """The base value and its year; none of a sum, which starts from nothing."""
        if self.base is None or self.type == "cumulative":
            return None, None
        return self.base.value, self.start

    @property
    def ended(self) -> bool:
        """Whether the result is of the target year."""
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
    """The word on a case of any type of target, or the reason why there is none.

    >>> from decimal import Decimal
    >>> hundred = [Figure(Decimal(n), Interval.point(n), "家", None) for n in (100, 160, 220)]
    >>> assess(Case("level", ">=", hundred[2], hundred[1], 2023, 2025, hundred[0], 2020)).word
    'behind'
    >>> assess(Case("level", ">=", hundred[1], hundred[2], 2025, 2025)).word
    'reached'
    """
    if case.type == "qualitative" or case.wanted.value is None:
        return Assessed(reason="no_baseline" if case.type == "keep" else "not_measurable")
    if case.type in ("yearly", "keep"):
        return Assessed(said(holds(case.now, goal_of(case)), "kept", "broken"))
    if case.type == "mean_growth":
        return _mean_growth(case)
    return _level(case)


def goal_of(case: Case) -> Goal:
    """What the target asks for, by its operator and by which way is better.

    A band or 左右 is reached at the end that lies towards better; ``=`` is a floor where more is
    better and a ceiling where less is.
    """
    low, high = case.wanted.interval.low, case.wanted.interval.high
    if case.operator in (">=", ">"):
        return Goal(low, None, case.operator == ">")
    if case.operator in ("<=", "<"):
        return Goal(None, high, case.operator == "<")
    return {"up": Goal(low, None), "down": Goal(None, high)}.get(case.better, Goal(low, high))


def holds(now: Figure, goal: Goal) -> bool | None:
    """Whether every value of ``now`` lies in the goal; ``None`` if only some do.

    A value printed exactly as the target asks counts as the target's.

    >>> from decimal import Decimal
    >>> rate = Figure(Decimal(77), Interval.parse("76.5", "77.5"), "%", None)
    >>> holds(rate, Goal(Fraction(77), None)), holds(rate, Goal(Fraction(77), None, strict=True))
    (True, None)
    """
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


def said(answer: bool | None, good: str, bad: str) -> str:
    """``good``, ``bad`` or both left open."""
    return f"undecided:{bad}|{good}" if answer is None else good if answer else bad


def _level(case: Case) -> Assessed:
    """A level at the end, a sum or a rise: at the target, in the target year, else by progress."""
    goal = goal_of(case)
    met, measured = holds(case.now, goal), _measured(case, goal)
    if case.ended:
        good, bad = ("completed", "not_completed") if case.binding else ("reached", "not_reached")
        return replace(measured, word=said(met, good, bad), reason="")
    wanted, now = goal.edge if goal.edge is not None else case.wanted.point, case.now.point
    if now is not None and wanted is not None:  # the change a year that still leads there
        pace = Fraction(0) if met else (wanted - now) / (case.end - case.year)
        measured = replace(measured, pace_needed=pace)
    if met:
        early = "reached" if case.swings else "met_early"
        return replace(measured, word="on_time" if case.binding else early, reason="")
    if measured.reason or measured.bounds is None or measured.time_share is None:
        return measured
    return replace(measured, word=_agreed(case, measured.time_share, measured.bounds))


def _measured(case: Case, goal: Goal) -> Assessed:
    """Progress and time share, or the reason why there is no progress."""
    base, edge, start = case.base, goal.edge, case.start
    if base is None or start is None:
        return Assessed(reason="no_baseline")
    if start >= case.year:
        return Assessed(reason="period_differs")
    if base.point is not None and base.point == case.wanted.point:
        return Assessed(reason="target_equals_base")
    bounds = None
    if edge is not None and holds(base, goal) is False:
        bounds = progress_bounds(base.interval, case.now.interval, Interval.point(edge))
    if bounds is None or edge is None:
        return Assessed(reason="method_undefined")
    points = (base.point, case.now.point)
    exact = points[0] is not None and points[1] is not None
    progress = (points[1] - points[0]) / (edge - points[0]) if exact else None  # type: ignore[operator]
    share = Fraction(case.year - start, case.end - start)
    return Assessed(progress=progress, bounds=bounds, time_share=share)


def progress_bounds(base: Interval, now: Interval, target: Interval) -> Interval | None:
    """The extremes of s over the corners of the three intervals.

    ``None`` where base and target meet or have an open end; an open end of ``now`` stays open.

    >>> ends = [("3.05", "3.15"), ("3.25", "3.35"), ("3.5", "3.5")]
    >>> bounds = progress_bounds(*(Interval.parse(*pair) for pair in ends))
    >>> round(bounds.low, 3), round(bounds.high, 3)
    (Fraction(143, 500), Fraction(667, 1000))
    """
    if base.low is None or base.high is None or target.low is None or target.high is None:
        return None
    if base.meets(target):
        return None
    if base.high > target.low:
        base, now, target = (-one for one in (base, now, target))
    corners = list(product((base.low, base.high), (target.low, target.high)))

    def extreme(
        pick: Callable[[list[Fraction]], Fraction], end: Fraction | None
    ) -> Fraction | None:
        return None if end is None else pick([(end - y0) / (y1 - y0) for y0, y1 in corners])  # type: ignore[operator]

    return Interval(extreme(min, now.low), extreme(max, now.high))


def _agreed(case: Case, share: Fraction, bounds: Interval) -> str:
    """The word before the target year that both ends of s agree on, else both."""
    low, high = _word_at(case, share, bounds.low, "low"), _word_at(case, share, bounds.high, "high")
    return low if low == high else f"undecided:{low}|{high}"


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
    """A mean yearly growth: the printed mean of the span, else the mean of all its years.

    Before the target year progress is in logarithms, so that even growth keeps to the time share.
    Formula: s = Σ ln(1 + g_i) / (n · ln(1 + g)), the mean still required from the same product.
    """
    if case.start is None or case.now.year is None:
        return Assessed(reason="no_baseline" if case.now.year else "period_unclear")
    goal, years, gone = goal_of(case), case.end - case.start, case.year - case.start
    mean = _mean_so_far(case, gone) if 0 < gone <= years else "period_differs"
    if isinstance(mean, str):
        return Assessed(reason=mean)
    if case.ended:
        printed = case.now.value if not case.now.year.is_year else None
        answer = holds(replace(case.now, value=printed, interval=mean), goal)
        good, bad = ("completed", "not_completed") if case.binding else ("reached", "not_reached")
        return Assessed(said(answer, good, bad), mean=mean)
    edge, low, high = goal.edge, mean.low, mean.high
    if not edge or edge <= 0 or low is None or high is None or low <= -100:
        return Assessed(reason="method_undefined", mean=mean)
    factors, whole = [(1 + end / 100) ** gone for end in (low, high)], (1 + edge / 100) ** years
    bounds, share = Interval(*(log_share(one, whole) for one in factors)), Fraction(gone, years)
    middle = sum(factors, Fraction(0)) / 2
    pace = mean_rate(whole / middle, years - gone)
    word = _agreed(replace(case, swings=True), share, bounds)
    return Assessed(word, "", log_share(middle, whole), bounds, share, pace, mean)


def _mean_so_far(case: Case, gone: int) -> Interval | str:
    """The mean growth of the years gone, or the reason why it is not known."""
    year, start = case.now.year, case.start
    assert year is not None
    assert start is not None
    if case.now.unit not in RATES:  # levels: from the base to now
        factor = ratio(case.now.interval, case.base.interval) if case.base else None
        if factor is None:
            return "method_undefined" if case.base else "no_baseline"
        return mean_rates(factor, gone)
    if not year.is_year:
        return case.now.interval if year.first in (start, start + 1) else "period_differs"
    rates = {rate.year.first: rate.interval for rate in case.yearly if rate.year is not None}
    rates[case.year] = case.now.interval
    wanted = range(start + 1, case.year + 1)
    if any(one not in rates for one in wanted):
        return "period_differs"  # one year's growth is no mean of five
    factor = compound([rates[one] for one in wanted])
    return "method_undefined" if factor is None else mean_rates(factor, gone)
