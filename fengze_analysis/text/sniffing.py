"""What a file is by its content; its name only breaks a tie."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from pathlib import PurePath

from ..errors import InputError

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
ZIP = "application/zip"

_PDF_WITHIN = 1024  # a reader takes a PDF whose mark comes this late
_HTML_START = re.compile(
    r"""
    \ufeff?\s*                                # a byte order mark, blank lines
    (?: <\?xml[^>]*>\s* | <!--.*?-->\s* )*    # what may stand before the first tag
    < (?: !doctype\s+html | html | head | body | meta | title | div | p | table | h[1-6] )
    (?: [\s>/] )                              # <p> but not <plan>
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_HTML_TAG = re.compile(r"</(?:p|div|body|html|table|span|td|li|h[1-6])\s*>", re.IGNORECASE)
_HTML_NAMES = (".htm", ".html", ".xhtml", ".shtml")


def media_type_of(data: bytes, name: str = "") -> str:
    """``PDF``, ``ZIP`` or ``TEXT`` by the first bytes; refuses what is known to be no report.

    >>> media_type_of(b"%PDF-1.7"), media_type_of("全年".encode())
    ('application/pdf', 'text/plain')
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return ZIP
    for offset, mark, kind, right in _signatures():
        if data.startswith(mark, offset):
            raise InputError(f"the file is {kind}", name, right)
    return TEXT


def is_html(text: str, name: str) -> bool:
    """Whether the text is a page: it begins like one, or is named so and has tags.

    >>> is_html("<!DOCTYPE html><p>全年", "a.txt"), is_html("一是<script>招商", "a.txt")
    (True, False)
    """
    named = PurePath(name).suffix.lower() in _HTML_NAMES
    return bool(_HTML_START.match(text) or (named and _HTML_TAG.search(text)))


@cache
def _signatures() -> tuple[tuple[int, bytes, str, str], ...]:
    lines = files(__package__).joinpath("signatures.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        (int(row["offset"]), bytes.fromhex(row["hex"]), row["kind"], row["right"])
        for row in csv.DictReader(lines)
    )
