"""The nouns of the pipeline, as typed values; ``schema/`` describes each of their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .interval import Exact, Interval, Number

_PERIOD = re.compile(
    r"""
    (?P<first>[0-9]{4})
    (?: -(?P<last>[0-9]{4})            # 2021-2025
      | (?P<part>H[12]|Q[1-4]|M9|-(?:0[1-9]|1[0-2]))   # 2024H1, 2024Q1, 2024M9, 2024-03
    )?
    """,
    re.VERBOSE,
)


class Period(NamedTuple):
    """The year, the span of years or the part of a year that a figure is about.

    ``part`` is empty for whole years, else ``H1`` ``H2`` (half), ``Q1`` … ``Q4`` (quarter),
    ``M9`` (the first nine months) or ``-01`` … ``-12`` (month, or the year up to its end).

    >>> str(Period(2021, 2025)), str(Period(2024, 2024, "H1")), str(Period(2024, 2024, "-03"))
    ('2021-2025', '2024H1', '2024-03')
    """

    first: int
    last: int
    part: str = ""

    def __str__(self) -> str:
        if self.first != self.last:
            return f"{self.first}-{self.last}"
        return f"{self.first}{self.part}"

    @property
    def is_year(self) -> bool:
        """Whether this is one whole year."""
        return self.first == self.last and not self.part

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period that a code states; raises :class:`ValueError` where it states none.

        >>> Period.parse("2021-2025"), Period.parse("2024H1").part
        (Period(first=2021, last=2025, part=''), 'H1')
        """
        match = _PERIOD.fullmatch(code)
        if match is None or int(match["last"] or match["first"]) < int(match["first"]):
            raise ValueError(f"{code!r} is no year, span or part of a year")
        return cls(int(match["first"]), int(match["last"] or match["first"]), match["part"] or "")


def is_date(text: str) -> bool:
    """Whether ``text`` is a day of the calendar, written as files hold it.

    >>> is_date("2024-02-29"), is_date("2023-02-29"), is_date("20240229")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


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
    ``date`` is ISO 8601 or ``""``. ``year`` is the year it was made in, from the date, the title or
    the text; ``None`` where nothing says it.
    """

    report_id: str
    text: str
    title: str
    number: str
    issuer: str
    place: str
    date: str
    items: tuple[Item, ...]
    year: int | None = None


class Quantity(NamedTuple):
    """One printed figure: ``text[start:end] == surface``, always.

    ``value`` is exact, 万 and 亿 applied, trailing places as printed; ``low`` and ``high`` bound
    what it can stand for, ``None`` where open.
    """

    start: int
    end: int
    surface: str
    value: Exact
    unit: str
    canonical_unit: str
    low: Number | None
    high: Number | None
    kind: str
    approx: str
    direction: str


