"""Pages from templates, every value escaped; their style and script, the one face inside."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from io import BytesIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from pylopdf_fonts_zh_cn import sans_path

from ..charts.fonts import GETA, missing_glyphs
from ..charts.style import load_marks
from ..errors import InputError
from ..release import RELEASED, version
from .annex import make_annex
from .checks import check_sections
from .content import Chinese, Front, Link, Point, Ref, Text, plain
from .edition import Edition, clean
from .front import PROJECT, Publisher
from .source import source_blocks

_LANG = {"zh": "zh-CN", "en": "en"}
_KINDS = ("amount", "share", "change", "multiple", "rank", "duration")
_NAV = ("index", "source", "comparison", "checks", "method")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_UNUSED_TABLES = ("BASE", "DSIG", "GDEF", "VORG", "vhea", "vmtx")
# Quotation marks of one em are Chinese, English ones narrow; signs side by side close up.
_FEATURES = ("pwid", "halt")
_NAMES = (0, 1, 2, 13, 14)


def page_file(key: str, language: str) -> str:
    """The file of a page.

    >>> page_file("index", "zh"), page_file("source", "en")
    ('index.html', 'source.en.html')
    """
    return f"{key}{'' if language == 'zh' else f'.{language}'}.html"


_TEMPLATES = Environment(
    loader=PackageLoader("fengze_analysis.site", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals["file"] = page_file


def make_pages(
    edition: Edition,
    front: Front,
    points: Sequence[Point],
    notebooks: Mapping[str, tuple[str, Markup]],
    *,
    publisher: Publisher,
    other: str,
) -> dict[str, str]:
    """The pages of one edition by file, ``other`` being the language of the other one, if any.

    ``notebooks`` has titles and bodies by name.
    """
    pages = _Pages(edition, front, publisher, other)
    language, unread = edition.language, edition.study.rows("unread")
    pages.add("index", front.title, "index.html.j2", front=front)
    links = [
        Link(title or name, page_file(f"notebook-{name}", language))
        for name, (title, _) in notebooks.items()
    ]
    for page in make_annex(edition, check_sections(edition, points), links):
        pages.add(page.key, page.title, "annex.html.j2", page=page)
    found = Counter(row.kind for row in edition.rows)
    pages.add(
        "source",
        edition.say("site.nav_source"),
        "source.html.j2",
        edition=edition,
        blocks=source_blocks(edition.document, edition.rows, unread),
        kinds=[(kind, found[kind]) for kind in _KINDS if found[kind]],
        unread=len(unread),
    )
    for name, (title, body) in notebooks.items():
        pages.add(f"notebook-{name}", title or name, "notebook.html.j2", body=body)
    return pages.made


class _Pages:
    """The pages of one edition under way: each from its template, a missing glyph as 〓."""

    def __init__(self, edition: Edition, front: Front, publisher: Publisher, other: str) -> None:
        self.language, self.made = edition.language, dict[str, str]()
        study = edition.study
        curated = (*study.curated.targets, *study.curated.sources)
        outside = [edition.document.text, repr(dict(study.received.sidecar)), *map(repr, curated)]
        lacking = missing_glyphs("".join(outside))
        self.lacking = dict.fromkeys(map(ord, lacking), GETA)
        self.given = {
            "site": {
                "title": front.title,
                "author": publisher.author or PROJECT,
                "description": plain(front.sentences[0][1]),
                "nav": [(key, edition.say(f"site.nav_{key}")) for key in _NAV],
                "other": other,
                "draft": not publisher.public,
                "lacking": lacking,
                "version": version(),
                "date": RELEASED,
            },
            "language": edition.language,
            "lang": _LANG[edition.language],
            "other_lang": _LANG.get(other, ""),
            "say": lambda key, **values: edition.say(f"site.{key}", **values),
            "text": self.text,
            "clean": self.clean,
        }

    def add(self, key: str, title: str, template: str, **more: object) -> None:
        """Make one page."""
        given = {**self.given, "key": key, "page_title": title, **more}
        html = _TEMPLATES.get_template(template).render(given)
        self.made[page_file(key, self.language)] = html

    def clean(self, text: object) -> str:
        """Words without what a page cannot hold; 〓 for what the face lacks."""
        return clean(str(text)).translate(self.lacking)

    def text(self, text: Text | str) -> Markup:
        """Running text as HTML: escaped, figures and pages linked, Chinese marked as such."""
        parts = (text,) if isinstance(text, str) else text
        return Markup("").join(self._part(part) for part in parts)

    def _part(self, part: str | Ref | Chinese | Link) -> Markup:
        if isinstance(part, str):
            return escape(self.clean(part))
        said = self.clean(part.text)
        if isinstance(part, Ref):
            href = f"{page_file('source', self.language)}#{part.anchor}"
            link = Markup('<a class="printed" href="{}" data-printed="{}">{}</a>')
            return link.format(href, self.clean(part.printed), said)
        if isinstance(part, Chinese):
            return Markup('<span lang="zh-CN">{}</span>').format(said)
        away = Markup(' rel="external noopener"') if "://" in part.href else ""
        return Markup('<a href="{}"{}>{}</a>').format(part.href, away, said)


def style_and_script(pages: Iterable[str]) -> dict[str, bytes]:
    """The style of the site, with the one face of all its pages inside, and its script.

    Raises ``InputError`` where the face cannot show a character of the pages.
    """
    characters = "".join(sorted(set().union(*pages)))
    missing = missing_glyphs(characters)
    if missing:  # of our own words: those of a report are 〓 by now
        codes = " ".join(f"U+{ord(char):04X}" for char in missing)
        right = "characters of Noto Sans SC"
        raise InputError(f"no glyph for {codes}", "words of the pages", right)
    style = f"{_font_face(characters)}\n{_asset('style.css')}\n{_badge_css()}\n"
    return {"site.css": style.encode(), "site.js": _asset("site.js").encode()}


def _asset(name: str) -> str:
    """A style sheet or script of this package, without comments and indents."""
    text = files(__package__).joinpath("templates", name).read_text("utf-8")
    lines = _COMMENT.sub("", text).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _badge_css() -> str:
    """The colour and the sign of every code, the same as in the charts."""
    rules: dict[str, str] = {}
    for mark in load_marks().values():
        code = f'[data-code="{mark.key}"]'
        shown = f'{code}{{--c:{mark.colour}}}{code}::before{{content:"{mark.symbol}"}}'
        rules.setdefault(mark.key, shown)
    return "\n".join(rules.values())


def _font_face(characters: str) -> str:
    """The CSS rule of the face with ``characters`` and no more, the same every time.

    Copyright and licence stay in the name table, as the SIL Open Font License asks.
    """
    import uharfbuzz as hb
    from fontTools.ttLib import TTFont

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    for kept, values in (
        (wanted.layout_feature_tag_set, map(_tag, _FEATURES)),
        (wanted.name_id_set, _NAMES),
    ):
        kept.clear()
        kept.update(values)
    wanted.drop_table_tag_set.update(map(_tag, _UNUSED_TABLES))
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


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
