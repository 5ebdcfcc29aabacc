"""The figure of the first screen: what each measure reports, and what it can be held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fengze_analysis.model import Comparison, Indicator, Item, Observation
from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import label, name_of
from fengze_analysis.plotting.measure_rows import (
    Measure,
    Names,
    find_measures,
    measures_alt,
    measures_data,
    stages_of,
)
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import HEAD, LINE, MUTED, SMALL, WIDE, keys_of, mark_of
from fengze_analysis.plotting.table import Band, Table, Tail

_PITCH, _MARK = 7.6, 5.6  # points from mark to mark, and across one
_INDENT = 12.0  # from the left of a cell to the end of its number
_MOST_LINES = 4


@in_house_style
def plot_measures(
    items: Sequence[Item],
    observations: Sequence[Observation],
    indicators: Sequence[Indicator],
    comparisons: Sequence[Comparison] = (),
    *,
    language: str = "zh",
    width: float = WIDE,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Drawing:
    """Measures by 投入 / 工作 / 产出 / 成效 / 评比: a mark a figure, its shape what it meets.

    ``names`` gives headings to show instead of the printed ones, by ``1`` (a part) and ``1.2``.
    """
    measures = find_measures(items, observations, indicators, comparisons, language)
    data = measures_data(measures, names, language)
    title = label("measures.title", language)
    if len(measures) < 2:
        alt = label("measures.few", language, n=len(measures))
        return sentence("measures", title, alt, data, language)
    sheet = Sheet(title, label("measures.lead", language), language, width)
    relations = [key for key in keys_of("relation") if any(m.count("", key) for m in measures)]
    sheet.legend((mark_of("relation", k), label(f"relation.{k}", language)) for k in relations)
    _draw(sheet, measures, names)
    return sheet.finish("measures", measures_alt(measures, language), data, note)


def _draw(sheet: Sheet, measures: Sequence[Measure], names: Names) -> None:
    stages = stages_of(measures)
    table = Table(
        sheet,
        [name_of(measure.code, names, measure.heading) for measure in measures],
        tracks=[label(f"stage.{stage}", sheet.language) for stage in stages],
        tails=[Tail(label("measures.total", sheet.language), ["100"], "right")],
        codes=[measure.code for measure in measures],
        share=0.3,
        heads="left",
    )
    table.head()
    part = ""
    for measure in measures:
        if measure.section != part:
            part = measure.section
            table.group(name_of(part, names, measure.section_heading))
        _draw_measure(sheet, table, measure, stages, names)
    _draw_totals(sheet, table, measures, stages)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A measure's figures of one stage and where they are drawn."""

    measure: Measure
    stage: str
    left: float
    band: Band

    def role(self, relation: str) -> str:
        """What the artist of a relation is called."""
        return f"mark:{self.measure.section}.{self.measure.item}:{self.stage}:{relation}"


def _draw_measure(
    sheet: Sheet, table: Table, measure: Measure, stages: Sequence[str], names: Names
) -> None:
    left, right = table.tracks[0]
    room = max(int((right - left - 17) // _PITCH), 1)  # marks side by side after the number
    lines = max(-(-measure.count(stage) // room) for stage in stages)
    crowded = lines > _MOST_LINES
    depth = max(len(measure.relations(stage)) for stage in stages) if crowded else lines
    band = table.row(
        name_of(measure.code, names, measure.heading),
        [str(measure.count())],
        code=measure.code,
        band=max(depth * (_PITCH + 2 * crowded) + 5, 17.0),
    )
    for (left, _), stage in zip(table.tracks, stages, strict=True):
        cell = _Cell(measure, stage, left, band)
        if measure.count(stage) and crowded:
            _draw_tally(sheet, cell)
        elif measure.count(stage):
            _draw_marks(sheet, cell, room)


def _draw_marks(sheet: Sheet, cell: _Cell, room: int) -> None:
    """The number of figures and a mark for each, in lines."""
    measure, stage, band = cell.measure, cell.stage, cell.band
    count, x = str(measure.count(stage)), cell.left + _INDENT
    sheet.middle(x, band.centre, count, size=HEAD, align="right", role=f"count:{stage}")
    keys = [key for key in measure.relations(stage) for _ in range(measure.count(stage, key))]
    first = band.centre - (-(-len(keys) // room) - 1) * _PITCH / 2
    for number, key in enumerate(keys):
        across, down = number % room, number // room
        x, y = cell.left + 19 + across * _PITCH, first + down * _PITCH
        sheet.mark(x, y, mark_of("relation", key), size=_MARK, role=cell.role(key))


def _draw_tally(sheet: Sheet, cell: _Cell) -> None:
    """One mark a relation with its number, where a mark a figure would take too much room."""
    keys, pitch = cell.measure.relations(cell.stage), _PITCH + 2
    y = cell.band.centre - (len(keys) - 1) * pitch / 2
    for key in keys:
        count = f"×{cell.measure.count(cell.stage, key)}"
        sheet.mark(cell.left + 8, y, mark_of("relation", key), size=_MARK, role=cell.role(key))
        sheet.middle(cell.left + 15, y, count, size=SMALL, ink=MUTED, role=f"count:{cell.stage}")
        y += pitch


def _draw_totals(
    sheet: Sheet, table: Table, measures: Sequence[Measure], stages: Sequence[str]
) -> None:
    sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y), colour=LINE)
    everything = str(sum(measure.count() for measure in measures))
    band = table.row(label("measures.total", sheet.language), [everything], rule=False)
    for (left, _), stage in zip(table.tracks, stages, strict=True):
        total, x = str(sum(m.count(stage) for m in measures)), left + _INDENT
        sheet.middle(x, band.centre, total, size=HEAD, align="right", role=f"total:{stage}")
