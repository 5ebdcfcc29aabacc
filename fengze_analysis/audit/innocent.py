"""Whether an innocent reading is left of two figures that differ."""

from __future__ import annotations

import re

from ..model import Period
from .index import bare_name
from .passages import Figure, Passage, squash
from .rules import any_word

Placed = tuple[Passage, Figure]
_YEAR = re.compile(r"[0-9〇零一二三四五六七八九]{2,4}年?|“?[一二三四五六七八九十]+五”?")
# A mean or a sum of years, or a figure for each: it may reach over the whole sentence.
_OF_YEARS = re.compile(
    r"""
    [年月日周季]均 | 平均 | 累计 | 历年 | 逐年 | 以来
    | [两二三四五六七八九十][个]?年(?![级度])   # 五年, 近三年
    | 每[年月日天人亩户] | [人户亩]均
    """,
    re.VERBOSE,
)
_PUNCTUATION = re.compile(r"[\W_]+")
_SHORTEST_SUBJECT = _NOUN = 2


def same_ground(*placed: Placed) -> bool:
    """Whether all are exact outcomes of one place, one year or span, and one form.

    One of next year's goals, of another district, a mean of years or an estimate: each is an
    innocent reading.
    """
    grounds = {_ground(*one) for one in placed}
    return len(grounds) == 1 and None not in grounds


def _ground(passage: Passage, figure: Figure) -> tuple[str, Period, frozenset[str]] | None:
    row = figure.row
    if row.sense != "outcome" or row.approx != "exact" or not row.place or row.year is None:
        return None
    _, end = passage.clauses[figure.clause]
    told = passage.text[:end] + passage.above
    if any(any_word(kind).search(told) for kind in ("tentative", "comparable")):
        return None
    if passage.looks_ahead or of_years(told):
        return None
    words = passage.own_words(figure) + squash(row.indicator_phrase) + row.period + row.status
    return row.place, row.year, frozenset(any_word("form").findall(words))


def of_years(words: str) -> bool:
    """Whether the words tell of a mean or a sum of years, or of a figure for each.

    >>> of_years("年均增长"), of_years("五年来累计"), of_years("同比增长")
    (True, True, False)
    """
    return _OF_YEARS.search(words) is not None


def holds(whole: Figure, part: Figure) -> bool:
    """Whether what is counted first holds what is counted second by name: 企业 and 规上企业."""
    noun = bare_name(whole.label)[-_NOUN:]
    return len(noun) == _NOUN and noun in part.label


def names_subject(phrase: str) -> bool:
    """Whether a phrase says what is measured.

    >>> names_subject("城镇新增就业"), names_subject("2010年达到"), names_subject("增加到去年")
    (True, False, False)
    >>> names_subject("中央财政将安排"), names_subject("在今年内可以建设完工的有")
    (False, False)
    """
    return len(subject(phrase)) >= _SHORTEST_SUBJECT


def subject(words: str) -> str:
    """What is left of words without those that name nothing: 全市, 达到, 2023年.

    >>> subject("2023年全市城镇新增就业达到"), subject("山区5市新增就业")
    ('城镇就业', '山区5市就业')
    """
    bare = any_word("names_nothing").sub("", _YEAR.sub("", squash(words)))
    return _PUNCTUATION.sub("", bare)


def same_subject(first: Placed, second: Placed) -> bool:
    """Whether two figures are said of the same thing, word for word but for what names nothing.

    A word more (山区5市, 园区, 规上) may be what tells them apart.
    """
    return _said_of(*first) == _said_of(*second)


def _said_of(passage: Passage, figure: Figure) -> str:
    start, _ = passage.clauses[figure.clause]
    for other in passage.figures:
        if start < other.end < figure.start and passage.text[other.end] in "、和及与":
            start = other.end  # 山区5市新增 begins with the clause, 3家、增长 behind the 、
    own = subject(passage.text[start : figure.start])
    name = subject(figure.row.indicator_phrase)
    return own if name in own else name + own
