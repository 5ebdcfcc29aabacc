"""The report's own text as paragraphs in which every figure that was read is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ..model import Document, Item, Statement, Unread
from ..text.layout import lay_out

_BREAK = re.compile(r"[\r\n]+\s*")
_MARK_LENGTH = 6  # characters before a heading: 一、 or （十一）
_CLOSING_LENGTH = 40  # characters; a longer line at the end is a paragraph, not a signature

Mark = tuple[int, int, str, Statement | None]


class Part(NamedTuple):
    """A piece of a paragraph: plain text, a figure, an unread passage, a heading, a page break."""

    kind: str
    text: str
    row: Statement | None = None


class Block(NamedTuple):
    """A paragraph, heading, title or closing line; ``name`` where a measure begins."""

    kind: str
    parts: tuple[Part, ...]
    name: str = ""


def source_blocks(
    document: Document, rows: Sequence[Statement], unread: Sequence[Unread] = ()
) -> list[Block]:
    """The text in order: nothing left out but blank lines, every figure marked once."""
    text = document.text
    marks: list[Mark] = [(row.start, row.end, "figure", row) for row in rows]
    marks += [(one.start, one.end, "unread", None) for one in unread]
    marks += [mark for item in document.items for mark in _heading_marks(text, item, rows)]
    marks.sort(key=lambda mark: mark[:2])
    spans = [(start, end) for start, end in _trimmed(text) if start < end]
    ending = list(takewhile(lambda span: _is_closing(text[slice(*span)]), reversed(spans)))
    closing = ending[-1][0] if ending else len(text)
    return [
        Block(
            _kind(document, start, end, closing),
            tuple(_parts(text, start, end, marks)),
            next((f"{i.section}.{i.item}" for i in document.items if start <= i.start < end), ""),
        )
        for start, end in spans
    ]


def _trimmed(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs without white space around them."""
    for start, end in lay_out(text).paragraphs:
        piece = text[start:end]
        yield start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _is_closing(line: str) -> bool:
    """Whether a line after the last sentence is short: office, date."""
    return len(line) <= _CLOSING_LENGTH and not line.endswith(("。", "！", "："))


def _kind(document: Document, start: int, end: int, closing: int) -> str:
    """title, number, section, head (before the title), closing or text."""
    bare = _bare(document.text[start:end])
    for kind, known in (("title", document.title), ("number", document.number)):
        if known and bare == _bare(known):
            return kind
    for heading in {_bare(item.section_heading) for item in document.items}:
        mark = bare.removesuffix(heading)  # 一、
        if heading and mark != bare and len(mark) <= _MARK_LENGTH:
            return "section"
    if document.title and start < document.text.find(document.title):
        return "head"
    return "closing" if start >= closing else "text"


def _bare(text: str) -> str:
    return "".join(text.split())


def _heading_marks(text: str, item: Item, rows: Sequence[Statement]) -> Iterator[Mark]:
    """The heading of a measure, cut around the figures that stand in it (一是学位12个到位)."""
    start = text.find(item.heading, item.start, item.end) if item.heading else -1
    end = start + len(item.heading)
    if start < 0:
        return
    for row in rows:
        if start <= row.start and row.end <= end:
            yield start, row.start, "heading", None
            start = row.end
    yield start, end, "heading", None


def _parts(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Part]:
    """The pieces of a paragraph; of two marks on the same characters the first one stands."""
    place = start
    for begin, stop, kind, row in marks:
        if place <= begin < stop <= end:
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
