"""A study on the pages of one language: what pages are made of, and what each figure prints."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from html import unescape
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from ..interval import Exact, Interval, Number, exact_number
from ..messages import load_catalogue, say
from ..messages.findings import describe
from ..messages.names import code_text, in_sentence
from ..messages.numbers import find_qualifier, format_amount, format_period, round_readable
from ..model import (
    Comparison,
    Document,
    Finding,
    Period,
    Source,
    Statement,
    Validation,
    split_word,
)
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
_FEW = 6  # figures of a finding that are linked
_HEAD = Fraction(1, 10_000)
_SHORT = frozenset(2**a * 5**b for a in range(5) for b in range(5))  # few decimals, and an end
# Words of a page are text; those with a link or in another language are markup, safe as it is.
_REF = Markup('<a class="printed" href="{}#{}" data-printed="{}">{}</a>')
_CHINESE = Markup('<span lang="zh-CN">{}</span>')
_LINK = Markup('<a href="{}">{}</a>')
_CITED = Markup('<a href="{}" rel="external noopener">{}</a>')


def plain(text: str) -> str:
    """The words alone."""
    return unescape(re.sub("<[^>]*>", "", escape(text)))


def chinese(text: str) -> Markup:
    """Words of the report, or a name without translation, on a page in English."""
    return _CHINESE.format(text)


def link(text: str, href: str) -> Markup:
    """A way to another page of the site, or to a cited address."""
    return (_CITED if "://" in href else _LINK).format(href, text)


@dataclass(frozen=True)
class Cell:
    """A cell: its words, the code of its badge, the number it sorts by, a remark below."""

    text: str
    badge: str = ""
    value: Fraction | int | None = None
    remark: str = ""


class Chart(NamedTuple):
    """A figure: outlined as SVG and as PNG for download, with live words for a page and a phone."""

    key: str
    title: str
    note: str
    svg: bytes
    png: bytes
    live: Markup
    phone: Markup


def page_file(key: str, language: str) -> str:
    """The file of a page."""
    return f"{key}{'' if language == 'zh' else f'.{language}'}.html"


def collapse_space(text: str) -> str:
    """``text`` on one line, without white space between Chinese characters and figures."""
    line = re.sub(r"\s+", " ", clean(text)).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", line)


def clean(text: str) -> str:
    """``text`` without characters that a page cannot hold or that hide."""
    return _UNSEEN.sub("", text)


def printed(document: Document, row: Statement) -> str:
    """A figure as the report prints it, with its qualifier, its movement or its rank's field."""
    start, end, _ = _printed_span(document.text, row)
    return collapse_space(document.text[start:end])


def _printed_span(text: str, row: Statement) -> tuple[int, int, str]:
    """Where a figure and the words about it begin and end, and the one that qualifies it."""
    start, end = row.start, row.end
    before, after = _flat(text[max(0, start - _WINDOW) : start]), _flat(text[end : end + _WINDOW])
    word = find_qualifier(before, after) if row.approx != "exact" else ""
    if word and before.endswith(word):
        start = text.rindex(word, 0, start)
    elif word and after.startswith(word):
        end = text.index(word, end) + len(word)
    pattern = {"change": _MOVES, "rank": _FIELD}.get(row.kind)
    found = pattern.search(text, max(0, start - _WINDOW), start) if pattern else None
    return found.start() if found else start, end, word


def _flat(text: str) -> str:
    return text.replace(" ", "")


