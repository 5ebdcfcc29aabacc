"""A rate that moved by 4%: of itself or by points, with the base each reading implies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..interval import Interval
from ..model import Finding
from .arithmetic import base_of_growth, common, hull, minus
from .changes import is_growth, is_rate_change, rate_levels, signed
from .context import Context
from .findings import Amount, Expected, Name, Value, make_finding
from .passages import Figure, Passage

RULE = "ambiguous_change"


def find_ambiguous_changes(context: Context) -> Iterator[Finding]:
    """A finding on each change of a rate: in % it can be read in two ways, in 个百分点 in one."""
    for passage in context.passages:
        for change in passage.figures:
            if change.row.kind == "change" and change.row.canonical_unit == "个百分点":
                yield _finding(context, "points", passage, change)
            elif is_growth(change) and is_rate_change(passage, change):
                levels = rate_levels(passage, change)
                yield _two_readings(context, passage, levels, change)


def _finding(context: Context, case: str, passage: Passage, change: Figure) -> Finding:
    return make_finding(
        context, RULE, case, [passage], [change],
        values={"change": Amount.printed(change), "name": Name.of(change)},
        printed=change.row.value, group=f"{RULE}.{case}",
    )  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A rate after a change, and what it was before: by points, and by a relative change."""

    level: Figure
    points: Interval
    relative: Interval

    @property
    def both(self) -> Interval | None:
        """What both readings leave possible, ``None`` where they do not meet."""
        return common(self.points, self.relative)


def _two_readings(
    context: Context, passage: Passage, levels: tuple[Figure, ...], change: Figure
) -> Finding:
    moved = signed(change, change.interval)
    read = [
        Reading(level, minus(level.interval, moved), relative)
        for level in levels
        if (relative := base_of_growth(level.interval, moved)) is not None
    ]
    if not read:
        return _finding(context, "no_level", passage, change)
    apart = [one for one in read if one.both is None]
    case = ("several_" if len(read) > 1 else "") + ("apart" if apart else "overlap")
    values: dict[str, Value] = {
        "change": Amount.printed(change),
        "levels": tuple(Amount.printed(one.level) for one in read),
        "names": tuple(Name.of(one.level) for one in read),
        "points": tuple(Amount(one.points, "%") for one in read),
        "relative": tuple(Amount(one.relative, "%") for one in read),
        "apart": tuple(Name.of(one.level) for one in apart),
    }
    widest = read[0] if not apart else apart[0]
    return make_finding(
        context, RULE, case, [passage], [*(one.level for one in read), change], values=values,
        printed=change.row.value, expected=Expected(hull(widest.points, widest.relative), "%"),
        group=f"{RULE}.overlap" if not apart else "",
    )  # fmt: skip
