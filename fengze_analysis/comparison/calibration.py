"""Calibration: our word beside the official word on the same indicator, by the same code.

The only outside test of the method. Agreement depends on the vintage of the data, so the year of
the value used stands beside the year of the review.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fengze_analysis.comparison.agreement import (
    agreement_of,
    calibration_sentence,
    normal_word,
    same_side,
)
from fengze_analysis.comparison.cases import history_of, is_revised
from fengze_analysis.comparison.figures import Figure, base_figure, best_figure, target_figure
from fengze_analysis.comparison.geography import Geography
from fengze_analysis.comparison.holdings import OnFile
from fengze_analysis.comparison.means import assess
from fengze_analysis.comparison.panel import Method, disagree, panel
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import FIVE_YEAR_CLASSES
from fengze_analysis.comparison.printing import bounds_text, number_text
from fengze_analysis.comparison.verdict import Case, Verdict, measurable, pace_of
from fengze_analysis.comparison.words import text, verdict
from fengze_analysis.model import Assessment, Indicator, Published, Target


@dataclass(frozen=True, slots=True)
class Calibration:
    """An indicator with our word and the official one, the figures they rest on, and the panel.

    ``agreement`` compares the words; ``same_side`` (yes, no or ``""``) only whether both say that
    the target is being kept up with. ``observed_year`` is the vintage of our data.
    """

    place: str
    indicator: str
    name_zh: str
    name_en: str
    target_id: str
    nature: str
    base: str
    base_year: str
    observed: str
    observed_year: str
    target: str
    target_year: str
    unit: str
    progress: str
    progress_low: str
    progress_high: str
    time_share: str
    word: str
    official_word: str
    review: str
    review_year: str
    agreement: str
    agreement_zh: str
    agreement_en: str
    same_side: str
    reason: str
    methods: tuple[Method, ...]
    methods_disagree: bool
    text_zh: str
    text_en: str
    source_id: str
    pace_needed: str = ""
    pace_zh: str = ""
    pace_en: str = ""
    pace_met: bool = False


def calibrate(
    targets: Iterable[Target],
    published: Iterable[Published],
    assessments: Iterable[Assessment],
    indicators: Iterable[Indicator],
    parameters: Parameters | None = None,
) -> list[Calibration]:
    """A row for each official word: ours beside it, on the latest value up to ``as_of``.

    Without ``as_of`` each review's own year is the limit.
    """
    settings = parameters or Parameters()
    codebook = {indicator.code: indicator for indicator in indicators}
    shelf = OnFile(tuple(targets), tuple(published), codebook, Geography(""), settings)
    return [_calibrated(row, shelf) for row in assessments]


def _calibrated(assessment: Assessment, shelf: OnFile) -> Calibration:
    limit = shelf.parameters.as_of or assessment.year
    shelf = replace(shelf, parameters=replace(shelf.parameters, as_of=limit))
    target = _target_of(assessment, shelf)
    if target is None:
        return _row(assessment, None, None, Verdict(reason="no_target_on_file"), shelf)
    case, reason = _case(target, shelf)
    found = assess(case, shelf.parameters) if case and not reason else Verdict(reason=reason)
    return _row(assessment, target, case, found, shelf)


def _target_of(assessment: Assessment, shelf: OnFile) -> Target | None:
    wanted = (assessment.place, assessment.indicator)
    found = [
        row
        for row in shelf.targets
        if (row.place, row.indicator) == wanted and row.class_ in FIVE_YEAR_CLASSES
    ]
    found.sort(key=lambda row: (row.main != "yes", FIVE_YEAR_CLASSES.index(row.class_)))
    return found[0] if found else None


def _case(target: Target, shelf: OnFile) -> tuple[Case | None, str]:
    """The figures of a target with the latest published value, or why there are none."""
    if not measurable(target):
        return None, "not_measurable"
    indicator = shelf.indicators.get(target.indicator)
    base = base_figure(target, shelf.published, shelf.parameters, indicator)
    now = _latest(target, base, shelf, indicator)
    if now is None:
        return None, "no_value_on_file"
    wanted = target_figure(target, shelf.parameters, base)
    history = history_of(target.place, target.indicator, shelf)
    case = Case(target, wanted, base, now, indicator, history)
    revised = base is not None and is_revised(
        target.place, target.indicator, base.year, now.year, shelf
    )
    return case, "base_not_comparable" if revised else ""


def _latest(
    target: Target, base: Figure | None, shelf: OnFile, indicator: Indicator | None
) -> Figure | None:
    rows = [
        row
        for row in shelf.published
        if (row.place, row.indicator, row.role) == (target.place, target.indicator, "outcome")
        and row.year
        and shelf.parameters.within(row.year)
        and not (base and row.year <= base.year)
    ]
    last = max((row.year for row in rows), default="")
    newest = [row for row in rows if row.year == last]
    return best_figure(newest, shelf.parameters, indicator)


def _row(
    assessment: Assessment,
    target: Target | None,
    case: Case | None,
    found: Verdict,
    shelf: OnFile,
) -> Calibration:
    indicator = shelf.indicators.get(assessment.indicator)
    pace = pace_of(case) if case and found.bounds else None
    methods = _methods(case, found, shelf)
    return Calibration(
        place=assessment.place,
        indicator=assessment.indicator,
        name_zh=indicator.name_zh if indicator else "",
        name_en=indicator.name_en if indicator else "",
        target_id=target.target_id if target else "",
        nature=target.nature if target else "",
        review=assessment.review,
        review_year=assessment.year,
        reason=found.reason,
        methods=methods,
        methods_disagree=disagree(methods),
        source_id=assessment.source_id,
        pace_needed=number_text(pace.change if pace else None),
        pace_zh=pace.text_zh if pace else "",
        pace_en=pace.text_en if pace else "",
        pace_met=pace is not None and pace.met,
        **_figures(target, case),
        **_numbers(found),
        **_words(assessment, case, found),
    )


def _words(assessment: Assessment, case: Case | None, found: Verdict) -> dict[str, str]:
    official = normal_word(assessment.word)
    word = found.word or verdict("not_assessable")
    agreement = agreement_of(word, official, found.reason)
    words = text("agreement", agreement)
    said = calibration_sentence(assessment, word, official, words, found, case)
    return {
        "word": word,
        "official_word": official,
        "agreement": agreement,
        "agreement_zh": words.zh,
        "agreement_en": words.en,
        "same_side": same_side(word, official, found.reason),
        "text_zh": said.zh,
        "text_en": said.en,
    }


def _numbers(found: Verdict) -> dict[str, str]:
    low, high = bounds_text(found.bounds)
    return {
        "progress": number_text(found.progress),
        "progress_low": low,
        "progress_high": high,
        "time_share": number_text(found.time_share),
    }


def _figures(target: Target | None, case: Case | None) -> dict[str, str]:
    """The printed figures a row rests on: of the case where there is one, else of the target."""
    base = case.base if case else None
    return {
        "base": base.value if base else target.base_value if target else "",
        "base_year": base.year if base else target.base_year if target else "",
        "observed": case.now.value if case else "",
        "observed_year": case.now.year if case else "",
        "target": case.wanted.value if case else target.value if target else "",
        "target_year": target.target_year if target else "",
        "unit": case.wanted.unit if case else target.unit if target else "",
    }


def _methods(case: Case | None, found: Verdict, shelf: OnFile) -> tuple[Method, ...]:
    if case is None or case.base is None or found.bounds is None:
        return ()
    return panel(case.base, case.now, case.wanted, shelf.parameters.delta)
