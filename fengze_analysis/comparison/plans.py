"""The five-year plan a target stands in: its class, its first year and its last."""

from __future__ import annotations

from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.model import Target

FIVE_YEAR_CLASSES = ("纲要", "专项规划")
YEARLY_CLASS, TERM_CLASS = "年度计划", "届期目标"
_PLAN_STARTS = (
    ("十四五", "2020"),
    ("第十四个五年", "2020"),
    ("十五五", "2025"),
    ("第十五个五年", "2025"),
)


def start_year(target: Target, parameters: Parameters) -> str:
    """The year from which a target is measured, ``""`` where it is not stated.

    A sum or yearly mean over a five-year plan starts with the year before the plan's first.
    """
    stated = parameters.base_year or target.base_year
    if stated or target.type not in ("累计", "年均") or target.class_ not in FIVE_YEAR_CLASSES:
        return stated
    return plan_start(target) if not is_beyond_plan(target) else ""


def plan_start(target: Target) -> str:
    """The year before the first of the five-year plan a target stands in, ``""`` if not named."""
    return next((year for name, year in _PLAN_STARTS if name in target.plan), "")


def is_beyond_plan(target: Target) -> bool:
    """Whether a target is for a year after its five-year plan (远景目标 to 2035)."""
    start = plan_start(target)
    return bool(start and target.target_year) and int(target.target_year) > int(start) + 5
