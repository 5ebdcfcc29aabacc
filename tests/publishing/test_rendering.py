"""The pages say what the site says, in order, in one language, and load nothing."""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import replace
from html import unescape
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fengze_analysis.errors import InputError
from fengze_analysis.plotting.style import INK, marks
from fengze_analysis.publishing.cells import Words, printed
from fengze_analysis.publishing.faces import embed_face, replace_missing
from fengze_analysis.publishing.labels import label, labels
from fengze_analysis.publishing.notebooks import notebook_bodies, notebook_html
from fengze_analysis.publishing.rendering import check_keys, palette_css, render_pages
from fengze_analysis.publishing.site import Answer, Page, Site
from tests.publishing.made_up_site import make_document, make_notebook, make_rows, make_site

SITE = make_site()
ZH = render_pages(SITE, "zh", "en", offered=[("yunxi.zip", "ZIP")], fingerprint="0123456789abcdef")
EN = render_pages(SITE, "en", "zh")


def _words(html: str) -> str:
    """What is read on a page: no head, no script, no tags."""
    body = html.partition("<body")[2].partition(">")[2].partition("<script>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_there_is_a_page_for_each_part_and_the_source() -> None:
    """File names tell the language."""
    names = ("index", "outcomes", "comparison", "audit", "source")
    assert list(ZH) == [f"{name}.html" for name in names]
    assert list(EN) == [f"{name}.en.html" for name in names]


@pytest.mark.parametrize("pages", [ZH, EN], ids=["zh", "en"])
def test_every_page_knows_its_language_and_the_other(pages: dict[str, str]) -> None:
    """``lang`` is right, and the same page in the other language is one link away."""
    lang, other = ("zh-CN", "en") if pages is ZH else ("en", "zh-CN")
    for name, html in pages.items():
        assert html.startswith(f'<!doctype html>\n<html lang="{lang}">')
        twin = name.replace(".html", ".en.html") if pages is ZH else name.replace(".en.", ".")
        assert f'hreflang="{other}" href="{twin}"' in html


def test_the_first_page_is_in_the_order_that_was_decided() -> None:
    """Caution, bottom line, answers, figure, points to verify, tables, then the rest."""
    heads = [
        "caution", "bottom_line", "answers", "figure", "verify", "tables", "method", "sources",
        "limits", "cite",
    ]  # fmt: skip
    for html, language in ((ZH["index.html"], "zh"), (EN["index.en.html"], "en")):
        main = html.partition("<main")[2]
        places = [main.index(f">{label(head, language)}<") for head in heads]  # type: ignore[arg-type]
        assert places == sorted(places)
        assert main.index(SITE.caution.of(language)) < main.index("<h2")  # type: ignore[arg-type]


@pytest.mark.parametrize("html", [*ZH.values(), *EN.values()], ids=[*ZH, *EN])
def test_headings_go_down_one_step_at_a_time(html: str) -> None:
    """One first heading, and no level is left out."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("html", [*ZH.values(), *EN.values()], ids=[*ZH, *EN])
def test_a_page_carries_everything_and_forbids_the_rest(html: str) -> None:
    """Style and script are inside; the policy of the page lets nothing be loaded."""
    assert not re.search(
        r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?!data:)[^\"]*\.(?:js|css)", html
    )
    assert "default-src 'none'" in html
    assert "script-src 'sha256-" in html
    assert html.count("<script") == 1
    assert "http://" not in html.replace("http://www.w3.org", "")


def test_every_figure_leads_to_its_sentence() -> None:
    """In the bottom line, the answers, the findings and the tables."""
    bonds = next(row for row in SITE.observations if row.surface == "12.42亿元")
    link = f'<a class="printed" href="source.html#f-{bonds.row_id}">12.42亿元</a>'
    index = ZH["index.html"]
    assert index.count(link) == 1 + 4 + 1
    assert link in ZH["outcomes.html"]
    assert f'<mark id="f-{bonds.row_id}"' in ZH["source.html"]


def test_a_mark_leads_back_to_its_row() -> None:
    """From the source page to the table, in the same edition."""
    row = SITE.observations[0].row_id
    assert f'href="outcomes.html#r-{row}"' in ZH["source.html"]
    assert f'href="outcomes.en.html#r-{row}"' in EN["source.en.html"]
    assert f'id="r-{row}"' in ZH["outcomes.html"]


def test_without_a_full_table_a_mark_leads_to_itself() -> None:
    """No link to a row that is not there."""
    pages = render_pages(replace(SITE, pages=(), answers=()), "zh")
    row = SITE.observations[0].row_id
    assert f'href="#f-{row}"' in pages["source.html"]


def test_a_mark_says_value_unit_and_indicator() -> None:
    """What was read is beside what is printed, in the language of the page."""
    assert "债券转贷资金 12.42亿元 数量" in _words(ZH["source.html"])
    assert "On-lent bond funds 1.242 billion yuan amount" in _words(EN["source.en.html"])
    assert label("no_indicator", "zh") in _words(ZH["source.html"])


def test_the_chinese_text_on_an_english_page_says_that_it_is_chinese() -> None:
    """A screen reader reads the report in Chinese."""
    assert '<div class="report" lang="zh-CN">' in EN["source.en.html"]
    assert '<a class="printed" lang="zh-CN"' in EN["index.en.html"]


def test_a_finding_shows_outcome_readings_and_question() -> None:
    """And the figures that its sentence does not name."""
    words = _words(ZH["index.html"])
    for said in (
        "可达比重",
        "待核实",
        "按学生数加权",
        "该比重的分子与分母各为多少？",
        "所涉数据：",
    ):
        assert said in words
    share = words.index("83.35%不可能" if "83.35%不可能" in words else "83.35% 不可能")
    assert words.index("41 所", share) > share


def test_a_reprint_never_stands_unmarked() -> None:
    """The standing of each source is said."""
    assert "某省规划（转载） · 转载网站 · 2021 转载（未见原件）" in _words(ZH["index.html"])


def test_tables_and_figures_have_their_downloads() -> None:
    """A link to the CSV under each table, to each form under each figure, in the edition."""
    assert 'href="yunxi-2024-3.zip" data-figure="measures.zh.svg"' in ZH["comparison.html"]
    for address in ("tables/targets.zh.csv", "figures/measures.zh.png", "figures/measures.zh.csv"):
        assert f'href="{address}" download' in ZH["comparison.html"]
    assert 'href="tables/outcomes.en.csv" download' in EN["outcomes.en.html"]
    assert 'href="yunxi.zip" download>ZIP' in ZH["index.html"]


def test_the_page_says_its_version_and_how_to_correct_it() -> None:
    """Version, date, fingerprint, licence and the way for the issuer to correct."""
    words = _words(ZH["index.html"])
    assert "版本 0.1.0 · 2024-01-16 · 数据指纹 0123456789abcdef" in words
    assert SITE.correction.zh in words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notebook_becomes_a_page_of_one_language(language: Any) -> None:
    """Title, prose, sentence, table and figure of one language; code behind a toggle."""
    title, body = notebook_html(make_notebook(make_rows(make_document())), language)
    mine, other = (
        ("报告说了什么？", "What does")
        if language == "zh"
        else ("What does the report say?", "报告说")
    )
    assert title == mine
    assert other not in body
    assert '<details class="code"' in body
    assert "language =" not in body, "parameters are not shown"
    assert body.count("<!--drawing:measures-->") == 1
    assert ("audit.html" if language == "zh" else "audit.en.html") in body


def test_a_hidden_cell_is_not_on_the_page() -> None:
    """Neither its code nor its output."""
    hidden = new_code_cell(
        "secret", metadata={"tags": ["hide"]}, outputs=[new_output("stream", text="quiet")]
    )
    _, body = notebook_html(new_notebook(cells=[hidden, new_markdown_cell("x")]), "zh")
    assert "secret" not in body
    assert "quiet" not in body


@pytest.mark.parametrize(
    ("output", "seen"),
    [
        (new_output("stream", name="stdout", text="<b>8"), "&lt;b&gt;8"),
        (new_output("display_data", {"text/plain": "<i>"}), "&lt;i&gt;"),
        (new_output("display_data", {"image/png": "aGk=", "text/plain": "图"}), 'alt="图"'),
        (
            new_output("display_data", {"image/svg+xml": "<svg/>", "text/plain": "a"}),
            "base64,PHN2Zy8+",
        ),
    ],
    ids=["stream", "plain", "png", "svg"],
)
def test_other_outputs_of_an_analyst_are_shown_safely(output: Any, seen: str) -> None:
    """Printed text is text; a picture has an alternative text."""
    _, body = notebook_html(new_notebook(cells=[new_code_cell("x", outputs=[output])]), "zh")
    assert seen in body
    assert "<b>" not in body


def test_a_notebook_without_heading_takes_the_title_of_its_page() -> None:
    """No page is without a first heading."""
    notebook = new_notebook(cells=[new_markdown_cell("文字")])
    page = Page("outcomes", Words("甲", "A"), Words(), notebook_bodies(notebook))
    site = replace(SITE, pages=(page,), answers=())
    assert "<h1>甲</h1>" in render_pages(site, "zh")["outcomes.html"]


def test_hostile_text_is_shown_as_text() -> None:
    """Markup in the report, in titles, findings and names stays text on every page."""
    attack = '<script>alert("x")</script>'
    text = SITE.document.text.replace("新签约项目", f"{attack}新签约项目")
    site = make_site(text)
    document = replace(site.document, issuer=attack, number=attack)
    findings = (replace(site.findings[1], readings_zh=(attack,), summary_zh=attack, rule=attack),)
    site = replace(site, document=document, findings=findings, title=Words(attack, attack))
    for name, html in render_pages(site, "zh").items():
        assert html.count("<script") == 1, name
        assert 'alert("x")' not in html, name


# Names, keys and languages


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"figure": "pace"}, "no figure pace.*measures"),
        ({"index_tables": ("none",)}, "no table none.*outcomes, targets"),
        ({"answers": (Answer(Words(), Words(), "nowhere"),)}, "no page nowhere"),
        ({"pages": (Page("audit", Words()), Page("audit", Words()))}, "page audit stands twice"),
        ({"pages": (Page("source", Words()),)}, "page source stands twice"),
        ({"tables": SITE.tables * 2}, "table outcomes stands twice"),
        ({"pages": (Page("audit", Words(), tables=("x",)),), "answers": ()}, "no table x"),
    ],
)
def test_a_site_that_names_what_is_not_there_is_refused(
    change: dict[str, Any], message: str
) -> None:
    """What is missing is named, with what there is."""
    with pytest.raises(InputError, match=message):
        check_keys(replace(SITE, **change))


def test_a_site_without_anything_to_add_is_a_site() -> None:
    """No figure, no findings, no tables: the page is short and whole."""
    bare = Site(
        "r",
        "1",
        "",
        SITE.document,
        (),
        Words("甲", "A"),
        Words("乙", "B"),
        Words("丙", "C"),
        (),
        "",
    )
    check_keys(bare)
    html = render_pages(bare, "en")["index.en.html"]
    assert 'id="verify"' not in html
    assert 'id="figure"' not in html
    assert 'class="language"' not in html


def test_every_label_is_in_both_languages() -> None:
    """No label is empty, and a code without label is itself."""
    assert not [key for key, words in labels().items() if not (words.zh and words.en)]
    assert label("no_such_label", "zh") == "no_such_label"


@pytest.mark.parametrize(
    ("package", "name", "key", "kind"),
    [
        ("fengze_analysis.audit", "outcomes.csv", "outcome", ""),
        ("fengze_analysis.telling", "codes.csv", "code", "figure"),
    ],
)
def test_a_thing_has_the_same_name_everywhere(package: str, name: str, key: str, kind: str) -> None:
    """Outcomes are called as in the audit, kinds of figures as in the tables of the notebooks."""
    rows = csv.DictReader(files(package).joinpath(name).read_text("utf-8").splitlines())
    chosen = [row for row in rows if not kind or row["kind"] == kind]
    assert chosen
    for row in chosen:
        assert label(row[key], "zh") == row["zh"]
        assert label(row[key], "en").casefold() == row["en"].casefold()


def _contrast(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


def test_signs_are_those_of_the_figures_and_dark_enough() -> None:
    """Each code has one colour and one sign, the same as in the figures, at least 4.5 to 1."""
    css = palette_css()
    assert '[data-code="amount"]::before{content:"●"}' in css
    colours = re.findall(r"--c:(#[0-9a-f]{6})", css)
    assert set(colours) <= {mark.colour for mark in marks().values()} | {INK}
    assert min(map(_contrast, colours)) >= 4.5


# The face


def test_a_character_without_glyph_becomes_a_mark_with_a_notice() -> None:
    """A character of the report that the face lacks is shown as 〓, and the page says so."""
    rare = "\U0001f600"
    site = make_site(SITE.document.text.replace("新签约", f"新{rare}签约"))
    pages = replace_missing(render_pages(site, "zh"), site.document.text, "zh")
    source = pages["source.html"]
    assert rare not in source
    assert "新〓签约" in source
    assert "1 个字符无法显示" in source


def test_a_report_with_every_glyph_has_no_notice() -> None:
    """The notice is for what is missing."""
    assert "glyph" not in replace_missing(ZH, SITE.document.text, "zh")["source.html"].lower()
    assert '<p class="notice">' not in replace_missing(ZH, SITE.document.text, "zh")["source.html"]


def test_our_own_words_must_have_every_glyph() -> None:
    """A word of ours without glyph stops the build, with the code of the character."""
    with pytest.raises(InputError, match=r"no glyph for U\+1F600"):
        replace_missing({"a": "\U0001f600"}, "丰泽", "zh")


def _face(html: str) -> Any:
    from fontTools.ttLib import TTFont

    (data,) = re.findall(r"base64,([^)]*)\)", html)
    return TTFont(io.BytesIO(base64.b64decode(data)))


def test_every_page_carries_the_face_that_it_needs() -> None:
    """One face, as data; each page has its own characters, and the licence of the face."""
    pages = embed_face({"a": "<style>/*FACE*/</style>丰泽", "b": "<style>/*FACE*/</style>债券"})
    chinese = {
        name: {chr(c) for c in _face(html).getBestCmap() if c > 127} for name, html in pages.items()
    }
    assert chinese == {"a": set("丰泽"), "b": set("债券")}
    assert "SIL Open Font License" in str(_face(pages["a"])["name"].getDebugName(13))
    assert pages == embed_face(
        {"a": "<style>/*FACE*/</style>丰泽", "b": "<style>/*FACE*/</style>债券"}
    )


def test_the_face_keeps_its_outlines_and_its_narrow_signs() -> None:
    """An em is an em still; signs side by side and English quotation marks have narrow forms."""
    face = _face(embed_face({"a": "<style>/*FACE*/</style>泽，”“"})["a"])
    assert face["hmtx"][face.getBestCmap()[ord("泽")]][0] == face["head"].unitsPerEm == 1000
    assert {one.FeatureTag for one in face["GPOS"].table.FeatureList.FeatureRecord} == {"halt"}
    assert {one.FeatureTag for one in face["GSUB"].table.FeatureList.FeatureRecord} == {"pwid"}
    assert "VORG" not in face


def test_a_face_passes_over_what_it_lacks() -> None:
    """A character without a glyph is no error: the page shows 〓 in its place."""
    face = _face(embed_face({"a": "<style>/*FACE*/</style>丰\ue000"})["a"])
    assert 0xE000 not in face.getBestCmap()


def test_the_face_is_woff() -> None:
    """Data that a browser takes."""
    rules = {embed_face({"a": "<style>/*FACE*/</style>丰泽"})["a"]}
    assert "url(data:font/woff;base64,d09GR" in rules.pop()


def test_a_figure_in_a_heading_of_a_notebook_is_its_title() -> None:
    """Markup inside the first heading does not reach the title."""
    row = SITE.observations[0]
    assert printed(row)
    title, _ = notebook_html(new_notebook(cells=[new_markdown_cell("# 甲 *乙*")]), "zh")
    assert title == "甲 乙"
