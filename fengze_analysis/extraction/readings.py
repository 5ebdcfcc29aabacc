"""A person's corrections of what was read: each tied to the characters it corrects."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InputError
from ..interval import Interval, decimal_or_fraction, parse_exact
from ..lexicon.units import canonical_unit
from ..model import Document, Period, Quantity, Sentence, Statement
from ..schema.tables import Fault, TableError, table
from .extract import Extraction, heading_of

OWED = ("start", "surface", "who", "why")
CORRECTED = ("value", "unit", "kind", "sense", "year", "place", "phrase", "indicator")
NONE = "none"  # takes away: a year, a code, or the figure itself (kind)
_BEYOND = "beyond"
_PARSED: dict[str, tuple[Callable[[str], Any], str]] = {
    "value": (parse_exact, "60.5, 2/3 or 30..50"),
    "year": (Period.parse, "2023, 2021-2025, 2024H1, 2024Q1, 2024-03 or none"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A manual reading: where, the printed characters, and what a person corrects and why."""

    start: int
    surface: str
    changes: Mapping[str, Any]  # typed values by column of the outcomes
    is_figure: bool
    who: str
    why: str


def parse_readings(
    text: str, where: str = "readings.csv", codes: Collection[str] | None = None
) -> tuple[Reading, ...]:
    """The readings of a CSV, whose codes must be among ``codes`` if these are given.

    An empty cell leaves what was read; ``none`` takes a year or a code away, as a kind it says that
    the characters are no figure. Raises :class:`InputError` for a header that is another, and
    :class:`TableError` with what is wrong in each line.

    >>> rows = "start,surface,year,indicator,who,why\\n4,3万,2021-2025,none,editor,五年合计"
    >>> parse_readings(rows)[0].changes["indicator"], str(parse_readings(rows)[0].changes["year"])
    ((), '2021-2025')
    """
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines(), restkey=_BEYOND)
    header = tuple(rows.fieldnames or ())
    unknown = [name for name in header if name not in (*OWED, *CORRECTED)]
    missing = [name for name in OWED if name not in header]
    if unknown or missing or len(set(header)) < len(header):
        fault = f"columns unknown: {', '.join(unknown)}" if unknown else "the header is another"
        raise InputError(fault, where, f"{','.join(OWED)} and any of {','.join(CORRECTED)}")
    found, faults = list[Reading](), list[Fault]()
    for row in rows:
        place = f"line {rows.line_num}"
        try:
            found.append(_parse(row, f"{where}, {place}", codes))
        except InputError as error:
            faults.append(Fault(where, place, "", error.what, error.right))
    if faults:
        raise TableError(faults)
    return tuple(found)


def _parse(row: dict[str, Any], where: str, codes: Collection[str] | None) -> Reading:
    if row.pop(_BEYOND, None):
        raise InputError("more cells than the header has", where, "one cell a column")
    cells = {name: (value or "").strip() for name, value in row.items()}
    if not cells["start"].isdigit():
        raise InputError(f"start {cells['start']!r}", where, "a position in the text")
    if owed := [name for name in ("surface", "who", "why") if not cells[name]]:
        raise InputError(f"{', '.join(owed)} empty", where, "who corrected what, and why")
    given = {name: cells[name] for name in CORRECTED if cells.get(name)}
    if not given:
        raise InputError("nothing is corrected", where, f"one of {' '.join(CORRECTED)}")
    changes = {
        "indicator_phrase" if name == "phrase" else name: _typed(name, cell, where, codes)
        for name, cell in given.items()
    }
    start, surface, who, why = (cells[name] for name in OWED)
    return Reading(int(start), surface, changes, changes.get("kind") != NONE, who, why)


def _typed(name: str, cell: str, where: str, codes: Collection[str] | None) -> Any:
    """What a cell corrects its column to; raises :class:`InputError` where it cannot be that."""
    if name in ("year", "indicator") and cell == NONE:
        return None if name == "year" else ()
    if name in _PARSED:
        parse, right = _PARSED[name]
        try:
            return parse(cell)
        except (ValueError, ZeroDivisionError):
            raise InputError(f"{name} {cell!r}", where, right) from None
    if name in ("kind", "sense"):
        allowed = (*table("outcomes").column(name).codes, *([NONE] if name == "kind" else []))
        if cell not in allowed:
            raise InputError(f"{name} {cell!r}", where, " ".join(allowed))
    if name != "indicator":
        return cell
    found = tuple(cell.split(";"))
    if codes is not None and (unknown := [code for code in found if code not in codes]):
        raise InputError(f"indicator {', '.join(unknown)}", where, "codes of the codebook, none")
    return found


def apply_readings(extraction: Extraction, readings: Sequence[Reading]) -> Extraction:
    """The extraction with the readings in place, each shown as ``manual``, by whom and why.

    Raises :class:`InputError` where a reading's characters no longer stand at its position.
    """
    statements = list(extraction.statements)
    unread = list(extraction.unread)
    for reading in readings:
        end = reading.start + len(reading.surface)
        if (found := extraction.document.text[reading.start : end]) != reading.surface:
            fault = f"manual reading of {reading.surface!r}: {found!r} stands there now"
            where = f"position {reading.start}"
            raise InputError(fault, where, "a position where the surface stands")
        replaced = [one for one in statements if one.start < end and reading.start < one.end]
        statements = [one for one in statements if one not in replaced]
        unread = [one for one in unread if not (one.start < end and reading.start < one.end)]
        if reading.is_figure:
            old = replaced[0] if replaced else _blank(extraction.document, reading)
            statements.append(_correct(old, reading, end))
    statements.sort(key=lambda one: one.start)
    return Extraction(extraction.document, tuple(statements), tuple(unread))


def _correct(old: Statement, reading: Reading, end: int) -> Statement:
    """The row with what the person corrects; a value that is not touched keeps its interval."""
    changes = dict(reading.changes)
    if "value" in changes and changes["value"] != old.value:
        low = high = value = changes["value"]
        if isinstance(value, Interval):
            ends = (value.low, value.high)
            low, high = (None if end is None else decimal_or_fraction(end) for end in ends)
        changes |= {"low": low, "high": high}
    if "unit" in changes:
        changes["canonical_unit"] = canonical_unit(changes["unit"])
    if "year" in changes:
        changes["year_from"] = "manual" if changes["year"] else ""
    return old._replace(
        **changes,
        row_id=f"{old.section}.{old.item}.{reading.start}",
        start=reading.start,
        end=end,
        surface=reading.surface,
        reading="manual",
        read_by=reading.who,
        read_why=reading.why,
        offset=old.offset + reading.start - old.start,
    )


def _blank(document: Document, reading: Reading) -> Statement:
    """A row for what was not read at the reading's position: its value and kind are owed."""
    if missing := [name for name in ("value", "kind") if name not in reading.changes]:
        where = f"manual reading of {reading.surface!r}, position {reading.start}"
        raise InputError(f"{', '.join(missing)} empty", where, "no figure was read there")
    start = reading.start
    item = next((one for one in document.items if one.start <= start < one.end), None)
    sentences = item.sentences if item else ()
    inside = (one for one in sentences if one.start <= start < one.end)
    sentence = next(inside, Sentence(start, start, ""))
    offset = len(document.text[sentence.start : start].lstrip())
    section, number, heading = heading_of(item)
    nothing = Quantity(start, start, "", Interval(None, None), "", "", None, None, "", "exact", "")
    return Statement(
        *(document.report_id, "", section, number, heading, sentence.text, *nothing),
        *("", "", (), "outcome", None, "", document.place, "", ""),
        offset=offset,
    )
