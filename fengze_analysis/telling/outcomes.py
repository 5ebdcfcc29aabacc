"""What the report says: its figures counted by part, kind and place in the results chain."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..model import Indicator, Observation
from ..publishing.cells import Cell, Column, PageTable, Words, printed
from ..study import Study
from ..wording import unit_names
from .codes import codes_of, tag_of, words_of
from .phrasing import enumerate_counts, measure_name, plural, some_of

_COLUMNS = (
    Column("measure", "措施", "Measure"),
    Column("printed", "原文数据", "As printed", "printed"),
    Column("name", "所指内容", "What is measured"),
    Column("value", "数值", "Value", "number"),
    Column("unit", "单位", "Unit"),
    Column("figure", "类型", "Kind", "tag"),
    Column("stage", "结果链", "Results chain", "tag"),
    Column("low", "下限", "Low", "number", shown=False),
    Column("high", "上限", "High", "number", shown=False),
    Column("period", "时期", "Period", shown=False),
    Column("place", "地区", "Place", shown=False),
    Column("status", "状态", "Status", shown=False),
    Column("basis", "比较基准", "Basis", shown=False),
    Column("phrase", "原文用语", "Words of the text", shown=False),
    Column("indicator", "指标代码", "Indicator code", shown=False),
    Column("reading", "识读方式", "How it was read", "tag", shown=False),
    Column("should_be", "更正", "Correction", shown=False),
    Column("evidence", "更正依据", "Evidence of the correction", shown=False),
    Column("sentence", "原句", "Sentence", shown=False),
)
_CORRECTED = ("should_be", "evidence")


def stages(study: Study) -> Counter[str]:
    """How many figures stand at each stage of the results chain; a figure counts once."""
    book = codebook(study)
    return Counter(stage_of(row, book) for row in study.observations)


def codebook(study: Study) -> dict[str, Indicator]:
    """The indicators by code."""
    return {indicator.code: indicator for indicator in study.curated.indicators}


def stage_of(row: Observation, book: dict[str, Indicator]) -> str:
    """The stage of a figure's first indicator, ``""`` where it has no code."""
    code = row.indicator.split(";")[0]
    return book[code].stage if code in book else ""


def bottom_line(study: Study) -> Words:
    """The answer in two sentences: how many figures, of which stages, what was not read."""
    total, measures = len(study.observations), len(study.measures)
    by_zh, by_en = enumerate_counts(stages(study), "stage")
    who_zh = f"报告的{measures}项措施共" if measures else "报告共"
    who_en = f"The {plural(measures, 'measure')} of the report" if measures else "The report"
    verb = "gives" if measures < 2 else "give"
    left = unread_phrase(study)
    return Words(
        f"{who_zh}给出{total}个数据{'：' if by_zh else ''}{by_zh}。{left.zh}。",
        f"{who_en} {verb} {plural(total, 'figure')}{': ' if by_en else ''}{by_en}; {left.en}.",
    )


def unread_phrase(study: Study) -> Words:
    """How much of what looks like a figure could not be read."""
    unread = len(study.unread)
    if not unread:
        return Words("形似数据之处均已识读", "nothing that looks like a figure was left unread")
    verb = "is" if unread == 1 else "are"
    return Words(
        f"另有{unread}处疑似数据未能识读，列于文末",
        f"{plural(unread, 'passage')} that may hold a figure could not be read and {verb} listed "
        "below",
    )


def kinds_line(study: Study) -> Words:
    """What kinds of figures there are, and how exact they are as printed."""
    kinds = Counter(row.kind for row in study.observations)
    rough = sum(row.approx != "exact" for row in study.observations)
    dated = sum(bool(row.period) for row in study.observations)
    if not kinds:
        return Words("报告没有给出数据。", "The report gives no figure.")
    zh, en = enumerate_counts(kinds, "figure")
    return Words(
        f"按类型分：{zh}。{some_of(rough)}带有“约”“超”“余”等约数字样，{some_of(dated)}在句中载明时期。",
        f"By kind: {en}. With a word such as about or over: {rough or 'none'}; "
        f"with a period printed in the sentence: {dated or 'none'}.",
    )


def evidence_line(study: Study) -> Words:
    """How many measures are answered with outcome data, with work data, in words only."""
    if not study.measures:
        return Words("报告没有分列措施。", "The report is not divided into measures.")
    total, said = len(study.measures), evidence_phrase(study)
    return Words(
        f"{total}项措施中，{said.zh}。",
        f"Of {plural(total, 'measure')}, {said.en}.",
    )


