"""The Chinese face of charts, what it has no glyph for, and lines of Chinese and Latin text."""

from __future__ import annotations

import re
from functools import cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from pylopdf_fonts_zh_cn import sans_path

GETA = "〓"  # the mark Chinese printers set where a sort is missing
_NOT_FIRST = "，。、；：？！）》」』”’％%—…·)\\],.;:!?"
_NOT_LAST = "（《「『“‘(〔"
_FULL = "—…“”‘’"
# What stays together on a line: opening marks, one Chinese character or a run of Latin (a number
# with its 万, 亿 and 元), the marks that close it, and the spaces after.
_PIECE = re.compile(
    rf"""
    [{_NOT_LAST}]*
    (?: [^\s\u2e80-\uffff{_NOT_FIRST}{_NOT_LAST}]+ | [\u2e80-\uffff] | . )
    (?: [{_NOT_FIRST}] | (?<=[^\s\u2e80-\uffff])[^\s\u2e80-\uffff]
      | (?<=[0-9万亿])[万亿元年个项笔] )*
    \s*
    """,
    re.VERBOSE,
)


def use_chinese_font() -> str:
    """The family that shows Chinese, set for every chart of this session; labels are saved whole.

    Charts of this package need no such call; one's own do, once, before they are drawn.

    >>> with mpl.rc_context():
    ...     use_chinese_font()
    'Noto Sans SC'
    """
    mpl.rcParams["font.family"] = list(families())
    mpl.rcParams["axes.unicode_minus"] = True
    mpl.rcParams["savefig.bbox"] = "tight"  # long names beside bars are not cut off
    return families()[0]


@cache
def families() -> tuple[str, str]:
    """The families to draw with; the first is registered from its file, once."""
    # At the head of the list: a face of the same name on the machine is never drawn instead.
    fonts = font_manager.fontManager
    fonts.addfont(str(sans_path()))
    fonts.ttflist.insert(0, fonts.ttflist.pop())
    return fonts.ttflist[0].name, "DejaVu Sans"


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that the face cannot show, sorted.

    >>> missing_glyphs("蟳埔\\ue000"), missing_glyphs("丰泽\\n")
    (('\\ue000',), ())
    """
    return tuple(sorted(char for char in set(text) - set("\n\r\t") if ord(char) not in _glyphs()))


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(FT2Font(str(sans_path())).get_charmap())


def printable(text: str) -> str:
    """``text`` of a report with 〓 for each character without a glyph, its length kept.

    >>> printable("蟳埔\\ue000")
    '蟳埔〓'
    """
    return text.translate(dict.fromkeys(map(ord, missing_glyphs(text)), GETA))


def text_width(text: str) -> float:
    """The width of one line of ``text`` in ems: a Chinese character is one, a letter about half."""
    return round(sum(1.0 if char > "\u2e7f" or char in _FULL else 0.57 for char in text), 2)


def wrap_text(text: str, width: float, lines: int | None = None) -> str:
    """``text`` in lines of at most ``width`` ems: Chinese breaks anywhere, Latin at spaces.

    No line begins with a closing mark or ends with an opening one, and no number is broken. What
    is beyond ``lines`` is left out, and an ellipsis says so.

    >>> wrap_text("数字经济规模占地区生产总值比重", 8)
    '数字经济规模占地\\n区生产总值比重'
    >>> wrap_text("Share of the digital economy", 9)
    'Share of the\\ndigital economy'
    """
    wrapped: list[str] = []
    for paragraph in text.split("\n"):
        wrapped.append("")
        for piece in _PIECE.findall(paragraph):
            if wrapped[-1] and text_width(wrapped[-1] + piece.rstrip()) > width:
                wrapped.append("")
            wrapped[-1] += piece
    shown = [line.rstrip() for line in wrapped]
    if lines is not None and len(shown) > lines:
        shown = [*shown[: lines - 1], shown[lines - 1].rstrip("，、；：,;") + "…"]
    return "\n".join(shown)
