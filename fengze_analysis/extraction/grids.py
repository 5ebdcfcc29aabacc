"""The rows of tables in the text: cells by tabs, bars, blanks or a cell a line, columns kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, takewhile
from typing import NamedTuple

_SPLIT = re.compile(r"\t+|[ ]*\|[ ]*|[ ]{3,}")
TAB, _BLANKS, _BAR = re.compile(r"[ ]*\t[ ]*"), re.compile("[ ]+"), re.compile(r"[ ]*\|[ ]*")
_LINE = re.compile(r"[^\n\r]+")
NUMBER = re.compile(
    r"""
    [-+]?
    (?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)    # 12,345
    (?:\.[0-9]+)?
    """,
    re.VERBOSE,
)
_MISSING = frozenset(("-", "—", "--", "——", "…", "/", "*"))
# 粮食 万吨 21774 0.99: a label, perhaps its unit, and numbers parted by single blanks.
_SPACED = (
    r"(?:[0-9]{1,4}[ ]{1,2})?[^\s0-9|]\S{0,20}(?:[ ]{1,2}[^\s0-9，。；、]{1,10}){0,3}"
    r"(?:[ ]{1,2}[-+]?[0-9][0-9,.]{0,15}%?){1,12}[ ]*"
)
_SPACED_ROW = re.compile(_SPACED)
_NUMBERED_ROW = re.compile(r"[0-9]{1,4}(?:[ ]{1,2}[-+]?[0-9][0-9,.]{0,15}%?){1,12}[ ]*")  # 2023 5.2
_YEARS = ("年份", "年度", "年")
_MAY_HOLD = re.compile(rf"[\t|]|[ ]{{3}}|^(?:{_SPACED}|[-+]?[0-9][0-9,.% -]*)$", re.MULTILINE)
# What a cell of a header is: no number but a date.
HEADING = re.compile(
    r"""(?:
        (?:19|20)[0-9]{2}                                        # 2023年实绩
      | [0-9]{1,2}(?:[-—~至][0-9]{1,2})?(?=月|季度)              # 1—9月
      | [^0-9]
    )*""",
    re.VERBOSE,
)
CLAUSE_MARK = re.compile("[，。；、：:]")
_LONGEST_CELL, _MOST_COLUMNS = 24, 12
_FEWEST_STACKED, _MOST_CELLS = 6, 1200  # of a table with a cell a line


class Word(NamedTuple):
    """What stands in a cell, and where it begins in the text."""

    start: int
    text: str


class Row(NamedTuple):
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


_Line = tuple[str, int]
_Read = tuple[list[Row], int]  # rows, and how many lines they take


def find_rows(folded: str) -> Iterator[Row]:
    """Every line of ``folded`` as a row; none where it can hold no table.

    >>> [[cell.text for cell in row.cells] for row in find_rows("甲\\t\\t3\\n乙\\t丙\\t4")]
    [['甲', '', '3'], ['乙', '丙', '4']]
    """
    if _MAY_HOLD.search(folded) is None:
        return
    lines = [(match[0], match.start()) for match in _LINE.finditer(folded)]
    at = 0
    while at < len(lines):
        found = _tabbed(lines, at) or _spaced(lines, at) or _stacked(lines, at)
        rows, taken = found or (_plain(lines[at : at + 1]), 1)
        yield from rows
        at += taken


def _plain(lines: list[_Line]) -> list[Row]:
    return [Row(line, split_line(line, offset)) for line, offset in lines]


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
    rows = [Row(line, split_line(line, offset, TAB), kept=True) for line, offset in block]
    filled = [row.cells for row in rows if any(NUMBER.fullmatch(cell.text) for cell in row.cells)]
    width = len(filled[0]) if filled else 0
    empty = any("\t\t" in line or line[0] == "\t" for line, _ in block)
    if not empty or any(len(cells) != width for cells in filled):
        plain = _plain(block)
        same = len({len(row.cells) for row in plain}) == 1
        return [row._replace(clear=same or not empty) for row in plain], len(block)
    groups = _count_groups(filled)
    return [row._replace(groups=groups) for row in rows], len(block)


def _count_groups(filled: list[list[Word]]) -> int:
    groups = 0
    while any(
        not cells[groups].text and cells[groups + 1].text and not _is_number(cells[groups + 1].text)
        for cells in filled
        if len(cells) > groups + 2
    ):
        groups += 1
    return groups


def _stacked(lines: list[_Line], at: int) -> _Read | None:
    """The rows of a table that prints a cell a line, found by the columns of its numbers."""
    barred = lines[at][0].rstrip().endswith("|")
    block = list(takewhile(_is_cell(barred), islice(lines, at, at + _MOST_CELLS)))
    if len(block) < _FEWEST_STACKED:
        return None
    for titles in range(1 if barred else 4):
        cells = [split_line(line, offset, _BAR)[0] for line, offset in block[titles:]]
        if columns := _columns(cells, barred):
            parts = [cells[first : first + columns] for first in range(0, len(cells), columns)]
            rows = [Row("\n".join(cell.text for cell in part), part, kept=True) for part in parts]
            return [*_plain(block[:titles]), *rows], len(block)
    if barred:
        return [row._replace(clear=False) for row in _plain(block)], len(block)
    return _plain(block[:-1]), len(block) - 1  # the last may be the header of another table


def _is_cell(barred: bool) -> Callable[[_Line], bool]:
    def is_cell(line: _Line) -> bool:
        text = line[0].rstrip()
        if barred != text.endswith("|") or not text.strip(" |") or "|" in text[:-1]:
            return False
        if len(text) > _LONGEST_CELL + 3 or "\t" in text:
            return False
        return barred or not (CLAUSE_MARK.search(text) or _SPACED_ROW.fullmatch(text))

    return is_cell


def _columns(cells: list[Word], barred: bool) -> int:
    """How many columns make the cells a header and rows of one form; 0 where none do."""
    numbers = [_is_number(cell.text) for cell in cells]
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
    form = _NUMBERED_ROW if header.startswith(_YEARS) else _SPACED_ROW
    if at + 1 >= len(lines) or form.fullmatch(lines[at + 1][0]) is None:
        return None
    names = split_line(header.rstrip(), lines[at][1], _BLANKS)
    if len(names) < 2 or not all(HEADING.fullmatch(name.text) for name in names):
        return None
    rows = [Row(lines[at][0], names, kept=True)]
    for line, offset in islice(lines, at + 1, None):
        cells = _join_label(split_line(line.rstrip(), offset, _BLANKS), len(names))
        if form.fullmatch(line) is None or len(cells) != len(names):
            break
        rows.append(Row(line, cells, kept=True))
    return (rows, len(rows)) if len(rows) > 1 else None


def _join_label(cells: list[Word], width: int) -> list[Word]:
    """The cells with a label of several words (其中: 第一产业) in one."""
    more = len(cells) - width
    words = cells[: more + 1]
    if more < 1 or any(map(_is_number, (word.text for word in words))):
        return cells
    return [Word(words[0].start, " ".join(word.text for word in words)), *cells[more + 1 :]]


def _is_number(text: str) -> bool:
    return text in _MISSING or NUMBER.fullmatch(text) is not None
