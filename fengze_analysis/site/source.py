"""The report's own text as paragraphs in which every figure that was read is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Document, Statement, Unread
from ..text.layout import lay_out

_BREAK = re.compile(r"[\r\n]+\s*")
_MARK_LENGTH = 6  # characters before a heading: 一、 or （十一）
_CLOSING_LENGTH = 40  # characters; a longer line at the end is a paragraph, not a signature


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paragraph: plain text, a figure, an unread passage, a heading, a page break."""

    kind: str
    text: str
    row: Statement | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, title or closing line of the report."""

    kind: str
    parts: tuple[Part, ...]
    name: str = ""


def source_blocks(
    document: Document, statements: Sequence[Statement], unread: Sequence[Unread] = ()
) -> list[Block]:
    """The text in order: nothing left out but blank lines, every figure marked once."""
    text = document.text
    paragraphs = [_trimmed(text, *span) for span in lay_out(text).paragraphs]
    marks = sorted(_marks(document, statements, unread), key=lambda mark: mark[:2])
    last = _closing_start(text, paragraphs)
    return [
        Block(
            _block_kind(document, text[start:end], start, last),
            tuple(_parts(text, start, end, marks)),
            _section_at(document, start, end),
        )
        for start, end in paragraphs
        if start < end
    ]


Mark = tuple[int, int, str, Statement | None]


def _marks(
    document: Document, statements: Sequence[Statement], unread: Sequence[Unread]
) -> Iterator[Mark]:
    """What is set apart inside paragraphs: figures, unread passages, headings of measures."""
    for row in statements:
        yield row.start, row.end, "figure", row
    for passage in unread:
        yield passage.start, passage.end, "unread", None
    for item in document.items:
        start = document.text.find(item.heading, item.start, item.end) if item.heading else -1
        if start >= 0:
            yield from _heading_marks(start, start + len(item.heading), statements)


def _heading_marks(start: int, end: int, statements: Sequence[Statement]) -> Iterator[Mark]:
    """The heading of a measure, cut around the figures that stand in it (一是学位12个到位)."""
    for row in statements:
        if start <= row.start and row.end <= end:
            if start < row.start:
                yield start, row.start, "heading", None
            start = row.end
    if start < end:
        yield start, end, "heading", None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Part]:
    """The pieces of a paragraph; of two marks on the same characters the first one stands."""
    place = start
    for begin, stop, kind, row in marks:
        if place <= begin and stop <= end:
            yield from _running(text[place:begin])
            yield Part(kind, text[begin:stop], row)
            place = stop
    yield from _running(text[place:end])


def _running(text: str) -> Iterator[Part]:
    """Plain text, a page break inside it set apart."""
    for number, piece in enumerate(_BREAK.split(text)):
        if number:
            yield Part("break", "")
        if piece:
            yield Part("text", piece)


def _same(left: str, right: str) -> bool:
    return bool(right) and "".join(left.split()) == "".join(right.split())


def _block_kind(document: Document, text: str, start: int, last: int) -> str:
    """title, number, section, head (before the title), closing (after the last measure) or text."""
    if _same(text, document.title):
        return "title"
    if _same(text, document.number):
        return "number"
    if any(_is_heading(text, item.section_heading) for item in document.items):
        return "section"
    title = document.text.find(document.title) if document.title else -1
    if 0 <= start < title:
        return "head"
    return "closing" if start >= last else "text"


def _is_heading(text: str, heading: str) -> bool:
    """Whether a paragraph is the heading of a part, its mark (一、) before it."""
    bare = "".join(text.split())
    mark = bare.removesuffix("".join(heading.split()))
    return bool(heading) and mark != bare and len(mark) <= _MARK_LENGTH


def _closing_start(text: str, paragraphs: Sequence[tuple[int, int]]) -> int:
    """Where the short lines after the last sentence begin: office, date, contact."""
    first = len(text)
    for start, end in reversed(paragraphs):
        if end - start > _CLOSING_LENGTH or text[start:end].endswith(("。", "！", "：")):
            break
        first = start
    return first


def _section_at(document: Document, start: int, end: int) -> str:
    """``section.item`` where a measure begins in this paragraph."""
    found = (f"{one.section}.{one.item}" for one in document.items if start <= one.start < end)
    return next(found, "")
