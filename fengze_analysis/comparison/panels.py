"""The panel of methods and the pace still needed for every verdict of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fengze_analysis.comparison.cases import case_of
from fengze_analysis.comparison.holdings import OnFile, on_file
from fengze_analysis.comparison.means import assess
from fengze_analysis.comparison.pairing import Pair, pairs_of, split_codes
from fengze_analysis.comparison.panel import Method, disagree, panel
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.reasons import reason_against
from fengze_analysis.comparison.verdict import pace_of
from fengze_analysis.model import Indicator, Observation, Place, Published, Target


@dataclass(frozen=True, slots=True)
class Panel:
    """What each method says of a verdict (key: report, row, code, target), and the pace needed."""

    report_id: str
    row_id: str
    indicator: str
    target_id: str
    methods: tuple[Method, ...]
    methods_disagree: bool
    pace_zh: str
    pace_en: str


def panels(
    observations: Sequence[Observation],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Panel]:
    """A panel for each verdict that rests on progress; none where there is no such verdict."""
    settings = parameters or Parameters()
    shelf = on_file(observations, targets, published, indicators, places, settings)
    return [panel_ for row in observations for panel_ in _panels_of(row, shelf)]


def _panels_of(observation: Observation, shelf: OnFile) -> Iterator[Panel]:
    for code in split_codes(observation):
        for pair in pairs_of(observation, code, shelf):
            if pair.relation == "verdict" and not reason_against(pair, shelf):
                yield from _panel(pair, shelf)


def _panel(pair: Pair, shelf: OnFile) -> Iterator[Panel]:
    case = case_of(pair, shelf)
    found = assess(case, shelf.parameters)
    if found.bounds is None or pair.base is None:
        return
    methods = panel(pair.base, pair.now, pair.wanted, shelf.parameters.delta)
    pace = pace_of(case)
    yield Panel(
        pair.observation.report_id,
        pair.observation.row_id,
        pair.code,
        pair.reference.key,
        methods,
        disagree(methods),
        pace.text_zh if pace else "",
        pace.text_en if pace else "",
    )
