"""Changes of rates, and rates at their ceiling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.builder import a_published, a_source, made_up

CHANGE, CEILING = "ambiguous_change", "share_at_ceiling"
EXAM = "高考本科上线率{87.34%}、中考优秀率{48.63%}，均较去年提升{4%↑}。"


def test_both_readings_of_a_rise_of_a_rate_are_shown() -> None:
    """均提升4%: for the first rate the readings overlap, for the second they do not."""
    first, second = made_up(EXAM).findings(CHANGE)
    assert [f.outcome for f in (first, second)] == ["cannot_tell", "cannot_tell"]
    assert "82.83%至83.85%" in first.summary_zh
    assert "83.57%至84.4%" in first.summary_zh
    assert "在83.57%至83.85%重叠" in first.summary_zh
    assert "44.12%至45.14%" in second.summary_zh
    assert "46.53%至47%" in second.summary_zh
    assert "不重叠" in second.summary_zh
    assert "do not overlap" in second.summary_en
    assert (first.expected_low, first.expected_high) == ("82.83", "84.4")
    assert first.readings_zh == ("可能指百分点", "可能指相对幅度")
    assert len(first.rows) == 2


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("上线率{87.34%}，提升{4%↑}。", ["cannot_tell"]),
        ("上线率提升{4%↑}，达到{87.34%}。", ["cannot_tell"]),
        ("上线率提升{4%↑}。", ["cannot_tell"]),
        ("上线率提升{4%↑}，优秀率突破{48%}。", ["cannot_tell"]),
        ("上线率{87.34%}，下降{100%↓}。", ["cannot_tell"]),
        ("上线率{87.34%}，提升{4个百分点|direction=up}。", ["consistent"]),
        ("上线率{87.34%}、优秀率{48%}，提升{4%↑}。", ["cannot_tell"]),
        ("上线率{87.34%}，面貌一新，提升{4%↑}。", []),
        ("税收增长{4%↑}。", []),
        ("办事效率提升{30%↑}。", []),
        ("上线率{87.34%}，税收增长{4%↑}。", []),
        ("企业{5家}，增长{4%↑}。", []),
        ("上线率{87.34%}。", []),
    ],
)
def test_only_the_change_of_a_rate_is_ambiguous(text: str, outcomes: list[str]) -> None:
    """Tax may rise by 4%; a rate may rise by 4% or by 4 points; points are clear."""
    assert made_up(text).outcomes(CHANGE) == outcomes


@given(st.integers(1000, 9000), st.integers(1, 90))
def test_the_true_base_lies_in_one_reading(level: int, change: int) -> None:
    """Whichever reading is meant, the base it gives lies inside what is shown."""
    text = f"上线率{{{level / 100:.2f}%}}，提升{{{change / 10:.1f}%↑}}。"
    (finding,) = made_up(text).findings(CHANGE)
    low, high = float(finding.expected_low), float(finding.expected_high)
    assert low <= level / 100 - change / 10 <= high
    assert low <= level / 100 / (1 + change / 1000) <= high


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("覆盖率{100%}。", ["not_applicable"]),
        ("梳理率与认领率提升至{100%}。", ["cannot_tell"]),
        ("覆盖率{99.9%}。", []),
        ("占年度计划{108%}。", []),
        ("完成投资占比为年度计划{100%}。", []),
        ("增长{100%↑}。", []),
        ("合格率{102%}。", ["contradiction"]),
        ("覆盖率{102%}。", ["cannot_tell"]),
        ("毛入学率{102%}。", ["cannot_tell"]),
        ("担保放大倍数{102%}。", []),
        ("覆盖率{90%..100%}。".replace("90%..100%", "90..100%"), []),
    ],
)
def test_100_per_cent_is_a_level_kept(text: str, outcomes: list[str]) -> None:
    """No gain can be told without an earlier value; a share of a whole cannot pass 100%."""
    assert made_up(text).outcomes(CEILING) == outcomes


@pytest.mark.parametrize(("earlier", "outcome"), [("95", "consistent"), ("100", "cannot_tell")])
def test_an_earlier_value_on_file_decides_whether_a_rate_rose(earlier: str, outcome: str) -> None:
    """Below 100% before: a gain; 100% already: to be verified."""
    report = made_up("认领率提升至{100%|indicator=claims}。")
    rows = (
        a_published("90", "%", indicator="claims", year="2020", published_id="p0"),
        a_published(earlier, "%", indicator="claims", year="2022"),
        a_published("100", "%", indicator="claims", year="2023", published_id="p2"),
    )
    (finding,) = report.findings(CEILING, published=rows, sources=(a_source(),))
    assert (finding.outcome, finding.source_id) == (outcome, "s1")
