"""Frames with the columns of the schema, from rows that say only what a test is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from fengze_analysis.interval import Interval
from fengze_analysis.model import Comparison, Finding, Period
from fengze_analysis.schema.frames import to_frame


def comparison(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """The comparison table of ``rows``."""
    key = {"report_id": "", "row_id": "1.1.1", "indicator": ""}
    return to_frame([Comparison(**{**key, **row}) for row in rows], "comparison")


def findings(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """The findings table of ``rows``."""
    return to_frame([_finding(row) for row in rows], "findings")


def _finding(given: Mapping[str, Any]) -> Finding:
    """A finding of which only ``given`` says something."""
    empty: dict[str, Any] = {}
    for field in fields(Finding):
        kind = str(field.type)
        nothing = () if kind.startswith("tuple") else None if "None" in kind else ""
        empty[field.name] = {"bool": False, "int": 0}.get(kind, nothing)
        if field.default is not MISSING:
            empty[field.name] = field.default
    return Finding(**{**empty, **given})


def verdict(word: str, progress: Any = None, **more: Any) -> dict[str, Any]:
    """An own target of 65 % from a base of 60 %, with 63.2 % reached after three of five years."""
    spread = Fraction(1, 20)
    along = {} if progress is None else {
        "progress": Fraction(progress), "progress_low": Fraction(progress) - spread,
        "progress_high": Fraction(progress) + spread, "time_share": Fraction(3, 5),
        "base": Decimal(60), "base_year": 2020,
    }  # fmt: skip
    return {
        "relation": "verdict", "word": word, "reference_phrase": "居民健康素养水平",
        "operator": ">=", "observed": Decimal("63.2"), "observed_low": Decimal("63.15"),
        "observed_high": Decimal("63.25"), "observed_approx": "exact", "unit": "%",
        "observed_year": Period(2023, 2023), "target": Decimal(65), "target_unit": "%",
        "target_year": Period(2025, 2025), **along, **more,
    }  # fmt: skip


def peer(place: str, value: str, **more: Any) -> dict[str, Any]:
    """A figure of another area beside 2.5 per 10 000 people."""
    return {
        "relation": "peer", "indicator": "high_tech_enterprise_applications",
        "observed": Decimal("2.5"), "observed_low": Decimal("2.45"), "unit": "家/万人",
        "observed_high": Decimal("2.55"), "observed_year": Period(2023, 2023),
        "observed_year_from": "sentence", "observed_approx": "exact", "reference_place": place,
        "target": Decimal(value), "target_unit": "家/万人", "target_year": Period(2023, 2023),
        **more,
    }  # fmt: skip


SHARE = {
    "finding_id": "a", "rule": "attainable_percentage", "outcome": "cannot_tell", "unit": "%",
    "printed": Decimal("78.25"), "weight": 90, "group": "a",
    "values": (
        ("name", ("示范学校占比", ())), ("share", (Decimal("78.25"), "%")), ("n", 24),
        ("k_below", 18), ("below", (Decimal(75), "%")), ("k_above", 19),
        ("above", (Decimal("79.17"), "%")), ("slip_k", 18), ("slip_n", 23),
        ("slip", (Decimal("78.26"), "%")),
    ),
}  # fmt: skip
CHANGE = {
    "finding_id": "b", "rule": "ambiguous_change", "outcome": "cannot_tell", "unit": "%",
    "printed": Decimal(4), "weight": 70, "group": "b",
    "values": (
        ("names", (("达标率", ()), ("优秀率", ()))),
        ("levels", ((Decimal(90), "%"), (Decimal(50), "%"))),
        ("points", ((Interval.parse("85", "87"), "%"), (Interval.parse("45", "47"), "%"))),
        ("relative", ((Interval.parse("86", "87"), "%"), (Interval.parse("48", "49"), "%"))),
        ("apart", (("优秀率", ()),)),
    ),
}  # fmt: skip
ELSEWHERE = {
    "finding_id": "c", "rule": "other_publication", "outcome": "cannot_tell", "unit": "元",
    "printed": Decimal(8000000), "weight": 80, "group": "c",
    "values": (
        ("ours", ((("项目", ()), (Decimal(12), "个")), (("投资", ()), (Decimal(8000000), "元")))),
        (
            "theirs",
            ((("项目", ()), (Decimal(30), "个")), (("投资", ()), (Decimal(21000000), "元"))),
        ),
    ),
}  # fmt: skip
SUM = {
    "finding_id": "d", "rule": "sum_of_parts", "outcome": "contradiction", "unit": "个",
    "printed": Decimal(120), "expected_low": Decimal(130), "expected_high": Decimal(131),
    "weight": 100, "group": "d", "indicator": "", "values": (("name", ("各类项目合计", ())),),
}  # fmt: skip
