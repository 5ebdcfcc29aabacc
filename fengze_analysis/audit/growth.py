"""Growth against the levels printed beside it, and the base it implies where only one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from ..interval import Interval
from ..model import Finding
from ..wording import round_readable
from .arithmetic import agreement, base_of_growth, growth
from .changes import is_growth, is_rate_change, signed
from .evidence import Evidence
from .findings import Amount, Expected, Name, Said, make_finding
from .passages import Figure, Passage
from .published import Known, earlier_level
from .rules import any_word, only_words

RULE, BASE_RULE = "growth_against_levels", "implied_base"
_YEAR = re.compile(r"[0-9]{4}年度?")
_FROM = re.compile(r"[由从](?P<when>[^由从]{0,6})$")


@dataclass(frozen=True)
class Growth:
    """A growth with the level it led to and, where one is on file, the level before."""

    passage: Passage
    change: Figure
    level: Figure
    base: Figure | Known | None = None

    @property
    def said(self) -> dict[str, Said]:
        """The figures for a message."""
        said: dict[str, Said] = {"change": self.change, "level": self.level}
        said["name"] = Name(self.level)
        if isinstance(self.base, Known):
            said["base"] = Amount(self.base.number, self.base.unit)
        elif self.base is not None:
            said["base"] = self.base
        return said

    @property
    def figures(self) -> list[Figure]:
        """The figures of the report, in the order level, change, base."""
        base = [self.base] if isinstance(self.base, Figure) else []
        return [self.level, self.change, *base]


def find_growths(evidence: Evidence) -> Iterator[Finding]:
    """The findings on each growth: against its levels, or that it has none beside it."""
    for passage in evidence.passages:
        pairs = {pair.change.row.row_id: pair for pair in find_pairs(passage)}
        for change in passage.figures:
            if not is_growth(change) or is_rate_change(passage, change):
                continue
            pair = pairs.get(change.row.row_id)
            if pair is None:
                yield make_finding(
                    evidence, RULE, "no_level", [passage], [change],
                    said={"change": change, "name": Name(change)}, printed=change.row.value,
                )  # fmt: skip
            elif (complete := _with_base(evidence, pair)).base is not None:
                yield _against_levels(evidence, complete)


def find_bases(evidence: Evidence) -> Iterator[Finding]:
    """The base that each growth beside one level implies, as an interval."""
    for passage in evidence.passages:
        for pair in find_pairs(passage):
            if _with_base(evidence, pair).base is None:
                yield _implied_base(evidence, pair)


def find_pairs(passage: Passage) -> Iterator[Growth]:
    """Every growth of a passage that stands right behind its level or levels."""
    for index, change in enumerate(passage.figures):
        if index and is_growth(change) and not is_rate_change(passage, change):
            pair = _pair(passage, passage.figures[max(0, index - 2) : index], change)
            if pair is not None:
                yield pair


def _pair(passage: Passage, before: tuple[Figure, ...], change: Figure) -> Growth | None:
    level = before[-1]
    words = _link(passage.between(level, change))
    linked = only_words(words, "link", "move") and any_word("move").search(words)
    if level.row.kind != "amount" or not linked:
        return None
    earlier = before[0] if len(before) == 2 else None
    if earlier is None or not _same_measure(earlier, level):
        return Growth(passage, change, level)
    middle = _link(passage.between(earlier, level))
    if only_words(middle, "link") and any_word("than").search(middle):
        return Growth(passage, change, earlier, level)  # 120所，比上年的100所增长20%
    start = _FROM.search(_link(passage.text[: earlier.start]))
    if start and only_words(start["when"], "link") and only_words(middle, "link", "move", "to"):
        return Growth(passage, change, level, earlier)  # 由100所增加到120所，增长20%
    return Growth(passage, change, level)


def _link(words: str) -> str:
    return _YEAR.sub("上年", words)


def _same_measure(first: Figure, second: Figure) -> bool:
    measures = {(figure.row.kind, figure.row.canonical_unit) for figure in (first, second)}
    return len(measures) == 1


def _with_base(evidence: Evidence, pair: Growth) -> Growth:
    """The pair with a base from another publication where the report prints none."""
    if pair.base is not None:
        return pair
    return replace(pair, base=earlier_level(evidence, pair.level.row))


def _against_levels(evidence: Evidence, pair: Growth) -> Finding:
    assert pair.base is not None
    found = growth(pair.level.interval, pair.base.interval)
    widest = growth(pair.level.widest, pair.base.widest)
    case = "base_zero"
    number = _exact_growth(pair.level.number, pair.base.number)
    if found is not None and widest is not None:
        printed = signed(pair.change, pair.change.interval)
        case = agreement(number, widest, printed, signed(pair.change, pair.change.widest))
    if case == "differs":
        case = _why_differs(pair)
    return make_finding(
        evidence, RULE, case, [pair.passage], pair.figures,
        said=pair.said | {"growth": _percent(evidence, found)},
        printed=pair.change.row.value,
        expected=None if found is None else Expected(found, "%", number),
        source_id=pair.base.row.source_id if isinstance(pair.base, Known) else "",
    )  # fmt: skip


def _exact_growth(level: Fraction | None, base: Fraction | None) -> Fraction | None:
    return None if level is None or not base else 100 * level / base - 100


def _percent(evidence: Evidence, found: Interval | None) -> Amount:
    places = evidence.parameters.places
    return Amount(round_readable(found or Interval(None, None), places), "%")


def _why_differs(pair: Growth) -> str:
    """The case of a growth that its levels do not give."""
    words = pair.level.label + pair.passage.clause_text(pair.level.clause)
    if any_word("comparable").search(pair.passage.text):
        return "comparable"
    if any_word("price").search(words):
        return "prices"
    if isinstance(pair.base, Known):
        return "other_text"
    counts = isinstance(pair.base, Figure) and pair.base.exact_count and pair.level.exact_count
    return "contradicts" if counts and pair.change.row.approx == "exact" else "differs"


def _implied_base(evidence: Evidence, pair: Growth) -> Finding:
    change = signed(pair.change, pair.change.interval)
    base = base_of_growth(pair.level.interval, change)
    unit = pair.level.row.canonical_unit
    said = pair.said
    if base is None:
        case = "no_base"
    elif any_word("price").search(pair.level.label + pair.level.before):
        case = "growth_prices"
    else:
        case = "growth" if _holds_whole(pair, base) else "no_whole_base"
    if base is not None:
        said["base"] = Amount(round_readable(base, evidence.parameters.places), unit)
    return make_finding(
        evidence, BASE_RULE, case, [pair.passage], pair.figures, said=said,
        expected=None if base is None else Expected(base, unit),
    )  # fmt: skip


def _holds_whole(pair: Growth, base: Interval) -> bool:
    """Whether a count of whole things can have had such a base; others always can."""
    if not pair.level.exact_count or base.low is None or base.high is None:
        return True
    return ceil(base.low) <= base.high
