"""The tables of main indicators in a plan: their headers, columns and aligned rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..extraction.naming import Codebook
from ..extraction.tabular import parse_unit
from ..lexicon.units import NO_UNIT, Unit

STATED = frozenset(("year", "mean", "sum", "either"))
_SPLIT = re.compile(r"\t|[ ]*\|[ ]*|[ ]{2,}")
_BLANKS = re.compile("[ ]+")  # as a table without rules is printed
_HEADS = {
    "label": re.compile("(?:类别|领域)?(?:主要|具体|核心|规划|监测)?指标(?:名称|内容|体系)?"),
    "unit": re.compile("(?:计量)?单位"),
    "nature": re.compile("(?:指标)?(?:属性|性质|类型)"),
}
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_MEAN = re.compile("年均|年平均")
_SUM = re.compile(r"累计|[\[〔(]五年")
_HEADING = re.compile(r"[^0-9]*(?:(?:19|20)[0-9]{2}[^0-9]*)*")
_RULE = re.compile(r"[\s|:+=_—-]+")
_STAR = re.compile(r"\*[^。；\n]{0,12}?((?:19|20)[0-9]{2})\s*年")
_NOTE = re.compile(r"\s*(?:注|说明|备注)\s*[:：]")
_NOTE_LINES = 4
_LONGEST_LINE = 30  # of a line without cells inside a table
_NUMBERING = re.compile(r"^(?:[0-9]{1,3}[.、．]?|[(（][0-9]{1,2}[)）]|[①-⑳])\s*")
_FOOTNOTE = re.compile(r"[①-⑳*]+$|[\[〔][0-9]{1,2}[\]〕]$")
_IN_BRACKETS = re.compile(r"[(（]\s*(?:单位[:：])?([^()（）]{1,12})\s*[)）]\s*$")
_NATURES = {"约束": "binding", "预期": "anticipatory"}
_FALLS = re.compile("降低|下降|减少|削减|压减")


class Cell(NamedTuple):
    """What stands in a cell, and where it begins in the text."""

    start: int
    text: str


class Column(NamedTuple):
    """A column: ``label``, ``unit``, ``nature``, ``year``, ``mean``, ``sum``, ``either`` or none.

    ``grows`` says that a mean is one of growth (年均增长).
    """

    kind: str
    year: int = 0
    grows: bool = False


class Row(NamedTuple):
    """A row: its label without marks and unit, its unit and nature, its line, and its cells."""

    label: str
    multiplier: int
    unit: Unit
    nature: str
    line: str
    cells: list[tuple[Column, Cell]]


class Table(NamedTuple):
    """A table of indicators, where it stands, and the year that a * behind a value says."""

    columns: list[Column]
    rows: list[Row]
    start: int
    end: int
    star_year: int


def find_tables(folded: str) -> Iterator[Table]:
    """The tables of indicators in ``folded`` text: a header with 指标 and a year, a mean or a sum.

    >>> text = "指标\\t2020年\\t2025年\\t属性\\n城镇化率(%)\\t61\\t66\\t预期性\\n"
    >>> [(row.label, row.nature) for table in find_tables(text) for row in table.rows]
    [('城镇化率', 'anticipatory')]
    """
    lines = [(match.start(), match[0]) for match in re.finditer("[^\n\r]+", folded)]
    index = 0
    while index < len(lines):
        parts, (columns, after) = _SPLIT, _header(lines, index, _SPLIT)
        if not columns:
            parts, (columns, after) = _BLANKS, _header(lines, index, _BLANKS)
        if not columns:
            index += 1
            continue
        rows, end = _rows(lines, after, columns, parts)
        notes = "".join(line for _, line in lines[end : end + _NOTE_LINES])
        star = _STAR.search(notes)
        stop = lines[end - 1][0] + len(lines[end - 1][1])
        yield Table(columns, rows, lines[index][0], stop, int(star[1]) if star else 0)
        index = end


def _header(
    lines: list[tuple[int, str]], index: int, parts: re.Pattern[str]
) -> tuple[list[Column], int]:
    """The columns of the header that begins at line ``index``, and the line behind it."""
    if "指标" not in lines[index][1]:
        return [], index
    heads = [cell.text.replace(" ", "") for cell in _cells(*lines[index], parts)]
    if len(heads) < 3 or not any(map(_HEADS["label"].fullmatch, heads)):
        return [], index
    after = index + 1
    while after < len(lines) and _RULE.fullmatch(lines[after][1]):
        after += 1
    if after < len(lines) and (lower := _lower_header(lines[after], len(heads))):
        heads = _joined(heads, lower)
        after += 1
    columns = list(map(_column, heads))
    return (columns, after) if STATED & {column.kind for column in columns} else ([], index)


def _lower_header(line: tuple[int, str], size: int) -> list[str]:
    """The second line of a merged header: nothing but years and heads, empty below 指标."""
    cells = [cell.text.replace(" ", "") for cell in _cells(*line, _SPLIT)]
    filled = [text for text in cells if text]
    stated = [text for text in filled if _column(text).kind in STATED]
    whole = cells[0] != "" and len(cells) == size
    return cells if len(stated) > 1 and all(map(_HEADING.fullmatch, filled)) and not whole else []


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Two lines of heads as one; what spans several columns is said of each."""
    found, spanning = [], ""
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else ""
        below = lower[index] if index < len(lower) else ""
        spanning = above or spanning
        found.append(spanning + below if below else above)
    return found


