"""Lines gathered from a layout: white space, table rows, and characters that stand raised."""

from __future__ import annotations

import re

# White space as HTML counts it; a no-break or an ideographic space is a character like another.
_GAP = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BROKEN = re.compile(rf"(?<=[{_WIDE}“”‘’—…])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}“”‘’—…])")
_PROSE_LINES = 3  # a cell of more line ends than this places prose on the page
_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_POWERS[ord("2")], _POWERS[ord("3")] = ord("²"), ord("³")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcdm]?m|[KCDM]?M|千米|米|公里)$")
_BASE = re.compile(r"(?:^|[^0-9.,])10$")
_NUMBER = re.compile(r"-?[0-9]{1,3}")


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


def raised(characters: str, before: str) -> str:
    """How raised ``characters`` read in a line after ``before``.

    >>> raised("2", "房屋征收110万m"), raised("1", "税收增长30.9"), raised("4", "2.1×10")
    ('²', '[1]', '⁴')
    """
    bare = characters.strip()
    if not _NUMBER.fullmatch(bare):
        return characters
    if bare in ("2", "3") and _UNIT.search(before):
        return bare.translate(_POWERS)
    if _BASE.search(before) or bare.startswith("-"):
        return bare.translate(_POWERS)
    return f"[{bare}]"


def lowered(characters: str) -> str:
    """How lowered ``characters`` read: a figure below the line belongs to the letters before it.

    >>> "CO" + lowered("2"), "PM" + lowered("2.5")
    ('CO₂', 'PM₂.₅')
    """
    return characters.translate(_LOWERED)
