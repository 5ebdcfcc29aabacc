"""The measures of a report with their figures by stage and relation, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fengze_analysis.model import Comparison, Indicator, Item, Observation
from fengze_analysis.plotting.coding import UNSTAGED, relation_of_rows, stage_of_rows
from fengze_analysis.plotting.labels import counted, joined, label, listing, localised, name_of
from fengze_analysis.plotting.style import keys_of

OUTSIDE = "0"
Names = Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure and the ids of its figures by stage and relation."""

    section: str
    item: str
    section_heading: str
    heading: str
    rows: Mapping[tuple[str, str], Sequence[str]]

    @property
    def code(self) -> str:
        """Its number as printed beside the heading; nothing for what stands outside."""
        return "" if self.item == OUTSIDE else f"{self.section}.{self.item}"

    def count(self, stage: str = "", relation: str = "") -> int:
        """How many figures it has, of a stage or of a relation if asked."""
        return sum(
            len(ids)
            for (of_stage, of_relation), ids in self.rows.items()
            if stage in {"", of_stage} and relation in {"", of_relation}
        )

    def relations(self, stage: str) -> list[str]:
        """The relations that its figures of a stage have, the strongest first."""
        return [key for key in keys_of("relation") if self.count(stage, key)]


def find_measures(
    items: Sequence[Item],
    observations: Sequence[Observation],
    indicators: Sequence[Indicator],
    comparisons: Sequence[Comparison],
    language: str,
) -> list[Measure]:
    """Every measure in printed order, then what is reported outside any."""
    cells = _cells(observations, indicators, comparisons)
    found = [
        Measure(i.section, i.item, i.section_heading, i.heading, cells.pop((i.section, i.item), {}))
        for i in items
    ]
    outside = label("measures.outside", language)
    found += [
        Measure(section, item, outside, outside, cell) for (section, item), cell in cells.items()
    ]
    return found


def _cells(
    observations: Sequence[Observation],
    indicators: Sequence[Indicator],
    comparisons: Sequence[Comparison],
) -> dict[tuple[str, str], dict[tuple[str, str], list[str]]]:
    """The row ids of each measure by stage and relation."""
    stages = stage_of_rows(observations, indicators)
    relations = relation_of_rows(comparisons)
    cells: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    for row in observations:
        cell = cells.setdefault((row.section, row.item), {})
        key = stages[row.row_id], relations.get(row.row_id, "none")
        cell.setdefault(key, []).append(row.row_id)
    return cells


def stages_of(measures: Sequence[Measure]) -> list[str]:
    """The five stages, and a column for figures without one where there are any."""
    unstaged = any(measure.count(UNSTAGED) for measure in measures)
    return [stage for stage in keys_of("stage") if stage != UNSTAGED or unstaged]


def measures_alt(measures: Sequence[Measure], language: str) -> str:
    """What the figure shows, in a sentence or two."""
    told = counted("measure", len(measures), language)
    if not any(measure.count() for measure in measures):
        return label("measures.alt_empty", language, measures=told)
    alt = label(
        "measures.alt",
        language,
        measures=told,
        figures=counted("figure", sum(m.count() for m in measures), language),
        stages=_tally(measures, "stage", language),
        relations=_tally(measures, "relation", language),
    )
    empty = sum(not measure.count() for measure in measures)
    if not empty:
        return alt
    return joined(alt, label("measures.alt_none", language, n=empty), language)


def _tally(measures: Sequence[Measure], group: str, language: str) -> str:
    counts = {key: sum(m.count(**{group: key}) for m in measures) for key in keys_of(group)}
    said = (f"{label(f'{group}.{key}', language)} {n}" for key, n in counts.items() if n)
    return listing(said, language)


def measures_data(measures: Sequence[Measure], names: Names, language: str) -> list[dict[str, str]]:
    """A row for each measure, stage and relation that has figures, with their row ids."""
    rows = [
        {
            "section": m.section,
            "item": m.item,
            "heading": name_of(m.code, names, m.heading),
            "stage": label(f"stage.{stage}", language),
            "relation": label(f"relation.{relation}", language),
            "figures": str(m.count(stage, relation)),
            "row_ids": ";".join(m.rows[stage, relation]),
        }
        for m in measures
        for stage in stages_of(measures)
        for relation in m.relations(stage)
    ]
    return localised(rows, language)
