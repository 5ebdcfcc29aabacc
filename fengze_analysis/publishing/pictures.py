"""The forms of a figure that pages need: a live SVG in the page's own face, and a small PNG."""

from __future__ import annotations

import io
import re
from typing import Any

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from fengze_analysis.plotting.drawing import Drawing
from fengze_analysis.plotting.svg import named, own_ids, slim

_COLOURS = 32  # flat inks and the greys of their edges
_SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "hatch.linewidth": 0.7, "path.simplify": False}
_FACE = "font-family:'Report Face','Noto Sans SC',sans-serif"
_STYLE = re.compile(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>\s*", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_OPENING = re.compile(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>')
_NO_TURN = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
_FAMILY = re.compile(r"font-family: [^;\"]*;? ?|text-anchor: start;? ?")
_ROOM = re.compile(r";? *\n? *(?=\")|(?<=[;:]) +")


def live_svg(drawing: Drawing) -> str:
    """The figure as SVG for the inside of a page: its words are words, in the face of the page.

    A third of the size of outlines; it can be searched, copied and read aloud.
    """
    written = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with matplotlib.rc_context({**_SETTINGS, "svg.hashsalt": drawing.name}):
        canvas: Any = FigureCanvasSVG(drawing.figure)
        canvas.print_svg(written, metadata=nothing)
    text = own_ids(slim(written.getvalue()), f"{drawing.name}-")
    text = _METADATA.sub("", _STYLE.sub("", text))
    text = _NO_TURN.sub("", _FAMILY.sub("", text))
    text = _OPENING.sub(
        rf'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        rf'viewBox="\1" style="{_FACE};stroke-linejoin:round;stroke-linecap:butt">',
        text,
        count=1,
    )
    return named(_tight(text), drawing.title, drawing.alt, drawing.language)


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


def small_png(data: bytes) -> bytes:
    """The picture in a few colours, its title, source and licence kept."""
    picture = Image.open(io.BytesIO(data))
    kept = PngInfo()
    for name, words in picture.info.items():
        if isinstance(words, str):
            kept.add_itxt(str(name), words)
    few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "png", compress_level=6, pnginfo=kept, dpi=picture.info.get("dpi"))
    return written.getvalue()
