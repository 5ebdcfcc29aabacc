"""The brief and the report as PDF, set by typst from what the pages are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from pylopdf_fonts_zh_cn import sans_path, serif_path

from ..charts.fonts import printable
from ..errors import InputError
from ..release import RELEASED, version
from .annex import make_annex
from .content import Front, Point, Section
from .edition import Edition

_MOST_POINTS = 7
_SECTIONS = {"comparison": ("own", "others"), "method": ("reading", "compare", "audit", "settings")}
_FRONT = ("title", "kicker", "about", "caution", "sentences", "cards", "citation", "licence")
_WORDS = ("key_numbers", "contents", "ask", "readings", "page_of", "table_rest", "word_remark")


def make_pdfs(
    edition: Edition, front: Front, points: Sequence[Point], author: str
) -> dict[str, bytes]:
    """The ``brief`` of one page and the ``report``: same values, same bytes.

    Raises ``InputError`` where typst cannot set them.
    """
    values = {
        "lang": edition.language,
        "author": author,
        "date": [int(part) for part in RELEASED.split("-")],
        "footer": f"{front.title} · {version()} · {RELEASED}",
        **{name: getattr(front, name) for name in _FRONT},
        "charts": [
            {"key": one.key, "title": one.title, "note": one.note, "svg": one.svg.decode()}
            for one in front.charts
        ],
        "sections": list(_foremost(edition, points)),
        "words": {name: edition.say(f"site.{name}") for name in _WORDS},
    }
    given = printable(json.dumps(values, ensure_ascii=False, default=asdict))
    return {kind: _compiled(given, kind) for kind in ("brief", "report")}


def _foremost(edition: Edition, points: Sequence[Point]) -> Iterable[Section]:
    """The points to verify, what was compared, the method: each page's foremost sections."""
    asked = tuple(points[:_MOST_POINTS])
    yield Section("points", edition.say("site.points_head"), findings=asked)
    for page in make_annex(edition, (), ()):
        wanted = _SECTIONS.get(page.key, ())
        yield from (section for section in page.sections if section.key in wanted)


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
