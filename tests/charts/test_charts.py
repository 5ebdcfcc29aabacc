"""Charts: what each draws, in both languages, on awkward data, and that it is matplotlib's own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from fengze_analysis.charts import (
    export_chart,
    find_money,
    mark_of,
    plot_benchmarks,
    plot_counts,
    plot_money,
    plot_number_lines,
    plot_series,
    plot_targets,
    save_figure,
    use_chinese_font,
)
from fengze_analysis.charts.number_lines import find_lines
from fengze_analysis.errors import InputError
from fengze_analysis.extraction import extract
from fengze_analysis.messages import load_catalogue
from fengze_analysis.schema.frames import to_frame
from fengze_analysis.schema.tables import table
from tests.charts import made_up as made

LONG = "每万人口高价值发明专利拥有量（含有效发明专利和国际专利申请）以及规模以上企业研发机构覆盖面"
TEXT = """一、经济

一是招商引资。全年签约项目12个、总投资超50亿元，谋划产业园项目、总投资6.5亿元。

二是项目建设。完成投资14.2亿元，发放补贴320万元，贷款余额8亿元，惠及企业35家。"""
SERIES = pd.DataFrame(
    {
        "place": ["甲省"] * 5 + ["乙省"] * 2,
        "year": ["2019", "2020", "2022", "2023", "2024", "2023", "2021-2023"],
        "value": [1e12, 1.1e12, 1.3e12, 1.4e12, 1.5e12, 2e12, 9e12],
        "low": [0.99e12, None, 1.29e12, 1.39e12, None, 2e12, None],
        "high": [1.01e12, None, 1.31e12, 1.41e12, None, 2e12, None],
        "sense": ["outcome"] * 4 + ["plan"] + ["outcome"] * 2,
        "canonical_unit": ["元"] * 7,
    }
)


def _outcomes() -> pd.DataFrame:
    return to_frame(extract(TEXT).statements, "outcomes")


TARGETS = made.comparison(
    made.verdict("ahead", "9/10"), made.verdict("undecided:behind|on_schedule", "11/20"),
    made.verdict("met_early", "28/10", reference_phrase=LONG), made.verdict("behind", "-1/2"),
    made.verdict("reached", operator="~"),
)  # fmt: skip
OTHERS = made.comparison(
    made.peer("某市甲区", "1.5"), made.peer("某市", "4", row_id="1.1.1"),
    made.peer("某省", "60", row_id="1.1.9", relation="benchmark", unit="%", operator=">"),
)  # fmt: skip
FINDINGS = made.findings(made.SHARE, made.CHANGE, made.ELSEWHERE, made.SUM)
CHARTS: dict[str, tuple[Callable[..., Axes], pd.DataFrame]] = {
    "targets": (plot_targets, TARGETS),
    "benchmarks": (plot_benchmarks, OTHERS),
    "number_lines": (plot_number_lines, FINDINGS),
    "money": (plot_money, _outcomes()),
    "counts": (plot_counts, _outcomes()),
    "series": (plot_series, SERIES),
}
every_chart = pytest.mark.parametrize("name", sorted(CHARTS))


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def _texts(ax: Axes) -> list[str]:
    shown = [*ax.texts, ax.title, ax._left_title, *ax.get_yticklabels()]  # type: ignore[attr-defined]
    return [text.get_text() for text in shown if text.get_text()]


def _said(ax: Axes) -> str:
    return "\n".join(_texts(ax)).replace("\n", " ")


@every_chart
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [7.0, 3.6])
def test_every_chart_is_drawn_whole(name: str, language: str, width: float, tmp_path: Path) -> None:
    """In both languages and on a phone: a glyph for each character, nothing beyond the figure."""
    draw, frame = CHARTS[name]
    ax = draw(frame, language=language, width=width, source="资料来源：某政〔2024〕1号")
    assert isinstance(ax, Axes)
    figure = ax.figure
    assert isinstance(figure, Figure)
    save_figure(figure, tmp_path / "chart.png")
    whole = figure.bbox
    for text in [*ax.texts, ax._left_title]:  # type: ignore[attr-defined]
        box = text.get_window_extent()
        assert box.x0 > -6, text.get_text()
        assert box.x1 < whole.width + 40, text.get_text()
        assert box.y0 > -6, text.get_text()


@every_chart
def test_the_axes_of_the_caller_are_drawn_on(name: str) -> None:
    """With ``ax`` nothing else is made: the chart is a part of somebody's own figure."""
    draw, frame = CHARTS[name]
    figure, (left, _) = plt.subplots(1, 2)
    assert draw(frame, ax=left) is left
    assert plt.get_fignums() == [figure.number]
    left.set_title("另起的标题")
    assert left.get_title() == "另起的标题"


