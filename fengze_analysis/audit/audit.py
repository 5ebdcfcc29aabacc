"""The audit of a report: every rule of the list, each with the findings it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from ..model import Document, Finding, Indicator, Observation, Published, Source
from .attainable import find_percentages
from .ceiling import find_ceilings
from .evidence import AuditParameters, Evidence, gather_evidence
from .facts import find_repeated_facts
from .findings import make_finding
from .growth import find_bases, find_growths
from .listed import find_listed_names
from .per_unit import find_unit_values
from .published import find_other_publications
from .rates import find_ambiguous_changes
from .rules import Rule, load_rules
from .shares import find_plans, find_shares
from .statements import (
    count_claims_without_figure,
    find_rank_claims,
    find_vague_quantifiers,
)
from .sums import find_sums
from .timing import find_unclear_stocks, find_unstated_periods

Finder = Callable[[Evidence], Iterator[Finding]]
FINDERS: dict[str, tuple[Finder, ...]] = {
    "sum_of_parts": (find_sums,),
    "share_against_level": (find_shares,),
    "growth_against_levels": (find_growths,),
    "implied_base": (find_plans, find_bases),
    "attainable_percentage": (find_percentages,),
    "names_listed": (find_listed_names,),
    "per_unit_value": (find_unit_values,),
    "same_fact": (find_repeated_facts,),
    "ambiguous_change": (find_ambiguous_changes,),
    "vague_quantifier": (find_vague_quantifiers,),
    "period_not_stated": (find_unstated_periods,),
    "stock_or_flow_not_stated": (find_unclear_stocks,),
    "rank_claim": (find_rank_claims,),
    "claims_without_figure": (count_claims_without_figure,),
    "share_at_ceiling": (find_ceilings,),
    "other_publication": (find_other_publications,),
}


def audit(
    document: Document,
    observations: Sequence[Observation],
    published: Sequence[Published] = (),
    sources: Sequence[Source] = (),
    parameters: AuditParameters | None = None,
    indicators: Iterable[Indicator] = (),
) -> list[Finding]:
    """Every finding on a report, in the order of the rules and of the text.

    ``indicators`` name the figures in English. A rule without a case in the report says so in one
    finding of its own (不适用). Raises ``InputError`` where an observation does not stand in
    ``document``.
    """
    evidence = gather_evidence(
        document, observations, published, sources, parameters or AuditParameters(), indicators
    )
    return [finding for rule in load_rules() for finding in _apply(rule, evidence)]


def _apply(rule: Rule, evidence: Evidence) -> list[Finding]:
    found = list(chain.from_iterable(find(evidence) for find in FINDERS[rule.id]))
    if found:
        return found
    said = {"name_zh": rule.name_zh, "name_en": rule.name_en}
    return [make_finding(evidence, rule.id, "none", [], said=said, key="none")]
