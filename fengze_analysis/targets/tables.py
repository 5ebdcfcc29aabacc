"""The targets in a plan's tables of main indicators, and a value as people write it in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..extraction.figure import MULTIPLIER
from ..extraction.naming import Coder
from ..extraction.numerals import MULTIPLIERS
from ..extraction.tabular import HEADING, TAB, Word, combine, parse_unit, split_line
from ..interval import Exact, Interval, decimal_or_fraction
from ..lexicon.folding import fold
from ..lexicon.units import NO_UNIT, Unit
from ..model import Period, Target
from .wording import Plan, code_in, form, operator_at, says

# No measure of a plan has more digits; more cannot be printed as decimals.
_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30})(?:\.[0-9]{1,30})?"
_ENTRY = re.compile(
    rf"""
    (?P<before>[^0-9+-]*?)(?<![—–‒―﹣])
    (?P<open>[\[〔]?)\s*(?P<sign>>=|<=|≥|≤|>|<|~|≈|=|＞|＜)?\s*
    (?P<numeral>(?P<first>{_NUMBER})
      (?:\s*(?P<between>\.\.|[/:]|[-—~至])\s*(?P<second>{_NUMBER}))?)
    \s*(?P<unit>[^0-9\[\]〔〕\s，。；、]*?)
    (?P<behind>(?:左右|以上|以下|以内|上下|[\]〕*①②③④⑤\s])*)
    """,
    re.VERBOSE,
)
_SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "≈": "~"}
_STATED = frozenset(("year", "mean", "sum", "either"))
_SPLIT = re.compile(r"[ ]*\|[ ]*|[ ]{2,}")
_BLANKS = re.compile("[ ]+")  # as a table without rules is printed
_RULE = re.compile(r"[\s|:+=_—-]+")
_NOTE_LINES = 4
_LONGEST_LINE = 30  # of a line without cells inside a table


class Entry(NamedTuple):
    """What a cell says: a value before 万 and 亿 of its unit, or only words."""

    start: int
    end: int
    words: str
    value: Exact | None = None
    unit: str = ""  # as written behind the number, 万 and 亿 included
    operator: str = ""
    bracketed: bool = False
    rest: str = ""  # what stands behind the unit

    def times(self, multiplier: int) -> Exact | None:
        """The value with a multiplier applied: that of its own unit or of its column's."""
        own = MULTIPLIER.match(self.unit)
        factor = MULTIPLIERS[own[0]] if own else 1 if self.unit else multiplier
        if self.value is None or factor == 1:
            return self.value
        if isinstance(self.value, Interval):
            return self.value.scale(factor)
        return decimal_or_fraction(Fraction(self.value) * factor)


def parse_entry(text: str) -> Entry | None:
    """What ``text`` says as a target, ``None`` where it says nothing (—, blank)."""
    folded = fold(text).strip()
    lead = len(text) - len(text.lstrip())
    if form("nothing").fullmatch(folded):
        return None
    # >7、力争高于上期: what follows is no number.
    match = _ENTRY.fullmatch(folded) or _ENTRY.fullmatch(folded.partition("、")[0])
    value = _value(match) if match else None
    if match is None or value is None:
        has_digit = re.search("[0-9]", folded)
        return None if has_digit else Entry(lead, lead + len(folded), folded)
    before, behind = match["before"].strip(), re.sub(r"[^\u4e00-\u9fff]", "", match["behind"])
    start, end = (lead + at for at in match.span("numeral"))
    unit, rest = match["unit"].strip("()（）"), folded[len(match.string) :]
    sign = _SIGNS.get(match["sign"], match["sign"]) or operator_at(before, behind) or "="
    return Entry(start, end, before + behind, value, unit, sign, bool(match["open"]), rest)


def _value(match: re.Match[str]) -> Exact | None:
    """The number, the ratio of two or the range from one up to another."""
    first, second = ((match[one] or "").replace(",", "") for one in ("first", "second"))
    if not second:
        return Decimal(first)
    if match["between"] in "/:" and Fraction(second):
        return Fraction(first) / Fraction(second)
    return Interval.parse(first, second) if Fraction(first) <= Fraction(second) else None


class PlanColumn(NamedTuple):
    """A column of a table of indicators, by its head."""

    kind: str  # label, unit, nature, year, mean, sum, either of the two, or empty
    year: int
    grows: bool  # 年均增长: the mean is one of growth


class PlanTable(NamedTuple):
    """A table of indicators, where it stands, and the year that a * behind a value says."""

    columns: list[PlanColumn]
    rows: list[list[Word]]
    start: int
    end: int
    star_year: int


def find_tables(folded: str) -> Iterator[PlanTable]:
    """The tables of indicators in a text: a header with 指标 and a year, a mean or a sum."""
    lines = list(re.finditer("[^\n\r]+", folded))
    index = 0
    while index < len(lines):
        found = ((parts, *_header(lines, index, parts)) for parts in (_SPLIT, _BLANKS))
        parts, columns, end = next((one for one in found if one[1]), (_SPLIT, [], index + 1))
        if columns:
            rows, end = _rows(lines, end, columns, parts)
            star = form("star").search("".join(one[0] for one in lines[end : end + _NOTE_LINES]))
            start, stop = lines[index].start(), lines[end - 1].end()
            yield PlanTable(columns, rows, start, stop, int(star[1]) if star else 0)
        index = end


