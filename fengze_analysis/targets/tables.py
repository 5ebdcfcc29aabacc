"""The targets that a plan's table of main indicators states: columns of years, means and sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..extraction.naming import Codebook, codebook_of
from ..extraction.tabular import parse_unit
from ..interval import Exact
from ..lexicon.units import NO_UNIT, Unit
from ..model import Indicator, Target
from .entries import Entry, parse_entry
from .horizon import Horizon
from .plan import Plan


class Cell(NamedTuple):
    """What stands in a cell, and where it begins in the text."""

    start: int
    text: str


class Column(NamedTuple):
    """A column: ``label``, ``unit``, ``nature``, ``year``, ``mean``, ``sum``, ``either`` or none."""

    kind: str
    year: int = 0
    grows: bool = False  # 年均增长, not 年均


class Table(NamedTuple):
    """A table of indicators: its columns, its rows of aligned cells, and where it stands."""

    columns: list[Column]
    rows: list[list[Cell]]
    start: int
    end: int
    star_year: int  # what a * behind a base value says of its year, 0 where nothing does


_SPLIT = re.compile(r"\t|[ ]*\|[ ]*|[ ]{2,}")
_LABEL = re.compile("(?:序号|类别|领域)?(?:主要|具体|核心|规划|监测)?指标(?:名称|内容|体系)?|名称|项目")
_NATURE = re.compile("(?:指标)?(?:属性|性质|类型)")
_UNIT = re.compile("(?:计量)?单位")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_MEAN = re.compile("年均|年平均")
_SUM = re.compile(r"累计|[\[〔(]五年")
_GOAL = re.compile("目标|规划|预期")
_HEADS = re.compile(r"[^0-9]*(?:(?:19|20)[0-9]{2}[^0-9]*)*")
_RULE = re.compile(r"[\s|:+=_—-]+")
_STAR = re.compile(r"\*[^。；\n]{0,12}?((?:19|20)[0-9]{2})\s*年")
_NOTE = re.compile(r"\s*(?:注|说明|备注)\s*[:：]")
_NUMBERED = re.compile(r"^(?:[0-9]{1,3}[.、．]?|[(（][0-9]{1,2}[)）]|[①-⑳])\s*")
_FOOTNOTE = re.compile(r"[①-⑳*]+$|[\[〔][0-9]{1,2}[\]〕]$")
_IN_BRACKETS = re.compile(r"[(（]\s*(?:单位[:：])?([^()（）]{1,12})\s*[)）]\s*$")
_LONGEST_LINE = 30
_STATED = frozenset(("year", "mean", "sum", "either"))
_NATURES = {"约束": "binding", "预期": "anticipatory"}
_GROWTH = re.compile("增长$|增速$|增长率$|增幅$")
_STOCK = re.compile("率$|比重$|比例$|寿命$|浓度$")
_FALLS = re.compile("降低|下降|减少|削减|压减")
_CHANGE = re.compile("(?:降低|下降|减少|提高|提升|增加|增长)(?:率|量|幅度)?$")


def find_tables(folded: str) -> Iterator[Table]:
    """The tables of indicators in ``folded`` text: a header with 指标 and a year, a sum or 属性.

    >>> text = "指标\\t2020年\\t2025年\\t属性\\n城镇化率(%)\\t61\\t66\\t预期性\\n"
    >>> [[cell.text for cell in row] for table in find_tables(text) for row in table.rows]
    [['城镇化率(%)', '61', '66', '预期性']]
    """
    lines = [(match.start(), match[0]) for match in re.finditer("[^\n\r]+", folded)]
    index = 0
    while index < len(lines):
        header = _header(lines, index)
        if header is None:
            index += 1
            continue
        columns, after = header
        rows, end = _rows(lines, after, columns)
        behind = "".join(line for _, line in lines[end : end + 4])
        star = _STAR.search(behind) if any("*" in cell.text for row in rows for cell in row) else None
        last = lines[end - 1]
        yield Table(
            columns, rows, lines[index][0], last[0] + len(last[1]), int(star[1]) if star else 0
        )
        index = max(end, index + 1)


def _header(lines: list[tuple[int, str]], index: int) -> tuple[list[Column], int] | None:
    """The columns of the header that begins at line ``index`` and the line behind it."""
    heads = [cell.text.replace(" ", "") for cell in _cells(*lines[index])]
    if len(heads) < 3 or not any(map(_LABEL.fullmatch, heads)):
        return None
    after = index + 1
    while after < len(lines) and _RULE.fullmatch(lines[after][1]):
        after += 1
    if after < len(lines) and (lower := _lower_header(lines[after], len(heads))):
        heads = _joined(heads, lower)
        after += 1
    columns = [_column(head) for head in heads]
    kinds = {column.kind for column in columns}
    return (columns, after) if kinds & _STATED else None


def _lower_header(line: tuple[int, str], size: int) -> list[str]:
    """The second line of a merged header: nothing but years and heads, empty below 指标."""
    cells = [cell.text.replace(" ", "") for cell in _cells(*line)]
    filled = [text for text in cells if text]
    heads = [text for text in filled if _column(text).kind in _STATED]
    if len(heads) < 2 or not all(map(_HEADS.fullmatch, filled)) or cells[0] and len(cells) == size:
        return []
    return cells


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    found, spanning = [], ""
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else ""
        below = lower[index] if index < len(lower) else ""
        spanning = above or spanning
        found.append(spanning + below if below else above)
    return found


def _column(head: str) -> Column:
    if _LABEL.fullmatch(head):
        return Column("label")
    if _UNIT.fullmatch(head):
        return Column("unit")
    if _NATURE.fullmatch(head):
        return Column("nature")
    years = _YEAR.findall(head)
    mean, total = _MEAN.search(head), _SUM.search(head)
    if mean or total:
        kind = "either" if mean and total else "mean" if mean else "sum"
        return Column(kind, int(years[-1]) if years else 0, "增" in head)
    return Column("year", int(years[-1])) if years else Column("")


def _cells(offset: int, line: str) -> list[Cell]:
    """The cells of a line with their positions; an empty one keeps its column."""
    found, position = [], 0
    if line.lstrip().startswith("|"):
        position = line.index("|") + 1
        line = line.rstrip().rstrip("|")
    for separator in [*_SPLIT.finditer(line, position), None]:
        end = separator.start() if separator else len(line)
        body = line[position:end]
        found.append(Cell(offset + position + len(body) - len(body.lstrip()), body.strip()))
        position = separator.end() if separator else end
    return found


def _rows(
    lines: list[tuple[int, str]], index: int, columns: list[Column]
) -> tuple[list[list[Cell]], int]:
    """The rows below a header, and the line that ends the table."""
    rows: list[list[Cell]] = []
    while index < len(lines):
        offset, line = lines[index]
        cells = _cells(offset, line)
        if len(cells) < 2 and (len(line) > _LONGEST_LINE or _NOTE.match(line) or "。" in line):
            break
        if len(cells) >= 2:
            rows.append(_aligned(cells, columns, "\t" in line or "|" in line))
        index += 1
    return rows, index


def _aligned(cells: list[Cell], columns: list[Column], ruled: bool) -> list[Cell]:
    """The cells below their columns: where blanks part them, those left of the label may lack."""
    label = [column.kind for column in columns].index("label")
    if ruled and len(cells) >= label + 2:
        return cells
    missing = len(columns) - len(cells)
    return [Cell(cells[0].start, "")] * min(max(missing, 0), label) + cells


def read_table(
    table: Table, folded: str, plan: Plan, report_id: str, indicators: Iterable[Indicator]
) -> Iterator[Target]:
    """The targets of a table's rows, in the order of its columns."""
    years = sorted({column.year for column in table.columns if column.kind == "year"})
    last = years[-1] if years else plan.span.last if plan.span else 0
    past = [year for year in years if year < (plan.year or last)]
    base_year = past[-1] if past else 0
    codebook = codebook_of(tuple(indicators))
    for cells in table.rows:
        row = _Row.of(cells, table.columns)
        if not row.label:
            continue
        base = _base(row, base_year, table)
        for column, cell in zip(table.columns, cells, strict=False):
            if column.kind not in _STATED or column.year in past:
                continue
            entry = parse_entry(cell.text)
            if entry is None:
                continue
            first = base_year + 1 if base_year else last - 4
            yield _target(row, column, cell, entry, base, (first, last), plan, report_id, codebook)


