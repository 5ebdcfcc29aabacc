"""The text of a report as extracted, the limits it keeps, and what a reader should know of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from ..errors import InputError

LAYOUTS = "plain text, HTML, DOCX or PDF"
MAX_BYTES = 64 * 2**20  # of the file as received
MAX_CHARACTERS = 20 * 10**6  # of the extracted text

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LINE_MARKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"  # control characters that part lines and cells
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_CONTROLS = 0.02


@dataclass(frozen=True, slots=True)
class Extracted:
    """A report's text, the encoding and layout it was read from, and notices for its reader.

    ``encoding`` is empty for layouts that bring their own (DOCX, PDF).
    """

    text: str
    encoding: str
    media_type: str
    notices: tuple[str, ...] = ()


def finish(
    text: str, name: str, media_type: str, encoding: str = "", notices: tuple[str, ...] = ()
) -> Extracted:
    """The extracted text with the notices of its odd characters; refuses what is no text.

    >>> finish("新增学位4320个\\u202e。", "a.txt", "text/plain", "utf-8").notices
    ('1 bidirectional mark is kept in the text',)
    """
    text = _SURROGATE.sub("\ufffd", text)  # half a character can be written nowhere
    if not text.strip(_INVISIBLE + " \t\n\v\f\r\u3000\u00a0\0"):
        raise InputError("the report has no text", name, "a file with text")
    if len(text) > MAX_CHARACTERS:
        most = f"at most {MAX_CHARACTERS:,} characters"
        raise InputError(f"the text is too long: {len(text):,} characters", name, most)
    odd = _odd_characters(text)
    if odd["control"] > _MOST_CONTROLS * len(text):
        raise InputError("the file is not text", name, LAYOUTS)
    return Extracted(text, encoding, media_type, (*notices, *_notices(odd)))


def count_of(number: int, one: str, many: str) -> str:
    """``number`` with its noun.

    >>> count_of(1, "page", "pages"), count_of(2, "page", "pages")
    ('1 page', '2 pages')
    """
    return f"{number:,} {one if number == 1 else many}"


def _odd_characters(text: str) -> Counter[str]:
    odd: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if character in _BIDI:
            odd["bidi"] += times
        elif character in _INVISIBLE:
            odd["invisible"] += times
        elif character == "\ufffd":
            odd["replaced"] += times
        elif unicodedata.category(character) == "Cc" and character not in _LINE_MARKS:
            odd["control"] += times
    return odd


def _notices(odd: Counter[str]) -> tuple[str, ...]:
    names = {
        "bidi": "bidirectional mark",
        "invisible": "invisible character",
        "control": "control character",
    }
    kept = [
        f"{count_of(odd[kind], f'{name} is', f'{name}s are')} kept in the text"
        for kind, name in names.items()
        if odd[kind]
    ]
    if odd["replaced"]:
        unknown = count_of(odd["replaced"], "character is", "characters are")
        kept.append(f"{unknown} unreadable and stand as \ufffd")
    return tuple(kept)
