"""The targets that the rows of a table of main indicators state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..extraction.naming import codebook_of
from ..extraction.tabular import parse_unit
from ..interval import Exact
from ..lexicon.units import NO_UNIT
from ..model import Indicator, Target
from .entries import Entry, parse_entry
from .horizon import Horizon
from .plan import Plan
from .tables import STATED, Column, Row, Table, find_code

_GROWTH = re.compile("(?:增长|增速|增长率|增幅)$")
_CHANGE = re.compile("(?:降低|下降|减少|提高|提升|增加|增长)(?:率|量|幅度)?$")
_STOCK = re.compile("(?:率|比重|比例|寿命|浓度)$")


def read_table(
    table: Table, plan: Plan, report_id: str, indicators: Iterable[Indicator]
) -> Iterator[Target]:
    """The targets of a table's rows, in the order of its columns.

    A year before the plan is that of the base. A bracketed number is a sum over the years.
    """
    codebook = codebook_of(tuple(indicators))
    years = sorted({column.year for column in table.columns if column.kind == "year"})
    last = years[-1] if years else plan.span.last if plan.span else 0
    past = [year for year in years if year < (plan.year or last)]
    span = Horizon(past[-1] + 1 if past else last - 4, last)
    for row in table.rows:
        base, base_year = _base(row, past[-1], table.star_year) if past else (None, None)
        for column, cell in row.cells:
            entry = parse_entry(cell.text) if column.kind in STATED else None
            if entry is None or column.year in past:
                continue
            start = cell.start + entry.start
            horizon = Horizon(span.first, column.year or span.last)
            type_ = _type(row, column, entry, base)
            target = _target(row, entry, type_, plan.target(f"{report_id}:{start}", horizon))
            changes = type_ in ("mean_growth", "rise") or _CHANGE.search(row.label) is not None
            yield replace(
                target,
                indicator=find_code(codebook, row.label, target.canonical_unit, changes),
                base_value=base,
                base_year=base_year,
                from_year=span.first if type_ in ("cumulative", "mean_growth") else None,
                start=start,
                end=cell.start + entry.end,
                surface=cell.text[entry.start : entry.end],
            )


def _base(row: Row, year: int, star_year: int) -> tuple[Exact | None, int]:
    """The base value and its year; a * behind it says that the year is another."""
    text = next((cell.text for column, cell in row.cells if column.year == year), "")
    entry = parse_entry(text)
    if entry is None or entry.value is None:
        return None, year
    return entry.times(row.multiplier), star_year if "*" in text and star_year else year


def _type(row: Row, column: Column, entry: Entry, base: Exact | None) -> str:
    """What a cell states: a bracketed one is a sum over the years, or the rise of a stock."""
    if entry.value is None:
        return "qualitative"
    grows = _GROWTH.search(row.label) is not None
    if entry.bracketed or column.kind == "sum":
        stock = base is not None or _STOCK.search(row.label)
        return "rise" if stock and not _CHANGE.search(row.label) else "cumulative"
    if column.kind == "year":
        return "yearly" if grows else "level"
    if grows or column.grows:
        return "mean_growth"
    return "level" if "能力" in row.label else "yearly"


def _target(row: Row, entry: Entry, type_: str, target: Target) -> Target:
    multiplier, unit = row.multiplier, row.unit
    if type_ == "mean_growth":
        multiplier, unit = parse_unit("%")
    elif (own := parse_unit(entry.unit))[1] is not NO_UNIT:
        multiplier, unit = own
    return replace(
        target,
        phrase=row.label,
        type=type_,
        operator=entry.operator,
        value=entry.times(multiplier),
        unit=unit.printed,
        canonical_unit=unit.canonical,
        qualifier=entry.words,
        nature=row.nature,
        main=True,
        sentence=row.line,
    )