def find_anchors(rows: Iterable[Statement]) -> dict[str, str]:
    """The address of each figure by row: of its sentence, its characters and which alike it is."""
    seen, found = Counter[str](), dict[str, str]()
    for row in rows:
        key = f"{collapse_space(row.sentence)}\n{collapse_space(row.surface)}\n"
        seen[key] += 1
        text = f"{key}{seen[key]}".encode("utf-8", "replace")
        found[row.row_id] = f"f-{hashlib.sha256(text).hexdigest()[:10]}"
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
        self.document, self.rows = study.document, study.statements
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
        english = language == "en" and self.english.get("title")
        self.report_title = str(english or self.title)
        self.date = self.document.date or self.about("date")
        self.own = self.place(place) if place else self.say("site.area")
        # What charts and the audit call indicators, areas and publishers.
        self.names = {code: self.indicator(code) for code in self.indicators}
        self.names |= {one.publisher: self.office(one.publisher) for one in study.curated.sources}
        self.names |= {place: self.place(place) for place in self.places}
        # Of two observations of a figure the comparison that says more.
        rows = [row for row in study.comparisons if row.principal]
        self.principal = {row.row_id: row for row in rows}
        said = (row for row in reversed(rows) if row.relation != "none")
        self.principal |= {row.row_id: row for row in said}

    def about(self, key: str) -> str:
        return collapse_space(self.study.received.said(key))

    def with_follower(self, row: Statement) -> set[str]:
        """The ids of a figure and of what is printed behind it."""
        return {row.row_id, self.followers.get(row.row_id, row).row_id}

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue; one with a value that is markup is markup."""
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(say(key, self.language)).format_map(values)
        return say(key, self.language, **values)

    def say_known(self, key: str, other: str = "", **values: object) -> str:
        """The words of ``key``, or ``other`` where the catalogue has none."""
        return self.say(key, **values) if key in load_catalogue() else other

    def figure_link(self, row: Statement, said: str = "") -> Markup:
        """The figure as a link to where it stands, as ``said`` or as its readers know it."""
        there, anchor = page_file("source", self.language), self.anchors[row.row_id]
        shown = printed(self.document, row)
        return _REF.format(there, anchor, shown, said or self.wording(row))

    def wording(self, row: Statement) -> str:
        """A figure as printed, in English its value in words."""
        return printed(self.document, row) if self.language == "zh" else self.value(row)

    def value(self, row: Statement) -> str:
        """The value of a figure with its qualifier, movement and field, in this language."""
        start, _, word = _printed_span(self.document.text, row)
        doubled = row.approx == "over" and re.search("[余多]", row.surface)
        value = row.value
        if row.kind == "change" and not isinstance(value, Interval) and value < 0:
            value = -value
        qualifier = word or ("余" if doubled else row.approx)
        said = format_amount(value, row.canonical_unit, self.language, qualifier)
        if row.kind == "change" and row.direction:
            return self.say(f"site.{row.direction}", n=said)
        before = self.document.text[start : row.start] if row.kind == "rank" else ""
        field = _FIELD.search(before)
        return self.say_known(f"site.field_{field[1]}", said, n=said) if field else said

    def amount(self, value: Exact | None, unit: str, qualifier: str = "") -> Cell:
        """A value with its unit; one without an end, or with a long one, is rounded for reading."""
        if unit == "元/万人" and value is not None:  # money is told by the head
            unit = "元/人"
            value = value.scale(_HEAD) if isinstance(value, Interval) else Fraction(value) * _HEAD
        number = exact_number(value)
        places = 2 if number is not None and number.denominator not in _SHORT else None
        said = format_amount(value, unit, self.language, qualifier, places=places)
        return Cell(said or "—", value=number)

    def name(self, row: Statement) -> str:
        """What a figure measures: the name of its indicator, else the report's own words."""
        names = [self.names[code] for code in row.indicator if code in self.indicators]
        said = self.join(names) if names else self.printed_words(row.indicator_phrase)
        vague = self.vague(row)
        if not vague:
            return said
        heading = in_sentence(self.heading(row, numbered=False), self.language)
        return self.say("site.name_of", name=said if names else self.say(vague), heading=heading)

    def vague(self, row: Statement) -> str:
        """The key of a generic word that is all of a figure's name, so that its measure is told."""
        known = [self.indicators[code].name_zh for code in row.indicator if code in self.indicators]
        key = f"vague.{next(iter(known), collapse_space(row.indicator_phrase))}"
        return key if row.heading and key in load_catalogue() else ""

    def indicator(self, code: str) -> str:
        return str(getattr(self.indicators.get(code), f"name_{self.language}", ""))

    def place(self, name: str, *, short: bool = True) -> str:
        """An area by its name in this language; what is no area of the table stays as printed."""
        row = self.places.get(name)
        if self.language == "zh":
            return row.short if row and short else collapse_space(name)
        english = self.areas.get(name) or (row and (row.name_en or row.short))
        if english:
            return english.split(",")[0] if short else english
        return self.say_known(f"site.area_{name}", collapse_space(name))

    def office(self, name: str) -> str:
        """Who issues or publishes a text; in English its English name where that is known."""
        areas = sorted((self.document.place, *self.places), key=len, reverse=True)
        area = next(area for area in (*areas, "") if name.startswith(area))
        key = f"issuer.{name.removeprefix(area)}"
        known = self.say_known(key, place=self.place(area, short=False))
        return known if known and self.language == "en" else collapse_space(name)

    def year_cell(self, year: Period | None, year_from: str, printed: str = "") -> Cell:
        """A year in words and below, where it is not printed in the sentence, what fixes it.

        A part of the year that only its ``printed`` name says (“双节”期间) stands with it.
        """
        if year is None:
            return Cell(self.say("site.year_unknown"))
        evidence = "" if year_from == "sentence" else self.code("year_from", year_from)
        part = collapse_space(printed) if year.is_year and "年" not in printed else ""
        return Cell(f"{format_period(year, self.language)}{part and f' {part}'}", remark=evidence)

    def year(self, year: Period | None, year_from: str, printed: str = "") -> str:
        cell = self.year_cell(year, year_from, printed)
        said = self.say("site.year_evidence", year=cell.text, evidence=cell.remark)
        return said if cell.remark else cell.text

    def heading(self, row: Statement, *, numbered: bool = True) -> str:
        """The measure of a row by its number and heading, or by its heading alone."""
        if row.section == row.item == "0":
            return self.say("site.outside")
        number = row.section if row.item == "0" else f"{row.section}.{row.item}"
        known = (self.english.get("headings") or {}).get(number)
        said = known if self.language == "en" and known else row.heading
        return f"{number if numbered else ''} {collapse_space(str(said))}".strip()

    def code(self, column: str, code: str) -> str:
        return code_text(column, code, self.language)

    def counts(self, column: str, counted: Counter[str]) -> Iterator[str]:
        """Codes in words, the most frequent first, each with how often it stands."""
        for code, n in counted.most_common():
            yield self.say("site.word_count", word=self.code(column, code), n=n)

    def coded(self, column: str, code: str) -> Cell:
        return Cell(self.code(column, code), split_word(code)[0])

    def join(self, words: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else "; ").join(words)

    def is_own(self, row: Statement) -> bool:
        """Whether a figure is the area's own, as far as the text says."""
        return row.place in ("", self.document.place)

    def printed_words(self, text: str) -> str:
        said = collapse_space(text)
        return chinese(said) if said and self.language == "en" else said or "—"

    def glossed(self, said: str, text: str) -> str:
        """Words of the report, in English behind what they mean where that is ``said``."""
        known = said and said != text and self.language == "en"
        return (f"{said} " if known else "") + self.printed_words(text)

    def joined(self, key: str, texts: Iterable[str]) -> Markup:
        return escape(self.say(key)).join(texts)

    def figure_links(self, rows: Iterable[str]) -> Markup:
        """Figures one after another; what is no figure of the report is left out."""
        found = (self.figure_link(self.by_id[row]) for row in rows if row in self.by_id)
        return self.joined("site.comma", found)

    def cited(self, said: Cell | str, source_id: str, year: Period | str | None = "") -> Cell:
        """A cell; below it the year of its figure where given, and its source."""
        below = "" if year == "" else f"{format_period(year, self.language)} "
        if source := self.sources.get(source_id):
            name = collapse_space(source.title)
            short = name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
            below += link(short, f"{page_file('method', self.language)}#s-{source_id}")
        return replace(Cell(said) if isinstance(said, str) else said, remark=below)

    def word(self, row: Comparison | Validation) -> Cell:
        if row.word:
            return self.coded("word", row.word)
        return Cell(self.code("reason", row.reason) or "—")

    def standing(self, row: Statement, behind: Statement | None = None) -> Cell:
        """How a figure, or what is ``behind`` it, compares: its word, its relation or why not."""
        both = [self.principal.get(one.row_id) for one in (behind, row) if one]
        found = next((one for one in both if one and one.relation != "none"), both[-1])
        if found is None:
            return Cell("—")
        if found.relation == "none":
            return Cell(self.code("reason", found.reason), badge="none")
        relation = self.coded("relation", found.relation)
        shown = replace(self.word(found), remark=relation.text) if found.word else relation
        if found.target is None or found.relation not in ("peer", "benchmark", "same_fact"):
            return shown
        per_head = "_per_head" if found.per_head else ""
        remark = self.say(
            f"site.beside{'_same_fact' if found.relation == 'same_fact' else per_head}",
            own=self.amount(found.observed, found.unit).text,
            place=self.place(found.reference_place),
            year=format_period(found.target_year, self.language),
            target=self.amount(found.target, found.target_unit, found.operator).text,
        )
        return replace(shown, remark=remark)

    def figure(self, row: Statement) -> Cell:
        """A figure as a link; below it, in English, as printed; what it is against, corrections."""
        shown, found = printed(self.document, row), self.study.corrections.get(row.row_id)
        below = [chinese(shown) if self.language == "en" else "", self.against(row)]
        if found:
            should_be, evidence = chinese(found.should_be), chinese(found.evidence)
            key = f"site.issuer_{'not_' if found.issuer_told == 'no' else ''}told"
            told = self.say(key, date=found.issuer_told)
            said = self.say("site.correction", should_be=should_be, evidence=evidence, told=told)
            below.append(said)
        remark = Markup(" ").join(filter(None, [*below, self.manual(row)]))
        return Cell(self.figure_link(row), value=exact_number(row.value), remark=remark)

    def against(self, row: Statement) -> str:
        """What a change or a share is against, where the figure as printed does not say it."""
        named = row.kind == "share" and row.indicator  # its name says what it is a share of
        if not row.basis or named or row.basis in printed(self.document, row):
            return ""
        key = "site.basis_share" if row.kind == "share" else "site.basis_change"
        return self.say(key, basis=self.basis(row))

    def basis(self, row: Statement) -> str:
        """What a change or a share is against: as printed, in English translated where known."""
        basis = collapse_space(row.basis)
        return self.say_known(f"site.basis_{basis}") or self.printed_words(f"“{basis}”")

    def manual(self, row: Statement) -> str:
        """As what a person reads a figure, who and why; nothing of one read by rule."""
        if row.reading != "manual":
            return ""
        value = self.amount(row.value, row.canonical_unit).text
        who, why = chinese(row.read_by), chinese(row.read_why)
        return self.say("site.manual_reading", value=value, who=who, why=why)

    def between(self, low: Number | None, high: Number | None, unit: str) -> Cell:
        """What a value lies between, rounded outward for reading."""
        return self.amount(round_readable(Interval.between(low, high)), unit)

    def source(self, row: Source) -> str:
        web = row.url.startswith(("https://", "http://"))
        return link(collapse_space(row.title), row.url) if web else self.printed_words(row.title)

    def rule(self, rule: str, part: str = "name") -> str:
        return self.say(f"audit.rule.{rule}.{part}")

    def told(self, findings: Iterable[Finding]) -> str:
        """Findings in words."""
        said = [(describe(one, self.language, self.names), one.rows) for one in findings]
        return self.joined("site.space", (self.linked(*one) for one in said))

    def linked(self, said: str, rows: Iterable[str]) -> str:
        """A sentence of the audit in which the figures of ``rows`` are links, the longest first."""
        known = [self.by_id[row] for row in rows if row in self.by_id]
        if not 0 < len(known) <= _FEW:  # it tells counts of many, which are none of the figures
            return said
        refs: dict[str, list[Markup]] = defaultdict(list)
        for row in known:  # without movement or field
            english = format_amount(row.value, row.canonical_unit, "en", row.approx)
            bare = english if self.language == "en" else collapse_space(row.surface)
            refs[bare].append(self.figure_link(row, bare))
        figures = "|".join(map(re.escape, sorted(refs, key=len, reverse=True)))
        pieces = re.split(rf"(?<![\d.])({figures})(?![\d.])", said)  # where they stand whole
        return Markup().join(refs[one].pop(0) if refs.get(one) else one for one in pieces)
