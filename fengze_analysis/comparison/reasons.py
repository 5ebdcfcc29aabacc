"""Why a statement and a reference are not compared: a closed list, the first that applies wins."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model import Indicator, Published, Statement
from .engine import Assessed, goal_of, holds
from .figures import RATES, same_unit
from .onfile import OnFile, plan_window
from .pairing import Pair, case_of, states_sum

REASONS = (
    "not_an_outcome",
    "no_target_on_file",
    "activity_count",
    "no_baseline",
    "definition_differs",
    "scope_differs",
    "period_differs",
    "period_unclear",
    "stock_or_flow_unclear",
    "single_year_of_cumulative",
    "base_not_comparable",
    "not_measurable",
    "headcount_without_denominator",
    "unit_unclear",
    "level_not_applicable",
    "target_equals_base",
    "method_undefined",
)
_WHOLE_AREA = re.compile(r"全(?:国|省|市|区|县|域|社会|口径)?")
_NO_COVERAGE = ("", "同口径", "调整", "未载明")
_PART_OF_YEAR = re.compile(r"期间|季度|上半年|下半年|[0-9一二三四五六七八九十]月|周|假期|双节")
_ADDED = ("新增", "净增", "新建", "新签", "改造", "累计新增")
_STATED = (*_ADDED, "累计", "共计", "现有", "共有", "全部", "总量", "存量")
_STOCK = re.compile(r"末|底|累计|总量|总数|存量|保有")
_TOTAL = re.compile(r"总数|总量|总规模|存量|保有量")
_REACHES = re.compile(r"(?:达到?|增至|增加到|突破|拥有|共有|超过?|总数|总量)$")
_FLOWING = ("元", "美元", "人次", "标箱", "吨", "平方米", "亩", "公里", "千米", "万标箱")
_IN_PERIOD = ("growth", "flow", "count")
_REVISED = re.compile(r"人口普查|经济普查|修订|口径调整")
_INSURED = ("保险", "参保")


def reason_alone(statement: Statement, indicator: Indicator | None) -> str:
    """The reason code of a statement that nothing on file can be compared with."""
    if statement.sense != "outcome":
        return "not_an_outcome"
    if indicator is not None and indicator.stage == "activity":
        return "activity_count"
    words = statement.indicator_phrase + (indicator.name_zh if indicator else "")
    if statement.canonical_unit in ("人", "名") and any(word in words for word in _INSURED):
        return "headcount_without_denominator"
    return "no_target_on_file"


def reason_against(pair: Pair, assessed: Assessed | None, shelf: OnFile) -> str:
    """The first reason code in printed order that forbids the comparison, ``""`` if none does.

    ``assessed`` is what the engine says of a pair with an own target.
    """
    undefined = assessed.reason if assessed else ""
    unfit = (_definition_differs, _scope_differs, _period_differs)
    if undefined == "no_baseline" and any(rule(pair, shelf) for rule in unfit):
        undefined = ""  # what does not fit the target needs no base
    for code in REASONS:
        rule = _RULES.get(code)
        if code in (undefined, pair.barred) or (rule is not None and rule(pair, shelf)):
            return code
    return ""


def _no_baseline(pair: Pair, _: OnFile) -> bool:
    """A rise asks for a level that only its base gives, unless a rise is reported."""
    target = pair.target
    if target is None or target.type != "rise" or pair.barred:
        return False
    return pair.base is None and pair.statement.kind != "change"


def _definition_differs(pair: Pair, _: OnFile) -> bool:
    if pair.barred:
        return False
    if _other_form(pair) or _other_prices(pair):
        return True
    units = (pair.now.unit, pair.wanted.unit)
    return all(units) and not same_unit(*units) and not _growth_from_levels(pair)


def _other_form(pair: Pair) -> bool:
    """Whether a change meets a level, a rank something else, or what was added a stock."""
    kind, target = pair.statement.kind, pair.target
    form = pair.indicator.form if pair.indicator else ""
    if kind == "change":
        grows = target is not None and target.type in ("mean_growth", "yearly", "rise", "cumulative")
        return not (form == "growth" or (grows and pair.wanted.unit in RATES))
    if (kind == "rank") != (form == "rank" or pair.wanted.unit == "位"):
        return True
    is_stock = target is not None and target.type in ("level", "keep")
    spanned = pair.now.year is not None and pair.now.year.first != pair.now.year.last
    added = any(word in pair.statement.status for word in _ADDED)
    if is_stock and form in ("level", "count", "") and added:
        return not any(word in _phrase(pair) for word in _ADDED)
    return is_stock and spanned and form in ("growth",)


def _phrase(pair: Pair) -> str:
    return pair.target.phrase if pair.target else ""


def _other_prices(pair: Pair) -> bool:
    price = pair.target.price if pair.target else ""
    other = {"current": "可比价", "comparable": "现价"}.get(price, "")
    return bool(other) and other in pair.statement.sentence


def _growth_from_levels(pair: Pair) -> bool:
    """Whether a mean growth may be taken from two levels: never a real growth of money."""
    mean = pair.target is not None and pair.target.type == "mean_growth"
    return mean and pair.now.unit not in (*RATES, "元", "美元") and pair.base is not None


def _scope_differs(pair: Pair, shelf: OnFile) -> bool:
    if pair.barred:
        return False
    if pair.relation != "same_fact" and pair.statement.place != shelf.geography.own:
        return True
    coverage = pair.target.coverage if pair.target else ""
    partial = coverage not in _NO_COVERAGE and not _WHOLE_AREA.fullmatch(coverage)
    return pair.sized or (partial and coverage not in pair.statement.sentence)


def _period_differs(pair: Pair, shelf: OnFile) -> bool:
    year, target = pair.now.year, pair.target
    if pair.barred or year is None:
        return False
    if not shelf.parameters.within(year.last) or _only_part_of_year(pair):
        return True
    if isinstance(pair.reference, Published):
        return year != pair.reference.year
    if target is None or target.target_year is None:
        return False
    if pair.relation == "yearly_plan" or target.class_ == "yearly_plan":
        return year.last != target.target_year or year.first != year.last
    if year.first != year.last and not _span_fits(pair):
        return True
    if pair.relation == "verdict":
        first, last = plan_window(target)
        return (first is not None and year.last <= first) or year.last > (last or year.last)
    single_growth = target.type == "mean_growth" and year.first == year.last
    return year.last > target.target_year or single_growth


def _span_fits(pair: Pair) -> bool:
    """Whether a figure about a span can be compared: sums and means of the plan's own years.

    The span of a level is that of its text (五年来…达): its last year counts.
    """
    target, year = pair.target, pair.now.year
    assert target is not None
    assert year is not None
    start = pair.start
    whole = start is None or year.first in (start, start + 1)
    if target.type in ("cumulative", "mean_growth", "rise"):
        return whole
    return target.type in ("level", "keep") and pair.statement.kind != "change"


def _only_part_of_year(pair: Pair) -> bool:
    form = pair.indicator.form if pair.indicator else ""
    year = pair.now.year
    part = year is not None and bool(year.part)
    if isinstance(pair.reference, Published):
        return False  # the two periods are compared as such
    if form not in _IN_PERIOD and not part:
        return False
    return part or _PART_OF_YEAR.search(pair.statement.period) is not None


def _period_unclear(pair: Pair, _: OnFile) -> bool:
    return pair.now.year is None and not pair.barred


def _stock_or_flow_unclear(pair: Pair, _: OnFile) -> bool:
    """A count that says neither stock nor new (建成5G基站1400个) may be either of them."""
    if pair.barred or _stock_for_flow(pair):
        return not pair.barred
    if pair.indicator is None or pair.indicator.form != "count":
        return False
    if any(word in pair.statement.status for word in _STATED):
        return False
    if isinstance(pair.reference, Published):
        row = pair.reference
        stock = _STOCK.search(row.as_of + row.qualifier + row.name_zh)
        return pair.relation == "peer" and stock is not None
    return pair.reference.type in ("level", "cumulative", "keep")


def _stock_for_flow(pair: Pair) -> bool:
    """Whether a count that has reached a number meets a target of what a year or span adds."""
    row, target = pair.statement, pair.target
    if target is None or target.type not in ("yearly", "cumulative"):
        return False
    flows = pair.indicator is not None and pair.indicator.form in ("flow", "rate", "growth")
    if flows or row.kind != "amount" or row.canonical_unit in _FLOWING:
        return False
    if any(word in row.status + row.indicator_phrase for word in _ADDED):
        return _TOTAL.search(row.indicator_phrase) is not None
    before = row.sentence[: max(row.sentence.find(row.surface), 0)]
    return _TOTAL.search(row.indicator_phrase) is not None or _REACHES.search(before) is not None


def _single_year(pair: Pair, _: OnFile) -> bool:
    target = pair.target
    if target is None or target.type != "cumulative" or pair.barred:
        return False
    return not states_sum(pair)


def _spans(pair: Pair) -> bool:
    return pair.now.year is not None and pair.now.year.first != pair.now.year.last


def _base_not_comparable(pair: Pair, shelf: OnFile) -> bool:
    """A sum that began elsewhere, or a series that a census or revision splits."""
    target, year = pair.target, pair.now.year
    if pair.relation != "verdict" or target is None or year is None or pair.start is None:
        return False
    if target.type == "cumulative":
        return _spans(pair) and year.first not in (pair.start, pair.start + 1)
    if pair.barred or target.target_year == year.last or target.type in ("yearly", "mean_growth"):
        return False
    case = case_of(pair, shelf)
    if case is not None and holds(case.now, goal_of(case)):
        return False  # what is at the target already needs no base
    return target.coverage == "调整" or is_revised(
        target.place, target.indicator, pair.start, year.last, shelf
    )


def is_revised(place: str, indicator: str, start: int, end: int, shelf: OnFile) -> bool:
    """Whether a census or revision between two years splits the series of an indicator."""
    return any(
        row.year is not None
        and start < row.year.last <= end
        and _REVISED.search(row.qualifier + row.note) is not None
        for row in shelf.published.get((place, indicator), ())
    )


def _not_measurable(pair: Pair, _: OnFile) -> bool:
    target = pair.target
    if target is None or pair.barred:
        return False
    numbered = target.value is not None or (target.type == "keep" and target.base_value is not None)
    timed = target.target_year is not None or target.type in ("yearly", "keep")
    return target.type == "qualitative" or not (numbered and timed)


def _unit_unclear(pair: Pair, _: OnFile) -> bool:
    return not pair.now.unit and bool(pair.wanted.unit)


def _level_not_applicable(pair: Pair, shelf: OnFile) -> bool:
    target, indicator = pair.target, pair.indicator
    if not shelf.geography.is_district or target is None:
        return False
    national = indicator is not None and not indicator.district_level
    return national or target.applies_to_district is False


_RULES: dict[str, Callable[[Pair, OnFile], bool]] = {
    "no_baseline": _no_baseline,
    "definition_differs": _definition_differs,
    "scope_differs": _scope_differs,
    "period_differs": _period_differs,
    "period_unclear": _period_unclear,
    "stock_or_flow_unclear": _stock_or_flow_unclear,
    "single_year_of_cumulative": _single_year,
    "base_not_comparable": _base_not_comparable,
    "not_measurable": _not_measurable,
    "unit_unclear": _unit_unclear,
    "level_not_applicable": _level_not_applicable,
}
