"""The comparison table: every statement with every reference it meets, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from ..interval import Exact, Interval, as_number
from ..lexicon.subject import subject
from ..model import Comparison, Indicator, Place, Published, Statement, Target, undecided
from ..rounding import RATES
from ..schema.tables import table
from .engine import (
    Assessed,
    Case,
    Goal,
    Observation,
    assess,
    goal_of,
    holds,
    word_of,
    words_of_methods,
)
from .onfile import SOURCE_RANKS, OnFile, is_own_share, on_file, plan_window, says
from .pairing import Pair, make_case, pairs_of, restated_base
from .parameters import Parameters

RELATIONS = table("comparison").column("relation").codes  # the closer to a verdict, the earlier
_PARTS = re.compile("[；;]")
_RATIO = ("∶", "：", ":")
REASONS = table("comparison").column("reason").codes  # in the order in which they are tried

_Cells: TypeAlias = dict[str, Any]


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
    return compare_filed(on_file(statements, targets, published, indicators, places, parameters))


def compare_filed(filed: OnFile) -> list[Comparison]:
    """The rows of :func:`compare`, where the tables are put on file already."""
    each = ((row, code) for row in filed.statements for code in row.indicator or ("",))
    return [found for row, code in each for found in _rows_of(row, code, filed)]


def _rows_of(statement: Statement, code: str, filed: OnFile) -> list[Comparison]:
    now, rows = filed.observed_figure(statement), []
    if statement.sense == "outcome":
        rows = [_compared(pair, filed) for pair in pairs_of(statement, code, now, filed)]
        if is_own_share(statement):
            rows.append(_own_share(statement, code, now, filed))
    if not any(row.relation != "none" or row.target_type for row in rows):
        reason = _reason_alone(statement, filed.indicators.get(code))
        rows.append(_row(statement, code, now, {"reason": reason}))
    if len(rows) > 1:
        rows.sort(key=lambda row: _order(row, filed))
    return [rows[0], *(row._replace(principal=False) for row in rows[1:])]


def _order(row: Comparison, filed: OnFile) -> tuple[object, ...]:
    """Principal first; a refused result elsewhere says less than that nothing is on file."""
    rank, refused = filed.ranks.get(row.reference_place, 99), row.relation == "none"
    elsewhere = refused and bool(row.reference_id) and not row.target_type
    tried = REASONS.index(row.reason) if row.reason else -1
    first = RELATIONS.index(row.relation), elsewhere, 0 if refused else rank, tried, rank
    return *first, SOURCE_RANKS.get(row.confidence, 3), str(row.target_year or ""), row.reference_id


def _compared(pair: Pair, filed: OnFile) -> Comparison:
    case, target = None, pair.target
    dated = pair.relation in ("verdict", "yearly_plan") and pair.now.year is not None
    if target is not None and dated and (target.target_year or target.type == "yearly"):
        case = make_case(target, pair.indicator, pair.now, (pair.wanted, pair.base), filed)
    assessed = assess(case) if case is not None and not pair.barred else None
    reason = _reason_against(pair, case, assessed, filed)
    cells, now, wanted = _referred(pair, reason, filed), pair.now, pair.wanted
    if not reason and pair.relation != "same_fact":
        known = now.point is not None and wanted.point is not None
        exact = as_number(now.point - wanted.point) if known else None  # type: ignore[operator]
        cells |= _with_ends("gap", exact, now.interval - wanted.interval)
        if pair.relation == "verdict" and case is not None and assessed is not None:
            cells |= _judged(cells, pair, case, assessed, filed)
        elif pair.relation == "yearly_plan" and case is not None:
            cells["word"] = word_of(holds(now, goal_of(case)), "done", "not_done")
        elif pair.relation == "benchmark":
            cells["word"] = _stands(now, wanted)
    return _row(pair.statement, pair.code, now, cells)


def _with_ends(name: str, value: Exact | None, interval: Interval | None) -> _Cells:
    low, high = (interval.low, interval.high) if interval else (None, None)
    return {name: value, f"{name}_low": as_number(low), f"{name}_high": as_number(high)}


def _stands(now: Observation, wanted: Observation) -> str:
    """Higher, level or lower than somebody else's target; undecided within rounding."""
    if now.point is not None and now.point == wanted.point and not now.above:
        return "level"
    above = holds(now, Goal(wanted.interval.high, None, strict=True))
    below = holds(now, Goal(None, wanted.interval.low, strict=True))
    return "higher" if above else "lower" if below else undecided("lower", "higher")


