"""Text to quantities: scanned, interpreted, in order, what is unread beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..lexicon.units import NO_UNIT
from ..model import Quantity
from ..rounding import ABOUT_SHARE, HALF_UP
from ..text.layout import Layout, lay_out
from .arabic import LETTERS, read_arabic
from .chinese import read_chinese
from .figure import Figure
from .marks import drop_marks
from .meaning import Meaning, interpret, settle, share_units
from .numerals import CHINESE
from .quantity import to_quantity
from .ranks import read_rank
from .tabular import NUMBERING, Cell, find_cells

_CANDIDATE = re.compile(
    rf"""
    [0-9第{CHINESE}几数半]
  | (?<![0-9A-Za-z.])(?:\.(?=[0-9]) | [lIOo](?=\.?[0-9]))   # .5, l2.3亿
    """,
    re.VERBOSE,
)
_HALF = ("年", "个", "小", "天", "数")
_ARABIC = frozenset("0123456789.") | LETTERS
_CLAUSE_END = re.compile(
    r"""
    [，。；！？;!?\n\r,:]
    (?<![0-9],)                 # 12,345 is one number
    (?<![0-9]:)                 # 3:1 is one ratio
    (?!(?<=:)(?!(?:19|20)[0-9]{2}年|[0-9]{1,2}(?:[-—~至到][0-9]{1,2})?月)[0-9])  # 方面:2023年
    """,
    re.VERBOSE,
)


class Read(NamedTuple):
    """A figure of a text with its quantity and meaning; both are ``None`` where it is unread.

    ``[words_start, words_end)`` of the folded text is what may name it: its clause without the
    figures before and after.
    """

    figure: Figure
    quantity: Quantity | None
    meaning: Meaning | None
    clause_start: int
    words_start: int
    words_end: int
    cell: Cell | None = None


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of ``text`` in order of appearance; ``text[q.start:q.end] == q.surface``.

    >>> found = find_quantities("完成投资61.1亿元，占年度计划108%。")
    >>> [(q.surface, q.value, q.unit, q.kind) for q in found]
    [('61.1亿元', Decimal('6110000000'), '元', 'amount'), ('108%', Decimal('108'), '%', 'share')]
    """
    unmarked = drop_marks(text)
    plain = unmarked.text if unmarked else text
    found = [read.quantity for read in read_figures(plain, lay_out(plain)) if read.quantity]
    return list(map(unmarked.quantity, found)) if unmarked else found


def read_figures(
    text: str, layout: Layout, rounding: str = HALF_UP, about_share: Fraction = ABOUT_SHARE
) -> Iterator[Read]:
    """The figures of ``text`` with their meaning, unread ones among them."""
    folded = layout.folded
    clauses = [0, *[match.end() for match in _CLAUSE_END.finditer(folded)], len(folded) + 1]
    cells = find_cells(folded)
    end = Figure(len(folded), len(folded), "", (), 1, NO_UNIT)
    meaning: Meaning | None = None
    last: Figure | None = None
    for scanned, following in pairwise([*share_units(folded, scan(folded)), end]):
        clause = bisect_right(clauses, scanned.start) - 1
        start, cell = clauses[clause], cells.get(scanned.start)
        if cell is NUMBERING:
            continue
        figure = settle(folded, scanned, start, cell, last)
        done = last.end if last else 0
        words_start = start if start > done else done
        words_end = min(clauses[clause + 1], following.start)
        if figure.form == "unread":
            yield Read(figure, None, None, start, words_start, words_end, cell)
        else:
            gap = folded[done : figure.start] if last else "。"
            meaning = interpret(folded, figure, start, meaning, gap, cell.words if cell else "")
            quantity = to_quantity(text, folded, figure, meaning, rounding, about_share)
            yield Read(figure, quantity, meaning, start, words_start, words_end, cell)
        last = figure


def scan(folded: str) -> Iterator[Figure]:
    """Every figure of ``folded`` in order of appearance, read or unread, never overlapping.

    >>> text = "近 1456 亩，2023年完成十大片区"
    >>> [text[figure.start : figure.end] for figure in scan(text)]
    ['1456 亩', '十大片区']
    """
    position = 0
    while match := _CANDIDATE.search(folded, position):
        start, char = match.start(), match[0]
        if char in _ARABIC:
            position, figures = read_arabic(folded, start)
        elif char == "第":
            position, figures = read_rank(folded, start)
        elif char == "半" and folded[start + 1 : start + 2] not in _HALF:
            position, figures = start + 1, ()
        else:
            position, figures = read_chinese(folded, start)
        yield from figures
        if position <= start:
            position = start + 1
