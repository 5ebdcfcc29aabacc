"""The form of a figure that pages need: a small SVG whose words are set in the page's own face."""

from __future__ import annotations

import re

from fengze_analysis.plotting.style import BODY, INK, MARGIN

_FACE = "font-family:'Report Face','Noto Sans SC',sans-serif"
_WORDS = re.compile(r"<text [^>]*>")
_STYLE = re.compile(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>\s*", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_OPENING = re.compile(r"<svg [^>]*>")
_KEPT = re.compile(r'(?:role|xml:lang|lang)="[^"]*"')
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_COMMON = f"font-size:{BODY:g}px;fill:{INK}"  # of most words; said once for all
_NO_TURN = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
_FAMILY = re.compile(r"font-family: [^;\"]*;? ?|text-anchor: start;? ?")


def live_svg(words: str) -> str:
    """An SVG whose letters are words, for the inside of a page: in the face that the page has.

    ``words`` is ``figure_svg(drawing, outlines=False)``. It can be searched, copied and read aloud.
    """
    text = _METADATA.sub("", _STYLE.sub("", words))
    text = _NO_TURN.sub("", _FAMILY.sub("", text))
    text = _OPENING.sub(_page_opening, text, count=1)
    return _WORDS.sub(lambda found: found[0].replace(f' style="{_COMMON}"', ""), _tight(text))


def _page_opening(found: re.Match[str]) -> str:
    """The first tag: without a size of its own, in the face of the page, still named."""
    opening = found[0]
    kept = " ".join(_KEPT.findall(opening))
    box = _BOX.search(opening)
    # A page has margins of its own: a figure stands flush with the text around it.
    width, height = (float(size) - 2 * MARGIN for size in box.groups()) if box else (0.0, 0.0)
    shown = f'viewBox="{MARGIN:g} {MARGIN:g} {width:g} {height:g}"'
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    style = f"{_FACE};{_COMMON};stroke-linejoin:round;stroke-linecap:butt"
    return f'<svg {spaces} {shown} {kept} style="{style}">'


def _tight(text: str) -> str:
    """SVG without white space that means nothing and without groups that group nothing."""
    text = re.sub(r'style="([^"]*)"', lambda hit: f'style="{_tight_style(hit[1])}"', text)
    text = re.sub(r' d="([^"]*)"', lambda hit: f' d="{_tight_path(hit[1])}"', text)
    text = re.sub(r">\s*\n\s*<", "><", text)
    before = ""
    while before != text:
        before = text
        text = re.sub(r"<g>((?:(?!</?g[ >]).)*)</g>", r"\1", text, flags=re.DOTALL)
    return text


def _tight_style(style: str) -> str:
    return re.sub(r"\s*([;:])\s*", r"\1", style).strip(" ;")


def _tight_path(path: str) -> str:
    """A path without white space that means nothing.

    >>> _tight_path("M 10 84.75 \\nL 494 84.75 \\nz\\n")
    'M10 84.75L494 84.75z'
    """
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(path.split()))
