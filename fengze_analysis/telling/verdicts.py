"""The area's own five-year targets: what can be judged, on which figures, and the pace needed."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from ..comparison.figures import Figure, base_figure
from ..comparison.panel import Method
from ..comparison.panels import Panel, panels
from ..comparison.printing import percent_span
from ..comparison.progress import progress as measured
from ..comparison.why import percent
from ..comparison.words import text, verdict
from ..interval import Interval, parse_number
from ..model import Comparison
from ..publishing.cells import Cell, Column, PageTable, Words, printed
from ..study import Study
from . import citing
from .comparison import own_targets
from .coverage import observation_name, rows_by_id
from .outcomes import citation, codebook
from .saying import counted, joined, say, tallied

_COLUMNS = (
    Column("printed", "原文数据", "As printed", "printed"),
    Column("name", "所指内容（年份）", "What is measured (year)"),
    Column("path", "基期 → 目标", "Base → target"),
    Column("progress", "目标完成进度 s／序时进度 τ", "Progress s / time share τ"),
    Column("word", "判断", "Judgement", "tag"),
    Column("agreement", "换一种方法", "By other methods"),
    Column("source", "来源", "Source"),
    Column("pace", "要按期达到", "To get there", shown=False),
    Column("methods", "各种方法", "Each method", shown=False),
    Column("nature", "性质", "Nature", shown=False),
    Column("s", "s", "s", "number", shown=False),
    Column("s_low", "s 下限", "s, low", "number", shown=False),
    Column("s_high", "s 上限", "s, high", "number", shown=False),
    Column("tau", "τ", "τ", "number", shown=False),
    Column("pace_needed", "每年还需", "Needed a year", "number", shown=False),
    Column("unit", "单位", "Unit", shown=False),
    Column("why", "说明", "Explanation", shown=False),
    Column("target_id", "目标编号", "Target id", shown=False),
)


def own_rows(study: Study) -> list[Comparison]:
    """The rows about the area's own five-year targets: the judged ones and the refused ones."""
    mine = {target.target_id for target in own_targets(study)}
    unable = verdict("not_assessable")
    found = [row for row in study.comparisons if row.target_id in mine]
    return [row for row in found if row.relation == "verdict" or row.word == unable]


def own_line(study: Study) -> Words:
    """Whether any target of the area itself is on file, and what it says of the report."""
    here, mine = citing.own(study), own_targets(study)
    if not mine:
        return say("own_none", own=here, n=counted(len(study.curated.targets), "target"))
    parts = [say("own_many", own=here, n=counted(len(mine), "target"))]
    rows = own_rows(study)
    judged = Counter(row.word for row in rows if row.relation == "verdict")
    refused = Counter(row.reason for row in rows if row.reason)
    if judged:
        n = counted(judged.total(), "observation")
        parts.append(say("own_assessed", v=n, words=tallied(judged)))
    if refused:
        reasons = (
            say("reason_count", reason=citing.short_reason(reason), n=count)
            for reason, count in refused.items()
        )
        parts.append(say("own_refused", r=refused.total(), list=joined(reasons, "、", ", ")))
    return joined(parts if rows else [*parts, say("own_unused")])


def needed_line(study: Study) -> Words:
    """What a word on an own target takes, and how an analyst supplies it."""
    return say("own_needed", own=citing.own(study))


def pace_line(study: Study) -> Words:
    """What it takes to reach each target that can be assessed."""
    said = [
        say("pace_one", name=observation_name(study, row.row_id, row.indicator), pace=pace)
        for row in own_rows(study)
        if (pace := _pace(row, panel_of(study, row))).zh
    ]
    return say("pace_some", list=joined(said, "；", "; ")) if said else say("pace_none")


def _pace(row: Comparison, panel: Panel | None) -> Words:
    """The yearly change, or for a target of a yearly mean the mean of each year, still needed."""
    if panel is not None:
        return Words(panel.pace_zh, panel.pace_en)
    if not row.pace_needed:
        return Words()
    size = citing.rough(row.pace_needed, row.target_unit)
    return say("pace_growth", year=citing.year_of(row.target_year), size=size)


