"""Which targets and published figures a statement is compared with, and in which relation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..interval import decimal_or_fraction
from ..model import Indicator, Published, Statement, Target
from ..published import RATES
from .cases import TargetSide, case_with, summed, target_side, words_before
from .engine import Case
from .figures import Figure, observed_figure, published_figure, same_unit, target_figure
from .likeness import contrast, normal_phrase, related
from .onfile import OnFile
from .people import Population, as_per_head, depends_on_size, per_head, population

_YEARLY_PLAN = re.compile(r"(?:年|全年).*(?:计划|目标|任务)")
_FALLS = re.compile(r"降低|下降|降幅|减少|压减|削减|缩小")


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement with one reference: the relation it could be, and the figures of both.

    ``side`` is of a reference that is a target. ``barred`` is the reason code of a false friend.
    ``people`` are the populations by which the figures were divided (``scale`` people each);
    ``sized`` says that they would have to be and are not on file.
    """

    statement: Statement
    code: str
    indicator: Indicator | None
    relation: str
    reference: Target | Published
    now: Figure
    wanted: Figure
    side: TargetSide | None = None
    people: tuple[Population, ...] = ()
    scale: int = 0
    sized: bool = False
    barred: str = ""

    @property
    def target(self) -> Target | None:
        """The target that the statement is compared with."""
        return self.side.target if self.side else None

    @property
    def reference_id(self) -> str:
        """The ``target_id`` or ``published_id``."""
        row = self.reference
        return row.target_id if isinstance(row, Target) else row.published_id

    @property
    def spans(self) -> bool:
        """Whether the reported figure is about several years."""
        return self.now.year is not None and self.now.year.first != self.now.year.last


def pairs_of(statement: Statement, code: str, shelf: OnFile) -> Iterator[Pair]:
    """Every target and published figure that the statement could be compared with."""
    now = observed_now(statement, shelf)
    for target in shelf.targets_of(code, statement.indicator_phrase):
        barred = contrast(statement, target) if target.place == shelf.geography.own else ""
        pair = _with_target(statement, code, target, now, shelf)
        yield replace(pair, barred=barred) if barred else _sized(pair, shelf)
    for other, kind, scale in related().get(code, ()):
        for target in shelf.targets_of(other, ""):
            pair = _with_target(statement, code, target, now, shelf)
            yield _twin(pair, scale, shelf) if scale else replace(pair, barred=kind)
    yield from _published_pairs(statement, code, now, shelf)


def observed_now(statement: Statement, shelf: OnFile) -> Figure:
    """The reported figure, undated where only the document gives its year and that is refused."""
    figure = observed_figure(statement)
    books = [shelf.indicators[code] for code in statement.indicator if code in shelf.indicators]
    if not figure.unit and statement.kind == "share" and any(row.form == "rate" for row in books):
        figure = replace(figure, unit="%")  # a part of a ratio of the whole
    refused = shelf.parameters.document_years == "refuse" and statement.year_from == "document"
    return replace(figure, year=None) if refused else figure


def signed(now: Figure, statement: Statement, asked: str) -> Figure:
    """A change with the sign it has for what is asked: a fall is one of growth, not of a fall.

    ``asked`` are the words of the target or the indicator (单位GDP能耗降低).
    """
    ways = {"up": 1, "down": -1}
    if statement.kind != "change" or statement.direction not in ways or now.point is None:
        return now
    if now.point < 0 or (statement.direction == "down") == bool(_FALLS.search(asked)):
        return now
    value = decimal_or_fraction(-now.point)
    return replace(now, value=value, interval=-now.interval, above=False)


def states_yearly_plan(statement: Statement) -> bool:
    """Whether a figure is the report's own share of a plan of the year (占年度计划 108%)."""
    is_share = statement.kind == "share" and statement.canonical_unit == "%"
    return is_share and _YEARLY_PLAN.search(statement.basis) is not None


def case_of(pair: Pair, shelf: OnFile) -> Case | None:
    """What a word on a pair rests on, ``None`` where a year is wanting."""
    side, year = pair.side, pair.now.year
    if side is None or year is None:
        return None
    if side.target.target_year is None and side.target.type != "yearly":
        return None
    return case_with(replace(side, wanted=pair.wanted), pair.now, year.last, shelf)


