"""Letters as outlines: the shapes of the face, where the words stood."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from fengze_analysis.plotting.drawing import figure_svg
from fengze_analysis.plotting.fonts import advance, font_paths
from fengze_analysis.plotting.outlines import outline, outlined
from tests.plotting.made_up_plots import drawn

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def _outlined(attributes: str, words: str) -> ElementTree.Element:
    text = f'<text style="font-size: 10px; fill: #16212c{attributes}>{words}</text>'
    return ElementTree.fromstring(outlined(f"<svg {SPACES}>{text}</svg>", "g"))


def _points(path: str) -> list[tuple[int, int]]:
    """The points of an outline in relative steps, as absolute ones."""
    x = y = 0
    start, found = (0, 0), []
    for command, rest in re.findall(r"([a-z])([^a-z]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", rest)]
        if command == "z":
            x, y = start
            continue
        if command in "hv":
            numbers = [numbers[0], 0] if command == "h" else [0, numbers[0]]
        steps = [(x + dx, y + dy) for dx, dy in zip(numbers[::2], numbers[1::2], strict=True)]
        x, y = steps[-1]
        start = (x, y) if command == "m" else start
        found += steps
    return found


@pytest.mark.parametrize("char", "丰泽区a8%，“〓◆①")
def test_an_outline_is_the_one_of_the_face(char: str) -> None:
    """Its box is the one that fontTools finds in the file, to the unit."""
    with TTFont(font_paths()[0], lazy=True) as font:
        glyphs = font.getGlyphSet()
        pen = BoundsPen(glyphs)
        pen.glyphSet[font.getBestCmap()[ord(char)]].draw(pen)
    points = _points(outline(char))
    corners = [min(points), max(points)]
    assert corners[0][0] <= pen.bounds[0]
    assert max(x for x, _ in points) >= pen.bounds[2]
    assert max(y for _, y in points) >= pen.bounds[3]
    assert (points[0][0] - pen.bounds[0]) < advance(char)


def test_glyphs_stand_side_by_side_where_the_words_stood() -> None:
    """Each is as far from the last as the face says; the same glyph is written once."""
    root = _outlined('" x="10" y="20"', "丰 丰1")
    (line,) = root.findall(f"{SVG}g")
    assert line.get("transform") == "translate(10 20) scale(.01 -.01)"
    assert line.get("style") == "fill: #16212c"
    uses = [(use.get(LINK), int(use.get("x", "0"))) for use in line]
    second = 1000 + advance(" ")
    assert uses == [("#g4e30", 0), ("#g4e30", second), ("#g31", second + 1000)]
    assert [path.get("id") for path in root.iter(f"{SVG}path")] == ["g31", "g4e30"]


@pytest.mark.parametrize(("anchor", "x"), [("start", "40"), ("middle", "30"), ("end", "20")])
def test_a_line_is_aligned_as_its_words_were(anchor: str, x: str) -> None:
    """Its place is its beginning, its middle or its end."""
    root = _outlined(f'; text-anchor: {anchor}" x="40" y="20"', "丰泽")
    assert str(root[1].get("transform")).startswith(f"translate({x} 20)")


def test_turned_words_stay_turned() -> None:
    """Only a turn by nothing is left out."""
    turned = _outlined('" x="1" y="2" transform="rotate(-30 1 2)"', "丰")
    assert turned[1].get("transform") == "rotate(-30 1 2) translate(1 2) scale(.01 -.01)"
    upright = _outlined('" x="1" y="2" transform="rotate(-0 1 2)"', "丰")
    assert upright[1].get("transform") == "translate(1 2) scale(.01 -.01)"


def test_marks_of_the_markup_are_read_as_what_they_stand_for() -> None:
    """An ampersand is one glyph; what the face lacks is 〓."""
    root = _outlined('" x="1" y="2"', "&amp;\ue000")
    assert [use.get(LINK) for use in root[1]] == ["#g26", "#g3013"]


def test_every_glyph_of_a_figure_is_there_and_used() -> None:
    """What is referred to is defined, and nothing besides; no word is left as text."""
    root = ElementTree.fromstring(figure_svg(drawn("measures")))
    used = {str(use.get(LINK))[1:] for use in root.iter(f"{SVG}use")}
    defined = {element.get("id") for element in root.iter() if element.get("id")}
    assert used <= defined
    assert not list(root.iter(f"{SVG}text"))
