"""The ratio of the three industries (三次产业结构为2.0∶50.5∶47.5): the third part has a code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Statement

_NAMED = re.compile(r"三次产业(?:结构|比例|比重|增加值)|一二三产业?(?:结构|比例|比重)")
_FROM = re.compile(r"(?:从|由)(?:[0-9]{4}年)?的?$")  # what it was, not what it is
TERTIARY_SHARE = "tertiary_industry_share"


def name_industries(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, the third of three parts of a hundred coded where the clause names them."""
    found = list(statements)
    for at in range(2, len(found)):
        first, second, third = found[at - 2 : at + 1]
        joined = first.end + 1 == second.start and second.end + 1 == third.start
        if not joined or any(row.kind != "share" or row.unit for row in (first, second, third)):
            continue
        if _NAMED.search(third.sentence) and _is_whole(first, second, third):
            found[at] = third._replace(indicator=(TERTIARY_SHARE,), indicator_phrase="第三产业比重")
    return found


def _is_whole(first: Statement, second: Statement, third: Statement) -> bool:
    """Whether the parts are a hundred, and the ratio is not the one that was."""
    parts = [row.value for row in (first, second, third)]
    total = sum(float(part) for part in parts if not hasattr(part, "low"))
    before = first.sentence[: max(first.sentence.find(f"{first.surface}"), 0)]
    return 99 <= total <= 101 and _FROM.search(before) is None
