"""What follows from the tables: figures computed with their inputs, gaps, and the validation.

A single year is never divided into a five-year sum. That an indicator is not mentioned does not
mean that no work was done. Our word stands beside the official one on figures that were public
when that was given: those whose source is dated no later than the source of the review.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeAlias

from ..interval import as_number, decimal_or_fraction
from ..lexicon import read_rows
from ..lexicon.codebook import spelled_names
from ..lexicon.folding import without_blanks
from ..model import (
    Assessment,
    Derived,
    Document,
    Gap,
    Indicator,
    Published,
    Source,
    Statement,
    Target,
    Validation,
    split_word,
)
from .compare import is_revised, rests_on_base
from .engine import Assessed, Case, Observation, assess, goal_of, holds, words_of_methods
from .onfile import FIVE_YEAR_CLASSES, OnFile, is_own_share, on_file, printed_figure, related_codes
from .pairing import depends_on_size, make_case, per_head, summed
from .parameters import Parameters

_MEASURE = re.compile(r"(?:天数)?(?:比例|比率|占比|比重|人数|总数|总量|数量|增速|率|数)$")
_SHORTEST = 4  # letters that must be named before a clause is taken to speak of an indicator
_GOOD = frozenset(("met_early", "ahead", "on_schedule", "on_time", "reached", "completed", "kept"))
_Stated: TypeAlias = Mapping[str, list[Statement]]  # by code
_Sentences: TypeAlias = Sequence[tuple[str, str]]  # without blanks, and as they are
_LEVELS = [("level", class_) for class_ in FIVE_YEAR_CLASSES]
_OF_PACE = frozenset(("met_early", "ahead", "on_schedule", "behind"))


def derive(filed: OnFile) -> list[Derived]:
    """Per 10 000 people, the share of the city's figure, the implied plan of the year, quotients.

    Per head only where somebody's target, or result of the same year, is there to be compared
    with, and where no source gives the figure per head itself.
    """
    found: list[Derived] = []
    before: Statement | None = None
    for row in filed.statements:
        if row.sense == "outcome":
            for code in row.indicator if row.place == filed.own else ():
                found.extend(_per_head(row, code, filed))
                found.extend(_share_of_city(row, code, filed))
            if is_own_share(row) and before is not None:
                found.extend(_implied_plan(before, row))
        before = row
    found.extend(_quotients([row for row in filed.statements if row.sense == "outcome"]))
    return found


def _per_head(row: Statement, code: str, filed: OnFile) -> Iterator[Derived]:
    indicator, figure = filed.indicators.get(code), filed.observed_figure(row)
    people = filed.population(row.place, figure.year)
    if indicator is None or people is None or figure.year is None:
        return
    if row.kind != "amount" or not depends_on_size(indicator, figure.unit):
        return
    counted = [other for other, kind, _ in related_codes().get(code, ()) if kind == "per_head"]
    printed = (one for other in counted for one in filed.figures(other, row.place))
    if any(one.year == figure.year for one in printed):
        return
    targets = (one for other in (code, *counted) for one in filed.by_code.get(other, ()))
    asked = {one.place for one in targets if (one.type, one.class_) in _LEVELS}
    results = (one for rows in filed.published.get(code, {}).values() for one in rows)
    asked |= {one.place for one in results if one.year == figure.year and one.role == "outcome"}
    if asked - {filed.own}:
        by, source = people
        values = {"count": row.value, "unit": row.unit, "people": by.value, "when": by.year}
        yield _derived(row, "per_ten_thousand", code, per_head(figure, by), source, **values)


def _share_of_city(row: Statement, code: str, filed: OnFile) -> Iterator[Derived]:
    figure, indicator = filed.observed_figure(row), filed.indicators.get(code)
    if row.kind != "amount" or figure.year is None or not depends_on_size(indicator, figure.unit):
        return
    cities = [one for one in filed.above if filed.levels.get(one) == "city"]
    for other in (other for city in cities for other in filed.figures(code, city)):
        whole = filed.published_figure(other)
        share = _quotient(figure, whole, "%", 100)
        if share and other.year == figure.year and whole.is_measured_as(figure):
            values = {"part": row.value, "whole": other.value, "unit": other.unit}
            source, of = other.published_id, other.place
            yield _derived(row, "share_of_city", code, share, source, **values, of=of)


def _implied_plan(amount: Statement, share: Statement) -> Iterator[Derived]:
    if amount.sentence != share.sentence or amount.kind != "amount" or amount.sense != "outcome":
        return
    unit = amount.canonical_unit
    plan = _quotient(printed_figure(amount), printed_figure(share), unit, 100)
    if plan is not None:
        code = amount.indicator[0] if amount.indicator else ""
        values = {"amount": amount.value, "unit": unit, "share": share.value}
        yield _derived(amount, "implied_plan", code, plan, share.row_id, **values)


def _quotients(rows: Sequence[Statement]) -> Iterator[Derived]:
    """An amount over another of the same report, printed close by."""
    by_code = {code: row for row in reversed(rows) for code in row.indicator}
    for kind, above, below, unit in map(dict.values, read_rows("quotients.csv", __package__)):
        over, under = by_code.get(above), by_code.get(below)
        if over is None or under is None:
            continue
        result = _quotient(printed_figure(over), printed_figure(under), unit, 1)
        if result and (over.section, over.item) == (under.section, under.item):
            values = {"over": over.value, "under": under.value, "unit": over.canonical_unit}
            yield _derived(over, kind, above, result, under.row_id, **values)


def _quotient(part: Observation, whole: Observation, unit: str, scale: int) -> Observation | None:
    interval = part.interval.over(whole.interval)
    if interval is None or not (interval.low and interval.bounded and part.point and whole.point):
        return None
    value = decimal_or_fraction(part.point * scale / whole.point)
    return Observation(value, interval.scale(scale), unit, part.year)


def _derived(
    row: Statement, kind: str, code: str, figure: Observation, other: str, **values: object
) -> Derived:
    assert figure.value is not None
    low, high = as_number(figure.interval.low), as_number(figure.interval.high)
    whose = row.report_id, f"{kind}.{row.row_id}.{other}", kind, code
    by, said = ((row.row_id, other), f"comparison.{kind}"), tuple(values.items())
    return Derived(*whose, figure.value, low, high, figure.unit, figure.year, *by, said)


def find_gaps(document: Document, filed: OnFile) -> list[Gap]:
    """A row for each indicator with a target of the area and of each level above it.

    Where a plan's main indicators are on file only these are asked for, else every target of its
    five-year plans. Applicability comes first, then a figure, then words about it.
    """
    stated: dict[str, list[Statement]] = defaultdict(list)
    for row in filed.statements:
        if row.place == filed.own and row.sense == "outcome":
            for code in row.indicator:
                stated[code].append(row)
    texts = [sentence.text for item in document.items for sentence in item.sentences]
    sentences = [(without_blanks(text), text) for text in texts]
    found: list[Gap] = []
    for place in (filed.own, *filed.above):
        for group in _asked(place, filed):
            status, rows, sentence = _status(group, stated, sentences, filed)
            where = filed.levels.get(place, "") or group[0].level, place, group[0].indicator
            targets = any(row.main for row in group), tuple(row.target_id for row in group)
            found.append(Gap(document.report_id, *where, *targets, status, rows, sentence))
    return found


def _asked(place: str, filed: OnFile) -> list[list[Target]]:
    """The targets of a place by indicator: the main ones where any is marked, else all."""
    rows = [row for row in filed.targets if row.place == place and row.indicator]
    found: dict[str, list[Target]] = {row.indicator: [] for row in rows}
    rows = [row for row in rows if row.class_ in FIVE_YEAR_CLASSES and not _is_later(row)]
    for row in [row for row in rows if row.main] or rows:
        found[row.indicator].append(row)
    return [group for group in found.values() if group]


def _is_later(target: Target) -> bool:
    """Whether a target is for a year after its five-year plan (远景目标 to 2035)."""
    year = target.target_year
    return year is not None and year - (target.base_year or year - 5) > 6


def _status(
    group: Sequence[Target], stated: _Stated, sentences: _Sentences, filed: OnFile
) -> tuple[str, tuple[str, ...], str]:
    code = group[0].indicator
    indicator = filed.indicators.get(code)
    barred = indicator is not None and not indicator.district_level
    if filed.is_district and (barred or all(row.applies_to_district is False for row in group)):
        return "not_applicable", (), ""
    if figures := stated.get(code):
        return "figure_given", tuple(row.row_id for row in figures), ""
    sentence = _words(code, indicator, stated, sentences)
    return ("words_only" if sentence else "not_mentioned"), (), sentence


def _words(code: str, indicator: Indicator | None, stated: _Stated, sentences: _Sentences) -> str:
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


def validate(
    targets: Sequence[Target],
    published: Sequence[Published],
    assessments: Iterable[Assessment],
    sources: Iterable[Source],
    indicators: Sequence[Indicator],
    parameters: Parameters | None = None,
) -> list[Validation]:
    """A row for each official word, ours beside it on the latest figure public by then.

    A word on how many indicators (``count``) follows the rows of its review, with our count.
    """
    settings, dates = parameters or Parameters(), {one.source_id: one.published for one in sources}
    found: list[Validation] = []
    for one in assessments:
        key, by = (one.place, one.indicator), dates.get(one.source_id) or "9999"
        figures = [row for row in published if (row.place, row.indicator) == key]
        public = [row for row in figures if dates.get(row.source_id, "").ljust(10, "9") <= by]
        goals = [row for row in targets if (row.place, row.indicator) == key]
        goals = [row for row in goals if row.class_ in FIVE_YEAR_CLASSES]
        known = replace(settings, as_of=settings.as_of or one.year, place=one.place)
        found.append(_row(one, goals, on_file((), goals, public, indicators, (), known), found))
    return found


def _row(
    one: Assessment, goals: Sequence[Target], filed: OnFile, before: Sequence[Validation]
) -> Validation:
    codes = {row["word"]: row["code"] for row in read_rows("official.csv", __package__)}
    official = codes.get(one.word, "")
    cells: dict[str, Any] = {"place": one.place, "review": one.review, "review_year": one.year}
    cells |= {"indicator": one.indicator, "source_id": one.source_id, "note": one.note}
    cells |= {"official_word": one.word, "official": official}
    if one.count is not None:
        review = [row for row in before if (row.place, row.review) == (one.place, one.review)]
        ours = sum(row.at_target for row in review)
        return Validation(our_count=ours, official_count=one.count, **cells)
    cells |= {"agreement": "not_assessable", "reason": "no_target_on_file"}
    if not goals:
        return Validation(**cells)
    order = FIVE_YEAR_CLASSES.index
    goal = min(goals, key=lambda one: (not one.main, order(one.class_), one.target_id))
    cells |= {"target_id": goal.target_id, "nature": goal.nature, "target_type": goal.type}
    cells |= {"operator": goal.operator, "target": goal.value, "target_year": goal.target_year}
    cells |= {"unit": goal.canonical_unit or goal.unit, "target_source_id": goal.source_id}
    judged = _latest(goal, one, filed)
    if judged is None:
        return Validation(**cells | {"reason": "no_value_on_file"})
    figure, case, found = judged
    base, base_year = case.measured_from
    cells |= {"base": base, "base_year": base_year, "reason": found.reason}
    cells |= {"observed": case.now.value, "observed_year": case.now.year}
    cells |= {"target": case.wanted.value, "unit": case.wanted.unit}
    if not found.reason:
        cells |= {"progress": as_number(found.progress), "time_share": as_number(found.time_share)}
        cells |= {"at_target": bool(holds(case.now, goal_of(case))), **words_of_methods(case)}
        cells |= {"word": found.word, "agreement": _agreement(found.word, official)}
        cells["same_side"] = _same_side(found.word, official)
    return Validation(observed_source_id=figure.source_id, **cells)


def _agreement(word: str, official: str) -> str:
    if not word or not official:
        return "not_assessable"
    if split_word(word)[0] == "undecided":
        return "undecided"
    if word in _OF_PACE and official in _OF_PACE:
        return "agree" if word == official else "disagree"
    # Our word on a binding target, a limit of each year or in the target year is of another
    # vocabulary than a review's; there it agrees if both say that the target is kept up with.
    return "agree" if _same_side(word, official) else "disagree"


def _same_side(word: str, official: str) -> bool | None:
    sides = {one in _GOOD for one in split_word(word)[1] or [word]}
    if not word or not official or len(sides) > 1:
        return None
    return sides.pop() == (official in _GOOD)


def _latest(
    target: Target, assessment: Assessment, filed: OnFile
) -> tuple[Published, Case, Assessed] | None:
    """The latest figure that can be assessed, else the latest with the reason why it cannot."""
    # A figure that covers what the target does (a span for a sum or mean) goes before one that
    # does not. On a plan's end only a figure of its last year speaks, or one at the target.
    spans = target.type in ("cumulative", "mean_growth")
    indicator, within = filed.indicators.get(target.indicator), filed.parameters.within
    rows = [
        (row.year.last, (row.year.first != row.year.last) == spans, row.published_id, row)
        for row in filed.figures(target.indicator, target.place)
        if row.role == "outcome" and row.year is not None
        if within(row.year.last) and row.year.last > (target.base_year or 0)
    ]
    over = target.target_year is not None and assessment.year >= target.target_year
    base, refused = filed.base_figure(target, indicator), None
    asked = filed.target_figure(target, base), base
    for *_, row in sorted(rows, key=lambda one: one[:3], reverse=True):
        now = summed(target, filed.published_figure(row), filed)
        case = make_case(target, indicator, now, asked, filed)
        reason = _reason_against(target, case, filed)
        found = Assessed(reason=reason) if reason else assess(case)
        if over and not case.ended and not holds(case.now, goal_of(case)):
            found = Assessed(reason="no_value_on_file")
        if not found.reason:
            return row, case, found
        refused = refused or (row, case, found)
    return refused


def _reason_against(target: Target, case: Case, filed: OnFile) -> str:
    year = case.now.year
    spans = year is not None and not year.is_year and not year.part
    if not case.now.is_measured_as(case.wanted):
        return "definition_differs"
    if target.type == "cumulative" and not spans:
        return "single_year_of_cumulative"
    if target.type in ("level", "yearly", "keep") and spans:
        return "period_differs"
    split = rests_on_base(case) and is_revised(target, case, filed)
    return "base_not_comparable" if split else ""
