"""The type of a target: what of the indicator is asked for, and over which time."""

from __future__ import annotations

import re

from ..model import Statement
from .horizon import Horizon
from .wording import ends_with, last_of

_UNEMPLOYMENT = "失业率"
_TO_LEVEL = re.compile("(?:提高|提升|增加|增长|降低|下降|减少|缩小|压减|压缩|缩短|扩大|降|升|增|减)[到至]")
_RATE = re.compile("(?:率|比重|比例|占比|达标?|优良|到|至|于)[^，。；、]{0,3}$")
_SPENT = re.compile("(?:期间|时期|五年).*(?:投资|投入)|(?:投资|投入|资金)$")
_GROWTH_NOUN = re.compile("增速|增长率|增幅|涨幅|降幅")


def type_of(row: Statement, own: str, before: str, horizon: Horizon, form: str) -> str:
    """The type code of the target that ``row`` states.

    ``own`` are the words since the figure before, ``before`` those of the clause that may govern
    the figure too, ``form`` the form of its indicator in the codebook. Over one year growth, additions and amounts are ``yearly``, stocks
    and rates are ``level``; over several a flow of the last year is ``level``, what is added up is
    ``cumulative``.
    """
    moves = last_of(own, "move") >= 0 and _TO_LEVEL.search(own) is None and not _RATE.search(own)
    changes = row.kind == "change" or (row.unit == "%" and (moves or _GROWTH_NOUN.search(own)))
    changes = changes and not (row.kind != "change" and _TO_LEVEL.search(own))
    if _UNEMPLOYMENT in own and not changes:
        return "level"
    if row.canonical_unit in ("个百分点", "百分点"):
        return "rise"
    if changes:
        if horizon.is_year:
            return "yearly"
        return "mean_growth" if last_of(own, "each_year") >= 0 else "rise"
    if ends_with(own, "keep"):
        return "keep"
    if last_of(own, "each_year") >= 0:
        return "yearly"
    return _amount_type(row, own, before, horizon, form)


def _amount_type(row: Statement, own: str, before: str, horizon: Horizon, form: str) -> str:
    if row.kind in ("share", "rank", "multiple", "duration") or "/" in row.unit or not row.unit:
        return "level"
    added = last_of(before, "add") >= 0
    if not horizon.is_year and before.rstrip().endswith("建成"):
        return "level"
    if horizon.is_year and "累计" in own:
        return "level"
    if not horizon.is_year:
        spent = row.canonical_unit == "元" and _SPENT.search(own)
        return "cumulative" if added or spent or last_of(own, "sum") >= 0 else "level"
    if form in ("level", "rate", "ratio", "index") and not added:
        return "level"
    named = row.indicator_phrase if "分别" in own else own
    if last_of(named, "stock") >= 0 and not added:
        return "level"
    flow = row.canonical_unit == "元" or last_of(named, "flow") >= 0
    if not flow and not added and ends_with(own, "reach", "more_than"):
        return "level"
    return "yearly"