class _Row(NamedTuple):
    """A row's label without marks and unit, its unit and its nature."""

    label: str
    multiplier: int
    unit: Unit
    nature: str
    line: str
    cells: Mapping[int, str]

    @classmethod
    def of(cls, cells: list[Cell], columns: list[Column]) -> _Row:
        by_kind = {
            column.kind: cell.text for column, cell in zip(columns, cells, strict=False) if column.kind
        }
        label = _FOOTNOTE.sub("", _NUMBERED.sub("", by_kind.get("label", "")).strip())
        bracket = _IN_BRACKETS.search(label)
        printed = by_kind.get("unit", "") or (bracket[1] if bracket else "")
        multiplier, unit = parse_unit(printed.strip("()（）"))
        if bracket and unit is not NO_UNIT and not by_kind.get("unit"):
            label = label[: bracket.start()].strip()
        nature = next((code for word, code in _NATURES.items() if word in by_kind.get("nature", "")), "")
        years = {
            column.year: cell.text
            for column, cell in zip(columns, cells, strict=False)
            if column.kind == "year"
        }
        line = " ".join(cell.text for cell in cells if cell.text)
        return cls(label, multiplier, unit, nature or "not_stated", line, years)


def _base(row: _Row, base_year: int, table: Table) -> tuple[Exact | None, int | None]:
    """The base value and its year; a * behind it says that the year is another."""
    text = row.cells.get(base_year, "") if base_year else ""
    entry = parse_entry(text)
    if entry is None or entry.value is None:
        return None, base_year or None
    year = table.star_year if "*" in text and table.star_year else base_year
    return entry.times(row.multiplier), year


