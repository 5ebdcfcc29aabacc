"""Shares and growth against levels, and the bases they imply."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.audit.builder import a_published, a_source, made_up

SHARE, GROWTH, BASE = "share_against_level", "growth_against_levels", "implied_base"


def test_the_plan_behind_108_per_cent_of_it_is_an_interval() -> None:
    """61.1 亿元 at 108% implies a plan of 56.26 to 56.89 亿元, over a page break."""
    report = made_up("谋划{118个}城建项目，完成投资{61.1亿元}，占年度计划¶{108%}，{9个}项目竣工。")
    (finding,) = report.findings(BASE)
    assert finding.outcome == "cannot_tell"
    assert (finding.expected_low, finding.expected_high) == ("5626000000", "5689000000")
    assert "56.26亿元至56.89亿元" in finding.summary_zh
    assert "5.626 to 5.689 billion yuan" in finding.summary_en
    assert "年度计划" in finding.verify_zh
    assert finding.printed == ""


def test_the_base_behind_a_growth_is_an_interval() -> None:
    """23.3 万人次 at +85.79% implies 12.51 to 12.57 万 a year before."""
    report = made_up("景区接待游客数{23.3万人次}、同比增长{85.79%↑}。")
    (finding,) = report.findings(BASE)
    assert finding.outcome == "cannot_tell"
    assert (finding.expected_low, finding.expected_high) == ("125100", "125700")
    assert "12.51万人次至12.57万人次" in finding.summary_zh
    assert report.findings(GROWTH) == []


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("新增企业{5家}，比上年增长{25%↑}。", ["cannot_tell"]),
        ("新增企业{5家}，比上年增长{30%↑}。", ["cannot_tell"]),
        ("地区生产总值{900亿元}，同比增长{5.2%↑}。", ["not_applicable"]),
        ("新增企业{5家}，比上年下降{100%↓}。", ["not_applicable"]),
        ("新增企业{50家}，比上年下降{10%↓}。", ["cannot_tell"]),
        ("新增企业{50家}，比2022年增长{1.5倍↑}。", ["cannot_tell"]),
        ("新增企业{3家}、{50家}，同比增长{10%↑}。", ["cannot_tell"]),
        ("新增企业{50家}，税收增长{10%↑}。", []),
        ("新增企业{50家}，面貌一新，同比增长{10%↑}。", []),
        ("投资{5亿元}，完成年度任务的{104%}。", ["cannot_tell"]),
        ("投资{5亿元}，占年度计划{0%}。", ["not_applicable"]),
        ("投资{5亿元}，占年度计划比重超过{50%|approx=over}。", ["cannot_tell"]),
    ],
)
def test_a_base_is_implied_only_where_level_and_change_stand_together(
    text: str, outcomes: list[str]
) -> None:
    """Another subject between them, a price indicator or a fall to nothing implies none."""
    assert made_up(text).outcomes(BASE) == outcomes


def test_a_count_whose_base_can_be_no_whole_number_is_asked_about() -> None:
    """5 家 after +30% would need 3.8 firms; a comparable basis may explain it."""
    whole, broken = (
        made_up(f"新增企业{{5家}}，比上年增长{{{rate}%↑}}。").findings(BASE)[0] for rate in (25, 30)
    )
    assert "没有整数" not in whole.summary_zh
    assert "没有整数" in broken.summary_zh
    assert broken.outcome == "cannot_tell"


def test_the_base_of_a_decline_lies_above_the_level() -> None:
    """A decline of 10% to 50 comes from about 55.6."""
    (finding,) = made_up("案件{50起}，同比下降{10%↓}。").findings(BASE)
    assert (finding.expected_low, finding.expected_high) == ("55.24", "55.87")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("全区企业{200家}，规上企业{50家}，占总数的{25%}。", "consistent"),
        ("全区企业{300家}，规上企业{100家}，占总数的{33.3%}。", "consistent"),
        ("全区企业{300家}，规上企业{200家}，占总数的{66.6%}。", "rounding"),
        ("全区企业{200家}，规上企业{50家}，占总数的{30%}。", "contradiction"),
        ("全区企业约{200家|approx=about}，规上企业{50家}，占总数的{30%}。", "cannot_tell"),
        (("工业投资{3.1亿元}，年度计划{3亿元|indicator_phrase=年度计划}，完成{3.1亿元}，"
         "占年度计划{103%}。"), "consistent"),
        (("地区生产总值{90亿元|indicator_phrase=地区生产总值}。"
         "服务业{63亿元}，占地区生产总值{70%}。"), "consistent"),
        (("地区生产总值{90亿元|indicator_phrase=地区生产总值}。"
         "服务业{63亿元}，占地区生产总值{75%}。"), "cannot_tell"),
        ("服务业{63亿元}，占地区生产总值{75%}。", "not_applicable"),
        ("数字经济规模占GDP比重提升至{66.48%}。", "not_applicable"),
        ("企业{0家}，规上企业{0家}，占总数的{5%}。", "not_applicable"),
        ("企业近{200家|approx=under}，规上企业{50家}，占总数的{25%}。", "not_applicable"),
        ("占年度计划{108%}。", "not_applicable"),
        (("劳动力{109人}，其中城区{98人}、乡村{11人}，占总人口{28%}。"
         "总人口{389人|indicator_phrase=总人口}。"), "consistent"),
        (("劳动力{109人}，其中城区{98人}、乡村{11人}，占总人口{50%}。"
         "总人口{389人|indicator_phrase=总人口}。"), "not_applicable"),
    ],
)  # fmt: skip
def test_a_share_is_held_against_part_and_whole(text: str, outcome: str) -> None:
    """Where both are printed they give the share; where one is missing nothing can be said."""
    assert made_up(text).outcomes(SHARE) == [outcome]


@pytest.mark.parametrize(
    "text",
    [
        "覆盖率{100%}。",
        "标准化学校占比{83.35%}。",
        "服务业{63亿元}，完成招商{75%}。",
        "占比提升{3%↑}。",
    ],
)
def test_a_share_of_nothing_named_is_no_case(text: str) -> None:
    """占比 without a whole, or a change, is left to other rules."""
    assert made_up(text).outcomes(SHARE) == []


def test_words_between_part_and_share_make_another_share() -> None:
    """新增20家，规上企业占总数25% is not the share of the 20."""
    report = made_up("企业{100家}，新增{20家}，规上企业占总数{25%}。")
    assert report.outcomes(SHARE) == ["not_applicable"]


def test_a_whole_that_is_printed_twice_decides_nothing() -> None:
    """Two figures of the same name leave it open which one the share is of."""
    whole = "总人口{%s人|indicator_phrase=总人口}。"
    report = made_up(whole % 400 + whole % 500 + "劳动力{100人}，占总人口{25%}。")
    assert report.outcomes(SHARE) == ["not_applicable"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("学校由{100所}增加到{120所}，增长{20%s}。", "consistent"),
        ("学校从上年的{100所}增加到{120所}，同比增长{20%s}。", "consistent"),
        ("学校由2022年的{100所}增至{120所}，增长{20%s}。", "consistent"),
        ("学校{120所}，比上年的{100所}增长{20%s}。", "consistent"),
        ("学校由{100所}增加到{120所}，增长{21%s}。", "contradiction"),
        ("学校由{300所}增加到{500所}，增长{66.6%s}。", "rounding"),
        ("贷款余额由{100亿元}增加到{120亿元}，增长{30%s}。", "cannot_tell"),
        ("一般公共预算收入由{100亿元}增加到{120亿元}，增长{30%s}。", "definition"),
        ("学校由{100所}增加到{120所}，同口径增长{15%s}。", "definition"),
        ("贷款余额约{100亿元|approx=about}，税收增长{30%s}。", "not_applicable"),
        ("学校由{0所}增加到{120所}，增长{20%s}。", "not_applicable"),
        ("税收增长{30.9%s}。", "not_applicable"),
        ("{30.9%s}。", "not_applicable"),
    ],
)
def test_growth_is_held_against_two_levels(text: str, outcome: str) -> None:
    """From base to level is the growth; prices and comparable bases are matters of definition."""
    assert made_up(text.replace("%s", "%↑")).outcomes(GROWTH) == [outcome]


def test_a_fall_is_held_against_its_levels_with_its_sign() -> None:
    """由120起下降到90起 is a fall of 25%, printed with or without a minus."""
    for printed in ("下降{25%↓}", "增长{-25%↓}"):
        assert made_up(f"案件由{{120起}}下降到{{90起}}，{printed}。").outcomes(GROWTH) == [
            "consistent"
        ]


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("100", "consistent"), ("110", "cannot_tell")],
)
def test_a_base_may_come_from_another_publication(value: str, outcome: str) -> None:
    """A level of the year before with the same code stands in for a base that is not printed."""
    report = made_up("学校{120所|indicator=schools period=2023年 period_year=2023}，增长{20%↑}。")
    base = a_published(value, "所", indicator="schools", year="2022")
    found = report.findings(GROWTH, published=(base,), sources=(a_source(),))
    assert [finding.outcome for finding in found] == [outcome]
    assert found[0].source_id == "s1"
    assert report.outcomes(BASE, published=(base,)) == []
    other_year = a_published(value, "所", indicator="schools", year="2021")
    assert report.outcomes(GROWTH, published=(other_year,)) == []


def test_a_span_of_years_has_no_year_before() -> None:
    """A growth over 2021 to 2023 is held against no single year."""
    report = made_up(
        "学校{120所|indicator=schools period=2021—2023年 period_year=2021..2023}，增长{20%↑}。"
    )
    base = a_published("100", "所", indicator="schools", year="2020")
    assert report.outcomes(BASE, published=(base,)) == ["cannot_tell"]


levels = st.integers(20, 5000)


@given(levels, levels)
def test_a_growth_worked_out_from_its_levels_never_contradicts(base: int, level: int) -> None:
    """A growth printed to two places agrees with the counts it was worked out from."""
    assume(level > base)
    rate = f"{100 * level / base - 100:.2f}"
    report = made_up(f"学校由{{{base}所}}增加到{{{level}所}}，增长{{{rate}%↑}}。")
    assert set(report.outcomes(GROWTH)) <= {"consistent", "rounding"}


@given(levels, levels, st.integers(2, 80))
def test_a_planted_growth_is_found(base: int, level: int, off: int) -> None:
    """A growth two points off or more is a contradiction between counts of one sentence."""
    assume(level > base)
    rate = f"{100 * level / base - 100 + off:.2f}"
    report = made_up(f"学校由{{{base}所}}增加到{{{level}所}}，增长{{{rate}%↑}}。")
    assert report.outcomes(GROWTH) == ["contradiction"]


@given(st.integers(1, 400), st.integers(400, 999), st.integers(2, 30))
def test_a_share_holds_and_a_planted_one_is_found(part: int, whole: int, off: int) -> None:
    """Shares of counts agree to one place; a share two points off never does."""
    text = "企业{%d家}，规上企业{%d家}，占总数的{%.1f%%}。"
    share = 100 * part / whole
    assert set(made_up(text % (whole, part, share)).outcomes(SHARE)) <= {"consistent", "rounding"}
    assert made_up(text % (whole, part, share + off)).outcomes(SHARE) == ["contradiction"]


@given(st.integers(1000, 99999), st.integers(101, 2999))
def test_the_true_base_always_lies_in_the_implied_interval(base: int, permille: int) -> None:
    """A base that led to the printed level by the printed rate is inside the interval."""
    level = base * (1000 + permille) / 1000
    report = made_up(f"接待游客{{{level / 10000:.2f}万人次}}，同比增长{{{permille / 10:.1f}%↑}}。")
    (finding,) = report.findings(BASE)
    assert float(finding.expected_low) <= base <= float(finding.expected_high)
