"""The words of the genre as data: units, words by role, idioms, traditional characters."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_BRACED = re.compile(r"\{([a-z][a-z_,]*)\}")


@cache
def read_rows(name: str, package: str = __package__) -> tuple[dict[str, str], ...]:
    """The rows of ``name`` (a CSV of a package, this one unless said) as dictionaries.

    >>> read_rows("units.csv")[0]["category"]
    'money'
    """
    text = (files(package) / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(*roles: str) -> tuple[str, ...]:
    """The words of ``roles``, longest first; raises :class:`KeyError` for a role without words.

    >>> "同比" in words("basis")
    True
    """
    files_ = ("words.csv", "discourse.csv", "target_words.csv")
    found = {row["word"] for name in files_ for row in read_rows(name) if row["role"] in roles}
    if not found:
        raise KeyError(roles)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternation(*roles: str) -> str:
    """The words of ``roles`` as the inside of a regular expression group, longest first.

    >>> alternation("about_after")
    '上下|前后|左右'
    """
    return "|".join(map(re.escape, words(*roles)))


@cache
def forms(name: str) -> str:
    """The forms of the list ``name`` as the inside of a group, in their order.

    A list or roles of words in braces stand for what they hold.

    >>> re.search(forms("noun_stop"), "停车位全部开放")[0]
    '全部'
    """
    found = [row["form"] for row in read_rows("forms.csv") if row["list"] == name]
    return _BRACED.sub(_expand, "|".join(found)) if found else alternation(*name.split(","))


def _expand(braced: re.Match[str]) -> str:
    return f"(?:{forms(braced[1])})"


@cache
def idioms() -> frozenset[str]:
    """Idioms and names in which a numeral counts nothing.

    >>> "统一" in idioms()
    True
    """
    return frozenset(row["idiom"] for row in read_rows("idioms.csv"))


@cache
def traditional() -> dict[int, str]:
    """Traditional characters to the simplified ones, one to one, for :meth:`str.translate`.

    >>> "億".translate(traditional())
    '亿'
    """
    return {ord(row["traditional"]): row["simplified"] for row in read_rows("traditional.csv")}
