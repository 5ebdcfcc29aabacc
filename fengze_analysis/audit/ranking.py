"""Findings as points to verify, in the order of what an answer could change, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Finding

AT_MOST = 7
_AGREED = ("consistent", "rounding")


@dataclass(frozen=True)
class Point:
    """Alike findings, put to the issuer as one question; the weightiest comes first."""

    group: str
    findings: tuple[Finding, ...]

    @property
    def weight(self) -> int:
        """What an answer could change, as the weightiest of its findings has it."""
        return self.findings[0].weight

    @property
    def rows(self) -> tuple[str, ...]:
        """Every row that is read in it, once."""
        return tuple(dict.fromkeys(row for finding in self.findings for row in finding.rows))


@dataclass(frozen=True)
class Summary:
    """What is counted of an audit, once for all pages.

    ``tested`` findings held one thing against another, ``agreed`` of them held (also within
    rounding). ``points`` are all that could be asked, ``shown`` those for a page, ``left`` the
    number of the others.
    """

    outcomes: Mapping[str, int]
    tested: int
    agreed: int
    points: tuple[Point, ...]

    @property
    def shown(self) -> tuple[Point, ...]:
        """The points of a page: at most seven."""
        return self.points[:AT_MOST]

    @property
    def left(self) -> int:
        """How many points stand in the annex alone."""
        return len(self.points) - len(self.shown)

    @property
    def contradictions(self) -> int:
        """How many findings are contradictions."""
        return self.outcomes.get("contradiction", 0)


def points(findings: Iterable[Finding]) -> tuple[Point, ...]:
    """The points to verify: groups of findings with a weight, the weightiest first."""
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: -one.weight):
        if finding.weight:
            groups.setdefault(finding.group, []).append(finding)
    return tuple(Point(name, tuple(group)) for name, group in groups.items())


def summary(findings: Iterable[Finding]) -> Summary:
    """The counts of an audit."""
    held = list(findings)
    tested = [one.outcome for one in held if one.tested]
    agreed = sum(outcome in _AGREED for outcome in tested)
    return Summary(Counter(one.outcome for one in held), len(tested), agreed, points(held))
