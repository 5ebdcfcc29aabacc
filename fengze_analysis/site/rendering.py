"""Pages from templates: every value escaped, nothing put into finished HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..charts.fonts import GETA
from ..charts.style import load_marks
from ..messages import say
from .content import Chinese, Front, Link, Page, Ref, Text, plain
from .edition import Edition, clean
from .faces import check_glyphs, font_face
from .search import Entry
from .source import Block

KINDS = ("amount", "share", "change", "multiple", "rank", "duration")
LANG = {"zh": "zh-CN", "en": "en"}
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page of an edition has in common."""

    language: str
    other: str
    title: str
    author: str
    description: str
    version: str
    date: str
    draft: bool
    lacking: tuple[str, ...]
    nav: tuple[tuple[str, str], ...]


def page_file(key: str, language: str) -> str:
    """The file of a page.

    >>> page_file("index", "zh"), page_file("source", "en")
    ('index.html', 'source.en.html')
    """
    return f"{key}{'' if language == 'zh' else f'.{language}'}.html"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("fengze_analysis.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(plain=plain, file=page_file)
    return made


def style_and_script(pages: Iterable[str]) -> dict[str, bytes]:
    """The style of the site, with the one face of all its pages inside, and its script.

    Raises ``InputError`` where the face cannot show a character of the pages.
    """
    characters = "".join(sorted(set().union(*pages)))
    check_glyphs(characters)
    style = f"{font_face(characters)}\n{_asset('style.css')}\n{_badge_css()}\n"
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


class Pages:
    """The pages of one edition as HTML; the face is made for each from its own characters."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lacking = dict.fromkeys(map(ord, site.lacking), GETA)
        language = site.language
        self.given: dict[str, Any] = {
            "site": site,
            "language": language,
            "lang": LANG[language],
            "other_lang": LANG.get(site.other, ""),
            "say": lambda key, **values: say(f"site.{key}", language, **values),
            "text": self.text,
            "clean": self.clean,
        }

    def index(self, front: Front) -> str:
        """The first page."""
        return self.render("index.html.j2", "index", front.title, front=front)

    def annex(self, page: Page) -> str:
        """An annex page."""
        return self.render("annex.html.j2", page.key, page.title, page=page)

    def source(self, edition: Edition, blocks: Sequence[Block]) -> str:
        """The report's text, each figure marked; a character without a glyph is 〓."""
        title = edition.say("site.nav_source")
        found = Counter(row.kind for row in edition.rows)
        kinds = [(kind, found[kind]) for kind in KINDS if found[kind]]
        given = {"edition": edition, "blocks": blocks, "kinds": kinds}
        unread = len(edition.study.rows("unread"))
        return self.render("source.html.j2", "source", title, unread=unread, **given)

    def search(self, entries: Sequence[Entry]) -> str:
        """The page to search all others."""
        title = say("site.nav_search", self.site.language)
        return self.render("search.html.j2", "search", title, entries=entries)

    def notebook(self, key: str, title: str, body: Markup) -> str:
        """An executed notebook."""
        return self.render("notebook.html.j2", key, title, body=body)

    def render(self, template: str, key: str, title: str, **more: object) -> str:
        """A page of the site."""
        given = {**self.given, "key": key, "page_title": title, **more}
        return _environment().get_template(template).render(**given)

    def clean(self, text: object) -> str:
        """Words without what a page cannot hold; 〓 for what the face lacks."""
        return clean(str(text)).translate(self.lacking)

    def text(self, text: Text | str) -> Markup:
        """Running text as HTML: escaped, figures and pages linked, Chinese marked as such."""
        if isinstance(text, str):
            return escape(self.clean(text))
        return Markup("").join(self._part(part) for part in text)

    def _part(self, part: str | Ref | Chinese | Link) -> Markup:
        if isinstance(part, Ref):
            href = f"{page_file('source', self.site.language)}#{part.anchor}"
            link = Markup('<a class="printed" href="{}" data-printed="{}">{}</a>')
            return link.format(href, self.clean(part.printed), self.clean(part.text))
        if isinstance(part, Chinese):
            return Markup('<span lang="zh-CN">{}</span>').format(self.clean(part.text))
        if isinstance(part, Link):
            away = Markup(' rel="external noopener"') if "://" in part.href else ""
            return Markup('<a href="{}"{}>{}</a>').format(part.href, away, self.clean(part.text))
        return escape(self.clean(part))
