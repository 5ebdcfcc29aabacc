from __future__ import annotations

import pytest

from fengze_analysis.plotting.counts import plot_counts
from fengze_analysis.plotting.style import NARROW, WIDE, mark_of
from tests.plotting.made_up_plots import (
    INDICATORS,
    ITEMS,
    OBSERVATIONS,
    OPINIONS,
    boxes_of,
    drawn,
    make_item,
    make_observation,
    said_in,
    texts_of,
)

COUNTS = {"1:input": 1, "1:activity": 2, "1:output": 1, "1:outcome": 1, "2:input": 1,
          "2:outcome": 1, "2:recognition": 1}  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_bars_are_as_long_as_their_counts(language: str, width: float) -> None:
    """Each bar's length is in proportion to its count, on one scale for all parts."""
    bars = boxes_of(drawn("counts", language, width), "bar")
    assert {role.removeprefix("bar:") for role in bars} == set(COUNTS)
    unit = bars["bar:1:input"].get_width()
    for key, count in COUNTS.items():
        assert bars[f"bar:{key}"].get_width() == pytest.approx(count * unit)


def test_bars_look_as_the_palette_says() -> None:
    """Colour and hatch are those of the stage."""
    for role, bar in boxes_of(drawn("counts"), "bar").items():
        mark = mark_of("stage", role.rpartition(":")[2])
        assert (bar.get_hatch() or "") == mark.hatch
        assert "#{:02x}{:02x}{:02x}".format(*(round(255 * c) for c in bar.get_facecolor()[:3])) == (
            mark.colour
        )


def test_every_count_is_printed() -> None:
    """Beside each bar stands its count, zeros too."""
    assert said_in(drawn("counts"), "count") == ["1", "2", "1", "1", "0", "1", "0", "0", "1", "1"]


def test_parts_stand_side_by_side_or_below_one_another() -> None:
    """On a page the parts share a line; on a phone each has its own."""
    for width, lines in ((WIDE, 1), (NARROW, 2)):
        parts = texts_of(drawn("counts", "zh", width), "part")
        tops = {OPINIONS[key].split("，")[0]: 0.0 for key in OPINIONS}
        firsts = [text for text in parts if any(text.get_text().startswith(t) for t in tops)]
        assert len({text.get_position()[1] for text in firsts}) == lines


def test_the_table_has_each_part_and_stage() -> None:
    """The data lists all pairs, those without a figure as 0."""
    data = drawn("counts").data
    assert len(data) == 2 * 5
    assert {row["部分"]: row["标题"] for row in data} == OPINIONS
    assert sum(int(row["数据个数"]) for row in data) == len(OBSERVATIONS)


def test_the_sentence_names_the_most_frequent() -> None:
    """The alternative text says how many, of which stage, and where most are."""
    assert drawn("counts").alt == (
        "8个数据分布在2个部分：投入 2、工作 2、产出 1、成效 2、评比 1。"
        f"最多的一组：{OPINIONS['1']}，工作，2个。"
    )
    assert drawn("counts", "en").alt == (
        "8 figures in 2 parts: Input 2, Activity 2, Output 1, Outcome 2, Recognition 1. "
        "The largest group: 2, Activity, under Sustained development."
    )


def test_figures_outside_every_part_are_counted() -> None:
    """The preamble is a part of its own; figures without a stage have a bar."""
    rows = [*OBSERVATIONS, make_observation("0.0.3", "16")]
    drawing = plot_counts(rows, INDICATORS, ITEMS)
    assert "bar:0:unstaged" in boxes_of(drawing, "bar")
    assert said_in(drawing, "part")[-1] == "各项措施之外"


@pytest.mark.parametrize("parts", [1, 2, 4, 7])
def test_any_number_of_parts_is_drawn(parts: int) -> None:
    """One part or many: three stand side by side at most."""
    items = [make_item(str(n), "1", "措施", f"第{n}部分") for n in range(1, parts + 1)]
    rows = [make_observation(f"{n}.1.{k}", "8", indicator=code)
            for n in range(1, parts + 1) for k, code in enumerate(("events", "jobs"))]  # fmt: skip
    drawing = plot_counts(rows, INDICATORS, items)
    lines = {text.get_position()[1] for text in texts_of(drawing, "part")}
    assert len(boxes_of(drawing, "bar")) == 2 * parts
    assert len(lines) == -(-parts // 3)


@pytest.mark.parametrize("rows", [[], OBSERVATIONS[:1]])
def test_fewer_than_two_counts_are_said(rows: list[object]) -> None:
    """One bar alone is a sentence."""
    drawing = plot_counts(rows, INDICATORS, ITEMS)  # type: ignore[arg-type]
    assert drawing.figure is None
    assert drawing.alt == f"可统计的类别不足两个（{len(rows)}个），不作图。"
