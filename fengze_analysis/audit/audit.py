"""The audit of a report: every rule of the list, each with the findings it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ..model import Document, Finding, Indicator, Published, Source, Statement
from ..rounding import HALF_UP
from .attainable import find_percentages
from .ceiling import find_ceilings
from .claims import count_claims_without_figure, find_rank_claims, find_vague_quantifiers
from .context import Context, gather_context
from .facts import find_repeated_facts
from .findings import make_finding
from .growth import find_bases, find_growths
from .listed import find_listed_names
from .per_unit import find_unit_values
from .published import find_other_publications
from .rates import find_ambiguous_changes
from .rules import load_rules
from .shares import find_plans, find_shares
from .sums import find_sums
from .timing import find_unclear_stocks, find_unstated_periods

Finder = Callable[[Context], Iterator[Finding]]
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
    return [finding for rule in load_rules() for finding in _apply(rule.id, context)]


def _apply(rule: str, context: Context) -> list[Finding]:
    found = list(chain.from_iterable(find(context) for find in FINDERS[rule]))
    return found or [make_finding(context, rule, "none", [], values={"rule": rule}, key="none")]
