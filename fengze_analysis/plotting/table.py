"""Rows of a figure: a label, tracks to draw in, short texts at the end; stacked if narrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import BODY, FAINT, INK, LEADING, LINE, MUTED, SHADE, SMALL

_GUTTER = 12.0


@dataclass(frozen=True, slots=True)
class Band:
    """Where the tracks of a row may be drawn."""

    top: float
    bottom: float

    @property
    def centre(self) -> float:
        """The height of the middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Tail:
    """A column of short texts after the tracks: its heading, the texts, the side they keep to."""

    head: str
    texts: Sequence[str]
    align: str = "left"


class Table:
    """Rows with one layout; ``tracks`` are the left and right ends of what can be drawn in."""

    def __init__(
        self,
        sheet: Sheet,
        labels: Iterable[str],
        *,
        tracks: Sequence[str] = ("",),
        tails: Sequence[Tail] = (),
        codes: Sequence[str] = (),
        share: float = 0.36,
        heads: str = "center",
    ) -> None:
        self.sheet, self.heads, self.tail_heads = sheet, tracks, tails
        self.align = heads
        self.code = max(map(sheet.extent, codes), default=0.0) + 5 if any(codes) else 0.0
        left, right = sheet.left, sheet.right
        self.label_width = sheet.measure - self.code
        self.tails: list[tuple[float, float]] = []
        if not sheet.narrow:
            self.label_width = _natural(sheet, labels, sheet.measure * share)
            left += self.code + self.label_width + _GUTTER
            for tail in reversed(tails):
                width = _natural(sheet, (tail.head, *tail.texts), sheet.measure * 0.2)
                self.tails.insert(0, (right - width, right))
                right -= width + _GUTTER
        pitch = (right - left) / len(tracks)
        self.tracks = [(left + i * pitch, left + (i + 1) * pitch) for i in range(len(tracks))]

    def centre(self, track: int) -> float:
        """The middle of a track, in points from the left."""
        left, right = self.tracks[track]
        return (left + right) / 2

    def head(self) -> None:
        """The headings of tracks and tails, standing on one line."""
        sheet = self.sheet
        width = self.tracks[0][1] - self.tracks[0][0] - 1
        columns = [
            (left + 3 if self.align == "left" else (left + right) / 2, self.align, width, text)
            for (left, right), text in zip(self.tracks, self.heads, strict=True)
        ]
        for (left, right), tail in zip(self.tails, self.tail_heads, strict=False):
            x = left if tail.align == "left" else right
            columns.append((x, tail.align, right - left + 2, tail.head))
        depth = max(len(sheet.lines(text, width, SMALL)) for _, _, width, text in columns)
        bottom = sheet.y + depth * SMALL * LEADING
        for x, align, width, text in columns:
            top = bottom - len(sheet.lines(text, width, SMALL)) * SMALL * LEADING
            style = {"size": SMALL, "ink": MUTED, "align": align, "role": "head"}
            sheet.block(x, top, text, width, **style)  # type: ignore[arg-type]
        sheet.y = bottom + 3
        sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y), colour=LINE)

    def group(self, text: str) -> None:
        """A heading over the rows that follow, on a shaded strip."""
        sheet = self.sheet
        lines = sheet.lines(text, sheet.measure - 8, SMALL, 2)
        bottom = sheet.y + len(lines) * SMALL * LEADING + 5
        sheet.box((sheet.left, sheet.y), (sheet.right, bottom), fill=SHADE)
        top = sheet.y + 2.5
        sheet.block(
            sheet.left + 4,
            top,
            text,
            sheet.measure - 8,
            ink=MUTED,
            size=SMALL,
            most=2,
            role="group",
        )
        sheet.y = bottom

    def row(
        self,
        label: str,
        tails: Sequence[str] = (),
        *,
        code: str = "",
        band: float = 16.0,
        rule: bool = True,
        ink: str = INK,
    ) -> Band:
        """A row: its label and tails are set; where to draw comes back."""
        place = self._stacked if self.sheet.narrow else self._level
        found = place(label, tails, code, band, ink)
        self.sheet.y = found.bottom + 3
        if rule:
            y = self.sheet.y
            self.sheet.line((self.sheet.left, y), (self.sheet.right, y), colour=FAINT, width=0.6)
        return found

    def _level(self, label: str, tails: Sequence[str], code: str, band: float, ink: str) -> Band:
        """Label, tracks and tails side by side."""
        sheet, top = self.sheet, self.sheet.y + 3
        widths = [self.label_width + 2, *(right - left + 2 for left, right in self.tails)]
        depths = [
            len(sheet.lines(text, width)) * BODY * LEADING
            for text, width in zip((label, *tails), widths, strict=False)
        ]
        found = Band(top, top + max([band, *depths]))
        if code:
            sheet.text(sheet.left, found.centre - depths[0] / 2 + 0.98 * BODY, code, ink=MUTED)
        x = sheet.left + self.code
        sheet.block(x, found.centre - depths[0] / 2, label, widths[0], ink=ink, role="label")
        ends = zip(tails, self.tails, self.tail_heads, depths[1:], strict=False)
        for text, (left, right), tail, depth in ends:
            x = left if tail.align == "left" else right
            sheet.block(
                x,
                found.centre - depth / 2,
                text,
                right - left + 2,
                ink=ink,
                align=tail.align,
                role="tail",
            )
        return found

    def _stacked(self, label: str, tails: Sequence[str], code: str, band: float, ink: str) -> Band:
        """The label over the tracks, the tails after their headings in a line between."""
        sheet, top = self.sheet, self.sheet.y + 3
        if code:
            sheet.text(sheet.left, top + 0.98 * BODY, code, ink=MUTED)
        x = sheet.left + self.code
        said = self._said(tails)
        line = " · ".join(said)
        beside = sheet.extent(label) + sheet.extent(line, SMALL) + _GUTTER <= self.label_width
        if line and beside:
            sheet.text(
                sheet.right,
                top + 0.98 * BODY,
                line,
                ink=MUTED,
                size=SMALL,
                align="right",
                role="tail",
            )
        top = sheet.block(x, top, label, self.label_width, ink=ink, role="label")
        whole = sheet.extent(line, SMALL) <= self.label_width
        for part in [] if beside else [line] if whole else said:
            top = sheet.block(x, top, part, self.label_width, ink=MUTED, size=SMALL, role="tail")
        return Band(top + 1, top + 1 + band)

    def _said(self, tails: Sequence[str]) -> list[str]:
        """Each tail after its heading: a number after a space, words after a colon."""
        colon = "：" if self.sheet.language == "zh" else ": "
        pairs = zip(self.tail_heads, tails, strict=False)
        return [
            f"{tail.head}{' ' if tail.align == 'right' else colon}{text}" if tail.head else text
            for tail, text in pairs
            if text
        ]


def _natural(sheet: Sheet, texts: Iterable[str], most: float) -> float:
    """The width that the texts ask for, within reason."""
    return min(max(map(sheet.extent, texts), default=0.0), most)