def _header(
    lines: list[re.Match[str]], index: int, parts: re.Pattern[str]
) -> tuple[list[PlanColumn], int]:
    heads = _texts(lines[index], parts) if "指标" in lines[index][0] else []
    after = index + 1
    if len(heads) < 3 or "label" not in {_column(head).kind for head in heads}:
        return [], after
    while after < len(lines) and _RULE.fullmatch(lines[after][0]):
        after += 1
    lower = _texts(lines[after], _SPLIT) if after < len(lines) else []
    # The second line of a merged header: nothing but years and heads, empty below 指标.
    stated = [text for text in lower if text and _column(text).kind in _STATED]
    whole = len(lower) == len(heads) and lower[0] != ""
    if len(stated) > 1 and all(map(HEADING.fullmatch, lower)) and not whole:
        heads = combine(heads, lower)
        after += 1
    columns = list(map(_column, heads))
    return columns if _STATED & {column.kind for column in columns} else [], after


def _column(head: str) -> PlanColumn:
    years = re.findall("(?:19|20)[0-9]{2}", head)
    return PlanColumn(code_in(head, "head"), int(years[-1]) if years else 0, "增" in head)


def _cells(line: re.Match[str], parts: re.Pattern[str]) -> list[Word]:
    return split_line(line[0], line.start(), TAB if parts is _SPLIT and "\t" in line[0] else parts)


def _texts(line: re.Match[str], parts: re.Pattern[str]) -> list[str]:
    return [cell.text.replace(" ", "") for cell in _cells(line, parts)]


def _rows(
    lines: list[re.Match[str]], index: int, columns: list[PlanColumn], parts: re.Pattern[str]
) -> tuple[list[list[Word]], int]:
    rows: list[list[Word]] = []
    label = next((at for at, column in enumerate(columns) if column.kind == "label"), 0)
    while index < len(lines):
        line, cells = lines[index][0], _cells(lines[index], parts)
        if parts is _BLANKS and len(cells) > len(columns):
            break
        if len(cells) >= 2:
            # Where blanks part the cells, those left of the label may lack.
            whole = ("\t" in line or "|" in line) and len(cells) >= label + 2
            missing = 0 if whole else min(max(len(columns) - len(cells), 0), label)
            rows.append([Word(cells[0].start, "")] * missing + cells)
        elif len(line) > _LONGEST_LINE or form("note").match(line) or "。" in line:
            break
        index += 1
    return rows, index


def read_table(table: PlanTable, plan: Plan, report_id: str, coder: Coder) -> Iterator[Target]:
    """The targets of a table's rows; a column of a year before the plan holds the base."""
    years = sorted({column.year for column in table.columns if column.kind == "year"})
    last = years[-1] if years else plan.span.last if plan.span else 0
    past = [year for year in years if year < (plan.year or last)]
    first = past[-1] + 1 if past else last - 4
    for cells in table.rows:
        row = list(zip(table.columns, cells, strict=False))
        said = {column.kind: cell.text for column, cell in row if column.kind}
        label, multiplier, unit = _label(said)
        based = [cell.text for column, cell in row if past and column.year == past[-1]][:1]
        base = next((entry.times(multiplier) for entry in map(parse_entry, based) if entry), None)
        restated = base is not None and "*" in based[0] and table.star_year
        sentence = " ".join(one.text for one in cells if one.text)
        for column, cell in row if label else ():
            entry = parse_entry(cell.text) if column.kind in _STATED else None
            if entry is None or column.year in past:
                continue
            type_ = _type(label, column, entry, base)
            known = parse_unit("%" if type_ == "mean_growth" else entry.unit)
            factor, measure = (multiplier, unit) if known[1] is NO_UNIT else known
            changes = type_ in ("mean_growth", "rise") or says(label, "change")
            start = cell.start + entry.start
            left = "".join(f"{one.text} " for one in cells[: cells.index(cell)] if one.text)
            yield replace(
                plan.target(f"{report_id}:{start}", Period(first, column.year or last)),
                indicator=find_code(coder, label, measure.canonical, changes),
                phrase=label,
                type=type_,
                operator=entry.operator,
                value=entry.times(factor),
                unit=measure.printed,
                canonical_unit=measure.canonical,
                qualifier=entry.words,
                base_value=base,
                base_year=restated or past[-1] if past else None,
                from_year=first if type_ in ("cumulative", "mean_growth") else None,
                nature=code_in(said.get("nature", ""), "nature_cell") or "not_stated",
                main=True,
                sentence=sentence,
                start=start,
                end=cell.start + entry.end,
                surface=cell.text[entry.start : entry.end],
                offset=len(left) + entry.start,
            )


def _label(said: dict[str, str]) -> tuple[str, int, Unit]:
    label = form("footnote").sub("", form("numbering").sub("", said.get("label", "")).strip())
    multiplier, unit = parse_unit(said.get("unit", "").strip("()（）"))
    if unit is NO_UNIT and (bracket := form("unit_in_brackets").search(label)):
        multiplier, unit = parse_unit(bracket[1])
        label = label if unit is NO_UNIT else label[: bracket.start()].strip()
    return label, multiplier, unit


def _type(label: str, column: PlanColumn, entry: Entry, base: Exact | None) -> str:
    """What a cell states: a bracketed one is a sum over the years, or the rise of a stock."""
    if entry.value is None:
        return "qualitative"
    grows = says(label, "growth")
    if entry.bracketed or column.kind == "sum":
        stock = base is not None or says(label, "stock")
        return "rise" if stock and not says(label, "change") else "cumulative"
    if column.kind == "year":
        return "yearly" if grows else "level"
    if grows or column.grows:
        return "mean_growth"
    return "level" if "能力" in label else "yearly"


def find_code(coder: Coder, label: str, unit: str, changes: bool) -> str:
    """The code of a label that stands alone; ``changes`` says that its value is a change."""
    if unit not in ("%", "个百分点"):
        return coder.find(label, "amount", unit)
    kinds = ("change",) if changes or unit == "个百分点" else ("share", "change")
    direction = "down" if says(label, "falls") else "up"
    return next(filter(None, (coder.find(label, kind, unit, direction) for kind in kinds)), "")
