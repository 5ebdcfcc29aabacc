"""The findings of the audit, counted by rule and outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fengze_analysis.model import Finding
from fengze_analysis.plotting.drawing import Drawing, in_house_style, sentence
from fengze_analysis.plotting.labels import label, listing, localised, name_of
from fengze_analysis.plotting.sheet import Sheet
from fengze_analysis.plotting.style import HEAD, LINE, PALE, WIDE, keys_of, mark_of
from fengze_analysis.plotting.table import Band, Table, Tail

_INDENT = 16.0  # from the left of a cell to its number


@in_house_style
def plot_findings(
    findings: Sequence[Finding],
    *,
    language: str = "zh",
    width: float = WIDE,
    names: Mapping[str, str] | None = None,
    note: str = "",
) -> Drawing:
    """The number of findings by rule and outcome; ``names`` gives the rules' display names."""
    counts = Counter((finding.rule, finding.outcome) for finding in findings)
    rules = list(dict.fromkeys(finding.rule for finding in findings))
    title = label("findings.title", language)
    rows = [
        {
            "rule": name_of(rule, names),
            "outcome": label(f"outcome.{outcome}", language),
            "findings": str(counts[rule, outcome]),
        }
        for rule in rules
        for outcome in keys_of("outcome")
        if counts[rule, outcome]
    ]
    data = localised(rows, language)
    if len(rules) < 2:
        alt = label("findings.few", language, n=len(rules))
        return sentence("findings", title, alt, data, language)
    sheet = Sheet(title, label("findings.lead", language), language, width)
    _draw(sheet, rules, counts, names)
    return sheet.finish("findings", _alt(rules, counts, language), data, note)


def _draw(
    sheet: Sheet,
    rules: Sequence[str],
    counts: Mapping[tuple[str, str], int],
    names: Mapping[str, str] | None,
) -> None:
    language, outcomes = sheet.language, keys_of("outcome")
    heads = [label(f"outcome.{outcome}", language) for outcome in outcomes]
    if sheet.narrow:  # six headings do not fit side by side: the marks stand for them
        sheet.legend(
            (mark_of("outcome", key), head) for key, head in zip(outcomes, heads, strict=True)
        )
    table = Table(
        sheet,
        [name_of(rule, names) for rule in rules],
        tracks=heads,
        tails=[Tail(label("measures.total", language), ["100"], "right")],
        share=0.32,
        heads="left",
    )
    if not sheet.narrow:
        table.head()
    most = max(counts.values())
    for rule in rules:
        of_rule = {outcome: counts.get((rule, outcome), 0) for outcome in outcomes}
        band = table.row(name_of(rule, names), [str(sum(of_rule.values()))], band=15)
        for track, (outcome, count) in zip(table.tracks, of_rule.items(), strict=True):
            if count:
                _draw_cell(sheet, track, band, (rule, outcome), count, most)
    sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y), colour=LINE)
    everything = [str(sum(counts.values()))]
    band = table.row(label("measures.total", language), everything, rule=False)
    for (left, _), outcome in zip(table.tracks, outcomes, strict=True):
        total = sum(counts.get((rule, outcome), 0) for rule in rules)
        sheet.middle(left + _INDENT, band.centre, str(total), size=HEAD, role="total")


def _draw_cell(
    sheet: Sheet,
    track: tuple[float, float],
    band: Band,
    key: tuple[str, str],
    count: int,
    most: int,
) -> None:
    """A pale bar as long as the number is large, the mark of the outcome, and the number."""
    left, right = track[0] + 3, track[1] - 3
    stop = left + (right - left) * count / most
    role = ":".join(key)
    sheet.box((left, band.centre - 6.5), (stop, band.centre + 6.5), fill=PALE, role=f"bar:{role}")
    sheet.mark(left + 6, band.centre, mark_of("outcome", key[1]), role=f"mark:{role}")
    sheet.middle(track[0] + _INDENT, band.centre, str(count), role=f"count:{role}")


def _alt(rules: Sequence[str], counts: Mapping[tuple[str, str], int], language: str) -> str:
    totals: Counter[str] = Counter()
    for (_, outcome), count in counts.items():
        totals[outcome] += count
    return label(
        "findings.alt",
        language,
        n=totals.total(),
        rules=len(rules),
        outcomes=listing(
            (
                f"{label(f'outcome.{key}', language)} {totals[key]}"
                for key in keys_of("outcome")
                if totals[key]
            ),
            language,
        ),
    )
