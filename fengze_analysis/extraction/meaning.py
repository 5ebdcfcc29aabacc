"""What a scanned figure is: its unit, kind, direction, approximator and basis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..lexicon import alternation, firsts, forms, words
from ..lexicon.units import Unit
from .figure import BLANKS, NO_UNIT_KNOWN, TABLE_UNCLEAR, Figure, find_approximator
from .tabular import BRACKETED, UNCLEAR, CellContext, parse_unit

_UNIT_BEFORE = re.compile(forms("unit_before"))  # 参保人数33.7万: it stands in the indicator only
_ELSEWHERE = "全[国省市区县州](?:平均(?:水平)?)?"  # 高于全国0.7、全省2.3个百分点
_LIST = re.compile(rf"[ ]*(?:[、和与及]|以及)[ ]*(?:{_ELSEWHERE})?")
_LONGEST_JOINER = 8
_READS_OUT = re.compile(rf"(?:{alternation('reading')})\s*$")
_FIXED = frozenset(("rank", "ratio", "fraction", "range"))
_WINDOW, _NEAR = 60, 26  # characters of a clause that are read, and that govern
# What governs a figure stands before it, only fillers between: 增长约, 提升至, 增速1-5月分别为.
_GOVERNING = re.compile(
    rf"(?=[{firsts('up', 'down', 'up_noun', 'down_noun')}])(?:{forms('governing')})"
    rf"(?:[{BLANKS}“”:：]|{alternation('filler')}|\[[0-9]{{1,2}}\])*$"  # or a footnote mark
)
_AGAINST = re.compile(
    rf"(?:(?P<up>{forms('above')})|(?P<basis_only>超过(?!额)|(?<=或)[好优]于)|{forms('below')})"
    r"(?P<basis>[^，。；、0-9了过达到于][^，。；、0-9]{0,13})$"
)
_RATE_OF_CHANGE = re.compile(forms("rate_of_change"))  # 增速由3.4%提高到5.2%: both are rates
_CUTS = frozenset("减降简压")  # a letter of each of the verbs, to fail fast
_CUT = re.compile(forms("cut_by"))  # 减少材料152份: a noun between the verb and what it cuts
_RAISED = re.compile(forms("raised_by"))  # 提高报销比例3%
_YEAR_ON_YEAR = re.compile(r"[同环]比[ +]*$")
_TWO_NOUNS = re.compile("[和与及、]$")  # 增加值和增长分别为5亿元和9%: the growth is the rate's
_OTHER_YEAR = re.compile(forms("other_year"))  # 今年增长4.6%，上年为3.9%: a growth as well
_SHORT_GAP = 12
_LISTED = re.compile(rf"(?:左右|以[上下内])?[{BLANKS}]*(?:[、,和与及~/-]|以及)?[{BLANKS}]*")
_OTHER_PLACE = re.compile(f"[、和与及]{_ELSEWHERE}")
_RATES = frozenset(("percent", "point", "multiple", "score"))
_LIKE_RATES = frozenset(("percent", "point", "multiple", "none"))
_KINDS = {"percent": "share", "multiple": "multiple", "duration": "duration", "point": "change"}
# What a figure of a kind is against, the first that is found.
_BASES = {
    "change": [re.compile(forms("compared_with")), re.compile(f"({alternation('basis')})")],
    "share": [re.compile(forms("plan_of")), re.compile(forms("share_of"))],
    "multiple": [re.compile(forms("times_of"))],
}


class Meaning(NamedTuple):
    """Kind, direction, approximator and basis of a figure."""

    kind: str
    direction: str
    approx: str
    basis: str
    shared: str = ""  # the approximator of the list that the figure opens (分别突破 A、B)
    rates: str = ""  # the direction of the rates in it (产值和增长分别为 A 和 B)


_NONE = Meaning("", "", "", "")


def distribute_unit(folded: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, a unit printed once at the end of a list given to all of it (3、5万元)."""
    listed: list[Figure] = []
    for figure in figures:
        if listed and not _goes_on(folded, listed[-1], figure):
            yield from _share(listed)
            listed = []
        listed.append(figure)
    yield from _share(listed)