@every_chart
def test_a_frame_without_rows_says_so(name: str) -> None:
    """Nothing to draw is said in the title, not an error."""
    draw, frame = CHARTS[name]
    ax = draw(frame.iloc[:0])
    assert name == "series" or _texts(ax)


@every_chart
def test_the_settings_of_the_caller_stay(name: str) -> None:
    """Drawing changes no setting of matplotlib."""
    draw, frame = CHARTS[name]
    before = dict(mpl.rcParams)
    draw(frame)
    assert dict(mpl.rcParams) == before


@every_chart
def test_the_same_frame_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    """SVG and PNG carry no date, no version and no random id."""
    draw, frame = CHARTS[name]
    for ending in ("svg", "png"):
        one, two = (
            save_figure(draw(frame).figure, tmp_path / f"{number}.{ending}").read_bytes()  # type: ignore[arg-type]
            for number in range(2)
        )
        assert one == two
        assert b"matplotlib" not in one[:600].lower() or ending == "svg"
        assert b"<dc:date>" not in one


def test_a_target_is_named_with_its_base_its_word_and_its_value() -> None:
    """A reader sees from what to what, the word, and the figure with its year."""
    said = _said(plot_targets(TARGETS.iloc[[0]]))
    for part in ("居民健康素养水平", "2020年60%", "2025年65%以上", "快于预期", "2023年63.2%"):
        assert part in said
    assert "65% in 2025" in _said(plot_targets(TARGETS.iloc[[0]], language="en"))


def test_a_word_has_its_colour_and_its_shape() -> None:
    """Words differ by more than colour, and an open one is half filled."""
    ahead, behind = mark_of("word", "ahead"), mark_of("word", "behind")
    assert ahead.colour != behind.colour
    assert ahead.marker != behind.marker
    assert mark_of("word", "undecided:behind|on_schedule").fill == "left"
    words = {key.removeprefix("word.") for key in load_catalogue() if key.startswith("word.")}
    drawn = {word for word in words if not re.match("cagr|un_|destatis|met$", word)}
    assert {word for word in drawn if mark_of("word", word).colour == "#56616d"} == set()


def test_what_is_beyond_the_scale_says_its_value() -> None:
    """280 % of the way and -50 % stand at the edges with their numbers."""
    said = _texts(plot_targets(TARGETS))
    assert {"280%", "-50%"} <= set(said)


def test_a_target_without_a_base_is_named_not_drawn() -> None:
    """Where others have a way, one without stands below with its word; alone it has a scale."""
    assert "另有1项没有基期值" in _said(plot_targets(TARGETS))
    alone = plot_targets(TARGETS.iloc[[4]])
    assert "2025年目标：65%左右" in _said(alone)
    assert len(alone.lines) > 1


def test_no_more_than_verdicts_is_drawn_as_targets() -> None:
    """A benchmark is no own target."""
    assert "没有可对照的本级目标" in _said(plot_targets(OTHERS))


def test_an_area_stands_beside_others_per_head() -> None:
    """Each area with its year and value; a target is called one."""
    said = _said(plot_benchmarks(OTHERS, place="某市乙区"))
    for part in ("某市乙区，2023年", "2.5家/万人", "某市甲区，2023年", "目标：超过60%"):
        assert part in said
    assert "完成" not in said


def test_money_per_head_is_read_by_the_person() -> None:
    """元/万人 is no unit people know."""
    frame = made.comparison(made.peer("某市", "20000000", unit="元/万人"))
    assert "2000元/人" in _said(plot_benchmarks(frame))


@pytest.mark.parametrize(("evidence", "hollow"), [("sentence", False), ("document", True)])
def test_an_assumed_year_makes_a_hollow_bar(evidence: str, hollow: bool) -> None:
    """What only the document dates is drawn hollow, and the note says so."""
    ax = plot_benchmarks(made.comparison(made.peer("某市", "1", observed_year_from=evidence)))
    face: Any = ax.patches[0].get_facecolor()
    assert (face == (1, 1, 1, 1)) is hollow
    assert ("空心条" in _said(ax)) is hollow


def test_findings_become_lines_by_weight_one_a_group() -> None:
    """The weightiest first; agreement and a second of a group are not drawn."""
    twice = made.findings(made.SHARE, made.SUM, made.SHARE, {**made.SUM, "outcome": "consistent"})
    assert [line.name for line in find_lines(twice)] == ["各类项目合计", "示范学校占比"]


def test_a_share_stands_between_points_and_no_bar_holds_it() -> None:
    """The attainable shares are points with their fractions; the printed one stands above."""
    (line,) = find_lines(made.findings(made.SHARE))
    texts = {point.text: point for point in line.points}
    assert set(texts) == {"报告 78.25%", "18/24 = 75%", "19/24 = 79.17%", "18/23 = 78.26%"}
    assert texts["报告 78.25%"].printed
    assert all(point.low == point.high for point in line.points)
    assert not plot_number_lines(made.findings(made.SHARE)).patches


