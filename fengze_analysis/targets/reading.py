"""A plan's text to its targets, from its sentences and its tables of main indicators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from ..extraction import extract
from ..extraction.naming import codebook_of
from ..interval import Interval, decimal_or_fraction
from ..lexicon.codebook import load_indicators
from ..lexicon.folding import fold
from ..lexicon.units import canonical_unit
from ..model import Indicator, Target
from ..rounding import ABOUT_SHARE, HALF_UP
from ..text.mending import mend
from .horizon import Horizons, plan_of
from .prose import read_prose, read_wishes
from .tables import find_tables, read_table


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
    plan = plan_of(found.document, folded)
    horizons = Horizons(folded, paragraphs, plan)
    tables, codebook = list(find_tables(folded)), codebook_of(known)
    outside = [
        row
        for row in found.statements
        if not any(table.start <= row.start < table.end for table in tables)
    ]
    read = [
        *read_prose(outside, folded, horizons, plan, known),
        *read_wishes(folded, horizons, plan, report_id, codebook),
        *(one for table in tables for one in read_table(table, plan, report_id, codebook)),
    ]
    return [complete(one, about_share) for one in sorted(read, key=lambda one: one.start or 0)]


def complete(target: Target, about_share: Fraction = ABOUT_SHARE) -> Target:
    """``target`` with ``canonical_unit``, ``low`` and ``high`` where it has none.

    A target is exact as written: both bounds are the value, a range has its own ends, and 左右
    (``~``) opens ``about_share`` of the value to either side.
    """
    unit = target.canonical_unit or canonical_unit(target.unit)
    if target.value is None or target.low is not None or target.high is not None:
        return replace(target, canonical_unit=unit)
    ends = target.value if isinstance(target.value, Interval) else Interval.point(target.value)
    assert ends.low is not None
    assert ends.high is not None
    share = about_share if target.operator == "~" else Fraction(0)
    low = decimal_or_fraction(ends.low - share * abs(ends.low))
    high = decimal_or_fraction(ends.high + share * abs(ends.high))
    return replace(target, canonical_unit=unit, low=low, high=high)
