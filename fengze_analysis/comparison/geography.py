"""Where the report's own area stands among the areas on file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Place, Statement

DISTRICT_LEVELS = ("district", "county", "county_level_city", "town")
_LEVELS = {"区": "district", "旗": "district", "县": "county", "省": "province", "镇": "town"}


@dataclass(frozen=True, slots=True)
class Geography:
    """The report's own area, the areas like it and the areas above it, nearest first."""

    own: str
    like: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)

    @property
    def related(self) -> tuple[str, ...]:
        """Every area whose figures matter to the report: its own first."""
        return (self.own, *self.like, *self.above)

    @property
    def is_district(self) -> bool:
        """Whether the own area is one to which national indicators may not apply."""
        return self.levels.get(self.own, "") in DISTRICT_LEVELS

    def rank(self, place: str) -> int:
        """0 for the own area, 1 for one like it, 2 for the city and so on; more for others."""
        if place in (self.own, *self.like):
            return int(place != self.own)
        return 2 + (self.above.index(place) if place in self.above else len(self.above))


def own_place(statements: Iterable[Statement]) -> str:
    """The area that most of the figures are about, ``""`` where none is named."""
    counted = Counter(row.place for row in statements if row.place)
    return counted.most_common(1)[0][0] if counted else ""


def geography(own: str, places: Sequence[Place]) -> Geography:
    """Where ``own`` stands among ``places``, by full names.

    An area that is not listed belongs to the listed one whose full name its own begins with, else
    to the nation.

    >>> city = Place("新河市", "新河", "city", "", ())
    >>> geography("新河市东岸区", [city]).above
    ('新河市',)
    """
    listed = {place.place: place for place in places}
    levels = {place.place: place.level for place in places}
    here = listed.get(own)
    if here is None:
        levels.setdefault(own, _LEVELS.get(own[-1:], ""))
        prefixes = [place for place in listed if place and own.startswith(place)]
        nation = [place.place for place in places if place.level == "national"]
        parent = max(prefixes, key=len, default=nation[0] if nation and own != nation[0] else "")
        return Geography(own, (), _upward(parent, listed), levels)
    return Geography(own, here.neighbours, _upward(here.parent, listed), levels)


def _upward(place: str, listed: Mapping[str, Place]) -> tuple[str, ...]:
    found: list[str] = []
    while place and place not in found:
        found.append(place)
        place = listed[place].parent if place in listed else ""
    return tuple(found)
