"""Growth against the levels printed beside it, and the base it implies where only one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from ..model import Finding
from .arithmetic import agreement, base_of_growth, growth
from .context import Context, Expected, make_finding
from .index import Known
from .innocent import of_years, same_ground
from .passages import Figure, Passage
from .published import earlier_level
from .rates import is_growth, names_rate, rate_levels, signed
from .rules import any_word, only_words
from .values import Amount, Value

RULE, BASE_RULE = "growth_against_levels", "implied_base"
_THINGS = ("家", "户", "所", "座", "辆", "台", "件")
_YEAR = re.compile(r"[0-9]{4}年度?")
_FROM = re.compile(r"[由从](?P<when>[^由从]{0,6})$")


@dataclass(frozen=True)
class Growth:
    """A growth with the level it led to and, where one is printed, the level before."""

    passage: Passage
    change: Figure
    level: Figure
    base: Figure | None = None

    @property
    def values(self) -> dict[str, Value]:
        """The figures for a message."""
        name, level = self.level.name, self.level.amount
        return {"change": self.change.amount, "level": level, "name": name}

    @property
    def figures(self) -> list[Figure]:
        """The figures of the report, in the order level, change, base."""
        return [self.level, self.change, *([self.base] if self.base else [])]


def find_growths(context: Context) -> Iterator[Finding]:
    """The findings on each growth against its levels, or on the base that it implies."""
    for passage in context.passages:
        for index, change in enumerate(passage.figures):
            rate = names_rate(passage.own_words(change)) or rate_levels(passage, change)
            if not index or not is_growth(change) or rate:
                continue
            pair = _pair(passage, passage.figures[max(0, index - 2) : index], change)
            if pair is not None:
                base = pair.base or earlier_level(context, pair.level.row)
                if base is None:
                    yield from _implied_base(context, pair)
                else:
                    yield from _against_levels(context, pair, base)


def _pair(passage: Passage, before: tuple[Figure, ...], change: Figure) -> Growth | None:
    """The growth right behind its level or levels; a mean of years is none of them."""
    level = before[-1]
    words = _link(passage.between(level, change))
    linked = only_words(words, "link", "move") and any_word("move").search(words)
    if level.row.kind != "amount" or not linked or of_years(words) or "分别" in words:
        return None
    earlier, unit = before[0], level.row.canonical_unit
    if len(before) < 2 or (earlier.row.kind, earlier.row.canonical_unit) != ("amount", unit):
        return Growth(passage, change, level)
    middle = _link(passage.between(earlier, level))
    if only_words(middle, "link") and any_word("than").search(middle):
        return Growth(passage, change, earlier, level)  # 120所，比上年的100所增长20%
    start = _FROM.search(_link(passage.text[: earlier.start]))
    if start and only_words(start["when"], "link") and only_words(middle, "link", "move", "to"):
        return Growth(passage, change, level, earlier)  # 由100所增加到120所，增长20%
    return Growth(passage, change, level)


def _link(words: str) -> str:
    return _YEAR.sub("上年", words)


def _against_levels(context: Context, pair: Growth, base: Figure | Known) -> Iterator[Finding]:
    found = growth(pair.level.interval, base.interval)
    widest = growth(pair.level.widest, base.widest)
    if found is None or widest is None:
        return
    level, before = pair.level.number, base.number
    number = None if level is None or not before else 100 * level / before - 100
    printed = signed(pair.change, pair.change.interval)
    case = agreement(number, widest, printed, signed(pair.change, pair.change.widest))
    if case != "agrees" and not all(figure.row.approx == "exact" for figure in pair.figures):
        return  # 突破400亿元 agrees with any growth
    if case == "differs":
        if pair.change.row.canonical_unit == "倍" or pair.level.row.sense != "outcome":
            return  # 增长10倍 may mean ten times as much
        case = _why_differs(pair, base)
    yield make_finding(
        context, RULE, case, [pair.passage], pair.figures,
        values=pair.values | {"base": base.amount, "growth": Amount(found, "%")},
        printed=pair.change.row.value, expected=Expected(found, "%", number),
        source_id=base.row.source_id if isinstance(base, Known) else "",
    )  # fmt: skip


def _why_differs(pair: Growth, base: Figure | Known) -> str:
    """The case of a growth that its levels do not give."""
    words = pair.level.label + pair.passage.clause_text(pair.level.clause)
    if any_word("comparable").search(pair.passage.text):
        return "comparable"
    if any_word("price").search(words):
        return "prices"
    if isinstance(base, Known):
        return "other_text"
    level, change = ((pair.passage, figure) for figure in (pair.level, pair.change))
    counts = pair.level.exact_count and base.exact_count
    return "contradicts" if counts and same_ground(level, change) else "differs"


def _implied_base(context: Context, pair: Growth) -> Iterator[Finding]:
    base = base_of_growth(pair.level.interval, signed(pair.change, pair.change.interval))
    unit = pair.level.row.canonical_unit
    if base is None or pair.level.row.sense != "outcome":
        return
    case = "growth" if _holds_whole(pair) else "no_whole_base"
    if any_word("price").search(pair.level.label + pair.level.before):
        case = "growth_prices"
    yield make_finding(
        context, BASE_RULE, case, [pair.passage], pair.figures,
        values=pair.values | {"base": Amount(base, unit)}, expected=Expected(base, unit),
        group=BASE_RULE,
    )  # fmt: skip


def _holds_whole(pair: Growth) -> bool:
    """Whether a count of whole things can have had such a base, however it was rounded.

    新增245家、增长23% may be said of the stock, and 元 are no things.
    """
    base = base_of_growth(pair.level.widest, signed(pair.change, pair.change.widest))
    counted = pair.level.exact_count and pair.level.row.canonical_unit in _THINGS
    gained = any_word("gained").search(pair.level.before + pair.level.label)
    if not counted or gained or base is None or base.low is None or base.high is None:
        return True
    return ceil(base.low) <= base.high
