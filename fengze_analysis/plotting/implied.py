"""The audit's arithmetic: printed figures beside the interval that the other figures imply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from fengze_analysis.interval import Interval, format_number
from fengze_analysis.model import Finding, Indicator, Observation
from fengze_analysis.plotting.amounts import amount, interval_of
from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import joined, label, localised, name_of, semicolons
from fengze_analysis.plotting.scales import Scale, span
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import LINE, OBSERVED, PALE, WIDE, keys_of, mark_of
from fengze_analysis.plotting.table import Band, Table, Tail
from fengze_analysis.wording import format_interval


@dataclass(frozen=True, slots=True)
class _Check:
    """A finding with what is drawn: the printed figure and the implied interval."""

    finding: Finding
    name: str
    printed: Interval
    value: Fraction | None
    expected: Interval
    printed_text: str
    expected_text: str


@in_house_style
def plot_implied(
    findings: Sequence[Finding],
    observations: Sequence[Observation] = (),
    indicators: Sequence[Indicator] = (),
    *,
    language: str = "zh",
    width: float = WIDE,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Drawing:
    """Each finding with an implied interval: the interval, and the printed figure over it.

    ``names`` gives the rules' display names. A finding without a printed number has nothing to be
    held against: it is counted in the sentence and below the figure, not drawn.
    """
    checks = _checks(findings, observations, indicators, names, language)
    title = label("implied.title", language)
    data = localised([_data(check, language) for check in checks], language)
    if len(checks) < 2:
        alt = label("implied.few", language, n=len(checks))
        return sentence("implied", title, alt, data, language)
    sheet = Sheet(title, label("implied.lead", language), language, width)
    used = {check.finding.outcome for check in checks}
    sheet.legend(
        (mark_of("outcome", key), label(f"outcome.{key}", language))
        for key in keys_of("outcome")
        if key in used
    )
    _draw(sheet, checks)
    said = semicolons((_said(check, language) for check in checks), language)
    alt = label("implied.alt", language, n=len(checks), list=said)
    more = sum(_implies(finding) for finding in findings) - len(checks)
    if more:
        rest = label("implied.more", language, n=more)
        alt, note = joined(alt, rest, language), joined(rest, note, language).strip()
    return sheet.finish("implied", alt, data, note)


def _implies(finding: Finding) -> bool:
    """Whether the other figures give an interval."""
    return bool(finding.expected_low or finding.expected_high)


def _checks(
    findings: Sequence[Finding],
    observations: Sequence[Observation],
    indicators: Sequence[Indicator],
    names: Mapping[str, str] | None,
    language: str,
) -> list[_Check]:
    rows = {row.row_id: row for row in observations}
    called = {i.code: i.name_en if language == "en" else i.name_zh for i in indicators}
    found = []
    for finding in findings:
        whole = interval_of(finding.printed)
        if whole is None or not _implies(finding):
            continue
        expected = Interval.parse(finding.expected_low, finding.expected_high)
        read = [rows[row_id] for row_id in finding.rows if row_id in rows]
        found.append(
            _Check(
                finding=finding,
                name=_name(finding, read, called, names, language),
                printed=_printed(finding, read, whole),
                value=whole.low if whole.low == whole.high else None,
                expected=expected,
                printed_text=amount(finding.printed, finding.unit, language),
                expected_text=format_interval(expected, finding.unit, language),
            )
        )
    return found


def _printed(finding: Finding, read: Sequence[Observation], whole: Interval) -> Interval:
    """What the printed figure can stand for: the interval of its row, else the number alone."""
    for row in read:
        if row.value == finding.printed:
            return Interval.parse(row.low, row.high)
    return whole


def _name(
    finding: Finding,
    read: Sequence[Observation],
    called: Mapping[str, str],
    names: Mapping[str, str] | None,
    language: str,
) -> str:
    """The rule, and what its first figure measures."""
    rule = name_of(finding.rule, names)
    if not read:
        return rule
    subject = called.get(read[0].indicator.split(";")[0], read[0].indicator_phrase)
    return label("implied.subject", language, rule=rule, name=subject) if subject else rule


def _draw(sheet: Sheet, checks: Sequence[_Check]) -> None:
    language = sheet.language
    tails = [
        Tail(label("implied.printed", language), [c.printed_text for c in checks], "right"),
        Tail(label("implied.expected", language), [c.expected_text for c in checks], "right"),
    ]
    table = Table(sheet, [check.name for check in checks], tails=tails, share=0.34)
    if not sheet.narrow:
        table.head()
    for check in checks:
        band = table.row(check.name, [check.printed_text, check.expected_text], band=17)
        _draw_check(sheet, _scale(check, table), band, check)


def _scale(check: _Check, table: Table) -> Scale:
    """A scale of the row's own, a fifth wider than what it shows."""
    ends = [end for i in (check.expected, check.printed) for end in (i.low, i.high)]
    values = [float(end) for end in (*ends, check.value) if end is not None]
    low, high = span(values, margin=0.2)
    left, right = table.tracks[0]
    return Scale(low, high, left + 8, right - 8)


def _draw_check(sheet: Sheet, scale: Scale, band: Band, check: _Check) -> None:
    key, y = check.finding.finding_id, band.centre
    sheet.line((scale.start, y), (scale.stop, y), colour=LINE, width=0.6, under=True)
    low, high = _ends(scale, check.expected)
    middle, half = (low + high) / 2, max((high - low) / 2, 1.0)
    sheet.box(
        (middle - half, y - 6.5),
        (middle + half, y + 6.5),
        fill=PALE,
        edge=OBSERVED,
        role=f"expected:{key}",
    )
    _draw_open_ends(sheet, scale, check.expected, y, OBSERVED)
    mark = mark_of("outcome", check.finding.outcome)
    low, high = _ends(scale, check.printed)
    if high - low > 1:
        sheet.line((low, y), (high, y), colour=mark.colour, width=1.4, role=f"range:{key}")
        _draw_open_ends(sheet, scale, check.printed, y, mark.colour)
    x = scale(float(check.value)) if check.value is not None else (low + high) / 2
    sheet.mark(x, y, mark, role=f"printed:{key}")


def _draw_open_ends(sheet: Sheet, scale: Scale, interval: Interval, y: float, colour: str) -> None:
    """An arrow head where an interval goes on beyond the scale."""
    if interval.low is None:
        sheet.arrow(scale.start, y, "<", colour=colour)
    if interval.high is None:
        sheet.arrow(scale.stop, y, ">", colour=colour)


def _ends(scale: Scale, interval: Interval) -> tuple[float, float]:
    low = scale.start if interval.low is None else scale(float(interval.low))
    return low, scale.stop if interval.high is None else scale(float(interval.high))


def _said(check: _Check, language: str) -> str:
    return label(
        "implied.alt_one",
        language,
        name=check.name,
        printed=check.printed_text,
        expected=check.expected_text,
        outcome=label(f"outcome.{check.finding.outcome}", language),
    )


def _data(check: _Check, language: str) -> dict[str, str]:
    bounds = check.printed
    return {
        "finding": check.finding.finding_id,
        "rule": check.name,
        "printed": check.finding.printed,
        "printed_low": "" if bounds.low is None else format_number(bounds.low),
        "printed_high": "" if bounds.high is None else format_number(bounds.high),
        "expected_low": check.finding.expected_low,
        "expected_high": check.finding.expected_high,
        "unit": check.finding.unit,
        "outcome": label(f"outcome.{check.finding.outcome}", language),
    }
