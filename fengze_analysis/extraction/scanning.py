"""Every printed figure of the folded text in order, read or unread, never overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .arabic import LETTERS, read_arabic
from .chinese import read_chinese
from .figure import Figure
from .numerals import CHINESE
from .ranks import read_rank

_CANDIDATE = re.compile(
    rf"""
    [0-9第{CHINESE}几数半]
  | (?<![0-9A-Za-z.])(?:\.(?=[0-9]) | [lIOo](?=\.?[0-9]))   # .5, l2.3亿
    """,
    re.VERBOSE,
)
_HALF = ("年", "个", "小", "天", "数")
_ARABIC = frozenset("0123456789.") | LETTERS


def scan(folded: str) -> Iterator[Figure]:
    """Every figure of ``folded`` in order of appearance, read or unread, never overlapping.

    >>> text = "近 1456 亩，2023年完成十大片区"
    >>> [text[figure.start : figure.end] for figure in scan(text)]
    ['1456 亩', '十大片区']
    """
    position = 0
    while match := _CANDIDATE.search(folded, position):
        start, char = match.start(), match[0]
        if char in _ARABIC:
            position, figures = read_arabic(folded, start)
        elif char == "第":
            position, figures = read_rank(folded, start)
        elif char == "半" and folded[start + 1 : start + 2] not in _HALF:
            position, figures = start + 1, ()
        else:
            position, figures = read_chinese(folded, start)
        yield from figures
        if position <= start:
            position = start + 1
