"""Text to the outcomes table: every figure read, named and placed, and what is unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..errors import InputError
from ..lexicon.codebook import load_indicators
from ..lexicon.folding import as_printed, is_traditional
from ..model import Document, Indicator, Sentence, Statement, Unread
from ..rounding import ABOUT_SHARE, HALF_UP
from ..text.document import override, parse_document
from ..text.layout import Layout, lay_out
from ..text.mending import FILLER
from .circumstances import Circumstances
from .marks import drop_marks
from .naming import Codebook, Name, Naming, codebook_of
from .phrases import Phrases
from .quantities import Read, read_figures

_NAMED = re.compile(r"三次产业(?:结构|比例|比重|增加值)|一二三产业?(?:结构|比例|比重)")
_FROM = re.compile(r"(?:从|由)(?:[0-9]{4}年)?的?$")  # what it was, not what it is
TERTIARY_SHARE = "tertiary_industry_share"
_JOINERS = frozenset(("、", "和", "与", "及", "以及", "/"))
# One short line without a mark of a sentence, named like a file.
_PATH = re.compile(
    r"[^\n\r。；，！？]{1,240}\.(?:txt|md|html?|docx?|wps|pdf|csv|xlsx?|json)", re.IGNORECASE
)
_LONGEST_GAP = 400  # a page break with its blank lines, no more


@dataclass(frozen=True, slots=True)
class Extraction:
    """A report read: its document, its statements and what could not be read."""

    document: Document
    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...]


def extract(
    text: str,
    report_id: str = "",
    indicators: Iterable[Indicator] | None = None,
    place: str = "",
    *,
    title: str = "",
    date: str = "",
    reporting_year: int | None = None,
    rounding: str = HALF_UP,
    about_share: Fraction = ABOUT_SHARE,
) -> Extraction:
    """The figures of ``text`` in order, coded by ``indicators`` (``None``: the package's codebook).

    ``place``, ``title`` and ``date`` (ISO 8601) override what the text prints of them;
    ``reporting_year`` says what year it reports on.

    ``rounding`` and ``about_share`` set the interval a printed figure can stand for
    (:func:`fengze_analysis.rounding.printed_interval`). Raises :class:`InputError` for a path.

    >>> rows = extract("一、民生\\n一是就业。城镇新增就业2.2万人，增长3%。").statements
    >>> [(row.row_id, row.surface, str(row.value), row.indicator_phrase) for row in rows]
    [('1.1.16', '2.2万人', '22000', '城镇新增就业'), ('1.1.24', '3%', '3', '城镇新增就业')]
    >>> rows[0].indicator
    ('urban_new_employment',)
    """
    if _PATH.fullmatch(str(text)):
        raise InputError("a path is no text", text, "read_file(path).text")
    codebook = load_indicators() if indicators is None else tuple(indicators)
    unmarked = drop_marks(text)
    known = {"place": place, "title": title, "date": date}
    known = {name: value for name, value in known.items() if value}
    rule = (rounding, about_share)
    plain = unmarked.text if unmarked else text
    read = _extract(plain, report_id, codebook, known, reporting_year, rule)
    if unmarked is None:
        return read
    return Extraction(
        unmarked.document(read.document),
        tuple(map(unmarked.statement, read.statements)),
        tuple(map(unmarked.unread, read.unread)),
    )


def _extract(
    text: str,
    report_id: str,
    indicators: tuple[Indicator, ...],
    known: Mapping[str, str],
    reporting_year: int | None,
    rule: tuple[str, Fraction],
) -> Extraction:
    layout = lay_out(text)
    document = override(parse_document(text, report_id, layout), known)
    maker = _Maker(document, layout, codebook_of(indicators), reporting_year)
    statements: list[Statement] = []
    unread: list[Unread] = []
    reads = list(read_figures(text, layout, *rule))  # one stage at a time is a tenth faster
    for group in _groups(reads, layout.folded):
        if group[0].quantity is None:
            unread.append(maker.mark_unread(group[0]))
        else:
            statements.extend(maker.state(group))
    return Extraction(document, tuple(name_industries(statements)), tuple(unread))


def _groups(reads: Iterable[Read], folded: str) -> Iterator[list[Read]]:
    """Figures that a list holds together behind one subject (分别为 x、y和z)."""
    group: list[Read] = []
    for read in reads:
        if group and not _is_joined(group[-1], read, folded):
            yield group
            group = []
        group.append(read)
    if group:
        yield group


def _is_joined(before: Read, read: Read, folded: str) -> bool:
    start, end = before.figure.end, read.figure.start
    if end - start > _LONGEST_GAP:
        return False
    if before.quantity is None or read.quantity is None or before.figure.form == "ratio":
        return False
    if read.figure.unit.category == "duration" != before.figure.unit.category:
        return False  # 余额2亿元、五年增长4%
    gap = folded[start:end].replace(FILLER, "").strip()
    return gap.removeprefix("左右").removeprefix("以上").removeprefix("以内") in _JOINERS


class _Maker:
    """Makes the rows of the outcomes table out of what was read."""

    def __init__(
        self, document: Document, layout: Layout, codebook: Codebook, reporting_year: int | None
    ) -> None:
        self._document = document
        self._layout = layout
        self._codebook = codebook
        self._phrases = Phrases(layout.folded)
        self._traditional = is_traditional(document.text)
        self._circumstances = Circumstances(layout, document, reporting_year)

    def mark_unread(self, read: Read) -> Unread:
        """The row of the unread for a figure without a quantity."""
        figure = read.figure
        surface = self._document.text[figure.start : figure.end]
        sentence = self._layout.sentence_at(figure.start).text
        place = self._document.report_id
        return Unread(place, figure.start, figure.end, surface, figure.reason, sentence)

    def state(self, group: list[Read]) -> list[Statement]:
        """The statements of figures that a list holds together."""
        sentence = self._layout.sentence_at(group[0].figure.start)
        namings = self._phrases.name(group, sentence.start)
        pairs = zip(group, namings, strict=True)
        return [self._state(read, naming, sentence) for read, naming in pairs]

    def _state(self, read: Read, naming: Naming, sentence: Sentence) -> Statement:
        assert read.quantity is not None
        assert read.meaning is not None
        start, end, surface, value, unit, canonical, low, high, kind, approx, moves = read.quantity
        section = number = "0"
        heading = ""
        if item := self._layout.item_at(start):
            section, number, heading = item.section, item.item, item.heading or item.section_heading
        if read.cell:
            naming = Naming(read.cell.label, (Name(read.cell.label),))
        return Statement(  # in the order of the columns: by name it takes twice as long
            self._document.report_id,
            f"{section}.{number}.{start}",
            section,
            number,
            heading,
            sentence.text,
            start,
            end,
            surface,
            value,
            unit,
            canonical,
            low,
            high,
            kind,
            approx,
            moves,
            self._circumstances.basis(read).replace(FILLER, ""),
            as_printed(naming.phrase, sentence.text) if self._traditional else naming.phrase,
            self._codebook.name(naming, kind, canonical, moves),
            *self._circumstances.of(read, sentence),
        )


def name_industries(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, the third of three parts of a hundred coded where the clause names them."""
    found = list(statements)
    for at in range(2, len(found)):
        first, second, third = found[at - 2 : at + 1]
        joined = first.end + 1 == second.start and second.end + 1 == third.start
        if not joined or any(row.kind != "share" or row.unit for row in (first, second, third)):
            continue
        if _NAMED.search(third.sentence) and _is_whole(first, second, third):
            found[at] = third._replace(indicator=(TERTIARY_SHARE,), indicator_phrase="第三产业比重")
    return found


def _is_whole(first: Statement, second: Statement, third: Statement) -> bool:
    """Whether the parts are a hundred, and the ratio is not the one that was."""
    parts = [row.value for row in (first, second, third)]
    total = sum(float(part) for part in parts if not hasattr(part, "low"))
    before = first.sentence[: max(first.sentence.find(f"{first.surface}"), 0)]
    return 99 <= total <= 101 and _FROM.search(before) is None
