"""What holds for each figure, in both languages, on a page and on a phone."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from fengze_analysis.plotting.drawing import figure_png, figure_svg
from fengze_analysis.plotting.fonts import covered
from fengze_analysis.plotting.style import NARROW, SMALL, WIDE
from tests.plotting.made_up_plots import EVERY, drawn, extents_of, said_in, texts_of

SVG = "{http://www.w3.org/2000/svg}"
figures = pytest.mark.parametrize("name", EVERY)
languages = pytest.mark.parametrize("language", ["zh", "en"])
widths = pytest.mark.parametrize("width", [WIDE, NARROW])


@figures
@languages
@widths
def test_no_text_is_clipped_and_none_lies_on_another(
    name: str, language: str, width: float
) -> None:
    """Every text stands inside the canvas and clear of every other text."""
    drawing = drawn(name, language, width)
    assert drawing.figure is not None
    right, top = (72 * size for size in drawing.figure.get_size_inches())
    found = list(extents_of(drawing))
    assert len(found) > 5
    for text, box in found:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= right and box.y1 <= top
        assert inside, f"{text!r} leaves the canvas"
    for (first, one), (second, two) in combinations(found, 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        upright = min(one.y1, two.y1) - max(one.y0, two.y0)
        assert across <= 0.5 or upright <= 2, f"{first!r} lies on {second!r}"


@figures
@languages
def test_every_letter_can_be_read(name: str, language: str) -> None:
    """No text is smaller than 8 points, and each of its characters has a glyph."""
    texts = texts_of(drawn(name, language))
    assert min(float(text.get_fontsize()) for text in texts) >= SMALL
    assert {ord(char) for text in texts for char in text.get_text()} <= covered()


@figures
@languages
def test_the_same_rows_give_the_same_bytes(name: str, language: str) -> None:
    """Two runs write the same SVG; so does writing it again after a PNG was made."""
    first, second = drawn(name, language), EVERY[name](language=language)
    text = figure_svg(first)
    assert figure_svg(second) == text
    picture = figure_png(first, dpi=50)
    assert figure_svg(first) == text
    assert figure_png(second, dpi=50) == picture


@figures
@languages
@widths
def test_a_page_can_hold_it(name: str, language: str, width: float) -> None:
    """The SVG is well formed, small, loads nothing, and none of its ids can meet another's."""
    drawing = drawn(name, language, width)
    text = figure_svg(drawing, "出处", "CC BY 4.0")
    assert len(text.encode()) < 150_000
    tree = ElementTree.fromstring(text)
    assert tree.findtext(f"{SVG}title") == drawing.title
    assert tree.findtext(f"{SVG}desc") == drawing.alt
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert all(found.startswith(f"{drawing.name}-") for found in ids)
    used = re.findall(r'(?:href="|url\()([^")]*)', text)
    assert {link.removeprefix("#") for link in used} <= set(ids)


@figures
@languages
def test_the_sentence_says_numbers_and_the_table_stands_below(name: str, language: str) -> None:
    """The alternative text states numbers, in the language; the table has headings in it too."""
    drawing = drawn(name, language)
    assert re.search(r"\d", drawing.alt)
    assert drawing.alt.endswith("。" if language == "zh" else ".")
    assert drawing.data
    headings = set(drawing.data[0])
    assert all(set(row) == headings for row in drawing.data)
    chinese = [heading for heading in headings if re.search(r"[\u4e00-\u9fff]", heading)]
    assert bool(chinese) == (language == "zh")


def _roles(figure: Figure) -> list[str]:
    artists = [*figure.axes[0].lines, *figure.axes[0].patches]
    return sorted(str(artist.get_label()) for artist in artists if ":" in str(artist.get_label()))


@figures
def test_both_languages_draw_the_same(name: str) -> None:
    """The editions differ in words only: as many rows, as many marks, as many boxes."""
    zh, en = (drawn(name, language) for language in ("zh", "en"))
    assert len(zh.data) == len(en.data)
    assert zh.figure is not None
    assert en.figure is not None
    assert _roles(zh.figure) == _roles(en.figure)
    assert zh.title != en.title


@figures
def test_the_english_edition_is_english(name: str) -> None:
    """Where names are given in English, no Chinese is left in the figure or its sentence."""
    drawing = drawn(name, "en")
    printed = " ".join([drawing.alt, *said_in(drawing)])
    assert not re.search(r"[\u4e00-\u9fff]", printed)


@figures
@languages
def test_a_note_is_printed_below(name: str, language: str) -> None:
    """The note of the caller is the last text of the figure."""
    drawing = EVERY[name](language=language, note="Data: document 7, 2024.")
    assert "Data: document 7, 2024." in said_in(drawing)[-1]


@figures
def test_neither_green_nor_red_is_used(name: str) -> None:
    """No colour of a figure could be taken for a traffic light."""
    for colour in set(re.findall(r"#([0-9a-f]{6})\b", figure_svg(drawn(name)))):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
        assert not (green > 1.3 * red and green > 1.3 * blue), f"#{colour} is green"
        assert not (red > 2.5 * green and red > 2.5 * blue), f"#{colour} is red"
