"""The PDF says what the pages say, in fonts that it carries, the same each time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from fengze_analysis.publishing.cells import Language, Words
from fengze_analysis.publishing.document_pdf import _prepare, document_pdf, fit_columns
from fengze_analysis.publishing.html_tree import find_all, read_tree, text_of
from fengze_analysis.publishing.rendering import render_pages
from tests.publishing.made_up_site import make_site

SITE = make_site()


@cache
def _pdf(language: Language) -> bytes:
    return document_pdf(SITE, language, render_pages(SITE, language))


def _reader(language: Language) -> PdfReader:
    return PdfReader(io.BytesIO(_pdf(language)))


def _text(language: Language) -> str:
    return "".join("".join(page.extract_text().split()) for page in _reader(language).pages)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_can_be_searched_and_copied(language: Language) -> None:
    """Title, caution, answers, findings, tables and the report's own text are text."""
    text = _text(language)
    for words in (
        SITE.title,
        SITE.caution,
        SITE.answers[2].heading,
        SITE.limits[0],
        SITE.correction,
    ):
        assert "".join(words.of(language).split()) in text
    for row in SITE.observations:
        assert "".join(row.surface.split()) in text
    assert "现将有关落实情况报告如下" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_fonts_are_noto_and_inside(language: Language) -> None:
    """No Chinese is lost to a font of the machine."""
    names = set()
    for page in _reader(language).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            (below,) = font.get_object()["/DescendantFonts"]
            descriptor = below.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile3", "/FontFile2"} & set(descriptor)
            names.add(re.sub(r"^/\w{6}\+", "", descriptor["/FontName"]).split("-")[0])
    assert names == {"NotoSansSC", "NotoSerifSC"}


def _titles(outline: list[Any]) -> list[str]:
    return [
        title
        for one in outline
        for title in (_titles(one) if isinstance(one, list) else [one.title])
    ]


def test_headings_are_bookmarks_and_pages_are_numbered() -> None:
    """Every section can be reached from the side, and every page says where it is."""
    reader = _reader("zh")
    titles = "".join(_titles(reader.outline))
    for heading in ("拟请核实事项", "一、报告说了什么", "资料来源", "报告原文"):
        assert heading in titles.replace(" ", "")
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"第{number}页，共{count}页" in "".join(page.extract_text().split())


def test_title_author_date_and_language_are_set() -> None:
    """A library that takes the file in knows what it is."""
    reader = _reader("en")
    assert reader.metadata
    assert reader.metadata.title == SITE.title.en
    assert reader.metadata.author == "临江市云溪区人民政府"
    assert str(reader.metadata.creation_date).startswith("2024-01-16")
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


def test_figures_lead_to_their_sentences_inside_the_document() -> None:
    """Links are places of the same file."""
    links = [
        note.get_object()
        for page in _reader("zh").pages
        for note in page.get("/Annots", [])  # type: ignore[union-attr]
    ]
    inside = [link for link in links if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"]
    outside = [link["/A"]["/URI"] for link in links if link.get("/A", {}).get("/S") == "/URI"]
    assert len(inside) > len(SITE.observations)
    assert set(outside) == {"https://www.gov.cn/"}


def test_the_same_pages_are_the_same_bytes() -> None:
    """No clock is in the file."""
    assert _pdf("zh") == document_pdf(SITE, "zh", render_pages(SITE, "zh"))


def test_a_site_without_a_date_has_none() -> None:
    """The date is never today's."""
    site = replace(SITE, date="")
    reader = PdfReader(io.BytesIO(document_pdf(site, "zh", render_pages(site, "zh"))))
    assert reader.metadata
    assert reader.metadata.creation_date is None or reader.metadata.creation_date.year == 1970


def test_markup_of_typst_in_a_report_is_text() -> None:
    """Signs that typst would run are printed."""
    attack = '#panic("x") $1/0$ *甲* \\ #import "@preview/x:1.0.0" <a>'
    site = replace(SITE, bottom_line=Words(attack, attack))
    pdf = document_pdf(site, "zh", render_pages(site, "zh"))
    text = "".join(
        "".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages
    )
    assert "#panic(" in text
    assert "*甲*" in text


def test_a_figure_in_a_heading_is_a_place_once() -> None:
    """The contents repeat a heading, its links and marks, but no label stands twice."""
    body = '<h2><mark id="f-1"><a href="#r-1">4320个</a></mark>学位</h2><a href="#f-1">4320个</a>'
    pages = {"index.html": "<main><h1>甲</h1></main>", "source.html": f"<main>{body}</main>"}
    reader = PdfReader(io.BytesIO(document_pdf(SITE, "zh", pages)))
    assert "4320个学位" in "".join(_titles(reader.outline)).replace(" ", "")


def test_pale_marks_are_printed_in_ink() -> None:
    """A badge whose colour is a pale filling in the figures can be read on paper."""
    badge = '<span class="tag" data-code="input">投入</span>'
    pages = {"index.html": f"<main><h1>甲</h1><p>{badge}</p></main>"}
    (page,) = PdfReader(io.BytesIO(document_pdf(SITE, "zh", pages))).pages
    fills = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) scn?\b", page.get_contents().get_data())
    assert fills
    assert all(min(map(float, fill)) < 0.6 for fill in fills)


