"""The frame that charts of labelled rows share: heights, labels, headings, title and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from .fonts import printable
from .style import BODY, INK, MUTED, SMALL, TITLE, WIDE
from .wrapping import text_width, wrap_text

_LEADING = 1.35
_STACKED = 5.0  # inches: below, a label stands above its row instead of beside it


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, what stands at its end, and a heading above it where a group begins."""

    label: str
    right: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The axes with the height ``y`` of each row; ``bottom`` is below the last one (points)."""

    ax: Axes
    y: tuple[float, ...]
    tops: tuple[float, ...]
    bottom: float


def draw_rows(
    rows: Sequence[Row],
    *,
    title: str,
    source: str = "",
    ax: Axes | None = None,
    width: float = WIDE,
    band: float = 15.0,
    head: float = 4.0,
    axis: bool = True,
) -> Sheet:
    """The axes for ``rows``, labelled; y counts points downwards, x is the caller's.

    ``band`` is the least height of a row and ``head`` the room above the first, in points; without
    ``axis`` the x axis is hidden. Without ``ax`` a figure of ``width`` inches is made, as high as
    the rows need.
    """
    stacked = ax is None and width < _STACKED
    labels, rights = _texts(rows, width, stacked)
    y, tops, bottom = _heights(rows, labels, rights, (head, band), stacked, width)
    left = 0.08 if stacked else _inches(labels) + 0.14
    right = 0.12 if stacked else _inches(rights) + 0.2
    if ax is None:
        ax = new_axes(width, bottom / 72, (left, right), title, source, axis=axis)
    else:
        ax.set_title(printable(wrap_text(title, _span(ax) * 72 / TITLE)), loc="left")
        left = 0.0
    ax.set_ylim(bottom, 0)
    ax.spines[["left", "right", "top"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    if stacked:
        ax.set_yticks([])
        for top, label in zip(tops, labels, strict=True):
            _write(ax, 0, top, label, (0, -1), va="top", backed=True)
    else:
        ax.set_yticks(y, labels=labels, linespacing=1.2)
        for at, text in zip(y, rights, strict=True):
            _write(ax, 1, at, text, (8, 0), va="center")
    _write_headings(ax, rows, tops, left, width)
    if not axis:
        ax.xaxis.set_visible(False)
        ax.spines["bottom"].set_visible(False)
    if source:
        write_source(ax, source, left, width, -20 if axis else -4)
    return Sheet(ax, y, tops, bottom)


def _texts(rows: Sequence[Row], width: float, stacked: bool) -> tuple[list[str], list[str]]:
    """The labels and what stands at the end of each row, wrapped."""
    ems = width * 72 / BODY
    if stacked:
        return [_stack(row, ems - 2) for row in rows], [""] * len(rows)
    labels = [printable(wrap_text(row.label, ems * 0.32, 4)) for row in rows]
    return labels, [printable(wrap_text(row.right, ems * 0.27, 4)) for row in rows]


def _stack(row: Row, ems: float) -> str:
    """Label and end of a row above it."""
    between = "\n" if "\n" in row.label else "  "
    return printable(wrap_text(f"{row.label}{between}{row.right}".rstrip(), ems, 6))


def _heights(
    rows: Sequence[Row],
    labels: Sequence[str],
    rights: Sequence[str],
    room: tuple[float, float],
    stacked: bool,
    width: float,
) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Where each row has its middle and its top, and where the last one ends."""
    (at, band), tops, middles = room, [], []
    for row, label, right in zip(rows, labels, rights, strict=True):
        if row.heading:
            at += 6 + BODY * _LEADING * (_heading(row, width).count("\n") + 1)
        text = BODY * _LEADING * (max(label.count("\n"), right.count("\n")) + 1)
        tops.append(at)
        middles.append(at + text + band / 2 if stacked else at + max(text + 4, band) / 2)
        at = middles[-1] + band / 2 + 3 if stacked else at + max(text + 4, band)
    return tuple(middles), tuple(tops), at + 4


def _heading(row: Row, width: float) -> str:
    return printable(wrap_text(row.heading, width * 72 / BODY - 2, 2))


def new_axes(
    width: float,
    height: float,
    sides: tuple[float, float],
    title: str,
    source: str,
    *,
    axis: bool = True,
) -> Axes:
    """Axes ``height`` inches high in a figure of their own, with room for title and source.

    ``sides`` are the inches left for labels at the left and at the right.
    """
    left, right = sides
    shown = printable(wrap_text(title, (width - 0.2) * 72 / TITLE))
    top = TITLE * _LEADING * (shown.count("\n") + 1) / 72 + 0.22
    under = SMALL * _LEADING * (_source(source, width).count("\n") + 1) / 72 if source else 0.0
    below = (0.32 if axis else 0.1) + under
    whole = height + top + below
    figure = plt.figure(figsize=(width, whole))
    span = width - left - right
    ax = figure.add_axes((left / width, below / whole, span / width, height / whole))
    ax.set_title(shown, loc="left", x=-(left - 0.06) / span, pad=8, linespacing=1.25)
    return ax


def _write(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    offset: tuple[float, float],
    va: str,
    *,
    backed: bool = False,
) -> None:
    """A text beside a row: ``x`` as a share of the axes, ``y`` of the row, ``offset`` in points."""
    ax.annotate(
        text,
        (x, y),
        xycoords=("axes fraction", "data"),
        xytext=offset,
        textcoords="offset points",
        va=va,
        ha="left",
        linespacing=1.2,
        color=INK,
        annotation_clip=False,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5} if backed else None,
    )


def _write_headings(
    ax: Axes, rows: Sequence[Row], tops: Sequence[float], left: float, width: float
) -> None:
    for row, top in zip(rows, tops, strict=True):
        if row.heading:
            ax.annotate(
                _heading(row, width),
                (0, top),
                xycoords=("axes fraction", "data"),
                xytext=(-(left - 0.06) * 72 if left else 0, 2),
                textcoords="offset points",
                va="bottom",
                linespacing=1.2,
                color=MUTED,
                annotation_clip=False,
            )


def _source(source: str, width: float) -> str:
    return printable(wrap_text(source, (width - 0.2) * 72 / SMALL))


def write_source(ax: Axes, source: str, left: float, width: float, below: float = -20) -> None:
    """The source line below the axes, from the left edge of the figure."""
    ax.annotate(
        _source(source, width),
        (0, 0),
        xycoords="axes fraction",
        xytext=(-(left - 0.06) * 72 if left else 0, below),
        textcoords="offset points",
        va="top",
        fontsize=SMALL,
        linespacing=1.25,
        color=MUTED,
        annotation_clip=False,
    )


def _inches(texts: Sequence[str]) -> float:
    """The width of the widest line of ``texts``."""
    lines = (line for text in texts for line in text.split("\n"))
    return max((text_width(line) for line in lines), default=0.0) * BODY / 72


def _span(ax: Axes) -> float:
    """The width of axes that somebody else placed, in inches."""
    return float(ax.get_position().width * ax.figure.get_figwidth())
