"""The one style of charts: colours, sizes, the mark of each code; and saving."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..errors import InputError
from ..lexicon import read_rows
from ..model import split_word
from .fonts import families

INK, MUTED, LINE, PALE = "#16212c", "#56616d", "#b9c2cb", "#dbe4ed"
ACCENT, PALE_BLUE = "#12406f", "#8fb4d9"
TITLE, BODY, SMALL = 12.0, 9.0, 8.0  # points; nothing is set smaller than SMALL
WIDE, NARROW = 7.0, 3.6  # inches: a page, and a phone

STYLE: Any = mpl.rc_params_from_file(
    str(files(__package__).joinpath("charts.mplstyle")), use_default_template=False
)


@contextmanager
def in_style() -> Iterator[None]:
    """This style while a chart is drawn; the settings of the caller are as they were afterwards."""
    with mpl.rc_context({**STYLE, "font.family": list(families())}):
        yield


class Mark(NamedTuple):
    """How a code looks: its colour, matplotlib's marker and fill, and its sign in running text."""

    group: str
    key: str
    colour: str
    marker: str
    fill: str
    symbol: str


@cache
def load_marks() -> dict[tuple[str, str], Mark]:
    """Every mark by the column and the code it stands for."""
    found = (Mark(**row) for row in read_rows("marks.csv", __package__))
    return {(mark.group, mark.key): mark for mark in found}


def mark_of(group: str, code: str) -> Mark:
    """The mark of a code; one that is not known is a plain open circle.

    >>> mark_of("word", "ahead").symbol, mark_of("word", "undecided:ahead|behind").symbol
    ('▶', '◐')
    """
    known = load_marks().get((group, split_word(code)[0]))
    return known or Mark(group, code, MUTED, "o", "none", "○")


def draw_mark(ax: Axes, x: float, y: float, mark: Mark, size: float) -> None:
    """The mark at a place of the axes, filled, half or hollow."""
    ax.plot(
        x, y, marker=mark.marker, markersize=size, linestyle="none", color=mark.colour,
        fillstyle="left" if mark.fill == "left" else "full", markerfacecoloralt="white",
        markerfacecolor="white" if mark.fill == "none" else mark.colour,
    )  # fmt: skip


_UNDATED: dict[str, dict[str, None]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def figure_bytes(
    figure: Figure, ending: str, *, letters: str = "path", margin: float = 0.08
) -> bytes:
    """A figure as PNG, SVG or PDF, the same at every run; ``letters`` as outlines or as words."""
    held, kind, about = io.BytesIO(), ending.removeprefix("."), _UNDATED[ending]
    with mpl.rc_context({**STYLE, "svg.fonttype": letters}):
        figure.savefig(held, format=kind, metadata=about, bbox_inches="tight", pad_inches=margin)
    return held.getvalue()


def save_figure(figure: Figure, path: str | Path) -> Path:
    """The file written: PNG, SVG or PDF by its ending, the same bytes at every run.

    Raises :class:`InputError` for another ending and for a character without a glyph.
    """
    path = Path(path)
    if path.suffix not in _UNDATED:
        raise InputError(f"no picture: {path.suffix or path.name}", path, ", ".join(_UNDATED))
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing", category=UserWarning)
        try:
            path.write_bytes(figure_bytes(figure, path.suffix))
        except UserWarning as missing:
            raise InputError(str(missing), path, "characters of Noto Sans SC") from missing
    return path


def export_chart(ax: Axes, folder: str | Path, name: str) -> None:
    """``folder/figures/name.svg`` and ``.png`` of the chart; nothing where no folder is given."""
    if folder and isinstance(ax.figure, Figure):
        for ending in ("svg", "png"):
            save_figure(ax.figure, Path(folder, "figures", f"{name}.{ending}"))
