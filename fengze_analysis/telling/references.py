"""Beside others: targets of other areas as benchmarks, and their results of the same period."""

from __future__ import annotations

from collections import Counter

from ..model import Comparison
from ..publishing.cells import Cell, Column, PageTable, Words, printed
from ..study import Study
from . import citing
from .coverage import observation_name, rows_by_id
from .outcomes import citation
from .saying import counted, joined, say, tallied

RELATIONS = ("benchmark", "peer", "same_fact")
_COLUMNS = (
    Column("printed", "原文数据", "As printed", "printed"),
    Column("name", "所指内容（报告值年份）", "What is measured (year reported)"),
    Column("whose", "谁的目标或实绩", "Whose target or result"),
    Column("asked", "数值", "Value"),
    Column("gap", "报告值减该值（区间）", "Reported less that (interval)"),
    Column("word", "参照结果", "Beside it", "tag"),
    Column("source", "来源", "Source"),
    Column("observed", "报告值", "Reported", "number", shown=False),
    Column("observed_year", "报告值年份", "Year reported", shown=False),
    Column("target", "目标值", "Target", "number", shown=False),
    Column("target_year", "目标年份", "Target year", shown=False),
    Column("unit", "单位", "Unit", shown=False),
    Column("gap_low", "差距下限", "Gap, low", "number", shown=False),
    Column("gap_high", "差距上限", "Gap, high", "number", shown=False),
    Column("confidence", "来源等级", "Standing of the source", shown=False),
    Column("target_id", "目标编号", "Target id", shown=False),
)


def rows_of(study: Study, *relations: str) -> list[Comparison]:
    """The rows of some relations, in the order of the report."""
    return [row for row in study.comparisons if row.relation in relations]


def benchmarks_line(study: Study) -> Words:
    """How many observations stand beside others' targets, how they lie, and the caution."""
    rows, peers = rows_of(study, "benchmark"), rows_of(study, "peer")
    return joined((_benchmarks(study, rows), _peers(peers)))


def _benchmarks(study: Study, rows: list[Comparison]) -> Words:
    if not rows:
        return say("bench_none")
    years = sorted({row.target_year for row in rows if row.target_year})
    first = say(
        "bench_some",
        own=citing.own(study),
        m=counted(len({(row.row_id, row.indicator) for row in rows}), "observation"),
        r=counted(len(rows), "row"),
        words=tallied(Counter(row.word for row in rows), "条"),
        years=joined((Words(f"{year}年", year) for year in years), "、", ", "),
    )
    return joined((first, *_cautions(study, rows)))


def _cautions(study: Study, rows: list[Comparison]) -> list[Words]:
    """What to bear in mind about some of the rows, each only where there are such rows."""
    undated = sum(not row.observed_year for row in rows)
    reprints = sum(row.confidence == "tertiary" for row in rows)
    named = sum(citing.has_other_name(study, row) for row in rows)
    said = (
        (undated, say("bench_undated", u=counted(undated, "row"))),
        (reprints, say("bench_reprints", t=counted(reprints, "row"))),
        (named, say("bench_names", d=counted(named, "row"))),
    )
    return [words for count, words in said if count]


def _peers(rows: list[Comparison]) -> Words:
    return say("peers_some", p=counted(len(rows), "row")) if rows else say("peers_none")


def benchmarks_table(study: Study) -> PageTable:
    """Whose target or result, both years, the gap as an interval, the word and the source."""
    cells = tuple(_row(study, row) for row in rows_of(study, *RELATIONS))
    title = Words("与其他地区的目标、实绩并列", "Beside targets and results elsewhere")
    note = Words(
        "次序为同类区、市、省、全国，不是名次；高于、低于都不等于完成与否。",
        "In order of like districts, city, province and nation, which is no ranking; "
        "neither above nor below says that anything was met or missed.",
    )
    return PageTable("benchmarks", title, _COLUMNS, cells, note, citation(study))


def _row(study: Study, row: Comparison) -> tuple[Cell, ...]:
    return (
        printed(rows_by_id(study)[row.row_id]),
        _what(study, row),
        citing.whose(study, row),
        citing.asked(study, row),
        citing.gap(row),
        citing.word_tag(row),
        citing.source_cell(study, row.source_id, row.confidence),
        row.observed,
        row.observed_year,
        row.target,
        row.target_year,
        row.unit,
        row.gap_low,
        row.gap_high,
        row.confidence,
        row.target_id,
    )


def _what(study: Study, row: Comparison) -> Words:
    """What is measured in which year, with the value where it was put per head to be compared."""
    name = observation_name(study, row.row_id, row.indicator)
    year = citing.observed_year(study, row)
    value = citing.rough(row.observed, row.unit) if _computed(study, row) else Words()
    said = Words("：" * bool(value.zh) + value.zh, ": " * bool(value.en) + value.en)
    return Words(f"{name.zh}{said.zh}（{year.zh}）", f"{name.en}{said.en} ({year.en})")


def _computed(study: Study, row: Comparison) -> bool:
    observation = rows_by_id(study)[row.row_id]
    return row.observed != observation.value and ".." not in row.observed
