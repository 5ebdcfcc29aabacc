"""Statements without a number of their own: vague quantifiers, rank claims, measures in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import Finding
from .context import Context
from .findings import WHOLE_REPORT, Claim, Part, make_finding
from .passages import Figure, Passage
from .rules import any_word

VAGUE, RANK, WORDS_ONLY = "vague_quantifier", "rank_claim", "claims_without_figure"
_COUNTED = re.compile("[0-9一二三四五六七八九十百千万亿余两几数上更很]$")
_CONTEXT = 12


def find_vague_quantifiers(context: Context) -> Iterator[Finding]:
    """One finding: the quantities given in words alone (若干, 一批, 多条)."""
    found: list[tuple[Passage, Claim]] = []
    for passage in _of_results(context):
        spared = _spans(passage, "vague_except")
        for match in any_word("vague").finditer(passage.text):
            inside = any(low <= match.start() < high for low, high in spared)
            if not inside and not _COUNTED.search(passage.text[: match.start()]):
                found.append((passage, Claim(_around(passage, match), (match.group(),))))
    yield from _one_finding(context, VAGUE, "vague", found, [])


def find_rank_claims(context: Context) -> Iterator[Finding]:
    """One finding: the clauses that claim a rank, a first or a uniqueness, figure or not."""
    found: list[tuple[Passage, Claim]] = []
    figures: list[Figure] = []
    for passage in _of_results(context):
        for number, (low, high) in enumerate(passage.clauses):
            ranks = [f for f in passage.figures if f.clause == number and f.row.kind == "rank"]
            printed = (passage.text[f.start : f.end] for f in ranks)
            words = dict.fromkeys([*_claims(passage, low, high), *printed])
            if words:
                found.append((passage, Claim(_with_subject(passage, number), tuple(words))))
                figures += ranks
    yield from _one_finding(context, RANK, "claimed", found, figures)


def _one_finding(
    context: Context,
    rule: str,
    case: str,
    found: list[tuple[Passage, Claim]],
    figures: list[Figure],
) -> Iterator[Finding]:
    if found:
        claims = tuple(dict.fromkeys(claim for _, claim in found))
        yield make_finding(
            context, rule, case, [passage for passage, _ in found], figures,
            values={"count": len(claims), "claims": claims}, key=WHOLE_REPORT,
        )  # fmt: skip


def count_claims_without_figure(context: Context) -> Iterator[Finding]:
    """For each measure, how many of its clauses carry a figure: a count, not a judgement."""
    for (section, item), passages in context.measures.items():
        body = [passage for passage in passages if not passage.heading]
        if not body:
            continue
        clauses = sum(len(passage.clauses) for passage in body)
        carrying = sum(len({f.clause for f in passage.figures}) for passage in body)
        figures = [figure for passage in body for figure in passage.figures]
        yield make_finding(
            context, WORDS_ONLY, "counted", [], figures,
            values={
                "parts": (Part(section, item, carrying, clauses),),
                "figures": len(figures), "words_only": clauses - carrying,
            },
            printed=Decimal(carrying), key=f"{section}.{item}", group=WORDS_ONLY,
        )  # fmt: skip


def _of_results(context: Context) -> list[Passage]:
    return [passage for passage in context.passages if not passage.looks_ahead]


def _claims(passage: Passage, low: int, high: int) -> list[str]:
    """The words of a clause that claim a rank; 最大 or 首批 only with the area they hold for."""
    spared = _spans(passage, "rank_except")
    scoped = any_word("scope").search(passage.text, low, high)
    found = [
        match
        for purpose in ("rank", *(["rank_scoped"] if scoped else []))
        for match in any_word(purpose).finditer(passage.text, low, high)
        if not any(a <= match.start() < b for a, b in spared)
    ]
    return [match.group() for match in sorted(found, key=lambda match: match.start())]


def _spans(passage: Passage, purpose: str) -> list[tuple[int, int]]:
    return [match.span() for match in any_word(purpose).finditer(passage.text)]


def _around(passage: Passage, match: re.Match[str]) -> str:
    low, high = next(
        (a, b) for a, b in (*passage.clauses, (0, len(passage.text))) if a <= match.start() < b
    )
    return passage.text[max(low, match.start() - _CONTEXT) : min(high, match.end() + _CONTEXT)]


def _with_subject(passage: Passage, number: int) -> str:
    """A clause, behind the one before it where it begins without a subject (居全市第1)."""
    clause = passage.clause_text(number)
    if number == 0 or not any_word("no_subject").match(clause):
        return clause
    return f"{passage.clause_text(number - 1)}，{clause}"
