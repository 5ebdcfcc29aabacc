"""Sentences as the rules read them: blanks out, clauses marked, every figure in its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby, pairwise

from ..interval import Interval, exact_number
from ..model import Document, Sentence, Statement
from .arithmetic import any_rounding
from .rules import any_word
from .values import Amount, Name

_MARK = re.compile(
    r"""
    (?P<open>[（(“‘《「『【])
    | (?P<close>[）)”’》」』】])
    | (?P<end>[，；。！？：;] | (?<![0-9]),|,(?![0-9]))  # 1,300 holds no end
    """,
    re.VERBOSE,
)
_FOLD = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0B, 0xFF0E)}
_LONGEST_NAME = 20
_SENTENCE_END = re.compile(r"[。！？]|\n\s*\n")


@dataclass(frozen=True, eq=False)
class Figure:
    """A statement with its place in a passage; ``start`` and ``end`` count without blanks.

    ``before`` and ``after`` are the words of its clause on either side.
    """

    row: Statement
    start: int
    end: int
    clause: int
    before: str
    after: str

    @cached_property
    def interval(self) -> Interval:
        """What the printed figure can stand for."""
        return self.row.interval

    @cached_property
    def number(self) -> Fraction | None:
        """The printed number, ``None`` for a range."""
        return exact_number(self.row.value)

    @property
    def step(self) -> Fraction:
        """One unit of the last printed place; 0 for a full count and where it cannot be known."""
        low, high = self.interval.low, self.interval.high
        known = self.row.approx == "exact" and low is not None and high is not None
        return high - low if known else Fraction(0)  # type: ignore[operator]

    @cached_property
    def widest(self) -> Interval:
        """What the figure can stand for if it was rounded or cut off, whichever rule was used.

        A contradiction is one only if not even this interval saves it.
        """
        exact = self.number is None or not self.step
        return self.interval if exact else any_rounding(self.number, self.step)  # type: ignore[arg-type]

    @property
    def exact_count(self) -> bool:
        """Whether the figure is a whole number printed in full (152 个)."""
        whole = self.number is not None and self.number.denominator == 1
        return whole and self.interval == Interval(self.number, self.number)

    @property
    def is_percent(self) -> bool:
        """Whether the figure is a share in per cent."""
        return self.row.kind == "share" and self.row.canonical_unit == "%"

    @cached_property
    def label(self) -> str:
        """The words that name the figure; those before it where its name says little (项目)."""
        name = squash(self.row.indicator_phrase)
        little = not name or any_word("generic").fullmatch(name) is not None
        return (self.before[-_LONGEST_NAME:] if little else name) or name

    @property
    def name(self) -> Name:
        """What it is called, as a value of a message."""
        return Name(self.label, self.row.indicator)

    @property
    def amount(self) -> Amount:
        """The figure as a value of a message."""
        row = self.row
        surface = squash(row.surface)
        return Amount(row.value, row.canonical_unit, row.kind, row.approx, row.direction, surface)


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence without blanks, its clauses as spans of ``text``, its figures in order.

    ``above`` holds the headings over it.
    """

    section: str
    item: str
    above: str
    start: int
    text: str
    sentence: str
    clauses: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]

    @cached_property
    def looks_ahead(self) -> bool:
        """Whether the sentence, or the part it stands in, tells of plans and not of results."""
        told = any_word("future").search(self.text)
        return told is not None or any_word("future_heading").search(self.above) is not None

    def between(self, first: Figure, second: Figure) -> str:
        """The words between two figures."""
        return self.text[first.end : second.start]

    def own_words(self, figure: Figure) -> str:
        """The words of the clause that belong to the figure: behind the figure before it."""
        low = self.clauses[figure.clause][0] if self.clauses else 0
        index = self.figures.index(figure)
        end = self.figures[index - 1].end if index else 0
        return self.text[max(low, min(end, figure.start)) : figure.start]

    def clause_text(self, number: int) -> str:
        """The words of a clause, figures included."""
        low, high = self.clauses[number]
        return self.text[low:high]


def squash(raw: str) -> str:
    """``raw`` without blanks and with plain digits, so that words can be matched.

    >>> squash("新增面积 ５０.39 万 m²")
    '新增面积50.39万m²'
    """
    return "".join(raw.split()).translate(_FOLD)


def clause_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The clauses of a sentence as spans, end exclusive; marks inside brackets do not cut.

    >>> text = "评出示范站点（全市仅两个，首批），新增6130人。"
    >>> [text[low:high] for low, high in clause_spans(text)]
    ['评出示范站点（全市仅两个，首批）', '新增6130人']
    """
    cuts, depth = _cuts(text, nested=True)
    if depth:  # a bracket that closes elsewhere protects nothing
        cuts, _ = _cuts(text, nested=False)
    spans = ((low + 1, high) for low, high in pairwise([-1, *cuts, len(text)]))
    return tuple(span for span in spans if span[0] < span[1])


def _cuts(text: str, nested: bool) -> tuple[list[int], int]:
    cuts: list[int] = []
    depth = 0
    for match in _MARK.finditer(text):
        if match.lastgroup == "end":
            if depth == 0:
                cuts.append(match.start())
        elif nested:
            depth += 1 if match.lastgroup == "open" else -1
    return cuts, depth


def read_passages(document: Document, rows: Iterable[Statement]) -> tuple[Passage, ...]:
    """The sentences of ``document`` in order, with the figures of ``rows`` that stand in each.

    A figure outside every measure gets the sentence around it.
    """
    left = sorted(rows, key=lambda row: row.start)
    starts = [row.start for row in left]
    passages: list[Passage] = []
    known: set[int] = set()
    for item in document.items:
        above = squash(item.section_heading + item.heading)
        for sentence in item.sentences:
            first, last = (bisect_left(starts, at) for at in (sentence.start, sentence.end))
            where = (item.section, item.item, above)
            passages.append(_read(document, where, sentence, left[first:last]))
            known.update(range(first, last))
    outside = [row for index, row in enumerate(left) if index not in known]
    passages.extend(_outside(document, outside))
    return tuple(sorted(passages, key=lambda passage: passage.start))


def _outside(document: Document, rows: Sequence[Statement]) -> Iterator[Passage]:
    ends = [match.end() for match in _SENTENCE_END.finditer(document.text)] if rows else []
    edges = [0, *ends, len(document.text)]
    for after, group in groupby(rows, key=lambda row: bisect_right(edges, row.start)):
        inside = list(group)
        where = (inside[0].section, inside[0].item, squash(inside[0].heading))
        sentence = Sentence(edges[after - 1], edges[after], inside[0].sentence)
        yield _read(document, where, sentence, inside)


def _read(
    document: Document,
    where: tuple[str, str, str],
    sentence: Sentence,
    rows: Sequence[Statement],
) -> Passage:
    raw = document.text[sentence.start : sentence.end]
    text = squash(raw)
    offsets: Sequence[int] = range(len(raw))
    if len(text) < len(raw):
        offsets = [index for index, char in enumerate(raw) if not char.isspace()]
    spans = clause_spans(text)
    figures: list[Figure] = []
    for row in rows:
        start, end = (bisect_left(offsets, at - sentence.start) for at in (row.start, row.end))
        clause = next((n for n, (low, high) in enumerate(spans) if low <= start < high), 0)
        low, high = spans[clause]
        figures.append(Figure(row, start, end, clause, text[low:start], text[end:high]))
    return Passage(*where, sentence.start, text, sentence.text, spans, tuple(figures))
