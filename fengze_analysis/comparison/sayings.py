"""What is said of an observation and its reference: the word or the reason, and the numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from fengze_analysis.comparison.cases import case_of
from fengze_analysis.comparison.figures import Figure, observed_figure
from fengze_analysis.comparison.holdings import OnFile
from fengze_analysis.comparison.means import assess
from fengze_analysis.comparison.pairing import Pair
from fengze_analysis.comparison.progress import difference
from fengze_analysis.comparison.reasons import reason_against, reason_without_target
from fengze_analysis.comparison.verdict import Verdict, holds, pace_of
from fengze_analysis.comparison.why import (
    why_benchmark,
    why_not,
    why_nothing,
    why_peer,
    why_plan_share,
    why_verdict,
)
from fengze_analysis.comparison.words import Text, is_undecided, text, undecided, verdict
from fengze_analysis.interval import Interval
from fengze_analysis.model import Indicator, Observation

_DONE, _NOT_DONE = "plan_done", "not_completed"
_WHOLE_PLAN = Fraction(100)


@dataclass(frozen=True, slots=True)
class Saying:
    """The relation with its word or reason code, the numbers behind it, and why in a sentence."""

    relation: str
    why: Text
    word: str = ""
    reason: str = ""
    gap: Interval | None = None
    point_gap: Fraction | None = None
    found: Verdict = field(default_factory=Verdict)
    pace: Fraction | None = None


def say(pair: Pair, shelf: OnFile) -> Saying:
    """What may be said of a pair, by what kind of relation it is."""
    around = shelf.geography
    if reason := reason_against(pair, shelf):
        own = pair.relation == "verdict" and not pair.friend
        word = verdict("not_assessable") if own else ""
        return Saying("none", why_not(reason, pair, around), word, reason)
    if pair.relation == "verdict":
        return _say_verdict(pair, shelf)
    gap = difference(pair.now.interval, pair.wanted.interval)
    point_gap = _point_gap(pair)
    if pair.relation == "yearly_plan":
        word = _plan_word(holds("≥", pair.now.interval, pair.wanted.interval))
        share = Verdict(progress=_quotient(pair.now, pair.wanted))
        why = why_benchmark(pair, word, gap, around)
        return Saying("yearly_plan", why, word, "", gap, point_gap, share)
    if pair.relation == "benchmark":
        word = _benchmark_word(gap)
        why = why_benchmark(pair, word, gap, around)
        return Saying("benchmark", why, word, "", gap, point_gap)
    if pair.relation == "same_fact":
        return Saying("same_fact", why_peer(pair, around), gap=gap, point_gap=point_gap)
    return Saying("peer", why_peer(pair, around))


def say_nothing(observation: Observation, indicator: Indicator | None) -> Saying:
    """What is said of an observation that nothing on file can be held against."""
    reason = reason_without_target(observation, indicator)
    return Saying("none", why_nothing(reason, observation, indicator), reason=reason)


def say_plan_share(observation: Observation) -> Saying:
    """What the report's own share of its plan of the year says, marked 报告自述."""
    share = observed_figure(observation)
    word = _plan_word(holds("≥", share.interval, Interval.point(_WHOLE_PLAN)))
    if not is_undecided(word):
        word = f"{word}（{text('note', 'self_reported').zh}）"
    point = share.point
    found = Verdict(
        progress=None if point is None else point / _WHOLE_PLAN,
        bounds=share.interval.scale(1 / _WHOLE_PLAN),
    )
    return Saying(
        "yearly_plan",
        why_plan_share(word, observation, share.interval),
        word,
        gap=difference(share.interval, Interval.point(_WHOLE_PLAN)),
        point_gap=None if point is None else point - _WHOLE_PLAN,
        found=found,
    )


def _say_verdict(pair: Pair, shelf: OnFile) -> Saying:
    settings = shelf.parameters
    case = case_of(pair, shelf)
    found = assess(case, settings)
    pace = pace_of(case) if found.bounds else None
    why = why_verdict(pair, found, pace, shelf.geography, settings.delta)
    needed = pace.change if pace else found.required
    if found.so_far is not None:  # growth against growth, where levels have no gap
        return Saying("verdict", why, found.word, found=found, pace=needed)
    held = replace(pair, now=found.mean or pair.now)
    gap = difference(held.now.interval, held.wanted.interval)
    return Saying("verdict", why, found.word, "", gap, _point_gap(held), found, needed)


def _plan_word(answer: bool | None) -> str:
    if answer is None:
        return undecided(_NOT_DONE, _DONE)
    return verdict(_DONE if answer else _NOT_DONE)


def _benchmark_word(gap: Interval) -> str:
    lowest = "below" if gap.low is None or gap.low < 0 else "equal" if gap.low == 0 else "above"
    highest = "above" if gap.high is None or gap.high > 0 else "equal" if gap.high == 0 else "below"
    return verdict(lowest) if lowest == highest else undecided(lowest, highest)


def _quotient(now: Figure, wanted: Figure) -> Fraction | None:
    return now.point / wanted.point if now.point is not None and wanted.point else None


def _point_gap(pair: Pair) -> Fraction | None:
    now, wanted = pair.now.point, pair.wanted.point
    return None if now is None or wanted is None else now - wanted
