"""The nouns of the pipeline, as frozen values; see the data dictionary for every column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: positions in the text as read and its text, a page break inside mended."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A measure (一是 …) of a section: its number, heading and sentences."""

    section: str
    item: str
    section_heading: str
    heading: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read: ``text`` is never altered, every position points into it.

    ``place`` is the full name of the issuer's area (泉州市丰泽区), ``""`` where not printed.
    ``date`` is ISO 8601 or ``""``.
    """

    report_id: str
    text: str
    title: str
    number: str
    issuer: str
    place: str
    date: str
    items: tuple[Item, ...]


class Quantity(NamedTuple):
    """One printed figure: ``text[start:end] == surface``, always."""

    start: int
    end: int
    surface: str
    value: str
    unit: str
    canonical_unit: str
    low: str
    high: str
    kind: str
    approx: str
    direction: str


class Observation(NamedTuple):
    """A row of the outcomes table: a quantity with its name, place, period and status.

    A named tuple, as :class:`Quantity` is: a long text makes a hundred thousand of them, and the
    checks of a frozen dataclass took a fifteenth of the whole reading.
    """

    report_id: str
    row_id: str
    section: str
    item: str
    heading: str
    sentence: str
    start: int
    end: int
    surface: str
    value: str
    unit: str
    canonical_unit: str
    low: str
    high: str
    kind: str
    approx: str
    direction: str
    basis: str
    indicator_phrase: str
    indicator: str
    period: str
    period_year: str
    place: str
    status: str
    reading: str = "rule"


@dataclass(frozen=True, slots=True)
class Unread:
    """What looks like a figure and could not be read: where, and why."""

    report_id: str
    start: int
    end: int
    surface: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the codebook."""

    code: str
    name_zh: str
    name_en: str
    unit: str
    better: str
    form: str
    sector: str
    stage: str
    district_level: str
    phrases: tuple[str, ...]
    definition: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was published."""

    source_id: str
    title: str
    publisher: str
    issuer: str
    published: str
    number: str
    url: str
    confidence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan asks for."""

    target_id: str
    place: str
    level: str
    indicator: str
    name_zh: str
    type: str
    operator: str
    value: str
    unit: str
    qualifier: str
    base_value: str
    base_year: str
    target_year: str
    nature: str
    class_: str
    plan: str
    version: str
    price: str
    coverage: str
    main: str
    applies_to_district: str
    source_id: str
    confidence: str
    resolution: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A figure another publication gives: an outcome, a base value or a population."""

    published_id: str
    place: str
    level: str
    indicator: str
    name_zh: str
    value: str
    unit: str
    qualifier: str
    year: str
    as_of: str
    role: str
    source_id: str
    confidence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The official word on an indicator at a review, with its source."""

    place: str
    indicator: str
    review: str
    year: str
    word: str
    source_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An area: its full name, level, the area above it, and the areas like it beside it.

    ``name_en`` stands on the English pages; where it is empty the short name does.
    """

    place: str
    short: str
    level: str
    parent: str
    neighbours: tuple[str, ...]
    note: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An observation against one target or result (key: report, row, indicator, target)."""

    report_id: str
    row_id: str
    indicator: str
    relation: str
    target_id: str
    target_place: str
    target_level: str
    target_year: str
    observed: str
    observed_year: str
    target: str
    unit: str
    gap: str
    gap_low: str
    gap_high: str
    progress: str
    progress_low: str
    progress_high: str
    time_share: str
    pace_needed: str
    word: str
    reason: str
    why: str
    why_en: str
    source_id: str
    confidence: str
    principal: str = ""
    target_unit: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one audit rule on the figures it read."""

    report_id: str
    finding_id: str
    rule: str
    outcome: str
    rows: tuple[str, ...]
    printed: str
    expected: str
    expected_low: str
    expected_high: str
    unit: str
    summary_zh: str
    summary_en: str
    readings_zh: tuple[str, ...] = field(default=())
    readings_en: tuple[str, ...] = field(default=())
    verify_zh: str = ""
    verify_en: str = ""
    sentence: str = ""
    source_id: str = ""
