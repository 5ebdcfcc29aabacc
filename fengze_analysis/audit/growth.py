"""Growth against the levels printed beside it, and the base it implies where only one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from ..model import Finding
from ..values import Amount
from .arithmetic import agreement, base_of_growth, growth
from .context import Context, Expected
from .index import Known
from .innocent import same_ground
from .naming import names_rate, of_years
from .passages import Figure, Values
from .published import earlier_level
from .rates import is_growth, rate_levels, signed
from .rules import only_words, says

RULE, BASE_RULE = "growth_against_levels", "implied_base"
_THINGS = ("家", "户", "所", "座", "辆", "台", "件")
_YEAR = re.compile(r"[0-9]{4}年度?")
_FROM = re.compile(r"[由从](?P<when>[^由从]{0,6})$")


def find_growths(context: Context) -> Iterator[Finding]:
    """The findings on each growth against its levels, or on the base that it implies."""
    for change in context.figures:
        if not change.index or not is_growth(change):
            continue
        of_rate = names_rate(change.own_words) or rate_levels(change)
        level, earlier = (None, None) if of_rate else _levels(change)
        if level is not None:
            base = earlier or earlier_level(context, level.row)
            if base is None:
                yield from _implied_base(context, level, change)
            else:
                yield from _against_levels(context, level, change, base)


def _levels(change: Figure) -> tuple[Figure | None, Figure | None]:
    """The level right before a growth that is no mean of years, and the one it grew from."""
    before = change.passage.figures[max(0, change.index - 2) : change.index]
    level, unit = before[-1], before[-1].row.canonical_unit
    words = _link(level.up_to(change))
    linked = only_words(words, "link", "move") and says(words, "move")
    if not level.is_amount or not linked or of_years(words) or "分别" in words:
        return None, None
    earlier = before[0]
    if len(before) > 1 and earlier.is_amount and earlier.row.canonical_unit == unit:
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
    figures = [level, change, *([base] if isinstance(base, Figure) else [])]
    found, widest = growth(level.interval, base.interval), growth(level.widest, base.widest)
    if found is None or widest is None:
        return
    number = None
    if level.number is not None and base.number:
        number = 100 * level.number / base.number - 100
    printed = signed(change, change.interval)
    case = agreement(number, widest, printed, signed(change, change.widest))
    if case != "agrees" and not all(figure.exact for figure in figures):
        return  # 突破400亿元 agrees with any growth
    if case == "differs":
        if change.row.canonical_unit == "倍" or not level.is_outcome:
            return  # 增长10倍 may mean ten times as much
        case = _why_differs(level, change, base)
    values: Values = {
        "change": change, "level": level, "name": level.name,
        "base": base, "growth": Amount(found, "%"),
    }  # fmt: skip
    yield context.finding(
        RULE, case, figures, values, printed=change.value,
        expected=Expected(found, "%", number),
        source_id=base.row.source_id if isinstance(base, Known) else "",
    )  # fmt: skip


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
    base = base_of_growth(level.interval, signed(change, change.interval))
    if base is None or not level.is_outcome:
        return
    case = "growth" if _holds_whole(level, change) else "no_whole_base"
    if says(level.label + level.before, "price"):
        case = "growth_prices"
    there = Amount(base, level.row.canonical_unit)
    values: Values = {"change": change, "level": level, "name": level.name, "base": there}
    expected = Expected(base, there.unit)
    yield context.finding(BASE_RULE, case, [level, change], values, expected=expected)


def _holds_whole(level: Figure, change: Figure) -> bool:
    """Whether a count of whole things can have had such a base, however it was rounded.

    新增245家、增长23% may be said of the stock, and 元 are no things.
    """
    base = base_of_growth(level.widest, signed(change, change.widest))
    counted = level.exact_count and level.row.canonical_unit in _THINGS
    gained = says(level.before + level.label, "gained")
    if not counted or gained or base is None or base.low is None or base.high is None:
        return True
    return ceil(base.low) <= base.high
