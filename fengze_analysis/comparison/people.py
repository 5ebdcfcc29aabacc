"""Counts of areas of different size made comparable: per 10 000 people, the year printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..model import Indicator, Period
from ..published import RATES
from .figures import Figure, published_figure
from .onfile import OnFile

TEN_THOUSAND = 10_000
_UNITS = {100_000: "/十万人", 10_000: "/万人", 1_000: "/千人", 100: "/百人", 1: "/人"}
_SIZELESS_FORMS = ("rate", "growth", "ratio", "index", "rank")
_SIZELESS_UNITS = ("岁", "年", "倍", "位", "天")
_PER_HEAD_NAME = re.compile(r"人均|每[十百千万]*(?:名|个|户|人|常住)")


@dataclass(frozen=True, slots=True)
class Population:
    """The people of a place: the figure with its year, and the published row it is from."""

    place: str
    figure: Figure
    published_id: str


def depends_on_size(indicator: Indicator | None, unit: str) -> bool:
    """Whether a value grows with the size of its area, so that areas compare only per head."""
    if unit in RATES or unit in _SIZELESS_UNITS or "/" in unit:
        return False
    if indicator is None:
        return True
    return indicator.form not in _SIZELESS_FORMS and not is_per_head(indicator.name_zh)


def is_per_head(name: str) -> bool:
    """Whether an indicator's name says that it is counted per head.

    >>> is_per_head("每万人拥有5G基站数"), is_per_head("5G基站"), is_per_head("人均体育场地面积")
    (True, False, True)
    """
    return _PER_HEAD_NAME.search(name) is not None


def population(place: str, year: Period | None, shelf: OnFile) -> Population | None:
    """The population of ``place`` in the year nearest to ``year``, the earlier of two."""
    rows = [(row.year, row) for row in shelf.populations.get(place, ()) if row.year is not None]
    if not rows:
        return None
    wanted = year.last if year else max(when.last for when, _ in rows)
    _, row = min(rows, key=lambda one: (abs(one[0].last - wanted), one[0].last))
    figure = published_figure(row, shelf.parameters)
    return Population(place, figure, row.published_id) if figure.point else None


def per_head(figure: Figure, people: Population, scale: int = TEN_THOUSAND) -> Figure:
    """``figure`` per ``scale`` of the people, its unit saying so (个/万人)."""
    return figure.per(people.figure, scale, figure.unit + _UNITS[scale])


def as_per_head(figure: Figure, scale: int) -> Figure:
    """A figure that is counted per head already, in the unit that says so."""
    return figure if "/" in figure.unit else replace(figure, unit=figure.unit + _UNITS[scale])
