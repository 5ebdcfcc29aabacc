"""Names to codes: which indicator of a codebook the words of a figure name, whole and exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ..lexicon import alternation, read_rows, words
from ..lexicon.codebook import expand
from ..lexicon.folding import fold
from ..model import Indicator
from ..text.layout import FILLER

_BLANK = re.compile(rf"[\s{FILLER}“”\"‘’《》]+")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_KINDS = {
    "growth": ("change",),
    "rank": ("rank",),
    "rate": ("share",),
    "index": ("amount",),
    "ratio": ("amount", "multiple", "share", "duration"),
}
_AMOUNT = ("amount", "duration")
_MAY_MOVE = ("share", "change")
_MOVED = re.compile(r"(?:增长|增速|增幅|涨幅|提高|(下降|降低|降幅))\s*(?:\([^()]*\)|%)?$")
_STOPS = " ，。；、,;.！？"
_SIGN = {"+": "up", "-": "down", "~": ""}  # ~ a growth may be printed without its verb
# Units of one measure, which convert; any of the things counted may be printed as 个.
_ALIKE = tuple(frozenset(row["units"].split()) for row in read_rows("alike_units.csv"))
_SPELLED = {fold(row["printed"]): row["name"] for row in read_rows("spellings.csv")}
_SPELLING = re.compile("|".join(map(re.escape, sorted(_SPELLED, key=lambda one: (-len(one), one)))))
_OPENS = re.compile(f"{alternation('neutral_before')}|完成(?!投资$)|[、，,的和及与:]")
_CLOSES = re.compile(f"(?:{alternation('neutral_behind')}|的|[、，,:])$")


class Wording(NamedTuple):
    """The words that may name a figure for the codebook, none of them beyond a figure, ； or 。."""

    own: str  # before it in its clause; of an item of a list with the head that all share
    noun: str = ""  # behind its unit, where it counts something
    subject: str = ""  # what the clause before was about
    behind: str = ""  # all that follows in its clause
    topic: str = ""  # what the sentence said before, up to the last ；
    bare: str = ""  # an item of a list without the head
    of_whole: bool = False  # the shares of a list are of none of its items alone


class Naming(NamedTuple):
    """The phrase shown for a figure, and one name for each thing it states (A 率与 B 率均 100%)."""

    phrase: str
    names: tuple[Wording, ...]


class _Pattern(NamedTuple):
    """What must hold beside the name: the kinds, the unit, the direction, the topic."""

    code: str
    kinds: tuple[str, ...]
    units: frozenset[str]
    direction: str
    topic: str
    behind: tuple[str, ...]

    def fits(self, kind: str, unit: str, direction: str, name: Wording) -> bool:
        """Whether a figure of this kind and unit, in these words, can be the indicator."""
        return (
            kind in self.kinds
            and unit in self.units
            and (not self.direction or direction == self.direction)
            and (not self.topic or _has_topic(self.topic, name.topic))
            and (not self.behind or _in_order(self.behind, name.behind.rstrip(_STOPS)))
        )


class Coder:
    """Finds the indicator whose name the words of a figure are, once what is neutral is gone.

    A pattern is a whole name; nothing may stand before or behind it but words that change no
    meaning (全市, 累计, 完成), so a name with a modifier of its own (企业研发投入) names nothing.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        book = {one.code: one for one in indicators}
        self._patterns: dict[str, list[_Pattern]] = {}
        self._open: dict[str, list[tuple[tuple[str, ...], _Pattern]]] = {}  # by end and beginning
        for one in book.values():
            parsed = (_parse(phrase, one) for phrase in _resolved(one, book))
            for name, pattern in chain.from_iterable(parsed):
                if "…" in name:
                    parts = tuple(name.split("…"))
                    self._open.setdefault(parts[-1][-2:] + parts[0][:1], []).append(
                        (parts, pattern)
                    )
                else:
                    self._patterns.setdefault(name, []).append(pattern)
        for patterns in self._patterns.values():
            patterns.sort(key=lambda one: (-len(one.behind), -len(one.topic), -len(one.direction)))

    def find(self, label: str, kind: str, unit: str, direction: str = "") -> str:
        """The code of a name that stands alone, as in a table; ``""`` where none fits."""
        return self._find(Wording(label), kind, unit, direction)

    def name(self, naming: Naming, kind: str, unit: str, direction: str = "") -> tuple[str, ...]:
        """The codes of a figure: one for each thing it states (A 率与 B 率均 100%)."""
        if not self._patterns:
            return ()
        codes = (self._find(name, kind, unit, direction) for name in naming.names)
        return tuple(dict.fromkeys(filter(None, codes)))

    def _find(self, name: Wording, kind: str, unit: str, direction: str) -> str:
        if kind in _MAY_MOVE and (moved := _MOVED.search(name.own)):
            kind, direction = "change", "down" if moved[1] else "up"  # a label, no verb behind it
        for words_, gaps in _names(name):
            for pattern in self._patterns.get(words_, ()):
                if pattern.fits(kind, unit, direction, name):
                    return pattern.code
            first, end = words_[:1], words_[-2:]
            for key in (end + first, end, first, "") if gaps else ():
                for parts, pattern in self._open.get(key, ()):
                    if pattern.fits(kind, unit, direction, name) and _in_order(parts, words_):
                        return pattern.code
        return ""


