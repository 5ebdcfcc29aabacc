"""The curated tables as look-ups: targets and published figures by area, indicator and phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Indicator, Place, Published, Statement, Target
from .geography import Geography, geography, own_place
from .likeness import normal_phrase
from .parameters import Parameters

FIVE_YEAR_CLASSES = ("outline", "special_plan")
_PLAN_CLASSES = (*FIVE_YEAR_CLASSES, "yearly_plan", "term_goal")


@dataclass(frozen=True, slots=True)
class OnFile:
    """All that a report's figures can be compared with, seen from its own area.

    Built once a run: a pass over each table keeps the rows of the areas that matter, so that what
    one statement costs does not depend on the length of the tables.
    """

    targets: Mapping[tuple[str, str], Sequence[Target]]  # by place and code
    worded: Mapping[tuple[str, str], Sequence[Target]]  # by place and phrase
    published: Mapping[tuple[str, str], Sequence[Published]]  # by place and code
    populations: Mapping[str, Sequence[Published]]  # by place
    reported: Mapping[tuple[str, int], Statement]  # the report's own, by code or phrase and year
    indicators: Mapping[str, Indicator]
    geography: Geography
    parameters: Parameters

    def targets_of(self, code: str, phrase: str) -> list[Target]:
        """The targets of every related area on a code, or on a phrase where a code is wanting.

        By its words a target is found only in the area's own plan: two plans of one area use one
        name for one thing.
        """
        found: list[Target] = []
        for place in self.geography.related if code else ():
            found.extend(self.targets.get((place, code), ()))
        named = self.worded.get((self.geography.own, normal_phrase(phrase)), ()) if phrase else ()
        found.extend(row for row in named if not (code and row.indicator))
        return found


def on_file(
    statements: Sequence[Statement],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters,
) -> OnFile:
    """The tables as the comparison uses them."""
    around = geography(parameters.place or own_place(statements), places)
    wanted = frozenset(around.related)
    by_code: dict[tuple[str, str], list[Target]] = {}
    by_phrase: dict[tuple[str, str], list[Target]] = {}
    for given in targets:
        # An analyst's own target that names no area is the report's own.
        target = given if given.place else replace(given, place=around.own)
        if target.place not in wanted or target.class_ not in _PLAN_CLASSES:
            continue
        if target.indicator:
            by_code.setdefault((target.place, target.indicator), []).append(target)
        if target.place == around.own:
            by_phrase.setdefault((target.place, normal_phrase(target.phrase)), []).append(target)
    figures: dict[tuple[str, str], list[Published]] = {}
    people: dict[str, list[Published]] = {}
    for row in published:
        if row.place in wanted:
            if row.role == "population":
                people.setdefault(row.place, []).append(row)
            else:
                figures.setdefault((row.place, row.indicator), []).append(row)
    codebook = {indicator.code: indicator for indicator in indicators}
    own = _reported(statements, around.own)
    return OnFile(by_code, by_phrase, figures, people, own, codebook, around, parameters)


def _reported(
    statements: Iterable[Statement], place: str
) -> dict[tuple[str, int], Statement]:
    """The first outcome of each single year that the report gives of its own area."""
    found: dict[tuple[str, int], Statement] = {}
    for row in statements:
        if row.sense == "outcome" and row.place == place and row.year and row.year.is_year:
            for key in row.indicator or (normal_phrase(row.indicator_phrase),):
                found.setdefault((key, row.year.first), row)
    return found


def start_year(target: Target, parameters: Parameters) -> int | None:
    """The year from which a target is measured, ``None`` where nothing says it.

    A sum or mean over a five-year plan starts with the year before the plan's first.
    """
    stated = parameters.base_year or target.base_year
    if stated is not None or target.type not in ("cumulative", "mean_growth"):
        return stated
    if target.from_year is not None:
        return target.from_year - 1
    return plan_window(target)[0] if target.class_ != "yearly_plan" else None


def plan_window(target: Target) -> tuple[int | None, int | None]:
    """The base year and the last year of the plan a target stands in: five years to its year.

    A target for a later year (远景目标) is measured from its own base year, or has no window.
    """
    end = target.target_year
    if end is None:
        return None, None
    if target.base_year is not None and target.base_year < end:
        return target.base_year, end
    return end - 5, end
