"""The audit's data: its rules and their cases, and the word lists that the rules read with."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..errors import InputError
from ..lexicon import read_rows


class Case(NamedTuple):
    """What a rule can find: its outcome, weight, group and innocent readings.

    ``tests`` is whether the case could have come out otherwise: a list no longer than its count
    tests nothing, so its agreement is not counted. ``weight`` ranks by what an answer could
    change; 0 is for the annex alone. Findings of one ``group`` are one point.
    """

    outcome: str
    tests: bool
    weight: int
    group: str
    readings: tuple[str, ...]


@cache
def load_rules() -> tuple[str, ...]:
    """The rules in the order in which findings are listed, the weightiest first.

    Their texts are in ``messages/``: ``audit.rule.ID.name``, meaning, tolerance and origin.

    >>> load_rules()[0]
    'attainable_percentage'
    """
    return tuple(row["rule"] for row in read_rows("rules.csv", __package__))


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
            row["group"],
            tuple(filter(None, row["readings"].split(";"))),
        )
        for row in read_rows("cases.csv", __package__)
    }


@cache
def any_word(purpose: str) -> re.Pattern[str]:
    """A pattern of any word of the list for one purpose, the longest first.

    >>> any_word("gain").search("梳理率与认领率提升至").group()
    '提升'
    """
    rows = read_rows("words.csv", __package__)
    words = [row["word"] for row in rows if row["purpose"] == purpose]
    if not words:
        raise InputError(f"no words for {purpose!r}", "words.csv", "a purpose of the list")
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))


def says(words: str, *purposes: str) -> bool:
    """Whether ``words`` hold a word of one of the lists.

    >>> says("占年度计划", "plan"), says("占总数", "plan")
    (True, False)
    """
    return any(any_word(purpose).search(words) for purpose in purposes)


def is_word(text: str, purpose: str) -> bool:
    """Whether ``text`` is a word of the list."""
    return any_word(purpose).fullmatch(text) is not None


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
    rows = read_rows("nouns.csv", __package__)
    return tuple((row["noun"], row["unit"], row["group"]) for row in rows)
