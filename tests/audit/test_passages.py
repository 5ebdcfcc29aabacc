"""Sentences as the rules read them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit.passages import clause_spans, read_passages, squash
from fengze_analysis.interval import Interval
from fengze_analysis.model import Item, Sentence
from tests.audit.builder import made_up


def _clauses(text: str) -> list[str]:
    return [text[low:high] for low, high in clause_spans(text)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("甲，乙；丙。", ["甲", "乙", "丙"]),
        ("甲（乙，丙），丁。", ["甲（乙，丙）", "丁"]),
        ("甲“乙，丙”丁，戊", ["甲“乙，丙”丁", "戊"]),
        ("甲（乙，丙。", ["甲（乙", "丙"]),
        ("甲,乙", ["甲", "乙"]),
        ("1,234个", ["1,234个"]),
        ("措施：甲", ["措施", "甲"]),
        ("，，", []),
        ("", []),
    ],
)
def test_clauses_end_at_marks_outside_brackets(text: str, clauses: list[str]) -> None:
    """A comma in a number or in brackets ends none; an unclosed bracket protects nothing."""
    assert _clauses(text) == clauses


@given(st.text(alphabet="甲乙，。（）“”3,、 "))
def test_clauses_never_overlap_and_lose_only_marks(text: str) -> None:
    """Spans are in order, inside the text, and what lies between them is marks."""
    spans = clause_spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    left = text
    for low, high in reversed(spans):
        left = left[:low] + left[high:]
    assert set(left) <= set("，。,")


def test_a_figure_keeps_its_place_over_blanks_and_page_breaks() -> None:
    """The words before and after a figure are found without the blanks of the print."""
    report = made_up("完成投资 {61.1 亿元}，占年度计划¶{108%}，柯石{9个}项目竣工。")
    (passage,) = read_passages(report.document, report.rows)
    first, second, third = passage.figures
    assert passage.text == "完成投资61.1亿元，占年度计划108%，柯石9个项目竣工。"
    assert (first.before, first.after, first.clause) == ("完成投资", "", 0)
    assert (second.before, second.clause) == ("占年度计划", 1)
    assert (third.before, third.after) == ("柯石", "项目竣工")
    assert passage.between(first, second) == "，占年度计划"
    assert passage.text[second.start : second.end] == "108%"
    assert passage.position(second.start) == report.rows[1].start
    assert passage.position(0) == passage.start


def test_a_figure_outside_every_measure_gets_its_sentence() -> None:
    """Text that the document has in no item is read by its full stops."""
    report = made_up("新增企业{3家}，其中规上{5家}。举办活动{8场}。")
    bare = replace(report, document=replace(report.document, items=()))
    first, second = read_passages(bare.document, bare.rows)
    assert [len(p.figures) for p in (first, second)] == [2, 1]
    assert first.text.endswith("新增企业3家，其中规上5家。")
    assert second.text == "举办活动8场。"
    assert bare.outcomes("sum_of_parts") == ["contradiction"]


@pytest.mark.parametrize(
    ("heading", "sentence", "expected"),
    [
        ("招商引资质效提升", "一是招商引资质效提升。", True),
        ("招商引资质效提升", "深入开展行动推动招商引资质效提升。", False),
        ("", "一是招商引资质效提升。", False),
    ],
)
def test_a_heading_is_known_by_its_words_behind_a_mark(
    heading: str, sentence: str, expected: bool
) -> None:
    """一是 may stand before a heading; a sentence that ends alike is none."""
    report = made_up("")
    item = Item("1", "1", "", heading, 0, len(sentence), (Sentence(0, len(sentence), sentence),))
    document = replace(report.document, text=sentence, items=(item,))
    (passage,) = read_passages(document, ())
    assert passage.heading is expected


@pytest.mark.parametrize(
    ("surface", "widest"),
    [
        ("152个", ("152", "152")),
        ("83.35%", ("83.345", "83.36")),
        ("1.1亿元", ("105000000", "120000000")),
        ("5..8个", ("5", "8")),
        ("9个|approx=over", ("9", "")),
    ],
)
def test_the_widest_interval_allows_for_every_rounding(
    surface: str, widest: tuple[str, str]
) -> None:
    """A full count stays exact, a range stays itself, 超 stays open."""
    report = made_up(f"甲{{{surface}}}。")
    (figure,) = read_passages(report.document, report.rows)[0].figures
    assert figure.widest == Interval.parse(*widest)


def test_a_short_name_is_helped_by_the_words_before_it() -> None:
    """项目 says nothing, the words before the figure do."""
    report = made_up(
        "完成小学扩建等{7个|indicator_phrase=项目}，新增{3家|indicator_phrase=小巨人企业}。"
    )
    first, second = read_passages(report.document, report.rows)[0].figures
    assert (first.label, second.label) == ("完成小学扩建等", "小巨人企业")
    alone = made_up("{7个|indicator_phrase=项目}。")
    assert read_passages(alone.document, alone.rows)[0].figures[0].label == "项目"


def test_exact_counts_are_whole_numbers_in_full() -> None:
    """2.2万 and 超3 are none."""
    report = made_up("{3个}、{2.2万个}、超{3个|approx=over}、{1.5个}。")
    figures = read_passages(report.document, report.rows)[0].figures
    assert [figure.exact_count for figure in figures] == [True, False, False, False]
    assert figures[1].step == Fraction(1000)


def test_squash_takes_blanks_out_and_full_width_digits_down() -> None:
    """Full-width percent signs and digits are the same figures."""
    assert squash("占 比\n５８．６％") == "占比58.6%"