def find_code(codebook: Codebook, label: str, unit: str, changes: bool) -> str:
    """The code of a label that stands alone; ``changes`` says that its value is a change."""
    if unit in ("%", "个百分点"):
        falls = _FALLS.search(label) is not None
        kinds = ("change",) if changes or unit == "个百分点" else ("share", "change")
        direction = "down" if falls else "up"
        return next(filter(None, (codebook.find(label, kind, unit, direction) for kind in kinds)), "")
    return codebook.find(label, "amount", unit)


def _type(row: _Row, column: Column, entry: Entry, base: Exact | None) -> str:
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


def _target(
    row: _Row,
    column: Column,
    cell: Cell,
    entry: Entry,
    base: tuple[Exact | None, int | None],
    span: tuple[int, int],
    plan: Plan,
    report_id: str,
    codebook: Codebook,
) -> Target:
    multiplier, unit = row.multiplier, row.unit
    if parse_unit(entry.unit)[1] is not NO_UNIT:
        multiplier, unit = parse_unit(entry.unit)
    kind = _type(row, column, entry, base[0])
    if kind == "mean_growth":
        multiplier, unit = parse_unit("%")
    year = column.year or span[1]
    of_span = kind in ("cumulative", "mean_growth")
    start = cell.start + entry.start
    changes = kind in ("mean_growth", "rise") or _CHANGE.search(row.label)
    return replace(
        plan.target(f"{report_id}:{start}", Horizon(span[0], year)),
        indicator=find_code(codebook, row.label, unit.canonical, bool(changes)),
        phrase=row.label,
        type=kind,
        operator=entry.operator if entry.value is not None else "",
        value=entry.times(multiplier),
        unit=unit.printed,
        canonical_unit=unit.canonical,
        qualifier=entry.words,
        base_value=base[0],
        base_year=base[1],
        from_year=span[0] if of_span else None,
        nature=row.nature,
        main=True,
        sentence=row.line,
        start=start,
        end=cell.start + entry.end,
        surface=cell.text[entry.start : entry.end],
    )
