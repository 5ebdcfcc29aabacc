"""How near two printed names of an indicator are: the same, a narrower one, or only alike."""

from __future__ import annotations

from difflib import SequenceMatcher

from .evidence import AuditParameters
from .passages import squash
from .rules import any_word, only_words

SAME, NARROWER, NEAR, OTHER = "same", "narrower", "near", ""
_SHORTEST = 4


def compare_names(first: str, second: str, parameters: AuditParameters) -> str:
    """``same``, ``narrower`` (a word of coverage stands in one only), ``near``, or ``""``.

    >>> choice = AuditParameters()
    >>> compare_names("新增优质学位", "新增优质学位数", choice)
    'same'
    >>> compare_names("城镇新增就业人数", "新增就业", choice)
    'narrower'
    >>> compare_names("高考本科上线率", "高考本科达线率", choice)
    'near'
    >>> compare_names("资产盘活收益", "新增就业", choice)
    ''
    """
    short, long = sorted((bare_name(first), bare_name(second)), key=len)
    if short == long:
        return SAME if short else OTHER
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if all(only_words(short[a:b] + long[c:d], "coverage") for _, a, b, c, d in changes):
        return NARROWER
    alike = sum(block.size for block in matcher.get_matching_blocks())
    enough = alike >= parameters.name_likeness * len(short)
    near = len(short) >= _SHORTEST and len(long) - len(short) <= parameters.name_surplus
    return NEAR if enough and near else OTHER


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
