"""Indicators whose names are alike and whose definitions are not: the false friends."""

from __future__ import annotations

from fractions import Fraction

from fengze_analysis.comparison.figures import same_unit
from fengze_analysis.comparison.heads import is_per_head
from fengze_analysis.model import Indicator, Observation, Target

_INSURANCES = ("养老", "医疗", "失业", "工伤", "生育")
_COVERAGE_RATE = "参保率"
_INSURED = ("保险", "参保")


def likeness(first: str, second: str) -> Fraction:
    """How much of the shorter name's neighbouring letter pairs the other one has, 0 to 1.

    >>> likeness("高新技术企业", "推荐申报国家高新技术企业")
    Fraction(1, 1)
    """
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (first, second)]
    shorter = min(len(found) for found in pairs)
    return Fraction(len(pairs[0] & pairs[1]), shorter) if shorter else Fraction(0)


def is_false_friend(
    observation: Observation,
    indicator: Indicator,
    target: Target,
    other: Indicator | None,
    threshold: Fraction,
) -> bool:
    """Whether a target of another indicator could be taken for one of this observation.

    The unit is the same, the field is the same where both are in the codebook, and the names are
    alike: 数字经济占GDP比重 and 数字经济核心产业增加值占GDP比重, 申报 and 认定 or 存量.
    """
    if not same_unit(observation.canonical_unit, target.unit):
        return False
    if other is not None and other.sector != indicator.sector:
        return False
    names = {target.name_zh} | ({other.name_zh} if other else set())
    return max(likeness(indicator.name_zh, name) for name in names) >= threshold


def is_per_head_twin(indicator: Indicator, other: Indicator | None, threshold: Fraction) -> bool:
    """Whether ``other`` counts per head what ``indicator`` counts whole (每万人拥有5G基站数)."""
    if other is None or not is_per_head(other.name_zh) or is_per_head(indicator.name_zh):
        return False
    if other.sector != indicator.sector or indicator.form not in ("level", "count"):
        return False
    return likeness(indicator.name_zh, other.name_zh) >= threshold


def may_be_stock_or_flow(indicator: Indicator, other: Indicator | None) -> bool:
    """Whether a count that says neither stock nor new (建成5G基站1400个) may be either of them.

    The other indicator is a stock or a flow of the same step of the results chain; 申报 (work
    done) and 存量 (a result) are of two steps, hence two definitions.
    """
    if other is None or indicator.form != "count":
        return False
    return other.form in ("level", "flow") and other.stage == indicator.stage


def is_insured_headcount(observation: Observation, indicator: Indicator | None) -> bool:
    """Whether an observation counts insured people (参加失业保险14.90万人), which is no rate."""
    name = indicator.name_zh if indicator else ""
    words = name + observation.indicator_phrase
    return observation.canonical_unit in ("人", "名") and any(word in words for word in _INSURED)


def covers_same_insurance(
    observation: Observation, indicator: Indicator | None, target: Target
) -> bool:
    """Whether a target is the coverage rate (参保率) of the insurance whose heads are counted."""
    if not is_insured_headcount(observation, indicator) or _COVERAGE_RATE not in target.name_zh:
        return False
    name = (indicator.name_zh if indicator else "") + observation.indicator_phrase
    return any(word in name and word in target.name_zh for word in _INSURANCES)
