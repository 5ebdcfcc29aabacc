"""The page of the checks: points to verify, the other cases, what agrees, the rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..audit import (
    Point as Asked,
    describe,
    describe_point,
    load_rules,
    question_of_point,
    readings_of_point,
    summary,
)
from ..model import Finding
from .annex import columns
from .content import Cell, Point, Section, Table, Text, joined, with_refs
from .edition import Edition

_FEW = 6  # figures of a finding that are linked
_RULE = ("name", "meaning", "tolerance", "origin")
_FIRST = re.compile(r"。|\. (?=[A-Z“])")


def make_points(edition: Edition) -> tuple[Point, ...]:
    """The findings that matter, the weightiest first, each with its figures linked."""
    asked = summary(edition.study.audited).points
    return tuple(_point(edition, number, point) for number, point in enumerate(asked, 1))


def _point(edition: Edition, number: int, asked: Asked) -> Point:
    language, names = edition.language, edition.names
    ask = question_of_point(asked, language, names)
    return Point(
        anchor=f"p-{number}",
        title=edition.say(f"audit.rule.{asked.findings[0].rule}.name"),
        badge=Cell(edition.code("outcome", asked.outcome), badge=asked.outcome),
        text=linked(edition, describe_point(asked, language, names), asked.rows),
        readings=readings_of_point(asked, language),
        rows=asked.rows,
        brief=linked(edition, _brief(edition, asked.findings[0]), asked.rows),
        ask=(ask,) if ask else (),
    )


def _brief(edition: Edition, finding: Finding) -> str:
    """A finding in one clause; its first sentence where the catalogue has no shorter one."""
    key = f"site.brief.{finding.message.removeprefix('audit.').removesuffix('_slip')}"
    if edition.knows(key):
        return describe(replace(finding, message=key), edition.language, edition.names)
    said = describe(finding, edition.language, edition.names)
    return _FIRST.split(said)[0].rstrip("。.")


def linked(edition: Edition, said: str, rows: Iterable[str]) -> Text:
    """A sentence of the audit with its figures linked.

    One about many figures tells counts of them, which must not be taken for a figure: no links.
    """
    known = [edition.by_id[row] for row in rows if row in edition.by_id]
    return with_refs(said, map(edition.bare_ref, known)) if len(known) <= _FEW else (said,)


def check_sections(edition: Edition, points: Sequence[Point]) -> tuple[Section, ...]:
    """The sections of the page."""
    say = edition.say
    lead = say("site.points_lead" if points else "site.points_none")
    first = Section("points", say("site.points_head"), ((lead,),), findings=tuple(points))
    return (first, *_others(edition), _agreed(edition), _rules(edition))


def _others(edition: Edition) -> Iterable[Section]:
    """Open cases of no weight, alike ones in one row."""
    rows = [one for one in edition.study.audited if one.outcome == "cannot_tell" and not one.weight]
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in rows:
        groups[one.rule, one.group].append(one)
    if not groups:
        return
    cells = [_row(edition, found) for found in groups.values()]
    title = edition.say("site.minor_title")
    names = columns(edition, "*rule finding #count")
    table = Table("minor", title, names, tuple(cells), file="data/findings.csv")
    yield Section("minor", edition.say("site.minor_head"), tables=(table,))


def _row(edition: Edition, found: Sequence[Finding]) -> tuple[Cell, ...]:
    said = [linked(edition, describe(one, edition.language, edition.names), one.rows) for one in found[:3]]
    return (
        Cell(edition.say(f"audit.rule.{found[0].rule}.name")),
        Cell(joined(said, edition.say("site.space"))),
        Cell(str(len(found)), value=float(len(found))),
    )


def _agreed(edition: Edition) -> Section:
    """What was tested and agrees."""
    rows = [one for one in edition.study.audited if one.outcome in ("consistent", "rounding")]
    cells = [
        (
            Cell(edition.say(f"audit.rule.{one.rule}.name")),
            Cell(edition.code("outcome", one.outcome), badge=one.outcome),
            Cell(linked(edition, describe(one, edition.language, edition.names), one.rows)),
        )
        for one in rows
    ]
    names = columns(edition, "*rule *outcome finding")
    note = (edition.say("site.agree_note"),)
    table = Table("agreed", edition.say("site.agree_title"), names, tuple(cells), note)
    return Section("agreed", edition.say("site.agree_head"), tables=(table,))


def _rules(edition: Edition) -> Section:
    """The rules: what each means, its tolerance, where it comes from, and what it found."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in edition.study.audited:
        found[one.rule][one.outcome] += 1
    cells = []
    for rule in load_rules():
        counts = found[rule].most_common()
        said = [edition.say("site.word_count", word=edition.code("outcome", code), n=n) for code, n in counts]
        texts = (edition.say(f"audit.rule.{rule}.{part}") for part in _RULE)
        cells.append((*map(Cell, texts), Cell(edition.join(said) or "—")))
    names = columns(edition, "rule meaning tolerance origin outcome")
    table = Table("rules", edition.say("site.rules_title"), names, tuple(cells))
    return Section("rules", edition.say("site.rules_head"), tables=(table,))
