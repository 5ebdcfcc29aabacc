from __future__ import annotations

from dataclasses import fields, replace

import pytest

from fengze_analysis.comparison.opinions import MeasureEvidence
from fengze_analysis.comparison.silence import Silence
from fengze_analysis.plotting.evidence import plot_evidence
from fengze_analysis.plotting.silence import plot_silence
from fengze_analysis.plotting.style import NARROW, WIDE
from tests.plotting import made_up_plots as made_up
from tests.plotting.made_up_plots import (
    EVIDENCES,
    OPINIONS,
    SILENCES,
    boxes_of,
    drawn,
    marks_of,
    said_in,
    texts_of,
)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_strongest_evidence_is_shaded(width: float) -> None:
    """Each measure has one shaded cell, in the column of its class."""
    assert set(boxes_of(drawn("evidence", "zh", width), "class")) == {
        "class:1.1:work_data", "class:1.2:outcome_data", "class:2.1:words",
    }  # fmt: skip


def test_every_count_stands_in_its_column() -> None:
    """Outcome figures, other figures, clauses without one; nought has no mark."""
    drawing = drawn("evidence")
    assert said_in(drawing, "count") == ["0", "6", "6", "4", "1", "6", "0", "0", "7"]
    assert set(marks_of(drawing)) == {
        "mark:1.1:work_data", "mark:1.1:words", "mark:1.2:outcome_data", "mark:1.2:work_data",
        "mark:1.2:words", "mark:2.1:words",
    }  # fmt: skip
    heads = [text.get_position()[0] for text in texts_of(drawing, "head")]
    for role, mark in marks_of(drawing).items():
        column = ("outcome_data", "work_data", "words").index(role.rpartition(":")[2])
        assert abs(mark.get_xdata()[0] - heads[column]) < 12


def test_evidence_fills_the_mark() -> None:
    """Outcome figures are full, work figures half, words open: read in black and white."""
    marks = marks_of(drawn("evidence"))
    fills = {role.rpartition(":")[2]: m.get_fillstyle() for role, m in marks.items()}
    assert fills == {"outcome_data": "full", "work_data": "left", "words": "full"}
    assert marks["mark:2.1:words"].get_markerfacecolor() == "#ffffff"


def test_measures_stand_under_their_opinion() -> None:
    """The opinions of the Standing Committee head their measures."""
    drawing = drawn("evidence")
    assert said_in(drawing, "group") == [OPINIONS["1"], OPINIONS["2"]]
    assert said_in(drawing, "label") == [row.measure for row in EVIDENCES]


def test_the_sentence_counts_the_classes() -> None:
    """How many measures give what."""
    assert drawn("evidence").alt == (
        "3项措施中，给出成效数据的1项，只有工作数据的1项，仅有表述的1项。"
    )
    assert drawn("evidence", "en").alt == (
        "Of 3 measures: with outcome data 1, with work data only 1, in words only 1."
    )


def test_the_evidence_table_is_the_rows() -> None:
    """The data give class and counts of each measure."""
    assert drawn("evidence").data[0] == {
        "部分": "1", "措施": "1", "标题": "招商引资质效提升", "依据": "工作数据", "成效数据": "0",
        "工作数据": "6", "不带数据的表述": "6",
    }  # fmt: skip


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_measures_are_said(count: int) -> None:
    """A figure of one measure is a sentence."""
    drawing = plot_evidence(EVIDENCES[:count])
    assert drawing.figure is None
    assert drawing.alt == f"可列出的措施不足两项（{count}项），不作图。"


def test_the_rows_of_the_comparison_fit() -> None:
    """What the comparison gives has all that both figures read."""
    given = {field.name for field in fields(MeasureEvidence)}
    assert {field.name for field in fields(made_up.Evidence)} <= given
    assert {field.name for field in fields(made_up.Silence)} <= {f.name for f in fields(Silence)}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_indicator_on_file_has_its_mark(width: float) -> None:
    """A mark for each level and indicator on file, a blank where none is."""
    assert set(marks_of(drawn("silence", "zh", width))) == {
        "mark:digital:national:words",
        "mark:forest:national:not_mentioned",
        "mark:grain:national:not_applicable",
        "mark:digital:city:figure",
    }


def test_marks_say_how_much_is_said() -> None:
    """Full for a figure, half for words, open for nothing, a dash where it does not apply."""
    marks = marks_of(drawn("silence"))
    assert marks["mark:digital:city:figure"].get_markerfacecolor() != "#ffffff"
    assert marks["mark:digital:national:words"].get_fillstyle() == "left"
    assert marks["mark:forest:national:not_mentioned"].get_markerfacecolor() == "#ffffff"
    assert marks["mark:grain:national:not_applicable"].get_marker() == "_"


def test_one_indicator_has_one_row() -> None:
    """An indicator of two plans stands once, with a mark in each column."""
    drawing = drawn("silence")
    assert said_in(drawing, "label") == ["数字经济核心产业占比", "森林覆盖率", "粮食综合生产能力"]
    heights = {m.get_ydata()[0] for r, m in marks_of(drawing).items() if ":digital:" in r}
    assert len(heights) == 1


def test_the_heading_says_how_many_are_on_file() -> None:
    """Silence is stated over a list, and the list's length stands over it."""
    assert said_in(drawn("silence"), "head") == ["全国 · 3项", "市级 · 1项"]


def test_the_legend_counts_the_states() -> None:
    """Each state stands in the legend with its number."""
    assert said_in(drawn("silence"), "legend") == [
        "有数值 1", "有表述无数值 1", "未涉及 1", "不适用于区级 1",
    ]  # fmt: skip


def test_a_state_that_does_not_occur_is_not_in_the_legend() -> None:
    """The legend explains what is drawn and no more."""
    drawing = plot_silence(SILENCES[:2])
    assert said_in(drawing, "legend") == ["有表述无数值 1", "未涉及 1"]


def test_silence_is_never_called_inaction() -> None:
    """The figure itself says that not mentioned is not the same as not done."""
    assert "未涉及不等于未开展" in "".join(said_in(drawn("silence"), "lead"))
    assert "Not mentioned does not mean not done" in " ".join(
        said_in(drawn("silence", "en"), "lead")
    )


def test_the_sentence_counts_states_by_level() -> None:
    """Per level: how many on file, how many in which state."""
    assert drawn("silence").alt == (
        "已收录的各级规划指标中，全国3项：有表述无数值 1、未涉及 1、不适用于区级 1；"
        "市级1项：有数值 1。"
    )


def test_two_plans_of_one_level_are_told_apart() -> None:
    """Two cities' plans have a column each, named after the city."""
    rows = [*SILENCES, replace(SILENCES[3], place="福州市")]
    drawing = plot_silence(rows, names={"样州市": "样州"})
    assert said_in(drawing, "head") == ["全国 · 3项", "样州 · 1项", "福州市 · 1项"]
    assert {row["层级"] for row in drawing.data} == {"全国", "样州", "福州市"}


@pytest.mark.parametrize("rows", [[], SILENCES[:1], [SILENCES[0], SILENCES[3]]])
def test_fewer_than_two_indicators_are_said(rows: list[made_up.Silence]) -> None:
    """One indicator, at however many levels, is a sentence."""
    drawing = plot_silence(rows)
    assert drawing.figure is None
    assert drawing.alt == f"已收录的规划指标不足两项（{len(rows)}项），不作图。"
