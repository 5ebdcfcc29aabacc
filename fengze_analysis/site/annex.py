"""The tables of all pages, and the annex: comparisons and gaps, checks and rules, method, terms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from ..audit import Point as Found
from ..audit import load_rules, summary
from ..interval import Exact, Interval, exact_number
from ..messages import load_catalogue
from ..messages.findings import describe, describe_point, question_of_point, readings_of_point
from ..messages.numbers import format_amount, format_period, format_plain, gap_unit, round_readable
from ..model import Comparison, Derived, Finding, Gap, Source, Statement, Validation
from .view import Cell, Section, Table, View, chinese, link, printed, squeezed, with_refs

_FEW = 6  # figures of a finding that are linked
_PRINTED = re.compile(r" \(“[^”]*”\)")
_FIRST = re.compile(r"。|\. (?=[A-Z“])")
Row = dict[str, Cell | str]


class Point:
    """A finding that matters: its rule, its outcome, what it says, its innocent readings."""

    def __init__(self, view: View, number: int, found: Found) -> None:
        first, language, names = found.findings[0], view.language, view.names
        self.anchor, self.rows = f"p-{number}", found.rows
        self.title = view.say(f"audit.rule.{first.rule}.name")
        self.badge = view.coded("outcome", first.outcome)
        self.text = _linked(view, describe_point(found, language, names), found.rows)
        self.brief = _linked(view, _brief(view, first), found.rows)
        self.ask = question_of_point(found, language, names)
        self.readings = readings_of_point(found, language)


def make_points(view: View) -> list[Point]:
    """The findings that matter, the weightiest first, each with its figures linked."""
    found = summary(view.study.audited).points
    return [Point(view, number, one) for number, one in enumerate(found, 1)]


def _brief(view: View, finding: Finding) -> str:
    """A finding in one clause; its first sentence where the catalogue has no shorter one."""
    key = f"site.brief.{finding.message.removeprefix('audit.').removesuffix('_slip')}"
    if view.knows(key):
        finding = replace(finding, message=key)
    said = describe(finding, view.language, view.names)
    if view.language == "en":
        said = _PRINTED.sub("", said)  # the names are enough here; the point itself quotes
    return _FIRST.split(said)[0].rstrip("。.")


def _linked(view: View, said: str, rows: Iterable[str]) -> str:
    """A sentence of the audit with its figures, without movement or field, linked."""
    known = [view.by_id[row] for row in rows if row in view.by_id]
    if not 0 < len(known) <= _FEW:  # it tells counts of many, which are none of the figures
        return said
    if view.language == "en":
        bare = [format_amount(row.value, row.canonical_unit, "en", row.approx) for row in known]
    else:
        bare = [squeezed(row.surface) for row in known]
    return with_refs(said, zip(bare, map(view.ref, known, bare), strict=True))


def make_annex(
    view: View, points: Sequence[Point], notebooks: Sequence[tuple[str, str]]
) -> Mapping[str, Iterator[Section]]:
    """The sections of the pages of the annex in their order."""
    return {
        "comparison": _comparison(view),
        "checks": _checks(view, points),
        "method": _method(view, notebooks),
    }


def _filled(view: View, table: Table, said: Sequence[str] = ()) -> Iterator[Section]:
    """The section of one table where it has rows."""
    if table.rows:
        yield Section(view, table.key, table, said=said)


def _comparison(view: View) -> Iterator[Section]:
    """Own targets, what others plan and have, what was compared with nothing, gaps."""
    study, rows = view.study, view.study.comparisons
    own = [_verdict(view, row) for row in rows if row.relation == "verdict"]
    count = sum(one.place == view.document.place for one in study.curated.targets)
    said = view.say("site.own_some" if count else "site.own_none", n=count, place=view.own)
    table = Table(view, "verdicts", own, "comparison")
    yield Section(view, "own", *[table] if own else [], said=said)
    others = (_other(view, row) for row in rows if row.relation not in ("verdict", "none"))
    yield Section(view, "others", Table(view, "others", others, "comparison"))
    by: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if row.relation == "none":
            by[row.reason][row.row_id] = None
    reasons: Iterator[Row] = (
        {"reason": view.code("reason", reason), "#count": _count(ids), "figures": view.refs(ids)}
        for reason, ids in sorted(by.items(), key=lambda one: -len(one[1]))
    )
    yield Section(view, "reasons", Table(view, "reasons", reasons, "comparison"))
    yield Section(view, "gaps", *_gaps(view))
    derived = (_derived(view, row) for row in study.computed)
    yield from _filled(view, Table(view, "derived", derived, "derived"))


def _verdict(view: View, row: Comparison) -> Row:
    target = view.amount(row.target, row.target_unit, row.operator).text
    base = view.amount(row.base, row.target_unit).text
    return {
        **_compared(view, row),
        "target": view.cited(target, row.source_id, row.target_year),
        "base": Cell(base, remark=str(row.base_year or "")),
        "#progress": _share(view, row.progress),
        "#time_share": _share(view, row.time_share),
        "*word": _word(view, row),
        "methods": _methods(view, row),
    }


def _other(view: View, row: Comparison) -> Row:
    year, place = format_period(row.target_year, view.language), view.place(row.reference_place)
    reference = view.say("site.of_year", place=place, year=year) if year else place
    return {
        **_compared(view, row),
        "*relation": view.coded("relation", row.relation),
        "reference": view.cited(reference, row.source_id),
        "#reference_value": view.amount(row.target, row.target_unit, row.operator),
        "#per_head": view.amount(row.observed if row.per_head else None, row.unit),
        "*word": _word(view, row),
        "#gap": view.amount(row.gap, gap_unit(row.unit)),
    }


def _compared(view: View, row: Comparison) -> Row:
    """The figure as printed, whose it is where it is not the area's own, and of when."""
    figure = view.by_id[row.row_id]
    whose = "" if view.is_own(figure) else f"{view.place(figure.place)} "
    remark = f"{whose}{view.year(row.observed_year, row.observed_year_from)}"
    return {
        "name": view.indicator(row.indicator) or view.name(figure),
        "#printed": Cell(view.ref(figure), value=exact_number(row.observed), remark=remark),
    }


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


