"""An executed notebook as the inside of a page, code and all, by nbconvert and our own template."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import html
from markupsafe import Markup
from PIL import Image

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
# Addresses from which nbconvert would have the browser load scripts.
_LOADED = ("require_js_url", "jquery_url", "mathjax_url", "mermaid_js_url")


@cache
def _exporter() -> Any:
    """The exporter with the template of this package and nothing to load from outside."""
    from nbconvert.exporters.html import HTMLExporter
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.filters.highlight import Highlight2HTML

    class Pages(HTMLExporter):
        """The exporter without its second reading of every page, which our template needs not."""

        def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
            return TemplateExporter.from_notebook_node(self, nb, resources, **kw)

    make: Any = Pages
    highlight: Any = Highlight2HTML("python")
    return make(
        default_preprocessors=[],  # each would have the whole notebook validated again
        filters={"highlight_code": cache(highlight)},  # both editions show the same code
        template_name="notebook",
        extra_template_basedirs=[str(files(__package__).joinpath("templates"))],
        exclude_anchor_links=True,
        **dict.fromkeys(_LOADED, ""),
    )


def fewer_colours(png: bytes) -> bytes:
    """The picture of a chart in the few colours that it has: a quarter of the bytes."""
    held = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(
            _COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    few.save(held, "PNG", optimize=True)
    return held.getvalue()


def get_ready() -> None:
    """Load what renders notebooks, which takes half a second, before there is one."""
    from nbformat.v4 import new_code_cell, new_notebook

    notebook_page(new_notebook(cells=[new_code_cell("1")]), "zh")


def notebook_page(notebook: Any, language: str) -> tuple[str, Markup]:
    """The first heading of the notebook and its body; only harmless tags are left of its outputs.

    A code cell tagged ``hide`` and the cells of parameters are left out.
    """
    shown = type(notebook)(notebook)
    shown["cells"] = [c for c in notebook.cells if not _HIDDEN & set(c.metadata.get("tags", []))]
    body, _ = _exporter().from_notebook_node(shown)
    tree = html.fragment_fromstring(body, create_parent="div")
    _sanitise(tree, language)
    heading = tree.find(".//h1")
    title = "" if heading is None else heading.text_content().strip()
    inside = html.tostring(tree, encoding="unicode")
    return title, Markup(inside)  # noqa: S704 - of allowed tags and attributes alone


def _sanitise(tree: Any, language: str) -> None:
    """Drop what is not allowed; links to other notebooks lead to their pages."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            element.drop_tree()
        elif not _TAGS.fullmatch(element.tag) and element is not tree:
            element.drop_tag()
        else:
            _keep_attributes(element, language)


def _keep_attributes(element: Any, language: str) -> None:
    for name in list(element.attrib):
        if not _ATTRIBUTES.fullmatch(name):
            del element.attrib[name]
    href, src = element.get("href", ""), element.get("src", "")
    other = _NOTEBOOK_LINK.fullmatch(href)
    if other:
        suffix = "" if language == "zh" else f".{language}"
        element.set("href", f"notebook-{other[1]}{suffix}.html{other[2] or ''}")
    elif href and not _ADDRESS.match(href):
        del element.attrib["href"]
    if src.startswith(_PNG):
        element.set(
            "src",
            _PNG + base64.b64encode(fewer_colours(base64.b64decode(src[len(_PNG) :]))).decode(),
        )
    elif src and not src.startswith("data:image/"):
        element.drop_tree()
    if element.tag == "th" and not element.text_content().strip():
        element.tag = "td"  # an empty header names nothing
