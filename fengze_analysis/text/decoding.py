"""Bytes to characters: the encoding a page declares, else UTF-8, UTF-16 or GB18030, strictly."""

from __future__ import annotations

import codecs
import re
from functools import cache

from ..errors import InputError
from .extracted import count_of

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
_RIGHT = "plain text in UTF-8, UTF-16 or GB18030"
_ENOUGH = 0.7  # of the characters beyond ASCII are in daily use: real text has above 0.9
_SAMPLE = 200_000
_TRADITIONAL = "big5hkscs"
_LOW, _HIGH = range(0x40, 0x7F), range(0xA1, 0xFF)  # second bytes of the two character sets


def decode(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    r"""The text, its encoding and the notices; line ends as they are, a byte order mark left out.

    Where one encoding holds for the whole, ``data.decode(encoding) == text``. Raises ``InputError``
    with the byte where reading fails.

    >>> decode("税收增长30.9%\r\n".encode("gb18030"), "a.txt")
    ('税收增长30.9%\r\n', 'gb18030', ())
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding, name)
    if encoding := _unmarked_utf16(data):
        return _marked(data, encoding, name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, name)


def decode_page(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The text of a page with its markup, the encoding and the notices.

    >>> decode_page('<meta charset="gbk"><p>税收'.encode("gbk"), "a.html")[1]
    'gb18030'
    """
    declared = declared_encoding(data)
    if not declared:
        return decode(data, name)
    try:
        return data.decode(declared), declared, ()
    except UnicodeError:
        text, encoding, notices = decode(data, name)
        return text, encoding, (f"the page declares {declared}, but is {encoding}", *notices)


def declared_encoding(data: bytes) -> str:
    """The encoding a page declares, as Python names it; ``""`` where none, or none that is known.

    >>> declared_encoding(b"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>")
    'gb18030'
    """
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None or any(data.startswith(mark) for mark, _ in _MARKS):
        return ""
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    try:
        known = codecs.lookup(_WIDER.get(label, label)).name
    except LookupError:
        return ""
    return known if known in _CHINESE else ""


def _marked(data: bytes, encoding: str, name: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        lenient = _with_surrogates(data, encoding)
        if lenient is None:
            what = f"the text is broken {encoding} at byte {error.start:,}"
            raise InputError(what, name, _RIGHT) from None
        return lenient, encoding, ()


def _with_surrogates(data: bytes, encoding: str) -> str | None:
    """The text with each lone surrogate as �; ``None`` where more than that is wrong."""
    text = _decoded(data, encoding, "surrogatepass")
    return None if text is None else _SURROGATE.sub("\ufffd", text)


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, told by its zero bytes."""
    if len(data) % 2 or 0 not in data:  # every digit and line end has a zero byte
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(data, encoding)
        if text and "\0" not in text and _plausibility(text) >= _ENOUGH:
            return encoding
    return ""


def _not_utf8(
    data: bytes, error: UnicodeDecodeError, name: str
) -> tuple[str, str, tuple[str, ...]]:
    lenient = _with_surrogates(data, "utf-8")
    if lenient is not None:
        return lenient, "utf-8", ()
    mixed = _line_by_line(data)
    if mixed is not None:
        return mixed
    text = _decoded(data, _TRADITIONAL)
    if text and _plausibility(text) >= _ENOUGH:
        return text, _TRADITIONAL, ("the encoding is not declared: read as Big5",)
    what = f"the file is not text, or of an unknown encoding: no UTF-8 at byte {error.start:,}"
    raise InputError(what, name, _RIGHT) from None


def _line_by_line(data: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """GB18030, or GB18030 and UTF-8 mixed by line; no byte of either looks like a line end."""
    lines: list[str] = []
    utf8_lines: list[int] = []
    try:
        for number, line in enumerate(data.split(b"\n"), 1):
            as_utf8 = _utf8_line(line)
            if as_utf8 is not None and not line.isascii():
                utf8_lines.append(number)
            lines.append(line.decode("gb18030") if as_utf8 is None else as_utf8)
    except UnicodeDecodeError:
        return None
    text = "\n".join(lines)
    if _plausibility(text) < _ENOUGH:
        return None
    if not utf8_lines:
        return text, "gb18030", ()
    where = f"{count_of(len(utf8_lines), 'line', 'lines')} of UTF-8, the first is {utf8_lines[0]:,}"
    return text, "gb18030+utf-8", (f"mixed encodings: a GB18030 file with {where}",)


def _utf8_line(line: bytes) -> str | None:
    """The line as UTF-8, where it is: GB18030 that happens to be UTF-8 reads as Greek or Arabic."""
    text = _decoded(line, "utf-8")
    if text is None:
        return None
    beyond = _NOT_ASCII.findall(text)
    return text if sum(character > "\u2000" for character in beyond) * 2 >= len(beyond) else None


def _decoded(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """The share of daily characters among those beyond ASCII; 1 where there are none."""
    beyond = _NOT_ASCII.findall(text, 0, _SAMPLE)
    if not beyond:
        return 1.0
    daily = _daily_characters()
    return sum(character in daily for character in beyond) / len(beyond)


@cache
def _daily_characters() -> frozenset[str]:
    """Symbols and first-level characters of GB 2312 (simplified) and Big5 (traditional)."""
    simplified = ((lead, trail) for lead in _leads(0xA1, 0xA3, 0xB0, 0xD7) for trail in _HIGH)
    traditional = ((lead, trail) for lead in _leads(0xA1, 0xC6) for trail in (*_LOW, *_HIGH))
    tables = ((simplified, "gb2312"), (traditional, "big5"))
    return frozenset(
        "".join(bytes(code).decode(name, "ignore") for codes, name in tables for code in codes)
    )


def _leads(*bounds: int) -> list[int]:
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [lead for first, last in pairs for lead in range(first, last + 1)]
