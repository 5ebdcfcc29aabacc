"""A rate at or above its ceiling: 100% is a level kept, and a share cannot pass it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from .changes import names_rate
from .context import Context
from .findings import Amount, Name, make_finding
from .innocent import same_ground
from .passages import Figure, Passage
from .published import latest_earlier_level
from .rules import any_word

RULE = "share_at_ceiling"


def find_ceilings(context: Context) -> Iterator[Finding]:
    """A finding on each share that is printed as 100% or more."""
    for passage, figure in context.figures:
        case, source_id = _case(context, passage, figure)
        if case:
            yield make_finding(
                context, RULE, case, [passage], [figure],
                values={"name": Name.of(figure), "share": Amount.printed(figure)},
                printed=figure.row.value, group=f"{RULE}.{case}", source_id=source_id,
            )  # fmt: skip


def _case(context: Context, passage: Passage, figure: Figure) -> tuple[str, str]:
    row = figure.row
    words = figure.before + figure.label
    rate = row.kind == "share" and row.canonical_unit == "%" and names_rate(words)
    if figure.number is None or not rate or any_word("plan").search(words):
        return "", ""  # 占年度计划108% has no ceiling
    if figure.number > 100:
        bounded = any_word("bounded").search(words) and same_ground((passage, figure))
        return ("passed" if bounded else "maybe_passed"), ""
    if figure.number < 100:
        return "", ""
    if not any_word("gain").search(figure.before):
        return "kept", ""
    known = latest_earlier_level(context, row)
    if known is None:
        return "gain_unknown", ""
    return ("gain" if known.number < 100 else "no_gain"), known.row.source_id
