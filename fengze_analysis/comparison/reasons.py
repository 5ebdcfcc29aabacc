"""Why a statement and a reference are not compared: a closed list, the first that applies wins."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model import Indicator, Published, Statement, Target
from ..published import RATES
from ..schema.tables import table
from .engine import Assessed, Case, goal_of, holds
from .figures import same_unit
from .onfile import OnFile, plan_window
from .pairing import Pair, case_of

REASONS = table("comparison").column("reason").codes  # in the order in which they are tried
_WHOLE_AREA = re.compile(r"全(?:国|省|市|区|县|域|社会|口径)?")
_NO_COVERAGE = ("", "同口径", "调整", "未载明")
_PART_OF_YEAR = re.compile(r"期间|季度|上半年|下半年|[0-9一二三四五六七八九十]月|周|假期|双节")
_ADDED = ("新增", "净增", "新建", "新签", "改造")
_SUMMED = ("累计", "共计")
_STATED = (*_ADDED, *_SUMMED, "现有", "共有", "全部", "总量", "存量")
_STOCK = re.compile(r"末|底|累计|总量|总数|存量|保有")
_TOTAL = re.compile(r"总数|总量|总规模|存量|保有量")
_REACHES = re.compile(r"(?:达到?|增至|增加到|突破|拥有|共有|超过?|总数|总量)$")
_MEAN = re.compile(r"年均|平均|年递增")
_FLOWING = ("元", "美元", "人次", "标箱", "吨", "平方米", "亩", "公里", "千米")
_REVISED = re.compile(r"人口普查|经济普查|修订|口径调整")


def reason_alone(statement: Statement, indicator: Indicator | None) -> str:
    """The reason code of a statement that nothing on file can be compared with."""
    if statement.sense != "outcome":
        return "not_an_outcome"
    if indicator is not None and indicator.stage == "activity":
        return "activity_count"
    words = statement.indicator_phrase + (indicator.name_zh if indicator else "")
    insured = statement.canonical_unit in ("人", "名") and _has(words, ("保险", "参保"))
    return "headcount_without_denominator" if insured else "no_target_on_file"


def reason_against(pair: Pair, assessed: Assessed | None, shelf: OnFile) -> str:
    """The first reason code in printed order that forbids the comparison, ``""`` if none does.

    ``assessed`` is what the engine says of a pair with an own target. A false friend is refused
    as such; what does not fit a target needs no base.
    """
    if pair.barred:
        return pair.barred
    unfit = (_definition_differs, _scope_differs, _period_differs)
    undefined = assessed.reason if assessed else ""
    if undefined == "no_baseline" and any(rule(pair, shelf) for rule in unfit):
        undefined = ""
    for code in REASONS:
        rule = _RULES.get(code)
        if code == undefined or (rule is not None and rule(pair, shelf)):
            return code
    return ""


def rests_on_base(case: Case) -> bool:
    """Whether a level or rise needs its base: not at the target, nor in the target year."""
    measured = case.start is not None and case.type in ("level", "rise")
    return measured and not case.ended and not holds(case.now, goal_of(case))


def is_revised(target: Target, case: Case, shelf: OnFile) -> bool:
    """Whether a census or revision between base and result splits the series of a target."""
    return any(
        row.year is not None
        and (case.start or 0) < row.year.last <= case.year
        and _REVISED.search(row.qualifier + row.note) is not None
        for row in shelf.published.get((target.place, target.indicator), ())
    )


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _before(row: Statement) -> str:
    """The sentence up to the figure."""
    return row.sentence[: max(row.sentence.find(row.surface), 0)]


def _form(pair: Pair) -> str:
    return pair.indicator.form if pair.indicator else ""


def _no_baseline(pair: Pair, _: OnFile) -> bool:
    """A rise asks for a level that only its base gives, unless a rise is reported."""
    side = pair.side
    rises = side is not None and side.target.type == "rise" and side.base is None
    return rises and pair.statement.kind != "change"


def _definition_differs(pair: Pair, _: OnFile) -> bool:
    """Another form (a change, a rank, an addition), other prices or another unit."""
    price = pair.target.price if pair.target else ""
    other = {"current": "可比价", "comparable": "现价"}.get(price, "")
    if _other_form(pair) or (other and other in pair.statement.sentence):
        return True
    units = (pair.now.unit, pair.wanted.unit)
    return all(units) and not same_unit(*units) and not _growth_from_levels(pair)


def _other_form(pair: Pair) -> bool:
    row, target, form = pair.statement, pair.target, _form(pair)
    if row.kind == "change":
        growing = ("mean_growth", "yearly", "rise", "cumulative")
        grows = target is not None and target.type in growing and pair.wanted.unit in RATES
        return form != "growth" and not grows
    if (row.kind == "rank") != (form == "rank" or pair.wanted.unit == "位"):
        return True
    if target is None or target.type not in ("level", "keep"):
        return False
    added = _has(row.status, _ADDED) and not _has(target.phrase, _ADDED)
    return (added and form in ("level", "count", "")) or (pair.spans and form == "growth")


def _growth_from_levels(pair: Pair) -> bool:
    """Whether a mean growth may be taken from two levels: never a real growth of money."""
    side = pair.side
    based = side is not None and side.target.type == "mean_growth" and side.base is not None
    return based and pair.now.unit not in (*RATES, "元", "美元")


def _scope_differs(pair: Pair, shelf: OnFile) -> bool:
    if pair.relation != "same_fact" and pair.statement.place != shelf.geography.own:
        return True
    coverage = pair.target.coverage if pair.target else ""
    partial = coverage not in _NO_COVERAGE and not _WHOLE_AREA.fullmatch(coverage)
    return pair.sized or (partial and coverage not in pair.statement.sentence)


def _period_differs(pair: Pair, shelf: OnFile) -> bool:
    year, target = pair.now.year, pair.target
    if year is None:
        return False
    if isinstance(pair.reference, Published):  # the two periods are compared as such
        row, form = pair.reference, _form(pair)
        summed = _has(row.qualifier + row.name_zh, _SUMMED) and form in ("flow", "count")
        running = summed and not pair.spans and not _has(pair.statement.status, _SUMMED)
        return running or year != row.year or not shelf.parameters.within(year.last)
    if not shelf.parameters.within(year.last) or _is_part_of_year(pair):
        return True
    if target is None or target.target_year is None:
        return False
    if target.class_ == "yearly_plan":
        return year.last != target.target_year or pair.spans
    if pair.spans and not _span_fits(pair, target):
        return True
    if pair.relation == "verdict":
        first, last = plan_window(target)
        return (first is not None and year.last <= first) or year.last > (last or year.last)
    one_year_of_mean = target.type == "mean_growth" and not pair.spans
    return year.last > target.target_year or one_year_of_mean


def _is_part_of_year(pair: Pair) -> bool:
    if pair.now.year is not None and pair.now.year.part:
        return True
    in_period = _form(pair) in ("growth", "flow", "count") and not pair.spans
    return in_period and _PART_OF_YEAR.search(pair.statement.period) is not None


def _span_fits(pair: Pair, target: Target) -> bool:
    """Whether a figure about a span can be compared: sums and means of the plan's own years.

    The span of a level is that of its text (五年来…达): its last year counts. A growth that is not
    called a yearly mean is no mean, whatever span its text is about.
    """
    if target.type == "mean_growth" and not _MEAN.search(_before(pair.statement)):
        return False
    if target.type in ("cumulative", "mean_growth", "rise"):
        return _begins_with_plan(pair)
    return target.type in ("level", "keep") and pair.statement.kind != "change"


def _begins_with_plan(pair: Pair) -> bool:
    start, year = pair.side.start if pair.side else None, pair.now.year
    return start is None or year is None or year.first in (start, start + 1)


def _stock_or_flow_unclear(pair: Pair, _: OnFile) -> bool:
    """A count that says neither stock nor new (建成5G基站1400个) may be either of them."""
    row, reference = pair.statement, pair.reference
    if isinstance(reference, Target) and _is_stock_for_flow(pair, reference):
        return True
    if _form(pair) != "count" or _has(row.status, _STATED):
        return False
    if isinstance(reference, Target):
        return reference.type in ("level", "cumulative", "keep")
    stock = _STOCK.search(reference.as_of + reference.qualifier + reference.name_zh)
    return pair.relation == "peer" and stock is not None


def _is_stock_for_flow(pair: Pair, target: Target) -> bool:
    """Whether a count that has reached a number meets a target of what a year or span adds."""
    row = pair.statement
    if target.type not in ("yearly", "cumulative") or _form(pair) in ("flow", "rate", "growth"):
        return False
    if row.kind != "amount" or row.canonical_unit in _FLOWING:
        return False
    summed = target.type == "yearly" and _has(row.status, _SUMMED)
    reached = summed or _REACHES.search(_before(row)) is not None
    added = _has(row.status + row.indicator_phrase, _ADDED)
    return (reached and not added) or _TOTAL.search(row.indicator_phrase) is not None


def _single_year(pair: Pair, _: OnFile) -> bool:
    of_sum = pair.target is not None and pair.target.type == "cumulative"
    return of_sum and not pair.spans and not _has(pair.statement.status, _SUMMED)


def _base_not_comparable(pair: Pair, shelf: OnFile) -> bool:
    """A sum that began elsewhere, or a series that a census or revision splits."""
    target, case = pair.target, case_of(pair, shelf)
    if pair.relation != "verdict" or target is None or case is None:
        return False
    if target.type == "cumulative":
        return pair.spans and not _begins_with_plan(pair)
    split = is_revised(target, case, shelf) or target.coverage == "调整"
    return split and rests_on_base(case)


def _not_measurable(pair: Pair, _: OnFile) -> bool:
    target = pair.target
    if target is None:
        return False
    numbered = target.value is not None or (target.type == "keep" and target.base_value is not None)
    timed = target.target_year is not None or target.type in ("yearly", "keep")
    return target.type == "qualitative" or not (numbered and timed)


def _level_not_applicable(pair: Pair, shelf: OnFile) -> bool:
    if not shelf.geography.is_district or pair.target is None:
        return False
    national = pair.indicator is not None and not pair.indicator.district_level
    return national or pair.target.applies_to_district is False


_RULES: dict[str, Callable[[Pair, OnFile], bool]] = {
    "no_baseline": _no_baseline,
    "definition_differs": _definition_differs,
    "scope_differs": _scope_differs,
    "period_differs": _period_differs,
    "period_unclear": lambda pair, _: pair.now.year is None,
    "stock_or_flow_unclear": _stock_or_flow_unclear,
    "single_year_of_cumulative": _single_year,
    "base_not_comparable": _base_not_comparable,
    "not_measurable": _not_measurable,
    "unit_unclear": lambda pair, _: not pair.now.unit and pair.wanted.unit != "",
    "level_not_applicable": _level_not_applicable,
}
