"""The list numbers that a word processor shows but does not store in its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "〇一二三四五六七八九"
_CHINESE = ("chinese", "japanese", "taiwanese", "ideographDigital", "ideographTraditional")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CLOSED = "、）】。；："  # after these a heading follows without a gap
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int
    form: str
    text: str
    style: str


class Numbering:
    """The running numbers of every list of a document; paragraphs are asked in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists = _lists(numbering)
        self._numbers = _numbers(numbering)
        self._styles = _styles(styles)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph with what parts it from the words, ``""`` for none."""
        number, depth = self._number_of(paragraph)
        if number not in self._numbers:
            return ""
        list_id, starts = self._numbers[number]
        levels = self._lists.get(list_id, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(list_id, [None] * (_DEEPEST + 1))
        if number not in self._begun and depth in starts:
            counts[depth] = starts[depth] - 1
        self._begun.add(number)
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth)
        return _shown(levels, depth, counts)

    def _number_of(self, paragraph: etree._Element) -> tuple[str, int]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        from_style, depth = self._of_style(style)
        if own is None:
            return from_style, depth
        number = _value(own.find(f"{W}numId")) or from_style
        return number, _whole(_value(own.find(f"{W}ilvl")), depth)

    def _of_style(self, style: str) -> tuple[str, int]:
        name = style
        for _ in range(_DEEPEST):  # a style may build on another, and a broken one on itself
            if name not in self._styles:
                break
            number, depth, parent = self._styles[name]
            if number:
                list_id = self._numbers.get(number, ("", {}))[0]
                levels = self._lists.get(list_id, {})
                linked = [at for at, level in levels.items() if level.style == style]
                return number, linked[0] if linked else depth
            name = parent
        return "", 0


def format_number(number: int, form: str) -> str:
    """A list number as printed; ``form`` is a number format of WordprocessingML.

    >>> format_number(12, "chineseCounting"), format_number(2, "decimalEnclosedCircle")
    ('十二', '②')
    """
    if form in ("none", "bullet"):
        return ""
    if form.startswith(_CHINESE) and 0 < number < 100:
        return _chinese(number)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((96 if form == "lowerLetter" else 64) + number)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x245F + number)
    return str(number)


def _shown(levels: dict[int, Level], depth: int, counts: list[int | None]) -> str:
    if levels[depth].form == "bullet":
        return ""

    def number_at(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = levels.get(at, levels[depth])
        count = counts[at]
        return format_number(level.start if count is None else count, level.form)

    label = _PLACE.sub(number_at, levels[depth].text)
    if not label.strip():
        return ""
    return label if label.endswith(tuple(_CLOSED)) else f"{label} "


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        shown += letters * (number // value)
        number %= value
    return shown


def _lists(numbering: etree._Element | None) -> dict[str, dict[int, Level]]:
    found = () if numbering is None else numbering.iterfind(f"{W}abstractNum")
    return {one.get(f"{W}abstractNumId", ""): _levels(one) for one in found}


def _levels(one: etree._Element) -> dict[int, Level]:
    return {
        _whole(level.get(f"{W}ilvl", ""), 0): Level(
            start=_whole(_value(level.find(f"{W}start")), 1),
            form=_value(level.find(f"{W}numFmt")) or "decimal",
            text=_value(level.find(f"{W}lvlText")),
            style=_value(level.find(f"{W}pStyle")),
        )
        for level in one.iterfind(f"{W}lvl")
    }


def _numbers(numbering: etree._Element | None) -> dict[str, tuple[str, dict[int, int]]]:
    found = () if numbering is None else numbering.iterfind(f"{W}num")
    return {
        one.get(f"{W}numId", ""): (
            _value(one.find(f"{W}abstractNumId")),
            {
                _whole(other.get(f"{W}ilvl", ""), 0): _whole(_value(start), 1)
                for other in one.iterfind(f"{W}lvlOverride")
                if (start := other.find(f"{W}startOverride")) is not None
            },
        )
        for one in found
    }


def _styles(styles: etree._Element | None) -> dict[str, tuple[str, int, str]]:
    found = () if styles is None else styles.iterfind(f"{W}style")
    return {
        style.get(f"{W}styleId", ""): (
            _value(style.find(f"{W}pPr/{W}numPr/{W}numId")),
            _whole(_value(style.find(f"{W}pPr/{W}numPr/{W}ilvl")), 0),
            _value(style.find(f"{W}basedOn")),
        )
        for style in found
    }


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _whole(text: str, default: int) -> int:
    inside = text.isascii() and text.isdigit() and len(text) < _DEEPEST
    return int(text) if inside else default
