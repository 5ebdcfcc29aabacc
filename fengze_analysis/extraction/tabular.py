"""Tables in the text: the unit and the words of a bare number from its row label and header."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon.units import NO_UNIT, Unit, match_unit
from .grids import CLAUSE_MARK, HEADING, NUMBER, Row, Word, find_rows
from .numerals import MULTIPLIERS


class Cell(NamedTuple):
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
NUMBERING = Cell(1, NO_UNIT, "", "")
# A number of which nothing says to what column it belongs.
UNCLEAR = Cell(1, NO_UNIT, "", "", "?")


_BRACKETED = re.compile(
    r"""
    [(] \s*(?:单位:?)?\s*([^()]{1,12})\s* [)]\s*$   # 投资（亿元）
  | (%|‰|个?百分点)$                               # 比上年增长%
    """,
    re.VERBOSE,
)
_CAPTION = re.compile(r"(?:计量)?单位\s*:\s*([^\s,，、()]{1,10})")
_RULE = re.compile(r"[\s|:+=_-]+")  # |---|---| between the header and the rows
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# A column of growth without a year of its own belongs to the year in the column before.
_GROWTH = re.compile("[增减升降±]|[同环]比|比上年|比去年|较上年")
# A column of changes up and down: the sign of each number says which.
_EITHER_WAY = re.compile("增减变?[化动]?|升降|涨跌|增降|±")
# A row label that is a band (0-15岁, 500人以上) holds no figure.
_BAND = re.compile(r"(?:其中:)?[0-9][^，。；:]{0,12}?(?:岁|以[上下]|及以)")
_LONGEST_TEXT_CELL = 24
_LONGEST_LABEL = 15
_UNIT_HEADER = ("单位", "计量单位")
_NUMBERING_HEADER = ("序号", "编号", "代码", "年份", "年度")
_DATES_HEADER = re.compile("(?:年[限份度]|时间|日期|工期)$")
MULTIPLIED = re.compile(
    r"""
    万亿 | 千亿 | 百亿 | 十亿 | 亿 | 千万 | 百万 | 十万 | 万
  | 千(?!瓦|米|克)               # 千瓦 is a unit
  | 百(?!分)                     # 百分点 too
    """,
    re.VERBOSE,
)


def parse_unit(printed: str) -> tuple[int, Unit]:
    """The multiplier and unit that ``printed`` spells in full, else ``(1, NO_UNIT)``.

    A multiplier alone (投资（亿）) has no unit.

    >>> parse_unit("亿元")[0], parse_unit("亿元")[1].printed, parse_unit("项目")[1].printed
    (100000000, '元', '')
    """
    printed = printed.strip()
    match = MULTIPLIED.match(printed)
    rest = printed[match.end() :] if match else printed
    end, unit = match_unit(rest, 0)
    if end != len(rest):
        return 1, NO_UNIT
    return (MULTIPLIERS[match[0]] if match else 1), unit


def find_cells(folded: str) -> dict[int, Cell]:
    """The table cells of ``folded`` that hold a bare number, by where the number begins.

    >>> cell = find_cells("指标\\t单位\\t2023年\\n零售总额\\t亿元\\t216.4")[20]
    >>> cell.label, cell.multiplier, cell.unit.printed
    ('零售总额', 100000000, '元')
    """
    table = _Table()
    for row in find_rows(folded):
        table.read(row)
    return table.found


class _Table:
    """The rows of one table after another, with the header and caption that hold for them."""

    def __init__(self) -> None:
        self.found: dict[int, Cell] = {}
        self._header: list[str] = []
        self._dated: list[str] = []  # for each column the last header up to it with a year
        self._unit_columns: list[int] = []
        self._caption: tuple[int, Unit] = (1, NO_UNIT)
        self._doubled = False
        self._fresh = False  # the row above was a header

    def read(self, row: Row) -> None:
        """Take in a line of the text: a caption, a header, a row, or prose between tables."""
        line, cells = row.line, row.cells
        if _RULE.fullmatch(line):
            return
        if caption := _CAPTION.search(line):
            self._caption = parse_unit(caption[1])
        if not row.clear or (self._doubled and not self._is_header(row)):
            numbers = (cell for cell in cells if NUMBER.fullmatch(cell.text))
            self.found.update((cell.start, UNCLEAR) for cell in numbers)
        elif len(cells) < 2:
            if not caption:
                self._leave(line)
            self._fresh = False
        elif self._is_header(row):
            self._take_header([cell.text for cell in cells])
            self._fresh = row.kept
            numbers = (cell for cell in cells if NUMBER.fullmatch(cell.text))
            self.found.update((cell.start, NUMBERING) for cell in numbers)
        else:
            self._fresh = False
            self._read_row(cells, row.groups)

    def _take_header(self, header: list[str]) -> None:
        self._doubled = False
        if self._fresh:  # two names alike: the merged cells above do not stand where they seem
            header = combine(self._header, header)
            names = list(filter(None, header))
            self._doubled = len(set(names)) < len(names)
        self._header = header
        self._dated = []
        for name in header:
            dated = _YEAR.search(name) or not self._dated
            self._dated.append(name if dated else self._dated[-1])
        self._unit_columns = [at for at, name in enumerate(header) if name in _UNIT_HEADER]

    def _is_header(self, row: Row) -> bool:
        """A row of names and dates; one of bare years only where no header stands above it."""
        names = row.cells[0 if row.kept and not row.cells[0].text else 1 :]
        if not all(HEADING.fullmatch(cell.text) for cell in names):
            return False
        return not self._header or not any(NUMBER.fullmatch(cell.text) for cell in row.cells)

    def _leave(self, line: str) -> None:
        """Prose ends a table; a label alone in its line (按城乡分) stands between two rows."""
        if len(line.strip()) <= _LONGEST_LABEL and not CLAUSE_MARK.search(line):
            return
        self._take_header([])
        if len(line) > 30:
            self._caption = (1, NO_UNIT)

    def _read_row(self, cells: list[Word], groups: int) -> None:
        texts = (cell.text for cell in cells[groups:])
        label = next((text for text in texts if text and not NUMBER.fullmatch(text)), "")
        beside = year = ""
        if self._header and cells[0].text == label and _BAND.match(label):
            marks = NUMBER.finditer(label.replace("-", " "))
            self.found.update((cells[0].start + mark.start(), NUMBERING) for mark in marks)
        for column, cell in enumerate(cells):
            number = _number_in(cell.text)
            heading = self._header[column] if column < len(self._header) else ""
            dated = _DATES_HEADER.search(heading) and _YEAR.fullmatch(cell.text)
            if number is not None and (heading in _NUMBERING_HEADER or dated):
                self.found[cell.start] = NUMBERING
                year = cell.text + "年" if _YEAR.fullmatch(cell.text) and not column else year
            elif number is None or (number[0] != cell.text and (cell.text == label or not heading)):
                beside = cell.text if parse_unit(cell.text)[1] is NO_UNIT else beside
            else:
                multiplier, unit = self._stated_unit(cells, heading, label, beside)
                plain = _BRACKETED.sub("", label)
                words = plain + (beside if beside != label else "")
                words += _EITHER_WAY.sub("增长", _BRACKETED.sub("", heading))
                words += cell.text[: number.start()]
                when = self._heading_of(column, year)
                start = cell.start + number.start() + number[0].startswith("+")
                self.found[start] = Cell(multiplier, unit, plain, words, when)

    def _heading_of(self, column: int, year: str) -> str:
        """The header that dates a column: its own, its row's year, or the year's before it."""
        heading = self._header[column] if column < len(self._header) else ""
        if _YEAR.search(heading) or not heading:
            return heading or year
        if year:
            return year + heading
        dated = self._dated[column]
        return dated if _GROWTH.search(heading) and _YEAR.search(dated) else heading

    def _stated_unit(
        self, cells: list[Word], heading: str, label: str, beside: str
    ) -> tuple[int, Unit]:
        """The unit of a number: its header's, its label's, its row's unit column, the caption's."""
        brackets = (_BRACKETED.search(place) for place in (heading, beside, label))
        printed = [bracket[1] or bracket[2] for bracket in brackets if bracket]
        printed += [cells[at].text for at in self._unit_columns if at < len(cells)]
        stated = (parse_unit(text) for text in printed)
        return next((one for one in stated if one != (1, NO_UNIT)), self._caption)


def combine(above: list[str], below: list[str]) -> list[str]:
    """The names of two header rows column by column; a merged name above holds for all under it.

    >>> combine(["指标", "2022年", "预算(元)", ""], ["", "", "年初", "调整"])
    ['指标', '2022年', '预算年初(元)', '预算调整(元)']
    """
    width = max(len(above), len(below))
    above, below = above + [""] * (width - len(above)), below + [""] * (width - len(below))
    names: list[str] = []
    last = ""
    for name, more in zip(above, below, strict=True):
        last = name or (last if more else "")
        unit = _BRACKETED.search(last) if more and not _BRACKETED.search(more) else None
        whole = last[: unit.start()] + more + unit[0] if unit else last + more
        names.append(last if last == more else whole)
    return names


def _number_in(text: str) -> re.Match[str] | None:
    """The number that a cell is, or that a short one without a clause of its own begins with."""
    number = NUMBER.fullmatch(text)
    if number is not None or len(text) > _LONGEST_TEXT_CELL or CLAUSE_MARK.search(text):
        return number
    return NUMBER.search(text)
