from __future__ import annotations

from collections import Counter

import pytest

from fengze_analysis.plotting.coding import relation_of_rows, stage_of_rows
from fengze_analysis.plotting.measures import plot_measures
from fengze_analysis.plotting.style import NARROW, WIDE, mark_of
from tests.plotting.made_up_plots import (
    COMPARISONS,
    INDICATORS,
    ITEMS,
    NAMES_EN,
    OBSERVATIONS,
    drawn,
    make_comparison,
    make_item,
    make_observation,
    marks_of,
    said_in,
    texts_of,
)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_figure_of_the_report_has_its_mark(width: float) -> None:
    """A mark a figure, in the row of its measure and the column of its stage."""
    figure = drawn("measures", "zh", width).figure
    assert figure is not None
    roles = [str(line.get_label()) for line in figure.axes[0].lines]
    assert Counter(role for role in roles if role.startswith("mark:")) == {
        "mark:1.1:input:none": 1,
        "mark:1.1:activity:none": 2,
        "mark:1.2:output:none": 1,
        "mark:1.2:outcome:benchmark": 1,
        "mark:2.1:input:yearly_plan": 1,
        "mark:2.1:outcome:benchmark": 1,
        "mark:2.1:recognition:none": 1,
    }


def test_the_shape_says_what_the_figure_can_be_held_against() -> None:
    """A benchmark is a diamond, a plan of the year a square, nothing an open circle."""
    marks = marks_of(drawn("measures"))
    shapes = {role.rpartition(":")[2]: line.get_marker() for role, line in marks.items()}
    assert shapes == {"benchmark": "D", "yearly_plan": "s", "none": "o"}
    for role, line in marks.items():
        assert line.get_markeredgecolor() == mark_of("relation", role.rpartition(":")[2]).colour


def test_marks_stand_in_the_column_of_their_stage() -> None:
    """From left to right: input, activity, output, outcome, recognition, as in the headings."""
    drawing = drawn("measures")
    heads = [text.get_position()[0] for text in texts_of(drawing, "head")]
    order = ["input", "activity", "output", "outcome", "recognition"]
    for role, line in marks_of(drawing).items():
        column = order.index(role.split(":")[2])
        assert heads[column] < line.get_xdata()[0] < heads[column + 1]


def test_counts_rows_and_totals_agree() -> None:
    """The numbers in the cells add up to the totals of rows and columns and to all figures."""
    drawing = drawn("measures")
    total = len(OBSERVATIONS)
    columns = {
        stage: sum(map(int, said_in(drawing, f"count:{stage}")))
        for stage in ("input", "activity", "output", "outcome", "recognition")
    }
    assert columns == {"input": 2, "activity": 2, "output": 1, "outcome": 2, "recognition": 1}
    assert [int(said_in(drawing, f"total:{stage}")[0]) for stage in columns] == list(
        columns.values()
    )
    *rows, everything = map(int, said_in(drawing, "tail"))
    assert rows == [3, 2, 3, 0]
    assert everything == sum(rows) == total


def test_the_table_below_leads_to_every_row() -> None:
    """Each figure's row id stands in exactly one row of the data."""
    ids = [row_id for row in drawn("measures").data for row_id in row["行号"].split(";")]
    assert sorted(ids) == sorted(row.row_id for row in OBSERVATIONS)
    assert sum(int(row["数据个数"]) for row in drawn("measures").data) == len(OBSERVATIONS)


def test_the_sentence_gives_the_numbers() -> None:
    """The alternative text counts measures, figures, stages and relations."""
    assert drawn("measures").alt == (
        "4项措施报告了8个数据：投入 2、工作 2、产出 1、成效 2、评比 1。"
        "能否对照：年度计划 1、参照目标（其他地区） 2、不作对照 5。其中1项没有数据。"
    )
    assert drawn("measures", "en").alt.startswith(
        "4 measures report 8 figures: Input 2, Activity 2"
    )
    assert drawn("measures", "en").alt.endswith("Measures without a figure: 1.")


def test_headings_are_those_of_the_report() -> None:
    """Parts and measures stand in printed order with their headings."""
    drawing = drawn("measures")
    assert said_in(drawing, "group") == [ITEMS[0].section_heading, ITEMS[2].section_heading]
    assert said_in(drawing, "label")[:4] == [item.heading for item in ITEMS]


