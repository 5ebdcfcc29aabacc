"""The comparison table: every statement with every reference it meets, one of them principal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..interval import Interval, as_number
from ..model import Comparison, Indicator, Place, Published, Statement, Target
from ..schema.tables import table
from .engine import Assessed, Case, Goal, assess, goal_of, holds, said
from .figures import Figure, confidence_rank
from .methods import words_of_methods
from .onfile import OnFile, on_file
from .pairing import Pair, case_of, observed_now, pairs_of, restated_base, states_yearly_plan
from .parameters import Parameters
from .reasons import REASONS, reason_against, reason_alone

RELATIONS = table("comparison").column("relation").codes  # the closer to a verdict, the earlier


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
    shelf = on_file(statements, targets, published, indicators, places, parameters)
    rows: list[Comparison] = []
    for statement in statements:
        for code in statement.indicator or ("",):
            rows.extend(_rows_of(statement, code, shelf))
    return rows


def _rows_of(statement: Statement, code: str, shelf: OnFile) -> list[Comparison]:
    alone = reason_alone(statement, shelf.indicators.get(code))
    if statement.sense != "outcome":
        return [_row(statement, code, observed_now(statement, shelf), reason=alone)]
    rows = [_compared(pair, shelf) for pair in pairs_of(statement, code, shelf)]
    if states_yearly_plan(statement):
        rows.append(_own_share(statement, code, shelf))
    if not any(row.relation != "none" or row.target_type for row in rows):
        rows.append(_row(statement, code, observed_now(statement, shelf), reason=alone))
    rows.sort(key=lambda row: _order(row, shelf))
    return [replace(row, principal=at == 0) for at, row in enumerate(rows)]


def _order(row: Comparison, shelf: OnFile) -> tuple[object, ...]:
    """Principal first: by relation, whose target it is, the reason, the source.

    A refused result elsewhere says less than that nothing is on file; a refused target more.
    """
    rank, refused = shelf.geography.rank(row.reference_place), row.relation == "none"
    return (
        RELATIONS.index(row.relation),
        refused and bool(row.reference_id) and not row.target_type,
        0 if refused else rank,
        REASONS.index(row.reason) if row.reason else -1,
        rank,
        confidence_rank(row.confidence),
        str(row.target_year or ""),
        row.reference_id,
    )


def _compared(pair: Pair, shelf: OnFile) -> Comparison:
    """The row of a pair: its word, or the reason why there is none."""
    case = case_of(pair, shelf) if pair.relation in ("verdict", "yearly_plan") else None
    assessed = assess(case) if case is not None and not pair.barred else None
    reason = reason_against(pair, assessed, shelf)
    row = _referred(pair, reason, shelf)
    if reason or pair.relation == "same_fact":
        return row
    gap = pair.now.interval - pair.wanted.interval
    points = (pair.now.point, pair.wanted.point)
    exact = points[0] - points[1] if points[0] is not None and points[1] is not None else None
    row = replace(
        row, gap=as_number(exact), gap_low=as_number(gap.low), gap_high=as_number(gap.high)
    )
    if pair.relation == "verdict" and case is not None and assessed is not None:
        return _judged(row, pair, case, assessed, shelf)
    if pair.relation == "yearly_plan" and case is not None:
        return replace(row, word=said(holds(case.now, goal_of(case)), "done", "not_done"))
    return replace(row, word=_stands(pair)) if pair.relation == "benchmark" else row


def _stands(pair: Pair) -> str:
    """Higher, level or lower than somebody else's target; undecided within rounding."""
    now, wanted = pair.now, pair.wanted
    if now.point is not None and now.point == wanted.point and not now.above:
        return "level"
    above = holds(now, Goal(wanted.interval.high, None, strict=True))
    below = holds(now, Goal(None, wanted.interval.low, strict=True))
    return "higher" if above else "lower" if below else "undecided:lower|higher"