def _goes_on(folded: str, last: Figure, figure: Figure) -> bool:
    """Whether ``figure`` is the next in the list of ``last``."""
    near = figure.start - last.end <= _LONGEST_JOINER
    return near and _LIST.fullmatch(folded, last.end, figure.start) is not None


def _share(listed: list[Figure]) -> list[Figure]:
    for index in range(len(listed) - 2, -1, -1):
        figure, after = listed[index], listed[index + 1]
        if after.unit.category == "point" and figure.unit.printed == "个" and "." in figure.numeral:
            listed[index] = figure._replace(unit=after.unit)  # 高0.2个和0.5个百分点
        elif _wants_unit(figure) and after.unit.category not in ("none", "rank"):
            listed[index] = _with_unit(figure, after.multiplier, after.unit)
    return listed


def _wants_unit(figure: Figure) -> bool:
    return not figure.unit.printed and figure.form not in _FIXED and bool(figure.values)


def _with_unit(figure: Figure, multiplier: int, unit: Unit) -> Figure:
    """``figure`` with a unit printed elsewhere, and its multiplier where it has none itself."""
    if figure.multiplier == 1:
        values = tuple(value * multiplier for value in figure.values)
        figure = figure._replace(values=values, multiplier=multiplier)
    return figure._replace(form="plain", reason="", unit=unit)


def resolve_unit(
    folded: str, figure: Figure, clause_start: int, cell: CellContext | None, last: Figure | None
) -> Figure:
    """``figure`` with the unit that its cell, its indicator or its list prints; else unread."""
    if not _wants_unit(figure):
        return figure
    if cell is UNCLEAR:
        return figure._replace(form="unread", reason=TABLE_UNCLEAR)
    if cell is not None:
        return _with_unit(figure, cell.multiplier, cell.unit)
    before = folded[max(clause_start, figure.start - 14) : figure.start]
    if bracket := BRACKETED.search(before.rstrip(": ")):  # 投资额(亿元)
        multiplier, unit = parse_unit(bracket[1] or bracket[2])
        if unit.printed or multiplier > 1:
            return _with_unit(figure, multiplier, unit)
    if figure.form == "bare":  # it counts only behind a word that reads it out (指数为103.3)
        plain = "." in figure.numeral or figure.numeral[0] == "-" or _READS_OUT.search(before)
        if not plain:
            return figure._replace(form="unread", reason=NO_UNIT_KNOWN)
        figure = figure._replace(form="plain")
    if match := _UNIT_BEFORE.search(before):
        return figure._replace(unit=Unit(match[1], match[1], "count"))
    if last and last.unit.category == "count" and last.multiplier == figure.multiplier:
        return figure._replace(unit=last.unit) if _goes_on(folded, last, figure) else figure
    return figure


def interpret(
    folded: str,
    figure: Figure,
    clause_start: int,
    before: Meaning | None,
    gap: str,
    cell_words: str,
) -> Meaning:
    """The meaning of ``figure`` from the words of its clause; ``before`` is the figure before it.

    ``gap`` is the text between the figure before and this one: in a list (3.2%、5.1%) the governing
    words stand only before the first. ``cell_words`` are the label and header of a table cell.
    """
    unit, before = figure.unit, before or _NONE
    clause = cell_words or folded[max(clause_start, figure.start - _WINDOW) : figure.start]
    approx, opens_list = find_approximator(folded, figure, clause)
    listed = before is not _NONE and _LISTED.fullmatch(gap) is not None
    elsewhere = ""
    if not listed and unit.category == "point" and _OTHER_PLACE.fullmatch(gap):
        elsewhere, listed = gap[1:], True
    if gap[:1] in "，,；" and len(gap) < _SHORT_GAP and _OTHER_YEAR.fullmatch(gap):
        listed = unit.printed == "%" == folded[figure.start - len(gap) - 1]
    if listed and before.shared and approx == "exact":
        approx, opens_list = before.shared, True
    shared = approx if opens_list else ""
    top = clause.endswith("前") and not clause.endswith("提前")
    if unit.category == "rank" or (unit.canonical == "位" and top):
        return Meaning("rank", "", "under" if top and approx == "exact" else approx, "", shared)
    if listed and (kind := _inherited(before, figure)):
        direction, basis = _real(before.direction, figure), elsewhere or before.basis
        return Meaning(kind, direction, approx, basis, shared)
    if listed and before.rates and unit.category in _RATES:
        return Meaning("change", _real(before.rates, figure), approx, before.basis, shared)
    kind, direction = _kind(clause, figure)
    rates = before.rates if listed else _rates_of_list(clause)
    if rates and unit.category not in _RATES:
        kind, direction = _KINDS.get(unit.category, "amount"), ""
    return Meaning(kind, direction, approx, _find_basis(clause, kind), shared, rates)


