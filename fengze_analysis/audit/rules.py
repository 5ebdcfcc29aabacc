"""The audit's data: its rules and their cases, and the word lists that the rules read with."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from ..errors import InputError


class Case(NamedTuple):
    """What a rule can find: its outcome, weight and innocent readings.

    ``tests`` is whether the case could have come out otherwise: a list no longer than its count
    tests nothing, so its agreement is not counted. ``weight`` ranks by what an answer could
    change; 0 is for the annex alone.
    """

    outcome: str
    tests: bool
    weight: int
    readings: tuple[str, ...]


@cache
def load_rules() -> tuple[str, ...]:
    """The rules in the order in which findings are listed, the weightiest first.

    Name, meaning, tolerance and origin of a rule are texts of ``messages/``:
    ``audit.rule.ID.name`` and so on.

    >>> load_rules()[0]
    'attainable_percentage'
    """
    return tuple(row["rule"] for row in _table("rules"))


@cache
def load_cases() -> dict[tuple[str, str], Case]:
    """The cases by rule and name.

    >>> load_cases()["sum_of_parts", "adds_up"].outcome
    'consistent'
    """
    return {
        (row["rule"], row["case"]): Case(
            row["outcome"],
            row["tests"] == "yes",
            int(row["weight"]),
            tuple(filter(None, row["readings"].split(";"))),
        )
        for row in _table("cases")
    }


@cache
def any_word(purpose: str) -> re.Pattern[str]:
    """A pattern of any word of the list for one purpose, the longest first.

    >>> any_word("gain").search("梳理率与认领率提升至").group()
    '提升'
    """
    words = [row["word"] for row in _table("words") if row["purpose"] == purpose]
    if not words:
        raise InputError(f"no words for {purpose!r}", "words.csv", "a purpose of the list")
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))


@cache
def _only_words(purposes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(any_word(purpose).pattern for purpose in purposes) + ")*")


def only_words(text: str, *purposes: str) -> bool:
    """Whether ``text`` holds nothing but words of the lists.

    >>> only_words("、同比增长", "link", "move"), only_words("，税收增长", "link", "move")
    (True, False)
    """
    return _only_words(purposes).fullmatch(text) is not None


@cache
def load_nouns() -> tuple[tuple[str, str, str], ...]:
    """What can be counted whole: a noun, its measure word, and the group it belongs to."""
    return tuple((row["noun"], row["unit"], row["group"]) for row in _table("nouns"))


def _table(name: str) -> Iterator[dict[str, str]]:
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines())
