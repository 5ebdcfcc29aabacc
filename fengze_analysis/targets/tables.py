"""The targets in a plan's tables of main indicators: their headers, columns and aligned rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ..extraction.naming import Codebook
from ..extraction.tabular import HEADING, TAB, Word, combine, parse_unit, split_line
from ..interval import Exact
from ..lexicon.units import NO_UNIT, Unit
from ..model import Period, Target
from .entries import Entry, parse_entry
from .plan import Plan

_STATED = frozenset(("year", "mean", "sum", "either"))
_SPLIT = re.compile(r"[ ]*\|[ ]*|[ ]{2,}")
_BLANKS = re.compile("[ ]+")  # as a table without rules is printed
_HEADS = {
    "label": re.compile("(?:类别|领域)?(?:主要|具体|核心|规划|监测)?指标(?:名称|内容|体系)?"),
    "unit": re.compile("(?:计量)?单位"),
    "nature": re.compile("(?:指标)?(?:属性|性质|类型)"),
}
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_MEAN = re.compile("年均|年平均")
_SUM = re.compile(r"累计|[\[〔(]五年")
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
_GROWTH = re.compile("(?:增长|增速|增长率|增幅)$")
_CHANGE = re.compile("(?:降低|下降|减少|提高|提升|增加|增长)(?:率|量|幅度)?$")
_STOCK = re.compile("(?:率|比重|比例|寿命|浓度)$")

_Line = tuple[str, int]  # and where it begins


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
    cells: list[tuple[Column, Word]]


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
    lines = [(match[0], match.start()) for match in re.finditer("[^\n\r]+", folded)]
    index = 0
    while index < len(lines):
        found = ((parts, *_header(lines, index, parts)) for parts in (_SPLIT, _BLANKS))
        parts, columns, end = next((one for one in found if one[1]), (_SPLIT, [], index + 1))
        if columns:
            rows, end = _rows(lines, end, columns, parts)
            star = _STAR.search("".join(line for line, _ in lines[end : end + _NOTE_LINES]))
            stop = lines[end - 1][1] + len(lines[end - 1][0])
            yield Table(columns, rows, lines[index][1], stop, int(star[1]) if star else 0)
        index = end


def _header(lines: list[_Line], index: int, parts: re.Pattern[str]) -> tuple[list[Column], int]:
    """The columns of the header that begins at line ``index``, and the line behind it."""
    heads = _texts(lines[index], parts) if "指标" in lines[index][0] else []
    after = index + 1
    if len(heads) < 3 or not any(map(_HEADS["label"].fullmatch, heads)):
        return [], after
    while after < len(lines) and _RULE.fullmatch(lines[after][0]):
        after += 1
    lower = _texts(lines[after], _SPLIT) if after < len(lines) else []
    if _is_lower(lower, len(heads)):
        heads = combine(heads, lower)
        after += 1
    columns = list(map(_column, heads))
    return columns if _STATED & {column.kind for column in columns} else [], after


def _is_lower(cells: list[str], size: int) -> bool:
    """The second line of a merged header: nothing but years and heads, empty below 指标."""
    stated = [text for text in cells if text and _column(text).kind in _STATED]
    whole = len(cells) == size and cells[0] != ""
    return len(stated) > 1 and all(map(HEADING.fullmatch, cells)) and not whole


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


def _cells(line: _Line, parts: re.Pattern[str]) -> list[Word]:
    return split_line(*line, TAB if parts is _SPLIT and "\t" in line[0] else parts)


def _texts(line: _Line, parts: re.Pattern[str]) -> list[str]:
    return [cell.text.replace(" ", "") for cell in _cells(line, parts)]


def _rows(
    lines: list[_Line], index: int, columns: list[Column], parts: re.Pattern[str]
) -> tuple[list[Row], int]:
    """The rows below a header that have a label, and the line that ends the table."""
    rows: list[Row] = []
    while index < len(lines):
        line = lines[index][0]
        cells = _cells(lines[index], parts)
        if parts is _BLANKS and len(cells) > len(columns):
            break
        if len(cells) >= 2:
            row = _row(_aligned(cells, columns, "\t" in line or "|" in line), columns)
            rows.extend([row] if row.label else [])
        elif len(line) > _LONGEST_LINE or _NOTE.match(line) or "。" in line:
            break
        index += 1
    return rows, index


def _aligned(cells: list[Word], columns: list[Column], ruled: bool) -> list[Word]:
    """The cells below their columns: where blanks part them, those left of the label may lack."""
    label = next((at for at, column in enumerate(columns) if column.kind == "label"), 0)
    if ruled and len(cells) >= label + 2:
        return cells
    missing = min(max(len(columns) - len(cells), 0), label)
    return [Word(cells[0].start, "")] * missing + cells


def _row(cells: list[Word], columns: list[Column]) -> Row:
    pairs = list(zip(columns, cells, strict=False))
    said = {column.kind: cell.text for column, cell in pairs if column.kind}
    label = _FOOTNOTE.sub("", _NUMBERING.sub("", said.get("label", "")).strip())
    multiplier, unit = parse_unit(said.get("unit", "").strip("()（）"))
    if unit is NO_UNIT and (bracket := _IN_BRACKETS.search(label)):
        multiplier, unit = parse_unit(bracket[1])
        label = label if unit is NO_UNIT else label[: bracket.start()].strip()
    natures = [code for word, code in _NATURES.items() if word in said.get("nature", "")]
    line = " ".join(cell.text for cell in cells if cell.text)
    return Row(label, multiplier, unit, (*natures, "not_stated")[0], line, pairs)


def read_table(table: Table, plan: Plan, report_id: str, codebook: Codebook) -> Iterator[Target]:
    """The targets of a table's rows, in the order of its columns.

    A year before the plan is that of the base. A bracketed number is a sum over the years.
    """
    years = sorted({column.year for column in table.columns if column.kind == "year"})
    last = years[-1] if years else plan.span.last if plan.span else 0
    past = [year for year in years if year < (plan.year or last)]
    first = past[-1] + 1 if past else last - 4
    for row in table.rows:
        base, base_year = _base(row, past[-1], table.star_year) if past else (None, None)
        for column, cell in row.cells:
            entry = parse_entry(cell.text) if column.kind in _STATED else None
            if entry is None or column.year in past:
                continue
            start = cell.start + entry.start
            target = plan.target(f"{report_id}:{start}", Period(first, column.year or last))
            type_ = _type(row, column, entry, base)
            yield replace(
                _stated(row, entry, type_, target, codebook),
                base_value=base,
                base_year=base_year,
                from_year=first if type_ in ("cumulative", "mean_growth") else None,
                start=start,
                end=cell.start + entry.end,
                surface=cell.text[entry.start : entry.end],
            )


def _base(row: Row, year: int, star_year: int) -> tuple[Exact | None, int]:
    """The base value and its year; a * behind it says that the year is another."""
    text = next((cell.text for column, cell in row.cells if column.year == year), "")
    entry = parse_entry(text)
    if entry is None or entry.value is None:
        return None, year
    return entry.times(row.multiplier), star_year if "*" in text and star_year else year


def _type(row: Row, column: Column, entry: Entry, base: Exact | None) -> str:
    """What a cell states: a bracketed one is a sum over the years, or the rise of a stock."""
    if entry.value is None:
        return "qualitative"
    grows = _GROWTH.search(row.label) is not None
    if entry.bracketed or column.kind == "sum":
        stock = base is not None or _STOCK.search(row.label)
        return "rise" if stock and not _CHANGE.search(row.label) else "cumulative"
    if column.kind == "year":
        return "yearly" if grows else "level"
    if grows or column.grows:
        return "mean_growth"
    return "level" if "能力" in row.label else "yearly"


def _stated(row: Row, entry: Entry, type_: str, target: Target, codebook: Codebook) -> Target:
    multiplier, unit = parse_unit("%" if type_ == "mean_growth" else entry.unit)
    if unit is NO_UNIT:
        multiplier, unit = row.multiplier, row.unit
    changes = type_ in ("mean_growth", "rise") or _CHANGE.search(row.label) is not None
    return replace(
        target,
        indicator=find_code(codebook, row.label, unit.canonical, changes),
        phrase=row.label,
        type=type_,
        operator=entry.operator,
        value=entry.times(multiplier),
        unit=unit.printed,
        canonical_unit=unit.canonical,
        qualifier=entry.words,
        nature=row.nature,
        main=True,
        sentence=row.line,
    )


def find_code(codebook: Codebook, label: str, unit: str, changes: bool) -> str:
    """The code of a label that stands alone; ``changes`` says that its value is a change."""
    if unit not in ("%", "个百分点"):
        return codebook.find(label, "amount", unit)
    kinds = ("change",) if changes or unit == "个百分点" else ("share", "change")
    direction = "down" if _FALLS.search(label) else "up"
    return next(filter(None, (codebook.find(label, kind, unit, direction) for kind in kinds)), "")
