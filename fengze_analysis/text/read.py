"""The text of a report from its bytes: their content says what they are and in which encoding."""

from __future__ import annotations

import codecs
import re
import stat
from functools import cache
from itertools import product
from pathlib import Path, PurePath

from ..errors import InputError
from ..lexicon import read_rows
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
_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED_WITHIN = 4096
_DECLARED = re.compile(
    rb"""
    <meta[^>]{0,200}? charset \s*=\s* ["']?\s* ([\w-]+)       # <meta charset=gb2312>
    | <\?xml[^>]{0,100}? encoding \s*=\s* ["'] ([\w-]+)       # <?xml encoding="gb2312"?>
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Encodings of Chinese text: pages declare koi8-r or ``undefined`` by mistake.
_CHINESE = ("utf-8", "gb18030", "big5hkscs", "hz", "euc_jis_2004", "big5", "ascii")
# gb2312 and gbk are declared for pages that hold characters of gb18030 alone.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile("[^\0-\x7f]")
_ENOUGH = 0.7  # of the characters beyond ASCII are in daily use: real text has above 0.9
_SAMPLE = 200_000
_TRADITIONAL = "big5hkscs"

Decoded = tuple[str, str, tuple[str, ...]]  # the text, its encoding and the notices


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
    if b"<" not in data:
        return ""
    text = decode_page(data, name)[0]
    named = PurePath(name).suffix.lower() in _HTML_NAMES
    return "html" if _HTML_START.match(text) or (named and _HTML_TAG.search(text)) else ""


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        what = f"the file is too large: {size:,} bytes"
        raise InputError(what, name, f"at most {MAX_BYTES:,} bytes")


def decode(data: bytes, name: str) -> Decoded:
    r"""The text, its encoding and the notices; line ends as they are, a byte order mark left out.

    Where one encoding holds for the whole, ``data.decode(encoding) == text``, but for half a
    character, which stands as �. Raises ``InputError`` with the byte where reading fails.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    encoding = marked or _unmarked_utf16(data) or "utf-8"
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        at = error.start
    lenient = _decoded(data, encoding, "surrogatepass")
    if lenient is not None:
        return _SURROGATE.sub("\ufffd", lenient), encoding, ()
    what = f"the text is broken {encoding} at byte {at:,}"
    if encoding == "utf-8":
        if by_line := _line_by_line(data):
            return by_line
        text = _decoded(data, _TRADITIONAL)
        if text is not None and _is_plausible(text):
            return text, _TRADITIONAL, ("the encoding is not declared: read as Big5",)
        what = f"the file is not text, or of an unknown encoding: no UTF-8 at byte {at:,}"
    raise InputError(what, name, "plain text in UTF-8, UTF-16 or GB18030")


def decode_page(data: bytes, name: str) -> Decoded:
    """The text of a page with its markup, the encoding and the notices."""
    declared = declared_encoding(data)
    if not declared:
        return decode(data, name)
    try:
        return data.decode(declared), declared, ()
    except UnicodeError:
        text, encoding, notices = decode(data, name)
        return text, encoding, (f"the page declares {declared}, but is {encoding}", *notices)


def declared_encoding(data: bytes) -> str:
    """The encoding a page declares, as Python names it; ``""`` for none, or none that is known."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None or any(data.startswith(mark) for mark, _ in _MARKS):
        return ""
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    try:
        known = codecs.lookup(_WIDER.get(label, label)).name
    except LookupError:
        return ""
    return known if known in _CHINESE else ""


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, told by its zero bytes."""
    if len(data) % 2 or 0 not in data:  # every digit and line end has a zero byte
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(data, encoding)
        if text and "\0" not in text and _is_plausible(text):
            return encoding
    return ""


def _line_by_line(data: bytes) -> Decoded | None:
    """GB18030, or GB18030 and UTF-8 mixed by line; no byte of either looks like a line end."""
    lines: list[str] = []
    utf8_lines: list[int] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        text = _utf8_line(line)
        if text is not None and not line.isascii():
            utf8_lines.append(number)
        text = _decoded(line, "gb18030") if text is None else text
        if text is None:
            return None
        lines.append(text)
    whole, many = "\n".join(lines), len(utf8_lines)
    if not _is_plausible(whole):
        return None
    if not utf8_lines:
        return whole, "gb18030", ()
    where = f"{many:,} line{'s' * (many > 1)} of UTF-8, the first is {utf8_lines[0]:,}"
    return whole, "gb18030+utf-8", (f"mixed encodings: a GB18030 file with {where}",)


def _utf8_line(line: bytes) -> str | None:
    """The line as UTF-8, where it is: GB18030 that happens to be UTF-8 reads as Greek or Arabic."""
    text = _decoded(line, "utf-8")
    beyond = _NOT_ASCII.findall(text or "")
    return text if sum(character > "\u2000" for character in beyond) * 2 >= len(beyond) else None


def _decoded(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None


def _is_plausible(text: str) -> bool:
    """Whether most characters beyond ASCII are daily ones."""
    beyond = _NOT_ASCII.findall(text, 0, _SAMPLE)
    daily = _daily_characters()
    return not beyond or sum(one in daily for one in beyond) / len(beyond) >= _ENOUGH


@cache
def _daily_characters() -> frozenset[str]:
    """Symbols and first-level characters of GB 2312 (simplified) and Big5 (traditional)."""
    low, high = range(0x40, 0x7F), range(0xA1, 0xFF)  # second bytes
    simplified = product((*range(0xA1, 0xA4), *range(0xB0, 0xD8)), high)
    traditional = product(range(0xA1, 0xC7), (*low, *high))
    tables = ((simplified, "gb2312"), (traditional, "big5"))
    return frozenset(
        "".join(bytes(code).decode(name, "ignore") for codes, name in tables for code in codes)
    )
