"""The tables of all pages, and the annex: comparisons and gaps, checks and rules, method, terms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ..audit import load_rules, summary
from ..interval import Exact, Interval, exact_number
from ..messages import load_catalogue
from ..messages.findings import describe, describe_point, question_of_point, readings_of_point
from ..messages.numbers import format_amount, format_period, format_plain, gap_unit, round_readable
from ..model import Comparison, Finding, Source, Statement, Validation
from .view import (
    Cell,
    Chinese,
    Link,
    Point,
    Section,
    Shown,
    Table,
    Text,
    View,
    joined,
    printed,
    squeezed,
    with_refs,
)

_FEW = 6  # figures of a finding that are linked
_PRINTED = re.compile(r" \(“[^”]*”\)")
_FIRST = re.compile(r"。|\. (?=[A-Z“])")


def make_table(
    view: View,
    key: str,
    rows: Iterable[Any],
    columns: str,
    file: str = "",
    anchors: Iterable[str] = (),
) -> Table:
    """A table with what :data:`_CELLS` shows in each of ``columns``.

    ``#`` before a column marks numbers, ``*`` one that a list of choices filters; ``file`` is the
    table of the downloads that has all of it.
    """
    kinds, names = {"#": "number", "*": "tag"}, columns.split()
    bare = [name.lstrip("#*") for name in names]
    shows = [_CELLS.get(f"{key}.{name}") or _CELLS[name] for name in bare]
    made = ([show(view, row) for show in shows] for row in rows)
    head = view.say_known(f"site.{key}_head")  # the title of its section
    return Table(
        key,
        view.say_known(f"site.{key}_title", head),
        tuple(
            (view.say(f"site.column_{name}"), kinds.get(marked[0], "text"))
            for name, marked in zip(bare, names, strict=True)
        ),
        tuple(tuple(one if isinstance(one, Cell) else Cell(one) for one in row) for row in made),
        view.say_known(f"site.{key}_note"),
        tuple(anchors),
        f"data/{file}.csv" if file else "",
    )


def _filled(view: View, key: str, *given: Any, said: str = "") -> Iterator[Section]:
    """The section of one table where it has rows."""
    table = make_table(view, key, *given)
    if table.rows:
        yield view.section(key, table, said=said)


def figures_table(view: View) -> Table:
    """Every figure of the report: what, how much as printed, of where, of when, in which sense."""
    columns = "*measure name #printed *place year *kind *sense *standing"
    anchors = (view.anchors[row.row_id].replace("f-", "r-") for row in view.rows)
    made = make_table(view, "figures", view.rows, columns, "outcomes", anchors)
    return made._replace(title=view.say("site.figures_title", n=len(view.rows)))


def make_annex(
    view: View, points: Sequence[Point], notebooks: Sequence[Link]
) -> Mapping[str, Iterator[Section]]:
    """The sections of the pages of the annex in their order."""
    return {
        "comparison": _comparison(view),
        "checks": _checks(view, points),
        "method": _method(view, notebooks),
    }


def make_points(view: View) -> tuple[Point, ...]:
    """The findings that matter, the weightiest first, each with its figures linked."""
    language, names = view.language, view.names
    return tuple(
        Point(
            anchor=f"p-{number}",
            title=view.say(f"audit.rule.{one.findings[0].rule}.name"),
            badge=view.coded("outcome", one.findings[0].outcome),
            text=_linked(view, describe_point(one, language, names), one.rows),
            readings=readings_of_point(one, language),
            rows=one.rows,
            brief=_linked(view, _brief(view, one.findings[0]), one.rows),
            ask=question_of_point(one, language, names),
        )
        for number, one in enumerate(summary(view.study.audited).points, 1)
    )


def _brief(view: View, finding: Finding) -> str:
    """A finding in one clause; its first sentence where the catalogue has no shorter one."""
    key = f"site.brief.{finding.message.removeprefix('audit.').removesuffix('_slip')}"
    if view.knows(key):
        finding = replace(finding, message=key)
    said = describe(finding, view.language, view.names)
    if view.language == "en":
        said = _PRINTED.sub("", said)  # the names are enough here; the point itself quotes
    return _FIRST.split(said)[0].rstrip("。.")


def _linked(view: View, said: str, rows: Iterable[str]) -> Text:
    """A sentence of the audit with its figures, without movement or field, linked."""
    known = [view.by_id[row] for row in rows if row in view.by_id]
    if len(known) > _FEW:  # it tells counts of figures, which must not be taken for one of them
        return (said,)
    if view.language == "en":
        bare = [format_amount(row.value, row.canonical_unit, "en", row.approx) for row in known]
    else:
        bare = [squeezed(row.surface) for row in known]
    return with_refs(said, map(view.ref, known, bare))


def _comparison(view: View) -> Iterator[Section]:
    """Own targets, what others plan and have, what was compared with nothing, gaps."""
    study, rows = view.study, view.study.comparisons
    own = [row for row in rows if row.relation == "verdict"]
    count = sum(one.place == view.document.place for one in study.curated.targets)
    said = view.say("site.own_some" if count else "site.own_none", n=count, place=view.own)
    columns = "name #printed target base #progress #time_share *word methods"
    table = make_table(view, "verdicts", own, columns, "comparison")
    yield view.section("own", *([table] if own else []), said=said)
    others = (row for row in rows if row.relation not in ("verdict", "none"))
    columns = "name #printed *relation reference #reference_value #per_head *word #gap"
    yield view.section("others", make_table(view, "others", others, columns, "comparison"))
    by: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.relation == "none":
            by.setdefault(row.reason, {})[row.row_id] = None
    ranked = sorted(by.items(), key=lambda one: -len(one[1]))
    columns = "reason #count figures"
    yield view.section("reasons", make_table(view, "reasons", ranked, columns, "comparison"))
    yield view.section("gaps", *_gaps(view))
    columns = "*derived name #value interval inputs"
    yield from _filled(view, "derived", study.computed, columns, "derived")


def _gaps(view: View) -> Iterator[Table]:
    plans = groupby(view.study.gap_rows, lambda gap: gap.place)
    for number, (place, gaps) in enumerate(plans):
        file = "" if number else "gaps"  # the file and the note stand once
        table = make_table(view, "gaps", gaps, "name *main *status said", file)
        name, count = view.place(place, short=False), len(table.rows)
        title = view.say("site.gaps_title", place=name, n=count)
        note = "" if number else table.note
        yield table._replace(key=f"gaps-{number}", title=title, note=note)


def _checks(view: View, points: Sequence[Point]) -> Iterator[Section]:
    """Points to verify, open cases of no weight with alike ones in one row, what agrees, rules."""
    lead = view.say("site.points_lead" if points else "site.points_none")
    yield view.section("points", said=lead, findings=points)
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in view.study.audited:
        if one.outcome == "cannot_tell" and not one.weight:
            alike[one.rule, one.group].append(one)
    yield from _filled(view, "minor", alike.items(), "*rule finding #count", "findings")
    fitting = ("consistent", "rounding")
    agreed = [(one.outcome, [one]) for one in view.study.audited if one.outcome in fitting]
    yield view.section("agree", make_table(view, "agree", agreed, "*rule *outcome finding"))
    columns = "rule meaning tolerance origin outcome"
    yield view.section("rules", make_table(view, "rules", load_rules(), columns))


def _method(view: View, notebooks: Sequence[Link]) -> Iterator[Section]:
    say, study = view.say, view.study
    delta = _percent(study.parameters.delta)
    for name, count in (("reading", 3), ("compare", 3), ("audit", 2)):
        points = [say(f"site.method_{name}_{one}", delta=delta) for one in range(1, count + 1)]
        yield Section(name, say(f"site.method_{name}"), tuple((one,) for one in points))
    yield view.section("settings", said=_settings(view))
    columns = "*place name #target #observed *word official *agreement"
    lead = say("site.validation_lead")
    yield from _filled(view, "validation", study.validated, columns, said=lead)
    columns = "surface reason sentence"
    yield from _filled(view, "unread", study.extraction.unread, columns, "unread")
    anchors = (f"s-{one}" for one in view.sources)
    columns = "title about *confidence"
    yield from _filled(view, "sources", view.sources.values(), columns, "", anchors)
    words = [key.removesuffix(".term") for key in load_catalogue() if key.endswith(".term")]
    terms = [(say(f"{word}.term"), say(f"{word}.meaning")) for word in words]
    yield view.section("glossary", terms=terms)
    if notebooks:
        yield view.section("notebooks", said=say("site.notebooks_lead"), links=notebooks)


def _settings(view: View) -> str:
    used, say = view.study.parameters, view.say
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


def _printed(view: View, row: Comparison) -> Cell:
    """The figure as printed, whose it is where it is not the area's own, and of when."""
    figure = view.by_id[row.row_id]
    whose = "" if view.is_own(figure) else f"{view.place(figure.place)} "
    remark = f"{whose}{view.year(row.observed_year, row.observed_year_from)}"
    return Cell((view.ref(figure),), value=exact_number(row.observed), remark=remark)


