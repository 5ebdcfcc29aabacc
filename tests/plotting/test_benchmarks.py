from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.plotting.benchmarks import plot_benchmarks
from fengze_analysis.plotting.style import NARROW, WIDE
from tests.plotting.made_up_plots import (
    COMPARISONS,
    INDICATORS,
    OBSERVATIONS,
    TARGETS,
    boxes_of,
    drawn,
    make_comparison,
    make_observation,
    marks_of,
    said_in,
    texts_of,
)

VERDICTS = ("完成", "提前", "滞后", "达标", "met", "behind", "ahead", "achieved")


def _plot(*rows: object, **more: object) -> object:
    return plot_benchmarks(rows, OBSERVATIONS, TARGETS, INDICATORS, **more)  # type: ignore[arg-type]


def test_bars_and_targets_share_a_scale() -> None:
    """On the scale of an indicator the bar ends at the value and ticks stand at the targets."""
    drawing = drawn("benchmarks")
    bar = boxes_of(drawing, "bar")["bar:1.2.10"]
    targets = marks_of(drawing, "target")
    unit = bar.get_width() / 66.48
    for role, value in (("target:1.2.10:t1", 57), ("target:1.2.10:t3", 50)):
        assert targets[role].get_xdata()[0] - bar.get_x() == pytest.approx(value * unit)


def test_the_bar_begins_at_zero() -> None:
    """The length of a bar is its value: the first tick is nought, where every bar begins."""
    drawing = drawn("benchmarks")
    zeros = [t for t in texts_of(drawing, "tick") if t.get_text() in {"0", "0%"}]
    bars = list(boxes_of(drawing, "bar").values())
    assert len(zeros) == len(bars) == 2
    assert [t.get_position()[0] for t in zeros] == pytest.approx([b.get_x() for b in bars])


def test_rounding_is_drawn_as_an_interval() -> None:
    """2.2 万 stands for 21,500 to 22,500, and the hatch says so."""
    drawing = drawn("benchmarks")
    bar, range_ = (
        boxes_of(drawing, "bar")["bar:2.1.10"],
        boxes_of(drawing, "interval")["interval:2.1.10"],
    )
    unit = bar.get_width() / 22000
    assert range_.get_x() - bar.get_x() == pytest.approx(21500 * unit)
    assert range_.get_width() == pytest.approx(1000 * unit)
    assert range_.get_hatch()


def test_an_open_interval_ends_in_an_arrow() -> None:
    """超 1300 has no upper bound: the hatch goes to the end of the scale, with an arrow head."""
    rows = [make_observation("1.1.1", "1300", low="1300", high="", approx="over")]
    held = [make_comparison("1.1.1", "benchmark", observed="1300", target=value, unit="个")
            for value in ("900", "1000")]  # fmt: skip
    drawing = plot_benchmarks(held, rows)
    assert drawing.figure is not None
    arrows = [line for line in drawing.figure.axes[0].lines if line.get_label() == "open"]
    assert [line.get_marker() for line in arrows] == [">"]
    (range_,) = boxes_of(drawing, "interval").values()
    assert range_.get_x() + range_.get_width() == pytest.approx(arrows[0].get_xdata()[0])


@pytest.mark.parametrize(
    ("operator", "above"), [("≥", True), (">", True), ("≤", False), ("<", False)]
)
def test_the_pale_band_is_on_the_side_that_is_asked_for(operator: str, above: bool) -> None:
    """≥ and > ask for more than the target, ≤ and < for less."""
    targets = [replace(target, operator=operator) for target in TARGETS]
    drawing = plot_benchmarks(COMPARISONS, OBSERVATIONS, targets, INDICATORS)
    side = boxes_of(drawing, "side")["side:1.2.10:t1"]
    tick = marks_of(drawing, "target")["target:1.2.10:t1"].get_xdata()[0]
    assert side.get_x() == pytest.approx(
        tick if above else boxes_of(drawing, "bar")["bar:1.2.10"].get_x()
    )
    assert side.get_width() > 10


def test_an_approximate_target_has_no_side() -> None:
    """左右 asks for neither more nor less: a dotted tick and no band."""
    drawing = drawn("benchmarks")
    assert "side:1.2.10:t3" not in boxes_of(drawing, "side")
    dotted, solid = (marks_of(drawing, "target")[f"target:1.2.10:{t}"] for t in ("t3", "t1"))
    assert dotted.get_linestyle() != solid.get_linestyle()


def test_a_target_that_is_a_range_is_a_range() -> None:
    """Both ends have a tick, the band lies between them."""
    row = replace(COMPARISONS[0], target="50..57", target_id="t9", gap="")
    drawing = _plot(row, COMPARISONS[1])
    side = boxes_of(drawing, "side")["side:1.2.10:t9"]  # type: ignore[arg-type]
    bar = boxes_of(drawing, "bar")["bar:1.2.10"]  # type: ignore[arg-type]
    assert side.get_width() == pytest.approx(7 * bar.get_width() / 66.48)
    assert "50%至57%" in said_in(drawing, "tail")  # type: ignore[arg-type]


def test_both_years_and_the_owner_are_printed() -> None:
    """Whose value of which year, whose target for which year; an unknown year is said."""
    assert said_in(drawn("benchmarks"), "label") == [
        "本报告：样州市丰水区，2023年",
        "样州市鲤川区，2025年目标 †",
        "福南省，2026年目标",
        "本报告：样州市丰水区，年份未载明",
        "样州市鲤川区，2023年目标",
    ]


