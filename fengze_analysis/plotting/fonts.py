"""The one typeface of figures and pages: registering it, measuring with it, and what it lacks."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags
from pylopdf_fonts_zh_cn import sans_path, serif_path

from fengze_analysis.errors import InputError

FALLBACK = "DejaVu Sans"
GETA = "〓"  # the mark Chinese printers set where a sort is missing
_LINE_ENDS = frozenset("\n\r\t")


def font_paths() -> tuple[Path, ...]:
    """The font files that figures, pages and the PDF are set in: sans first, then serif.

    >>> [path.name for path in font_paths()]
    ['NotoSansSC-Regular.otf', 'NotoSerifSC-Regular.otf']
    """
    return sans_path(), serif_path()


@lru_cache(maxsize=1)
def families() -> tuple[str, str]:
    """The families to draw with; the first is registered from its file, once.

    It goes to the head of matplotlib's list, so that a face of the same name that the machine
    happens to have is never drawn instead. No setting of matplotlib is changed.

    >>> families()
    ('Noto Sans SC', 'DejaVu Sans')
    """
    fonts = font_manager.fontManager
    with matplotlib.rc_context():
        fonts.addfont(str(sans_path()))
    fonts.ttflist.insert(0, fonts.ttflist.pop())
    return fonts.ttflist[0].name, FALLBACK


@lru_cache(maxsize=1)
def face() -> FT2Font:
    """The face itself, opened once: its characters, widths and outlines."""
    return FT2Font(str(sans_path()))


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points that the face has a glyph for (its cmap)."""
    return frozenset(face().get_charmap())


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with 〓 for every character without a glyph, and those characters, sorted.

    The length is kept, so that positions still point to the same place; line ends and tabs stay.

    >>> printable("蟳埔\\ue000面")
    ('蟳埔〓面', ('\\ue000',))
    """
    known = covered()
    missing = {char for char in text if ord(char) not in known and char not in _LINE_ENDS}
    if not missing:
        return text, ()
    return "".join(GETA if char in missing else char for char in text), tuple(sorted(missing))


def check_glyphs(text: str, where: object) -> str:
    """``text`` itself; raise ``InputError`` if a word of ours has a character without a glyph.

    >>> check_glyphs("投入", "labels.csv")
    '投入'
    """
    missing = printable(text)[1]
    if missing:
        listed = " ".join(f"{char!r} U+{ord(char):04X}" for char in missing)
        raise InputError(f"no glyph for {listed} in {text!r}", where, "characters of Noto Sans SC")
    return text


@lru_cache(maxsize=8192)
def advance(char: str) -> int:
    """The width of a character in thousandths of an em; what has no glyph is as wide as its 〓.

    >>> advance("丰"), advance("0")
    (1000, 555)
    """
    shown = char if ord(char) in covered() else GETA
    return int(face().load_char(ord(shown), flags=LoadFlags.NO_SCALE).horiAdvance)


def text_width(text: str, size: float) -> float:
    """The width of one line of ``text`` in points at ``size`` points.

    >>> text_width("丰泽", 9)
    18.0
    """
    return sum(map(advance, text)) * size / 1000
