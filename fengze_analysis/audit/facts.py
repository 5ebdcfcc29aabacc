"""The same fact in two places of one report."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from .context import Context
from .innocent import same_ground, same_subject
from .naming import bare_name, coverage, names_subject
from .passages import Figure, Values
from .rules import any_word, is_word

RULE = "same_fact"
Key = tuple[object, ...]


def find_repeated_facts(context: Context) -> Iterator[Finding]:
    """A finding on each figure whose subject, unit, place and year came before."""
    first: dict[Key, Figure] = {}
    for figure in context.figures:
        key = _key(figure)
        if key is None or figure.passage.looks_ahead:
            continue
        earlier = first.setdefault(key, figure)
        case = _case(earlier, figure)
        if case:
            row = figure.row
            values: Values = {
                "name": earlier.name, "first": earlier, "second": figure,
                "place": row.place, "year": row.year or "",
            }  # fmt: skip
            yield context.finding(RULE, case, [earlier, figure], values, printed=row.value)


def _key(figure: Figure) -> Key | None:
    """What makes two figures one fact: all of it printed; ``None`` where any of it is not said.

    A year that only the section gives is no proof. A phrase without a code must say itself that
    it is of the whole area (全市…): 新增森林公园 may be those of one programme.
    """
    row = figure.row
    if not (figure.is_outcome and row.place and row.year_from in ("sentence", "manual")):
        return None
    name = bare_name(row.indicator_phrase)
    if row.year is None or not names_subject(name) or is_word(name, "generic"):
        return None
    if not row.indicator and (row.kind == "rank" or not any_word("whole_area").match(figure.label)):
        return None
    said = (row.indicator, coverage(name)) if row.indicator else name
    return (said, row.kind, row.canonical_unit, row.place, row.year, row.direction)


def _case(one: Figure, two: Figure) -> str:
    """Two figures that differ are two facts (a total and a part) unless their ground is one."""
    if one.passage is two.passage or not (one.exact and two.exact):
        return ""  # 突破4000亿元大关、达4522亿元 is one figure said twice
    if one.number is not None and one.number == two.number:
        return "agrees"
    if one.widest.meets(two.widest):
        return "rounds"
    return "contradicts" if same_ground(one, two) and same_subject(one, two) else ""
