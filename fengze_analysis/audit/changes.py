"""Changes: growth against its levels, the base it implies, and the two readings of a rate's 4%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from ..interval import Interval
from ..model import Finding
from ..values import Amount
from .arithmetic import HUNDRED, agreement, base_of_growth, growth
from .context import Context, Expected, Known
from .elsewhere import earlier_level
from .passages import Figure, Values, same_ground
from .words import ends_in_rate, names_rate, of_years, only_words, says

GROWTH, BASE, READINGS = "growth_against_levels", "implied_base", "ambiguous_change"
_THINGS = ("家", "户", "所", "座", "辆", "台", "件")
_YEAR = re.compile(r"[0-9]{4}年度?")
_FROM = re.compile(r"[由从](?P<when>[^由从]{0,6})$")


def find_growths(context: Context) -> Iterator[Finding]:
    """The findings on each growth against its levels, or on the base that it implies."""
    for change in context.figures:
        if not change.index or not _is_growth(change):
            continue
        of_rate = names_rate(change.own_words) or _rate_levels(change)
        level, earlier = (None, None) if of_rate else _levels(change)
        if level is None:
            continue
        base = earlier or earlier_level(context, level.row)
        if base is None:
            yield from _implied_base(context, level, change)
        else:
            yield from _against_levels(context, level, change, base)


def _is_growth(figure: Figure) -> bool:
    return figure.row.kind == "change" and figure.row.canonical_unit in ("%", "倍")


def _signed(change: Figure, interval: Interval) -> Interval:
    """``interval`` of a change as movement in per cent: 下降0.5% is -0.5, 增长1.5倍 is 150."""
    percent = interval.scale(HUNDRED) if change.row.canonical_unit == "倍" else interval
    falls = change.row.direction == "down" and (change.number or 0) >= 0
    return -percent if falls else percent


def _levels(change: Figure) -> tuple[Figure | None, Figure | None]:
    """The level right before a growth that is no mean of years, and the one it grew from."""
    before = change.passage.figures[max(0, change.index - 2) : change.index]
    earlier, level = before[0], before[-1]
    words = _link(level.up_to(change))
    linked = only_words(words, "link", "move") and says(words, "move")
    if not level.is_amount or not linked or of_years(words) or "分别" in words:
        return None, None
    alike = earlier.is_amount and earlier.row.canonical_unit == level.row.canonical_unit
    if earlier is not level and alike:
        middle = _link(earlier.up_to(level))
        if only_words(middle, "link") and says(middle, "than"):
            return earlier, level  # 120所，比上年的100所增长20%
        start = _FROM.search(_link(change.passage.text[: earlier.start]))
        if start and only_words(start["when"], "link") and only_words(middle, "link", "move", "to"):
            return level, earlier  # 由100所增加到120所，增长20%
    return level, None


def _link(words: str) -> str:
    return _YEAR.sub("上年", words)


def _against_levels(
    context: Context, level: Figure, change: Figure, base: Figure | Known
) -> Iterator[Finding]:
    found, widest = growth(level.interval, base.interval), growth(level.widest, base.widest)
    if found is None or widest is None:
        return
    figures = [level, change, *([base] if isinstance(base, Figure) else [])]
    number = None
    if level.number is not None and base.number:
        number = 100 * level.number / base.number - 100
    printed = _signed(change, change.interval)
    case = agreement(number, widest, printed, _signed(change, change.widest))
    if case != "agrees" and not all(figure.exact for figure in figures):
        return  # 突破400亿元 agrees with any growth
    if case == "differs":
        if change.row.canonical_unit == "倍" or not level.is_outcome:
            return  # 增长10倍 may mean ten times as much
        case = _why_differs(level, change, base)
    values: Values = {"change": change, "level": level, "name": level.name, "base": base}
    values["growth"] = grown = Amount(found, "%")
    source_id = base.row.source_id if isinstance(base, Known) else ""
    expected = Expected(grown, number, source_id)
    yield context.finding(GROWTH, case, figures, values, printed=change.value, expected=expected)


def _why_differs(level: Figure, change: Figure, base: Figure | Known) -> str:
    """The case of a growth that its levels do not give."""
    passage = level.passage
    if says(passage.text, "comparable"):
        return "comparable"
    if says(level.label + passage.clause_text(level.clause), "price"):
        return "prices"
    if isinstance(base, Known):
        return "other_text"
    counts = level.exact_count and base.exact_count
    return "contradicts" if counts and same_ground(level, change) else "differs"


def _implied_base(context: Context, level: Figure, change: Figure) -> Iterator[Finding]:
    base = base_of_growth(level.interval, _signed(change, change.interval))
    if base is None or not level.is_outcome:
        return
    case = "growth" if _holds_whole(level, change) else "no_whole_base"
    if says(level.label + level.before, "price"):
        case = "growth_prices"
    implied = Amount(base, level.row.canonical_unit)
    values: Values = {"change": change, "level": level, "name": level.name, "base": implied}
    yield context.finding(BASE, case, [level, change], values, expected=Expected(implied))


def _holds_whole(level: Figure, change: Figure) -> bool:
    """Whether a count of whole things can have had such a base, however it was rounded."""
    base = base_of_growth(level.widest, _signed(change, change.widest))
    counted = level.exact_count and level.row.canonical_unit in _THINGS
    gained = says(level.before + level.label, "gained")  # 新增245家 may be said of the stock
    if not counted or gained or base is None or base.low is None or base.high is None:
        return True
    return ceil(base.low) <= base.high


def _rate_levels(change: Figure) -> list[Figure]:
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
            yield context.finding(READINGS, "points", [change], values, printed=change.value)
        words = change.own_words
        doubled = change.row.canonical_unit == "倍"  # can be read in one way only
        if not change.is_outcome or not _is_growth(change) or doubled or of_years(words):
            continue
        beside = _rate_levels(change)
        # 占支出的74.5%，增长15% is said of the amount, not of the share
        levels = [one for one in beside if ends_in_rate(one.own_words)]
        if levels:
            yield from _two_readings(context, levels, change)
        elif not beside and ends_in_rate(words) and says(words, "move"):
            yield context.finding(READINGS, "no_level", [change], values, printed=change.value)


def _two_readings(context: Context, levels: list[Figure], change: Figure) -> Iterator[Finding]:
    """What each rate was before, by points and by a relative change, unless only one can be."""
    moved = _signed(change, change.interval)
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
    rows, before = [*levels, change], Expected(Amount(points[apart[0] if apart else 0], "%"))
    yield context.finding(READINGS, case, rows, values, printed=change.value, expected=before)


def _beyond(earlier: Interval) -> bool:
    """Whether a rate would have been outside 0 to 100."""
    low, high = earlier.low, earlier.high
    return (high is not None and high <= 0) or (low is not None and low >= HUNDRED)
