"""A figure as a sheet of paper: text, lines and marks set in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import TransformedPath

from fengze_analysis.plotting.drawing import Drawing
from fengze_analysis.plotting.fonts import printable, text_width
from fengze_analysis.plotting.lettering import Lettering
from fengze_analysis.plotting.style import (
    BODY,
    FAINT,
    INK,
    LEADING,
    MARGIN,
    MUTED,
    PAPER,
    SMALL,
    TITLE,
    Mark,
)
from fengze_analysis.plotting.wrapping import wrap

POINTS = 72.0
LineStyle = Literal["-"] | tuple[float, tuple[float, ...]]
# Equal areas to the eye: a diamond as wide as a circle looks larger, a triangle smaller.
_OPTICAL = {"D": 0.8, "s": 0.86, "*": 1.45, "^": 1.08, "<": 1.08, ">": 1.08, "X": 1.05, "x": 0.9}
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_SPLIT_LINES = frozenset("_|x+")


class Sheet:
    """A sheet that is filled from top to bottom; ``y`` is where the next thing goes.

    Every artist carries its role as matplotlib label (``tick``, ``label``, ``mark:1.1:input``),
    which is not written to files and lets a test find what is drawn.
    """

    def __init__(self, title: str, lead: str, language: str, width: float) -> None:
        self.language, self.title = language, printable(title)[0]
        self.width = width * POINTS
        self.left, self.right = MARGIN, self.width - MARGIN
        self.narrow = self.width < 400
        self.missing: set[str] = set()
        self.y = MARGIN
        self.figure = Figure(figsize=(width, width), facecolor=PAPER)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self._everywhere = TransformedPath(Path.unit_rectangle(), self.axes.transAxes)
        self.y = self.block(self.left, self.y, title, self.measure, size=TITLE, role="title")
        if lead:
            self.y = self.block(self.left, self.y + 3, lead, self.measure, ink=MUTED, role="lead")
        self.y += 9

    def _add(self, artist: Artist) -> None:
        """Put an artist on the sheet, which cuts nothing off."""
        artist.set_clip_path(self._everywhere)  # else one is worked out for each
        self.axes.add_artist(artist)

    @property
    def measure(self) -> float:
        """The width between the margins, in points."""
        return self.right - self.left

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        ink: str = INK,
        size: float = BODY,
        align: str = "left",
        role: str = "",
    ) -> float:
        """One line of text on its baseline; its width comes back. Never read as mathematics."""
        shown = self.shown(text)
        artist = Lettering(x, baseline, shown, size=size, color=ink, ha=align)
        artist.set_label(role)
        self._add(artist)
        return text_width(shown, size)

    def shown(self, text: str) -> str:
        """``text`` as it is set: spaces single, 〓 for what the face lacks, which is kept in mind.

        The face has Chinese quotation marks, an em wide; English text gets straight ones.
        """
        found, missing = printable(" ".join(text.split()))
        self.missing.update(missing)
        if self.language == "en" and not any(char >= "\u2e80" for char in found):
            return found.translate(_STRAIGHT)
        return found

    def extent(self, text: str, size: float = BODY) -> float:
        """The width of one line of text as it is set, in points."""
        return text_width(self.shown(text), size)

    def middle(
        self,
        x: float,
        centre: float,
        text: str,
        *,
        ink: str = INK,
        size: float = BODY,
        align: str = "left",
        role: str = "",
    ) -> float:
        """One line of text centred on a height."""
        return self.text(x, centre + 0.36 * size, text, ink=ink, size=size, align=align, role=role)

    def block(
        self,
        x: float,
        top: float,
        text: str,
        width: float,
        *,
        ink: str = INK,
        size: float = BODY,
        align: str = "left",
        most: int = 4,
        role: str = "",
    ) -> float:
        """Lines of text from ``top`` within ``width``; where they end comes back."""
        lines = self.lines(text, width, size, most)
        for number, line in enumerate(lines):
            baseline = top + number * size * LEADING + 0.98 * size
            self.text(x, baseline, line, ink=ink, size=size, align=align, role=role)
        return top + len(lines) * size * LEADING

    def lines(self, text: str, width: float, size: float = BODY, most: int = 4) -> list[str]:
        """The lines that ``block`` would set."""
        return wrap(self.shown(text), width, size, most)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = FAINT,
        width: float = 0.8,
        style: LineStyle = "-",
        role: str = "",
        under: bool = False,
    ) -> None:
        """A straight line between two points, ``under`` everything else if asked."""
        self._add(
            Line2D(
                (start[0], end[0]),
                (start[1], end[1]),
                color=colour,
                linewidth=width,
                linestyle=style,
                label=role,
                solid_capstyle="butt",
                zorder=0.5 if under else 2,
                clip_on=False,
            )
        )

    def box(
        self,
        corner: tuple[float, float],
        opposite: tuple[float, float],
        *,
        fill: str,
        edge: str = "none",
        hatch: str = "",
        role: str = "",
    ) -> None:
        """A rectangle between two corners."""
        self._add(
            Rectangle(
                corner,
                opposite[0] - corner[0],
                opposite[1] - corner[1],
                facecolor=fill,
                edgecolor=edge,
                hatch=hatch or None,
                linewidth=0.7 if edge != "none" else 0,
                label=role,
                clip_on=False,
            )
        )

    def mark(self, x: float, y: float, mark: Mark, *, size: float = 6.4, role: str = "") -> None:
        """The mark of a code centred on a point, ``size`` points wide."""
        self._add(
            Line2D(
                (x,),
                (y,),
                linestyle="none",
                marker=mark.marker,
                markersize=size * _OPTICAL.get(mark.marker, 1.0),
                markeredgewidth=1.6 if mark.marker in _SPLIT_LINES else 1.0,
                markeredgecolor=mark.colour,
                markerfacecolor=PAPER if mark.fill == "none" else mark.colour,
                markerfacecoloralt=PAPER,
                fillstyle="left" if mark.fill == "left" else "full",
                label=role,
                clip_on=False,
            )
        )

    def arrow(self, x: float, y: float, marker: str, *, colour: str, role: str = "open") -> None:
        """A small arrow head: the value goes on beyond what is drawn."""
        self.mark(x, y, Mark("", "", colour, marker, "full", "", ""), size=5, role=role)

    def legend(self, entries: Iterable[tuple[Mark, str]]) -> None:
        """The marks with their words, set one after the other and wrapped like text."""
        x, step = self.left, SMALL * LEADING + 3
        for mark, word in entries:
            needed = 13 + self.extent(word, SMALL)
            if x > self.left and x + needed > self.right:
                x, self.y = self.left, self.y + step
            centre = self.y + step / 2
            self.mark(x + 4, centre, mark)
            (line,) = self.lines(word, self.right - x - 12, SMALL, 1)
            self.middle(x + 12, centre, line, ink=MUTED, size=SMALL, role="legend")
            x += needed + 13
        self.y += step + 5

    def finish(self, name: str, alt: str, data: list[dict[str, str]], note: str = "") -> Drawing:
        """The drawing, its height cut to what was filled."""
        if note:
            self.y = self.block(
                self.left, self.y + 4, note, self.measure, ink=MUTED, size=SMALL, role="note"
            )
        height = self.y + MARGIN
        self.figure.set_size_inches(self.width / POINTS, height / POINTS)
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(height, 0)
        return Drawing(
            figure=self.figure,
            alt=printable(" ".join(alt.split()))[0],
            data=data,
            name=f"{name}-{self.language}{'-narrow' if self.narrow else ''}",
            title=self.title,
            language=self.language,
            missing=tuple(sorted(self.missing)),
        )
