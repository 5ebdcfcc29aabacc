"""Tables in the text: the unit and the words of a bare number from its row label and header."""

from __future__ import annotations

import re
from typing import NamedTuple

from .numerals import MULTIPLIERS
from .units import NO_UNIT, Unit, match_unit


class Cell(NamedTuple):
    """What a table says of the number in one of its cells.

    ``words`` are the row label and the header of the column, as a governing clause would be.
    """

    multiplier: int
    unit: Unit
    label: str
    words: str


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
_BRACKETED = re.compile(r"[(]\s*(?:单位:?)?\s*([^()]{1,12})[)]\s*$")
_CAPTION = re.compile(r"(?:计量)?单位\s*:\s*([^\s,，、()]{1,10})")
_RULE = re.compile(r"[\s|:+=_-]+")  # |---|---| between the header and the rows
_YEAR_OR_WORDS = re.compile(r"(?:19|20)[0-9]{2}年?.{0,8}|[^0-9]*")
_UNIT_HEADER = ("单位", "计量单位")
_NUMBERING_HEADER = ("序号", "编号", "代码", "年份")
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

    >>> parse_unit("亿元")[0], parse_unit("亿元")[1].printed, parse_unit("项目")[1].printed
    (100000000, '元', '')
    """
    printed = printed.strip()
    match = _MULTIPLIED.match(printed)
    rest = printed[match.end() :] if match else printed
    end, unit = match_unit(rest, 0)
    if unit is NO_UNIT or end != len(rest):
        return 1, NO_UNIT
    return (MULTIPLIERS[match[0]] if match else 1), unit


def find_cells(folded: str) -> dict[int, Cell]:
    """The table cells of ``folded`` that hold a bare number, by where the number begins.

    >>> cell = find_cells("指标\\t单位\\t2023年\\n零售总额\\t亿元\\t216.4")[20]
    >>> cell.label, cell.multiplier, cell.unit.printed
    ('零售总额', 100000000, '元')
    """
    if "\t" not in folded and "|" not in folded and "   " not in folded:
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
        self._caption: tuple[int, Unit] = (1, NO_UNIT)

    def read(self, line: str, offset: int) -> None:
        """Take in a line of the text: a caption, a header, a row, or prose between tables."""
        caption = _CAPTION.search(line)
        if caption:
            self._caption = parse_unit(caption[1])
        cells = _cells(line, offset)
        if len(cells) < 2:
            if not caption and not _RULE.fullmatch(line):
                self._leave(line)
        elif _is_header(cells):
            self._header = [cell.text for cell in cells]
        else:
            self._read_row(cells)

    def _leave(self, line: str) -> None:
        self._header = []
        if len(line) > 30:
            self._caption = (1, NO_UNIT)

    def _read_row(self, cells: list[_Word]) -> None:
        texts = (cell.text for cell in cells)
        label = next((text for text in texts if text and not _NUMBER.fullmatch(text)), "")
        beside = ""
        for column, cell in enumerate(cells):
            heading = self._header[column] if column < len(self._header) else ""
            if heading in _NUMBERING_HEADER or not _NUMBER.fullmatch(cell.text):
                beside = cell.text if parse_unit(cell.text)[1] is NO_UNIT else beside
                continue
            multiplier, unit = self._stated_unit(cells, heading, label)
            plain = _BRACKETED.sub("", label)
            words = plain + (beside if beside != label else "") + _BRACKETED.sub("", heading)
            self.found[cell.start] = Cell(multiplier, unit, plain, words)

    def _stated_unit(self, cells: list[_Word], heading: str, label: str) -> tuple[int, Unit]:
        """The unit of a number: its header's, its label's, its row's unit column, the caption's."""
        brackets = (_BRACKETED.search(place) for place in (heading, label))
        printed = [bracket[1] for bracket in brackets if bracket]
        for column, name in enumerate(self._header[: len(cells)]):
            if name in _UNIT_HEADER:
                printed.append(cells[column].text)
        stated = (parse_unit(text) for text in printed)
        return next((one for one in stated if one[1] is not NO_UNIT), self._caption)


def _cells(line: str, offset: int) -> list[_Word]:
    """The cells of a line with their positions; an empty one at the beginning is left out."""
    cells, position = [], 0
    for separator in [*_SPLIT.finditer(line), None]:
        end = separator.start() if separator else len(line)
        body = line[position:end]
        lead = len(body) - len(body.lstrip())
        if body.strip() or (position > 0 and separator):
            cells.append(_Word(offset + position + lead, body.strip()))
        position = separator.end() if separator else end
    return cells


def _is_header(cells: list[_Word]) -> bool:
    """A row of years or names is a header, and so is one without any number."""
    if not any(_NUMBER.fullmatch(cell.text) for cell in cells):
        return True
    return all(_YEAR_OR_WORDS.fullmatch(cell.text) for cell in cells[1:])
