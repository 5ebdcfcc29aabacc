"""The targets that the sentences of a plan state: which figures are targets, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..extraction.naming import Codebook
from ..extraction.listing import is_for_both, split_subject
from ..interval import Exact
from ..lexicon.units import match_unit
from ..model import Indicator, Statement, Target
from ..text.mending import FILLER
from .horizon import Horizon, Horizons
from .plan import Plan
from .types import type_of
from .wording import any_of, ends_with, last_of, operator_after, operator_before, words

_CLAUSE = re.compile("[，。；：:！？!?;\n]")
_WINDOW, _AFTER = 80, 30
_NUMERAL = re.compile("[0-9]")
_JOINED = re.compile(r"\s*(?:、|和|与|及|以及|或)\s*")
_QUOTED = re.compile("“[^“”\n]{0,40}$|《[^《》\n]{0,60}$")
_BASE = re.compile(r"(?:[从由]|(?P<year>(?:19|20)[0-9]{2})年?的)[^，。；]{0,14}$")
_FROM_BASE = re.compile(
    r"[^，。；]{0,6}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|缩小|压缩|压减|缩短|升|增|降|减)[到至为]"
)
_YEAR_BEFORE = re.compile("(?:比|较|从|由|以)((?:19|20)[0-9]{2})年")
_SCOPE_BEHIND = re.compile(rf"[ *]*(?:(?:及?以上|以下|级|元级)的?|的)?(?:{any_of('scoped')})")
_DOCUMENT_BEHIND = re.compile("[条项个](?:[^，。；]{0,2}(?:措施|意见|政策|规定|细则|禁令|硬措施|准则))")
_ASIDE_BEHIND = re.compile("^范围内|的?基础上|的同时|^以外|^标准的")
_PROJECT_SIZE = re.compile("[^，。；、]{0,10}(?:项目|生产线|机组|电站|电厂|锅炉|泊位|码头)")
_SIZE_UNITS = frozenset("吨 千瓦 兆瓦 千瓦时 头 只 羽 立方米 蒸吨 辆 台 套 方 平方米".split())
_OF_SCOPE = frozenset(("money", "age", "duration"))
_LIST_GOES_ON = ("", "、", "和", "与", "及")
_JOINER = re.compile("[、和与及]")
_QUALIFIES = re.compile(f"(?:{any_of('intent', 'each_year', 'sum')})")
_QUALIFIES_BEHIND = re.compile(f"[ ]*(?:{any_of('after_at_least', 'after_at_most', 'after_around')})")
_COVERAGE = re.compile("同口径|可比口径|不含[^，。；、]{1,12}|含[^，。；、]{1,8}(?=[）)])")
_FORECAST = re.compile("预计|预测|有望")
_WISH = re.compile(
    rf"(?<![^，。；：:、\n])(?P<phrase>[^，。；：:、\n0-9“”]{{2,20}}?)"
    rf"(?P<wish>{any_of('wish')})(?=[，。；、])"
)
_WISHED = (
    *(("share", "%"), ("change", "%"), ("amount", "元"), ("amount", "人"), ("amount", "微克/立方米")),
    ("amount", "岁"),
)
_INTENT = re.compile(f"^(?:{any_of('intent')})+")
_PRESENT = re.compile("仅[为占有]|目前|截[至止]|已(?:经|建成|完成|达|有|实现|开工|累计)")
_ENTERED = re.compile("[^，。；、]{0,6}(?:已(?!开工建设)|纳入国家)")
_EXISTING = ("建有", "共有", "现有", "已有", "仅有", "市有", "县有", "区有", "省有", "有了")
_EACH = re.compile("[、和与及].*(?:各|均|都)$")


class _Figure(NamedTuple):
    """A statement with the words of its clause: before it, since the figure before, behind it."""

    row: Statement
    before: str
    own: str
    after: str
    joined: bool  # to the figure before, by 、 or 和 alone
    lead: str  # the own words of the first figure it is joined to
    behind_figure: bool  # with nothing between


def read_prose(
    statements: Sequence[Statement],
    folded: str,
    horizons: Horizons,
    plan: Plan,
    indicators: Iterable[Indicator],
) -> Iterator[Target]:
    """The targets of ``statements`` in order; one numeral that states two gives two rows."""
    forms = {one.code: one.form for one in indicators}
    figures = list(_figures(statements, folded))
    for index, figure in enumerate(figures):
        following = figures[index + 1] if index + 1 < len(figures) else None
        previous = figures[index - 1] if index else None
        horizon = horizons.at(figure.row.start, _sentence_start(folded, figure.row.start))
        if figure.row.sense != "plan" and not horizons.is_outlook(figure.row.start):
            continue
        if horizon is None or not _is_target(figure, following, horizon, plan):
            continue
        base = previous if previous and _is_base(previous, figure, folded) else None
        operator = _operator(figures, index)
        yield from _rows(figure, base, operator, horizon, plan, forms)


def _sentence_start(folded: str, position: int) -> int:
    return max(folded.rfind("。", 0, position), folded.rfind("\n", 0, position)) + 1


def _figures(statements: Sequence[Statement], folded: str) -> Iterator[_Figure]:
    last, lead = 0, ""
    for row, following in pairwise([*statements, None]):
        assert row is not None
        opens = max(last_clause(folded, row.start), row.start - _WINDOW)
        stop = _CLAUSE.search(folded, row.end)
        ends = min(row.end + _AFTER, stop.start() if stop else len(folded))
        if following is not None:
            ends = min(ends, following.start)
        before = _plain(folded[opens : row.start])
        own = _plain(folded[max(opens, last) : row.start])
        joined = last > opens and _JOINED.fullmatch(_plain(folded[last : row.start])) is not None
        lead = lead if joined else own
        after = _plain(folded[row.end : max(ends, row.end)])
        yield _Figure(row, before, own, after, joined, lead, last == row.start > 0)
        last = row.end


def last_clause(folded: str, position: int) -> int:
    """Where the clause of ``position`` begins."""
    found = 0
    for match in _CLAUSE.finditer(folded, max(0, position - _WINDOW), position):
        found = match.end()
    return found


def _plain(words: str) -> str:
    return words.replace(FILLER, "").replace("*", "")


def _is_target(
    figure: _Figure, following: _Figure | None, horizon: Horizon, plan: Plan
) -> bool:
    """Whether the figure is what is to be reached, no scope, name, base or count of tasks."""
    row, own = figure.row, figure.own
    if row.sense in ("past_plan", "scope", "other") or horizon.last < plan.year:
        return False
    written = _NUMERAL.search(row.surface) is None and row.kind != "change"  # 十件, not 一倍
    if written or figure.own.endswith(_EXISTING) or _QUOTED.search(figure.before):
        return False
    if following is not None and _is_base(figure, following, ""):
        return False
    category = match_unit(row.unit, 0)[1].category if row.unit else "none"
    if category in _OF_SCOPE and _SCOPE_BEHIND.match(figure.after):
        return False
    if category == "money" and figure.after.startswith("的"):
        return False  # 总投资9亿元的项目
    if _PRESENT.search(figure.before) or _ENTERED.match(figure.after):
        return False
    if category in ("measure", "money") and figure.after.strip() and figure.behind_figure:
        return False  # 8个6米以上焦炉
    if _is_aside(figure) or _sizes(figure, following, category):
        return False
    reaches = (
        ends_with(own, "reach", "keep", "at_least", "more_than", "at_most", "less_than", "around")
        or operator_after(figure.after) != ""
    )
    if row.kind in ("rank", "duration") or category in ("none", "age", "weak"):
        return reaches and row.kind != "rank" and category != "weak"
    if row.kind == "change" or row.kind == "share" or reaches:
        return True
    apposed = own.strip() != "" and figure.after.lstrip()[:1] in _LIST_GOES_ON
    governing = own if apposed else figure.before
    adds = last_of(governing, "add", "do")
    if last_of(governing, "refer") > adds:
        return False
    return adds >= 0 or apposed or figure.joined or last_of(figure.after, "done_behind") >= 0


def _is_aside(figure: _Figure) -> bool:
    """A count of policies or tasks, a technical size, what is only built upon: no target."""
    row, after = figure.row, figure.after.lstrip()
    if row.unit in words("spec_unit") or row.unit in words("no_count"):
        return not ends_with(figure.own, "reach")
    if after.startswith("方面"):
        return True
    if row.unit in ("条", "项", "个", "大", "件") and re.match(f"(?:重点|主要|大)?(?:{any_of('structure')})(?![^，。；、]{{3}})", after):
        return True
    if row.unit == "条" and not after and last_of(figure.before, "policy") >= 0:
        return True
    if row.unit in _SIZE_UNITS and _PROJECT_SIZE.match(after) and row.canonical_unit not in ("台", "套"):
        return True
    if figure.own.endswith("总投资") and after.startswith("的"):
        return True
    return _DOCUMENT_BEHIND.match(row.unit + after) is not None or _ASIDE_BEHIND.search(after) is not None


def _sizes(figure: _Figure, following: _Figure | None, category: str) -> bool:
    """新建220千伏变电站5座: whether the figure only sizes what the next one counts."""
    if category not in ("measure", "money", "rate") or following is None or not figure.after.strip():
        return False
    near = following.own == figure.after and not _JOINER.search(figure.after)
    return near and (not following.after.strip() or operator_after(following.after) != "")


def _is_base(figure: _Figure, following: _Figure, folded: str) -> bool:
    """从10.5提高到13: whether ``figure`` is what ``following`` starts from."""
    return (
        _BASE.search(figure.before) is not None
        and following.row.canonical_unit == figure.row.canonical_unit
        and _FROM_BASE.fullmatch(following.own) is not None
    )


def _operator(figures: Sequence[_Figure], index: int) -> str:
    """The operator at the figure; in a list with 分别 that of its first or last figure."""
    figure = figures[index]
    own = operator_after(figure.after) or operator_before(figure.own)
    if own:
        return own
    first = last = index
    while figures[first].joined:
        first -= 1
    while last + 1 < len(figures) and figures[last + 1].joined:
        last += 1
    if first == last or "分别" not in figures[first].before:
        return "="
    return operator_after(figures[last].after) or operator_before(figures[first].own) or "="


def _rows(
    figure: _Figure,
    base: _Figure | None,
    operator: str,
    horizon: Horizon,
    plan: Plan,
    forms: dict[str, str],
) -> Iterator[Target]:
    row = figure.row
    names = _names(figure)
    for number, (phrase, code) in enumerate(names):
        lead = figure.own if ends_with(figure.own, "reach") else figure.before
        kind = type_of(row, figure.lead, lead, horizon, forms.get(code, ""))
        printed = _YEAR_BEFORE.search(figure.before)
        target = plan.target(
            f"{row.report_id}:{row.start}" + ("" if len(names) == 1 else f".{number}"), horizon
        )
        yield replace(
            target,
            place=row.place or plan.place,
            indicator=code,
            phrase=phrase,
            type=kind,
            operator=operator,
            value=_positive(row.value),
            unit=row.unit,
            canonical_unit=row.canonical_unit,
            qualifier=_qualifier(figure),
            base_value=base.row.value if base else None,
            base_year=int(printed[1]) if printed else None,
            from_year=horizon.first if kind in ("cumulative", "mean_growth") else None,
            nature=_nature(figure.before),
            class_="forecast" if _FORECAST.search(figure.before) else target.class_,
            price=_price(figure),
            coverage=";".join(_COVERAGE.findall(figure.before + figure.after)),
            sentence=row.sentence,
            start=row.start,
            end=row.end,
            surface=row.surface,
        )


def _names(figure: _Figure) -> list[tuple[str, str]]:
    """Phrase and code of each target that one numeral states (A和B均, 开工、竣工各)."""
    row = figure.row
    codes = list(row.indicator)
    both = is_for_both(figure.before) or _EACH.search(figure.before)
    phrase = _INTENT.sub("", row.indicator_phrase)
    parts = split_subject(phrase) if both else ()
    if len(parts) < 2:
        return [(phrase, codes[0] if len(codes) == 1 else "")]
    return [
        (part, codes[at] if len(codes) == len(parts) else "") for at, part in enumerate(parts)
    ]


def _positive(value: Exact) -> Exact:
    """A fall is printed positive: what is asked for is its size."""
    return -value if isinstance(value, Decimal | Fraction) and value < 0 else value


def _qualifier(figure: _Figure) -> str:
    """力争, 年均, 累计, 左右 and the like as printed, in their order."""
    behind = _QUALIFIES_BEHIND.match(figure.after)
    return "".join(dict.fromkeys(_QUALIFIES.findall(figure.own))) + (behind[0] if behind else "")


def _nature(before: str) -> str:
    if "约束性" in before:
        return "binding"
    return "anticipatory" if "预期性" in before else "not_stated"


def _price(figure: _Figure) -> str:
    """Of money and growth in it: the prices as the clause says them, else ``""``."""
    words_ = figure.before + figure.after
    if "可比价" in words_ or "不变价" in words_:
        return "comparable"
    return "current" if "现价" in words_ or "当年价" in words_ else ""


def read_wishes(
    folded: str, horizons: Horizons, plan: Plan, report_id: str, codebook: Codebook
) -> Iterator[Target]:
    """What a plan only wishes of an indicator of the codebook (明显提高, 基本同步): no value."""
    for match in _WISH.finditer(folded):
        phrase = _INTENT.sub("", match["phrase"].lstrip("、和与及"))
        horizon = horizons.at(match.start(), _sentence_start(folded, match.start())) or plan.span
        if horizon is None or horizon.last < plan.year or not horizons.is_outlook(match.start()):
            continue
        code = find_code_of_wish(codebook, phrase)
        if code:
            yield replace(
                plan.target(f"{report_id}:{match.start()}", horizon),
                indicator=code,
                phrase=phrase,
                type="qualitative",
                qualifier=match["wish"],
                sentence=_plain(folded[_sentence_start(folded, match.start()) : match.end()]),
                start=match.start("wish"),
                end=match.end("wish"),
                surface=match["wish"],
            )


def find_code_of_wish(codebook: Codebook, phrase: str) -> str:
    """The code of what a wish is about, whatever figure it would have."""
    for kind, unit in _WISHED:
        if code := codebook.find(phrase, kind, unit, "up" if kind == "change" else ""):
            return code
    return ""
