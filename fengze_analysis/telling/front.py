"""The site of a study: the first screen, the pages of the notebooks, method, limits, sources."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..comparison.words import RELATIONS
from ..publishing.cells import LANGUAGES, Words
from ..publishing.exports import read_drawings, read_tables
from ..publishing.site import Answer, Page, Section, Site
from ..release import RELEASED
from ..study import Study
from . import audit, citing, comparison, outcomes, silence
from .phrasing import plural, some_of

PAGES = ("outcomes", "comparison", "audit", "calibration")
_FIRST_FIGURE = "measures"
_SECTIONS = {"reading": 2, "comparison": 2, "audit": 1}


@cache
def _texts() -> dict[str, Words]:
    text = (files(__package__) / "front.csv").read_text(encoding="utf-8")
    return {row["key"]: Words(row["zh"], row["en"]) for row in csv.DictReader(text.splitlines())}


def say(key: str, **values: Words | str) -> Words:
    """A text of the front page, its blanks filled; a value may differ by language.

    >>> say("lead_calibration", count="20").en
    "The same method applied to 20 indicators of the nation's plan, beside the official judgements."
    """
    words = _texts()[key]
    said = {
        language: words.of(language).format(
            **{name: v if isinstance(v, str) else v.of(language) for name, v in values.items()}
        )
        for language in LANGUAGES
    }
    return Words(**said)


def make_site(study: Study, bodies: Mapping[str, Any], exports: Path, version: str) -> Site:
    """The site of ``study``; ``bodies`` are what its notebooks showed, ``exports`` what they wrote.

    ``bodies`` has the first heading and the HTML of each page by language.
    """
    drawings = read_drawings(exports)
    tables = read_tables(exports)
    keys = {table.key for table in tables}
    drawn = {drawing.key for drawing in drawings}
    return Site(
        report_id=study.received.report_id,
        version=version,
        date=RELEASED,
        document=study.document,
        observations=study.observations,
        unread=study.unread,
        indicators=study.curated.indicators,
        title=_title(study),
        caution=_caution(study),
        bottom_line=_bottom_line(study),
        answers=_answers(study),
        figure=_FIRST_FIGURE if _FIRST_FIGURE in drawn else "",
        findings=tuple(audit.first_points(study)),
        rule_names=audit.rule_names(),
        drawings=drawings,
        tables=tables,
        index_tables=tuple(key for key in ("evidence", "coverage", "benchmarks") if key in keys),
        pages=tuple(_page(study, key, bodies[key]) for key in PAGES if key in bodies),
        method=_method(study),
        limits=limits(study),
        sources=study.sources,
        cite=_cite(study, version),
        licence=say("licence"),
        correction=say("correction"),
    )


def _caution(study: Study) -> Words:
    """What the page is not: by the level of the area, and whether the report answers opinions."""
    place = say("caution_district" if citing.around(study).is_district else "caution_area")
    kind = say("caution_reply" if silence.is_reply(study) else "caution_report")
    return Words(f"{place.zh}{kind.zh}", f"{place.en} {kind.en}")


def _english(study: Study, key: str, otherwise: str) -> str:
    english: Any = study.received.sidecar.get("english") or {}
    return str(english.get(key) or otherwise)


def _title(study: Study) -> Words:
    place = study.document.place or study.received.report_id
    number = str(study.received.sidecar.get("number") or study.received.report_id)
    return Words(
        f"{place}报告数据核读（{number}）",
        f"The figures of a report, read and checked: {_english(study, 'place', place)} ({number})",
    )


def _bottom_line(study: Study) -> Words:
    """One sentence of computed numbers over all four answers."""
    relations = list(_relations(study).values())
    total = len(study.observations)
    verdicts, plans = relations.count("verdict"), relations.count("yearly_plan")
    others = relations.count("benchmark") + relations.count("peer")
    odd = sum(row.outcome == "contradiction" for row in study.findings)
    open_points = len(audit.to_verify(study))
    odd_zh = f"有{odd}处不一致且没有合理解释" if odd else "没有发现缺乏合理解释的不一致"
    asked_zh = f"拟请核实{open_points}项" if open_points else "没有拟请核实的事项"
    return Words(
        f"报告给出{total}个数据：{some_of(verdicts)}可据以判断本级“十四五”目标，"
        f"{some_of(plans)}可与年度计划核对，{some_of(others)}可与其他地区的目标或实绩参照；"
        f"数据之间{odd_zh}，{asked_zh}。",
        f"The report gives {plural(total, 'figure')}: {verdicts or 'none'} to be judged against a "
        f"five-year target of its own, {plans or 'none'} to be checked against a plan of the year "
        f"and {others or 'none'} to be set beside targets or results elsewhere; "
        f"{odd or 'no'} disagreement{'s' * (odd > 1)} without a reasonable explanation, and "
        f"{open_points or 'no'} point{'s' * (open_points != 1)} to verify with the issuer.",
    )


def _relations(study: Study) -> Mapping[str, str]:
    """The relation of each figure: of one that states two observations, the one that says more."""
    found: dict[str, str] = {}
    for row in sorted(study.coverage, key=lambda row: -RELATIONS.index(row.relation)):
        found[row.row_id] = row.relation
    return found


def _answers(study: Study) -> tuple[Answer, ...]:
    return (
        Answer(say("answer_outcomes"), outcomes.bottom_line(study), "outcomes"),
        Answer(say("answer_comparison"), comparison.bottom_line(study), "comparison"),
        Answer(say("answer_audit"), audit.bottom_line(study), "audit"),
        Answer(say("answer_silence"), comparison.silence_line(study), "comparison"),
    )


def _page(study: Study, key: str, bodies: Any) -> Page:
    count = len(study.calibration)
    lead = "lead_calibration_none" if key == "calibration" and not count else f"lead_{key}"
    return Page(key, say(f"page_{key}"), say(lead, count=str(count)), bodies)


def limits(study: Study) -> tuple[Words, ...]:
    """What the pages cannot say: about the area's own targets, silence, issuers and sources."""
    own = len(comparison.own_targets(study))
    standing = Counter(source.confidence for source in study.sources)
    counts = {name: str(standing[name]) for name in ("primary", "secondary", "tertiary")}
    return (
        say("limit_own_some", count=str(own)) if own else say("limit_own_none"),
        say("limit_silence"),
        say("limit_issuer"),
        say("limit_sources", **counts),
    )


def _method(study: Study) -> tuple[Section, ...]:
    delta = str(study.settings["delta"])
    return tuple(
        Section(
            say(f"method_{name}"),
            tuple(say(f"method_{name}_{one}", delta=delta) for one in range(1, count + 1)),
        )
        for name, count in _SECTIONS.items()
    )


def _cite(study: Study, version: str) -> Words:
    sidecar = study.received.sidecar
    title = str(sidecar["title"])
    return say(
        "cite",
        project="fengze_analysis",
        title=Words(title, _english(study, "title", title)),
        version=version,
        date=RELEASED,
        issuer=str(sidecar["issuer"]),
        number=str(sidecar.get("number") or "—"),
        issued=str(sidecar.get("date") or "—"),
    )
