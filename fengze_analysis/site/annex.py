"""The annex pages: comparisons and gaps, checks and rules, method, validation, glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..interval import Exact, exact_number
from ..messages import load_catalogue
from ..messages.numbers import (
    format_interval,
    format_period,
    format_plain,
    gap_unit,
    round_readable,
)
from ..model import Comparison, Derived, Interval, Source, Validation
from .content import Cell, Link, Page, Section, Table, Text
from .edition import Edition, squeezed


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


def _section(edition: Edition, key: str, *tables: Table, said: str = "") -> Section:
    return Section(key, edition.say(f"site.{key}_head"), ((said,),) if said else (), tables)


def _comparison(edition: Edition) -> Iterator[Section]:
    """Own targets, what others plan and have, what was compared with nothing, gaps."""
    study, rows = edition.study, edition.study.comparisons
    own = [row for row in rows if row.relation == "verdict"]
    none = [row for row in rows if row.relation == "none"]
    others = [row for row in rows if row.relation not in ("verdict", "none")]
    count = sum(one.place == edition.document.place for one in study.curated.targets)
    said = edition.say("site.own_some" if count else "site.own_none", n=count, place=edition.own)
    yield _section(edition, "own", *([_verdicts(edition, own)] if own else []), said=said)
    yield _section(edition, "others", _others(edition, others))
    yield _section(edition, "reasons", _reasons(edition, none))
    yield _section(edition, "gaps", *_gaps(edition))
    if study.computed:
        yield _section(edition, "derived", _derived(edition))


def _verdicts(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """Own targets: base, target, result, progress beside time, the word, and other methods."""

    def target(row: Comparison) -> Cell:
        said = edition.amount(row.target, row.target_unit, row.operator)
        return edition.cited(said.text, row.source_id, row.target_year)

    def base(row: Comparison) -> Cell:
        said = edition.amount(row.base, row.target_unit)
        return Cell(said.text, remark=str(row.base_year or ""))

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


def _name(edition: Edition, row: Comparison) -> Text | str:
    return edition.indicator(row.indicator) or edition.name(edition.by_id[row.row_id])


def _printed(edition: Edition, row: Comparison) -> Cell:
    """The figure as printed, whose it is where it is not the area's own, and of when."""
    figure, number = edition.by_id[row.row_id], exact_number(row.observed)
    whose = "" if edition.is_own(figure) else f"{edition.place(figure.place)} "
    year = edition.year(row.observed_year, row.observed_year_from)
    value = None if number is None else float(number)
    return Cell((edition.ref(figure),), value=value, remark=f"{whose}{year}")


def _share(edition: Edition, value: Exact | None) -> Cell:
    number = exact_number(value)
    if number is None:
        return Cell("—")
    return Cell(f"{format_plain(number * 100, edition.language, places=1)}%", value=float(number))


def _word(edition: Edition, row: Comparison | Validation) -> Cell:
    reason = Cell(edition.code("reason", row.reason) or "—")
    return edition.coded("word", row.word) if row.word else reason


def _methods(edition: Edition, row: Comparison) -> str:
    words = {"cagr": row.word_cagr, "un": row.word_un, "destatis": row.word_destatis}
    said = (
        edition.say("site.method_said", method=method, word=edition.code("word", word))
        for name, word in words.items()
        if word and (method := edition.say(f"site.column_{name}"))
    )
    return edition.join(said) or "—"


