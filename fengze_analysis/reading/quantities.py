"""Text to quantities: scanned, interpreted, in order, what is unread beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ..model import Quantity
from ..rounding import ABOUT_SHARE, HALF_UP
from .figure import Figure
from .layout import Layout, lay_out
from .meaning import Meaning, interpret
from .quantity import to_quantity
from .scanning import scan
from .settling import settle, share_units
from .tabular import Cell, find_cells

_CLAUSE_END = re.compile(
    r"""
    [，。；！？;!?\n\r,:]
    (?<![0-9],)                 # 12,345 is one number
    (?<![0-9]:)(?!(?<=:)[0-9])  # 3:1 is one ratio
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
    [('61.1亿元', '6110000000', '元', 'amount'), ('108%', '108', '%', 'share')]
    """
    return [read.quantity for read in read_figures(text, lay_out(text)) if read.quantity]


def read_figures(
    text: str, layout: Layout, rounding: str = HALF_UP, about_share: Fraction = ABOUT_SHARE
) -> Iterator[Read]:
    """The figures of ``text`` with their meaning, unread ones among them."""
    folded = layout.folded
    clauses = [0, *(match.end() for match in _CLAUSE_END.finditer(folded)), len(folded) + 1]
    cells = find_cells(folded)
    figures = share_units(folded, scan(folded))
    meaning: Meaning | None = None
    last: Figure | None = None
    for scanned, following in _with_next(figures):
        clause = bisect_right(clauses, scanned.start) - 1
        start, cell = clauses[clause], cells.get(scanned.start)
        figure = settle(folded, scanned, start, cell, last)
        after = following.start if following else len(folded)
        named = max(start, last.end if last else 0), min(clauses[clause + 1], after)
        if figure.form == "unread":
            yield Read(figure, None, None, start, *named, cell)
        else:
            gap = folded[last.end : figure.start] if last else "。"
            meaning = interpret(folded, figure, start, meaning, gap, cell.words if cell else "")
            quantity = to_quantity(text, folded, figure, meaning, rounding, about_share)
            yield Read(figure, quantity, meaning, start, *named, cell)
        last = figure


def _with_next(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure | None]]:
    """Each figure with the one behind it, ``None`` behind the last."""
    before: Figure | None = None
    for figure in figures:
        if before is not None:
            yield before, figure
        before = figure
    if before is not None:
        yield before, None
