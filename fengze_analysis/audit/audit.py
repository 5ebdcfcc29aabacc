"""The audit of a report: every rule of the list, each with the findings it makes."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Document, Finding, Indicator, Published, Source, Statement
from ..rounding import HALF_UP
from .attainable import find_percentages
from .context import gather_context, make_finding
from .facts import find_repeated_facts
from .growth import find_growths
from .listed import find_listed_names
from .published import find_other_publications
from .rates import find_ambiguous_changes, find_ceilings
from .rules import load_rules
from .shares import find_shares, find_unit_values
from .sums import find_sums
from .unsaid import (
    find_rank_claims,
    find_unclear_stocks,
    find_unstated_periods,
    find_vague_quantifiers,
)

FINDERS = (
    find_percentages,
    find_other_publications,
    find_repeated_facts,
    find_sums,
    find_shares,
    find_growths,
    find_ambiguous_changes,
    find_listed_names,
    find_ceilings,
    find_unit_values,
    find_unstated_periods,
    find_unclear_stocks,
    find_rank_claims,
    find_vague_quantifiers,
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
    context = gather_context(document, statements, published, sources, indicators, rounding)
    found: dict[str, list[Finding]] = {rule: [] for rule in load_rules()}
    for find in FINDERS:
        for finding in find(context):
            found[finding.rule].append(finding)
    for rule, findings in found.items():
        if not findings:
            values = {"rule": rule}
            findings.append(make_finding(context, rule, "none", [], values=values, key="none"))
    return [finding for findings in found.values() for finding in findings]
