"""Tables in the text: the unit and the words of a bare number from its row label and header."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from ..lexicon.units import NO_UNIT, Unit, match_unit
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


class _Word(NamedTuple):
    """What stands in a cell, and where it begins in the text."""

    start: int
    text: str


_SPLIT = re.compile(r"\t+|[ ]*\|[ ]*|[ ]{3,}")
_NUMBER = re.compile(
    r"""
    [-+]?
    (?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)    # 12,345
    (?:\.[0-9]+)?
    """,
    re.VERBOSE,
)
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
_HEADING = re.compile(
    r"""(?:
        (?:19|20)[0-9]{2}                                        # 2023年实绩
      | [0-9]{1,2}(?:[-—~至][0-9]{1,2})?(?=月|季度)              # 1—9月
      | [^0-9]
    )*""",
    re.VERBOSE,
)
# A column of growth without a year of its own belongs to the year in the column before.
_GROWTH = re.compile("[增减升降±]|[同环]比|比上年|比去年|较上年")
# A column of changes up and down: the sign of each number says which.
_EITHER_WAY = re.compile("增减变?[化动]?|升降|涨跌|增降|±")
# A row label that is a band (0-15岁, 500人以上) holds no figure.
_BAND = re.compile(r"(?:其中:)?[0-9][^，。；:]{0,12}?(?:岁|以[上下]|及以)")
# 粮食 21774 0.99: a label and numbers parted by single blanks, under a header of as many words.
_SPACED = r"[^\s0-9|]\S{0,20}(?:[ ]{1,2}[-+]?[0-9][0-9,.]{0,15}){2,12}[ ]*"
_SPACED_ROW = re.compile(_SPACED)
_SPACED_LINE = re.compile(rf"^{_SPACED}$", re.MULTILINE)
_SPACES = re.compile("[ ]+")
_LONGEST_TEXT_CELL = 24
_LONGEST_LABEL = 15
_CLAUSES = re.compile("[，。；、：:]")
_UNIT_HEADER = ("单位", "计量单位")
_NUMBERING_HEADER = ("序号", "编号", "代码", "年份", "年度")
_MULTIPLIED = re.compile(
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
    match = _MULTIPLIED.match(printed)
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
    parted = "\t" in folded or "|" in folded or "   " in folded
    if not parted and _SPACED_LINE.search(folded) is None:
        return {}
    table = _Table()
    for match in re.finditer(r"[^\n\r]+", folded):
        table.read(match[0], match.start())
    return table.found


class _Table:
    """The rows of one table after another, with the header and caption that hold for them."""

    def __init__(self) -> None:
        self.found: dict[int, Cell] = {}
        self._header: list[str] = []
        self._dated: list[str] = []  # for each column the last header up to it with a year
        self._unit_columns: list[int] = []
        self._caption: tuple[int, Unit] = (1, NO_UNIT)
        self._above = ""  # the line above
        self._spaced = 0  # how many cells the rows parted by single blanks have

    def read(self, line: str, offset: int) -> None:
        """Take in a line of the text: a caption, a header, a row, or prose between tables."""
        if _RULE.fullmatch(line):
            return
        caption = _CAPTION.search(line)
        if caption:
            self._caption = parse_unit(caption[1])
        cells = _cells(line, offset)
        if len(cells) < 2 and not caption:
            cells = self._spaced_cells(line, offset) or cells
        self._above = line
        if len(cells) < 2:
            if not caption:
                self._leave(line)
        elif self._is_header(cells):
            self._take_header([cell.text for cell in cells])
            numbers = (cell for cell in cells if _NUMBER.fullmatch(cell.text))
            self.found.update((cell.start, NUMBERING) for cell in numbers)
        else:
            self._read_row(cells)

    def _spaced_cells(self, line: str, offset: int) -> list[_Word]:
        """The cells of a row parted by single blanks; its header is the line above the first."""
        if " " not in line or _SPACED_ROW.fullmatch(line) is None:
            return []
        cells = _cells(line.rstrip(), offset, _SPACES)
        names = self._above.split()
        if len(cells) != self._spaced:
            if len(names) != len(cells) or not all(map(_HEADING.fullmatch, names)):
                return []
            self._take_header(names)
            self._spaced = len(cells)
        return cells

    def _take_header(self, header: list[str]) -> None:
        self._header = header
        self._dated = list(accumulate(header, _last_dated))
        self._unit_columns = [at for at, name in enumerate(header) if name in _UNIT_HEADER]

    def _is_header(self, cells: list[_Word]) -> bool:
        """A row of names and dates; one of bare years only where no header stands above it."""
        if not all(_HEADING.fullmatch(cell.text) for cell in cells[1:]):
            return False
        return not self._header or not any(_NUMBER.fullmatch(cell.text) for cell in cells)

    def _leave(self, line: str) -> None:
        """Prose ends a table; a label alone in its line (按城乡分) stands between two rows."""
        if len(line.strip()) <= _LONGEST_LABEL and not _CLAUSES.search(line):
            return
        self._take_header([])
        self._spaced = 0
        if len(line) > 30:
            self._caption = (1, NO_UNIT)

    def _read_row(self, cells: list[_Word]) -> None:
        texts = (cell.text for cell in cells)
        label = next((text for text in texts if text and not _NUMBER.fullmatch(text)), "")
        beside = year = ""
        if self._header and cells[0].text == label and _BAND.match(label):
            marks = _NUMBER.finditer(label.replace("-", " "))
            self.found.update((cells[0].start + mark.start(), NUMBERING) for mark in marks)
        for column, cell in enumerate(cells):
            number = _number_in(cell.text)
            heading = self._header[column] if column < len(self._header) else ""
            if number is not None and heading in _NUMBERING_HEADER:
                self.found[cell.start] = NUMBERING
                year = cell.text + "年" if _YEAR.fullmatch(cell.text) else year
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
        self, cells: list[_Word], heading: str, label: str, beside: str
    ) -> tuple[int, Unit]:
        """The unit of a number: its header's, its label's, its row's unit column, the caption's."""
        brackets = (_BRACKETED.search(place) for place in (heading, beside, label))
        printed = [bracket[1] or bracket[2] for bracket in brackets if bracket]
        printed += [cells[at].text for at in self._unit_columns if at < len(cells)]
        stated = (parse_unit(text) for text in printed)
        return next((one for one in stated if one[1] is not NO_UNIT), self._caption)


def _last_dated(last: str, heading: str) -> str:
    return heading if _YEAR.search(heading) else last


def _cells(line: str, offset: int, parts: re.Pattern[str] = _SPLIT) -> list[_Word]:
    """The cells of a line with their positions; an empty one at the beginning is left out."""
    cells, position = [], 0
    for separator in [*parts.finditer(line), None]:
        end = separator.start() if separator else len(line)
        body = line[position:end]
        lead = len(body) - len(body.lstrip())
        if body.strip() or (position > 0 and separator):
            cells.append(_Word(offset + position + lead, body.strip()))
        position = separator.end() if separator else end
    return cells


def _number_in(text: str) -> re.Match[str] | None:
    """The number that a cell is, or that a short one without a clause of its own begins with."""
    number = _NUMBER.fullmatch(text)
    if number is not None or len(text) > _LONGEST_TEXT_CELL or _CLAUSES.search(text):
        return number
    return _NUMBER.search(text)
