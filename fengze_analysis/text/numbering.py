"""The marks that open a section, a subsection or an item."""

from __future__ import annotations

import re

_CHINESE = "[一二三四五六七八九十]{1,3}"
SECTION = re.compile(
    rf"""
    \s*(?: 第{_CHINESE}(?:部分|章|节|篇)\s*   # 第一部分
         | ({_CHINESE})\s*、)                 # 一、
    \s*(?=\S)
    """,
    re.VERBOSE,
)
SUBSECTION = re.compile(
    rf"""
    \s*(?: \({_CHINESE}\)                           # (一)
         | [0-9]{{1,2}}(?:[.．、](?![0-9])|\)))       # 1. 1、 1)
    \s*(?=\S)
    """,
    re.VERBOSE,
)
ITEM = re.compile(
    rf"""
    \s*({_CHINESE})[是要]                   # 一是, 二要
    (?=[^。，；]{{2,30}}[。：:，；])          # and a heading
    """,
    re.VERBOSE,
)
