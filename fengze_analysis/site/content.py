"""What a page is made of, in one language: running text with links, tables, cards, charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from markupsafe import Markup

from ..messages import LANGUAGES, load_catalogue


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


def tell(key: str, language: str, **values: object) -> Text:
    """The text of the catalogue, its blanks filled; a value that is a text keeps its links.

    >>> tell("relation.none", "en")
    ('not compared',)
    """
    said = load_catalogue()[key][LANGUAGES.index(language)]
    parts: list[Part] = []
    for literal, name, _, _ in Formatter().parse(said):
        parts += [literal] if literal else []
        if name is not None:
            value = values[name]
            parts += value if isinstance(value, tuple) else [_part(value)]
    return tuple(parts)


def _part(value: object) -> Part:
    return value if isinstance(value, (Ref, Chinese, Link)) else str(value)


def joined(texts: Iterable[Text], between: str) -> Text:
    """The texts one after another with ``between`` between them.

    >>> joined([("a",), ("b",)], "; ")
    ('a', '; ', 'b')
    """
    found: list[Part] = []
    for text in texts:
        found += [between, *text] if found else text
    return tuple(found)


def plain(text: Text | str) -> str:
    """The words alone.

    >>> plain(("税收", Ref("增长30.9%", "增长30.9%", "f-1")))
    '税收增长30.9%'
    """
    parts = (text,) if isinstance(text, str) else text
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def with_refs(said: str, refs: Iterable[Ref]) -> Text:
    """``said`` with each figure, where it is printed in it, as a link; the longest first.

    >>> with_refs("完成投资8亿元", [Ref("8亿元", "8亿元", "f-1")])
    ('完成投资', Ref(text='8亿元', printed='8亿元', anchor='f-1'))
    """
    parts: list[Part] = [said]
    for ref in sorted(refs, key=lambda ref: -len(ref.text)):
        for place, part in enumerate(parts):
            if isinstance(part, str) and ref.text and _stands(part, ref.text) >= 0:
                at = _stands(part, ref.text)
                pieces = (part[:at], ref, part[at + len(ref.text) :])
                parts[place : place + 1] = [piece for piece in pieces if piece]
                break
    return tuple(parts)


def _stands(said: str, figure: str) -> int:
    """Where ``figure`` stands as a whole, no digit before or after it; -1 where nowhere."""
    at = said.find(figure)
    while at >= 0:
        around = said[at - 1 : at] + said[at + len(figure) : at + len(figure) + 1]
        if not any(one.isdigit() or one == "." for one in around):
            return at
        at = said.find(figure, at + 1)
    return -1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, the code of its badge, the number it sorts by, a remark below."""

    text: Text | str
    badge: str = ""
    value: float | None = None
    remark: Text | str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``kind`` is text, number or tag (a column that a list of choices filters)."""

    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page; ``anchors`` name its rows."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Text | str = ""
    anchors: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A key number: its name, as printed, with all that makes it quotable."""

    name: Text
    ref: Ref
    gloss: str
    facts: tuple[Text, ...]
    word: Cell
    sentence: str
    citation: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure: outlined as SVG and as PNG for download, with live words for a page and a phone."""

    key: str
    title: str
    note: Text
    svg: bytes
    png: bytes
    live: Markup
    phone: Markup


@dataclass(frozen=True, slots=True)
class Point:
    """A finding that matters: its rule, its outcome, what it says, its innocent readings."""

    anchor: str
    title: str
    badge: Cell
    text: Text
    readings: tuple[str, ...]
    rows: tuple[str, ...] = ()
    brief: Text = ()
    ask: Text = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an annex page: paragraphs, findings, tables, terms, links."""

    key: str
    title: str
    paragraphs: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    findings: tuple[Point, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
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
