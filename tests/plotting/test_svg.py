from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from fengze_analysis.plotting.svg import named, own_ids, slim


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ('<use transform="translate(10.123456 2.9999)"/>', '<use transform="translate(10.12 3)"/>'),
        ('<path d="M 0.001 -0.0049"/>', '<path d="M 0 -0"/>'),
        ("<dc:title>进度 0.93612</dc:title>", "<dc:title>进度 0.93612</dc:title>"),
        ("<g>\n   <!-- 丰泽 -->\n   <use/>\n</g>", "<g>\n<use/>\n</g>"),
    ],
)  # fmt: skip
def test_numbers_are_as_long_as_they_show(given: str, written: str) -> None:
    """Places are to a hundredth of a point; words stay as they are."""
    assert slim(f"<svg >{given}</svg>") == f"<svg >{written}</svg>"


def test_the_declaration_goes_and_the_title_is_written_once() -> None:
    """What stands before the svg is dropped, and so is the title that matplotlib writes."""
    text = '<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg width="1pt">\n <title>x</title>\n</svg>'
    assert slim(text) == '<svg width="1pt">\n</svg>'


def test_ids_are_short_and_begin_with_the_name() -> None:
    """An id that is referred to is numbered; clip paths and uses follow; others are dropped."""
    text = (
        '<g id="figure_1"><defs><path id="m12"/><clipPath id="p9"/></defs>'
        '<use xlink:href="#m12"/><g clip-path="url(#p9)" style="fill: #12ab9f"/></g>'
    )
    assert own_ids(text, "x-") == (
        '<g><defs><path id="x-0"/><clipPath id="x-1"/></defs>'
        '<use xlink:href="#x-0"/><g clip-path="url(#x-1)" style="fill: #12ab9f"/></g>'
    )


def test_two_figures_never_share_an_id() -> None:
    """The same drawing under two names has no id in common, so that both fit on a page."""
    given = '<path id="Face-1"/><use href="#Face-1"/>'
    found = [
        set(re.findall(r'id="([^"]*)"', own_ids(given, name))) for name in ("pace-zh-", "pace-en-")
    ]
    assert found[0]
    assert not found[0] & found[1]


@pytest.mark.parametrize(("language", "lang"), [("zh", "zh-CN"), ("en", "en")])
def test_an_image_has_a_name_and_a_language(language: str, lang: str) -> None:
    """The svg is an image with title, description and language, hostile words as text."""
    text = named('<svg width="1pt"></svg>', "<b>题</b>", '"a" & <script>', language)
    tree = ElementTree.fromstring(text)
    assert tree.get("role") == "img"
    assert tree.get("lang") == lang
    assert tree.findtext("title") == "<b>题</b>"
    assert tree.findtext("desc") == '"a" & <script>'
