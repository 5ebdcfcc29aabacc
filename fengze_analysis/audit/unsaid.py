"""What is merely unsaid: periods, stock or flow, numbers in words, the proof of a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from ..model import Finding
from ..values import Claim, MeasurePart, NamedAmount
from .context import Context, Mention, Passage, Values
from .words import any_word, says

PERIOD, STOCK = "period_not_stated", "stock_or_flow_not_stated"
VAGUE, RANK = "vague_quantifier", "rank_claim"
ALL = "report"  # the key of what is one finding on the whole report
_DATED_KINDS = ("amount", "share", "change", "multiple")
_COUNTED = re.compile("[0-9一二三四五六七八九十百千万亿余两几数上更很]$")
_CONTEXT = 12
Claims: TypeAlias = list[tuple[Passage, Claim]]


def find_unstated_periods(context: Context) -> Iterator[Finding]:
    """One finding: how many figures carry no period of their own, measure by measure."""
    all_in = {
        measure: [f for p in passages for f in p.figures if f.row.kind in _DATED_KINDS]
        for measure, passages in context.measures.items()
    }
    bare_in = {measure: [f for f in held if not _is_dated(f)] for measure, held in all_in.items()}
    figures, bare = ([f for held in one.values() for f in held] for one in (all_in, bare_in))
    if figures:
        case, rows, printed = "unstated" if bare else "stated", bare or figures, Decimal(len(bare))
        parts = tuple(
            MeasurePart(*one, len(f), len(all_in[one])) for one, f in bare_in.items() if f
        )
        values: Values = {"figures": len(figures), "bare": len(bare), "parts": parts}
        yield context.finding(PERIOD, case, rows, values, printed=printed, key=ALL, passages=())


def _is_dated(figure: Mention) -> bool:
    """Whether the text itself dates the figure; a year that only its date suggests is assumed."""
    row = figure.row
    return bool(row.period) or (row.year is not None and row.year_from in ("sentence", "section"))


def find_unclear_stocks(context: Context) -> Iterator[Finding]:
    """One finding: the counts whose words fit a stock as well as a flow (建成1400个)."""
    unclear = [figure for figure in context.figures if _is_unclear(figure)]
    if unclear:
        pairs = tuple(NamedAmount(figure.name, figure.amount) for figure in unclear)
        values: Values = {"count": len(pairs), "pairs": pairs}
        yield context.finding(STOCK, "unclear", unclear, values, key=ALL)


def _is_unclear(figure: Mention) -> bool:
    """Whether a word of completion stands with a figure, and none of time or of stock."""
    passage = figure.passage
    counts = figure.is_amount and figure.is_outcome and not figure.is_money
    if not counts or _is_dated(figure) or passage.looks_ahead:
        return False
    own = any_word("adverb", form="^{}+").sub("", figure.own_words)
    done = any_word("either").finditer(own)
    if not any(match.start() == 0 or match.end() == len(own) for match in done):
        return False
    words = figure.before + figure.label + figure.row.status
    if figure.clause + 1 < len(passage.clauses):
        following = passage.clause_text(figure.clause + 1)
        words += following if following.startswith("占") else ""
    return not says(words, "stock", "flow")


def find_vague_quantifiers(context: Context) -> Iterator[Finding]:
    """One finding: the quantities given in words alone (若干, 一批, 多条)."""
    found: Claims = []
    for passage in context.passages:
        for match in any_word("vague").finditer(passage.text):
            spared = _inside(passage, match.start(), "vague_except") or passage.looks_ahead
            if not spared and not _COUNTED.search(passage.text[: match.start()]):
                low, high = next((a, b) for a, b in passage.clauses if a <= match.start() < b)
                low, high = max(low, match.start() - _CONTEXT), min(high, match.end() + _CONTEXT)
                found.append((passage, Claim(passage.text[low:high], (match.group(),))))
    yield from _claimed(context, VAGUE, "vague", found)


def find_rank_claims(context: Context) -> Iterator[Finding]:
    """One finding: the clauses that claim a rank, a first or a uniqueness, figure or not."""
    found: Claims = []
    figures: list[Mention] = []
    for passage in context.passages:
        ranks = [figure for figure in passage.figures if figure.row.kind == "rank"]
        ranks = [one for one in ranks if not _inside(passage, one.start, "rank_except")]
        told = ranks or says(passage.text, "rank", "rank_scoped")
        for number, span in enumerate(passage.clauses if told and not passage.looks_ahead else ()):
            here = [f for f in ranks if f.clause == number]
            printed = (passage.text[f.start : f.end] for f in here)
            words = tuple(dict.fromkeys([*_rank_words(passage, *span), *printed]))
            clause = passage.clause_text(number)
            if number and any_word("no_subject").match(clause):  # 居全市第1
                clause = f"{passage.clause_text(number - 1)}，{clause}"
            if words:
                found.append((passage, Claim(clause, words)))
                figures += here
    yield from _claimed(context, RANK, "claimed", found, figures)


def _claimed(
    context: Context, rule: str, case: str, found: Claims, figures: Sequence[Mention] = ()
) -> Iterator[Finding]:
    if found:
        claims = tuple(dict.fromkeys(claim for _, claim in found))
        values: Values = {"count": len(claims), "claims": claims}
        passages = [passage for passage, _ in found]
        yield context.finding(rule, case, figures, values, key=ALL, passages=passages)


def _rank_words(passage: Passage, low: int, high: int) -> list[str]:
    """The words of a clause that claim a rank; 最大 or 首批 only with the area they hold for."""
    found = list(any_word("rank").finditer(passage.text, low, high))
    if any_word("scope").search(passage.text, low, high):
        found += any_word("rank_scoped").finditer(passage.text, low, high)
    found = [match for match in found if not _inside(passage, match.start(), "rank_except")]
    return [match.group() for match in sorted(found, key=lambda match: match.start())]


def _inside(passage: Passage, position: int, purpose: str) -> bool:
    """Whether a word is part of a longer one that says something else (最大限度)."""
    longer = any_word(purpose).finditer(passage.text)
    return any(one.start() <= position < one.end() for one in longer)
