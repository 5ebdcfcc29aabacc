"""Which targets and published results an observation is held against, and in which relation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fengze_analysis.comparison.figures import (
    RATES,
    Figure,
    base_figure,
    observed_figure,
    published_figure,
    target_figure,
)
from fengze_analysis.comparison.heads import (
    PER_HEAD_UNITS,
    Population,
    depends_on_size,
    per_head,
    per_head_scale,
    per_ten_thousand,
    population,
)
from fengze_analysis.comparison.holdings import OnFile, relation_to
from fengze_analysis.comparison.names import (
    covers_same_insurance,
    is_false_friend,
    is_per_head_twin,
)
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import FIVE_YEAR_CLASSES as FIVE_YEAR_CLASSES
from fengze_analysis.interval import Interval
from fengze_analysis.model import Indicator, Observation, Published, Target

_SUMMED = ("累计", "共计")
_YEARLY_PLAN = re.compile(r"(?:年|全年).*(?:计划|目标|任务)")


@dataclass(frozen=True, slots=True)
class Reference:
    """What an observation is held against: a target or a published result, seen alike."""

    key: str
    place: str
    indicator: str
    name_zh: str
    year: str
    level: str
    source_id: str
    confidence: str
    target: Target | None = None
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """An observation with one reference: the relation it could be, and the figures of both.

    ``people`` are the populations by which both figures were divided; ``sized`` says that they
    would have to be, and are not on file. ``friend`` marks a target of another indicator.
    """

    observation: Observation
    code: str
    indicator: Indicator | None
    relation: str
    reference: Reference
    now: Figure
    wanted: Figure
    base: Figure | None = None
    people: tuple[Population, ...] = ()
    sized: bool = False
    friend: bool = False


def split_codes(observation: Observation) -> tuple[str, ...]:
    """The indicators an observation states, ``("",)`` where it has no code.

    Two codes (均提升 4%) make two observations.
    """
    return tuple(code for code in observation.indicator.split(";") if code) or ("",)


def pairs_of(observation: Observation, code: str, shelf: OnFile) -> Iterator[Pair]:
    """Every target and published result that the observation could be held against."""
    yield from _target_pairs(observation, code, shelf)
    yield from _published_pairs(observation, code, shelf)


def states_yearly_plan(observation: Observation) -> bool:
    """Whether a figure is the report's own share of a plan of the year (占年度计划 108%)."""
    is_share = observation.kind == "share" and observation.canonical_unit == "%"
    return is_share and _YEARLY_PLAN.search(observation.basis) is not None


def _target_pairs(observation: Observation, code: str, shelf: OnFile) -> Iterator[Pair]:
    indicator = shelf.indicators.get(code)
    for target in shelf.targets:
        relation = relation_to(target, shelf.geography)
        twin = _is_twin(indicator, target, shelf)
        friend = not twin and _is_friend(observation, indicator, target, shelf)
        if not relation or not (friend or twin or (code and target.indicator == code)):
            continue
        pair = _target_pair(observation, code, target, relation, shelf)
        if friend:
            yield replace(pair, friend=True)
        else:
            yield _twin_pair(pair, shelf) if twin else _sized(pair, shelf)


def _target_pair(
    observation: Observation, code: str, target: Target, relation: str, shelf: OnFile
) -> Pair:
    indicator = shelf.indicators.get(code)
    base = base_figure(target, shelf.published, shelf.parameters, indicator)
    reference = Reference(
        target.target_id,
        target.place,
        target.indicator,
        target.name_zh,
        target.target_year,
        target.level,
        target.source_id,
        target.confidence,
        target=target,
    )
    wanted = _wanted(target, shelf.parameters, base)
    now = _now(observation, shelf.parameters)
    return Pair(observation, code, indicator, relation, reference, now, wanted, base)


