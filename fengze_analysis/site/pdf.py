"""The brief and the report as PDF, set by typst from the values of the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..charts.fonts import printable
from ..errors import InputError
from ..release import RELEASED, version
from .annex import make_annex
from .content import Card, Front, Point, Section, Table, plain
from .edition import Edition, clean
from .faces import font_files

_MOST_ROWS = 24  # of a table; the site has all
_MOST_POINTS = 7
_SECTIONS = {"comparison": ("own", "others"), "method": ("reading", "compare", "audit", "settings")}
_KINDS = ("brief", "report")


def make_pdfs(
    edition: Edition, front: Front, points: Sequence[Point], author: str
) -> dict[str, bytes]:
    """The ``brief`` of one page and the ``report``: same values, same bytes.

    Raises ``InputError`` where typst cannot set them.
    """
    values = _values(edition, front, points, author)
    found = {kind: json.dumps({**values, "kind": kind}, ensure_ascii=False) for kind in _KINDS}
    return {kind: _compiled(printable(text), kind) for kind, text in found.items()}


def _compiled(text: str, kind: str) -> bytes:
    import typst

    compile_pdf: Any = typst.compile_with_warnings
    template = files(__package__).joinpath("templates", "document.typ").read_bytes()
    try:
        pdf, warnings = compile_pdf(
            template,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": text},
            timestamp=0,
        )
    except typst.TypstError as error:
        raise InputError(f"cannot be set: {error.message}", f"PDF {kind}", "plain text") from error
    if warnings:  # a face that is not there would be a silent loss of Chinese
        raise InputError(f"typst: {warnings[0].message}", f"PDF {kind}", "no warning at all")
    return bytes(pdf)


@cache
def _fonts() -> Any:
    """The folders of the faces."""
    return sorted({str(Path(path).parent) for path in font_files()})


def _values(edition: Edition, front: Front, points: Sequence[Point], author: str) -> dict[str, Any]:
    say = edition.say
    words = {
        key: say(f"site.{name}")
        for key, name in (
            ("key", "key_numbers"),
            ("contents", "contents"),
            ("ask", "ask"),
            ("readings", "readings"),
        )
    }
    return {
        "lang": edition.language,
        "title": front.title,
        "author": author,
        "keywords": [word for word in front.kicker if word],
        "date": [int(part) for part in RELEASED.split("-")],
        "kicker": " · ".join(front.kicker),
        "about": [[name, plain(text)] for name, text in front.about],
        "caution": plain(front.caution),
        "sentences": [[name, plain(text)] for name, text in front.sentences],
        "cards": [_card(edition, card) for card in front.cards],
        "charts": [
            {
                "key": one.key,
                "title": one.title,
                "alt": one.title,
                "note": plain(one.note),
                "svg": one.svg.decode(),
            }
            for one in front.charts
        ],
        "sections": list(_sections(edition, points)),
        "citation": front.citation,
        "licence": plain(front.licence),
        "footer": f"{front.title} · {version()} · {RELEASED}",
        "page": say("site.page_of", page="{page}", pages="{pages}"),
        "words": words,
    }


def _card(edition: Edition, card: Card) -> dict[str, str]:
    facts = [*map(plain, card.facts)]
    if card.word.badge not in ("", "none"):
        word, remark = plain(card.word.text), plain(card.word.remark)
        said = edition.say("site.word_remark", word=word, remark=remark)
        facts.append(said if remark else word)
    return {
        "name": plain(card.name),
        "value": card.ref.printed,
        "gloss": card.gloss,
        "facts": " · ".join(fact for fact in facts if fact and fact != "—"),
        "sentence": clean(card.sentence),
    }


def _sections(edition: Edition, points: Sequence[Point]) -> Iterable[dict[str, Any]]:
    """The points to verify, what was compared, the method: each page's foremost sections."""
    asked = Section(
        "points", edition.say("site.points_head"), findings=tuple(points[:_MOST_POINTS])
    )
    yield _section(edition, asked)
    for page in make_annex(edition, (), ()):
        for section in page.sections:
            if section.key in _SECTIONS.get(page.key, ()):
                yield _section(edition, section)


def _section(edition: Edition, section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "paragraphs": [plain(text) for text in section.paragraphs],
        "points": [
            {
                "title": one.title,
                "text": plain(one.text),
                "ask": plain(one.ask),
                "readings": list(one.readings),
            }
            for one in section.findings
        ],
        "tables": [_table(edition, table) for table in section.tables if table.rows],
    }


def _table(edition: Edition, table: Table) -> dict[str, Any]:
    """A table in words, its columns as wide as what they hold."""
    cells = [
        [" ".join(filter(None, (plain(cell.text), plain(cell.remark)))) for cell in row]
        for row in table.rows[:_MOST_ROWS]
    ]
    titles = [column.title for column in table.columns]
    widths = [
        min(max(sum(1 + (char > "\u2e80") for char in row[place]) for row in (titles, *cells)), 34)
        for place in range(len(titles))
    ]
    left = len(table.rows) - len(cells)
    rest = edition.say("site.table_rest", n=left) if left else ""
    return {
        "columns": titles,
        "rows": cells,
        "widths": [max(width, 6) for width in widths],
        "rest": rest,
    }