def test_values_signs_and_gaps_are_printed() -> None:
    """The number, the sign of the target and how far apart they are, with units."""
    assert said_in(drawn("benchmarks"), "tail") == [
        "66.48%", "> 57%", "+9.48个百分点", "≈ 50%", "+16.48个百分点",
        "2.2万人", "≥ 2.2万人", "±0人",
    ]  # fmt: skip


def test_a_reprint_is_marked() -> None:
    """A target known from a reprint carries a dagger, which the note explains."""
    assert said_in(drawn("benchmarks"), "note") == ["† 该目标仅见转载"]
    primary = [replace(row, confidence="primary") for row in COMPARISONS]
    drawing = plot_benchmarks(primary, OBSERVATIONS, TARGETS, INDICATORS)
    assert not said_in(drawing, "note")
    assert not [text for text in said_in(drawing) if "†" in text]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_benchmark_is_never_worded_as_a_verdict(language: str) -> None:
    """No word of completion stands in the figure or its sentence, but to say that it is none."""
    drawing = drawn("benchmarks", language)
    said = [t for t in said_in(drawing) if t not in said_in(drawing, "lead")]
    assert not [word for word in VERDICTS for text in [*said, drawing.alt] if word in text.lower()]


def test_the_order_is_the_order_given() -> None:
    """Targets are not sorted by how well the district looks."""
    turned = [COMPARISONS[1], COMPARISONS[0], *COMPARISONS[2:]]
    drawing = plot_benchmarks(turned, OBSERVATIONS, TARGETS, INDICATORS)
    assert said_in(drawing, "label")[1:3] == ["福南省，2026年目标", "样州市鲤川区，2025年目标 †"]


def test_only_the_relations_asked_for_are_drawn() -> None:
    """A result elsewhere is drawn on request, and called a result."""
    drawing = plot_benchmarks(
        COMPARISONS, OBSERVATIONS, TARGETS, INDICATORS, relations=("benchmark", "peer")
    )
    assert "样州市鲤川区，2023年实绩" in said_in(drawing, "label")
    assert "样州市鲤川区实绩2.4万人（2023年）" in drawing.alt
    assert len(drawing.data) == 4
    assert len(drawn("benchmarks").data) == 3


@pytest.mark.parametrize("relation", ["verdict", "yearly_plan", "none"])
def test_a_verdict_is_not_drawn_as_a_reference(relation: str) -> None:
    """The figure of references refuses relations that mean more, or nothing."""
    with pytest.raises(InputError, match=f"no reference: {relation}.*benchmark or peer"):
        _plot(*COMPARISONS, relations=("benchmark", relation))


def test_a_computed_value_has_the_interval_of_its_gap() -> None:
    """A value per head is not the printed one: its interval follows from the gap's."""
    held = [
        make_comparison("2.1.10", "benchmark", observed="4.5", target=target, unit="个", gap="-0.5",
                        gap_low="-1", gap_high="0.25")
        for target in ("5", "5")
    ]  # fmt: skip
    (first, _) = plot_benchmarks(held, OBSERVATIONS).data
    assert (first["报告值下限"], first["报告值上限"]) == ("4", "5.25")


def test_a_comparison_without_numbers_is_not_drawn() -> None:
    """A row with a reason instead of numbers is for the table, not for the figure."""
    empty = replace(COMPARISONS[0], observed="", gap="", row_id="9.9.9")
    drawing = plot_benchmarks([*COMPARISONS, empty], OBSERVATIONS, TARGETS, INDICATORS)
    assert len(drawing.data) == 3


def test_without_a_codebook_the_printed_phrase_is_the_name() -> None:
    """An indicator that the codebook does not know is called as the report calls it."""
    drawing = plot_benchmarks(COMPARISONS, OBSERVATIONS, TARGETS)
    assert said_in(drawing, "indicator")[0] == "数字经济规模占比"


def test_the_table_holds_what_is_drawn() -> None:
    """A row a comparison, with both values, both years and the standing of the source."""
    assert drawn("benchmarks").data[0] == {
        "行号": "1.2.10", "指标": "数字经济规模占地区生产总值比重", "报告值": "66.48",
        "报告值下限": "66.475", "报告值上限": "66.485", "报告年份": "2023",
        "目标所属地区": "样州市鲤川区", "关系符": ">", "目标值": "57", "目标年份": "2025",
        "单位": "%", "差距": "9.48", "来源等级": "转载（未见原件）",
    }  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_guide_leads_from_the_bar_to_each_target(width: float) -> None:
    """A dashed line at the reported value stands through the rows of the targets."""
    drawing = drawn("benchmarks", "zh", width)
    assert drawing.figure is not None
    bars = {round(b.get_x() + b.get_width(), 6) for b in boxes_of(drawing, "bar").values()}
    guides = [line for line in drawing.figure.axes[0].lines if line.get_label() == "guide"]
    assert {round(float(line.get_xdata()[0]), 6) for line in guides} == bars
    assert len(guides) == (2 if width == WIDE else 3)


@pytest.mark.parametrize(("count", "said"), [(0, False), (1, True)])
def test_fewer_than_two_are_said(count: int, said: bool) -> None:
    """No comparison or one is a sentence that gives the numbers there are."""
    drawing = plot_benchmarks(COMPARISONS[:count], OBSERVATIONS, TARGETS, INDICATORS)
    assert drawing.figure is None
    assert f"不足两项（{count}项）" in drawing.alt
    assert ("66.48%（2023年），样州市鲤川区目标> 57%（2025年）" in drawing.alt) == said
    assert len(drawing.data) == count