def _judged(cells: _Cells, pair: Pair, case: Case, found: Assessed, filed: OnFile) -> _Cells:
    (base, base_year), restated = case.measured_from, restated_base(pair, filed)
    target, year = pair.target, pair.now.year
    cited = target is not None and (target.source_id or target.plan or target.sentence)
    of_means = found.mean is not None and year is not None and year.is_year
    notes = _noted(
        source_not_stated=not cited,
        nature_not_stated=cells["nature"] == "not_stated",
        base_restated=restated is not None,
        # a sum or mean of the results of single years is printed nowhere as such
        rests_on_yearly_results=year != pair.statement.year or of_means,
    )
    judged: _Cells = {"word": found.word, "note": ";".join(filter(None, (cells["note"], notes)))}
    judged |= {"base": base, "base_year": base_year, **words_of_methods(case)}
    judged |= _with_ends("progress", as_number(found.progress), found.bounds)
    judged |= {"time_share": as_number(found.time_share)}
    judged |= {"pace_needed": as_number(found.pace_needed)}
    return judged | {"restated_base": restated.value if restated else None}


def _noted(**notes: bool) -> str:
    return ";".join(code for code, true in notes.items() if true)


def _referred(pair: Pair, reason: str, filed: OnFile) -> _Cells:
    row, wanted = pair.reference, pair.wanted
    ours, theirs = (*(one.value for one in pair.people), None, None)[:2]
    notes = _noted(
        document_year=pair.statement.year_from == "document" and pair.now.year is not None,
        about_band=isinstance(row, Target) and row.operator == "~",
        computed_per_head=bool(pair.people),
    )
    cells: _Cells = {
        "relation": "none" if reason else pair.relation,
        "reason": reason,
        "note": "" if reason else notes,
        "reference_place": row.place,
        "reference_level": filed.levels.get(row.place, "") or row.level,
        **_with_ends("target", wanted.value, None if wanted.value is None else wanted.interval),
        "target_unit": wanted.unit,
        "target_year": wanted.year,
        "per_head": f"per_{pair.scale}" if pair.scale else "",
        "observed_population": ours,
        "reference_population": theirs,
        "source_id": row.source_id,
        "confidence": row.confidence,
    }
    if isinstance(row, Published):
        return cells | {"reference_id": row.published_id, "reference_phrase": row.name_zh}
    return cells | {
        "reference_id": row.target_id,
        "reference_phrase": row.phrase,
        "target_type": row.type,
        "target_class": row.class_,
        "nature": row.nature,
        "operator": row.operator,
    }


def _own_share(statement: Statement, code: str, now: Observation, filed: OnFile) -> Comparison:
    cells: _Cells = {
        "relation": "yearly_plan",
        "reference_place": statement.place,
        "reference_level": filed.levels.get(statement.place, ""),
        **_with_ends("target", Decimal(100), Interval.point(100)),
        "target_unit": "%",
        "target_year": now.year,
        "word": word_of(holds(now, Goal(Fraction(100), None)), "done", "not_done"),
        "progress": None if now.point is None else as_number(now.point / 100),
        "note": "self_reported;plan_not_on_file",
    }
    return _row(statement, code, now, cells)


def _row(statement: Statement, code: str, now: Observation, cells: _Cells) -> Comparison:
    return Comparison(
        report_id=statement.report_id,
        row_id=statement.row_id,
        indicator=code,
        **_with_ends("observed", now.value, now.interval),
        unit=now.unit,
        observed_kind=statement.kind,
        observed_approx=statement.approx,
        observed_year=now.year,
        observed_year_from=statement.year_from if now.year else "",
        **cells,
    )


def _reason_alone(statement: Statement, indicator: Indicator | None) -> str:
    if statement.sense != "outcome":
        return "not_an_outcome"
    if indicator is not None and indicator.stage == "activity":
        return "activity_count"
    words = statement.indicator_phrase + (indicator.name_zh if indicator else "")
    insured = statement.canonical_unit in ("人", "名") and says(words, "insured")
    return "headcount_without_denominator" if insured else "no_target_on_file"


