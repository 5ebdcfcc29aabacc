"""Text to quantities: marks read past, each figure given its meaning, value, unit and interval."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ..interval import Exact, Interval, Number, as_number, decimal_or_fraction
from ..lexicon import alternation, forms
from ..lexicon.units import NO_UNIT, canonical_unit
from ..model import Document, Item, Quantity, Sentence, Statement, Unread
from ..rounding import ABOUT_SHARE, HALF_EVEN, HALF_UP, printed_interval
from ..text.layout import Layout, lay_out
from .figure import Figure
from .meaning import Meaning, distribute_unit, interpret, resolve_unit
from .scanning import scan
from .tabular import NUMBERING, CellContext, find_cells

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
_CLAUSE_END = re.compile(
    r"""
    [，。；！？;!?\n\r,:]
    (?<![0-9],)                 # 12,345 is one number
    (?<![0-9]:)                 # 3:1 is one ratio
    (?!(?<=:)(?!(?:19|20)[0-9]{2}年|[0-9]{1,2}(?:[-—~至到][0-9]{1,2})?月)[0-9])  # 方面:2023年
    """,
    re.VERBOSE,
)
_LONGEST_CLAUSE = 400  # of a line without marks: what stands farther away says nothing of a figure
_RATES = frozenset(("percent", "point", "multiple", "rate", "score"))
_OF_PLAN = re.compile(alternation("plan_basis"))
_PEOPLE = re.compile(forms("people_behind"))
_MONEY, _MONEY_BEHIND = re.compile(forms("money_before")), re.compile(forms("money_behind"))
_HUNDRED_MILLION, _MONEY_WINDOW = 10**8, 40
_HALVES = (HALF_UP, HALF_EVEN)
_ONE, _HUNDRED = Decimal(1), Decimal(100)
_EXACT = Context(prec=60)  # more digits than a numeral may have


_Part = TypeVar("_Part", Item, Sentence)


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
        items = (
            replace(self._move(item), sentences=tuple(map(self._move, item.sentences)))
            for item in document.items
        )
        return replace(document, text=self.stored, items=tuple(items))

    def _move(self, part: _Part) -> _Part:
        return replace(part, start=self.places[part.start], end=self.places[part.end])

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


class ReadFigure(NamedTuple):
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
    cell: CellContext | None = None


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
) -> Iterator[ReadFigure]:
    """The figures of ``text`` with their meaning, unread ones among them."""
    folded = layout.folded
    clauses = [0, *[match.end() for match in _CLAUSE_END.finditer(folded)], len(folded) + 1]
    cells = find_cells(folded)
    end = Figure(len(folded), len(folded), "", (), 1, NO_UNIT)
    meaning: Meaning | None = None
    last: Figure | None = None
    for scanned, following in pairwise([*distribute_unit(folded, scan(folded)), end]):
        clause = bisect_right(clauses, scanned.start) - 1
        start = max(clauses[clause], scanned.start - _LONGEST_CLAUSE)
        cell = cells.get(scanned.start)
        if cell is NUMBERING:
            continue
        figure = resolve_unit(folded, scanned, start, cell, last)
        done = last.end if last else 0
        words_start = start if start > done else done
        words_end = min(clauses[clause + 1], following.start)
        quantity = None
        if figure.form != "unread":
            gap = folded[done : figure.start] if last else "。"
            meaning = interpret(folded, figure, start, meaning, gap, cell.words if cell else "")
            quantity = _quantify(text, folded, figure, meaning, rounding, about_share)
        own = meaning if quantity else None
        yield ReadFigure(figure, quantity, own, start, words_start, words_end, cell)
        last = figure


def _quantify(
    text: str, folded: str, figure: Figure, meaning: Meaning, rounding: str, about_share: Fraction
) -> Quantity:
    """The quantity of a scanned figure; ``folded`` is ``text`` in one width and script."""
    start, end, value = figure.start, figure.end, _value(figure)
    unit = _printed_unit(text, folded, figure)
    canonical = figure.unit.canonical or canonical_unit(unit) or _implied_unit(folded, figure)
    bounds = _bounds(value, figure, meaning, rounding, about_share)
    said = (meaning.kind, meaning.approx, meaning.direction)
    return Quantity(start, end, text[start:end], value, unit, canonical, *bounds, *said)


def _implied_unit(folded: str, figure: Figure) -> str:
    """人 of 200万农村人口, 元 of 生产总值突破5000亿: what is counted where no unit is printed."""
    if figure.multiplier > 1 and _PEOPLE.match(folded, figure.end):
        return "人"
    money = max(figure.values) >= _HUNDRED_MILLION and _MONEY_BEHIND.match(folded, figure.end)
    near = folded[max(0, figure.start - _MONEY_WINDOW) : figure.start]
    return "元" if money and _MONEY.search(near) else ""


def _value(figure: Figure) -> Exact:
    if figure.denominator != 1:
        return decimal_or_fraction(Fraction(figure.values[0]) / figure.denominator)
    values = figure.values
    if figure.multiplier != 1:  # the printed places stay where nothing multiplied them
        values = tuple(map(_plain, values))
    return values[0] if len(values) == 1 else Interval.between(*values)


def _plain(value: Decimal) -> Decimal:
    """``value`` without exponent and without noughts behind its last place."""
    whole = value.quantize(_ONE, context=_EXACT)
    return whole if whole == value else value.normalize(_EXACT)


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
    capped = capped and not _OF_PLAN.search(meaning.basis)
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
