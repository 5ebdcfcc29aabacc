"""Sentences that speak of an indicator in words, without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fengze_analysis.model import Indicator, Sentence

_CLAUSE_END = re.compile(r"[，；。！？]")
_SPACE = re.compile(r"\s+")
_FIGURE = re.compile(r"(?<![A-Za-z0-9.])\d(?![0-9.]*[A-Za-z])")
_MEASURE = re.compile(r"(?:天数)?(?:比例|比率|占比|比重|人数|总数|总量|数量|增速|率|数)$")
_SHORTEST = 4  # letters that must be named before a clause is taken to speak of an indicator
_Parts = tuple[str, ...]


def sentence_about(indicator: Indicator, sentences: Iterable[Sentence]) -> str:
    """The first sentence that names an indicator in words, ``""`` where none does.

    A clause without a figure names it if it holds the literal parts of one of its phrases in
    their order; the measure word at the end (率, 天数比例) is left out, and one part may be
    parted in two (空气质量优良率: 空气质量总体保持优良).

    >>> air = Indicator("good_air", "空气质量优良天数比例", "Good air", "%", "up", "rate", "生态",
    ...                 "outcome", "yes", ("空气质量优良率…#",))
    >>> sentence_about(air, [Sentence(0, 15, "空气质量总体保持优良，水质达标。")])
    '空气质量总体保持优良，水质达标。'
    """
    patterns = [_pattern(phrase) for phrase in indicator.phrases]
    for sentence in sentences:
        for clause in _CLAUSE_END.split(_SPACE.sub("", sentence.text)):
            if any(_names(parts, barred, clause) for parts, barred in patterns):
                return sentence.text
    return ""


def _pattern(phrase: str) -> tuple[_Parts, _Parts]:
    """The parts a clause must hold in order, and those it must not hold."""
    parts = [part for part in re.split(r"[…#]|(?=!)", phrase) if part]
    wanted = [part for part in parts if not part.startswith("!")]
    if wanted:
        wanted[-1] = _MEASURE.sub("", wanted[-1])
    return tuple(filter(None, wanted)), tuple(part[1:] for part in parts if part[0] == "!")


def _names(parts: _Parts, barred: _Parts, clause: str) -> bool:
    if sum(map(len, parts)) < _SHORTEST or _FIGURE.search(clause):
        return False
    if any(part in clause for part in barred):
        return False
    return any(_in_order(way, clause) for way in _ways(parts))


def _ways(parts: _Parts) -> Iterator[_Parts]:
    """The parts as they are, then with one of them parted in two pieces of two letters or more."""
    yield parts
    for at, part in enumerate(parts):
        for cut in range(2, len(part) - 1):
            yield (*parts[:at], part[:cut], part[cut:], *parts[at + 1 :])


def _in_order(parts: _Parts, clause: str) -> bool:
    at = 0
    for part in parts:
        found = clause.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
