"""The third part of a ratio of the three industries is the share of services."""

from __future__ import annotations

import pytest

from fengze_analysis.extraction.extract import extract


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("三次产业结构调整为2.1∶55.7∶42.2。", ["42.2"]),
        ("三次产业结构从2.3∶56.7∶41优化为2.1∶55.7∶42.2。", ["42.2"]),
        ("三次产业比例为3:40:57。", ["57"]),
        ("师生比为1:2:3。", []),  # no industries, no hundred
        ("三次产业结构为2.1∶55.7∶12.2。", []),  # no whole
    ],
)
def test_the_share_of_the_third_industry_is_coded(text: str, shares: list[str]) -> None:
    """Only the present ratio whose parts are a hundred, and only its third part."""
    rows = extract(text).statements
    coded = [row for row in rows if row.indicator == ("tertiary_industry_share",)]
    assert [str(row.value) for row in coded] == shares