def test_the_form_for_phones_is_not_printed() -> None:
    """Each figure is in the document once."""
    tree = read_tree(render_pages(SITE, "zh")["index.html"])
    assert [one["alt"] for one in find_all(tree, "img")] == ["产出"]


def test_a_tall_figure_fits_its_page() -> None:
    """A figure of twice its width in height is made narrower, not cut."""
    page = '<main><svg viewBox="0 0 100 270"><title>高</title></svg></main>'
    tree = read_tree(page)
    _prepare(tree)
    assert tree["c"][0]["width"] == 50.0


@pytest.mark.parametrize("room", [200.0, 459.0])
def test_columns_fill_the_page_and_hold_their_longest_word(room: float) -> None:
    """No word runs into the next column."""
    columns = [["Value", "1242000000"], ["指标", "债券转贷资金"], ["What", "a long sentence " * 9]]
    widths = fit_columns(columns, room)
    assert sum(widths) == pytest.approx(room)
    assert widths[0] > 10 * 8 * 0.56
    assert widths[2] > widths[1]


# The tree between page and PDF


def test_the_tree_leaves_out_what_is_for_a_screen() -> None:
    """Navigation, code, download links and notes on hover are not in a document."""
    html = (
        "<header>x</header><main><nav>x</nav><h2>甲</h2>"
        "<details class='code'><pre>x</pre></details>"
        "<p class='downloads'><a href='x'>x</a></p><p>乙<span class='card'>x</span></p></main>x"
    )
    assert text_of(read_tree(html)) == "甲乙"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<main>\n<p>甲\n  乙</p>\n</main>", "甲 乙"),
        ("<main><p>a<br>b<img alt='x'>c</p></main>", "abc"),
        ("<main><ul>\n<li>一</li>\n<li>二</li></ul></main>", "一二"),
        ("<main><p>&lt;b&gt;　x</p></main>", "<b>　x"),
        ("<main><nav><ul><li>x</li></ul></nav>甲</main>", "甲"),
        ("<main></p>甲</main>", "甲"),
    ],
)
def test_the_tree_holds_every_word_once(html: str, text: str) -> None:
    """White space of the source is layout, that of a sentence is not."""
    assert text_of(read_tree(html)) == text


def test_the_tree_keeps_what_a_word_means() -> None:
    """Class, code, link and picture of a node survive."""
    image = '<svg viewBox="0 0 9 9"><title>图</title><g>x</g></svg>'
    html = f'<main><a class="printed" href="#a" lang="zh-CN">8</a>{image}</main>'
    link, picture = read_tree(html)["c"]
    assert link == {"t": "a", "c": ["8"], "class": "printed", "href": "#a", "lang": "zh-CN"}
    assert picture["svg"] == image
    assert picture["alt"] == "图"
    assert find_all(read_tree(html), "a") == [link]