def _count(found: Iterable[object]) -> Cell:
    n = len([*found])
    return Cell(str(n), value=n)


def _gaps(view: View) -> Iterator[Table]:
    plans = groupby(view.study.gap_rows, lambda gap: gap.place)
    for number, (place, gaps) in enumerate(plans):
        # The file and the note stand once.
        rows, name = (_gap(view, gap) for gap in gaps), view.place(place, short=False)
        table = Table(view, "gaps", rows, "" if number else "gaps", place=name)
        table.key, table.note = f"gaps-{number}", "" if number else table.note
        yield table


def _gap(view: View, gap: Gap) -> Row:
    return {
        "name": view.indicator(gap.indicator),
        "*main": view.say("site.yes" if gap.main else "site.no"),
        "*status": view.coded("status", gap.status),
        "said": view.refs(gap.rows) or view.printed_words(gap.sentence),
    }


def _derived(view: View, row: Derived) -> Row:
    interval = round_readable(Interval.between(row.low, row.high))
    return {
        "*derived": view.say(f"site.derived_{'per_head' if row.unit == '元/万人' else row.kind}"),
        "name": view.indicator(row.indicator),
        "#value": view.amount(row.value, row.unit),
        "interval": view.amount(interval, row.unit),
        "inputs": view.refs(row.inputs),
    }


def _checks(view: View, points: Sequence[Point]) -> Iterator[Section]:
    """Points to verify, open cases of no weight with alike ones in one row, what agrees, rules."""
    lead = view.say("site.points_lead" if points else "site.points_none")
    yield Section(view, "points", said=lead, findings=points)
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in view.study.audited:
        if one.outcome == "cannot_tell" and not one.weight:
            alike[one.rule, one.group].append(one)
    minor: Iterator[Row] = (
        {"*rule": _rule(view, rule), "finding": _told(view, found[:3]), "#count": _count(found)}
        for (rule, _), found in alike.items()
    )
    yield from _filled(view, Table(view, "minor", minor, "findings"))
    agreed: Iterator[Row] = (
        {
            "*rule": _rule(view, one.rule),
            "*outcome": view.coded("outcome", one.outcome),
            "finding": _told(view, [one]),
        }
        for one in view.study.audited
        if one.outcome in ("consistent", "rounding")
    )
    yield Section(view, "agree", Table(view, "agree", agreed))
    parts = ("meaning", "tolerance", "origin")
    rules = (
        {"rule": _rule(view, rule)}
        | {part: _rule(view, rule, part) for part in parts}
        | {"outcome": _outcomes(view, rule)}
        for rule in load_rules()
    )
    yield Section(view, "rules", Table(view, "rules", rules))


def _rule(view: View, rule: str, part: str = "name") -> str:
    return view.say(f"audit.rule.{rule}.{part}")


def _told(view: View, found: Sequence[Finding]) -> str:
    said = (_linked(view, describe(one, view.language, view.names), one.rows) for one in found)
    return view.joined("site.space", said)


def _outcomes(view: View, rule: str) -> str:
    counts = Counter(one.outcome for one in view.study.audited if one.rule == rule)
    return view.join(view.counts("outcome", counts))


