"""The annex pages: comparisons and gaps, checks and rules, method, validation, glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from ..interval import Exact, Interval, exact_number
from ..messages import load_catalogue
from ..messages.numbers import (
    format_period,
    format_plain,
    gap_unit,
    round_readable,
)
from ..model import Comparison, Source, Validation
from .edition import Cell, Edition, Link, Page, Section, Table, Text, squeezed


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


def _table(edition: Edition, key: str, rows: Iterable[Any], columns: str, file: str = "") -> Table:
    """A table with what :data:`_CELLS` shows in each of ``columns``."""
    cells = {}
    for name in columns.split():
        bare = name.lstrip("#*")
        cells[name] = partial(_CELLS.get(f"{key}.{bare}") or _CELLS[bare], edition)
    return edition.table(key, rows, cells, file=file)


def _comparison(edition: Edition) -> Iterator[Section]:
    """Own targets, what others plan and have, what was compared with nothing, gaps."""
    study, rows = edition.study, edition.study.comparisons
    own = [row for row in rows if row.relation == "verdict"]
    count = sum(one.place == edition.document.place for one in study.curated.targets)
    said = edition.say("site.own_some" if count else "site.own_none", n=count, place=edition.own)
    columns = "name #printed target base #progress #time_share *word methods"
    table = _table(edition, "verdicts", own, columns, "comparison")
    yield edition.section("own", *([table] if own else []), said=said)
    others = [row for row in rows if row.relation not in ("verdict", "none")]
    columns = "name #printed *relation reference #reference_value #per_head *word #gap"
    yield edition.section("others", _table(edition, "others", others, columns, "comparison"))
    by: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.relation == "none":
            by.setdefault(row.reason, {})[row.row_id] = None
    ranked = sorted(by.items(), key=lambda one: -len(one[1]))
    reasons = _table(edition, "reasons", ranked, "reason #count figures", "comparison")
    yield edition.section("reasons", reasons)
    yield edition.section("gaps", *_gaps(edition))
    columns = "*derived name #value interval inputs"
    derived = _table(edition, "derived", study.computed, columns, "derived")
    if derived.rows:
        yield edition.section("derived", derived)


def _gaps(edition: Edition) -> Iterator[Table]:
    """For each plan on file: its indicators and what the report says of them."""
    plans = groupby(edition.study.gap_rows, lambda gap: gap.place)
    for number, (place, gaps) in enumerate(plans):
        table = _table(edition, "gaps", gaps, "name *main *status said", "gaps")
        if number:  # the note and the file stand once
            table = table._replace(note="", file="")
        name, count = edition.place(place, short=False), len(table.rows)
        title = edition.say("site.gaps_title", place=name, n=count)
        yield table._replace(key=f"gaps-{number}", title=title)


def _method(edition: Edition, notebooks: Sequence[Link]) -> Iterator[Section]:
    say, study = edition.say, edition.study
    delta = _percent(study.parameters.delta)
    for name, count in (("reading", 3), ("compare", 3), ("audit", 2)):
        points = [say(f"site.method_{name}_{one}", delta=delta) for one in range(1, count + 1)]
        yield Section(name, say(f"site.method_{name}"), tuple((one,) for one in points))
    yield edition.section("settings", said=_settings(edition))
    columns = "*place name #target #observed *word official *agreement"
    table = _table(edition, "validation", study.validated, columns)
    if table.rows:
        yield edition.section("validation", table, said=say("site.validation_lead"))
    table = _table(edition, "unread", study.extraction.unread, "surface reason sentence", "unread")
    if table.rows:
        yield edition.section("unread", table)
    table = _table(edition, "sources", edition.sources.values(), "title about *confidence")
    if table.rows:
        anchors = tuple(f"s-{one}" for one in edition.sources)
        yield edition.section("sources", table._replace(anchors=anchors))
    words = [key.removesuffix(".term") for key in load_catalogue() if key.endswith(".term")]
    terms = tuple((say(f"{word}.term"), say(f"{word}.meaning")) for word in words)
    yield edition.section("glossary")._replace(terms=terms)
    if notebooks:
        found = edition.section("notebooks", said=say("site.notebooks_lead"))
        yield found._replace(links=tuple(notebooks))


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


def _percent(share: Exact) -> str:
    return format_plain((exact_number(share) or 0) * 100, "zh")


# ---- what a column shows of a row


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


def _reference(edition: Edition, row: Comparison) -> Cell:
    """Whose target or figure it is, of when, and in which document."""
    year = format_period(row.target_year, edition.language)
    place = edition.place(row.reference_place)
    said = edition.say("site.of_year", place=place, year=year) if year else place
    return edition.cited(said, row.source_id)


def _official(edition: Edition, row: Validation) -> Text:
    """The official word as printed, in English after what it means."""
    said = edition.printed_words(row.official_word)
    known = row.official and edition.language == "en"
    return (f"{edition.code('official', row.official)} ", *said) if known else said


def _title(edition: Edition, row: Source) -> Text:
    web = row.url.startswith(("https://", "http://"))
    return (Link(squeezed(row.title), row.url),) if web else edition.printed_words(row.title)


# By the key of the column, with the key of its table before it where others have it too.
_CELLS: dict[str, Callable[[Edition, Any], Cell | Text | str]] = {
    "name": lambda e, row: e.indicator(row.indicator) or e.name(e.by_id[row.row_id]),
    "printed": _printed,
    "target": lambda e, row: e.cited(
        e.amount(row.target, row.target_unit, row.operator).text, row.source_id, row.target_year
    ),
    "base": lambda e, row: Cell(
        e.amount(row.base, row.target_unit).text, remark=str(row.base_year or "")
    ),
    "progress": lambda e, row: _share(e, row.progress),
    "time_share": lambda e, row: _share(e, row.time_share),
    "word": _word,
    "methods": _methods,
    "relation": lambda e, row: e.coded("relation", row.relation),
    "reference": _reference,
    "reference_value": lambda e, row: e.amount(row.target, row.target_unit, row.operator),
    "per_head": lambda e, row: e.amount(row.observed if row.per_head else None, row.unit),
    "gap": lambda e, row: e.amount(row.gap, gap_unit(row.unit)),
    "reason": lambda e, group: e.code("reason", group[0]),
    "count": lambda _, group: Cell(str(len(group[1])), value=float(len(group[1]))),
    "figures": lambda e, group: e.refs(group[1]),
    "gaps.name": lambda e, gap: e.indicator(gap.indicator),
    "main": lambda e, gap: e.say("site.yes" if gap.main else "site.no"),
    "status": lambda e, gap: e.coded("status", gap.status),
    "said": lambda e, gap: e.refs(gap.rows) or e.printed_words(gap.sentence),
    "derived": lambda e, row: e.say(
        f"site.derived_{'per_head' if row.unit == '元/万人' else row.kind}"
    ),
    "derived.name": lambda e, row: e.indicator(row.indicator),
    "value": lambda e, row: e.amount(row.value, row.unit),
    "interval": lambda e, row: e.amount(
        round_readable(Interval.between(row.low, row.high)), row.unit
    ),
    "inputs": lambda e, row: e.refs(row.inputs),
    "place": lambda e, row: e.place(row.place),
    "validation.name": lambda e, row: e.indicator(row.indicator) or e.say("site.counted"),
    "validation.target": lambda e, row: e.cited(
        e.amount(row.target, row.unit, row.operator), row.target_source_id
    ),
    "observed": lambda e, row: e.cited(
        e.amount(row.observed, row.unit), row.observed_source_id, row.observed_year
    ),
    "validation.word": lambda e, row: (
        _word(e, row)
        if row.our_count is None
        else Cell("", remark=e.say("site.counted_n", n=row.our_count))
    ),
    "official": lambda e, row: e.cited(_official(e, row), row.source_id),
    "agreement": lambda e, row: e.code("agreement", row.agreement) or "—",
    "surface": lambda e, row: e.printed_words(row.surface),
    "unread.reason": lambda e, row: e.code("unread", row.reason),
    "sentence": lambda e, row: e.printed_words(row.sentence),
    "title": _title,
    "about": lambda e, row: e.printed_words(
        " · ".join(filter(None, (e.office(row.publisher or row.issuer), row.number, row.published)))
    ),
    "confidence": lambda e, row: e.coded("confidence", row.confidence),
}
