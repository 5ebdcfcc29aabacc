"""Growth against the levels printed beside it, and the base it implies where only one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

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


class Growth(NamedTuple):
    """A growth with the level it led to and, where one is printed, the level before."""

    level: Figure
    change: Figure
    base: Figure | None = None

    @property
    def values(self) -> Values:
        """The figures for a message."""
        return {"change": self.change, "level": self.level, "name": self.level.name}

    @property
    def figures(self) -> list[Figure]:
        """The figures of the report."""
        return list(filter(None, self))


def find_growths(context: Context) -> Iterator[Finding]:
    """The findings on each growth against its levels, or on the base that it implies."""
    for change in context.figures:
        if not change.index or not is_growth(change):
            continue
        pair = None if names_rate(change.own_words) or rate_levels(change) else _pair(change)
        if pair is not None:
            base = pair.base or earlier_level(context, pair.level.row)
            if base is None:
                yield from _implied_base(context, pair)
            else:
                yield from _against_levels(context, pair, base)


def _pair(change: Figure) -> Growth | None:
    """The growth right behind its level or levels; a mean of years is none of them."""
    before = change.passage.figures[max(0, change.index - 2) : change.index]
    level, unit = before[-1], before[-1].row.canonical_unit
    words = _link(level.up_to(change))
    linked = only_words(words, "link", "move") and says(words, "move")
    if not level.is_amount or not linked or of_years(words) or "分别" in words:
        return None
    earlier = before[0]
    if len(before) > 1 and earlier.is_amount and earlier.row.canonical_unit == unit:
        middle = _link(earlier.up_to(level))
        if only_words(middle, "link") and says(middle, "than"):
            return Growth(earlier, change, level)  # 120所，比上年的100所增长20%
        start = _FROM.search(_link(change.passage.text[: earlier.start]))
        if start and only_words(start["when"], "link") and only_words(middle, "link", "move", "to"):
            return Growth(level, change, earlier)  # 由100所增加到120所，增长20%
    return Growth(level, change)


def _link(words: str) -> str:
    return _YEAR.sub("上年", words)


def _against_levels(context: Context, pair: Growth, base: Figure | Known) -> Iterator[Finding]:
    level, change = pair.level, pair.change
    found, widest = growth(level.interval, base.interval), growth(level.widest, base.widest)
    if found is None or widest is None:
        return
    number = None
    if level.number is not None and base.number:
        number = 100 * level.number / base.number - 100
    printed = signed(change, change.interval)
    case = agreement(number, widest, printed, signed(change, change.widest))
    if case != "agrees" and not all(figure.exact for figure in pair.figures):
        return  # 突破400亿元 agrees with any growth
    if case == "differs":
        if change.row.canonical_unit == "倍" or not level.is_outcome:
            return  # 增长10倍 may mean ten times as much
        case = _why_differs(pair, base)
    yield context.finding(
        RULE, case, pair.figures, {**pair.values, "base": base, "growth": Amount(found, "%")},
        printed=change.value, expected=Expected(found, "%", number),
        source_id=base.row.source_id if isinstance(base, Known) else "",
    )  # fmt: skip


def _why_differs(pair: Growth, base: Figure | Known) -> str:
    """The case of a growth that its levels do not give."""
    level, passage = pair.level, pair.level.passage
    if says(passage.text, "comparable"):
        return "comparable"
    if says(level.label + passage.clause_text(level.clause), "price"):
        return "prices"
    if isinstance(base, Known):
        return "other_text"
    counts = level.exact_count and base.exact_count
    return "contradicts" if counts and same_ground(level, pair.change) else "differs"


def _implied_base(context: Context, pair: Growth) -> Iterator[Finding]:
    level, change = pair.level, pair.change
    base = base_of_growth(level.interval, signed(change, change.interval))
    if base is None or not level.is_outcome:
        return
    case = "growth" if _holds_whole(level, change) else "no_whole_base"
    if says(level.label + level.before, "price"):
        case = "growth_prices"
    unit = level.row.canonical_unit
    values = {**pair.values, "base": Amount(base, unit)}
    yield context.finding(BASE_RULE, case, pair.figures, values, expected=Expected(base, unit))


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
