"""Codes of the tables in words: ``kind.share``, ``word.ahead``, ``undecided:a|b``."""

from __future__ import annotations

from . import load_catalogue, say

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
    """The words for a ``code`` of ``column``; a value that is no known code stays as it is.

    >>> code_text("kind", "share", "zh"), code_text("heading", "招商引资", "en")
    ('比率', '招商引资')
    >>> code_text("word", "undecided:ahead|behind", "zh")
    '舍入误差内不能判定（快于预期／滞后于预期）'
    """
    column = _SAME.get(column, column)
    head, colon, choices = code.partition(":")
    if colon and f"{column}.{head}" in load_catalogue():
        words = [code_text(column, choice, language) for choice in choices.split("|")]
        opened, between, closed = ("（", "／", "）") if language == "zh" else (" (", " / ", ")")
        return f"{say(f'{column}.{head}', language)}{opened}{between.join(words)}{closed}"
    key = f"{column}.{code}"
    return say(key, language) if key in load_catalogue() else code
