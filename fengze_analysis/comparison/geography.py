"""Whose target stands in which relation to the report's own area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.model import Observation, Place

DISTRICT_LEVELS = ("district", "county", "county-level city")


@dataclass(frozen=True, slots=True)
class Geography:
    """The report's own area, the areas like it and the areas above it, nearest first."""

    own: str
    like: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    level: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)

    def named(self, place: str, language: str = "zh") -> str:
        """The name of a place in a language: short in Chinese, which stands for a missing one."""
        short = self.shorts.get(place, place)
        return self.english.get(place, short) if language == "en" else short

    def rank(self, place: str) -> int:
        """0 for the own area, 1 for one like it, 2 for the city and so on; -1 for no relation."""
        if place == self.own:
            return 0
        if place in self.like:
            return 1
        return 2 + self.above.index(place) if place in self.above else -1

    @property
    def is_district(self) -> bool:
        """Whether the own area is one to which national indicators may not apply."""
        return self.level in DISTRICT_LEVELS


def own_place(observations: Sequence[Observation], parameters: Parameters) -> str:
    """The report's own area: the parameter, else the area most of its figures are about."""
    if parameters.place:
        return parameters.place
    counted = Counter(row.place for row in observations if row.place)
    return counted.most_common(1)[0][0] if counted else ""


def geography(own: str, places: Sequence[Place]) -> Geography:
    """Where ``own`` stands among ``places``; areas are matched by their full name only."""
    by_name = {place.place: place for place in places}
    here = by_name.get(own)
    levels = {place.place: place.level for place in places}
    shorts = {place.place: place.short for place in places}
    english = {place.place: place.name_en for place in places if place.name_en}
    if here is None:
        return Geography(own, levels=levels, shorts=shorts, english=english)
    above = _above(here, by_name)
    return Geography(own, here.neighbours, above, here.level, levels, shorts, english)


def _above(place: Place, by_name: Mapping[str, Place]) -> tuple[str, ...]:
    found: list[str] = []
    parent = place.parent
    while parent and parent not in found:
        found.append(parent)
        parent = by_name[parent].parent if parent in by_name else ""
    return tuple(found)
