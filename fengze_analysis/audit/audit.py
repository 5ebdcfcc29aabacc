"""The audit of a report: the findings of every rule, and the points that they put to its issuer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import InputError
from ..lexicon import read_rows
from ..model import Document, Finding, Indicator, Published, Source, Statement
from ..rounding import HALF_UP, ROUNDING_RULES
from . import arithmetic, counts, elsewhere, unsaid
from .context import Context

FINDERS = (
    counts.find_percentages,
    elsewhere.find_other_publications,
    elsewhere.find_repeated_facts,
    arithmetic.find_sums,
    arithmetic.find_shares,
    arithmetic.find_growths,
    arithmetic.find_ambiguous_changes,
    counts.find_listed_names,
    arithmetic.find_ceilings,
    arithmetic.find_unit_values,
    unsaid.find_unstated_periods,
    unsaid.find_unclear_stocks,
    unsaid.find_rank_claims,
    unsaid.find_vague_quantifiers,
)
AT_MOST = 7


@cache
def load_rules() -> tuple[str, ...]:
    """The rules in the order in which findings are listed, the weightiest first.

    Their texts are in ``messages/``: ``audit.rule.ID.name``, meaning, tolerance and origin.

    >>> load_rules()[0]
    'attainable_percentage'
    """
    return tuple(row["rule"] for row in read_rows("rules.csv", __package__))


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
    found = [finding for find in FINDERS for finding in find(context)]
    silent = set(load_rules()).difference(finding.rule for finding in found)
    found += [context.finding(rule, "none", [], {"rule": rule}, key="none") for rule in silent]
    return sorted(found, key=lambda finding: load_rules().index(finding.rule))


@dataclass(frozen=True)
class Point:
    """Alike findings, put to the issuer as one question; the weightiest comes first."""

    group: str
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row for finding in self.findings for row in finding.rows))


@dataclass(frozen=True)
class Summary:
    """What is counted of an audit: ``agreed`` are the tested findings that held, also rounded."""

    outcomes: Mapping[str, int]
    tested: int
    agreed: int
    points: tuple[Point, ...]

    @property
    def shown(self) -> tuple[Point, ...]:
        return self.points[:AT_MOST]

    @property
    def contradictions(self) -> int:
        return self.outcomes.get("contradiction", 0)


def summary(findings: Iterable[Finding]) -> Summary:
    """The counts of an audit, and its points to verify: alike findings, the weightiest first."""
    held = list(findings)
    groups: dict[str, list[Finding]] = {}
    for finding in sorted((one for one in held if one.weight), key=lambda one: -one.weight):
        groups.setdefault(finding.group, []).append(finding)
    points = tuple(Point(name, tuple(group)) for name, group in groups.items())
    tested = [one.outcome for one in held if one.tested]
    agreed = sum(outcome in ("consistent", "rounding") for outcome in tested)
    return Summary(Counter(one.outcome for one in held), len(tested), agreed, points)
