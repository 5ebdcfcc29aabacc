"""What begins with an Arabic digit: a figure, a ratio, a fraction, or a date, code or list mark."""

from __future__ import annotations

import re

from ..lexicon import alternation
from ..lexicon.units import NO_UNIT, Unit
from .attaching import peek
from .completing import complete
from .damaged import SUSPICIOUS, is_lost_before, read_damaged, read_dotted
from .figure import MALFORMED, TOO_LONG, Figure, Found, Numeral, unread
from .list_marks import list_mark_end
from .numerals import ARABIC, LONGEST, parse_arabic
from .refusing import code_end, date_end, is_code_before, is_hotline, is_reference, labelled_end

_RATIO = re.compile(r"(?:\s?:\s?[0-9]+(?:\.[0-9]+)?)+")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?![0-9])")
_PART = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HUNDRED, _MOST_PARTS = 100, 12
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


def read_arabic(text: str, start: int) -> Found:
    """Where to go on, and the figures that begin with the digit at ``start``.

    >>> [figure.values for figure in read_arabic("3.1:52.4:44.5", 0)[1]]
    [(Decimal('3.1'),), (Decimal('52.4'),), (Decimal('44.5'),)]
    >>> read_arabic("2023年10月，", 0)
    (8, ())
    """
    if text[start] in LETTERS or _AFTER_POINT.search(text[max(0, start - 3) : start]):
        broken = read_damaged(text, start, start)
        return (broken.end, (broken,)) if broken else (start + 1, ())
    if is_lost_before(text, start) and (broken := read_damaged(text, start, start)):
        return broken.end, (broken,)
    numeral = _numeral(text, start)
    refused = _refuse(text, start, numeral)
    return _read_form(text, start, numeral) if refused is None else refused


def _refuse(text: str, start: int, numeral: Numeral) -> Found | None:
    """What is a date, a mark, a code, or damaged, and where it ends."""
    end, printed, _, _ = numeral
    follows, before = peek(text, end), text[start - 1 : start]
    opens = (before in _OPENING and "." in printed) or before in ("经", "纬")
    opens = opens or text[end : end + 1] == " " or len(printed) == _MOBILE
    if opens or follows in _NO_FIGURE_FOLLOWS:
        refused = max(list_mark_end(text, start), date_end(text, start), code_end(text, start))
        if refused > start:
            return refused, ()
    if len(printed) > LONGEST:
        return end, (unread(start, end, TOO_LONG),)
    coded = is_code_before(text, start)
    broken = read_damaged(text, start, end) if follows in SUSPICIOUS and not coded else None
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
        return _read_ratio(text, start, ratio)
    if follows == "/" and (many := _PER_MANY.match(text, end)):
        return _read_per_many(start, numeral, many)
    if follows == "/" and (slash := _SLASH.match(text, end)):
        return _read_slash(start, numeral, slash)
    return _read_signed(text, start, numeral)


def _numeral(text: str, start: int) -> Numeral:
    follows = text[start + 1 : start + 5].lstrip("0123456789")[:1]
    if follows in _DOTS and (dotted := read_dotted(text, start)):
        return dotted
    match = ARABIC.match(text, start)
    assert match is not None, "a numeral begins with a digit"
    return Numeral(match.end(), match[0], parse_arabic(match[0]), False)


def _read_signed(text: str, start: int, numeral: Numeral) -> Found:
    signed = text[start - 1 : start] in _SIGNS
    sign = _SIGN.search(text[max(0, start - 9) : start]) if signed else None
    if sign is None or (sign["dash"] and not _RATE.match(text, numeral.end)):
        return complete(text, start, numeral)
    negative = numeral._replace(printed="-" + numeral.printed, value=-numeral.value)
    return complete(text, start - len(sign["minus"] or sign["dash"]), negative)


def _read_ratio(text: str, start: int, match: re.Match[str]) -> Found:
    """A figure a part; a clock time, a map scale and the score of a game give none."""
    end = match.end()
    if text.endswith("比例尺", 0, start) or text[end : end + 1] in ("胜", "负", "战"):
        return end, ()
    parts = tuple(_part(start, part) for part in _PART.finditer(text[start:end]))
    if _CLOCK.fullmatch(text, start, end) and not _RATIO_WORD.search(
        text[max(0, start - 10) : start]
    ):
        whole = len(parts) > 2 and sum(part.values[0] for part in parts) == _HUNDRED
        return end, parts if whole else ()
    return end, parts if len(parts) <= _MOST_PARTS else (unread(start, end, MALFORMED),)


def _part(start: int, match: re.Match[str]) -> Figure:
    values = (parse_arabic(match[0]),)
    return Figure(start + match.start(), start + match.end(), match[0], values, 1, NO_UNIT, "ratio")


def _read_per_many(start: int, numeral: Numeral, match: re.Match[str]) -> Found:
    unit = Unit(match[0], match[0].replace(" ", ""), "percent")
    end, values = match.end(), (numeral.value,)
    return end, (Figure(start, end, numeral.printed, values, 1, unit),)


def _read_slash(start: int, first: Numeral, match: re.Match[str]) -> Found:
    """1/3 is a fraction; 8/10 of a date or a code that is none is skipped."""
    whole = int(match[1])
    if not whole or first.value != int(first.value) or first.value >= whole:
        return match.end(), ()
    end, values = match.end(), (first.value,)
    return end, (Figure(start, end, first.printed, values, 1, NO_UNIT, "fraction", "", whole),)
