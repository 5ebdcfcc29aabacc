from __future__ import annotations

from itertools import pairwise

import pytest

from fengze_analysis.plotting.scales import Scale, draw_axis, span
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import MARGIN, NARROW, WIDE, Mark, mark_of
from fengze_analysis.plotting.table import Table, Tail
from tests.plotting.made_up_plots import extents_of, said_in, texts_of

DOT = Mark("", "", "#123456", "o", "none", "", "○")


def _sheet(language: str = "zh", width: float = WIDE) -> Sheet:
    return Sheet("标题", "说明", language, width)


def test_points_are_points() -> None:
    """What is drawn 100 points from the left stands there, whatever the height becomes."""
    sheet = _sheet()
    sheet.y = 300
    sheet.mark(100, 250, DOT, role="mark:x")
    drawing = sheet.finish("x", "句。", [])
    assert drawing.figure is not None
    drawing.figure.set_dpi(72)
    (mark,) = [line for line in drawing.figure.axes[0].lines if line.get_label() == "mark:x"]
    x, y = drawing.figure.axes[0].transData.transform((100, 250))
    assert (mark.get_xdata()[0], mark.get_ydata()[0]) == (100, 250)
    assert (x, y) == pytest.approx((100, 300 + MARGIN - 250))


def test_the_height_follows_what_is_drawn() -> None:
    """A sheet is as high as what was set on it and a margin."""
    sheet = _sheet()
    sheet.y = 500
    drawing = sheet.finish("x", "句。", [])
    assert drawing.figure is not None
    assert drawing.figure.get_size_inches() == pytest.approx((7, (500 + MARGIN) / 72))


@pytest.mark.parametrize(
    ("width", "language", "name"), [(WIDE, "zh", "x-zh"), (NARROW, "en", "x-en-narrow")]
)
def test_each_edition_has_its_name(width: float, language: str, name: str) -> None:
    """Language and width are in the name, so that ids and files never meet."""
    assert _sheet(language, width).finish("x", "句。", []).name == name


def test_the_extent_of_text_is_where_it_ends() -> None:
    """The width that the layout reckons with is the width that is drawn, within a point."""
    sheet = _sheet()
    for number, text in enumerate(
        ("高新产业效益凸显 66.48%", "Core digital industries", "（WAVE）")
    ):
        sheet.text(20, 100 + 20 * number, text, size=9)
    wanted = {t.get_text(): sheet.extent(t.get_text(), 9) for t in sheet.axes.texts[2:]}
    sheet.y = 200
    found = {text: box.width for text, box in extents_of(sheet.finish("x", "句。", []))}
    for text, width in wanted.items():
        assert found[text] == pytest.approx(width, abs=1.5)


@pytest.mark.parametrize("text", ["$\\frac{1}{2$", "$x_1$ 与 $", "50%_^{}", "\\alpha"])
def test_text_is_never_read_as_mathematics(text: str) -> None:
    """A dollar sign in a report is a dollar sign."""
    sheet = _sheet()
    sheet.text(20, 100, text, role="x")
    drawing = sheet.finish("x", "句。", [])
    assert said_in(drawing, "x") == [text]
    assert list(extents_of(drawing))


def test_a_glyph_that_is_missing_is_shown_and_reported() -> None:
    """The mark 〓 stands for it, and the drawing says which characters they are."""
    sheet = _sheet()
    sheet.text(20, 100, "蟳\ue000埔\u202e", role="x")
    drawing = sheet.finish("x", "句\ue000。", [])
    assert said_in(drawing, "x") == ["蟳〓埔〓"]
    assert drawing.missing == ("\u202e", "\ue000")
    assert drawing.alt == "句〓。"


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "the “one” plan", 'the "one" plan'),
        ("en", "the “一” plan", "the “一” plan"),
        ("zh", "“十四五”", "“十四五”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, text: str, shown: str) -> None:
    """English gets straight marks, as the face has Chinese ones only."""
    assert _sheet(language).shown(text) == shown


def test_a_legend_wraps() -> None:
    """Entries that do not fit go to the next line; none leaves the sheet."""
    sheet = _sheet(width=NARROW)
    sheet.legend((mark_of("outcome", "definition"), f"口径不同的第{n}种情形") for n in range(6))
    drawing = sheet.finish("x", "句。", [])
    texts = texts_of(drawing, "legend")
    assert len(texts) == 6
    assert len({text.get_position()[1] for text in texts}) > 1
    assert max(box.x1 for _, box in extents_of(drawing)) <= NARROW * 72


def test_an_endless_legend_word_is_cut() -> None:
    """A word longer than the sheet ends in an ellipsis."""
    sheet = _sheet()
    sheet.legend([(DOT, "很长" * 200)])
    assert said_in(sheet.finish("x", "句。", []), "legend")[0].endswith("…")


@pytest.mark.parametrize("fill", ["full", "left", "none"])
def test_marks_are_filled_as_the_palette_says(fill: str) -> None:
    """A mark is full, half or open."""
    sheet = _sheet()
    sheet.mark(50, 50, Mark("", "", "#123456", "o", fill, "", ""), role="m")
    line = sheet.axes.lines[0]
    assert line.get_fillstyle() == ("left" if fill == "left" else "full")
    assert line.get_markerfacecolor() == ("#ffffff" if fill == "none" else "#123456")


def test_a_scale_is_straight() -> None:
    """The ends are drawn at the ends, what is beyond is clamped."""
    scale = Scale(-1, 3, 100, 300)
    assert [scale(value) for value in (-1, 1, 3)] == [100, 200, 300]
    assert [scale.clamp(value) for value in (-9, 2, 9)] == [-1, 2, 3]
    assert scale.holds(3)
    assert not scale.holds(3.1)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (-0.25, 1.5, [0, 0.5, 1, 1.5]),
        (0, 1.3e11, [0, 2.5e10, 5e10, 7.5e10, 1e11, 1.25e11]),
        (64, 69, [64, 65, 66, 67, 68, 69]),
    ],
)
def test_ticks_are_round_and_on_the_scale(low: float, high: float, ticks: list[float]) -> None:
    """A reader finds the tick values in the head."""
    assert Scale(low, high, 0, 1).ticks() == ticks


