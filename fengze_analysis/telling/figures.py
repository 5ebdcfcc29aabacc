"""What the figures are drawn from: the arguments of each plot, taken from a study."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..comparison.calibration import Calibration
from ..comparison.panel import Method
from ..comparison.words import english, verdict
from ..model import Comparison
from ..plotting.drawing import Drawing
from ..plotting.pace import plot_pace
from ..plotting.rows import PaceRow
from ..publishing.cells import Words
from ..study import Study
from .coverage import observation_name
from .phrasing import english_headings
from .saying import say
from .verdicts import own_rows


def measures(study: Study) -> tuple[Any, ...]:
    """The arguments of ``plot_measures``: parts, figures, codebook, comparisons."""
    items, rows, book = study.document.items, study.observations, study.curated.indicators
    return items, rows, book, study.comparisons


def counts(study: Study) -> tuple[Any, ...]:
    """The arguments of ``plot_counts``: figures, codebook, parts."""
    return study.observations, study.curated.indicators, study.document.items


def benchmarks(study: Study) -> tuple[Any, ...]:
    """The arguments of ``plot_benchmarks``: comparisons, figures, targets, codebook."""
    tables = study.curated
    return study.comparisons, study.observations, tables.targets, tables.indicators


def implied(study: Study) -> tuple[Any, ...]:
    """The arguments of ``plot_implied``: findings, figures, codebook.

    An ambiguous change is left out: what it implies is last year's level, not the printed one.
    """
    drawn = [row for row in study.findings if row.rule != "ambiguous_change"]
    return drawn, study.observations, study.curated.indicators


def headings(study: Study) -> Mapping[str, Words]:
    """The headings of parts and measures, in the sidecar's English where it gives one."""
    translated = english_headings(study)
    printed = {row.section: row.opinion for row in study.measures}
    printed |= {f"{row.section}.{row.item}": row.measure for row in study.measures}
    return {key: Words(zh, translated.get(key, zh)) for key, zh in printed.items()}


def parts(study: Study) -> Mapping[str, Words]:
    """The headings of parts alone."""
    return {key: words for key, words in headings(study).items() if "." not in key}


def pace(rows: Sequence[Calibration]) -> list[Calibration]:
    """The rows of ``plot_pace``: progress against the time share, both words."""
    return [row for row in rows if row.progress]


def methods(rows: Sequence[Calibration]) -> list[Calibration]:
    """The rows of ``plot_panel``: what each method says of each indicator it can be run on."""
    return [replace(row, methods=tuple(map(_in_short, row.methods))) for row in rows if row.methods]


def _in_short(one: Method) -> Method:
    """A method's open words as they fit a cell: the mark says that rounding leaves it open."""
    head, _, inside = one.word_zh.partition("（")
    if head != verdict("undecided"):
        return one
    if one.on_track == "undecided":
        short = say("open")
        return replace(one, word_zh=short.zh, word_en=short.en)
    english_words = one.word_en.partition(" (")[2]
    return replace(
        one,
        word_zh=re.sub(r"（[^（）]*）?", "", inside).rstrip("）"),
        word_en=re.sub(r" \([^()]*\)?", "", english_words).rstrip(")"),
    )


@dataclass(frozen=True, slots=True)
class OwnPace:
    """A judged row as ``plot_pace`` draws it; no official word stands beside ours."""

    name_zh: str
    name_en: str
    observed_year: str
    progress: str
    progress_low: str
    progress_high: str
    time_share: str
    word: str
    official_word: str = ""
    agreement: str = ""


def own_pace(study: Study) -> list[OwnPace]:
    """The rows of ``plot_own``: the area's own targets whose progress can be drawn."""
    return [_own_pace(study, row) for row in own_rows(study) if row.progress]


def _own_pace(study: Study, row: Comparison) -> OwnPace:
    name = observation_name(study, row.row_id, row.indicator)
    return OwnPace(
        name.zh,
        name.en,
        row.observed_year,
        row.progress,
        row.progress_low,
        row.progress_high,
        row.time_share,
        row.word,
    )


def plot_words(rows: Sequence[PaceRow], **settings: Any) -> Drawing:
    """``plot_pace`` with the English of the method's words."""
    return plot_pace(rows, english=english, **settings)


def plot_own(rows: Sequence[PaceRow], **settings: Any) -> Drawing:
    """``plot_pace`` of the area's own targets, under a name of its own among the files."""
    drawing = plot_words(rows, **settings)
    named = replace(drawing, name=f"own-{drawing.name}")
    if rows:
        return named
    nothing = say("own_not_drawn")
    return replace(named, alt=nothing.zh if named.language == "zh" else nothing.en)
