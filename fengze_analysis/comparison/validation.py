"""Validation: our word beside the official one on the same indicator, by the same engine.

Only figures that were public when the official word was given count: those whose source is dated
no later than the source of the review.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..interval import Number, decimal_or_fraction
from ..model import Assessment, Indicator, Place, Published, Source, Target, Validation
from .engine import Assessed, Case, assess, goal_of, holds
from .figures import base_figure, published_figure, same_unit, target_figure
from .methods import word_cagr, word_destatis, word_un
from .onfile import FIVE_YEAR_CLASSES, OnFile, on_file, plan_window, start_year
from .pairing import make_case, summed, yearly_results
from .parameters import Parameters
from .reasons import is_revised

_GOOD = frozenset(
    "met_early ahead on_schedule on_time reached completed kept".split()  # noqa: SIM905
)
_CLASSES = (*FIVE_YEAR_CLASSES, "term_goal")
_OF_PACE = frozenset(("met_early", "ahead", "on_schedule", "behind"))


class Tally(NamedTuple):
    """How often the words of a review agree with ours, and what guessing would give.

    ``guess`` is the official word given most often; ``guess_right`` how often it is right.
    """

    place: str
    review: str
    rows: int
    assessed: int
    agree: int
    same_side: int
    undecided: int
    guess: str
    guess_right: int


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
    settings = parameters or Parameters()
    listed = {source.source_id: source for source in sources}
    tables = (tuple(targets), tuple(published), tuple(indicators))
    found: list[Validation] = []
    for assessment in assessments:
        if assessment.count is not None:
            found.append(_counted(assessment, found))
            continue
        shelf = _shelf(assessment, tables, listed, settings)
        found.append(_row(assessment, shelf))
    return found


def tally(rows: Iterable[Validation]) -> list[Tally]:
    """For each review: how many words agree, and how many the most frequent word would hit."""
    reviews: dict[tuple[str, str], list[Validation]] = {}
    for row in rows:
        if row.official_count is None:
            reviews.setdefault((row.place, row.review), []).append(row)
    return [_tally(*key, group) for key, group in reviews.items()]


def _tally(place: str, review: str, group: Sequence[Validation]) -> Tally:
    assessed = [row for row in group if row.agreement != "not_assessable"]
    said = Counter(row.official for row in assessed)
    guess, right = max(said.items(), key=lambda one: one[1], default=("", 0))
    agree = sum(row.agreement == "agree" for row in assessed)
    side = sum(row.same_side is True for row in assessed)
    undecided = sum(row.agreement == "undecided" for row in assessed)
    return Tally(place, review, len(group), len(assessed), agree, side, undecided, guess, right)


def official_code(word: str) -> str:
    """The code of an official word, ``""`` for one that is not known.

    >>> official_code("滞后于预期"), official_code("提前达到规划目标")
    ('behind', 'met_early')
    """
    return _official().get(word, "")


@cache
def _official() -> Mapping[str, str]:
    text = files(__package__).joinpath("official.csv").read_text(encoding="utf-8")
    return {row["word"]: row["code"] for row in csv.DictReader(text.splitlines())}


def agreement_of(word: str, official: str) -> str:
    """agree, disagree, undecided or not_assessable.

    Our word on a binding target, a limit of each year or in the target year is of another
    vocabulary than a review's; there it agrees if both say that the target is kept up with, or
    both that it is not.

    >>> agreement_of("behind_time", "behind"), agreement_of("met_early", "ahead")
    ('agree', 'disagree')
    """
    if not word or not official:
        return "not_assessable"
    if word.startswith("undecided"):
        return "undecided"
    if word in _OF_PACE and official in _OF_PACE:
        return "agree" if word == official else "disagree"
    return "agree" if (word in _GOOD) == (official in _GOOD) else "disagree"


def _same_side(word: str, official: str) -> bool | None:
    """Whether both words say that the target is kept up with, or both that it is not."""
    if not word or not official:
        return None
    if word.startswith("undecided:"):
        sides = {one in _GOOD for one in word.partition(":")[2].split("|")}
        return None if len(sides) > 1 else sides.pop() == (official in _GOOD)
    return (word in _GOOD) == (official in _GOOD)


_Tables = tuple[tuple[Target, ...], tuple[Published, ...], tuple[Indicator, ...]]


def _shelf(
    assessment: Assessment, tables: _Tables, sources: Mapping[str, Source], parameters: Parameters
) -> OnFile:
    """The tables as they were public at the review, seen from the area assessed."""
    targets, published, indicators = tables
    settings = replace(
        parameters, as_of=parameters.as_of or assessment.year, place=assessment.place
    )
    by = _date(sources, assessment.source_id)
    public = [
        row
        for row in published
        if row.place == assessment.place
        and row.indicator == assessment.indicator
        and _date(sources, row.source_id, last=True) <= by
    ]
    own = [row for row in targets if row.place == assessment.place]
    places: tuple[Place, ...] = ()
    return on_file((), own, public, indicators, places, settings)


def _date(sources: Mapping[str, Source], source_id: str, *, last: bool = False) -> str:
    """The date of a source; of one dated to the month or year only the last day it may be."""
    date = sources[source_id].published if source_id in sources else ""
    return date + "9999-99-99"[len(date) :] if last else date or "9999"


class _Judged(NamedTuple):
    """A published figure held as a case of the target, and what the engine says of it."""

    figure: Published
    case: Case
    found: Assessed


def _row(assessment: Assessment, shelf: OnFile) -> Validation:
    """The row of one official word on one indicator."""
    key = (assessment.place, assessment.indicator)
    found = [row for row in shelf.targets.get(key, ()) if row.class_ in _CLASSES]
    found.sort(key=lambda row: (not row.main, _CLASSES.index(row.class_), row.target_id))
    if not found:
        return _filled(assessment, None, None, "no_target_on_file")
    judged = _latest(found[0], assessment, shelf)
    if judged is None:
        return _filled(assessment, found[0], None, "no_value_on_file")
    return _filled(assessment, found[0], judged, judged.found.reason)


def _latest(target: Target, assessment: Assessment, shelf: OnFile) -> _Judged | None:
    """The latest figure that can be assessed, else the latest with the reason why it cannot.

    A figure that covers what the target does (a span for a sum or mean) goes before one that does
    not. On the end of a plan only a figure of its last year speaks, or one that is at the target.
    """
    rows = [
        row
        for row in shelf.published.get((target.place, target.indicator), ())
        if row.role == "outcome" and row.year is not None
        if shelf.parameters.within(row.year.last)
        and not (target.base_year and row.year.last <= target.base_year)
    ]
    rows.sort(key=lambda row: (_end(row), _fits(row, target), row.published_id), reverse=True)
    refused: _Judged | None = None
    for row in rows:
        judged = _judged(target, row, shelf)
        over = target.target_year is not None and assessment.year >= target.target_year
        early = over and not judged.case.ended and not holds(judged.case.now, goal_of(judged.case))
        if not judged.found.reason and not early:
            return judged
        if early:
            judged = judged._replace(found=Assessed(reason="no_value_on_file"))
        refused = refused or judged
    return refused


def _judged(target: Target, row: Published, shelf: OnFile) -> _Judged:
    indicator = shelf.indicators.get(target.indicator)
    start = start_year(target, shelf.parameters) or plan_window(target)[0]
    results = shelf.published.get((target.place, target.indicator), ())
    base = base_figure(target, start, results, shelf.parameters, indicator)
    wanted = target_figure(target, shelf.parameters, base)
    now = published_figure(row, shelf.parameters, indicator)
    now = summed(target, now, start, yearly_results(target, indicator, shelf))
    case = make_case(target, now, wanted, base, start, indicator, _end(row), shelf)
    reason = _refused(target, case, shelf)
    return _Judged(row, case, Assessed(reason=reason) if reason else assess(case))


def _end(row: Published) -> int:
    assert row.year is not None
    return row.year.last


def _fits(row: Published, target: Target) -> bool:
    """Whether a figure covers what the target does: a span for a sum or mean, else one year."""
    assert row.year is not None
    spans = row.year.first != row.year.last
    return spans == (target.type in ("cumulative", "mean_growth"))


def _refused(target: Target, case: Case, shelf: OnFile) -> str:
    """Why a published figure does not fit a target, ``""`` where it does."""
    if not same_unit(case.now.unit, case.wanted.unit):
        return "definition_differs"
    assert case.now.year is not None
    spans = case.now.year.first != case.now.year.last
    if target.type == "cumulative" and not spans:
        return "single_year_of_cumulative"
    if target.type in ("level", "yearly", "keep") and spans:
        return "period_differs"
    met = case.ended or holds(case.now, goal_of(case))
    if case.start is not None and not met and target.type in ("level", "rise"):
        if is_revised(target.place, target.indicator, case.start, case.year, shelf):
            return "base_not_comparable"
    return ""


def _counted(assessment: Assessment, rows: Sequence[Validation]) -> Validation:
    """A word on how many indicators are at their target already, with how many are by our count."""
    ours = sum(
        row.at_target
        for row in rows
        if (row.place, row.review) == (assessment.place, assessment.review)
    )
    empty = _filled(assessment, None, None, "")
    return replace(empty, our_count=ours, official_count=assessment.count, agreement="")


def _filled(
    assessment: Assessment, target: Target | None, judged: _Judged | None, reason: str
) -> Validation:
    official = official_code(assessment.word)
    row, case, found = judged or (None, None, Assessed())
    word = "" if reason else found.word
    spoken = case if word else None
    base = case.base if case else None
    measured = base is not None and target is not None and target.type != "cumulative"
    return Validation(
        place=assessment.place,
        review=assessment.review,
        review_year=assessment.year,
        indicator=assessment.indicator,
        target_id=target.target_id if target else "",
        nature=target.nature if target else "",
        target_type=target.type if target else "",
        operator=target.operator if target else "",
        base=base.value if base and measured else None,
        base_year=case.start if case and measured else None,
        observed=case.now.value if case else None,
        observed_year=case.now.year if case else None,
        target=case.wanted.value if case else target.value if target else None,
        target_year=target.target_year if target else None,
        unit=case.wanted.unit if case else target.unit if target else "",
        progress=_number(found.progress),
        time_share=_number(found.time_share),
        at_target=bool(spoken and holds(spoken.now, goal_of(spoken))),
        word=word,
        reason=reason,
        official_word=assessment.word,
        official=official,
        agreement=agreement_of(word, official),
        same_side=_same_side(word, official),
        our_count=None,
        official_count=None,
        word_cagr=word_cagr(spoken) if spoken else "",
        word_un=word_un(spoken) if spoken else "",
        word_destatis=word_destatis(spoken) if spoken else "",
        source_id=assessment.source_id,
        target_source_id=target.source_id if target else "",
        observed_source_id=row.source_id if row else "",
        note=assessment.note,
    )


def _number(value: Fraction | None) -> Number | None:
    return None if value is None else decimal_or_fraction(value)
