from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

import pytest

from fengze_analysis.comparison.calibration import Calibration
from fengze_analysis.comparison.panel import Method
from fengze_analysis.plotting.pace import plot_pace
from fengze_analysis.plotting.panel import plot_panel, verdict
from fengze_analysis.plotting.style import NARROW, WIDE, mark_of
from tests.plotting import made_up_plots as made_up
from tests.plotting.made_up_plots import (
    PACES,
    PANELS,
    boxes_of,
    drawn,
    make_methods,
    marks_of,
    said_in,
    texts_of,
)


def _scale(width: float = WIDE) -> tuple[float, float]:
    """Where nothing and the whole way are drawn, from two marks whose progress is known."""
    marks = marks_of(drawn("pace", "zh", width), "progress")
    one, other = marks["progress:常住人口城镇化率"], marks["progress:高价值发明专利"]
    unit = (one.get_xdata()[0] - other.get_xdata()[0]) / (0.936 - 0.62)
    return one.get_xdata()[0] - 0.936 * unit, unit


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_progress_time_share_and_range_are_on_one_scale(width: float) -> None:
    """Mark, tick, band and line stand where their numbers say."""
    drawing, (zero, unit) = drawn("pace", "zh", width), _scale(width)
    name = "人均受教育年限"
    tick = marks_of(drawing, "time")[f"time:{name}"]
    assert (tick.get_xdata()[0] - zero) / unit == pytest.approx(0.4)
    line = marks_of(drawing, "range")[f"range:{name}"]
    assert [(x - zero) / unit for x in line.get_xdata()] == pytest.approx([0.3, 0.75])
    band = boxes_of(drawing, "band")[f"band:{name}"]
    assert (band.get_x() - zero) / unit == pytest.approx(0.35)
    assert band.get_width() / unit == pytest.approx(0.1)


def test_ticks_are_shares_of_the_way() -> None:
    """The scale is labelled in per cent at the places that it names."""
    zero, unit = _scale()
    for text in texts_of(drawn("pace"), "tick"):
        share = float(text.get_text().replace("−", "-").rstrip("%")) / 100
        assert (text.get_position()[0] - zero) / unit == pytest.approx(share)


def test_the_band_is_as_wide_as_delta() -> None:
    """Another δ draws another band, and the lead says how many points."""
    drawing = plot_pace(PACES, delta=Fraction(1, 10))
    name = "band:人均受教育年限"
    wide, narrow = (boxes_of(d, "band")[name].get_width() for d in (drawing, drawn("pace")))
    assert wide == pytest.approx(2 * narrow)
    assert "上下10个百分点" in "".join(said_in(drawing, "lead"))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("常住人口城镇化率", "快于预期"),
        ("高价值发明专利", "基本符合预期"),
        ("人均受教育年限", "舍入误差内不能判定"),
    ],
)
def test_the_mark_is_that_of_our_word(name: str, word: str) -> None:
    """Ahead points right, behind left, undecided is half; the remark in brackets is passed over."""
    mark = marks_of(drawn("pace"), "progress")[f"progress:{name}"]
    assert mark.get_marker() == mark_of("word", word).marker
    assert mark.get_markeredgecolor() == mark_of("word", word).colour


def test_both_words_are_printed_and_a_difference_is_marked() -> None:
    """Our word stands beside the official one, with ≠ where they disagree only."""
    tails = said_in(drawn("pace"), "tail")
    assert tails[:2] == ["快于预期", "≠ 提前实现"]
    assert tails[2:4] == ["基本符合预期", "基本符合预期"]
    assert sum(text.startswith("≠") for text in tails) == 1


def test_without_official_words_there_is_no_column_for_them() -> None:
    """Where no review has spoken, only our word stands."""
    rows = [replace(row, official_word="", agreement="") for row in PACES]
    drawing = plot_pace(rows)
    assert "官方评价" not in said_in(drawing, "head")
    assert "与官方评价一致0项，不一致0项" in drawing.alt


def test_progress_off_the_scale_is_printed_at_the_edge() -> None:
    """320% and −120% do not squeeze the rest: an arrow and the number stand at the edge."""
    drawing = drawn("pace")
    assert said_in(drawing, "beyond") == ["320%", "−120%"]
    assert not [role for role in marks_of(drawing, "progress") if "能源" in role or "空气" in role]
    assert drawing.figure is not None
    arrows = [a.get_marker() for a in drawing.figure.axes[0].lines if a.get_label() == "beyond"]
    assert arrows == [">", "<"]


def test_an_open_bound_ends_in_an_arrow() -> None:
    """Forest cover is at least so far along: the line goes to the edge, with an arrow head."""
    drawing = drawn("pace")
    assert drawing.figure is not None
    arrows = [a for a in drawing.figure.axes[0].lines if a.get_label() == "open"]
    line = marks_of(drawing, "range")["range:森林覆盖率"]
    assert [a.get_marker() for a in arrows] == [">"]
    assert arrows[0].get_xdata()[0] == pytest.approx(line.get_xdata()[1])


def test_an_indicator_without_progress_keeps_its_row() -> None:
    """What cannot be computed has its time share and its word, and no mark."""
    drawing = drawn("pace")
    assert "time:单位GDP能耗降低" in marks_of(drawing, "time")
    assert "progress:单位GDP能耗降低" not in marks_of(drawing, "progress")
    assert "无法评估" in said_in(drawing, "tail")