def _reason_against(pair: Pair, case: Case | None, assessed: Assessed | None, filed: OnFile) -> str:
    """The first reason code in printed order that forbids the comparison, ``""`` if none does."""
    if pair.barred:  # a false friend
        return pair.barred
    row, target = pair.statement, pair.target
    kind = target.type if target else ""
    summed = pair.spans or says(row.status, "summed")
    national = pair.indicator is not None and not pair.indicator.district_level
    asked = not national and (target is None or target.applies_to_district is not False)
    fails = {
        # a rise asks for a level that only its base gives, unless a rise is reported
        "no_baseline": kind == "rise" and pair.base is None and row.kind != "change",
        "definition_differs": _definition_differs(pair),
        "scope_differs": _scope_differs(pair, filed),
        "period_differs": _period_differs(pair, filed),
        "period_unclear": pair.now.year is None,
        "stock_or_flow_unclear": _stock_or_flow_unclear(pair),
        "single_year_of_cumulative": kind == "cumulative" and not summed,
        "base_not_comparable": _base_not_comparable(pair, case, filed),
        "not_measurable": target is not None and not _is_measurable(target),
        "unit_unclear": not pair.now.unit and pair.wanted.unit != "",
        "level_not_applicable": target is not None and filed.is_district and not asked,
    }
    undefined = assessed.reason if assessed else ""  # what does not fit needs no base
    unfit = any(fails[code] for code in ("definition_differs", "scope_differs", "period_differs"))
    if undefined and not (undefined == "no_baseline" and unfit):
        fails[undefined] = True
    return next((code for code in REASONS if fails.get(code)), "")


def rests_on_base(case: Case) -> bool:
    """Whether a level or rise needs its base: not at the target, nor in the target year."""
    measured = case.start is not None and case.type in ("level", "rise")
    return measured and not case.ended and not holds(case.now, goal_of(case))


def is_revised(target: Target, case: Case, filed: OnFile) -> bool:
    """Whether a census or revision between base and result splits the series of a target."""
    rows = filed.figures(target.indicator, target.place)
    years = (row.year for row in rows if says(row.qualifier + row.note, "revised"))
    return any(year and (case.start or 0) < year.last <= case.year for year in years)


def _definition_differs(pair: Pair) -> bool:
    price = pair.target.price if pair.target else ""
    other = {"current": "可比价", "comparable": "现价"}.get(price)
    if _other_form(pair) or _of_structure(pair) or _of_no_subject(pair):
        return True
    if other and other in pair.statement.sentence:
        return True
    if pair.now.unit and not pair.wanted.unit and pair.wanted.value is not None:
        return True
    # a mean growth may be taken from two levels, but never a real growth of money
    from_levels = pair.target is not None and pair.target.type == "mean_growth" and pair.base
    if from_levels and pair.now.unit not in (*RATES, "元", "美元"):
        return False
    units = (pair.now.unit, pair.wanted.unit)
    return all(units) and not pair.now.is_measured_as(pair.wanted)


def _of_structure(pair: Pair) -> bool:
    """A number of 三次产业结构2.9∶38.9∶58.2 that no indicator is known for: one of three."""
    row = pair.statement
    alone = not pair.code and not pair.now.unit
    return alone and (row.behind[:1] in _RATIO or row.before[-1:] in _RATIO)


def _of_no_subject(pair: Pair) -> bool:
    """A plan's 完成投资 or 重点项目 counts other projects than the report's next sentence does."""
    if pair.indicator is None or pair.target is None or not pair.target.sentence:
        return False
    return not subject(pair.indicator.name_zh.removesuffix("数"))


def _other_form(pair: Pair) -> bool:
    row, target = pair.statement, pair.target
    if row.kind == "change":
        growing = ("mean_growth", "yearly", "rise", "cumulative")
        grows = target is not None and target.type in growing and pair.wanted.unit in RATES
        return pair.form != "growth" and not grows
    if row.kind == "share" and pair.form == "growth" and not pair.code:
        return True  # 生产总值占全省37.8% bears the name of a growth
    if (row.kind == "rank") != (pair.form == "rank" or pair.wanted.unit == "位"):
        return True
    if target is None or target.type not in ("level", "keep"):
        return False
    added = says(row.status, "added") and not says(target.phrase, "added")
    return (added and pair.form in ("level", "count", "")) or (pair.spans and pair.form == "growth")


def _scope_differs(pair: Pair, filed: OnFile) -> bool:
    if pair.sized or (pair.relation != "same_fact" and pair.statement.place != filed.own):
        return True
    coverage = pair.target.coverage if pair.target else ""
    return not says(coverage, "whole_area") and coverage not in pair.statement.sentence


