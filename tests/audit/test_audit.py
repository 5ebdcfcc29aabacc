"""The audit as a whole, and its data."""

from __future__ import annotations

import csv
import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit import AuditParameters, load_rules, outcome_word
from fengze_analysis.audit.audit import FINDERS
from fengze_analysis.audit.rules import (
    load_messages,
    load_nouns,
    load_readings,
    load_words,
    only_words,
)
from fengze_analysis.errors import InputError
from fengze_analysis.model import Item, Sentence
from tests.audit.builder import a_published, a_source, made_up

OUTCOMES = {
    "consistent": "相符",
    "rounding": "舍入范围内相符",
    "definition": "口径不同",
    "cannot_tell": "待核实",
    "contradiction": "数据不一致",
    "not_applicable": "不适用",
}
THREE = list(
    csv.DictReader((Path(__file__).parent / "three_reports.csv").read_text("utf-8").splitlines())
)
ASKED = {"definition", "cannot_tell", "contradiction"}
FULL = [
    (
        "全年争取资金{12.42亿元|period=全年}，其中用于项目{11.36亿元}，用于偿债{1.06亿元}。"
        "完成投资{61.1亿元}，占年度计划{108%}。景区接待{23.3万人次}、同比增长{85.79%↑}。"
        "全区{41所}中小学开展课后服务，覆盖率{100%}。标准化学校占比{83.35%}，居全市{第1}。"
        "甲公司、乙公司{2家}单位获批。为{3家}企业减负{9万元}。"
        "上线率{87.34%}，较去年提升{4%↑}。策划多条线路。建成基站{1400个|indicator=x}。"
    ),
    (
        "建成基站{1400个|indicator=x}。地区生产总值{900亿元|indicator_phrase=地区生产总值}，"
        "增长{5%↑}。服务业{630亿元}，占地区生产总值{70%}。税收增长{3%↑}。"
    ),
]


def test_every_rule_has_a_finder_and_a_full_row() -> None:
    """Rules are data; each has its words in both languages and says what it rests on."""
    rules = load_rules()
    assert {rule.id for rule in rules} == set(FINDERS)
    for rule in rules:
        english = rule.name_en + rule.meaning_en + rule.tolerance_en + rule.origin_en
        assert all(getattr(rule, name) for name in rule.__slots__)
        assert re.search("[\u4e00-\u9fff]", rule.name_zh + rule.meaning_zh)
        assert len(re.findall("[\u4e00-\u9fff]", english)) < len(english) / 5


def test_every_message_fits_its_outcome() -> None:
    """What does not agree lists its readings; what is open asks, politely and in both languages."""
    names: set[str] = set()
    for (rule, case), message in load_messages().items():
        assert rule in FINDERS or rule == "any", (rule, case)
        assert message.outcome in OUTCOMES
        assert set(message.readings) <= set(load_readings())
        assert bool(message.readings) or message.outcome in ("consistent", "not_applicable")
        assert bool(message.verify_zh) == bool(message.verify_en) == (message.outcome in ASKED)
        names.update(message.readings)
        for chinese, english in (
            (message.summary_zh, message.summary_en),
            (message.verify_zh, message.verify_en),
        ):
            fields = {name for _, name, _, _ in string.Formatter().parse(chinese) if name}
            other = {name for _, name, _, _ in string.Formatter().parse(english) if name}
            assert bool(fields) == bool(other), (rule, case)
    unused = set(load_readings()) - names - {"issuer_same", "issuer_other", "issuer_unknown"}
    assert not unused


@pytest.mark.parametrize("text", ["zh", "en"])
def test_no_message_speaks_of_intent_or_blame(text: str) -> None:
    """Restraint: no word about intent, no score, no 质询."""
    blame = re.compile(
        "造假|虚报|瞒报|故意|质询|隐瞒|注水|夸大|违规|false|fraud|mislead|intent|lying|fake|manipul"
    )
    for message in load_messages().values():
        words = getattr(message, f"summary_{text}") + getattr(message, f"verify_{text}")
        assert not blame.search(words)
    assert not any(blame.search(zh + en) for zh, en in load_readings().values())
    assert all(
        message.verify_zh.startswith(("请协助", "如有统计，请协助"))
        for message in load_messages().values()
        if message.verify_zh
    )


@pytest.mark.parametrize(("outcome", "word"), OUTCOMES.items())
def test_outcomes_have_fixed_words(outcome: str, word: str) -> None:
    """The words are those of the page, in Chinese and in English."""
    assert outcome_word(outcome, "zh") == word
    assert outcome_word(outcome, "en")


def test_unknown_words_are_refused() -> None:
    """An outcome, a language or a word list that does not exist."""
    with pytest.raises(InputError):
        outcome_word("wrong", "zh")
    with pytest.raises(InputError):
        outcome_word("consistent", "fr")
    with pytest.raises(InputError):
        load_words("nothing")


@pytest.mark.parametrize(
    "given", [{"rounding": "half_down"}, {"name_likeness": 0}, {"name_likeness": 1.5}]
)
def test_parameters_that_mean_nothing_are_refused(given: dict[str, object]) -> None:
    """A typing slip in a parameter ends the run with one line."""
    with pytest.raises(InputError, match="parameters"):
        AuditParameters(**given)  # type: ignore[arg-type]


