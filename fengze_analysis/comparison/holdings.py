"""Everything on file that observations can be held against, seen from the report's own area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fengze_analysis.comparison.geography import Geography, geography, own_place
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import FIVE_YEAR_CLASSES, TERM_CLASS, YEARLY_CLASS
from fengze_analysis.model import Indicator, Observation, Place, Published, Target


@dataclass(frozen=True, slots=True)
class OnFile:
    """Everything that observations can be held against, with the parameters of the run."""

    targets: tuple[Target, ...]
    published: tuple[Published, ...]
    indicators: Mapping[str, Indicator]
    geography: Geography
    parameters: Parameters


def on_file(
    observations: Sequence[Observation],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters,
) -> OnFile:
    """The tables as the comparison uses them, seen from the report's own area."""
    own = own_place(observations, parameters)
    codebook = {indicator.code: indicator for indicator in indicators}
    around = geography(own, places)
    return OnFile(tuple(targets), tuple(published), codebook, around, parameters)


def relation_to(target: Target, around: Geography) -> str:
    """The relation a target could stand in, ``""`` for one that is no target of anybody here.

    Only 纲要 and 专项规划 of the own area can give a verdict; project expectations and press
    forecasts are no targets.
    """
    rank = around.rank(target.place)
    if rank < 0 or target.class_ not in (*FIVE_YEAR_CLASSES, YEARLY_CLASS, TERM_CLASS):
        return ""
    if rank > 0:
        return "benchmark"
    return "yearly_plan" if target.class_ == YEARLY_CLASS else "verdict"
