"""The words of a WordprocessingML paragraph, its changes accepted and its marks in place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .lines import lowered, raised, row_lines
from .word_styles import Numbering, Styles, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_FIXED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_WRAPPERS = {
    f"{W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "bdo", "dir")
} | {f"{W}sdt", f"{W}sdtContent", f"{W}ruby", f"{W}rubyBase", f"{_COMPATIBILITY}Choice"}
_WITHDRAWN = (f"{W}del", f"{W}moveFrom")
_ELSEWHERE = (f"{W}altChunk", f"{W}subDoc")
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_UNKNOWN = "\ufffd"

# A line break inside a numeral parts nothing: 12⏎.6亿元.
_CUT_NUMERAL = re.compile(r"(?<=[0-9.,])\n(?=[0-9.,%％‰万亿元])")

Piece = tuple[str, bool]  # characters, and whether they are raised


class Story:
    """The lines of a document's blocks; counts what it leaves out and which notes it met."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self._numbering = numbering
        self._styles = styles
        self.left_out: Counter[str] = Counter()
        self.notes: list[tuple[str, str]] = []

    def lines(self, blocks: etree._Element) -> Iterator[str]:
        """The lines of the paragraphs and tables inside ``blocks``, in order."""
        for block in blocks:
            if block.tag == f"{W}p":
                yield from self._paragraph(block)
            elif block.tag == f"{W}tbl":
                for row in self._inside(block, f"{W}tr"):
                    yield from self._row(row)
            elif block.tag in _WRAPPERS:
                yield from self.lines(block)
            elif block.tag in _WITHDRAWN:
                self.left_out["deletion"] += 1
            elif block.tag in _ELSEWHERE:
                self.left_out["linked document"] += 1

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        words = _joined(self._pieces(paragraph, paragraph))
        words = _CUT_NUMERAL.sub("", words)
        yield from (self._numbering.label(paragraph) + words).split("\n")
        for box in _text_boxes(paragraph):
            yield from self.lines(box)

    def _row(self, row: etree._Element) -> Iterator[str]:
        if row.find(f"{W}trPr/{W}del") is not None:
            self.left_out["deletion"] += 1
            return
        cells: list[str] = []
        for cell in self._inside(row, f"{W}tc"):
            cells.append("\n".join(line for line in self.lines(cell) if line.strip()))
            cells.extend([""] * (_columns(cell) - 1))
        yield from row_lines(cells)

    def _inside(self, element: etree._Element, tag: str) -> Iterator[etree._Element]:
        for child in element:
            if child.tag == tag:
                yield child
            elif child.tag in _WRAPPERS:
                yield from self._inside(child, tag)

    def _pieces(self, element: etree._Element, paragraph: etree._Element) -> Iterator[Piece]:
        for child in element:
            if child.tag == f"{W}r":
                yield from self._run(child, paragraph)
            elif child.tag in _WRAPPERS:
                yield from self._pieces(child, paragraph)
            elif child.tag in _WITHDRAWN:
                self.left_out["deletion"] += 1
            elif str(child.tag).startswith(_MATHS):
                yield _formula(child), False

    def _run(self, run: etree._Element, paragraph: etree._Element) -> Iterator[Piece]:
        if self._styles.hides(run, paragraph):
            self.left_out["hidden passage"] += bool(run.findtext(f"{W}t"))
            return
        height = _height(run)
        for part in run:
            if part.tag == f"{W}t":
                # Only an entity that is not expanded stands inside.
                self.left_out["entity reference"] += len(part)
                text = "".join((part.text or "", *(child.tail or "" for child in part)))
                yield (lowered(text) if height < 0 else text), height > 0
            elif part.tag in _FIXED:
                yield _FIXED[str(part.tag)], False
            elif part.tag == f"{W}sym":
                yield _symbol(part), height > 0
            elif part.tag in _NOTES:
                self.notes.append((_NOTES[str(part.tag)], part.get(f"{W}id", "")))
                yield f"[{len(self.notes)}]", False
            elif part.tag in _WRAPPERS:
                yield from self._pieces(part, paragraph)


def _joined(pieces: Iterator[Piece]) -> str:
    """The pieces as one text; raised pieces that touch are one mark."""
    words, mark = "", ""
    for characters, is_raised in pieces:
        if is_raised:
            mark += characters
        else:
            words += raised(mark, words[-8:]) + characters
            mark = ""
    return words + raised(mark, words[-8:])


def _height(run: etree._Element) -> int:
    """1 for a run that stands above its line, -1 for one below, else 0."""
    alignment = run.find(f"{W}rPr/{W}vertAlign")
    named = "" if alignment is None else alignment.get(f"{W}val")
    if named in ("superscript", "subscript"):
        return 1 if named == "superscript" else -1
    moved = run.find(f"{W}rPr/{W}position")
    points = "" if moved is None else moved.get(f"{W}val", "")
    smaller = run.find(f"{W}rPr/{W}sz") is not None
    if not (smaller and points.lstrip("-").isdigit() and int(points)):
        return 0
    return -1 if points.startswith("-") else 1


def _symbol(symbol: etree._Element) -> str:
    """The character of a symbol; one of a pictorial font shows what no table says: \ufffd."""
    code = symbol.get(f"{W}char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if symbol.get(f"{W}font", "").lower() == "symbol" and 0xF020 <= number < 0xF07F:
        return chr(number - 0xF000)  # its digits and signs stand at the places of ASCII
    return chr(number) if 0x20 <= number < 0xD800 else _UNKNOWN


def _formula(element: etree._Element) -> str:
    """A formula on one line: a fraction with its stroke, a power raised; never run together.

    A numerator is no part of what stands beside it: 3 over 4 is 3/4, not 34.
    """
    tag = str(element.tag).removeprefix(_MATHS)
    if tag == "t":
        return element.text or ""
    parts = [_formula(child) for child in element]
    if tag == "f":
        return "/".join(part for part in parts if part)
    if tag in ("sSup", "sSub"):
        base, *mark = [part for part in parts if part] or [""]
        return base + (raised("".join(mark), "10") if tag == "sSup" else lowered("".join(mark)))
    return ("" if tag in ("oMath", "oMathPara", "r", "e", "num", "den") else " ").join(parts)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a paragraph; the copy for old programs only where it is alone."""
    for child in paragraph:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            chosen = [one for one in child if one.tag == f"{_COMPATIBILITY}Choice"]
            boxes = [box for one in chosen for box in _text_boxes(one)]
            others = [one for one in child if one.tag == f"{_COMPATIBILITY}Fallback"]
            yield from boxes or [box for one in others for box in _text_boxes(one)]
        else:
            yield from _text_boxes(child)


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = "" if span is None else span.get(f"{W}val", "")
    return min(int(value), 60) if value.isascii() and value.isdigit() and len(value) < 9 else 1
