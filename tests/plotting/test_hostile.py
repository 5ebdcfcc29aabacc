"""Names that a report or a plan could hold and that no figure may trip over."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from fengze_analysis.plotting.drawing import Drawing, figure_png, figure_svg
from fengze_analysis.plotting.findings import plot_findings
from fengze_analysis.plotting.measures import plot_measures
from fengze_analysis.plotting.pace import plot_pace
from fengze_analysis.plotting.panel import plot_panel
from fengze_analysis.plotting.series import plot_series
from fengze_analysis.plotting.silence import plot_silence
from fengze_analysis.plotting.style import NARROW, WIDE
from tests.plotting.made_up_plots import (
    COMPARISONS,
    EVERY,
    FINDINGS,
    INDICATORS,
    ITEMS,
    OBSERVATIONS,
    PACES,
    PANELS,
    SERIES,
    SILENCES,
    extents_of,
    said_in,
)

NAMES = {
    "endless": "很长" * 400,
    "one endless word": "W" * 900,
    "many short words": "a b " * 300,
    "mathematics": "$\\frac{1}{2$ _^ %",
    "markup": '<script>alert(1)</script> & "q" \' ]]> <!-- -->',
    "bidirectional": "丰\u202e泽\u202c\u200b\ufeff",
    "emoji": "🏙️👩‍👩‍👧",
    "control": "行\n间\t\x00\x07\x1b",
    "surrogate": "\ud800孤",
    "format": "{n} {0} %s %(a)s",
    "comment": "-- --> --",
    "reference": 'href="#x" url(#y) "#z"',
    "nothing": "",
}


def _draw(name: str, width: float) -> list[Drawing]:
    indicator = replace(INDICATORS[3], name_zh=name)
    return [
        plot_measures(
            [replace(item, heading=name, section_heading=name) for item in ITEMS],
            OBSERVATIONS, INDICATORS, COMPARISONS, width=width, note=name,
        ),
        plot_pace([replace(row, name_zh=name, official_word=name) for row in PACES], width=width),
        plot_panel([replace(row, name_zh=name) for row in PANELS], width=width),
        plot_silence([replace(row, name_zh=name, place=name) for row in SILENCES], width=width),
        plot_findings([replace(f, rule=f.rule + name) for f in FINDINGS], width=width),
        plot_series([replace(row, place=name) for row in SERIES], indicator, width=width),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_is_drawn_inside_the_canvas(name: str, width: float) -> None:
    """Whatever the words are, they are cut or replaced, stay inside, and stay clear."""
    for drawing in _draw(name, width):
        assert drawing.figure is not None
        right, top = (72 * size for size in drawing.figure.get_size_inches())
        assert top < 72 * 16
        found = [(text, box) for text, box in extents_of(drawing) if text]
        for text, box in found:
            assert box.x0 >= -0.5, text
            assert box.x1 <= right + 0.5, text
            assert box.y0 >= 0, text
            assert box.y1 <= top, text
        for (first, one), (second, two) in combinations(found, 2):
            across = min(one.x1, two.x1) - max(one.x0, two.x0)
            upright = min(one.y1, two.y1) - max(one.y0, two.y0)
            assert across <= 1 or upright <= 2, f"{first!r} lies on {second!r}"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_is_text_in_the_file(name: str) -> None:
    """The SVG stays well formed, holds no script, and its sentence is what was said."""
    for drawing in _draw(name, WIDE)[::2]:
        for outlines in (True, False):
            text = figure_svg(drawing, name, name, outlines=outlines)
            tree = ElementTree.fromstring(text)
            assert not [node for node in tree.iter() if node.tag.endswith("script")]
            assert tree.findtext("{http://www.w3.org/2000/svg}desc") == drawing.alt


@pytest.mark.parametrize("key", ["bidirectional", "control", "surrogate", "emoji"])
def test_what_cannot_be_shown_is_reported(key: str) -> None:
    """The drawing says which characters it shows as 〓."""
    drawing = _draw(NAMES[key], WIDE)[0]
    assert drawing.missing
    assert any("〓" in text for text in said_in(drawing, "label"))
    figure_png(drawing, NAMES[key], dpi=40)


@pytest.mark.parametrize("name", ["measures", "findings", "pace"])
@pytest.mark.parametrize("text", ["{n}", "{}", "%s"])
def test_braces_in_a_note_are_braces(name: str, text: str) -> None:
    """A note is printed as it is, never filled in."""
    assert text in said_in(EVERY[name](language="zh", note=text), "note")


@pytest.mark.parametrize("rows", [2, 20, 60])
def test_figures_grow_with_their_rows(rows: int) -> None:
    """Two rows or sixty: the rows stand below one another at an even pitch."""
    paces = [replace(PACES[0], name_zh=f"指标{n}") for n in range(rows)]
    drawing = plot_pace(paces)
    assert drawing.figure is not None
    assert len(said_in(drawing, "label")) == rows
    assert drawing.figure.get_size_inches()[1] == pytest.approx(1.8 + 0.29 * rows, rel=0.25)
    assert len(figure_svg(drawing)) < 150_000 + 2_000 * rows
