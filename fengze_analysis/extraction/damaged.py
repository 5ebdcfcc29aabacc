"""Numerals that printing, copying or recognition damaged: whole to the unread, never a part."""

from __future__ import annotations

import re

from ..lexicon.units import NO_UNIT
from .attaching import scale, unit_behind
from .figure import DAMAGED, Figure, Numeral, unread
from .numerals import CHINESE, DOT, parse_arabic

_DIGITS = r"[0-9]{1,30}(?:[.,][0-9]{1,30}){0,9}"
_LETTERS = "[lIOoSZ]{1,3}"
_BROKEN = re.compile(
    rf"""
    (?:{_LETTERS}[.,]?)?{_DIGITS}(?:
        (?: [.,]{{2,4}} | ['’‘ʼ´`′] | {DOT} | {_LETTERS}[.,]?         # 12..6, 12'34, 6l.1
          | \ufffd{{1,9}}
          | ，(?=[0-9]{{3}}(?![0-9])) | [ ]{{1,2}}\.?[ ]?              # 26，530, 12 34
          | 。(?=[0-9.]+[%‰]) | 点(?=[0-9]+[%‰万亿])                    # 8。5%
          | [一二三四五六七八九〇两]+(?=[0-9]) ) {_DIGITS}
      | {_LETTERS} | \ufffd{{1,9}} | [一二三四五六七八九〇两]           # 86OO, 12三
    ){{1,9}}
  | {_LETTERS}[.,]?{_DIGITS}                                          # l2.3
  | [0-9]{{1,30}}\.(?=[%‰万亿]) | [0-9]{{1,30}}，\.[0-9]+ | {_DIGITS}      # 12.%, 12,.6, 1,23亿
    """,
    re.VERBOSE,
)
# 10⁸, 1.2×10^8, 3e5: a power.
_POWER = re.compile(
    rf"""
    (?:{_DIGITS}[ ]?[×xX*][ ]?)? 10(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|(?:\^|\*\*)[-+]?[0-9]+)
  | {_DIGITS}[eE][-+]?[0-9]+(?![0-9A-Za-z])
    """,
    re.VERBOSE,
)
_MIXED = re.compile(f"[{CHINESE}]{{0,30}}[0-9oO][0-9oO.{CHINESE}]{{0,30}}")
_BEFORE_YEAR = re.compile("[ ]{1,2}(?:19|20)[0-9]{2}[ ]?年")  # 表1 2023年
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# A line of a table whose columns stand one blank apart.
_ROW = re.compile(r"[^\n\r]*?[^\n\r0-9 ](?: [-+]?[0-9][0-9,.]*[%‰]?){2,} *")
_LONGEST_ROW = 120
# What stands behind the well-formed beginning of a damaged numeral.
SUSPICIOUS = frozenset(
    "0123456789.,，'’‘ʼ´`′·•・‧∙⋅lIOoSZ。点⁰¹²³⁴⁵⁶⁷⁸⁹⁻^*×xXeE一二三四五六七八九〇两\ufffd"
)
# A character that could not be read, and no mark before an item of a list: maybe a digit.
_LOST = re.compile("[^\\s\ufffd]\ufffd{1,9}$")


def read_damaged(text: str, start: int, end: int) -> Figure | None:
    """The damaged numeral that begins at ``start`` and seems to end at ``end``, with its unit.

    Without a unit it may be anything, and is none.

    >>> figure = read_damaged("下降12..6%，", 2, 4)
    >>> figure and (figure.end, figure.form)
    (8, 'unread')
    >>> read_damaged("投资12.6亿元", 2, 6) is None
    True
    """
    power = _POWER.match(text, start)
    if power is not None:
        return _whole(text, start, power.end())
    match = _BROKEN.match(text, start)
    if match is None or match.end() <= end:
        return None
    if _YEAR.fullmatch(text, start, end) and text[end] not in ".,'0123456789lIOo":
        return None
    if text[end] == " " and (_BEFORE_YEAR.match(text, end) or _in_row(text, start)):
        return None
    return _whole(text, start, match.end())


def is_lost_before(text: str, start: int) -> bool:
    """Whether an unreadable character stands before ``start`` that may be part of the numeral.

    >>> is_lost_before("新增\ufffd20个", 3), is_lost_before("\ufffd20个", 1)
    (True, False)
    """
    return text[start - 1 : start] == "\ufffd" and _LOST.search(text[:start][-11:]) is not None


def read_mixed(text: str, start: int) -> Figure | None:
    """A numeral that mixes Chinese and other digits (二0个), ``None`` where no unit follows.

    >>> figure = read_mixed("二0个，", 0)
    >>> figure and figure.end
    3
    """
    match = _MIXED.match(text, start)
    return _whole(text, start, match.end()) if match else None


def read_dotted(text: str, start: int) -> Numeral | None:
    """A numeral with its point in the middle of the line (1·8%) or spaced out (8 6 0 0 人).

    “6·9” without a unit is a date.

    >>> numeral = read_dotted("1·8%", 0)
    >>> numeral and (numeral.printed, numeral.end)
    ('1.8', 3)
    >>> read_dotted("5·12地震", 0) is None
    True
    """
    match = _DOTTED.match(text, start) or _SPACED.match(text, start)
    if match is None or (" " in match[0] and _in_row(text, start)):
        return None
    printed = match[0].replace(" ", "") if " " in match[0] else f"{match[1]}.{match[2]}"
    numeral = Numeral(match.end(), printed, parse_arabic(printed), False)
    scaled = scale(text, numeral)
    _, unit = unit_behind(text, scaled.end)
    return numeral if scaled.multiplier > 1 or unit.category not in ("none", "weak") else None


_DOTTED = re.compile(rf"([0-9]{{1,4}}){DOT}([0-9]{{1,2}})(?![0-9.])")


# 8 6 0 0, 6 1 . 1: digits spaced out, from the first of them.
_SPACED = re.compile(
    r"""
    (?<![ ][0-9][ ])[0-9](?:[ ][0-9])+[ ]?\.[ ]?[0-9](?:[ ][0-9])* (?![0-9.]|[ ][0-9])
  | (?<![ ][0-9][ ])[0-9](?:[ ][0-9]){2,} (?![0-9.]|[ ][0-9])
    """,
    re.VERBOSE,
)


def _whole(text: str, start: int, end: int) -> Figure | None:
    scaled = scale(text, Numeral(end, "1", parse_arabic("1"), False))
    unit_end, unit = unit_behind(text, scaled.end)
    if unit is NO_UNIT and scaled.multiplier == 1:
        return None
    if unit.category == "weak":
        return None
    return unread(start, max(unit_end, scaled.end), DAMAGED)


def _in_row(text: str, start: int) -> bool:
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start), start - _LONGEST_ROW) + 1
    stops = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
    last = min([*stops, start + _LONGEST_ROW, len(text)])
    return _ROW.fullmatch(text, first, last) is not None
