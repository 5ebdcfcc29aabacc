"""The choice of method: four ways to judge the same figures, a made-up example, other settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from ..comparison.calibration import Calibration
from ..comparison.figures import Figure
from ..comparison.panel import Method, panel
from ..comparison.parameters import Parameters
from ..comparison.words import english, text
from ..interval import format_number
from ..publishing.cells import Cell, Column, PageTable, Words
from ..rounding import ROUNDING_RULES, printed_interval
from ..study import Study
from . import calibration
from .codes import codes_of, words_of
from .saying import joined, say

METHODS = codes_of("method_formula")
_LAST_PLACE = Fraction(1, 1000)
_YEARS = ("2020", "2023", "2025")
# Made up: base, value and target as printed, with their last printed place (0: in full).
CASES = (("100", "160", "220", "0"), ("100", "122", "140", "0"), ("3.1", "3.3", "3.5", "0.1"))
_OTHER_DELTAS, _OTHER_YEARS, _OTHER_BASE = ("0.02", "0.1"), ("2021", "2022", "2024"), "2019"


def panel_line(study: Study) -> Words:
    """On how many indicators the methods part, and where rounding leaves one open."""
    rows = [row for row in study.calibration if _run(row) > 1]
    if not rows:
        return say("panel_none")
    parted = [row for row in rows if row.methods_disagree]
    open_ = sum(any(one.on_track == "undecided" for one in row.methods) for row in rows)
    names = joined((calibration.name_of(row) for row in parted), "、", ", ")
    said = say("panel_parted", x=len(parted), list=names) if parted else say("panel_together")
    left = say("panel_open", u=open_) if open_ else Words()
    return say("panel_some", n=len(rows), parted=said, open=left)


def _run(row: Calibration) -> int:
    return sum(bool(one.on_track) for one in row.methods)


def methods_table(study: Study) -> PageTable:
    """The methods: what each divides by what, its thresholds, and where it is published."""
    columns = (
        Column("method", "方法", "Method"),
        Column("formula", "怎样算", "How"),
        Column("threshold", "阈值", "Thresholds"),
        Column("source", "出处", "Source"),
    )
    parts = ("method_formula", "method_threshold", "method_source")
    rows = tuple((_method(code), *(words_of(part, code) for part in parts)) for code in METHODS)
    title = Words("四种方法", "Four methods")
    return PageTable("methods", title, columns, rows, citation=calibration.citation(study))


def _method(code: str) -> Words:
    words = text("method", code)
    return Words(words.zh, words.en)


def values_table(study: Study) -> PageTable:
    """What each method says of each indicator, with its value and the ends that rounding allows."""
    columns = (
        Column("name", "指标", "Indicator"),
        Column("method", "方法", "Method"),
        Column("value", "数值", "Value", "number"),
        Column("range", "舍入范围", "With rounding"),
        Column("word", "判断", "Judgement"),
        Column("on_track", "能否按期达到", "On track", shown=False),
    )
    rows = tuple(
        (calibration.name_of(row), _method(one.method), one.value, _span(one), *_judged(one))
        for row in study.calibration
        for one in row.methods
    )
    title = Words("各种方法的数值", "Values by method")
    return PageTable("panel_values", title, columns, rows, citation=calibration.citation(study))


def _judged(one: Method) -> tuple[Words, str]:
    return Words(one.word_zh, one.word_en), one.on_track


def _span(one: Method) -> str:
    return f"{one.low} – {one.high}" if _wide(one) else ""


def _wide(one: Method) -> bool:
    """Whether rounding leaves more open than the last place in which a value is printed."""
    return bool(one.low and one.high) and Fraction(one.high) - Fraction(one.low) > _LAST_PLACE


def example(case: tuple[str, str, str, str], parameters: Parameters) -> dict[str, Method]:
    """What each method says of a made-up case, three of five years gone."""
    step = Fraction(case[3])
    base, now, wanted = (
        Figure(value, printed_interval(value, step, rounding=parameters.rounding), "", year)
        for value, year in zip(case[:3], _YEARS, strict=True)
    )
    return {one.method: one for one in panel(base, now, wanted, parameters.delta)}


def worked_line(study: Study) -> Words:
    """The first made-up case said in words: the same figures, opposite conclusions."""
    base, value, target, _ = CASES[0]
    said = example(CASES[0], study.parameters)
    own, gap = said["progress"], Fraction(said["destatis_mean_change"].value) * 100
    return say(
        "worked_line",
        b=base,
        v=value,
        t=target,
        s=own.value,
        ours=Words(own.word_zh, own.word_en),
        c=said["cagr_ratio"].value,
        u=said["un_extrapolation"].value,
        g=f"{round(gap)}%",
    )


def worked_table(study: Study) -> PageTable:
    """The made-up cases by method, with the values to redo by hand."""
    columns = (
        Column("case", "虚构的例子", "Made-up case"),
        *(Column(code, _method(code).zh, _method(code).en) for code in METHODS),
    )
    rows = tuple(_worked(case, study.parameters) for case in CASES)
    title = Words(
        "虚构例子：同样的数据，不同的方法", "Made up: the same figures by several methods"
    )
    note = Words(
        "基期2020年，数据2023年，目标2025年。前两例视为精确数，第三例按一位小数的舍入区间计。",
        "Base 2020, value 2023, target 2025. The first two cases are taken as exact, "
        "the third as rounded to one decimal.",
    )
    return PageTable("worked_example", title, columns, rows, note)


def _worked(case: tuple[str, str, str, str], parameters: Parameters) -> tuple[Cell, ...]:
    base, value, target, _ = case
    said = example(case, parameters)
    shown = Words(f"{base} → {value}，目标{target}", f"{base} → {value}, target {target}")
    return (shown, *(_said(said[code]) for code in METHODS))


def _said(one: Method) -> Words:
    if not one.value:
        return Words(one.word_zh, one.word_en)
    span = f" [{one.low}, {one.high}]" if _wide(one) else ""
    return Words(f"{one.value}{span}：{one.word_zh}", f"{one.value}{span}: {one.word_en}")


def sensitivity_table(study: Study) -> PageTable:
    """The calibration under other settings, one changed at a time, with each word that changes."""
    columns = (
        Column("setting", "设定", "Setting"),
        Column("assessed", "可评估", "Assessed", "number"),
        Column("agree", "一致", "Agree", "number"),
        Column("disagree", "不一致", "Differ", "number"),
        Column("undecided", "不能判定", "Undecided", "number"),
        Column("changed", "结论改变的指标", "Indicators whose judgement changes"),
    )
    usual = {row.indicator: row.word for row in study.calibration}
    rows = tuple(_setting(name, found, usual) for name, found in _variants(study))
    title, key = Words("换一个设定", "Under other settings"), "sensitivity"
    return PageTable(key, title, columns, rows, citation=calibration.citation(study))


def _variants(study: Study) -> Iterator[tuple[Words, list[Calibration]]]:
    usual = study.parameters
    yield say("sens_default"), list(study.calibration)
    for share in _OTHER_DELTAS:
        if Fraction(share) != usual.delta:
            name = say("sens_delta", delta=format_number(Fraction(share) * 100))
            yield name, calibration.again(study, delta=Fraction(share))
    for year in _OTHER_YEARS:
        if year != usual.as_of:
            yield say("sens_as_of", year=year), calibration.again(study, as_of=year)
    for rule in ROUNDING_RULES:
        if rule != usual.rounding:
            name = say("sens_rounding", rule=words_of("rounding", rule))
            yield name, calibration.again(study, rounding=rule)
    if usual.base_year != _OTHER_BASE:
        yield say("sens_base", year=_OTHER_BASE), calibration.again(study, base_year=_OTHER_BASE)


def _setting(name: Words, rows: list[Calibration], usual: dict[str, str]) -> tuple[Cell, ...]:
    found = Counter(row.agreement for row in rows)
    changed = [row for row in rows if row.word != usual[row.indicator]]
    said = (
        say("sens_one", name=calibration.name_of(row), word=Words(row.word, english(row.word)))
        for row in changed
    )
    return (
        name,
        found.total() - found["not_assessable"],
        found["agree"],
        found["disagree"],
        found["undecided"],
        joined(said, "；", "; ") if changed else say("sens_none"),
    )
