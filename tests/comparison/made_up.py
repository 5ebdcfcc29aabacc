"""Made-up statements, targets and places that the tests of the comparison share."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fengze_analysis.comparison import Parameters, compare
from fengze_analysis.model import (
    Comparison,
    Indicator,
    Period,
    Place,
    Published,
    Statement,
    Target,
)

OWN = "河滩市北岸区"
PLACES = (
    Place("全国", "全国", "national", "", ()),
    Place("河滩市", "河滩", "city", "全国", ()),
    Place(OWN, "北岸区", "district", "河滩市", ("河滩市南岸区",)),
    Place("河滩市南岸区", "南岸区", "district", "河滩市", (OWN,)),
)


def indicator(code: str, unit: str = "家", form: str = "level", **changes: object) -> Indicator:
    """An indicator whose name is its code."""
    row = Indicator(code, code, code, unit, "up", form, "其他", "outcome", True, ())
    return replace(row, **changes)  # type: ignore[arg-type]


INDICATORS = (
    indicator("firms"),
    indicator("cover", "%", "rate"),
    indicator("smog", "微克/立方米", better="down"),
    indicator("jobs", "人", "flow"),
    indicator("growth", "%", "growth"),
    indicator("poles", "个", "count"),
    indicator("visits", "次", "count", stage="activity"),
    indicator("satellites", "颗", district_level=False),
)


def statement(value: str, code: str = "firms", unit: str = "家", **changes: object) -> Statement:
    """An outcome of the own area in 2023, exact; ``year`` may be given as a code."""
    number = Decimal(value)
    cells: dict[str, object] = {
        "report_id": "r",
        "row_id": "1.1.1",
        "section": "1",
        "item": "1",
        "heading": "",
        "sentence": "",
        "start": 0,
        "end": 1,
        "surface": value,
        "value": number,
        "unit": unit,
        "canonical_unit": unit,
        "low": number,
        "high": number,
        "kind": "share" if unit == "%" else "amount",
        "approx": "exact",
        "direction": "",
        "basis": "",
        "indicator_phrase": "",
        "indicator": (code,) if code else (),
        "sense": "outcome",
        "year": "2023",
        "year_from": "sentence",
        "place": OWN,
        "period": "",
        "status": "",
    }
    cells |= changes
    if isinstance(cells["year"], str):
        cells["year"] = Period.parse(cells["year"])
    said, surface = str(cells["sentence"]), str(cells["surface"])
    return Statement(offset=max(said.find(surface), 0), **cells)  # type: ignore[arg-type]


def make_target(**changes: object) -> Target:
    """A level of the own area's outline for 2025: at least 220 家."""
    row = Target(
        *("T1", OWN, "district", "firms", "", "level", ">=", Decimal(220), "家", "", None, None),
        *("", None, None, None, 2025, "anticipatory", "outline", "北岸区“十四五”规划", "", ""),
        *("", False, None, "S1", "primary"),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def figure(value: str, year: str = "2023", place: str = "河滩市", **changes: object) -> Published:
    """A figure that another publication gives of ``firms``."""
    row = Published(
        *("P1", place, "city", "firms", "", Decimal(value), "家", "", Period.parse(year), ""),
        *("outcome", "S1", "primary"),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def compared(
    row: Statement,
    *references: Target | Published,
    indicators: tuple[Indicator, ...] = INDICATORS,
    **settings: object,
) -> list[Comparison]:
    """The rows of one statement with some references; the own area is the district."""
    targets = [one for one in references if isinstance(one, Target)]
    figures = [one for one in references if isinstance(one, Published)]
    parameters = Parameters(place=OWN, **settings)  # type: ignore[arg-type]
    return compare([row], targets, figures, indicators, PLACES, parameters)
