"""The text of a report in any layout the library reads, from its bytes or its file."""

from __future__ import annotations

import stat
from pathlib import Path

from ..errors import InputError
from . import sniffing
from .decoding import decode, decode_page
from .extracted import LAYOUTS, MAX_BYTES, Extracted, finish
from .guard import read_guarded

# The module and the function that read a layout; loaded where such a file comes, under limits.
_READERS = {
    sniffing.PDF: ("pdf", "read_pdf"),
    sniffing.ZIP: ("docx", "read_docx"),
    sniffing.HTML: ("html", "read_page"),
}


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
    kind = sniffing.media_type_of(data, name)
    if kind in _READERS:
        return read_guarded(*_READERS[kind], data, name)
    if b"<" in data and sniffing.is_html(decode_page(data, name)[0], name):
        return read_guarded(*_READERS[sniffing.HTML], data, name)
    text, encoding, notices = decode(data, name)
    return finish(text, name, sniffing.TEXT, encoding, notices)


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        what = f"the file is too large: {size:,} bytes"
        raise InputError(what, name, f"at most {MAX_BYTES:,} bytes")
