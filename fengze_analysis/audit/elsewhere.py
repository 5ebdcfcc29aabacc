"""The same fact elsewhere: in another place of the report, or in another official text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lexicon.subject import names_subject, squash
from ..model import Finding, Period, Source, Statement
from ..values import Amount, NamedAmount
from .context import Context, Known, Mention, Values, said_of, same_ground
from .words import any_word, bare_name, compare_names, coverage, uncovered

SAME_FACT, RULE = "same_fact", "other_publication"
Match = tuple[Mention, Known]
_RUN = 3
_LEVELS = ("amount", "share", "multiple", "rank")


def find_repeated_facts(context: Context) -> Iterator[Finding]:
    """A finding on each figure whose subject, unit, place and year came before."""
    first: dict[object, Mention] = {}
    for figure in context.figures:
        key = _key(figure)
        if key is None or figure.passage.looks_ahead:
            continue
        earlier = first.setdefault(key, figure)
        case = _repeats(earlier, figure)
        if case:
            row, pair = figure.row, [earlier, figure]
            values: Values = {"name": earlier.name, "first": earlier, "second": figure}
            values |= {"place": row.place, "year": row.year or ""}
            yield context.finding(SAME_FACT, case, pair, values, printed=row.value)


def _key(figure: Mention) -> object:
    """What makes two figures one fact: all of it printed; ``None`` where any of it is not said."""
    row = figure.row  # a year that only the section gives is no proof
    if not (figure.is_outcome and row.place and row.year_from in ("sentence", "manual")):
        return None
    name = bare_name(row.indicator_phrase)
    if row.year is None or not names_subject(name) or any_word("generic").fullmatch(name):
        return None
    # Without a code it must be of all (全市…): 新增森林公园 may be those of one programme.
    if not row.indicator and (row.kind == "rank" or not any_word("whole_area").match(figure.label)):
        return None
    said = (row.indicator, coverage(name)) if row.indicator else name
    return (said, row.kind, row.canonical_unit, row.place, row.year, row.direction)


def _repeats(one: Mention, two: Mention) -> str:
    """Two figures that differ are two facts (a total and a part) unless their ground is one."""
    if one.passage is two.passage or not (one.exact and two.exact):
        return ""  # 突破4000亿元大关、达4522亿元 is one figure said twice
    if one.number is not None and one.number == two.number:
        return "agrees"
    if one.meets(two):
        return "rounds"
    return "contradicts" if same_ground(one, two) and said_of(one) == said_of(two) else ""


def earlier_level(context: Context, row: Statement) -> Known | None:
    """The level of the year before in another publication, for a row with a code and a year."""
    if row.year is None or not row.year.is_year or row.kind not in _LEVELS:
        return None
    before = Period(row.year.first - 1, row.year.first - 1)
    given = context.given.get((row.place, row.canonical_unit, before), {})
    return next((one for code in row.indicator for one in given.get(code, ())), None)


def find_other_publications(context: Context) -> Iterator[Finding]:
    """A finding on each figure that another publication gives for the same place and year."""
    found: list[tuple[Mention, Known, str]] = []
    for figure in context.figures:
        passage = figure.passage
        base = passage.text.endswith(("从", "由"), 0, figure.start)  # its year is an earlier one
        unsaid = base and figure.row.year_from != "sentence"
        if figure.is_outcome and not unsaid and not passage.looks_ahead:
            found += [(figure, *match) for match in _matches(context, figure)]
    # Where the report has that very figure too, the others of its indicator are something else.
    given = {known for figure, known, _ in found if figure.meets(known)}
    headed: dict[tuple[str, str, str], list[Match]] = {}
    for figure, known, similarity in found:
        if similarity == "heading":
            under = figure.passage.section, figure.passage.item, known.row.source_id
            headed.setdefault(under, []).append((figure, known))
        elif known not in given or figure.meets(known):
            yield _beside(context, figure, known, similarity)
    for matches in headed.values():
        yield _under_heading(context, matches)


def _matches(context: Context, figure: Mention) -> Iterator[tuple[Known, str]]:
    """What is on file: ``same``, ``near`` by code, ``narrower`` by name, or of one ``heading``."""
    row, codes = figure.row, figure.row.indicator
    given = context.given.get((row.place, row.canonical_unit, row.year), {})
    if row.year is None or row.kind not in _LEVELS or not given:
        return
    found = [known for code in codes for known in given.get(code, ())]
    found += given.get(uncovered(row.indicator_phrase), ())
    for code in codes:
        for known in given.get(context.heading(code), ()):
            other = known.row.indicator
            if other not in context.codes and _headed(context, figure, code, other):
                found.append(known)
    for known in dict.fromkeys(found):
        other, named = known.row.indicator, compare_names(figure.label, known.row.name_zh)
        heading = context.heading(other)
        if other and other in codes:
            yield known, named or "near"
        elif named == "narrower" or (named == "same" and not (codes and other)):
            yield known, named
        elif heading and heading in map(context.heading, codes) and not figure.meets(known):
            yield known, "heading"


def _headed(context: Context, figure: Mention, code: str, other: str) -> bool:
    """Whether the heading or the sentence names what sets the other indicator apart (提品质)."""
    ours, theirs = (context.indicators[one].name_zh for one in (code, other))
    while ours and theirs and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    words = figure.passage.above + figure.passage.text
    return any(theirs[at : at + _RUN] in words for at in range(len(theirs) - _RUN + 1))


def _beside(context: Context, figure: Mention, known: Known, similarity: str) -> Finding:
    meets = figure.meets(known)
    case = ("" if similarity == "same" else f"{similarity}_") + ("agrees" if meets else "differs")
    if similarity in ("same", "near") and meets:
        equal = figure.number == known.number and figure.exact and known.exact
        case = "agrees" if equal else "rounds"
    values: Values = {"figure": figure, "name": figure.name}
    values |= {"other": known, "other_name": known.name}
    key = f"{figure.row.row_id}.{known.row.published_id}"
    return _finding(context, case, [figure], known, values, key)


def _under_heading(context: Context, matches: Sequence[Match]) -> Finding:
    figures, others = zip(*matches, strict=True)
    ours, theirs = (
        tuple(NamedAmount(one.name, one.amount) for one in side) for side in (figures, others)
    )
    values: Values = {"ours": ours, "theirs": theirs}
    return _finding(context, "heading_differs", figures, others[-1], values, key="")


def _finding(
    context: Context, case: str, figures: Sequence[Mention], known: Known, values: Values, key: str
) -> Finding:
    source_id = known.row.source_id
    source = context.sources.get(source_id)
    title, publisher = (source.title, source.publisher) if source else (source_id, "")
    values |= {"title": title, "publisher": publisher}
    values["independence"] = _independence(context.document.issuer, source)
    values["confidence"] = known.row.confidence
    expected = Amount(known.interval, known.row.unit), known.number, source_id
    return context.finding(RULE, case, figures, values, figures[-1].value, *expected, key)


def _independence(issuer: str, source: Source | None) -> str:
    """How independent of the issuer a source is; ``relayed``: a newspaper has it from there."""
    if source is None or not source.issuer or not issuer:
        return "unknown"
    if not _same_issuer(source.issuer, issuer):
        return "other_issuer"
    return "same_issuer" if _same_issuer(source.publisher or source.issuer, issuer) else "relayed"


def _same_issuer(first: str, second: str) -> bool:
    """Whether two names of an issuer mean the same authority: 丰泽区… and 泉州市丰泽区…办公室."""
    names = (squash(name).removesuffix("办公室") for name in (first, second))
    short, long = sorted(names, key=len)
    return bool(short) and long.endswith(short)
