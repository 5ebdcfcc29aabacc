"""The words of the genre as data: units, words by role, idioms, traditional characters."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from itertools import chain

_BRACED = re.compile(r"\{(\^?)([a-z][a-z_,]*)\}")


@cache
def read_rows(name: str, package: str = __package__) -> tuple[dict[str, str], ...]:
    """The rows of ``name`` (a CSV of a package, this one unless said) as dictionaries."""
    text = (files(package) / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(*roles: str) -> tuple[str, ...]:
    """The words of ``roles``, longest first; raises :class:`KeyError` for a role without words."""
    rows = chain.from_iterable(map(read_rows, ("words.csv", "discourse.csv", "target_words.csv")))
    found = {row["word"] for row in rows if row["role"] in roles}
    if not found:
        raise KeyError(roles)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternation(*roles: str) -> str:
    """The words of ``roles`` as the inside of a regular expression group, longest first."""
    return "|".join(map(re.escape, words(*roles)))


@cache
def firsts(*roles: str) -> str:
    """The characters that the words of ``roles`` begin with, for a look ahead that fails fast."""
    return "".join(sorted({word[0] for word in words(*roles)}))


@cache
def forms(name: str) -> str:
    """The forms of the list ``name`` as the inside of a group, in their order.

    In braces stands another list, or roles of words; behind ^ the characters these begin with.
    """
    return expanded("|".join(_lists()[name]))


def expanded(form: str) -> str:
    """``form`` with what stands for its braces."""
    return _BRACED.sub(_expand, form)


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in read_rows("forms.csv"):
        found.setdefault(row["list"], []).append(row["form"])
    return found


def _expand(braced: re.Match[str]) -> str:
    if braced[2] in _lists():
        return f"(?:{forms(braced[2])})"
    roles = braced[2].split(",")
    return firsts(*roles) if braced[1] else f"(?=[{firsts(*roles)}])(?:{alternation(*roles)})"


@cache
def idioms() -> frozenset[str]:
    """Idioms and names in which a numeral counts nothing."""
    return frozenset(row["idiom"] for row in read_rows("idioms.csv"))


@cache
def traditional() -> dict[int, str]:
    """Traditional characters to the simplified ones, one to one, for :meth:`str.translate`."""
    return {ord(row["traditional"]): row["simplified"] for row in read_rows("traditional.csv")}
