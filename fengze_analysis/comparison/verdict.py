"""The word on a target: by progress against time, year by year, as upkeep or as a yearly mean.

The words are those of the nation's mid-term review, the arithmetic is ours: 按序时进度测算，
阈值为本项目设定. A word is given only if the whole interval of the figures agrees on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from fengze_analysis.comparison.figures import Figure, approximator
from fengze_analysis.comparison.pace import Pace, pace_needed
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.progress import (
    difference,
    progress,
    progress_bounds,
    time_share,
)
from fengze_analysis.comparison.words import undecided, verdict
from fengze_analysis.interval import Interval
from fengze_analysis.model import Indicator, Target

_BINDING = "约束性"
_AT_LEAST, _AT_MOST = ("≥", ">"), ("≤", "<")
_STRICT = (">", "<")
_SWINGING_FORMS = ("growth", "flow")
_SWINGS = "年际波动"


@dataclass(frozen=True, slots=True)
class Case:
    """All that a verdict rests on: the target with its figures, and the results before now."""

    target: Target
    wanted: Figure
    base: Figure | None
    now: Figure
    indicator: Indicator | None = None
    history: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word, or the reason why there is none, with the numbers that lead to it.

    Of a target of a yearly mean, ``years`` are the results it rests on, ``required`` is what each
    year left has to bring; ``so_far`` is a mean growth in per cent, ``mean`` a mean of amounts.
    """

    word: str = ""
    reason: str = ""
    progress: Fraction | None = None
    bounds: Interval | None = None
    time_share: Fraction | None = None
    so_far: Fraction | None = None
    required: Fraction | None = None
    mean: Figure | None = None
    years: tuple[Figure, ...] = ()


def is_binding(target: Target | None) -> bool:
    """Whether a target is 约束性, so that its words know no slack."""
    return target is not None and target.nature == _BINDING


def pace_of(case: Case) -> Pace | None:
    """What it takes to reach the target of a case; of a sum (累计) an amount a year."""
    return pace_needed(case.now, case.wanted, case.base, summed=case.target.type == "累计")


def refusal(case: Case) -> str:
    """The reason code why progress has nothing to be measured on, ``""`` where it has."""
    base, wanted = case.base, case.wanted
    if base is None:
        return "no_baseline"
    if not int(base.year) < int(case.now.year) <= int(wanted.year):
        return "period_differs"
    if base.point is not None and base.point == wanted.point:
        return "target_equals_base"
    if lacks_band(case.target) or _met_from_the_start(case, base) or _beyond_band(case, base):
        return "method_undefined"
    edge = _edge(case, base)
    bounds = progress_bounds(base.interval, case.now.interval, edge.interval)
    return "method_undefined" if bounds is None else ""


def lacks_band(target: Target) -> bool:
    """Whether a target says 左右 without a band, so that no verdict can be reached.

    A band is stated where the value is a range (6..6.5).
    """
    around = target.operator == "≈" or approximator(target.qualifier) == "about"
    return around and ".." not in target.value


def measurable(target: Target) -> bool:
    """Whether a target has a number and a year; a yearly limit needs no year, upkeep no number."""
    if target.type == "定性":
        return False
    if target.type == "保持":
        return bool(target.value or target.base_value)
    yearly = target.type in ("逐年上限", "逐年下限")
    return bool(target.value) and (yearly or bool(target.target_year))


def progress_verdict(case: Case, parameters: Parameters) -> Verdict:
    """The word on a level at the end or a sum, from progress s against time share τ.

    约束性: 达到/未达到序时进度, in the target year 完成/未完成, without slack. Else: s ≥ 1
    提前实现 (当年已达目标水平 for what swings from year to year, and in the target year),
    s > τ + δ 快于预期, |s − τ| ≤ δ 基本符合预期, s < τ − δ 滞后于预期.
    """
    if reason := refusal(case):
        return Verdict(reason=reason)
    assert case.base is not None
    edge = _edge(case, case.base)
    bounds = progress_bounds(case.base.interval, case.now.interval, edge.interval)
    share = time_share(int(case.base.year), int(case.now.year), int(edge.year))
    assert bounds is not None
    assert share is not None
    code = _word_rule(case, share, parameters.delta)
    return Verdict(agreed(code, bounds), "", _point(case, edge), bounds, share)


def yearly_verdict(case: Case) -> Verdict:
    """The word of one year on a limit (逐年上限, 逐年下限) or on a level to keep (保持)."""
    if lacks_band(case.target):
        return Verdict(reason="method_undefined")
    kinds = {
        "逐年上限": ("≤", "ceiling_kept", "ceiling_broken"),
        "逐年下限": ("≥", "floor_kept", "floor_broken"),
        "保持": (_wanted_side(case.indicator), "kept", "not_kept"),
    }
    usual, good, bad = kinds[case.target.type]
    return held_verdict(case.target.operator or usual, case.now, case.wanted, good, bad)


