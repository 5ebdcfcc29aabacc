"""Targets from tables that people write: few columns, friendly forms, their own sources."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..extraction.naming import Codebook, codebook_of
from ..extraction.tabular import parse_unit
from ..interval import Exact, parse_exact
from ..lexicon import read_rows
from ..lexicon.codebook import load_indicators
from ..lexicon.units import NO_UNIT, canonical_unit
from ..model import Indicator, Source, Target
from ..rounding import ABOUT_SHARE
from ..schema.checks import Fault, TableError
from ..schema.tables import table
from .complete import complete
from .entries import Entry, parse_entry
from .plan import level_of
from .tables import find_code

TEMPLATE = (
    *("name", "value", "unit", "operator", "target_year", "type", "base_value", "base_year"),
    *("nature", "class", "place", "title", "publisher", "date", "url"),
)
_SOURCE = ("title", "publisher", "date", "url")
_COLUMNS = frozenset(
    ["name", *_SOURCE, *(column.name for column in table("targets").columns)]
)
_IGNORED = ("canonical_unit", "low", "high")  # are worked out from value, unit and operator
_MOST_FAULTS = 20
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0)?\s*(?:年(?:底|末|度)?)?")
_DATE = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2}))?(?:[-./月]([0-9]{1,2}))?[年月日]?")
_URL = re.compile(r"https?://\S+")
_INERT = re.compile("^'(?=[=+@-])")  # what keeps a cell from being a formula in a spreadsheet


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
    codes may be written in Chinese (:data:`target_forms.csv`), values with signs, 万 and 亿. Raises
    :class:`TableError` with up to twenty faults, each with its line and column, and how many more.
    """
    book = tuple(load_indicators() if indicators is None else indicators)
    faults = _Faults()
    targets: list[Target] = []
    sources: dict[str, Source] = {}
    seen: dict[str, str] = {}
    for path in map(Path, paths):
        reader = _Reader(path.name, path.stem, book, faults, seen)
        for target, source in reader.read(path):
            if faults.count:
                continue  # what is wrong is listed; nothing else is kept
            targets.append(complete(target, about_share))
            if source is not None:
                sources.setdefault(source.source_id, source)
    faults.raise_any()
    return OwnTargets(targets, list(sources.values()))


