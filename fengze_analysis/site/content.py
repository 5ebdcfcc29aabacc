"""What a page is made of, in one language: running text with links, tables, cards, charts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Ref:
    """A figure in running text: what is read, what is printed in the report, where it stands."""

    text: str
    printed: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chinese:
    """Words of the report, or a name without translation, on a page in English."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page of the site, or to a cited address."""

    text: str
    href: str


Part = str | Ref | Chinese | Link
Text = tuple[Part, ...]


def joined(texts: Iterable[Text], between: str) -> Text:
    """The texts one after another with ``between`` between them."""
    return tuple(part for text in texts for part in (between, *text))[1:]


def plain(text: Text | str) -> str:
    """The words alone."""
    return "".join(part if isinstance(part, str) else part.text for part in text)


def with_refs(said: str, refs: Iterable[Ref]) -> Text:
    """``said`` with each figure, where it stands whole in it, as a link; the longest first.

    >>> with_refs("完成投资18亿元、8亿元", [Ref("8亿元", "8亿元", "f-1")])
    ('完成投资18亿元、', Ref(text='8亿元', printed='8亿元', anchor='f-1'))
    """
    parts: list[Part] = [said]
    for ref in sorted(refs, key=lambda ref: -len(ref.text)):
        whole = re.compile(rf"(?<![\d.]){re.escape(ref.text)}(?![\d.])")
        for place, part in enumerate(parts):
            found = whole.search(part) if isinstance(part, str) else None
            if found:
                around = (found.string[: found.start()], ref, found.string[found.end() :])
                parts[place : place + 1] = filter(None, around)
                break
    return tuple(parts)


class Cell(NamedTuple):
    """A cell: its words, the code of its badge, the number it sorts by, a remark below."""

    text: Text | str
    badge: str = ""
    value: float | None = None
    remark: Text | str = ""


class Column(NamedTuple):
    """A column; ``kind`` is text, number or tag (a column that a list of choices filters)."""

    title: str
    kind: str = "text"


class Table(NamedTuple):
    """A table of a page; ``anchors`` name its rows."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Text | str = ""
    anchors: tuple[str, ...] = ()
    file: str = ""


class Card(NamedTuple):
    """A key number: its name, as printed, with all that makes it quotable."""

    name: Text
    ref: Ref
    gloss: str
    facts: tuple[Text, ...]
    word: Cell
    sentence: str
    citation: str


class Chart(NamedTuple):
    """A figure: outlined as SVG and as PNG for download, with live words for a page and a phone."""

    key: str
    title: str
    note: Text
    svg: bytes
    png: bytes
    live: Markup
    phone: Markup


class Point(NamedTuple):
    """A finding that matters: its rule, its outcome, what it says, its innocent readings."""

    anchor: str
    title: str
    badge: Cell
    text: Text
    readings: tuple[str, ...]
    rows: tuple[str, ...] = ()
    brief: Text = ()
    ask: Text = ()


class Section(NamedTuple):
    """A section of an annex page: paragraphs, findings, tables, terms, links."""

    key: str
    title: str
    paragraphs: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    findings: tuple[Point, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


class Page(NamedTuple):
    """An annex page."""

    key: str
    title: str
    lead: Text
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The first page, in the order in which it is read."""

    kicker: tuple[str, ...]
    title: str
    about: tuple[tuple[str, Text], ...]
    caution: Text
    sentences: tuple[tuple[str, Text], ...]
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...]
    figures: Table
    downloads: tuple[Link, ...] = ()
    citation: str = ""
    licence: Text = ()
