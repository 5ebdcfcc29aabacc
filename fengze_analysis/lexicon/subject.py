"""What a phrase names, once the words that name nothing are gone."""

from __future__ import annotations

import re

from . import alternation
from .folding import without_blanks

_FULL_WIDTH = re.compile("[０-９％＋．]")
_YEAR = re.compile(r"[0-9〇零一二三四五六七八九]{2,4}年?|“?[一二三四五六七八九十]+五”?")
_NAMES_NOTHING = re.compile(alternation("names_nothing"))
_PUNCTUATION = re.compile(r"[\W_]+")


def squash(raw: str) -> str:
    """``raw`` without blanks and with plain digits, so that words can be matched."""
    return _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), without_blanks(raw))


def subject(words: str) -> str:
    """What is left of words without those that name nothing: 全市, 达到, 2023年.

    >>> subject("2023年全市图书馆达到")
    '图书馆'
    """
    bare = _NAMES_NOTHING.sub("", _YEAR.sub("", squash(words)))
    return _PUNCTUATION.sub("", bare)


def names_subject(phrase: str) -> bool:
    """Whether a phrase says what is measured: 2010年达到 and 总投资 do not.

    >>> names_subject("图书馆"), names_subject("年度总投资")
    (True, False)
    """
    return len(subject(phrase)) > 1
