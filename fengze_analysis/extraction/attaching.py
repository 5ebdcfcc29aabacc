"""What follows a numeral: its multiplier, 余 or 多, a remark in brackets, its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ..lexicon.units import NO_UNIT, Unit, match_head_noun, match_unit
from ..text.layout import FILLER
from .figure import Numeral
from .numerals import MULTIPLIERS, parse_arabic

BLANKS = f" {FILLER}"
_BLANK = frozenset(BLANKS)
MULTIPLIER = re.compile(
    r"""
    万亿 | 个多?亿 | 千亿 | 百亿 | 十亿 | 亿 | 千万 | 百万(?!分) | 十万 | 万
  | 千(?!瓦|米|克|伏|帕|赫|卡|焦|分)                      # 千瓦 is a unit
  | 百(?!分)                                                   # 百分点 too
    """,
    re.VERBOSE,
)
_LOWER = re.compile(
    rf"[ ]?([0-9]+(?:\.[0-9]+)?)(?![0-9,.])(?:[ ]?((?:{MULTIPLIER.pattern})))?", re.VERBOSE
)
_COLLOQUIAL = re.compile("[1-9](?:[，。；！？)”\\n]|$|[元块])")  # 3万2
_MULTIPLIES = frozenset("万亿千百十个")
_TAIL = re.compile(
    r"""
    (?:[余多]|(?<=[十百千0])几|来(?=[万亿个家户人名年天次座件项条所只]))   # 20余, 十几, 50来家
    (?!层次|元化|样|方面|式联运|功能|维|媒体|点)                         # 多元化 is a word
    """,
    re.VERBOSE,
)
_REMARK = re.compile(
    rf"""[{BLANKS}]*(?:
        [(\[][^()\[\]0-9。]{{0,24}}[)\]]        # (含税), [注]
      | [(\[][0-9]{{1,2}}[)\]]                  # a footnote mark [1]
      | [①-⑳¹³⁴-⁹*†]
    )[{BLANKS}]*""",
    re.VERBOSE,
)
_OPENS_REMARK = frozenset("([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹³⁴⁵⁶⁷⁸⁹*†")
_SCALES = _MULTIPLIES | _OPENS_REMARK | frozenset("余多几来\t")
# 823.5 | 亿元: the multiplier opens the next cell, which holds nothing but the unit.
_CELL_UNIT = re.compile(
    r"""
    \t(?=[万亿千百十]+          # the multiplier, in a cell of its own
        [^0-9\t\n]{1,6}          # with the unit
        (?:[\t\n\r |]|$))       # and nothing else
    """,
    re.VERBOSE,
)


class Scaled(NamedTuple):
    """A numeral with its multiplier applied and 余 or 多; ``end`` is where the unit may begin."""

    end: int
    printed: str
    value: Decimal
    multiplier: int
    tail: str


def skip_blanks(text: str, position: int) -> int:
    """The first position from ``position`` on that is neither a blank nor a mended page break.

    >>> skip_blanks("8.6 亿", 3)
    4
    """
    while text[position : position + 1] in _BLANK:
        position += 1
    return position


def peek(text: str, position: int) -> str:
    """The first character from ``position`` on that is no blank, ``""`` at the end.

    >>> peek("8.6 亿", 3)
    '亿'
    """
    while (char := text[position : position + 1]) in _BLANK:
        position += 1
    return char


def scale(text: str, numeral: Numeral) -> Scaled:
    """The numeral with what multiplies it: 2亿多, 20余, 1.2 万, 3亿5000万, 12（净）万.

    >>> scale("2亿多元", Numeral(1, "2", Decimal(2), False))[2:]
    (Decimal('200000000'), 100000000, '多')
    """
    if peek(text, numeral.end) not in _SCALES:
        return Scaled(numeral.end, numeral.printed, numeral.value, 1, "")
    end, tail = _take_tail(text, numeral.end)
    at = _multiplier_at(text, end)
    match = MULTIPLIER.match(text, at) if text[at : at + 1] in _MULTIPLIES else None
    if match is None:
        return Scaled(end, numeral.printed, numeral.value, 1, tail)
    multiplier, end = MULTIPLIERS[match[0]], match.end()
    if "多" in match[0]:  # 3个多亿
        tail = "多"
    if not tail:
        end, tail = _take_tail(text, end)
    value = numeral.value * multiplier
    scaled = Scaled(end, numeral.printed, value, multiplier, tail)
    while not scaled.tail and (lower := _lower_part(text, scaled.end, scaled.multiplier)):
        scaled = lower._replace(value=scaled.value + lower.value)
    return scaled


def _take_tail(text: str, end: int) -> tuple[int, str]:
    at = skip_blanks(text, end)
    if text[at : at + 1] in ("余", "多", "几", "来") and _TAIL.match(text, at):
        return at + 1, text[at]
    return end, ""


def _multiplier_at(text: str, end: int) -> int:
    """Where the multiplier of a numeral that ends at ``end`` may stand."""
    at = skip_blanks(text, end)
    first = text[at : at + 1]
    if first == "\t":
        cell = _CELL_UNIT.match(text, at)
        return cell.end() if cell else at
    if first in _OPENS_REMARK:
        remark = _REMARK.match(text, at)
        return remark.end() if remark else at
    return at


def _lower_part(text: str, position: int, above: int) -> Scaled | None:
    """5000万 of 3亿5000万, 3千 of 12万3千, 2000 of 1万2000 and 2 of 3万2."""
    match = _LOWER.match(text, position) if above > 1 else None
    if match is None:
        return None
    value, multiplier = parse_arabic(match[1]), MULTIPLIERS.get(match[2] or "", 1)
    if not match[2]:
        if _COLLOQUIAL.match(text, match.start(1)):  # 3万2
            return Scaled(match.end(), match[1], value * above / 10, above // 10, "")
        return Scaled(match.end(), match[1], value, 1, "") if 10 ** len(match[1]) == above else None
    if multiplier >= above or value * multiplier >= above:
        return None
    return Scaled(match.end(), match[1], value * multiplier, multiplier, "")


def unit_behind(text: str, position: int) -> tuple[int, Unit]:
    """The end and the unit behind blanks, a page break or a remark in brackets.

    >>> unit_behind("420（净增）张", 3)[1].printed, unit_behind("420，", 3)[0]
    ('', 3)
    >>> unit_behind("420(净增)张", 3)[1].printed
    '张'
    """
    at = skip_blanks(text, position)
    first = text[at : at + 1]
    if first == "\t":
        return _unit_in_next_cell(text, at + 1, position)
    end, unit = match_unit(text, at)
    if unit is NO_UNIT and first == "大":
        end, unit = match_head_noun(text, at)
    if unit is NO_UNIT and first in _OPENS_REMARK and (remark := _REMARK.match(text, at)):
        end, unit = match_unit(text, remark.end())
    return (end, unit) if unit is not NO_UNIT else (position, unit)


def _unit_in_next_cell(text: str, position: int, back: int) -> tuple[int, Unit]:
    """The unit that fills the next cell of a table row."""
    end, unit = match_unit(text, position)
    fills = end >= len(text) or text[end] in "\t\n\r |"
    return (end, unit) if unit is not NO_UNIT and fills else (back, NO_UNIT)
