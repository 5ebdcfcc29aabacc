"""A study on the pages of one language: what pages are made of, and what each figure prints."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from ..interval import Exact, Interval, exact_number
from ..messages import LANGUAGES, load_catalogue, say
from ..messages.names import code_text, in_sentence
from ..messages.numbers import find_qualifier, format_amount, format_period
from ..model import Comparison, Document, Period, Statement

if TYPE_CHECKING:
    from ..study import Study

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LONG = 28  # characters of a title that a cell shows
_WINDOW = 12  # characters around a figure in which its qualifier, verb or area can stand
# What belongs to a figure when it is quoted: the movement of a change, the field of a rank.
_MOVES = re.compile(
    r"(?:同比|比上年|较上年|较去年|环比|年均|比|净)?"
    r"(?:增长|增加|提升|提高|上升|下降|降低|减少|缩短|压缩|压减|回落|收窄|增)了?\s*$"
)
_FIELD = re.compile(
    r"(?:居|列|位居|位列|排名?)?(全球|全国|全省|全市|全区|全县|全州)(?:各区县?|县区)?\s*$"
)
_HEAD = Fraction(1, 10_000)
_SHORT = frozenset(2**a * 5**b for a in range(5) for b in range(5))  # few decimals, and an end


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
    """``said`` with each figure, where it stands whole in it, as a link; the longest first."""
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
    value: Fraction | int | None = None
    remark: Text | str = ""


Shown = Cell | Text | str


class Table(NamedTuple):
    """A table of a page: columns by title and kind (text, number, tag); ``anchors`` name rows."""

    key: str
    title: str
    columns: tuple[tuple[str, str], ...]
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
    ask: str = ""


class Section(NamedTuple):
    """A section of an annex page: paragraphs, findings, tables, terms, links."""

    key: str
    title: str
    paragraphs: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    findings: tuple[Point, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page, in the order in which it is read, with the ``points`` of which it tells."""

    kicker: tuple[str, ...]
    title: str
    about: tuple[tuple[str, Text], ...]
    caution: Text
    sentences: tuple[tuple[str, Text], ...]
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...]
    figures: Table
    downloads: tuple[Link, ...]
    citation: str
    licence: Text
    points: tuple[Point, ...]


def page_file(key: str, language: str) -> str:
    """The file of a page."""
    return f"{key}{'' if language == 'zh' else f'.{language}'}.html"


def squeezed(text: str) -> str:
    """``text`` on one line, without white space between Chinese characters and figures."""
    line = re.sub(r"\s+", " ", clean(text)).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", line)


def clean(text: str) -> str:
    """``text`` without characters that a page cannot hold or that hide."""
    return _UNSEEN.sub("", text)


def printed(document: Document, row: Statement) -> str:
    """A figure as the report prints it, with its qualifier, its movement or its rank's field."""
    start, end = _printed_span(document.text, row)
    return squeezed(document.text[start:end])


def _printed_span(text: str, row: Statement) -> tuple[int, int]:
    """Where a figure and the words that qualify it begin and end."""
    start, end = row.start, row.end
    before, after = _flat(text[max(0, start - _WINDOW) : start]), _flat(text[end : end + _WINDOW])
    word = find_qualifier(before, after) if row.approx != "exact" else ""
    if word and before.endswith(word):
        start = text.rindex(word, 0, start)
    elif word and after.startswith(word):
        end = text.index(word, end) + len(word)
    pattern = {"change": _MOVES, "rank": _FIELD}.get(row.kind)
    found = pattern.search(text, max(0, start - _WINDOW), start) if pattern else None
    return found.start() if found else start, end


def _flat(text: str) -> str:
    return text.replace(" ", "")


