"""Opinions by measures by evidence: what each measure offers for what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import counted, label, localised, name_of
from fengze_analysis.plotting.rows import EvidenceRow
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import BODY, MUTED, PALE, WIDE, keys_of, mark_of
from fengze_analysis.plotting.table import Table


@in_house_style
def plot_evidence(
    rows: Sequence[EvidenceRow],
    *,
    language: str = "zh",
    width: float = WIDE,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Drawing:
    """Measures grouped by opinion, by 成效数据 / 工作数据 / 仅表述, the strongest kind shaded.

    ``names`` gives headings to show instead of the printed ones, by ``1`` (a part) and ``1.2``.
    """
    title = label("evidence.title", language)
    data = localised([_data(row, names, language) for row in rows], language)
    if len(rows) < 2:
        alt = label("evidence.few", language, n=len(rows))
        return sentence("evidence", title, alt, data, language)
    sheet = Sheet(title, label("evidence.lead", language), language, width)
    _draw(sheet, rows, names)
    classes = Counter(row.evidence for row in rows)
    alt = label(
        "evidence.alt",
        language,
        measures=counted("measure", len(rows), language),
        **{key: classes[key] for key in keys_of("evidence")},
    )
    return sheet.finish("evidence", alt, data, note)


def _heading(row: EvidenceRow, names: Mapping[str, str] | None) -> str:
    return name_of(f"{row.section}.{row.item}", names, row.measure)


def _counts(row: EvidenceRow) -> tuple[int, int, int]:
    """Outcome figures, other figures, and clauses without one."""
    work = row.input + row.activity + row.output + row.recognition + row.uncoded
    return row.outcome, work, row.clauses - row.clauses_with_figure


def _draw(sheet: Sheet, rows: Sequence[EvidenceRow], names: Mapping[str, str] | None) -> None:
    kinds = keys_of("evidence")
    table = Table(
        sheet,
        [_heading(row, names) for row in rows],
        tracks=[label(f"evidence.{kind}", sheet.language) for kind in kinds],
        codes=[f"{row.section}.{row.item}" for row in rows],
        share=0.45,
    )
    table.head()
    part = ""
    for row in rows:
        if row.section != part:
            part = row.section
            table.group(name_of(part, names, row.opinion))
        band = table.row(_heading(row, names), code=f"{row.section}.{row.item}", band=17)
        counts = _counts(row)
        for (left, right), kind, count in zip(table.tracks, kinds, counts, strict=True):
            if kind == row.evidence:
                corner, opposite = (left + 2, band.top), (right - 2, band.bottom)
                sheet.box(
                    corner, opposite, fill=PALE, role=f"class:{row.section}.{row.item}:{kind}"
                )
            centre = (left + right) / 2
            if count:
                sheet.mark(
                    centre - 8,
                    band.centre,
                    mark_of("evidence", kind),
                    role=f"mark:{row.section}.{row.item}:{kind}",
                )
            ink = {} if count else {"ink": MUTED}
            sheet.middle(centre + 2, band.centre, str(count), size=BODY, role="count", **ink)


def _data(row: EvidenceRow, names: Mapping[str, str] | None, language: str) -> dict[str, str]:
    outcomes, work, statements = _counts(row)
    return {
        "section": row.section,
        "item": row.item,
        "heading": _heading(row, names),
        "evidence": label(f"evidence.{row.evidence}", language),
        "outcomes": str(outcomes),
        "work": str(work),
        "statements": str(statements),
    }
