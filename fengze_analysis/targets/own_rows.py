"""A row of an analyst's own table: friendly forms taken, each fault named."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import cast

from ..extraction.naming import codebook_of
from ..extraction.tabular import parse_unit
from ..lexicon import read_rows
from ..lexicon.units import NO_UNIT, canonical_unit
from ..model import Indicator, Source, Target
from ..schema.records import row_from_cells
from ..schema.tables import table
from .entries import Entry, parse_entry
from .plan import level_of
from .tables import find_code

SOURCE_COLUMNS = ("title", "publisher", "date", "url")
COLUMNS = frozenset(
    ("name", *SOURCE_COLUMNS, *(column.name for column in table("targets").columns))
)
# Worked out from what is written, or of the text that a written table came from.
_COMPUTED = frozenset(
    (
        *("name", "indicator", "phrase", "type", "value", "unit", "canonical_unit", "low", "high"),
        *("base_value", "base_year", "from_year", "target_year", "start", "end", *SOURCE_COLUMNS),
    )
)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0)?\s*(?:年(?:底|末|度)?)?")
_DATE = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2}))?(?:[-./月]([0-9]{1,2}))?[年月日]?")
_URL = re.compile(r"https?://\S+")
_INERT = re.compile("^'(?=[=+@-])")  # what keeps a cell from being a formula in a spreadsheet
_LONGEST_NAME = 60

# Told what is wrong in a row: the column, what, and what says what would be right.
Tell = Callable[[str, str, str | Callable[[], str]], None]


@cache
def forms(column: str) -> dict[str, str]:
    """What may be written in ``column`` (``""``: as its name) → what it means."""
    rows = read_rows("target_forms.csv")
    found = {row["written"]: row["means"] for row in rows if row["column"] == column}
    return forms("main") if column == "applies_to_district" else found


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """The codes of each column that has a closed list of them."""
    columns = table("targets").columns
    return {
        one.name: ("yes", "no") if one.type == "boolean" else one.codes
        for one in columns
        if one.codes or one.type == "boolean"
    }


class RowReader:
    """Reads rows of own tables with a codebook; what is wrong is told to ``tell``."""

    def __init__(self, indicators: tuple[Indicator, ...], tell: Tell) -> None:
        self._told = tell
        self._faulty = False
        self._by_code = {one.code: one for one in indicators}
        self._by_name = {one.name_zh: one for one in indicators}
        self._codebook = codebook_of(indicators)

    def read(self, written: dict[str, str], target_id: str) -> tuple[Target, Source | None] | None:
        """The target of a row and the source it brings, ``None`` once there is any fault."""
        stripped = {name: _INERT.sub("", cell.strip()) for name, cell in written.items() if name}
        row = {name: self._code(name, cell) for name, cell in stripped.items()}
        source = self._source(row, target_id.partition(":")[0])
        target = self._target(row, row.get("target_id") or target_id, source)
        return (target, source) if target else None

    def _tell(self, column: str, what: str, right: str | Callable[[], str]) -> None:
        self._faulty = True
        self._told(column, what, right)

    def _code(self, name: str, cell: str) -> str:
        """A cell as its code, a friendly form taken."""
        means = forms(name).get(cell, cell)
        codes = _codes().get(name, ())
        if codes and means and means not in codes:
            allowed = [*codes, *list(forms(name))[:6]]
            self._tell(name, f"{cell!r} is not allowed", lambda: ", ".join(allowed))
            return ""
        return means

    def _year(self, row: dict[str, str], name: str, needed: bool = False) -> int | None:
        cell = row.get(name, "")
        match = _YEAR.fullmatch(cell)
        if match is None and (cell or needed):
            self._tell(name, f"{cell!r} is no year" if cell else "empty", "a year like 2025")
        return int(match[1]) if match else None

    def _number(self, row: dict[str, str], name: str, needed: bool) -> Entry | None:
        cell = row.get(name, "")
        entry = parse_entry(cell) if cell else None
        if entry is not None and entry.value is not None and not entry.rest:
            return entry
        if cell or needed:
            what = f"{cell!r} is no number" if cell else "empty"
            self._tell(name, what, "a number like 14.9, 1,234, 8.6亿元, >=95, 2/3 or 5..8")
        return None

    def _target(self, row: dict[str, str], target_id: str, source: Source | None) -> Target | None:
        kind, phrase = row.get("type", ""), row.get("name", "")
        entry = self._number(row, "value", needed=kind != "qualitative")
        base = self._number(row, "base_value", needed=False)
        base_year, from_year = self._year(row, "base_year"), self._year(row, "from_year")
        target_year = self._year(row, "target_year", needed=kind != "keep")
        multiplier, unit = self._unit(row, entry)
        code = self._indicator(row, phrase, kind, unit)
        if self._faulty:
            return None
        indicator = self._by_code.get(code)
        kind = kind or _default_type(phrase, indicator, entry, from_year)
        if kind == "cumulative" and target_year and not from_year:
            from_year = (base_year or target_year - 5) + 1
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
        cells = {name: row[name] for name in row if row[name] and name not in _COMPUTED}
        target = row_from_cells("targets", {**defaults, **cells, "target_id": target_id})
        return replace(
            cast("Target", target),
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
        own = parse_unit(entry.unit)[1].printed if entry and entry.unit else ""
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
        name = given or phrase
        if name in self._by_name:
            return self._by_name[name].code
        if given:
            self._tell("indicator", f"{given[:40]!r} is unknown", lambda: self._near(given))
            return ""
        if not phrase and not row.get("sentence"):  # read from a plan: its sentence says it
            self._tell("name", "empty", "what is measured")
            return ""
        changes = kind in ("mean_growth", "rise")
        return find_code(self._codebook, phrase, canonical_unit(unit), changes)

    def _near(self, given: str) -> str:
        known = [*self._by_code, *self._by_name]
        near = difflib.get_close_matches(given[:_LONGEST_NAME], known, 3, 0.5)
        return " or ".join(near) or "a code or name of the codebook, or a column name"

    def _source(self, row: dict[str, str], file: str) -> Source | None:
        title, url = row.get("title", ""), row.get("url", "")
        date = _DATE.fullmatch(row.get("date", ""))
        if row.get("date") and date is None:
            self._tell("date", f"{row['date']!r} is no date", "2021-03-12, 2021-03 or 2021")
        if url and _URL.fullmatch(url) is None:
            self._tell("url", f"{url[:60]!r} is no address", "https://…")
        if not title:
            if any(row.get(name) for name in SOURCE_COLUMNS):
                self._tell("title", "empty", "the title of the source")
            return None
        parts = [] if date is None else [part for part in date.groups() if part]
        published = "-".join(part.zfill(2) for part in parts)
        confidence = row.get("confidence") or ("primary" if ".gov.cn" in url else "secondary")
        publisher = row.get("publisher", "")
        source_id = row.get("source_id") or f"{file}:{title}"
        return Source(source_id, title, publisher, "", published, "", url, confidence)


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
