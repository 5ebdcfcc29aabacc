"""Pages: text, notebooks, style and face, a check of all, what can be found; the PDF by typst."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from lxml import etree, html
from markupsafe import Markup
from nbconvert.filters import Highlight2HTML, ansi2html, text_base64
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pylopdf_fonts_zh_cn import sans_path, serif_path

from ..audit import MOST_POINTS
from ..charts.fonts import missing_glyphs, printable
from ..charts.style import load_marks
from ..errors import InputError
from ..lexicon.folding import without_blanks
from ..model import Document, Item, Statement, Unread
from ..release import RELEASED, version
from ..text.layout import lay_out
from .annex import make_sections
from .downloads import fewer_colours
from .first_page import FirstPage, Publisher
from .view import View, clean, collapse_space, page_file, plain, printed

_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_SPACE = re.compile(r"^\s+|[ \t]+$", re.MULTILINE)
_UNUSED_TABLES = (b"BASE", b"DSIG", b"GDEF", b"VORG", b"vhea", b"vmtx")
# Quotation marks of one em are Chinese, English ones narrow; signs side by side close up.
_FEATURES = (b"pwid", b"halt")
_NAMES = (0, 1, 2, 13, 14)  # copyright and licence stay, as the SIL Open Font License asks
_ELSEWHERE = ("https://", "http://", "mailto:")
_OURS = ("site.css", "site.js", "data:")  # what a page may load
_LOADS = "//@src|//@srcset|//@data|//@poster|//*[contains(@rel, 'stylesheet')]/@href"
# What the PDF has of the pages.
_WORDS = ("key_numbers", "contents", "ask", "readings", "between", "page_of", "table_rest")
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
_BREAK = re.compile(r"[\r\n]+\s*")
_TRIMMED = re.compile(r"\S(?:.*\S)?", re.DOTALL)  # a paragraph without white space around it
_MARK_LENGTH = 6  # characters before a heading: 一、 or （十一）
_CLOSING_LENGTH = 40  # characters; a longer line at the end is a paragraph, not a signature

Mark = tuple[int, int, str, Statement | None]
Part = tuple[str, str, Statement | None]
_PNG = "data:image/png;base64,"
_NOTEBOOK_LINK = re.compile(r"([a-z_]+)\.ipynb(#.*)?")
# What a cell may show: everything else is dropped with its attributes, a script with its text.
_TAGS = re.compile(
    "a|abbr|b|blockquote|br|caption|code|dd|del|details|div|dl|dt|em|figure|h[1-5]|hr|i|img|li|ol|p"
    "|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_ATTRIBUTES = re.compile("alt|class|colspan|href|lang|rowspan|scope|src|title")
_DROPPED = ("script", "style", "iframe", "object", "embed", "link", "meta", "svg", "math", "form")
_ADDRESS = re.compile(r"(?:https?://|mailto:|#|[\w.-]+\.html(?:#|$)|[\w./-]+\.ipynb)")

_TEMPLATES = Environment(
    loader=PackageLoader("fengze_analysis.site", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(
    file=page_file,
    plain=plain,
    nav=("index", "source", "comparison", "checks", "method", "search"),
    tags={"zh": "zh-CN", "en": "en"},
    version=version(),
    date=RELEASED,
)
_TEMPLATES.filters.update(
    markdown=lambda cell: MarkdownWithMath(
        IPythonRenderer(
            escape=False, attachments=cell.get("attachments", {}), exclude_anchor_links=True
        )
    ).render(cell["source"]),
    highlight=cache(Highlight2HTML("python")),  # the same in both views
    ansi=ansi2html,
    base64=text_base64,
)


def render(
    template: str, key: str = "", *, language: str, getas: Mapping[int, str], **given: object
) -> tuple[str, str]:
    """The file of a page and its HTML; a page without a ``key`` is called as its template."""
    made, key = _TEMPLATES.get_template(f"{template}.html.j2"), key or template
    page = made.render(given, language=language, key=key)
    return page_file(key, language), clean(page).translate(getas)


def source_blocks(
    document: Document, rows: Sequence[Statement], unread: Sequence[Unread] = ()
) -> list[tuple[str, list[Part], str]]:
    """The paragraphs in order: kind, parts with each figure marked once, the measure it begins."""
    text = document.text
    marks: list[Mark] = [(row.start, row.end, "figure", row) for row in rows]
    marks += [(one.start, one.end, "unread", None) for one in unread]
    marks += [mark for item in document.items for mark in _heading_marks(text, item, rows)]
    marks += [(*found.span(), "break", None) for found in _BREAK.finditer(text)]
    marks.sort(key=lambda mark: mark[:2])
    found = (_TRIMMED.search(text, *span) for span in lay_out(text).paragraphs)
    spans = [hit.span() for hit in found if hit]
    ended = [
        end for start, end in spans if end - start > _CLOSING_LENGTH or text[end - 1] in "。！："
    ]
    closing = max(ended, default=0)  # where short lines after the last sentence begin: office, date
    return [
        (
            _kind(document, start, end, closing),
            list(_parts(text, start, end, marks)),
            next((f"{i.section}.{i.item}" for i in document.items if start <= i.start < end), ""),
        )
        for start, end in spans
    ]


def _kind(document: Document, start: int, end: int, closing: int) -> str:
    """title, number, section, head (before the title), closing or text."""
    bare = without_blanks(document.text[start:end])
    for kind, known in (("title", document.title), ("number", document.number)):
        if known and bare == without_blanks(known):
            return kind
    for heading in {without_blanks(item.section_heading) for item in document.items}:
        mark = bare.removesuffix(heading)  # 一、
        if heading and mark != bare and len(mark) <= _MARK_LENGTH:
            return "section"
    if document.title and start < document.text.find(document.title):
        return "head"
    return "closing" if start >= closing else "text"


def _heading_marks(text: str, item: Item, rows: Sequence[Statement]) -> list[Mark]:
    """The heading of a measure, cut around the figures that stand in it (一是学位12个到位)."""
    start = text.find(item.heading, item.start, item.end) if item.heading else -1
    if start < 0:
        return []
    end = start + len(item.heading)
    inside = [row for row in rows if start <= row.start and row.end <= end]
    edges = (start, *(edge for row in inside for edge in (row.start, row.end)), end)
    return [(*edge, "heading", None) for edge in zip(edges[::2], edges[1::2], strict=True)]


def _parts(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Part]:
    """The pieces of a paragraph; of two marks on the same characters the first one stands."""
    place = start
    for begin, stop, kind, row in (*marks, (end, end, "", None)):
        if place <= begin <= stop <= end:
            if place < begin:
                yield "text", text[place:begin], None
            if begin < stop:
                yield kind, text[begin:stop], row
            place = stop


def notebook_page(notebook: Any, language: str) -> tuple[str, Markup]:
    """The first heading of the notebook and its body, of which only harmless tags are left."""
    body = _TEMPLATES.get_template("cells.html.j2").render(cells=notebook.cells)
    tree = html.fragment_fromstring(body.strip(), create_parent="div")
    _sanitise(tree)
    for link in tree.xpath(".//*[@href]"):
        if other := _NOTEBOOK_LINK.fullmatch(link.get("href")):
            page = page_file(f"notebook-{other[1]}", language)
            link.set("href", f"{page}{other[2] or ''}")
        elif not _ADDRESS.match(link.get("href")):
            del link.attrib["href"]
    title = str(tree.xpath("string(.//h1)")).strip()
    for number, one in enumerate(tree.xpath(".//h1|.//h2|.//h3"), 1):
        one.set("id", f"h-{number}")  # the same in both views
    inside = html.tostring(tree, encoding="unicode")
    return title, Markup(inside)  # noqa: S704 - of allowed tags and attributes alone


def _sanitise(tree: Any) -> None:
    """Leave what is allowed; pictures are within the page, in few colours."""
    etree.strip_elements(tree, etree.Comment, etree.PI, *_DROPPED, with_tail=False)
    tags = {one.tag for one in tree.iter()}
    etree.strip_tags(tree, *(tag for tag in tags if not _TAGS.fullmatch(tag)))
    for one in tree.iter():
        kept = {name: said for name, said in one.attrib.items() if _ATTRIBUTES.fullmatch(name)}
        one.attrib.clear()  # one by one, {x} could not be named
        one.attrib.update(kept)
    for image in tree.xpath(".//*[@src]"):
        src = image.get("src")
        if src.startswith(_PNG):
            few = fewer_colours(base64.b64decode(src.removeprefix(_PNG)))
            image.set("src", _PNG + base64.b64encode(few).decode())
        elif not src.startswith("data:image/"):
            image.drop_tree()
    for header in tree.iter("th"):
        if not header.text_content().strip():
            header.tag = "td"  # an empty header names nothing


def style_and_script(pages: Iterable[str]) -> dict[str, bytes]:
    """The style of the site, with the one face of all its pages inside, and its script."""
    characters = "".join(sorted(set().union(*pages)))
    missing = missing_glyphs(characters)
    if missing:  # of our own words: those of a report are 〓 by now
        codes = " ".join(f"U+{ord(char):04X}" for char in missing)
        right = "characters of Noto Sans SC"
        raise InputError(f"no glyph for {codes}", "words of the pages", right)
    face, marks = _font_face(characters), load_marks().values()
    return {name: _asset(name, face=face, marks=marks) for name in ("site.css", "site.js")}


def _asset(name: str, **given: object) -> bytes:
    """A style sheet or script of this package, without comments, indents and empty lines."""
    text = _COMMENT.sub("", _TEMPLATES.get_template(name).render(given))
    return _SPACE.sub("", text).encode()


def _font_face(characters: str) -> str:
    """The CSS rule of the face with ``characters`` and no more, the same every time."""
    import uharfbuzz as hb
    from fontTools.ttLib import TTFont

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(int.from_bytes, _FEATURES))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    wanted.drop_table_tag_set.update(map(int.from_bytes, _UNUSED_TABLES))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    face = hb.subset(hb.Face(hb.Blob.from_file_path(str(sans_path()))), wanted)
    # As WOFF 1.0, which needs no compressor of its own.
    font = TTFont(BytesIO(face.blob.data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff"
    packed = BytesIO()
    font.save(packed, reorderTables=None)
    data = base64.b64encode(packed.getvalue()).decode()
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return f'@font-face{{font-family:"Report Face";src:{source};font-display:block}}'


def check_pages(pages: Mapping[str, str], view: View, files: Collection[str] = ()) -> None:
    """Raise ``InputError`` at the first link that is broken or shows what is not printed there."""
    trees = {name: html.fromstring(text) for name, text in pages.items()}
    reports = {name: _marked_text(tree) for name, tree in trees.items()}
    expected = {view.anchors[row.row_id]: printed(view.document, row) for row in view.rows}
    places = {*pages, *files}
    for name, tree in trees.items():
        ids: Counter[str] = Counter(tree.xpath("//@id"))
        places.update(f"{name}#{one}" for one in ids)
        if ids and max(ids.values()) > 1:
            twice = max(ids, key=ids.__getitem__)
            raise InputError(f"the id {twice} stands twice", name, "each id once")
        for load in tree.xpath(_LOADS):
            if not load.startswith(_OURS):
                what = f"the page would load {load[:80]}"
                raise InputError(what, name, "nothing from outside")
    for name, tree in trees.items():
        for link in tree.xpath("//a/@href"):
            place = unquote(f"{name}{link}" if link.startswith("#") else link)
            if place not in places and not link.startswith(_ELSEWHERE):
                what = f"a link leads to {link}, which is not there"
                raise InputError(what, name, "a page or place of this site")
        for figure in tree.xpath("//a[@class='printed']"):
            page, _, anchor = figure.get("href").partition("#")
            said, shown = figure.get("data-printed"), figure.text_content()
            text, marks = reports[page]
            flat, at = without_blanks(said), marks.get(anchor, -1)
            there = any(text.startswith(flat, at - back) for back in range(min(len(flat), at + 1)))
            right = there and said == expected.get(anchor)
            if not right or (".en." not in name and collapse_space(shown) not in said):
                what = f"a link shows {shown!r} for {anchor}"
                raise InputError(what, name, expected.get(anchor) or "a figure read")


def _marked_text(tree: Any) -> tuple[str, dict[str, int]]:
    """The report's text on its page, without white space, and the place of each mark in it."""
    text, marks = "", dict[str, int]()
    for piece in tree.xpath("//div[@class='report']//text()[not(ancestor::*[@class='card'])]"):
        for mark in piece.getparent().xpath("ancestor-or-self::mark/@id"):
            marks.setdefault(mark, len(text))
        text += without_blanks(piece)
    return text, marks


