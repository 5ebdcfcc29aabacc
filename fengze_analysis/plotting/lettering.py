"""One line of text on a figure, set by the widths of the face instead of a layout engine."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from fengze_analysis.plotting.fonts import families, text_width

_SHARE_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}


@lru_cache(maxsize=16)
def face(size: float) -> FontProperties:
    """The face of the figures at ``size`` points."""
    return FontProperties(family=list(families()), size=size)


class Lettering(Text):
    """One upright line on its baseline, never read as mathematics.

    Matplotlib lays every text out several times for every file that a figure is written to; here a
    line is where its alignment and the advances of its characters put it, in every file alike.
    """

    def __init__(self, x: float, y: float, text: str, *, size: float, **settings: Any) -> None:
        super().__init__(x, y, text, fontproperties=face(size), va="baseline", **settings)
        self.width = text_width(text, size)
        self.set_parse_math(False)
        self.set_clip_on(False)

    def draw(self, renderer: Any) -> None:
        """Hand the line to ``renderer``, whatever file it writes."""
        self.stale = False
        if not self.get_visible() or not self.get_text():
            return
        x, y = self.get_transform().transform(self.get_unitless_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        before = _SHARE_BEFORE[str(self.get_horizontalalignment())] * self.width
        ink = renderer.new_gc()
        ink.set_foreground(self.get_color())
        words, font = self.get_text(), self.get_fontproperties()
        x -= renderer.points_to_pixels(before)
        renderer.draw_text(ink, x, y, words, font, 0, ismath=False, mtext=self)
        ink.restore()