def _column(head: str) -> Column:
    for kind, pattern in _HEADS.items():
        if pattern.fullmatch(head):
            return Column(kind)
    years = _YEAR.findall(head)
    year = int(years[-1]) if years else 0
    mean, total = _MEAN.search(head), _SUM.search(head)
    if mean or total:
        return Column("either" if mean and total else "mean" if mean else "sum", year, "增" in head)
    return Column("year" if years else "", year)


def _cells(offset: int, line: str, parts: re.Pattern[str]) -> list[Cell]:
    """The cells of a line with their positions; an empty one keeps its column."""
    found, position = [], 0
    if line.lstrip().startswith("|"):
        position = line.index("|") + 1
        line = line.rstrip().rstrip("|")
    for separator in [*parts.finditer(line, position), None]:
        end = separator.start() if separator else len(line)
        body = line[position:end]
        found.append(Cell(offset + position + len(body) - len(body.lstrip()), body.strip()))
        position = separator.end() if separator else end
    return found


def _rows(
    lines: list[tuple[int, str]], index: int, columns: list[Column], parts: re.Pattern[str]
) -> tuple[list[Row], int]:
    """The rows below a header that have a label, and the line that ends the table."""
    rows: list[Row] = []
    while index < len(lines):
        offset, line = lines[index]
        cells = _cells(offset, line, parts)
        if parts is _BLANKS and len(cells) > len(columns):
            break
        if len(cells) < 2 and (len(line) > _LONGEST_LINE or _NOTE.match(line) or "。" in line):
            break
        if len(cells) >= 2:
            row = _row(_aligned(cells, columns, "\t" in line or "|" in line), columns)
            rows.extend([row] if row.label else [])
        index += 1
    return rows, index


def _aligned(cells: list[Cell], columns: list[Column], ruled: bool) -> list[Cell]:
    """The cells below their columns: where blanks part them, those left of the label may lack."""
    label = [column.kind for column in columns].index("label")
    if ruled and len(cells) >= label + 2:
        return cells
    missing = min(max(len(columns) - len(cells), 0), label)
    return [Cell(cells[0].start, "")] * missing + cells


def _row(cells: list[Cell], columns: list[Column]) -> Row:
    pairs = list(zip(columns, cells, strict=False))
    said = {column.kind: cell.text for column, cell in pairs if column.kind}
    label = _FOOTNOTE.sub("", _NUMBERING.sub("", said.get("label", "")).strip())
    bracket = _IN_BRACKETS.search(label)
    multiplier, unit = parse_unit(said.get("unit", "").strip("()（）"))
    if unit is NO_UNIT and bracket:
        multiplier, unit = parse_unit(bracket[1])
        label = label if unit is NO_UNIT else label[: bracket.start()].strip()
    natures = [code for word, code in _NATURES.items() if word in said.get("nature", "")]
    line = " ".join(cell.text for cell in cells if cell.text)
    return Row(label, multiplier, unit, (*natures, "not_stated")[0], line, pairs)


def find_code(codebook: Codebook, label: str, unit: str, changes: bool) -> str:
    """The code of a label that stands alone; ``changes`` says that its value is a change."""
    if unit not in ("%", "个百分点"):
        return codebook.find(label, "amount", unit)
    kinds = ("change",) if changes or unit == "个百分点" else ("share", "change")
    direction = "down" if _FALLS.search(label) else "up"
    return next(filter(None, (codebook.find(label, kind, unit, direction) for kind in kinds)), "")
