"""The silence grid: for each plan on file, which indicators the report puts a figure to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import (
    indicator_name,
    label,
    listing,
    localised,
    name_of,
    semicolons,
)
from fengze_analysis.plotting.rows import SilenceRow
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import WIDE, keys_of, mark_of
from fengze_analysis.plotting.table import Table

Plan = tuple[str, str]  # level and place


@in_house_style
def plot_silence(
    rows: Sequence[SilenceRow],
    *,
    language: str = "zh",
    width: float = WIDE,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Drawing:
    """Indicators by plan level, the mark saying 有数值, 有表述无数值, 未涉及 or 不适用于区级.

    ``names`` gives the display names of areas, shown where one level has plans of two.
    """
    title = label("silence.title", language)
    plans = _plans(rows, names, language)
    data = localised([_data(row, plans, language) for row in rows], language)
    if len({row.indicator for row in rows}) < 2:
        alt = label("silence.few", language, n=len(rows))
        return sentence("silence", title, alt, data, language)
    sheet = Sheet(title, label("silence.lead", language), language, width)
    found = Counter(row.status for row in rows)
    sheet.legend(
        (mark_of("silence", key), f"{label(f'silence.{key}', language)} {found[key]}")
        for key in keys_of("silence")
        if found[key]
    )
    _draw(sheet, rows, plans)
    return sheet.finish("silence", _alt(rows, plans, language), data, note)


def _plans(
    rows: Sequence[SilenceRow], names: Mapping[str, str] | None, language: str
) -> dict[Plan, str]:
    """What each plan is called: its level, or its area where the level has several."""
    plans = list(dict.fromkeys((row.level, row.place) for row in rows))
    levels = Counter(level for level, _ in plans)
    return {
        (level, place): label(f"level.{level}", language)
        if levels[level] == 1
        else name_of(place, names)
        for level, place in plans
    }


def _draw(sheet: Sheet, rows: Sequence[SilenceRow], plans: Mapping[Plan, str]) -> None:
    language = sheet.language
    sizes = Counter((row.level, row.place) for row in rows)
    heads = [
        label("silence.column", language, plan=name, n=sizes[plan]) for plan, name in plans.items()
    ]
    called: dict[str, str] = {}
    for row in rows:
        called.setdefault(row.indicator, indicator_name(row, language))
    table = Table(sheet, called.values(), tracks=heads, share=0.5)
    table.head()
    cells = {(row.indicator, row.level, row.place): row.status for row in rows}
    for indicator, name in called.items():
        band = table.row(name, band=13)
        for number, plan in enumerate(plans):
            status = cells.get((indicator, *plan))
            if status:
                x, mark = table.centre(number), mark_of("silence", status)
                role = f"mark:{indicator}:{plan[0]}:{status}"
                sheet.mark(x, band.centre, mark, size=7, role=role)


def _alt(rows: Sequence[SilenceRow], plans: Mapping[Plan, str], language: str) -> str:
    said = []
    for (level, place), name in plans.items():
        found = Counter(row.status for row in rows if (row.level, row.place) == (level, place))
        states = (
            f"{label(f'silence.{key}', language)} {found[key]}"
            for key in keys_of("silence")
            if found[key]
        )
        values = {"plan": name, "n": found.total(), "states": listing(states, language)}
        said.append(label("silence.plan", language, **values))
    return label("silence.alt", language, list=semicolons(said, language))


def _data(row: SilenceRow, plans: Mapping[Plan, str], language: str) -> dict[str, str]:
    return {
        "level": plans[row.level, row.place],
        "indicator": indicator_name(row, language),
        "state": label(f"silence.{row.status}", language),
    }
