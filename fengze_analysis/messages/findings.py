"""Findings in words: the one place where their keys and values become sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Protocol

from ..interval import Interval
from ..lexicon.codebook import load_indicators
from ..model import Finding, Period
from ..values import Amount, Claim, Name, One, Pair, Part
from . import load_catalogue, say
from .names import in_sentence
from .numbers import format_amount, format_period, join_words, round_readable

_TOLD_SINGLY, _LISTED = 3, 12
_RANK = re.compile("第([0-9]+)位?")
_CODED = {"independence": "audit.independence", "confidence": "audit.confidence"}


class Alike(Protocol):
    """Findings that are put to the issuer as one point."""

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings, the weightiest first."""


def describe(finding: Finding, language: str, names: Mapping[str, str] | None = None) -> str:
    """What a finding says, as a sentence.

    ``names`` gives the English name of an indicator by code; the package's codebook, if not given.
    """
    return _fill(finding, finding.message, language, names)


def question(finding: Finding, language: str, names: Mapping[str, str] | None = None) -> str:
    """What the issuer is kindly asked to verify, ``""`` where there is nothing to ask."""
    key = f"{finding.message}.verify"
    return _fill(finding, key, language, names) if key in load_catalogue() else ""


def readings(finding: Finding, language: str) -> tuple[str, ...]:
    """The innocent readings that are left."""
    return tuple(say(key, language) for key in finding.readings)


def describe_point(point: Alike, language: str, names: Mapping[str, str] | None = None) -> str:
    """What a point says: its finding, or its alike findings in one."""
    return _of_point(describe, point, language, names)


def question_of_point(point: Alike, language: str, names: Mapping[str, str] | None = None) -> str:
    """What the issuer is asked about a point."""
    return _of_point(question, point, language, names)


def readings_of_point(point: Alike, language: str) -> tuple[str, ...]:
    """The innocent readings of a point, each once."""
    return tuple(dict.fromkeys(r for one in point.findings for r in readings(one, language)))


def _of_point(
    tell: Callable[[Finding, str, Mapping[str, str] | None], str],
    point: Alike,
    language: str,
    names: Mapping[str, str] | None,
) -> str:
    told = [tell(one, language, names) for one in point.findings[:_TOLD_SINGLY]]
    more = len(point.findings) - len(told)
    if more:
        told.append(say("audit.more", language, count=more))
    return ("" if language == "zh" else " ").join(filter(None, told))


def _fill(finding: Finding, key: str, language: str, names: Mapping[str, str] | None) -> str:
    said = {name: _say_value(name, value, language, names) for name, value in finding.values}
    return say(key, language, **said)


def _say_value(name: str, value: object, language: str, names: Mapping[str, str] | None) -> str:
    if name in _CODED:
        return say(f"{_CODED[name]}.{value}", language)
    if name == "rule":
        return say(f"audit.rule.{value}.name", language)
    if isinstance(value, Period):
        return format_period(value, language)
    if name == "publisher":
        return str(value) or say("audit.unnamed", language)
    if isinstance(value, tuple) and not isinstance(value, Amount | Name | Pair | Claim | Part):
        first, *others = [_word(one, language, names) for one in value[:_LISTED]] or [""]
        if isinstance(value[0] if value else "", Name):
            others = [in_sentence(other, language) for other in others]
        listed = join_words([first, *others], language)
        more = len(value) - _LISTED
        return say("audit.listed", language, list=listed, count=more) if more > 0 else listed
    return _word(value, language, names)  # type: ignore[arg-type]


def _word(value: One, language: str, names: Mapping[str, str] | None) -> str:
    if isinstance(value, Amount):
        return _amount(value, language)
    if isinstance(value, Name):
        return _name(value, language, names)
    if isinstance(value, Pair):
        gap = " " * (language == "en")
        return _name(value.name, language, names) + gap + _amount(value.amount, language)
    if isinstance(value, Claim):
        return _claim(value, language)
    if isinstance(value, Part):
        where = {"section": value.section, "item": value.item}
        kind = "none" if value.section == "0" else "section" if value.item == "0" else "item"
        place = say(f"audit.place.{kind}", language, **where)
        return say("audit.place.counted", language, place=place, some=value.some, total=value.total)
    return nested(str(value))


def _amount(amount: Amount, language: str) -> str:
    """A number, or a figure as it is printed (in English with its unit in words)."""
    value, approx = amount.value, amount.approx
    if isinstance(value, Interval) and not amount.surface:
        return format_amount(round_readable(value), amount.unit, language)
    if language == "zh" and amount.surface:
        doubled = approx == "over" and any(mark in amount.surface for mark in "余多")
        text = say("numbers.exact" if doubled else f"numbers.{approx}", "zh", n=amount.surface)
    else:
        text = format_amount(value, amount.unit, language, approx)
    if amount.kind != "change":
        return text
    return say(f"audit.moved.{amount.direction or 'either'}", language, n=text)


def _name(name: Name, language: str, names: Mapping[str, str] | None) -> str:
    """The printed words; in English the indicator's name with them behind it."""
    words = nested(name.words)
    if language == "zh":
        return words
    known = _english_names() if names is None else names
    first, *others = [known[code] for code in name.codes if known.get(code)] or [""]
    english = join_words([first, *(in_sentence(other, "en") for other in others)], "en")
    return f"{english} (“{words}”)" if english else f"“{words}”"


def _claim(claim: Claim, language: str) -> str:
    """A clause in quotes; in English with what its boastful or vague words mean."""
    quoted = f"“{nested(claim.clause)}”"
    glosses = [] if language == "zh" else [_gloss(word) for word in claim.words]
    known = ", ".join(filter(None, glosses))
    return f"{quoted} ({known})" if known else quoted


def _gloss(word: str) -> str:
    rank, key = _RANK.fullmatch(word), f"audit.word.{word}"
    if rank:
        return say("numbers.rank", "en", n=rank[1])
    return say(key, "en") if key in load_catalogue() else ""


def nested(words: str) -> str:
    """Printed words fit to stand in quotation marks themselves.

    >>> nested("全区“互联网+监管”梳理率")
    '全区‘互联网+监管’梳理率'
    """
    return words.replace("“", "‘").replace("”", "’")


@cache
def _english_names() -> Mapping[str, str]:
    return {indicator.code: indicator.name_en for indicator in load_indicators()}
