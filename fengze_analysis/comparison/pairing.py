"""Which targets and published figures a statement is compared with, and in which relation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple, TypeAlias

from ..interval import Interval, decimal_or_fraction
from ..lexicon import read_rows
from ..model import Indicator, Period, Published, Statement, Target
from ..rounding import RATES
from .engine import Case, Observation
from .onfile import OnFile, normal_phrase, printed_figure, related_codes, says

Asked: TypeAlias = tuple[Observation, Observation | None]  # of a target, with its base
_PER_HEAD = {100_000: "/十万人", 10_000: "/万人", 1_000: "/千人", 100: "/百人", 1: "/人"}


class Pair(NamedTuple):
    """A statement with one reference: the relation it could be, and the figures of both."""

    statement: Statement
    code: str
    indicator: Indicator | None
    relation: str
    reference: Target | Published
    now: Observation
    wanted: Observation
    base: Observation | None = None  # of a target
    start: int | None = None
    people: tuple[Observation, ...] = ()  # the populations by which the figures were divided
    scale: int = 0  # into so many people each
    sized: bool = False  # they would have to be divided, and no population is on file
    barred: str = ""  # the reason code of a false friend

    @property
    def target(self) -> Target | None:
        return self.reference if isinstance(self.reference, Target) else None

    @property
    def form(self) -> str:
        return self.indicator.form if self.indicator else ""

    @property
    def spans(self) -> bool:
        return self.now.year is not None and self.now.year.first != self.now.year.last


def pairs_of(statement: Statement, code: str, now: Observation, filed: OnFile) -> Iterator[Pair]:
    """Every target and published figure that the statement could be compared with."""
    for target in filed.targets_of(code, statement.indicator_phrase):
        barred = _contrast(statement, target) if target.place == filed.own else ""
        pair = _with_target(statement, code, target, now, filed)
        yield pair._replace(barred=barred) if barred else _sized(pair, filed)
    for other, kind, scale in related_codes().get(code, ()):
        for target in filed.targets_of(other, ""):
            pair = _with_target(statement, code, target, now, filed)
            yield _per_head_pair(pair, scale, filed) if scale else pair._replace(barred=kind)
    yield from _published_pairs(statement, code, now, filed)


def _with_target(
    statement: Statement, code: str, target: Target, now: Observation, filed: OnFile
) -> Pair:
    """A verdict is possible only on the own area's target, and not on one of a single year."""
    indicator = filed.indicators.get(code) or filed.indicators.get(target.indicator)
    alone = target.type == "rise" and statement.kind == "change"  # beside a rise it needs no base
    base = None if alone else filed.base_figure(target, indicator)
    wanted, start = filed.target_figure(target, base), filed.start_year(target)
    named = indicator.name_zh if indicator else ""
    now = _signed(now, statement, f"{named}{target.phrase}{_verb(target)}")
    relation = "benchmark"
    if target.place == filed.own:
        relation = "yearly_plan" if target.class_ == "yearly_plan" else "verdict"
        now = summed(target, now, filed)
    return Pair(statement, code, indicator, relation, target, now, wanted, base, start)


def _verb(target: Target) -> str:
    """The letters right before a target's figure in the plan, which may say that it is a fall."""
    return target.qualifier + target.sentence[: target.offset or 0][-6:]


def _signed(now: Observation, statement: Statement, asked: str) -> Observation:
    """A change with the sign it has for what is asked: a fall is one of growth, not of a fall."""
    if statement.kind != "change" or statement.direction not in ("up", "down") or now.point is None:
        return now
    if now.point < 0 or (statement.direction == "down") == says(asked, "falls"):
        return now
    value = decimal_or_fraction(-now.point)
    return now._replace(value=value, interval=-now.interval, above=False)


def make_case(
    target: Target, indicator: Indicator | None, now: Observation, asked: Asked, filed: OnFile
) -> Case:
    """The case of a target with a dated result."""
    assert now.year is not None
    better, swings = "up", False  # better by the codebook, else by the verb of the plan (缩小到1.9)
    if indicator is not None:
        better = indicator.better
        swings = indicator.form in ("growth", "flow") or "年际波动" in indicator.note
    if (indicator is None or better == "none") and says(_verb(target), "falls_to"):
        better = "down"
    years = filed.yearly_figures(target) if target.type == "mean_growth" else ()
    fixed = better, target.nature == "binding", swings, tuple(years), filed.parameters.delta
    last, start, (wanted, base) = now.year.last, filed.start_year(target), asked
    end = target.target_year or last
    return Case(target.type, target.operator, wanted, now, last, end, base, start, *fixed)


def summed(target: Target, now: Observation, filed: OnFile) -> Observation:
    """The sum of all years for a target of a sum, never of some of them; else ``now``."""
    year, start = now.year, filed.start_year(target)
    if target.type != "cumulative" or start is None or year is None or not year.is_year:
        return now
    yearly = filed.yearly_figures(target)
    by_year = {row.year.first: row for row in yearly if row.year and row.unit == now.unit}
    by_year[year.first] = now
    years = range(start + 1, year.first + 1)
    if now.unit in RATES or len(years) < 2 or any(one not in by_year for one in years):
        return now
    rows = [by_year[one] for one in years]
    total = sum((row.interval for row in rows), start=Interval.point(0))
    known = [row.point for row in rows if row.point is not None]
    value = decimal_or_fraction(sum(known, Fraction(0))) if len(known) == len(years) else None
    return Observation(value, total, now.unit, Period(start + 1, year.first), now.above)


