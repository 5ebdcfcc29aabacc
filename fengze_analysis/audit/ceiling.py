"""A rate at or above its ceiling: 100% is a level kept, and a share cannot pass it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from .changes import names_rate
from .evidence import Evidence
from .findings import Name, make_finding
from .passages import Figure
from .published import latest_earlier_level
from .rules import any_word

RULE = "share_at_ceiling"


def find_ceilings(evidence: Evidence) -> Iterator[Finding]:
    """A finding on each share that is printed as 100% or more."""
    for passage, figure in evidence.figures:
        case, source_id = _case(evidence, figure)
        if case:
            yield make_finding(
                evidence, RULE, case, [passage], [figure],
                said={"name": Name(figure), "share": figure}, printed=figure.row.value,
                source_id=source_id,
            )  # fmt: skip


def _case(evidence: Evidence, figure: Figure) -> tuple[str, str]:
    row = figure.row
    words = figure.before + figure.label
    rate = row.kind == "share" and row.canonical_unit == "%" and names_rate(words)
    if figure.number is None or not rate or any_word("plan").search(words):
        return "", ""  # 占年度计划108% has no ceiling
    if figure.number > 100:
        return ("passed" if any_word("bounded").search(words) else "maybe_passed"), ""
    if figure.number < 100:
        return "", ""
    if not any_word("gain").search(figure.before):
        return "kept", ""
    known = latest_earlier_level(evidence, row)
    if known is None:
        return "gain_unknown", ""
    return ("gain" if known.number < 100 else "no_gain"), known.row.source_id
