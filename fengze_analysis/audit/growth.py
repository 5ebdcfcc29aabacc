"""Growth against the levels printed beside it, and the base it implies where only one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from ..model import Finding
from .arithmetic import agreement, base_of_growth, growth
from .changes import is_growth, is_rate_change, signed
from .context import Context
from .findings import Amount, Expected, Name, Value, make_finding
from .index import Known
from .innocent import of_years, same_ground
from .passages import Figure, Passage
from .published import earlier_level
from .rules import any_word, only_words

RULE, BASE_RULE = "growth_against_levels", "implied_base"
_THINGS = ("家", "户", "所", "座", "辆", "台", "件")
_YEAR = re.compile(r"[0-9]{4}年度?")
_FROM = re.compile(r"[由从](?P<when>[^由从]{0,6})$")


@dataclass(frozen=True)
class Growth:
    """A growth with the level it led to and, where one is on file, the level before."""

    passage: Passage
    change: Figure
    level: Figure
    base: Figure | Known | None = None

    @property
    def said(self) -> dict[str, Value]:
        """The figures for a message."""
        said: dict[str, Value] = {
            "change": Amount.printed(self.change),
            "level": Amount.printed(self.level),
            "name": Name.of(self.level),
        }
        if isinstance(self.base, Known):
            said["base"] = Amount(self.base.row.value, self.base.row.unit)
        elif self.base is not None:
            said["base"] = Amount.printed(self.base)
        return said

    @property
    def figures(self) -> list[Figure]:
        """The figures of the report, in the order level, change, base."""
        base = [self.base] if isinstance(self.base, Figure) else []
        return [self.level, self.change, *base]


def find_growths(context: Context) -> Iterator[Finding]:
    """The findings on each growth whose level and base are printed or on file."""
    for passage in context.passages:
        for pair in find_pairs(passage):
            complete = _with_base(context, pair)
            if complete.base is not None:
                yield from _against_levels(context, complete)


def find_bases(context: Context) -> Iterator[Finding]:
    """The base that each growth beside one level implies, as an interval."""
    for passage in context.passages:
        for pair in find_pairs(passage):
            if _with_base(context, pair).base is None:
                yield from _implied_base(context, pair)


def find_pairs(passage: Passage) -> Iterator[Growth]:
    """Every growth of a passage that stands right behind its level or levels."""
    for index, change in enumerate(passage.figures):
        if index and is_growth(change) and not is_rate_change(passage, change):
            pair = _pair(passage, passage.figures[max(0, index - 2) : index], change)
            if pair is not None:
                yield pair


def _pair(passage: Passage, before: tuple[Figure, ...], change: Figure) -> Growth | None:
    level = before[-1]
    words = _link(passage.between(level, change))
    linked = only_words(words, "link", "move") and any_word("move").search(words)
    if level.row.kind != "amount" or not linked or of_years(words):
        return None
    earlier = before[0] if len(before) == 2 else None
    if earlier is None or not _same_measure(earlier, level):
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


def _same_measure(first: Figure, second: Figure) -> bool:
    measures = {(figure.row.kind, figure.row.canonical_unit) for figure in (first, second)}
    return len(measures) == 1


def _with_base(context: Context, pair: Growth) -> Growth:
    """The pair with a base from another publication where the report prints none."""
    if pair.base is not None:
        return pair
    return replace(pair, base=earlier_level(context, pair.level.row))


def _against_levels(context: Context, pair: Growth) -> Iterator[Finding]:
    assert pair.base is not None
    found = growth(pair.level.interval, pair.base.interval)
    widest = growth(pair.level.widest, pair.base.widest)
    if found is None or widest is None:
        return
    number = _exact_growth(pair.level.number, pair.base.number)
    printed = signed(pair.change, pair.change.interval)
    case = agreement(number, widest, printed, signed(pair.change, pair.change.widest))
    if case == "differs":
        if pair.change.row.canonical_unit == "倍" or pair.level.row.sense != "outcome":
            return  # 增长10倍 may mean ten times as much
        case = _why_differs(pair)
    yield make_finding(
        context, RULE, case, [pair.passage], pair.figures,
        values=pair.said | {"growth": Amount(found, "%")},
        printed=pair.change.row.value,
        expected=Expected(found, "%", number),
        source_id=pair.base.row.source_id if isinstance(pair.base, Known) else "",
    )  # fmt: skip


def _exact_growth(level: Fraction | None, base: Fraction | None) -> Fraction | None:
    return None if level is None or not base else 100 * level / base - 100


def _why_differs(pair: Growth) -> str:
    """The case of a growth that its levels do not give."""
    words = pair.level.label + pair.passage.clause_text(pair.level.clause)
    if any_word("comparable").search(pair.passage.text):
        return "comparable"
    if any_word("price").search(words):
        return "prices"
    if isinstance(pair.base, Known):
        return "other_text"
    counts = pair.level.exact_count and pair.base is not None and pair.base.exact_count
    level, change = ((pair.passage, figure) for figure in (pair.level, pair.change))
    return "contradicts" if counts and same_ground(level, change) else "differs"


def _implied_base(context: Context, pair: Growth) -> Iterator[Finding]:
    change = signed(pair.change, pair.change.interval)
    base = base_of_growth(pair.level.interval, change)
    unit = pair.level.row.canonical_unit
    if base is None or pair.level.row.sense != "outcome":
        return
    if any_word("price").search(pair.level.label + pair.level.before):
        case = "growth_prices"
    else:
        case = "growth" if _holds_whole(pair) else "no_whole_base"
    yield make_finding(
        context, BASE_RULE, case, [pair.passage], pair.figures,
        values=pair.said | {"base": Amount(base, unit)}, expected=Expected(base, unit),
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
