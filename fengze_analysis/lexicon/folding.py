"""Width and script folded by a table that keeps length, so that every position stays true."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from . import read_rows, traditional

# Blocks of characters that stand for one other: radicals, compatibility ideographs, digits.
_COMPATIBLE = ((0x2F00, 0x2FD6), (0xF900, 0xFB00), (0x1D7CE, 0x1D800), (0x2F800, 0x2FA20))
# Those beyond the first plane have a pattern of their own: in one set it is a hundred times slower.
_BEYOND = "\U00010000"
_BEYOND_FIRST = re.compile("[\U0001d7ce-\U0001d7ff\U0002f800-\U0002fa1f]")
_OTHER_DIGITS = ((0x660, 0x66A), (0x6F0, 0x6FA), (0x966, 0x970))
# Full-width marks that carry sense of their own in Chinese text are left as they are.
_KEPT = "，；！？"
# 壹佰贰拾叁: financial numerals, read as numerals only in a run (陆家嘴 is a place).
_ONES = "壹贰叁肆伍陆柒捌玖貳參陸"
_FINANCIAL = str.maketrans(_ONES + "拾佰仟", "一二三四五六七八九二三六十百千")
_FINANCIAL_RUN = re.compile(
    f"[{_ONES}](?:[拾佰仟]|[万亿萬億](?=[{_ONES}][拾佰仟]))[{_ONES}拾佰仟零万亿萬億]*"
)
# A half-width comma is punctuation, unless digits stand on both sides of it.
_COMMA = re.compile(",(?:(?![0-9])|(?<![0-9],))")
# 12'345: an apostrophe that groups digits.
_APOSTROPHE = re.compile("(?<=[0-9])['’‘ʼ´`′](?=[0-9]{3}(?![0-9]))")
# 二O三五年, 二0二三: letters and Arabic noughts among Chinese digits.
_NOUGHTS = re.compile("(?<=[一二三四五六七八九〇零])[Oo0]{1,2}(?=[一二三四五六七八九〇零年])")
# Line ends of other systems; between two digits one is damage, as any foreign character is.
_LINE_END = re.compile("[\v\x1c-\x1e\x85\u2028\u2029](?:(?![0-9])|(?<![0-9].))", re.DOTALL)
# Full-width digits grouped by full-width commas (１８，６５２); elsewhere ， is punctuation.
_WIDE_GROUP = re.compile("[０-９]，[０-９]")
_WIDE_GROUPS = re.compile("(?<![０-９])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])")


@cache
def _folding_table() -> dict[str, str]:
    """One character to one: full width to ASCII, traditional to simplified."""
    wide = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    simplified = {chr(code): char for code, char in traditional().items()}
    alike = {char: simplified.get(other, other) for char, other in _compatible().items()}
    table = {**simplified, **wide, **alike}
    return {char: folded for char, folded in table.items() if char not in _KEPT}


def _compatible() -> dict[str, str]:
    """Characters that look like one other, or stand for it, to that one (⼆ to 二)."""
    codes = [code for first, last in _COMPATIBLE for code in range(first, last)]
    alike = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    digits = [chr(code) for first, last in _OTHER_DIGITS for code in range(first, last)]
    alike |= {digit: str(unicodedata.decimal(digit)) for digit in digits}
    for row in read_rows("lookalikes.csv"):
        alike[chr(int(row["code"], 16))] = row["folded"].replace("blank", " ")
    return {char: other for char, other in alike.items() if len(other) == 1 and char != other}


@cache
def _folded_characters() -> re.Pattern[str]:
    """What changes when folded; most characters of a report do not, so a pattern is faster."""
    return re.compile(
        f"[{re.escape(''.join(char for char in _folding_table() if char < _BEYOND))}]"
    )


def fold(text: str) -> str:
    """``text`` in one width and script, character for character."""
    table = _folding_table()
    grouped = text
    if _WIDE_GROUP.search(text):
        grouped = _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), text)
    grouped = _FINANCIAL_RUN.sub(lambda match: match[0].translate(_FINANCIAL), grouped)
    folded = _folded_characters().sub(lambda match: table[match[0]], grouped)
    folded = _BEYOND_FIRST.sub(lambda match: table.get(match[0], match[0]), folded)
    folded = _LINE_END.sub("\n", _APOSTROPHE.sub(",", folded))
    folded = _NOUGHTS.sub(lambda match: "〇" * len(match[0]), folded)
    return _COMMA.sub("，", folded) if "," in folded else folded


def without_blanks(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


def is_traditional(text: str) -> bool:
    """Whether ``text`` prints a traditional character."""
    return not traditional().keys().isdisjoint(map(ord, set(text)))


def as_printed(words: str, text: str) -> str:
    """``words`` of the folded ``text`` in the characters that ``text`` prints for them."""
    at = fold(text).rfind(words)
    if at >= 0:
        return text[at : at + len(words)]
    simplified = traditional()
    printed = {simplified[ord(char)]: char for char in text if ord(char) in simplified}
    return "".join(printed.get(char, char) for char in words)
