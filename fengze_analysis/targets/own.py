"""Targets from tables that people write: few columns, friendly forms, their own sources."""

from __future__ import annotations

import csv
import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, cast

from ..errors import InputError
from ..extraction.naming import coder_of
from ..extraction.tabular import parse_unit
from ..lexicon import read_rows
from ..lexicon.codebook import load_indicators
from ..lexicon.units import NO_UNIT, canonical_unit
from ..model import Indicator, Source, Target
from ..rounding import ABOUT_SHARE
from ..schema.tables import Fault, TableError, row_from_cells, table
from .reading import fill_bounds
from .tables import Entry, find_code, parse_entry
from .wording import code_in, form, level_of

_SOURCE = ("title", "publisher", "date", "url")
TEMPLATE = (
    *("name", "value", "unit", "operator", "target_year", "type", "base_value", "base_year"),
    *("nature", "class", "place", *_SOURCE),
)
_TARGET = table("targets").columns
_ALLOWED = {one.name: ("yes", "no") if one.type == "boolean" else one.codes for one in _TARGET}
_COLUMNS = ("name", *_SOURCE, *_ALLOWED)
_IN_WORDS = {one.name for one in _TARGET if one.form.dtype not in ("Int64", "float64")}
_MOST_FAULTS, _LONGEST_SHOWN = 20, 60
MAX_ROWS, MAX_COLUMNS = 50_000, 100
_MAX_BYTES = 32 * 2**20
_INERT = re.compile("^'(?=[=+@-])")  # what keeps a cell from being a formula in a spreadsheet


def _year(cell: str) -> int | None:
    year = form("written_year").fullmatch(cell)
    return int(year[1]) if year else None


def _whole(cell: str) -> int | None:
    whole = re.fullmatch(r"([0-9]{1,9})(?:\.0)?", cell)
    return int(whole[1]) if whole else None


def _number(cell: str) -> Entry | None:
    entry = parse_entry(cell)
    return entry if entry and entry.value is not None and not entry.rest else None


