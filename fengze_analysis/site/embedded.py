"""Notebooks and drawings as the inside of a page: only what is harmless is left of them."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree, html
from markupsafe import Markup
from PIL import Image

from .edition import page_file

_PNG = "data:image/png;base64,"
_COLOURS = 32
_HIDDEN = frozenset(("parameters", "injected-parameters", "hide"))
_NOTEBOOK_LINK = re.compile(r"([a-z_]+)\.ipynb(#.*)?")
# What a cell may show: everything else is dropped with its attributes, a script with its text.
_TAGS = re.compile(
    "a|abbr|b|blockquote|br|caption|code|dd|del|details|div|dl|dt|em|figure|h[1-5]|hr|i|img|li|ol|p"
    "|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_ATTRIBUTES = re.compile("alt|class|colspan|href|lang|rowspan|scope|src|title")
_DROPPED = ("script", "style", "iframe", "object", "embed", "link", "meta", "svg", "math", "form")
_ADDRESS = re.compile(r"(?:https?://|mailto:|#|[\w.-]+\.html(?:#|$)|[\w./-]+\.ipynb)")

_LINK = "{http://www.w3.org/1999/xlink}href"
_SIZE = re.compile(r"([\d.]+)px")
_URL = re.compile(r"url\(#([^)]+)\)")
_USED = re.compile(r'(?:url\(|href=")#([^)"]+)')
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_DRAWN = re.compile(
    "clip-path|d|fill|fill-opacity|height|opacity|r|text-anchor|transform|width|x|y|cx|cy"
    "|stroke(-(dasharray|dashoffset|linecap|linejoin|opacity|width))?|font-size|viewBox"
)
_UNDRAWN = ("{*}metadata", "{*}style", "{*}title", etree.Comment)


@cache
def _exporter() -> Any:
    """The exporter with the template of this package."""
    from nbconvert.exporters.html import HTMLExporter
    from nbconvert.filters.highlight import Highlight2HTML

    return HTMLExporter(
        default_preprocessors=[],  # each would have the whole notebook validated again
        filters={"highlight_code": cache(Highlight2HTML("python"))},  # the same in both editions
        template_name="notebook",
        extra_template_basedirs=[str(files(__package__).joinpath("templates"))],
        exclude_anchor_links=True,
    )


def notebook_page(notebook: Any, language: str) -> tuple[str, Markup]:
    """The first heading of the notebook and its body, of which only harmless tags are left."""
    from nbconvert.exporters.templateexporter import TemplateExporter

    shown = type(notebook)(notebook)
    shown["cells"] = [c for c in notebook.cells if not _HIDDEN & set(c.metadata.get("tags", []))]
    # HTMLExporter would read every page a second time, which our template needs not.
    body, _ = TemplateExporter.from_notebook_node(_exporter(), shown)
    tree = html.fragment_fromstring(body, create_parent="div")
    for element in list(tree.iterdescendants()):
        _sanitise(element, language)
    heading = tree.find(".//h1")
    title = "" if heading is None else heading.text_content().strip()
    for number, one in enumerate(tree.xpath(".//h1|.//h2|.//h3"), 1):
        one.set("id", f"h-{number}")  # the same in both editions
    inside = html.tostring(tree, encoding="unicode")
    return title, Markup(inside)  # noqa: S704 - of allowed tags and attributes alone


def _sanitise(element: Any, language: str) -> None:
    """Drop what is not allowed; links to other notebooks lead to their pages."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        element.drop_tree()
        return
    if not _TAGS.fullmatch(element.tag):
        element.drop_tag()
        return
    for name in list(element.attrib):
        if not _ATTRIBUTES.fullmatch(name):
            del element.attrib[name]
    href, src = element.get("href", ""), element.get("src", "")
    other = _NOTEBOOK_LINK.fullmatch(href)
    if other:
        page = page_file(f"notebook-{other[1]}", language)
        element.set("href", f"{page}{other[2] or ''}")
    elif href and not _ADDRESS.match(href):
        del element.attrib["href"]
    if src.startswith(_PNG):
        few = fewer_colours(base64.b64decode(src.removeprefix(_PNG)))
        element.set("src", _PNG + base64.b64encode(few).decode())
    elif src and not src.startswith("data:image/"):
        element.drop_tree()
    if element.tag == "th" and not element.text_content().strip():
        element.tag = "td"  # an empty header names nothing


def fewer_colours(png: bytes) -> bytes:
    """The picture of a chart in the few colours that it has: a quarter of the bytes."""
    held = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(
            _COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    few.save(held, "PNG", optimize=True)
    return held.getvalue()


def live_svg(svg: bytes, name: str, kind: str, alt: str) -> Markup:
    """The drawing for the inside of a page, of words that can be read; ``name`` begins its ids."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    etree.strip_elements(root, *_UNDRAWN)
    box, used = root.get("viewBox", ""), set(_USED.findall(svg.decode()))
    for element in root.iter():
        drawn = dict(_drawn(element, name, used))
        element.attrib.clear()
        element.attrib.update(drawn)
        element.text = (element.text or "").replace("  ", "\u2003") or None  # two would be one
    root.attrib.clear()
    root.attrib.update({"class": kind, "viewBox": box, "role": "img", "aria-label": alt})
    root.set("stroke-linejoin", "round")
    text = etree.tostring(root, encoding="unicode")
    return Markup(re.sub(r">\s+<", "><", text))  # noqa: S704 - built of numbers and escaped words


def _drawn(element: Any, name: str, used: set[str]) -> Iterator[tuple[str, str]]:
    """The attributes that draw, those of its style among them; names are its page's alone."""
    given = dict(element.attrib)
    for declaration in given.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        size = _SIZE.search(value) if key in ("font", "font-size") else None
        given |= {"font-size": size[1]} if size else {key: value}
    for key, value in given.items():
        if key == "id" and value in used:
            yield key, f"{name}-{value}"
        elif key == _LINK:
            yield "href", f"#{name}-{value.removeprefix('#')}"
        elif _DRAWN.fullmatch(key) and not (key == "transform" and _NO_TURN.fullmatch(value)):
            yield key, _URL.sub(lambda hit: f"url(#{name}-{hit[1]})", value)
