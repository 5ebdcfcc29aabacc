"""Sentences with blanks, from ``sentences.csv``, filled in both languages at once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from ..comparison.words import english
from ..publishing.cells import Words
from .phrasing import plural

Blank = Words | str | int


@cache
def _sentences() -> Mapping[str, Words]:
    text = (files(__package__) / "sentences.csv").read_text(encoding="utf-8")
    return {row["key"]: Words(row["zh"], row["en"]) for row in csv.DictReader(text.splitlines())}


def say(key: str, **blanks: Blank) -> Words:
    """The sentence ``key`` with its blanks filled; a blank may differ by language.

    >>> say("own_many", own=Words("丰泽区", "Fengze District"), n=counted(2, "target")).zh
    '本库收录丰泽区自己的目标2条。'
    """
    sentence = _sentences()[key]
    return Words(
        sentence.zh.format(**{name: _in(value, "zh") for name, value in blanks.items()}),
        sentence.en.format(**{name: _in(value, "en") for name, value in blanks.items()}),
    )


def _in(value: Blank, language: str) -> str:
    if isinstance(value, Words):
        return value.zh if language == "zh" else value.en
    return str(value)


def counted(count: int, one: str, many: str = "") -> Words:
    """A count: the bare number in Chinese, with its noun in English.

    >>> counted(1, "row"), counted(2, "row")
    (Words(zh='1', en='1 row'), Words(zh='2', en='2 rows'))
    """
    return Words(str(count), plural(count, one, many))


def joined(parts: Iterable[Words], zh: str = "", en: str = " ") -> Words:
    """Several sentences or phrases as one, the empty ones left out."""
    said = [part for part in parts if part.zh or part.en]
    return Words(zh.join(part.zh for part in said), en.join(part.en for part in said))


def paragraphs(*parts: Words) -> Words:
    """Sentences as paragraphs of their own."""
    return joined(parts, "\n\n", "\n\n")


def tallied(counts: Mapping[str, int], unit: str = "项") -> Words:
    """How often each of the comparison's words came, in the order given.

    >>> tallied({"高于参照目标": 4, "低于参照目标": 1}).zh
    '高于参照目标4项、低于参照目标1项'
    """
    found = [(word, count) for word, count in counts.items() if count]
    return Words(
        "、".join(f"{word}{count}{unit}" for word, count in found),
        ", ".join(f"{count} {english(word)}" for word, count in found),
    )