def _published_pairs(observation: Observation, code: str, shelf: OnFile) -> Iterator[Pair]:
    indicator = shelf.indicators.get(code)
    now = _now(observation, shelf.parameters)
    by_place: dict[str, list[Published]] = {}
    for row in shelf.published:
        if code and row.indicator == code and row.role == "outcome" and row.year:
            by_place.setdefault(row.place, []).append(row)
    for place, rows in by_place.items():
        same_place = place == observation.place
        relation = "same_fact" if same_place else "peer"
        if not same_place and shelf.geography.rank(place) <= 0:
            continue
        row = min(rows, key=lambda row: (_distance(row.year, now.year), row.published_id))
        if same_place and now.year and row.year != now.year:
            continue  # the own area's other years are its history, not this fact
        reference = Reference(
            row.published_id,
            row.place,
            row.indicator,
            row.name_zh,
            row.year,
            row.level,
            row.source_id,
            row.confidence,
            published=row,
        )
        wanted = published_figure(row, shelf.parameters, indicator)
        pair = Pair(observation, code, indicator, relation, reference, now, wanted)
        yield pair if same_place else _sized(pair, shelf)


def _sized(pair: Pair, shelf: OnFile) -> Pair:
    """The pair with both figures per 10 000 people where areas of different size need it."""
    if pair.relation not in ("benchmark", "peer"):
        return pair
    if not depends_on_size(pair.indicator, pair.now.unit) or pair.wanted.unit in RATES:
        return pair
    if _is_year_of_sum(pair):  # refused as such: a sum of years is never shown as a year's
        return pair
    people = (
        population(pair.observation.place, pair.now.year, shelf.published, shelf.parameters),
        population(pair.reference.place, pair.wanted.year, shelf.published, shelf.parameters),
    )
    if people[0] is None or people[1] is None or not pair.wanted.value:
        return replace(pair, sized=True)
    return replace(
        pair,
        now=per_ten_thousand(pair.now, people[0]),
        wanted=per_ten_thousand(pair.wanted, people[1]),
        people=(people[0], people[1]),
    )


def states_sum(observation: Observation) -> bool:
    """Whether a figure says that it is a running sum (累计)."""
    return any(word in observation.status for word in _SUMMED)


def _is_year_of_sum(pair: Pair) -> bool:
    target = pair.reference.target
    return target is not None and target.type == "累计" and not states_sum(pair.observation)


def _twin_pair(pair: Pair, shelf: OnFile) -> Pair:
    """The pair with the count per head, as the target counts it."""
    place, year = pair.observation.place, pair.now.year
    people = population(place, year, shelf.published, shelf.parameters)
    if people is None:
        return replace(pair, sized=True)
    scale = per_head_scale(pair.reference.name_zh)
    wanted = replace(pair.wanted, unit=pair.wanted.unit + PER_HEAD_UNITS[scale])
    now = replace(per_head(pair.now, people, scale), unit=wanted.unit)
    return replace(pair, now=now, wanted=wanted, people=(people,))


def _is_twin(indicator: Indicator | None, target: Target, shelf: OnFile) -> bool:
    other = shelf.indicators.get(target.indicator)
    alike = shelf.parameters.near_names
    return indicator is not None and is_per_head_twin(indicator, other, alike)


def _is_friend(
    observation: Observation, indicator: Indicator | None, target: Target, shelf: OnFile
) -> bool:
    if indicator is None or target.indicator == indicator.code:
        return False
    other = shelf.indicators.get(target.indicator)
    alike = shelf.parameters.near_names
    return is_false_friend(observation, indicator, target, other, alike) or covers_same_insurance(
        observation, indicator, target
    )


def _now(observation: Observation, parameters: Parameters) -> Figure:
    figure = observed_figure(observation)
    return figure if figure.year else replace(figure, year=parameters.undated_year)


def _wanted(target: Target, parameters: Parameters, base: Figure | None) -> Figure:
    if target.value or (target.type == "保持" and base is not None):
        return target_figure(target, parameters, base)
    return Figure("", Interval(None, None), target.unit, target.target_year)


def _distance(year: str, wanted: str) -> int:
    return abs(int(year) - int(wanted)) if wanted else -int(year)
