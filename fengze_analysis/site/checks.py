"""The page of the checks: points to verify, the other cases, what agrees, the rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..audit import Point as Asked
from ..audit import load_rules, summary
from ..messages.findings import describe, describe_point, question_of_point, readings_of_point
from ..model import Finding
from .content import Cell, Point, Section, Table, Text, joined, with_refs
from .edition import Edition

_FEW = 6  # figures of a finding that are linked
_RULE = ("name", "meaning", "tolerance", "origin")
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
        text=linked(edition, describe_point(asked, language, names), asked.rows),
        readings=readings_of_point(asked, language),
        rows=asked.rows,
        brief=linked(edition, _brief(edition, first), asked.rows),
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


def linked(edition: Edition, said: str, rows: Iterable[str]) -> Text:
    """A sentence of the audit with its figures linked.

    One about many figures tells counts of them, which must not be taken for a figure: no links.
    """
    known = [edition.by_id[row] for row in rows if row in edition.by_id]
    return with_refs(said, map(edition.bare_ref, known)) if len(known) <= _FEW else (said,)


def check_sections(edition: Edition, points: Sequence[Point]) -> Iterator[Section]:
    """The sections of the page."""
    say = edition.say
    lead = say("site.points_lead" if points else "site.points_none")
    yield Section("points", say("site.points_head"), ((lead,),), findings=tuple(points))
    tables = {"minor": _minor(edition), "agree": _agreed(edition), "rules": _rules(edition)}
    for key, table in tables.items():
        if table.rows or key == "agree":
            yield Section(key, say(f"site.{key}_head"), tables=(table,))


def _rule(edition: Edition, finding: Finding) -> str:
    return edition.say(f"audit.rule.{finding.rule}.name")


def _told(edition: Edition, found: Sequence[Finding]) -> Text:
    """At most three findings in words."""
    said = (describe(one, edition.language, edition.names) for one in found[:3])
    linked_ones = (linked(edition, text, one.rows) for text, one in zip(said, found, strict=False))
    return joined(linked_ones, edition.say("site.space"))


def _minor(edition: Edition) -> Table:
    """Open cases of no weight, alike ones in one row."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in edition.study.audited:
        if one.outcome == "cannot_tell" and not one.weight:
            groups[one.rule, one.group].append(one)
    columns = {
        "*rule": lambda found: _rule(edition, found[0]),
        "finding": lambda found: _told(edition, found),
        "#count": lambda found: Cell(str(len(found)), value=float(len(found))),
    }
    return edition.table("minor", list(groups.values()), columns, file="findings")


def _agreed(edition: Edition) -> Table:
    """What was tested and agrees."""
    rows = [one for one in edition.study.audited if one.outcome in ("consistent", "rounding")]
    columns = {
        "*rule": lambda one: _rule(edition, one),
        "*outcome": lambda one: Cell(edition.code("outcome", one.outcome), one.outcome),
        "finding": lambda one: _told(edition, [one]),
    }
    return edition.table("agree", rows, columns, note=edition.say("site.agree_note"))


def _rules(edition: Edition) -> Table:
    """The rules: what each means, its tolerance, where it comes from, and what it found."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in edition.study.audited:
        found[one.rule][one.outcome] += 1

    def outcomes(rule: str) -> str:
        counts = found[rule].most_common()
        words = ((edition.code("outcome", code), n) for code, n in counts)
        return edition.join(edition.say("site.word_count", word=word, n=n) for word, n in words)

    def text(part: str) -> object:
        return lambda rule: edition.say(f"audit.rule.{rule}.{part}")

    titles = ("rule", *_RULE[1:])
    columns = {title: text(part) for title, part in zip(titles, _RULE, strict=True)}
    return edition.table("rules", load_rules(), {**columns, "outcome": outcomes})
