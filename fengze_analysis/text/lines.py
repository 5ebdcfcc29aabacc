"""Lines of text gathered from a layout of blocks and table rows."""

from __future__ import annotations

import re

# White space as HTML counts it; a no-break or an ideographic space is a character like another.
_GAP = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BROKEN = re.compile(rf"(?<=[{_WIDE}“”‘’—…])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}“”‘’—…])")
_PROSE_LINES = 3  # a cell of more line ends than this places prose on the page


def collapse(text: str) -> str:
    r"""``text`` with its white space as a page shows it; no gap where Chinese was only wrapped.

    >>> collapse("  全年落实税费\n  优惠 8.6\n亿元 ")
    ' 全年落实税费优惠 8.6 亿元 '
    """
    return _GAP.sub(" ", _BROKEN.sub("", text))


def row_lines(cells: list[str]) -> list[str]:
    r"""A table row as a line, its cells parted by tabs; a row that only places prose as its lines.

    >>> row_lines(["指标", "2023年\n（亿元）"]), row_lines(["一、发展\n一是招商。", ""])
    (['指标\t2023年 （亿元）'], ['一、发展', '一是招商。'])
    """
    filled = [cell for cell in cells if cell.strip()]
    is_alone = len(filled) == 1 and filled[0] == cells[0]
    places_prose = any("\t" in cell or cell.count("\n") >= _PROSE_LINES for cell in filled)
    if is_alone or places_prose:
        return [line for cell in filled for line in cell.split("\n")]
    return ["\t".join(map(_one_line, cells)).rstrip("\t")]


def _one_line(cell: str) -> str:
    return " ".join(part.strip() for part in cell.split("\n")).strip()