def test_display_names_replace_printed_ones() -> None:
    """In English the headings given by number are shown."""
    drawing = drawn("measures", "en")
    assert said_in(drawing, "group") == [NAMES_EN["1"], NAMES_EN["2"]]
    assert said_in(drawing, "label")[:2] == [NAMES_EN["1.1"], NAMES_EN["1.2"]]


def test_figures_without_a_stage_have_a_column() -> None:
    """A figure that no code names is counted, in a column of its own, not dropped."""
    rows = [*OBSERVATIONS, make_observation("1.1.99", "5", indicator="unheard_of")]
    drawing = plot_measures(ITEMS, rows, INDICATORS)
    assert said_in(drawing, "head")[5] == "未归类"
    assert "mark:1.1:unstaged:none" in marks_of(drawing)
    assert "未归类" not in said_in(drawn("measures"), "head")


def test_figures_outside_the_measures_have_a_row() -> None:
    """A figure of the preamble is counted in a last row."""
    rows = [*OBSERVATIONS, make_observation("0.0.3", "16", indicator="events")]
    drawing = plot_measures(ITEMS, rows, INDICATORS)
    assert said_in(drawing, "label")[-2] == "各项措施之外"
    assert "mark:0.0:activity:none" in marks_of(drawing)
    assert "9个数据" in drawing.alt


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_crowded_cell_is_counted_instead(width: float) -> None:
    """Where marks would fill the page, one mark a relation stands with its number."""
    rows = [make_observation(f"1.1.{n}", "8", indicator="events") for n in range(200)]
    relations = [make_comparison(row.row_id, "benchmark") for row in rows[:3]]
    drawing = plot_measures(ITEMS, rows, INDICATORS, relations, width=width)
    assert set(marks_of(drawing)) == {"mark:1.1:activity:none", "mark:1.1:activity:benchmark"}
    assert said_in(drawing, "count:activity") == ["×3", "×197"]
    assert drawing.figure is not None
    assert drawing.figure.get_size_inches()[1] < 8


@pytest.mark.parametrize("items", [[], ITEMS[:1]])
def test_fewer_than_two_measures_are_said(items: list[object]) -> None:
    """A figure of one row is a sentence, in the language."""
    rows = [row for row in OBSERVATIONS if items and (row.section, row.item) == ("1", "1")]
    drawing = plot_measures(items, rows, INDICATORS)  # type: ignore[arg-type]
    assert drawing.figure is None
    assert drawing.alt == f"可列出的措施不足两项（{len(items)}项），不作图。"
    assert "no figure is drawn" in plot_measures([], [], [], language="en").alt


def test_a_report_without_a_figure_is_drawn_empty() -> None:
    """Measures without any figure are still listed, each with nothing."""
    drawing = plot_measures(ITEMS, [], INDICATORS)
    assert said_in(drawing, "tail") == ["0"] * 5
    assert drawing.data == []
    assert drawing.alt == "4项措施都没有报告数据。"


def test_a_long_list_of_measures_grows_downwards() -> None:
    """Sixty measures make a long figure, as wide as ever."""
    items = [make_item(str(n // 10 + 1), str(n % 10 + 1), f"措施{n}", f"部分{n // 10}")
             for n in range(60)]  # fmt: skip
    drawing = plot_measures(items, OBSERVATIONS, INDICATORS)
    assert drawing.figure is not None
    width, height = drawing.figure.get_size_inches()
    assert width == 7
    assert height > 15
    assert len(said_in(drawing, "group")) == 6


def test_the_strongest_relation_counts() -> None:
    """A figure with a benchmark and a plan of the year is held against the plan."""
    rows = [make_comparison("a", "none"), make_comparison("a", "benchmark"),
            make_comparison("a", "yearly_plan"), make_comparison("b", "peer"),
            make_comparison("b", "benchmark"), make_comparison("c", "same_fact"),
            make_comparison("d", "verdict"), make_comparison("d", "none")]  # fmt: skip
    assert relation_of_rows(rows) == {
        "a": "yearly_plan", "b": "benchmark", "c": "none", "d": "verdict",
    }  # fmt: skip
    assert relation_of_rows(reversed(rows)) == relation_of_rows(rows)
    assert relation_of_rows(COMPARISONS)["2.1.30"] == "yearly_plan"


def test_a_figure_of_two_codes_has_the_stage_of_the_first() -> None:
    """One printed figure stands in one column."""
    stages = stage_of_rows(OBSERVATIONS, INDICATORS)
    assert stages["2.1.30"] == "input"
    assert stage_of_rows([OBSERVATIONS[0]._replace(indicator="")], INDICATORS) == {
        "1.1.10": "unstaged"
    }
