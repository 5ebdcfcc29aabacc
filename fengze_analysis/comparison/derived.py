"""Figures computed where a reader needs them, each with its inputs, its formula and interval.

A single year is never divided into a five-year sum: no share of a cumulative target is derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..interval import as_number, decimal_or_fraction
from ..model import Derived, Indicator, Place, Published, Statement, Target
from .engine import Figure, ratio
from .onfile import FIVE_YEAR_CLASSES, OnFile, on_file, published_figure, related_codes, same_unit
from .pairing import depends_on_size, observed_now, per_head, population, states_yearly_plan
from .parameters import Parameters

# An amount over another of the same report, printed close by: kind, codes, unit of the quotient.
_QUOTIENTS = (
    ("net_capital", "outstanding_guarantee_balance", "guarantee_leverage_multiple", "元"),
    ("cost_per_place", "education_project_investment", "new_quality_school_places", "元/个"),
)


def derive(
    statements: Sequence[Statement],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Derived]:
    """Per 10 000 people, the share of the city's figure, the implied plan of the year, quotients.

    Per head only where somebody's target, or result of the same year, is there to be compared
    with, and where no source gives the figure per head itself.
    """
    shelf = on_file(statements, targets, published, indicators, places, parameters)
    found: list[Derived] = []
    before: Statement | None = None
    for row in statements:
        if row.sense == "outcome":
            for code in row.indicator if row.place == shelf.own else ():
                found.extend(_per_head(row, code, shelf))
                found.extend(_share_of_city(row, code, shelf))
            if states_yearly_plan(row) and before is not None:
                found.extend(_implied_plan(before, row))
        before = row
    found.extend(_quotients([row for row in statements if row.sense == "outcome"]))
    return found


def _per_head(row: Statement, code: str, shelf: OnFile) -> Iterator[Derived]:
    """A count per 10 000 people, unless the place's count per head is published for the year."""
    indicator, figure = shelf.indicators.get(code), observed_now(row, shelf)
    people = population(row.place, figure.year, shelf)
    if indicator is None or people is None or figure.year is None:
        return
    if row.kind != "amount" or not depends_on_size(indicator, figure.unit):
        return
    twins = [other for other, kind, _ in related_codes().get(code, ()) if kind == "per_head"]
    printed = (one for other in twins for one in shelf.published.get((row.place, other), ()))
    if any(one.year == figure.year for one in printed) or not _asked(code, twins, figure, shelf):
        return
    counted, source = people
    values = {"count": row.value, "unit": row.unit, "people": counted.value, "when": counted.year}
    value = per_head(figure, counted)
    yield _derived(row, "per_ten_thousand", code, value, (row.row_id, source), values)


def _asked(code: str, twins: Sequence[str], figure: Figure, shelf: OnFile) -> bool:
    """Whether a target, or a result of the same year, is there to compare a value per head with."""
    for place in (*shelf.like, *shelf.above):
        targets = [row for one in (code, *twins) for row in shelf.targets.get((place, one), ())]
        if any(row.type == "level" and row.class_ in FIVE_YEAR_CLASSES for row in targets):
            return True
        results = shelf.published.get((place, code), ())
        if any(row.year == figure.year and row.role == "outcome" for row in results):
            return True
    return False


def _share_of_city(row: Statement, code: str, shelf: OnFile) -> Iterator[Derived]:
    """The share of the figure of the city above, of the same period."""
    figure, indicator = observed_now(row, shelf), shelf.indicators.get(code)
    if row.kind != "amount" or figure.year is None or not depends_on_size(indicator, figure.unit):
        return
    cities = [one for one in shelf.above if shelf.levels.get(one) == "city"]
    for other in (other for city in cities for other in shelf.published.get((city, code), ())):
        whole = published_figure(other, shelf.parameters, indicator)
        if other.year != figure.year or not same_unit(whole.unit, figure.unit):
            continue
        share = _quotient(figure, whole, "%", 100)
        if share is not None:
            values = {"part": row.value, "whole": other.value, "unit": other.unit}
            inputs = (row.row_id, other.published_id)
            yield _derived(row, "share_of_city", code, share, inputs, values | {"of": other.place})


def _implied_plan(amount: Statement, share: Statement) -> Iterator[Derived]:
    """The plan of the year that an amount and its share of it, printed next, imply."""
    if amount.sentence != share.sentence or amount.kind != "amount" or amount.sense != "outcome":
        return
    plan = _quotient(_plain(amount), _plain(share), amount.canonical_unit, 100)
    if plan is not None:
        code = amount.indicator[0] if amount.indicator else ""
        values = {"amount": amount.value, "unit": amount.canonical_unit, "share": share.value}
        yield _derived(amount, "implied_plan", code, plan, (amount.row_id, share.row_id), values)


def _quotients(rows: Sequence[Statement]) -> Iterator[Derived]:
    """The quotients of two figures of one item of the report."""
    by_code = {code: row for row in reversed(rows) for code in row.indicator}
    for kind, above, below, unit in _QUOTIENTS:
        over, under = by_code.get(above), by_code.get(below)
        if over is None or under is None or over[2:4] != under[2:4]:  # section and item
            continue
        result = _quotient(_plain(over), _plain(under), unit, 1)
        if result is not None:
            values = {"over": over.value, "under": under.value, "unit": over.canonical_unit}
            yield _derived(over, kind, above, result, (over.row_id, under.row_id), values)


def _plain(row: Statement) -> Figure:
    return Figure(row.value, row.interval, row.canonical_unit, row.year)


def _quotient(part: Figure, whole: Figure, unit: str, scale: int) -> Figure | None:
    interval = ratio(part.interval, whole.interval)
    if interval is None or part.point is None or not whole.point:
        return None
    value = decimal_or_fraction(part.point * scale / whole.point)
    return Figure(value, interval.scale(scale), unit, part.year)


def _derived(
    row: Statement,
    kind: str,
    code: str,
    figure: Figure,
    inputs: tuple[str, ...],
    values: Mapping[str, object],
) -> Derived:
    assert figure.value is not None
    return Derived(
        report_id=row.report_id,
        derived_id=f"{kind}.{row.row_id}.{inputs[-1]}",
        kind=kind,
        indicator=code,
        value=figure.value,
        low=as_number(figure.interval.low),
        high=as_number(figure.interval.high),
        unit=figure.unit,
        year=figure.year,
        inputs=inputs,
        formula=f"comparison.{kind}",
        values=tuple(values.items()),
    )
