"""Statements in words: vague quantities, rank claims, clauses, periods, stocks; values per unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.builder import made_up

VAGUE, RANK, CLAUSES = "vague_quantifier", "rank_claim", "claims_without_figure"
PERIOD, STOCK, UNIT = "period_not_stated", "stock_or_flow_not_stated", "per_unit_value"


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("策划海丝民俗文化等多条旅游线路。", ["cannot_tell"]),
        ("引进一批项目，培育若干企业。", ["cannot_tell", "cannot_tell"]),
        ("研究推出服务企业若干措施。", ["not_applicable"]),
        ("建成30多个项目。", []),
        ("推动更多项目落地。", []),
        ("提供多语种服务。", []),
        ("力争引进一批项目。", []),
        ("引进项目{3个}。", []),
    ],
)
def test_quantities_in_words_are_noted(text: str, outcomes: list[str]) -> None:
    """多条 is vague, 若干措施 a title, 30多个 a figure, an aim no result."""
    assert made_up(text).outcomes(VAGUE) == outcomes


def test_each_vague_quantity_has_an_id_of_its_own() -> None:
    """Two in one sentence are two findings, with the words around each."""
    first, second = made_up("引进一批项目，培育若干企业。").findings(VAGUE)
    assert first.finding_id != second.finding_id
    assert (first.printed, second.printed) == ("一批", "若干")
    assert "培育若干企业" in second.verify_zh


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("上榜{12家}、全市{第 1}。", "第1"),
        ("政务服务等{2项}全省首创服务模式。", "首创"),
        ("作为全省唯一的专业性建筑产业园。", "唯一"),
        ("获评全市首批示范站点（全市仅{两个}）。", "首批、全市仅"),
        ("创新创业载体数量居全市前列。", "前列"),
        ("在全市考评中位列第一梯队。", "第一梯队"),
        ("在全市率先布局5G网络。", "率先"),
        ("成为全省{三个}省级产业园之一。", "之一"),
        ("载体数量居全市前列、全省首位。", "前列、首位"),
    ],
)
def test_a_rank_claim_needs_outside_proof(text: str, printed: str) -> None:
    """With or without a numeral the claim cannot be told from the report alone."""
    (finding,) = made_up(text).findings(RANK)
    assert (finding.outcome, finding.printed) == ("cannot_tell", printed)
    assert "可能有评比文件或通报为据" in finding.readings_zh


@pytest.mark.parametrize(
    "text",
    [
        "打造一流营商环境。",
        "先后赴先进城市{17次}。",
        "最大限度便民，最低生活保障到位。",
        "就业是最大的民生。",
        "首批立项{13个}。",
        "下一步力争居全市前列。",
    ],
)
def test_aims_and_set_phrases_claim_no_rank(text: str) -> None:
    """一流 is an aim; 首批 without an area is only the first lot."""
    assert made_up(text).outcomes(RANK) == []


def test_a_rank_without_a_subject_is_quoted_with_the_clause_before_it() -> None:
    """居全市第1 alone would not say what holds the rank."""
    (finding,) = made_up("标准化学校占比{83.35%}，居全市{第1}。").findings(RANK)
    assert "标准化学校占比83.35%，居全市第1" in finding.verify_zh
    assert len(finding.rows) == 1


@pytest.mark.parametrize(
    ("text", "carrying", "clauses"),
    [
        ("举办招聘会{70场}，加强劳务交流协作，新增就业{2.2万人}。", 2, 3),
        ("加强协作（含市、区，共两级），提升服务。", 0, 2),
        ("新增{3家}、{4家}。", 1, 1),
    ],
)
def test_clauses_with_a_figure_are_counted_and_not_judged(
    text: str, carrying: int, clauses: int
) -> None:
    """A count for each measure; commas in brackets end no clause."""
    (finding,) = made_up(text).findings(CLAUSES)
    assert finding.outcome == "not_applicable"
    assert f"{carrying} of {clauses} clauses" in finding.summary_en
    assert "不作评价" in finding.summary_zh
    assert finding.printed == str(carrying)


def test_each_measure_is_counted_by_itself() -> None:
    """Two measures, two counts; a report without text has none."""
    keys = [f.finding_id for f in made_up("甲。", "乙{3家}。").findings(CLAUSES)]
    assert keys == ["claims_without_figure.1.1", "claims_without_figure.1.2"]
    assert made_up("").findings(CLAUSES) == []


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("新增{3家|period=全年}，覆盖率{90%|period=全年}。", ["consistent"]),
        ("新增{3家|period=全年}，覆盖率{90%}。", ["cannot_tell"]),
        ("居全市{第1}，耗时{3天|kind=duration}。", []),
        ("加强协作。", []),
    ],
)
def test_figures_without_a_period_are_counted_by_measure(text: str, outcomes: list[str]) -> None:
    """Ranks and durations need none."""
    assert made_up(text).outcomes(PERIOD) == outcomes


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("建成5G基站{1400个}。", ["cannot_tell"]),
        ("完成房屋征收{110万平方米}，土地征收{2412亩}。", ["cannot_tell", "cannot_tell"]),
        ("全年建成5G基站{1400个}。", ["consistent"]),
        ("建成5G基站{1400个|period=2023年}。", ["consistent"]),
        ("累计建成5G基站{1400个}。", ["consistent"]),
        ("保质保量完成改造{7个}。", ["cannot_tell"]),
        ("完成投资{61.1亿元}，占年度计划{108%}。", ["consistent"]),
        ("完成投资{61.1亿元}，面貌一新。", ["cannot_tell"]),
        ("省级创新企业上榜{12家}。", ["cannot_tell"]),
        ("柯石排洪渠整治提升等{9个}项目。", []),
        ("举办招聘会{70场}。", []),
        ("上线率提升至{87%}。", []),
        ("力争建成5G基站{1400个}。", []),
    ],
)
def test_a_count_that_may_be_a_stock_or_a_flow(text: str, outcomes: list[str]) -> None:
    """建成1400个 may be all or those of the year; a word of time or of stock settles it."""
    assert made_up(text).outcomes(STOCK) == outcomes


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("为{2.87万家}企业减负失业保险费{9135万元}。", ("3177.21", "3188.66")),
        ("完成{7个}项目、总投资{2.21亿元}。", ("31500000", "31642900")),
        ("合同项目{152个}、总投资超{1300亿元|approx=over}。", ("855000000", "")),
        ("谋划{118个}城建项目，完成投资{61.1亿元}。", ("51737200", "51822100")),
    ],
)
def test_money_per_unit_is_given_for_information(text: str, each: tuple[str, str]) -> None:
    """The money of things counted, as an interval and without a judgement."""
    (finding,) = made_up(text).findings(UNIT)
    assert finding.outcome == "not_applicable"
    assert (finding.expected_low, finding.expected_high) == each
    assert "仅供参考" in finding.summary_zh


@pytest.mark.parametrize(
    "text",
    [
        "发放补贴{463.8万元}，新增证书{6130人}。",
        "培训{6130人}，发放补贴{463.8万元}。",
        "为{3个}项目落地{5家}企业。",
        "走访{3家}企业，面貌一新，成效明显，完成投资{5亿元}。",
        "新增企业{3家}，税收{5亿元}。",
        "为{0家}企业减负{5亿元}。",
    ],
)
def test_money_that_stands_elsewhere_is_not_divided(text: str) -> None:
    """Journeys, persons, distant figures and a zero count make no value per unit."""
    assert made_up(text).outcomes(UNIT) == []


@given(st.integers(1, 500), st.integers(1, 99999))
def test_the_true_value_per_unit_lies_in_its_interval(count: int, money: int) -> None:
    """Whatever money and count, the quotient is inside what is shown."""
    (finding,) = made_up(f"为{{{count}家}}企业减负{{{money / 100:.2f}万元}}。").findings(UNIT)
    assert float(finding.expected_low) <= money * 100 / count <= float(finding.expected_high)
