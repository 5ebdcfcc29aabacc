"""What stands beside a target's number: 力争, 左右, 年均, 累计, its prices, in both languages."""

from __future__ import annotations

import re
from functools import cache

from fengze_analysis.comparison.figures import approximator
from fengze_analysis.comparison.words import codes, text
from fengze_analysis.model import Target

_BETWEEN = re.compile(r"[…，,、（）()\s]+")


def remarks(target: Target, language: str) -> str:
    """The type of a target where its number does not show it, its printed hedge and its prices.

    ``""`` where there is nothing to say. In English a hedge that only repeats the sign (以上,
    提高到) is left out, and one that is not on the list stands as printed, in quotes.
    """
    sort = text("asked", target.type) if target.type in codes("asked") else None
    shown = sort is not None and target.type not in target.qualifier
    prices = text("price", target.price) if target.price in codes("price") else None
    if language == "zh":
        parts = [sort.zh if sort and shown else "", target.qualifier, prices.zh if prices else ""]
        return "，".join(filter(None, parts))
    hedge = english_hedge(target.qualifier)
    named = sort is not None and sort.en not in hedge
    parts = [sort.en if sort and named else "", hedge, prices.en if prices else ""]
    return ", ".join(filter(None, parts))


def english_hedge(qualifier: str) -> str:
    """A printed qualifier in English, ``""`` where it only repeats the sign.

    >>> english_hedge("力争…超"), english_hedge("以上"), english_hedge("视情况而定")
    ('strive for', '', '“视情况而定”')
    """
    found = [text("hedge", match.group()).en for match in _hedges().finditer(qualifier)]
    if _BETWEEN.sub("", _hedges().sub("", qualifier)):
        return f"“{qualifier}”"
    return ", ".join(dict.fromkeys(filter(None, found)))


def result_hedge(qualifier: str, language: str) -> str:
    """What a source's qualifier leaves open of a result (超, 近, 约), ``""`` where nothing.

    >>> result_hedge("超过", "zh"), result_hedge("超过", "en"), result_hedge("较上年增长2%", "zh")
    ('超过', 'or more', '')
    """
    approx = approximator(qualifier)
    if approx == "exact":
        return ""
    return qualifier if language == "zh" else text("approx", approx).en


@cache
def _hedges() -> re.Pattern[str]:
    longest = sorted(codes("hedge"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))
