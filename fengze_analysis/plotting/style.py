"""The one visual style: inks, sizes and the mark of each code, shared by figures and pages."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources

INK = "#16212c"
MUTED = "#56616d"
LINE = "#b9c2cb"
FAINT = "#e6eaee"
SHADE = "#f5f7f9"
PALE = "#dbe4ed"
PAPER = "#ffffff"
ACCENT = "#12406f"
EDGE = "#34495e"  # of bars, and of the hatch in them
OBSERVED = "#3a4b5c"

TITLE, HEAD, BODY, SMALL = 12.5, 9.5, 9.0, 8.0  # points; nothing is set smaller than SMALL
LEADING = 1.38
MARGIN = 10.0
WIDE, NARROW = 7.0, 3.5  # inches: a page, and a phone of 390 px


@dataclass(frozen=True, slots=True)
class Mark:
    """How a code looks: colour, marker, fill and hatch, and its sign for running text.

    ``marker`` and ``hatch`` are matplotlib's; ``fill`` is full, left or none.
    """

    group: str
    key: str
    colour: str
    marker: str
    fill: str
    hatch: str
    symbol: str


@lru_cache(maxsize=1)
def marks() -> Mapping[tuple[str, str], Mark]:
    """Every mark of ``palette.csv`` by group and key, in the order of the file."""
    text = resources.files(__package__).joinpath("palette.csv").read_text("utf-8")
    found = (Mark(**row) for row in csv.DictReader(text.splitlines()))
    return {(mark.group, mark.key): mark for mark in found}


def mark_of(group: str, key: str) -> Mark:
    """The mark of a code; one that the palette does not know is a plain open circle.

    >>> mark_of("relation", "benchmark").symbol, mark_of("relation", "?").symbol
    ('◆', '○')
    """
    return marks().get((group, key)) or Mark(group, key, MUTED, "o", "none", "", "○")


def keys_of(group: str) -> tuple[str, ...]:
    """The codes of a group, in the order in which legends and columns show them.

    >>> keys_of("stage")[:5]
    ('input', 'activity', 'output', 'outcome', 'recognition')
    """
    return tuple(key for known, key in marks() if known == group)


def palette() -> dict[str, dict[str, dict[str, str]]]:
    """The palette as plain nested dicts (group, key, property) for the pages' style sheet.

    >>> palette()["kind"]["share"]["colour"], palette()["ink"]["text"]["colour"]
    ('#7b3fa0', '#16212c')
    """
    inks = {"text": INK, "muted": MUTED, "line": LINE, "faint": FAINT, "accent": ACCENT}
    groups = {"ink": {key: {"colour": colour} for key, colour in inks.items()}}
    for (group, key), mark in marks().items():
        properties = asdict(mark)
        groups.setdefault(group, {})[key] = {
            name: properties[name] for name in ("colour", "marker", "fill", "hatch", "symbol")
        }
    return groups


def readable(colour: str) -> str:
    """``colour`` where words in it can be read on white (4.5 : 1, WCAG 2 AA), else the ink.

    >>> readable("#12406f"), readable("#f2ddb4")
    ('#12406f', '#16212c')
    """
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return colour if 1.05 / (luminance + 0.05) >= 4.5 else INK
