"""A study on the pages of one language: what each figure prints, where it stands, what it is of."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..interval import Exact, Interval, exact_number
from ..messages import load_catalogue, say
from ..messages.codes import code_text
from ..messages.names import in_sentence
from ..messages.numbers import find_qualifier, format_amount, format_period
from ..model import Comparison, Document, Period, Statement
from .content import Cell, Chinese, Column, Link, Ref, Table, Text, joined

if TYPE_CHECKING:
    from ..study import Study

_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LONG = 28  # characters of a title that a cell shows
_WINDOW = 12  # characters around a figure in which its qualifier, verb or area can stand
# What belongs to a figure when it is quoted: the movement of a change, the field of a rank.
_MOVES = re.compile(
    r"(?:同比|比上年|较上年|较去年|环比|年均|比|净)?"
    r"(?:增长|增加|提升|提高|上升|下降|降低|减少|缩短|压缩|压减|回落|收窄|增)了?$"
)
_FIELD = re.compile(
    r"(?:居|列|位居|位列|排名?)?(全球|全国|全省|全市|全区|全县|全州)(?:各区县?|县区)?$"
)


def squeezed(text: str) -> str:
    """``text`` on one line, without white space between Chinese characters and figures.

    >>> squeezed("超 1300\\n亿元"), squeezed("the  5G base")
    ('超1300亿元', 'the 5G base')
    """
    line = _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", line)


def clean(text: str) -> str:
    """``text`` without characters that a page cannot hold or that hide."""
    return _UNSEEN.sub("", text)


def printed(document: Document, row: Statement) -> str:
    """A figure as the report prints it, with its qualifier, its movement or the field of its rank.

    >>> from fengze_analysis.extraction import extract
    >>> found = extract("全年新签约项目总投资超 1300 亿元，授权周期缩短 90% 以上。")
    >>> [printed(found.document, row) for row in found.statements]
    ['超1300亿元', '缩短90%以上']
    """
    start, end = printed_span(document.text, row)
    return squeezed(document.text[start:end])


def printed_span(text: str, row: Statement) -> tuple[int, int]:
    """Where a figure and the words that qualify it begin and end."""
    start, end = row.start, row.end
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if row.approx != "exact":
        word = find_qualifier(_flat(before), _flat(after))
        if word and _flat(before).endswith(word):
            start = text.rindex(word, 0, start)
        elif word and _flat(after).startswith(word):
            end = text.index(word, end) + len(word)
    pattern = {"change": _MOVES, "rank": _FIELD}.get(row.kind)
    found = pattern.search(text[max(0, start - _WINDOW) : start].rstrip()) if pattern else None
    if found:
        start = max(0, start - _WINDOW) + found.start()
    return start, end


def _flat(text: str) -> str:
    return text.replace(" ", "")


def find_anchors(rows: tuple[Statement, ...]) -> dict[str, str]:
    """The place of each figure on the page of the text, by row: made from its sentence alone.

    It is the same as long as the sentence is, whatever stands before it: a hash of the sentence,
    the characters of the figure, and which of several alike it is.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[str, str] = {}
    for row in rows:
        key = (squeezed(row.sentence), squeezed(row.surface))
        seen[key] += 1
        text = "\n".join((*key, str(seen[key])))
        found[row.row_id] = f"f-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:10]}"
    return found


_SHORT = frozenset(2**a * 5**b for a in range(5) for b in range(5))


def amount(edition: Edition, value: Exact | None, unit: str, qualifier: str = "") -> Cell:
    """A value with its unit; one without an end, or with a long one, is rounded for reading."""
    number = exact_number(value)
    if unit == "元/万人" and number is not None:  # money is told by the head
        value, number, unit = number / 10_000, number / 10_000, "元/人"
    places = 2 if number is not None and number.denominator not in _SHORT else None
    said = format_amount(value, unit, edition.language, qualifier, places=places)
    return Cell(said or "—", value=None if number is None else float(number))


