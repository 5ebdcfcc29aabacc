"""Dates, times of day and years, which are no quantities."""

from __future__ import annotations

import re

from ..lexicon import forms

_ARABIC = re.compile(forms("date").replace(r"\s", r"[ \x1f]"))  # no date goes on in the next cell
_CHINESE = re.compile(forms("chinese_date"))
# One of these stands among the first five characters of each of those dates.
_IN_CHINESE = frozenset("年月季、-—至")
# 8.10亩 looks like a date with points; what ends in a digit may have a unit behind it.
_WITH_POINTS = re.compile(r"[0-9]+\.[0-9.]*[0-9]")


def date_end(text: str, position: int) -> int:
    """The end of the date in Arabic digits at ``position``, else ``position``.

    >>> date_end("2023年10月30日，", 0), date_end("2023个", 0)
    (11, 0)
    """
    match = _ARABIC.match(text, position)
    if match is None or _WITH_POINTS.fullmatch(match[0]):
        return position
    return match.end()


def chinese_date_end(text: str, position: int) -> int:
    """The end of the date in Chinese numerals at ``position``, else ``position``.

    >>> chinese_date_end("二〇三五年", 0), chinese_date_end("二十年", 0)
    (5, 0)
    """
    if _IN_CHINESE.isdisjoint(text[position : position + 5]):
        return position
    match = _CHINESE.match(text, position)
    return match.end() if match else position
