"""The words of the genre as data: units, words by role, idioms, traditional characters."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``name`` (a CSV of this package) as dictionaries.

    >>> read_rows("units.csv")[0]["category"]
    'money'
    """
    text = (files(__package__) / name).read_text(encoding="utf-8")
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


def alternation(*roles: str, backwards: bool = False) -> str:
    """The words of ``roles`` as the inside of a regular expression group, longest first.

    ``backwards`` spells each word from its end, for a text that is read towards its beginning.

    >>> alternation("about_after"), alternation("about_after", backwards=True)
    ('上下|前后|左右', '下上|后前|右左')
    """
    step = -1 if backwards else 1
    return "|".join(re.escape(word[::step]) for word in words(*roles))


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
