"""The pages of a report in one language, from the site's values and the templates."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fengze_analysis.errors import InputError
from fengze_analysis.model import Finding, Observation
from fengze_analysis.plotting.style import marks, readable
from fengze_analysis.publishing.cells import (
    Language,
    Words,
    clean,
    link_surfaces,
    plain,
    printed,
    split_printed,
)
from fengze_analysis.publishing.downloads import drawing_files, table_file
from fengze_analysis.publishing.labels import label
from fengze_analysis.publishing.markup import LANG, anchor, page_file, table_html, text_html
from fengze_analysis.publishing.site import Page, Site
from fengze_analysis.publishing.source import source_blocks
from fengze_analysis.wording import format_amount

_PLACEHOLDER = re.compile(r"<!--(downloads|drawing):([\w-]*)-->")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_UNSAFE_CODE = re.compile(r'["\\<]')


def render_pages(
    site: Site,
    language: Language,
    other: Language | None = None,
    *,
    offered: Sequence[tuple[str, str]] = (),
    fingerprint: str = "",
) -> dict[str, str]:
    """The HTML of every page by file name; ``other`` is the edition to link to, if there is one.

    ``offered`` are the files to download (address, words). The face is not in the pages yet:
    ``faces.embed_face`` puts it in.
    """
    renderer = _Renderer(site, language, other)
    more = {"offered": offered, "fingerprint": fingerprint}
    pages = {"index": renderer.page("index.html.j2", "index", site.title, **more)}
    for page in site.pages:
        pages[page.key] = renderer.notebook_page(page)
    pages["source"] = renderer.source_page(_page_of_rows(site, pages))
    return {page_file(key, language): html for key, html in pages.items()}


def _page_of_rows(site: Site, pages: Mapping[str, str]) -> str:
    """The page on which every figure has its row; empty if there is none."""
    targets = [f'id="{anchor("r-", row.row_id)}"' for row in site.observations]
    return next((key for key, html in pages.items() if all(one in html for one in targets)), "")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("fengze_analysis.publishing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _safe(html: str) -> Markup:
    """Our own markup, in which every word of the data is escaped already."""
    return Markup(html)  # noqa: S704


@cache
def asset(name: str) -> str:
    """A style sheet or script of this package, without comments and indents."""
    text = files(__package__).joinpath("templates", name).read_text("utf-8")
    lines = _COMMENT.sub("", text).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


@cache
def palette_css() -> str:
    """The colours and signs of every code, the same as in the figures."""
    rules, seen = [], set()
    for mark in marks().values():
        if mark.key in seen or not mark.key or _UNSAFE_CODE.search(mark.key):
            continue
        seen.add(mark.key)
        colour = readable(mark.colour)
        rules.append(
            f'[data-code="{mark.key}"]{{--c:{colour}}}'
            f'[data-code="{mark.key}"]::before{{content:"{mark.symbol}"}}'
        )
    return "\n".join(rules)


class _Renderer:
    """The templates' functions for one site and language."""

    def __init__(self, site: Site, language: Language, other: Language | None) -> None:
        self.site, self.language, self.other = site, language, other
        self.rows = {row.row_id: row for row in site.observations}
        self.names = {one.code: Words(one.name_zh, one.name_en) for one in site.indicators}
        script = asset("site.js")
        digest = hashlib.sha256(script.encode()).digest()
        self.given: Mapping[str, object] = {
            "site": site,
            "language": language,
            "lang": LANG[language],
            "other": other,
            "other_lang": LANG[other] if other else "",
            "css": _safe(asset("style.css") + palette_css()),
            "script": _safe(script),
            "script_hash": base64.b64encode(digest).decode(),
            "nav": [
                ("index", Words()),
                *((p.key, p.title) for p in site.pages),
                ("source", Words()),
            ],
            "label": self.label,
            "text": self.text,
            "plain": lambda words: plain(words.of(language)),
            "table": self.table,
            "drawing": self.drawing,
            "file": page_file,
            "anchor": anchor,
            "figures_of": self.figures_of,
            "summary_of": self.summary_of,
            "clean": clean,
        }

    def label(self, key: str, **values: object) -> str:
        return label(key, self.language).format(**values)

    def text(self, words: Words) -> Markup:
        """Words as HTML: escaped, the figures linked."""
        return _safe(text_html(words.of(self.language), self.language))

    def page(self, template: str, key: str, title: Words, **more: object) -> str:
        return (
            _environment()
            .get_template(template)
            .render(**self.given, key=key, page_title=plain(title.of(self.language)), **more)
        )

    def notebook_page(self, page: Page) -> str:
        heading, body = page.bodies.get(self.language, ("", ""))
        filled = _safe(self.filled(body))
        title = _safe(heading) if heading else self.text(page.title)
        more = {"page": page, "heading": title, "body": filled}
        return self.page("page.html.j2", page.key, page.title, **more)

    def source_page(self, table_page: str) -> str:
        """The report's text; its marks lead back to the rows on ``table_page``."""
        site = self.site
        blocks = source_blocks(site.document, site.observations, site.unread)
        title = Words(label("source", "zh"), label("source", "en"))
        more = {"blocks": blocks, "card": self.card, "kinds": self.kinds()}
        more["table_page"] = table_page
        return self.page("source.html.j2", "source", title, **more)

    def card(self, row: Observation) -> dict[str, str]:
        """What the note beside a marked figure says."""
        names = [
            self.names[code].of(self.language)
            for code in row.indicator.split(";")
            if code in self.names
        ]
        return {
            "indicator": "、".join(names) if self.language == "zh" else "; ".join(names),
            "value": format_amount(row.value, row.canonical_unit, self.language),
            "kind": label(row.kind, self.language),
        }

    def kinds(self) -> list[tuple[str, int]]:
        """The kinds of figures that occur, with how many."""
        found = [row.kind for row in self.site.observations]
        return [
            (key, found.count(key)) for group, key in marks() if group == "kind" and key in found
        ]

    def table(self, key: str) -> Markup:
        """A table of the site in full, with its download."""
        return _safe(self.filled(table_html(self.site.table(key), self.language)))

    def drawing(self, key: str) -> Markup:
        """A figure of the site with its data and downloads."""
        one = self.site.drawing(key)
        wide, narrow = (_safe(form.of(self.language)) for form in (one.live, one.narrow))
        places = drawing_files(key, self.language)
        given = {**self.given, "one": one, "picture": wide, "narrow": narrow, "files": places}
        return _safe(_environment().get_template("drawing.html.j2").render(**given))

    def filled(self, html: str) -> str:
        """``html`` with the figures and the download links that its marks ask for."""
        known = {table.key for table in self.site.tables}

        def fill(hit: re.Match[str]) -> str:
            if hit[1] == "drawing":
                return str(self.drawing(hit[2]))
            if hit[2] not in known:
                return ""
            address = table_file(hit[2], self.language)
            words = f"{label('download', self.language)} {label('csv', self.language)}"
            return f'<p class="downloads"><a href="{address}" download>{words}</a></p>'

        return _PLACEHOLDER.sub(fill, html)

    def figures_of(self, finding: Finding) -> list[Markup]:
        """Links to the figures that a finding's summary does not show; in English all, named.

        The summary quotes the report, whose words are Chinese.
        """
        said = {row for row, _ in split_printed(self.summary_text(finding))}
        rows = [self.rows[row] for row in finding.rows if row in self.rows]
        if self.language == "en":
            named = ((printed(row), self.card(row)["indicator"]) for row in rows)
            return [self.text(Words("", f"{figure} {name}".strip())) for figure, name in named]
        return [self.text(Words(printed(row))) for row in rows if row.row_id not in said]

    def summary_of(self, finding: Finding) -> Markup:
        return _safe(text_html(self.summary_text(finding), self.language))

    def summary_text(self, finding: Finding) -> str:
        said = finding.summary_zh if self.language == "zh" else finding.summary_en
        return link_surfaces(said, [self.rows[row] for row in finding.rows if row in self.rows])


def check_keys(site: Site) -> None:
    """Raise unless every table and figure that the site names is there and every name is new."""
    parts: Mapping[str, Callable[[], list[str]]] = {
        "table": lambda: [table.key for table in site.tables],
        "figure": lambda: [drawing.key for drawing in site.drawings],
        "page": lambda: ["index", "source", *(page.key for page in site.pages)],
    }
    for what, keys in parts.items():
        listed = keys()
        twice = next((key for key in listed if listed.count(key) > 1), None)
        if twice:
            raise InputError(f"{what} {twice} stands twice", site.report_id, "one of each name")
    tables = [key for page in site.pages for key in page.tables]
    asked = {"table": [*site.index_tables, *tables], "figure": [site.figure] if site.figure else []}
    asked["page"] = [answer.page for answer in site.answers]
    for what, keys_asked in asked.items():
        for key in keys_asked:
            if key not in parts[what]():
                raise InputError(f"no {what} {key}", site.report_id, ", ".join(parts[what]()))
