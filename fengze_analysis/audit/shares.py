"""A share against its levels, the plan that it implies, and money over the count beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model import Finding
from .arithmetic import HUNDRED, above, agreement, base_of_share, ratio
from .context import Context, Expected, make_finding
from .innocent import holds, same_ground
from .passages import Figure, Passage
from .rules import any_word, only_words
from .values import Amount

RULE, BASE_RULE, UNIT_RULE = "share_against_level", "implied_base", "per_unit_value"
_FAR = 16
_OF = re.compile(r"占(?P<whole>[^占，；。]+)$")
_DONE = re.compile(r"(?:完成|达到|达|为)(?P<whole>[^，；。]+)$")


@dataclass(frozen=True)
class Share:
    """A share with its part and the words, and where printed the figure, of its whole."""

    passage: Passage
    share: Figure
    whole_words: str
    part: Figure
    whole: Figure | None


def find_shares(context: Context) -> Iterator[Finding]:
    """The findings on each share of a named whole, and on the plan behind a share of one."""
    for passage, figure in context.figures:
        words = _whole_words(figure) if figure.is_percent else ""
        if not words or any_word("each").search(passage.own_words(figure)):
            continue
        share = _share(passage, figure, words)
        if share is not None and share.whole is not None:
            yield from _against_levels(context, share, share.whole)
        elif share is not None and any_word("plan").search(words):
            yield from _implied_plan(context, share)


def _share(passage: Passage, figure: Figure, words: str) -> Share | None:
    """The share with its levels; behind 其中 it may be of the total before, so it must agree."""
    part = _part(passage, figure)
    if part is None:
        return None
    share = Share(passage, figure, words, part, _whole(passage, words, part))
    sure = "其中" not in passage.text[: part.start] or _agreement(share) in ("agrees", "rounds")
    return share if sure else None


def _whole_words(figure: Figure) -> str:
    """What the figure is a share of, as printed: 年度计划, GDP; empty where nothing is said.

    A completed 计划 counts although no 占 stands before it.
    """
    words = re.sub(f"(?:{any_word('share_tail').pattern})+$", "", figure.before)
    match = _OF.search(words)
    if match is None:
        match = _DONE.search(words)
        if match is None or not any_word("plan").search(match["whole"]):
            return ""
    return match["whole"].removesuffix("的")


def _part(passage: Passage, share: Figure) -> Figure | None:
    """The amount right before 占; with words between, what is a share is something else."""
    index = passage.figures.index(share)
    part = passage.figures[index - 1] if index else None
    if part is None or part.row.kind != "amount":
        return None
    words = re.split("占|完成|达到|达|为", passage.between(part, share))[0]
    return part if only_words(words, "link") else None


def _whole(passage: Passage, words: str, part: Figure) -> Figure | None:
    """The figure of the whole: named by the same words, or 总数 the figure before the part."""
    others = [f for f in passage.figures if _fits(f, part)]
    if any_word("whole").fullmatch(words):
        before = [f for f in others if f.end <= part.start and holds(f, part)]
        return before[-1] if before and not above(part.widest, before[-1].widest) else None
    named = [f for f in others if f.label.endswith(words) or f.before.endswith(words)]
    return named[0] if len(named) == 1 else None


def _fits(figure: Figure, part: Figure) -> bool:
    same = figure.row.kind == "amount" and figure.row.canonical_unit == part.row.canonical_unit
    return same and figure is not part and figure.row.place == part.row.place


def _agreement(share: Share) -> str:
    """Whether part and whole give the share; empty where they give none."""
    part, whole = share.part, share.whole
    if part.number is None or whole is None or not whole.number:
        return ""
    widest = ratio(part.widest, whole.widest)
    if widest is None:
        return ""
    number = 100 * part.number / whole.number
    return agreement(number, widest.scale(HUNDRED), share.share.interval, share.share.widest)


def _against_levels(context: Context, share: Share, whole: Figure) -> Iterator[Finding]:
    case, part, figure = _agreement(share), share.part, share.share
    found = ratio(part.interval, whole.interval)
    exact = all(one.row.approx == "exact" for one in (part, whole, figure))
    if not case or found is None or (case != "agrees" and not exact):
        return
    if case == "differs" and _no_reading_left(share, whole):
        case = "contradicts"
    yield make_finding(
        context, RULE, case, [share.passage], [part, whole, figure],
        values={
            "part": part.amount, "whole": whole.amount,
            "share": figure.amount, "whole_words": share.whole_words,
            "found": Amount(found.scale(HUNDRED), "%"),
        },
        printed=figure.row.value, expected=Expected(found.scale(HUNDRED), "%"),
    )  # fmt: skip


def _no_reading_left(share: Share, whole: Figure) -> bool:
    """Whether part and whole are full counts of one ground and the share says 占总数."""
    counts = share.part.exact_count and whole.exact_count and share.share.row.approx == "exact"
    told = any_word("whole").fullmatch(share.whole_words) is not None
    return counts and told and same_ground((share.passage, share.part), (share.passage, whole))


def _implied_plan(context: Context, share: Share) -> Iterator[Finding]:
    part, unit = share.part, share.part.row.canonical_unit
    plan = base_of_share(part.interval, share.share.interval)
    if plan is not None:
        yield make_finding(
            context, BASE_RULE, "plan", [share.passage], [part, share.share],
            values={
                "part_name": part.name, "part": part.amount,
                "whole_words": share.whole_words, "share": share.share.amount,
                "base": Amount(plan, unit),
            },
            expected=Expected(plan, unit), group=BASE_RULE,
        )  # fmt: skip


def find_unit_values(context: Context) -> Iterator[Finding]:
    """The value per unit for each amount of money that stands right behind a count."""
    for passage in context.passages:
        for count, money in pairwise(passage.figures):
            each = ratio(money.interval, count.interval)
            if each is not None and _belongs(passage, count, money):
                unit = money.row.canonical_unit
                values = {"money": money.amount, "count": count.amount, "each": Amount(each, unit)}
                yield make_finding(
                    context, UNIT_RULE, "each", [passage], [money, count], values=values,
                    expected=Expected(each, unit), group=UNIT_RULE,
                )  # fmt: skip


def _belongs(passage: Passage, count: Figure, money: Figure) -> bool:
    """Whether the money is that of the things counted: 为2.87万家企业减负…, 7个项目、总投资…."""
    thing = count.row.kind == money.row.kind == "amount" and count.row.canonical_unit
    no_thing = any_word("no_thing").fullmatch(count.row.canonical_unit)
    if not thing or no_thing or not money.row.canonical_unit.endswith("元"):
        return False
    words = passage.between(count, money)
    if money.clause == count.clause and any_word("recipient").search(count.before[-4:]):
        return True
    near = money.clause - count.clause <= 1 and len(words) <= _FAR
    return near and any_word("cost").search(words) is not None
