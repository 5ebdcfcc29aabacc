"""The annex pages: comparisons and gaps, checks and rules, method, validation, glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..interval import Exact, exact_number
from ..messages import load_catalogue
from ..messages.numbers import (
    format_interval,
    format_period,
    format_plain,
    gap_unit,
    round_readable,
)
from ..model import Comparison, Derived, Gap, Interval, Source, Validation
from .content import Cell, Link, Page, Section, Table, Text, tell
from .edition import Edition, amount, squeezed

_METHODS = ("cagr", "un", "destatis")


def make_annex(
    edition: Edition, checks: Iterable[Section], notebooks: Sequence[Link]
) -> tuple[Page, ...]:
    """The pages of the annex in their order."""
    pages = {
        "comparison": _comparison(edition),
        "checks": checks,
        "method": _method(edition, notebooks),
    }
    say = edition.say
    return tuple(
        Page(key, say(f"site.nav_{key}"), (say(f"site.lead_{key}"),), tuple(sections))
        for key, sections in pages.items()
    )


def _section(edition: Edition, key: str, *tables: Table, said: Sequence[str] = ()) -> Section:
    texts = tuple((one,) for one in said)
    return Section(key, edition.say(f"site.{key}_head"), texts, tables=tables)


def _comparison(edition: Edition) -> Iterable[Section]:
    """Own targets, what others plan and have, what was compared with nothing, gaps."""
    rows = list(edition.study.comparisons)
    own = [row for row in rows if row.relation == "verdict"]
    others = [row for row in rows if row.relation not in ("verdict", "none")]
    count = sum(one.place == edition.document.place for one in edition.study.curated.targets)
    said = edition.say("site.own_some" if count else "site.own_none", n=count, place=edition.own)
    yield _section(edition, "own", *([_verdicts(edition, own)] if own else []), said=[said])
    yield _section(edition, "others", _others(edition, others))
    none = [row for row in rows if row.relation == "none"]
    yield _section(edition, "reasons", _reasons(edition, none))
    yield _section(edition, "gaps", *_gaps(edition))
    if edition.study.computed:
        yield _section(edition, "derived", _derived(edition))


def _name(edition: Edition, row: Comparison) -> Text:
    own = edition.indicator(row.indicator)
    return (own,) if own else edition.name(edition.by_id[row.row_id])


def _printed(edition: Edition, row: Comparison) -> Cell:
    """The figure as printed, whose it is where it is not the area's own, and of when."""
    figure = edition.by_id[row.row_id]
    year = edition.year(row.observed_year, row.observed_year_from)
    whose = "" if edition.is_own(figure) else f"{edition.place(figure.place)} "
    number = exact_number(row.observed)
    value = None if number is None else float(number)
    return Cell((edition.ref(figure),), value=value, remark=f"{whose}{year}")


def _reference(edition: Edition, row: Comparison) -> Cell:
    """Whose target or figure it is, of when, and in which document."""
    year = format_period(row.target_year, edition.language)
    place = edition.place(row.reference_place)
    said = edition.say("site.of_year", place=place, year=year) if year else place
    return Cell(said, remark=edition.source(row.source_id))


def _word(edition: Edition, row: Comparison) -> Cell:
    if row.word:
        return Cell(edition.code("word", row.word), badge=row.word.partition(":")[0])
    return Cell(edition.code("reason", row.reason) if row.reason else "—")


