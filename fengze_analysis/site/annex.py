"""The annex: what it has in common with the PDF, and the rows of what only pages have, grouped."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ..audit import load_rules
from ..audit.audit import Point
from ..interval import Exact, exact_number
from ..messages import load_catalogue
from ..messages.findings import describe, describe_point, question_of_point, readings_of_point
from ..messages.numbers import format_period, format_plain, gap_unit
from ..model import Comparison, Finding
from .view import Cell, View

_PRINTED = re.compile(r" \(“[^”]*”\)")
_FIRST = re.compile(r"。|\. (?=[A-Z“])")
Row = Mapping[str, Cell | str]  # cells by column: ``#`` marks numbers, ``*`` what a list filters


class ShownPoint:
    """A finding that matters: its rule, its outcome, what it says, its innocent readings."""

    def __init__(self, view: View, number: int, found: Point) -> None:
        first, language, names = found.findings[0], view.language, view.names
        self.anchor, self.rows = f"p-{number}", found.rows
        self.title = view.say(f"audit.rule.{first.rule}.name")
        self.badge = view.coded("outcome", first.outcome)
        self.text = view.linked(describe_point(found, language, names), found.rows)
        self.brief = view.linked(_brief(view, first), found.rows)
        self.ask = question_of_point(found, language, names)
        self.readings = readings_of_point(found, language)


def _brief(view: View, finding: Finding) -> str:
    """A finding in one clause; its first sentence where the catalogue has no shorter one."""
    key = f"site.brief.{finding.message.removeprefix('audit.').removesuffix('_slip')}"
    if key in load_catalogue():
        finding = replace(finding, message=key)
    said = describe(finding, view.language, view.names)
    if view.language == "en":
        said = _PRINTED.sub("", said)  # the names are enough here; the point itself quotes
    return _FIRST.split(said)[0].rstrip("。.")


class Section:
    """A section of both the pages and the PDF: paragraphs and the rows of a table."""

    def __init__(self, view: View, key: str, *said: str, rows: Sequence[Row] = ()) -> None:
        self.title, self.said, self.rows = view.say(f"site.{key}_head"), said, rows
        names = [name.lstrip("#*") for name in (rows[0] if rows else ())]
        self.columns = [view.say(f"site.column_{name}") for name in names]


def make_sections(view: View) -> dict[str, Section]:
    """By their keys: comparisons, how figures are read, compared and checked, the settings."""
    say, study, rows = view.say, view.study, view.study.comparisons
    count = sum(one.place == view.document.place for one in study.curated.targets)
    lead = say("site.own_some" if count else "site.own_none", n=count, place=view.own)
    own = [_verdict(view, row) for row in rows if row.relation == "verdict"]
    others = [_other(view, row) for row in rows if row.relation not in ("verdict", "none")]
    made = {
        "own": Section(view, "own", lead, rows=own),
        "others": Section(view, "others", rows=others),
    }
    delta = format_plain(study.parameters.delta * 100, "zh")
    for key, most in (("reading", 3), ("compare", 3), ("audit", 2)):
        said = [say(f"site.{key}_{one}", delta=delta) for one in range(1, most + 1)]
        made[key] = Section(view, key, *said)
    return made | {"settings": Section(view, "settings", _settings(view))}


def _verdict(view: View, row: Comparison) -> Row:
    target = view.amount(row.target, row.target_unit, row.operator).text
    base = view.amount(row.base, row.target_unit).text
    return {
        **_compared(view, row),
        "target": view.cited(target, row.source_id, row.target_year),
        "base": Cell(base, remark=str(row.base_year or "")),
        "#progress": _share(view, row.progress),
        "#time_share": _share(view, row.time_share),
        "*word": view.word(row),
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
        "*word": view.word(row),
        "#gap": view.amount(row.gap, gap_unit(row.unit)),
    }


def _compared(view: View, row: Comparison) -> Row:
    """The figure as printed, whose it is where it is not the area's own, and of when."""
    figure = view.by_id[row.row_id]
    whose = "" if view.is_own(figure) else f"{view.place(figure.place)} "
    remark = f"{whose}{view.year(row.observed_year, row.observed_year_from)}"
    return {
        "name": view.indicator(row.indicator) or view.name(figure),
        "#printed": Cell(view.figure_link(figure), value=exact_number(row.observed), remark=remark),
    }


def _share(view: View, value: Exact | None) -> Cell:
    number = exact_number(value)
    said = "" if number is None else f"{format_plain(number * 100, view.language, places=1)}%"
    return Cell(said or "—", value=number)


def _methods(view: View, row: Comparison) -> str:
    words = {"cagr": row.word_cagr, "un": row.word_un, "destatis": row.word_destatis}
    said = (
        view.say(f"site.method_{name}", word=view.code("word", word))
        for name, word in words.items()
        if word
    )
    return view.join(said) or "—"


def _settings(view: View) -> str:
    used, say = view.study.parameters, view.say
    return say(
        "site.settings",
        as_of=say("site.as_of_year" if used.as_of else "site.as_of_any", year=used.as_of),
        base=say("site.base_year" if used.base_year else "site.base_own", year=used.base_year),
        delta=format_plain(used.delta * 100, "zh"),
        about=format_plain(used.about_share * 100, "zh"),
        rounding=say(f"site.rounding_{used.rounding}"),
        years=say(f"site.years_{used.document_years}"),
    )


def group_rows(view: View) -> dict[str, Any]:
    """The rows of the tables that only pages have, as these put them together."""
    study, say = view.study, view.say
    alone = study.comparison.query("relation == 'none'")
    reasons = alone.groupby("reason", sort=False, observed=True)["row_id"].unique()
    minor: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in study.audited:
        if one.outcome == "cannot_tell" and not one.weight:
            minor[one.rule, one.group].append(one)
    outcomes = {rule: Counter[str]() for rule in load_rules()}
    for one in study.audited:
        outcomes[one.rule][one.outcome] += 1
    words = [key.removesuffix(".term") for key in load_catalogue() if key.endswith(".term")]
    plans = groupby(study.gap_rows, lambda gap: gap.place)
    return {
        "reasons": sorted(reasons.items(), key=lambda one: -len(one[1])),
        "minor": list(minor.values()),  # alike ones in one row
        "outcomes": outcomes,
        "terms": [(say(f"{word}.term"), say(f"{word}.meaning")) for word in words],
        "plans": [(place, list(gaps)) for place, gaps in plans],
    }
