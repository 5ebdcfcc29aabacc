"""Paragraphs: the marks that open them, and those that page breaks cut, mended in place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..lexicon.units import match_unit

# The marks that open a section, a subsection or an item.
_CHINESE = "[一二三四五六七八九十]{1,3}"
SECTION = re.compile(
    rf"""
    \s*(?: 第{_CHINESE}(?:部分|章|节|篇)\s*   # 第一部分
         | ({_CHINESE})\s*、)                 # 一、
    \s*(?=\S)
    """,
    re.VERBOSE,
)
SUBSECTION = re.compile(
    rf"""
    \s*(?: \({_CHINESE}\)                           # (一)
         | [0-9]{{1,2}}(?:[.．、](?![0-9])|\)))       # 1. 1、 1)
    \s*(?=\S)
    """,
    re.VERBOSE,
)
ITEM = re.compile(
    rf"""
    \s*({_CHINESE})[是要]                   # 一是, 二要
    (?=[^。，；]{{2,30}}[。：:，；])          # and a heading
    """,
    re.VERBOSE,
)
# Stands, character for character, where a page break inside a paragraph was mended.
FILLER = "\x1f"
_PAGE_NUMBER = re.compile(
    r"""
    \s*(?: [-—]+\s*[0-9]{1,4}\s*[-—]+     # — 3 —
         | 第\s*[0-9]{1,4}\s*页.*           # 第3页 共8页
         | [0-9]{1,3}                       # 3
    )\s*
    """,
    re.VERBOSE,
)
_INNER_MARK = re.compile(r"[，。；、]")
_CLOSED = (*"。！？!?；;：:”’）)」》|\t", FILLER)
_CELLS = re.compile(r"\t|\||\S {2,}\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, its line end left out."""

    start: int
    end: int
    text: str


def _lines(folded: str) -> list[Line]:
    found, position = [], 0
    for raw in re.split(r"(\r\n|\r|\n|\f|\v)", folded):
        if raw.strip() and raw.strip() != "\ufeff":
            found.append(Line(position, position + len(raw), raw))
        position += len(raw)
    return found


def mend(folded: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Folded text with breaks inside paragraphs replaced by fillers, and its paragraphs.

    >>> folded, paragraphs = mend("完成投资6.5\\n\\n亿元。\\n二是")
    >>> folded.count(FILLER), len(paragraphs)
    (2, 2)
    """
    pieces: list[str] = []
    paragraphs: list[tuple[int, int]] = []
    done = 0
    lines = _lines(folded)
    open_line: Line | None = None
    for index, line in enumerate(lines):
        if _is_page_number(line, lines, index):
            continue
        if open_line is not None and _goes_on(open_line, line):
            pieces.append(folded[done : open_line.end])
            pieces.append(FILLER * (line.start - open_line.end))
            done = line.start
            paragraphs[-1] = (paragraphs[-1][0], line.end)
        else:
            paragraphs.append((line.start, line.end))
        open_line = line
    pieces.append(folded[done:])
    return "".join(pieces), tuple(paragraphs)


def _is_page_number(line: Line, lines: list[Line], index: int) -> bool:
    """A bare number counts as a page number only between two lines of prose."""
    if _PAGE_NUMBER.fullmatch(line.text) is None:
        return False
    if not line.text.strip().isdigit():
        return True
    around = lines[max(index - 1, 0) : index] + lines[index + 1 : index + 2]
    if len(around) == 2 and _cuts_figure(*around):
        return True
    return bool(around) and all(_INNER_MARK.search(near.text) for near in around)


# A numeral at the end of one line and its multiplier or unit at the beginning of the next.
_NUMERAL_ENDS = re.compile(r"[0-9][ ]*[万亿]*[ ]*$")
_UNIT_BEGINS = re.compile(r"(?:[万亿千]+|[%‰])")


def _cuts_figure(before: Line, after: Line) -> bool:
    if _NUMERAL_ENDS.search(before.text) is None or _CELLS.search(after.text.strip()):
        return False
    body = after.text.lstrip()
    end, unit = match_unit(body, 0)
    whole = unit.category not in ("none", "weak") and body[end : end + 1] in _ENDS_WORD
    return _UNIT_BEGINS.match(body) is not None or whole


_ENDS_WORD = ("", *"，。；、,;)） ")


_DIGITS_BEGIN = re.compile(r"(?![0-9]{1,2}[.．、)](?![0-9]))\.?[0-9]")  # and no list mark
_POINT_ENDS, _PLACES_BEGIN = re.compile(r"[0-9]\.$"), re.compile("[0-9]{1,2}(?![0-9年月.、])")
_WRAPPED = 20


def _cuts_numeral(before: Line, after: Line) -> bool:
    """Whether a long line of wrapped text ends amid the digits of a numeral."""
    if after.start - before.end > 2 or len(before.text) < _WRAPPED:
        return False
    printed = before.text.rstrip()
    if printed.endswith("."):
        ends, begins = _POINT_ENDS.search(printed) is not None, _PLACES_BEGIN
    else:
        ends, begins = printed[-1:].isdigit(), _DIGITS_BEGIN
    if not ends or begins.match(after.text) is None:
        return False
    return not (_CELLS.search(before.text.strip()) or _CELLS.search(after.text.strip()))


def _goes_on(before: Line, after: Line) -> bool:
    """Whether a paragraph broken at the end of ``before`` goes on in ``after``."""
    if _cuts_figure(before, after) or _cuts_numeral(before, after):
        return True
    if before.text.rstrip().endswith(_CLOSED) or not _INNER_MARK.search(before.text):
        return False
    if _CELLS.search(before.text.strip()) or _CELLS.search(after.text.strip()):
        return False
    return not (
        SECTION.match(before.text)
        or SECTION.match(after.text)
        or SUBSECTION.match(after.text)
        or ITEM.match(after.text)
        or after.text.lstrip().startswith(("—", "●", "·", "◆", "■"))
    )
