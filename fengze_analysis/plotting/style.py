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
