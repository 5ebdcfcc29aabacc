"""No text whatever breaks a rule, and what does not matter changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit import summary
from fengze_analysis.messages.findings import describe, describe_point, question_of_point
from fengze_analysis.model import Finding
from tests.audit.builder import a_published, a_source, made_up

TOKENS = [
    *("其中", "合计", "共", "占", "总数", "年度计划", "均", "等", "由", "增加到", "增长", "提升"),
    *("企业", "学校", "公司", "上线率", "占比", "多条", "率先", "全市", "建成", "为", "投资", "的"),
    *("，", "、", "；", "。", "：", "（", "）", "“", "”", " "),
    *("{3家}", "{12.42亿元}", "{5%}", "{100%}", "{4%↑}", "{90%↓}", "{第1}", "{1.5倍↑}", "{两处}"),
    *("{9万元|approx=over}", "{41所|approx=about}", "{5..8个}", "{2个百分点|direction=up}"),
    *("{0家}", "{7家|year= place=}", "{8家|sense=plan}", "{6所|indicator=c year_from=document}"),
]
texts = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)
SENTENCES = (
    "全年争取资金{12.42亿元}，其中，用于项目{11.36亿元}，用于偿债{1.06亿元}。",
    "小学{3所}、中学{4所}，合计{8所}。",
    "学校由{100所}增加到{120所}，增长{25%↑}。",
    "全区{41所}中小学开展服务，标准化学校占比{83.35%}。",
    "上线率{87.34%}、优秀率{48.63%}，均较去年提升{4%↑}。",
)


def _told(findings: list[Finding]) -> list[str]:
    held = (one for one in findings if not one.finding_id.endswith(".none"))
    return sorted(one.outcome + describe(one, "zh") for one in held)


@given(texts)
def test_no_text_breaks_a_rule(text: str) -> None:
    """Every finding of any heap of words and figures can be said, with one id each."""
    published = (a_published("6", "所", "学校", code="c"),)
    found = made_up(text + "。").audit(published, (a_source(),))
    assert len({one.finding_id for one in found}) == len(found)
    for language in ("zh", "en"):
        assert all(describe(one, language) for one in found)
        for point in summary(found).points:
            assert describe_point(point, language)
            assert question_of_point(point, language)


@given(st.permutations(SENTENCES), st.integers(0, 3))
def test_order_and_blanks_change_nothing(sentences: list[str], blanks: int) -> None:
    """Sentences of measures of their own say the same in any order, page breaks or not."""
    plain = made_up(*SENTENCES).audit()
    moved = made_up(*(one.replace("，", "，" + "\n" * blanks) for one in sentences)).audit()
    arithmetic = [one for one in plain if one.rule != "period_not_stated"]
    others = [one for one in moved if one.rule != "period_not_stated"]
    assert _told(arithmetic) == _told(others)
