"""A share against its levels, the plan that it implies, and money over the count beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model import Finding
from ..values import Amount
from .arithmetic import HUNDRED, above, agreement, base_of_share, ratio
from .context import Context, Expected
from .innocent import holds, same_ground
from .passages import Figure, Values
from .rules import any_word, is_word, only_words, says

RULE, BASE_RULE, UNIT_RULE = "share_against_level", "implied_base", "per_unit_value"
_FAR = 16
_OF = re.compile(r"占(?P<whole>[^占，；。]+)$")
_DONE = re.compile(r"(?:完成|达到|达|为)(?P<whole>[^，；。]+)$")


def find_shares(context: Context) -> Iterator[Finding]:
    """The findings on each share of a named whole, and on the plan behind a share of one.

    Behind 其中 a part may be one of the total before, so there its share must agree.
    """
    for figure in context.figures:
        words = _whole_words(figure) if figure.is_percent else ""
        part = _part(figure) if words and not says(figure.own_words, "each") else None
        if part is None:
            continue
        whole = _whole(words, part)
        case = _agreement(figure, part, whole) if whole else ""
        if "其中" in figure.passage.text[: part.start] and case not in ("agrees", "rounds"):
            continue
        if whole is not None:
            yield from _against_levels(context, case, (part, whole, figure), words)
        elif says(words, "plan"):
            yield from _implied_plan(context, figure, words, part)


def _whole_words(figure: Figure) -> str:
    """What the figure is a share of, as printed: 年度计划, GDP; empty where nothing is said.

    A completed 计划 counts although no 占 stands before it.
    """
    words = re.sub(f"(?:{any_word('share_tail').pattern})+$", "", figure.before)
    match = _OF.search(words)
    if match is None:
        match = _DONE.search(words)
        if match is None or not says(match["whole"], "plan"):
            return ""
    return match["whole"].removesuffix("的")


def _part(share: Figure) -> Figure | None:
    """The amount right before 占; with words between, what is a share is something else."""
    part = share.passage.figures[share.index - 1] if share.index else None
    if part is None or not part.is_amount:
        return None
    words = re.split("占|完成|达到|达|为", part.up_to(share))[0]
    return part if only_words(words, "link") else None


def _whole(words: str, part: Figure) -> Figure | None:
    """The figure of the whole: named by the same words, or 总数 the figure before the part."""
    row = part.row
    others = [
        other
        for other in part.passage.figures
        if other is not part and other.is_amount and other.row.place == row.place
        and other.row.canonical_unit == row.canonical_unit
    ]  # fmt: skip
    if is_word(words, "whole"):
        before = [f for f in others if f.end <= part.start and holds(f, part)]
        return before[-1] if before and not above(part.widest, before[-1].widest) else None
    named = [f for f in others if f.label.endswith(words) or f.before.endswith(words)]
    return named[0] if len(named) == 1 else None


def _agreement(share: Figure, part: Figure, whole: Figure) -> str:
    """Whether part and whole give the share; empty where they give none."""
    widest = ratio(part.widest, whole.widest)
    if part.number is None or not whole.number or widest is None:
        return ""
    number = 100 * part.number / whole.number
    return agreement(number, widest.scale(HUNDRED), share.interval, share.widest)


def _against_levels(
    context: Context, case: str, figures: tuple[Figure, Figure, Figure], words: str
) -> Iterator[Finding]:
    part, whole, share = figures
    found = ratio(part.interval, whole.interval)
    exact = case == "agrees" or all(one.exact for one in figures)
    if not case or found is None or not exact:
        return
    if case == "differs":  # full counts of one ground and 占总数 leave no other reading
        counts = part.exact_count and whole.exact_count and is_word(words, "whole")
        case = "contradicts" if counts and same_ground(part, whole) else case
    percent = found.scale(HUNDRED)
    values: Values = {
        "part": part, "whole": whole, "share": share,
        "whole_words": words, "found": Amount(percent, "%"),
    }  # fmt: skip
    expected = Expected(percent, "%")
    yield context.finding(RULE, case, figures, values, printed=share.value, expected=expected)


def _implied_plan(context: Context, share: Figure, words: str, part: Figure) -> Iterator[Finding]:
    plan, unit = base_of_share(part.interval, share.interval), part.row.canonical_unit
    if plan is not None:
        values: Values = {
            "part_name": part.name, "part": part, "whole_words": words,
            "share": share, "base": Amount(plan, unit),
        }  # fmt: skip
        expected = Expected(plan, unit)
        yield context.finding(BASE_RULE, "plan", [part, share], values, expected=expected)


def find_unit_values(context: Context) -> Iterator[Finding]:
    """The value per unit for each amount of money that stands right behind a count."""
    for count, money in pairwise(context.figures):
        each = ratio(money.interval, count.interval) if _belongs(count, money) else None
        if each is not None:
            unit = money.row.canonical_unit
            values: Values = {"money": money, "count": count, "each": Amount(each, unit)}
            expected = Expected(each, unit)
            yield context.finding(UNIT_RULE, "each", [money, count], values, expected=expected)


def _belongs(count: Figure, money: Figure) -> bool:
    """Whether the money is that of the things counted: 为2.87万家企业减负…, 7个项目、总投资…."""
    unit = count.row.canonical_unit
    things = count.is_amount and unit and not is_word(unit, "no_thing")
    paid = money.is_amount and money.is_money and count.passage is money.passage
    if not things or not paid:
        return False
    if money.clause == count.clause and says(count.before[-4:], "recipient"):
        return True
    words = count.up_to(money)
    near = money.clause - count.clause <= 1 and len(words) <= _FAR
    return near and says(words, "cost")
