"""What indicators, places and the codes of the tables are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..lexicon.codebook import load_indicators, load_places
from ..model import split_word
from . import load_catalogue, say

Names = Mapping[str, str]  # display names by code or full name of an area; they come first


def indicator_name(
    code: object, language: str, names: Names | None = None, phrase: str = ""
) -> str:
    """The indicator's name; ``phrase``, the words of the text, where it has no code."""
    first = code.partition(";")[0] if isinstance(code, str) else ""
    return (names or {}).get(first) or indicator_names(language).get(first) or phrase or first


def place_name(place: str, language: str, names: Names | None = None) -> str:
    """The short name of an area, in English its English name where one is known."""
    return (names or {}).get(place) or _places(language).get(place) or place


def in_sentence(name: str, language: str) -> str:
    """A name as inside a sentence: without its capital in English, unless it is GDP or A-grade."""
    word = name.split(" ")[0]
    plain = language == "en" and word[1:2].islower() and word[1:].islower() and word != "China"
    return name[0].lower() + name[1:] if plain else name


@cache
def indicator_names(language: str) -> dict[str, str]:
    """The names of the package's codebook by code."""
    return {one.code: one.name_zh if language == "zh" else one.name_en for one in load_indicators()}


@cache
def _places(language: str) -> dict[str, str]:
    english = language == "en"
    return {one.place: (english and one.name_en) or one.short for one in load_places()}


# Columns whose codes are those of another one.
_SAME = {
    **dict.fromkeys(("word_cagr", "word_un", "word_destatis", "word_wider", "official"), "word"),
    "better": "direction",
    "observed_approx": "approx",
    "observed_kind": "kind",
    "observed_year_from": "year_from",
    "reference_level": "level",
    "target_class": "class",
    "target_type": "type",
}


def code_text(column: str, code: str, language: str) -> str:
    """The words for a ``code`` of ``column``; a value that is no known code stays as it is."""
    column = _SAME.get(column, column)
    head, choices = split_word(code)
    if choices and f"{column}.{head}" in load_catalogue():
        words = [code_text(column, choice, language) for choice in choices]
        opened, between, closed = ("（", "／", "）") if language == "zh" else (" (", " / ", ")")
        return f"{say(f'{column}.{head}', language)}{opened}{between.join(words)}{closed}"
    key = f"{column}.{code}"
    return say(key, language) if key in load_catalogue() else code
