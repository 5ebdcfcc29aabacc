"""Figures of other official texts for the same fact, and how independent those texts are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Finding, Period, Source, Statement
from .context import Context, Expected, make_finding
from .index import Known, compare_names, uncovered
from .passages import Figure, Passage, squash
from .values import Pair, Value

RULE = "other_publication"
Match = tuple[Passage, Figure, Known]
_RUN = 3
_LEVELS = ("amount", "share", "multiple", "rank")


def earlier_level(context: Context, row: Statement) -> Known | None:
    """The level of the year before in another publication, for a row with a code and a year."""
    if row.year is None or not row.year.is_year:
        return None
    before = Period(row.year.first - 1, row.year.first - 1)
    coded = (context.published.by_indicator.get(code, ()) for code in row.indicator)
    about = (known for group in coded for known in group if _comparable(row, known))
    return next((known for known in about if known.row.year == before), None)


def _comparable(row: Statement, known: Known) -> bool:
    same = row.place == known.row.place and row.canonical_unit == known.row.unit
    return same and row.kind in _LEVELS


def find_other_publications(context: Context) -> Iterator[Finding]:
    """A finding on each figure that another publication gives for the same place and year.

    Where the report has that very figure too, the others of its indicator are something else.
    """
    headed: dict[tuple[str, str, str], list[Match]] = {}
    found: list[tuple[Match, str]] = []
    for passage, figure in context.figures:
        base = passage.text[: figure.start].endswith(("从", "由"))  # its year is an earlier one
        if figure.row.sense != "outcome" or passage.looks_ahead:
            continue
        if base and figure.row.year_from != "sentence":
            continue
        for known in _candidates(context, passage, figure.row):
            match, likeness = (passage, figure, known), _likeness(context, figure, known)
            if likeness == "heading":
                key = (passage.section, passage.item, known.row.source_id)
                headed.setdefault(key, []).append(match)
            elif likeness:
                found.append((match, likeness))
    given = {known for (_, figure, known), _ in found if figure.widest.meets(known.widest)}
    for match, likeness in found:
        if match[2] not in given or match[1].widest.meets(match[2].widest):
            yield _finding(context, match, likeness)
    for matches in headed.values():
        yield _under_heading(context, matches)


def _candidates(context: Context, passage: Passage, row: Statement) -> Iterable[Known]:
    """Published figures that may be the same fact: by code, by name, or under one heading."""
    index = context.published
    found = [known for code in row.indicator for known in index.by_indicator.get(code, ())]
    found += index.by_name.get(uncovered(row.indicator_phrase), ())
    for code in row.indicator:
        for other in index.akin(code):
            if other not in context.codes and _headed(context, passage, code, other):
                found += index.by_indicator[other]
    fits = (known for known in found if _comparable(row, known) and _same_year(context, row, known))
    return {known.row.published_id: known for known in fits}.values()


def _headed(context: Context, passage: Passage, code: str, other: str) -> bool:
    """Whether the heading or the sentence names what sets the other indicator apart (提品质)."""
    ours, theirs = (context.indicators[one].name_zh for one in (code, other))
    while ours and theirs and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    words = passage.above + passage.text
    return any(theirs[at : at + _RUN] in words for at in range(len(theirs) - _RUN + 1))


def _same_year(context: Context, row: Statement, known: Known) -> bool:
    """Whether the years agree; a row without one is of the year before the report's own."""
    if row.year is not None:
        return row.year == known.row.year
    year = context.written
    return year is not None and known.row.year == Period(year - 1, year - 1)


def _likeness(context: Context, figure: Figure, known: Known) -> str:
    """How the two are one: ``same`` or ``near`` by code, ``narrower`` by name, or one heading."""
    codes, other = figure.row.indicator, known.row.indicator
    named = compare_names(figure.label, known.row.name_zh)
    if other and other in codes:
        return named or "near"
    if named == "narrower" or (named == "same" and not (codes and other)):
        return named
    if any(other in context.published.akin(code) for code in codes):
        return "heading" if not figure.widest.meets(known.widest) else ""
    return ""


def _finding(context: Context, match: Match, likeness: str) -> Finding:
    passage, figure, known = match
    row = known.row
    values: dict[str, Value] = {
        "figure": figure.amount,
        "name": figure.name,
        "other": known.amount,
        "other_name": known.name,
    }
    return make_finding(
        context, RULE, _case(figure, known, likeness), [passage], [figure],
        values=values | _source(context, known), printed=figure.row.value,
        expected=Expected(known.interval, row.unit, known.number),
        key=f"{figure.row.row_id}.{row.published_id}", source_id=row.source_id,
    )  # fmt: skip


def _under_heading(context: Context, matches: list[Match]) -> Finding:
    """One finding on all figures of a measure that a text gives otherwise under its heading."""
    passage, first, known = matches[-1]
    ours = tuple(Pair(figure.name, figure.amount) for _, figure, _ in matches)
    theirs = tuple(Pair(other.name, other.amount) for _, _, other in matches)
    return make_finding(
        context, RULE, "heading_differs", [passage], [figure for _, figure, _ in matches],
        values={"ours": ours, "theirs": theirs} | _source(context, known),
        printed=first.row.value, source_id=known.row.source_id,
        expected=Expected(known.interval, known.row.unit, known.number),
    )  # fmt: skip


def _source(context: Context, known: Known) -> dict[str, Value]:
    """Who printed a figure, how sure that is, and how independent of the report."""
    source = context.sources.get(known.row.source_id)
    return {
        "title": known.row.source_id if source is None else source.title,
        "publisher": "" if source is None else source.publisher,
        "independence": independence(context.document.issuer, source),
        "confidence": known.row.confidence,
    }


def _case(figure: Figure, known: Known, likeness: str) -> str:
    meets = figure.widest.meets(known.widest)
    if likeness in ("same", "near") and meets:
        equal = (
            figure.number == known.number and figure.row.approx == known.amount.approx == "exact"
        )
        return "agrees" if equal else "rounds"
    case = "agrees" if meets else "differs"
    return case if likeness == "same" else f"{likeness}_{case}"


def independence(issuer: str, source: Source | None) -> str:
    """How a source stands to the issuer of the report, as a code.

    ``same_issuer`` printed it itself; ``relayed`` is printed by somebody else (a newspaper) who
    has it from the same issuer; ``other_issuer``, or ``unknown`` where nothing is said.
    """
    if source is None or not source.issuer or not issuer:
        return "unknown"
    if not same_issuer(source.issuer, issuer):
        return "other_issuer"
    return "same_issuer" if same_issuer(source.publisher or source.issuer, issuer) else "relayed"


def same_issuer(first: str, second: str) -> bool:
    """Whether two names of an issuer mean the same authority.

    >>> same_issuer("丰泽区人民政府", "泉州市丰泽区人民政府办公室")
    True
    >>> same_issuer("泉州市人民政府", "泉州市丰泽区人民政府"), same_issuer("某报", "丰泽区人民政府")
    (False, False)
    """
    names = (squash(name).removesuffix("办公室") for name in (first, second))
    short, long = sorted(names, key=len)
    return bool(short) and long.endswith(short)
