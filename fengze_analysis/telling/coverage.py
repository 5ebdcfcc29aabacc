"""What each observation can be held against: every one once, with its status and the remedy."""

from __future__ import annotations

from collections import Counter

from ..comparison.coverage import Coverage, count_statuses
from ..comparison.words import RELATIONS
from ..model import Comparison, Observation
from ..publishing.cells import Cell, Column, PageTable, Tag, Words, printed
from ..study import Study
from .citing import relation_tag, short_reason, whose
from .codes import words_of
from .outcomes import citation, codebook
from .phrasing import measure_name
from .saying import joined, say

_FEW = 5
_COVERAGE = (
    Column("status", "对照情况", "Status", "tag"),
    Column("count", "项数", "Observations", "number"),
    Column("figures", "包括", "Which", "printed"),
    Column("remedy", "怎样才能对照", "What would settle it"),
    Column("relation", "关系代码", "Relation code", shown=False),
    Column("reason", "原因代码", "Reason code", shown=False),
)
_STATUSES = (
    Column("printed", "原文数据", "As printed", "printed"),
    Column("name", "所指内容", "What is measured"),
    Column("measure", "措施", "Measure"),
    Column("status", "对照情况", "Status", "tag"),
    Column("held", "与谁对照", "Held against"),
    Column("looked_at", "查过的目标和实绩", "Targets and results looked at", "number"),
    Column("row_id", "行号", "Row", shown=False),
    Column("indicator", "指标代码", "Indicator code", shown=False),
    Column("relation", "关系代码", "Relation code", shown=False),
    Column("reason", "原因代码", "Reason code", shown=False),
    Column("target_id", "目标编号", "Target id", shown=False),
)
_RELATIONS = (
    Column("relation", "对照关系", "Relation", "tag"),
    Column("when", "何时适用", "When"),
    Column("may", "可以说", "What may be said"),
    Column("may_not", "不说", "What is not said"),
    Column("count", "本报告项数", "In this report", "number"),
)


def relation_counts(study: Study) -> Counter[str]:
    """How many observations have each relation; every observation counts once."""
    return Counter(row.relation for row in study.coverage)


def rows_by_id(study: Study) -> dict[str, Observation]:
    """The figures of the report by row."""
    return {row.row_id: row for row in study.observations}


def observation_name(study: Study, row_id: str, code: str) -> Words:
    """What one observation measures: the codebook's name, else the words of the text."""
    indicator = codebook(study).get(code)
    if indicator:
        return Words(indicator.name_zh, indicator.name_en)
    phrase = rows_by_id(study)[row_id].indicator_phrase
    return Words(phrase, phrase)


def reasons_phrase(study: Study, most: int = 2) -> Words:
    """The most frequent reasons for which nothing is compared, with their counts."""
    counted = Counter(row.reason for row in study.coverage if row.reason)
    parts = (
        say("reason_count", reason=short_reason(reason), n=count)
        for reason, count in counted.most_common(most)
    )
    return joined(parts, "、", ", ")


def coverage_table(study: Study) -> PageTable:
    """The statuses with how many observations have each, which, and what would settle it."""
    rows = tuple(
        (
            relation_tag(one.relation, one.reason),
            one.count,
            _figures(study, one.relation, one.reason),
            words_of("remedy", one.reason) if one.reason else Words("—", "—"),
            one.relation,
            one.reason,
        )
        for one in count_statuses(study.coverage)
    )
    title = Words("每项内容的对照情况", "What each observation can be held against")
    note = Words(
        "每项内容只计一次；一个数据说明两项内容的，两处各列一次。",
        "Each observation counts once; a figure that states two things may stand in two places.",
    )
    return PageTable("coverage", title, _COVERAGE, rows, note, citation(study))


def _figures(study: Study, relation: str, reason: str) -> Words:
    """The printed figures of a status, with what they measure where they are few."""
    rows, status = rows_by_id(study), (relation, reason)
    found = [one for one in study.coverage if (one.relation, one.reason) == status]
    marks = [printed(rows[one.row_id]) for one in found]
    if len(found) > _FEW:
        return Words("、".join(marks), ", ".join(marks))
    names = [observation_name(study, one.row_id, one.indicator) for one in found]
    return Words(
        "、".join(f"{name.zh}{mark}" for name, mark in zip(names, marks, strict=True)),
        "; ".join(f"{name.en}: {mark}" for name, mark in zip(names, marks, strict=True)),
    )


def statuses_table(study: Study) -> PageTable:
    """Every observation once, in the order of the report, with its principal status."""
    principal = {_key(row): row for row in study.comparisons if row.principal == "yes"}
    looked = Counter(_key(row) for row in study.comparisons if row.target_id)
    rows = tuple(
        _status_row(study, one, principal[one.row_id, one.indicator], looked)
        for one in study.coverage
    )
    title = Words("逐项对照情况", "Status of every observation")
    return PageTable("statuses", title, _STATUSES, rows, citation=citation(study))


def _key(row: Comparison | Coverage) -> tuple[str, str]:
    return row.row_id, row.indicator


def _status_row(
    study: Study, one: Coverage, row: Comparison, looked: Counter[tuple[str, str]]
) -> tuple[Cell, ...]:
    observation = rows_by_id(study)[one.row_id]
    return (
        printed(observation),
        observation_name(study, one.row_id, one.indicator),
        measure_name(study, observation.section, observation.item),
        Tag(one.relation, Words(one.status_zh, one.status_en)),
        whose(study, row),
        looked[_key(one)],
        one.row_id,
        one.indicator,
        one.relation,
        one.reason,
        one.target_id,
    )


def relations_table(study: Study) -> PageTable:
    """What may be said and what not, by the kind of relation, and how often each occurs."""
    counts = relation_counts(study)
    rows = tuple(
        (
            relation_tag(relation),
            words_of("relation_when", relation),
            words_of("relation_say", relation),
            words_of("relation_not", relation),
            counts[relation],
        )
        for relation in RELATIONS
    )
    title = Words("对照关系决定可以说什么", "What may be said depends on the relation")
    return PageTable("relations", title, _RELATIONS, rows, citation=citation(study))
