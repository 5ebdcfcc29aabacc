"""The content of a page as a tree of plain values, for an edition that is not HTML."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from typing import Any

Node = dict[str, Any]

_SPACE = re.compile(r"[ \t\r\n\f]+")
_VOID = {"img", "br", "hr", "input", "meta", "link"}
_LEFT_OUT = {"script", "style", "nav", "button", "pre"}
_LEFT_OUT_CLASSES = {
    "code",
    "unseen",
    "downloads",
    "card",
    "back",
    "more",
    "top",
    "bottom",
    "screen",
}
# Between the parts of these, white space is only the layout of the source.
_CONTAINERS = {"main", "div", "section", "article", "aside", "figure", "details"}
_CONTAINERS |= {"ul", "ol", "table", "thead", "tbody", "tr"}
_SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
_NAME = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def read_tree(html: str) -> Node:
    """The ``main`` element of a page: tag (``t``), class, id, link and children (``c``).

    >>> read_tree('<main><p>共 <a href="#x">8 场</a></p><nav>…</nav></main>')["c"]
    [{'t': 'p', 'c': ['共 ', {'t': 'a', 'c': ['8 场'], 'href': '#x'}]}]
    """
    reader = _Tree()
    reader.feed(_SVG.sub(_kept, html))
    reader.close()
    return reader.main


class _Tree(HTMLParser):
    """Builds the tree; what is only for a screen is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.main: Node = {"t": "main", "c": []}
        self.open: list[Node] = []
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.open = [self.main]
            return
        if not self.open:
            return
        classes = set(given.get("class", "").split())
        if self.skipped or tag in _LEFT_OUT or classes & _LEFT_OUT_CLASSES:
            if tag not in _VOID:
                self.skipped.append(tag)
            return
        node = _node(tag, given)
        self.open[-1]["c"].append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            if tag == self.skipped[-1]:
                self.skipped.pop()
        elif any(node["t"] == tag for node in self.open):
            while self.open.pop()["t"] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.open or self.skipped:
            return
        parent = self.open[-1]
        text = _SPACE.sub(" ", data)
        if text != " " or parent["t"] not in _CONTAINERS:
            parent["c"].append(text)


def _node(tag: str, given: dict[str, str]) -> Node:
    node: Node = {"t": tag, "c": []}
    for name in ("class", "id", "href", "data-code", "data-kind", "alt", "lang"):
        if given.get(name):
            node[name] = given[name]
    if "data-svg" in given:
        node["svg"] = base64.b64decode(given["data-svg"]).decode("utf-8")
    return node


def _kept(svg: re.Match[str]) -> str:
    """A figure as one element, its inside untouched."""
    name = _NAME.search(svg[0])
    picture = base64.b64encode(svg[0].encode("utf-8")).decode()
    return f'<img alt="{name[1] if name else ""}" data-svg="{picture}">'


def text_of(node: Node | str) -> str:
    """The words of a node, in order."""
    return node if isinstance(node, str) else "".join(text_of(child) for child in node["c"])


def find_all(node: Node, tag: str) -> list[Node]:
    """Every node of that tag below ``node``, in order."""
    found = []
    for child in node["c"]:
        if not isinstance(child, str):
            found += ([child] if child["t"] == tag else []) + find_all(child, tag)
    return found