def _inherited(before: Meaning, figure: Figure) -> str:
    """The kind that the figure before hands on in a list, ``""`` where it hands on none."""
    rate = before.kind == "multiple" and figure.unit.category in _LIKE_RATES
    return before.kind if rate or before.kind == "change" else ""


def _rates_of_list(clause: str) -> str:
    """``up`` or ``down`` where 和增长分别为 names the rates of the list behind ``clause``."""
    near = clause[-_NEAR:]
    match = _GOVERNING.search(near) if "分别" in near else None
    if match is None or not _TWO_NOUNS.search(near[: match.start()]):
        return ""
    return "up" if match["up"] or match["up_noun"] else "down"


def _kind(clause: str, figure: Figure) -> tuple[str, str]:
    """The kind and the direction by the governing words, else by the unit."""
    if direction := _change(clause, figure.unit.category in _RATES):
        return "change", _real(direction, figure)
    if figure.form in ("fraction", "ratio"):
        return "share", ""
    kind, fallen = _KINDS.get(figure.unit.category, "amount"), figure.values[0] < 0
    if kind == "share" and (fallen or clause.endswith("+")):
        return "change", "down" if fallen else "up"  # 5亿元（+9.6%）
    return kind, "down" if kind == "change" and fallen else ""


def _change(clause: str, rate: bool) -> str:
    """``up`` or ``down`` where a change governs the figure, else ``""``."""
    near = clause[-_NEAR:]
    match = _GOVERNING.search(near)
    if match is not None and not match["to"] and _moves(match, clause, rate):
        return "up" if match["up_noun"] or match["up"] else "down"
    if rate and (noun := _RATE_OF_CHANGE.search(near)):
        return "down" if noun["down"] else "up"
    if match is not None:
        return ""
    if rate and (against := _AGAINST.search(near)) and not against["basis_only"]:
        return "up" if against["up"] else "down"
    if not _CUTS.isdisjoint(near) and (cut := _CUT.search(near)):
        return "down" if rate or len(cut[1]) > 1 else ""
    return "up" if rate and (_YEAR_ON_YEAR.search(near) or _RAISED.search(near)) else ""


def _moves(match: re.Match[str], clause: str, rate: bool) -> bool:
    """Whether the verb changes the figure; with a count only a few verbs do (增加 12 人)."""
    verb = match["up"] or match["down"]
    if rate or not verb or verb in words("count_change"):
        return True
    return verb in words("compared_change") and ("比" in clause or "较" in clause)


def _real(direction: str, figure: Figure) -> str:
    """The real movement: a printed minus turns it round."""
    if direction and figure.values and figure.values[0] < 0:
        return "down" if direction == "up" else "up"
    return direction


def _find_basis(clause: str, kind: str) -> str:
    """What a figure of ``kind`` behind ``clause`` is against, as printed, else ``""``."""
    for pattern in _BASES.get(kind, ()):
        if (found := pattern.findall(clause)) and (basis := found[-1].strip()):
            return str(basis.strip("的") if kind == "share" else basis)
    against = _AGAINST.search(clause) if kind == "change" else None
    return against["basis"].strip() if against else ""
