"""The form of a figure that a page holds has its words as words."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from fengze_analysis.plotting.drawing import Drawing, figure_svg
from fengze_analysis.plotting.fonts import families
from fengze_analysis.publishing.pictures import live_svg

SVG = "{http://www.w3.org/2000/svg}"


def _draw(title: str = "各环节的数据数") -> Drawing:
    figure = Figure(figsize=(4, 2), facecolor="#ffffff")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.bar(["a", "b"], [3, 2], color="#12406f")
    axes.text(0, 1, title, family=list(families()), ha="center")
    axes.text(1, 1, "<b>&", rotation=30)
    axes.set_axis_off()
    return Drawing(figure, "产出3项 < 成效", [], "stages-zh", title, "zh")


@pytest.fixture(scope="module")
def live() -> str:
    """The live SVG."""
    return live_svg(figure_svg(_draw(), outlines=False))


def test_the_words_of_a_figure_are_words_in_the_face_of_the_page(live: str) -> None:
    """They can be searched and copied, and no font is named but the page's and its family."""
    words = [element.text for element in ElementTree.fromstring(live).iter(f"{SVG}text")]
    assert words == ["各环节的数据数", "<b>&"]
    assert live.count("font-family") == 1
    assert "'Report Face'" in live


def test_a_figure_is_named_for_those_who_do_not_see_it(live: str) -> None:
    """It is one image with a title and a description."""
    root = ElementTree.fromstring(live)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "各环节的数据数"
    assert root.findtext(f"{SVG}desc") == "产出3项 < 成效"


def test_a_figure_does_not_touch_the_page_around_it(live: str) -> None:
    """No style sheet inside, a size of the page's choosing, ids of its own."""
    root = ElementTree.fromstring(live)
    assert not list(root.iter(f"{SVG}style"))
    assert root.get("viewBox")
    assert root.get("width") is None
    assert all(e.get("id", "stages-zh-").startswith("stages-zh-") for e in root.iter())


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.used: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        self.used |= {given["xlink:href"][1:]} if "xlink:href" in given else set()
        self.used |= {given["clip-path"][5:-1]} if "clip-path" in given else set()


def test_every_part_that_is_used_is_there(live: str) -> None:
    """Marks and clips are still defined."""
    reader = _Ids()
    reader.feed(live)
    assert reader.used <= reader.ids


def test_turned_words_stay_turned(live: str) -> None:
    """Only a turn by nothing is left out."""
    assert live.count("rotate(") == 1
    assert "rotate(-30" in live


def test_it_is_smaller_than_outlines_and_the_same_each_time(live: str) -> None:
    """Two drawings of the same data are the same text."""
    assert len(live) < len(figure_svg(_draw()))
    assert live == live_svg(figure_svg(_draw(), outlines=False))
