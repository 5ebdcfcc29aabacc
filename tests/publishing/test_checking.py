"""A page with a link that lies, or leads nowhere, is never published."""

from __future__ import annotations

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.publishing.checking import check_pages
from tests.publishing.made_up_site import make_document, make_rows

DOCUMENT = make_document()
ROWS = make_rows(DOCUMENT)
BONDS = next(row for row in ROWS if row.surface == "12.42亿元")
PLAN = next(row for row in ROWS if row.surface == "108%")
SOURCE = "".join(f'<mark id="f-{row.row_id}">{row.surface}</mark>' for row in ROWS)


def _check(body: str) -> None:
    pages = {"index.html": body, "source.html": SOURCE}
    check_pages(pages, DOCUMENT, ROWS, ["tables/a.csv"])


def _printed(row_id: str, words: str) -> str:
    return f'<a class="printed" href="source.html#f-{row_id}">{words}</a>'


@pytest.mark.parametrize(
    "body",
    [
        _printed(BONDS.row_id, "12.42亿元"),
        _printed(PLAN.row_id, "108%"),
        '<p id="a"></p><a href="#a">a</a><a href="source.html">s</a><a href="">b</a>',
        '<a href="tables/a.csv">CSV</a><a href="https://www.gov.cn/">cited</a>',
        '<img src="data:image/png;base64,aGk=" alt="">',
    ],
)
def test_a_good_page_passes(body: str) -> None:
    """Links to figures, places, files and citations are right."""
    _check(body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (_printed(BONDS.row_id, "12.43亿元"), r"shows '12\.43亿元'.*expected: 12\.42亿元"),
        (_printed(BONDS.row_id, "12.42亿"), "shows '12.42亿'"),
        (_printed(BONDS.row_id, "<b>12.42</b> 亿元"), "shows '12.42 亿元'"),
        (_printed(PLAN.row_id, "12.42亿元"), "expected: 108%"),
        (_printed("9.9.9", "8 场"), "a place that is not there"),
        ('<a href="audit.html">a</a>', "audit.html, which is not there"),
        ('<a href="tables/b.csv">a</a>', "which is not there"),
        ('<a href="#b">a</a>', "#b, a place that is not there"),
        ('<a href="source.html#f-0">a</a>', "a place that is not there"),
        ('<p id="a"></p><p id="a"></p>', "the id a stands twice"),
        ('<script src="https://cdn.example/x.js"></script>', "would load https://cdn"),
        ('<img src="figures/a.png" alt="">', "would load figures/a.png"),
        ('<link rel="stylesheet" href="style.css">', "would load style.css"),
    ],
)
def test_a_bad_page_is_named_with_what_is_wrong(body: str, message: str) -> None:
    """The first broken promise of a page stops the build."""
    with pytest.raises(InputError, match=message) as error:
        _check(body)
    assert "index.html" in str(error.value)


def test_a_link_to_a_figure_that_was_never_read_is_refused() -> None:
    """A mark of that name on the page is not enough."""
    body = '<p id="x"></p>' + _printed("9.9.9", "8 场")
    pages = {"index.html": body, "source.html": SOURCE + '<mark id="f-9.9.9">8 场</mark>'}
    with pytest.raises(InputError, match="a figure that was read"):
        check_pages(pages, DOCUMENT, ROWS)
