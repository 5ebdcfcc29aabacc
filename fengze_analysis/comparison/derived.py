"""Derived figures where the reader needs them, each marked as computed, with inputs and interval.

A single year is never divided into a five-year sum: no share of a cumulative target is derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fengze_analysis.comparison.figures import Figure, observed_figure, published_figure, same_unit
from fengze_analysis.comparison.growth import ratio
from fengze_analysis.comparison.heads import (
    depends_on_size,
    per_ten_thousand,
    population,
)
from fengze_analysis.comparison.holdings import OnFile, on_file
from fengze_analysis.comparison.names import is_per_head_twin
from fengze_analysis.comparison.pairing import split_codes, states_yearly_plan
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import FIVE_YEAR_CLASSES
from fengze_analysis.comparison.printing import bounds_text, number_text
from fengze_analysis.comparison.words import text
from fengze_analysis.interval import Interval
from fengze_analysis.model import Indicator, Observation, Place, Published, Target
from fengze_analysis.wording import format_amount

_CITIES = ("city",)
_TEXT_PLACES = 2


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed figure: never printed by a source, always marked as computed.

    ``inputs`` are row ids and published ids, in the order of the formula.
    """

    report_id: str
    derived_id: str
    kind: str
    indicator: str
    name_zh: str
    name_en: str
    value: str
    low: str
    high: str
    unit: str
    year: str
    inputs: tuple[str, ...]
    formula_zh: str
    formula_en: str
    computed: str = "yes"


def derive(
    observations: Sequence[Observation],
    targets: Iterable[Target],
    published: Iterable[Published],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Derived]:
    """Per 10 000 people, the share of the city's figure and the implied plan of the year.

    Per head only where somebody's target, or result of the same year, is there to hold it against.
    """
    settings = parameters or Parameters()
    shelf = on_file(observations, targets, published, indicators, places, settings)
    found: list[Derived] = []
    for at, observation in enumerate(observations):
        for code in split_codes(observation):
            found.extend(_per_head(observation, code, shelf))
            found.extend(_shares_of_city(observation, code, shelf))
        found.extend(_implied_plan(observation, observations[:at], shelf))
    return found


def _per_head(observation: Observation, code: str, shelf: OnFile) -> Iterator[Derived]:
    indicator = shelf.indicators.get(code)
    figure = observed_figure(observation)
    if indicator is None or observation.place != shelf.geography.own:
        return
    if observation.kind != "amount" or not depends_on_size(indicator, figure.unit):
        return
    year = figure.year or shelf.parameters.undated_year
    people = population(observation.place, year, shelf.published, shelf.parameters)
    if people is None or not _wanted_per_head(indicator, year, shelf):
        return
    result = per_ten_thousand(figure, people)
    counted, counted_en = _both(people.figure.value, "人")
    when = people.figure.year
    yield _derived(
        observation,
        ("per_ten_thousand", code, indicator),
        result,
        (observation.row_id, people.published_id),
        (
            f"{observation.surface}÷{when}年人口{counted}×1万",
            f"{_english(observation)} / {counted_en} in {when} × 10,000",
        ),
    )


def _wanted_per_head(indicator: Indicator, year: str, shelf: OnFile) -> bool:
    """Whether a target, or a result of the same year, is there to hold a value per head against."""
    rank, alike = shelf.geography.rank, shelf.parameters.near_names
    asked = [row for row in shelf.targets if row.class_ in FIVE_YEAR_CLASSES and row.value]
    if any(
        is_per_head_twin(indicator, shelf.indicators.get(row.indicator), alike)
        or (row.indicator == indicator.code and row.type == "终点水平")
        for row in asked
        if rank(row.place) > 0
    ):
        return True
    return any(
        (row.indicator, row.year, row.role) == (indicator.code, year, "outcome")
        and rank(row.place) > 0
        for row in shelf.published
    )


