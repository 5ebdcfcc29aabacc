"""The words around a figure of a plan: its operator, and what is asked of it."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import read_rows


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of ``role``, longest first; raises :class:`KeyError` for a role without words.

    >>> words("around")
    ('大概', '大约', '约为', '约')
    """
    found = [row["word"] for row in read_rows("target_words.csv") if row["role"] == role]
    if not found:
        raise KeyError(role)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def any_of(*roles: str) -> str:
    """The words of ``roles`` as the inside of a regular expression group, longest first."""
    found = {word for role in roles for word in words(role)}
    return "|".join(map(re.escape, sorted(found, key=lambda word: (-len(word), word))))


_BEFORE = {  # of words that end right before the figure
    ">=": "at_least",
    "<=": "at_most",
    ">": "more_than",
    "<": "less_than",
    "~": "around",
}
_AFTER = {">=": "after_at_least", "<=": "after_at_most", "~": "after_around"}
_OPENS = re.compile("[ \x1f*]*")
_CLOSES = re.compile("(?:[ 了*]|分别|均|都|各|在|为|到|至)*$")


def operator_before(before: str) -> str:
    """The operator of the words that end at the figure, ``""`` where they have none.

    >>> operator_before("经济总量超过"), operator_before("比重不低于"), operator_before("比重达到")
    ('>', '>=', '')
    """
    closed = _CLOSES.sub("", before)
    for ending in (before, closed):
        ends = {sign: _longest_end(ending, role) for sign, role in _BEFORE.items()}
        sign = max(ends, key=lambda one: ends[one])
        if ends[sign]:
            return sign
    return ""


def _longest_end(text: str, role: str) -> int:
    return max((len(word) for word in words(role) if text.endswith(word)), default=0)


def operator_after(after: str) -> str:
    """The operator of the words that begin behind the figure, ``""`` where they have none.

    >>> operator_after("以上；"), operator_after("左右"), operator_after("，建成")
    ('>=', '~', '')
    """
    opened = after[_OPENS.match(after).end() :]  # type: ignore[union-attr]
    found = [sign for sign, role in _AFTER.items() if opened.startswith(words(role))]
    return found[0] if found else ""


@cache
def _ending(roles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(*roles)})(?:[ 了*]|分别|均|都|各|总数)*$")


def ends_with(before: str, *roles: str) -> bool:
    """Whether a word of ``roles`` ends right at the figure."""
    return _ending(roles).search(before) is not None


@cache
def _containing(roles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(*roles))


def last_of(text: str, *roles: str) -> int:
    """Where the last word of ``roles`` in ``text`` begins, -1 where there is none.

    A noun that holds a verb is none (增加值, 建成区).

    >>> last_of("新建公园", "add"), last_of("服务业增加值", "add")
    (0, -1)
    """
    bare = _containing(("no_verb",)).sub(lambda match: "～" * len(match[0]), text)
    return max((match.start() for match in _containing(roles).finditer(bare)), default=-1)
