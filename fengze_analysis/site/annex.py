"""The annex pages: comparisons and gaps, checks and rules, method, validation, glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..interval import Exact, exact_number
from ..messages import load_catalogue
from ..messages.numbers import format_amount, format_interval, format_period, format_plain, gap_unit
from ..model import Comparison, Interval
from .content import Cell, Chinese, Column, Link, Page, Point, Section, Table, Text
from .content import joined, tell
from .edition import Edition, amount, squeezed

def make_annex(
    edition: Edition, findings: Sequence[Section], notebooks: Sequence[Link]
) -> tuple[Page, ...]:
    """The pages of the annex in their order."""
    return (
        _page(edition, "comparison", _comparison(edition)),
        _page(edition, "checks", findings),
        _page(edition, "method", _method(edition, notebooks)),
    )


def _page(edition: Edition, key: str, sections: Iterable[Section]) -> Page:
    title, lead = edition.say(f"site.nav_{key}"), edition.say(f"site.lead_{key}")
    return Page(key, title, (lead,), tuple(sections))


# ---- comparisons


def _comparison(edition: Edition) -> Iterable[Section]:
    rows = list(edition.study.comparisons)
    verdicts = [row for row in rows if row.relation == "verdict"]
    others = [row for row in rows if row.relation not in ("verdict", "none")]
    say = edition.say
    own = sum(one.place == edition.document.place for one in edition.study.curated.targets)
    said = say("site.own_some", n=own) if own else say("site.own_none", place=edition.own)
    yield Section(
        "own",
        say("site.own_head"),
        ((said,),),
        tables=(_verdicts(edition, verdicts),) if verdicts else (),
    )
    yield Section("others", say("site.others_head"), tables=(_others(edition, others),))
    none = [row for row in rows if row.relation == "none"]
    yield Section("reasons", say("site.reasons_head"), tables=(_reasons(edition, none),))
    yield Section("gaps", say("site.gaps_head"), tables=tuple(_gaps(edition)))
    if edition.study.computed:
        yield Section("derived", say("site.derived_head"), tables=(_derived(edition),))


def columns(edition: Edition, names: str) -> tuple[Column, ...]:
    """Columns by the keys of their titles; ``#`` marks numbers, ``*`` a list of choices."""
    kinds = {"#": "number", "*": "tag"}
    return tuple(
        Column(edition.say(f"site.column_{name.lstrip('#*')}"), kinds.get(name[0], "text"))
        for name in names.split()
    )


def _figure(edition: Edition, row: Comparison) -> tuple[Cell, Cell]:
    """What is compared: its name, then as printed with its year."""
    figure = edition.by_id[row.row_id]
    name: Text = (edition.indicator(row.indicator),) if row.indicator else edition.name(figure)
    year = format_period(row.observed_year, edition.language) or edition.say("site.year_unknown")
    if row.observed_year is not None and row.observed_year_from != "sentence":
        evidence = edition.code("year_from", row.observed_year_from)
        year = edition.say("site.year_evidence", year=year, evidence=evidence)
    whose = "" if figure.place in ("", edition.document.place) else f"{edition.place(figure.place)} "
    number = exact_number(row.observed)
    value = None if number is None else float(number)
    return Cell(name), Cell((edition.ref(figure),), value=value, remark=f"{whose}{year}")


def _reference(edition: Edition, row: Comparison) -> Cell:
    """Whose target or figure it is, of when, and in which document."""
    year = format_period(row.target_year, edition.language)
    place = edition.place(row.reference_place)
    said = edition.say("site.of_year", place=place, year=year) if year else place
    return Cell(said, remark=_source(edition, row.source_id))


def _source(edition: Edition, source_id: str) -> Text:
    row = edition.sources.get(source_id)
    if row is None:
        return ()
    href = f"{'method' if edition.language == 'zh' else 'method.en'}.html#s-{source_id}"
    name = squeezed(str(row.title))
    short = name if len(name) <= 28 else f"{name[:27]}…"
    return (Link(short, href),)


def _observed(edition: Edition, row: Comparison) -> Cell:
    """The reported value in the form in which it was compared, where that is not as printed."""
    if not row.per_head:
        return Cell("—")
    said = amount(edition, row.observed, row.unit)
    return Cell(said.text, value=said.value)


def _gap(edition: Edition, row: Comparison) -> Cell:
    return amount(edition, row.gap, gap_unit(row.unit)) if row.gap is not None else Cell("—")


def _word(edition: Edition, row: Comparison) -> Cell:
    if not row.word:
        said = edition.code("reason", row.reason) if row.reason else "—"
        return Cell(said)
    return Cell(edition.code("word", row.word), badge=row.word.partition(":")[0])


