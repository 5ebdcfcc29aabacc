"""Made-up rows that the tests of the tables share."""

from __future__ import annotations

from decimal import Decimal

from fengze_analysis.model import Period, Source, Statement


def statement(**changes: object) -> Statement:
    """A row of the outcomes table, with some cells changed."""
    cells: dict[str, object] = {
        "report_id": "hetan-2024",
        "row_id": "1.3.20",
        "section": "1",
        "item": "3",
        "heading": "民营经济稳步发展",
        "sentence": "全年落实税费优惠 8.6 亿元。",
        "start": 20,
        "end": 26,
        "surface": "8.6 亿元",
        "value": Decimal(860000000),
        "unit": "元",
        "canonical_unit": "元",
        "low": Decimal(855000000),
        "high": Decimal(865000000),
        "kind": "amount",
        "approx": "exact",
        "direction": "",
        "basis": "",
        "indicator_phrase": "落实税费优惠",
        "indicator": ("tax_relief",),
        "sense": "outcome",
        "year": Period(2023, 2023),
        "year_from": "document",
        "place": "河滩市北岸区",
        "period": "全年",
        "status": "",
    }
    return Statement(**(cells | changes))  # type: ignore[arg-type]


SOURCE = Source(
    "S1", "北岸区“十四五”规划纲要", "北岸区政府", "北岸区", "2021-03", "", "", "primary"
)