def _share(view: View, value: Exact | None) -> Cell:
    number = exact_number(value)
    said = "" if number is None else f"{format_plain(number * 100, view.language, places=1)}%"
    return Cell(said or "—", value=number)


def _word(view: View, row: Comparison | Validation) -> Cell:
    if row.word:
        return view.coded("word", row.word)
    return Cell(view.code("reason", row.reason) or "—")


def _methods(view: View, row: Comparison) -> str:
    words = {"cagr": row.word_cagr, "un": row.word_un, "destatis": row.word_destatis}
    names = {name: view.say(f"site.column_{name}") for name in words}
    said = (
        view.say("site.method_said", method=names[name], word=view.code("word", word))
        for name, word in words.items()
        if word
    )
    return view.join(said) or "—"


def _reference(view: View, row: Comparison) -> Cell:
    year = format_period(row.target_year, view.language)
    place = view.place(row.reference_place)
    said = view.say("site.of_year", place=place, year=year) if year else place
    return view.cited(said, row.source_id)


def _official(view: View, row: Validation) -> Text:
    said = view.printed_words(row.official_word)
    known = row.official and view.language == "en"
    return (f"{view.code('official', row.official)} ", *said) if known else said


def _title(view: View, row: Source) -> Text:
    web = row.url.startswith(("https://", "http://"))
    return (Link(squeezed(row.title), row.url),) if web else view.printed_words(row.title)


