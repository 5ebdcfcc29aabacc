"""The targets that the sentences of a plan state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ..extraction.listing import is_for_both, split_subject
from ..extraction.naming import Codebook
from ..interval import Exact
from ..lexicon import alternation
from ..model import Indicator, Period, Statement, Target
from .clauses import Figure, figures_of, operator_of, plain, sentence_start
from .horizon import Horizons
from .plan import Plan
from .selecting import is_target
from .types import type_of

_BASE_YEAR = re.compile("(?:比|较|从|由|以)((?:19|20)[0-9]{2})年")
_EACH = re.compile("[、和与及].*(?:各|均|都)$")  # 开工、竣工项目各
_INTENT = re.compile(f"^(?:{alternation('intent')})+")
_QUALIFIES = re.compile(alternation("intent", "each_year", "sum"))
_BEHIND = re.compile(f"[ ]*(?:{alternation('after_at_least', 'after_at_most', 'after_around')})")
_COVERAGE = re.compile("同口径|可比口径|不含[^，。；、]{1,12}|含[^，。；、]{1,8}(?=[）)])")
_FORECAST = re.compile("预计|预测|有望")
_NATURE = {"约束性": "binding", "预期性": "anticipatory"}
_PRICE = {"可比价": "comparable", "不变价": "comparable", "现价": "current", "当年价": "current"}
_WISH = re.compile(
    rf"(?<![^，。；：:、\n])(?P<phrase>[^，。；：:、\n0-9“”]{{2,20}}?)"
    rf"(?P<wish>{alternation('wish')})(?=[，。；、])"
)
# What a figure of a wish would be: a name of the codebook asks for a kind and a unit.
_WISHED = (
    *(("share", "%"), ("change", "%"), ("amount", "元"), ("amount", "人"), ("amount", "岁")),
    ("amount", "微克/立方米"),
)


def read_prose(
    statements: Sequence[Statement],
    folded: str,
    horizons: Horizons,
    plan: Plan,
    indicators: Iterable[Indicator],
) -> Iterator[Target]:
    """The targets of ``statements`` in order; one numeral that states two gives two rows."""
    forms = {one.code: one.form for one in indicators}
    figures = list(figures_of(statements, folded))
    for index, figure in enumerate(figures):
        start = figure.row.start
        if figure.row.sense != "plan" and not horizons.is_outlook(start):
            continue
        horizon = horizons.at(start)
        following = figures[index + 1] if index + 1 < len(figures) else None
        if horizon is None or not is_target(figure, following):
            continue
        previous = figures[index - 1] if index else None
        base = previous if previous and previous.starts(figure) else None
        operator = operator_of(figures, index)
        for target_id, phrase, code in _names(figure):
            target = _target(figure, plan.target(target_id, horizon), horizon, forms.get(code, ""))
            yield replace(
                target,
                indicator=code,
                phrase=phrase,
                operator=operator,
                base_value=base.row.value if base else None,
            )


def _target(figure: Figure, target: Target, horizon: Period, form: str) -> Target:
    row = figure.row
    type_ = type_of(figure, horizon, form)
    base_year = _BASE_YEAR.search(figure.before)
    behind = _BEHIND.match(figure.after)
    qualifiers = [*dict.fromkeys(_QUALIFIES.findall(figure.own)), behind[0] if behind else ""]
    return replace(
        target,
        place=row.place or target.place,
        type=type_,
        value=_size(row.value),
        unit=row.unit,
        canonical_unit=row.canonical_unit,
        qualifier="".join(qualifiers),
        base_year=int(base_year[1]) if base_year else None,
        from_year=horizon.first if type_ in ("cumulative", "mean_growth") else None,
        nature=_code_in(figure.before, _NATURE) or "not_stated",
        class_="forecast" if _FORECAST.search(figure.before) else target.class_,
        price=_code_in(figure.words, _PRICE),
        coverage=";".join(_COVERAGE.findall(figure.words)),
        sentence=row.sentence,
        start=row.start,
        end=row.end,
        surface=row.surface,
    )


def _names(figure: Figure) -> list[tuple[str, str, str]]:
    """Id, phrase and code of each target that one numeral states (A和B均, 开工、竣工各)."""
    row = figure.row
    target_id, codes = f"{row.report_id}:{row.start}", row.indicator
    both = is_for_both(figure.before) or _EACH.search(figure.before)
    phrase = _INTENT.sub("", row.indicator_phrase)
    parts = split_subject(phrase) if both else ()
    if len(parts) < 2:
        return [(target_id, phrase, codes[0] if len(codes) == 1 else "")]
    coded = codes if len(codes) == len(parts) else [""] * len(parts)
    pairs = zip(parts, coded, strict=True)
    return [(f"{target_id}.{number}", *pair) for number, pair in enumerate(pairs, 1)]


def _size(value: Exact) -> Exact:
    """A fall is printed positive: what is asked for is its size."""
    return -value if isinstance(value, Decimal | Fraction) and value < 0 else value


def _code_in(words: str, codes: dict[str, str]) -> str:
    return next((code for word, code in codes.items() if word in words), "")


def read_wishes(
    folded: str, horizons: Horizons, plan: Plan, report_id: str, codebook: Codebook
) -> Iterator[Target]:
    """What a plan only wishes of an indicator of the codebook (明显提高, 基本同步): no value."""
    for match in _WISH.finditer(folded):
        start = match.start("wish")
        horizon = horizons.at(start) if horizons.is_outlook(start) else None
        if horizon is None:
            continue
        phrase = _INTENT.sub("", plain(match["phrase"].lstrip("、和与及")))
        found = (codebook.find(phrase, kind, unit, "up") for kind, unit in _WISHED)
        if code := next(filter(None, found), ""):
            yield replace(
                plan.target(f"{report_id}:{start}", horizon),
                indicator=code,
                phrase=phrase,
                qualifier=match["wish"],
                sentence=plain(folded[sentence_start(folded, start) : match.end()]),
                start=start,
                end=match.end("wish"),
                surface=match["wish"],
            )