def test_nouns_and_words_are_listed_once() -> None:
    """No noun stands twice with one unit, and the longest word is tried first."""
    nouns = [(noun, unit) for noun, unit, _ in load_nouns()]
    assert len(nouns) == len(set(nouns))
    lengths = [len(word) for word in load_words("vague")]
    assert lengths == sorted(lengths, reverse=True)
    assert only_words("", "link")


def test_a_report_without_figures_has_one_line_for_each_rule() -> None:
    """Each rule says that it found nothing to apply to."""
    report = made_up("")
    heading = Item("1", "0", "关于民生方面", "", 0, 6, (Sentence(0, 6, "关于民生方面"),))
    document = replace(report.document, text="关于民生方面", items=(heading,))
    findings = replace(report, document=document).audit()
    assert [finding.finding_id for finding in findings] == [f"{r.id}.none" for r in load_rules()]
    assert {finding.outcome for finding in findings} == {"not_applicable"}
    assert all("没有适用" in finding.summary_zh for finding in findings)


def test_a_full_report_gives_findings_in_the_order_of_the_rules() -> None:
    """Every rule finds its cases by itself, ids are unique, and the same input gives the same."""
    report = made_up(*FULL)
    published = (a_published("900", "亿元", name_zh="地区生产总值"),)
    findings = report.audit(published, (a_source(),))
    ids = [finding.finding_id for finding in findings]
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if name.endswith(".none")]
    order = [rule.id for rule in load_rules()]
    assert [f.rule for f in findings] == sorted((f.rule for f in findings), key=order.index)
    assert findings == report.audit(published, (a_source(),))
    rows = {row.row_id for row in report.rows}
    for finding in findings:
        assert set(finding.rows) <= rows
        assert finding.report_id == "made-up"
        assert bool(finding.readings_zh) == bool(finding.readings_en)
        assert "{" not in finding.summary_zh + finding.summary_en + finding.verify_zh
        if finding.rows and finding.sentence:
            printed = {row.sentence for row in report.rows if row.row_id in finding.rows}
            assert all(sentence in finding.sentence for sentence in printed)


def test_ids_are_made_of_the_rule_and_its_rows() -> None:
    """An id stays while the text stays, whatever else is found."""
    report = made_up(*FULL)
    first, second, third = (row.row_id for row in report.rows[:3])
    (finding,) = report.findings("sum_of_parts")
    assert finding.finding_id == f"sum_of_parts.{first}+{second}+{third}"
    alone = replace(report, rows=report.rows[:3])
    assert alone.findings("sum_of_parts")[0].finding_id == finding.finding_id


def test_a_row_that_does_not_stand_in_the_text_is_refused() -> None:
    """Rows of another text never reach a rule."""
    report = made_up("新增{3家}。")
    moved = report.rows[0]._replace(start=0, end=2)
    with pytest.raises(InputError, match="does not stand at its position"):
        replace(report, rows=(moved,)).audit()


@pytest.mark.parametrize("row", THREE, ids=lambda row: f"{row['rule']}-{row['case']}")
def test_three_made_up_reports_for_each_rule(row: dict[str, str]) -> None:
    """One that holds, one that breaks, one where it cannot be told."""
    published = (a_published("4320", "个", name_zh="新增优质学位"),)
    findings = made_up(row["text"]).audit(published, (a_source(),))
    outcomes = {finding.outcome for finding in findings if finding.rule == row["rule"]}
    assert outcomes == {row["outcome"]}


def test_no_rule_lacks_its_three_reports() -> None:
    """The table has the three cases of every rule."""
    cases = {(row["rule"], row["case"]) for row in THREE}
    assert cases == {(rule, case) for rule in FINDERS for case in ("holds", "breaks", "open")}


@st.composite
def consistent_reports(draw: st.DrawFn) -> str:
    """A report whose sums, shares, growth, lists and percentages were worked out."""
    parts = draw(st.lists(st.integers(1, 9999), min_size=2, max_size=4))
    listed = "，".join(f"用于项目{{{part / 100:.2f}亿元}}" for part in parts)
    whole = draw(st.integers(20, 900))
    part = draw(st.integers(1, whole))
    base = draw(st.integers(20, 900))
    level = base + draw(st.integers(1, 300))
    names = "、".join(f"{chr(0x4E70 + n)}安公司" for n in range(draw(st.integers(2, 6))))
    return (
        f"安排资金{{{sum(parts) / 100:.2f}亿元}}，其中{listed}。"
        f"全区企业{{{whole}家}}，规上企业{{{part}家}}，占总数的{{{100 * part / whole:.2f}%}}。"
        f"学校由{{{base}所}}增加到{{{level}所}}，增长{{{100 * level / base - 100:.1f}%↑}}。"
        f"{names}{{{names.count('、') + 1}家}}单位获批。"
        f"全区{{{whole}所}}中小学开展服务，标准化学校占比{{{100 * part / whole:.2f}%}}。"
    )


@given(consistent_reports())
def test_a_consistent_report_gives_no_contradiction(text: str) -> None:
    """Figures that were worked out never disagree, nor are they asked about by arithmetic."""
    arithmetic = {"sum_of_parts", "share_against_level", "growth_against_levels"}
    arithmetic |= {"names_listed", "attainable_percentage", "same_fact"}
    for finding in made_up(text).audit():
        assert finding.outcome != "contradiction", finding.summary_zh
        if finding.rule in arithmetic:
            assert finding.outcome not in ASKED, finding.summary_zh
