from __future__ import annotations

import pytest

from fengze_analysis.model import Finding
from fengze_analysis.plotting.findings import plot_findings
from fengze_analysis.plotting.implied import plot_implied
from fengze_analysis.plotting.style import NARROW, WIDE, mark_of
from tests.plotting.made_up_plots import (
    FINDINGS,
    INDICATORS,
    OBSERVATIONS,
    boxes_of,
    drawn,
    make_finding,
    marks_of,
    said_in,
    texts_of,
)

DRAWN = ["sum_of_parts.1", "attainable.1", "sum_of_parts.2", "sum_of_parts.3"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_finding_with_both_has_a_row(width: float) -> None:
    """The implied interval and the printed figure are drawn for each."""
    drawing = drawn("implied", "zh", width)
    assert [role.removeprefix("expected:") for role in boxes_of(drawing, "expected")] == DRAWN
    assert [role.removeprefix("printed:") for role in marks_of(drawing, "printed")] == DRAWN


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_interval_without_a_printed_figure_is_counted(language: str) -> None:
    """What has nothing to be held against is not drawn; sentence and note say how many."""
    drawing = drawn("implied", language)
    said = "另有1项只有推算区间" if language == "zh" else "Another 1 have an implied interval only"
    assert said in drawing.alt
    assert said in "".join(said_in(drawing, "note"))
    every = [f for f in FINDINGS if f.rule != "implied_base"]
    assert said not in plot_implied(every, OBSERVATIONS, language=language).alt


def test_printed_and_implied_share_the_scale_of_their_row() -> None:
    """66.48 lies between 64 and 68.5 as it should: at 55 per cent of the way."""
    drawing = drawn("implied")
    box = boxes_of(drawing, "expected")["expected:attainable.1"]
    x = marks_of(drawing, "printed")["printed:attainable.1"].get_xdata()[0]
    assert (x - box.get_x()) / box.get_width() == pytest.approx(2.48 / 4.5)


def test_a_figure_outside_stands_outside() -> None:
    """120 against 90 to 100 stands to the right of the bar, two bars' widths from its end."""
    drawing = drawn("implied")
    box = boxes_of(drawing, "expected")["expected:sum_of_parts.2"]
    x = marks_of(drawing, "printed")["printed:sum_of_parts.2"].get_xdata()[0]
    assert (x - box.get_x()) / box.get_width() == pytest.approx(3)


def test_the_rounding_of_the_printed_figure_is_drawn() -> None:
    """The printed figure's own interval is a line through its mark."""
    rows = [row._replace(low="65", high="67.5") for row in OBSERVATIONS]
    drawing = plot_implied(FINDINGS[2:], rows, INDICATORS)
    box = boxes_of(drawing, "expected")["expected:attainable.1"]
    line = marks_of(drawing, "range")["range:attainable.1"]
    shares = [(x - box.get_x()) / box.get_width() for x in line.get_xdata()]
    assert shares == pytest.approx([1 / 4.5, 3.5 / 4.5])


def test_an_open_bound_ends_in_an_arrow() -> None:
    """At least 119.5: the bar goes on to the end of the scale."""
    drawing = drawn("implied")
    assert drawing.figure is not None
    arrows = [a for a in drawing.figure.axes[0].lines if a.get_label() == "open"]
    box = boxes_of(drawing, "expected")["expected:sum_of_parts.3"]
    assert [a.get_marker() for a in arrows] == [">"]
    assert arrows[0].get_xdata()[0] == pytest.approx(box.get_x() + box.get_width())


def test_a_printed_figure_without_an_upper_bound_ends_in_an_arrow() -> None:
    """超 66: the line of the printed figure goes on to the end of the scale."""
    rows = [row._replace(high="") for row in OBSERVATIONS]
    drawing = plot_implied(FINDINGS[2:4], rows, INDICATORS)
    assert drawing.figure is not None
    (arrow,) = [a for a in drawing.figure.axes[0].lines if a.get_label() == "open"]
    line = marks_of(drawing, "range")["range:attainable.1"]
    assert arrow.get_marker() == ">"
    assert arrow.get_xdata()[0] == pytest.approx(line.get_xdata()[1])


def test_a_point_can_still_be_seen() -> None:
    """An implied interval of no width is drawn as a thin bar."""
    point = make_finding("names", "consistent", 1, printed="5", expected_low="5", expected_high="5")
    drawing = plot_implied([point, point])
    (box,) = boxes_of(drawing, "expected").values()
    assert box.get_width() == pytest.approx(2)


def test_the_mark_is_that_of_the_outcome() -> None:
    """Shape and colour say how the finding ended."""
    marks = marks_of(drawn("implied"), "printed")
    for key, outcome in (("sum_of_parts.1", "consistent"), ("sum_of_parts.2", "contradiction")):
        assert marks[f"printed:{key}"].get_marker() == mark_of("outcome", outcome).marker
    assert said_in(drawn("implied"), "legend") == ["相符", "舍入范围内相符", "待核实", "数据不一致"]


def test_numbers_and_intervals_are_printed() -> None:
    """Both values stand at the end of the row, in units that people read."""
    assert said_in(drawn("implied"), "tail")[:4] == [
        "8.6亿元", "8.55亿元至8.65亿元", "66.48%", "64%至68.5%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "label"),
    [("zh", "sum_of_parts：财政资金"), ("en", "Sum of parts: Public funds")],
)
def test_a_row_says_rule_and_subject(language: str, label: str) -> None:
    """The rule is named, and what its first figure measures."""
    assert "".join(said_in(drawn("implied", language), "label")[:1]) == label


def test_without_a_code_the_printed_phrase_is_the_subject() -> None:
    """A figure that no code names is called as the report calls it."""
    rows = [row._replace(indicator="") for row in OBSERVATIONS]
    labels = said_in(plot_implied(FINDINGS, rows), "label")
    assert labels[0] == "sum_of_parts：新增项目"
    assert labels[-1] == "sum_of_parts"


def test_the_table_holds_both_intervals() -> None:
    """A row a check: what is printed with its bounds, what is implied, and the outcome."""
    assert drawn("implied").data[1] == {
        "核对编号": "attainable.1", "规则": "attainable：数字经济规模占地区生产总值比重",
        "报告值": "66.48", "报告值下限": "66.475", "报告值上限": "66.485", "对照下限": "64",
        "对照上限": "68.5", "单位": "%", "结果": "待核实",
    }  # fmt: skip


def test_the_sentence_gives_each_check() -> None:
    """Both values and the outcome of each check are said."""
    alt = drawn("implied", "en").alt
    assert alt.startswith("4 checks: Sum of parts: Public funds: printed 860 million yuan, others")
    assert "printed 66.48%, others give 64 to 68.5% (To be verified)" in alt


@pytest.mark.parametrize("findings", [[], FINDINGS[:2], FINDINGS[5:]])
def test_fewer_than_two_checks_are_said(findings: list[Finding]) -> None:
    """Findings without numbers do not make a figure."""
    drawing = plot_implied(findings)
    assert drawing.figure is None
    assert drawing.alt.startswith("可核对的数据不足两项")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_findings_are_counted_by_rule_and_outcome(width: float) -> None:
    """Each cell has the number of findings, each row and column its total."""
    drawing = drawn("findings", "zh", width)
    counts = {t.get_label(): int(t.get_text()) for t in texts_of(drawing)
              if t.get_label().startswith("count:")}  # fmt: skip
    assert counts == {
        "count:sum_of_parts:consistent": 1,
        "count:sum_of_parts:rounding": 1,
        "count:sum_of_parts:contradiction": 1,
        "count:implied_base:cannot_tell": 1,
        "count:attainable:cannot_tell": 1,
        "count:vague:not_applicable": 9,
    }
    assert list(map(int, said_in(drawing, "total"))) == [1, 1, 0, 2, 1, 9]
    tails = [text.removeprefix("合计 ") for text in said_in(drawing, "tail")]
    assert tails == ["3", "1", "1", "9", "14"]


def test_bars_grow_with_the_number() -> None:
    """Nine findings have a bar nine times as long as one."""
    bars = boxes_of(drawn("findings"), "bar")
    one, nine = bars["bar:attainable:cannot_tell"], bars["bar:vague:not_applicable"]
    assert nine.get_width() == pytest.approx(9 * one.get_width())


def test_outcomes_stand_in_one_order() -> None:
    """From consistent to not applicable, on a page as headings, on a phone as a legend."""
    order = ["相符", "舍入范围", "口径不同", "待核实", "数据不一致", "不适用"]
    heads = said_in(drawn("findings"), "head")
    legend = said_in(drawn("findings", "zh", NARROW), "legend")
    for said in (heads, legend):
        places = [next(n for n, text in enumerate(said) if text.startswith(word)) for word in order]
        assert places == sorted(places)


def test_the_sentence_counts_the_outcomes() -> None:
    """How many findings under how many rules, and how they ended."""
    assert drawn("findings").alt == (
        "共14项核对结果，涉及4条规则：相符 1、舍入范围内相符 1、待核实 2、数据不一致 1、不适用 9。"
    )


def test_the_findings_table_is_the_cells() -> None:
    """Each cell that is not empty is a row of the data."""
    data = drawn("findings", "en").data
    assert {"Rule": "Vague quantifiers", "Outcome": "Not applicable", "Findings": "9"} in data
    assert sum(int(row["Findings"]) for row in data) == len(FINDINGS)


@pytest.mark.parametrize(("findings", "rules"), [([], 0), (FINDINGS[5:], 1)])
def test_fewer_than_two_rules_are_said(findings: list[Finding], rules: int) -> None:
    """One rule alone is a sentence, however many findings it has."""
    drawing = plot_findings(findings)
    assert drawing.figure is None
    assert drawing.alt == f"有结果的规则不足两条（{rules}条），不作图。"