def _verdicts(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """Own targets: base, target, result, progress beside time, the word, and other methods."""

    def target(row: Comparison) -> Cell:
        said = amount(edition, row.target, row.target_unit, row.operator).text
        year = format_period(row.target_year, edition.language)
        return Cell(said, remark=(year, " ", *edition.source(row.source_id)))

    def base(row: Comparison) -> Cell:
        said = amount(edition, row.base, row.target_unit).text
        return Cell(said, remark=str(row.base_year or ""))

    columns = {
        "name": lambda row: _name(edition, row),
        "#printed": lambda row: _printed(edition, row),
        "target": target,
        "base": base,
        "#progress": lambda row: _share(edition, row.progress),
        "#time_share": lambda row: _share(edition, row.time_share),
        "*word": lambda row: _word(edition, row),
        "methods": lambda row: _methods(edition, row),
    }
    return edition.table("verdicts", rows, columns, file="comparison")


def _share(edition: Edition, value: Exact | None) -> Cell:
    number = exact_number(value)
    if number is None:
        return Cell("—")
    return Cell(f"{format_plain(number * 100, edition.language, places=1)}%", value=float(number))


def _methods(edition: Edition, row: Comparison) -> str:
    words = {name: getattr(row, f"word_{name}") for name in _METHODS}
    said = (
        edition.say("site.method_said", method=edition.say(f"site.column_{name}"), word=said)
        for name, word in words.items()
        if word and (said := edition.code("word", word))
    )
    return edition.join(said) or "—"


def _others(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """The plan of the year, others' targets and others' figures: both values, both years."""
    columns = {
        "name": lambda row: _name(edition, row),
        "#printed": lambda row: _printed(edition, row),
        "*relation": lambda row: Cell(edition.code("relation", row.relation), row.relation),
        "reference": lambda row: _reference(edition, row),
        "#reference_value": lambda r: amount(edition, r.target, r.target_unit, r.operator or ""),
        "#per_head": lambda r: amount(edition, r.observed if r.per_head else None, r.unit),
        "*word": lambda row: _word(edition, row),
        "#gap": lambda row: amount(edition, row.gap, gap_unit(row.unit)),
    }
    note = edition.say("site.others_note")
    return edition.table("others", rows, columns, file="comparison", note=note)


def _reasons(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """Why the rest was compared with nothing: a reason and the figures it holds for."""
    by: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        by[row.reason].setdefault(row.row_id)
    columns = {
        "reason": lambda reason: edition.code("reason", reason),
        "#count": lambda reason: Cell(str(len(by[reason])), value=float(len(by[reason]))),
        "figures": lambda reason: edition.refs(by[reason]),
    }
    ranked = sorted(by, key=lambda reason: -len(by[reason]))
    return edition.table("reasons", ranked, columns, file="comparison")


def _gaps(edition: Edition) -> Iterable[Table]:
    """For each plan on file: its indicators and what the report says of them."""
    by: dict[str, list[Gap]] = defaultdict(list)
    for gap in edition.study.gap_rows:
        by[gap.place].append(gap)
    columns = {
        "name": lambda gap: edition.indicator(gap.indicator),
        "*main": lambda gap: edition.say("site.yes" if gap.main else "site.no"),
        "*status": lambda gap: Cell(edition.code("status", gap.status), gap.status),
        "said": lambda gap: edition.refs(gap.rows) or edition.printed_words(gap.sentence),
    }
    for number, (place, gaps) in enumerate(by.items()):
        name = edition.place(place, short=False)
        title = edition.say("site.gaps_title", place=name, n=len(gaps))
        note = "" if number else edition.say("site.gaps_note")
        file = "" if number else "gaps"
        yield edition.table(f"gaps-{number}", gaps, columns, title=title, note=note, file=file)


def _derived(edition: Edition) -> Table:
    """Figures computed here: never printed by a source."""

    def bounds(row: Derived) -> str:
        readable = round_readable(Interval.between(row.low, row.high))
        return format_interval(readable, row.unit, edition.language)

    columns = {
        "*derived": lambda row: edition.say(f"site.derived_{row.kind}"),
        "name": lambda row: edition.indicator(row.indicator),
        "#value": lambda row: amount(edition, row.value, row.unit),
        "interval": bounds,
        "inputs": lambda row: edition.refs(row.inputs),
    }
    note = edition.say("site.derived_note")
    return edition.table("derived", edition.study.computed, columns, note=note, file="derived")


# ---- method


def _method(edition: Edition, notebooks: Sequence[Link]) -> Iterable[Section]:
    say, study = edition.say, edition.study
    delta = percent(study.parameters.delta)
    for name, count in (("reading", 3), ("compare", 3), ("audit", 2)):
        points = [say(f"site.method_{name}_{one}", delta=delta) for one in range(1, count + 1)]
        yield Section(name, say(f"site.method_{name}"), tuple((one,) for one in points))
    yield Section("settings", say("site.settings_head"), (_settings(edition),))
    if study.validated:
        lead = say("site.validation_lead")
        yield _section(edition, "validation", _validation(edition), said=[lead])
    if len(study.rows("unread")):
        yield _section(edition, "unread", _unread(edition))
    if study.curated.sources:
        yield _section(edition, "sources", _sources(edition))
    yield Section("glossary", say("site.glossary_head"), terms=tuple(_glossary(edition)))
    if notebooks:
        lead = say("site.notebooks_lead")
        yield Section("notebooks", say("site.notebooks_head"), ((lead,),), links=tuple(notebooks))


def percent(share: Exact) -> str:
    """A share as a number of hundredths.

    >>> from fractions import Fraction
    >>> percent(Fraction(1, 20))
    '5'
    """
    return format_plain((exact_number(share) or 0) * 100, "zh")


def _settings(edition: Edition) -> Text:
    used, say = edition.study.parameters, edition.say
    values = {
        "as_of": say("site.as_of_year" if used.as_of else "site.as_of_any", year=used.as_of),
        "base": say("site.base_year" if used.base_year else "site.base_own", year=used.base_year),
        "delta": percent(used.delta),
        "about": percent(used.about_share),
        "rounding": say(f"site.rounding_{used.rounding}"),
        "years": say(f"site.years_{used.document_years}"),
    }
    return tell("site.settings", edition.language, **values)


def _validation(edition: Edition) -> Table:
    """Our word beside the official one, with the sources of both."""

    def target(row: Validation) -> Cell:
        said = amount(edition, row.target, row.unit, row.operator)
        return Cell(said.text, "", said.value, edition.source(row.target_source_id))

    def observed(row: Validation) -> Cell:
        said = amount(edition, row.observed, row.unit)
        year = format_period(row.observed_year, edition.language)
        return Cell(said.text, "", said.value, (year, " ", *edition.source(row.observed_source_id)))

    def ours(row: Validation) -> Cell:
        said = edition.code("word", row.word) if row.word else edition.code("reason", row.reason)
        count = "" if row.our_count is None else edition.say("site.counted_n", n=row.our_count)
        return Cell(said, row.word.partition(":")[0], remark=count)

    columns = {
        "*place": lambda row: edition.place(row.place),
        "name": lambda row: edition.indicator(row.indicator) or edition.say("site.counted"),
        "#target": target,
        "#observed": observed,
        "*word": ours,
        "official": lambda row: Cell(
            edition.printed_words(row.official_word), remark=edition.source(row.source_id)
        ),
        "*agreement": lambda r: edition.code("agreement", r.agreement) if r.agreement else "—",
    }
    return edition.table("validation", edition.study.validated, columns)


def _unread(edition: Edition) -> Table:
    columns = {
        "surface": lambda row: edition.printed_words(row.surface),
        "reason": lambda row: edition.code("unread", row.reason),
        "sentence": lambda row: edition.printed_words(row.sentence),
    }
    return edition.table("unread", edition.study.rows("unread"), columns, file="unread")


def _sources(edition: Edition) -> Table:
    def title(row: Source) -> Text:
        name = squeezed(row.title)
        web = row.url.startswith(("https://", "http://"))
        return (Link(name, row.url),) if web else edition.printed_words(name)

    def about(row: Source) -> Text:
        parts = (row.publisher or row.issuer, row.number, row.published)
        return edition.printed_words(" · ".join(filter(None, parts)))

    columns = {
        "title": title,
        "about": about,
        "*confidence": lambda row: Cell(edition.code("confidence", row.confidence), row.confidence),
    }
    rows = edition.study.curated.sources
    return edition.table("sources", rows, columns, anchors=[f"s-{row.source_id}" for row in rows])


def _glossary(edition: Edition) -> Iterable[tuple[str, str]]:
    """The terms of the pages and what they mean, in the order of the catalogue."""
    for key in load_catalogue():
        if key.startswith("glossary.") and key.endswith(".term"):
            yield edition.say(key), edition.say(key.removesuffix(".term") + ".meaning")