def _shares_of_city(observation: Observation, code: str, shelf: OnFile) -> Iterator[Derived]:
    figure, around = observed_figure(observation), shelf.geography
    year = figure.year or shelf.parameters.undated_year
    indicator = shelf.indicators.get(code)
    cities = [place for place in around.above if around.levels.get(place) in _CITIES]
    if not code or not year or observation.place != around.own:
        return
    if observation.kind != "amount" or not depends_on_size(indicator, figure.unit):
        return
    for row in shelf.published:
        if row.place not in cities or (row.indicator, row.year) != (code, year):
            continue
        whole = published_figure(row, shelf.parameters, indicator)
        if row.role == "population" or not same_unit(whole.unit, figure.unit):
            continue
        share = _quotient(figure, whole)
        if share is not None:
            whole_zh, whole_en = _both(row.value, row.unit)
            city, city_en = around.named(row.place), around.named(row.place, "en")
            yield _derived(
                observation,
                ("share_of_city", code, indicator),
                share,
                (observation.row_id, row.published_id),
                (
                    f"{observation.surface}÷{city}{row.year}年{whole_zh}",
                    f"{_english(observation)} / {whole_en} in {city_en}, {row.year}",
                ),
            )


def _quotient(part: Figure, whole: Figure) -> Figure | None:
    interval = ratio(part.interval, whole.interval)
    if interval is None or part.point is None or whole.point is None:
        return None
    value = number_text(part.point / whole.point * 100)
    return Figure(value, interval.scale(100), "%", part.year)


def _implied_plan(
    share: Observation, before: Sequence[Observation], shelf: OnFile
) -> Iterator[Derived]:
    """The plan of the year that an amount and its share of it imply: value / share."""
    if not states_yearly_plan(share):
        return
    amount = _amount_before(share, before)
    if amount is None:
        return
    figure, part = observed_figure(amount), observed_figure(share)
    interval = ratio(figure.interval, part.interval)
    if interval is None or figure.point is None or part.point is None:
        return
    code = split_codes(amount)[0]
    value = number_text(figure.point / part.point * 100)
    plan = Figure(value, interval.scale(100), figure.unit, share.period_year)
    yield _derived(
        amount,
        ("implied_plan", code, shelf.indicators.get(code)),
        plan,
        (amount.row_id, share.row_id),
        (f"{amount.surface}÷{share.surface}", f"{_english(amount)} / {_english(share)}"),
    )


def _amount_before(share: Observation, before: Sequence[Observation]) -> Observation | None:
    """The figure printed right before a share in the same sentence, if it is an amount."""
    here = [row for row in before if (row.sentence, row.item) == (share.sentence, share.item)]
    here = [row for row in here if row.end <= share.start]
    last = max(here, key=lambda row: row.start, default=None)
    return last if last is not None and last.kind == "amount" else None


def _both(value: str, unit: str) -> tuple[str, str]:
    return format_amount(value, unit, "zh"), format_amount(value, unit, "en")


def _english(row: Observation) -> str:
    """A printed figure as an English formula has it, without Chinese multiplier or unit."""
    return format_amount(row.value, row.canonical_unit, "en")


def _derived(
    observation: Observation,
    sort: tuple[str, str, Indicator | None],
    figure: Figure,
    inputs: tuple[str, ...],
    formula: tuple[str, str],
) -> Derived:
    kind, code, indicator = sort
    words = text("derived", kind)
    low, high = bounds_text(figure.interval, _places(figure.interval))
    name_zh = indicator.name_zh if indicator else observation.indicator_phrase
    name_en = indicator.name_en if indicator else observation.indicator_phrase
    return Derived(
        observation.report_id,
        f"{kind}.{observation.row_id}.{inputs[-1]}",
        kind,
        code,
        f"{words.zh}：{name_zh}",
        f"{words.en[:1].upper()}{words.en[1:]}: {name_en}",
        number_text(figure.point),
        low,
        high,
        figure.unit,
        figure.year,
        inputs,
        *formula,
    )


def _places(interval: Interval) -> int:
    """Two places for a small figure; whole units where a bound is in the thousands."""
    large = interval.high is not None and abs(interval.high) >= 1000
    return 0 if large else _TEXT_PLACES