def test_of_two_rates_the_one_whose_readings_exclude_each_other_is_drawn() -> None:
    """Points and relative change are two ranges below the rate as it is."""
    (line,) = find_lines(made.findings(made.CHANGE))
    assert line.name == "优秀率"
    assert [(point.low, point.high) for point in line.points] == [(50, 50), (45, 47), (48, 49)]


def test_two_texts_are_drawn_with_what_they_count() -> None:
    """800万元 for 12 beside 2100万元 for 30."""
    (line,) = find_lines(made.findings(made.ELSEWHERE))
    said = [point.text for point in line.points]
    assert said == ["报告（12个） 800万元", "另一来源（30个） 2100万元"]
    assert line.name == "投资"


def test_money_holds_every_sum_once_and_no_count() -> None:
    """Yuan only, in the order of the phases, the largest of each first."""
    found = find_money(_outcomes())
    assert set(found["canonical_unit"]) == {"元"}
    assert list(found["phase"]) == ["signed", "planned", "completed", "paid", "other"]


def test_more_amounts_than_fit_are_counted_below() -> None:
    """The largest are drawn, the others counted."""
    said = _said(plot_money(_outcomes(), limit=3, yardsticks={"2023年地区生产总值": 9e10}))
    assert "另有2笔较小的金额未画出" in said
    assert "2023年地区生产总值 900亿元" in said
    assert "超50亿元" in said
    assert "320万元" not in said


def test_counts_keep_the_order_of_codes_and_of_the_text() -> None:
    """Codes as the schema has them, in words; headings as printed; missing values counted."""
    kinds = [text.get_text() for text in plot_counts(_outcomes(), "kind").get_yticklabels()]
    assert kinds[0] == "数量"
    headings = plot_counts(_outcomes(), "heading").get_yticklabels()
    assert [text.get_text() for text in headings] == ["招商引资", "项目建设"]
    assert "未载明" in _said(plot_counts(_outcomes(), "direction"))


def test_forty_long_names_stand_apart() -> None:
    """Labels of forty rows do not run into each other."""
    rows = [{**made.verdict("ahead", "1/2"), "reference_phrase": LONG} for _ in range(40)]
    ax = plot_targets(made.comparison(*rows))
    ax.figure.canvas.draw()
    boxes = sorted((one.get_window_extent() for one in ax.get_yticklabels()), key=lambda b: b.y0)
    assert all(low.y1 <= high.y0 + 1 for low, high in itertools.pairwise(boxes))


def test_a_year_that_is_not_stated_breaks_the_line() -> None:
    """No line runs over a gap, a span of years is no point, and a plan is joined to nothing."""
    ax = plot_series(SERIES[SERIES["place"] == "甲省"])
    ydata: Any = ax.lines[0].get_ydata()
    assert pd.isna(ydata[2])
    assert len(ydata) == 5
    assert len(ax.collections[-1].get_offsets()) == 1


def test_a_chart_is_saved_by_its_ending(tmp_path: Path) -> None:
    """Another ending is refused, and exporting without a folder writes nothing."""
    ax = plot_counts(_outcomes())
    export_chart(ax, tmp_path / "out", "counts")
    assert sorted(path.name for path in (tmp_path / "out/figures").iterdir()) == [
        "counts.png",
        "counts.svg",
    ]
    export_chart(ax, "", "counts")
    with pytest.raises(InputError, match="no picture"):
        save_figure(ax.figure, tmp_path / "counts.docx")  # type: ignore[arg-type]


def test_a_missing_glyph_is_an_error_when_saved(tmp_path: Path) -> None:
    """A word of ours without a glyph fails the build; a report's becomes 〓."""
    ax = plot_counts(pd.DataFrame({"heading": ["甲\ue000"]}))
    assert "甲〓" in _said(ax)
    ax.set_title("\ue000")
    with pytest.raises(InputError, match="Glyph"):
        save_figure(ax.figure, tmp_path / "a.png")  # type: ignore[arg-type]


def test_ones_own_chart_shows_chinese(tmp_path: Path) -> None:
    """After use_chinese_font() a plain chart has every glyph."""
    with mpl.rc_context():
        assert use_chinese_font() == "Noto Sans SC"
        ax = pd.Series([1, -2], index=["丰收", "减产"]).plot.bar(title="增减")
        save_figure(ax.figure, tmp_path / "own.png")


def test_charts_need_only_columns_of_the_schema() -> None:
    """What is drawn is a column of the row, not derived from another table."""
    assert set(TARGETS.columns) >= {column.name for column in table("comparison").columns}
