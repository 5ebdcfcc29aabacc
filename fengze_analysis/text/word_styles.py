"""What a document's styles and lists say of a paragraph: its number, and what of it is hidden."""

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
_LEVELS = 9
_DEEPEST = 20  # styles that build on one another; a broken one builds on itself
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int
    form: str
    text: str
    style: str


class Styles:
    """The hiding of styles, a style's own word before that of the style it builds on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._hides: dict[str, bool | None] = {}
        self._parents: dict[str, str] = {}
        self._default = ""
        for style in _all(root, "style"):
            name = style.get(f"{W}styleId", "")
            self._hides[name] = _switch(style.find(f"{W}rPr/{W}vanish"))
            self._parents[name] = _value(style, "basedOn")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = name
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._all = None if defaults is None else _switch(defaults.find(f"{W}vanish"))

    def hides(self, run: etree._Element, paragraph: etree._Element | None) -> bool:
        """Whether a run is hidden: by its own word, its style, its paragraph's, or by default."""
        named = "" if paragraph is None else _value(paragraph, "pPr", "pStyle")
        said = (
            _switch(run.find(f"{W}rPr/{W}vanish")),
            self._of(_value(run, "rPr", "rStyle")),
            self._of(named or self._default),
            self._all,
        )
        return next((one for one in said if one is not None), False)

    def _of(self, name: str) -> bool | None:
        for _ in range(_DEEPEST):
            hides = self._hides.get(name) if name else None
            if hides is not None or not name:
                return hides
            name = self._parents.get(name, "")
        return None


class Numbering:
    """The running numbers of every list of a document; paragraphs are asked in order.

    A word processor shows these numbers, but does not store them in its paragraphs.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists = {
            one.get(f"{W}abstractNumId", ""): _levels(one) for one in _all(numbering, "abstractNum")
        }
        self._numbers = {
            one.get(f"{W}numId", ""): (_value(one, "abstractNumId"), _starts(one))
            for one in _all(numbering, "num")
        }
        self._styles = {
            style.get(f"{W}styleId", ""): (
                _value(style, "pPr", "numPr", "numId"),
                _whole(_value(style, "pPr", "numPr", "ilvl"), 0),
                _value(style, "basedOn"),
            )
            for style in _all(styles, "style")
        }
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph with what parts it from the words, ``""`` for none."""
        number, depth = self._number_of(paragraph)
        list_id, starts = self._numbers.get(number, ("", {}))
        levels = self._lists.get(list_id, {})
        if number not in self._numbers or depth not in levels:
            return ""
        counts = self._counts.setdefault(list_id, [None] * (_LEVELS + 1))
        if number not in self._begun and depth in starts:
            counts[depth] = starts[depth] - 1
        self._begun.add(number)
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth)
        return _shown(levels, depth, counts)

    def _number_of(self, paragraph: etree._Element) -> tuple[str, int]:
        from_style, depth = self._of_style(_value(paragraph, "pPr", "pStyle"))
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is None:
            return from_style, depth
        return _value(own, "numId") or from_style, _whole(_value(own, "ilvl"), depth)

    def _of_style(self, style: str) -> tuple[str, int]:
        name = style
        for _ in range(_DEEPEST):
            if name not in self._styles:
                break
            number, depth, parent = self._styles[name]
            if number:
                levels = self._lists.get(self._numbers.get(number, ("", {}))[0], {})
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


def _levels(one: etree._Element) -> dict[int, Level]:
    return {
        _whole(level.get(f"{W}ilvl", ""), 0): Level(
            start=_whole(_value(level, "start"), 1),
            form=_value(level, "numFmt") or "decimal",
            text=_value(level, "lvlText"),
            style=_value(level, "pStyle"),
        )
        for level in one.iterfind(f"{W}lvl")
    }


def _starts(one: etree._Element) -> dict[int, int]:
    """At which number a list begins anew, by level."""
    return {
        _whole(other.get(f"{W}ilvl", ""), 0): _whole(_value(other, "startOverride"), 1)
        for other in one.iterfind(f"{W}lvlOverride")
        if other.find(f"{W}startOverride") is not None
    }


def _all(root: etree._Element | None, tag: str) -> list[etree._Element]:
    return [] if root is None else root.findall(f"{W}{tag}")


def _value(element: etree._Element, *path: str) -> str:
    """The value of what stands inside ``element`` by this path, ``""`` where nothing does."""
    found = element.find("/".join(f"{W}{part}" for part in path))
    return "" if found is None else found.get(f"{W}val", "")


def _switch(element: etree._Element | None) -> bool | None:
    """What a switch says: on, off, or nothing where it does not stand there."""
    return None if element is None else element.get(f"{W}val", "1") not in _OFF


def _whole(text: str, default: int) -> int:
    inside = text.isascii() and text.isdigit() and len(text) < _LEVELS
    return int(text) if inside else default
