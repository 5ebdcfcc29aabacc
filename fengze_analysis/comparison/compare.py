"""The comparison table: every observation against every target it meets, one of them principal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fengze_analysis.comparison.figures import Figure, confidence_rank
from fengze_analysis.comparison.holdings import OnFile, on_file
from fengze_analysis.comparison.pairing import Pair, pairs_of, split_codes, states_yearly_plan
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import FIVE_YEAR_CLASSES
from fengze_analysis.comparison.printing import bounds_text, number_text
from fengze_analysis.comparison.sayings import Saying, say, say_nothing, say_plan_share
from fengze_analysis.comparison.words import REASONS, RELATIONS
from fengze_analysis.model import (
    Comparison,
    Indicator,
    Observation,
    Place,
    Published,
    Target,
)


def compare(
    observations: Sequence[Observation],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Comparison]:
    """The comparison table: one row for each observation and target, in the order of the report.

    An observation with two codes makes two; each has exactly one principal row. What nothing on
    file can be held against has one row with relation ``none`` and its reason code.
    """
    settings = parameters or Parameters()
    shelf = on_file(observations, targets, published, indicators, places, settings)
    rows: list[Comparison] = []
    for observation in observations:
        for code in split_codes(observation):
            rows.extend(_rows_of(observation, code, shelf))
    return rows


def _rows_of(observation: Observation, code: str, shelf: OnFile) -> list[Comparison]:
    pairs = list(pairs_of(observation, code, shelf))
    rows = [_pair_row(pair, shelf) for pair in pairs]
    if states_yearly_plan(observation):
        rows.append(_plan_share_row(observation, code, shelf))
    if not any(map(_has_own_target, pairs)) and all(row.relation == "none" for row in rows):
        nothing = say_nothing(observation, shelf.indicators.get(code))
        rows.append(_row(observation, code, nothing))
    own = {"", *(pair.reference.key for pair in pairs if _has_five_year_target(pair))}
    rows.sort(key=lambda row: _order(row, own, shelf))
    return [replace(row, principal="no" if at else "yes") for at, row in enumerate(rows)]


def _has_own_target(pair: Pair) -> bool:
    """Whether a pair is with a target of the observation's own indicator."""
    return pair.reference.target is not None and not pair.friend


def _has_five_year_target(pair: Pair) -> bool:
    target = pair.reference.target
    return _has_own_target(pair) and target is not None and target.class_ in FIVE_YEAR_CLASSES


def _order(
    row: Comparison, own: set[str], shelf: OnFile
) -> tuple[int, bool, int, int, int, str, str]:
    """Principal first: by relation, by reason in printed order, by whose target, by source.

    Refused results, yearly plans and targets of other indicators come after the rest.
    """
    rank = shelf.geography.rank(row.target_place)
    return (
        RELATIONS.index(row.relation),
        row.relation == "none" and row.target_id not in own,
        REASONS.index(row.reason) if row.reason else -1,
        rank if rank >= 0 else len(shelf.geography.above) + 2,
        confidence_rank(row.confidence),
        row.target_year,
        row.target_id,
    )


def _pair_row(pair: Pair, shelf: OnFile) -> Comparison:
    reference = pair.reference
    return replace(
        _row(pair.observation, pair.code, say(pair, shelf)),
        target_id=reference.key,
        target_place=reference.place,
        target_level=shelf.geography.levels.get(reference.place, reference.level),
        target_year=reference.year,
        observed=_value(pair.now, pair),
        observed_year=pair.now.year,
        target=_value(pair.wanted, pair),
        unit=pair.now.unit,
        target_unit=pair.wanted.unit,
        source_id=reference.source_id,
        confidence=reference.confidence,
    )


def _value(figure: Figure, pair: Pair) -> str:
    """The value as printed, or to four places where it was divided by the people."""
    return number_text(figure.point) if pair.people else figure.value


def _plan_share_row(observation: Observation, code: str, shelf: OnFile) -> Comparison:
    return replace(
        _row(observation, code, say_plan_share(observation)),
        target_place=observation.place,
        target_level=shelf.geography.levels.get(observation.place, ""),
        target_year=observation.period_year,
        target="100",
    )


def _row(observation: Observation, code: str, said: Saying) -> Comparison:
    gap_low, gap_high = bounds_text(said.gap)
    progress_low, progress_high = bounds_text(said.found.bounds)
    return Comparison(
        report_id=observation.report_id,
        row_id=observation.row_id,
        indicator=code,
        relation=said.relation,
        target_id="",
        target_place="",
        target_level="",
        target_year="",
        observed=observation.value,
        observed_year=observation.period_year,
        target="",
        unit=observation.canonical_unit,
        gap=number_text(said.point_gap),
        gap_low=gap_low,
        gap_high=gap_high,
        progress=number_text(said.found.progress),
        progress_low=progress_low,
        progress_high=progress_high,
        time_share=number_text(said.found.time_share),
        pace_needed=number_text(said.pace),
        word=said.word,
        reason=said.reason,
        why=said.why.zh,
        why_en=said.why.en,
        source_id="",
        confidence="",
    )
