"""An SVG of matplotlib as a page holds it: words in the page's own face, no style, no stray id."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from markupsafe import Markup

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SIZE = re.compile(r"([\d.]+)px")
_URL = re.compile(r"url\(#([^)]+)\)")
_KEPT = {
    *("clip-path", "d", "fill", "fill-opacity", "height", "opacity", "r", "stroke"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
    *("stroke-opacity", "stroke-width", "text-anchor", "transform", "width", "x", "y", "cx", "cy"),
}
_DROPPED = {f"{_SVG}metadata", f"{_SVG}style", f"{_SVG}title"}
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")


def live_svg(svg: bytes, name: str, kind: str, alt: str) -> Markup:
    """The drawing for the inside of a page: it can be searched, copied and read aloud.

    ``svg`` has words (``svg.fonttype`` none); ``name`` is what its inner names begin with, ``kind``
    its class. Styles become attributes, so that a page needs to allow none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(svg, parser)
    used = _used(root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            parent: Any = element.getparent()
            parent.remove(element)
        else:
            _plain(element, name, used)
    box = root.get("viewBox", "")
    root.attrib.clear()
    for key, value in (("class", kind), ("viewBox", box), ("role", "img"), ("aria-label", alt)):
        root.set(key, value)
    root.set("stroke-linejoin", "round")
    text = etree.tostring(root, encoding="unicode")
    return Markup(re.sub(r">\s+<", "><", text))  # noqa: S704 - built of numbers and escaped words


def _used(root: Any) -> set[str]:
    """The names that something in the drawing refers to."""
    found: set[str] = set()
    for element in root.iter(etree.Element):
        found.update(element.get(_LINK, "").removeprefix("#").split())
        for value in element.attrib.values():
            found.update(_URL.findall(value))
    return found


def _plain(element: Any, name: str, used: set[str]) -> None:
    """The element with its style as attributes and with names that are its page's alone."""
    given = dict(element.attrib)
    for declaration in given.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        size = _SIZE.search(value) if key in ("font", "font-size") else None
        given.update({"font-size": size[1]} if size else {key: value} if key in _KEPT else {})
    element.attrib.clear()
    for key, value in given.items():
        if key == "id" and value in used:
            element.set("id", f"{name}-{value}")
        elif key == _LINK:
            element.set("href", f"#{name}-{value.removeprefix('#')}")
        elif key in _KEPT or key in ("font-size", "viewBox"):
            turned = key == "transform" and _NO_TURN.fullmatch(value)
            if not turned:
                element.set(key, _URL.sub(lambda hit: f"url(#{name}-{hit[1]})", value))