def _verdicts(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """Own targets: base, target, result, progress beside time, the word, and other methods."""
    cells = [
        (
            *_figure(edition, row),
            Cell(
                amount(edition, row.target, row.target_unit, row.operator).text,
                remark=(format_period(row.target_year, edition.language), " ",
                        *_source(edition, row.source_id)),
            ),
            Cell(amount(edition, row.base, row.target_unit).text,
                 remark=str(row.base_year or "")),
            _share(edition, row.progress),
            _share(edition, row.time_share),
            _word(edition, row),
            Cell(_methods(edition, row)),
        )
        for row in rows
    ]
    names = "name #printed target base #progress #time_share *word methods"
    return Table("verdicts", edition.say("site.verdicts_title"), columns(edition, names),
                 tuple(cells), file="data/comparison.csv")


def _share(edition: Edition, value: Exact | None) -> Cell:
    number = exact_number(value)
    if number is None:
        return Cell("—")
    return Cell(f"{format_plain(number * 100, edition.language, places=1)}%", value=float(number))


def _methods(edition: Edition, row: Comparison) -> str:
    said = [
        edition.say("site.method_said", method=edition.say(f"site.column_{name}"),
                    word=edition.code("word", word))
        for name in ("cagr", "un", "destatis")
        if (word := getattr(row, f"word_{name}"))
    ]
    return edition.join(said) or "—"


def _others(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """The plan of the year, others' targets and others' figures: both values, both years."""
    cells = [
        (
            *_figure(edition, row),
            Cell(edition.code("relation", row.relation), badge=row.relation),
            _reference(edition, row),
            amount(edition, row.target, row.target_unit, row.operator or ""),
            _observed(edition, row),
            _word(edition, row),
            _gap(edition, row),
        )
        for row in rows
    ]
    names = "name #printed *relation reference #reference_value #per_head *word #gap"
    return Table("others", edition.say("site.others_title"), columns(edition, names),
                 tuple(cells), note=(edition.say("site.others_note"),), file="data/comparison.csv")


def _reasons(edition: Edition, rows: Sequence[Comparison]) -> Table:
    """Why the rest was compared with nothing: a reason and the figures it holds for."""
    by: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        by[row.reason].setdefault(row.row_id)
    cells = [
        (
            Cell(edition.code("reason", reason)),
            Cell(str(len(found)), value=float(len(found))),
            Cell(joined(((edition.ref(edition.by_id[row]),) for row in found),
                        edition.say("site.comma"))),
        )
        for reason, found in sorted(by.items(), key=lambda pair: -len(pair[1]))
    ]
    return Table("reasons", edition.say("site.reasons_title"),
                 columns(edition, "reason #count figures"), tuple(cells),
                 file="data/comparison.csv")


def _gaps(edition: Edition) -> Iterable[Table]:
    """For each plan on file: its indicators and what the report says of them."""
    by: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for gap in edition.study.gap_rows:
        refs = [(edition.ref(edition.by_id[row]),) for row in gap.rows if row in edition.by_id]
        sentence = squeezed(gap.sentence)
        words: Text = (Chinese(sentence) if edition.language == "en" else sentence,)
        by[gap.place].append(
            (
                Cell(edition.indicator(gap.indicator)),
                Cell(edition.say("site.yes" if gap.main else "site.no")),
                Cell(edition.code("status", gap.status), badge=gap.status),
                Cell(joined(refs, edition.say("site.comma")) if refs else words if sentence else "—"),
            )
        )
    for number, (place, cells) in enumerate(by.items()):
        yield Table(
            f"gaps-{number}",
            edition.say("site.gaps_title", place=edition.place(place, short=False), n=len(cells)),
            columns(edition, "name *main *status said"),
            tuple(cells),
            note=(edition.say("site.gaps_note"),) if number == 0 else "",
            file="" if number else "data/gaps.csv",
        )


def _derived(edition: Edition) -> Table:
    """Figures computed here: never printed by a source."""
    cells = []
    for row in edition.study.computed:
        refs = [(edition.ref(edition.by_id[one]),) for one in row.inputs if one in edition.by_id]
        bounds = Interval.between(row.low, row.high)
        cells.append(
            (
                Cell(edition.say(f"site.derived_{row.kind}")),
                Cell(edition.indicator(row.indicator)),
                amount(edition, row.value, row.unit),
                Cell(format_interval(_rounded(bounds), row.unit, edition.language)),
                Cell(joined(refs, edition.say("site.comma"))),
            )
        )
    names = "*derived name #value interval inputs"
    return Table("derived", edition.say("site.derived_title"), columns(edition, names),
                 tuple(cells), note=(edition.say("site.derived_note"),), file="data/derived.csv")


def _rounded(bounds: Interval) -> Interval:
    from ..messages.numbers import round_readable

    return round_readable(bounds)


# ---- method


def _method(edition: Edition, notebooks: Sequence[Link]) -> Iterable[Section]:
    say = edition.say
    settings = edition.study.parameters
    for name, count in (("reading", 3), ("compare", 3), ("audit", 2)):
        points = tuple(
            (say(f"site.method_{name}_{one}", delta=percent(settings.delta)),)
            for one in range(1, count + 1)
        )
        yield Section(name, say(f"site.method_{name}"), points)
    yield Section("settings", say("site.settings_head"), (_settings(edition),))
    validation = _validation(edition)
    if validation.rows:
        said = ((say("site.validation_lead"),),)
        yield Section("validation", say("site.validation_head"), said, tables=(validation,))
    if len(edition.study.rows("unread")):
        yield Section("unread", say("site.unread_head"), tables=(_unread(edition),))
    if edition.study.sources_used:
        yield Section("sources", say("site.sources_head"), tables=(_sources(edition),))
    yield Section("glossary", say("site.glossary_head"), terms=tuple(_glossary(edition)))
    if notebooks:
        yield Section("notebooks", say("site.notebooks_head"), ((say("site.notebooks_lead"),),),
                      links=tuple(notebooks))


def percent(share: object) -> str:
    """A share as a number of hundredths.

    >>> from fractions import Fraction
    >>> percent(Fraction(1, 20))
    '5'
    """
    number = exact_number(share)  # type: ignore[arg-type]
    return format_plain((number or 0) * 100, "zh")


def _settings(edition: Edition) -> Text:
    used = edition.study.parameters
    say = edition.say
    as_of = say("site.as_of_year", year=used.as_of) if used.as_of else say("site.as_of_any")
    base = say("site.base_year", year=used.base_year) if used.base_year else say("site.base_own")
    return tell(
        "site.settings",
        edition.language,
        as_of=as_of,
        base=base,
        delta=percent(used.delta),
        about=percent(used.about_share),
        rounding=say(f"site.rounding_{used.rounding}"),
        years=say(f"site.years_{used.document_years}"),
    )


def _validation(edition: Edition) -> Table:
    """Our word beside the official one, with the sources of both."""
    cells = []
    for row in edition.study.rows("validation"):
        said = edition.code("word", row.word) if row.word else edition.code("reason", row.reason)
        official = squeezed(row.official_word)
        year = format_period(row.observed_year, edition.language)
        observed = amount(edition, row.observed, row.unit)
        target = amount(edition, row.target, row.unit, row.operator)
        cells.append(
            (
                Cell(edition.place(row.place)),
                Cell(edition.indicator(row.indicator) or edition.say("site.counted")),
                Cell(target.text, value=target.value, remark=_source(edition, row.target_source_id)),
                Cell(observed.text, value=observed.value,
                     remark=(f"{year} ", *_source(edition, row.observed_source_id))),
                Cell(said, badge=row.word.partition(":")[0], remark=_counted(edition, row.our_count)),
                Cell((Chinese(official),) if edition.language == "en" else official,
                     remark=_source(edition, row.source_id)),
                Cell(edition.code("agreement", row.agreement) if row.agreement else "—"),
            )
        )
    names = "*place name #target #observed *word official *agreement"
    return Table("validation", edition.say("site.validation_title"), columns(edition, names),
                 tuple(cells))


def _counted(edition: Edition, count: int | None) -> str:
    return "" if count is None else edition.say("site.counted_n", n=count)


def _unread(edition: Edition) -> Table:
    cells = [
        (
            Cell((Chinese(squeezed(row.surface)),) if edition.language == "en"
                 else squeezed(row.surface)),
            Cell(edition.code("unread", row.reason)),
            Cell((Chinese(squeezed(row.sentence)),) if edition.language == "en"
                 else squeezed(row.sentence)),
        )
        for row in edition.study.rows("unread")
    ]
    return Table("unread", edition.say("site.unread_title"),
                 columns(edition, "surface reason sentence"), tuple(cells), file="data/unread.csv")


def _sources(edition: Edition) -> Table:
    cells, anchors = [], []
    for row in edition.study.curated.sources:
        title = squeezed(row.title)
        shown = Link(title, row.url) if row.url.startswith(("https://", "http://")) else title
        parts = (row.publisher or row.issuer, row.number, row.published)
        about = " · ".join(squeezed(part) for part in parts if part)
        chinese = edition.language == "en" and isinstance(shown, str)
        cells.append(
            (
                Cell((Chinese(title) if chinese else shown,)),
                Cell((Chinese(about),) if edition.language == "en" else about),
                Cell(edition.code("confidence", row.confidence), badge=row.confidence),
            )
        )
        anchors.append(f"s-{row.source_id}")
    return Table("sources", edition.say("site.sources_title"),
                 columns(edition, "title about *confidence"), tuple(cells), anchors=tuple(anchors))


def _glossary(edition: Edition) -> Iterable[tuple[str, str]]:
    """The terms of the pages and what they mean, in the order of the catalogue."""
    for key in load_catalogue():
        if key.startswith("glossary.") and key.endswith(".term"):
            yield edition.say(key), edition.say(key.removesuffix(".term") + ".meaning")
