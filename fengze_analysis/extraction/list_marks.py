"""The numbers that open the items of a list: 1. 1、 (1), 2.1 and what Word writes before a line."""

from __future__ import annotations

import re

from ..lexicon.units import NO_UNIT
from .attaching import scale, unit_behind
from .figure import Numeral
from .numerals import parse_arabic

_MARK = re.compile(
    r"""
    [(（]?[0-9]{1,2}(?:[.．、](?![0-9.])|[)）])\s*   # 1. 1、 (1)
  | [0-9]{1,2}\.[ \t]+(?=[0-9])                     # 4. 12个项目
    """,
    re.VERBOSE,
)
_BEFORE_YEAR = re.compile(r"[0-9]{1,2}[.、]\s?(?=(?:19|20)[0-9]{2}\s?年)")  # 3.2023年
# What opens an item at the beginning of a line only: 4、12个, 2.1本项目.
_LISTED = re.compile("[0-9]{1,2}、(?=[0-9])")
_NUMBERED = re.compile(r"([1-9][0-9]?\.)(?:[1-9][0-9]?\.){0,2}[1-9][0-9]?[ ]?(?=[\u4e00-\u9fff])")
_LINE_BEGINS = re.compile(r"(?:^|[\n\r])[ \t]*$")
_DIVISIBLE = frozenset("级类版分点成")  # 4.5级


def list_mark_end(text: str, position: int) -> int:
    """The end of the mark that opens a list item at ``position``, else ``position``.

    >>> list_mark_end("1.提升", 0), list_mark_end("比1.提升", 1), list_mark_end("1.5亿元", 0)
    (2, 1, 0)
    >>> [list_mark_end(text, 0) for text in ("4. 12个项目", "4.12个项目", "3.2023年")]
    [3, 2, 2]
    """
    if match := _BEFORE_YEAR.match(text, position):
        return match.end()
    match = _MARK.match(text, position)
    if match and _opens(text, position):
        first = text[position : position + 2] == "1."
        value = text[position - 1 : position] in (":", "：") and text[match.end()].isdigit()
        return match.end() if first or not value else position  # 税收:12. 42亿元
    if not _LINE_BEGINS.search(text[max(0, position - 9) : position]):
        return position
    match = _LISTED.match(text, position)
    return match.end() if match else _numbered_end(text, position)


def _numbered_end(text: str, position: int) -> int:
    """The mark of 2.1本项目, and of 4.12个: what is counted has no places."""
    match = _NUMBERED.match(text, position)
    if match is None:
        return position
    scaled = scale(text, Numeral(match.end(), "1", parse_arabic("1"), False))
    _, unit = unit_behind(text, scaled.end)
    if scaled.multiplier > 1 or unit.category not in ("none", "count"):
        return position
    if unit is NO_UNIT:
        return match.end()
    counted = match.end(1) if match[0].count(".") == 1 else match[0].rfind(".") + 1 + position
    return position if unit.printed[0] in _DIVISIBLE else counted


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a line begins at ``start``."""
    before = text[max(0, start - 3) : start].rstrip(" (")
    return not before or before[-1] in "。！？\n\r；：:" or text[start - 1] in "\n\r"
