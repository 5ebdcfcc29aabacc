"""The encoding a page declares of itself, tried before it is guessed."""

from __future__ import annotations

import codecs
import re

from fengze_analysis.text.decoding import decode

_WITHIN = 4096
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(
    rb"""
    <meta[^>]{0,200}? charset \s*=\s* ["']?\s* ([\w-]+)       # <meta charset=gb2312>
    | <\?xml[^>]{0,100}? encoding \s*=\s* ["'] ([\w-]+)       # <?xml encoding="gb2312"?>
    """,
    re.IGNORECASE | re.VERBOSE,
)
# gb2312 and gbk are declared for pages that hold characters of gb18030 alone.
_CHINESE = ("utf-8", "gb18030", "big5hkscs", "hz", "euc_jis_2004", "big5", "ascii")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}


def decode_page(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The text of a page with its markup, the encoding and the notices.

    >>> decode_page('<meta charset="gbk"><p>税收'.encode("gbk"), "a.html")[1]
    'gb18030'
    """
    declared = declared_encoding(data)
    if declared:
        try:
            return data.decode(declared), declared, ()
        except UnicodeError:
            text, encoding, notices = decode(data, name)
            wrong = f"the page declares {declared}, but is {encoding}"
            return text, encoding, (wrong, *notices)
    return decode(data, name)


def declared_encoding(data: bytes) -> str:
    """The encoding a page declares, as Python names it; ``""`` where none, or none that is known.

    >>> declared_encoding(b"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>")
    'gb18030'
    """
    found = _DECLARED.search(data[:_WITHIN])
    if found is None or data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        return ""
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    try:
        known = codecs.lookup(_WIDER.get(label, label)).name
    except LookupError:
        return ""
    # A page whose declaration can be read as ASCII is in none of these, whatever it says.
    return "" if known.startswith(("utf-16", "utf-32")) or not _is_text(known) else known


def _is_text(encoding: str) -> bool:
    """Whether it is one of Chinese text: pages declare koi8-r or ``undefined`` by mistake."""
    return encoding in _CHINESE