def find_entries(pages: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The pieces of ``pages`` that can be found: address, headings above, words."""
    for name, page in pages.items():
        main = next(html.fromstring(page).iter("main"))
        for outside in main.xpath(_OUTSIDE):
            outside.drop_tree()
        units = set(main.xpath(_UNITS))
        anchor, heads = "main", dict[str, str]()
        inside: set[object] = set()  # of a piece that is an entry already
        for element in main.iter("*"):
            if element.tag in _PLACES:
                anchor = element.get("id") or anchor
            if element in inside:
                continue
            if element.tag in _HEADINGS:
                above = {tag: said for tag, said in heads.items() if tag < element.tag}
                heads = {**above, element.tag: _words(element)}
            elif element in units:
                inside.update(element.iter())
                if words := _words(element):
                    yield f"{name}#{anchor}", " · ".join(filter(None, heads.values())), words


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


def make_pdfs(view: View, first_page: FirstPage, publisher: Publisher) -> dict[str, bytes]:
    """The ``brief`` of one page and the ``report``: same values, same bytes."""
    values = {
        **{key: _as_data(one) for key, one in vars(first_page).items() if key != "charts"},
        "points": _as_data(first_page.points[:MOST_POINTS]),
        "lang": view.language,
        "author": publisher.author,
        "draft": "" if publisher.public else view.say("site.draft"),
        "date": [int(part) for part in RELEASED.split("-")],
        "footer": f"{first_page.title} · {version()} · {RELEASED}",
        "charts": [
            {"key": one.key, "title": one.title, "note": one.note, "svg": one.svg.decode()}
            for one in first_page.charts
        ],
        "sections": [_as_data(one) for one in make_sections(view).values()],
        "words": {one: view.say(f"site.{one}") for one in (*_WORDS, "word_remark", "points_head")},
    }
    given = printable(json.dumps(values, ensure_ascii=False, default=float))
    return {kind: _compiled(given, kind) for kind in ("brief", "report")}


def _as_data(value: Any) -> Any:
    """Objects as dictionaries, words without their links."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return [_as_data(one) for one in value]
    fields = value if isinstance(value, dict) else getattr(value, "__dict__", None)
    return value if fields is None else {name: _as_data(one) for name, one in fields.items()}


def _compiled(given: str, kind: str) -> bytes:
    import typst

    compile_pdf: Any = typst.compile_with_warnings
    try:
        pdf, warnings = compile_pdf(
            files(__package__).joinpath("templates", "document.typ").read_bytes(),
            font_paths=sorted({str(Path(path).parent) for path in (sans_path(), serif_path())}),
            ignore_system_fonts=True,
            sys_inputs={"data": given, "kind": kind},
            timestamp=0,
        )
    except typst.TypstError as error:
        raise InputError(f"cannot be set: {error.message}", f"PDF {kind}", "plain text") from error
    if warnings:  # a face that is not there would be a silent loss of Chinese
        raise InputError(f"typst: {warnings[0].message}", f"PDF {kind}", "no warning at all")
    return bytes(pdf)
