"""A figure of the folded text: its numeral, what multiplies it, its unit, 约 or 以上 around it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ..lexicon import firsts, forms
from ..lexicon.units import NO_UNIT, Unit, match_head_noun, match_unit
from ..text.layout import FILLER
from .numerals import MULTIPLIERS, parse_arabic

PERCENT = Unit("%", "%", "percent")
PERMILLE = Unit("‰", "‰", "percent")
POSITION = Unit("位", "位", "rank")

INDEFINITE = "indefinite numeral"
IN_WORDS = "number in words only"
MALFORMED = "numeral is not well formed"
DAMAGED = "numeral is damaged"
CUT = "numeral is cut by a page break"
NO_UNIT_KNOWN = "unit is unknown"
TABLE_UNCLEAR = "table is not understood"
TOO_LONG = "numeral is too long"

BLANKS = f" {FILLER}"
_BLANK = frozenset(BLANKS)
MULTIPLIER = re.compile(forms("multiplier"))
_LOWER = re.compile(rf"[ ]?([0-9]+(?:\.[0-9]+)?)(?![0-9,.])(?:[ ]?({MULTIPLIER.pattern}))?")
_COLLOQUIAL = re.compile("[1-9](?:[，。；！？)”\\n]|$|[元块])")  # 3万2
_MULTIPLIES = frozenset("万亿千百十个")
_TAIL = re.compile(forms("tail"))
_REMARK = re.compile(rf"[{BLANKS}]*(?:{forms('remark')})[{BLANKS}]*")
_OPENS_REMARK = frozenset("([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹³⁴⁵⁶⁷⁸⁹*†")
_SCALES = _MULTIPLIES | _OPENS_REMARK | frozenset("余多几来\t")
# 823.5 | 亿元: the multiplier opens the next cell, which holds nothing but the unit.
_CELL_UNIT = re.compile(r"\t(?=[万亿千百十]+[^0-9\t\n]{1,6}(?:[\t\n\r |]|$))")

_NEAR = 20  # characters before a figure
_FIRST = firsts("under_before", "over_before", "about_before") + "分均各都首"
_BEFORE = re.compile(  # 分别突破
    rf"(?=[{_FIRST}])(?P<more>分别|均|各|都)?(?:首次)?(?:{forms('over_under_about')})"
    rf"(?:分别|均|各|都)?[{BLANKS}]*$"
)
# 赶超, 通过, 附近: the last character is no approximator there.
_NO_WORD = re.compile(rf"(?:{forms('no_approximator')})了?[ ]*$")
_AFTER = re.compile(rf"[{BLANKS}]*(?:{forms('behind_over_under_about')})")
# 分别增长5%和7.5%左右: it holds for the whole list.
_ABOUT_LIST = re.compile(r"(?:[、和与及][0-9.,]+[^0-9，。；、和与及左]{0,5})+左右")
_LISTS = frozenset("、和与及")
# 内资, 余额, 起草: the word goes on.
_INSIDE = frozenset("资地部涵容销陆需河蒙在循环外衣科")
_ENDS_WORD = frozenset("，。；、！ )的")


class Figure(NamedTuple):
    """A figure as scanned: ``[start, end)`` in the text, its numeral and what multiplies it.

    ``form`` is ``plain``, ``bare`` (no unit follows), ``fraction``, ``range``, ``ratio``, ``rank``
    or ``unread``; a range has two values. The multiplier is applied to the values.
    ``tail`` is 余, 多, 几 or 成. ``reason`` says why a figure is unread.
    """

    start: int
    end: int
    numeral: str
    values: tuple[Decimal, ...]
    multiplier: int
    unit: Unit
    form: str = "plain"
    tail: str = ""
    denominator: int = 1
    reason: str = ""


# Where to go on, and the figures found on the way.
Found = tuple[int, tuple[Figure, ...]]


class Numeral(NamedTuple):
    """A numeral read: its end, printed characters, value; scaled, what multiplied it and 余."""

    end: int
    printed: str
    value: Decimal
    chinese: bool = False
    multiplier: int = 1
    tail: str = ""

    def figure(self, start: int, end: int, unit: Unit = NO_UNIT, form: str = "plain") -> Figure:
        """The figure that the numeral and its unit make."""
        values = (self.value,)
        return Figure(start, end, self.printed, values, self.multiplier, unit, form, self.tail)


def unread(start: int, end: int, reason: str) -> Figure:
    """The figure at ``[start, end)`` that could not be read, and why."""
    return Figure(start, end, "", (), 1, NO_UNIT, "unread", reason=reason)


def _skip_blanks(text: str, position: int) -> int:
    """The first position from ``position`` on that is neither a blank nor a mended page break."""
    while text[position : position + 1] in _BLANK:
        position += 1
    return position


def peek(text: str, position: int) -> str:
    """The first character from ``position`` on that is no blank, ``""`` at the end."""
    at = _skip_blanks(text, position)
    return text[at : at + 1]


def scale(text: str, numeral: Numeral) -> Numeral:
    """The numeral with what multiplies it: 2亿多, 20余, 1.2 万, 3亿5000万, 12（净）万."""
    if peek(text, numeral.end) not in _SCALES:
        return numeral
    _, printed, value, chinese, _, _ = numeral
    end, tail = _take_tail(text, numeral.end)
    at = _multiplier_at(text, end)
    match = MULTIPLIER.match(text, at) if text[at : at + 1] in _MULTIPLIES else None
    if match is None:
        return Numeral(end, printed, value, chinese, 1, tail)
    multiplier, end = MULTIPLIERS[match[0]], match.end()
    if "多" in match[0]:  # 3个多亿
        tail = "多"
    if not tail:
        end, tail = _take_tail(text, end)
    scaled = Numeral(end, printed, value * multiplier, chinese, multiplier, tail)
    while not scaled.tail and (lower := _lower_part(text, scaled)):
        scaled = lower
    return scaled


def _take_tail(text: str, end: int) -> tuple[int, str]:
    at = _skip_blanks(text, end)
    if text[at : at + 1] in ("余", "多", "几", "来") and _TAIL.match(text, at):
        return at + 1, text[at]
    return end, ""


def _multiplier_at(text: str, end: int) -> int:
    """Where the multiplier of a numeral that ends at ``end`` may stand."""
    at = _skip_blanks(text, end)
    first = text[at : at + 1]
    before = _CELL_UNIT if first == "\t" else _REMARK if first in _OPENS_REMARK else None
    match = before.match(text, at) if before else None
    return match.end() if match else at


def _lower_part(text: str, above: Numeral) -> Numeral | None:
    """3亿5000万 whose 5000万 follows, 12万3千, 1万2000 and 3万2."""
    match = _LOWER.match(text, above.end) if above.multiplier > 1 else None
    if match is None:
        return None
    value, multiplier = parse_arabic(match[1]), MULTIPLIERS.get(match[2] or "", 1)
    if match[2]:
        if multiplier >= above.multiplier or value * multiplier >= above.multiplier:
            return None
    elif _COLLOQUIAL.match(text, match.start(1)):  # 3万2
        multiplier = above.multiplier // 10
    elif 10 ** len(match[1]) != above.multiplier:
        return None
    value = above.value + value * multiplier
    return Numeral(match.end(), match[1], value, above.chinese, multiplier)


def unit_behind(text: str, position: int) -> tuple[int, Unit]:
    """The end and the unit behind blanks, a page break or a remark in brackets."""
    at = _skip_blanks(text, position)
    first = text[at : at + 1]
    end, unit = match_unit(text, at + 1 if first == "\t" else at)
    if first == "\t":  # the unit fills the next cell of a table row
        fills = text[end : end + 1] in ("", *"\t\n\r |")
        return (end, unit) if unit is not NO_UNIT and fills else (position, NO_UNIT)
    if unit is NO_UNIT and first == "大":
        end, unit = match_head_noun(text, at)
    if unit is NO_UNIT and first in _OPENS_REMARK and (remark := _REMARK.match(text, at)):
        end, unit = match_unit(text, remark.end())
    return (end, unit) if unit is not NO_UNIT else (position, unit)


def find_approximator(folded: str, figure: Figure, clause: str) -> tuple[str, bool]:
    """``exact``, ``about``, ``over`` or ``under``, and whether it holds for a list that follows.

    ``clause`` is what stands before the figure.
    """
    if figure.tail in ("余", "多", "几", "来"):
        return "about" if figure.tail == "来" else "over", False
    after = _AFTER.match(folded, figure.end)
    if after is not None and figure.form != "rank" and _is_word(folded, after):
        return _name(after), False
    listed = folded[figure.end : figure.end + 1] in _LISTS
    if listed and "分别" in clause and _ABOUT_LIST.match(folded, figure.end):
        return "about", False
    near = clause[-_NEAR:]
    before = _BEFORE.search(near)
    if before is None or _NO_WORD.search(near):
        return "exact", False
    return _name(before), bool(before["more"])


def _name(match: re.Match[str]) -> str:
    return next(name for name in ("under", "over", "about") if match[name])


def _is_word(folded: str, after: re.Match[str]) -> bool:
    word = after[0].strip()
    follows = folded[after.end() : after.end() + 1]
    if word == "内":
        return follows not in _INSIDE
    return word not in ("余", "多", "起") or not follows or follows in _ENDS_WORD
