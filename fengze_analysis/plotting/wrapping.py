"""Lines of Chinese and English text that fit a width, broken where a typesetter would."""

from __future__ import annotations

import re

from fengze_analysis.plotting.fonts import text_width

ELLIPSIS = "…"
# GB/T 15834: these never begin a line; these never end one.
_NOT_FIRST = "，。、；：！？）》」』】〕”’…—·,.;:!?)]}%％℃"
_NOT_LAST = "（《「『【〔“‘([{"
_PAUSES = "，。；：、"
_UNIT = re.compile(
    r"""
    [ ]+                            # a space: a place to break
    | [!-~\u00a1-\u024f–—’±×≥≤≈]+  # a run of Latin letters, digits and signs, kept whole
    | .                             # any other character stands alone
    """,
    re.VERBOSE | re.DOTALL,
)


def wrap(text: str, width: float, size: float, most: int = 4) -> list[str]:
    """The lines of ``text`` within ``width`` points at ``size``, evened out.

    What does not fit in ``most`` lines ends in an ellipsis. At least one line comes back.

    >>> wrap("要立足均衡发展，持续提升城市品质发展后劲", 130, 9)
    ['要立足均衡发展，', '持续提升城市品质发展后劲']
    """
    units = _glue(_UNIT.findall(" ".join(text.split())))
    lines = _fill(units, width, size)
    if len(lines) > most:
        return [*lines[: most - 1], _shorten(lines[most - 1], width, size)]
    return _even(units, lines, width, size)


def _glue(units: list[str]) -> list[str]:
    """Units with punctuation attached to the side it may not be parted from."""
    glued: list[str] = []
    for unit in units:
        previous = glued[-1] if glued else " "
        parted = previous.isspace() or unit.isspace()
        if not parted and (unit[0] in _NOT_FIRST or previous[-1] in _NOT_LAST):
            glued[-1] += unit
        else:
            glued.append(unit)
    return glued


def _fill(units: list[str], width: float, size: float) -> list[str]:
    """Lines filled as far as they go; a unit wider than a line is cut into characters."""
    lines, line = [], ""
    for unit in units:
        if text_width((line + unit).rstrip(), size) <= width:
            line += unit
            continue
        if line.strip():
            lines.append(line.strip())
        line = unit.lstrip()
        while text_width(line, size) > width and len(line) > 1:
            cut = _fits(line, width, size)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.strip()] if line.strip() or not lines else lines


def _fits(line: str, width: float, size: float) -> int:
    """How many characters of ``line`` fit, at least one."""
    for cut in range(1, len(line)):
        if text_width(line[: cut + 1], size) > width:
            return cut
    return len(line)


def _shorten(line: str, width: float, size: float) -> str:
    while line and text_width(line + ELLIPSIS, size) > width:
        line = line[:-1]
    return line.rstrip("，。、；： ") + ELLIPSIS


def _even(units: list[str], lines: list[str], width: float, size: float) -> list[str]:
    """The same number of lines, broken after punctuation if that fits, else of like lengths."""
    if len(lines) < 2:
        return lines
    clauses = _clauses(units)
    if _widest(clauses, size) <= width:
        by_clause = _fill(clauses, width, size)
        lengths = [text_width(line, size) for line in by_clause]
        if len(by_clause) == len(lines) and min(lengths) > 0.2 * max(lengths):
            return by_clause
    low, high = max(width / len(lines), min(_widest(units, size), width)), width
    for _ in range(8):
        middle = (low + high) / 2
        tried = _fill(units, middle, size)
        if len(tried) <= len(lines):
            high, lines = middle, tried
        else:
            low = middle
    return lines


def _clauses(units: list[str]) -> list[str]:
    """Units joined up to each comma, stop or colon, so that a line may end there only."""
    clauses = [""]
    for unit in units:
        clauses[-1] += unit
        if unit[-1] in _PAUSES:
            clauses.append("")
    return [clause for clause in clauses if clause.strip()]


def _widest(units: list[str], size: float) -> float:
    return max(text_width(unit.strip(), size) for unit in units)
