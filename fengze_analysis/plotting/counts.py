"""What the report counts: its figures by part and by place in the results chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fengze_analysis.model import Indicator, Item, Observation
from fengze_analysis.plotting.coding import UNSTAGED, stage_of_rows
from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import counted, label, listing, localised, name_of
from fengze_analysis.plotting.scales import Scale
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import BODY, EDGE, LEADING, LINE, WIDE, keys_of, mark_of

_BAR, _STEP, _GAP = 9.0, 16.0, 22.0
Counts = Mapping[tuple[str, str], int]  # part and stage -> figures


@in_house_style
def plot_counts(
    observations: Sequence[Observation],
    indicators: Sequence[Indicator],
    items: Sequence[Item] = (),
    *,
    language: str = "zh",
    width: float = WIDE,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Drawing:
    """The number of figures by part and stage: a block of bars for each part, on one scale.

    ``names`` gives headings of parts to show instead of the printed ones, by ``1``, ``2`` …
    """
    stages = stage_of_rows(observations, indicators)
    counts = Counter((row.section, stages[row.row_id]) for row in observations)
    parts = _parts(observations, items, names, language)
    title = label("counts.title", language)
    data = _data(parts, counts, language)
    if len(counts) < 2:
        alt = label("counts.few", language, n=len(counts))
        return sentence("counts", title, alt, data, language)
    sheet = Sheet(title, label("counts.lead", language), language, width)
    _draw(sheet, parts, counts)
    return sheet.finish("counts", _alt(parts, counts, language), data, note)


def _parts(
    observations: Sequence[Observation],
    items: Sequence[Item],
    names: Mapping[str, str] | None,
    language: str,
) -> dict[str, str]:
    """The heading of each part that has figures, in printed order."""
    printed = {item.section: item.section_heading for item in items}
    outside = label("measures.outside", language)
    found = {row.section for row in observations}
    order = [part for part in printed if part in found]
    order += sorted(found - set(printed))
    return {part: name_of(part, names, printed.get(part, outside)) for part in order}


def _stages(counts: Counts) -> list[str]:
    used = {stage for _, stage in counts}
    return [stage for stage in keys_of("stage") if stage != UNSTAGED or stage in used]


def _draw(sheet: Sheet, parts: Mapping[str, str], counts: Counts) -> None:
    """Blocks side by side, three at most, one on a narrow sheet."""
    across = 1 if sheet.narrow else min(3, len(parts))
    pitch = (sheet.measure + _GAP) / across
    order = list(parts)
    for first in range(0, len(order), across):
        row = order[first : first + across]
        depth = max(len(sheet.lines(parts[part], pitch - _GAP, most=3)) for part in row)
        top = sheet.y + depth * BODY * LEADING + 6
        ends = [
            _draw_block(sheet, sheet.left + number * pitch, top, pitch - _GAP, part, parts, counts)
            for number, part in enumerate(row)
        ]
        sheet.y = max(ends) + 12


def _draw_block(
    sheet: Sheet,
    left: float,
    top: float,
    width: float,
    part: str,
    parts: Mapping[str, str],
    counts: Counts,
) -> float:
    """The heading of a part over its bars; where they end comes back."""
    lines = len(sheet.lines(parts[part], width, most=3))
    heading = top - 6 - lines * BODY * LEADING
    sheet.block(left, heading, parts[part], width, most=3, role="part")
    stages = _stages(counts)
    words = [label(f"stage.{stage}", sheet.language) for stage in stages]
    start = left + max(map(sheet.extent, words)) + 7
    scale = Scale(0, max(counts.values()), start, left + width - 16)
    for number, (stage, word) in enumerate(zip(stages, words, strict=True)):
        _draw_bar(sheet, scale, left, top + _STEP * (number + 0.5), part, stage, word, counts)
    end = top + _STEP * len(stages)
    sheet.line((start, top), (start, end), colour=LINE)
    return end


def _draw_bar(
    sheet: Sheet,
    scale: Scale,
    left: float,
    centre: float,
    part: str,
    stage: str,
    word: str,
    counts: Counts,
) -> None:
    count, mark = counts.get((part, stage), 0), mark_of("stage", stage)
    sheet.middle(left, centre, word, role="label")
    if count:
        corner, opposite = (scale(0), centre - _BAR / 2), (scale(count), centre + _BAR / 2)
        sheet.box(
            corner,
            opposite,
            fill=mark.colour,
            edge=EDGE,
            hatch=mark.hatch,
            role=f"bar:{part}:{stage}",
        )
    sheet.middle(scale(count) + 4, centre, str(count), role="count")


def _alt(parts: Mapping[str, str], counts: Counts, language: str) -> str:
    totals = Counter(dict.fromkeys(keys_of("stage"), 0))
    for (_, stage), count in counts.items():
        totals[stage] += count
    (part, stage), most = max(counts.items(), key=lambda found: found[1])
    return label(
        "counts.alt",
        language,
        figures=counted("figure", sum(counts.values()), language),
        parts=counted("part", len(parts), language),
        list=listing(
            (f"{label(f'stage.{key}', language)} {n}" for key, n in totals.items() if n), language
        ),
        part=parts[part],
        stage=label(f"stage.{stage}", language),
        n=most,
    )


def _data(parts: Mapping[str, str], counts: Counts, language: str) -> list[dict[str, str]]:
    rows = [
        {
            "section": part,
            "heading": heading,
            "stage": label(f"stage.{stage}", language),
            "figures": str(counts.get((part, stage), 0)),
        }
        for part, heading in parts.items()
        for stage in _stages(counts)
    ]
    return localised(rows, language)
