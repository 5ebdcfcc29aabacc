"""Silence: which targets on file at each level the report puts a figure to, and which it does not.

Not mentioning an indicator does not mean that no work was done: the report answers opinions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fengze_analysis.comparison.geography import Geography
from fengze_analysis.comparison.holdings import OnFile, on_file
from fengze_analysis.comparison.mentions import sentence_about
from fengze_analysis.comparison.pairing import split_codes
from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import FIVE_YEAR_CLASSES, is_beyond_plan
from fengze_analysis.comparison.words import text
from fengze_analysis.model import (
    Document,
    Indicator,
    Observation,
    Place,
    Published,
    Target,
)


@dataclass(frozen=True, slots=True)
class Silence:
    """What a report says of one indicator with a target at a level, the sentence quoted."""

    report_id: str
    level: str
    place: str
    indicator: str
    name_zh: str
    name_en: str
    main: str
    targets: tuple[str, ...]
    status: str
    status_zh: str
    status_en: str
    rows: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ListOnFile:
    """How complete the list of a level is: indicators on file, of how many the plan has."""

    level: str
    place: str
    on_file: int
    main: str
    stated: int
    text_zh: str
    text_en: str


def silence(
    document: Document,
    observations: Sequence[Observation],
    targets: Iterable[Target],
    indicators: Iterable[Indicator],
    places: Sequence[Place],
    parameters: Parameters | None = None,
) -> list[Silence]:
    """A row for each indicator with a target at each level above the area and its own.

    Where a plan's main indicators are on file only these are asked for, else every target of
    its five-year plans. Applicability comes first, then a figure, then a sentence in words.
    """
    nothing: tuple[Published, ...] = ()
    settings = parameters or Parameters()
    shelf = on_file(observations, targets, nothing, indicators, places, settings)
    return [
        _row(place, group, document, observations, shelf)
        for place in _levels(shelf.geography)
        for group in _asked(place, shelf.targets).values()
    ]


def lists_on_file(
    rows: Sequence[Silence], stated: Mapping[str, int] | None = None
) -> list[ListOnFile]:
    """How complete the list behind the silence is, level by level.

    ``stated`` gives, by area, how many main indicators the plan says it has; 0 is not known.
    """
    known = stated or {}
    places = dict.fromkeys((row.level, row.place) for row in rows)
    return [_list(level, place, rows, known.get(place, 0)) for level, place in places]


def _levels(around: Geography) -> tuple[str, ...]:
    return (around.own, *around.above)


def _asked(place: str, targets: Iterable[Target]) -> dict[str, list[Target]]:
    """The targets of a place by indicator: the main ones where any is marked, else all."""
    own = [
        row
        for row in targets
        if row.place == place and row.class_ in FIVE_YEAR_CLASSES and not is_beyond_plan(row)
    ]
    main = [row for row in own if row.main == "yes"]
    found: dict[str, list[Target]] = {}
    for row in main or own:
        found.setdefault(row.indicator, []).append(row)
    return found


def _row(
    place: str,
    group: Sequence[Target],
    document: Document,
    observations: Sequence[Observation],
    shelf: OnFile,
) -> Silence:
    first = group[0]
    indicator = shelf.indicators.get(first.indicator)
    rows = tuple(
        row.row_id
        for row in observations
        if first.indicator in split_codes(row) and row.place == shelf.geography.own
    )
    sentences = [sentence for item in document.items for sentence in item.sentences]
    quoted = sentence_about(indicator, sentences) if indicator else ""
    code = _status(group, indicator, shelf.geography, rows, quoted)
    words = text("silence", code)
    return Silence(
        document.report_id,
        shelf.geography.levels.get(place, first.level),
        place,
        first.indicator,
        indicator.name_zh if indicator else first.name_zh,
        indicator.name_en if indicator else first.name_zh,
        first.main,
        tuple(row.target_id for row in group),
        code,
        words.zh,
        words.en,
        rows if code == "figure" else (),
        quoted if code == "words" else "",
    )


def _status(
    group: Sequence[Target],
    indicator: Indicator | None,
    around: Geography,
    rows: Sequence[str],
    quoted: str,
) -> str:
    barred = indicator is not None and indicator.district_level == "no"
    if around.is_district and (barred or all(t.applies_to_district == "no" for t in group)):
        return "not_applicable"
    if rows:
        return "figure"
    return "words" if quoted else "not_mentioned"


def _list(level: str, place: str, rows: Sequence[Silence], stated: int) -> ListOnFile:
    own = [row for row in rows if row.place == place]
    main = "yes" if own[0].main == "yes" else "no"
    sort_zh, sort_en = ("主要指标", "main indicators") if main == "yes" else ("目标", "targets")
    count = len(own)
    if stated:
        zh = f"{place}规划{sort_zh}共{stated}项，本库收录{count}项"
        en = f"{place}: {count} of the {stated} {sort_en} of the plan are on file"
    else:
        zh = f"{place}本库收录{sort_zh}{count}项，规划共有多少项未见载明"
        en = f"{place}: {count} {sort_en} on file; how many the plan has is not known"
    return ListOnFile(level, place, count, main, stated, zh, en)
