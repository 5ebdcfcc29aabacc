"""What stage and relation each figure of a report has: the two codes that several figures show."""

from __future__ import annotations

from collections.abc import Iterable

from fengze_analysis.model import Comparison, Indicator, Observation
from fengze_analysis.plotting.style import keys_of

UNSTAGED = "unstaged"


def stage_of_rows(
    observations: Iterable[Observation], indicators: Iterable[Indicator]
) -> dict[str, str]:
    """The place in the results chain of each row, by its first code; ``unstaged`` without one."""
    stages = {indicator.code: indicator.stage for indicator in indicators}
    return {row.row_id: stages.get(row.indicator.split(";")[0], UNSTAGED) for row in observations}


def relation_of_rows(comparisons: Iterable[Comparison]) -> dict[str, str]:
    """The strongest relation of each row: a verdict before a plan of the year, and so on.

    The same fact elsewhere is a matter of the audit and counts as nothing to hold against.
    """
    order = {key: rank for rank, key in enumerate(keys_of("relation"))}
    found: dict[str, str] = {}
    for row in comparisons:
        relation = row.relation if row.relation in order else "none"
        if order[relation] < order[found.get(row.row_id, "none")]:
            found[row.row_id] = relation
        found.setdefault(row.row_id, relation)
    return found
