"""Phrases to codes: which indicator of a codebook the words around a figure name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add, itemgetter

from ..model import Indicator
from ..text.folding import fold
from .phrases import Naming


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Literal parts in order, parts that must not occur, and the code they name."""

    parts: tuple[str, ...]
    absent: tuple[str, ...]
    code: str
    form: str
    unit: str
    weight: int


# What kind of figure an indicator of each form can be; every other form takes every other kind.
_KIND_OF_FORM = {"rank": "rank", "growth": "change"}
_ORDER = itemgetter(0)
_STRICT_UNITS = ("%", "‰", "个百分点", "元", "倍", "位")


class Codebook:
    """Finds the indicator that words name; the longest literal text wins.

    >>> phrases = ("数字经济…占GDP比重…!核心",)
    >>> wide = Indicator("share_wide", "", "", "%", "", "rate", "", "", "", phrases)
    >>> book = Codebook([wide])
    >>> book.find("全区数字经济规模占GDP比重提升至", "", "share", "%")
    'share_wide'
    >>> book.find("全区数字经济规模占GDP比重提升", "", "change", "个百分点")
    ''
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        patterns = [_parse(phrase, one) for one in indicators for phrase in one.phrases]
        patterns.sort(key=lambda pattern: (-pattern.weight, pattern.code))
        # By the first two characters of the longest part, each with its place in the order.
        self._patterns: dict[str, list[tuple[int, _Pattern]]] = {}
        for order, pattern in enumerate(patterns):
            key = max(pattern.parts, key=len)[:2]
            self._patterns.setdefault(key, []).append((order, pattern))
        self._keys = frozenset(self._patterns)

    def find(self, before: str, after: str, kind: str, unit: str) -> str:
        """The code of the words before and after a figure, ``""`` where none fits."""
        words = f"{before}#{after}"
        pairs = map(add, words, words[1:])
        keys = self._keys.intersection(chain(pairs, words))
        found = [entry for key in keys for entry in self._patterns[key]]
        for _, pattern in sorted(found, key=_ORDER):
            if _fits(pattern, kind, unit) and _matches(pattern, words):
                return pattern.code
        return ""

    def name(self, naming: Naming, kind: str, unit: str) -> tuple[str, ...]:
        """The codes of a figure: one for each thing it states (A 率与 B 率均 100%)."""
        codes: list[str] = []
        for before, after in naming.contexts if self._patterns else ():
            code = self.find(before, after, kind, unit)
            if not code and naming.carried:
                code = self.find(naming.carried + before, after, kind, unit)
            if code and code not in codes:
                codes.append(code)
        return tuple(codes)


@lru_cache(maxsize=4)
def codebook_of(indicators: tuple[Indicator, ...]) -> Codebook:
    """The codebook of ``indicators``, made once for all the reports that are read with it.

    >>> codebook_of(()) is codebook_of(())
    True
    """
    return Codebook(indicators)


def _fits(pattern: _Pattern, kind: str, unit: str) -> bool:
    """Whether a figure of this kind and unit can be the indicator at all."""
    wanted = _KIND_OF_FORM.get(pattern.form)
    if wanted != kind and (wanted or kind in _KIND_OF_FORM.values()):
        return False
    strict = pattern.unit in _STRICT_UNITS or unit in _STRICT_UNITS
    return not strict or pattern.unit == unit


def _parse(phrase: str, indicator: Indicator) -> _Pattern:
    pieces = [fold(piece).replace(" ", "") for piece in phrase.split("…") if piece.strip()]
    parts = tuple(piece for piece in pieces if not piece.startswith("!"))
    absent = tuple(piece[1:] for piece in pieces if piece.startswith("!"))
    weight = sum(len(part) for part in parts)
    return _Pattern(parts, absent, indicator.code, indicator.form, indicator.unit, weight)


def _matches(pattern: _Pattern, words: str) -> bool:
    position = 0
    for part in pattern.parts:
        at = words.find(part, position)
        if at < 0:
            return False
        position = at + len(part)
    return not any(part in words for part in pattern.absent)
