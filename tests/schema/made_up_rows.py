"""Made-up rows that the tests of the tables share."""

from __future__ import annotations

from fengze_analysis.model import Indicator, Observation, Place, Published, Source, Target


def observation(**changes: object) -> Observation:
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
        "value": "860000000",
        "unit": "元",
        "canonical_unit": "元",
        "low": "855000000",
        "high": "865000000",
        "kind": "amount",
        "approx": "exact",
        "direction": "",
        "basis": "",
        "indicator_phrase": "落实税费优惠",
        "indicator": "tax_relief",
        "period": "全年",
        "period_year": "",
        "place": "河滩市北岸区",
        "status": "",
    }
    return Observation(**(cells | changes))  # type: ignore[arg-type]


def target(**changes: object) -> Target:
    """A row of the targets table, with some cells changed."""
    cells: dict[str, object] = {
        "target_id": "T1",
        "place": "河滩市北岸区",
        "level": "district",
        "indicator": "new_jobs",
        "name_zh": "城镇新增就业",
        "type": "累计",
        "operator": "≥",
        "value": "50000",
        "unit": "人",
        "qualifier": "以上",
        "base_value": "",
        "base_year": "2020",
        "target_year": "2025",
        "nature": "预期性",
        "class_": "纲要",
        "plan": "北岸区“十四五”规划纲要",
        "version": "",
        "price": "",
        "coverage": "",
        "main": "yes",
        "applies_to_district": "yes",
        "source_id": "S1",
        "confidence": "primary",
    }
    return Target(**(cells | changes))  # type: ignore[arg-type]


def published(**changes: object) -> Published:
    """A row of the published figures, with some cells changed."""
    cells: dict[str, object] = {
        "published_id": "P1",
        "place": "河滩市",
        "level": "city",
        "indicator": "new_jobs",
        "name_zh": "城镇新增就业",
        "value": "120000",
        "unit": "人",
        "qualifier": "",
        "year": "2023",
        "as_of": "",
        "role": "outcome",
        "source_id": "S1",
        "confidence": "secondary",
    }
    return Published(**(cells | changes))  # type: ignore[arg-type]


SOURCE = Source(
    "S1", "北岸区“十四五”规划纲要", "北岸区政府", "北岸区", "2021-03", "", "", "primary"
)
INDICATOR = Indicator(
    *("new_jobs", "城镇新增就业", "new urban employment", "人", "up", "flow", "employment"),
    *("outcome", "yes", ("城镇新增就业",)),
)
CITY = Place("河滩市", "河滩", "city", "", ())
DISTRICT = Place("河滩市北岸区", "北岸", "district", "河滩市", ())
