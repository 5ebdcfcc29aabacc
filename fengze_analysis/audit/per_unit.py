"""Money per firm, project or person, where both stand together; for information only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..model import Finding
from .arithmetic import ratio
from .context import Context
from .findings import Amount, Expected, make_finding
from .passages import Figure, Passage
from .rules import any_word

RULE = "per_unit_value"


def find_unit_values(context: Context) -> Iterator[Finding]:
    """The value per unit for each amount of money that stands right behind a count."""
    for passage in context.passages:
        for count, money in pairwise(passage.figures):
            each = ratio(money.interval, count.interval)
            if each is not None and _belongs(passage, count, money):
                unit = money.row.canonical_unit
                yield make_finding(
                    context, RULE, "each", [passage], [money, count],
                    values={
                        "money": Amount.printed(money), "count": Amount.printed(count),
                        "each": Amount(each, unit),
                    },
                    expected=Expected(each, unit), group=RULE,
                )  # fmt: skip


def _belongs(passage: Passage, count: Figure, money: Figure) -> bool:
    """Whether the money is that of the things counted: 为2.87万家企业减负…, 7个项目、总投资…."""
    if money.row.kind != "amount" or not money.row.canonical_unit.endswith("元"):
        return False
    thing = count.row.kind == "amount" and count.row.canonical_unit not in ("", "%")
    if not thing or any_word("no_thing").fullmatch(count.row.canonical_unit):
        return False
    words = passage.between(count, money)
    if money.clause == count.clause and any_word("recipient").search(count.before[-4:]):
        return True
    near = money.clause - count.clause <= 1
    return near and any_word("cost").search(words) is not None and len(words) <= 16