def _judged(row: Comparison, pair: Pair, case: Case, found: Assessed, shelf: OnFile) -> Comparison:
    """The row of a verdict with the word, the numbers behind it and what other methods say."""
    (base, base_year), restated = case.measured_from, restated_base(pair, shelf)
    target = pair.target
    cited = target is not None and (target.source_id or target.plan or target.sentence)
    notes = {
        "source_not_stated": not cited,
        "nature_not_stated": row.nature == "not_stated",
        "base_restated": restated is not None,
        "rests_on_yearly_results": _is_joined(pair, found),
    }
    return replace(
        row,
        word=found.word,
        base=base,
        base_year=base_year,
        restated_base=restated.value if restated else None,
        progress=as_number(found.progress),
        progress_low=as_number(found.bounds.low) if found.bounds else None,
        progress_high=as_number(found.bounds.high) if found.bounds else None,
        time_share=as_number(found.time_share),
        pace_needed=as_number(found.pace_needed),
        note=";".join(filter(None, (row.note, *(code for code, true in notes.items() if true)))),
        **words_of_methods(case),  # type: ignore[arg-type]
    )


def _is_joined(pair: Pair, found: Assessed) -> bool:
    """Whether a sum or mean was made of the results of single years, printed nowhere as such."""
    year = pair.now.year
    return year != pair.statement.year or (
        found.mean is not None and year is not None and year.is_year
    )


def _referred(pair: Pair, reason: str, shelf: OnFile) -> Comparison:
    """The row of a pair with all that its reference says of itself."""
    target, row = pair.target, pair.reference
    valued = pair.wanted.value is not None
    people = [one.figure.value for one in pair.people]
    notes = {
        "document_year": pair.statement.year_from == "document" and pair.now.year is not None,
        "about_band": target is not None and target.operator == "~",
        "computed_per_head": bool(people),
    }
    return _row(
        pair.statement,
        pair.code,
        pair.now,
        relation="none" if reason else pair.relation,
        reason=reason,
        reference_id=pair.reference_id,
        reference_phrase=row.phrase if isinstance(row, Target) else row.name_zh,
        reference_place=row.place,
        reference_level=shelf.geography.levels.get(row.place, "") or row.level,
        target_type=target.type if target else "",
        target_class=target.class_ if target else "",
        nature=target.nature if target else "",
        operator=target.operator if target else "",
        target=pair.wanted.value,
        target_low=as_number(pair.wanted.interval.low) if valued else None,
        target_high=as_number(pair.wanted.interval.high) if valued else None,
        target_unit=pair.wanted.unit,
        target_year=pair.wanted.year,
        per_head=f"per_{pair.scale}" if pair.scale else "",
        observed_population=people[0] if people else None,
        reference_population=people[1] if len(people) > 1 else None,
        note=";".join(code for code, true in notes.items() if true and not reason),
        source_id=row.source_id,
        confidence=row.confidence,
    )


def _own_share(statement: Statement, code: str, shelf: OnFile) -> Comparison:
    """The report's own share of a plan of the year that is not on file: done or not done."""
    now, all_of_it = observed_now(statement, shelf), Decimal(100)
    goal = Goal(Interval.point(all_of_it).low, None)
    return _row(
        statement,
        code,
        now,
        relation="yearly_plan",
        word=said(holds(now, goal), "done", "not_done"),
        reference_place=statement.place,
        reference_level=shelf.geography.levels.get(statement.place, ""),
        target=all_of_it,
        target_low=all_of_it,
        target_high=all_of_it,
        target_unit="%",
        target_year=now.year,
        progress=None if now.point is None else as_number(now.point / 100),
        note="self_reported;plan_not_on_file",
    )


def _row(statement: Statement, code: str, now: Figure, **cells: Any) -> Comparison:
    """A row with the reported figure in its columns."""
    return Comparison(
        report_id=statement.report_id,
        row_id=statement.row_id,
        indicator=code,
        observed=now.value,
        observed_low=as_number(now.interval.low),
        observed_high=as_number(now.interval.high),
        observed_kind=statement.kind,
        observed_approx=statement.approx,
        observed_year=now.year,
        observed_year_from=statement.year_from if now.year else "",
        unit=now.unit,
        **cells,
    )
