"""The findings on the first report, each checked by hand against its text."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from fengze_analysis.audit import audit, summary
from fengze_analysis.extraction import extract
from fengze_analysis.lexicon.codebook import load_indicators
from fengze_analysis.messages.findings import (
    describe,
    describe_point,
    question_of_point,
    readings_of_point,
)
from fengze_analysis.model import Finding
from fengze_analysis.schema.tables import read_table

RAW = Path(__file__).parents[2] / "data" / "raw"
POINTS = (
    ("attainable_percentage", ("34/41（82.93%）", "35/41（85.37%）", "35/42为83.33%", "775")),
    ("other_publication", ("1229.92万元", "1400万元", "丰泽区人民政府", "未见原件", "同一机关")),
    ("ambiguous_change", ("87.34%", "48.63%", "百分点", "“中考优秀率”的两种读法互不相容")),
    ("other_publication", ("118个", "61.1亿元", "302个", "168.3亿元", "闽南网", "待确认")),
    ("period_not_stated", ("未载明时期", "累计数还是当年数")),
    ("rank_claim", ("报告本身不能证明", "居全市第1", "全市仅两个")),
)  # fmt: skip


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    """The findings of the report with the project's tables."""
    text = (RAW / "fengze-2024-7" / "report.txt").read_text("utf-8")
    indicators = load_indicators()
    read = extract(text, "fengze-2024-7", indicators)
    published = read_table(RAW / "published.csv", "published")
    sources = read_table(RAW / "sources.csv", "sources")
    return audit(read.document, read.statements, published, sources, indicators)


def test_the_points_are_those_a_careful_reader_would_send(findings: list[Finding]) -> None:
    """Six points in this order, none beyond what an answer could change."""
    found = summary(findings).points
    assert [point.findings[0].rule for point in found] == [rule for rule, _ in POINTS]


@pytest.mark.parametrize("number", range(len(POINTS)))
def test_a_point_says_its_facts(number: int, findings: list[Finding]) -> None:
    """Each point has its figures, a polite question and its innocent readings."""
    point = summary(findings).points[number]
    said = describe_point(point, "zh")
    assert [words for words in POINTS[number][1] if words not in said] == []
    for language in ("zh", "en"):
        assert question_of_point(point, language)
        assert readings_of_point(point, language)


def test_nothing_contradicts_and_a_newspaper_is_not_the_issuer(findings: list[Finding]) -> None:
    """Every point has an innocent reading left; a text printed elsewhere says so."""
    assert summary(findings).contradictions == 0
    for finding in findings:
        relayed = finding.source_id == "S002"
        assert not relayed or "两份文本由同一机关发布" not in describe(finding, "zh")


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ("sum_of_parts", Fraction(1241000000), Fraction(1243000000)),
        ("implied_base", Fraction(5626), Fraction(5689)),
        ("implied_base", Fraction(125100), Fraction(125700)),
    ],
)
def test_the_worked_bounds_hold(
    rule: str, low: Fraction, high: Fraction, findings: list[Finding]
) -> None:
    """12.42 = 11.36 + 1.06; 61.1 at 108% implies 56.26 to 56.89; 23.3 at +85.79% 12.51 to 12.57."""
    bounds = [
        (Fraction(one.expected_low or 0), Fraction(one.expected_high or 0))
        for one in findings
        if one.rule == rule
    ]
    if low == 5626:
        bounds = [(first / 10**6, last / 10**6) for first, last in bounds]
    assert any(low <= first <= last <= high for first, last in bounds)


def test_the_counts_are_computed_once(findings: list[Finding]) -> None:
    """What agreed was tested; a list no longer than its count is no test."""
    counted = summary(findings)
    agreed = [one for one in findings if one.outcome in ("consistent", "rounding")]
    assert counted.agreed == len(agreed)
    assert all(one.tested for one in agreed)
    assert not [one for one in findings if one.message.endswith(".open") and one.tested]
    assert len(counted.shown) == len(counted.points) == len(POINTS)


def test_every_finding_is_said_in_both_languages(findings: list[Finding]) -> None:
    """No blank is left open, no Chinese sentence in the English view but quoted words."""
    for finding in findings:
        for language in ("zh", "en"):
            assert "{" not in describe(finding, language)
