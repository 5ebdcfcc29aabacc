"""The words, cells and tables that a page shows, as frozen values without any markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# Control characters cannot be typed by mistake and are stripped from every other text.
_OPEN, _BETWEEN, _CLOSE = "\x02", "\x1f", "\x03"
PRINTED = re.compile(f"{_OPEN}([^{_BETWEEN}]*){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")
_KEY = re.compile(r"[A-Za-z0-9_-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class HasSurface(Protocol):
    """A row of the outcomes table, or anything else with a printed figure."""

    @property
    def row_id(self) -> str: ...
    @property
    def surface(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in both languages.

    >>> Words("相符", "consistent").of("zh")
    '相符'
    """

    zh: str = ""
    en: str = ""

    def of(self, language: Language) -> str:
        """The words of one language."""
        return self.zh if language == "zh" else self.en


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Tag:
    """A badge: its ``code`` decides colour and shape, its words what is read."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page (``audit.html#f1``, Chinese file name) or to a cited address."""

    words: Words
    href: str


Cell = str | int | Words | Tag | Link


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``kind`` is text, number, printed or tag; ``shown=False``: in the download only."""

    key: str
    zh: str
    en: str
    kind: str = "text"
    shown: bool = True

    @property
    def words(self) -> Words:
        """The header."""
        return Words(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page and of its download; ``anchors`` names each row for links to it."""

    key: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Words = Words()
    citation: Words = Words()
    anchors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} is no name for a file: a-z, 0-9, _ and -")
        wrong = [number for number, row in enumerate(self.rows) if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"table {self.key}: row {wrong[0]} has not {len(self.columns)} cells")
        if self.anchors and len(self.anchors) != len(self.rows):
            raise ValueError(
                f"table {self.key}: {len(self.anchors)} anchors, {len(self.rows)} rows"
            )

    @property
    def shown(self) -> tuple[int, ...]:
        """The positions of the columns that stand on the page."""
        return tuple(place for place, column in enumerate(self.columns) if column.shown)


def printed(row: HasSurface) -> str:
    """The mark of a printed figure, for any text: on a page, the link to its sentence.

    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(row_id="2.4.1", surface="12.42亿元")
    >>> plain(f"全年争取债券转贷资金{printed(row)}。")
    '全年争取债券转贷资金12.42亿元。'
    """
    return f"{_OPEN}{row.row_id}{_BETWEEN}{collapse(row.surface)}{_CLOSE}"


def collapse(surface: str) -> str:
    """The characters of a figure on one line: a line or page break inside it becomes a space.

    >>> collapse("61.1\\n\\n亿元")
    '61.1 亿元'
    """
    return " ".join(surface.split())


def plain(text: str) -> str:
    """``text`` without marks and control characters, as it is read aloud."""
    return clean(PRINTED.sub(r"\2", text))


def clean(text: str) -> str:
    """``text`` without control characters and lone surrogates, which no page may hold.

    >>> clean("招\\x00商\\ud800引资")
    '招商引资'
    """
    return _CONTROL.sub("", text)


def split_printed(text: str) -> list[tuple[str, str]]:
    """``text`` cut into pairs of row id (empty outside a figure) and cleaned characters.

    >>> split_printed("共\\x02r1\\x1f8场\\x03。")
    [('', '共'), ('r1', '8场'), ('', '。')]
    """
    pairs, place = [], 0
    for hit in PRINTED.finditer(text):
        pairs += [("", clean(text[place : hit.start()])), (clean(hit[1]), clean(hit[2]))]
        place = hit.end()
    pairs.append(("", clean(text[place:])))
    return [(row_id, part) for row_id, part in pairs if part]


def cell_words(cell: Cell, language: Language) -> str:
    """What a cell says in one language, marks still inside.

    >>> cell_words(Tag("rounding", Words("舍入范围内相符", "consistent within rounding")), "zh")
    '舍入范围内相符'
    """
    if isinstance(cell, (Tag, Link)):
        cell = cell.words
    return cell.of(language) if isinstance(cell, Words) else str(cell)


def link_surfaces(text: str, rows: Sequence[HasSurface]) -> str:
    """``text`` with the first place of each row's printed characters marked as its link.

    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(row_id="r1", surface="1.06亿元")
    >>> split_printed(link_surfaces("偿还本金1.06亿元", [row]))
    [('', '偿还本金'), ('r1', '1.06亿元')]
    """
    for row in sorted(rows, key=lambda one: -len(one.surface)):
        pieces = PRINTED.split(text)  # text, id, surface, text, id, surface, ... text
        for place in range(0, len(pieces), 3):
            before, found, after = _cut(pieces[place], collapse(row.surface))
            if found:
                pieces[place] = f"{before}{printed(row)}{after}"
                break
        text = _joined(pieces)
    return text


def _cut(text: str, surface: str) -> tuple[str, str, str]:
    """``text`` around a ``surface`` (white space aside) that is no part of a longer number."""
    spaced = r"\s*".join(map(re.escape, "".join(surface.split())))
    hit = re.search(rf"(?<![\d.]){spaced}(?!\d)", text) if spaced else None
    return (text[: hit.start()], surface, text[hit.end() :]) if hit else (text, "", "")


def _joined(pieces: list[str]) -> str:
    text = pieces[0]
    for place in range(1, len(pieces), 3):
        row_id, surface, after = pieces[place : place + 3]
        text += f"{_OPEN}{row_id}{_BETWEEN}{surface}{_CLOSE}{after}"
    return text
