"""Which figures of a report a reader should see first, and how each is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from ..interval import exact_number
from ..model import Statement
from ..release import RELEASED
from .edition import Edition, printed, squeezed

MOST_CARDS, FEWEST_CARDS = 12, 8
_WORTH = 4  # the weight of a figure that stands for its measure
_STAGES = {"outcome": 4, "output": 3, "recognition": 1, "input": 2}
_RELATIONS = {"verdict": 5, "yearly_plan": 4, "benchmark": 3, "peer": 3}
# Yuan from which an amount tells more, with how much more.
_MONEY = ((10**11, 7), (10**10, 4), (10**9, 3), (10**8, 2))
_FEW = 4  # rows of a finding that is about some figures, not about the whole report


def choose_cards(edition: Edition) -> list[Statement]:
    """The key numbers of any report, the foremost first: eight to twelve where there are so many.

    A figure counts by its place in the results chain, by what it could be compared with, by whether
    a plan lists its indicator among the main ones, and by its size and kind. First each measure
    gives its foremost figure, then the others follow; no indicator comes twice, and a change or a
    share of a plan stands with the figure that it is about.
    """
    weights = _weights(edition)
    behind = {row.row_id for row in edition.followers.values()}
    rows = [row for row in edition.rows if row.sense == "outcome" and row.row_id not in behind]
    ranked = sorted(rows, key=lambda row: (-weights[row.row_id], row.start))
    chosen: list[Statement] = []
    for most, least, enough in (
        (1, _WORTH, MOST_CARDS),
        (2, _WORTH, MOST_CARDS),
        (99, -9, FEWEST_CARDS),
    ):
        for row in ranked:
            fits = weights[row.row_id] >= least and (row.indicator or row.indicator_phrase)
            if len(chosen) < enough and fits and _is_new(row, chosen, most):
                chosen.append(row)
    return sorted(chosen, key=lambda row: (-weights[row.row_id], row.start))


def _is_new(row: Statement, chosen: list[Statement], most: int) -> bool:
    measures = Counter((one.section, one.item) for one in chosen)
    alike = any(
        one is row
        or set(row.indicator) & set(one.indicator)
        or (row.sentence == one.sentence and row.surface == one.surface)
        for one in chosen
    )
    outside = (row.section, row.item) == (
        "0",
        "0",
    )  # a report without measures has no share to keep
    return not alike and (outside or measures[row.section, row.item] < most)


def _weights(edition: Edition) -> Mapping[str, int]:
    """How telling each figure is; what is printed behind it counts for it."""
    main = {target.indicator for target in edition.study.curated.targets if target.main}
    asked = {
        row
        for finding in edition.study.audited
        if finding.weight > 0 and len(finding.rows) <= _FEW
        for row in finding.rows
    }
    found: dict[str, int] = {}
    for row in edition.rows:
        rows = [row, *filter(None, [edition.followers.get(row.row_id)])]
        relations = [
            edition.principal[one.row_id].relation
            for one in rows
            if one.row_id in edition.principal
        ]
        found[row.row_id] = (
            _own_weight(edition, row)
            + max((_RELATIONS.get(relation, 0) for relation in relations), default=0)
            + 2 * bool(main & set(row.indicator))
            + bool(asked & {one.row_id for one in rows})
            + 2 * (len(rows) > 1)
        )
    return found


def _own_weight(edition: Edition, row: Statement) -> int:
    """How telling a figure is by itself."""
    stages = [
        str(edition.indicators[code].stage) for code in row.indicator if code in edition.indicators
    ]
    value = abs(exact_number(row.value) or Fraction(0))
    money = row.canonical_unit.endswith("元")
    weight = max((_STAGES.get(stage, 0 if money else -4) for stage in stages), default=-2)
    weight += next((more for size, more in _MONEY if money and value >= size), 0)
    weight += row.kind in ("share", "change") or row.canonical_unit in ("人", "人次")
    weight += row.status in ("新增", "累计")
    weight -= 3 * (row.place not in ("", edition.document.place))
    weight -= 3 * (row.kind == "share" and value == 100)
    return weight - 2 * (row.kind == "rank")


def figure_citation(edition: Edition, row: Statement, address: str = "") -> str:
    """The reference of one figure by GB/T 7714: the document, then where in it, then the page."""
    sidecar = edition.study.received.sidecar
    issuer, number = (squeezed(str(sidecar.get(key) or "")) for key in ("issuer", "number"))
    title = f"{edition.title}: {number}" if number else edition.title
    date = edition.document.date or str(sidecar.get("date") or "")
    where = f"{edition.say('site.cite_in')}“{printed(edition.document, row)}”"
    page = f"{address.rstrip('/')}/" if address else ""
    place = f"{page}source.html#{edition.anchors[row.row_id]}"
    dated = f". {date}" if date else ""
    said = f"{issuer}. {title}[Z]{dated}. {where}. {edition.say('site.cite_from')} {place}"
    return f"{said} ({RELEASED})."