def _others(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """The plan of the year, others' targets and others' figures: both values, both years."""

    def reference(row: Comparison) -> Cell:
        year = format_period(row.target_year, edition.language)
        place = edition.place(row.reference_place)
        said = edition.say("site.of_year", place=place, year=year) if year else place
        return edition.cited(said, row.source_id)

    columns = {
        "name": lambda row: _name(edition, row),
        "#printed": lambda row: _printed(edition, row),
        "*relation": lambda row: edition.coded("relation", row.relation),
        "reference": reference,
        "#reference_value": lambda r: edition.amount(r.target, r.target_unit, r.operator),
        "#per_head": lambda r: edition.amount(r.observed if r.per_head else None, r.unit),
        "*word": lambda row: _word(edition, row),
        "#gap": lambda row: edition.amount(row.gap, gap_unit(row.unit)),
    }
    note = edition.say("site.others_note")
    return edition.table("others", rows, columns, file="comparison", note=note)


def _reasons(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """Why the rest was compared with nothing: a reason and the figures it holds for."""
    by: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        by[row.reason][row.row_id] = None
    columns = {
        "reason": lambda reason: edition.code("reason", reason),
        "#count": lambda reason: Cell(str(len(by[reason])), value=float(len(by[reason]))),
        "figures": lambda reason: edition.refs(by[reason]),
    }
    ranked = sorted(by, key=lambda reason: -len(by[reason]))
    return edition.table("reasons", ranked, columns, file="comparison")


def _gaps(edition: Edition) -> Iterator[Table]:
    """For each plan on file: its indicators and what the report says of them."""
    columns = {
        "name": lambda gap: edition.indicator(gap.indicator),
        "*main": lambda gap: edition.say("site.yes" if gap.main else "site.no"),
        "*status": lambda gap: edition.coded("status", gap.status),
        "said": lambda gap: edition.refs(gap.rows) or edition.printed_words(gap.sentence),
    }
    more = {"note": edition.say("site.gaps_note"), "file": "gaps"}  # once
    plans = groupby(edition.study.gap_rows, lambda gap: gap.place)
    for number, (place, gaps) in enumerate(plans):
        made = edition.table("gaps", gaps, columns, **({} if number else more))
        name, count = edition.place(place, short=False), len(made.rows)
        title = edition.say("site.gaps_title", place=name, n=count)
        yield made._replace(key=f"gaps-{number}", title=title)


def _derived(edition: Edition) -> Table:
    """Figures computed here: never printed by a source."""

    def bounds(row: Derived) -> str:
        readable = round_readable(Interval.between(row.low, row.high))
        return format_interval(readable, row.unit, edition.language)

    columns = {
        "*derived": lambda row: edition.say(f"site.derived_{row.kind}"),
        "name": lambda row: edition.indicator(row.indicator),
        "#value": lambda row: edition.amount(row.value, row.unit),
        "interval": bounds,
        "inputs": lambda row: edition.refs(row.inputs),
    }
    note = edition.say("site.derived_note")
    return edition.table("derived", edition.study.computed, columns, note=note, file="derived")


# ---- method


def _method(edition: Edition, notebooks: Sequence[Link]) -> Iterator[Section]:
    say, study = edition.say, edition.study
    delta = _percent(study.parameters.delta)
    for name, count in (("reading", 3), ("compare", 3), ("audit", 2)):
        points = [say(f"site.method_{name}_{one}", delta=delta) for one in range(1, count + 1)]
        yield Section(name, say(f"site.method_{name}"), tuple((one,) for one in points))
    yield _section(edition, "settings", said=_settings(edition))
    leads = {"validation": say("site.validation_lead")}
    for table in (_validation(edition), _unread(edition), _sources(edition)):
        if table.rows:
            yield _section(edition, table.key, table, said=leads.get(table.key, ""))
    words = [key.removesuffix(".term") for key in load_catalogue() if key.endswith(".term")]
    terms = tuple((say(f"{word}.term"), say(f"{word}.meaning")) for word in words)
    yield _section(edition, "glossary")._replace(terms=terms)
    if notebooks:
        found = _section(edition, "notebooks", said=say("site.notebooks_lead"))
        yield found._replace(links=tuple(notebooks))


def _percent(share: Exact) -> str:
    return format_plain((exact_number(share) or 0) * 100, "zh")


def _settings(edition: Edition) -> str:
    used, say = edition.study.parameters, edition.say
    return say(
        "site.settings",
        as_of=say("site.as_of_year" if used.as_of else "site.as_of_any", year=used.as_of),
        base=say("site.base_year" if used.base_year else "site.base_own", year=used.base_year),
        delta=_percent(used.delta),
        about=_percent(used.about_share),
        rounding=say(f"site.rounding_{used.rounding}"),
        years=say(f"site.years_{used.document_years}"),
    )


def _validation(edition: Edition) -> Table:
    """Our word beside the official one, with the sources of both."""

    def target(row: Validation) -> Cell:
        said = edition.amount(row.target, row.unit, row.operator)
        return edition.cited(said, row.target_source_id)

    def observed(row: Validation) -> Cell:
        said = edition.amount(row.observed, row.unit)
        return edition.cited(said, row.observed_source_id, row.observed_year)

    def ours(row: Validation) -> Cell:
        if row.our_count is None:
            return _word(edition, row)
        return Cell("", remark=edition.say("site.counted_n", n=row.our_count))

    columns = {
        "*place": lambda row: edition.place(row.place),
        "name": lambda row: edition.indicator(row.indicator) or edition.say("site.counted"),
        "#target": target,
        "#observed": observed,
        "*word": ours,
        "official": lambda r: edition.cited(edition.printed_words(r.official_word), r.source_id),
        "*agreement": lambda row: edition.code("agreement", row.agreement) or "—",
    }
    return edition.table("validation", edition.study.validated, columns)


def _unread(edition: Edition) -> Table:
    columns = {
        "surface": lambda row: edition.printed_words(row.surface),
        "reason": lambda row: edition.code("unread", row.reason),
        "sentence": lambda row: edition.printed_words(row.sentence),
    }
    return edition.table("unread", edition.study.extraction.unread, columns, file="unread")


def _sources(edition: Edition) -> Table:
    def title(row: Source) -> Text:
        web = row.url.startswith(("https://", "http://"))
        return (Link(squeezed(row.title), row.url),) if web else edition.printed_words(row.title)

    def about(row: Source) -> Text:
        parts = (row.publisher or row.issuer, row.number, row.published)
        return edition.printed_words(" · ".join(filter(None, parts)))

    columns = {
        "title": title,
        "about": about,
        "*confidence": lambda row: edition.coded("confidence", row.confidence),
    }
    made = edition.table("sources", edition.sources.values(), columns)
    return made._replace(anchors=tuple(f"s-{one}" for one in edition.sources))
