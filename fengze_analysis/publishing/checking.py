"""The check of finished pages: every link leads somewhere, and to the characters it shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from fengze_analysis.errors import InputError
from fengze_analysis.model import Document, Observation
from fengze_analysis.publishing.cells import clean, collapse
from fengze_analysis.publishing.markup import anchor

_ELSEWHERE = ("https://", "http://", "mailto:")
_LOADS = {"src", "srcset", "data", "poster"}
_FIGURE = re.compile(r"<svg .*?</svg>", re.DOTALL)
_NAME = re.compile(r' id="([^"]*)"')


@dataclass
class _Found:
    """What a page names and what it points to."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    printed: list[tuple[str, str]] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects ids, links, printed figures and everything that a browser would load."""

    def __init__(self) -> None:
        super().__init__()
        self.found = _Found()
        self.address = ""
        self.characters: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.found.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.found.links.append(given["href"])
        if tag == "link" and "stylesheet" in given.get("rel", ""):
            self.found.loads.append(given.get("href", ""))
        self.found.loads += [given[name] for name in _LOADS & given.keys()]
        if tag == "a" and given.get("class") == "printed":
            self.address, self.characters = given["href"], []

    def handle_data(self, data: str) -> None:
        if self.address:
            self.characters.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.address:
            self.found.printed.append((self.address, "".join(self.characters)))
            self.address = ""


def check_pages(
    pages: Mapping[str, str],
    document: Document,
    observations: Collection[Observation],
    files: Collection[str] = (),
) -> None:
    """Raise ``InputError`` at the first link that is broken or shows other characters than printed.

    ``files`` are the names of what lies beside the pages.
    """
    found = {name: _read(html) for name, html in pages.items()}
    ids = {name: set(one.ids) for name, one in found.items()}
    expected = {
        anchor("f-", row.row_id): clean(collapse(document.text[row.start : row.end]))
        for row in observations
    }
    for name, one in found.items():
        _check_ids(name, one)
        for link in one.links:
            _check_link(name, link, ids, files)
        for address, characters in one.printed:
            _check_printed(name, address, characters, expected)


def _read(html: str) -> _Found:
    """What a page names and points to; the inside of a figure is our own and has only names."""
    reader = _Reader()
    reader.feed(_FIGURE.sub("", html))
    reader.close()
    for figure in _FIGURE.findall(html):
        reader.found.ids += _NAME.findall(figure)
    return reader.found


def _check_ids(name: str, one: _Found) -> None:
    twice = (
        {id_ for id_ in one.ids if one.ids.count(id_) > 1}
        if len(set(one.ids)) < len(one.ids)
        else ()
    )
    if twice:
        raise InputError(f"the id {min(twice)} stands twice", name, "each id once")
    outside = [load for load in one.loads if not load.startswith("data:")]
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


def _check_printed(name: str, address: str, characters: str, expected: Mapping[str, str]) -> None:
    """A figure that links to its sentence shows exactly the characters that stand there."""
    row = unquote(address.partition("#")[2])
    if expected.get(row) != characters:
        right = expected.get(row) or "a figure that was read"
        raise InputError(f"a link shows {characters!r} for {row}", name, right)
