"""The comparison table: every statement with every reference it meets, one of them principal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..interval import Interval, Number, decimal_or_fraction
from ..model import Comparison, Indicator, Place, Published, Statement, Target
from .engine import Assessed, Case, assess, difference, goal_of, holds, said
from .figures import Figure, confidence_rank
from .methods import word_cagr, word_destatis, word_un
from .onfile import OnFile, on_file
from .pairing import (
    Pair,
    case_of,
    observed_now,
    pairs_of,
    restated_base,
    states_yearly_plan,
)
from .parameters import Parameters
from .reasons import REASONS, reason_alone, reason_against

RELATIONS = ("verdict", "yearly_plan", "benchmark", "peer", "same_fact", "none")


def compare(
    statements: Sequence[Statement],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Comparison]:
    """A row for each statement and reference, in the order of the report.

    A statement with two codes makes two; each has exactly one principal row. What nothing on file
    can be compared with has one row with relation ``none`` and its reason code.
    """
    settings = parameters or Parameters()
    shelf = on_file(statements, targets, published, indicators, places, settings)
    rows: list[Comparison] = []
    for statement in statements:
        for code in statement.indicator or ("",):
            rows.extend(_rows_of(statement, code, shelf))
    return rows


def _rows_of(statement: Statement, code: str, shelf: OnFile) -> list[Comparison]:
    indicator = shelf.indicators.get(code)
    if statement.sense != "outcome":
        return [_alone(statement, code, reason_alone(statement, indicator), shelf)]
    rows = [_row(pair, shelf) for pair in pairs_of(statement, code, shelf)]
    if states_yearly_plan(statement):
        rows.append(_own_share(statement, code, shelf))
    if all(row.relation == "none" for row in rows) and not _has_own_target(rows, code, shelf):
        rows.append(_alone(statement, code, reason_alone(statement, indicator), shelf))
    rows.sort(key=lambda row: _order(row, shelf))
    return [replace(row, principal=at == 0) for at, row in enumerate(rows)]


def _has_own_target(rows: Sequence[Comparison], code: str, shelf: OnFile) -> bool:
    """Whether a refused row says why a target of the statement's own indicator does not do."""
    return any(row.target_type and row.reason != "no_target_on_file" for row in rows)


def _order(row: Comparison, shelf: OnFile) -> tuple[object, ...]:
    """Principal first: by relation, whose target it is, the reason, the source."""
    return (
        RELATIONS.index(row.relation),
        not row.target_type if row.relation == "none" and row.reference_id else False,
        shelf.geography.rank(row.reference_place) if row.relation != "none" else 0,
        REASONS.index(row.reason) if row.reason else -1,
        shelf.geography.rank(row.reference_place),
        confidence_rank(row.confidence),
        str(row.target_year or ""),
        row.reference_id,
    )


def _row(pair: Pair, shelf: OnFile) -> Comparison:
    """The row of a pair: its word, or the reason why there is none."""
    case = case_of(pair, shelf) if pair.relation in ("verdict", "yearly_plan") else None
    own = case is not None and not pair.barred
    assessed = assess(case) if case is not None and own else None
    if pair.relation == "verdict" and not _cited(pair):
        return _filled(pair, "none", "no_target_on_file", "", None, None, shelf)
    if reason := reason_against(pair, assessed, shelf):
        return _filled(pair, "none", reason, "", None, None, shelf)
    word = assessed.word if assessed else ""
    if pair.relation == "yearly_plan" and case is not None:
        word = said(holds(case.now, goal_of(case)), "done", "not_done")
        assessed = None
    elif pair.relation == "benchmark":
        word = _stands(pair)
    return _filled(pair, pair.relation, "", word, case, assessed, shelf)


def _cited(pair: Pair) -> bool:
    """Whether a target has a source: a row of the sources, or its sentence in the plan."""
    target = pair.target
    return target is None or bool(target.source_id or target.plan or target.sentence)


def _stands(pair: Pair) -> str:
    """Higher, level or lower than somebody else's target; undecided within rounding."""
    now, wanted = pair.now, pair.wanted
    if now.point is not None and now.point == wanted.point and not now.above:
        return "level"
    gap = difference(now.interval, wanted.interval)
    if gap.low is not None and (gap.low > 0 or (gap.low == 0 and now.above)):
        return "higher"
    if gap.high is not None and gap.high < 0:
        return "lower"
    return "undecided:lower|higher"


