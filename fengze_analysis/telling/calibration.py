"""The test of the method: our word beside the official one on the nation's main indicators."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

from ..comparison.calibration import Calibration, calibrate
from ..comparison.progress import progress as measured
from ..comparison.why import percent
from ..comparison.words import english
from ..interval import parse_number
from ..model import Target
from ..publishing.cells import Cell, Column, PageTable, Tag, Words
from ..study import Study
from . import citing
from .saying import paragraphs, say
from .verdicts import progress

_COLUMNS = (
    Column("name", "指标", "Indicator"),
    Column("path", "基期 → 目标", "Base → target"),
    Column("value", "所用数据", "Data used"),
    Column("progress", "目标完成进度／序时进度，或原因", "Progress / time share, or why not"),
    Column("ours", "本项目", "Ours", "tag"),
    Column("official", "官方中期评估", "Official review", "tag"),
    Column("agreement", "比较", "Agreement"),
    Column("nature", "性质", "Nature", shown=False),
    Column("base", "基期值", "Base", "number", shown=False),
    Column("base_year", "基年", "Base year", shown=False),
    Column("observed", "数据", "Value", "number", shown=False),
    Column("observed_year", "数据年份", "Year of the value", shown=False),
    Column("target", "目标值", "Target", "number", shown=False),
    Column("target_year", "目标年", "Target year", shown=False),
    Column("unit", "单位", "Unit", shown=False),
    Column("s", "s", "s", "number", shown=False),
    Column("s_low", "s 下限", "s, low", "number", shown=False),
    Column("s_high", "s 上限", "s, high", "number", shown=False),
    Column("tau", "τ", "τ", "number", shown=False),
    Column("same_side", "跟上与否是否相同", "On the same side", shown=False),
    Column("text", "说明", "Explanation", shown=False),
    Column("target_source", "目标来源", "Source of the target", shown=False),
    Column("review_source", "评估来源", "Source of the review", shown=False),
)


def name_of(row: Calibration) -> Words:
    """The indicator's name."""
    return Words(row.name_zh, row.name_en)


def assessed(study: Study) -> list[Calibration]:
    """The indicators on which the code reaches a word, or finds it open within rounding."""
    return [row for row in study.calibration if row.agreement != "not_assessable"]


def bottom_line(study: Study) -> Words:
    """How many indicators can be assessed, how many words agree, and on the side of keeping up."""
    rows = study.calibration
    if not rows:
        return say("cal_none")
    found = Counter(row.agreement for row in rows)
    sides = Counter(row.same_side for row in rows)
    return say(
        "cal_bottom",
        n=len(rows),
        a=len(assessed(study)),
        same=found["agree"],
        differ=found["disagree"],
        open=found["undecided"],
        out=found["not_assessable"],
        d=sides["yes"] + sides["no"],
        side=sides["yes"],
    )


def again(study: Study, **changed: object) -> list[Calibration]:
    """The calibration under other parameters."""
    tables = study.curated
    parameters = replace(study.parameters, **changed)  # type: ignore[arg-type]
    return calibrate(
        tables.targets, tables.published, tables.assessments, tables.indicators, parameters
    )


def calibration_table(study: Study) -> PageTable:
    """The main indicators: figures, our word, the official word and the year of the data."""
    rows = tuple(_row(study, row) for row in study.calibration)
    title = Words(
        "全国主要指标：两种评价并列", "The nation's main indicators: two judgements side by side"
    )
    note = Words(
        "官方用语出自国家“十四五”规划纲要实施中期评估；本项目按序时进度测算，阈值为本项目设定。",
        "The official judgements are those of the nation's mid-term review of the 14th Five-Year "
        "Plan; ours rest on the time elapsed, with a threshold set by this project.",
    )
    return PageTable("calibration", title, _COLUMNS, rows, note, citation(study))


