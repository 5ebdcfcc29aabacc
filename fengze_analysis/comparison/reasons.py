"""Why an observation and a target are not compared: a closed list, the first that applies wins."""

from __future__ import annotations

import re
from collections.abc import Callable

from fengze_analysis.comparison.cases import case_of, is_revised
from fengze_analysis.comparison.figures import same_unit
from fengze_analysis.comparison.holdings import OnFile
from fengze_analysis.comparison.means import assess
from fengze_analysis.comparison.names import (
    covers_same_insurance,
    is_insured_headcount,
    may_be_stock_or_flow,
)
from fengze_analysis.comparison.pairing import Pair, states_sum
from fengze_analysis.comparison.plans import TERM_CLASS, YEARLY_CLASS
from fengze_analysis.comparison.verdict import measurable
from fengze_analysis.comparison.words import REASONS
from fengze_analysis.model import Indicator, Observation

_WHOLE_AREA = re.compile(r"全(?:国|省|市|区|县|域|社会|口径)?")
_NO_COVERAGE = ("", "同口径", "调整", "未载明")
_PART_OF_YEAR = re.compile(r"期间|季度|上半年|下半年|[0-9一二三四五六七八九十]月|周|假期")
_ADDED = ("新增", "净增", "新建", "新签")
# 力争、预算: what is meant to be. 预计 of a closing year is an estimate of what was.
_INTENDED = ("力争", "确保", "预期", "预测", "目标", "计划", "预算", "拟")
_STATED = (*_ADDED, "累计", "共计", "现有", "共有", "全部", "总量", "存量")
_STOCK = re.compile(r"末|底|累计|总量|总数|存量|保有")
_IN_PERIOD = ("growth", "flow", "count")


def reason_without_target(observation: Observation, indicator: Indicator | None) -> str:
    """The reason code of an observation that nothing on file can be held against.

    A goal that the report states itself, without a year, cannot be measured (1 万亩空间目标).
    """
    if "目标" in observation.indicator_phrase and not observation.period_year:
        return "not_measurable"
    if _has(observation.status, _INTENDED):
        return "not_an_outcome"
    if indicator is not None and indicator.stage == "activity":
        return "activity_count"
    if is_insured_headcount(observation, indicator):
        return "headcount_without_denominator"
    return "no_target_on_file"


def reason_against(pair: Pair, shelf: OnFile) -> str:
    """The first reason code in printed order that forbids the comparison, ``""`` if none does."""
    undefined = _reason_of_arithmetic(pair, shelf)
    for code in REASONS:
        applies = _RULES.get(code)
        if code == undefined or (applies is not None and applies(pair, shelf)):
            return code
    return ""


def _reason_of_arithmetic(pair: Pair, shelf: OnFile) -> str:
    if pair.relation != "verdict" or pair.friend:
        return ""
    return assess(case_of(pair, shelf), shelf.parameters).reason


def _has(status: str, words: tuple[str, ...]) -> bool:
    return any(word in status for word in words)


def _not_an_outcome(pair: Pair, _: OnFile) -> bool:
    return _has(pair.observation.status, _INTENDED)


def _no_baseline(pair: Pair, _: OnFile) -> bool:
    target = pair.reference.target
    if target is None or pair.friend or not measurable(target) or pair.base is not None:
        return False
    own = pair.relation == "verdict" and target.type in ("终点水平", "累计")
    return own or target.type == "相对"


def _definition_differs(pair: Pair, shelf: OnFile) -> bool:
    if pair.friend:
        return not (_headcount(pair, shelf) or _unstated_friend(pair, shelf))
    if _other_form(pair) or _other_prices(pair):
        return True
    units = (pair.now.unit, pair.wanted.unit)
    return all(units) and not same_unit(*units) and not _growth_from_levels(pair)


def _other_form(pair: Pair) -> bool:
    kind, form = pair.observation.kind, pair.indicator.form if pair.indicator else ""
    if kind == "change":
        return form != "growth"
    if kind == "rank" or form == "rank":
        return kind != form
    target = pair.reference.target
    is_stock = target is not None and target.type in ("终点水平", "保持")
    added = _has(pair.observation.status, _ADDED)
    return is_stock and added and form in ("level", "count")


def _other_prices(pair: Pair) -> bool:
    target = pair.reference.target
    other = {"现价": "可比价", "可比价": "现价"}.get(target.price if target else "", "")
    return bool(other) and other in pair.observation.sentence


def _growth_from_levels(pair: Pair) -> bool:
    target = pair.reference.target
    return target is not None and target.type == "年均" and target.unit == "%"


def _scope_differs(pair: Pair, shelf: OnFile) -> bool:
    if pair.friend:
        return False
    same_place = pair.relation == "same_fact"
    if not same_place and pair.observation.place != shelf.geography.own:
        return True
    target = pair.reference.target
    coverage = target.coverage if target else ""
    partial = coverage not in _NO_COVERAGE and not _WHOLE_AREA.fullmatch(coverage)
    return pair.sized or (partial and coverage not in pair.observation.sentence)


