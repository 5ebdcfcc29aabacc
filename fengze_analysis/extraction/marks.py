"""Characters without width that text carries from web pages and word processors, read past."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ..model import Document, Item, Statement, Quantity, Sentence, Unread

# Zero-width spaces and joiners, directions of writing, soft hyphens, variants, byte order marks.
_MARK = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+"
)


class Unmarked(NamedTuple):
    """A text without its marks, and where each of its characters stands in the text as stored."""

    text: str
    stored: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``[start, end)`` stands as stored; marks inside belong to it, those around do not.

        >>> unmarked = drop_marks("共12\\u200b3\\u200b家")
        >>> unmarked is not None and unmarked.span(1, 4)
        (1, 5)
        """
        if end <= start:
            return self._bound(start), self._bound(start)
        return self.places[start], self.places[end - 1] + 1

    def document(self, document: Document) -> Document:
        """The document with its positions in the text as stored."""
        items = tuple(self._item(item) for item in document.items)
        return replace(document, text=self.stored, items=items)

    def statement(self, row: Statement) -> Statement:
        """The statement where it stands as stored, its surface with the marks inside."""
        start, end = self.span(row.start, row.end)
        row_id = f"{row.section}.{row.item}.{start}"
        surface = self.stored[start:end]
        return row._replace(row_id=row_id, start=start, end=end, surface=surface)

    def unread(self, row: Unread) -> Unread:
        """What was not read where it stands as stored."""
        start, end = self.span(row.start, row.end)
        return replace(row, start=start, end=end, surface=self.stored[start:end])

    def quantity(self, quantity: Quantity) -> Quantity:
        """The quantity where it stands as stored."""
        start, end = self.span(quantity.start, quantity.end)
        return quantity._replace(start=start, end=end, surface=self.stored[start:end])

    def _item(self, item: Item) -> Item:
        start, end = self._bound(item.start), self._bound(item.end)
        return replace(
            item, start=start, end=end, sentences=tuple(map(self._sentence, item.sentences))
        )

    def _sentence(self, sentence: Sentence) -> Sentence:
        return replace(sentence, start=self._bound(sentence.start), end=self._bound(sentence.end))

    def _bound(self, position: int) -> int:
        return self.places[position] if position < len(self.places) else len(self.stored)


def drop_marks(text: str) -> Unmarked | None:
    """The text without marks, ``None`` where it has none: most texts are read as they are.

    >>> drop_marks("增长3.2%") is None
    True
    """
    if _MARK.search(text) is None:
        return None
    places: list[int] = []
    position = 0
    for mark in _MARK.finditer(text):
        places.extend(range(position, mark.start()))
        position = mark.end()
    places.extend(range(position, len(text)))
    return Unmarked(_MARK.sub("", text), text, places)