class Statement(NamedTuple):
    """A row of the outcomes table: a quantity with what, where, when and in which sense.

    A named tuple, as :class:`Quantity` is: a long text makes a hundred thousand of them.
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
    value: Exact
    unit: str
    canonical_unit: str
    low: Number | None
    high: Number | None
    kind: str
    approx: str
    direction: str
    basis: str
    indicator_phrase: str
    indicator: tuple[str, ...]
    sense: str
    year: Period | None
    year_from: str
    place: str
    period: str
    status: str
    reading: str = "rule"
    read_by: str = ""
    read_why: str = ""
    offset: int = 0

    @property
    def before(self) -> str:
        """The sentence up to the figure."""
        return self.sentence[: self.offset]

    @property
    def behind(self) -> str:
        """The sentence from the end of the figure on."""
        return self.sentence[self.offset + len(self.surface) :]

    @property
    def interval(self) -> Interval:
        """What the figure can stand for."""
        return Interval.between(self.low, self.high)


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
    """A row of the codebook; ``phrases`` are the patterns that name it."""

    code: str
    name_zh: str
    name_en: str
    unit: str
    better: str
    form: str
    sector: str
    stage: str
    district_level: bool
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
    """What a plan asks for: read from its text (``start`` to ``end``) or curated from a source.

    ``phrase`` names it in the words of the plan. ``value`` is ``None`` for a qualitative target.
    ``low`` and ``high`` bound the value itself: of ``左右`` the declared share, of a curated value
    the value.
    """

    target_id: str
    place: str
    level: str
    indicator: str
    phrase: str
    type: str
    operator: str
    value: Exact | None
    unit: str
    canonical_unit: str
    low: Number | None
    high: Number | None
    qualifier: str
    base_value: Exact | None
    base_year: int | None
    from_year: int | None
    target_year: int | None
    nature: str
    class_: str
    plan: str
    version: str
    price: str
    coverage: str
    main: bool
    applies_to_district: bool | None
    source_id: str
    confidence: str
    resolution: str = ""
    note: str = ""
    sentence: str = ""
    start: int | None = None
    end: int | None = None
    surface: str = ""
    offset: int | None = None

    @property
    def interval(self) -> Interval:
        """What the target's value can stand for."""
        return Interval.between(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Published:
    """A figure another publication gives: an outcome, a base value or a population.

    ``year`` is the year, span or part of a year that it covers, ``None`` where its source does not
    say; ``as_of`` is what the source says of it.
    """

    published_id: str
    place: str
    level: str
    indicator: str
    name_zh: str
    value: Exact
    unit: str
    qualifier: str
    year: Period | None
    as_of: str
    role: str
    source_id: str
    confidence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The official word on an indicator at a review, with its source.

    ``count`` is of how many indicators the review says it without naming them; ``indicator`` is
    then ``""``.
    """

    place: str
    indicator: str
    review: str
    year: int
    word: str
    source_id: str
    note: str = ""
    count: int | None = None


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


class Comparison(NamedTuple):
    """A statement held against a target or a published figure.

    Key: report, row, indicator, reference. Every number that a view needs is a column of the row:
    the observed value, the target and the base with their intervals, kinds and years. ``relation``,
    ``reason`` and ``word`` are codes. ``reference_id`` is a ``target_id`` or a ``published_id``.
    """

    report_id: str
    row_id: str
    indicator: str
    relation: str = "none"
    reason: str = ""
    word: str = ""
    principal: bool = True
    reference_id: str = ""
    reference_phrase: str = ""
    reference_place: str = ""
    reference_level: str = ""
    target_type: str = ""
    target_class: str = ""
    nature: str = ""
    operator: str = ""
    observed: Exact | None = None
    observed_low: Number | None = None
    observed_high: Number | None = None
    observed_kind: str = ""
    observed_approx: str = ""
    observed_year: Period | None = None
    observed_year_from: str = ""
    unit: str = ""
    target: Exact | None = None
    target_low: Number | None = None
    target_high: Number | None = None
    target_unit: str = ""
    target_year: Period | None = None
    base: Exact | None = None
    base_year: int | None = None
    restated_base: Exact | None = None
    per_head: str = ""
    observed_population: Exact | None = None
    reference_population: Exact | None = None
    gap: Exact | None = None
    gap_low: Number | None = None
    gap_high: Number | None = None
    progress: Exact | None = None
    progress_low: Number | None = None
    progress_high: Number | None = None
    time_share: Exact | None = None
    pace_needed: Exact | None = None
    word_cagr: str = ""
    word_un: str = ""
    word_destatis: str = ""
    note: str = ""
    source_id: str = ""
    confidence: str = ""


def undecided(*words: str) -> str:
    """The word that leaves several open: ``undecided:behind|ahead``."""
    return f"undecided:{'|'.join(words)}"


def split_word(word: str) -> tuple[str, list[str]]:
    """The code of a word, and the words that an undecided one leaves open."""
    code, colon, left_open = word.partition(":")
    return code, left_open.split("|") if colon else []


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one audit rule on the figures it read; texts are keys of ``messages/``.

    ``values`` are the named values that the texts of ``message`` hold. ``tested`` is whether the
    rule held one thing against another and could have come out otherwise. ``weight`` ranks the
    finding by what an answer could change (0: for the annex alone); ``group`` joins alike ones.
    """

    report_id: str
    finding_id: str
    rule: str
    outcome: str
    tested: bool
    rows: tuple[str, ...]
    indicator: str
    printed: Exact | None
    expected: Exact | None
    expected_low: Number | None
    expected_high: Number | None
    unit: str
    message: str
    readings: tuple[str, ...]
    values: tuple[tuple[str, object], ...]
    weight: int
    group: str
    sentence: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What the report says of an indicator that a plan on file has a target for."""

    report_id: str
    level: str
    place: str
    indicator: str
    main: bool
    targets: tuple[str, ...]
    status: str
    rows: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure computed here, never printed by a source; ``formula`` is a key of ``messages/``."""

    report_id: str
    derived_id: str
    kind: str
    indicator: str
    value: Exact
    low: Number | None
    high: Number | None
    unit: str
    year: Period | None
    inputs: tuple[str, ...]
    formula: str
    values: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """Our word on an indicator beside the official one, on figures public when it was given.

    ``official`` is the code of the official word, ``agreement`` agree, disagree, undecided or
    not_assessable; ``same_side`` whether both say that the target is kept up with, or both not.
    ``at_target`` says that the figure has reached the target, whatever the year. ``our_count`` and
    ``official_count`` are set where a review only says on how many.
    """

    place: str
    review: str
    review_year: int
    indicator: str
    target_id: str = ""
    nature: str = ""
    target_type: str = ""
    operator: str = ""
    base: Exact | None = None
    base_year: int | None = None
    observed: Exact | None = None
    observed_year: Period | None = None
    target: Exact | None = None
    target_year: int | None = None
    unit: str = ""
    progress: Exact | None = None
    time_share: Exact | None = None
    at_target: bool = False
    word: str = ""
    reason: str = ""
    official_word: str
    official: str = ""
    agreement: str = ""
    same_side: bool | None = None
    our_count: int | None = None
    official_count: int | None = None
    word_cagr: str = ""
    word_un: str = ""
    word_destatis: str = ""
    source_id: str
    target_source_id: str = ""
    observed_source_id: str = ""
    note: str = ""
