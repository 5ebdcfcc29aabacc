"""Characters without width that text carries from web pages and word processors, read past."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ..model import Document, Item, Quantity, Sentence, Statement, Unread

# Zero-width spaces and joiners, directions of writing, soft hyphens, variants, byte order marks,
# fillers and tags, control characters, and strokes or accents over the character before.
_MARK = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u0300-\u036f\u061c\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20f0\u302a-\u302d\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\U000e0000-\U000e0fff]+"
)
# 完 成 投 资 6 1 . 1 亿 元: single characters, a blank behind each; the blanks are marks.
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S[ \u00a0\u2000-\u200a\u202f\u3000]){5,}\S(?!\S)")
_SPACED_WORDS = re.compile(r"(?:[\u4e00-\u9fff，。；：、]\s){2}[\u4e00-\u9fff]")
_BLANK = re.compile(r"\s")


class Unmarked(NamedTuple):
    """A text without its marks, and where each of its characters, and its end, stood in it."""

    text: str
    stored: str
    places: list[int]

    def _span(self, start: int, end: int) -> tuple[int, int, str]:
        """Where ``[start, end)`` stands as stored; marks inside belong to it, no others."""
        first = self.places[start]
        last = self.places[end - 1] + 1 if end > start else first
        return first, last, self.stored[first:last]

    def document(self, document: Document) -> Document:
        """The document with its positions in the text as stored."""
        items = tuple(map(self._item, document.items))
        return replace(document, text=self.stored, items=items)

    def _item(self, item: Item) -> Item:
        start, end = self.places[item.start], self.places[item.end]
        return replace(
            item, start=start, end=end, sentences=tuple(map(self._sentence, item.sentences))
        )

    def _sentence(self, one: Sentence) -> Sentence:
        return replace(one, start=self.places[one.start], end=self.places[one.end])

    def statement(self, row: Statement) -> Statement:
        """The statement where it stands as stored, its surface with the marks inside."""
        start, end, surface = self._span(row.start, row.end)
        row_id = f"{row.section}.{row.item}.{start}"
        return row._replace(row_id=row_id, start=start, end=end, surface=surface)

    def unread(self, row: Unread) -> Unread:
        """What was not read where it stands as stored."""
        start, end, surface = self._span(row.start, row.end)
        return replace(row, start=start, end=end, surface=surface)

    def quantity(self, quantity: Quantity) -> Quantity:
        """The quantity where it stands as stored."""
        start, end, surface = self._span(quantity.start, quantity.end)
        return quantity._replace(start=start, end=end, surface=surface)


def drop_marks(text: str) -> Unmarked | None:
    """The text without marks, ``None`` where it has none: most texts are read as they are."""
    spans = [mark.span() for mark in _MARK.finditer(text)]
    for run in _SPACED_OUT.finditer(text):
        if _SPACED_WORDS.search(run[0]) and any(map(str.isdigit, run[0])):
            blanks = _BLANK.finditer(text, run.start(), run.end())
            spans.extend(blank.span() for blank in blanks)
    if not spans:
        return None
    places: list[int] = []
    position = 0
    for start, end in sorted(spans):
        places.extend(range(position, start))
        position = end
    places.extend(range(position, len(text) + 1))
    return Unmarked("".join(text[place] for place in places[:-1]), text, places)