def panel_of(study: Study, row: Comparison) -> Panel | None:
    """What the methods say of a judged row, ``None`` where its word rests on no progress."""
    key = (row.row_id, row.indicator, row.target_id)
    if row.relation != "verdict":
        return None
    tables = study.curated
    found = panels(
        [rows_by_id(study)[row.row_id]],
        [citing.targets_by_id(study)[row.target_id]],
        tables.published,
        tables.indicators,
        tables.places,
        study.parameters,
    )
    return next((one for one in found if (one.row_id, one.indicator, one.target_id) == key), None)


def _agreement(panel: Panel | None) -> Words:
    """Whether the methods that could be run say the same of whether the target will be met."""
    said = {one.on_track for one in panel.methods} if panel else set()
    if panel is not None and panel.methods_disagree:
        return say("methods_differ")
    if "undecided" in said:
        return say("methods_some_open")
    return say("methods_agree" if said & {"yes", "no"} else "methods_open")


def _methods(panel: Panel | None) -> Words:
    """Each method with its word and value."""
    said = [
        say("method_said", method=_name(one), word=Words(one.word_zh, one.word_en), value=one.value)
        for one in (panel.methods if panel else ())
        if one.value
    ]
    return joined(said, "；", "; ")


def _name(method: Method) -> Words:
    words = text("method", method.method)
    return Words(words.zh, words.en)


def verdicts_table(study: Study) -> PageTable:
    """The rows with the area's own targets: enough to redo each word by hand."""
    cells = tuple(_row(study, row) for row in own_rows(study))
    title = Words("与本级“十四五”目标对照", "Against the area's own five-year targets")
    return PageTable("own_targets", title, _COLUMNS, cells, citation=citation(study))


def _row(study: Study, row: Comparison) -> tuple[Cell, ...]:
    target = citing.targets_by_id(study)[row.target_id]
    name = observation_name(study, row.row_id, row.indicator)
    year, base = citing.observed_year(study, row), base_of(study, row)
    panel = panel_of(study, row)
    return (
        printed(rows_by_id(study)[row.row_id]),
        Words(f"{name.zh}（{year.zh}）", f"{name.en} ({year.en})"),
        from_to(base, citing.asked(study, row), row.target_year),
        progress(exact_progress(base, row), row.progress_low, row.progress_high, row.time_share),
        citing.word_tag(row),
        _agreement(panel),
        citing.source_cell(study, row.source_id, row.confidence),
        _pace(row, panel),
        _methods(panel),
        target.nature,
        row.progress,
        row.progress_low,
        row.progress_high,
        row.time_share,
        row.pace_needed,
        row.unit,
        citing.explained(study, row),
        row.target_id,
    )


def base_of(study: Study, row: Comparison) -> Figure | None:
    """The base value that a row's target is measured from."""
    target = citing.targets_by_id(study)[row.target_id]
    known = codebook(study).get(target.indicator)
    return base_figure(target, study.curated.published, study.parameters, known)


def from_to(base: Figure | None, wanted: Words, year: str) -> Words:
    """A base and a target in a line, ``—`` where no base is known."""
    first = Words("—", "—")
    if base is not None:
        value = citing.amount(base.value, base.unit)
        first = Words(f"{value.zh}（{base.year}）", f"{value.en} ({base.year})")
    end = citing.year_of(year)
    return Words(f"{first.zh} → {wanted.zh}（{end.zh}）", f"{first.en} → {wanted.en} ({end.en})")


def progress(s: Fraction | None, low: str, high: str, share: str) -> Words:
    """Progress with its interval (rounded outward) and the time share; a dash where not computed.

    >>> progress(Fraction("0.5439"), "0.5309", "0.5566", "0.4").zh
    '54.4%（53.0%–55.7%）／40.0%'
    """
    if not (low or high) or not share:
        return Words("—", "—")
    bounds, tau = Interval.parse(low, high), Fraction(share)
    zh, en = percent_span(bounds, tau, "–"), percent_span(bounds, tau, " to ")
    middle = percent(s) if s is not None else "—"
    return Words(
        f"{middle}（{zh}）／{percent(tau)}" if zh else f"{middle}／{percent(tau)}",
        f"{middle} ({en}) / {percent(tau)}" if en else f"{middle} / {percent(tau)}",
    )


def exact_progress(base: Figure | None, row: Comparison) -> Fraction | None:
    """Progress from the printed figures, unrounded; the row's own where they are ranges."""
    now, wanted = parse_number(row.observed), parse_number(row.target)
    if base is None or base.point is None or now is None or wanted is None:
        return Fraction(row.progress) if row.progress else None
    return measured(base.point, now, wanted)