def held_verdict(operator: str, now: Figure, wanted: Figure, good: str, bad: str) -> Verdict:
    """``good`` where every value of ``now`` holds to the target, ``bad`` where none does."""
    answer = holds(operator, now.interval, wanted.interval)
    if answer is None:
        return Verdict(undecided(bad, good))
    return Verdict(verdict(good if answer else bad))


def holds(operator: str, now: Interval, wanted: Interval) -> bool | None:
    """Whether all of ``now`` stands to ``wanted`` as the operator says; ``None`` if only some.

    >>> holds("≥", Interval.parse("99.5", "100"), Interval.point(93))
    True
    >>> holds("≤", Interval.parse("5.45", "5.55"), Interval.point("5.5")) is None
    True
    """
    gap = difference(now, wanted)
    if operator in _AT_MOST:
        gap, operator = difference(wanted, now), {"≤": "≥", "<": ">"}[operator]
    if operator in _AT_LEAST:
        return _at_least(gap, strict=operator in _STRICT)
    return _inside(now, wanted)


def agreed(code: Callable[[Fraction | None, bool], str], bounds: Interval) -> str:
    """The word both ends of ``bounds`` agree on, else 舍入误差内不能判定 with both.

    ``code`` gives the word of a number, or of the open end (below if its second argument).
    """
    low, high = code(bounds.low, True), code(bounds.high, False)
    return verdict(low) if low == high else undecided(low, high)


def swings(indicator: Indicator | None) -> bool:
    """Whether an indicator swings from year to year, so that reaching a level is no arrival."""
    return indicator is not None and (
        indicator.form in _SWINGING_FORMS or _SWINGS in indicator.note
    )


def _word_rule(
    case: Case, share: Fraction, delta: Fraction
) -> Callable[[Fraction | None, bool], str]:
    strict = case.target.operator in _STRICT
    ended = share >= 1
    met = "met_this_year" if ended or swings(case.indicator) else "met_early"

    def anticipatory(s: Fraction | None, below: bool) -> str:
        if s is None:
            return "behind" if below else met
        if s > 1 or (s == 1 and not strict):
            return met
        if s > share + delta:
            return "ahead"
        return "on_schedule" if s >= share - delta else "behind"

    def binding(s: Fraction | None, below: bool) -> str:
        reached = not below if s is None else s >= share
        if ended and s is not None and strict:
            reached = s > 1
        good, bad = ("completed", "not_completed") if ended else ("on_time", "behind_time")
        return good if reached else bad

    return binding if is_binding(case.target) else anticipatory


def _edge(case: Case, base: Figure) -> Figure:
    """The target as one number: of a stated band the side that lies nearer to the base."""
    low, high = case.wanted.interval.low, case.wanted.interval.high
    if ".." not in case.target.value or low is None or high is None or base.interval.low is None:
        return case.wanted
    nearer = low if base.interval.low < low else high
    return replace(case.wanted, interval=Interval.point(nearer))


def _point(case: Case, edge: Figure) -> Fraction | None:
    wanted = case.wanted.point if edge is case.wanted else edge.interval.low
    assert case.base is not None
    if case.base.point is None or case.now.point is None or wanted is None:
        return None
    return progress(case.base.point, case.now.point, wanted)


def _met_from_the_start(case: Case, base: Figure) -> bool:
    """Whether the base already satisfies the target, so that s would measure the wrong way."""
    operator = case.target.operator
    if operator in _AT_LEAST + _AT_MOST:
        return holds(operator, base.interval, case.wanted.interval) is not False
    return ".." in case.target.value and _inside(base.interval, case.wanted.interval) is not False


def _beyond_band(case: Case, base: Figure) -> bool:
    """Whether the present value may have gone through a stated band and out on the other side."""
    low, high = case.wanted.interval.low, case.wanted.interval.high
    start, now = base.interval.low, case.now.interval
    if ".." not in case.target.value or low is None or high is None or start is None:
        return False
    if start < low:
        return now.high is None or now.high > high
    return now.low is None or now.low < low


def _wanted_side(indicator: Indicator | None) -> str:
    better = indicator.better if indicator else ""
    return {"up": "≥", "down": "≤"}.get(better, "=")


def _at_least(gap: Interval, *, strict: bool) -> bool | None:
    if gap.low is not None and (gap.low > 0 or (gap.low == 0 and not strict)):
        return True
    if gap.high is not None and (gap.high < 0 or (gap.high == 0 and strict)):
        return False
    return None


def _inside(now: Interval, wanted: Interval) -> bool | None:
    if not now.meets(wanted):
        return False
    ends = (now.low, now.high)
    return True if all(end is not None and wanted.contains(end) for end in ends) else None
