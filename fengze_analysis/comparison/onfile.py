"""The curated tables as look-ups: targets and published figures by area, indicator and phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Indicator, Place, Published, Statement, Target
from .geography import Geography, geography, own_place
from .likeness import normal_phrase
from .parameters import Parameters

# The plan, and what an opening report states for its end.
FIVE_YEAR_CLASSES = ("outline", "special_plan", "term_goal")
_SHORTEST = 3  # letters that name a thing; two (项目, 公园) are a kind of thing
_PLAN_CLASSES = (*FIVE_YEAR_CLASSES, "yearly_plan")


@dataclass(frozen=True, slots=True)
class OnFile:
    """All that a report's figures can be compared with, seen from its own area.

    Built once a run: a pass over each table keeps the rows of the areas that matter, so that what
    one statement costs does not depend on the length of the tables.
    """

    targets: Mapping[tuple[str, str], Sequence[Target]]  # by place and code
    worded: Mapping[str, Sequence[Target]]  # the own area's, by phrase
    published: Mapping[tuple[str, str], Sequence[Published]]  # by place and code
    populations: Mapping[str, Sequence[Published]]  # by place
    reported: Mapping[tuple[str, int], Statement]  # the report's own, by code or phrase and year
    indicators: Mapping[str, Indicator]
    geography: Geography
    parameters: Parameters

    def targets_of(self, code: str, phrase: str) -> list[Target]:
        """The targets of every related area on a code, or on a phrase where a code is wanting.

        By its words a target is found only in the area's own plan: two texts of one area use one
        name for one thing.
        """
        places = self.geography.related if code else ()
        found = [row for place in places for row in self.targets.get((place, code), ())]
        named = self.worded.get(normal_phrase(phrase), ()) if phrase else ()
        return found + [row for row in named if not (code and row.indicator)]


def on_file(
    statements: Sequence[Statement],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> OnFile:
    """The tables as the comparison uses them."""
    settings = parameters or Parameters()
    around = geography(settings.place or own_place(statements), places)
    by_code: dict[tuple[str, str], list[Target]] = {}
    by_phrase: dict[str, list[Target]] = {}
    figures: dict[tuple[str, str], list[Published]] = {}
    people: dict[str, list[Published]] = {}
    wanted = frozenset(around.related)
    for row in targets:
        target = row if row.place else replace(row, place=around.own)  # nobody else's is meant
        if target.place not in wanted or target.class_ not in _PLAN_CLASSES:
            continue
        if target.indicator:
            by_code.setdefault((target.place, target.indicator), []).append(target)
        if target.place == around.own and len(target.phrase) >= _SHORTEST:
            by_phrase.setdefault(normal_phrase(target.phrase), []).append(target)
    for figure in published:
        if figure.place in wanted and figure.role == "population":
            people.setdefault(figure.place, []).append(figure)
        elif figure.place in wanted:
            figures.setdefault((figure.place, figure.indicator), []).append(figure)
    reported = _reported(statements, around.own)
    codebook = {indicator.code: indicator for indicator in indicators}
    return OnFile(by_code, by_phrase, figures, people, reported, codebook, around, settings)


def _reported(statements: Iterable[Statement], place: str) -> dict[tuple[str, int], Statement]:
    """The first outcome of each single year that the report gives of its own area."""
    found: dict[tuple[str, int], Statement] = {}
    for row in statements:
        if row.sense == "outcome" and row.place == place and row.year and row.year.is_year:
            for key in row.indicator or (normal_phrase(row.indicator_phrase),):
                found.setdefault((key, row.year.first), row)
    return found


def start_year(target: Target, parameters: Parameters) -> int | None:
    """The year from which a target is measured, ``None`` where nothing says it.

    Of a five-year plan that is the year before its first; of a target for a later year (远景目标)
    and of a plan of the year only what they state themselves.
    """
    stated = parameters.base_year or target.base_year
    if stated is None and target.from_year is not None:
        return target.from_year - 1
    if stated is not None or target.class_ == "yearly_plan":
        return stated
    return plan_window(target)[0]


def plan_window(target: Target) -> tuple[int | None, int | None]:
    """The year before the first and the last year of the plan, five years without a base."""
    end = target.target_year
    if end is None:
        return None, None
    return (target.base_year if target.base_year and target.base_year < end else end - 5), end