_KINDS: dict[str, tuple[Callable[[str], Any], str]] = {
    "year": (_year, "a year like 2025"),
    "number": (_number, "a number like 14.9, 1,234, 8.6亿元, >=95, 2/3 or 5..8"),
    "whole number": (_whole, "a whole number like 12"),
    "date": (form("written_date").fullmatch, "2021-03-12, 2021-03 or 2021"),
    "address": (re.compile(r"https?://\S+").fullmatch, "https://…"),
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
    how many more there are; :class:`InputError` where a file cannot be read or has more than
    50,000 rows.
    """
    reader = _Reader(tuple(load_indicators() if indicators is None else indicators), about_share)
    for path in map(Path, paths):
        reader.read(path)
    if reader.count:
        raise TableError(reader.first, reader.count - len(reader.first))
    return OwnTargets(reader.targets, list(reader.sources.values()))


@cache
def _forms(column: str) -> dict[str, str]:
    """What may be written in ``column`` (``""``: as its name) → what it means."""
    rows = read_rows("target_forms.csv")
    return {row["written"]: row["means"] for row in rows if row["column"] == column}


class _Reader:
    """The files read one after another, and what is wrong in them: no more of it than is shown.

    Once there is any fault, the rows are only looked through for more.
    """

    def __init__(self, indicators: tuple[Indicator, ...], about_share: Fraction) -> None:
        self.targets: list[Target] = []
        self.sources: dict[str, Source] = {}
        self.count, self.first = 0, list[Fault]()
        self._about_share = about_share
        self._by_code = {one.code: one for one in indicators}
        self._by_name = {one.name_zh: one for one in indicators}
        self._coder = coder_of(indicators)
        self._seen: dict[str, str] = {}
        self._file, self._line = "", 1

    def read(self, path: Path) -> None:
        """Take the rows of a file in order, as long as nothing is wrong."""
        self._file, self._line = path.name, 1
        try:
            text = _text(path)
            reader = csv.reader(StringIO(text, newline=""), strict=True)
            columns = self._columns(next(reader, []))
            self._line = reader.line_num + 1
            for cells in reader if columns else ():
                if any(map(str.strip, cells)):
                    self._row(columns, cells, path.stem)
                self._line = reader.line_num + 1
        except csv.Error as error:
            self._tell("", f"no CSV: {error}", "comma-separated cells")
        except UnicodeDecodeError:
            self._tell("", "the text is neither UTF-8 nor GB 18030", "a CSV saved as UTF-8")

    def _tell(self, column: str, what: str, right: str) -> None:
        self.count += 1
        if len(self.first) < _MOST_FAULTS:
            self.first.append(Fault(self._file, f"line {self._line}", column, what, right))

    def _columns(self, header: Sequence[str]) -> list[str]:
        """The columns that a header names, none where it has a fault."""
        before = self.count
        if len(header) > MAX_COLUMNS:
            self._tell("", f"{len(header):,} columns", ",".join(TEMPLATE))
            return []
        names = [_forms("").get(name.strip(), name.strip()) for name in header]
        for name in dict.fromkeys(filter(None, names)):
            if name not in _COLUMNS:
                near = difflib.get_close_matches(name, _COLUMNS, 1)
                self._tell(name, "unknown column", near[0] if near else ",".join(TEMPLATE))
            elif names.count(name) > 1:
                self._tell(name, "the column stands twice", "every column once")
        if not {"name", "indicator"} & set(names):
            self._tell("", "no column says what is measured", "a column name or indicator")
        for name in ("value", "unit", "target_year"):
            if name not in names:
                self._tell(name, "the column is missing", ",".join(TEMPLATE))
        return names if self.count == before else []

    def _row(self, columns: list[str], cells: list[str], stem: str) -> None:
        if len(cells) > len(columns):
            right = f"{len(columns)} cells; a comma in a cell is quoted"
            self._tell("", f"{len(cells)} cells", right)
            return
        written = zip(columns, cells, strict=False)
        said = {name: self._code(name, _INERT.sub("", cell.strip())) for name, cell in written}
        row, target_id = defaultdict(str, said), said.get("target_id") or f"{stem}:{self._line}"
        source, row["target_id"] = self._source(row, stem), target_id
        target = self._target(row, source)
        if target is not None and target_id in self._seen:
            what = f"{target_id!r} stands already in {self._seen[target_id]}"
            self._tell("target_id", what, "every target once")
        elif target is not None:
            self._seen[target_id] = f"{self._file} line {self._line}"
            self.targets.append(fill_bounds(target, self._about_share))
            if source is not None:
                self.sources.setdefault(source.source_id, source)

    def _code(self, name: str, cell: str) -> str:
        """A cell as its code, a friendly form taken."""
        means = _forms(name).get(cell, cell) if name else cell
        codes = _ALLOWED.get(name)
        if not codes or not means or means in codes:
            return means
        self._tell(name, f"{cell!r} is not allowed", ", ".join([*codes, *list(_forms(name))[:6]]))
        return ""

    def _read(self, row: dict[str, str], name: str, kind: str, needed: bool = False) -> Any:
        """What a cell states, ``None`` where it is empty or none of its kind."""
        cell, (parse, right) = row[name], _KINDS[kind]
        found = parse(cell)
        if found is None and (cell or needed):
            what = f"{cell[:_LONGEST_SHOWN]!r} is no {kind}" if cell else "empty"
            self._tell(name, what, right)
        return found

    def _target(self, row: dict[str, str], source: Source | None) -> Target | None:
        kind, phrase = row["type"], row["name"]
        entry = self._read(row, "value", "number", needed=kind != "qualitative")
        base = self._read(row, "base_value", "number")
        base_year, from_year = (self._read(row, one, "year") for one in ("base_year", "from_year"))
        target_year = self._read(row, "target_year", "year", needed=kind != "keep")
        offset = self._read(row, "offset", "whole number")
        if offset is not None and not row["sentence"].startswith(row["surface"], offset):
            self._tell("offset", f"{row['surface']!r} is not there", "its place in the sentence")
        multiplier, unit = self._unit(row, entry)
        code = self._indicator(row, phrase, kind, unit)
        if entry and entry.operator not in ("=", row["operator"] or entry.operator):
            written = row["value"][:_LONGEST_SHOWN]
            what = f"{row['operator']!r}, but the value is written {written!r}"
            self._tell("operator", what, "one operator")
        if self.count:
            return None
        indicator = self._by_code.get(code)
        kind = kind or _default_type(phrase, indicator, entry, from_year)
        if kind == "cumulative" and target_year and not from_year:
            from_year = (base_year or target_year - 5) + 1
        value, base_value = (one.times(multiplier) if one else None for one in (entry, base))
        named = phrase or (indicator.name_zh if indicator else "")
        row |= {
            "type": kind,
            "indicator": code,
            "phrase": named,
            "unit": unit,
            "canonical_unit": canonical_unit(unit),
        }
        return replace(
            _in_words(row, entry, source),
            value=value,
            base_value=base_value,
            base_year=base_year,
            from_year=from_year,
            target_year=target_year,
            offset=offset,
        )

    def _unit(self, row: dict[str, str], entry: Entry | None) -> tuple[int, str]:
        """The multiplier and the unit of a row: of its unit column, else behind its value."""
        printed, beside = row["unit"], entry.unit if entry else ""
        (multiplier, unit), (own_multiplier, own_unit) = parse_unit(printed), parse_unit(beside)
        own = own_unit.printed
        if beside not in ("", printed) and not own and own_multiplier == 1:
            what = f"{beside[:_LONGEST_SHOWN]!r} is no unit"
            self._tell("value", what, _KINDS["number"][1])
        if not own and own_multiplier != 1 and multiplier not in (1, own_multiplier):
            what = f"{printed!r}, but the value counts in {beside!r}"
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
            shown = len(self.first) < _MOST_FAULTS
            known = [*self._by_code, *self._by_name] if shown else []
            near = difflib.get_close_matches(given[:_LONGEST_SHOWN], known, 3, 0.5)
            right = " or ".join(near) or "a code or name of the codebook, or a column name"
            self._tell("indicator", f"{given[:40]!r} is unknown", right)
        elif phrase or row["sentence"]:  # read from a plan: its sentence says it
            changes = kind in ("mean_growth", "rise")
            return find_code(self._coder, phrase, canonical_unit(unit), changes)
        else:
            self._tell("name", "empty", "what is measured")
        return ""

    def _source(self, row: dict[str, str], stem: str) -> Source | None:
        title, publisher, printed, url = (row[name] for name in _SOURCE)
        date, _ = self._read(row, "date", "date"), self._read(row, "url", "address")
        if not title:
            if publisher or printed or url:
                self._tell("title", "empty", "the title of the source")
            return None
        published = "-".join(part.zfill(2) for part in date.groups() if part) if date else ""
        confidence = row["confidence"] or ("primary" if ".gov.cn" in url else "secondary")
        source_id = row["source_id"] or f"{stem}:{title}"
        return Source(source_id, title, publisher, "", published, "", url, confidence)


def _in_words(row: dict[str, str], entry: Entry | None, source: Source | None) -> Target:
    """What a row says in words and codes, and what holds where it says nothing."""
    defaults = {
        "level": level_of(row["place"]),
        "operator": entry.operator if entry else "",
        "nature": "not_stated",
        "class": "yearly_plan" if row["type"] == "yearly" else "outline",
        "plan": row["title"],
        "main": "no",
        "confidence": source.confidence if source else "secondary",
        "source_id": source.source_id if source else "",
    }
    cells = {name: cell for name, cell in row.items() if cell and name in _IN_WORDS}
    return cast("Target", row_from_cells("targets", {**defaults, **cells}))


def _default_type(
    phrase: str, indicator: Indicator | None, entry: Entry | None, from_year: int | None
) -> str:
    """The type where a row gives none, by the words of its name and the form of its indicator."""
    if entry is None:
        return "qualitative"
    grows = indicator is not None and indicator.form == "growth"
    summed = entry.bracketed or from_year is not None
    otherwise = "cumulative" if summed else "yearly" if grows else "level"
    return code_in(phrase + entry.words, "type") or otherwise


def _text(path: Path) -> str:
    """The text of a file, UTF-8 or, as spreadsheets in China save it, GB 18030; none too long."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", path, "a CSV file") from None
    if len(data) > _MAX_BYTES:
        raise InputError("the table is too large", path, f"at most {_MAX_BYTES:,} bytes")
    if b"\0" in data or data.startswith(b"PK"):
        raise InputError("this is no CSV file", path, "a table saved as CSV (UTF-8)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    if max(text.count("\n"), text.count("\r")) > MAX_ROWS:  # then blank lines are left out
        rows = sum(map(any, csv.reader(StringIO(text, newline="")))) - 1
        if rows > MAX_ROWS:
            raise InputError(f"the table has {rows:,} rows", path, f"at most {MAX_ROWS:,}")
    return text
