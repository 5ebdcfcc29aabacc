"""What is derived from the tables: figures computed with their inputs, and gaps.

A single year is never divided into a five-year sum: no share of a cumulative target is derived.
That an indicator is not mentioned does not mean that no work was done.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ..interval import as_number, decimal_or_fraction
from ..lexicon import read_rows
from ..lexicon.codebook import spelled_names
from ..model import Derived, Document, Gap, Indicator, Place, Published, Statement, Target
from .engine import Figure, ratio
from .onfile import FIVE_YEAR_CLASSES, OnFile, is_own_share, on_file, printed_figure, related_codes
from .pairing import depends_on_size, per_head
from .parameters import Parameters

# An amount over another of the same report, printed close by: kind, codes, unit of the quotient.
_QUOTIENTS = (
    ("net_capital", "outstanding_guarantee_balance", "guarantee_leverage_multiple", "元"),
    ("cost_per_place", "education_project_investment", "new_quality_school_places", "元/个"),
)
_MEASURE = re.compile(r"(?:天数)?(?:比例|比率|占比|比重|人数|总数|总量|数量|增速|率|数)$")
_SHORTEST = 4  # letters that must be named before a clause is taken to speak of an indicator


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
            if is_own_share(row) and before is not None:
                found.extend(_implied_plan(before, row))
        before = row
    found.extend(_quotients([row for row in statements if row.sense == "outcome"]))
    return found


def _per_head(row: Statement, code: str, shelf: OnFile) -> Iterator[Derived]:
    indicator, figure = shelf.indicators.get(code), shelf.observed_figure(row)
    people = shelf.population(row.place, figure.year)
    if indicator is None or people is None or figure.year is None:
        return
    if row.kind != "amount" or not depends_on_size(indicator, figure.unit):
        return
    counted = [other for other, kind, _ in related_codes().get(code, ()) if kind == "per_head"]
    printed = (one for other in counted for one in shelf.published.get((row.place, other), ()))
    if any(one.year == figure.year for one in printed):
        return
    if _is_asked_for(code, counted, figure, shelf):
        by, source = people
        values = {"count": row.value, "unit": row.unit, "people": by.value, "when": by.year}
        yield _derived(row, "per_ten_thousand", code, per_head(figure, by), source, **values)


def _is_asked_for(code: str, counted: list[str], figure: Figure, shelf: OnFile) -> bool:
    """Whether a target, or a result of the same year, is there to compare a value per head with."""
    for place in (*shelf.like, *shelf.above):
        targets = (row for one in (code, *counted) for row in shelf.targets.get((place, one), ()))
        if any(row.type == "level" and row.class_ in FIVE_YEAR_CLASSES for row in targets):
            return True
        results = shelf.published.get((place, code), ())
        if any(row.year == figure.year and row.role == "outcome" for row in results):
            return True
    return False


def _share_of_city(row: Statement, code: str, shelf: OnFile) -> Iterator[Derived]:
    """The share of the figure of the city above, of the same period."""
    figure, indicator = shelf.observed_figure(row), shelf.indicators.get(code)
    if row.kind != "amount" or figure.year is None or not depends_on_size(indicator, figure.unit):
        return
    cities = [one for one in shelf.above if shelf.levels.get(one) == "city"]
    for other in (other for city in cities for other in shelf.published.get((city, code), ())):
        whole = shelf.published_figure(other, indicator)
        share = _quotient(figure, whole, "%", 100)
        if share and other.year == figure.year and whole.is_measured_as(figure):
            values = {"part": row.value, "whole": other.value, "unit": other.unit}
            source, of = other.published_id, other.place
            yield _derived(row, "share_of_city", code, share, source, **values, of=of)


def _implied_plan(amount: Statement, share: Statement) -> Iterator[Derived]:
    """The plan that an amount and its share of it, printed next, imply."""
    if amount.sentence != share.sentence or amount.kind != "amount" or amount.sense != "outcome":
        return
    unit = amount.canonical_unit
    plan = _quotient(printed_figure(amount), printed_figure(share), unit, 100)
    if plan is not None:
        code = amount.indicator[0] if amount.indicator else ""
        values = {"amount": amount.value, "unit": unit, "share": share.value}
        yield _derived(amount, "implied_plan", code, plan, share.row_id, **values)


def _quotients(rows: Sequence[Statement]) -> Iterator[Derived]:
    by_code = {code: row for row in reversed(rows) for code in row.indicator}
    for kind, above, below, unit in _QUOTIENTS:
        over, under = by_code.get(above), by_code.get(below)
        if over is None or under is None:
            continue
        result = _quotient(printed_figure(over), printed_figure(under), unit, 1)
        if result and (over.section, over.item) == (under.section, under.item):
            values = {"over": over.value, "under": under.value, "unit": over.canonical_unit}
            yield _derived(over, kind, above, result, under.row_id, **values)


def _quotient(part: Figure, whole: Figure, unit: str, scale: int) -> Figure | None:
    interval = ratio(part.interval, whole.interval)
    if interval is None or part.point is None or not whole.point:
        return None
    value = decimal_or_fraction(part.point * scale / whole.point)
    return Figure(value, interval.scale(scale), unit, part.year)


def _derived(
    row: Statement, kind: str, code: str, figure: Figure, other: str, **values: object
) -> Derived:
    assert figure.value is not None
    return Derived(
        report_id=row.report_id,
        derived_id=f"{kind}.{row.row_id}.{other}",
        kind=kind,
        indicator=code,
        value=figure.value,
        low=as_number(figure.interval.low),
        high=as_number(figure.interval.high),
        unit=figure.unit,
        year=figure.year,
        inputs=(row.row_id, other),
        formula=f"comparison.{kind}",
        values=tuple(values.items()),
    )


def find_gaps(
    document: Document,
    statements: Sequence[Statement],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Gap]:
    """A row for each indicator with a target of the area and of each level above it.

    Where a plan's main indicators are on file only these are asked for, else every target of its
    five-year plans. Applicability comes first, then a figure, then words about it.
    """
    shelf = on_file(statements, targets, published, indicators, places, parameters)
    stated: dict[str, list[Statement]] = defaultdict(list)
    for row in statements:
        if row.place == shelf.own and row.sense == "outcome":
            for code in row.indicator:
                stated[code].append(row)
    texts = [sentence.text for item in document.items for sentence in item.sentences]
    sentences = [("".join(text.split()), text) for text in texts]
    return [
        _gap(document.report_id, place, group, stated, sentences, shelf)
        for place in (shelf.own, *shelf.above)
        for group in _asked(place, shelf)
    ]


def _asked(place: str, shelf: OnFile) -> list[list[Target]]:
    """The targets of a place by indicator: the main ones where any is marked, else all."""
    own = [
        [row for row in rows if row.class_ in FIVE_YEAR_CLASSES and not _is_later(row)]
        for (where, _), rows in shelf.targets.items()
        if where == place
    ]
    main = [[row for row in rows if row.main] for rows in own]
    return [rows for rows in (main if any(main) else own) if rows]


def _is_later(target: Target) -> bool:
    """Whether a target is for a year after its five-year plan (远景目标 to 2035)."""
    year = target.target_year
    return year is not None and year - (target.base_year or year - 5) > 6


def _gap(
    report_id: str,
    place: str,
    group: Sequence[Target],
    stated: Mapping[str, list[Statement]],
    sentences: Sequence[tuple[str, str]],
    shelf: OnFile,
) -> Gap:
    code = group[0].indicator
    indicator, figures = shelf.indicators.get(code), stated.get(code, [])
    sentence = "" if figures else _words(code, indicator, stated, sentences)
    status = "figure_given" if figures else "words_only" if sentence else "not_mentioned"
    barred = indicator is not None and not indicator.district_level
    if shelf.is_district and (barred or all(row.applies_to_district is False for row in group)):
        status = "not_applicable"
    return Gap(
        report_id=report_id,
        level=shelf.levels.get(place, "") or group[0].level,
        place=place,
        indicator=code,
        main=any(row.main for row in group),
        targets=tuple(row.target_id for row in group),
        status=status,
        rows=tuple(row.row_id for row in figures) if status == "figure_given" else (),
        sentence=sentence if status == "words_only" else "",
    )


def _words(
    code: str,
    indicator: Indicator | None,
    stated: Mapping[str, list[Statement]],
    sentences: Sequence[tuple[str, str]],
) -> str:
    """What the report says of an indicator without a figure of it, one of another form included."""
    forms = ("per_head", "headcount_without_denominator")
    for other, related in related_codes().items():
        if stated.get(other) and any(to == code and kind in forms for to, kind, _ in related):
            return stated[other][0].sentence
    whole = "\n".join(bare for bare, _ in sentences)
    mentions = {row["code"]: row["words"] for row in read_rows("mentions.csv", __package__)}
    named = mentions[code].split("|") if code in mentions else []
    named += _names(indicator) if indicator else ()
    held = [name for name in named if name in whole]
    return next((text for bare, text in sentences if any(name in bare for name in held)), "")


@cache
def _names(indicator: Indicator) -> tuple[str, ...]:
    """The names of an indicator as a text without a figure has them: no 率 or 比例 at the end."""
    named = (_MEASURE.sub("", name) for name in (*spelled_names(indicator), indicator.name_zh))
    return tuple(name for name in dict.fromkeys(named) if len(name) >= _SHORTEST)
