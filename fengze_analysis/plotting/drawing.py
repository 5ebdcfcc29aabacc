"""A finished figure with its sentence and its data, and the same bytes each time it is written."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

import matplotlib
import numpy as np
from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from fengze_analysis.plotting.fonts import printable
from fengze_analysis.plotting.outlines import outlined
from fengze_analysis.plotting.svg import named, own_ids, slim

_SETTINGS: dict[Any, Any] = {
    "hatch.linewidth": 0.7,
    "path.simplify": False,
    "text.hinting": "no_hinting",  # Chinese at these sizes gains nothing by it, and it takes long
}
PNG_DPI = 200
_COLOURS = 96  # flat inks and the greys of their edges
Plot = ParamSpec("Plot")


@contextmanager
def house_settings(**more: object) -> Iterator[None]:
    """Matplotlib's own defaults, whatever a user's style or a notebook's backend has set."""
    settings: dict[Any, Any] = {key.replace("_", "."): value for key, value in more.items()}
    with style.context("default"), matplotlib.rc_context(_SETTINGS | settings):
        yield


def in_house_style(plot: Callable[Plot, Drawing]) -> Callable[Plot, Drawing]:
    """``plot`` drawing under the house settings: the same figure from the same rows anywhere."""

    @wraps(plot)
    def drawn(*args: Plot.args, **kwargs: Plot.kwargs) -> Drawing:
        with house_settings():
            return plot(*args, **kwargs)

    return drawn


@dataclass(frozen=True)
class Drawing:
    """A figure, the sentence that says what it shows, and the rows that it draws.

    ``figure`` is ``None`` where there is nothing worth drawing: the sentence stands instead.
    ``missing`` are characters of the report for which the face has no glyph, drawn as 〓.
    """

    figure: Figure | None
    alt: str
    data: list[dict[str, str]]
    name: str
    title: str
    language: str
    missing: tuple[str, ...] = ()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """What a notebook shows: the figure as SVG, or the sentence."""
        if self.figure is None:
            return {"text/html": f"<p>{html.escape(self.alt)}</p>", "text/plain": self.alt}
        return {"image/svg+xml": figure_svg(self), "text/plain": self.alt}


def sentence(name: str, title: str, alt: str, data: list[dict[str, str]], language: str) -> Drawing:
    """A drawing without a figure: fewer than two rows are said, not drawn."""
    said, called = (printable(" ".join(text.split()))[0] for text in (alt, title))
    return Drawing(None, said, data, f"{name}-{language}", called, language)


def figure_svg(
    drawing: Drawing, citation: str = "", licence: str = "", *, outlines: bool = True
) -> str:
    """The figure as SVG text with ids of its own, title, source and licence inside.

    Letters are outlines, right on any machine; with ``outlines=False`` they are text, for a page
    that embeds the face. Raise ``ValueError`` where there is no figure.
    """
    figure = _figure_of(drawing)
    metadata = {
        "Title": drawing.title,
        "Description": drawing.alt,
        "Source": citation,
        "Rights": licence,
        "Language": "zh-CN" if drawing.language == "zh" else drawing.language,
        "Date": None,
        "Creator": None,
    }
    written = io.StringIO()
    with house_settings(svg_hashsalt=drawing.name, svg_fonttype="none"):
        FigureCanvasSVG(figure).print_svg(written, metadata=_printable(metadata))
    text = own_ids(slim(written.getvalue()), f"{drawing.name}-")
    text = named(text, drawing.title, drawing.alt, drawing.language)
    return outlined(text, f"{drawing.name}-g") if outlines else text


def figure_png(
    drawing: Drawing, citation: str = "", licence: str = "", dpi: int = PNG_DPI
) -> bytes:
    """The figure as PNG bytes at ``dpi``, with title, source and licence as text chunks.

    Flat inks and the greys of their edges need few colours, which makes the file a third as large.
    Raise ``ValueError`` where there is no figure.
    """
    figure = _figure_of(drawing)
    said: dict[str, str | None] = {"Title": drawing.title, "Description": drawing.alt}
    said |= {"Source": citation, "Copyright": licence}
    words = PngInfo()
    for name, text in _printable(said).items():
        words.add_itxt(name, text or "")
    with house_settings():
        canvas = FigureCanvasAgg(figure)
        figure.set_dpi(dpi)
        canvas.draw()
    written = io.BytesIO()
    picture = few_colours(np.asarray(canvas.buffer_rgba()))
    picture.save(written, "png", compress_level=6, pnginfo=words, dpi=(dpi, dpi))
    return written.getvalue()


def few_colours(pixels: NDArray[np.uint8]) -> Image.Image:
    """A picture (rows, columns, RGBA) in its commonest colours, which stay exactly what they are.

    A rare one, a grey of some edge, becomes the one of them that is nearest to it.
    """
    every = pixels.astype(np.uint8, order="C").view("<u4")[..., 0] & 0xFFFFFF  # blue, green, red
    seen = np.zeros(1 << 24, bool)
    seen[every] = True
    found = np.flatnonzero(seen)
    place = np.zeros(1 << 24, np.int32)
    place[found] = np.arange(len(found))
    numbers = place[every]
    counts = np.bincount(numbers.ravel())
    colours = np.stack([found & 255, found >> 8 & 255, found >> 16], axis=1)
    kept = colours[np.argsort(-counts, kind="stable")[:_COLOURS]]
    apart = ((colours[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2)
    picture = Image.fromarray(apart.argmin(axis=1).astype(np.uint8)[numbers])
    picture.putpalette(kept.astype(np.uint8).tobytes())
    return picture


def _figure_of(drawing: Drawing) -> Figure:
    if drawing.figure is None:
        raise ValueError(f"{drawing.name} has no figure: {drawing.alt}")
    return drawing.figure


def _printable(metadata: dict[str, str | None]) -> dict[str, str | None]:
    """Metadata without empty fields and without characters that XML could not hold."""
    return {
        key: value and printable(" ".join(value.split()))[0]
        for key, value in metadata.items()
        if value != ""
    }
