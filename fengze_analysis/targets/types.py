"""The type of a target: what of the indicator is asked for, and over which time."""

from __future__ import annotations

import re

from ..model import Period
from .clauses import Figure
from .wording import ends_with, last_of

_TO_LEVEL = re.compile(
    "(?:提高|提升|增加|增长|降低|下降|减少|缩小|压减|压缩|缩短|扩大|降|升|增|减)[到至]"
)
_RATE = re.compile("(?:率|比重|比例|占比|达标?|优良|到|至|于)[^，。；、]{0,3}$")
_GROWTH = re.compile("增速|增长率|增幅|涨幅|降幅")
_GROWS_BEHIND = re.compile("(?:以上|左右)?的?增[长速幅]")  # 保持15%以上增长
_SPENT = re.compile("(?:期间|时期|五年).*(?:投资|投入)|(?:投资|投入|资金)$")
_NO_AMOUNT = frozenset(("share", "rank", "multiple", "duration"))
_STOCK_FORMS = frozenset(("level", "rate", "ratio", "index"))


def type_of(figure: Figure, horizon: Period, form: str) -> str:
    """The type code of the target that ``figure`` states for ``horizon``.

    ``form`` is that of its indicator in the codebook. Over one year growth, additions and amounts
    are ``yearly``, stocks and rates ``level``; over several years what is added up is
    ``cumulative``, a flow of the last year ``level``.
    """
    row, own = figure.row, figure.lead
    grows = _GROWS_BEHIND.match(figure.after) is not None
    changes = row.kind == "change" or (row.unit == "%" and (grows or _changes(own)))
    if "失业率" in own and not changes:
        return "level"
    if row.canonical_unit == "个百分点":
        return "rise"
    yearly = last_of(own, "each_year") >= 0
    if changes:
        return "yearly" if horizon.is_year else "mean_growth" if yearly else "rise"
    if ends_with(own, "keep"):
        return "keep"
    if yearly:
        return "yearly"
    if row.kind in _NO_AMOUNT or "/" in row.unit or not row.unit:
        return "level"
    reached = ends_with(figure.own, "reach")
    added = last_of(figure.own if reached else figure.before, "add") >= 0
    return _within_year(figure, added, form) if horizon.is_year else _over_years(figure, added)


def _changes(own: str) -> bool:
    """审批时限压缩50%, but not 率提高到50%: whether a percentage is a change."""
    if _TO_LEVEL.search(own):
        return False
    moves = last_of(own, "move") >= 0 and not _RATE.search(own)
    return moves or _GROWTH.search(own) is not None


def _over_years(figure: Figure, added: bool) -> str:
    own = figure.lead
    if figure.before.rstrip().endswith("建成"):  # 建成1000公里绿道: so many there are then
        return "level"
    spent = figure.row.canonical_unit == "元" and _SPENT.search(own) is not None
    return "cumulative" if added or spent or last_of(own, "sum") >= 0 else "level"


def _within_year(figure: Figure, added: bool, form: str) -> str:
    own = figure.lead
    named = figure.row.indicator_phrase if "分别" in own else own
    stock = form in _STOCK_FORMS or last_of(named, "stock") >= 0
    if "累计" in own or (stock and not added):
        return "level"
    flow = figure.row.canonical_unit == "元" or last_of(named, "target_flow") >= 0
    reached = ends_with(own, "reach", "more_than")
    return "level" if reached and not flow and not added else "yearly"
