"""How the report stands against the targets: the bottom line, the plans, the full table."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..comparison.pairing import FIVE_YEAR_CLASSES
from ..interval import format_number
from ..model import Comparison, Target
from ..publishing.cells import Cell, Column, PageTable, Words, printed
from ..study import Study
from . import citing
from .codes import words_of
from .coverage import observation_name, reasons_phrase, relation_counts, rows_by_id
from .outcomes import citation
from .saying import counted, joined, paragraphs, say, tallied
from .silence import silence_line

_REST = {0: "rest_none", 1: "rest_one"}
_OTHERS = ("yearly_plan", "benchmark", "peer", "same_fact")
_COMPARISON = (
    Column("printed", "原文数据", "As printed", "printed"),
    Column("name", "所指内容", "What is measured"),
    Column("whose", "谁的目标或实绩", "Whose target or result"),
    Column("asked", "数值", "Value"),
    Column("result", "结论或不作对照的原因", "Judgement, or why none", "tag"),
    Column("why", "说明", "Explanation"),
    Column("source", "来源", "Source"),
    *(
        Column(key, key, key, kind, shown=False)
        for key, kind in (
            ("row_id", "text"),
            ("indicator", "text"),
            ("relation", "text"),
            ("reason", "text"),
            ("principal", "text"),
            ("target_id", "text"),
            ("target_place", "text"),
            ("target_year", "text"),
            ("observed", "number"),
            ("observed_year", "text"),
            ("target", "number"),
            ("unit", "text"),
            ("target_unit", "text"),
            ("gap_low", "number"),
            ("gap_high", "number"),
            ("progress", "number"),
            ("progress_low", "number"),
            ("progress_high", "number"),
            ("time_share", "number"),
            ("pace_needed", "number"),
            ("confidence", "text"),
        )
    ),
)


def own_targets(study: Study) -> list[Target]:
    """The five-year targets on file of the report's own area."""
    here = study.document.place
    rows = study.curated.targets
    return [row for row in rows if row.place == here and row.class_ in FIVE_YEAR_CLASSES]


def bottom_line(study: Study) -> Words:
    """The answer: how many observations, and what each kind of relation has of them."""
    figures, observations = len(study.observations), len(study.coverage)
    twice = sum("；" in row.indicator or ";" in row.indicator for row in study.observations)
    n, m = counted(figures, "figure"), counted(observations, "observation")
    said = (
        say("one_each", n=n) if figures == observations else say("more_than_one", n=n, m=m, d=twice)
    )
    counts = relation_counts(study)
    left = counts["none"]
    rest = say(_REST.get(left, "rest"), k=left, list=reasons_phrase(study))
    return joined((said, _verdict_phrase(study), _others(counts), rest))


def _others(counts: Counter[str]) -> Words:
    """How many observations can be set beside a plan or others' figures; of a kind, or none."""
    found = [(say(f"can_{one}"), counts[one]) for one in _OTHERS if counts[one]]
    said = [Words(f"可{can.zh}的{n}项", f"{n} can be {can.en}") for can, n in found]
    missing = [say(f"can_{one}") for one in _OTHERS[:-1] if not counts[one]]
    if missing:
        first = joined(missing[:-1], "、", ", ")
        said.append(say("others_none", what=joined((first, missing[-1]), "或", " or ")))
    whole = joined(said, "，", ", ")
    return Words(f"{whole.zh}；", f"{whole.en[:1].upper()}{whole.en[1:]}.")


def _verdict_phrase(study: Study) -> Words:
    here, mine = citing.own(study), own_targets(study)
    judged = [row.word for row in study.coverage if row.relation == "verdict"]
    if judged:
        words = tallied(Counter(judged))
        return say("verdict_some", v=len(judged), own=here, words=words)
    if mine:
        return say("verdict_refused", own=here, k=len(mine))
    return say("verdict_no_list", own=here)


