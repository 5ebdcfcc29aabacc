"""A zip archive looked at before anything in it is unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO

from fengze_analysis.errors import InputError

MAX_UNPACKED = 128 * 2**20  # of all parts together
MAX_PARTS = 5000
MAX_RATIO = 200  # unpacked to packed, of a part above the size below; prose has about 10
_RATIO_FROM = 2**20

_DOCX = "word/document.xml"
_OTHERS = (  # a part that only this kind of file has, and what the file is
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("OFD.xml", "an OFD document"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
    ("word/document.bin", "a binary Word file"),
)
_RIGHT = "plain text, HTML, DOCX or PDF"


def check_docx(data: bytes, name: str) -> None:
    """Nothing for a DOCX that may be unpacked; raises ``InputError`` in a line else.

    The sizes are those the archive declares: the reader stops at them and finds the fraud.
    """
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        right = "a whole DOCX, as its program saved it"
        raise InputError("the archive is damaged or cut off", name, right) from None
    names = {part.filename for part in parts}
    if _DOCX not in names:
        kind = next((kind for part, kind in _OTHERS if part in names), "a zip archive, no document")
        raise InputError(f"the file is {kind}", name, _RIGHT)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the document is protected by a password", name, "one without a password")
    _check_sizes(parts, name)


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        what = f"the document unpacks to {unpacked:,} bytes in {len(parts):,} parts"
        raise InputError(what, name, f"at most {MAX_UNPACKED:,} bytes in {MAX_PARTS:,} parts")
    for part in parts:
        if part.file_size > max(_RATIO_FROM, MAX_RATIO * part.compress_size):
            what = f"part {part.filename!r} unpacks to {part.file_size:,} bytes"
            raise InputError(what, name, f"at most {MAX_RATIO} times its packed size")
