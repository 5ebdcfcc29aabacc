"""Figures whose period is not printed, and counts that may be a stock or the year's flow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import Finding
from .context import Context
from .findings import WHOLE_REPORT, Pair, Part, make_finding
from .passages import Figure, Passage
from .rules import any_word

GROUP = "period"
PERIOD, STOCK = "period_not_stated", "stock_or_flow_not_stated"
_DATED_KINDS = ("amount", "share", "change", "multiple")


def find_unstated_periods(context: Context) -> Iterator[Finding]:
    """One finding: how many figures carry no period of their own, measure by measure."""
    figures: list[Figure] = []
    bare: list[Figure] = []
    parts: list[Part] = []
    for (section, item), passages in context.measures.items():
        dated = [f for p in passages for f in p.figures if f.row.kind in _DATED_KINDS]
        missing = [figure for figure in dated if not _is_dated(figure)]
        figures += dated
        bare += missing
        if missing:
            parts.append(Part(section, item, len(missing), len(dated)))
    if figures:
        yield make_finding(
            context, PERIOD, "unstated" if bare else "stated", [], bare or figures,
            values={"figures": len(figures), "bare": len(bare), "parts": tuple(parts)},
            printed=Decimal(len(bare)), key=WHOLE_REPORT, group=GROUP,
        )  # fmt: skip


def _is_dated(figure: Figure) -> bool:
    """Whether the text itself dates the figure; a year that only its date suggests is assumed."""
    row = figure.row
    return bool(row.period) or (row.year is not None and row.year_from in ("sentence", "section"))


def find_unclear_stocks(context: Context) -> Iterator[Finding]:
    """One finding: the counts whose words fit a stock as well as a flow (建成1400个)."""
    unclear = [
        (passage, figure)
        for passage, figure in context.figures
        if not passage.looks_ahead and _is_unclear(passage, figure)
    ]
    if unclear:
        yield make_finding(
            context, STOCK, "unclear", [passage for passage, _ in unclear],
            [figure for _, figure in unclear],
            values={"count": len(unclear), "pairs": tuple(Pair.of(f) for _, f in unclear)},
            key=WHOLE_REPORT, group=GROUP,
        )  # fmt: skip


def _is_unclear(passage: Passage, figure: Figure) -> bool:
    """Whether a word of completion stands with a figure, and none of time or of stock."""
    row = figure.row
    dated = row.year is not None and row.year_from == "sentence"
    if row.kind != "amount" or row.sense != "outcome" or row.period or dated:
        return False
    if not _completed(passage.own_words(figure)):
        return False
    following = "".join(
        passage.clause_text(n) for n in (figure.clause + 1,) if n < len(passage.clauses)
    )
    share_of_plan = following if following.startswith("占") else ""
    words = figure.before + figure.label + row.status + share_of_plan
    return not any_word("stock").search(words) and not any_word("flow").search(words)


def _completed(words: str) -> bool:
    """Whether a word of completion opens the words of a figure, or stands right before it."""
    bare = re.sub(f"^(?:{any_word('adverb').pattern})+", "", words)
    either = any_word("either")
    return any(m.start() == 0 or m.end() == len(bare) for m in either.finditer(bare))