def find_anchors(rows: Iterable[Statement]) -> dict[str, str]:
    """The address of each figure by row: of its sentence, its characters and which alike it is."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[str, str] = {}
    for row in rows:
        key = (squeezed(row.sentence), squeezed(row.surface))
        seen[key] += 1
        text = "\n".join((*key, str(seen[key])))
        found[row.row_id] = f"f-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:10]}"
    return found


def _followers(study: Study) -> Iterator[tuple[str, Statement]]:
    """The change or share of a plan that stands right behind a figure, or that rates share."""
    rows = {row.row_id: row for row in study.statements}
    for row, behind in pairwise(rows.values()):
        near = 0 <= behind.start - row.end <= _WINDOW and behind.sentence == row.sentence
        about = behind.kind == "change" or (behind.kind == "share" and behind.basis)
        if near and about and row.kind in ("amount", "share") and row.place == behind.place:
            yield row.row_id, behind
    for finding in study.audited:
        *rates, last = finding.rows or ("",)
        if finding.rule == "ambiguous_change" and last in rows and rows[last].kind == "change":
            yield from ((rate, rows[last]) for rate in rates)


class View:
    """A study in one language; every page asks it for names, places, years and printed figures."""

    def __init__(self, study: Study, language: str) -> None:
        self.study, self.language = study, language
        self.document: Document = study.document
        self.rows: tuple[Statement, ...] = study.statements
        self.by_id = {row.row_id: row for row in self.rows}
        self.anchors = find_anchors(self.rows)
        self.followers = dict(_followers(study))
        self.indicators = {one.code: one for one in study.codebook.indicators}
        self.places = {one.place: one for one in study.codebook.places}
        self.sources = {one.source_id: one for one in study.curated.sources}
        place = self.document.place
        self.english: Mapping[str, Any] = study.received.sidecar.get("english") or {}
        areas = (self.english.get("places") or {}) | {place: self.english.get("place")}
        self.areas = {name: str(said) for name, said in areas.items() if said}
        self.title = self.about("title") or study.report_id
        english = self.english.get("title") if language == "en" else ""
        self.report_title = str(english or self.title)
        self.date = self.document.date or self.about("date")
        self.own = self.place(place) if place else self.say("site.area")
        # What charts and the audit call indicators, areas and publishers.
        self.names = {code: self.indicator(code) for code in self.indicators}
        self.names |= {one.publisher: self.office(one.publisher) for one in study.curated.sources}
        self.names |= {place: self.place(place) for place in self.places}
        # Of two observations of a figure the comparison that says more.
        self.principal: dict[str, Comparison] = {}
        for row in study.comparisons:
            held = self.principal.get(row.row_id)
            if row.principal and (held is None or held.relation == "none"):
                self.principal[row.row_id] = row

    def about(self, key: str) -> str:
        return squeezed(self.study.received.said(key))

    def with_follower(self, row: Statement) -> set[str]:
        """The ids of a figure and of what is printed behind it."""
        behind = self.followers.get(row.row_id, row)
        return {row.row_id, behind.row_id}

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def tell(self, key: str, **values: object) -> Text:
        """A text of the catalogue in which a value that is a text keeps its links."""
        parts: list[Part] = []
        said = load_catalogue()[key][LANGUAGES.index(self.language)]
        for literal, name, _, _ in Formatter().parse(said):
            value = values[name] if name else ()
            parts += [literal, *(value if isinstance(value, tuple) else [str(value)])]
        return tuple(filter(None, parts))

    def knows(self, key: str) -> bool:
        return key in load_catalogue()

    def say_known(self, key: str, other: str = "", **values: object) -> str:
        """The words of ``key``, or ``other`` where the catalogue has none."""
        return self.say(key, **values) if self.knows(key) else other

    def ref(self, row: Statement, said: str = "") -> Ref:
        """The figure as a link, as ``said`` or as printed; in English its value in words."""
        shown = printed(self.document, row)
        said = said or (shown if self.language == "zh" else self.value(row))
        return Ref(said, shown, self.anchors[row.row_id])

    def value(self, row: Statement) -> str:
        """The value of a figure with its qualifier, movement and field, in this language."""
        text, (start, end) = self.document.text, _printed_span(self.document.text, row)
        doubled = row.approx == "over" and re.search("[余多]", row.surface)
        word = find_qualifier(_flat(text[start : row.start]), _flat(text[row.end : end]))
        value = row.value
        if row.kind == "change" and not isinstance(value, Interval) and value < 0:
            value = -value
        qualifier = word or ("余" if doubled else row.approx)
        said = format_amount(value, row.canonical_unit, self.language, qualifier)
        if row.kind == "change" and row.direction:
            return self.say(f"site.{row.direction}", n=said)
        field = _FIELD.search(text, start, row.start) if row.kind == "rank" else None
        return self.say_known(f"site.field_{field[1]}", said, n=said) if field else said

    def amount(self, value: Exact | None, unit: str, qualifier: str = "") -> Cell:
        """A value with its unit; one without an end, or with a long one, is rounded for reading."""
        number = exact_number(value)
        if unit == "元/万人" and value is not None:  # money is told by the head
            unit, number = "元/人", None if number is None else number / 10_000
            value = value.scale(_HEAD) if isinstance(value, Interval) else number
        places = 2 if number is not None and number.denominator not in _SHORT else None
        said = format_amount(value, unit, self.language, qualifier, places=places)
        return Cell(said or "—", value=number)

    def name(self, row: Statement) -> Text:
        """What a figure measures: the name of its indicator, else the report's own words."""
        names = [self.names[code] for code in row.indicator if code in self.indicators]
        said = (self.join(names),) if names else self.printed_words(row.indicator_phrase)
        vague = self.vague(row)
        if not vague:
            return said
        heading = in_sentence(self.heading(row, numbered=False), self.language)
        name = said if names else self.say(vague)
        return self.tell("site.name_of", name=name, heading=heading)

    def vague(self, row: Statement) -> str:
        """The key of a generic word that is all of a figure's name, so that its measure is told."""
        known = [self.indicators[code].name_zh for code in row.indicator if code in self.indicators]
        key = f"vague.{next(iter(known), squeezed(row.indicator_phrase))}"
        return key if row.heading and self.knows(key) else ""

    def indicator(self, code: str) -> str:
        row = self.indicators.get(code)
        return "" if row is None else row.name_zh if self.language == "zh" else row.name_en

    def place(self, name: str, *, short: bool = True) -> str:
        """An area by its name in this language; what is no area of the table stays as printed."""
        row = self.places.get(name)
        if self.language == "zh":
            return row.short if row and short else squeezed(name)
        english = self.areas.get(name) or (row and (row.name_en or row.short))
        if english:
            return english.split(",")[0] if short else english
        return self.say_known(f"site.area_{name}", squeezed(name))

    def office(self, name: str) -> str:
        """Who issues or publishes a text; in English its English name where that is known."""
        areas = sorted((self.document.place, *self.places), key=len, reverse=True)
        area = next(area for area in (*areas, "") if name.startswith(area))
        key = f"issuer.{name.removeprefix(area)}"
        known = self.language == "en" and self.knows(key)
        return self.say(key, place=self.place(area, short=False)) if known else squeezed(name)

    def year_cell(self, year: Period | None, year_from: str, printed: str = "") -> Cell:
        """A year in words and below, where it is not printed in the sentence, what fixes it.

        A part of the year that only its ``printed`` name says (“双节”期间) stands with it.
        """
        if year is None:
            return Cell(self.say("site.year_unknown"))
        evidence = "" if year_from == "sentence" else self.code("year_from", year_from)
        part = squeezed(printed) if year.is_year and "年" not in printed else ""
        return Cell(f"{format_period(year, self.language)}{part and f' {part}'}", remark=evidence)

    def year(self, year: Period | None, year_from: str, printed: str = "") -> str:
        cell = self.year_cell(year, year_from, printed)
        said = self.say("site.year_evidence", year=cell.text, evidence=cell.remark)
        return said if cell.remark else plain(cell.text)

    def heading(self, row: Statement, *, numbered: bool = True) -> str:
        """The measure of a row by its number and heading, or by its heading alone."""
        if row.section == row.item == "0":
            return self.say("site.outside")
        number = row.section if row.item == "0" else f"{row.section}.{row.item}"
        known = (self.english.get("headings") or {}).get(number)
        said = known if self.language == "en" and known else row.heading
        return f"{number if numbered else ''} {squeezed(str(said))}".strip()

    def code(self, column: str, code: str) -> str:
        return code_text(column, code, self.language)

    def counts(self, column: str, counted: Counter[str]) -> Iterator[str]:
        """Codes in words, the most frequent first, each with how often it stands."""
        for code, n in counted.most_common():
            yield self.say("site.word_count", word=self.code(column, code), n=n)

    def coded(self, column: str, code: str) -> Cell:
        return Cell(self.code(column, code), code.partition(":")[0])

    def join(self, words: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else "; ").join(words)

    def is_own(self, row: Statement) -> bool:
        """Whether a figure is the area's own, as far as the text says."""
        return row.place in ("", self.document.place)

    def printed_words(self, text: str) -> Text:
        said = squeezed(text)
        return (Chinese(said) if said and self.language == "en" else said or "—",)

    def refs(self, rows: Iterable[str]) -> Text:
        """Figures one after another; what is no figure of the report is left out."""
        found = ((self.ref(self.by_id[row]),) for row in rows if row in self.by_id)
        return joined(found, self.say("site.comma"))

    def cited(self, said: Shown, source_id: str, year: Period | str | None = "") -> Cell:
        """A cell; below it the year of its figure where given, and its source."""
        below: list[Part] = [] if year == "" else [format_period(year, self.language), " "]
        if source := self.sources.get(source_id):
            name = squeezed(source.title)
            short = name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
            below.append(Link(short, f"{page_file('method', self.language)}#s-{source_id}"))
        made = said if isinstance(said, Cell) else Cell(said)
        return made._replace(remark=tuple(below))

    def section(self, key: str, *tables: Table, said: str = "", **parts: Sequence[Any]) -> Section:
        """A section of an annex page, with a paragraph where something is ``said``."""
        paragraphs = ((said,),) if said else ()
        others = {name: tuple(part) for name, part in parts.items()}
        return Section(key, self.say(f"site.{key}_head"), paragraphs, tables, **others)
