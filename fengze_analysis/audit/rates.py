"""A rate that moved by 4%: of itself or by points, with the base each reading implies."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from ..wording import round_readable
from .arithmetic import base_of_growth, common, hull, minus
from .changes import is_growth, is_rate_change, rate_levels, signed
from .evidence import Evidence
from .findings import Amount, Expected, Name, Said, make_finding
from .passages import Figure, Passage

RULE = "ambiguous_change"


def find_ambiguous_changes(evidence: Evidence) -> Iterator[Finding]:
    """A finding on each change of a rate: in % it can be read in two ways, in 个百分点 in one."""
    for passage in evidence.passages:
        for change in passage.figures:
            if change.row.kind == "change" and change.row.canonical_unit == "个百分点":
                yield _finding(evidence, "points", passage, [change])
            elif is_growth(change) and is_rate_change(passage, change):
                levels = rate_levels(passage, change)
                for level in levels:
                    yield _two_readings(evidence, passage, level, change)
                if not levels:
                    yield _finding(evidence, "no_level", passage, [change])


def _finding(evidence: Evidence, case: str, passage: Passage, figures: list[Figure]) -> Finding:
    change = figures[-1]
    return make_finding(
        evidence, RULE, case, [passage], figures,
        said={"change": change, "name": Name(figures[0])}, printed=change.row.value,
    )  # fmt: skip


def _two_readings(evidence: Evidence, passage: Passage, level: Figure, change: Figure) -> Finding:
    moved = signed(change, change.interval)
    points = minus(level.interval, moved)
    percent = base_of_growth(level.interval, moved)
    places = evidence.parameters.places
    if percent is None:
        return _finding(evidence, "no_level", passage, [level, change])
    both = common(points, percent)
    said: dict[str, Said] = {
        "level": level,
        "change": change,
        "name": Name(level),
        "points": Amount(round_readable(points, places), "%"),
        "percent": Amount(round_readable(percent, places), "%"),
        "both": Amount(round_readable(both or points, places), "%"),
    }
    return make_finding(
        evidence, RULE, "apart" if both is None else "overlap", [passage], [level, change],
        said=said, printed=level.row.value,
        expected=Expected(hull(points, percent), "%"),
    )  # fmt: skip
