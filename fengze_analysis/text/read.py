"""The text of a report in any layout: what a file is, its content says, its name breaks a tie."""

from __future__ import annotations

import re
import stat
from pathlib import Path, PurePath

from ..errors import InputError
from ..lexicon import read_rows
from .decoding import decode, decode_page
from .extracted import LAYOUTS, MAX_BYTES, TEXT, Extracted, finish
from .guard import read_guarded

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


def read_file(path: str | Path) -> Extracted:
    """The text of the report in ``path``; raises ``InputError`` in one line where there is none."""
    path = Path(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError("not a file", path, f"a file: {LAYOUTS}")
        _check_size(found.st_size, str(path))
        return read_bytes(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", path, f"a file: {LAYOUTS}") from None


def read_bytes(data: bytes, name: str) -> Extracted:
    """The text of a report from the bytes of its file; what it is, its content says.

    Raises ``InputError`` in one line for what is empty, too large, damaged or no text. Nothing is
    fetched from anywhere.

    >>> read_bytes("税收增长 30.9%。".encode("gb18030"), "report.txt").text
    '税收增长 30.9%。'
    """
    _check_size(len(data), name)
    if not data:
        raise InputError("the file is empty", name, "a report with text")
    if layout := layout_of(data, name):
        return read_guarded(layout, data, name)
    text, encoding, notices = decode(data, name)
    return finish(text, name, TEXT, encoding, notices)


def layout_of(data: bytes, name: str) -> str:
    """``pdf``, ``docx``, ``html`` or ``""`` (plain text); refuses what is known to be no report."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "docx"
    for row in read_rows("signatures.csv", __package__):
        if data.startswith(bytes.fromhex(row["hex"]), int(row["offset"])):
            raise InputError(f"the file is {row['kind']}", name, row["right"])
    return "html" if b"<" in data and _is_html(decode_page(data, name)[0], name) else ""


def _is_html(text: str, name: str) -> bool:
    """Whether the text is a page: it begins like one, or is named so and has tags."""
    named = PurePath(name).suffix.lower() in _HTML_NAMES
    return bool(_HTML_START.match(text) or (named and _HTML_TAG.search(text)))


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        what = f"the file is too large: {size:,} bytes"
        raise InputError(what, name, f"at most {MAX_BYTES:,} bytes")
