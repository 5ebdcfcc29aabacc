"""The text of a report as extracted: its lines, the limits it keeps, and notices for its reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import InputError

TEXT, HTML, PDF = "text/plain", "text/html", "application/pdf"
LAYOUTS = "plain text, HTML, DOCX or PDF"
MAX_BYTES = 64 * 2**20  # of the file as received
MAX_CHARACTERS = 20 * 10**6  # of the extracted text

_ODD = {  # characters that nobody sees
    "bidirectional mark": "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069",
    "invisible character": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    # But those that part lines and cells: \t\n\v\f\r, \x1c to \x1f and \x85.
    "control character": "".join(
        map(chr, (*range(9), *range(14, 28), *range(127, 133), *range(134, 160)))
    ),
}
_BLANK = _ODD["invisible character"] + " \t\n\v\f\r\u3000\u00a0\0"
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_CONTROLS = 0.02

# White space as HTML counts it; a no-break or an ideographic space is a character like another.
_GAP = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BROKEN = re.compile(rf"(?<=[{_WIDE}“”‘’—…])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}“”‘’—…])")
_PROSE_LINES = 3  # a cell of more line ends than this places prose on the page
_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcdm]?m|[KCDM]?M|千米|米|公里)$")
_BASE = re.compile(r"(?:^|[^0-9.,])10$")
_NUMBER = re.compile(r"-?[0-9]{1,3}")


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
    """The extracted text with the notices of its odd characters; refuses what is no text."""
    text = _SURROGATE.sub("\ufffd", text)  # half a character can be written nowhere
    if not text.strip(_BLANK):
        raise InputError("the report has no text", name, "a file with text")
    if len(text) > MAX_CHARACTERS:
        most = f"at most {MAX_CHARACTERS:,} characters"
        raise InputError(f"the text is too long: {len(text):,} characters", name, most)
    times = Counter(text)
    odd = {kind: sum(times[one] for one in characters) for kind, characters in _ODD.items()}
    if odd["control character"] > _MOST_CONTROLS * len(text):
        raise InputError("the file is not text", name, LAYOUTS)
    kept = notices_of(odd, "kept in the text")
    unknown = notices_of({"character": times["\ufffd"]}, "unreadable, shown as \ufffd")
    return Extracted(text, encoding, media_type, (*notices, *kept, *unknown))


def notices_of(counts: Mapping[str, int], what: str) -> tuple[str, ...]:
    """A notice for each kind of thing that was met, how often, and what became of it."""
    return tuple(
        f"{number:,} {kind}{' is' if number == 1 else 's are'} {what}"
        for kind, number in counts.items()
        if number
    )


def collapse(text: str) -> str:
    """``text`` with its white space as a page shows it; no gap where Chinese was only wrapped."""
    return _GAP.sub(" ", _BROKEN.sub("", text))


def row_lines(cells: list[str]) -> list[str]:
    """A table row as a line, tabs between its cells; a row that only places prose as its lines."""
    filled = [cell for cell in cells if cell.strip()]
    is_alone = len(filled) == 1 and filled[0] == cells[0]
    if is_alone or any("\t" in cell or cell.count("\n") >= _PROSE_LINES for cell in filled):
        return [line for cell in filled for line in cell.split("\n")]
    flat = (" ".join(part.strip() for part in cell.split("\n")).strip() for cell in cells)
    return ["\t".join(flat).rstrip("\t")]


def raised(characters: str, before: str) -> str:
    """How raised ``characters`` read in a line after ``before``: a power, or a footnote's mark."""
    bare = characters.strip()
    if not _NUMBER.fullmatch(bare):
        return characters
    of_length = bare in ("2", "3") and _UNIT.search(before)
    is_power = of_length or bare.startswith("-") or _BASE.search(before)
    return bare.translate(_POWERS) if is_power else f"[{bare}]"
