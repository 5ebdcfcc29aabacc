"""What is alike in name and not in meaning: false friends, by code and by the words of a phrase."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import read_rows
from ..model import Statement, Target

# What does not change what is measured: whose it is, when, that it is all of it, the verb.
_MARKS = re.compile(r"[\s“”\"'‘’《》、（）()]|的")
_HEAD = re.compile(
    r"^(?:到?[0-9]{4}年末?|[未今]来五年|今后五年|五年来?|十[三四五]五(?:时期|期间|末)?|年度?(?!均)"
    r"|提出|力争|推动|推进|实现|确保|保持|累计|全[国省市区县域疆州盟旗]|[我本][市省区县州]|全社会|新增|净增)"
)
_TAIL = re.compile(r"(?:要|力争|力争达|达到?|突破|超过?|将|占比|比重|比例|为)$")
_TOTAL = re.compile(
    r"(?:总数|总量|数量|个数|家数|总额|总值)$|总(?=里程|量|人数|面积|产出|规模|户数|额)"
)
_SHARE = re.compile(r"增加值(?=比重|比例|占比|$)")


@cache
def related() -> dict[str, tuple[tuple[str, str, int], ...]]:
    """By code: the other codes that are easily taken for it, the reason or kind, and the scale.

    A false friend is one both ways; ``per_head`` leads from the count to the count per head.

    >>> related()["base_stations_5g"][0]
    ('base_stations_5g_per_10k', 'per_head', 10000)
    """
    found: dict[str, list[tuple[str, str, int]]] = {}
    for row in read_rows("related.csv", __package__):
        found.setdefault(row["code"], []).append(
            (row["other"], row["kind"], int(row["scale"] or 0))
        )
        if row["kind"] != "per_head":
            found.setdefault(row["other"], []).append((row["code"], row["kind"], 0))
    return {code: tuple(others) for code, others in found.items()}


@cache
def normal_phrase(phrase: str) -> str:
    """A phrase without what does not change its meaning, to find the same words again.

    >>> normal_phrase("全市地铁运营总里程"), normal_phrase("力争新增病床位")
    ('地铁里程', '床位')
    >>> normal_phrase("旅游增加值占服务业增加值比重") == normal_phrase("旅游增加值占服务业比重")
    True
    """
    bare = _MARKS.sub("", phrase)
    while (cut := _TAIL.sub("", _HEAD.sub("", bare))) not in (bare, ""):
        bare = cut
    bare = _TOTAL.sub("", bare)
    for words, stands_for in _synonyms():
        bare = bare.replace(words, stands_for)
    return _SHARE.sub("", bare) if "占" in bare else bare


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    return tuple(
        (row["words"], row["stands_for"]) for row in read_rows("synonyms.csv", __package__)
    )


def contrast(statement: Statement, target: Target) -> str:
    """The reason code why the words of the two phrases speak of different things, ``""`` if none.

    Each group of words is one question (which housing, which area, new or all); where the two
    phrases answer it differently they are not compared. In some groups an answer that is missing
    on one side counts as another answer.
    """
    ours, theirs = f"{statement.status}{statement.indicator_phrase}", target.phrase
    for about, words, missing, reason in _contrasts():
        if about not in ours or about not in theirs:
            continue
        here, there = _answer(ours, words), _answer(theirs, words)
        if here != there and (missing or (here and there)):
            return reason
    return ""


@cache
def _answer(phrase: str, words: tuple[str, ...]) -> str:
    """The first and longest of the words that a phrase holds, ``""`` if none."""
    phrase = phrase.replace("规上", "规模以上").replace("限上", "限额以上")
    held = [(phrase.find(word), -len(word), word) for word in words if word in phrase]
    return min(held)[2] if held else ""


@cache
def _contrasts() -> tuple[tuple[str, tuple[str, ...], bool, str], ...]:
    return tuple(
        (row["about"], tuple(row["words"].split("|")), row["missing"] == "differs", row["reason"])
        for row in read_rows("contrasts.csv", __package__)
    )
