"""The panel of methods: the same figures judged several ways, and where the methods part."""

from __future__ import annotations

from collections.abc import Sequence

from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import (
    indicator_name,
    joined,
    label,
    listing,
    localised,
    method_name,
    of_language,
)
from fengze_analysis.plotting.rows import MethodRow, PanelRow
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import LEADING, MUTED, SMALL, WIDE, keys_of, mark_of
from fengze_analysis.plotting.table import Band, Table, Tail

_MOST = 6  # lines in a cell
_INDENT = 15.0  # from the left of a cell to its words


@in_house_style
def plot_panel(
    rows: Sequence[PanelRow], *, language: str = "zh", width: float = WIDE, note: str = ""
) -> Drawing:
    """Indicators by methods with the word of each, and a sign where methods disagree.

    An indicator that no method was run on is left out.
    """
    rows = [row for row in rows if row.methods]
    title = label("panel.title", language)
    cells = [(row, cell) for row in rows for cell in row.methods]
    data = localised([_data(row, cell, language) for row, cell in cells], language)
    if len(rows) < 2:
        alt = label("panel.few", language, n=len(rows))
        return sentence("panel", title, alt, data, language)
    methods = list(dict.fromkeys(cell.method for _, cell in cells))
    sheet = Sheet(title, label("panel.lead", language), language, width)
    used = {cell.on_track for _, cell in cells}
    sheet.legend(
        (mark_of("track", key), label(f"track.{key}", language))
        for key in keys_of("track")
        if key in used
    )
    (_draw_lists if sheet.narrow else _draw_grid)(sheet, rows, methods)
    return sheet.finish("panel", _alt(rows, methods, language), data, note)


def verdict(row: PanelRow) -> str:
    """Whether the methods ``differ``, are the ``same``, or leave it ``open``.

    They differ where one says on track and another off track; fewer than two such words leave
    nothing to compare.
    """
    said = [cell.on_track for cell in row.methods if cell.on_track in {"yes", "no"}]
    if len(said) < 2:
        return "open"
    return "differ" if len(set(said)) > 1 else "same"


def _verdict_text(row: PanelRow, language: str) -> str:
    found = verdict(row)
    return "–" if found == "open" else label(f"panel.{found}", language)


def _words(cell: MethodRow, language: str) -> str:
    return of_language(cell.word_zh, cell.word_en, language)


def _draw_grid(sheet: Sheet, rows: Sequence[PanelRow], methods: Sequence[str]) -> None:
    language = sheet.language
    table = Table(
        sheet,
        [indicator_name(row, language) for row in rows],
        tracks=[method_name(method, language) for method in methods],
        tails=[
            Tail(label("panel.agreement", language), [_verdict_text(r, language) for r in rows])
        ],
        share=0.25,
        heads="left",
    )
    table.head()
    left, right = table.tracks[0]
    room = right - left - _INDENT - 6
    for row in rows:
        depth = max(_depth(sheet, cell, room) for cell in row.methods)
        tails = [_verdict_text(row, language)]
        band = table.row(indicator_name(row, language), tails, band=max(depth, 16))
        for cell in row.methods:
            left, _ = table.tracks[methods.index(cell.method)]
            _draw_cell(sheet, left, band, row, cell, room)


def _depth(sheet: Sheet, cell: MethodRow, room: float) -> float:
    lines = len(sheet.lines(_words(cell, sheet.language), room, SMALL, _MOST)) + bool(cell.value)
    return lines * SMALL * LEADING


def _draw_cell(
    sheet: Sheet, left: float, band: Band, row: PanelRow, cell: MethodRow, room: float
) -> None:
    """The mark, the word beside it and the value below."""
    mark, role = mark_of("track", cell.on_track), f"mark:{row.name_zh}:{cell.method}"
    sheet.mark(left + 6, band.centre, mark, role=role)
    x, top = left + _INDENT, band.centre - _depth(sheet, cell, room) / 2
    top = sheet.block(
        x, top, _words(cell, sheet.language), room, size=SMALL, most=_MOST, role="word"
    )
    if cell.value:
        sheet.block(x, top, cell.value, room, size=SMALL, ink=MUTED, role="value")


def _draw_lists(sheet: Sheet, rows: Sequence[PanelRow], methods: Sequence[str]) -> None:
    """On a narrow sheet the methods stand below one another under each indicator."""
    language, room = sheet.language, sheet.measure - 16
    table = Table(sheet, (), tails=[Tail("", ())])
    for row in rows:
        cells = sorted(row.methods, key=lambda cell: methods.index(cell.method))
        lines = [_line(cell, language) for cell in cells]
        depths = [len(sheet.lines(line, room, SMALL)) * SMALL * LEADING + 2 for line in lines]
        tails = [_verdict_text(row, language)]
        band = table.row(indicator_name(row, language), tails, band=sum(depths) + 2)
        top = band.top
        for cell, line, depth in zip(cells, lines, depths, strict=True):
            mark, role = mark_of("track", cell.on_track), f"mark:{row.name_zh}:{cell.method}"
            sheet.mark(sheet.left + 6, top + SMALL * LEADING / 2, mark, role=role)
            sheet.block(sheet.left + 16, top, line, room, size=SMALL, role="word")
            top += depth


def _line(cell: MethodRow, language: str) -> str:
    colon = "：" if language == "zh" else ": "
    said = f"{method_name(cell.method, language)}{colon}{_words(cell, language)}"
    return f"{said} {cell.value}".rstrip()


def _alt(rows: Sequence[PanelRow], methods: Sequence[str], language: str) -> str:
    verdicts = [verdict(row) for row in rows]
    alt = label(
        "panel.alt",
        language,
        n=len(rows),
        m=len(methods),
        differ=verdicts.count("differ"),
        same=verdicts.count("same"),
        open=verdicts.count("open"),
    )
    parted = [indicator_name(row, language) for row in rows if verdict(row) == "differ"]
    if not parted:
        return alt
    said = label("panel.alt_differ", language, list=listing(parted, language))
    return joined(alt, said, language)


def _data(row: PanelRow, cell: MethodRow, language: str) -> dict[str, str]:
    return {
        "indicator": indicator_name(row, language),
        "method": method_name(cell.method, language),
        "value": cell.value,
        "judgement": _words(cell, language),
        "on_track": label(f"track.{cell.on_track}", language),
    }
