"""How a finding says its figures, and how changes are read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fengze_analysis.audit.changes import is_growth, is_rate_change, rate_levels, signed
from fengze_analysis.audit.evidence import AuditParameters, gather_evidence
from fengze_analysis.audit.findings import (
    Amount,
    Expected,
    Words,
    make_finding,
    say,
    where_words,
)
from fengze_analysis.audit.passages import Figure, Passage, read_passages
from fengze_analysis.interval import Interval
from tests.audit.builder import made_up


def _read(text: str) -> tuple[Passage, tuple[Figure, ...]]:
    report = made_up(text)
    (passage,) = read_passages(report.document, report.rows)
    return passage, passage.figures


@pytest.mark.parametrize(
    ("figure", "chinese", "english"),
    [
        ("8.6 亿元", "8.6亿元", "860 million yuan"),
        ("14.90 万人", "14.90万人", "149,000 people"),
        ("9135万元|approx=over", "超9135万元", "over 91.35 million yuan"),
        ("100 余个", "100余个", "over 100"),
        ("1500公里|approx=about", "约1500公里", "about 1,500 km"),
        ("1456亩|approx=under", "不足1456亩", "under 1,456 mu"),
        ("4%↑", "上升4%", "a rise of 4%"),
        ("90%↓|approx=over", "下降超90%", "a fall of over 90%"),
        ("4%|kind=change", "变动4%", "a change of 4%"),
        ("第 1", "第1", "rank 1"),
        ("5..8个", "5..8个", "5 to 8"),
    ],
)
def test_a_figure_is_said_as_printed_in_chinese_and_in_words_in_english(
    figure: str, chinese: str, english: str
) -> None:
    """Trailing zeros stay in the printed form; approximators and directions are said."""
    _, (found,) = _read(f"甲{{{figure}}}。")
    assert say(found, "zh") == chinese
    assert say(found, "en") == english


def test_other_values_are_said_in_both_languages() -> None:
    """Amounts, intervals, phrases, numbers and lists."""
    interval = Amount(Interval.parse("56", "57"), "亩")
    assert (say(interval, "zh"), say(interval, "en")) == ("56亩至57亩", "56 to 57 mu")
    assert say(Words("其中", "of which"), "zh") == "其中"
    assert (say(7, "zh"), say("“甲”", "en")) == ("7", "‘甲’")
    _, figures = _read("{3家}、{4家}。")
    assert (say(figures, "zh"), say(figures, "en")) == ("3家、4家", "3, 4")


@pytest.mark.parametrize(
    ("section", "item", "chinese", "english"),
    [
        ("1", "2", "第1部分第2项", "section 1, measure 2"),
        ("1", "0", "第1部分", "section 1"),
        ("0", "0", "未分部分的正文", "the undivided text"),
    ],
)
def test_a_measure_is_named_by_its_place(
    section: str, item: str, chinese: str, english: str
) -> None:
    """0 is text outside any part."""
    assert where_words(section, item) == Words(chinese, english)


def test_a_finding_rounds_its_bounds_outward_and_drops_an_endless_number() -> None:
    """One third has no exact decimal; its bounds hold it."""
    report = made_up("甲{3家}。")
    evidence = gather_evidence(report.document, report.rows, (), (), AuditParameters(places=1))
    third = Fraction(100, 3)
    (passage,) = evidence.passages
    finding = make_finding(
        evidence, "per_unit_value", "each", [passage, passage], passage.figures,
        said={"money": passage.figures[0], "count": passage.figures[0], "each": 1},
        expected=Expected(Interval.point(third), "%", third),
    )  # fmt: skip
    assert (finding.expected, finding.expected_low, finding.expected_high) == ("", "33.3", "33.4")
    assert finding.sentence == passage.sentence
    assert finding.rows == (report.rows[0].row_id,)


@pytest.mark.parametrize(
    ("change", "bounds"),
    [
        ("20%↑", ("19.5", "20.5")),
        ("20%↓", ("-20.5", "-19.5")),
        ("-20%↓", ("-20.5", "-19.5")),
        ("1.5倍↑", ("145", "155")),
        ("20%↑|approx=over", ("20", "")),
        ("20%↓|approx=over", ("", "-20")),
    ],
)
def test_a_change_is_a_movement_in_per_cent(change: str, bounds: tuple[str, str]) -> None:
    """A decline lies below zero, whether the minus is printed or said; 倍 is a hundred per cent."""
    _, (found,) = _read(f"甲{{{change}}}。")
    assert is_growth(found)
    assert signed(found, found.interval) == Interval.parse(*bounds)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("上线率{87%}、优秀率{48%}，均较去年提升{4%↑}。", ["87%", "48%"]),
        ("上线率{87%}、优秀率{48%}，提升{4%↑}。", ["48%"]),
        ("企业{5家}，上线率{87%}，分别提升{4%↑}。", ["87%"]),
        ("上线率提升{4%↑}，达{87%}。", ["87%"]),
        ("上线率提升{4%↑}{87%}。", []),
        ("税收提升{4%↑}，达到{87%}。", []),
        ("上线率{87%}，税收提升{4%↑}。", []),
    ],
)
def test_the_levels_of_a_rate_are_those_the_change_is_said_of(text: str, levels: list[str]) -> None:
    """均 reaches back over all rates in a row, else the nearest one."""
    passage, figures = _read(text)
    change = next(figure for figure in figures if is_growth(figure))
    assert [level.row.surface for level in rate_levels(passage, change)] == levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("劳动生产率提升{4%↑}。", False),
        ("上线率提升{4%↑}。", True),
        ("绿化占比、覆盖率{48%}，提升{4%↑}。", True),
        ("企业{48家}，提升{4%↑}。", False),
    ],
)
def test_productivity_is_no_rate(text: str, expected: bool) -> None:
    """效率 and 生产率 are no shares of a whole."""
    passage, figures = _read(text)
    assert is_rate_change(passage, figures[-1]) is expected