def test_the_sentence_counts_words_and_agreements() -> None:
    """The alternative text counts the words, the agreements, and gives each progress."""
    assert drawn("pace").alt == (
        "7项指标：快于预期 2、基本符合预期 1、舍入误差内不能判定（基本符合预期／快于预期） 1、"
        "提前实现 1、滞后于预期 1、无法评估 1。与官方评价一致2项，不一致1项。"
        "常住人口城镇化率目标完成进度93.6%，序时进度60%；高价值发明专利目标完成进度62%，序时进度60%；"
        "人均受教育年限目标完成进度50%，序时进度40%；能源综合生产能力目标完成进度320%，序时进度40%；"
        "空气优良天数比率目标完成进度-120%，序时进度40%；森林覆盖率目标完成进度90%，序时进度60%。"
    )


def test_the_table_is_the_rows() -> None:
    """Data below the figure are the numbers as given and the words in the language."""
    assert drawn("pace", "en").data[0] == {
        "Indicator": "Urbanisation rate", "Year": "2023", "Progress": "0.936",
        "Progress, lower bound": "0.93", "Progress, upper bound": "0.94", "Time share": "3/5",
        "Our judgement": "ahead of schedule", "Official judgement": "met early",
        "Agreement": "disagrees",
    }  # fmt: skip
    assert len(drawn("pace").data) == len(PACES)


@pytest.mark.parametrize("rows", [[], PACES[:1], [PACES[-1], PACES[-1], PACES[0]]])
def test_fewer_than_two_with_progress_are_said(rows: list[made_up.Pace]) -> None:
    """Rows without progress do not make a figure."""
    drawing = plot_pace(rows)
    known = sum(bool(row.progress) for row in rows)
    assert drawing.figure is None
    assert drawing.alt == f"可评估的指标不足两项（{known}项），不作图。"
    assert len(drawing.data) == len(rows)


def test_the_rows_of_the_comparison_fit() -> None:
    """What the calibration gives has all that both figures read."""
    given = {field.name for field in fields(Calibration)}
    assert {field.name for field in fields(made_up.Pace)} <= given
    assert {field.name for field in fields(made_up.Panel)} <= given
    assert {field.name for field in fields(made_up.Method)} <= {f.name for f in fields(Method)}


def test_every_method_has_its_cell() -> None:
    """A mark for each indicator and method that was run, filled by what the method says."""
    marks = marks_of(drawn("panel"))
    assert len(marks) == 3 * 4
    assert marks["mark:常住人口城镇化率:progress"].get_marker() == "<"
    assert marks["mark:常住人口城镇化率:cagr_ratio"].get_marker() == ">"
    assert marks["mark:人均受教育年限:progress"].get_fillstyle() == "left"
    assert marks["mark:人均受教育年限:un_extrapolation"].get_marker() == "_"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_words_and_values_of_the_methods_are_printed(width: float) -> None:
    """In a grid or below one another, each method's word and value can be read."""
    said = "".join(said_in(drawn("panel", "zh", width)))
    for text in ("预计差距较大（超过20%）", "所用方法对", "0.833", "联合国外推法", "德国统计局"):
        assert text in said


def test_cells_stand_below_their_method() -> None:
    """On a page each mark is in the column of its method."""
    drawing = drawn("panel")
    heads = {text.get_text(): text.get_position()[0] for text in texts_of(drawing, "head")}
    marks = marks_of(drawing)
    for code, name in (("progress", "进度比（s/τ）"), ("cagr_ratio", "复合增速比")):
        x = marks[f"mark:高价值发明专利:{code}"].get_xdata()[0]
        assert heads[name] <= x < heads[name] + 20


@pytest.mark.parametrize(
    ("on_track", "said"),
    [
        (("yes", "no", "yes", "yes"), "differ"),
        (("yes", "yes", "undecided", ""), "same"),
        (("no", "no", "no", "no"), "same"),
        (("yes", "", "", ""), "open"),
        (("undecided", "undecided", "", ""), "open"),
    ],
)
def test_methods_part_where_one_says_yes_and_one_no(on_track: tuple[str, ...], said: str) -> None:
    """Undecided is no disagreement, and one word alone is no agreement."""
    assert verdict(made_up.Panel("甲", "A", make_methods(*on_track))) == said


def test_where_methods_part_there_is_a_sign() -> None:
    """The last column marks disagreement, and the sentence names the indicators."""
    drawing = drawn("panel")
    assert said_in(drawing, "tail") == ["≠ 不一致", "一致", "–"]
    assert drawing.alt == (
        "3项指标、4种方法：1项各法不一致，1项一致，1项不能比较。不一致的是常住人口城镇化率。"
    )


def test_an_indicator_no_method_was_run_on_is_left_out() -> None:
    """It is neither in the figure nor in its table."""
    assert not [row for row in drawn("panel").data if row["指标"] == "单位GDP能耗降低"]
    assert len(drawn("panel").data) == 12


@pytest.mark.parametrize("rows", [[], PANELS[:1], [PANELS[0], PANELS[3]]])
def test_fewer_than_two_indicators_are_said(rows: list[made_up.Panel]) -> None:
    """Where no two indicators could be run, a sentence stands, and nothing is drawn."""
    drawing = plot_panel(rows)
    assert drawing.figure is None
    assert (
        drawing.alt == f"可列出的指标不足两项（{sum(bool(r.methods) for r in rows)}项），不作图。"
    )


def test_agreement_throughout_needs_no_list() -> None:
    """Where methods never part, the sentence names nobody."""
    drawing = plot_panel([PANELS[1], replace(PANELS[1], name_zh="乙")])
    assert drawing.alt.endswith("0项不能比较。")