def _figure(view: View, row: Statement) -> Cell:
    """The figure as a link; below it, in English, as printed, what it is against, a correction."""
    ref = view.ref(row)
    below: list[Text] = [(Chinese(ref.printed),)] if view.language == "en" else []
    below.append(against(view, row))
    found = view.study.corrections.get(row.row_id)
    if found:
        should_be, evidence = (Chinese(found.should_be),), (Chinese(found.evidence),)
        below.append(view.tell("site.correction", should_be=should_be, evidence=evidence))
    below.append(manual_words(view, row))
    remark = joined(filter(None, below), " ")
    return Cell((ref,), value=exact_number(row.value), remark=remark)


def against(view: View, row: Statement) -> Text:
    """What a change or a share is against, where the figure as printed does not say it."""
    named = row.kind == "share" and row.indicator  # its name says what it is a share of
    if not row.basis or named or row.basis in printed(view.document, row):
        return ()
    key = "site.basis_share" if row.kind == "share" else "site.basis_change"
    return view.tell(key, basis=basis_words(view, row))


def basis_words(view: View, row: Statement) -> Text:
    """What a change or a share is against: as printed, in English translated where it is known."""
    basis = squeezed(row.basis)
    known = view.say_known(f"site.basis_{basis}")
    return (known,) if known else view.printed_words(f"“{basis}”")


def manual_words(view: View, row: Statement) -> Text:
    """As what a person reads a figure, who and why; nothing of one read by rule."""
    if row.reading != "manual":
        return ()
    value = view.amount(row.value, row.canonical_unit).text
    who, why = (Chinese(row.read_by),), (Chinese(row.read_why),)
    return view.tell("site.manual_reading", value=value, who=who, why=why)


def standing(view: View, row: Statement, behind: Statement | None = None) -> Cell:
    """How a figure, or what is ``behind`` it, compares: by its word, else by relation or reason."""
    found = view.principal.get(row.row_id)
    other = view.principal.get(behind.row_id) if behind else None
    found = other if other and other.relation != "none" else found
    if found is None:
        return Cell("—")
    if found.relation == "none":
        return Cell(view.code("reason", found.reason), badge="none")
    relation = view.coded("relation", found.relation)
    shown = _word(view, found)._replace(remark=relation.text) if found.word else relation
    if found.target is None or found.relation not in ("peer", "benchmark", "same_fact"):
        return shown
    key = "site.beside_per_head" if found.per_head else "site.beside"
    remark = view.say(
        "site.beside_same_fact" if found.relation == "same_fact" else key,
        own=view.amount(found.observed, found.unit).text,
        place=view.place(found.reference_place),
        year=format_period(found.target_year, view.language),
        target=view.amount(found.target, found.target_unit, found.operator).text,
    )
    return shown._replace(remark=remark)


def _told(view: View, found: Sequence[Finding]) -> Text:
    """At most three findings in words."""
    said = ((describe(one, view.language, view.names), one.rows) for one in found[:3])
    return joined((_linked(view, *one) for one in said), view.say("site.space"))


def _outcomes(view: View, rule: str) -> str:
    counts = Counter(one.outcome for one in view.study.audited if one.rule == rule)
    return view.join(view.counts("outcome", counts))


# By the key of the column, with the key of its table before it where others have it too.
_CELLS: dict[str, Callable[[View, Any], Shown]] = {
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
    "count": lambda _, group: Cell(str(len(group[1])), value=len(group[1])),
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
    "measure": lambda e, row: e.heading(row),
    "figures.name": lambda e, row: e.name(row),
    "figures.printed": _figure,
    "figures.place": lambda e, row: e.place(row.place) if row.place else "—",
    "year": lambda e, row: e.year_cell(row.year, row.year_from, row.period),
    "kind": lambda e, row: e.code("kind", row.kind),
    "sense": lambda e, row: e.coded("sense", row.sense),
    "standing": standing,
    "rule": lambda e, group: e.say(f"audit.rule.{group[1][0].rule}.name"),
    "finding": lambda e, group: _told(e, group[1]),
    "outcome": lambda e, group: e.coded("outcome", group[0]),
    "rules.rule": lambda e, rule: e.say(f"audit.rule.{rule}.name"),
    "meaning": lambda e, rule: e.say(f"audit.rule.{rule}.meaning"),
    "tolerance": lambda e, rule: e.say(f"audit.rule.{rule}.tolerance"),
    "origin": lambda e, rule: e.say(f"audit.rule.{rule}.origin"),
    "rules.outcome": _outcomes,
}
