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
_OF_A_MEASURE = 2
_STAGES = {"outcome": 4, "output": 3, "recognition": 2, "input": 2, "activity": -4}
_RELATIONS = {"verdict": 5, "yearly_plan": 4, "benchmark": 3, "peer": 3}
_TELLING = {"亿元": 2, "people": 1}
_LARGE = Fraction(10**8)


def choose_cards(edition: Edition) -> list[Statement]:
    """The key numbers of any report, the foremost first: eight to twelve where there are so many.

    A figure counts by its place in the results chain, by what it could be compared with, by whether
    a plan lists its indicator among the main ones, and by its kind; no measure gives more than two
    of them while there are others, no indicator more than one.
    """
    weights = _weights(edition)
    rows = [row for row in edition.rows if row.sense == "outcome" and _is_named(row)]
    ranked = sorted(rows, key=lambda row: (-weights[row.row_id], row.start))
    chosen: list[Statement] = []
    for most in (_OF_A_MEASURE, _OF_A_MEASURE + 1, len(ranked)):
        for row in ranked:
            enough = MOST_CARDS if most == _OF_A_MEASURE else FEWEST_CARDS
            if len(chosen) >= enough:
                break
            if row not in chosen and _is_new(row, chosen, most):
                chosen.append(row)
    return sorted(chosen, key=lambda row: (-weights[row.row_id], row.start))


def _is_named(row: Statement) -> bool:
    return bool(row.indicator or row.indicator_phrase)


def _is_new(row: Statement, chosen: list[Statement], most: int) -> bool:
    measures = Counter((one.section, one.item) for one in chosen)
    alike = any(
        set(row.indicator) & set(one.indicator)
        or (row.sentence == one.sentence and row.surface == one.surface)
        for one in chosen
    )
    return not alike and measures[row.section, row.item] < most


def _weights(edition: Edition) -> Mapping[str, int]:
    """How telling each figure is."""
    main = {target.indicator for target in edition.study.curated.targets if target.main}
    asked = {row for finding in edition.study.audited if finding.weight > 0 for row in finding.rows}
    found: dict[str, int] = {}
    for row in edition.rows:
        stages = [str(edition.indicators[code].stage) for code in row.indicator if code in edition.indicators]
        compared = edition.principal.get(row.row_id)
        value = exact_number(row.value)
        weight = max((_STAGES.get(stage, 0) for stage in stages), default=-2)
        weight += _RELATIONS.get(compared.relation, 0) if compared else 0
        weight += 2 * bool(main & set(row.indicator))
        weight += row.row_id in asked
        weight += 2 * (row.canonical_unit.endswith("元") and abs(value or 0) >= _LARGE)
        weight += row.kind in ("share", "change") or row.canonical_unit in ("人", "人次")
        weight -= 2 * (row.place not in ("", edition.document.place))
        weight -= 3 * (row.kind == "share" and value == 100)
        weight -= row.kind == "rank"
        found[row.row_id] = weight
    return found


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
    return f"{issuer}. {title}[Z]{dated}. {where}. {edition.say('site.cite_from')} {place} ({RELEASED})."