class _Faults:
    """The first faults, and how many there are."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self.count += 1
        if self.count <= _MOST_FAULTS:
            self._first.append(fault)

    def raise_any(self) -> None:
        if self.count:
            raise TableError(self._first, self.count - len(self._first))


@cache
def _forms(column: str) -> dict[str, str]:
    """What is written in ``column`` (``""``: its name) → what it means."""
    rows = read_rows("target_forms.csv")
    found = {row["written"]: row["means"] for row in rows if row["column"] == column}
    return _forms("main") if column == "applies_to_district" else found


class _Reader:
    """Reads one file; what is wrong goes to ``faults``."""

    def __init__(
        self,
        file: str,
        stem: str,
        indicators: tuple[Indicator, ...],
        faults: _Faults,
        seen: dict[str, str],
    ) -> None:
        self._file, self._stem, self._faults, self._seen = file, stem, faults, seen
        self._by_code = {one.code: one for one in indicators}
        self._by_name = {one.name_zh: one for one in indicators}
        self._codebook: Codebook = codebook_of(indicators)
        self._line = 0

    def read(self, path: Path) -> Iterator[tuple[Target, Source | None]]:
        """The sound rows of the file in order, one at a time."""
        with closing(_open(path)) as stream:
            rows = csv.reader(stream, strict=True)
            try:
                header = next(rows, [])
                columns = self._columns(header)
                if columns is None:
                    return
                while True:
                    self._line = rows.line_num + 1
                    cells = next(rows, None)
                    if cells is None:
                        return
                    if any(cell.strip() for cell in cells) and (row := self._row(columns, cells)):
                        yield row
            except csv.Error as error:
                self._fault("", f"no CSV: {error}", "comma-separated cells")
            except UnicodeDecodeError:
                self._fault("", "the text is neither UTF-8 nor GB 18030", "a CSV saved as UTF-8")

    def _fault(self, column: str, what: str, right: str = "") -> None:
        self._faults.add(Fault(self._file, f"line {max(self._line, 1)}", column, what, right))

    def _columns(self, header: Sequence[str]) -> list[str] | None:
        self._line, before = 1, self._faults.count
        names = [_forms("").get(name.strip(), name.strip()) for name in header]
        for printed, name in zip(header, names, strict=True):
            if name and name not in _COLUMNS:
                near = difflib.get_close_matches(name, _COLUMNS, 1)
                self._fault(printed.strip(), "unknown column", near[0] if near else "see the template")
        for name in dict.fromkeys(names):
            if name and names.count(name) > 1:
                self._fault(name, "the column stands twice", "every column once")
        if not {"name", "indicator"} & set(names):
            self._fault("", "no column says what is measured", "a column name or indicator")
        for name in ("value", "unit", "target_year"):
            if name not in names:
                self._fault(name, "the column is missing", ",".join(TEMPLATE))
        return names if self._faults.count == before else None

    def _row(self, columns: list[str], cells: list[str]) -> tuple[Target, Source | None] | None:
        if len(cells) > len(columns):
            self._fault("", f"{len(cells)} cells", f"{len(columns)} cells; quote a comma in a cell")
            return None
        before = self._faults.count
        pairs = zip(columns, cells, strict=False)
        written = {name: _INERT.sub("", cell.strip()) for name, cell in pairs if name}
        row = {name: self._code(name, cell) for name, cell in written.items()}
        source = self._source(row)
        target = self._target(row, source)
        return (target, source) if self._faults.count == before and target else None

    def _code(self, name: str, cell: str) -> str:
        """A cell as its code, a friendly form taken."""
        means = _forms(name).get(cell, cell)
        shape = table("targets")
        if name in _SOURCE or name == "name" or not means:
            return means
        column = shape.column(name)
        codes = ("yes", "no") if column.type == "boolean" else column.codes
        if codes and means not in codes:
            friendly = [form for form in _forms(name) if form.isprintable()]
            self._fault(name, f"{cell!r} is not allowed", ", ".join([*codes, *friendly[:6]]))
        return means

    def _year(self, row: dict[str, str], name: str, needed: bool = False) -> int | None:
        cell = row.get(name, "")
        match = _YEAR.fullmatch(cell)
        if match is None and (cell or needed):
            self._fault(name, f"{cell!r} is no year" if cell else "empty", "a year like 2025")
        return int(match[1]) if match else None

    def _number(self, row: dict[str, str], name: str, needed: bool) -> Entry | None:
        cell = row.get(name, "")
        entry = parse_entry(cell) if cell else None
        if entry is not None and entry.value is not None and not entry.rest:
            return entry
        if cell or needed:
            what = f"{cell!r} is no number" if cell else "empty"
            self._fault(name, what, "a number like 14.9, 1,234, 8.6亿元, >=95, 2/3 or 5..8")
        return None

    def _target(self, row: dict[str, str], source: Source | None) -> Target | None:
        kind = row.get("type", "")
        entry = self._number(row, "value", needed=kind != "qualitative")
        base = self._number(row, "base_value", needed=False)
        years = {name: self._year(row, name) for name in ("base_year", "from_year")}
        target_year = self._year(row, "target_year", needed=kind != "keep")
        phrase = row.get("name", "")
        multiplier, unit = self._unit(row, entry)
        code = self._indicator(row, phrase, kind, unit)
        target_id = row.get("target_id") or f"{self._stem}:{self._line}"
        where = f"{self._file} line {self._line}"
        if target_id in self._seen:
            self._fault("target_id", f"{target_id!r} stands already in {self._seen[target_id]}")
        elif not self._faults.count:
            self._seen[target_id] = where
        if self._faults.count:
            return None
        form = self._by_code[code].form if code in self._by_code else ""
        kind = kind or _default_type(phrase, form, entry, years["from_year"])
        if kind == "cumulative" and target_year and not years["from_year"]:
            years["from_year"] = (years["base_year"] or target_year - 5) + 1
        place = row.get("place", "")
        text = row.get
        return Target(
            target_id=target_id,
            place=place,
            level=text("level", "") or level_of(place),
            indicator=code,
            phrase=phrase or (self._by_code[code].name_zh if code in self._by_code else ""),
            type=kind,
            operator=text("operator", "") or (entry.operator if entry else ""),
            value=entry.times(multiplier) if entry else None,
            unit=unit,
            canonical_unit=canonical_unit(unit),
            low=None,
            high=None,
            qualifier=text("qualifier", ""),
            base_value=base.times(multiplier) if base else None,
            base_year=years["base_year"],
            from_year=years["from_year"],
            target_year=target_year,
            nature=text("nature", "") or "not_stated",
            class_=text("class", "") or ("yearly_plan" if kind == "yearly" else "outline"),
            plan=text("plan", "") or text("title", ""),
            version=text("version", ""),
            price=text("price", ""),
            coverage=text("coverage", ""),
            main=text("main", "") == "yes",
            applies_to_district={"yes": True, "no": False}.get(text("applies_to_district", "")),
            source_id=source.source_id if source else text("source_id", ""),
            confidence=text("confidence", "") or (source.confidence if source else "secondary"),
            resolution=text("resolution", ""),
            note=text("note", ""),
            sentence=text("sentence", ""),
            surface=text("surface", ""),
        )

    def _unit(self, row: dict[str, str], entry: Entry | None) -> tuple[int, str]:
        """The multiplier and the unit of a row: of its unit column, else behind its value."""
        printed = row.get("unit", "")
        multiplier, unit = parse_unit(printed)
        own = parse_unit(entry.unit)[1].printed if entry and entry.unit else ""
        if unit is NO_UNIT:
            return 1, printed or own
        if own and canonical_unit(own) != unit.canonical:
            self._fault("unit", f"{printed!r}, but the value is in {own!r}", "one unit")
        return multiplier, unit.printed

    def _indicator(self, row: dict[str, str], phrase: str, kind: str, unit: str) -> str:
        """The code of a row: as given, by its Chinese name, or by the patterns of the codebook."""
        given = row.get("indicator", "")
        if given in self._by_code or (not given and "indicator" in row and phrase):
            return given
        name = given or phrase
        if name in self._by_name:
            return self._by_name[name].code
        if given:
            known = [*self._by_code, *self._by_name]
            looked_up = len(given) < 60 and self._faults.count < _MOST_FAULTS
            near = difflib.get_close_matches(given, known, 3, 0.5) if looked_up else []
            right = " or ".join(near) or "a code or name of the codebook, or a column name"
            self._fault("indicator", f"{given[:40]!r} is unknown", right)
            return ""
        if not phrase:
            self._fault("name", "empty", "what is measured")
            return ""
        changes = kind in ("mean_growth", "rise")
        return find_code(self._codebook, phrase, canonical_unit(unit), changes)

    def _source(self, row: dict[str, str]) -> Source | None:
        title, url = row.get("title", ""), row.get("url", "")
        date = _DATE.fullmatch(row.get("date", ""))
        if row.get("date") and date is None:
            self._fault("date", f"{row['date']!r} is no date", "2021-03-12, 2021-03 or 2021")
        if url and _URL.fullmatch(url) is None:
            self._fault("url", f"{url[:60]!r} is no address", "https://…")
        if not title:
            if any(row.get(name) for name in _SOURCE):
                self._fault("title", "empty", "the title of the source")
            return None
        parts = [] if date is None else [part for part in date.groups() if part]
        published = "-".join(part.zfill(2) for part in parts)
        confidence = row.get("confidence") or ("primary" if ".gov.cn" in url else "secondary")
        publisher = row.get("publisher", "")
        source_id = row.get("source_id") or f"{self._stem}:{title}"
        return Source(source_id, title, publisher, "", published, "", url, confidence)


def _default_type(phrase: str, form: str, entry: Entry | None, from_year: int | None) -> str:
    """The type where a row gives none, by the words of its name and the form of its indicator."""
    if entry is None:
        return "qualitative"
    if "年均" in phrase + entry.words:
        return "mean_growth"
    if "累计" in phrase + entry.words or entry.bracketed or from_year is not None:
        return "cumulative"
    return "yearly" if form == "growth" else "level"


def _open(path: Path) -> TextIOWrapper:
    """The file as text, UTF-8 or, as spreadsheets in China save it, GB 18030."""
    try:
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", path, "a CSV file") from None
    if b"\0" in head or head.startswith(b"PK"):
        raise InputError("this is no CSV file", path, "a table saved as CSV (UTF-8)")
    try:
        head.decode("utf-8-sig")
        encoding = "utf-8-sig"
    except UnicodeDecodeError as error:
        encoding = "utf-8-sig" if error.start > len(head) - 4 else "gb18030"
    return path.open(encoding=encoding, newline="")
