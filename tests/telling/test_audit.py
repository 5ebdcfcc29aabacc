"""What the page on the audit says agrees with the findings, and never goes beyond them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from fengze_analysis.audit.rules import load_rules
from fengze_analysis.model import Finding
from fengze_analysis.publishing.cells import Tag, Words
from fengze_analysis.study import Study
from fengze_analysis.telling import audit
from tests.made_up.district import fengze_study, numbers, study_of, yunxi_study

STUDIES = {"fengze": fengze_study, "made-up": yunxi_study}
COUNTING = (audit.bottom_line, audit.not_checked_line)
SENTENCES = (*COUNTING, audit.limits_line, audit.implied_line, audit.verify_list)
each_study = pytest.mark.parametrize("study", STUDIES.values(), ids=list(STUDIES))


@each_study
@pytest.mark.parametrize("sentence", COUNTING, ids=lambda one: one.__name__)
def test_both_languages_give_the_same_numbers(
    study: Callable[[], Study], sentence: Callable[[Study], Words]
) -> None:
    """A sentence that counts has the same numbers in Chinese and in English."""
    words = sentence(study())
    assert numbers(words.zh)
    assert numbers(words.zh) == numbers(words.en)


def test_the_bottom_line_counts_the_planted_contradictions() -> None:
    """The two contradictions that were planted are the two that are counted."""
    line = audit.bottom_line(yunxi_study())
    assert "2处不一致且没有合理解释" in line.zh
    assert "2 disagree without a reasonable explanation" in line.en


@each_study
def test_the_bottom_line_adds_up(study: Callable[[], Study]) -> None:
    """Points about numbers and points about wording are all the points."""
    found = audit.to_verify(study())
    line = audit.bottom_line(study()).zh
    outcomes = Counter(row.outcome for row in study().findings)
    counts = [int(one) for one in re.findall(r"\d+", line)]
    assert ("没有发现缺乏合理解释的不一致" in line) == (outcomes["contradiction"] == 0)
    held, *odds, asked, numeric, wording = counts
    odd = sum(odds)
    assert asked == len(found) == numeric + wording
    assert odd == outcomes["contradiction"]
    assert held <= outcomes["consistent"] + outcomes["rounding"]


@each_study
def test_contradictions_come_first_and_wording_last(study: Callable[[], Study]) -> None:
    """Points are ordered: numbers before wording, contradiction before what cannot be told."""
    found = audit.to_verify(study())
    assert all(row.verify_zh and row.verify_en for row in found)
    numeric = [row for row in found if row.rule not in _wording(study())]
    differing = [row.outcome for row in numeric if not _gives_the_same(row)]
    order = ["contradiction", "definition", "cannot_tell"]
    assert differing == sorted(differing, key=order.index)
    assert [_gives_the_same(row) for row in numeric] == sorted(map(_gives_the_same, numeric))
    rules = [row.rule in _wording(study()) for row in found]
    assert rules == sorted(rules)


def _gives_the_same(row: Finding) -> bool:
    """Whether another text gives a value that rounding cannot tell from the printed one."""
    if row.rule != "other_publication" or not row.expected_low:
        return False
    return float(row.expected_low) <= float(row.printed) <= float(row.expected_high)


def _wording(study: Study) -> set[str]:
    """The rules that the first page leaves out: those about words."""
    shown = {row.rule for row in audit.first_points(study)}
    words = {"period_not_stated", "stock_or_flow_not_stated", "rank_claim", "vague_quantifier"}
    assert not shown & words
    return words


@each_study
def test_the_first_page_has_a_few_points_about_numbers(study: Callable[[], Study]) -> None:
    """At most eight points, the first of the whole list, and none about wording."""
    points = audit.first_points(study())
    assert 0 < len(points) <= 8
    assert points == audit.to_verify(study())[: len(points)]


@each_study
def test_every_rule_is_listed_with_its_counts(study: Callable[[], Study]) -> None:
    """The table of rules has each rule, and its counts add up to what was found."""
    table = audit.rules_table(study())
    keys = [column.key for column in table.columns]
    assert len(table.rows) == len(load_rules())
    told = Counter(row.outcome for row in study().findings)
    for outcome in audit.OUTCOMES:
        counted = sum(int(str(cells[keys.index(outcome)])) for cells in table.rows)
        assert counted == told[outcome]
    for cells in table.rows:
        for cell in cells:
            assert (
                cell if isinstance(cell, str) else isinstance(cell, Words) and cell.zh and cell.en
            )


@each_study
def test_the_findings_table_shows_what_says_something(study: Callable[[], Study]) -> None:
    """A row a finding, with its badge, its figures and its innocent readings, in both languages."""
    table = audit.findings_table(study())
    told = [row for row in study().findings if row.outcome != "not_applicable"]
    assert len(table.rows) == len(told)
    assert len(set(table.anchors)) == len(told)
    keys = [column.key for column in table.columns]
    for cells, finding in zip(table.rows, told, strict=True):
        cell = dict(zip(keys, cells, strict=True))
        assert cell["outcome"] == audit.outcome_tag(finding.outcome)
        assert cell["summary"] == Words(finding.summary_zh, finding.summary_en)
        assert finding.summary_zh
        assert finding.summary_en
        if finding.outcome == "contradiction":
            assert isinstance(cell["readings"], Words)
            assert cell["readings"].zh


def test_the_badges_are_the_words_of_the_design() -> None:
    """Each outcome has its fixed words."""
    assert audit.outcome_tag("cannot_tell") == Tag(
        "cannot_tell", audit.outcome_tag("cannot_tell").words
    )
    assert [audit.outcome_tag(one).words.zh for one in audit.OUTCOMES] == [
        "相符",
        "舍入范围内相符",
        "口径不同",
        "待核实",
        "数据不一致",
    ]


@each_study
def test_the_points_are_numbered_and_polite(study: Callable[[], Study]) -> None:
    """拟请核实事项 is a numbered list, a point each, that asks and does not accuse."""
    listed = audit.verify_list(study())
    for text in (listed.zh, listed.en):
        starts = re.findall(r"^(\d+)\. ", text, re.MULTILINE)
        assert starts == [str(number + 1) for number in range(len(audit.to_verify(study())))]
    assert "质询" not in listed.zh


@each_study
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.__name__)
def test_no_word_about_intent(
    study: Callable[[], Study], sentence: Callable[[Study], Words]
) -> None:
    """Nothing is said about why a figure is as it is, no score is given and nobody is ranked."""
    words = sentence(study())
    assert not re.search("造假|虚报|瞒报|故意|夸大|注水|得分|评分|追责", words.zh)
    assert not re.search(r"fraud|false|fake|deliberate|inflat|mislead|score", words.en, re.I)


def test_implied_figures_are_intervals() -> None:
    """The plan behind 61.1 at 108% and the base of 23.3 万 at +85.79% are given outward."""
    line = audit.implied_line(fengze_study())
    assert "56.26亿元至56.89亿元" in line.zh
    assert "12.51万人次至12.57万人次" in line.zh
    assert "5.626 to 5.689 billion yuan" in line.en


def test_a_report_without_findings_has_sentences(tmp_path: Path) -> None:
    """Where there is nothing to check or to ask, the page says so."""
    study = study_of(tmp_path, "全年各项工作有序推进。")
    assert audit.implied_line(study) == Words(
        "没有可以反推基数的数据。", "No figure implies a base."
    )
    assert audit.verify_list(study) == Words("没有拟请核实的事项。", "There is nothing to verify.")
    assert audit.first_points(study) == []
    assert audit.findings_table(study).rows == ()
    line = audit.bottom_line(study)
    assert numbers(line.zh) == numbers(line.en) == []
    assert line.zh.endswith("没有拟请核实的事项。")


def test_rules_that_met_nothing_are_told_from_cases_that_could_not_be_worked_on() -> None:
    """A rule without any case in the report is no case that a figure was wanting for."""
    idle = [row for row in yunxi_study().findings if row.outcome == "not_applicable"]
    none = [row for row in idle if not row.rows and row.rule != "claims_without_figure"]
    assert none
    line = audit.not_checked_line(yunxi_study()).zh
    assert f"另有{len(idle) - len(none)}处不作判断" in line
    assert f"{len(none)}条规则在报告中没有适用之处" in line
    assert "比对" not in audit.limits_line(yunxi_study()).zh
    assert "比对的" in audit.limits_line(fengze_study()).zh
