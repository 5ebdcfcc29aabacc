"""Figures of the report beside the targets of other areas, as bullet charts; never a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from fengze_analysis.errors import InputError
from fengze_analysis.interval import Interval
from fengze_analysis.model import Comparison, Indicator, Observation, Target
from fengze_analysis.plotting.amounts import bare_amount
from fengze_analysis.plotting.bullets import Bullet, bullet_row, find_bullets, year_text
from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import joined, label, listing, localised, semicolons
from fengze_analysis.plotting.scales import Scale, draw_axis, span
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import HEAD, INK, LEADING, LINE, OBSERVED, PALE, SMALL, WIDE
from fengze_analysis.plotting.table import Band, Table, Tail

REFERENCES = frozenset(("benchmark", "peer"))
_BAR = 8.0


@in_house_style
def plot_benchmarks(
    comparisons: Sequence[Comparison],
    observations: Sequence[Observation],
    targets: Sequence[Target] = (),
    indicators: Sequence[Indicator] = (),
    *,
    relations: Sequence[str] = ("benchmark",),
    language: str = "zh",
    width: float = WIDE,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Drawing:
    """Reported values with their intervals beside others' targets, in the order given.

    ``names`` gives the areas' display names. A comparison without two numbers is not drawn.
    Raise ``InputError`` for a relation that is more than a reference.
    """
    if not set(relations) <= REFERENCES:
        asked = ", ".join(sorted(set(relations) - REFERENCES))
        raise InputError(f"no reference: {asked}", "relations", " or ".join(sorted(REFERENCES)))
    kept = [row for row in comparisons if row.relation in relations]
    bullets = find_bullets(kept, observations, targets, indicators, names, language)
    data = localised([bullet_row(bullet, language) for bullet in bullets], language)
    title = label("benchmarks.title", language)
    said = semicolons((_said(bullet, language) for bullet in bullets), language)
    if len(bullets) < 2:
        alt = label("benchmarks.few", language, n=len(bullets))
        alt = joined(alt, label("benchmarks.only", language, list=said), language) if said else alt
        return sentence("benchmarks", title, alt, data, language)
    sheet = Sheet(title, label("benchmarks.lead", language), language, width)
    _draw(sheet, bullets)
    if any(bullet.row.confidence == "tertiary" for bullet in bullets):
        note = listing(filter(None, (label("benchmarks.tertiary", language), note)), language)
    alt = label("benchmarks.alt", language, n=len(bullets), list=said)
    return sheet.finish("benchmarks", alt, data, note)


def _said(bullet: Bullet, language: str) -> str:
    """The comparison in words, both years in them."""
    return label(
        f"benchmarks.alt_{bullet.kind}",
        language,
        indicator=bullet.indicator,
        observed=bullet.observed_text,
        observed_year=year_text(bullet.row.observed_year, language),
        place=bullet.place,
        target=bullet.asked,
        target_year=year_text(bullet.row.target_year, language),
    )


def _draw(sheet: Sheet, bullets: Sequence[Bullet]) -> None:
    language = sheet.language
    table = Table(
        sheet,
        [text for bullet in bullets for text in (bullet.whose, bullet.reported)],
        tails=[
            Tail(label("benchmarks.value", language), _texts(bullets), "right"),
            Tail(label("benchmarks.gap", language), [bullet.gap for bullet in bullets], "right"),
        ],
        share=0.36,
    )
    if not sheet.narrow:
        table.head()
    for _, group in groupby(bullets, key=lambda bullet: bullet.group):
        _draw_group(sheet, table, list(group))


def _texts(bullets: Sequence[Bullet]) -> list[str]:
    return [text for bullet in bullets for text in (bullet.asked, bullet.observed_text)]


def _draw_group(sheet: Sheet, table: Table, group: Sequence[Bullet]) -> None:
    """The reported bar, a row for each target below it, and the scale that they share."""
    first, scale = group[0], _scale(group, table)
    sheet.y = sheet.block(
        sheet.left, sheet.y + 7, first.heading, sheet.measure, size=HEAD, role="indicator"
    )
    band = table.row(first.reported, [first.observed_text], band=13, rule=False)
    bands = [band]
    _draw_reported(sheet, scale, band, first)
    for bullet in group:
        band = table.row(bullet.whose, [bullet.asked, bullet.gap], band=13, rule=False)
        bands.append(band)
        _draw_target(sheet, scale, band, bullet)
    bottom = sheet.y + 1
    _draw_guide(sheet, scale(float(first.value)), bands)
    unit, language = first.row.unit, sheet.language
    ticks = {tick: bare_amount(_exact(tick), unit, language) for tick in scale.ticks(5)}
    draw_axis(sheet, scale, bottom, bottom + 3, ticks)
    sheet.line((scale.start, bottom), (scale.stop, bottom), colour=LINE)
    sheet.y = bottom + SMALL * LEADING + 8
    sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y))


def _draw_guide(sheet: Sheet, x: float, bands: Sequence[Band]) -> None:
    """The reported value carried down through the rows, round the labels where they are between."""
    pieces = bands[1:] if sheet.narrow else [Band(bands[0].bottom, bands[-1].bottom + 4)]
    for piece in pieces:
        sheet.line(
            (x, piece.top),
            (x, piece.bottom),
            colour=OBSERVED,
            width=0.7,
            style=(0, (2, 2)),
            role="guide",
        )


def _exact(tick: float) -> Fraction:
    return Fraction(str(tick)).limit_denominator(10**9)


def _scale(group: Sequence[Bullet], table: Table) -> Scale:
    """From zero, so that the length of a bar is its value."""
    ends = [interval for b in group for interval in (b.observed, b.target)]
    values = [float(end) for i in ends for end in (i.low, i.high) if end is not None]
    low, high = span([*values, float(group[0].value)], zero=True)
    if group[0].row.unit == "%" and 50 < max(values) <= 100:
        high = 100.0
    left, right = table.tracks[0]
    return Scale(low, high, left + 6, right - 6)


def _draw_reported(sheet: Sheet, scale: Scale, band: Band, bullet: Bullet) -> None:
    """A bar up to the value; hatched from the lowest to the highest value it can stand for."""
    top, bottom = band.centre - _BAR / 2, band.centre + _BAR / 2
    start, stop = scale(0.0), scale(float(bullet.value))
    sheet.box((start, top), (stop, bottom), fill=OBSERVED, role=f"bar:{bullet.row.row_id}")
    low, high = _drawn_ends(scale, bullet.observed)
    if high - low > 0.4:
        sheet.box(
            (low, top),
            (high, bottom),
            fill=PALE,
            edge=OBSERVED,
            hatch="////",
            role=f"interval:{bullet.row.row_id}",
        )
    for end, x, sign in ((bullet.observed.low, low, "<"), (bullet.observed.high, high, ">")):
        if end is None:
            sheet.arrow(x, band.centre, sign, colour=OBSERVED)


def _drawn_ends(scale: Scale, interval: Interval) -> tuple[float, float]:
    """Where an interval begins and ends on the sheet, an open end at the end of the scale."""
    low = scale.start if interval.low is None else scale(float(interval.low))
    return low, scale.stop if interval.high is None else scale(float(interval.high))


def _draw_target(sheet: Sheet, scale: Scale, band: Band, bullet: Bullet) -> None:
    """A tick at the target, and a pale band on the side that its sign asks for."""
    low, high = _drawn_ends(scale, bullet.target)
    key = f"{bullet.row.row_id}:{bullet.row.target_id}"
    side = {
        "≥": (low, scale.stop),
        ">": (low, scale.stop),
        "≤": (scale.start, high),
        "<": (scale.start, high),
    }.get(bullet.operator, (low, high))
    if side[1] - side[0] > 0.4:
        corner, opposite = (side[0], band.centre - 3), (side[1], band.centre + 3)
        sheet.box(corner, opposite, fill=PALE, role=f"side:{key}")
    for x in {low, high}:
        sheet.line(
            (x, band.centre - 5.5),
            (x, band.centre + 5.5),
            colour=INK,
            width=2,
            style=(0, (1, 0.6)) if bullet.operator == "≈" else "-",
            role=f"target:{key}",
        )
