"""Opinion, measure, evidence: what each measure is answered with and what can be compared."""

from __future__ import annotations

from collections import Counter

from ..comparison.opinions import MeasureEvidence
from ..publishing.cells import Cell, Column, PageTable, Tag, Words
from ..study import Study
from .figures import headings
from .outcomes import citation, evidence_phrase
from .phrasing import some_of
from .saying import counted, say

_COLUMNS = (
    Column("opinion", "审议意见", "Opinion"),
    Column("measure", "措施", "Measure"),
    Column("evidence", "依据", "Evidence", "tag"),
    Column("outcome", "成效数据", "Outcome data", "number"),
    Column("work", "工作数据", "Work data", "number"),
    Column("clauses", "带数据的分句", "Clauses with a figure"),
    Column("held", "可对照的项数", "Comparable observations", "number"),
    Column("section", "部分", "Part", shown=False),
    Column("item", "措施号", "Measure number", shown=False),
)


def measures_line(study: Study) -> Words:
    """How many measures and clauses come with figures, and how many can be held against one."""
    clauses = sum(row.clauses for row in study.measures)
    held = held_by_measure(study)
    holding = sum(held[row.section, row.item] > 0 for row in study.measures)
    return say(
        "measures_line",
        n=counted(len(study.measures), "measure"),
        c=counted(clauses, "clause"),
        w=sum(row.clauses_with_figure for row in study.measures),
        evidence=evidence_phrase(study),
        h=Words(some_of(holding, "项"), str(holding or "none")),
    )


def held_by_measure(study: Study) -> Counter[tuple[str, str]]:
    """How many observations of each measure can be held against a target, plan or result."""
    where = {row.row_id: (row.section, row.item) for row in study.observations}
    return Counter(where[row.row_id] for row in study.coverage if row.relation != "none")


def evidence_table(study: Study) -> PageTable:
    """The measures under their opinions, with what each is answered with."""
    held = held_by_measure(study)
    rows = tuple(_row(study, row, held[row.section, row.item]) for row in study.measures)
    title = Words("每项措施拿什么回应", "What each measure is answered with")
    return PageTable("evidence", title, _COLUMNS, rows, citation=citation(study))


def _row(study: Study, row: MeasureEvidence, held: int) -> tuple[Cell, ...]:
    names = headings(study)
    work = row.input + row.activity + row.output + row.recognition + row.uncoded
    return (
        names[row.section],
        names[f"{row.section}.{row.item}"],
        Tag(row.evidence, Words(row.evidence_zh, row.evidence_en)),
        row.outcome,
        work,
        f"{row.clauses_with_figure}/{row.clauses}",
        held,
        row.section,
        row.item,
    )
