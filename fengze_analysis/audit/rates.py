"""Rates: a change of one by 4% can be read in two ways, and none passes its ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..interval import Interval
from ..model import Finding
from .arithmetic import HUNDRED, base_of_growth, common, negate
from .context import Context, Expected, make_finding
from .innocent import of_years, same_ground
from .passages import Figure, Passage
from .rules import any_word, only_words
from .values import Amount, Value

CHANGE, CEILING = "ambiguous_change", "share_at_ceiling"


def is_growth(figure: Figure) -> bool:
    """Whether the figure is a change in per cent or in 倍."""
    return figure.row.kind == "change" and figure.row.canonical_unit in ("%", "倍")


def signed(change: Figure, interval: Interval) -> Interval:
    """``interval`` of a change as movement in per cent: 下降0.5% is -0.5, 增长1.5倍 is 150."""
    percent = interval.scale(HUNDRED) if change.row.canonical_unit == "倍" else interval
    falls = change.row.direction == "down" and (change.number or 0) >= 0
    return negate(percent) if falls else percent


def names_rate(words: str) -> bool:
    """Whether the words name a rate.

    >>> names_rate("区属学校高考本科上线率"), names_rate("劳动生产率"), names_rate("税收")
    (True, False, False)
    """
    return any_word("rate").search(any_word("rate_except").sub("", words)) is not None


def ends_in_rate(words: str) -> bool:
    """Whether what the words are said of is a rate by its name.

    >>> ends_in_rate("区属学校高考本科上线率达到"), ends_in_rate("支出301亿元，占预算支出的")
    (True, False)
    """
    bare = any_word("rate_except").sub("", words)
    rates = list(any_word("rate").finditer(bare))
    return bool(rates) and only_words(bare[rates[-1].end() :], "link", "move", "to")


def rate_levels(passage: Passage, change: Figure) -> list[Figure]:
    """The rates whose change ``change`` prints: all listed before 均, else the one beside it."""
    index, words = passage.figures.index(change), passage.own_words(change)
    behind = passage.figures[index + 1 : index + 2]
    if behind and behind[0].is_percent and names_rate(words):
        between = passage.between(change, behind[0])
        if between and only_words(between, "link", "to"):
            return list(behind)  # 上线率提升4%，达到87.34%
    if not only_words(words, "link", "move", "each"):
        return []
    levels: list[Figure] = []
    last = change
    for figure in reversed(passage.figures[:index]):
        if not figure.is_percent or last.clause - figure.clause > 1:
            break
        levels.insert(0, figure)
        last = figure
        if not any_word("each").search(words):
            break
    return levels


def find_ambiguous_changes(context: Context) -> Iterator[Finding]:
    """A finding on each change of a rate: in % it can be read in two ways, in 个百分点 in one."""
    for passage, change in context.figures:
        if change.row.kind == "change" and change.row.canonical_unit == "个百分点":
            yield _change(context, "points", passage, change)
            continue
        words = passage.own_words(change)
        doubled = change.row.canonical_unit == "倍"  # can be read in one way only
        if change.row.sense != "outcome" or not is_growth(change) or doubled or of_years(words):
            continue
        beside = rate_levels(passage, change)
        # 占支出的74.5%，增长15% is said of the amount, not of the share
        levels = [one for one in beside if ends_in_rate(passage.own_words(one))]
        if levels:
            yield from _two_readings(context, passage, levels, change)
        elif not beside and ends_in_rate(words) and any_word("move").search(words):
            yield _change(context, "no_level", passage, change)


def _change(context: Context, case: str, passage: Passage, change: Figure) -> Finding:
    return make_finding(
        context, CHANGE, case, [passage], [change],
        values={"change": change.amount, "name": change.name},
        printed=change.row.value, group=f"{CHANGE}.{case}",
    )  # fmt: skip


def _two_readings(
    context: Context, passage: Passage, levels: list[Figure], change: Figure
) -> Iterator[Finding]:
    """What each rate was before, by points and by a relative change, unless only one can be."""
    moved = signed(change, change.interval)
    points = [level.interval + negate(moved) for level in levels]
    relative = [base for one in levels if (base := base_of_growth(one.interval, moved)) is not None]
    if len(relative) < len(levels) or any(map(_beyond, points)):
        return
    pairs = zip(points, relative, strict=True)
    apart = [n for n, pair in enumerate(pairs) if common(*pair) is None]
    case = ("several_" if len(levels) > 1 else "") + ("apart" if apart else "overlap")
    values: dict[str, Value] = {
        "change": change.amount,
        "levels": tuple(level.amount for level in levels),
        "names": tuple(level.name for level in levels),
        "points": tuple(Amount(one, "%") for one in points),
        "relative": tuple(Amount(one, "%") for one in relative),
        "apart": tuple(levels[n].name for n in apart),
    }
    yield make_finding(
        context, CHANGE, case, [passage], [*levels, change], values=values,
        printed=change.row.value, expected=Expected(points[apart[0] if apart else 0], "%"),
        group="" if apart else f"{CHANGE}.overlap",
    )  # fmt: skip


def _beyond(earlier: Interval) -> bool:
    """Whether a rate would have been outside 0 to 100."""
    low, high = earlier.low, earlier.high
    return (high is not None and high <= 0) or (low is not None and low >= Fraction(100))


def find_ceilings(context: Context) -> Iterator[Finding]:
    """A finding on each rate that is printed as 100% or more: it is kept, or asked about."""
    for passage, figure in context.figures:
        words = figure.before + figure.label
        rate = figure.is_percent and names_rate(words) and not any_word("plan").search(words)
        if not rate or figure.number is None or figure.number < 100:
            continue  # 占年度计划108% has no ceiling
        case = "gain_unknown" if any_word("gain").search(figure.before) else "kept"
        if figure.number > 100:
            bounded = any_word("bounded").search(words) and same_ground((passage, figure))
            case = "passed" if bounded else "maybe_passed"
        yield make_finding(
            context, CEILING, case, [passage], [figure],
            values={"name": figure.name, "share": figure.amount},
            printed=figure.row.value, group=f"{CEILING}.{case}",
        )  # fmt: skip
