"""A plan's text to its targets: which figures of its sentences are some, of what type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..extraction import extract
from ..extraction.listing import is_for_both, split_subject
from ..extraction.naming import Coder, coder_of
from ..interval import Interval, as_number
from ..lexicon import alternation, words
from ..lexicon.codebook import load_indicators
from ..lexicon.folding import fold
from ..lexicon.units import canonical_unit, match_unit
from ..model import Indicator, Period, Statement, Target
from ..rounding import ABOUT_SHARE, HALF_UP, printed_interval
from ..text.layout import FILLER, mend
from .tables import find_tables, read_table
from .wording import AFTER, Horizons, code_in, ends_with, form, last_of, operator_at, plan_of, says

_CLAUSE = re.compile("[，。；：:！？!?;\n]")
_WINDOW, _AFTER = 80, 30
_INTENT = re.compile(f"^(?:{alternation('intent')})+")
_QUALIFIES = re.compile(alternation("intent", "each_year", "sum"))
_WISH = re.compile(
    rf"(?<![^，。；：:、\n])(?P<phrase>[^，。；：:、\n0-9“”]{{2,20}}?)"
    rf"(?P<wish>{alternation('wish')})(?=[，。；、])"
)
# What a figure of a wish would be: a name of the codebook asks for a kind and a unit.
_AMOUNTS = ("元", "人", "岁", "微克/立方米")
_WISHED = (("share", "%"), ("change", "%"), *(("amount", unit) for unit in _AMOUNTS))
_REACHES = ("reach", "keep", "at_least", "more_than", "at_most", "less_than", "around")
_NO_AMOUNT = ("share", "rank", "multiple", "duration")
# As in the plan.
_OF_ROW = ("unit", "canonical_unit", "sentence", "start", "end", "surface", "offset")
_STOCK_FORMS = ("level", "rate", "ratio", "index")


def read_targets(
    text: str,
    report_id: str = "",
    indicators: Iterable[Indicator] | None = None,
    place: str = "",
    *,
    rounding: str = HALF_UP,
    about_share: Fraction = ABOUT_SHARE,
) -> list[Target]:
    """The targets that a plan or the outlook of a work report states, in order of appearance.

    >>> plan = "云溪市“十四五”规划纲要\\n\\n到2025年，常住人口城镇化率达到68%以上。"
    >>> [(one.phrase, one.operator, str(one.value), one.target_year) for one in read_targets(plan)]
    [('常住人口城镇化率', '>=', '68', 2025)]
    """
    known = load_indicators() if indicators is None else tuple(indicators)
    found = extract(text, report_id, known, place, rounding=rounding, about_share=about_share)
    folded, paragraphs = mend(fold(text))
    horizons = Horizons(folded, paragraphs, plan_of(found.document, folded))
    tables, coder = list(find_tables(folded)), coder_of(known)
    spans = [range(table.start, table.end) for table in tables]
    outside = [row for row in found.statements if not any(row.start in span for span in spans)]
    read = [
        *_read_prose(outside, horizons, known),
        *_read_wishes(horizons, report_id, coder),
        *(one for table in tables for one in read_table(table, horizons.plan, report_id, coder)),
    ]
    return [fill_bounds(one, about_share) for one in sorted(read, key=lambda one: one.start or 0)]


def fill_bounds(target: Target, about_share: Fraction = ABOUT_SHARE) -> Target:
    """``target`` with unit and bounds where it has none: exact as written, but for 左右 (``~``)."""
    unit = target.canonical_unit or canonical_unit(target.unit)
    if target.value is None or target.low is not None or target.high is not None:
        return replace(target, canonical_unit=unit)
    approx = "about" if target.operator == "~" else "exact"
    ends = printed_interval(target.value, approx=approx, about_share=about_share)
    return replace(target, canonical_unit=unit, low=as_number(ends.low), high=as_number(ends.high))


class _Figure(NamedTuple):
    """A statement and the words of its clause."""

    row: Statement
    before: str
    own: str  # before it, behind the figure before
    after: str
    lead: str  # the own words of the first figure that 、 or 和 alone joins it to
    joined: bool  # whether there is such a figure
    adjacent: bool  # whether a figure stands right before

    @property
    def category(self) -> str:
        return match_unit(self.row.unit, 0)[1].category

    @property
    def of_five_years(self) -> bool:
        return says(self.before, "five_years")

    def starts(self, following: _Figure | None) -> bool:
        """从10.5提高到13: whether this is what ``following`` starts from."""
        moves = following is not None and form("moves_to").fullmatch(following.own) is not None
        return moves and says(self.before, "starts_from")


def _read_prose(
    statements: Sequence[Statement], horizons: Horizons, indicators: Iterable[Indicator]
) -> Iterator[Target]:
    """The targets of ``statements`` in order; one numeral that states two gives two rows."""
    forms = {one.code: one.form for one in indicators}
    figures = list(_figures(statements, horizons.folded))
    around = zip([None, *figures], figures, [*figures[1:], None], strict=False)
    for index, (previous, figure, following) in enumerate(around):
        horizon = horizons.at(figure.row.start)
        ahead = figure.row.sense == "plan" or horizons.is_outlook(figure.row.start)
        if horizon is None or not ahead or not _is_target(figure, following):
            continue
        if horizon.is_year and figure.of_five_years:
            horizon = Period(horizon.last - 4, horizon.last)  # 到2025年，五年使用外资100亿美元
        base = previous.row.value if previous and previous.starts(figure) else None
        stated = _stated(figure, horizons.plan.target("", horizon))
        stated = replace(stated, operator=_operator(figures, index), base_value=base)
        for id_, phrase, code in _names(figure):
            kind = _type(figure, horizon, forms.get(code, ""))
            since = horizon.first if kind in ("cumulative", "mean_growth") else None
            named = replace(stated, target_id=id_, phrase=phrase, indicator=code)
            yield replace(named, type=kind, from_year=since)


def _figures(statements: Sequence[Statement], folded: str) -> Iterator[_Figure]:
    last, lead = 0, ""
    for row, following in pairwise([*statements, None]):
        assert row is not None
        opens = max(0, row.start - _WINDOW)
        for mark in _CLAUSE.finditer(folded, opens, row.start):
            opens = mark.end()
        stop = _CLAUSE.search(folded, row.end, row.end + _AFTER)
        ends = stop.start() if stop else row.end + _AFTER
        ends = min(ends, following.start) if following else ends
        own = _plain(folded[max(opens, last) : row.start])
        joined = last > opens and form("joiner").fullmatch(own) is not None
        lead = lead if joined else own
        before, after = _plain(folded[opens : row.start]), _plain(folded[row.end : ends])
        yield _Figure(row, before, own, after, lead, joined, last == row.start > 0)
        last = row.end


def _plain(words_: str) -> str:
    return words_.replace(FILLER, "").replace("*", "")


def _stated(figure: _Figure, target: Target) -> Target:
    row, around = figure.row, figure.before + figure.after
    base_year, behind = form("base_year").search(figure.before), AFTER.match(figure.after)
    qualifiers = [*dict.fromkeys(_QUALIFIES.findall(figure.own)), behind[0] if behind else ""]
    rises = isinstance(row.value, Interval) or row.value >= 0
    return replace(
        target,
        place=row.place or target.place,
        value=row.value if rises else -row.value,  # what is asked for is the size of a fall
        qualifier="".join(qualifiers),
        base_year=int(base_year[1]) if base_year else None,
        nature=code_in(figure.before, "nature") or "not_stated",
        class_="forecast" if says(figure.before, "forecast") else target.class_,
        price=code_in(around, "price"),
        coverage=";".join(form("coverage").findall(around)),
        **{name: getattr(row, name) for name in _OF_ROW},
    )


def _names(figure: _Figure) -> list[tuple[str, str, str]]:
    """Id, phrase and code of each target that one numeral states (A和B均, 开工、竣工各)."""
    row = figure.row
    target_id, codes = f"{row.report_id}:{row.start}", row.indicator
    both = is_for_both(figure.before) or says(figure.before, "each_of")
    phrase = _INTENT.sub("", row.indicator_phrase)
    parts = split_subject(phrase) if both else ()
    if len(parts) < 2:
        return [(target_id, phrase, codes[0] if len(codes) == 1 else "")]
    coded = codes if len(codes) == len(parts) else [""] * len(parts)
    pairs = zip(parts, coded, strict=True)
    return [(f"{target_id}.{number}", *pair) for number, pair in enumerate(pairs, 1)]


def _operator(figures: Sequence[_Figure], index: int) -> str:
    """The operator at a figure; in a list behind 分别, and only so, of its last or first figure."""
    figure = figures[index]
    if own := operator_at(figure.own, figure.after):
        return own
    if figure.row.kind == "rank":
        return "<=" if figure.own.endswith("前") else "="
    last = index
    while last + 1 < len(figures) and figures[last + 1].joined:
        last += 1
    listed = "分别" in figure.lead and (figure.joined or last > index)
    return (listed and operator_at(figure.lead, figures[last].after)) or "="


def _is_target(figure: _Figure, following: _Figure | None) -> bool:
    """Whether a figure is to be reached or done, and does not size or lead to the ``following``."""
    row = figure.row
    if row.sense in ("past_plan", "scope", "other") or figure.starts(following):
        return False
    in_words = row.surface.isalpha() and row.kind != "change"  # 十件, not 增长一倍
    if row.kind == "rank":
        return not in_words and says(figure.own, "ranks")
    if in_words or _is_aside(figure) or _sizes(figure, following):
        return False
    reaches = ends_with(figure.own, *_REACHES) or AFTER.match(figure.after) is not None
    if row.kind == "duration" or figure.category in ("none", "age", "weak"):
        return reaches and figure.category != "weak"
    return row.kind in ("change", "share") or reaches or _is_done(figure)


def _is_aside(figure: _Figure) -> bool:
    """Whether the figure is of a class, a name, a list of tasks, or of what is there already."""
    unit = figure.row.unit
    if unit in words("spec_unit", "no_count") and not ends_with(figure.own, "reach"):
        return True
    # The forms see the figure as its unit and category between what stands before and behind.
    return says(f"{figure.before}〈{unit}:{figure.category}〉{figure.after.lstrip()}", "no_target")


def _sizes(figure: _Figure, following: _Figure | None) -> bool:
    """新建220千伏变电站5座, 8个6米以上焦炉: whether the figure only sizes what another counts."""
    if figure.category not in ("measure", "money") or not figure.after.strip():
        return False
    if figure.adjacent or following is None or following.own != figure.after:
        return figure.adjacent
    ends = not following.after.strip() or AFTER.match(following.after) is not None
    return ends and re.search("[、和与及]", figure.after) is None


def _is_done(figure: _Figure) -> bool:
    """Whether something is done so many times: by its verb, or named right before the figure."""
    apposed = figure.own.strip() != "" and figure.after.lstrip()[:1] in ("", *"、和与及")
    does = last_of(figure.before, "add", "do")
    if last_of(figure.before, "refer") > does:
        return False
    return does >= 0 or apposed or figure.joined or last_of(figure.after, "done_behind") >= 0


def _type(figure: _Figure, horizon: Period, form_: str) -> str:
    """The type code of a target; ``form_`` is that of its indicator in the codebook."""
    # Over one year growth, additions and amounts are yearly, stocks and rates a level; over
    # several years what is added up is cumulative, a flow of the last year a level.
    row, own = figure.row, figure.lead
    moves = (last_of(own, "move") >= 0 and not says(own, "rate")) or says(own, "growth_name")
    moves = moves or says(figure.after, "growth_behind")  # 审批时限压缩50%, not 率提高到50%
    changes = row.kind == "change" or (row.unit == "%" and moves)
    if row.canonical_unit == "个百分点":
        return "rise"
    yearly = last_of(own, "each_year") >= 0
    if changes:
        mean = yearly or (row.unit == "%" and says(own, "growth_name"))  # 增速保持7%
        return "yearly" if horizon.is_year else "mean_growth" if mean else "rise"
    if ends_with(own, "keep"):
        return "keep"
    if yearly:
        return "yearly"
    if row.kind in _NO_AMOUNT or "/" in row.unit or not row.unit:
        return "level"
    reached = ends_with(figure.own, "reach")
    added = last_of(figure.own if reached else figure.before, "add") >= 0
    money = row.canonical_unit == "元"
    if not horizon.is_year:
        built = figure.before.rstrip().endswith("建成")  # 建成1000公里绿道: so many there are then
        summed = added or figure.of_five_years or last_of(own, "sum") >= 0
        summed = summed or (money and says(own, "spent"))
        return "cumulative" if summed and not built else "level"
    named = row.indicator_phrase if "分别" in own else own
    stock = form_ in _STOCK_FORMS or last_of(named, "stock") >= 0
    if "累计" in own or (stock and not added):
        return "level"
    flows = added or money or last_of(named, "target_flow") >= 0
    return "level" if ends_with(own, "reach", "more_than") and not flows else "yearly"


def _read_wishes(horizons: Horizons, report_id: str, coder: Coder) -> Iterator[Target]:
    """What a plan only wishes of an indicator of the codebook (明显提高, 基本同步): no value."""
    for match in _WISH.finditer(horizons.folded):
        start = match.start("wish")
        horizon = horizons.at(start) if horizons.is_outlook(start) else None
        if horizon is None:
            continue
        phrase = _INTENT.sub("", _plain(match["phrase"].lstrip("、和与及")))
        found = (coder.find(phrase, kind, unit, "up") for kind, unit in _WISHED)
        if code := next(filter(None, found), ""):
            target = horizons.plan.target(f"{report_id}:{start}", horizon)
            before = _plain(horizons.folded[horizons.sentence_start(start) : start])
            yield replace(
                target,
                indicator=code,
                phrase=phrase,
                qualifier=match["wish"],
                sentence=before + match["wish"],
                start=start,
                end=match.end("wish"),
                surface=match["wish"],
                offset=len(before),
            )