class Edition:
    """A study in one language; every page asks it for names, places, years and printed figures."""

    def __init__(self, study: Study, language: str) -> None:
        self.study, self.language = study, language
        self.document: Document = study.document
        self.rows: tuple[Statement, ...] = tuple(study.statements)

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """The anchor of each row."""
        return find_anchors(self.rows)

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """The rows by id."""
        return {row.row_id: row for row in self.rows}

    @cached_property
    def indicators(self) -> Mapping[str, Any]:
        """The codebook by code."""
        return {str(row.code): row for row in self.study.indicators.itertuples()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The display names of indicators and areas, for charts and the audit."""
        found = {code: self.indicator(code) for code in self.indicators}
        return found | {place: self.place(place) for place in self.places}

    @cached_property
    def places(self) -> Mapping[str, Any]:
        """The areas by full name."""
        return {str(row.place): row for row in self.study.places.itertuples()}

    @cached_property
    def sources(self) -> Mapping[str, Any]:
        """The sources by id."""
        return {str(row.source_id): row for row in self.study.sources.itertuples()}

    @cached_property
    def principal(self) -> Mapping[str, Comparison]:
        """The principal comparison of each figure; of two observations the one that says more."""
        found: dict[str, Comparison] = {}
        for row in self.study.comparisons:
            held = found.get(row.row_id)
            if row.principal and (held is None or held.relation == "none"):
                found[row.row_id] = row
        return found

    @cached_property
    def followers(self) -> Mapping[str, Statement]:
        """The change or the share of a plan that is printed right behind a figure, by its row."""
        found: dict[str, Statement] = {}
        for row, behind in pairwise(self.rows):
            near = 0 <= behind.start - row.end <= _WINDOW and behind.sentence == row.sentence
            about = behind.kind == "change" or (behind.kind == "share" and behind.basis)
            if near and about and row.kind in ("amount", "share") and row.place == behind.place:
                found[row.row_id] = behind
        return found

    def with_follower(self, row: Statement) -> set[str]:
        """The ids of a figure and of what is printed behind it."""
        behind = self.followers.get(row.row_id)
        return {row.row_id, behind.row_id} if behind else {row.row_id}

    def in_sentence(self, name: str) -> str:
        """A name as it stands inside a sentence: in English without its capital."""
        return in_sentence(name, self.language)

    @property
    def title(self) -> str:
        """The report's title as printed."""
        return squeezed(str(self.study.received.sidecar.get("title") or self.study.report_id))

    @property
    def report_title(self) -> str:
        """The report's title in this language, where there is a translation."""
        return self.title if self.language == "zh" else str(self.english.get("title") or self.title)

    @property
    def english(self) -> Mapping[str, Any]:
        """The translations of the sidecar."""
        return self.study.received.sidecar.get("english") or {}

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue in this language."""
        return say(key, self.language, **values)

    def knows(self, key: str) -> bool:
        """Whether the catalogue has that text."""
        return key in load_catalogue()

    def ref(self, row: Statement) -> Ref:
        """The figure as a link: as printed in Chinese, in English its value in words."""
        shown = printed(self.document, row)
        said = shown if self.language == "zh" else self.value(row)
        return Ref(said, shown, self.anchors[row.row_id])

    def bare_ref(self, row: Statement) -> Ref:
        """The figure as the audit prints it: its characters without movement or field."""
        shown = printed(self.document, row)
        if self.language == "zh":
            bare = squeezed(row.surface)
            return Ref(bare if bare in shown else shown, shown, self.anchors[row.row_id])
        value = format_amount(row.value, row.canonical_unit, "en", row.approx)
        return Ref(value, shown, self.anchors[row.row_id])

    def value(self, row: Statement) -> str:
        """The value of a figure with its qualifier, movement and field, in this language."""
        text, (start, end) = self.document.text, printed_span(self.document.text, row)
        word = find_qualifier(_flat(text[start : row.start]), _flat(text[row.end : end]))
        if not word:
            word = row.approx
            word = "余" if word == "over" and re.search("[余多]", row.surface) else word
        value = row.value
        if row.kind == "change" and not isinstance(value, Interval):
            value = -value if value < 0 else value
        said = format_amount(value, row.canonical_unit, self.language, word)
        if row.kind == "change" and row.direction:
            return self.say(f"site.{row.direction}", n=said)
        field = _FIELD.search(text[start : row.start].rstrip()) if row.kind == "rank" else None
        key = f"site.field_{field[1]}" if field else ""
        return self.say(key, n=said) if key and self.knows(key) else said

    def name(self, row: Statement) -> Text:
        """What a figure measures: the name of its indicator, else the report's own words."""
        codes = [self.indicators[code] for code in row.indicator if code in self.indicators]
        if codes:
            return (self.join(self.indicator(str(one.code)) for one in codes),)
        phrase = squeezed(row.indicator_phrase)
        return ((Chinese(phrase) if self.language == "en" else phrase),) if phrase else ("—",)

    def indicator(self, code: str) -> str:
        """The name of an indicator; an unknown code gives nothing."""
        row = self.indicators.get(code)
        return "" if row is None else str(row.name_zh if self.language == "zh" else row.name_en)

    def place(self, name: str, *, short: bool = True) -> str:
        """An area by its name in this language; what is no area of the table stays as printed."""
        row = self.places.get(name)
        if self.language == "zh":
            return str(row.short) if row is not None and short else squeezed(name)
        if name == self.document.place and self.english.get("place"):
            return str(self.english["place"]).split(",")[0] if short else str(self.english["place"])
        return str(row.name_en or row.short) if row is not None else squeezed(name)

    @cached_property
    def own(self) -> str:
        """The area of the report by name."""
        return self.place(self.document.place) if self.document.place else self.say("site.area")

    def year_parts(self, year: Period | None, year_from: str) -> tuple[str, str]:
        """A year in words and, where it is not printed in the sentence, what fixes it."""
        if year is None:
            return self.say("site.year_unknown"), ""
        evidence = "" if year_from == "sentence" else self.code("year_from", year_from)
        return format_period(year, self.language), evidence

    def year(self, year: Period | None, year_from: str) -> str:
        """A year with its evidence in one line."""
        said, evidence = self.year_parts(year, year_from)
        return self.say("site.year_evidence", year=said, evidence=evidence) if evidence else said

    def heading(self, row: Statement) -> str:
        """The measure of a row by its number and heading."""
        return self.measure(row.section, row.item, row.heading)

    def measure(self, section: str, item: str, heading: str) -> str:
        """A measure by its number and heading."""
        if section == "0" and item == "0":
            return self.say("site.outside")
        number = section if item == "0" else f"{section}.{item}"
        known = (self.english.get("headings") or {}).get(number, "")
        said = heading if self.language == "zh" else str(known or heading)
        return f"{number} {squeezed(said)}".strip()

    def code(self, column: str, code: str) -> str:
        """The words of a code."""
        return code_text(column, code, self.language)

    def join(self, words: Iterable[str]) -> str:
        """Names one after another."""
        return ("、" if self.language == "zh" else "; ").join(words)

    def is_own(self, row: Statement) -> bool:
        """Whether a figure is the area's own, as far as the text says."""
        return row.place in ("", self.document.place)

    def printed_words(self, text: str) -> Text:
        """Words of the report, or of a source, as they are printed."""
        said = squeezed(text)
        return ((Chinese(said) if self.language == "en" else said),) if said else ("—",)

    def refs(self, rows: Iterable[str]) -> Text:
        """Figures one after another; what is no figure of the report is left out."""
        found = ((self.ref(self.by_id[row]),) for row in rows if row in self.by_id)
        return joined(found, self.say("site.comma"))

    def source(self, source_id: str) -> Text:
        """A source by its title, cut where it is long; the link leads to it on the method page."""
        row = self.sources.get(source_id)
        if row is None:
            return ()
        name = squeezed(str(row.title))
        page = "method.html" if self.language == "zh" else f"method.{self.language}.html"
        short = name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
        return (Link(short, f"{page}#s-{source_id}"),)

    def table(
        self,
        key: str,
        rows: Sequence[Any],
        columns: Mapping[str, Any],
        *,
        title: str = "",
        note: str = "",
        anchors: Sequence[str] = (),
        file: str = "",
    ) -> Table:
        """A table: what each column shows of a row, by the key of its title.

        ``#`` before the key marks numbers, ``*`` a column that a list of choices filters; ``file``
        is the table of the downloads that has all of it.
        """
        kinds = {"#": "number", "*": "tag"}
        heads = (
            Column(self.say(f"site.column_{name.lstrip('#*')}"), kinds.get(name[0], "text"))
            for name in columns
        )
        shown = ((show(row) for show in columns.values()) for row in rows)
        return Table(
            key=key,
            title=title or self.say(f"site.{key}_title"),
            columns=tuple(heads),
            rows=tuple(
                tuple(one if isinstance(one, Cell) else Cell(one) for one in row) for row in shown
            ),
            note=note,
            anchors=tuple(anchors),
            file=f"data/{file}.csv" if file else "",
        )