@lru_cache(maxsize=4)
def coder_of(indicators: tuple[Indicator, ...]) -> Coder:
    """The coder for ``indicators``, made once for all the reports that are read with it."""
    return Coder(indicators)


def _names(name: Wording) -> Iterator[tuple[str, bool]]:
    """The names a figure may have, the likeliest first, and whether a pattern may leave gaps."""
    own = _normalise(name.own)
    if name.bare:
        yield own, True
        yield _normalise(name.bare), True
    elif name.noun:
        yield _normalise(name.own + name.noun), True
    elif own:
        dependent = own in _DEPENDENT
        if name.subject and dependent:
            yield _normalise(name.subject + own), True
        yield own, True
        if name.subject and not dependent:
            yield _normalise(name.subject + own), False
    elif name.subject:
        yield _normalise(name.subject), True
    if name.behind:  # asked for with a # and its first letter
        yield f"{own}#{name.behind[:1]}", False
        yield f"#{name.behind[:1]}", False


@lru_cache(maxsize=1 << 16)
def _normalise(printed: str) -> str:
    """One spelling of a name, without remarks, place, time and verbs that change no meaning."""
    text = _REMARK.sub("", _BLANK.sub("", fold(printed)))
    text = _SPELLING.sub(lambda match: _SPELLED[match[0]], text)
    while (match := _OPENS.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    while (match := _CLOSES.search(text)) and match.start():
        text = text[: match.start()]
    return text


# Names that say nothing without their subject: 完成投资, 总投资.
_DEPENDENT = frozenset(map(_normalise, words("dependent")))


def _resolved(one: Indicator, book: dict[str, Indicator]) -> Iterator[str]:
    """The patterns of ``one``; ``=code`` stands for those of another."""
    for phrase in one.phrases:
        sign = phrase[: phrase[:1] in _SIGN]
        if phrase[len(sign) :].startswith("="):
            other = book.get(phrase[len(sign) + 1 :])
            yield from (sign + name for name in _resolved(other, book)) if other else ()
        else:
            yield phrase


def _parse(phrase: str, indicator: Indicator) -> Iterator[tuple[str, _Pattern]]:
    """``+topic@name#behind…more`` to the name and what must hold beside it."""
    sign = phrase[: phrase[:1] in _SIGN]
    topic, _, rest = phrase[len(sign) :].rpartition("@")
    kinds = _KINDS.get(indicator.form, _AMOUNT) + (("share",) if sign == "~" else ())
    units = frozenset((indicator.unit,)).union(*(one for one in _ALIKE if indicator.unit in one))
    for spelled in expand(rest):
        name, counted, behind = spelled.partition("#")
        pieces = tuple(fold(behind).split("…")) if behind else ()
        pattern = _Pattern(indicator.code, kinds, units, _SIGN.get(sign, ""), fold(topic), pieces)
        yield _normalise(name) + counted + (pieces[0][:1] if pieces else ""), pattern


def _has_topic(topic: str, words_: str) -> bool:
    """Whether the sentence spoke of ``topic`` so far; ``^`` began with it, ``!`` never did."""
    if topic[0] == "^":
        return words_.startswith(topic[1:])
    return topic[1:] not in words_ if topic[0] == "!" else topic in words_


def _in_order(parts: tuple[str, ...], words_: str) -> bool:
    """Whether ``words_`` are the parts in order, with anything in the gaps between them."""
    if not words_.startswith(parts[0]) or not words_.endswith(parts[-1]):
        return False
    at = len(parts[0])
    for part in parts[1:]:
        at = words_.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