def settings_line(study: Study, *, reviews: bool = False) -> Words:
    """The parameters of this run, each of which changes what is said.

    Beside official ``reviews`` the year of each is the limit, and no figure is without a year.
    """
    chosen, as_of = study.parameters, "as_of_review" if reviews else "as_of_any"
    undated = "undated_year" if chosen.undated_year else f"undated_{chosen.undated}"
    return say(
        "settings",
        as_of=say("as_of_year", year=chosen.as_of) if chosen.as_of else say(as_of),
        base=say("base_year", year=chosen.base_year) if chosen.base_year else say("base_own"),
        delta=format_number(chosen.delta * 100),
        rounding=words_of("rounding", chosen.rounding),
        about=format_number(chosen.about_share * 100),
        undated=Words() if reviews else say(undated, year=chosen.undated_year),
    )


def year_line(study: Study) -> Words:
    """How many figures have no printed year, and what an assumed year would change."""
    undated = sum(not row.period_year for row in study.observations)
    total = counted(len(study.observations), "figure")
    known = say("year_unknown", n=total, u=undated)
    taken = str(study.settings["undated_year"])
    if taken:
        return joined(
            (say("year_unknown_taken", n=total, u=undated), say("year_taken", year=taken))
        )
    year = str(study.received.sidecar.get("reporting_year") or "")
    if not year:
        return known
    settings = {**study.settings, "undated_year": year}
    now, then = relation_counts(study), relation_counts(replace(study, settings=settings))
    blanks = {
        f"{letter}{number}": counts[relation]
        for letter, relation in (("p", "peer"), ("s", "same_fact"))
        for number, counts in enumerate((now, then))
    }
    changed = now["verdict"] != then["verdict"]
    key = "year_verdicts" if changed else "year_same" if then["verdict"] else "year_same_none"
    verdicts = say(key, v0=now["verdict"], v1=then["verdict"])
    return joined((known, say("year_trial", year=year, verdicts=verdicts, **blanks)))


def comparison_table(study: Study) -> PageTable:
    """Every observation and target that were looked at together, one row each."""
    rows = [row for row in study.comparisons if row.target_id or row.relation != "none"]
    cells = tuple(_comparison_row(study, row) for row in rows)
    title = Words("全部对照", "Every comparison")
    note = Words(
        "一行是一项内容与一个目标或实绩；没有任何目标可查的不在此列。",
        "A row is one observation and one target or result; what had none to look at is left out.",
    )
    return PageTable("comparison", title, _COMPARISON, cells, note, citation(study))


def _comparison_row(study: Study, row: Comparison) -> tuple[Cell, ...]:
    return (
        printed(rows_by_id(study)[row.row_id]),
        observation_name(study, row.row_id, row.indicator),
        citing.whose(study, row),
        citing.asked(study, row),
        citing.word_tag(row),
        citing.grounds(study, row),
        citing.source_cell(study, row.source_id, row.confidence),
        *(getattr(row, column.key) for column in _COMPARISON[7:]),
    )


def limits_line(study: Study) -> Words:
    """What the comparison cannot say, a paragraph each."""
    here, mine, targets = citing.own(study), own_targets(study), study.curated.targets
    undated = sum(not row.period_year for row in study.observations)
    uncoded = sum(not row.indicator for row in study.observations)
    reprints = sum(row.confidence == "tertiary" for row in targets)
    return paragraphs(
        say("limit_own_some", own=here, k=len(mine), v=relation_counts(study)["verdict"])
        if mine
        else say("limit_own", own=here),
        say("limit_others", own=here),
        say("limit_years", u=counted(undated, "figure")) if undated else Words(),
        say("limit_sources", n=counted(len(targets), "target"), t=reprints)
        if reprints
        else Words(),
        say("limit_lists"),
        say("limit_codebook" if uncoded else "limit_codebook_all", z=counted(uncoded, "figure")),
    )


__all__ = [
    "bottom_line",
    "comparison_table",
    "limits_line",
    "own_targets",
    "settings_line",
    "silence_line",
    "year_line",
]
