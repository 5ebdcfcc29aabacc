"""One printed numeral, Arabic, Chinese or mixed, to its exact value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ARABIC_DIGITS = str.maketrans({char: str(value) for char, value in DIGITS.items()})
CHINESE = "零〇一二两三四五六七八九十百千万亿廿卅"
YEAR = re.compile("(?:19|20)[0-9]{2}")

# What stands behind an Arabic numeral and multiplies it.
MULTIPLIERS = {
    place + char: times * value
    for char, value in (("万", 10**4), ("亿", 10**8))
    for place, times in (("", 1), ("十", 10), ("百", 100), ("千", 1000))
} | {"千": 10**3, "百": 10**2, "万亿": 10**12, "个亿": 10**8, "个多亿": 10**8}

ARABIC = re.compile(
    r"""
    [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?     # 12,345.6
  | [0-9]{1,3}(?:[ ][0-9]{3})+(?:\.[0-9]+)?(?![0-9.])   # 12 345
  | [0-9]+(?:[ ]?\.[ ]?[0-9]+)?                        # 8.6, 12. 42
  | \.[0-9]+                                           # .5
    """,
    re.VERBOSE,
)
# 四千千瓦, 百分之七十百分位: the last character begins the unit.
CHINESE_RUN = re.compile(
    rf"""
    [{CHINESE}] (?: [{CHINESE.replace("千", "").replace("百", "")}]
      | 千(?!(?<=[十百千万亿]千)[瓦克米伏卡焦赫帕]) | 百(?!分) )*
    (?:点[零〇一二三四五六七八九]+)?
    """,
    re.VERBOSE,
)
# A numeral of more characters is a code or a fault, and no report prints it.
LONGEST = 24
_ONES = "[一二两三四五六七八九]"
# 三万五, 一百五: the digit behind the last place stands for the place below.
COLLOQUIAL = re.compile("(.*[百千万亿])([一二三四五六七八九])")
NEIGHBOURS = ("一两", "两三", "一二", "二三", "三四", "四五", "五六", "六七", "七八", "八九")
_PAIR = re.compile(f"(?<!{_ONES})({'|'.join(NEIGHBOURS)})(?!{_ONES})")
# Up to four places; 零 and a digit for each but the first.
_GROUP = re.compile(
    rf"(?:(零?)({_ONES})千)?(?:(零?)({_ONES})百)?(?:(零?)([一二三四五六七八九]?)十)?"
    rf"(?:(零?)({_ONES}))?"
)


def parse_arabic(numeral: str) -> Decimal:
    """The exact value of an Arabic numeral, printed places kept."""
    return Decimal(numeral.replace(",", "").replace(" ", ""))


def parse_chinese(numeral: str) -> Decimal | None:
    """The exact value of a Chinese numeral; ``None`` where it is no well-formed one (三四)."""
    if len(numeral) > LONGEST:
        return None
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    whole, point, decimals = numeral.partition("点")
    value = _parse_whole(whole)
    if not point:
        if value is None and (colloquial := COLLOQUIAL.fullmatch(whole)):
            value = _parse_colloquial(*colloquial.groups())
        return None if value is None else Decimal(value)
    if value is None and set(whole) <= set(DIGITS):
        value = int(whole.translate(_ARABIC_DIGITS))  # 二七七点三一, digit by digit
    if value is None or not decimals or not set(decimals) <= set(DIGITS):
        return None
    return Decimal(f"{value}.{decimals.translate(_ARABIC_DIGITS)}")


def spread_chinese(numeral: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of a numeral that names two neighbours (三四十), ``None`` for any other."""
    pairs = _PAIR.findall(numeral)
    if len(pairs) != 1:
        return None
    (pair,) = pairs
    low, high = (parse_chinese(numeral.replace(pair, digit)) for digit in pair)
    return None if low is None or high is None or low >= high else (low, high)


def _parse_colloquial(head: str, digit: str) -> int | None:
    whole = _parse_whole(head)
    return None if whole is None else whole + DIGITS[digit] * MULTIPLIERS[head[-1]] // 10


def _parse_whole(numeral: str) -> int | None:
    """A whole number, 亿 and 万 taken off from above; 零 stands where a place is left out."""
    numeral = numeral.replace("〇", "零")
    return 0 if numeral == "零" else _parse_below(numeral, (("亿", 8), ("万", 4)), None)


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

    Behind 万 and 亿 a 零 may stand where no place is left out (十二万零三千), and is not asked for
    twice (零十五).
    """
    match = _GROUP.fullmatch(group)
    if not group or match is None:
        return None
    zero3, thousands, zero2, hundreds, zero1, tens, zero0, ones = match.groups()
    places = ((3, zero3, thousands), (2, zero2, hundreds), (1, zero1, tens), (0, zero0, ones))
    total = 0
    for place, zero, digit in places:
        if digit is None:
            continue
        left_out = above is not None and above - place > 1
        bare_ten = place == 1 and not (digit or zero) and above not in (None, 2)  # 一百十二
        may_fill = zero and above is not None and above >= 4
        bare_two = place == 0 and digit == "两" and group != "两"
        if (bool(zero) != left_out and not may_fill) or bare_ten or bare_two:
            return None
        total, above = total + DIGITS.get(digit, 1) * 10**place, place
    return total
