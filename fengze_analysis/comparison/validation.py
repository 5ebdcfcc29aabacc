"""Validation: our word beside the official one on the same indicator, by the same engine.

Only figures that were public when the official word was given count: those whose source is dated
no later than the source of the review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..interval import as_number
from ..lexicon import read_rows
from ..model import Assessment, Indicator, Published, Source, Target, Validation
from .compare import is_revised, rests_on_base
from .engine import Assessed, Case, assess, goal_of, holds, words_of_methods
from .onfile import FIVE_YEAR_CLASSES, OnFile, on_file
from .pairing import make_case
from .parameters import Parameters

_GOOD = frozenset(("met_early", "ahead", "on_schedule", "on_time", "reached", "completed", "kept"))
_OF_PACE = frozenset(("met_early", "ahead", "on_schedule", "behind"))


def validate(
    targets: Iterable[Target],
    published: Iterable[Published],
    assessments: Iterable[Assessment],
    sources: Iterable[Source],
    indicators: Iterable[Indicator],
    parameters: Parameters | None = None,
) -> list[Validation]:
    """A row for each official word, ours beside it on the latest figure public by then.

    A word on how many indicators (``count``) follows the rows of its review, with our count.
    """
    settings, listed = parameters or Parameters(), {one.source_id: one for one in sources}
    codebook = tuple(indicators)
    goals: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        if target.class_ in FIVE_YEAR_CLASSES:
            goals[target.place, target.indicator].append(target)
    figures: dict[tuple[str, str], list[Published]] = defaultdict(list)
    for row in published:
        figures[row.place, row.indicator].append(row)
    found: list[Validation] = []
    for one in assessments:
        key, by = (one.place, one.indicator), _date(listed, one.source_id)
        public = [row for row in figures[key] if _date(listed, row.source_id, last=True) <= by]
        known = replace(settings, as_of=settings.as_of or one.year, place=one.place)
        shelf = on_file((), goals[key], public, codebook, (), known)
        found.append(_row(one, goals[key], shelf, found))
    return found


def _date(sources: Mapping[str, Source], source_id: str, *, last: bool = False) -> str:
    """The date of a source; if only month or year is given the ``last`` day it may be."""
    date = sources[source_id].published if source_id in sources else ""
    return date + "9999-99-99"[len(date) :] if last else date or "9999"


def _row(
    assessment: Assessment, goals: Sequence[Target], shelf: OnFile, before: Sequence[Validation]
) -> Validation:
    codes = {row["word"]: row["code"] for row in read_rows("official.csv", __package__)}
    row = Validation(
        place=assessment.place,
        review=assessment.review,
        review_year=assessment.year,
        indicator=assessment.indicator,
        official_word=assessment.word,
        official=codes.get(assessment.word, ""),
        source_id=assessment.source_id,
        note=assessment.note,
        agreement="not_assessable",
        reason="no_target_on_file",
    )
    if (count := assessment.count) is not None:
        review = [one for one in before if (one.place, one.review) == (row.place, row.review)]
        ours = sum(one.at_target for one in review)
        return replace(row, our_count=ours, official_count=count, agreement="", reason="")
    if not goals:
        return row
    goal = min(
        goals, key=lambda one: (not one.main, FIVE_YEAR_CLASSES.index(one.class_), one.target_id)
    )
    row = replace(
        row,
        target_id=goal.target_id,
        nature=goal.nature,
        target_type=goal.type,
        operator=goal.operator,
        target=goal.value,
        target_year=goal.target_year,
        unit=goal.canonical_unit or goal.unit,
        target_source_id=goal.source_id,
        reason="no_value_on_file",
    )
    judged = _latest(goal, assessment, shelf)
    return row if judged is None else _with_word(row, *judged)


def _with_word(row: Validation, figure: Published, case: Case, found: Assessed) -> Validation:
    base, base_year = case.measured_from
    row = replace(
        row,
        base=base,
        base_year=base_year,
        observed=case.now.value,
        observed_year=case.now.year,
        observed_source_id=figure.source_id,
        target=case.wanted.value,
        unit=case.wanted.unit,
        reason=found.reason,
    )
    if found.reason:
        return row
    return replace(
        row,
        progress=as_number(found.progress),
        time_share=as_number(found.time_share),
        at_target=bool(holds(case.now, goal_of(case))),
        word=found.word,
        agreement=_agreement(found.word, row.official),
        same_side=_same_side(found.word, row.official),
        **words_of_methods(case),  # type: ignore[arg-type]
    )


def _agreement(word: str, official: str) -> str:
    """agree, disagree, undecided or not_assessable.

    Our word on a binding target, a limit of each year or in the target year is of another
    vocabulary than a review's; there it agrees if both say that the target is kept up with, or
    both that it is not.
    """
    if not word or not official:
        return "not_assessable"
    if word.startswith("undecided"):
        return "undecided"
    if word in _OF_PACE and official in _OF_PACE:
        return "agree" if word == official else "disagree"
    return "agree" if _same_side(word, official) else "disagree"


def _same_side(word: str, official: str) -> bool | None:
    """Whether both words say that the target is kept up with, or both that it is not."""
    sides = {one in _GOOD for one in word.removeprefix("undecided:").split("|")}
    if not word or not official or len(sides) > 1:
        return None
    return sides.pop() == (official in _GOOD)


def _latest(
    target: Target, assessment: Assessment, shelf: OnFile
) -> tuple[Published, Case, Assessed] | None:
    """The latest figure that can be assessed, else the latest with the reason why it cannot.

    A figure that covers what the target does (a span for a sum or mean) goes before one that does
    not. On the end of a plan only a figure of its last year speaks, or one that is at the target.
    """
    spans = target.type in ("cumulative", "mean_growth")
    indicator, within = shelf.indicators.get(target.indicator), shelf.parameters.within
    rows = [
        (row.year.last, (row.year.first != row.year.last) == spans, row.published_id, row)
        for row in shelf.results_of(target)
        if row.role == "outcome" and row.year is not None
        if within(row.year.last) and row.year.last > (target.base_year or 0)
    ]
    over = target.target_year is not None and assessment.year >= target.target_year
    refused = None
    for *_, row in sorted(rows, key=lambda one: one[:3], reverse=True):
        case = make_case(target, indicator, shelf.published_figure(row, indicator), shelf)
        reason = _reason_against(target, case, shelf)
        found = Assessed(reason=reason) if reason else assess(case)
        if over and not case.ended and not holds(case.now, goal_of(case)):
            found = Assessed(reason="no_value_on_file")
        if not found.reason:
            return row, case, found
        refused = refused or (row, case, found)
    return refused


def _reason_against(target: Target, case: Case, shelf: OnFile) -> str:
    """Why a published figure does not fit a target, ``""`` where it does."""
    year = case.now.year
    spans = year is not None and not year.is_year and not year.part
    if not case.now.is_measured_as(case.wanted):
        return "definition_differs"
    if target.type == "cumulative" and not spans:
        return "single_year_of_cumulative"
    if target.type in ("level", "yearly", "keep") and spans:
        return "period_differs"
    split = rests_on_base(case) and is_revised(target, case, shelf)
    return "base_not_comparable" if split else ""
