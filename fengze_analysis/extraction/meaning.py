"""What a scanned figure is: its kind, direction, approximator and basis."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import alternation, words
from .approximating import find_approximator
from .attaching import BLANKS
from .basis import find_basis
from .figure import Figure

_WINDOW = 60
_UP, _DOWN = alternation("up", backwards=True), alternation("down", backwards=True)
_UP_NOUN = alternation("up_noun", backwards=True)
_DOWN_NOUN = alternation("down_noun", backwards=True)
# These read from the figure towards the beginning of its clause: 增长约, 提升至, 增速为.
_GOVERNING = re.compile(
    rf"""
    (?: [{BLANKS}“”:：] | {alternation("filler", backwards=True)}
      | \][0-9]{{1,2}}\[                                          # a footnote mark
    )*?
    (?: (?:[到在]?(?:达|持保|定稳|制控)?)(?:[均都分别约近超]*)        # 增速均达到
        (?: (?P<up_noun>{_UP_NOUN}) | (?P<down_noun>{_DOWN_NOUN}) )
      | (?P<to>[到至为成])? 了?
        (?:(?P<down>{_DOWN})|(?P<up>{_UP})(?<!达高)) (?![不新])   # 高达 is no rise
    )
    """,
    re.VERBOSE,
)
# 高于全国2个百分点
_AGAINST = re.compile(
    r"""
    [^，。；、0-9]{0,13}?[^，。；、0-9了过达到于]   # 全国
    (?: (?P<up>于高|出高|于快|于好(?!或)|于优(?!或)|于多|先领|出超|(?<!额)(?<!过)超)
      | (?P<down>于低(?!不)|于慢|于少|于?后落)
    )""",
    re.VERBOSE,
)
# 增速由3.4%提高到5.2%: both are rates of change.
_RATE_OF_CHANGE = re.compile(
    rf"""
    \s?[约近超]?
    (?: [由从] | [为至到][^，。；、]{{1,12}}?[由从]   # 由3.4%提高到
      | [为至到](?:落回|缓放|快加|高提|升[回提]|降下|窄收|大扩) )
    (?:计预|标目|划计)?
    (?: {_UP_NOUN} | (?P<down>{_DOWN_NOUN}) )
    """,
    re.VERBOSE,
)
# 减少行政许可材料152份, 减环节62%: a noun between the verb and what it cuts.
_CUT = re.compile(
    r"""
    [^，。；、0-9]{0,9}?[^，。；、0-9]
    (?P<verb>少减|减[删削扣]|减压|缩压|减缩|低降|简精|(?<![负排税费免灾贫])减)
    (?: $ | [，。；、 ] | 均平 | 计累 | 共 )
    """,
    re.VERBOSE,
)
_YEAR_ON_YEAR = re.compile(r"[ +]*比[同环]")
# 今年增长4.6%，上年为3.9%: the second is what the first is, for another year.
_OTHER_YEAR = re.compile(r"[，,；](?:[0-9]{2,4}\s?年|去年|上年)(?:同期)?(?:仅?[为是]|只有|仅)?")
_SHORT_GAP = 12
_LISTED = re.compile(rf"(?:左右|以[上下内])?[{BLANKS}]*(?:[、,和与及~/-]|以及)?[{BLANKS}]*")
_OTHER_PLACE = re.compile(
    "[、和与及]全[国省市区县州](?:平均(?:水平)?)?"
)  # 高于全国0.7、全省2.3个百分点
_OPENS_LIST = frozenset(["", *BLANKS, *"、,和与及~/-以左"])
_RATES = frozenset(("percent", "point", "multiple", "score"))
_LIKE_RATES = frozenset(("percent", "point", "multiple", "none"))
_KINDS = {"percent": "share", "multiple": "multiple", "duration": "duration", "point": "change"}


class Meaning(NamedTuple):
    """Kind, direction, approximator and basis of a figure.

    ``shared`` is the approximator that holds for the list the figure opens (分别突破 A、B).
    """

    kind: str
    direction: str
    approx: str
    basis: str
    shared: str = ""


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
    backwards = clause[::-1]
    approx, opens_list = find_approximator(folded, figure, backwards)
    opens = gap[:1]
    listed = before is not None and opens in _OPENS_LIST and _LISTED.fullmatch(gap) is not None
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
    kind, direction = _kind(clause, backwards, figure)
    return Meaning(kind, direction, approx, find_basis(clause, kind), shared)


def _inherited(before: Meaning, figure: Figure) -> str:
    """The kind that the figure before hands on in a list, ``""`` where it hands on none."""
    if before.kind == "change":
        return "change"
    rate = figure.unit.category in _LIKE_RATES
    return "multiple" if before.kind == "multiple" and rate else ""


def _kind(clause: str, backwards: str, figure: Figure) -> tuple[str, str]:
    """The kind and the direction by the governing words, else by the unit."""
    direction = _change(clause, backwards, figure)
    if direction:
        return "change", direction
    if figure.form in ("fraction", "ratio"):
        return "share", ""
    kind = _KINDS.get(figure.unit.category, "amount")
    if kind == "share" and (figure.values[0] < 0 or clause.endswith("+")):
        return "change", "down" if figure.values[0] < 0 else "up"  # 5亿元（+9.6%）
    fallen = kind == "change" and figure.values[0] < 0
    return kind, "down" if fallen else ""


def _change(clause: str, backwards: str, figure: Figure) -> str:
    """``up`` or ``down`` where a change governs the figure, else ``""``."""
    rate = figure.unit.category in _RATES
    match = _GOVERNING.match(backwards)
    if match is not None and not match["to"] and _moves(match, clause, rate):
        return _real("up" if match["up_noun"] or match["up"] else "down", figure)
    if rate and (noun := _RATE_OF_CHANGE.match(backwards)):
        return _real("down" if noun["down"] else "up", figure)
    if match is not None:
        return ""
    if rate and (against := _AGAINST.match(backwards)):
        return _real("up" if against["up"] else "down", figure)
    cuts = "减" in clause or "降" in clause or "简" in clause
    if cuts and (cut := _CUT.match(backwards)):
        return _real("down", figure) if rate or len(cut["verb"]) > 1 else ""
    return _real("up", figure) if rate and _YEAR_ON_YEAR.match(backwards) else ""


def _moves(match: re.Match[str], clause: str, rate: bool) -> bool:
    """Whether the verb changes the figure; with a count only a few verbs do (增加 12 人)."""
    if rate or match["up_noun"] or match["down_noun"]:
        return True
    verb = (match["up"] or match["down"])[::-1]
    if verb in words("count_change"):
        return True
    return verb in words("compared_change") and ("比" in clause or "较" in clause)


def _real(direction: str, figure: Figure) -> str:
    """The real movement: a printed minus turns it round."""
    if direction and figure.values and figure.values[0] < 0:
        return "down" if direction == "up" else "up"
    return direction
