"""A plan's text to its targets, from its sentences and its tables of main indicators."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..extraction import extract
from ..extraction.naming import codebook_of
from ..lexicon.codebook import load_indicators
from ..lexicon.folding import fold
from ..model import Indicator, Target
from ..rounding import ABOUT_SHARE, HALF_UP
from ..text.mending import mend
from .complete import complete
from .horizon import Horizons
from .plan import plan_of
from .prose import read_prose, read_wishes
from .stated import read_table
from .tables import find_tables


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
    codebook = load_indicators() if indicators is None else tuple(indicators)
    found = extract(text, report_id, codebook, place, rounding=rounding, about_share=about_share)
    folded, paragraphs = mend(fold(text))
    plan = plan_of(found.document, folded)
    horizons = Horizons(folded, paragraphs, plan.year, plan.span)
    tables = list(find_tables(folded))
    outside = [
        row
        for row in found.statements
        if not any(table.start <= row.start < table.end for table in tables)
    ]
    read = [
        *read_prose(outside, folded, horizons, plan, codebook),
        *read_wishes(folded, horizons, plan, report_id, codebook_of(codebook)),
        *(one for table in tables for one in read_table(table, plan, report_id, codebook)),
    ]
    return [complete(one, about_share) for one in sorted(read, key=lambda one: one.start or 0)]
