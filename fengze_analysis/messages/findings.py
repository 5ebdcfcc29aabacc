"""Findings in words: the one place where their keys and values become sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from ..interval import Interval
from ..model import Finding, Period
from ..values import Amount, Claim, MeasurePart, Name, NamedAmount, One
from . import load_catalogue, say
from .names import Names, in_sentence, indicator_names
from .numbers import format_amount, format_period, join_words, round_readable

_TOLD_SINGLY, _LISTED = 3, 12
_RANK = re.compile("第([0-9]+)位?")
_CODED = {
    "independence": "audit.independence.{}",
    "confidence": "audit.confidence.{}",
    "rule": "audit.rule.{}.name",
}


class Alike(Protocol):
    """Findings that are put to the issuer as one point, the weightiest first."""

    @property
    def findings(self) -> Sequence[Finding]: ...


def describe(finding: Finding, language: str, names: Names | None = None) -> str:
    """What a finding says, as a sentence; ``names`` go before those of the codebook."""
    return _fill(finding, "", language, names)


def describe_point(point: Alike, language: str, names: Names | None = None) -> str:
    """What a point says: its finding, or its alike findings in one."""
    return _of_point(point, "", language, names)


def question_of_point(point: Alike, language: str, names: Names | None = None) -> str:
    """What the issuer is kindly asked to verify, ``""`` where there is nothing to ask."""
    return _of_point(point, ".verify", language, names)


def readings_of_point(point: Alike, language: str) -> tuple[str, ...]:
    """The innocent readings of a point, each once."""
    keys = dict.fromkeys(key for one in point.findings for key in one.readings)
    return tuple(dict.fromkeys(say(key, language) for key in keys))


def _of_point(point: Alike, part: str, language: str, names: Names | None) -> str:
    told = [_fill(one, part, language, names) for one in point.findings[:_TOLD_SINGLY]]
    more = len(point.findings) - len(told)
    if more:
        told.append(say("audit.more", language, count=more))
    return ("" if language == "zh" else " ").join(filter(None, told))


def _fill(finding: Finding, part: str, language: str, names: Names | None) -> str:
    key = finding.message + part
    if part and key not in load_catalogue():
        return ""
    values = {name: _say_value(name, value, language, names) for name, value in finding.values}
    said = say(key, language, **values)
    return said[:1].upper() + said[1:]  # a name that begins the sentence


def _say_value(name: str, value: object, language: str, names: Names | None) -> str:
    if name in _CODED:
        return say(_CODED[name].format(value), language)
    if isinstance(value, Period):
        return format_period(value, language)
    if name == "publisher":
        return (names or {}).get(str(value)) or str(value) or say("audit.unnamed", language)
    if type(value) is not tuple:
        return _word(value, language, names)  # type: ignore[arg-type]
    words = [_word(one, language, names) for one in value[:_LISTED]]
    listed = join_words(words, language)
    more = len(value) - _LISTED
    return say("audit.listed", language, list=listed, count=more) if more > 0 else listed


def _word(value: One, language: str, names: Names | None) -> str:
    if isinstance(value, Amount):
        return _amount(value, language)
    if isinstance(value, Name):
        return _name(value, language, names)
    if isinstance(value, NamedAmount):
        gap = " " * (language == "en")
        return _name(value.name, language, names) + gap + _amount(value.amount, language)
    if isinstance(value, Claim):
        return _claim(value, language)
    if isinstance(value, MeasurePart):
        kind = "none" if value.section == "0" else "section" if value.item == "0" else "item"
        place = say(f"audit.place.{kind}", language, section=value.section, item=value.item)
        return say("audit.place.counted", language, place=place, some=value.some, total=value.total)
    return _nested(str(value))


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


def _name(name: Name, language: str, names: Names | None) -> str:
    """The printed words; in English the indicator's name, as inside a sentence, before them."""
    words = _nested(name.words)
    if language == "zh":
        return words
    known = indicator_names("en") if names is None else names
    said = [in_sentence(known[code], "en") for code in name.codes if known.get(code)]
    return f"{join_words(said, 'en')} (“{words}”)" if said else f"“{words}”"


def _claim(claim: Claim, language: str) -> str:
    """A clause in quotes; in English with what its boastful or vague words mean."""
    quoted = f"“{_nested(claim.clause)}”"
    known = ", ".join(filter(None, map(_gloss, claim.words))) if language == "en" else ""
    return f"{quoted} ({known})" if known else quoted


def _gloss(word: str) -> str:
    rank, key = _RANK.fullmatch(word), f"audit.word.{word}"
    if rank:
        return say("numbers.rank", "en", n=rank[1])
    return say(key, "en") if key in load_catalogue() else ""


def _nested(words: str) -> str:
    """Printed words fit to stand in quotation marks themselves: “互联网+” becomes ‘互联网+’."""
    return words.replace("“", "‘").replace("”", "’")
