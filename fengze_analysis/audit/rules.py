"""The audit's data: rules, outcome words, messages, innocent readings and word lists."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..errors import InputError


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the audit: what it means, what it tolerates, and where that comes from."""

    id: str
    name_zh: str
    name_en: str
    meaning_zh: str
    meaning_en: str
    tolerance_zh: str
    tolerance_en: str
    origin_zh: str
    origin_en: str


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one case of a rule, with ``{placeholders}`` for its figures."""

    outcome: str
    summary_zh: str
    summary_en: str
    readings: tuple[str, ...]
    verify_zh: str
    verify_en: str


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules in the order in which findings are listed.

    >>> load_rules()[0].id, load_rules()[0].name_zh
    ('sum_of_parts', '分项与合计')
    """
    return tuple(Rule(**row) for row in _table("rules"))


@cache
def load_messages() -> dict[tuple[str, str], Message]:
    """The message of each rule and case.

    >>> load_messages()["sum_of_parts", "adds_up"].outcome
    'consistent'
    """
    return {
        (row["rule"], row["case"]): Message(
            row["outcome"],
            row["summary_zh"],
            row["summary_en"],
            tuple(row["readings"].split(";")) if row["readings"] else (),
            row["verify_zh"],
            row["verify_en"],
        )
        for row in _table("messages")
    }


@cache
def load_readings() -> dict[str, tuple[str, str]]:
    """The innocent readings by name, each in Chinese and English."""
    return {row["reading"]: (row["zh"], row["en"]) for row in _table("readings")}


@cache
def load_words(purpose: str) -> tuple[str, ...]:
    """The words of the list for one purpose, longest first.

    >>> "若干" in load_words("vague")
    True
    """
    words = [row["word"] for row in _table("words") if row["purpose"] == purpose]
    if not words:
        raise InputError(f"no words for {purpose!r}", "words.csv", "a purpose of the list")
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def any_word(purpose: str) -> re.Pattern[str]:
    """A pattern of any word of the list, the longest first.

    >>> any_word("gain").search("梳理率与认领率提升至").group()
    '提升'
    """
    return re.compile("|".join(map(re.escape, load_words(purpose))))


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
def load_glosses() -> dict[str, str]:
    """The vague and the boastful words of the lists in English.

    >>> load_glosses()["率先"]
    'the first to do so'
    """
    return {row["word"]: row["en"] for row in _table("glosses")}


@cache
def load_nouns() -> tuple[tuple[str, str, str], ...]:
    """What can be counted whole: a noun, its measure word, and the group it belongs to."""
    return tuple((row["noun"], row["unit"], row["group"]) for row in _table("nouns"))


def outcome_word(outcome: str, language: str) -> str:
    """The fixed word of an outcome.

    >>> outcome_word("cannot_tell", "zh"), outcome_word("contradiction", "en")
    ('待核实', 'figures disagree')
    """
    words = {row["outcome"]: row for row in _table("outcomes")}
    if outcome not in words or language not in ("zh", "en"):
        raise InputError(f"no word for {outcome!r} in {language!r}", "", " ".join(words))
    return words[outcome][language]


def _table(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
