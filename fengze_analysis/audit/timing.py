"""Figures whose period is not printed, and counts that may be a stock or the year's flow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding
from .evidence import Evidence
from .findings import Name, Words, make_finding, where_words
from .passages import Figure, Passage
from .rules import any_word

PERIOD, STOCK = "period_not_stated", "stock_or_flow_not_stated"
_WHOLE_REPORT = "report"
_DATED_KINDS = ("amount", "share", "change", "multiple")


def find_unstated_periods(evidence: Evidence) -> Iterator[Finding]:
    """One finding: how many figures carry no period of their own, measure by measure."""
    figures: list[Figure] = []
    bare: list[Figure] = []
    counts: list[Words] = []
    for (section, item), passages in evidence.measures():
        dated = [f for p in passages for f in p.figures if f.row.kind in _DATED_KINDS]
        missing = [figure for figure in dated if not figure.row.period]
        figures += dated
        bare += missing
        if missing:
            where, some, total = where_words(section, item), len(missing), len(dated)
            zh, en = f"{where.zh}（{total}个中有{some}个）", f"{where.en} ({some} of {total})"
            counts.append(Words(zh, en))
    if figures:
        yield make_finding(
            evidence, PERIOD, "unstated" if bare else "stated", [], bare or figures,
            said={
                "figures": len(figures), "bare": len(bare),
                "list": Words("、".join(c.zh for c in counts), "; ".join(c.en for c in counts)),
            },
            printed=str(len(bare)), key=_WHOLE_REPORT,
        )  # fmt: skip


def find_unclear_stocks(evidence: Evidence) -> Iterator[Finding]:
    """A finding on each count whose words fit a stock as well as a flow (建成1400个)."""
    for passage in evidence.passages:
        for figure in passage.figures if not passage.looks_ahead else ():
            case = _case(passage, figure)
            if case:
                yield make_finding(
                    evidence, STOCK, case, [passage], [figure],
                    said={"name": Name(figure), "figure": figure}, printed=figure.row.value,
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
