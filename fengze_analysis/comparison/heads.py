"""Counts of areas of different size made comparable: per 10 000 people, the year printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fengze_analysis.comparison.figures import RATES, Figure, published_figure
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.model import Indicator, Published

TEN_THOUSAND = 10_000
PER_HEAD_UNITS = {100_000: "/十万人", 10_000: "/万人", 1_000: "/千人", 100: "/百人", 1: "/人"}
_SIZELESS_FORMS = ("rate", "growth", "ratio", "index", "rank")
SIZELESS_UNITS = ("岁", "年", "倍", "位", "天")
_SCALES = (("每十万", 100_000), ("每万", 10_000), ("每千", 1_000), ("每百", 100))
_PER_HEAD_NAME = re.compile(r"人均|每[十百千万]*(?:名|个|户|人|常住)")


@dataclass(frozen=True, slots=True)
class Population:
    """The people of a place: the figure with its year, and the published row it is from."""

    place: str
    figure: Figure
    published_id: str


def depends_on_size(indicator: Indicator | None, unit: str) -> bool:
    """Whether a value grows with the size of its area, so that areas compare only per head.

    Shares, rates, growth, ranks and values per head do not.
    """
    if unit in RATES or unit in SIZELESS_UNITS or "/" in unit:
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


def population(
    place: str, year: str, published: Sequence[Published], parameters: Parameters
) -> Population | None:
    """The population of ``place`` in the year nearest to ``year``, the earlier of two."""
    rows = [row for row in published if row.role == "population" and row.place == place]
    rows = [row for row in rows if row.year and row.value not in ("", "0")]
    if not rows:
        return None
    wanted = int(year) if year else max(int(row.year) for row in rows)
    row = min(rows, key=lambda row: (abs(int(row.year) - wanted), row.year))
    return Population(place, published_figure(row, parameters), row.published_id)


def per_head_scale(name: str) -> int:
    """By how many people an indicator counted per head is counted.

    >>> per_head_scale("每万人拥有5G基站数"), per_head_scale("人均体育场地面积")
    (10000, 1)
    """
    return next((scale for word, scale in _SCALES if word in name), 1)


def per_ten_thousand(figure: Figure, people: Population) -> Figure:
    """``figure`` per 10 000 of the people."""
    return per_head(figure, people, TEN_THOUSAND)


def per_head(figure: Figure, people: Population, scale: int) -> Figure:
    """``figure`` per ``scale`` of the people, its unit saying so (个/万人)."""
    return figure.per(people.figure, scale, figure.unit + PER_HEAD_UNITS[scale])
