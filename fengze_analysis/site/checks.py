"""The page of the checks: points to verify, the other cases, what agrees, the rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..audit import Point as Asked
from ..audit import load_rules, summary
from ..messages.findings import describe, describe_point, question_of_point, readings_of_point
from ..model import Finding
from .edition import Cell, Edition, Point, Section, Table, Text, joined, with_refs

_FEW = 6  # figures of a finding that are linked
_RULE = {"rule": "name", "meaning": "meaning", "tolerance": "tolerance", "origin": "origin"}
_PRINTED = re.compile(r" \(“[^”]*”\)")
_FIRST = re.compile(r"。|\. (?=[A-Z“])")


def make_points(edition: Edition) -> tuple[Point, ...]:
    """The findings that matter, the weightiest first, each with its figures linked."""
    asked = summary(edition.study.audited).points
    return tuple(_point(edition, number, point) for number, point in enumerate(asked, 1))


def _point(edition: Edition, number: int, asked: Asked) -> Point:
    language, names, first = edition.language, edition.names, asked.findings[0]
    ask = question_of_point(asked, language, names)
    return Point(
        anchor=f"p-{number}",
        title=edition.say(f"audit.rule.{first.rule}.name"),
        badge=Cell(edition.code("outcome", first.outcome), first.outcome),
        text=_linked(edition, describe_point(asked, language, names), asked.rows),
        readings=readings_of_point(asked, language),
        rows=asked.rows,
        brief=_linked(edition, _brief(edition, first), asked.rows),
        ask=(ask,) if ask else (),
    )


def _brief(edition: Edition, finding: Finding) -> str:
    """A finding in one clause; its first sentence where the catalogue has no shorter one."""
    key = f"site.brief.{finding.message.removeprefix('audit.').removesuffix('_slip')}"
    if edition.knows(key):
        finding = replace(finding, message=key)
    said = describe(finding, edition.language, edition.names)
    if edition.language == "en":
        said = _PRINTED.sub("", said)  # the names are enough here; the point itself quotes
    return _FIRST.split(said)[0].rstrip("。.")


def _linked(edition: Edition, said: str, rows: Iterable[str]) -> Text:
    """A sentence of the audit with its figures linked.

    One about many figures tells counts of them, which must not be taken for a figure: no links.
    """
    known = [edition.by_id[row] for row in rows if row in edition.by_id]
    return with_refs(said, map(edition.bare_ref, known)) if len(known) <= _FEW else (said,)


def check_sections(edition: Edition, points: Sequence[Point]) -> Iterator[Section]:
    """The sections of the page."""
    lead = edition.say("site.points_lead" if points else "site.points_none")
    yield edition.section("points", said=lead)._replace(findings=tuple(points))
    for table in _tables(edition):
        if table.rows or table.key == "agree":
            yield edition.section(table.key, table)


def _tables(edition: Edition) -> Iterator[Table]:
    """Open cases of no weight, alike ones in one row; what was tested and agrees; the rules."""
    say, code, audited = edition.say, edition.code, edition.study.audited
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in audited:
        if one.outcome == "cannot_tell" and not one.weight:
            alike[one.rule, one.group].append(one)
    columns: dict[str, Any] = {
        "*rule": lambda found: say(f"audit.rule.{found[0].rule}.name"),
        "finding": lambda found: _told(edition, found),
        "#count": lambda found: Cell(str(len(found)), value=float(len(found))),
    }
    yield edition.table("minor", list(alike.values()), columns, file="findings")
    agreed = [[one] for one in audited if one.outcome in ("consistent", "rounding")]
    columns = {
        "*rule": columns["*rule"],
        "*outcome": lambda found: Cell(code("outcome", found[0].outcome), found[0].outcome),
        "finding": columns["finding"],
    }
    yield edition.table("agree", agreed, columns)

    def outcomes(rule: str) -> str:
        counts = Counter(one.outcome for one in audited if one.rule == rule).most_common()
        said = (say("site.word_count", word=code("outcome", word), n=n) for word, n in counts)
        return edition.join(said)

    columns = {
        title: lambda rule, part=part: say(f"audit.rule.{rule}.{part}")
        for title, part in _RULE.items()
    }
    yield edition.table("rules", load_rules(), {**columns, "outcome": outcomes})


def _told(edition: Edition, found: Sequence[Finding]) -> Text:
    """At most three findings in words."""
    said = ((describe(one, edition.language, edition.names), one.rows) for one in found[:3])
    return joined((_linked(edition, *one) for one in said), edition.say("site.space"))
