"""What charts share: labelled rows with headings, a title that is a sentence, a source line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from .fonts import printable, text_width, wrap_text
from .style import BODY, INK, MUTED, SMALL, TITLE

_STACKED = 5.0  # inches: below, a label stands above its row instead of beside it
_BESIDE = ("axes fraction", "data")
BACKED = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}


class Row(NamedTuple):
    """A row: its label, what stands at its end, and a heading above it where a group begins."""

    label: str
    right: str = ""
    heading: str = ""


def draw_rows(
    rows: Sequence[Row], ax: Axes | None, title: str, source: str, width: float, *,
    band: float = 15, head: float = 4, axis: bool = True,
) -> tuple[Axes, list[float]]:  # fmt: skip
    """The axes, labelled, as high as the rows need, and the height of each; y counts downwards."""
    # In points: ``band`` is the least height of a row, ``head`` the room above the first.
    stacked = ax is None and width < _STACKED
    ems = width * 72 / BODY
    labels = [printable(wrap_text(row.label, ems * 0.32, 4)) for row in rows]
    rights = [wrap_text(row.right, ems * 0.27, 4) for row in rows]
    if stacked:
        labels, rights = [_above(row, ems - 2) for row in rows], [""] * len(rows)
    headings = [wrap_text(row.heading, ems - 2, 2) for row in rows]
    y, tops, at = [], [], head
    for above, label, right in zip(headings, labels, rights, strict=True):
        at += 6 + _height(above) if above else 0
        text = max(_height(label), _height(right))
        tops.append(at)
        y.append(at + text + band / 2 if stacked else at + max(text + 4, band) / 2)
        at = y[-1] + band / 2 + 3 if stacked else at + max(text + 4, band)
    sides = (0.08, 0.12) if stacked else (_inches(labels) + 0.14, _inches(rights) + 0.2)
    ax = frame_axes(ax, width, (at + 4) / 72, sides, title, source, axis=axis)
    ax.set_ylim(at + 4, 0)
    ax.set_yticks([] if stacked else y, labels=[] if stacked else labels, linespacing=1.2)
    ax.tick_params(axis="y", length=0)
    for row_y, top, above, label, right in zip(y, tops, headings, labels, rights, strict=True):
        if stacked:
            write(ax, label, (0, top), (0, -1), coords=_BESIDE, va="top", bbox=BACKED)
        write(ax, right, (1, row_y), (8, 0), coords=_BESIDE, va="center")
        write(ax, above, (0, top), (_edge(sides), 2), coords=_BESIDE, va="bottom", color=MUTED)
    return ax, y


def _above(row: Row, ems: float) -> str:
    """Label and end of a row in one text above it."""
    gap = "\n" if "\n" in row.label else "  "
    end = row.right.replace("\n", "  ")
    return wrap_text(f"{row.label}{gap}{end}".rstrip(), ems, 6)


def _height(text: str) -> float:
    return BODY * 1.35 * (text.count("\n") + 1)


def _inches(texts: Sequence[str]) -> float:
    """The width of the widest line of ``texts``."""
    lines = (line for text in texts for line in text.split("\n"))
    return max(map(text_width, lines), default=0.0) * BODY / 72


def _edge(sides: tuple[float, float]) -> float:
    """From the axes to the left edge of the figure, in points."""
    return -(sides[0] - 0.06) * 72


def frame_axes(
    ax: Axes | None, width: float, height: float, sides: tuple[float, float], title: str,
    source: str, *, axis: bool = True,
) -> Axes:  # fmt: skip
    """``ax``, or axes ``height`` inches high in a figure with room for title, source, ``sides``."""
    told = wrap_text(source, (width - 0.2) * 72 / SMALL)
    if ax is None:
        shown = printable(wrap_text(title, (width - 0.2) * 72 / TITLE))
        top = TITLE * 1.35 * (shown.count("\n") + 1) / 72 + 0.22
        below = (0.32 if axis else 0.1) + (_height(told) * SMALL / BODY / 72 if told else 0)
        whole, span = height + top + below, width - sum(sides)
        figure = plt.figure(figsize=(width, whole))
        ax = figure.add_axes((sides[0] / width, below / whole, span / width, height / whole))
        ax.set_title(shown, loc="left", x=_edge(sides) / 72 / span, pad=8, linespacing=1.25)
    else:
        sides = (0.06, 0)
        shown = printable(wrap_text(title, axes_width(ax) / BODY))
        ax.set_title(shown, loc="left", fontsize=BODY)
    ax.spines[["left", "right", "top"]].set_visible(False)
    ax.spines["bottom"].set_visible(axis)
    ax.xaxis.set_visible(axis)
    at = (_edge(sides), -20 if axis else -4)
    write(ax, told, (0, 0), at, coords="axes fraction", va="top", fontsize=SMALL, color=MUTED)
    return ax


def axes_width(ax: Axes) -> float:
    """The width of the axes in points."""
    figure = ax.get_figure(root=True)
    return ax.get_position().width * (figure.get_figwidth() if figure else 0) * 72


def write(
    ax: Axes, text: str, at: tuple[float, float], offset: tuple[float, float] = (0, 0), *,
    coords: Any = "data", **style: Any,
) -> None:  # fmt: skip
    """A text ``offset`` points from ``at``, outside of the axes too; no text writes nothing."""
    if text:
        ax.annotate(
            printable(text), at, xycoords=coords, xytext=offset, textcoords="offset points",
            annotation_clip=False, **{"color": INK, "linespacing": 1.2, **style},
        )  # fmt: skip


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame by the names of its columns; a missing text or code is ``""``."""
    text = frame.select_dtypes(["str", "category", "object"]).columns
    return list(
        frame.astype(dict.fromkeys(text, object)).fillna(dict.fromkeys(text, "")).itertuples()
    )
