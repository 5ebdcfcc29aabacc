"""Sentences as the rules read them: blanks out, clauses marked, every figure in its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from ..interval import Interval, exact_number
from ..model import Document, Item, Sentence, Statement
from .arithmetic import any_rounding
from .rules import any_word

_MARK = re.compile(
    r"""
    (?P<open>[（(“‘《「『【])
    | (?P<close>[）)”’》」』】])
    | (?P<end>[，；。！？：;] | (?<![0-9]),|,(?![0-9]))  # 1,300 holds no end
    """,
    re.VERBOSE,
)
_FOLD = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0B, 0xFF0E)}
_LONGEST_MARK, _LONGEST_NAME = 4, 20
_SENTENCE_END = re.compile(r"[。！？]|\n\s*\n")


@dataclass(frozen=True, eq=False)
class Figure:
    """A statement with its place in a passage; ``start`` and ``end`` count without blanks."""

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
        if self.row.approx != "exact" or low is None or high is None:
            return Fraction(0)
        return high - low

    @cached_property
    def widest(self) -> Interval:
        """What the figure can stand for if it was rounded or cut off, whichever rule was used.

        A contradiction is one only if not even this interval saves it.
        """
        if self.number is None or not self.step:
            return self.interval
        return any_rounding(self.number, self.step)

    @property
    def exact_count(self) -> bool:
        """Whether the figure is a whole number printed in full (152 个)."""
        whole = self.number is not None and self.number.denominator == 1
        return whole and self.interval == Interval(self.number, self.number)

    @cached_property
    def label(self) -> str:
        """The words that name the figure; those before it where its name says little (项目)."""
        name = squash(self.row.indicator_phrase)
        little = not name or any_word("generic").fullmatch(name) is not None
        return (self.before[-_LONGEST_NAME:] if little else name) or name


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence without blanks, its clauses as spans of ``text``, its figures in order.

    ``above`` holds the headings over it.
    """

    section: str
    item: str
    start: int
    text: str
    sentence: str
    clauses: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]
    heading: bool = False
    above: str = ""

    @cached_property
    def looks_ahead(self) -> bool:
        """Whether the sentence, or the part it stands in, tells of plans and not of results."""
        ahead = any_word("future_heading").search(self.above) or any_word("future").search(
            self.text
        )
        return ahead is not None

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
    edges = [-1, *cuts, len(text)]
    spans = ((low + 1, high) for low, high in pairwise(edges))
    return tuple(span for span in spans if span[0] < span[1])


def read_passages(document: Document, rows: Iterable[Statement]) -> tuple[Passage, ...]:
    """The sentences of ``document`` in order, with the figures of ``rows`` that stand in each.

    A figure outside every measure gets the sentence around it.
    """
    left = sorted(rows, key=lambda row: row.start)
    starts = [row.start for row in left]
    passages = []
    for item in document.items:
        above = squash(item.section_heading + item.heading)
        for sentence in item.sentences:
            first, last = (bisect_left(starts, at) for at in (sentence.start, sentence.end))
            heading = _is_heading(sentence, item)
            where = (item.section, item.item, above)
            passages.append(_read(document, where, sentence, left[first:last], heading))
    known = {figure.row.row_id for passage in passages for figure in passage.figures}
    passages.extend(_outside(document, [row for row in left if row.row_id not in known]))
    return tuple(sorted(passages, key=lambda passage: passage.start))


def _is_heading(sentence: Sentence, item: Item) -> bool:
    """Whether the sentence is a heading with at most a mark (一是) before it."""
    if len(sentence.text) > len(item.heading) + len(item.section_heading) + 2 * _LONGEST_MARK:
        return False
    text = squash(sentence.text).rstrip("。：")
    headings = (squash(words).rstrip("。：") for words in (item.heading, item.section_heading))
    return any(h and text.endswith(h) and len(text) - len(h) <= _LONGEST_MARK for h in headings)


def _outside(document: Document, rows: Sequence[Statement]) -> Iterator[Passage]:
    ends = [match.end() for match in _SENTENCE_END.finditer(document.text)] if rows else []
    edges = [0, *ends, len(document.text)]
    groups: dict[tuple[int, int], list[Statement]] = {}
    for row in rows:
        after = bisect_right(edges, row.start)
        groups.setdefault((edges[after - 1], edges[after]), []).append(row)
    for (low, high), inside in groups.items():
        first = inside[0]
        where = (first.section, first.item, squash(first.heading))
        yield _read(document, where, Sentence(low, high, first.sentence), inside, heading=False)


def _read(
    document: Document,
    where: tuple[str, str, str],
    sentence: Sentence,
    rows: Sequence[Statement],
    heading: bool,
) -> Passage:
    raw = document.text[sentence.start : sentence.end]
    text = squash(raw)
    offsets: Sequence[int] = range(len(raw))
    if len(text) < len(raw):
        offsets = [index for index, char in enumerate(raw) if not char.isspace()]
    spans = clause_spans(text)
    figures: list[Figure] = []
    for row in rows:
        start = bisect_left(offsets, row.start - sentence.start)
        end = bisect_left(offsets, row.end - sentence.start)
        clause = next((n for n, (low, high) in enumerate(spans) if low <= start < high), 0)
        low, high = spans[clause]
        figures.append(Figure(row, start, end, clause, text[low:start], text[end:high]))
    section, item, above = where
    return Passage(
        section, item, sentence.start, text, sentence.text, spans, tuple(figures),
        heading, above,
    )  # fmt: skip


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
