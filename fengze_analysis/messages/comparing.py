"""A row of the comparison in a sentence, its numbers as people read them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..interval import Exact, Interval
from ..model import Comparison
from . import say
from .codes import code_text
from .numbers import format_amount, format_period, gap_unit


def why_text(row: Comparison, language: str, name_of: Callable[[str], str] = str) -> str:
    """Why a row of the comparison has its word, or why it has none.

    ``name_of`` gives the name of a place on the page.
    """
    if row.relation == "none":
        reason = code_text("reason", row.reason, language)
        return say("comparison.none", language, reason=reason)
    values = {
        "year": format_period(row.observed_year, language),
        "observed": format_amount(row.observed, row.unit, language, row.observed_approx),
        "target": _target(row, language),
        "target_year": format_period(row.target_year, language),
        "place": name_of(row.reference_place),
        "word": code_text("word", row.word, language),
        "gap": _gap(row, language),
    }
    parts = [say(_key(row), language, **values)]
    if row.relation == "verdict":
        parts += _progress(row, language)
    return ("" if language == "zh" else " ").join(parts)


def _key(row: Comparison) -> str:
    if "plan_not_on_file" in row.note:
        return "comparison.own_share"
    if row.relation == "benchmark" and row.word not in ("higher", "lower"):
        return "comparison.benchmark_level"
    return f"comparison.{row.relation}"


def _target(row: Comparison, language: str) -> str:
    """The target with the word of its operator, a result elsewhere as it is."""
    operator = "" if isinstance(row.target, Interval) else row.operator
    return format_amount(row.target, row.target_unit, language, operator)


def _gap(row: Comparison, language: str) -> str:
    if row.gap is None or isinstance(row.gap, Interval):
        return ""
    return format_amount(abs(Fraction(row.gap)), gap_unit(row.unit), language, places=2)


def _progress(row: Comparison, language: str) -> list[str]:
    found: list[str] = []
    if row.progress is not None and row.time_share is not None:
        kinds = {"cumulative": "summed", "mean_growth": "mean"}
        key = f"comparison.{kinds.get(row.target_type, 'progress')}"
        values = {
            "base": format_amount(row.base, row.target_unit, language),
            "base_year": format_period(row.base_year, language),
            "progress": _percent(row.progress, language),
            "time_share": _percent(row.time_share, language),
        }
        found.append(say(key, language, **values))
    if row.restated_base is not None:
        base = format_amount(row.base, row.target_unit, language)
        restated = format_amount(row.restated_base, row.target_unit, language)
        found.append(say("comparison.restated", language, base=base, restated=restated))
    if row.pace_needed:
        unit = gap_unit(row.unit) if row.target_type != "mean_growth" else "%"
        pace = format_amount(row.pace_needed, unit, language, places=2)
        found.append(say("comparison.pace", language, pace=pace))
    return found


def _percent(share: Exact, language: str) -> str:
    assert not isinstance(share, Interval)
    return format_amount(Fraction(share) * 100, "%", language, places=1)
