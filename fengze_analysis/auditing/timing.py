"""Figures whose period is not printed, and counts that may be a stock or the year's flow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding
from .evidence import Evidence
from .findings import make_finding, where_words
from .passages import Figure, Passage
from .rules import any_word

PERIOD, STOCK = "period_not_stated", "stock_or_flow_not_stated"
_DATED_KINDS = ("amount", "share", "change", "multiple")


def find_unstated_periods(evidence: Evidence) -> Iterator[Finding]:
    """For each measure with figures, how many of them carry no period of their own."""
    for (section, item), passages in evidence.measures():
        figures = [f for p in passages for f in p.figures if f.row.kind in _DATED_KINDS]
        bare = [figure for figure in figures if not figure.row.period]
        if not figures:
            continue
        yield make_finding(
            evidence, PERIOD, "unstated" if bare else "stated", [], bare or figures,
            said={
                "where": where_words(section, item), "figures": len(figures), "bare": len(bare),
            },
            printed=str(len(bare)), key=f"{section}.{item}",
        )  # fmt: skip


def find_unclear_stocks(evidence: Evidence) -> Iterator[Finding]:
    """A finding on each count whose words fit a stock as well as a flow (建成1400个)."""
    for passage in evidence.passages:
        for figure in passage.figures if not passage.looks_ahead else ():
            case = _case(passage, figure)
            if case:
                yield make_finding(
                    evidence, STOCK, case, [passage], [figure],
                    said={"name": figure.label, "figure": figure}, printed=figure.row.value,
                )  # fmt: skip


def _case(passage: Passage, figure: Figure) -> str:
    """``unclear`` only where a word of completion stands and no word of time or of stock."""
    row = figure.row
    if row.kind != "amount" or not _completed(passage.own_words(figure)):
        return ""
    following = "".join(
        passage.clause_text(n) for n in (figure.clause + 1,) if n < len(passage.clauses)
    )
    share_of_plan = following if following.startswith("占") else ""
    words = figure.before + figure.label + row.status + row.period + share_of_plan
    if any_word("stock").search(words):
        return "stock"
    return "flow" if row.period or any_word("flow").search(words) else "unclear"


def _completed(words: str) -> bool:
    """Whether a word of completion opens the words of a figure, or stands right before it."""
    bare = re.sub(f"^(?:{any_word('adverb').pattern})+", "", words)
    either = any_word("either")
    return any(m.start() == 0 or m.end() == len(bare) for m in either.finditer(bare))
