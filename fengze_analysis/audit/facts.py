"""The same fact in two places of one report."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from .context import Context, make_finding
from .index import bare_name
from .innocent import Placed, names_subject, same_ground, same_subject
from .passages import Figure
from .rules import any_word

RULE = "same_fact"
Key = tuple[object, ...]


def find_repeated_facts(context: Context) -> Iterator[Finding]:
    """A finding on each figure whose subject, unit, place and year came before."""
    first: dict[Key, Placed] = {}
    for passage, figure in context.figures:
        key = _key(figure)
        if key is None or passage.looks_ahead:
            continue
        earlier = first.setdefault(key, (passage, figure))
        case = _case(earlier, (passage, figure))
        if case:
            yield _finding(context, case, earlier, (passage, figure))


def _key(figure: Figure) -> Key | None:
    """What makes two figures one fact: all of it printed; ``None`` where any of it is not said.

    A year that only the section gives is no proof. A phrase without a code must say itself that
    it is of the whole area (全市…): 新增森林公园 may be those of one programme.
    """
    row, name = figure.row, bare_name(figure.row.indicator_phrase)
    if row.sense != "outcome" or not row.place or row.year is None:
        return None
    told = row.year_from in ("sentence", "manual") and names_subject(name)
    if not told or any_word("generic").fullmatch(name):
        return None
    whole = row.kind != "rank" and any_word("whole_area").match(figure.label)
    if not row.indicator and not whole:
        return None
    covered = frozenset(any_word("coverage").findall(name))
    said = (row.indicator, covered) if row.indicator else name
    return (said, row.kind, row.canonical_unit, row.place, row.year, row.direction)


def _case(first: Placed, second: Placed) -> str:
    """Two figures that differ are two facts (a total and a part) unless their ground is one."""
    (passage, one), (other, two) = first, second
    if passage is other or not one.row.approx == two.row.approx == "exact":
        return ""  # 突破4000亿元大关、达4522亿元 is one figure said twice
    if one.number is not None and one.number == two.number:
        return "agrees"
    if one.widest.meets(two.widest):
        return "rounds"
    same = same_ground(first, second) and same_subject(first, second)
    return "contradicts" if same else ""


def _finding(context: Context, case: str, first: Placed, second: Placed) -> Finding:
    (passage, one), (other, two) = first, second
    return make_finding(
        context, RULE, case, [passage, other], [one, two],
        values={
            "name": one.name, "first": one.amount, "second": two.amount,
            "place": one.row.place, "year": one.row.year or "",
        },
        printed=two.row.value,
    )  # fmt: skip