def _row(study: Study, row: Calibration) -> tuple[Cell, ...]:
    target = citing.targets_by_id(study).get(row.target_id)
    return (
        name_of(row),
        _path(row, target),
        _dated(row.observed, row.unit, row.observed_year),
        _grounds(row),
        _tag(row.word),
        _tag(row.official_word),
        Words(row.agreement_zh, row.agreement_en),
        row.nature,
        row.base,
        row.base_year,
        row.observed,
        row.observed_year,
        row.target,
        row.target_year,
        row.unit,
        row.progress,
        row.progress_low,
        row.progress_high,
        row.time_share,
        row.same_side,
        Words(row.text_zh, row.text_en),
        citing.source_title(study, target.source_id if target else ""),
        citing.source_title(study, row.source_id),
    )


def _path(row: Calibration, target: Target | None) -> Words:
    base = _dated(row.base, row.unit, row.base_year)
    sign, words = (target.operator, target.qualifier) if target else ("", "")
    wanted = _dated(row.target, row.unit, row.target_year)
    if row.target:
        wanted = Words(f"{sign}{wanted.zh}", f"{sign}\u00a0{wanted.en}" if sign else wanted.en)
    else:
        wanted = Words(words, f"“{words}”")
    return Words(f"{base.zh} → {wanted.zh}", f"{base.en} → {wanted.en}")


def _dated(value: str, unit: str, year: str) -> Words:
    if not value:
        return Words("—", "—")
    figure = citing.amount(value, unit)
    return Words(f"{figure.zh}（{year}）", f"{figure.en} ({year})")


def _grounds(row: Calibration) -> Words:
    if row.reason:
        return citing.short_reason(row.reason)
    if row.time_share and not row.progress:
        share = percent(Fraction(row.time_share))
        return Words(f"—／{share}", f"— / {share}")
    return progress(exact(row), row.progress_low, row.progress_high, row.time_share)


def exact(row: Calibration) -> Fraction | None:
    """Progress from the printed figures, unrounded."""
    ends = [parse_number(text) for text in (row.base, row.observed, row.target)]
    if not row.progress or ends[0] is None or ends[1] is None or ends[2] is None:
        return None
    return measured(ends[0], ends[1], ends[2])


def _tag(word: str) -> Tag:
    return Tag(word.partition("（")[0], Words(word, english(word)))


def citation(study: Study) -> Words:
    """The review as a source, for the files that leave the page."""
    titles = dict.fromkeys(
        citing.source_title(study, row.source_id) for row in study.curated.assessments
    )
    text = "；".join(title for title in titles if title)
    return Words(text, text)


def pace_line(study: Study) -> Words:
    """How many have reached their value, and how many have some way to go."""
    rows = [row for row in study.calibration if row.pace_zh]
    if not rows:
        return say("cal_pace_none")
    met = sum(row.pace_met for row in rows)
    return say("cal_pace_some", met=met, n=len(rows) - met)


def pace_table(study: Study) -> PageTable:
    """What is still needed each year, indicator by indicator."""
    columns = (
        Column("name", "指标", "Indicator"),
        Column("value", "所用数据", "Data used"),
        Column("target", "目标", "Target"),
        Column("pace", "还需", "Still needed"),
        Column("pace_needed", "每年还需", "Needed a year", "number", shown=False),
        Column("unit", "单位", "Unit", shown=False),
    )
    rows = tuple(
        (
            name_of(row),
            _dated(row.observed, row.unit, row.observed_year),
            _dated(row.target, row.unit, row.target_year),
            Words(row.pace_zh, row.pace_en),
            row.pace_needed,
            row.unit,
        )
        for row in study.calibration
        if row.pace_zh
    )
    title = Words("到目标年还需多快", "What it takes to get there")
    return PageTable("pace_needed", title, columns, rows, citation=citation(study))


def limits_line(study: Study) -> Words:
    """What the test can show and what it cannot."""
    if not study.calibration:
        return say("cal_none")
    same = sum(row.agreement == "agree" for row in study.calibration)
    reprints = sum(
        citing.targets_by_id(study)[row.target_id].confidence == "tertiary"
        for row in study.calibration
        if row.target_id
    )
    number = len(assessed(study))
    return paragraphs(
        say("cal_can", a=number, same=same),
        say("cal_cannot_rule"),
        say("cal_cannot_few", a=number),
        say("cal_cannot_district", own=citing.own(study)),
        say("cal_cannot_source", t=reprints),
    )
