"""Text to the outcomes table: every figure read, named and placed, and what is unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..errors import InputError
from ..interval import Interval
from ..lexicon.codebook import load_indicators
from ..lexicon.folding import as_printed, is_traditional
from ..model import Document, Indicator, Item, Sentence, Statement, Unread
from ..rounding import ABOUT_SHARE, HALF_UP
from ..text.document import override, parse_document
from ..text.layout import FILLER, Layout, lay_out
from .circumstances import Circumstances
from .naming import Coder, Naming, Wording, coder_of
from .phrases import Phrases
from .quantities import ReadFigure, drop_marks, read_figures

_NAMED = re.compile(r"三次产业(?:结构|比例|比重|增加值)|一二三产业?(?:结构|比例|比重)")
_FROM = re.compile(r"(?:从|由)(?:[0-9]{4}年)?的?$")  # what it was, not what it is
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
    plain = unmarked.text if unmarked else text
    layout = lay_out(plain)
    known = {"place": place, "title": title, "date": date}
    document = override(
        parse_document(plain, report_id, layout), {name: one for name, one in known.items() if one}
    )
    builder = _StatementBuilder(document, layout, coder_of(codebook), reporting_year)
    found: list[Statement] = []
    unread: list[Unread] = []
    reads = list(read_figures(plain, layout, rounding, about_share))  # by stages: a tenth faster
    for group in _groups(reads, layout.folded):
        if group[0].quantity is None:
            unread.append(builder.mark_unread(group[0]))
        else:
            found.extend(builder.state(group))
    statements = _name_industries(found)
    if unmarked is None:
        return Extraction(document, tuple(statements), tuple(unread))
    return Extraction(
        unmarked.document(document),
        tuple(map(unmarked.statement, statements)),
        tuple(map(unmarked.unread, unread)),
    )


def _groups(reads: Iterable[ReadFigure], folded: str) -> Iterator[list[ReadFigure]]:
    """Figures that a list holds together behind one subject (分别为 x、y和z)."""
    group: list[ReadFigure] = []
    for read in reads:
        if group and not _is_joined(group[-1], read, folded):
            yield group
            group = []
        group.append(read)
    if group:
        yield group


def _is_joined(before: ReadFigure, read: ReadFigure, folded: str) -> bool:
    gap = folded[before.figure.end : read.figure.start]
    if len(gap) > _LONGEST_GAP or before.quantity is None or read.quantity is None:
        return False
    if before.figure.form == "ratio":
        return False
    if read.figure.unit.category == "duration" != before.figure.unit.category:
        return False  # 余额2亿元、五年增长4%
    gap = gap.replace(FILLER, "").strip()
    return gap.removeprefix("左右").removeprefix("以上").removeprefix("以内") in _JOINERS


class _StatementBuilder:
    """Makes the rows of the outcomes table out of what was read."""

    def __init__(
        self, document: Document, layout: Layout, coder: Coder, reporting_year: int | None
    ) -> None:
        self._document = document
        self._layout = layout
        self._coder = coder
        self._phrases = Phrases(layout.folded)
        self._traditional = is_traditional(document.text)
        self._circumstances = Circumstances(layout, document, reporting_year)

    def mark_unread(self, read: ReadFigure) -> Unread:
        """The row of the unread for a figure without a quantity."""
        figure = read.figure
        surface = self._document.text[figure.start : figure.end]
        sentence = self._layout.sentence_at(figure.start).text
        place = self._document.report_id
        return Unread(place, figure.start, figure.end, surface, figure.reason, sentence)

    def state(self, group: list[ReadFigure]) -> list[Statement]:
        """The statements of figures that a list holds together."""
        sentence = self._layout.sentence_at(group[0].figure.start)
        namings = self._phrases.name(group, sentence.start)
        pairs = zip(group, namings, strict=True)
        return [self._state(read, naming, sentence) for read, naming in pairs]

    def _state(self, read: ReadFigure, naming: Naming, sentence: Sentence) -> Statement:
        quantity = read.quantity
        assert quantity is not None
        section, number, heading = heading_of(self._layout.item_at(quantity.start))
        if read.cell:
            naming = Naming(read.cell.label, (Wording(read.cell.label),))
        phrase, kind, unit = naming.phrase, quantity.kind, quantity.canonical_unit
        return Statement(  # in the order of the columns: by name it takes twice as long
            self._document.report_id,
            f"{section}.{number}.{quantity.start}",
            section,
            number,
            heading,
            sentence.text,
            *quantity,
            self._circumstances.basis(read).replace(FILLER, ""),
            as_printed(phrase, sentence.text) if self._traditional else phrase,
            self._coder.name(naming, kind, unit, quantity.direction),
            *self._circumstances.answers(read, sentence),
            offset=self._layout.offset_in(sentence, quantity.start),
        )


def heading_of(item: Item | None) -> tuple[str, str, str]:
    """Section, number and heading of an item; ``0`` before the first."""
    if item is None:
        return "0", "0", ""
    return item.section, item.item, item.heading or item.section_heading


def _name_industries(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, the third of three parts of a hundred coded where the clause names them."""
    found = list(statements)
    for at, parts in enumerate(zip(statements, statements[1:], statements[2:], strict=False)):
        first, second, third = parts
        joined = first.end + 1 == second.start and second.end + 1 == third.start
        if not joined or any(row.kind != "share" or row.unit for row in parts):
            continue
        total = sum(float(row.value) for row in parts if not isinstance(row.value, Interval))
        is_whole = 99 <= total <= 101 and not _FROM.search(first.before)
        if is_whole and _NAMED.search(third.sentence):
            found[at + 2] = third._replace(
                indicator=("tertiary_industry_share",), indicator_phrase="第三产业比重"
            )
    return found
