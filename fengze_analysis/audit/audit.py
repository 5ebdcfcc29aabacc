"""The audit of a report: every rule of the list, each with the findings it makes."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import InputError
from ..model import Document, Finding, Indicator, Published, Source, Statement
from ..rounding import HALF_UP, ROUNDING_RULES
from . import attainable, facts, growth, listed, published, rates, shares, sums, unsaid
from .context import Context
from .rules import load_rules

FINDERS = (
    attainable.find_percentages,
    published.find_other_publications,
    facts.find_repeated_facts,
    sums.find_sums,
    shares.find_shares,
    growth.find_growths,
    rates.find_ambiguous_changes,
    listed.find_listed_names,
    rates.find_ceilings,
    shares.find_unit_values,
    unsaid.find_unstated_periods,
    unsaid.find_unclear_stocks,
    unsaid.find_rank_claims,
    unsaid.find_vague_quantifiers,
)


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
    found: dict[str, list[Finding]] = {rule: [] for rule in load_rules()}
    for find in FINDERS:
        for finding in find(context):
            found[finding.rule].append(finding)
    for rule, findings in found.items():
        if not findings:
            findings.append(context.finding(rule, "none", [], {"rule": rule}, key="none"))
    return [finding for findings in found.values() for finding in findings]
