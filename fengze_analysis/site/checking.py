"""The check of finished pages: every link leads somewhere, and to the characters it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from ..errors import InputError
from .edition import Edition, printed, squeezed

_ELSEWHERE = ("https://", "http://", "mailto:")
_OURS = ("site.css", "site.js", "data:")  # what a page may load
_LOADS = {"src", "srcset", "data", "poster"}


@dataclass
class _Found:
    """What a page names and points to; the report's text with the place of each mark in it."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    figures: list[tuple[str, str, str]] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects ids, links, figures and everything that a browser would load."""

    def __init__(self) -> None:
        super().__init__()
        self.found = _Found()
        self.figure: list[str] | None = None
        self.inside = 0  # depth of the report's text; a note of a mark is not of it
        self.note = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind, found = given.get("class", ""), self.found
        if "id" in given:
            found.ids[given["id"]] += 1
        if tag == "a" and "href" in given:
            found.links.append(given["href"])
        found.loads += [given[name] for name in _LOADS & given.keys()]
        found.loads += [given.get("href", "")] if "stylesheet" in given.get("rel", "") else []
        if tag == "a" and kind == "printed":
            self.figure = [given["href"], given["data-printed"], ""]
        self.inside += tag == "div" and (self.inside > 0 or kind == "report")
        self.note = self.note or kind == "card"
        if tag == "mark":
            found.marks[given.get("id", "")] = len("".join(found.text))

    def handle_data(self, data: str) -> None:
        if self.figure:
            self.figure[2] += data
        if self.inside and not self.note:
            self.found.text.append("".join(data.split()))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.figure:
            self.found.figures.append((self.figure[0], self.figure[1], self.figure[2]))
            self.figure = None
        self.inside -= tag == "div" and self.inside > 0
        self.note = self.note and tag != "mark"


def check_pages(pages: Mapping[str, str], edition: Edition, files: Collection[str] = ()) -> None:
    """Raise ``InputError`` at the first link that is broken or shows other characters than printed.

    ``pages`` are all pages by name; ``files`` the names of what lies beside them.
    """
    found = {name: _read(html) for name, html in pages.items()}
    ids = {name: set(one.ids) for name, one in found.items()}
    expected = {edition.anchors[row.row_id]: printed(edition.document, row) for row in edition.rows}
    for name, one in found.items():
        _check_ids(name, one)
        for link in one.links:
            _check_link(name, link, ids, files)
        for address, said, shown in one.figures:
            _check_figure(name, (address, said, shown), expected, found)


def _read(html: str) -> _Found:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def _check_ids(name: str, one: _Found) -> None:
    twice = sorted(id_ for id_, count in one.ids.items() if count > 1)
    if twice:
        raise InputError(f"the id {twice[0]} stands twice", name, "each id once")
    outside = [load for load in one.loads if not load.startswith(_OURS)]
    if outside:
        raise InputError(f"the page would load {outside[0][:80]}", name, "nothing from outside")


def _check_link(name: str, link: str, ids: Mapping[str, set[str]], files: Collection[str]) -> None:
    if link.startswith(_ELSEWHERE):
        return
    page, _, fragment = link.partition("#")
    page = page or name
    if page not in ids and page not in files:
        raise InputError(f"a link leads to {link}, which is not there", name, "a page of this site")
    if fragment and unquote(fragment) not in ids.get(page, ()):
        raise InputError(f"a link leads to {link}, a place that is not there", name, "an id")


def _check_figure(
    name: str,
    figure: tuple[str, str, str],
    expected: Mapping[str, str],
    found: Mapping[str, _Found],
) -> None:
    """A figure leads to a mark around which exactly its characters stand."""
    address, said, shown = figure
    page, _, anchor = address.partition("#")
    right = expected.get(anchor, "")
    flat = "".join(said.split())
    around = found[page]
    at = around.marks.get(anchor, -1)
    text = "".join(around.text)
    stands = at >= 0 and any(
        text.startswith(flat, at - back) for back in range(len(flat)) if at >= back
    )
    chinese = ".en." not in name
    if said != right or not stands or (chinese and squeezed(shown) not in said):
        raise InputError(f"a link shows {shown!r} for {anchor}", name, right or "a figure read")
