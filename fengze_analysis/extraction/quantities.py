"""Text to quantities: figures scanned, interpreted, given value, unit and interval, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..interval import Exact, Interval, Number, as_number, decimal_or_fraction
from ..lexicon import words
from ..lexicon.units import NO_UNIT, canonical_unit
from ..model import Quantity
from ..rounding import ABOUT_SHARE, HALF_EVEN, HALF_UP, printed_interval
from ..text.layout import Layout, lay_out
from .arabic import LETTERS, read_arabic
from .chinese import read_chinese
from .completing import read_rank
from .figure import Figure
from .marks import drop_marks
from .meaning import Meaning, interpret
from .numerals import CHINESE
from .settling import settle, share_units
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
_RATES = frozenset(("percent", "point", "multiple", "rate", "score"))
_HALVES = (HALF_UP, HALF_EVEN)
_HUNDRED = Decimal(100)
_EXACT = Context(prec=60)  # more digits than a numeral may have


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
            quantity = _quantify(text, folded, figure, meaning, rounding, about_share)
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


def _quantify(
    text: str, folded: str, figure: Figure, meaning: Meaning, rounding: str, about_share: Fraction
) -> Quantity:
    """The quantity of a scanned figure; ``folded`` is ``text`` in one width and script."""
    value = _value(figure)
    unit = _printed_unit(text, folded, figure)
    low, high = _bounds(value, figure, meaning, rounding, about_share)
    return Quantity(
        figure.start,
        figure.end,
        text[figure.start : figure.end],
        value,
        unit,
        figure.unit.canonical or canonical_unit(unit),
        low,
        high,
        meaning.kind,
        meaning.approx,
        meaning.direction,
    )


def _value(figure: Figure) -> Exact:
    if figure.denominator != 1:
        return decimal_or_fraction(Fraction(figure.values[0]) / figure.denominator)
    values = figure.values
    if figure.multiplier != 1:  # the printed places stay where nothing multiplied them
        values = tuple(map(_plain, values))
    return values[0] if len(values) == 1 else Interval.between(*values)


def _plain(value: Decimal) -> Decimal:
    """``value`` without exponent and without noughts behind its last place."""
    value = value.normalize(_EXACT)
    return value.quantize(Decimal(1), context=_EXACT) if value.as_tuple().exponent > 0 else value  # type: ignore[operator]


def _printed_unit(text: str, folded: str, figure: Figure) -> str:
    """The unit as the text prints it, full width and traditional characters included."""
    printed = figure.unit.printed
    if not printed or figure.tail == "成" or figure.unit.category == "rank":
        return printed
    at = folded.rfind(printed, figure.start, figure.end)
    return text[at : at + len(printed)] if at >= 0 else printed


def _bounds(
    value: Exact, figure: Figure, meaning: Meaning, rounding: str, about_share: Fraction
) -> tuple[Number | None, Number | None]:
    """The ends of what ``value`` can stand for; a share cannot pass 100 %, one of a plan can."""
    step = _step(figure)
    capped = meaning.kind == "share" and figure.unit.canonical == "%"
    capped = capped and not any(word in meaning.basis for word in words("plan_basis"))
    if isinstance(value, Decimal) and meaning.approx == "exact":
        if not step:
            return value, value
        if rounding in _HALVES:  # most figures: in fractions they would take ten times as long
            low, high = _EXACT.subtract(value, step / 2), _EXACT.add(value, step / 2)
            high = min(high, _HUNDRED) if capped and value <= _HUNDRED else high
            return _plain(low), _plain(high)
    cap = Fraction(100) if capped else None
    within = printed_interval(value, Fraction(step), meaning.approx, rounding, about_share, cap)
    return as_number(within.low), as_number(within.high)


def _step(figure: Figure) -> Decimal:
    """One unit of the last printed place; 0 for a whole count without 万 or 亿, which is exact."""
    if figure.denominator != 1:
        return Decimal(0)
    if figure.tail == "成":
        return Decimal(10)
    _, point, decimals = figure.numeral.replace("点", ".").partition(".")
    if point or figure.multiplier != 1:
        return Decimal(figure.multiplier).scaleb(-len(decimals))
    return Decimal(figure.unit.category in _RATES or figure.form == "ratio")
