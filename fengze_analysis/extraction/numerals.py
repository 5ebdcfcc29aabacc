"""One printed numeral, Arabic, Chinese or mixed, to its exact value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
CHINESE = "".join(DIGITS) + "".join(PLACES) + "".join(MYRIADS)

# What stands behind an Arabic numeral and multiplies it.
MULTIPLIERS = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "个亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}

ARABIC = re.compile(
    r"""
    [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?     # 12,345.6
  | [0-9]{1,3}(?:[ ][0-9]{3})+(?:\.[0-9]+)?(?![0-9.])   # 12 345
  | [0-9]+(?:[ ]?\.[ ]?[0-9]+)?                        # 8.6, 12. 42
  | \.[0-9]+                                           # .5
    """,
    re.VERBOSE,
)
CHINESE_RUN = re.compile(f"[{CHINESE}]+(?:点[零〇一二三四五六七八九]+)?")
# A numeral of more characters is a code or a fault, and no report prints it.
LONGEST = 24
PLACE_VALUES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8} | MULTIPLIERS
_DIGIT = "[一二两三四五六七八九]"
# Up to four places; 零 and a digit for each but the first.
_GROUP = re.compile(
    rf"""
    (?:({_DIGIT})千)?
    (?:(零?)({_DIGIT})百)?
    (?:(零?)([一二三四五六七八九]?)十)?
    (?:(零?)({_DIGIT}))?
    """,
    re.VERBOSE,
)


def parse_arabic(numeral: str) -> Decimal:
    """The exact value of an Arabic numeral, printed places kept.

    >>> parse_arabic("12,345.60")
    Decimal('12345.60')
    """
    if "," in numeral or " " in numeral:
        numeral = numeral.replace(",", "").replace(" ", "")
    return Decimal(numeral)


def parse_chinese(numeral: str) -> Decimal | None:
    """The exact value of a Chinese numeral; ``None`` where it is no well-formed one.

    >>> parse_chinese("一百零五"), parse_chinese("二十三"), parse_chinese("五十八点三")
    (Decimal('105'), Decimal('23'), Decimal('58.3'))
    >>> parse_chinese("三四") is None  # 三四个: three or four, no figure
    True
    """
    if len(numeral) > LONGEST:
        return None
    whole, point, decimals = numeral.partition("点")
    value = _parse_whole(whole)
    if value is None and point and set(whole) <= set(DIGITS):
        value = int("".join(str(DIGITS[char]) for char in whole))  # 二七七点三一, digit by digit
    if value is None or not point:
        return None if value is None else Decimal(value)
    if not decimals or any(char not in DIGITS for char in decimals):
        return None
    return Decimal(f"{value}.{''.join(str(DIGITS[char]) for char in decimals)}")


def _parse_whole(numeral: str) -> int | None:
    """A whole number, 亿 and 万 taken off from above; 零 stands where a place is left out."""
    numeral = numeral.replace("〇", "零")
    if numeral == "零":
        return 0
    return _parse_below(numeral, (("亿", 8), ("万", 4)), None)


def _parse_below(numeral: str, myriads: Sequence[tuple[str, int]], above: int | None) -> int | None:
    """A number with the ``myriads`` it may have; ``above`` is the last place before it."""
    if not myriads:
        return _parse_group(numeral, above)
    (char, places), *lower = myriads
    head, found, rest = numeral.rpartition(char)
    if not found:
        return _parse_below(numeral, lower, above)
    high = _parse_below(head, lower, None if above is None else above - places)
    if high is None:
        return None
    low = _parse_below(rest, lower, places) if rest else 0
    return None if low is None else high * 10**places + low


def _parse_group(group: str, above: int | None) -> int | None:
    """A number below 10,000; ``None`` where a place, or the 零 of one left out, is not right.

    三万五 and 一百五 are refused: they may stand for 35,000 and 150, or for 30,005 and 105.
    """
    match = _GROUP.fullmatch(group)
    if not group or match is None:
        return None
    thousands, zero2, hundreds, zero1, tens, zero0, ones = match.groups()
    places = ((3, "", thousands), (2, zero2, hundreds), (1, zero1, tens), (0, zero0, ones))
    total = 0
    for place, zero, digit in places:
        if digit is None:
            continue
        left_out = above is not None and above - place > 1
        bare_ten = place == 1 and not digit and above not in (None, 2)  # 十二 and 一百十二
        bare_two = place == 0 and digit == "两" and group != "两"
        if bool(zero) != left_out or bare_ten or bare_two:
            return None
        total, above = total + DIGITS.get(digit, 1) * 10**place, place
    return total
