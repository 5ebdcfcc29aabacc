"""Parts and totals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.builder import made_up

RULE = "sum_of_parts"
BONDS = (
    "全年争取债券转贷资金{12.42亿元}，保障重点工作等资金需求，"
    "其中，用于支持重点工作和重点建设项目资金{11.36亿元}，用于偿还到期债务本金{%s}。"
)


def test_the_worked_sum_of_the_report_holds() -> None:
    """11.36 + 1.06 = 12.42, with the interval that the roundings leave."""
    (finding,) = made_up(BONDS % "1.06亿元").findings(RULE)
    assert finding.outcome == "consistent"
    assert len(finding.rows) == 3
    assert (finding.printed, finding.expected) == ("1242000000", "1242000000")
    assert (finding.expected_low, finding.expected_high) == ("1241000000", "1243000000")
    assert finding.unit == "元"
    assert "12.42亿元" in finding.summary_zh
    assert "1.242 billion yuan" in finding.summary_en


@pytest.mark.parametrize(
    ("part", "outcome"),
    [
        ("1.06亿元", "consistent"),
        ("1.07亿元", "rounding"),
        ("1.05亿元", "rounding"),
        ("1.16亿元", "cannot_tell"),
        ("0.96亿元", "consistent"),
    ],
)
def test_parts_of_a_total_are_judged_by_their_rounding(part: str, outcome: str) -> None:
    """A last digit off is rounding, more than the total is asked about, less is right."""
    assert made_up(BONDS % part).outcomes(RULE) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("新认定企业{12家}，其中规上企业{3家}。", ["consistent"]),
        ("新认定企业{12家}，其中规上企业{13家}。", ["contradiction"]),
        ("新认定企业{12家}。其中，规上企业{13家}、小微企业{2家}。", ["contradiction"]),
        ("新认定企业{12家}，其中规上企业{8家}、高新企业{5家}。", ["cannot_tell"]),
        ("新认定企业超{12家|approx=over}，其中规上企业{13家}。", ["consistent"]),
        ("新认定企业{12家}，其中门类齐全，规上企业{13家}。", ["cannot_tell"]),
        ("新认定企业{12家}，其中规上企业{3家}，税收{4亿元}、高新企业{5家}。", ["consistent"]),
        ("企业{200家}、学校新增{3家}，其中规上企业{50家}。", ["cannot_tell"]),
        ("企业{50家}、学校新增{3家}，其中规上{20家}、规下{30家}。", ["consistent"]),
        ("新认定企业{12家}，其中规上企业占比{25%}。", []),
        ("新认定企业{12家}，其中甲公司评为省级龙头。", []),
        ("完成投资{3亿元}，其中规上企业{5家}。", []),
        ("新认定企业{12家}，其中规上企业{3家}，全年新签约项目{40家}。", ["consistent"]),
        ("新认定企业{12家}，其中规上企业{3家}，效益显现，面貌一新，走访{40家}。", ["consistent"]),
        ("新认定企业{12家}，其中规上企业{3家}；走访企业{40家}。", ["consistent"]),
        ("水库{10座}，其中大型{4座}、小型{6座}、泵站{3座}。", ["consistent"]),
        ("抽检量超每千人{6.5批次}，其中“你点我检”{4万批次}。", []),
        ("新认定企业{12家}，其中规上企业{3家}，其中工业{2家}。", ["consistent", "consistent"]),
    ],
)
def test_what_stands_behind_qizhong(text: str, outcomes: list[str]) -> None:
    """其中 names parts of the nearest figure in the same measure, up to the next subject."""
    assert made_up(text).outcomes(RULE) == outcomes


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("小学{3所}、中学{4所}，合计{7所}。", "consistent"),
        ("小学{3所}、中学{4所}，合计{8所}。", "contradiction"),
        ("工业{3.1亿元}、商业{4.2亿元}，合计{7.4亿元}。", "rounding"),
        ("工业{3.1亿元}、商业{4.2亿元}，共计{6.9亿元}。", "contradiction"),
        ("小学{3所}、中学{4所}等，合计{8所}。", "consistent"),
        ("小学{3所}、中学{4所}，共{8所}。", "consistent"),
        ("小学{3所}、中学{4所}，共{6所}。", "cannot_tell"),
        ("培训教师{30人}、校长{4人}，共计{33人}。", "cannot_tell"),
    ],
)
def test_what_stands_before_heji(text: str, outcome: str) -> None:
    """合计 and 共计 are the sum of what is listed; people may be counted once in two items."""
    assert made_up(text).outcomes(RULE) == [outcome]


@pytest.mark.parametrize(
    "text",
    [
        "新建学校{3所}，合计投入{8亿元}。",
        "小学{3所}，共建设{8所}。",
        "公共停车位{3个}、{4个}，公共{9个}。",
        "小学{3所}、中学{4所}，共有教师{90人}。",
        "小学{3所}，合计占比{8%}。",
        "小学{3所}、中学{4所}，合计走访{2次}学校{8所}。",
        "小学{3所}，教学有方，成绩喜人，面貌一新，合计{8所}。",
    ],
)
def test_no_sum_is_made_of_what_is_none(text: str) -> None:
    """Other measures, single items and 公共 make no sum."""
    assert made_up(text).outcomes(RULE) == []


def test_a_finding_that_is_no_agreement_says_what_could_explain_it_and_asks_politely() -> None:
    """Readings and a question stand in both languages."""
    (finding,) = made_up(BONDS % "1.16亿元").findings(RULE)
    assert len(finding.readings_zh) == len(finding.readings_en) >= 3
    assert finding.verify_zh.startswith("请协助核实")
    assert finding.verify_en.startswith("Could you kindly")


amounts = st.lists(st.integers(1, 99999), min_size=2, max_size=6)


@given(amounts)
def test_parts_that_were_added_up_never_contradict(parts: list[int]) -> None:
    """A total made of its parts, both printed to two places, is found consistent."""
    listed = "，".join(f"用于项目{{{n / 100:.2f}亿元}}" for n in parts)
    report = made_up(f"安排资金{{{sum(parts) / 100:.2f}亿元}}，其中{listed}。")
    assert report.outcomes(RULE) == ["consistent"]


@given(amounts, st.integers(1, 3))
def test_parts_rounded_one_by_one_never_contradict(parts: list[int], places: int) -> None:
    """Rounding each part and the total on its own stays within what rounding allows."""
    listed = "，".join(f"用于项目{{{n / 10**4:.{places}f}亿元}}" for n in parts)
    total = f"{sum(parts) / 10**4:.{places}f}"
    report = made_up(f"安排资金{{{total}亿元}}，其中{listed}。")
    assert set(report.outcomes(RULE)) <= {"consistent", "rounding"}


@given(amounts, st.integers(10, 10**6))
def test_a_planted_surplus_is_found(parts: list[int], surplus: int) -> None:
    """A part that is too large by more than rounding is never passed over."""
    planted = [*parts[:-1], parts[-1] + surplus + len(parts) * 2]
    listed = "，".join(f"用于项目{{{n / 100:.2f}亿元}}" for n in planted)
    report = made_up(f"安排资金{{{sum(parts) / 100:.2f}亿元}}，其中{listed}。")
    assert report.outcomes(RULE)[0] in {"cannot_tell", "contradiction"}


@given(st.lists(st.integers(1, 500), min_size=2, max_size=5), st.integers(1, 50))
def test_a_planted_wrong_sum_is_found(parts: list[int], off: int) -> None:
    """A 合计 above the items listed is a contradiction, whatever the counts."""
    listed = "、".join(f"学校{{{n}所}}" for n in parts)
    assert made_up(f"{listed}，合计{{{sum(parts) + off}所}}。").outcomes(RULE) == ["contradiction"]
    assert made_up(f"{listed}，合计{{{sum(parts)}所}}。").outcomes(RULE) == ["consistent"]
