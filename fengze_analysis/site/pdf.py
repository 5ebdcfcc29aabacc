"""The brief and the report as PDF, set by typst from the values of the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from pylopdf_fonts_zh_cn import sans_path, serif_path

from ..charts.fonts import printable
from ..errors import InputError
from ..release import RELEASED, version
from .annex import make_annex
from .content import Card, Front, Point, Section, Table, plain
from .edition import Edition, clean

_MOST_ROWS = 24  # of a table; the site has all
_MOST_POINTS = 7
_SECTIONS = {"comparison": ("own", "others"), "method": ("reading", "compare", "audit", "settings")}
_KINDS = ("brief", "report")
_WORDS = {"key": "key_numbers", "contents": "contents", "ask": "ask", "readings": "readings"}


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
    try:
        pdf, warnings = compile_pdf(
            files(__package__).joinpath("templates", "document.typ").read_bytes(),
            font_paths=sorted({str(Path(path).parent) for path in (sans_path(), serif_path())}),
            ignore_system_fonts=True,
            sys_inputs={"data": text},
            timestamp=0,
        )
    except typst.TypstError as error:
        raise InputError(f"cannot be set: {error.message}", f"PDF {kind}", "plain text") from error
    if warnings:  # a face that is not there would be a silent loss of Chinese
        raise InputError(f"typst: {warnings[0].message}", f"PDF {kind}", "no warning at all")
    return bytes(pdf)


def _values(edition: Edition, front: Front, points: Sequence[Point], author: str) -> dict[str, Any]:
    charts = (
        {"key": one.key, "title": one.title, "note": plain(one.note), "svg": one.svg.decode()}
        for one in front.charts
    )
    return {
        "lang": edition.language,
        "title": front.title,
        "author": author,
        "keywords": front.kicker,
        "date": [int(part) for part in RELEASED.split("-")],
        "kicker": " · ".join(front.kicker),
        "about": [(name, plain(text)) for name, text in front.about],
        "caution": plain(front.caution),
        "sentences": [(name, plain(text)) for name, text in front.sentences],
        "cards": [_card(edition, card) for card in front.cards],
        "charts": list(charts),
        "sections": [_section(edition, one) for one in _foremost(edition, points)],
        "citation": front.citation,
        "licence": plain(front.licence),
        "footer": f"{front.title} · {version()} · {RELEASED}",
        "page": edition.say("site.page_of", page="{page}", pages="{pages}"),
        "words": {key: edition.say(f"site.{name}") for key, name in _WORDS.items()},
    }


def _card(edition: Edition, card: Card) -> dict[str, str]:
    facts = [*map(plain, card.facts)]
    if card.word.badge not in ("", "none"):
        word, remark = plain(card.word.text), plain(card.word.remark)
        facts.append(edition.say("site.word_remark", word=word, remark=remark) if remark else word)
    return {
        "name": plain(card.name),
        "value": card.ref.printed,
        "gloss": card.gloss,
        "facts": " · ".join(fact for fact in facts if fact and fact != "—"),
        "sentence": clean(card.sentence),
    }


def _foremost(edition: Edition, points: Sequence[Point]) -> Iterable[Section]:
    """The points to verify, what was compared, the method: each page's foremost sections."""
    asked = tuple(points[:_MOST_POINTS])
    yield Section("points", edition.say("site.points_head"), findings=asked)
    for page in make_annex(edition, (), ()):
        wanted = _SECTIONS.get(page.key, ())
        yield from (section for section in page.sections if section.key in wanted)


def _section(edition: Edition, section: Section) -> dict[str, Any]:
    points = (
        {
            "title": one.title,
            "text": plain(one.text),
            "ask": plain(one.ask),
            "readings": one.readings,
        }
        for one in section.findings
    )
    return {
        "title": section.title,
        "paragraphs": [plain(text) for text in section.paragraphs],
        "points": list(points),
        "tables": [_table(edition, table) for table in section.tables if table.rows],
    }


def _table(edition: Edition, table: Table) -> dict[str, Any]:
    """A table in words, its columns as wide as what they hold."""
    rows = [
        [" ".join(filter(None, (plain(cell.text), plain(cell.remark)))) for cell in row]
        for row in table.rows[:_MOST_ROWS]
    ]
    titles = [column.title for column in table.columns]
    widths = [
        max(sum(1 + (char > "\u2e80") for char in text) for text in column)
        for column in zip(titles, *rows, strict=True)
    ]
    left = len(table.rows) - len(rows)
    return {
        "columns": titles,
        "rows": rows,
        "widths": [min(max(width, 6), 34) for width in widths],
        "rest": edition.say("site.table_rest", n=left) if left else "",
    }
