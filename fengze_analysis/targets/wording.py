"""The words around a figure of a plan: its operator, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..lexicon import alternation

_BEFORE = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "around": "~"}
_AFTER = {"after_at_least": ">=", "after_at_most": "<=", "after_around": "~"}


def _one_of(roles: Iterable[str]) -> str:
    return "|".join(f"(?P<{role}>{alternation(role)})" for role in roles)


_ENDS = re.compile(f"(?:{_one_of(_BEFORE)})$")
_OPENS = re.compile(f"[ \x1f*]*(?:{_one_of(_AFTER)})")
_CLOSES = re.compile("(?:[ 了*]|分别|均|都|各|在|为|到|至)*$")


def operator_before(before: str) -> str:
    """The operator of the words that end at the figure, ``""`` where they have none.

    >>> operator_before("经济总量超过"), operator_before("比重不低于"), operator_before("比重达到")
    ('>', '>=', '')
    """
    found = _ENDS.search(before) or _ENDS.search(_CLOSES.sub("", before))
    return _BEFORE[str(found.lastgroup)] if found else ""


def operator_after(after: str) -> str:
    """The operator of the words that begin behind the figure, ``""`` where they have none.

    >>> operator_after("以上；"), operator_after("左右"), operator_after("，建成")
    ('>=', '~', '')
    """
    found = _OPENS.match(after)
    return _AFTER[str(found.lastgroup)] if found else ""


@cache
def _pattern(form: str, *roles: str) -> re.Pattern[str]:
    return re.compile(form.format(alternation(*roles)))


def ends_with(before: str, *roles: str) -> bool:
    """Whether a word of ``roles`` ends right at the figure."""
    return _pattern("(?:{})(?:[ 了*]|分别|均|都|各|总数)*$", *roles).search(before) is not None


def last_of(text: str, *roles: str) -> int:
    """Where the last word of ``roles`` in ``text`` begins, -1 where there is none.

    A noun that holds a verb is none (增加值, 建成区).

    >>> last_of("新建公园", "add"), last_of("服务业增加值", "add")
    (0, -1)
    """
    bare = _pattern("{}", "no_verb").sub(lambda match: "～" * len(match[0]), text)
    return max((match.start() for match in _pattern("{}", *roles).finditer(bare)), default=-1)