def _period_differs(pair: Pair, shelf: OnFile) -> bool:
    if pair.friend:
        return False
    year = pair.now.year
    if not shelf.parameters.within(year) or _only_part_of_year(pair):
        return True
    target = pair.reference.target
    if pair.relation == "verdict" and target is not None:
        return target.class_ == TERM_CLASS or not _in_plan(pair, year)
    if not year:
        return False
    yearly = target is None or target.class_ == YEARLY_CLASS
    wanted = pair.reference.year
    return bool(wanted) and (year != wanted if yearly else year > wanted)


def _in_plan(pair: Pair, year: str) -> bool:
    start = pair.base.year if pair.base else ""
    after = not (start and year) or year > start
    return after and not (year and pair.reference.year and year > pair.reference.year)


def _only_part_of_year(pair: Pair) -> bool:
    form = pair.indicator.form if pair.indicator else ""
    period = pair.observation.period
    published = pair.reference.published
    if form not in _IN_PERIOD or not _PART_OF_YEAR.search(period):
        return False
    return published is None or period not in published.as_of


def _period_unclear(pair: Pair, shelf: OnFile) -> bool:
    if pair.now.year or pair.friend:
        return False
    target = pair.reference.target
    if pair.relation != "benchmark" or target is None or target.class_ == YEARLY_CLASS:
        return True
    form = pair.indicator.form if pair.indicator else ""
    return shelf.parameters.undated == "refuse" or form in ("flow", "growth")


def _stock_or_flow_unclear(pair: Pair, shelf: OnFile) -> bool:
    target = pair.reference.target
    if pair.friend:
        return _unstated_friend(pair, shelf)
    if target is None:
        return _against_a_stock(pair)
    if pair.indicator is None:
        return False
    asked = target.type in ("终点水平", "累计", "保持")
    return asked and pair.indicator.form == "count" and not _stated(pair.observation)


def _against_a_stock(pair: Pair) -> bool:
    """Whether a count that says neither stock nor new would be held against a stated stock."""
    published = pair.reference.published
    if published is None or pair.relation != "peer" or pair.indicator is None:
        return False
    stock = _STOCK.search(published.as_of + published.qualifier + published.name_zh)
    return pair.indicator.form == "count" and stock is not None and not _stated(pair.observation)


def _unstated_friend(pair: Pair, shelf: OnFile) -> bool:
    """Whether the friend is the stock or the flow that an unstated count may be."""
    other = shelf.indicators.get(pair.reference.indicator)
    if pair.indicator is None or _stated(pair.observation):
        return False
    return may_be_stock_or_flow(pair.indicator, other)


def _stated(observation: Observation) -> bool:
    return _has(observation.status, _STATED)


def _single_year(pair: Pair, _: OnFile) -> bool:
    target = pair.reference.target
    if target is None or pair.friend or target.type != "累计":
        return False
    return not states_sum(pair.observation)


def _base_not_comparable(pair: Pair, shelf: OnFile) -> bool:
    target = pair.reference.target
    if pair.relation != "verdict" or target is None or pair.friend or pair.base is None:
        return False
    if target.type == "累计" and not _starts_with_plan(pair.observation, pair.base.year):
        return True
    revised = is_revised(target.place, target.indicator, pair.base.year, pair.now.year, shelf)
    return target.coverage == "调整" or revised


def _starts_with_plan(observation: Observation, base_year: str) -> bool:
    period = observation.period + observation.status
    return "十四五" in period or str(int(base_year) + 1) in period


def _not_measurable(pair: Pair, _: OnFile) -> bool:
    target = pair.reference.target
    return target is not None and not pair.friend and not measurable(target)


def _headcount(pair: Pair, _: OnFile) -> bool:
    target = pair.reference.target
    return target is not None and covers_same_insurance(pair.observation, pair.indicator, target)


def _unit_unclear(pair: Pair, _: OnFile) -> bool:
    return not pair.now.unit and bool(pair.wanted.unit)


def _level_not_applicable(pair: Pair, shelf: OnFile) -> bool:
    target, indicator = pair.reference.target, pair.indicator
    if not shelf.geography.is_district or target is None:
        return False
    national = indicator is not None and indicator.district_level == "no"
    return national or target.applies_to_district == "no"


_RULES: dict[str, Callable[[Pair, OnFile], bool]] = {
    "not_an_outcome": _not_an_outcome,
    "no_baseline": _no_baseline,
    "definition_differs": _definition_differs,
    "scope_differs": _scope_differs,
    "period_differs": _period_differs,
    "period_unclear": _period_unclear,
    "stock_or_flow_unclear": _stock_or_flow_unclear,
    "single_year_of_cumulative": _single_year,
    "base_not_comparable": _base_not_comparable,
    "not_measurable": _not_measurable,
    "headcount_without_denominator": _headcount,
    "unit_unclear": _unit_unclear,
    "level_not_applicable": _level_not_applicable,
}
