"""Percentages of whole things."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit.arithmetic import smallest_whole, wholes_giving
from fengze_analysis.errors import InputError
from fengze_analysis.rounding import HALF_EVEN, HALF_UP, ROUNDING_RULES, TRUNCATION
from tests.audit.builder import made_up

RULE = "attainable_percentage"
SCHOOLS = "全区{41所}中小学全部开展课后服务。省级标准化学校占比{%s}，居全市第一。"


def test_83_35_per_cent_is_no_whole_share_of_41_schools() -> None:
    """The worked fact: impossible below 775 schools, 631 truncated; yet it may be weighted."""
    (finding,) = made_up(SCHOOLS % "83.35%").findings(RULE)
    assert finding.outcome == "cannot_tell"
    assert (finding.expected_low, finding.expected_high) == ("82.92", "85.37")
    for words in ("41所", "82.93%", "85.37%", "775", "631"):
        assert words in finding.summary_zh
    assert "可能按学生数、投资额等加权计算" in finding.readings_zh
    assert "可能是若干比率的平均值" in finding.readings_zh
    assert "分母可能是另一范围的对象" in finding.readings_zh
    assert "775 (half-up), 775 (half-even) or 631 (truncated)" in finding.summary_en


@pytest.mark.parametrize(
    ("percent", "outcome"),
    [
        ("85.37%", "consistent"),
        ("85.4%", "consistent"),
        ("85%", "consistent"),
        ("82.92%", "rounding"),
        ("83%", "consistent"),
        ("84%", "cannot_tell"),
    ],
)
def test_a_share_of_a_stated_whole_is_attainable_or_not(percent: str, outcome: str) -> None:
    """35 of 41 is 85.37%; 34 of 41 is 82.926…, 82.92 only if cut off."""
    assert made_up(SCHOOLS % percent).outcomes(RULE) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("标准化学校占比{83.35%}。", ["not_applicable"]),
        ("{41所}中小学开展课后服务，标准化学校占比{83.35%}。", ["not_applicable"]),
        ("全区{41所}中小学提升，区属学校高考本科上线率{87.34%}。", ["not_applicable"]),
        ("全区约{41所|approx=about}中小学，标准化学校占比{83.35%}。", ["not_applicable"]),
        ("数字经济规模占GDP比重{66.48%}。", []),
        ("覆盖率{100%}。", []),
        ("满意率{99.8512%}。", []),
        ("满意率超{90%|approx=over}。", []),
        ("税收增长{30.9%|kind=change direction=up}。", []),
        ("全区共有{200家}企业，建立工会的企业占比{55.3%}。", ["cannot_tell"]),
        ("全区共有{200家}企业，建立工会的企业占比{55.5%}。", ["consistent"]),
    ],
)
def test_the_whole_must_count_the_same_things(text: str, outcomes: list[str]) -> None:
    """Candidates are no schools, and a part of the schools is no whole."""
    assert made_up(text).outcomes(RULE) == outcomes


def test_the_whole_is_looked_for_in_the_measure_only() -> None:
    """A count in another measure may be another set."""
    report = made_up("全区{41所}中小学开展课后服务。", "标准化学校占比{83.35%}。")
    assert report.outcomes(RULE) == ["not_applicable"]
    (finding,) = report.findings(RULE)
    assert "775" in finding.summary_zh


@pytest.mark.parametrize(
    ("k", "printed", "rule", "expected"),
    [
        (1, "13", HALF_UP, True),
        (1, "12", HALF_UP, False),
        (1, "12", HALF_EVEN, True),
        (1, "13", HALF_EVEN, False),
        (3, "38", HALF_EVEN, True),
        (3, "37", HALF_EVEN, False),
        (1, "12", TRUNCATION, True),
        (2, "24", TRUNCATION, False),
        (2, "25", TRUNCATION, True),
    ],
)
def test_rounding_rules_differ_at_the_half(k: int, printed: str, rule: str, expected: bool) -> None:
    """One of eight is 12.5%: half-up prints 13, half-even and truncation 12."""
    assert (k in wholes_giving(Fraction(printed), Fraction(1), 8, rule)) is expected


def test_unknown_rules_and_percentages_outside_0_to_100_are_refused() -> None:
    """Each refusal is one line that says what is right."""
    with pytest.raises(InputError, match="half_up half_even truncation"):
        wholes_giving(Fraction(1), Fraction(1), 8, "half_down")
    with pytest.raises(InputError, match="from 0 to 100"):
        smallest_whole(Fraction(101), Fraction(1), HALF_UP)
    with pytest.raises(InputError, match="a step above 0"):
        smallest_whole(Fraction(10), Fraction(0), HALF_UP)


def _printed(k: int, n: int, step: Fraction, rule: str) -> Fraction:
    exact = Fraction(100 * k, n) / step
    whole = exact.numerator // exact.denominator
    if rule == TRUNCATION:
        return whole * step
    rest = exact - whole
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (rule == HALF_UP or whole % 2))
    return (whole + bool(up)) * step


@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from(ROUNDING_RULES),
    st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 100)]),
)
def test_every_true_share_is_found_attainable(
    pair: tuple[int, int], rule: str, step: Fraction
) -> None:
    """A true k of n is attained under its rule, and n is not below the smallest whole."""
    k, n = pair
    percent = _printed(k, n, step, rule)
    assert k in wholes_giving(percent, step, n, rule)
    assert smallest_whole(percent, step, rule) <= n


@given(st.integers(1, 120), st.integers(1, 9999))
def test_attainable_agrees_with_trying_every_k(n: int, hundredths: int) -> None:
    """The search near the percentage misses no k that trying all of them would find."""
    percent, step = Fraction(hundredths, 100), Fraction(1, 100)
    for rule in ROUNDING_RULES:
        brute = tuple(k for k in range(n + 1) if _printed(k, n, step, rule) == percent)
        assert wholes_giving(percent, step, n, rule) == brute


@given(st.integers(2, 60).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n))))
def test_a_true_share_of_the_schools_is_never_asked_about(pair: tuple[int, int]) -> None:
    """A share worked out from the schools printed beside it is consistent."""
    k, n = pair
    text = f"全区{{{n}所}}中小学开展课后服务，标准化学校占比{{{100 * k / n:.3f}%}}。"
    assert set(made_up(text).outcomes(RULE)) <= {"consistent", "rounding"}
