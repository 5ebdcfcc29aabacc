"""Tables in the text: their rows, and for a bare number the unit and words of label and header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile, zip_longest
from typing import NamedTuple

from ..lexicon import forms
from ..lexicon.units import NO_UNIT, Unit, match_unit
from .figure import MULTIPLIER
from .numerals import MULTIPLIERS, YEAR

_SPLIT = re.compile(r"\t+|[ ]*\|[ ]*|[ ]{3,}")
TAB, _BLANKS, _BAR = re.compile(r"[ ]*\t[ ]*"), re.compile("[ ]+"), re.compile(r"[ ]*\|[ ]*")
_LINE = re.compile(r"[^\n\r]+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")  # 12,345.6
_MISSING = frozenset(("-", "—", "--", "——", "…", "/", "*"))
# 粮食 万吨 21774 0.99: a label, perhaps its unit, and numbers parted by single blanks.
_NUMBERS_BEHIND = r"(?:[ ]{1,2}[-+]?[0-9][0-9,.]{0,15}%?){1,12}[ ]*"
_SPACED = (
    r"(?:[0-9]{1,4}[ ]{1,2})?[^\s0-9|]\S{0,20}(?:[ ]{1,2}[^\s0-9，。；、]{1,10}){0,3}"
    + _NUMBERS_BEHIND
)
_SPACED_ROW = re.compile(_SPACED)
_NUMBERED_ROW = re.compile("[0-9]{1,4}" + _NUMBERS_BEHIND)  # 2023 5.2
_MAY_HOLD = re.compile(rf"[\t|]|[ ]{{3}}|^(?:{_SPACED}|[-+]?[0-9][0-9,.% -]*)$", re.MULTILINE)
# What a cell of a header is, no number but a date: 2023年实绩, 1—9月.
HEADING = re.compile("(?:(?:19|20)[0-9]{2}|[0-9]{1,2}(?:[-—~至][0-9]{1,2})?(?=月|季度)|[^0-9])*")
_CLAUSE_MARK = re.compile("[，。；、：:]")
_LONGEST_CELL, _MOST_COLUMNS = 24, 12
_FEWEST_STACKED, _MOST_CELLS = 6, 1200  # of a table with a cell a line

BRACKETED = re.compile(forms("bracketed_unit"))
_CAPTION = re.compile(r"(?:计量)?单位\s*:\s*([^\s,，、()]{1,10})")
_RULE = re.compile(r"[\s|:+=_-]+")  # |---|---| between the header and the rows
# A column of growth without a year of its own belongs to the year in the column before.
_GROWTH = re.compile("[增减升降±]|[同环]比|比上年|比去年|较上年")
# A column of changes up and down: the sign of each number says which.
_EITHER_WAY = re.compile("增减变?[化动]?|升降|涨跌|增降|±")
# A row label that is a band (0-15岁, 500人以上) holds no figure.
_BAND = re.compile(r"(?:其中:)?[0-9][^，。；:]{0,12}?(?:岁|以[上下]|及以)")
_LONGEST_LABEL = 15
_UNIT_HEADER = ("单位", "计量单位")
_NUMBERING_HEADER = ("序号", "编号", "代码", "年份", "年度")
_DATES_HEADER = re.compile("(?:年[限份度]|时间|日期|工期)$")


class Word(NamedTuple):
    """What stands in a cell, and where it begins in the text."""

    start: int
    text: str


class _Row(NamedTuple):
    """A line of the text, and its cells where it is the row of a table.

    ``groups`` is how many of the first columns only group the labels (a merged cell at the left);
    ``kept`` says that empty cells are there, so that columns are what they seem; ``clear`` is false
    where cells are left out and nothing says which.
    """

    line: str
    cells: list[Word]
    groups: int = 0
    kept: bool = False
    clear: bool = True


class CellContext(NamedTuple):
    """What a table says of the number in one of its cells.

    ``words`` are the row label and the header of the column, as a governing clause would be;
    ``heading`` is the header that says when the number holds and whether it is a plan's.
    """

    multiplier: int
    unit: Unit
    label: str
    words: str
    heading: str = ""


# A year in a header and a row's own number: no figures.
NUMBERING = CellContext(1, NO_UNIT, "", "")
# A number of which nothing says to what column it belongs.
UNCLEAR = CellContext(1, NO_UNIT, "", "", "?")

_Line = tuple[str, int]
_Read = tuple[list[_Row], int]  # rows, and how many lines they take


def find_cells(folded: str) -> dict[int, CellContext]:
    """The table cells of ``folded`` that hold a bare number, by where the number begins."""
    table = _Table()
    if _MAY_HOLD.search(folded) is not None:
        for row in _find_rows(folded):
            table.read(row)
    return table.found


def _find_rows(folded: str) -> Iterator[_Row]:
    """Every line of ``folded`` as a row: cells by tabs, bars, blanks or a cell a line."""
    lines = [(match[0], match.start()) for match in _LINE.finditer(folded)]
    at = 0
    while at < len(lines):
        found = _tabbed(lines, at) or _spaced(lines, at) or _stacked(lines, at)
        rows, taken = found or (_plain(lines[at : at + 1]), 1)
        yield from rows
        at += taken


def _plain(lines: list[_Line]) -> list[_Row]:
    return [_Row(line, split_line(line, offset)) for line, offset in lines]


def split_line(line: str, offset: int, parts: re.Pattern[str] = _SPLIT) -> list[Word]:
    """The cells of a line with their positions; an empty one at the beginning is left out."""
    cells, position = [], 0
    for separator in [*parts.finditer(line), None]:
        end = separator.start() if separator else len(line)
        body = line[position:end]
        lead = len(body) - len(body.lstrip())
        if body.strip() or ((position > 0 or parts is TAB) and separator):
            cells.append(Word(offset + position + lead, body.strip()))
        position = separator.end() if separator else end
    return cells


def _tabbed(lines: list[_Line], at: int) -> _Read | None:
    """The rows of a table of tabs in which no cell is left out, as files give it."""
    if "\t" not in lines[at][0]:
        return None
    block = list(takewhile(lambda line: "\t" in line[0], islice(lines, at, None)))
    rows = [_Row(line, split_line(line, offset, TAB), kept=True) for line, offset in block]
    filled = [row.cells for row in rows if any(_NUMBER.fullmatch(cell.text) for cell in row.cells)]
    widths = {len(cells) for cells in filled}
    empty = any("\t\t" in line or line[0] == "\t" for line, _ in block)
    if not empty or len(widths) > 1:
        plain = _plain(block)
        same = len({len(row.cells) for row in plain}) == 1
        return [row._replace(clear=same or not empty) for row in plain], len(block)
    groups = _count_groups(filled)
    return [row._replace(groups=groups) for row in rows], len(block)


def _count_groups(filled: list[list[Word]]) -> int:
    groups = 0
    while any(
        not cells[groups].text and cells[groups + 1].text and not _is_number(cells[groups + 1])
        for cells in filled
        if len(cells) > groups + 2
    ):
        groups += 1
    return groups


def _stacked(lines: list[_Line], at: int) -> _Read | None:
    """The rows of a table that prints a cell a line, found by the columns of its numbers."""
    barred = lines[at][0].rstrip().endswith("|")
    ahead = islice(lines, at, at + _MOST_CELLS)
    block = list(takewhile(lambda line: _is_cell(line[0].rstrip(), barred), ahead))
    if len(block) < _FEWEST_STACKED:
        return None
    for titles in range(1 if barred else 4):
        cells = [split_line(line, offset, _BAR)[0] for line, offset in block[titles:]]
        if columns := _columns(cells, barred):
            parts = [cells[first : first + columns] for first in range(0, len(cells), columns)]
            rows = [_Row("\n".join(cell.text for cell in part), part, kept=True) for part in parts]
            return [*_plain(block[:titles]), *rows], len(block)
    if barred:
        return [row._replace(clear=False) for row in _plain(block)], len(block)
    return _plain(block[:-1]), len(block) - 1  # the last may be the header of another table


def _is_cell(text: str, barred: bool) -> bool:
    """Whether the line ``text`` is one cell, with a bar behind it where all have one."""
    if barred != text.endswith("|") or not text.strip(" |") or "|" in text[:-1]:
        return False
    if len(text) > _LONGEST_CELL + 3 or "\t" in text:
        return False
    return barred or not (_CLAUSE_MARK.search(text) or _SPACED_ROW.fullmatch(text))


def _columns(cells: list[Word], barred: bool) -> int:
    """How many columns make the cells a header and rows of one form; 0 where none do."""
    numbers = list(map(_is_number, cells))
    for columns in range(2, _MOST_COLUMNS + 1):
        rows = [numbers[first : first + columns] for first in range(0, len(cells), columns)]
        if len(cells) % columns or len(rows) < (2 if barred else 3):
            continue
        same = all(len(set(column)) == 1 for column in zip(*rows[1:], strict=True))
        headed = all(HEADING.fullmatch(cell.text) for cell in cells[:columns])
        if same and headed and not rows[1][0] and any(rows[1]):
            return columns
    return 0


def _spaced(lines: list[_Line], at: int) -> _Read | None:
    """A header and the rows under it whose cells stand one blank apart."""
    header = lines[at][0]
    form = _NUMBERED_ROW if header.startswith("年") else _SPACED_ROW
    if at + 1 >= len(lines) or form.fullmatch(lines[at + 1][0]) is None:
        return None
    names = split_line(header.rstrip(), lines[at][1], _BLANKS)
    if len(names) < 2 or not all(HEADING.fullmatch(name.text) for name in names):
        return None
    rows = [_Row(header, names, kept=True)]
    for line, offset in islice(lines, at + 1, None):
        cells = _join_label(split_line(line.rstrip(), offset, _BLANKS), len(names))
        if form.fullmatch(line) is None or len(cells) != len(names):
            break
        rows.append(_Row(line, cells, kept=True))
    return (rows, len(rows)) if len(rows) > 1 else None


def _join_label(cells: list[Word], width: int) -> list[Word]:
    """The cells with a label of several words (其中: 第一产业) in one."""
    more = len(cells) - width
    label = cells[: more + 1]
    if more < 1 or any(map(_is_number, label)):
        return cells
    return [Word(label[0].start, " ".join(word.text for word in label)), *cells[more + 1 :]]


def _is_number(cell: Word) -> bool:
    return cell.text in _MISSING or _NUMBER.fullmatch(cell.text) is not None


def parse_unit(printed: str) -> tuple[int, Unit]:
    """The multiplier and unit that ``printed`` spells in full, else ``(1, NO_UNIT)``.

    A multiplier alone (投资（亿）) has no unit.
    """
    printed = printed.strip()
    match = MULTIPLIER.match(printed)
    rest = printed[match.end() :] if match else printed
    end, unit = match_unit(rest, 0)
    if end != len(rest):
        return 1, NO_UNIT
    return (MULTIPLIERS[match[0]] if match else 1), unit


class _Table:
    """The rows of one table after another, with the header and caption that hold for them."""

    def __init__(self) -> None:
        self.found: dict[int, CellContext] = {}
        self._header: list[str] = []
        self._dated: list[str] = []  # for each column the last header up to it with a year
        self._unit_columns: list[int] = []
        self._caption: tuple[int, Unit] = (1, NO_UNIT)
        self._doubled = False
        self._fresh = False  # the row above was a header

    def read(self, row: _Row) -> None:
        """Take in a line of the text: a caption, a header, a row, or prose between tables."""
        line, cells = row.line, row.cells
        if _RULE.fullmatch(line):
            return
        if caption := _CAPTION.search(line):
            self._caption = parse_unit(caption[1])
        if not row.clear or (self._doubled and not self._is_header(row)):
            self._mark(cells, UNCLEAR)
        elif len(cells) < 2:
            if not caption:
                self._leave(line)
            self._fresh = False
        elif self._is_header(row):
            self._take_header([cell.text for cell in cells])
            self._fresh = row.kept
            self._mark(cells, NUMBERING)
        else:
            self._fresh = False
            self._read_row(cells, row.groups)

    def _mark(self, cells: list[Word], what: CellContext) -> None:
        numbers = (cell for cell in cells if _NUMBER.fullmatch(cell.text))
        self.found.update((cell.start, what) for cell in numbers)

    def _take_header(self, header: list[str]) -> None:
        self._doubled = False
        if self._fresh:  # two names alike: the merged cells above do not stand where they seem
            header = combine(self._header, header)
            names = list(filter(None, header))
            self._doubled = len(set(names)) < len(names)
        self._header = header
        self._dated = []
        for name in header:
            self._dated.append(name if YEAR.search(name) or not self._dated else self._dated[-1])
        self._unit_columns = [at for at, name in enumerate(header) if name in _UNIT_HEADER]

    def _is_header(self, row: _Row) -> bool:
        """A row of names and dates; one of bare years only where no header stands above it."""
        names = row.cells[0 if row.kept and not row.cells[0].text else 1 :]
        if not all(HEADING.fullmatch(cell.text) for cell in names):
            return False
        return not self._header or not any(_NUMBER.fullmatch(cell.text) for cell in row.cells)

    def _leave(self, line: str) -> None:
        """Prose ends a table; a label alone in its line (按城乡分) stands between two rows."""
        if len(line.strip()) <= _LONGEST_LABEL and not _CLAUSE_MARK.search(line):
            return
        self._take_header([])
        if len(line) > 30:
            self._caption = (1, NO_UNIT)

    def _read_row(self, cells: list[Word], groups: int) -> None:
        texts = (cell.text for cell in cells[groups:])
        label = next((text for text in texts if text and not _NUMBER.fullmatch(text)), "")
        beside = year = ""
        if self._header and cells[0].text == label and _BAND.match(label):
            marks = _NUMBER.finditer(label.replace("-", " "))
            self.found.update((cells[0].start + mark.start(), NUMBERING) for mark in marks)
        for column, cell in enumerate(cells):
            number = _number_in(cell.text)
            heading = self._header[column] if column < len(self._header) else ""
            dated = _DATES_HEADER.search(heading) and YEAR.fullmatch(cell.text)
            if number is not None and (heading in _NUMBERING_HEADER or dated):
                self.found[cell.start] = NUMBERING
                year = cell.text + "年" if YEAR.fullmatch(cell.text) and not column else year
            elif number is None or (number[0] != cell.text and (cell.text == label or not heading)):
                beside = cell.text if parse_unit(cell.text)[1] is NO_UNIT else beside
            else:
                multiplier, unit = self._stated_unit(cells, heading, label, beside)
                plain = BRACKETED.sub("", label)
                words = plain + (beside if beside != label else "")
                words += _EITHER_WAY.sub("增长", BRACKETED.sub("", heading))
                words += cell.text[: number.start()]
                when = self._heading_of(column, heading, year)
                start = cell.start + number.start() + number[0].startswith("+")
                self.found[start] = CellContext(multiplier, unit, plain, words, when)

    def _heading_of(self, column: int, heading: str, year: str) -> str:
        """The header that dates a column: its own, its row's year, or the year's before it."""
        if YEAR.search(heading) or not heading:
            return heading or year
        if year:
            return year + heading
        dated = self._dated[column]
        return dated if _GROWTH.search(heading) and YEAR.search(dated) else heading

    def _stated_unit(
        self, cells: list[Word], heading: str, label: str, beside: str
    ) -> tuple[int, Unit]:
        """The unit of a number: its header's, its label's, its row's unit column, the caption's."""
        brackets = (BRACKETED.search(place) for place in (heading, beside, label))
        printed = [bracket[1] or bracket[2] for bracket in brackets if bracket]
        printed += [cells[at].text for at in self._unit_columns if at < len(cells)]
        stated = (parse_unit(text) for text in printed)
        return next((one for one in stated if one != (1, NO_UNIT)), self._caption)


def combine(above: list[str], below: list[str]) -> list[str]:
    """The names of two header rows column by column; a merged name above holds for all under it.

    >>> combine(["指标", "2022年", "预算(元)", ""], ["", "", "年初", "调整"])
    ['指标', '2022年', '预算年初(元)', '预算调整(元)']
    """
    names: list[str] = []
    last = ""
    for name, more in zip_longest(above, below, fillvalue=""):
        last = name or (last if more else "")
        unit = BRACKETED.search(last) if more and not BRACKETED.search(more) else None
        whole = last[: unit.start()] + more + unit[0] if unit else last + more
        names.append(last if last == more else whole)
    return names


def _number_in(text: str) -> re.Match[str] | None:
    """The number that a cell is, or that a short one without a clause of its own begins with."""
    number = _NUMBER.fullmatch(text)
    if number is not None or len(text) > _LONGEST_CELL or _CLAUSE_MARK.search(text):
        return number
    return _NUMBER.search(text)
