"""What the words beside a figure name: a subject, a rate, the whole or a part of it."""

from __future__ import annotations

import re
from functools import lru_cache

from .rules import any_word, only_words, says

_FULL_WIDTH = re.compile("[０-９％＋．]")
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
_SHORTEST_SUBJECT = 2


def squash(raw: str) -> str:
    """``raw`` without blanks and with plain digits, so that words can be matched.

    >>> squash("新增面积 ５０.39 万 m²")
    '新增面积50.39万m²'
    """
    bare = "".join(raw.split())
    return _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), bare)


@lru_cache(maxsize=2**12)
def bare_name(name: str) -> str:
    """A name without the words that name no indicator: 全区, 发放 before it, 人数 behind it.

    >>> bare_name("按时发放各类救助资金")
    '各类救助资金'
    """
    bare = squash(name)
    while (head := any_word("name_head").match(bare)) and head.end() < len(bare):
        bare = bare[head.end() :]
    tail = next((t for t in any_word("name_tail").finditer(bare) if t.end() == len(bare)), None)
    return bare[: tail.start()] if tail and tail.start() else bare


@lru_cache(maxsize=2**14)
def uncovered(name: str) -> str:
    """A bare name without its words of coverage: 城镇新增就业人数 and 新增就业 have one.

    >>> uncovered("全区城镇新增就业人数"), uncovered("新增就业")
    ('新增就业', '新增就业')
    """
    return any_word("coverage").sub("", bare_name(name))


def coverage(name: str) -> frozenset[str]:
    """The words of a name that say which part of all is counted: 城镇, 规上."""
    return frozenset(any_word("coverage").findall(bare_name(name)))


def compare_names(first: str, second: str) -> str:
    """``same``, ``narrower`` (a word of coverage stands in one only), or ``""``.

    >>> compare_names("新增优质学位", "新增优质学位数"), compare_names("城镇新增就业", "新增就业")
    ('same', 'narrower')
    >>> compare_names("新增城镇就业", "城镇新增就业"), compare_names("本科上线率", "本科达线率")
    ('same', '')
    """
    if not uncovered(first) == uncovered(second) != "":
        return "same" if bare_name(first) == bare_name(second) != "" else ""
    return "same" if coverage(first) == coverage(second) else "narrower"


def subject(words: str) -> str:
    """What is left of words without those that name nothing: 全市, 达到, 2023年.

    >>> subject("2023年全市城镇新增就业达到"), subject("山区5市新增就业")
    ('城镇就业', '山区5市就业')
    """
    bare = any_word("names_nothing").sub("", _YEAR.sub("", squash(words)))
    return _PUNCTUATION.sub("", bare)


def names_subject(phrase: str) -> bool:
    """Whether a phrase says what is measured.

    >>> names_subject("城镇新增就业"), names_subject("2010年达到"), names_subject("增加到去年")
    (True, False, False)
    >>> names_subject("中央财政将安排"), names_subject("在今年内可以建设完工的有")
    (False, False)
    """
    return len(subject(phrase)) >= _SHORTEST_SUBJECT


def names_rate(words: str) -> bool:
    """Whether the words name a rate.

    >>> names_rate("区属学校高考本科上线率"), names_rate("劳动生产率"), names_rate("税收")
    (True, False, False)
    """
    return says(any_word("rate_except").sub("", words), "rate")


def ends_in_rate(words: str) -> bool:
    """Whether what the words are said of is a rate by its name.

    >>> ends_in_rate("区属学校高考本科上线率达到"), ends_in_rate("支出301亿元，占预算支出的")
    (True, False)
    """
    bare = any_word("rate_except").sub("", words)
    rates = list(any_word("rate").finditer(bare))
    return bool(rates) and only_words(bare[rates[-1].end() :], "link", "move", "to")


def of_years(words: str) -> bool:
    """Whether the words tell of a mean or a sum of years, or of a figure for each.

    >>> of_years("年均增长"), of_years("五年来累计"), of_years("同比增长")
    (True, True, False)
    """
    return _OF_YEARS.search(words) is not None
