"""Printed changes: how far they move, and whether what moves is itself a rate."""

from __future__ import annotations

from fractions import Fraction

from ..interval import Interval
from .arithmetic import HUNDRED, negate
from .passages import Figure, Passage
from .rules import any_word, only_words


def is_growth(figure: Figure) -> bool:
    """Whether the figure is a change in per cent or in 倍."""
    return figure.row.kind == "change" and figure.row.canonical_unit in ("%", "倍")


def signed(change: Figure, interval: Interval) -> Interval:
    """``interval`` of a change as movement in per cent: 下降0.5% is -0.5, 增长1.5倍 is 150."""
    percent = interval.scale(HUNDRED) if change.row.canonical_unit == "倍" else interval
    if change.row.direction != "down" or (change.number or Fraction(0)) < 0:
        return percent
    return negate(percent)


def is_rate_change(passage: Passage, change: Figure) -> bool:
    """Whether what changes by so many per cent is a rate or a share (率、占比)."""
    return names_rate(passage.own_words(change)) or bool(rate_levels(passage, change))


def names_rate(words: str) -> bool:
    """Whether the words name a rate.

    >>> names_rate("区属学校高考本科上线率"), names_rate("劳动生产率"), names_rate("税收")
    (True, False, False)
    """
    return any_word("rate").search(any_word("rate_except").sub("", words)) is not None


def ends_in_rate(words: str) -> bool:
    """Whether what the words are said of is a rate by its name.

    >>> ends_in_rate("区属学校高考本科上线率达到"), ends_in_rate("支出301亿元，占预算支出的")
    (True, False)
    """
    bare = any_word("rate_except").sub("", words)
    rates = list(any_word("rate").finditer(bare))
    return bool(rates) and only_words(bare[rates[-1].end() :], "link", "move", "to")


def rate_levels(passage: Passage, change: Figure) -> tuple[Figure, ...]:
    """The rates whose change ``change`` prints: all listed before 均, else the one beside it."""
    index = passage.figures.index(change)
    behind = passage.figures[index + 1 : index + 2]
    if behind and _is_share(behind[0]) and names_rate(passage.own_words(change)):
        words = passage.between(change, behind[0])
        if words and only_words(words, "link", "to"):
            return behind  # 上线率提升4%，达到87.34%
    words = passage.own_words(change)
    levels: list[Figure] = []
    last = change
    for figure in reversed(passage.figures[:index]):
        if not _is_share(figure) or last.clause - figure.clause > 1:
            break
        if levels and not any_word("each").search(words):
            break
        if not levels and not only_words(words, "link", "move", "each"):
            break
        levels.insert(0, figure)
        last = figure
    return tuple(levels)


def _is_share(figure: Figure) -> bool:
    return figure.row.kind == "share" and figure.row.canonical_unit == "%"
