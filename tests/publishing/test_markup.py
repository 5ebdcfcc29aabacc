"""Text becomes markup in one place, and never by itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.publishing.cells import Column, Link, PageTable, Tag, Words, printed
from fengze_analysis.publishing.markup import anchor, cell_html, sort_key, table_html, text_html
from tests.publishing.made_up_site import make_document, make_outcomes, make_rows, make_targets

ROW = SimpleNamespace(row_id="2.1.9", surface="8 场")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!-- x --><style>*{display:none}</style>",
    "javascript:alert(1)",
    "&lt;b&gt;",
    "\x00\x02r\x1f<b>\x03",
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags


@pytest.mark.parametrize("said", HOSTILE)
def test_text_of_a_report_is_shown_and_never_runs(said: str) -> None:
    """Markup in a report's text is seen as it was typed."""
    read = _read(text_html(said, "zh"))
    assert set(read.tags) <= {"a"}
    assert "<script" not in text_html(said, "zh")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",))))
def test_any_text_reads_the_same_after_it_was_escaped(text: str) -> None:
    """Escaping loses and adds nothing."""
    read = _read(text_html(text, "zh"))
    assert read.tags == []
    assert read.text == text


def test_a_figure_links_to_its_place_in_the_edition_of_the_page() -> None:
    """The English page leads to the English edition of the source, the characters stay Chinese."""
    assert text_html(printed(ROW), "zh") == '<a class="printed" href="source.html#f-2.1.9">8 场</a>'
    english = text_html(printed(ROW), "en")
    assert english == '<a class="printed" lang="zh-CN" href="source.en.html#f-2.1.9">8 场</a>'


@pytest.mark.parametrize(
    ("href", "zh", "en"),
    [
        ("audit.html#v-1", "audit.html#v-1", "audit.en.html#v-1"),
        ("https://www.gov.cn/x?a=1&b=2", "https://www.gov.cn/x?a=1&amp;b=2", None),
        ("#r-1", "#r-1", None),
    ],
)
def test_a_link_leads_to_a_page_or_a_citation(href: str, zh: str, en: str | None) -> None:
    """Links within the site stay within the edition."""
    link = Link(Words("见", "see"), href)
    assert f'href="{zh}"' in cell_html(link, "zh")
    assert f'href="{en or zh}"' in cell_html(link, "en")


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "file:///a", "data:text/html,x", "//x", "../x.html", "", "https://x y"],
)
def test_any_other_address_is_only_words(href: str) -> None:
    """Data cannot bring a link to a script, a file of the machine or a folder above."""
    assert cell_html(Link(Words("见", "see"), href), "zh") == "见"


def test_the_code_of_a_badge_cannot_leave_its_attribute() -> None:
    """A code with quotation marks stays a code."""
    html = cell_html(Tag('x" onclick="y', Words("甲", "A")), "zh")
    assert _read(html).tags == ["span"]
    assert "&quot;" in html


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("14.90", "14.9"), ("2/3", str(2 / 3)), ("5..8", "5.0"), ("-0.5", "-0.5"),
        ("1,234", "1234.0"), (12, "12.0"), ("—", ""), ("", ""), ("约", ""), ("1/0", ""),
        ("1e999", ""), (Words("9", "9"), "9.0"),
    ],
)  # fmt: skip
def test_numbers_are_sorted_by_value(cell: object, key: str) -> None:
    """A number cell is sorted by its value; what has none has no key."""
    assert sort_key(cell, "zh") == key  # type: ignore[arg-type]


@given(st.text())
def test_an_id_is_safe_whatever_it_is_made_of(name: str) -> None:
    """No name can break out of an attribute or an address."""
    assert re.fullmatch(r"f-[\w.;:-]*", anchor("f-", name))


def test_a_table_can_be_read_by_its_headers() -> None:
    """Every column and every row has a header cell, and the table has a name."""
    html = table_html(make_outcomes(make_rows(make_document())), "en")
    assert html.count('scope="col"') == 6
    assert html.count('scope="row"') == html.count("<tr") - 1
    assert 'aria-labelledby="t-outcomes-en"' in html
    assert 'id="t-outcomes-en"' in html
    assert "Sentence" not in html, "a column of the download only"


def test_a_table_carries_ids_and_numbers() -> None:
    """Rows can be linked to, and numbers sorted by value."""
    html = table_html(make_outcomes(make_rows(make_document())), "zh")
    assert re.search(r'<tr id="r-1\.1\.\d+">', html)
    assert 'data-value="130000000000.0"' in html
    assert "<!--downloads:outcomes-->" in html


def test_a_table_without_anchors_has_no_ids_on_its_rows() -> None:
    """Ids are for tables that are linked to."""
    assert 'id="r-' not in table_html(make_targets(), "zh")


def test_an_empty_table_says_so() -> None:
    """No rows is a sentence, not an empty frame."""
    table = PageTable(
        "none", Words("表", "T"), (Column("a", "甲", "A"), Column("b", "乙", "B")), ()
    )
    assert '<td colspan="2">没有记录。</td>' in table_html(table, "zh")
