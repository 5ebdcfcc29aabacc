"""The register of known misprints: shown beside the printed figure, never instead of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from ..errors import InputError
from ..model import Document, Statement

_TOLD = "no, or the date (2024-01-31) on which the issuer was told"


@dataclass(frozen=True, slots=True)
class Correction:
    """A printed figure that is known to be wrong.

    ``guard`` is the text around the figure: where it no longer stands there, the source has
    changed and the entry must be looked at again. ``issuer_told`` is ``no`` or an ISO date.
    """

    report_id: str
    start: int
    surface: str
    should_be: str
    evidence: str
    guard: str
    issuer_told: str


def parse_corrections(entries: object, report_id: str) -> tuple[Correction, ...]:
    """The corrections of a report from its parsed YAML: a list of mappings, or nothing.

    >>> entry = {"start": 4, "surface": "8.6亿元", "should_be": "8.7亿元", "evidence": "更正通知",
    ...          "guard": "税费优惠8.6亿元", "issuer_told": False}
    >>> parse_corrections([entry], "made-up")[0].issuer_told
    'no'
    """
    if isinstance(entries, Mapping):
        entries = entries.get("corrections")
    if entries is None:
        return ()
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        raise InputError("no list of corrections", report_id, "a list of entries")
    found = tuple(_parse_entry(entry, report_id) for entry in entries)
    starts = [correction.start for correction in found]
    twice = next((start for start in starts if starts.count(start) > 1), None)
    if twice is not None:
        raise InputError("two corrections of one figure", f"{report_id}, start {twice}", "one")
    return found


def check_corrections(corrections: Sequence[Correction], document: Document) -> None:
    """Raise ``InputError`` where the source no longer reads as a correction says."""
    for one in corrections:
        where = f"{document.report_id}, start {one.start}"
        if not document.text.startswith(one.surface, one.start):
            what = f"“{one.surface}” no longer stands at the position of its correction"
            raise InputError(what, where, "the position of the figure in this text")
        within = (found.start() for found in re.finditer(re.escape(one.surface), one.guard))
        starts = (one.start - offset for offset in within if offset <= one.start)
        if not any(document.text.startswith(one.guard, start) for start in starts):
            what = f"the text around “{one.surface}” has changed"
            raise InputError(what, where, f"“{one.guard}”")


def join_corrections(
    rows: Sequence[Statement], corrections: Sequence[Correction]
) -> list[tuple[Statement, Correction | None]]:
    """Every row as printed and, beside it, its correction or ``None``.

    Raises ``InputError`` for a correction whose figure is no row.
    """
    known = {correction.start: correction for correction in corrections}
    joined = [(row, known.pop(row.start, None)) for row in rows]
    for stray in known.values():
        what = f"no figure “{stray.surface}” was read where it is corrected"
        where = f"{stray.report_id}, start {stray.start}"
        raise InputError(what, where, "the start of a row of the outcomes table")
    return joined


def _parse_entry(entry: object, report_id: str) -> Correction:
    names = {field.name for field in fields(Correction)} - {"report_id"}
    if not isinstance(entry, Mapping) or set(entry) != names:
        raise InputError(f"correction {entry!r}", report_id, "the keys " + " ".join(sorted(names)))
    start = entry["start"]
    if not isinstance(start, int) or isinstance(start, bool) or start < 0:
        raise InputError(f"start {start!r}", report_id, "the position of the figure in the text")
    where = f"{report_id}, start {start}"
    texts = {name: entry[name] for name in names - {"start", "issuer_told"}}
    for name, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{name} {text!r}", where, "words, in quotes")
    if texts["surface"] not in texts["guard"]:
        what = f"the guard “{texts['guard']}” lacks the figure"
        raise InputError(what, where, f"words around “{texts['surface']}”")
    told = entry["issuer_told"]
    try:  # YAML reads no and a date as values of its own
        told = "no" if told in (False, "no") else date.fromisoformat(str(told)[:10]).isoformat()
    except ValueError:
        raise InputError(f"issuer_told {told!r}", where, _TOLD) from None
    return Correction(report_id=report_id, start=start, issuer_told=told, **texts)
