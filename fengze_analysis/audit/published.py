"""Figures of other official texts for the same fact, and how independent those texts are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Finding, Period, Source, Statement
from ..values import Pair, Value
from .context import Context, Expected
from .index import Known
from .naming import compare_names, squash, uncovered
from .passages import Figure, Values

RULE = "other_publication"
Match = tuple[Figure, Known]
_RUN = 3
_LEVELS = ("amount", "share", "multiple", "rank")


def earlier_level(context: Context, row: Statement) -> Known | None:
    """The level of the year before in another publication, for a row with a code and a year."""
    if row.year is None or not row.year.is_year:
        return None
    before = Period(row.year.first - 1, row.year.first - 1)
    coded = (one for code in row.indicator for one in context.published.by_indicator.get(code, ()))
    return next((one for one in coded if _comparable(row, one) and one.row.year == before), None)


def _comparable(row: Statement, known: Known) -> bool:
    same = row.place == known.row.place and row.canonical_unit == known.row.unit
    return same and row.kind in _LEVELS


def find_other_publications(context: Context) -> Iterator[Finding]:
    """A finding on each figure that another publication gives for the same place and year.

    Where the report has that very figure too, the others of its indicator are something else.
    """
    headed: dict[tuple[str, str, str], list[Match]] = {}
    found: list[tuple[Match, str]] = []
    for figure in context.figures:
        passage = figure.passage
        base = passage.text[: figure.start].endswith(("从", "由"))  # its year is an earlier one
        unsaid = base and figure.row.year_from != "sentence"
        if not figure.is_outcome or unsaid or passage.looks_ahead:
            continue
        for known in _candidates(context, figure):
            likeness = _likeness(context, figure, known)
            if likeness == "heading":
                under = passage.section, passage.item, known.row.source_id
                headed.setdefault(under, []).append((figure, known))
            elif likeness:
                found.append(((figure, known), likeness))
    given = {known for (figure, known), _ in found if figure.widest.meets(known.widest)}
    for (figure, known), likeness in found:
        if known not in given or figure.widest.meets(known.widest):
            yield _finding(context, figure, known, likeness)
    for matches in headed.values():
        yield _under_heading(context, matches)


def _candidates(context: Context, figure: Figure) -> Iterable[Known]:
    """Published figures that may be the same fact: by code, by name, or under one heading."""
    index, row = context.published, figure.row
    found = [known for code in row.indicator for known in index.by_indicator.get(code, ())]
    found += index.by_name.get(uncovered(row.indicator_phrase), ())
    for code in row.indicator:
        for other in index.akin(code):
            if other not in context.codes and _headed(context, figure, code, other):
                found += index.by_indicator[other]
    fits = (known for known in found if _comparable(row, known) and _same_year(context, row, known))
    return {known.row.published_id: known for known in fits}.values()


def _headed(context: Context, figure: Figure, code: str, other: str) -> bool:
    """Whether the heading or the sentence names what sets the other indicator apart (提品质)."""
    ours, theirs = (context.indicators[one].name_zh for one in (code, other))
    while ours and theirs and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    words = figure.passage.above + figure.passage.text
    return any(theirs[at : at + _RUN] in words for at in range(len(theirs) - _RUN + 1))


def _same_year(context: Context, row: Statement, known: Known) -> bool:
    """Whether the years agree; a row without one is of the year before the report's own."""
    if row.year is not None:
        return row.year == known.row.year
    year = context.document.year
    return year is not None and known.row.year == Period(year - 1, year - 1)


def _likeness(context: Context, figure: Figure, known: Known) -> str:
    """How the two are one: ``same`` or ``near`` by code, ``narrower`` by name, or one heading."""
    codes, other = figure.row.indicator, known.row.indicator
    named = compare_names(figure.label, known.row.name_zh)
    if other and other in codes:
        return named or "near"
    if named == "narrower" or (named == "same" and not (codes and other)):
        return named
    akin = any(other in context.published.akin(code) for code in codes)
    return "heading" if akin and not figure.widest.meets(known.widest) else ""


def _case(figure: Figure, known: Known, likeness: str) -> str:
    meets = figure.widest.meets(known.widest)
    if likeness in ("same", "near") and meets:
        equal = figure.number == known.number and figure.exact and known.exact
        return "agrees" if equal else "rounds"
    case = "agrees" if meets else "differs"
    return case if likeness == "same" else f"{likeness}_{case}"


def _finding(context: Context, figure: Figure, known: Known, likeness: str) -> Finding:
    said: Values = {"figure": figure, "name": figure.name, "other": known, "other_name": known.name}
    return context.finding(
        RULE, _case(figure, known, likeness), [figure], {**said, **_source(context, known)},
        printed=figure.value, expected=Expected(known.interval, known.row.unit, known.number),
        key=f"{figure.row.row_id}.{known.row.published_id}", source_id=known.row.source_id,
    )  # fmt: skip


def _under_heading(context: Context, matches: list[Match]) -> Finding:
    """One finding on all figures of a measure that a text gives otherwise under its heading."""
    figures, others = zip(*matches, strict=True)
    known = others[-1]
    ours, theirs = (tuple(Pair(one.name, one.amount) for one in side) for side in (figures, others))
    return context.finding(
        RULE, "heading_differs", figures,
        {"ours": ours, "theirs": theirs, **_source(context, known)},
        printed=figures[-1].value, expected=Expected(known.interval, known.row.unit, known.number),
        source_id=known.row.source_id,
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
