"""What a verdict rests on: the figures of a target, and the results of the years before."""

from __future__ import annotations

import re

from fengze_analysis.comparison.figures import Figure, published_figure
from fengze_analysis.comparison.holdings import OnFile
from fengze_analysis.comparison.pairing import Pair
from fengze_analysis.comparison.verdict import Case
from fengze_analysis.model import Published

_REVISED = re.compile(r"人口普查|经济普查|修订|口径调整")


def case_of(pair: Pair, shelf: OnFile) -> Case:
    """What a verdict on a pair of the own area rests on, with the results of the years before."""
    assert pair.reference.target is not None
    target = pair.reference.target
    history = history_of(target.place, target.indicator, shelf)
    return Case(target, pair.wanted, pair.base, pair.now, pair.indicator, history)


def history_of(place: str, indicator: str, shelf: OnFile) -> tuple[Figure, ...]:
    """The published results of a place and indicator that the run may use, in order of years."""
    rows = [
        row
        for row in shelf.published
        if (row.place, row.indicator) == (place, indicator)
        and row.role != "population"
        and row.year
        and shelf.parameters.within(row.year)
    ]
    known = shelf.indicators.get(indicator)
    ordered = sorted(rows, key=lambda row: row.year)
    return tuple(published_figure(row, shelf.parameters, known) for row in ordered)


def is_revised(place: str, indicator: str, start: str, end: str, shelf: OnFile) -> bool:
    """Whether a census or revision between two years splits the series of an indicator."""

    def splits(row: Published) -> bool:
        within = bool(row.year) and start < row.year <= end
        return within and _REVISED.search(row.qualifier + row.note) is not None

    rows = (row for row in shelf.published if (row.place, row.indicator) == (place, indicator))
    return any(splits(row) for row in rows)