def evidence_phrase(study: Study) -> Words:
    """What the measures are answered with, the strongest kind first, as a part of a sentence."""
    found = Counter(row.evidence for row in study.measures)
    outcome, work, words = (found[code] for code in ("outcome_data", "work_data", "words"))
    return Words(
        f"{some_of(outcome, '项')}给出成效数据，{some_of(work, '项')}只有工作数据，"
        f"{some_of(words, '项')}仅有文字表述",
        f"{outcome or 'none'} come with outcome data, {work or 'none'} with work data only, "
        f"{words or 'none'} in words only",
    )


def outcomes_table(study: Study) -> PageTable:
    """Every figure, one row each, in the order of the report; a known misprint beside it."""
    book = codebook(study)
    rows = tuple(_row(study, row, book) for row in study.observations)
    anchors = tuple(row.row_id for row in study.observations)
    title = Words("报告所载全部数据", "Every figure of the report")
    note = Words(
        "数值已按“万”“亿”换算；点击原文数据可跳至全文中的原句。",
        "Values have 万 (10,000) and 亿 (100 million) applied; "
        "a printed figure leads to its sentence.",
    )
    columns = tuple(
        replace(one, shown=True) if one.key in _CORRECTED and study.corrections else one
        for one in _COLUMNS
    )
    return PageTable("outcomes", title, columns, rows, note, citation(study), anchors)


def citation(study: Study) -> Words:
    """The report as a source, for the files that leave the page."""
    sidecar = study.received.sidecar
    marks = [str(sidecar[key]) for key in ("number", "date") if sidecar.get(key)]
    text = f"{sidecar['issuer']}：《{sidecar['title']}》"
    text += f"（{'，'.join(marks)}）" if marks else ""
    return Words(text, text)


def name_of(row: Observation, book: dict[str, Indicator]) -> Words:
    """The indicator's name in both languages; the words of the text where it has no code."""
    known = [book[code] for code in row.indicator.split(";") if code in book]
    if not known:
        return Words(row.indicator_phrase, row.indicator_phrase)
    return Words("；".join(one.name_zh for one in known), "; ".join(one.name_en for one in known))


def _row(study: Study, row: Observation, book: dict[str, Indicator]) -> tuple[Cell, ...]:
    correction = study.corrections.get(row.row_id)
    return (
        measure_name(study, row.section, row.item),
        printed(row),
        name_of(row, book),
        row.value,
        _unit(row.canonical_unit),
        tag_of("figure", row.kind),
        tag_of("stage", stage_of(row, book)),
        row.low,
        row.high,
        row.period,
        row.place,
        row.status,
        row.basis,
        row.indicator_phrase,
        row.indicator,
        tag_of("reading", row.reading),
        correction.should_be if correction else "",
        correction.evidence if correction else "",
        row.sentence,
    )


def _unit(unit: str) -> Words:
    """A unit in both languages; English has no word for a bare measure word (个)."""
    if unit == "位":
        return Words(unit, "rank")
    return Words(unit, unit_names().get(unit, (unit, unit))[1])


def unread_table(study: Study) -> PageTable:
    """What looks like a figure and could not be read, with the reason."""
    columns = (
        Column("surface", "原文", "As printed"),
        Column("reason", "原因", "Reason"),
        Column("sentence", "原句", "Sentence"),
    )
    rows = tuple((row.surface, row.reason, row.sentence) for row in study.unread)
    title = Words("未能识读", "Not read")
    return PageTable("unread", title, columns, rows, citation=citation(study))


def limits_line(study: Study) -> Words:
    """What the table cannot say: no period, no code."""
    undated = sum(not row.period for row in study.observations)
    uncoded = sum(not row.indicator for row in study.observations)
    rest_zh = f"{uncoded}个数据不在指标目录中，" if uncoded else ""
    rest_en = f"{plural(uncoded, 'figure')} not in the codebook; " if uncoded else ""
    return Words(
        f"{undated}个数据在句中没有载明时期，是当年数还是累计数、期末数往往无从判断；{rest_zh}"
        "报告没有写到的工作，这里也不会有。",
        f"{plural(undated, 'figure')} without a period printed in the sentence, so that it often "
        "cannot be told whether they are of one year, cumulative or at a date; "
        f"{rest_en}work that the report does not mention is not here either.",
    )


__all__ = [
    "bottom_line",
    "citation",
    "codebook",
    "codes_of",
    "evidence_line",
    "kinds_line",
    "limits_line",
    "name_of",
    "outcomes_table",
    "stage_of",
    "stages",
    "unread_table",
    "words_of",
]
