"""Printed lines of pages joined to paragraphs, by margins, indents, gaps and sizes."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

_INDENT = 1.2  # characters: more than a hanging quotation mark, less than the usual two
_RAGGED = 2.1  # characters that a full line may end before the margin
_GAP = 1.7  # of the usual distance of lines: a wider one parts paragraphs
_LARGER = 1.12  # of the size of the body: a heading
_EDGE_SHARE = 0.1
_PAGE_NUMBER = re.compile(
    r"""
    [-—–·]+ \s* [0-9]{1,4} \s* [-—–·]+       # — 3 —
    | 第 \s* [0-9]{1,4} \s* 页 .*            # 第 3 页 共 9 页
    | [0-9]{1,3} (?: \s* / \s* [0-9]{1,3})?  # 3 or 3 / 9
    """,
    re.VERBOSE,
)
_WORD_END, _WORD_START = re.compile(r"[A-Za-z0-9%]$"), re.compile(r"^[A-Za-z0-9]")
_SENTENCE_ENDS = tuple("。；，：！？")
_FEWEST_PAGES = 3  # on which a line must repeat to be a running head


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: where, how large, and its words; ``is_row`` for a row of a table."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    text: str
    is_row: bool = False

    @property
    def is_page_number(self) -> bool:
        """Whether the line is but the number of its page."""
        return not self.is_row and _PAGE_NUMBER.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: its margins, the size of its letters, the distance of lines."""

    left: float
    right: float
    size: float
    distance: float


def join_lines(lines: list[PrintedLine]) -> list[str]:
    """The paragraphs of a document; page numbers and rows of tables stay lines of their own.

    A paragraph that runs over a page without a page number between is one again.
    """
    prose = [line for line in lines if not line.is_row and not line.is_page_number]
    if not prose:
        return [line.text for line in lines]
    usual = _measure(prose)
    joined = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        if _goes_on(before, line, usual):
            joined[-1] += _between(joined[-1], line.text) + line.text
        else:
            joined.append(line.text)
    return joined


def drop_running_heads(lines: list[PrintedLine]) -> tuple[list[PrintedLine], int]:
    """The lines without the heads and feet repeated on most pages, and how many were dropped.

    The first of each stays: it may be the title.
    """
    edges = _edges(lines)
    repeated = Counter((line.text, round(line.top)) for line in edges)
    pages = len({line.page for line in lines})
    heads = {key for key, n in repeated.items() if n >= max(_FEWEST_PAGES, pages / 2)}
    kept, seen = [], set()
    for line in lines:
        key = (line.text, round(line.top))
        if key not in seen or key not in heads or line not in edges:
            kept.append(line)
        seen.add(key)
    return kept, len(lines) - len(kept)


def _edges(lines: list[PrintedLine]) -> set[PrintedLine]:
    """The first and last line of each page that ends no sentence and stands there only once."""
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        if not line.is_row:
            pages.setdefault(line.page, []).append(line)
    found: set[PrintedLine] = set()
    for page in pages.values():
        times = Counter(line.text for line in page)
        ends = (page[0], page[-1])
        found.update(
            edge
            for edge in ends
            if times[edge.text] == 1 and not edge.text.endswith(_SENTENCE_ENDS)
        )
    return found


def _steps(lines: list[PrintedLine]) -> list[float]:
    """The distances from each line to the next on its page."""
    return [
        after.top - before.top
        for before, after in itertools.pairwise(lines)
        if before.page == after.page and after.top > before.top
    ]


def _measure(lines: list[PrintedLine]) -> Measure:
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    edge = int(len(lines) * _EDGE_SHARE)
    steps = _steps(lines)
    size = median(line.size for line in lines)
    return Measure(lefts[edge], rights[-1 - edge], size, median(steps) if steps else 2 * size)


def _goes_on(before: PrintedLine, line: PrintedLine, usual: Measure) -> bool:
    if before.is_row or line.is_row or before.is_page_number or line.is_page_number:
        return False
    if abs(before.size - line.size) > (_LARGER - 1) * usual.size:
        return False
    same_page = before.page == line.page
    if same_page and line.top - before.top > _GAP * max(usual.distance, line.size):
        return False
    if before.size > _LARGER * usual.size:
        return same_page  # a heading over several lines, centred or not
    is_full = before.right > usual.right - _RAGGED * usual.size
    return is_full and line.left < usual.left + _INDENT * usual.size


def _between(before: str, after: str) -> str:
    """What a line end stood for: a space between two words or figures, nothing in Chinese."""
    return " " if _WORD_END.search(before) and _WORD_START.search(after) else ""
