"""Plans of the year that the report speaks of, and other figures that follow by computing."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from ..comparison.derived import Derived
from ..comparison.words import english
from ..interval import format_number
from ..model import Comparison
from ..publishing.cells import Cell, Column, PageTable, Words, link_surfaces, printed
from ..study import Study
from . import citing
from .coverage import observation_name, rows_by_id
from .outcomes import citation
from .saying import joined, say, tallied

_PLANS = (
    Column("share", "原文数据", "As printed", "printed"),
    Column("amount", "所占的数据", "Share of", "printed"),
    Column("name", "所指内容", "What is measured"),
    Column("word", "结论", "Judgement", "tag"),
    Column("share_range", "舍入区间", "With rounding"),
    Column("implied", "反推的计划（推算）", "Implied plan (computed)"),
    Column("source", "来源", "Source"),
    Column("implied_low", "推算下限", "Implied, low", "number", shown=False),
    Column("implied_high", "推算上限", "Implied, high", "number", shown=False),
)
_DERIVED = (
    Column("name", "推算什么", "What is computed"),
    Column("formula", "怎样推算", "How"),
    Column("value", "约为", "About"),
    Column("range", "区间", "Interval"),
    Column("low", "下限", "Low", "number", shown=False),
    Column("high", "上限", "High", "number", shown=False),
    Column("unit", "单位", "Unit", shown=False),
    Column("inputs", "所用数据行", "Inputs", shown=False),
)


def plans_line(study: Study) -> Words:
    """What can be checked against a plan of the year, and the plan that the report implies."""
    rows = [row for row in study.comparisons if row.relation == "yearly_plan"]
    own_word = [row for row in rows if not row.target_id]
    on_file = Counter(row.word for row in rows if row.target_id)
    if not rows:
        return say("plan_none")
    parts = [_plan_phrase(study, row) for row in own_word]
    if own_word:
        parts.append(say("plan_note"))
    if on_file:
        parts.append(say("plan_on_file", words=tallied(on_file)))
    return joined(parts)


def _plan_phrase(study: Study, row: Comparison) -> Words:
    share = rows_by_id(study)[row.row_id]
    word = Words(row.word, english(row.word))
    blanks: dict[str, Words | str] = {
        "share": printed(share),
        "basis": share.basis,
        "word": word,
    }
    implied = _implied(study, row)
    if implied is None:
        return say("plan_bare", **blanks)
    amount = rows_by_id(study)[implied.inputs[0]]
    return say(
        "plan_one",
        name=observation_name(study, amount.row_id, implied.indicator),
        amount=citing.glossed(amount),
        plan=_range(implied),
        **blanks,
    )


def _implied(study: Study, row: Comparison) -> Derived | None:
    found = (one for one in study.derived if one.kind == "implied_plan")
    return next((one for one in found if one.inputs[-1] == row.row_id), None)


def _range(one: Derived) -> Words:
    """The interval of a computed figure as read, its ends rounded outward."""
    return citing.spread(one.low, one.high, one.unit)


def plans_table(study: Study) -> PageTable:
    """Every comparison with a plan of the year, the report's own share among them."""
    rows = [row for row in study.comparisons if row.relation == "yearly_plan"]
    title = Words("与年度计划核对", "Against a plan of the year")
    cells = tuple(_plan_row(study, row) for row in rows)
    return PageTable("plans", title, _PLANS, cells, citation=citation(study))


def _plan_row(study: Study, row: Comparison) -> tuple[Cell, ...]:
    implied = _implied(study, row)
    amount = rows_by_id(study)[implied.inputs[0]] if implied else None
    code = implied.indicator if implied else row.indicator
    low, high = (_percent(row.progress_low), _percent(row.progress_high))
    return (
        printed(rows_by_id(study)[row.row_id]),
        printed(amount) if amount else "—",
        observation_name(study, amount.row_id if amount else row.row_id, code),
        citing.word_tag(row),
        citing.spread(low, high, "%") if low or high else "—",
        _range(implied) if implied else citing.asked(study, row),
        citing.source_cell(study, row.source_id, row.confidence),
        implied.low if implied else "",
        implied.high if implied else "",
    )


def _percent(share: str) -> str:
    return format_number(Fraction(share) * 100) if share else ""


def derived_table(study: Study) -> PageTable:
    """The computed figures with their inputs and intervals."""
    title = Words("推算数据", "Computed figures")
    rows = tuple(_derived_row(study, one) for one in study.derived)
    return PageTable("derived", title, _DERIVED, rows, say("derived_note"), citation(study))


def _derived_row(study: Study, one: Derived) -> tuple[Cell, ...]:
    known = rows_by_id(study)
    inputs = [known[key] for key in one.inputs if key in known]
    first = inputs[0]
    said = citing.amount(first.value, first.canonical_unit).en
    formula = one.formula_en.replace(said, citing.glossed(first).en, 1)
    return (
        Words(one.name_zh, one.name_en),
        Words(link_surfaces(one.formula_zh, inputs), link_surfaces(formula, inputs[1:])),
        citing.rough(one.value, one.unit),
        _range(one),
        one.low,
        one.high,
        one.unit,
        ";".join(one.inputs),
    )
