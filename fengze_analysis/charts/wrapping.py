"""Lines of Chinese and Latin text for labels and titles."""

from __future__ import annotations

import re

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


def text_width(text: str) -> float:
    """The width of one line of ``text`` in ems: a Chinese character is one, a letter about half.

    >>> text_width("丰泽"), text_width("ab")
    (2.0, 1.14)
    """
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