def restated_base(pair: Pair, filed: OnFile) -> Observation | None:
    """Another value of the base year than the plan's, from the report or published later."""
    target, base = pair.target, pair.base
    if target is None or target.base_value is None or base is None or pair.start is None:
        return None
    key = pair.code or normal_phrase(pair.statement.indicator_phrase)
    row = filed.reported.get((key, pair.start))
    figures = [printed_figure(row)] if row else []
    figures += filed.yearly_figures(target)
    alike = (one for one in figures if one.year == base.year and one.is_measured_as(base))
    return next((one for one in alike if not one.interval.meets(base.interval)), None)


def _published_pairs(
    statement: Statement, code: str, now: Observation, filed: OnFile
) -> Iterator[Pair]:
    """The figure of each related area for the same year, else its nearest one (to be refused)."""
    indicator = filed.indicators.get(code)
    now = _signed(now, statement, indicator.name_zh if indicator else "")
    per_head_codes = [(other, scale) for other, _, scale in related_codes().get(code, ()) if scale]
    last = now.year.last if now.year else 9999  # of an undated figure the latest is the nearest
    codes = [(code, 0), *per_head_codes] if code else []
    held = [(filed.published[other], scale) for other, scale in codes if other in filed.published]
    for place in filed.ranks if held else ():
        near = [  # a count per head that a source prints goes before one computed from a count
            (row.year != now.year, abs(row.year.last - last), -scale, row)
            for by_place, scale in held
            for row in by_place.get(place, ())
            if row.role == "outcome" and row.year and not (scale and place == filed.own)
        ]
        if not near:
            continue
        of_other_year, _, scale, row = min(near, key=lambda one: one[:3])
        if of_other_year and now.year and place == filed.own:
            continue  # the own area's other years are its history, not this fact
        wanted = filed.published_figure(row)
        relation = "same_fact" if place == filed.own else "peer"
        pair = Pair(statement, code, indicator, relation, row, now, wanted)
        yield _per_head_pair(pair, -scale, filed) if scale else _sized(pair, filed)


def _sized(pair: Pair, filed: OnFile) -> Pair:
    """The pair with both figures per 10 000 people where areas of different size need it."""
    if pair.relation not in ("benchmark", "peer") or pair.wanted.unit in RATES:
        return pair
    if not depends_on_size(pair.indicator, pair.now.unit):
        return pair
    if pair.target is not None and pair.target.type == "cumulative":
        return pair  # refused: a sum of years is no year's
    ours = filed.population(pair.statement.place, pair.now.year)
    theirs = filed.population(pair.reference.place, pair.wanted.year)
    if ours is None or theirs is None or pair.wanted.value is None:
        return pair._replace(sized=True)
    now, wanted = per_head(pair.now, ours[0]), per_head(pair.wanted, theirs[0])
    return pair._replace(now=now, wanted=wanted, people=(ours[0], theirs[0]), scale=10_000)


def _per_head_pair(pair: Pair, scale: int, filed: OnFile) -> Pair:
    wanted = _named_per_head(pair.wanted, scale)
    for row in filed.figures(pair.reference.indicator, pair.statement.place):
        if row.year is not None and row.year == pair.now.year:
            now = filed.published_figure(row)
            return pair._replace(now=_named_per_head(now, scale), wanted=wanted, scale=scale)
    people = filed.population(pair.statement.place, pair.now.year)
    if people is None:
        return pair._replace(sized=True)
    now = per_head(pair.now, people[0], scale)._replace(unit=wanted.unit)
    return pair._replace(now=now, wanted=wanted, people=people[:1], scale=scale)


def depends_on_size(indicator: Indicator | None, unit: str) -> bool:
    """Whether a value grows with the size of its area, so that areas compare only per head."""
    if unit in (*RATES, "岁", "年", "倍", "位", "天") or "/" in unit:
        return False
    if indicator is None:
        return True
    sizeless = indicator.form in ("rate", "growth", "ratio", "index", "rank")
    return not sizeless and not says(indicator.name_zh, "per_head")


def per_head(figure: Observation, people: Observation, scale: int = 10_000) -> Observation:
    """``figure`` per ``scale`` of the people, the interval outward, its unit saying so."""
    least, most, by = people.interval.low, people.interval.high, people.point
    if not by or not least or most is None:
        raise ValueError(f"no positive number to divide by: {people.value}")
    low, high = figure.interval.low, figure.interval.high
    ends = Interval(
        None if low is None else low * scale / (most if low >= 0 else least),
        None if high is None else high * scale / (most if high < 0 else least),
    )
    point = figure.point
    value = None if point is None else decimal_or_fraction(point * scale / by)
    return figure._replace(value=value, interval=ends, unit=figure.unit + _PER_HEAD[scale])


def _named_per_head(figure: Observation, scale: int) -> Observation:
    return figure if "/" in figure.unit else figure._replace(unit=figure.unit + _PER_HEAD[scale])


def _contrast(statement: Statement, target: Target) -> str:
    """The reason code where the phrases answer a question (new or all?) differently, or ``""``."""
    ours, theirs = f"{statement.status}{statement.indicator_phrase}", target.phrase
    for row in read_rows("contrasts.csv", __package__):
        if row["about"] in ours and row["about"] in theirs:
            here, there = (_answer(phrase, row["words"]) for phrase in (ours, theirs))
            if here != there and (row["missing"] == "differs" or (here and there)):
                return row["reason"]
    return ""


@cache
def _answer(phrase: str, words: str) -> str:
    phrase = phrase.replace("规上", "规模以上").replace("限上", "限额以上")
    held = [(phrase.find(word), -len(word), word) for word in words.split("|") if word in phrase]
    return min(held)[2] if held else ""