def _period_differs(pair: Pair, filed: OnFile) -> bool:
    year, target = pair.now.year, pair.target
    if year is None:
        return False
    if isinstance(pair.reference, Published):  # the two periods are compared as such
        row = pair.reference
        summed = says(row.qualifier + row.name_zh, "summed") and pair.form in ("flow", "count")
        running = summed and not pair.spans and not says(pair.statement.status, "summed")
        return running or year != row.year or not filed.parameters.within(year.last)
    in_period = pair.form in ("growth", "flow", "count") and not pair.spans
    part = year.part or (in_period and says(pair.statement.period, "part_of_year"))
    if part or not filed.parameters.within(year.last):
        return True
    if target is None or target.target_year is None:
        return False
    if target.class_ == "yearly_plan":
        return year.last != target.target_year or pair.spans
    if _is_part_of_rise(pair, target) or (pair.spans and not _span_fits(pair, target)):
        return True
    if pair.relation == "verdict":
        first, last = plan_window(target)
        return (first is not None and year.last <= first) or year.last > (last or year.last)
    return year.last > target.target_year or (target.type == "mean_growth" and not pair.spans)


def _span_fits(pair: Pair, target: Target) -> bool:
    # The span of a level is that of its text (五年来…达): its last year counts. A growth that is
    # not called a yearly mean is no mean, whatever span its text is about.
    row = pair.statement
    if target.type == "mean_growth" and not _is_mean(row):
        return False
    if target.type in ("cumulative", "mean_growth", "rise"):
        return _begins_with_plan(pair)
    summed = pair.form == "flow" or says(row.status, "summed")
    return target.type in ("level", "keep") and row.kind != "change" and not summed


def _is_mean(row: Statement) -> bool:
    """Whether a change is called a yearly mean: by its basis, else in its part of the sentence."""
    return says(row.basis or _PARTS.split(row.before)[-1], "mean")


def _begins_with_plan(pair: Pair) -> bool:
    """Whether a span has the plan's first year; 2020—2025年 may print the one before."""
    start, year = pair.start, pair.now.year
    if start is None or year is None or year.first == start + 1:
        return True
    return year.first == start and str(start) in pair.statement.period


def _is_part_of_rise(pair: Pair, target: Target) -> bool:
    """Whether a reported change is only a year's or a yearly mean, where the plan's is asked."""
    row, start = pair.statement, pair.start
    if target.type != "rise" or row.kind != "change":
        return False
    whole = pair.spans or (start is not None and str(start) in row.basis)
    return not whole or _is_mean(row)


def _stock_or_flow_unclear(pair: Pair) -> bool:
    """A count that says neither stock nor new (建成5G基站1400个) may be either of them."""
    reference = pair.reference
    if isinstance(reference, Target) and _is_stock_for_flow(pair, reference):
        return True
    if pair.form != "count" or says(pair.statement.status, "stated"):
        return False
    if isinstance(reference, Target):
        return reference.type in ("level", "cumulative", "keep")
    stock = says(reference.as_of + reference.qualifier + reference.name_zh, "stock")
    return pair.relation == "peer" and stock


def _is_stock_for_flow(pair: Pair, target: Target) -> bool:
    """Whether a count that has reached a number meets a target of what a year or span adds."""
    row = pair.statement
    if target.type not in ("yearly", "cumulative") or pair.form in ("flow", "rate", "growth"):
        return False
    if row.kind != "amount" or says(row.canonical_unit, "flow_unit"):
        return False
    summed = target.type == "yearly" and says(row.status, "summed")
    reached = summed or says(row.before, "reaches")
    added = says(row.status + row.indicator_phrase, "added")
    return (reached and not added) or says(row.indicator_phrase, "total")


def _base_not_comparable(pair: Pair, case: Case | None, filed: OnFile) -> bool:
    target = pair.target
    if pair.relation != "verdict" or target is None or case is None:
        return False
    if target.type == "cumulative":
        return pair.spans and not _begins_with_plan(pair)
    return rests_on_base(case) and (target.coverage == "调整" or is_revised(target, case, filed))


def _is_measurable(target: Target) -> bool:
    numbered = target.value is not None or (target.type == "keep" and target.base_value is not None)
    timed = target.target_year is not None or target.type in ("yearly", "keep")
    return target.type != "qualitative" and numbered and timed
