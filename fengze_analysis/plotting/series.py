"""One indicator over years and places, as small multiples on one scale with targets drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from fengze_analysis.model import Indicator
from fengze_analysis.plotting.amounts import amount, bare_amount, interval_of, with_unit
from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import (
    label,
    listing,
    localised,
    name_of,
    of_language,
    semicolons,
)
from fengze_analysis.plotting.placing import Panel
from fengze_analysis.plotting.rows import SeriesRow
from fengze_analysis.plotting.scales import Scale, span
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import (
    BODY,
    LEADING,
    LINE,
    MUTED,
    SMALL,
    WIDE,
    keys_of,
    mark_of,
)

_HEIGHT, _GAP = 112.0, 20.0
Names = dict[str, str]


@in_house_style
def plot_series(
    rows: Sequence[SeriesRow],
    indicator: Indicator,
    *,
    language: str = "zh",
    width: float = WIDE,
    names: Names | None = None,
    note: str = "",
) -> Drawing:
    """A panel a place: results joined by lines, intervals upright, targets at their years.

    ``names`` gives the places' display names. Lines stop where the definition changes.
    """
    called = of_language(indicator.name_zh, indicator.name_en, language)
    title = label("series.title", language, name=with_unit(called, indicator.unit, language))
    rows = [row for row in rows if _value(row) is not None]
    data = localised([_data(row, indicator.unit, names, language) for row in rows], language)
    if len(rows) < 2:
        alt = label("series.few", language, name=called, n=len(rows))
        return sentence(f"series-{indicator.code}", title, alt, data, language)
    sheet = Sheet(title, label("series.lead", language), language, width)
    shown = {_look(row, rows) for row in rows}
    sheet.legend(
        (mark_of("series", key), label(f"series.{key}", language))
        for key in keys_of("series")
        if key in shown
    )
    _draw(sheet, rows, indicator.unit, names)
    alt = _alt(rows, called, indicator.unit, names, language)
    return sheet.finish(f"series-{indicator.code}", alt, data, note)


def _value(row: SeriesRow) -> Fraction | None:
    """The value to draw; the middle of a range."""
    found = interval_of(row.value)
    if found is None or found.low is None or found.high is None:
        return None
    return (found.low + found.high) / 2


def _look(row: SeriesRow, rows: Sequence[SeriesRow]) -> str:
    """The mark of a row: results of a later definition look different from the first."""
    if row.role != "outcome":
        return row.role
    first = next(r.series for r in rows if r.place == row.place and r.role == "outcome")
    return "outcome" if row.series == first else "other"


def _draw(sheet: Sheet, rows: Sequence[SeriesRow], unit: str, names: Names | None) -> None:
    """Panels side by side, two on a wide sheet, on one scale."""
    places = list(dict.fromkeys(row.place for row in rows))
    across = 1 if sheet.narrow or len(places) == 1 else 2
    pitch = (sheet.measure + _GAP) / across
    ends = [end for row in rows for end in (row.low, row.high) if end]
    low, high = span(
        [float(Fraction(end)) for end in ends] + [float(_value(r) or 0) for r in rows], margin=0.2
    )
    years = sorted({int(row.year) for row in rows})
    probe = Scale(low, high, 0, 1)
    ticks = {t: bare_amount(Fraction(str(t)), unit, sheet.language) for t in probe.ticks(4)}
    indent = max(sheet.extent(text, SMALL) for text in ticks.values()) + 6
    for first in range(0, len(places), across):
        row_of_places = places[first : first + across]
        names_of = [name_of(place, names) for place in row_of_places]
        depth = max(len(sheet.lines(n, pitch - _GAP, most=2)) for n in names_of) * BODY * LEADING
        for number, place in enumerate(row_of_places):
            left = sheet.left + number * pitch
            sheet.block(left, sheet.y, names_of[number], pitch - _GAP, most=2, role="place")
            top = sheet.y + depth + 4
            panel = Panel(
                Scale(years[0] - 0.3, years[-1] + 0.3, left + indent, left + pitch - _GAP - 4),
                Scale(low, high, top + _HEIGHT, top),
            )
            _draw_frame(sheet, panel, years, ticks)
            _draw_place(sheet, panel, [row for row in rows if row.place == place], unit)
        sheet.y += depth + 4 + _HEIGHT + SMALL * LEADING + 16


def _draw_frame(sheet: Sheet, panel: Panel, years: list[int], ticks: dict[float, str]) -> None:
    """Level lines with their values on the left, the years below."""
    x, y = panel.x, panel.y
    for tick, text in ticks.items():
        sheet.line((x.start, y(tick)), (x.stop, y(tick)), width=0.7, under=True)
        sheet.middle(x.start - 5, y(tick), text, ink=MUTED, size=SMALL, align="right", role="tick")
    sheet.line((x.start, y.start), (x.stop, y.start), colour=LINE)
    pitch = sheet.extent("2025", SMALL) + 6
    stride = max(1, -int(-pitch // (x(1) - x(0))))
    for year in range(years[0], years[-1] + 1, stride):
        sheet.text(
            x(year),
            y.start + SMALL * 1.25,
            str(year),
            ink=MUTED,
            size=SMALL,
            align="center",
            role="tick",
        )


def _draw_place(sheet: Sheet, panel: Panel, rows: Sequence[SeriesRow], unit: str) -> None:
    results = sorted((r for r in rows if r.role == "outcome"), key=lambda row: int(row.year))
    for first, second in pairwise(results):
        if first.series == second.series:
            ends = [(panel.x(int(r.year)), panel.y(float(_value(r) or 0))) for r in (first, second)]
            sheet.line(
                ends[0], ends[1], colour=mark_of("series", "outcome").colour, width=1.3, role="join"
            )
            panel.take_line(*ends)
    for row in rows:
        _draw_point(sheet, panel, row, _look(row, rows))
    ends_of_line = results[-1:] + results[: len(results) > 1]
    for row in [row for row in rows if row.role != "outcome"] + ends_of_line:
        _label_point(sheet, panel, row, unit)


def _draw_point(sheet: Sheet, panel: Panel, row: SeriesRow, look: str) -> None:
    mark = mark_of("series", look)
    x, y = panel.x(int(row.year)), panel.y(float(_value(row) or 0))
    if row.low and row.high and row.low != row.high:
        ends = [panel.y(float(Fraction(end))) for end in (row.low, row.high)]
        sheet.line((x, ends[0]), (x, ends[1]), colour=mark.colour, width=1.2, role="range")
        panel.taken.append((x - 1, ends[1], x + 1, ends[0]))
    sheet.mark(x, y, mark, size=6, role=f"point:{row.place}:{row.year}:{row.role}")
    panel.taken.append((x - 4, y - 4, x + 4, y + 4))


def _label_point(sheet: Sheet, panel: Panel, row: SeriesRow, unit: str) -> None:
    """The value beside its mark, where there is room for it without touching anything."""
    text = f"{row.operator}{amount(row.value, unit, sheet.language)}"
    point = panel.x(int(row.year)), panel.y(float(_value(row) or 0))
    place = panel.place(point, sheet.extent(text, SMALL))
    if place:
        sheet.middle(*place, text, size=SMALL, role="value")


def _alt(
    rows: Sequence[SeriesRow], called: str, unit: str, names: Names | None, language: str
) -> str:
    places = dict.fromkeys(row.place for row in rows)
    said = (
        label(
            "series.place",
            language,
            place=name_of(place, names),
            points=listing(
                (
                    label(
                        "series.point",
                        language,
                        year=row.year,
                        role=label(f"series.{row.role}", language),
                        value=f"{row.operator}{amount(row.value, unit, language)}",
                    )
                    for row in rows
                    if row.place == place
                ),
                language,
            ),
        )
        for place in places
    )
    return label("series.alt", language, name=called, list=semicolons(said, language))


def _data(row: SeriesRow, unit: str, names: Names | None, language: str) -> dict[str, str]:
    return {
        "place": name_of(row.place, names),
        "year": row.year,
        "role": label(f"series.{row.role}", language),
        "operator": row.operator,
        "value": row.value,
        "low": row.low,
        "high": row.high,
        "unit": unit,
        "series": row.series,
        "whose": name_of(row.whose, names) if row.whose else "",
    }
