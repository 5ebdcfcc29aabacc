"""The text as read, cut into paragraphs, sections, items and sentences, positions kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..lexicon.folding import fold
from ..model import Item, Sentence
from .mending import FILLER, ITEM, SECTION, SUBSECTION, mend

_BREAK = re.compile(f"{FILLER}+")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』)]*")
_CLAUSE = re.compile("[，；]")
_LONGEST_SENTENCE = 1000


@dataclass(frozen=True, slots=True)
class Layout:
    """Folded text of the same length as the text, its paragraphs, items and sentences."""

    folded: str
    paragraphs: tuple[tuple[int, int], ...]
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]
    sentence_starts: tuple[int, ...]
    item_starts: tuple[int, ...]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that ``position`` stands in."""
        return self.sentences[max(bisect_right(self.sentence_starts, position) - 1, 0)]

    def item_at(self, position: int) -> Item | None:
        """The item that ``position`` stands in, ``None`` before the first."""
        index = bisect_right(self.item_starts, position) - 1
        return self.items[index] if index >= 0 else None


def lay_out(text: str) -> Layout:
    """The layout of ``text``: page breaks inside paragraphs mended, every position kept.

    >>> layout = lay_out("一、发展\\n一是招商。占年度计划\\n\\n108%，竣工。")
    >>> layout.sentences[-1].text, layout.items[-1].heading
    ('占年度计划108%，竣工。', '招商')
    """
    folded, paragraphs = mend(fold(text))
    sentences = tuple(
        sentence for start, end in paragraphs for sentence in _sentences(text, folded, start, end)
    )
    items = tuple(_items(text, folded, paragraphs, sentences))
    return Layout(
        folded,
        paragraphs,
        items,
        sentences,
        tuple(sentence.start for sentence in sentences),
        tuple(item.start for item in items),
    )


def plain(text: str, folded: str, start: int, end: int) -> str:
    """``text[start:end]`` with what was mended left out."""
    if folded.find(FILLER, start, end) < 0:
        return text[start:end]
    pieces, position = [], start
    for break_ in _BREAK.finditer(folded, start, end):
        pieces.append(text[position : break_.start()])
        position = break_.end()
    return "".join([*pieces, text[position:end]])


def _sentences(text: str, folded: str, start: int, end: int) -> list[Sentence]:
    found = []
    position = start
    for stop in _stops(folded, start, end):
        body = plain(text, folded, position, stop)
        if body.strip():
            found.append(Sentence(position, stop, body.strip()))
        position = stop
    return found


def _stops(folded: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end; one of more than a thousand characters is cut at its clauses."""
    position = start
    for stop in [*(match.end() for match in _SENTENCE_END.finditer(folded, start, end)), end]:
        while stop - position > _LONGEST_SENTENCE:
            cut = _CLAUSE.search(folded, position + _LONGEST_SENTENCE, stop)
            if cut is None:
                break
            position = cut.end()
            yield position
        position = stop
        yield stop


def _items(
    text: str,
    folded: str,
    paragraphs: tuple[tuple[int, int], ...],
    sentences: tuple[Sentence, ...],
) -> list[Item]:
    """The items in order; text of a section outside any item has the item ``0``."""
    marks = _marks(text, folded, paragraphs)
    bounds = [*(mark[0] for mark in marks[1:]), len(text)] if marks else []
    starts = [sentence.start for sentence in sentences]
    found = []
    for (start, section, item, section_heading, heading), end in zip(marks, bounds, strict=True):
        inside = sentences[bisect_left(starts, start) : bisect_left(starts, end)]
        found.append(Item(section, item, section_heading, heading, start, end, inside))
    return found


def _marks(
    text: str, folded: str, paragraphs: tuple[tuple[int, int], ...]
) -> list[tuple[int, str, str, str, str]]:
    """Where a section or an item begins: position, section, item, the two headings."""
    found = []
    section = item = 0
    section_heading = ""
    for start, end in paragraphs:
        body = folded[start:end]
        if match := SECTION.match(body):
            section, item = section + 1, 0
            section_heading = _first_clause(plain(text, folded, start + match.end(), end), 80)
            found.append((start, str(section), "0", section_heading, ""))
        elif match := (ITEM.match(body) or (SUBSECTION.match(body) if section else None)):
            item += 1
            heading = _first_clause(plain(text, folded, start + match.end(), end), 40)
            found.append((start, str(section), str(item), section_heading, heading))
    return found


def _first_clause(body: str, most: int) -> str:
    """The heading: up to the first full stop or colon, cut at ``most`` characters."""
    return re.split("[。：:；]", body.strip(), maxsplit=1)[0][:most].strip()
