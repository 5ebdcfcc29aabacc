"""The check of finished pages: every link leads somewhere, and to the characters it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import html

from ..errors import InputError
from .edition import Edition, printed, squeezed

_ELSEWHERE = ("https://", "http://", "mailto:")
_OURS = ("site.css", "site.js", "data:")  # what a page may load
_LOADS = "//@src|//@srcset|//@data|//@poster|//*[contains(@rel, 'stylesheet')]/@href"


def check_pages(pages: Mapping[str, str], edition: Edition, files: Collection[str] = ()) -> None:
    """Raise ``InputError`` at the first link that is broken or shows other characters than printed.

    ``pages`` are all pages by name; ``files`` the names of what lies beside them.
    """
    trees = {name: html.fromstring(text) for name, text in pages.items()}
    ids = {name: _check_ids(name, tree) for name, tree in trees.items()}
    reports = {name: _Report(tree) for name, tree in trees.items()}
    expected = {edition.anchors[row.row_id]: printed(edition.document, row) for row in edition.rows}
    for name, tree in trees.items():
        for link in tree.xpath("//a/@href"):
            _check_link(name, link, ids, files)
        for figure in tree.xpath("//a[@class='printed']"):
            page, _, anchor = figure.get("href").partition("#")
            said, shown = figure.get("data-printed"), figure.text_content()
            right = said == expected.get(anchor) and reports[page].has(said, anchor)
            if not right or (".en." not in name and squeezed(shown) not in said):
                what = f"a link shows {shown!r} for {anchor}"
                raise InputError(what, name, expected.get(anchor) or "a figure read")


class _Report:
    """The report's text on its page, without white space, and the place of each mark in it."""

    def __init__(self, tree: Any) -> None:
        text, marks = "", dict[str, int]()
        for piece in tree.xpath("//div[@class='report']//text()[not(ancestor::*[@class='card'])]"):
            for mark in piece.getparent().xpath("ancestor-or-self::mark/@id"):
                marks.setdefault(mark, len(text))
            text += "".join(piece.split())
        self.text, self.marks = text, marks

    def has(self, figure: str, anchor: str) -> bool:
        """Whether the characters of ``figure`` stand at its mark or around it."""
        flat, at = "".join(figure.split()), self.marks.get(anchor, -1)
        return any(self.text.startswith(flat, at - back) for back in range(min(len(flat), at + 1)))


def _check_ids(name: str, tree: Any) -> set[str]:
    """The ids of a page, each of which stands once; nothing on it is loaded from outside."""
    ids = tree.xpath("//@id")
    twice = sorted(one for one, count in Counter(ids).items() if count > 1)
    if twice:
        raise InputError(f"the id {twice[0]} stands twice", name, "each id once")
    outside = [load for load in tree.xpath(_LOADS) if not load.startswith(_OURS)]
    if outside:
        raise InputError(f"the page would load {outside[0][:80]}", name, "nothing from outside")
    return set(ids)


def _check_link(name: str, link: str, ids: Mapping[str, set[str]], files: Collection[str]) -> None:
    if link.startswith(_ELSEWHERE):
        return
    page, _, fragment = link.partition("#")
    page = page or name
    if page not in ids and page not in files:
        raise InputError(f"a link leads to {link}, which is not there", name, "a page of this site")
    if fragment and unquote(fragment) not in ids.get(page, ()):
        raise InputError(f"a link leads to {link}, a place that is not there", name, "an id")
