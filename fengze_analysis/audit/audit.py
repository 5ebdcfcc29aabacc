"""The audit of a report: the findings of every rule, its points to verify, the known misprints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..errors import InputError
from ..lexicon import read_rows
from ..model import Document, Finding, Indicator, Published, Source, Statement, is_date
from ..rounding import HALF_UP, ROUNDING_RULES
from . import arithmetic, counts, elsewhere, unsaid
from .context import Context

FINDERS = (
    counts.find_percentages,
    elsewhere.find_other_publications,
    elsewhere.find_repeated_facts,
    arithmetic.find_sums,
    arithmetic.find_shares,
    arithmetic.find_growths,
    arithmetic.find_ambiguous_changes,
    counts.find_listed_names,
    arithmetic.find_ceilings,
    arithmetic.find_unit_values,
    unsaid.find_unstated_periods,
    unsaid.find_unclear_stocks,
    unsaid.find_rank_claims,
    unsaid.find_vague_quantifiers,
)
MOST_POINTS = 7  # that are shown


@cache
def load_rules() -> tuple[str, ...]:
    """The rules in the order in which findings are listed, the weightiest first.

    Their texts are in ``messages/``: ``audit.rule.ID.name``, meaning, tolerance and origin.

    >>> load_rules()[0]
    'attainable_percentage'
    """
    return tuple(row["rule"] for row in read_rows("rules.csv", __package__))


def audit(
    document: Document,
    statements: Iterable[Statement],
    published: Iterable[Published] = (),
    sources: Iterable[Source] = (),
    indicators: Iterable[Indicator] = (),
    *,
    rounding: str = HALF_UP,
) -> list[Finding]:
    """Every finding on a report, in the order of the rules and of the text.

    ``rounding`` is the rule the statements were read with. A rule without a case in the report
    says so in one finding of its own. Raises :class:`InputError` where a statement does not stand
    in ``document``.
    """
    if rounding not in ROUNDING_RULES:
        raise InputError(f"rounding {rounding!r}", "the audit", " ".join(ROUNDING_RULES))
    rows = tuple(statements)
    for row in rows:
        if document.text[row.start : row.end] != row.surface:
            what = f"“{row.surface}” does not stand at its position"
            raise InputError(what, row.row_id, "rows of this text")
    by_id = {source.source_id: source for source in sources}
    by_code = {indicator.code: indicator for indicator in indicators}
    context = Context(document, rows, published, by_id, by_code, rounding)
    found = [finding for find in FINDERS for finding in find(context)]
    silent = set(load_rules()).difference(finding.rule for finding in found)
    found += [context.finding(rule, "none", [], {"rule": rule}, key="none") for rule in silent]
    return sorted(found, key=lambda finding: load_rules().index(finding.rule))


@dataclass(frozen=True)
class Point:
    """Alike findings, put to the issuer as one question; the weightiest comes first."""

    group: str
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row for finding in self.findings for row in finding.rows))


@dataclass(frozen=True)
class Summary:
    """What is counted of an audit: ``agreed`` are the tested findings that held, also rounded."""

    tested: int
    agreed: int
    contradictions: int
    points: tuple[Point, ...]

    @property
    def shown(self) -> tuple[Point, ...]:
        return self.points[:MOST_POINTS]


def summary(findings: Iterable[Finding]) -> Summary:
    """The counts of an audit, and its points to verify: alike findings, the weightiest first."""
    held = list(findings)
    groups: dict[str, list[Finding]] = {}
    for finding in sorted((one for one in held if one.weight), key=lambda one: -one.weight):
        groups.setdefault(finding.group, []).append(finding)
    points = tuple(Point(name, tuple(group)) for name, group in groups.items())
    tested = [one.outcome for one in held if one.tested]
    agreed = sum(outcome in ("consistent", "rounding") for outcome in tested)
    contradictions = sum(one.outcome == "contradiction" for one in held)
    return Summary(len(tested), agreed, contradictions, points)


_START = "the position of the figure in the text"
_TOLD = "no, or the date (2024-01-31) on which the issuer was told"


class Correction(NamedTuple):
    """A printed figure that is known to be wrong.

    ``guard`` is the text around the figure: where it no longer stands there, the source has
    changed and the entry must be looked at again. ``issuer_told`` is ``no`` or an ISO date.
    """

    start: int
    surface: str
    should_be: str
    evidence: str
    guard: str
    issuer_told: str


def parse_corrections(entries: object, report_id: str) -> tuple[Correction, ...]:
    """The corrections of a report from its YAML, texts as written: a list of mappings, or nothing.

    >>> entry = {"start": "4", "surface": "8.6亿元", "should_be": "8.7亿元", "evidence": "更正通知",
    ...          "guard": "税费优惠8.6亿元", "issuer_told": "no"}
    >>> parse_corrections([entry], "made-up")[0].issuer_told
    'no'
    """
    entries = (entries.get("corrections") if isinstance(entries, Mapping) else entries) or []
    if not isinstance(entries, list):
        raise InputError("no list of corrections", report_id, "a list of entries")
    found = tuple(_parse_entry(entry, report_id) for entry in entries)
    starts = [correction.start for correction in found]
    twice = next((start for start in starts if starts.count(start) > 1), None)
    if twice is not None:
        raise InputError("two corrections of one figure", f"{report_id}, start {twice}", "one")
    return found


def _parse_entry(entry: object, report_id: str) -> Correction:
    if not isinstance(entry, Mapping) or set(entry) != set(Correction._fields):
        right = "the keys " + " ".join(sorted(Correction._fields))
        raise InputError(f"correction {entry!r}", report_id, right)
    start, told = entry["start"], "no" if entry["issuer_told"] == "false" else entry["issuer_told"]
    if not isinstance(start, str) or not re.fullmatch("[0-9]{1,9}", start):
        raise InputError(f"start {str(start)[:40]!r}", report_id, _START)
    where = f"{report_id}, start {start}"
    for name in ("surface", "should_be", "evidence", "guard"):
        if not isinstance(entry[name], str) or not entry[name].strip():
            raise InputError(f"{name} {str(entry[name])[:40]!r}", where, "words")
    if entry["surface"] not in entry["guard"]:
        what = f"the guard “{entry['guard']}” lacks the figure"
        raise InputError(what, where, f"words around “{entry['surface']}”")
    if told != "no" and not is_date(str(told)):
        raise InputError(f"issuer_told {str(told)[:40]!r}", where, _TOLD)
    return Correction(**{**entry, "start": int(start), "issuer_told": told})


def match_corrections(
    corrections: Sequence[Correction], document: Document, rows: Iterable[Statement]
) -> dict[str, Correction]:
    """The corrections by the ``row_id`` of the figure that they correct.

    Raises ``InputError`` where the text no longer reads as a correction says, or its figure is
    no row.
    """
    known = {row.start: row.row_id for row in rows}
    for one in corrections:
        where = f"{document.report_id}, start {one.start}"
        if not document.text.startswith(one.surface, one.start):
            what = f"“{one.surface}” no longer stands at the position of its correction"
            raise InputError(what, where, "the position of the figure in this text")
        first = max(0, one.start + len(one.surface) - len(one.guard))
        if one.guard not in document.text[first : one.start + len(one.guard)]:
            what = f"the text around “{one.surface}” has changed"
            raise InputError(what, where, f"“{one.guard}”")
        if one.start not in known:
            what = f"no figure “{one.surface}” was read where it is corrected"
            raise InputError(what, where, "the start of a row of the outcomes table")
    return {known[one.start]: one for one in corrections}
