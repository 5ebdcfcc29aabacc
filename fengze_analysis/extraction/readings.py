"""A person's corrections of what was read: each tied to the characters it corrects."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import InputError
from ..model import Statement
from .extract import Extraction
from ..lexicon.units import canonical_unit

COLUMNS = ("start", "surface", "value", "unit", "kind", "indicator", "who", "why")
KINDS = ("amount", "share", "change", "multiple", "rank", "duration", "none")


@dataclass(frozen=True, slots=True)
class Reading:
    """A manual reading: where, the printed characters, the right value, unit, kind, indicator.

    ``kind`` ``none`` says that the characters are no figure. ``who`` and ``why`` are owed.
    """

    start: int
    surface: str
    value: str
    unit: str
    kind: str
    indicator: str
    who: str
    why: str


def parse_readings(text: str, where: str = "readings.csv") -> tuple[Reading, ...]:
    """The readings of a CSV; raises :class:`InputError` for a fault, with its line.

    >>> header = "start,surface,value,unit,kind,indicator,who,why"
    >>> rows = f"{header}\\n4,3万,30000,人,amount,,editor,单位见表头"
    >>> parse_readings(rows)[0].value
    '30000'
    """
    rows = csv.DictReader(text.splitlines())
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise InputError("the header is another", where, ",".join(COLUMNS))
    return tuple(_parse(row, f"{where}, line {line}") for line, row in enumerate(rows, 2))


def _parse(row: dict[str, str], where: str) -> Reading:
    if not (row["start"] or "").isdigit():
        raise InputError(f"start {row['start']!r}", where, "a position in the text")
    if row["kind"] not in KINDS:
        raise InputError(f"kind {row['kind']!r}", where, " ".join(KINDS))
    owed = [name for name in ("surface", "who", "why") if not row[name]]
    if owed:
        raise InputError(f"{', '.join(owed)} empty", where, "who corrected what, and why")
    return Reading(int(row["start"]), *(row[name] or "" for name in COLUMNS[1:]))


def apply_readings(extraction: Extraction, readings: Sequence[Reading]) -> Extraction:
    """The extraction with the readings in place, each shown as ``manual``.

    Raises :class:`InputError` where a reading's characters no longer stand at its position.
    """
    observations = list(extraction.statements)
    unread = list(extraction.unread)
    for reading in readings:
        end = _check_surface(extraction.document.text, reading)
        replaced = [one for one in observations if one.start < end and reading.start < one.end]
        observations = [one for one in observations if one not in replaced]
        unread = [one for one in unread if not (one.start < end and reading.start < one.end)]
        if reading.kind != "none":
            old = replaced[0] if replaced else _blank(extraction, reading.start)
            observations.append(_correct(old, reading, end))
    observations.sort(key=lambda one: one.start)
    return Extraction(extraction.document, tuple(observations), tuple(unread))


def _check_surface(text: str, reading: Reading) -> int:
    """The end of what is corrected, if the characters still stand there."""
    end = reading.start + len(reading.surface)
    found = text[reading.start : end]
    if found != reading.surface:
        raise InputError(
            f"manual reading of {reading.surface!r}: {found!r} stands there now",
            f"position {reading.start}",
            "a position where the surface stands",
        )
    return end


def _correct(old: Statement, reading: Reading, end: int) -> Statement:
    low, _, high = reading.value.partition("..")
    return old._replace(
        row_id=f"{old.section}.{old.item}.{reading.start}",
        start=reading.start,
        end=end,
        surface=reading.surface,
        value=reading.value,
        unit=reading.unit,
        canonical_unit=canonical_unit(reading.unit),
        low=low,
        high=high or low,
        kind=reading.kind,
        indicator=reading.indicator or old.indicator,
        reading="manual",
    )


def _blank(extraction: Extraction, start: int) -> Statement:
    """A row without a figure for what was not read at ``start``."""
    document = extraction.document
    texts = dict.fromkeys(Statement._fields, "") | {"reading": "rule"}
    located = {"report_id": document.report_id, "place": document.place, "approx": "exact"}
    numbers = {"section": "0", "item": "0"}
    item = next((one for one in document.items if one.start <= start < one.end), None)
    if item is not None:
        numbers = {"section": item.section, "item": item.item}
        sentences = (one for one in item.sentences if one.start <= start < one.end)
        located["heading"] = item.heading or item.section_heading
        located["sentence"] = next((one.text for one in sentences), "")
    return Statement(**{**texts, **located, **numbers, "start": 0, "end": 0})  # type: ignore[arg-type]
