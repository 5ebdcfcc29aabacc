"""The same fact in two places of one report."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from .evidence import Evidence
from .findings import Name, make_finding
from .likeness import bare_name
from .passages import Figure, Passage
from .rules import any_word

RULE = "same_fact"
_SHORTEST_NAME = 5
Placed = tuple[Passage, Figure]
Key = tuple[str, ...]


def find_repeated_facts(evidence: Evidence) -> Iterator[Finding]:
    """A finding on each figure whose indicator, unit, period and place came before."""
    first: dict[Key, Placed] = {}
    for passage, figure in evidence.figures:
        key = _key(passage, figure)
        if key is None:
            continue
        earlier = first.setdefault(key, (passage, figure))
        case = _case(earlier, (passage, figure))
        if case:
            yield _finding(evidence, case, earlier, (passage, figure))


def _key(passage: Passage, figure: Figure) -> Key | None:
    """What makes two figures one fact; ``None`` for a name too general, an aim or a forecast."""
    row, name = figure.row, bare_name(figure.label)
    general = len(name) < _SHORTEST_NAME or any_word("generic").fullmatch(name)
    if (general and not row.indicator) or passage.looks_ahead:
        return None
    coverage = (row.canonical_unit, row.place, row.period_year, row.status, row.direction)
    return (row.indicator or name, row.kind, *coverage)


def _case(first: Placed, second: Placed) -> str:
    (passage, one), (other, two) = first, second
    if one is two:
        return ""
    if one.number is not None and one.number == two.number:
        return "agrees"
    if one.widest.meets(two.widest):
        return "rounds"
    dated = one.row.period == two.row.period != ""
    if passage == other or not (dated or one.row.indicator):
        return ""  # total and part, or two facts of one name
    exact = one.row.approx == two.row.approx == "exact"
    name = bare_name(one.label)
    named = name == bare_name(two.label) and not any_word("generic").fullmatch(name)
    return "contradicts" if exact and dated and named else "differs"


def _finding(evidence: Evidence, case: str, first: Placed, second: Placed) -> Finding:
    (passage, one), (other, two) = first, second
    return make_finding(
        evidence, RULE, case, [passage, other], [one, two],
        said={"name": Name(one), "first": one, "second": two}, printed=two.row.value,
    )  # fmt: skip
