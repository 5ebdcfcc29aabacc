"""The Chinese face of charts, registered by its path, and what it has no glyph for."""

from __future__ import annotations

from functools import cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from pylopdf_fonts_zh_cn import sans_path

FALLBACK = "DejaVu Sans"
_BLANK = frozenset("\n\r\t")
GETA = "〓"  # the mark Chinese printers set where a sort is missing


def use_chinese_font() -> str:
    """The family that shows Chinese, set for every chart of this session.

    Charts of this package need no such call; one's own do, once, before they are drawn.

    >>> with mpl.rc_context():
    ...     use_chinese_font()
    'Noto Sans SC'
    """
    mpl.rcParams["font.family"] = list(families())
    mpl.rcParams["axes.unicode_minus"] = True
    return families()[0]


@cache
def families() -> tuple[str, str]:
    """The families to draw with; the first is registered from its file, once.

    It goes to the head of matplotlib's list, so that a face of the same name that the machine
    happens to have is never drawn instead.
    """
    fonts = font_manager.fontManager
    fonts.addfont(str(sans_path()))
    fonts.ttflist.insert(0, fonts.ttflist.pop())
    return fonts.ttflist[0].name, FALLBACK


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that the face cannot show, sorted.

    >>> missing_glyphs("蟳埔\\ue000"), missing_glyphs("丰泽\\n")
    (('\\ue000',), ())
    """
    return tuple(sorted(char for char in set(text) - _BLANK if ord(char) not in _glyphs()))


def printable(text: str) -> str:
    """``text`` of a report with 〓 for each character without a glyph, its length kept.

    >>> printable("蟳埔\\ue000")
    '蟳埔〓'
    """
    return text.translate(dict.fromkeys(map(ord, missing_glyphs(text)), GETA))


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(FT2Font(str(sans_path())).get_charmap())