def _filled(
    pair: Pair,
    relation: str,
    reason: str,
    word: str,
    case: Case | None,
    assessed: Assessed | None,
    shelf: OnFile,
) -> Comparison:
    """Every column of a pair's row; the numbers behind a word only where there is one."""
    target, row = pair.target, pair.reference
    alone = _alone(pair.statement, pair.code, reason, shelf)
    comparable = relation not in ("none", "same_fact")
    gap = difference(pair.now.interval, pair.wanted.interval) if comparable else None
    points = (pair.now.point, pair.wanted.point)
    exact = points[0] - points[1] if points[0] is not None and points[1] is not None else None
    found = assessed or Assessed()
    judged = case if relation == "verdict" else None
    people = [one.figure.value for one in pair.people]
    restated = restated_base(pair, shelf) if relation == "verdict" else None
    return replace(
        alone,
        relation=relation,
        word=word,
        reference_id=pair.reference_id,
        reference_phrase=row.phrase if isinstance(row, Target) else row.name_zh,
        reference_place=row.place,
        reference_level=shelf.geography.levels.get(row.place, row.level),
        target_type=target.type if target else "",
        target_class=target.class_ if target else "",
        nature=target.nature if target else "",
        operator=target.operator if target else "",
        **_observed(pair.now),
        target=pair.wanted.value,
        target_low=_number(pair.wanted.interval.low) if pair.wanted.value is not None else None,
        target_high=_number(pair.wanted.interval.high) if pair.wanted.value is not None else None,
        target_unit=pair.wanted.unit,
        target_year=pair.wanted.year,
        base=pair.base.value if pair.base and target and target.type != "cumulative" else None,
        base_year=pair.start if pair.base else None,
        restated_base=restated.value if restated else None,
        per_head=f"per_{pair.scale}" if pair.scale else "",
        observed_population=people[0] if people else None,
        reference_population=people[1] if len(people) > 1 else None,
        gap=_number(exact) if comparable else None,
        gap_low=_number(gap.low) if gap else None,
        gap_high=_number(gap.high) if gap else None,
        progress=_number(found.progress),
        progress_low=_number(found.bounds.low) if found.bounds else None,
        progress_high=_number(found.bounds.high) if found.bounds else None,
        time_share=_number(found.time_share),
        pace_needed=_number(found.pace_needed),
        word_cagr=word_cagr(judged) if judged else "",
        word_un=word_un(judged) if judged else "",
        word_destatis=word_destatis(judged) if judged else "",
        note=";".join(_notes(pair, relation, found, shelf)),
        source_id=row.source_id,
        confidence=row.confidence,
    )


def _notes(pair: Pair, relation: str, found: Assessed, shelf: OnFile) -> list[str]:
    """Codes of what a reader should know besides."""
    target = pair.target
    notes = {
        "document_year": pair.statement.year_from == "document" and pair.now.year is not None,
        "about_band": target is not None and target.operator == "~",
        "nature_not_stated": relation == "verdict" and bool(target and target.nature == "not_stated"),
        "computed_per_head": bool(pair.people),
        "base_restated": relation == "verdict" and restated_base(pair, shelf) is not None,
        "rests_on_yearly_results": _joined(pair, found),
    }
    return [code for code, holds_true in notes.items() if holds_true]


def _joined(pair: Pair, found: Assessed) -> bool:
    """Whether a sum or mean was made of the results of single years, printed nowhere as such."""
    mean = found.mean is not None and pair.now.year is not None and pair.now.year.is_year
    return mean or pair.now.year != pair.statement.year and pair.now.year is not None


def _own_share(statement: Statement, code: str, shelf: OnFile) -> Comparison:
    """The report's own share of a plan of the year that is not on file: done or not done."""
    now = observed_now(statement, shelf)
    case = Case("level", ">=", Figure(Fraction(100), _hundred(), "%", now.year), now, 0, 0)
    share = None if now.point is None else now.point / 100
    return replace(
        _alone(statement, code, "", shelf),
        relation="yearly_plan",
        word=said(holds(now, goal_of(case)), "done", "not_done"),
        reference_place=statement.place,
        reference_level=shelf.geography.levels.get(statement.place, ""),
        target=decimal_or_fraction(Fraction(100)),
        target_low=decimal_or_fraction(Fraction(100)),
        target_high=decimal_or_fraction(Fraction(100)),
        target_unit="%",
        target_year=now.year,
        progress=_number(share),
        note="self_reported;plan_not_on_file",
    )


def _hundred() -> Interval:
    return Interval.point(100)


def _alone(statement: Statement, code: str, reason: str, shelf: OnFile) -> Comparison:
    """The row of a statement without a reference."""
    now = observed_now(statement, shelf)
    return Comparison(
        report_id=statement.report_id,
        row_id=statement.row_id,
        indicator=code,
        relation="none",
        reason=reason,
        word="",
        principal=True,
        reference_id="",
        reference_phrase="",
        reference_place="",
        reference_level="",
        target_type="",
        target_class="",
        nature="",
        operator="",
        observed_kind=statement.kind,
        observed_approx=statement.approx,
        observed_year_from=statement.year_from if now.year else "",
        target=None,
        target_low=None,
        target_high=None,
        target_unit="",
        target_year=None,
        base=None,
        base_year=None,
        restated_base=None,
        per_head="",
        observed_population=None,
        reference_population=None,
        gap=None,
        gap_low=None,
        gap_high=None,
        progress=None,
        progress_low=None,
        progress_high=None,
        time_share=None,
        pace_needed=None,
        word_cagr="",
        word_un="",
        word_destatis="",
        note="",
        source_id="",
        confidence="",
        **_observed(now),
    )


def _observed(now: Figure) -> dict[str, Any]:
    return {
        "observed": now.value,
        "observed_low": _number(now.interval.low),
        "observed_high": _number(now.interval.high),
        "observed_year": now.year,
        "unit": now.unit,
    }


def _number(value: Fraction | None) -> Number | None:
    return None if value is None else decimal_or_fraction(value)
