"""Width and script folded by a table that keeps length, so that every position stays true."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import traditional

# Marks that look alike in print; the digits and letters follow from their code points.
_LOOKALIKES = {
    "\x1f": " ",  # stands for a mended page break later on
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u2236": ":",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "—",
    "\u2015": "—",
    "\u2500": "—",
    "～": "~",
    "〝": "“",
    "〞": "”",
    "〜": "~",
    "﹪": "%",
    "﹣": "-",
    "﹕": ":",
    "︰": ":",
    "﹒": ".",
    "﹐": ",",
    ";": "；",
    "○": "〇",
    "Ο": "〇",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "﹙": "(",
    "﹚": ")",
}
# Full-width marks that carry sense of their own in Chinese text are left as they are.
_KEPT = "，；！？"
# 壹佰贰拾叁: financial numerals, read as numerals only in a run (陆家嘴 is a place).
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸", "一二三四五六七八九十百千二三六")
_FINANCIAL_RUN = re.compile(
    r"""
    [壹贰叁肆伍陆柒捌玖貳參陸](?:[拾佰仟]|[万亿萬億](?=[壹贰叁肆伍陆柒捌玖貳參陸][拾佰仟]))  # 壹佰
    [壹贰叁肆伍陆柒捌玖貳參陸拾佰仟零万亿萬億]*                                            # 贰拾叁
    """,
    re.VERBOSE,
)
# A half-width comma is punctuation, unless digits stand on both sides of it.
_COMMA = re.compile(",(?:(?![0-9])|(?<![0-9],))")
# Full-width digits grouped by full-width commas (１８，６５２); elsewhere ， is punctuation.
_WIDE_GROUP = re.compile("[０-９]，[０-９]")
_WIDE_GROUPS = re.compile(
    r"""
    (?<![０-９])[０-９]{1,3}        # １８
    (?:，[０-９]{3})+(?![０-９])    # ，６５２
    """,
    re.VERBOSE,
)


@cache
def folding_table() -> dict[str, str]:
    """One character to one character: full width to ASCII, traditional to simplified.

    >>> folding_table()["％"], folding_table()["億"]
    ('%', '亿')
    """
    wide = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    simplified = {chr(code): char for code, char in traditional().items()}
    table = {**simplified, **wide, **_LOOKALIKES}
    return {char: folded for char, folded in table.items() if char not in _KEPT}


@cache
def _folded_characters() -> re.Pattern[str]:
    """What changes when folded; most characters of a report do not, so a pattern is faster."""
    return re.compile(f"[{re.escape(''.join(folding_table()))}]")


def fold(text: str) -> str:
    """``text`` in one width and script, character for character.

    >>> fold("增長１９．５％，達１２億元")
    '增长19.5%，达12亿元'
    >>> len(fold("（一）８．６ 亿元")) == len("（一）８．６ 亿元")
    True
    """
    table = folding_table()
    grouped = _WIDE_GROUPS.sub(_group_comma, text) if _WIDE_GROUP.search(text) else text
    grouped = _FINANCIAL_RUN.sub(lambda match: match[0].translate(_FINANCIAL), grouped)
    folded = _folded_characters().sub(lambda match: table[match[0]], grouped)
    return _COMMA.sub("，", folded) if "," in folded else folded


@cache
def _traditional_characters() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(code) for code in traditional())}]")


def is_traditional(text: str) -> bool:
    """Whether ``text`` prints a traditional character.

    >>> is_traditional("增長３％"), is_traditional("增长３％")
    (True, False)
    """
    return _traditional_characters().search(text) is not None


def as_printed(words: str, text: str) -> str:
    """``words`` of the folded ``text`` in the characters that ``text`` prints for them.

    >>> as_printed("财政收入", "全年財政收入"), as_printed("城镇居民", "城鎮和農村居民")
    ('財政收入', '城鎮居民')
    """
    at = fold(text).rfind(words)
    if at >= 0:
        return text[at : at + len(words)]
    simplified = traditional()
    printed = {simplified[ord(char)]: char for char in text if ord(char) in simplified}
    return "".join(printed.get(char, char) for char in words)


def _group_comma(match: re.Match[str]) -> str:
    return match[0].replace("，", ",")