@pytest.mark.parametrize(
    ("values", "zero", "ends"),
    [
        ([5, 10], False, (4.5, 10.5)),
        ([5, 10], True, (0, 11)),
        ([-5, -10], True, (-11, 0)),
        ([-5, 5], True, (-6, 6)),
        ([5, 5], False, (4.5, 5.5)),
        ([0, 0], True, (0, 1)),
    ],
)
def test_a_span_holds_its_values(
    values: list[float], zero: bool, ends: tuple[float, float]
) -> None:
    """A span has some air, begins at zero where bars do, and is never of no width."""
    assert span(values, zero=zero, margin=0.1) == pytest.approx(ends)


def test_crowded_tick_labels_are_thinned_evenly() -> None:
    """Where labels would touch, every second or third is set; the lines stay."""
    sheet = _sheet()
    ticks = {float(n): f"{n}000万元" for n in range(9)}
    draw_axis(sheet, Scale(0, 8, 100, 300), 50, 60, ticks)
    drawing = sheet.finish("x", "句。", [])
    said = said_in(drawing, "tick")
    assert 1 < len(said) < 9
    numbers = [int(text[0]) for text in said]
    assert {b - a for a, b in pairwise(numbers)} == {numbers[1] - numbers[0]}


def _table(width: float, tails: list[Tail], label: str = "招商引资") -> tuple[Sheet, Table]:
    sheet = _sheet(width=width)
    return sheet, Table(sheet, [label], tracks=["甲", "乙"], tails=tails, codes=["1.1"])


def test_on_a_page_a_row_stands_side_by_side() -> None:
    """Code, label, tracks and tails stand beside one another in that order."""
    sheet, table = _table(WIDE, [Tail("合计", ["12"], "right")])
    table.head()
    band = table.row("招商引资", ["12"], code="1.1")
    drawing = sheet.finish("x", "句。", [])
    (label,), (tail,) = texts_of(drawing, "label"), texts_of(drawing, "tail")
    assert label.get_position()[0] < table.tracks[0][0] < table.tracks[1][0]
    assert table.tracks[1][1] < tail.get_position()[0] <= sheet.right
    assert label.get_position()[1] == pytest.approx(band.centre, abs=5)
    assert said_in(drawing, "head") == ["甲", "乙", "合计"]


def test_on_a_phone_the_label_stands_above() -> None:
    """The tracks have the whole width, the label and the tail stand over them."""
    sheet, table = _table(NARROW, [Tail("合计", ["12"], "right")])
    band = table.row("招商引资", ["12"], code="1.1")
    drawing = sheet.finish("x", "句。", [])
    (label,), (tail,) = texts_of(drawing, "label"), texts_of(drawing, "tail")
    assert table.tracks[0][0] == sheet.left
    assert table.tracks[-1][1] == sheet.right
    assert label.get_position()[1] < band.top
    assert tail.get_text() == "合计 12"
    assert tail.get_position()[1] == label.get_position()[1]


def test_on_a_phone_long_tails_stand_below_the_label() -> None:
    """Words that do not fit beside the label stand under it, one line each if need be."""
    long = "舍入误差内不能判定（基本符合预期）"
    tails = [Tail("本项目测算", [long]), Tail("官方评价", ["提前实现"])]
    sheet, table = _table(NARROW, tails)
    table.row("常住人口城镇化率", [long, "提前实现"])
    drawing = sheet.finish("x", "句。", [])
    assert said_in(drawing, "tail") == [f"本项目测算：{long}", "官方评价：提前实现"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_long_label_makes_its_row_higher(width: float) -> None:
    """A label takes up to four lines, then an ellipsis, and the next row begins below."""
    sheet, table = _table(width, [])
    short = table.row("短")
    start = sheet.y
    tall = table.row("很长的名称" * 60)
    assert sheet.y - start > 2 * (short.bottom - short.top)
    assert table.row("后").top >= tall.bottom
    drawing = sheet.finish("x", "句。", [])
    assert said_in(drawing, "label")[4].endswith("…")


def test_a_group_heading_is_cut_after_two_lines() -> None:
    """The strip over a group holds two lines at most."""
    sheet, table = _table(WIDE, [])
    table.group("要立足" * 200)
    lines = said_in(sheet.finish("x", "句。", []), "group")
    assert len(lines) == 2
    assert lines[1].endswith("…")
