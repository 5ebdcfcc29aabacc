"""The one typeface of figures and pages: registering it, measuring with it, and what it lacks."""

from __future__ import annotations

import io
from collections.abc import Iterable
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
_UNUSED_TABLES = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]


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
def _face() -> FT2Font:
    return FT2Font(str(sans_path()))


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points that the face has a glyph for (its cmap)."""
    return frozenset(_face().get_charmap())


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
def _advance(char: str) -> int:
    shown = char if ord(char) in covered() else GETA
    return int(_face().load_char(ord(shown), flags=LoadFlags.NO_SCALE).horiAdvance)


def text_width(text: str, size: float) -> float:
    """The width of one line of ``text`` in points at ``size`` points (an em is 1000 units).

    What has no glyph is as wide as the 〓 that is set for it.

    >>> text_width("丰泽", 9)
    18.0
    """
    return sum(map(_advance, text)) * size / 1000


def subset_woff2(text: Iterable[str]) -> bytes:
    """The face cut down to the characters of ``text``, as woff2 bytes; the same every time.

    Copyright and licence stay in the name table, as the SIL Open Font License asks.

    >>> subset_woff2("丰泽")[:4]
    b'wOF2'
    """
    from fontTools import subset  # a third of a second that figures do not need

    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = []
    options.recalc_timestamp = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]
    options.drop_tables += _UNUSED_TABLES
    font = subset.load_font(str(sans_path()), options, lazy=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted({ord(char) for part in text for char in part} & covered()))
    subsetter.subset(font)
    written = io.BytesIO()
    subset.save_font(font, written, options)
    font.close()
    return written.getvalue()