def _method(view: View, notebooks: Sequence[tuple[str, str]]) -> Iterator[Section]:
    say, study, delta = view.say, view.study, _percent(view.study.parameters.delta)
    for name, count in (("reading", 3), ("compare", 3), ("audit", 2)):
        said = [say(f"site.{name}_{one}", delta=delta) for one in range(1, count + 1)]
        yield Section(view, name, said=said)
    yield Section(view, "settings", said=_settings(view))
    validated = (_validated(view, row) for row in study.validated)
    lead = say("site.validation_lead")
    yield from _filled(view, Table(view, "validation", validated), lead)
    unread = (
        {
            "surface": view.printed_words(row.surface),
            "reason": view.code("unread", row.reason),
            "sentence": view.printed_words(row.sentence),
        }
        for row in study.extraction.unread
    )
    yield from _filled(view, Table(view, "unread", unread, "unread"))
    sources = (_source(view, row) for row in view.sources.values())
    anchors = (f"s-{one}" for one in view.sources)
    yield from _filled(view, Table(view, "sources", sources, anchors=anchors))
    words = [key.removesuffix(".term") for key in load_catalogue() if key.endswith(".term")]
    terms = [(say(f"{word}.term"), say(f"{word}.meaning")) for word in words]
    yield Section(view, "glossary", terms=terms)
    if notebooks:
        yield Section(view, "notebooks", said=say("site.notebooks_lead"), links=notebooks)


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


def _validated(view: View, row: Validation) -> Row:
    target = view.amount(row.target, row.unit, row.operator)
    observed = view.amount(row.observed, row.unit)
    official = view.glossed(view.code("official", row.official), row.official_word)
    counted = row.our_count is not None
    return {
        "*place": view.place(row.place),
        "name": view.indicator(row.indicator) or view.say("site.counted"),
        "#target": view.cited(target, row.target_source_id),
        "#observed": view.cited(observed, row.observed_source_id, row.observed_year),
        "*word": Cell("", remark=view.say("site.counted_n", n=row.our_count))
        if counted
        else _word(view, row),
        "official": view.cited(official, row.source_id),
        "*agreement": view.code("agreement", row.agreement) or "—",
    }


def _source(view: View, row: Source) -> Row:
    web = row.url.startswith(("https://", "http://"))
    about = (view.office(row.publisher or row.issuer), row.number, row.published)
    return {
        "title": link(squeezed(row.title), row.url) if web else view.printed_words(row.title),
        "about": view.printed_words(" · ".join(filter(None, about))),
        "*confidence": view.coded("confidence", row.confidence),
    }


# ---- every figure


def figures_table(view: View) -> Table:
    """Every figure of the report: what, how much as printed, of where, of when, in which sense."""
    anchors = (view.anchors[row.row_id].replace("f-", "r-") for row in view.rows)
    rows = (_figure(view, row) for row in view.rows)
    return Table(view, "figures", rows, "outcomes", anchors)


def _figure(view: View, row: Statement) -> Row:
    return {
        "*measure": view.heading(row),
        "name": view.name(row),
        "#printed": Cell(view.ref(row), value=exact_number(row.value), remark=_below(view, row)),
        "*place": view.place(row.place) if row.place else "—",
        "year": view.year_cell(row.year, row.year_from, row.period),
        "*kind": view.code("kind", row.kind),
        "*sense": view.coded("sense", row.sense),
        "*standing": standing(view, row),
    }


def _below(view: View, row: Statement) -> str:
    """Below a figure: in English, as printed, what it is against, a correction."""
    shown, found = printed(view.document, row), view.study.corrections.get(row.row_id)
    below = [chinese(shown) if view.language == "en" else "", against(view, row)]
    if found:
        should_be, evidence = chinese(found.should_be), chinese(found.evidence)
        below.append(view.say("site.correction", should_be=should_be, evidence=evidence))
    return Markup(" ").join(filter(None, [*below, manual_words(view, row)]))


def against(view: View, row: Statement) -> str:
    """What a change or a share is against, where the figure as printed does not say it."""
    named = row.kind == "share" and row.indicator  # its name says what it is a share of
    if not row.basis or named or row.basis in printed(view.document, row):
        return ""
    key = "site.basis_share" if row.kind == "share" else "site.basis_change"
    return view.say(key, basis=basis_words(view, row))


def basis_words(view: View, row: Statement) -> str:
    """What a change or a share is against: as printed, in English translated where it is known."""
    basis = squeezed(row.basis)
    return view.say_known(f"site.basis_{basis}") or view.printed_words(f"“{basis}”")


def manual_words(view: View, row: Statement) -> str:
    """As what a person reads a figure, who and why; nothing of one read by rule."""
    if row.reading != "manual":
        return ""
    value = view.amount(row.value, row.canonical_unit).text
    who, why = chinese(row.read_by), chinese(row.read_why)
    return view.say("site.manual_reading", value=value, who=who, why=why)


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
    shown = replace(_word(view, found), remark=relation.text) if found.word else relation
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
    return replace(shown, remark=remark)
