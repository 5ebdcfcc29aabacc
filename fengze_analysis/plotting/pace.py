"""Progress against time: how far along each target is, beside the share of its time gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

from fengze_analysis.interval import format_number
from fengze_analysis.plotting.amounts import number_of, rounded
from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import indicator_name, label, listing, localised, semicolons
from fengze_analysis.plotting.rows import PaceRow
from fengze_analysis.plotting.scales import Scale, draw_axis
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import INK, LEADING, PALE, SMALL, WIDE, Mark, mark_of
from fengze_analysis.plotting.table import Band, Table, Tail

_LOWEST, _HIGHEST = Fraction(-1, 4), Fraction(3, 2)  # beyond, a progress is printed at the edge
Said = Callable[[str], str]  # a Chinese word of the method in the language of the figure


@in_house_style
def plot_pace(
    rows: Sequence[PaceRow],
    *,
    delta: Fraction = Fraction(5, 100),
    english: Said = str,
    language: str = "zh",
    width: float = WIDE,
    note: str = "",
) -> Drawing:
    """Progress s with its interval against τ for each indicator, our word and the official one.

    ``english`` turns a word of the method into English; words stay Chinese without it.
    """
    title, said = label("pace.title", language), english if language == "en" else str
    data = localised([_data(row, said, language) for row in rows], language)
    known = [row for row in rows if number_of(row.progress) is not None]
    if len(known) < 2:
        alt = label("pace.few", language, n=len(known))
        return sentence("pace", title, alt, data, language)
    points = format_number(rounded(delta * 100))
    sheet = Sheet(title, label("pace.lead", language, delta=points), language, width)
    words = dict.fromkeys(bare_word(row.word) for row in known if row.word)
    sheet.legend((mark_of("word", word), said(word)) for word in words)
    _draw(sheet, rows, delta, said)
    return sheet.finish("pace", _alt(rows, said, language), data, note)


def bare_word(word: str) -> str:
    """The word without its remarks in brackets, by which the palette knows it.

    >>> bare_word("舍入误差内不能判定（滞后于预期／快于预期）")
    '舍入误差内不能判定'
    """
    return word.partition("（")[0]


def _mark(row: PaceRow) -> Mark:
    return mark_of("word", bare_word(row.word))


def _draw(sheet: Sheet, rows: Sequence[PaceRow], delta: Fraction, said: Said) -> None:
    ours = [said(row.word) for row in rows]
    official = [_official(row, said) for row in rows]
    tails = [Tail(label("pace.ours", sheet.language), ours)]
    if any(official):
        tails.append(Tail(label("pace.official", sheet.language), official))
    names = [indicator_name(row, sheet.language) for row in rows]
    table = Table(sheet, names, tails=tails, share=0.3)
    if not sheet.narrow:
        table.head()
    scale, top = _scale(rows, table), sheet.y
    for row, name, *words in zip(rows, names, ours, official, strict=True):
        band = table.row(name, words[: len(tails)], band=15)
        _draw_row(sheet, scale, band, row, delta)
    ticks = {tick: _short_percent(tick) for tick in scale.ticks(6)}
    draw_axis(sheet, scale, sheet.y if sheet.narrow else top, sheet.y + 3, ticks)
    sheet.y += SMALL * LEADING + 8


def _official(row: PaceRow, said: Said) -> str:
    """The official word, with a sign where ours is another."""
    word = said(row.official_word)
    return f"≠ {word}" if row.agreement == "disagree" else word


def _scale(rows: Sequence[PaceRow], table: Table) -> Scale:
    """From nothing to a little over everything, wider where a progress asks for it."""
    ends = [number_of(text) for r in rows for text in (r.progress, r.progress_low, r.progress_high)]
    values = [end for end in ends if end is not None]
    low = max(min([*values, Fraction(0)]), _LOWEST)
    high = min(max([*values, Fraction(1)]), _HIGHEST)
    left, right = table.tracks[0]
    return Scale(float(low) - 0.04, float(high) + 0.06, left + 6, right - 6)


def _draw_row(sheet: Sheet, scale: Scale, band: Band, row: PaceRow, delta: Fraction) -> None:
    """The time share with its band, then the progress with its range."""
    share, progress = number_of(row.time_share), number_of(row.progress)
    if share is not None:
        low, x, high = (scale(scale.clamp(float(share + d))) for d in (-delta, 0, delta))
        corner, opposite = (low, band.top), (high, band.bottom)
        sheet.box(corner, opposite, fill=PALE, role=f"band:{row.name_zh}")
        ends = (x, band.top), (x, band.bottom)
        sheet.line(*ends, colour=INK, width=1.4, role=f"time:{row.name_zh}")
    if progress is None:
        return
    if scale.holds(float(progress)):
        _draw_range(sheet, scale, band, row)
        x = scale(float(progress))
        sheet.mark(x, band.centre, _mark(row), role=f"progress:{row.name_zh}")
    else:
        _draw_beyond(sheet, scale, band, _mark(row), float(progress))


def _draw_range(sheet: Sheet, scale: Scale, band: Band, row: PaceRow) -> None:
    """The line from the lowest to the highest progress, with an arrow head at an open end."""
    low, high = number_of(row.progress_low), number_of(row.progress_high)
    if low is None and high is None:
        return
    colour, y = _mark(row).colour, band.centre
    start = scale.start if low is None else scale(scale.clamp(float(low)))
    stop = scale.stop if high is None else scale(scale.clamp(float(high)))
    sheet.line((start, y), (stop, y), colour=colour, width=1.3, role=f"range:{row.name_zh}")
    for end, x, sign in ((low, start, "<"), (high, stop, ">")):
        if end is None or not scale.holds(float(end)):
            sheet.arrow(x, y, sign, colour=colour)
        else:
            sheet.line((x, y - 2.5), (x, y + 2.5), colour=colour)


def _draw_beyond(sheet: Sheet, scale: Scale, band: Band, mark: Mark, value: float) -> None:
    """A progress off the scale: an arrow at the edge with the number beside it."""
    over = value > scale.high
    x, side = (scale.stop - 6, "right") if over else (scale.start + 6, "left")
    edge, sign = (scale.stop, ">") if over else (scale.start, "<")
    sheet.arrow(edge, band.centre, sign, colour=mark.colour, role="beyond")
    text = _short_percent(value)
    sheet.middle(x, band.centre, text, size=SMALL, align=side, role="beyond")


def _short_percent(value: float) -> str:
    return f"{round(value * 100)}%".replace("-", "−")


def percent(value: str) -> str:
    """A share of one as per cent to a tenth, ``–`` where there is none.

    >>> percent("3/5"), percent("0.8333"), percent("")
    ('60%', '83.3%', '–')
    """
    number = number_of(value)
    return "–" if number is None else f"{format_number(rounded(number * 100, 1))}%"


def _alt(rows: Sequence[PaceRow], said: Said, language: str) -> str:
    words = Counter(said(row.word) for row in rows if row.word)
    found = Counter(row.agreement for row in rows)
    progress = (
        label(
            "pace.alt_one",
            language,
            name=indicator_name(row, language),
            progress=percent(row.progress),
            share=percent(row.time_share),
        )
        for row in rows
        if row.progress
    )
    return label(
        "pace.alt",
        language,
        n=len(rows),
        words=listing((f"{word} {n}" for word, n in words.items()), language),
        agree=found["agree"],
        disagree=found["disagree"],
        list=semicolons(progress, language),
    )


def _data(row: PaceRow, said: Said, language: str) -> dict[str, str]:
    return {
        "indicator": indicator_name(row, language),
        "year": row.observed_year,
        "progress": row.progress,
        "progress_low": row.progress_low,
        "progress_high": row.progress_high,
        "time_share": row.time_share,
        "word": said(row.word),
        "official": said(row.official_word),
        "agreement": label(f"agreement.{row.agreement}", language) if row.agreement else "",
    }
