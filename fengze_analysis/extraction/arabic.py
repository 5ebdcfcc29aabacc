"""What begins with an Arabic digit: a figure, a ratio, a fraction, what is none, or is damaged."""

from __future__ import annotations

import re

from ..lexicon import alternation
from ..lexicon.units import NO_UNIT, Unit
from .completing import complete
from .figure import (
    DAMAGED,
    MALFORMED,
    TOO_LONG,
    Figure,
    Found,
    Numeral,
    peek,
    scale,
    unit_behind,
    unread,
)
from .numerals import ARABIC, CHINESE, DOT, LONGEST, parse_arabic
from .refusing import is_code_before, is_hotline, is_reference, labelled_end, skipped_end

_RATIO = re.compile(r"(?:\s?:\s?[0-9]+(?:\.[0-9]+)?)+")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?![0-9])")
_PART = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MOST_PARTS = 12
_RATIO_WORD = re.compile(r"(?:比|比例|结构|配比|之比|按|达到?)[^，。；]{0,6}$")
# 15.1/10万: deaths of so many, the unit of the rate printed behind the slash.
_PER_MANY = re.compile(r"/\s?(?:10万|100万|1万|十万|百万|万|千)(?![元吨亩人户])")
_SLASH = re.compile(r"/([0-9]{1,3})(?![0-9./年月])")
# What follows the first digits of a date, a code or a list mark; and how long a mobile number is.
_NO_FIGURE_FOLLOWS = frozenset(
    "·\t\n年月日号时点世季学后版届亚中全-—~至到、和与及/.:,，〕])）(“+×x*小°KMGkmg"
)
LETTERS = frozenset("lIOo")  # as digits in a damaged numeral
_AFTER_POINT = re.compile(r"(?:^|[^.0-9A-Za-z])\.{1,2}$")  # ..5%: the rest of a numeral
_DOTS = frozenset("·•・‧∙⋅ ")
_OPENING = frozenset(["", *"\n\r\t 。；：:！？"])  # before a list mark
_MEASURED = ("%", "万", "亿", "‰")  # GDP500亿元 is no code
_MOBILE = 11
_SIGNS = ("-", "下", "—")
# 能耗[2]-4.1%: behind a note mark; a dash is a minus only behind a word of change.
_SIGN = re.compile(
    rf"""(?:
        (?: ^ | [^0-9A-Za-z)\]] | [^0-9A-Za-z][)\]] | \[[0-9]{{1,2}}\] )(?P<minus>-|零下)
      | (?: {alternation("up_noun", "down_noun")} | 增长率? | 下降 | 上涨
          | 同比 | 环比 | [比为是:(、] )(?P<dash>—)
    )$""",
    re.VERBOSE,
)
_RATE = re.compile(r"\s?(?:%|‰|个?百分点)")

