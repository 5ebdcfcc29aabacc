"""Whether an innocent reading is left of two figures that differ."""

from __future__ import annotations

from ..model import Period
from .naming import bare_name, of_years, squash, subject
from .passages import Figure
from .rules import any_word, says

_NOUN = 2


def same_ground(*figures: Figure) -> bool:
    """Whether all are exact outcomes of one place, one year or span, and one form.

    One of next year's goals, of another district, a mean of years or an estimate: each is an
    innocent reading.
    """
    grounds = {_ground(one) for one in figures}
    return len(grounds) == 1 and None not in grounds


def _ground(figure: Figure) -> tuple[str, Period, frozenset[str]] | None:
    row, passage = figure.row, figure.passage
    if not (figure.is_outcome and figure.exact and row.place) or row.year is None:
        return None
    _, end = passage.clauses[figure.clause]
    told = passage.text[:end] + passage.above
    if says(told, "tentative", "comparable") or passage.looks_ahead or of_years(told):
        return None
    words = figure.own_words + squash(row.indicator_phrase) + row.period + row.status
    return row.place, row.year, frozenset(any_word("form").findall(words))


def holds(whole: Figure, part: Figure) -> bool:
    """Whether what is counted first holds what is counted second by name: 企业 and 规上企业."""
    noun = bare_name(whole.label)[-_NOUN:]
    return len(noun) == _NOUN and noun in part.label


def same_subject(first: Figure, second: Figure) -> bool:
    """Whether two figures are said of the same thing, word for word but for what names nothing.

    A word more (山区5市, 园区, 规上) may be what tells them apart.
    """
    return _said_of(first) == _said_of(second)


def _said_of(figure: Figure) -> str:
    text = figure.passage.text
    start, _ = figure.passage.clauses[figure.clause]
    for other in figure.passage.figures[: figure.index]:
        if start < other.end < figure.start and text[other.end] in "、和及与":
            start = other.end  # 山区5市新增 begins with the clause, 3家、增长 behind the 、
    own, name = subject(text[start : figure.start]), subject(figure.row.indicator_phrase)
    return own if name in own else name + own
