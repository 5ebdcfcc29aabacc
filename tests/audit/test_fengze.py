"""The findings on the first report, each checked by hand against its text."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from fengze_analysis.model import Finding
from fengze_analysis.study import open_study

BY_HAND = list(
    csv.DictReader((Path(__file__).parent / "fengze_findings.csv").read_text("utf-8").splitlines())
)
REPORT = "fengze-2024-7"


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    """The findings of the report with the project's tables, by id."""
    root = Path(__file__).parents[2]
    return {one.finding_id: one for one in open_study(REPORT, str(root)).findings}


def test_the_findings_are_those_checked_by_hand(findings: dict[str, Finding]) -> None:
    """No finding more and none less."""
    assert list(findings) == [row["finding_id"] for row in BY_HAND]


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: row["finding_id"])
def test_each_finding_is_as_checked_by_hand(
    row: dict[str, str], findings: dict[str, Finding]
) -> None:
    """Its outcome and bounds are those that were worked out beside the text."""
    finding = findings[row["finding_id"]]
    assert finding.outcome == row["outcome"]
    assert (finding.expected_low, finding.expected_high) == (
        row["expected_low"],
        row["expected_high"],
    )


def test_english_sentences_name_what_they_are_about(findings: dict[str, Finding]) -> None:
    """The indicator's English name, then the printed words once; glosses for boastful words."""
    said = {key: finding.summary_en for key, finding in findings.items()}
    assert said["ambiguous_change.3.1.2907+3.1.2921"].startswith(
        "Excellence rate in the junior-secondary leaving examination (“中考优秀率”): 48.63% after"
    )
    plan = "implied_base.2.3.2173+2.3.2188"
    assert "is 108% of its plan (“年度计划”), which implies a plan of 5.626" in said[plan]
    assert "the claim “首创” (first of its kind) needs" in said["rank_claim.2.1.1589"]
    assert "“多条” (several) stands for a number" in said["vague_quantifier.3.2.3125"]
    assert "the rank “第1” (rank 1) needs" in said["rank_claim.3.1.2950"]
    for key, finding in findings.items():
        twice = re.findall("“[^”]+”", finding.summary_en)
        assert len(twice) == len(set(twice)), key


def test_unstated_periods_are_one_point_with_its_list(findings: dict[str, Finding]) -> None:
    """One finding names every measure and how many figures of it carry no period."""
    found = [one for one in findings.values() if one.rule == "period_not_stated"]
    assert len(found) == 1
    assert len(found[0].rows) == int(found[0].printed) == 80
    assert "第1部分第1项（8个中有6个）" in found[0].summary_zh
    assert "section 1, measure 1 (6 of 8)" in found[0].verify_en
    assert "第2部分第4项" not in found[0].summary_zh


def test_nothing_in_the_report_contradicts(findings: dict[str, Finding]) -> None:
    """Every open point has an innocent reading left, and says which."""
    for finding in findings.values():
        assert finding.outcome != "contradiction"
        if finding.outcome in ("cannot_tell", "definition"):
            assert finding.readings_zh
            assert finding.verify_zh


@pytest.mark.parametrize(
    ("finding_id", "words"),
    [
        ("sum_of_parts.2.4.2618+2.4.2672+2.4.2690", "11.36亿元、1.06亿元之和为12.42亿元"),
        ("implied_base.2.3.2173+2.3.2188", "“年度计划”108%，隐含计划数为56.26亿元至56.89亿元"),
        ("implied_base.3.2.3169+3.2.3183", "12.51万人次至12.57万人次"),
        ("attainable_percentage.3.1.2940+3.1.2844", "总数至少须为775（四舍五入）"),
        ("ambiguous_change.3.1.2894+3.1.2921", "在83.57%至83.85%重叠"),
        ("ambiguous_change.3.1.2907+3.1.2921", "两个区间不重叠"),
        ("rank_claim.3.1.2950", "“省级义务教育管理标准化学校占比83.35%，居全市第1”"),
        ("share_at_ceiling.2.1.1724", "暂按保持水平理解"),
        ("other_publication.3.4.3677.P003", "两份文本由同一机关发布，不构成独立印证"),
        ("other_publication.3.4.3444.P010", "名称所示范围不同"),
    ],
)
def test_the_worked_facts_are_said_in_words(
    finding_id: str, words: str, findings: dict[str, Finding]
) -> None:
    """The sentence of a finding holds the numbers that were worked out."""
    assert words in findings[finding_id].summary_zh
