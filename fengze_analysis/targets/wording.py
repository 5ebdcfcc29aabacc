"""The words around a figure of a plan: its operator, what is asked of it, what it is part of."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternation, forms, words

_BEFORE = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "around": "~"}
_AFTER = {"after_at_least": ">=", "after_at_most": "<=", "after_around": "~"}
_OPERATORS = {word: sign for role, sign in {**_BEFORE, **_AFTER}.items() for word in words(role)}
_ENDS = re.compile(f"(?:{alternation(*_BEFORE)})$")
_CLOSES = re.compile("(?:[ 了*]|分别|均|都|各|在|为|到|至)*$")
AFTER = re.compile(f"[ ]*({alternation(*_AFTER)})")


def operator_at(before: str, after: str) -> str:
    """The operator of the words that begin behind a figure, else of those that end before it."""
    if behind := AFTER.match(after):
        return _OPERATORS[behind[1]]
    found = _ENDS.search(before) or _ENDS.search(_CLOSES.sub("", before))
    return _OPERATORS[found[0]] if found else ""


@cache
def form(name: str) -> re.Pattern[str]:
    """The pattern of the list ``target_NAME`` of ``lexicon/forms.csv``."""
    return re.compile(forms(f"target_{name}"))


def says(text: str, name: str) -> bool:
    """Whether a form of the list ``target_NAME`` is found in ``text``."""
    return form(name).search(text) is not None


def code_in(text: str, name: str) -> str:
    """The code that the list ``target_NAME`` gives a form found in ``text``, ``""`` without one."""
    found = form(name).search(text)
    return str(found.lastgroup) if found else ""


@cache
def _pattern(around: str, *roles: str) -> re.Pattern[str]:
    return re.compile(around.format(alternation(*roles)))


def ends_with(before: str, *roles: str) -> bool:
    """Whether a word of ``roles`` ends right at the figure."""
    return _pattern("(?:{})(?:[ 了*]|分别|均|都|各|总数)*$", *roles).search(before) is not None


def last_of(text: str, *roles: str) -> int:
    """Where the last word of ``roles`` in ``text`` begins, -1 without one: 增加值 holds no verb."""
    bare = _pattern("{}", "no_verb").sub(lambda match: "～" * len(match[0]), text)
    return max((match.start() for match in _pattern("{}", *roles).finditer(bare)), default=-1)
