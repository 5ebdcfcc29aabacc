"""Targets from tables that people write: few columns, friendly forms, their own sources."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple, cast

from ..errors import InputError
from ..extraction.naming import codebook_of
from ..extraction.tabular import parse_unit
from ..lexicon import read_rows
from ..lexicon.codebook import load_indicators
from ..lexicon.units import NO_UNIT, canonical_unit
from ..model import Indicator, Source, Target
from ..rounding import ABOUT_SHARE
from ..schema.files import Fault, TableError, row_from_cells
from ..schema.tables import table
from .entries import Entry, parse_entry
from .plan import level_of
from .reading import complete
from .tables import find_code

_SOURCE = ("title", "publisher", "date", "url")
TEMPLATE = (
    *("name", "value", "unit", "operator", "target_year", "type", "base_value", "base_year"),
    *("nature", "class", "place", *_SOURCE),
)
_NEEDED = ("value", "unit", "target_year")
_ALLOWED = {
    column.name: ("yes", "no") if column.type == "boolean" else column.codes
    for column in table("targets").columns
}
_COLUMNS = frozenset(("name", *_SOURCE, *_ALLOWED))
_NUMBERS = {
    *("value", "low", "high", "base_value", "base_year", "from_year", "target_year"),
    *("start", "end"),
}
_MOST_FAULTS, _LONGEST_SHOWN = 20, 60
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0)?\s*(?:年(?:底|末|度)?)?")
_DATE = re.compile(
    r"([0-9]{4})(?:[-./年](0?[1-9]|1[0-2]))?(?:[-./月](0?[1-9]|[12][0-9]|3[01]))?[年月日]?"
)
_URL = re.compile(r"https?://\S+")
_INERT = re.compile("^'(?=[=+@-])")  # what keeps a cell from being a formula in a spreadsheet
_RIGHT = {
    "year": "a year like 2025",
    "number": "a number like 14.9, 1,234, 8.6亿元, >=95, 2/3 or 5..8",
    "date": "2021-03-12, 2021-03 or 2021",
    "address": "https://…",
}


class OwnTargets(NamedTuple):
    """The targets of own tables and the sources they bring."""

    targets: list[Target]
    sources: list[Source]


def template() -> str:
    """An empty table of own targets: its header line.

    >>> template().startswith("name,value,unit,operator,target_year")
    True
    """
    return ",".join(TEMPLATE) + "\n"


def load_targets(
    paths: Iterable[str | Path],
    indicators: Iterable[Indicator] | None = None,
    about_share: Fraction = ABOUT_SHARE,
) -> OwnTargets:
    """The targets of CSV files and their sources, every value exact as written.

    A file needs ``indicator`` or ``name``, ``value``, ``unit`` and ``target_year``; columns and
    codes may be written in Chinese (``lexicon/target_forms.csv``), values with signs, 万 and 亿.
    Raises :class:`TableError` with up to twenty faults, each with its file, line and column, and
    how many more there are; :class:`InputError` where a file cannot be read.
    """
    reader = _Reader(tuple(load_indicators() if indicators is None else indicators))
    targets: list[Target] = []
    sources: dict[str, Source] = {}
    for path in map(Path, paths):
        for target, source in reader.read(path):
            targets.append(complete(target, about_share))
            if source is not None:
                sources.setdefault(source.source_id, source)
    if reader.count:
        raise TableError(reader.first, reader.count - len(reader.first))
    return OwnTargets(targets, list(sources.values()))


@cache
def _forms(column: str) -> dict[str, str]:
    """What may be written in ``column`` (``""``: as its name) → what it means."""
    column = "main" if column == "applies_to_district" else column
    rows = read_rows("target_forms.csv")
    return {row["written"]: row["means"] for row in rows if row["column"] == column}


class _Reader:
    """The files read one after another, and what is wrong in them: no more of it than is shown.

    Once there is any fault, the rows are only looked through for more.
    """

    def __init__(self, indicators: tuple[Indicator, ...]) -> None:
        self.count = 0
        self.first: list[Fault] = []
        self._by_code = {one.code: one for one in indicators}
        self._by_name = {one.name_zh: one for one in indicators}
        self._codebook = codebook_of(indicators)
        self._seen: dict[str, str] = {}
        self._file, self._line = "", 1

    def read(self, path: Path) -> Iterator[tuple[Target, Source | None]]:
        """The rows of a file in order, as long as nothing is wrong."""
        self._file, self._line = path.name, 1
        try:
            reader = csv.reader(StringIO(_text(path), newline=""), strict=True)
            columns = self._columns(next(reader, []))
            self._line = reader.line_num + 1
            for cells in reader if columns else ():
                if any(map(str.strip, cells)):
                    yield from self._row(columns, cells, path.stem)
                self._line = reader.line_num + 1
        except csv.Error as error:
            self._tell("", f"no CSV: {error}", "comma-separated cells")
        except UnicodeDecodeError:
            self._tell("", "the text is neither UTF-8 nor GB 18030", "a CSV saved as UTF-8")

    def _tell(self, column: str, what: str, right: str) -> None:
        self.count += 1
        if len(self.first) < _MOST_FAULTS:
            self.first.append(Fault(self._file, f"line {self._line}", column, what, right))

    def _refuse(self, column: str, cell: str, kind: str) -> None:
        what = f"{cell[:_LONGEST_SHOWN]!r} is no {kind}" if cell else "empty"
        self._tell(column, what, _RIGHT[kind])

    def _columns(self, header: Sequence[str]) -> list[str]:
        """The columns that a header names, none where it has a fault."""
        before = self.count
        names = [_forms("").get(name.strip(), name.strip()) for name in header]
        for name in dict.fromkeys(filter(None, names)):
            if name not in _COLUMNS:
                near = difflib.get_close_matches(name, _COLUMNS, 1)
                self._tell(name, "unknown column", near[0] if near else ",".join(TEMPLATE))
            elif names.count(name) > 1:
                self._tell(name, "the column stands twice", "every column once")
        if not {"name", "indicator"} & set(names):
            self._tell("", "no column says what is measured", "a column name or indicator")
        for name in _NEEDED:
            if name not in names:
                self._tell(name, "the column is missing", ",".join(TEMPLATE))
        return names if self.count == before else []

    def _row(
        self, columns: list[str], cells: list[str], stem: str
    ) -> Iterator[tuple[Target, Source | None]]:
        if len(cells) > len(columns):
            right = f"{len(columns)} cells; a comma in a cell is quoted"
            self._tell("", f"{len(cells)} cells", right)
            return
        written = zip(columns, cells, strict=False)
        row = {name: self._code(name, _INERT.sub("", cell.strip())) for name, cell in written}
        source = self._source(row, stem)
        target_id = row.get("target_id") or f"{stem}:{self._line}"
        target = self._target(row, source)
        if target is None:
            return
        if target_id in self._seen:
            what = f"{target_id!r} stands already in {self._seen[target_id]}"
            self._tell("target_id", what, "every target once")
            return
        self._seen[target_id] = f"{self._file} line {self._line}"
        yield replace(target, target_id=target_id), source

    def _code(self, name: str, cell: str) -> str:
        """A cell as its code, a friendly form taken."""
        means = _forms(name).get(cell, cell) if name else cell
        codes = _ALLOWED.get(name)
        if not codes or not means or means in codes:
            return means
        self._tell(name, f"{cell!r} is not allowed", ", ".join([*codes, *list(_forms(name))[:6]]))
        return ""

    def _year(self, row: dict[str, str], name: str, needed: bool = False) -> int | None:
        cell = row.get(name, "")
        year = _YEAR.fullmatch(cell)
        if year is None and (cell or needed):
            self._refuse(name, cell, "year")
        return int(year[1]) if year else None

    def _number(self, row: dict[str, str], name: str, needed: bool = False) -> Entry | None:
        cell = row.get(name, "")
        entry = parse_entry(cell)
        if entry and entry.value is not None and not entry.rest:
            return entry
        if cell or needed:
            self._refuse(name, cell, "number")
        return None

    def _target(self, row: dict[str, str], source: Source | None) -> Target | None:
        kind, phrase = row.get("type", ""), row.get("name", "")
        entry = self._number(row, "value", needed=kind != "qualitative")
        base = self._number(row, "base_value")
        base_year, from_year = self._year(row, "base_year"), self._year(row, "from_year")
        target_year = self._year(row, "target_year", needed=kind != "keep")
        multiplier, unit = self._unit(row, entry)
        code = self._indicator(row, phrase, kind, unit)
        if entry and entry.operator not in ("=", row.get("operator") or entry.operator):
            written = row["value"][:_LONGEST_SHOWN]
            what = f"{row['operator']!r}, but the value is written {written!r}"
            self._tell("operator", what, "one operator")
        if self.count:
            return None
        indicator = self._by_code.get(code)
        kind = kind or _default_type(phrase, indicator, entry, from_year)
        if kind == "cumulative" and target_year and not from_year:
            from_year = (base_year or target_year - 5) + 1
        return replace(
            _in_words(row, kind, entry, source),
            indicator=code,
            phrase=phrase or (indicator.name_zh if indicator else ""),
            type=kind,
            value=entry.times(multiplier) if entry else None,
            unit=unit,
            canonical_unit=canonical_unit(unit),
            base_value=base.times(multiplier) if base else None,
            base_year=base_year,
            from_year=from_year,
            target_year=target_year,
        )

    def _unit(self, row: dict[str, str], entry: Entry | None) -> tuple[int, str]:
        """The multiplier and the unit of a row: of its unit column, else behind its value."""
        printed = row.get("unit", "")
        multiplier, unit = parse_unit(printed)
        own_multiplier, own_unit = parse_unit(entry.unit if entry else "")
        own = own_unit.printed
        if entry and entry.unit not in ("", printed) and not own and own_multiplier == 1:
            self._tell("value", f"{entry.unit[:_LONGEST_SHOWN]!r} is no unit", _RIGHT["number"])
        if not own and own_multiplier != 1 and multiplier not in (1, own_multiplier):
            what = f"{printed!r}, but the value counts in {entry.unit!r}" if entry else ""
            self._tell("unit", what, "one of the two")
        if unit is NO_UNIT:
            return 1, printed or own
        if own and canonical_unit(own) != unit.canonical:
            self._tell("unit", f"{printed!r}, but the value is in {own!r}", "one unit")
        return multiplier, unit.printed

    def _indicator(self, row: dict[str, str], phrase: str, kind: str, unit: str) -> str:
        """The code of a row: as given, by its Chinese name, or by the patterns of the codebook."""
        given = row.get("indicator", "")
        if given in self._by_code or (not given and "indicator" in row and phrase):
            return given
        said = given or phrase
        if named := self._by_name.get(said) or self._by_name.get(said.replace("增长率", "增速")):
            return named.code
        if given:
            self._tell("indicator", f"{given[:40]!r} is unknown", self._near(given))
        elif phrase or row.get("sentence"):  # read from a plan: its sentence says it
            changes = kind in ("mean_growth", "rise")
            return find_code(self._codebook, phrase, canonical_unit(unit), changes)
        else:
            self._tell("name", "empty", "what is measured")
        return ""

    def _near(self, given: str) -> str:
        if len(self.first) >= _MOST_FAULTS:  # not shown
            return ""
        known = [*self._by_code, *self._by_name]
        near = difflib.get_close_matches(given[:_LONGEST_SHOWN], known, 3, 0.5)
        return " or ".join(near) or "a code or name of the codebook, or a column name"

    def _source(self, row: dict[str, str], stem: str) -> Source | None:
        title, publisher, printed, url = (row.get(name, "") for name in _SOURCE)
        date = _DATE.fullmatch(printed)
        if printed and date is None:
            self._refuse("date", printed, "date")
        if url and _URL.fullmatch(url) is None:
            self._refuse("url", url, "address")
        if not title:
            if publisher or printed or url:
                self._tell("title", "empty", "the title of the source")
            return None
        published = "-".join(part.zfill(2) for part in date.groups() if part) if date else ""
        confidence = row.get("confidence") or ("primary" if ".gov.cn" in url else "secondary")
        source_id = row.get("source_id") or f"{stem}:{title}"
        return Source(source_id, title, publisher, "", published, "", url, confidence)


def _in_words(row: dict[str, str], kind: str, entry: Entry | None, source: Source | None) -> Target:
    """What a row says in words and codes, and what holds where it says nothing."""
    defaults = {
        "level": level_of(row.get("place", "")),
        "operator": entry.operator if entry else "",
        "nature": "not_stated",
        "class": "yearly_plan" if kind == "yearly" else "outline",
        "plan": row.get("title", ""),
        "main": "no",
        "confidence": source.confidence if source else "secondary",
        "source_id": source.source_id if source else "",
    }
    cells = {name: cell for name, cell in row.items() if cell and name not in _NUMBERS}
    return cast("Target", row_from_cells("targets", {**defaults, **cells}))


def _default_type(
    phrase: str, indicator: Indicator | None, entry: Entry | None, from_year: int | None
) -> str:
    """The type where a row gives none, by the words of its name and the form of its indicator."""
    if entry is None:
        return "qualitative"
    if "年均" in phrase + entry.words:
        return "mean_growth"
    if "累计" in phrase + entry.words or entry.bracketed or from_year is not None:
        return "cumulative"
    return "yearly" if indicator is not None and indicator.form == "growth" else "level"


def _text(path: Path) -> str:
    """The text of a file, UTF-8 or, as spreadsheets in China save it, GB 18030."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", path, "a CSV file") from None
    if b"\0" in data or data.startswith(b"PK"):
        raise InputError("this is no CSV file", path, "a table saved as CSV (UTF-8)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
