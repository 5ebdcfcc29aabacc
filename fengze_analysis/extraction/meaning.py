"""What a scanned figure is: its kind, direction, approximator and basis."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import alternation, firsts, words
from .basis import find_basis
from .figure import BLANKS, Figure, find_approximator

_WINDOW, _NEAR = 60, 26  # characters of a clause that are read, and that govern
_UP, _DOWN = alternation("up"), alternation("down")
_UP_NOUN, _DOWN_NOUN = alternation("up_noun"), alternation("down_noun")
_FIRST = firsts("up", "down", "up_noun", "down_noun")
_DATE = "(?:[0-9]{1,2}(?:[-—~至到][0-9]{1,2})?月份?|[一二三四1-4]季度|上半年|全年)"
# What governs a figure stands before it, only fillers between: 增长约, 提升至, 增速1-5月分别为.
_GOVERNING = re.compile(
    rf"""
    (?=[{_FIRST}])
    (?: (?:(?P<up_noun>{_UP_NOUN})|(?P<down_noun>{_DOWN_NOUN}))
        {_DATE}? [均都分别约近超]* (?:达|保持|稳定|控制)? [到在]?       # 增速均达到
      | (?<![不新]) (?:(?P<down>{_DOWN})|(?P<up>{_UP})(?!(?<=高)达))  # not 高达
        了? (?P<to>[到至为成])?
    )
    (?: [{BLANKS}“”:：] | {alternation("filler")} | \[[0-9]{{1,2}}\] )*    # or a footnote mark
    $""",
    re.VERBOSE,
)
# 高于全国2个百分点
_AGAINST = re.compile(
    r"""
    (?: (?P<up>高于|高出|快于|(?<!或)好于|(?<!或)优于|多于|领先|超出|超(?![额过]))
      | (?P<down>(?<!不)低于|慢于|少于|落后于?)
    )
    [^，。；、0-9了过达到于][^，。；、0-9]{0,13}$   # 全国
    """,
    re.VERBOSE,
)
# 增速由3.4%提高到5.2%: both are rates of change.
_RATE_OF_CHANGE = re.compile(
    rf"""
    (?: {_UP_NOUN} | (?P<down>{_DOWN_NOUN}) )(?:预计|目标|计划)?
    (?: [由从](?:[^，。；、]{{1,12}}[为至到])?                        # 由3.4%提高到
      | (?:回落|放缓|加快|提高|回升|提升|升|下降|收窄|扩大)[为至到] )
    [约近超]?\s?$
    """,
    re.VERBOSE,
)
# 减少行政许可材料152份, 减环节62%: a noun between the verb and what it cuts.
_CUT = re.compile(
    r"""
    (?:^|[，。；、 ]|平均|累计|共)
    (?P<verb>减少|削减|删减|扣减|压减|压缩(?![机率包空至到为])|缩减|降低|精简|减(?![负排税费免灾贫]))
    [^，。；、0-9]{1,10}$
    """,
    re.VERBOSE,
)
_YEAR_ON_YEAR = re.compile(r"[同环]比[ +]*$")
# 增加值和增长分别为5亿元和9%: the growth is that of the rates in the list.
_TWO_NOUNS = re.compile("[和与及、]$")
# 今年增长4.6%，上年为3.9%: the second is what the first is, for another year.
_OTHER_YEAR = re.compile(
    r"[，,；][较比]?(?:[0-9]{2,4}\s?年|去年|上年)(?:同期)?(?:(?:增[速长幅])?[(]|仅?[为是]|只有|仅)?"
)
_SHORT_GAP = 12
_LISTED = re.compile(rf"(?:左右|以[上下内])?[{BLANKS}]*(?:[、,和与及~/-]|以及)?[{BLANKS}]*")
_OTHER_PLACE = re.compile(
    "[、和与及]全[国省市区县州](?:平均(?:水平)?)?"
)  # 高于全国0.7、全省2.3个百分点
_RATES = frozenset(("percent", "point", "multiple", "score"))
_LIKE_RATES = frozenset(("percent", "point", "multiple", "none"))
_KINDS = {"percent": "share", "multiple": "multiple", "duration": "duration", "point": "change"}


class Meaning(NamedTuple):
    """Kind, direction, approximator and basis of a figure.

    ``shared`` is the approximator that holds for the list the figure opens (分别突破 A、B),
    ``rates`` the direction of the rates in it (产值和增长分别为 A 和 B).
    """

    kind: str
    direction: str
    approx: str
    basis: str
    shared: str = ""
    rates: str = ""


def interpret(
    folded: str,
    figure: Figure,
    clause_start: int,
    before: Meaning | None,
    gap: str,
    cell_words: str = "",
) -> Meaning:
    """The meaning of ``figure`` from the words of its clause; ``before`` is the figure before it.

    ``gap`` is the text between the figure before and this one: in a list (3.2%、5.1%) the governing
    words stand only before the first. ``cell_words`` are the label and header of a table cell.
    """
    clause = cell_words or folded[max(clause_start, figure.start - _WINDOW) : figure.start]
    approx, opens_list = find_approximator(folded, figure, clause)
    opens = gap[:1]
    listed = before is not None and _LISTED.fullmatch(gap) is not None
    elsewhere = ""
    if not listed and figure.unit.category == "point" and before is not None:
        elsewhere = gap[1:] if _OTHER_PLACE.fullmatch(gap) else ""
        listed = bool(elsewhere)
    if opens in "，,；" and len(gap) < _SHORT_GAP and _OTHER_YEAR.fullmatch(gap):
        listed = figure.unit.printed == "%" == folded[figure.start - len(gap) - 1]
    if listed and before is not None and before.shared and approx == "exact":
        approx, opens_list = before.shared, True
    shared = approx if opens_list else ""
    unit = figure.unit
    top = clause.endswith("前") and not clause.endswith("提前")
    if unit.category == "rank" or (unit.canonical == "位" and top):
        return Meaning("rank", "", "under" if top and approx == "exact" else approx, "", shared)
    if listed and before is not None and (kind := _inherited(before, figure)):
        basis = elsewhere or before.basis
        return Meaning(kind, _real(before.direction, figure), approx, basis, shared)
    if listed and before is not None and before.rates and figure.unit.category in _RATES:
        return Meaning("change", _real(before.rates, figure), approx, before.basis, shared)
    kind, direction = _kind(clause, figure)
    rates = before.rates if listed and before is not None else _rates_of_list(clause)
    if rates and figure.unit.category not in _RATES:
        kind, direction = _KINDS.get(figure.unit.category, "amount"), ""
    return Meaning(kind, direction, approx, find_basis(clause, kind), shared, rates)


def _rates_of_list(clause: str) -> str:
    """``up`` or ``down`` where 和增长分别为 names the rates of the list behind ``clause``."""
    near = clause[-_NEAR:]
    match = _GOVERNING.search(near) if "分别" in near else None
    if match is None or not _TWO_NOUNS.search(near[: match.start()]):
        return ""
    return "up" if match["up"] or match["up_noun"] else "down"


def _inherited(before: Meaning, figure: Figure) -> str:
    """The kind that the figure before hands on in a list, ``""`` where it hands on none."""
    if before.kind == "change":
        return "change"
    rate = figure.unit.category in _LIKE_RATES
    return "multiple" if before.kind == "multiple" and rate else ""


def _kind(clause: str, figure: Figure) -> tuple[str, str]:
    """The kind and the direction by the governing words, else by the unit."""
    direction = _change(clause, figure)
    if direction:
        return "change", direction
    if figure.form in ("fraction", "ratio"):
        return "share", ""
    kind = _KINDS.get(figure.unit.category, "amount")
    if kind == "share" and (figure.values[0] < 0 or clause.endswith("+")):
        return "change", "down" if figure.values[0] < 0 else "up"  # 5亿元（+9.6%）
    fallen = kind == "change" and figure.values[0] < 0
    return kind, "down" if fallen else ""


def _change(clause: str, figure: Figure) -> str:
    """``up`` or ``down`` where a change governs the figure, else ``""``."""
    rate = figure.unit.category in _RATES
    near = clause[-_NEAR:]
    match = _GOVERNING.search(near)
    if match is not None and not match["to"] and _moves(match, clause, rate):
        return _real("up" if match["up_noun"] or match["up"] else "down", figure)
    if rate and (noun := _RATE_OF_CHANGE.search(near)):
        return _real("down" if noun["down"] else "up", figure)
    if match is not None:
        return ""
    if rate and (against := _AGAINST.search(near)):
        return _real("up" if against["up"] else "down", figure)
    cuts = "减" in near or "降" in near or "简" in near or "压" in near
    if cuts and (cut := _CUT.search(near)):
        return _real("down", figure) if rate or len(cut["verb"]) > 1 else ""
    return _real("up", figure) if rate and _YEAR_ON_YEAR.search(near) else ""


def _moves(match: re.Match[str], clause: str, rate: bool) -> bool:
    """Whether the verb changes the figure; with a count only a few verbs do (增加 12 人)."""
    if rate or match["up_noun"] or match["down_noun"]:
        return True
    verb = match["up"] or match["down"]
    if verb in words("count_change"):
        return True
    return verb in words("compared_change") and ("比" in clause or "较" in clause)


def _real(direction: str, figure: Figure) -> str:
    """The real movement: a printed minus turns it round."""
    if direction and figure.values and figure.values[0] < 0:
        return "down" if direction == "up" else "up"
    return direction
