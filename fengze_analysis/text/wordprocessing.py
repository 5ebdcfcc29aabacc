"""The words of a WordprocessingML paragraph, its changes accepted and its marks in place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fengze_analysis.text.lines import row_lines
from fengze_analysis.text.word_numbering import Numbering, W
from fengze_analysis.text.raising import raised

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
_OFF = ("0", "false", "off")

Piece = tuple[str, bool]  # characters, and whether they are raised


class Story:
    """The lines of a document's blocks; counts what it leaves out and which notes it met."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
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
        words = _joined(self._pieces(paragraph))
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

    def _pieces(self, element: etree._Element) -> Iterator[Piece]:
        for child in element:
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag in _WRAPPERS:
                yield from self._pieces(child)
            elif child.tag in _WITHDRAWN:
                self.left_out["deletion"] += 1
            elif str(child.tag).startswith(_MATHS):
                yield "".join(part.text or "" for part in child.iter(f"{_MATHS}t")), False

    def _run(self, run: etree._Element) -> Iterator[Piece]:
        if _is_on(run.find(f"{W}rPr/{W}vanish")):
            self.left_out["hidden passage"] += bool(run.findtext(f"{W}t"))
            return
        alignment = run.find(f"{W}rPr/{W}vertAlign")
        is_raised = alignment is not None and alignment.get(f"{W}val") == "superscript"
        for part in run:
            if part.tag == f"{W}t":
                self.left_out["entity reference"] += len(
                    part
                )  # only an unread entity stands inside
                yield "".join((part.text or "", *(child.tail or "" for child in part))), is_raised
            elif part.tag in _FIXED:
                yield _FIXED[str(part.tag)], False
            elif part.tag in _NOTES:
                self.notes.append((_NOTES[str(part.tag)], part.get(f"{W}id", "")))
                yield f"[{len(self.notes)}]", False
            elif part.tag in _WRAPPERS:
                yield from self._pieces(part)


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


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a paragraph; the copy for old programs is none."""
    inside = (f"{W}txbxContent", f"{_COMPATIBILITY}Fallback")
    for child in paragraph:
        if child.tag == inside[0]:
            yield child
        elif child.tag != inside[1]:
            yield from _text_boxes(child)


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = "" if span is None else span.get(f"{W}val", "")
    return min(int(value), 60) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in _OFF
