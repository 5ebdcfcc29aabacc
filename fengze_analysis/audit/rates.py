"""Rates: a change of one by 4% can be read in two ways, and none passes its ceiling."""

from __future__ import annotations

from collections.abc import Iterator

from ..interval import Interval
from ..model import Finding
from ..values import Amount
from .arithmetic import HUNDRED, base_of_growth
from .context import Context, Expected
from .innocent import same_ground
from .naming import ends_in_rate, names_rate, of_years
from .passages import Figure, Values
from .rules import only_words, says

CHANGE, CEILING = "ambiguous_change", "share_at_ceiling"


def is_growth(figure: Figure) -> bool:
    """Whether the figure is a change in per cent or in 倍."""
    return figure.row.kind == "change" and figure.row.canonical_unit in ("%", "倍")


def signed(change: Figure, interval: Interval) -> Interval:
    """``interval`` of a change as movement in per cent: 下降0.5% is -0.5, 增长1.5倍 is 150."""
    percent = interval.scale(HUNDRED) if change.row.canonical_unit == "倍" else interval
    falls = change.row.direction == "down" and (change.number or 0) >= 0
    return -percent if falls else percent


def rate_levels(change: Figure) -> list[Figure]:
    """The rates whose change ``change`` prints: all listed before 均, else the one beside it."""
    figures, words = change.passage.figures, change.own_words
    behind = figures[change.index + 1 : change.index + 2]
    if behind and behind[0].is_percent and names_rate(words):
        between = change.up_to(behind[0])
        if between and only_words(between, "link", "to"):
            return list(behind)  # 上线率提升4%，达到87.34%
    if not only_words(words, "link", "move", "each"):
        return []
    levels = [change]
    while levels[0].index and (says(words, "each") or levels == [change]):
        before = figures[levels[0].index - 1]
        if not before.is_percent or levels[0].clause - before.clause > 1:
            break
        levels.insert(0, before)
    return levels[:-1]


def find_ambiguous_changes(context: Context) -> Iterator[Finding]:
    """A finding on each change of a rate: in % it can be read in two ways, in 个百分点 in one."""
    for change in context.figures:
        values: Values = {"change": change, "name": change.name}
        if change.row.kind == "change" and change.row.canonical_unit == "个百分点":
            yield context.finding(CHANGE, "points", [change], values, printed=change.value)
        words = change.own_words
        doubled = change.row.canonical_unit == "倍"  # can be read in one way only
        if not change.is_outcome or not is_growth(change) or doubled or of_years(words):
            continue
        beside = rate_levels(change)
        # 占支出的74.5%，增长15% is said of the amount, not of the share
        levels = [one for one in beside if ends_in_rate(one.own_words)]
        if levels:
            yield from _two_readings(context, levels, change)
        elif not beside and ends_in_rate(words) and says(words, "move"):
            yield context.finding(CHANGE, "no_level", [change], values, printed=change.value)


def _two_readings(context: Context, levels: list[Figure], change: Figure) -> Iterator[Finding]:
    """What each rate was before, by points and by a relative change, unless only one can be."""
    moved = signed(change, change.interval)
    points = [level.interval - moved for level in levels]
    relative = [base for one in levels if (base := base_of_growth(one.interval, moved)) is not None]
    if len(relative) < len(levels) or any(map(_beyond, points)):
        return
    pairs = enumerate(zip(points, relative, strict=True))
    apart = [n for n, (one, other) in pairs if not one.meets(other)]
    case = ("several_" if len(levels) > 1 else "") + ("apart" if apart else "overlap")
    values: Values = {
        "change": change,
        "levels": tuple(level.amount for level in levels),
        "names": tuple(level.name for level in levels),
        "points": tuple(Amount(one, "%") for one in points),
        "relative": tuple(Amount(one, "%") for one in relative),
        "apart": tuple(levels[n].name for n in apart),
    }
    yield context.finding(
        CHANGE, case, [*levels, change], values,
        printed=change.value, expected=Expected(points[apart[0] if apart else 0], "%"),
    )  # fmt: skip


def _beyond(earlier: Interval) -> bool:
    """Whether a rate would have been outside 0 to 100."""
    low, high = earlier.low, earlier.high
    return (high is not None and high <= 0) or (low is not None and low >= HUNDRED)


def find_ceilings(context: Context) -> Iterator[Finding]:
    """A finding on each rate that is printed as 100% or more: it is kept, or asked about."""
    for figure in context.figures:
        if not figure.is_percent or figure.number is None or figure.number < HUNDRED:
            continue
        words = figure.before + figure.label
        if not names_rate(words) or says(words, "plan"):
            continue  # 占年度计划108% has no ceiling
        case = "gain_unknown" if says(figure.before, "gain") else "kept"
        if figure.number > HUNDRED:
            case = "passed" if says(words, "bounded") and same_ground(figure) else "maybe_passed"
        values: Values = {"name": figure.name, "share": figure}
        yield context.finding(CEILING, case, [figure], values, printed=figure.value)