def restated_base(pair: Pair, shelf: OnFile) -> Figure | None:
    """Another value of the base year than the plan's, from the report or published later."""
    side = pair.side
    if side is None or side.base is None or side.start is None or side.target.base_value is None:
        return None
    key = pair.code or normal_phrase(pair.statement.indicator_phrase)
    row = shelf.reported.get((key, side.start))
    figures = [*([observed_figure(row)] if row else []), *side.yearly]
    alike = [one for one in figures if one.year == side.base.year]
    alike = [one for one in alike if same_unit(one.unit, side.base.unit)]
    return next((one for one in alike if not one.interval.meets(side.base.interval)), None)


def _with_target(
    statement: Statement, code: str, target: Target, now: Figure, shelf: OnFile
) -> Pair:
    """A verdict is possible only on the own area's target, and not on one of a single year."""
    indicator = shelf.indicators.get(code) or shelf.indicators.get(target.indicator)
    side = target_side(target, indicator, shelf)
    if target.type == "rise" and statement.kind == "change":  # a rise beside a rise needs no base
        side = replace(side, wanted=target_figure(target, shelf.parameters), base=None)
    named = indicator.name_zh if indicator else ""
    asked = f"{named}{target.phrase}{target.qualifier}{words_before(target)}"
    now = signed(now, statement, asked)
    relation = "benchmark"
    if target.place == shelf.geography.own:
        relation = "yearly_plan" if target.class_ == "yearly_plan" else "verdict"
        now = summed(side, now)
    return Pair(statement, code, indicator, relation, target, now, side.wanted, side)


def _published_pairs(statement: Statement, code: str, now: Figure, shelf: OnFile) -> Iterator[Pair]:
    """The figure of each related area for the same year, else its nearest one (to be refused).

    A count per head that a source prints goes before one computed from a count.
    """
    indicator, own = shelf.indicators.get(code), shelf.geography.own
    now = signed(now, statement, indicator.name_zh if indicator else "")
    twins = [(other, scale) for other, _, scale in related().get(code, ()) if scale]
    for place in shelf.geography.related if code else ():
        dated = [(row, 0) for row in shelf.published.get((place, code), ())]
        for other, scale in twins if place != own else ():
            dated += [(row, scale) for row in shelf.published.get((place, other), ())]
        dated = [(row, scale) for row, scale in dated if row.role == "outcome" and row.year]
        same = [(row, scale) for row, scale in dated if row.year == now.year]
        if not dated or (place == own and now.year is not None and not same):
            continue  # the own area's other years are its history, not this fact
        row, scale = min(same or dated, key=lambda one: (_distance(one[0], now), -one[1]))
        wanted = published_figure(row, shelf.parameters, indicator)
        relation = "same_fact" if place == own else "peer"
        pair = Pair(statement, code, indicator, relation, row, now, wanted)
        yield _twin(pair, scale, shelf) if scale else _sized(pair, shelf)


def _distance(row: Published, now: Figure) -> int:
    assert row.year is not None
    return abs(row.year.last - now.year.last) if now.year else -row.year.last


def _sized(pair: Pair, shelf: OnFile) -> Pair:
    """The pair with both figures per 10 000 people where areas of different size need it."""
    if pair.relation not in ("benchmark", "peer") or pair.wanted.unit in RATES:
        return pair
    if not depends_on_size(pair.indicator, pair.now.unit):
        return pair
    if pair.target is not None and pair.target.type == "cumulative":
        return pair  # refused: a sum of years is no year's
    ours = population(pair.statement.place, pair.now.year, shelf)
    theirs = population(pair.reference.place, pair.wanted.year, shelf)
    if ours is None or theirs is None or pair.wanted.value is None:
        return replace(pair, sized=True)
    now, wanted = per_head(pair.now, ours), per_head(pair.wanted, theirs)
    return replace(pair, now=now, wanted=wanted, people=(ours, theirs), scale=10_000)


def _twin(pair: Pair, scale: int, shelf: OnFile) -> Pair:
    """The pair with the count per head, as the reference counts it: published, else computed."""
    wanted = as_per_head(pair.wanted, scale)
    for row in shelf.published.get((pair.statement.place, pair.reference.indicator), ()):
        if row.year is not None and row.year == pair.now.year:
            now = as_per_head(published_figure(row, shelf.parameters, pair.indicator), scale)
            return replace(pair, now=now, wanted=wanted, scale=scale)
    people = population(pair.statement.place, pair.now.year, shelf)
    if people is None:
        return replace(pair, sized=True)
    now = replace(per_head(pair.now, people, scale), unit=wanted.unit)
    return replace(pair, now=now, wanted=wanted, people=(people,), scale=scale)
