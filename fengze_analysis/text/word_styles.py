"""Which styles of a document hide the text they are put on, by what they build on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .word_numbering import W

if TYPE_CHECKING:
    from lxml import etree

_OFF = ("0", "false", "off")
_DEEPEST = 20  # styles that build on one another; a broken one builds on itself


class Styles:
    """The hiding of styles, a style's own word before that of the style it builds on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._hides: dict[str, bool | None] = {}
        self._parents: dict[str, str] = {}
        self._default = ""
        for style in () if root is None else root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._hides[name] = switch(style.find(f"{W}rPr/{W}vanish"))
            parent = style.find(f"{W}basedOn")
            self._parents[name] = "" if parent is None else parent.get(f"{W}val", "")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = name
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._all = None if defaults is None else switch(defaults.find(f"{W}vanish"))

    def hides(self, run: etree._Element, paragraph: etree._Element | None) -> bool:
        """Whether a run is hidden: by its own word, its style, its paragraph's, or by default."""
        own = switch(run.find(f"{W}rPr/{W}vanish"))
        if own is not None:
            return own
        of_run = self._of(_style(run.find(f"{W}rPr/{W}rStyle")))
        if of_run is not None:
            return of_run
        named = "" if paragraph is None else _style(paragraph.find(f"{W}pPr/{W}pStyle"))
        of_paragraph = self._of(named or self._default)
        return bool(self._all if of_paragraph is None else of_paragraph)

    def _of(self, name: str) -> bool | None:
        for _ in range(_DEEPEST):
            if not name:
                return None
            hides = self._hides.get(name)
            if hides is not None:
                return hides
            name = self._parents.get(name, "")
        return None


def switch(element: etree._Element | None) -> bool | None:
    """What a switch says: on, off, or nothing where it does not stand there."""
    return None if element is None else element.get(f"{W}val", "1") not in _OFF


def _style(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
