"""A statement with the words of its clause, as the reading of targets looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..lexicon.units import match_unit
from ..model import Statement
from ..text.layout import FILLER
from .wording import operator_after, operator_before

_CLAUSE = re.compile("[，。；：:！？!?;\n]")
_WINDOW, _AFTER = 80, 30
_JOINED = re.compile(r"\s*(?:、|和|与|及|以及|或)\s*")
_STARTS_FROM = re.compile("(?:[从由]|(?:19|20)[0-9]{2}年?的)[^，。；]{0,14}$")
_MOVES_TO = re.compile(
    "[^，。；]{0,6}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|缩小|压缩|压减|缩短|升|增|降|减)[到至为]"
)


class Figure(NamedTuple):
    """A statement, the words of its clause before it, since the figure before, and behind it.

    ``lead`` are the own words of the first figure that 、 or 和 alone joins it to, ``joined``
    whether there is such a figure, ``adjacent`` whether a figure stands right before.
    """

    row: Statement
    before: str
    own: str
    after: str
    lead: str
    joined: bool
    adjacent: bool

    @property
    def category(self) -> str:
        """The category of its unit in the table of units, ``none`` where it has none."""
        return match_unit(self.row.unit, 0)[1].category if self.row.unit else "none"

    @property
    def words(self) -> str:
        """The words of its clause before and behind it."""
        return self.before + self.after

    def starts(self, following: Figure | None) -> bool:
        """从10.5提高到13: whether this is what ``following`` starts from."""
        return (
            following is not None
            and _STARTS_FROM.search(self.before) is not None
            and following.row.canonical_unit == self.row.canonical_unit
            and _MOVES_TO.fullmatch(following.own) is not None
        )


def figures_of(statements: Sequence[Statement], folded: str) -> Iterator[Figure]:
    """The statements of a text, in order, with their words."""
    last, lead = 0, ""
    for row, following in pairwise([*statements, None]):
        assert row is not None
        opens = max(0, row.start - _WINDOW)
        for mark in _CLAUSE.finditer(folded, opens, row.start):
            opens = mark.end()
        stop = _CLAUSE.search(folded, row.end)
        ends = min(row.end + _AFTER, stop.start() if stop else len(folded))
        ends = min(ends, following.start) if following else ends
        own = plain(folded[max(opens, last) : row.start])
        joined = last > opens and _JOINED.fullmatch(own) is not None
        lead = lead if joined else own
        before, after = plain(folded[opens : row.start]), plain(folded[row.end : ends])
        yield Figure(row, before, own, after, lead, joined, last == row.start > 0)
        last = row.end


def sentence_start(folded: str, position: int) -> int:
    """Where the sentence of ``position`` begins."""
    return max(folded.rfind("。", 0, position), folded.rfind("\n", 0, position)) + 1


def plain(words: str) -> str:
    """``words`` without page breaks and marks of emphasis."""
    return words.replace(FILLER, "").replace("*", "")


def operator_of(figures: Sequence[Figure], index: int) -> str:
    """The operator at a figure; in a list behind 分别 that of its last or first figure.

    A 以上 behind the last of other listed figures holds for that one alone.
    """
    figure = figures[index]
    if own := operator_after(figure.after) or operator_before(figure.own):
        return own
    if figure.row.kind == "rank":
        return "<=" if figure.own.endswith("前") else "="
    last = index
    while last + 1 < len(figures) and figures[last + 1].joined:
        last += 1
    if "分别" not in figure.lead or not (figure.joined or last > index):
        return "="
    return operator_after(figures[last].after) or operator_before(figure.lead) or "="
