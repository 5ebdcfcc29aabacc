"""What must not change a finding, and that no text whatever breaks a rule."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit.rules import load_words
from fengze_analysis.interval import Interval
from fengze_analysis.model import Finding
from tests.audit.builder import Report, a_published, a_source, made_up

SENTENCES = (
    "全年争取资金{12.42亿元}，其中，用于项目{11.36亿元}，用于偿债{1.06亿元}。",
    "安排资金{3亿元}，其中用于项目{2亿元}，用于偿债{2亿元}。",
    "小学{3所}、中学{4所}，合计{8所}。",
    "全区企业{200家}，规上企业{50家}，占总数的{30%}。",
    "学校由{100所}增加到{120所}，增长{25%↑}。",
    "完成投资{61.1亿元}，占年度计划{108%}。",
    "景区接待游客数{23.3万人次}、同比增长{85.79%↑}。",
    "甲公司、乙公司、丙公司{2家}单位获批。",
    "为{2.87万家}企业减负失业保险费{9135万元}。",
    "上线率{87.34%}、优秀率{48.63%}，均较去年提升{4%↑}。",
    "策划多条旅游线路，引进一批项目。",
    "建成5G基站{1400个}，在全市率先布局。",
    "认领率提升至{100%}，居全市{第1}。",
)
TOKENS = [
    *load_words("link"),
    *load_words("move"),
    *load_words("rate"),
    *load_words("rank"),
    *load_words("vague"),
    *load_words("verb"),
    *[
        "其中",
        "合计",
        "共",
        "占",
        "总数",
        "年度计划",
        "分别",
        "均",
        "等",
        "由",
        "企业",
        "学校",
        "公司",
    ],
    *["，", "、", "；", "。", "：", "（", "）", "“", "”", "¶", " "],
    *["{3家}", "{12.42亿元}", "{5%}", "{100%}", "{4%↑}", "{90%↓}", "{第1}", "{1.5倍↑}", "{两处}"],
    *[
        "{9万元|approx=over}",
        "{41所|approx=about}",
        "{5..8个}",
        "{2个百分点|direction=up}",
        "{0家}",
    ],
]
texts = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


def _told(findings: list[Finding]) -> list[tuple[str, str, str, str]]:
    """What the findings say, without the ids that depend on positions."""
    told = (
        (f.rule, f.outcome, f.expected_low, f.summary_zh)
        for f in findings
        if not f.finding_id.endswith(".none")
    )
    return sorted(told)


def _spread(sentence: str, where: random.Random) -> str:
    """The sentence with blanks and page breaks between its characters, none inside a figure."""
    out, inside = "", False
    for char in sentence:
        inside = char == "{" or (inside and char != "}")
        out += char
        if not inside and where.random() < 0.3:
            out += where.choice((" ", "¶", "　"))
    return out


@pytest.mark.parametrize("sentence", SENTENCES)
@given(where=st.randoms(use_true_random=False))
def test_blanks_and_page_breaks_change_nothing(sentence: str, where: random.Random) -> None:
    """A report is the same report however its lines and pages fall."""
    spread = made_up(_spread(sentence, where))
    assert _told(spread.audit()) == _told(made_up(sentence).audit())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_finding_does_not_depend_on_what_else_the_report_says(sentence: str) -> None:
    """What is found in one sentence is found among others as well."""
    others = [other for other in SENTENCES if other != sentence]
    grouped = {"period_not_stated", "claims_without_figure"}
    alone = [row for row in _told(made_up(sentence).audit()) if row[0] not in grouped]
    among = _told(made_up(*others[:6], sentence, *others[6:]).audit())
    assert all(row in among for row in alone)


def test_the_order_of_the_rows_makes_no_difference() -> None:
    """Rows are sorted by their place in the text."""
    report = made_up("".join(SENTENCES))
    turned = Report(report.document, tuple(reversed(report.rows)))
    assert turned.audit() == report.audit()


def test_several_measures_keep_their_findings_apart() -> None:
    """The same sentence in two measures is found in each, under ids of its own."""
    report = made_up(SENTENCES[0], SENTENCES[0])
    first, second = report.findings("sum_of_parts")
    assert first.finding_id != second.finding_id
    assert first.summary_zh == second.summary_zh


@given(texts)
def test_no_text_breaks_a_rule(text: str) -> None:
    """Whatever words and figures stand together: findings, and none of them malformed."""
    report = made_up(text)
    findings = report.audit((a_published("3", "家", name_zh="企业单位数"),), (a_source(),))
    ids = [finding.finding_id for finding in findings]
    assert len(ids) == len(set(ids))
    for finding in findings:
        Interval.parse(finding.expected_low, finding.expected_high)
        assert finding.summary_zh
        assert finding.summary_en
        assert len(finding.readings_zh) == len(finding.readings_en)
        if finding.outcome in ("definition", "cannot_tell", "contradiction"):
            assert finding.readings_zh
            assert finding.verify_zh
            assert finding.verify_en


@given(texts)
def test_rows_outside_every_measure_are_audited_alike(text: str) -> None:
    """A text without sections is read by its full stops and breaks no rule either."""
    report = made_up(text)
    bare = replace(report, document=replace(report.document, items=()))
    rows = {row for finding in bare.audit() for row in finding.rows}
    assert rows <= {row.row_id for row in report.rows}
