"""The word lists that the rules read with, and what the words beside a figure name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..lexicon import read_rows
from ..lexicon.subject import squash

BRACKETS = dict.fromkeys("（(“‘《「『【", 1) | dict.fromkeys("）)”’》」』】", -1)


@cache
def _listed(*purposes: str) -> frozenset[str]:
    rows = read_rows("words.csv", __package__)
    return frozenset(row["word"] for row in rows if row["purpose"] in purposes)


@cache
def any_word(*purposes: str, form: str = "{}") -> re.Pattern[str]:
    """A pattern of any word of the lists for some purposes, the longest first, in a ``form``."""
    words = sorted(_listed(*purposes), key=lambda word: (-len(word), word))
    assert words, f"no words for {purposes}"
    any_of = "|".join(map(re.escape, words))
    return re.compile(form.format(f"(?:{any_of})"))


def says(words: str, *purposes: str) -> bool:
    """Whether ``words`` hold a word of one of the lists."""
    return any_word(*purposes).search(words) is not None


def is_word(text: str, purpose: str) -> bool:
    """Whether ``text`` is a word of the list."""
    return text in _listed(purpose)


def only_words(text: str, *purposes: str) -> bool:
    """Whether ``text`` holds nothing but words of the lists."""
    return any_word(*purposes, form="{}*").fullmatch(text) is not None


@lru_cache(maxsize=2**12)
def bare_name(name: str) -> str:
    """A name without the words that name no indicator: 全区, 发放 before it, 人数 behind it."""
    bare = squash(name)
    while (head := any_word("name_head").match(bare)) and head.end() < len(bare):
        bare = bare[head.end() :]
    tail = next((t for t in any_word("name_tail").finditer(bare) if t.end() == len(bare)), None)
    return bare[: tail.start()] if tail and tail.start() else bare


@lru_cache(maxsize=2**14)
def uncovered(name: str) -> str:
    """A bare name without its words of coverage: 城镇新增就业人数 and 新增就业 have one."""
    return any_word("coverage").sub("", bare_name(name))


def coverage(name: str) -> frozenset[str]:
    """The words of a name that say which part of all is counted: 城镇, 规上."""
    return frozenset(any_word("coverage").findall(bare_name(name)))


def compare_names(first: str, second: str) -> str:
    """``same``, ``narrower`` (a word of coverage stands in one only), or ``""``."""
    if not uncovered(first) == uncovered(second) != "":
        return "same" if bare_name(first) == bare_name(second) != "" else ""
    return "same" if coverage(first) == coverage(second) else "narrower"


def names_rate(words: str) -> bool:
    """Whether the words name a rate."""
    return says(any_word("rate_except").sub("", words), "rate")


def ends_in_rate(words: str) -> bool:
    """Whether what the words are said of is a rate by its name: not 支出301亿元，占预算支出的."""
    bare = any_word("rate_except").sub("", words)
    ends = [found.end() for found in any_word("rate").finditer(bare)]
    return bool(ends) and only_words(bare[ends[-1] :], "link", "move", "to")


def of_years(words: str) -> bool:
    """Whether the words tell of a mean or a sum of years, or of a figure for each."""
    return says(any_word("of_years_except").sub("", words), "of_years")
