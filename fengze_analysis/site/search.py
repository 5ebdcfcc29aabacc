"""The page to search all pages: every paragraph, point, term and table row with its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import html

_UNITS = ".//p|.//li|.//tr|.//article|.//dl/div"
_HEADINGS = ("h1", "h2", "h3")
_INLINE, _APART = ("a", "mark", "span"), ("remark", "word", "quiet")
_PLACES = frozenset(("h2", "h3", "figure", "article", "tr", "p"))  # what may carry an address
# Not of a page's own text: its frame, what every table repeats, code, notes that a click shows, and
# the tables of notebooks, whose rows stand on the pages.
_OUTSIDE = (
    ".//nav|.//thead|.//details|.//pre|.//*[@class='card' or @class='draft' or @class='downloads']"
    "|.//*[contains(@class, 'output')]//table"
)


class Entry(NamedTuple):
    """A piece of a page that can be found: its address, the headings above it, its words."""

    href: str
    above: str
    text: str


def find_entries(pages: Mapping[str, str]) -> list[Entry]:
    """What can be found on ``pages`` (HTML by file name), in their order.

    >>> page = '<main><h1>甲</h1><h2 id="b">乙</h2><p>新增学位40个。</p></main>'
    >>> find_entries({"a.html": page})
    [Entry(href='a.html#b', above='甲 · 乙', text='新增学位40个。')]
    """
    return [one for name, page in pages.items() for one in _entries(name, page)]


def _entries(name: str, page: str) -> Iterator[Entry]:
    main = next(html.fromstring(page).iter("main"))
    for outside in main.xpath(_OUTSIDE):
        outside.drop_tree()
    units = set(main.xpath(_UNITS))
    anchor, heads = "main", dict.fromkeys(_HEADINGS, "")
    inside: set[object] = set()  # of a piece that is an entry already
    for element in main.iter("*"):
        if element.tag in _PLACES:
            anchor = element.get("id") or anchor
        if element in inside:
            continue
        if element.tag in _HEADINGS:
            below = list(heads)[list(heads).index(element.tag) :]
            heads |= dict.fromkeys(below, "") | {element.tag: _words(element)}
        elif element in units:
            inside.update(element.iter())
            if words := _words(element):
                above = " · ".join(filter(None, heads.values()))
                yield Entry(f"{name}#{anchor}", above, words)


def _words(element: html.HtmlElement) -> str:
    """The words on one line: what stands in a line of text is joined as it stands there."""
    pieces = element.xpath(".//text()")
    return " ".join("".join(one if _runs_on(one) else f" {one}" for one in pieces).split())


def _runs_on(piece: Any) -> bool:
    """Whether a text follows the one before it without a break: that of a link, or behind one."""
    owner = piece.getparent()
    if owner.tag not in _INLINE or owner.get("class") in _APART:
        return False
    return piece.is_tail or owner.getprevious() is not None or bool(owner.getparent().text)
