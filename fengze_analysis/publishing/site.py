"""What the pages of one report are made from, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fengze_analysis.model import Document, Finding, Indicator, Observation, Source, Unread
from fengze_analysis.publishing.cells import Language, PageTable, Words


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the four answers of the first screen, and the page that says more."""

    heading: Words
    text: Words
    page: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of prose: paragraphs, then points."""

    heading: Words
    paragraphs: tuple[Words, ...] = ()
    points: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what a notebook showed, then tables in full (keys of ``Site.tables``).

    ``bodies`` has the first heading and the HTML of the notebook by language.
    """

    key: str
    title: Words
    lead: Words = Words()
    bodies: Mapping[Language, tuple[str, str]] = field(default_factory=dict)
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure in both languages, with the data that is drawn.

    ``svg`` has outlines for letters and is for download; ``live`` has words and stands in pages,
    ``narrow`` on a phone, if there is one.
    """

    key: str
    title: Words
    alt: Words
    svg: Words
    live: Words
    png_zh: bytes
    png_en: bytes
    data: PageTable | None = None
    citation: Words = Words()
    narrow: Words = Words()

    def png(self, language: Language) -> bytes:
        """The picture of one language."""
        return self.png_zh if language == "zh" else self.png_en


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages of one report say.

    ``date`` is the date of this version of the page, never taken from the clock.
    """

    report_id: str
    version: str
    date: str
    document: Document
    observations: tuple[Observation, ...]
    title: Words
    caution: Words
    bottom_line: Words
    answers: tuple[Answer, ...]
    figure: str
    unread: tuple[Unread, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    findings: tuple[Finding, ...] = ()
    rule_names: Mapping[str, Words] = field(default_factory=dict)
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[PageTable, ...] = ()
    index_tables: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    method: tuple[Section, ...] = ()
    limits: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()
    cite: Words = Words()
    licence: Words = Words()
    correction: Words = Words()

    def table(self, key: str) -> PageTable:
        """The table of that key."""
        return {table.key: table for table in self.tables}[key]

    def drawing(self, key: str) -> Drawing:
        """The figure of that key."""
        return {drawing.key: drawing for drawing in self.drawings}[key]
