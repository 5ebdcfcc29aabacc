"""A rate that moved by 4%: of itself or by points, with the base each reading implies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..interval import Interval
from ..model import Finding
from .arithmetic import base_of_growth, common, hull, minus
from .changes import ends_in_rate, is_growth, rate_levels, signed
from .context import Context
from .findings import Amount, Expected, Name, Value, make_finding
from .innocent import of_years
from .passages import Figure, Passage
from .rules import any_word

RULE = "ambiguous_change"


def find_ambiguous_changes(context: Context) -> Iterator[Finding]:
    """A finding on each change of a rate: in % it can be read in two ways, in 个百分点 in one."""
    for passage in context.passages:
        for change in passage.figures:
            if change.row.kind == "change" and change.row.canonical_unit == "个百分点":
                yield _finding(context, "points", passage, change)
            elif change.row.sense == "outcome" and is_growth(change):
                yield from _ambiguous(context, passage, change)


def _ambiguous(context: Context, passage: Passage, change: Figure) -> Iterator[Finding]:
    """The finding on a change said of rates; 占支出的74.5%，增长15% is said of the amount."""
    words = passage.own_words(change)
    if of_years(words):
        return
    beside = rate_levels(passage, change)
    levels = [one for one in beside if ends_in_rate(passage.own_words(one))]
    if levels:
        yield from _two_readings(context, passage, levels, change)
    elif not beside and ends_in_rate(words) and any_word("move").search(words):
        yield _finding(context, "no_level", passage, change)


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
    def settled(self) -> bool:
        """Whether points cannot be meant: the rate would have been outside 0 to 100."""
        low, high = self.points.low, self.points.high
        return (high is not None and high <= 0) or (low is not None and low >= 100)

    @property
    def both(self) -> Interval | None:
        """What both readings leave possible, ``None`` where they do not meet."""
        return common(self.points, self.relative)


def _two_readings(
    context: Context, passage: Passage, levels: list[Figure], change: Figure
) -> Iterator[Finding]:
    moved = signed(change, change.interval)
    read = [
        Reading(level, minus(level.interval, moved), relative)
        for level in levels
        if (relative := base_of_growth(level.interval, moved)) is not None
    ]
    if not read or any(one.settled for one in read):
        return
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
    yield make_finding(
        context, RULE, case, [passage], [*(one.level for one in read), change], values=values,
        printed=change.row.value, expected=Expected(hull(widest.points, widest.relative), "%"),
        group=f"{RULE}.overlap" if not apart else "",
    )  # fmt: skip