_DIGITS = r"[0-9]{1,30}(?:[.,][0-9]{1,30}){0,9}"
_TYPED = "[lIOoSZ]{1,3}"
_BROKEN = re.compile(
    rf"""
    (?:{_TYPED}[.,]?)?{_DIGITS}(?:
        (?: [.,]{{2,4}} | ['’‘ʼ´`′] | {DOT} | {_TYPED}[.,]?         # 12..6, 12'34, 6l.1
          | \ufffd{{1,9}}
          | ，(?=[0-9]{{3}}(?![0-9])) | [ ]{{1,2}}\.?[ ]?              # 26，530, 12 34
          | 。(?=[0-9.]+[%‰]) | 点(?=[0-9]+[%‰万亿])                    # 8。5%
          | [一二三四五六七八九〇两]+(?=[0-9]) ) {_DIGITS}
      | {_TYPED} | \ufffd{{1,9}} | [一二三四五六七八九〇两]           # 86OO, 12三
    ){{1,9}}
  | {_TYPED}[.,]?{_DIGITS}                                          # l2.3
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
_SUSPICIOUS = frozenset(
    "0123456789.,，'’‘ʼ´`′·•・‧∙⋅lIOoSZ。点⁰¹²³⁴⁵⁶⁷⁸⁹⁻^*×xXeE一二三四五六七八九〇两\ufffd"
)
# A character that could not be read, and no mark before an item of a list: maybe a digit.
_LOST = re.compile("[^\\s\ufffd]\ufffd{1,9}$")
_DOTTED = re.compile(rf"([0-9]{{1,4}}){DOT}([0-9]{{1,2}})(?![0-9.])")
# 8 6 0 0, 6 1 . 1: digits spaced out, from the first of them.
_SPACED = re.compile(
    r"""
    (?<![ ][0-9][ ])[0-9](?:[ ][0-9])+[ ]?\.[ ]?[0-9](?:[ ][0-9])* (?![0-9.]|[ ][0-9])
  | (?<![ ][0-9][ ])[0-9](?:[ ][0-9]){2,} (?![0-9.]|[ ][0-9])
    """,
    re.VERBOSE,
)


def read_arabic(text: str, start: int) -> Found:
    """Where to go on, and the figures that begin with the digit at ``start``."""
    if text[start] in LETTERS or _AFTER_POINT.search(text[max(0, start - 3) : start]):
        broken = _read_damaged(text, start, start)
        return (broken.end, (broken,)) if broken else (start + 1, ())
    if is_lost_before(text, start) and (broken := _read_damaged(text, start, start)):
        return broken.end, (broken,)
    numeral = _numeral(text, start)
    refused = _refuse(text, start, numeral)
    return _read_form(text, start, numeral) if refused is None else refused


def _numeral(text: str, start: int) -> Numeral:
    follows = text[start + 1 : start + 5].lstrip("0123456789")[:1]
    if follows in _DOTS and (dotted := _read_dotted(text, start)):
        return dotted
    match = ARABIC.match(text, start)
    assert match is not None, "a numeral begins with a digit"
    return Numeral(match.end(), match[0], parse_arabic(match[0]))


def _refuse(text: str, start: int, numeral: Numeral) -> Found | None:
    """What is a date, a mark, a code, or damaged, and where it ends."""
    end, printed = numeral.end, numeral.printed
    follows, before = peek(text, end), text[start - 1 : start]
    opens = (before in _OPENING and "." in printed) or before in ("经", "纬")
    opens = opens or text[end : end + 1] == " " or len(printed) == _MOBILE
    if opens or follows in _NO_FIGURE_FOLLOWS:
        refused = skipped_end(text, start)
        if refused > start:
            return refused, ()
    if len(printed) > LONGEST:
        return end, (unread(start, end, TOO_LONG),)
    coded = is_code_before(text, start)
    broken = _read_damaged(text, start, end) if follows in _SUSPICIOUS and not coded else None
    if broken is not None:
        return broken.end, (broken,)
    if coded and follows not in _MEASURED:
        return end, ()
    if (labelled := labelled_end(text, start)) > start:
        return labelled, ()
    return (end, ()) if printed[0] == "1" and is_hotline(printed, text, end) else None


def _read_form(text: str, start: int, numeral: Numeral) -> Found:
    """A ratio, a fraction or a plain figure."""
    follows, end = peek(text, numeral.end), numeral.end
    if follows == ":" and (ratio := _RATIO.match(text, end)):
        if is_reference(text, start) or peek(text, ratio.end()) == "年":  # 表1:2023年
            return end, ()
        return _read_ratio(text, start, ratio.end())
    if follows == "/" and (many := _PER_MANY.match(text, end)):
        unit = Unit(many[0], many[0].replace(" ", ""), "percent")
        return many.end(), (numeral.figure(start, many.end(), unit),)
    if follows == "/" and (slash := _SLASH.match(text, end)):
        return _read_slash(start, numeral, slash)
    signed = text[start - 1 : start] in _SIGNS
    sign = _SIGN.search(text[max(0, start - 9) : start]) if signed else None
    if sign is None or (sign["dash"] and not _RATE.match(text, end)):
        return complete(text, start, numeral)
    negative = numeral._replace(printed="-" + numeral.printed, value=-numeral.value)
    return complete(text, start - len(sign["minus"] or sign["dash"]), negative)


def _read_ratio(text: str, start: int, end: int) -> Found:
    """A figure a part; a clock time, a map scale and the score of a game give none."""
    if text.endswith("比例尺", 0, start) or text[end : end + 1] in ("胜", "负", "战"):
        return end, ()
    parts = tuple(
        Numeral(0, part[0], parse_arabic(part[0])).figure(*part.span(), form="ratio")
        for part in _PART.finditer(text, start, end)
    )
    named = _RATIO_WORD.search(text[max(0, start - 10) : start])
    if _CLOCK.fullmatch(text, start, end) and not named:
        whole = len(parts) > 2 and sum(part.values[0] for part in parts) == 100
        return end, parts if whole else ()
    return end, parts if len(parts) <= _MOST_PARTS else (unread(start, end, MALFORMED),)


def _read_slash(start: int, first: Numeral, match: re.Match[str]) -> Found:
    """1/3 is a fraction; 8/10 of a date or a code that is none is skipped."""
    whole, end = int(match[1]), match.end()
    if not whole or first.value != int(first.value) or first.value >= whole:
        return end, ()
    return end, (first.figure(start, end, form="fraction")._replace(denominator=whole),)


def is_lost_before(text: str, start: int) -> bool:
    """Whether an unreadable character stands before ``start`` that may be part of the numeral."""
    return (
        text[start - 1 : start] == "\ufffd"
        and _LOST.search(text[max(0, start - 11) : start]) is not None
    )


def _read_damaged(text: str, start: int, end: int) -> Figure | None:
    """The damaged numeral that begins at ``start`` and seems to end at ``end``, with its unit."""
    power = _POWER.match(text, start)
    if power is not None:
        return _damaged(text, start, power.end())
    match = _BROKEN.match(text, start)
    if match is None or match.end() <= end:
        return None
    if _YEAR.fullmatch(text, start, end) and text[end] not in ".,'0123456789lIOo":
        return None
    if text[end] == " " and (_BEFORE_YEAR.match(text, end) or _in_row(text, start)):
        return None
    return _damaged(text, start, match.end())


def read_mixed(text: str, start: int) -> Figure | None:
    """A numeral that mixes Chinese and other digits (二0个), ``None`` where no unit follows."""
    match = _MIXED.match(text, start)
    return _damaged(text, start, match.end()) if match else None


def _read_dotted(text: str, start: int) -> Numeral | None:
    """A numeral with its point in the middle of the line (1·8%) or spaced out (8 6 0 0 人).

    “6·9” without a unit is a date.
    """
    match = _DOTTED.match(text, start) or _SPACED.match(text, start)
    if match is None or (" " in match[0] and _in_row(text, start)):
        return None
    printed = match[0].replace(" ", "") if " " in match[0] else f"{match[1]}.{match[2]}"
    numeral = Numeral(match.end(), printed, parse_arabic(printed))
    scaled = scale(text, numeral)
    _, unit = unit_behind(text, scaled.end)
    return numeral if scaled.multiplier > 1 or unit.category not in ("none", "weak") else None


def _damaged(text: str, start: int, end: int) -> Figure | None:
    """Whole to the unread with its unit, without which it may be anything, and is none."""
    scaled = scale(text, Numeral(end, "1", parse_arabic("1")))
    unit_end, unit = unit_behind(text, scaled.end)
    if (unit is NO_UNIT and scaled.multiplier == 1) or unit.category == "weak":
        return None
    return unread(start, max(unit_end, scaled.end), DAMAGED)


def _in_row(text: str, start: int) -> bool:
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start), start - _LONGEST_ROW) + 1
    stops = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
    last = min([*stops, start + _LONGEST_ROW, len(text)])
    return _ROW.fullmatch(text, first, last) is not None
