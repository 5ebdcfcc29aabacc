"""Which plan indicators the report puts no figure to, and which targets can be measured at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..comparison.measurability import grade
from ..comparison.remarks import remarks
from ..comparison.silence import ListOnFile, Silence, lists_on_file
from ..comparison.words import text
from ..model import Observation, Target
from ..publishing.cells import Cell, Column, PageTable, Tag, Words, printed
from ..study import Study
from . import citing
from .codes import words_of
from .outcomes import citation, codebook, name_of
from .saying import counted, joined, paragraphs, say

STATES = ("figure", "words", "not_mentioned", "not_applicable")
GRADES = ("number_and_year", "number_only", "direction_only", "words_only")
_OUT_OF = re.compile(r"(\d+)项中")
_GOAL, _RELATIVE = "目标", "相对"
_OPINIONS = "审议意见"
_SILENCE = (
    Column("level", "谁的目标", "Whose target"),
    Column("name", "指标", "Indicator"),
    Column("asked", "目标", "Target"),
    Column("state", "报告情况", "In the report", "tag"),
    Column("found", "原文", "As printed"),
    Column("main", "主要指标", "Main indicator", shown=False),
    Column("indicator", "指标代码", "Indicator code", shown=False),
    Column("targets", "目标编号", "Target ids", shown=False),
)


def silence_caution(study: Study) -> Words:
    """What silence does not mean, in a reply to deliberation opinions or in any other report."""
    return say("silence_caution_opinions" if is_reply(study) else "silence_caution")


def is_reply(study: Study) -> bool:
    """Whether the report answers deliberation opinions, by its title."""
    return _OPINIONS in study.document.title


def silence_line(study: Study) -> Words:
    """Of the targets on file at each level, how many the report puts a figure to or mentions."""
    if not study.silence:
        return say("silence_nothing")
    levels = dict.fromkeys((row.level, row.place) for row in study.silence)
    here = study.document.place
    said = [_level(study, place) for _, place in levels if place != here]
    mine = sum(row.place == here for row in study.silence)
    listed = say("listed_yes", n=mine) if mine else say("listed_no")
    if mine:
        said.insert(0, _level(study, here))
    own = citing.own(study)
    return say("silence_line", list=joined(said, "；", "; "), own=own, listed=listed)


def _level(study: Study, place: str) -> Words:
    states = Counter(row.status for row in study.silence if row.place == place)
    parts = (
        say("silence_state", word=words_of("silence_count", state), n=states[state])
        for state in STATES
        if states[state]
    )
    name = citing.area(study, place)
    return say("silence_level", level=name, n=states.total(), states=joined(parts, "、", ", "))


def _words(kind: str, code: str) -> Words:
    found = text(kind, code)
    return Words(found.zh, found.en)


def stated_lengths(study: Study) -> Mapping[str, int]:
    """How many main indicators a plan has, where the review of it says so (20项中4项)."""
    hits = ((row.place, _OUT_OF.search(row.note)) for row in study.curated.assessments)
    return {place: int(hit[1]) for place, hit in hits if hit}


def completeness_line(study: Study) -> Words:
    """How complete the list behind the silence is, level by level."""
    lists = lists_on_file(study.silence, stated_lengths(study))
    return joined(_complete(study, one) for one in lists)


def _complete(study: Study, one: ListOnFile) -> Words:
    place = citing.area(study, one.place)
    if one.stated:
        return say("list_complete", place=place, stated=one.stated, n=one.on_file)
    n = Words(str(one.on_file), counted(one.on_file, "target").en)
    return say("list_partial", place=place, n=n)


def silence_table(study: Study) -> PageTable:
    """Each indicator with a target on file at each level, and what the report has on it."""
    rows = tuple(_row(study, row) for row in study.silence)
    title = Words("规划指标在报告中的情况", "Plan indicators in the report")
    return PageTable("silence", title, _SILENCE, rows, citation=citation(study))


def _row(study: Study, row: Silence) -> tuple[Cell, ...]:
    rows = {one.row_id: one for one in study.observations}
    figures = [printed(rows[key]) for key in row.rows]
    found = Words("、".join(figures), ", ".join(figures))
    if row.sentence:
        found = Words(f"“{row.sentence}”", f"“{row.sentence}”")
    targets = citing.targets_by_id(study)
    wanted = [_wanted(targets[key]) for key in row.targets]
    return (
        citing.area(study, row.place),
        Words(row.name_zh, row.name_en),
        joined(wanted, "；", "; "),
        Tag(row.status, Words(row.status_zh, row.status_en)),
        found,
        row.main,
        row.indicator,
        ";".join(row.targets),
    )


def _wanted(target: Target) -> Words:
    """A target in a few words: sign, value and year, or the words it has instead."""
    value = citing.amount(target.value, target.unit)
    if not value.zh:
        return Words(target.qualifier or "—", f"“{target.qualifier}”" if target.qualifier else "—")
    year, relative = citing.year_of(target.target_year), target.type == _RELATIVE
    how = f"{target.qualifier or _RELATIVE}，" if relative else _sort(target, "zh", "，")
    base = " relative to the base value" if relative else ""
    return Words(
        f"{target.operator}{value.zh}（{how}{year.zh}）",
        f"{target.operator} {value.en}".strip() + f"{base} ({_sort(target, 'en', ', ')}{year.en})",
    )


def _sort(target: Target, language: str, mark: str) -> str:
    """累计, 年均 or 保持 before the year of a target whose number alone does not say so."""
    said = remarks(replace(target, qualifier="", price=""), language)
    return f"{said}{mark}" if said else ""


def measurability_line(study: Study) -> Words:
    """How many targets on file have a number and a year, and what goals the report states."""
    grades = Counter(grade(target).grade for target in study.curated.targets)
    parts = (
        say("grade_count", word=words_of("grade_count", code), n=grades[code])
        for code in GRADES
        if grades[code]
    )
    n = counted(grades.total(), "target")
    line = say("measurable_line", n=n, list=joined(parts, "、", ", "))
    return paragraphs(line, _goals_line(study))


def _goals_line(study: Study) -> Words:
    goals = own_goals(study)
    if not goals:
        return say("goals_none")
    said = joined((_goal(study, row) for row in goals), "、", ", ")
    return say("goals_some", n=counted(len(goals), "goal"), list=said)


def own_goals(study: Study) -> list[Observation]:
    """The figures that the report itself calls a goal (围绕拓展1万亩空间目标)."""
    return [row for row in study.observations if _GOAL in row.indicator_phrase]


def _goal(study: Study, row: Observation) -> Words:
    code = "number_and_year" if row.period_year else "number_only"
    key = "goal_dated" if row.period_year else "goal_one"
    name = Words(row.indicator_phrase, name_of(row, codebook(study)).en)
    return say(key, figure=printed(row), name=name, word=_words("measurability", code))


def measurability_table(study: Study) -> PageTable:
    """The targets on file by whose they are and how far each can be measured."""
    ranked = sorted({row.place for row in study.curated.targets}, key=_order(study))
    columns = (
        Column("whose", "谁的目标", "Whose targets"),
        Column("total", "收录条数", "On file", "number"),
        *(
            Column(
                code, _words("measurability", code).zh, _words("measurability", code).en, "number"
            )
            for code in GRADES
        ),
        Column("reprints", "只见于转载", "From reprints only", "number"),
    )
    rows = tuple(_graded(study, place) for place in ranked)
    title = Words("目标本身能不能衡量", "Can the targets be measured?")
    return PageTable("measurability", title, columns, rows, citation=citation(study))


def _order(study: Study) -> Callable[[str], tuple[int, str]]:
    """Own area first, then those like it, the city and so on; areas without relation last."""
    rank = citing.around(study).rank
    return lambda place: (rank(place) if rank(place) >= 0 else 99, place)


def _graded(study: Study, place: str) -> tuple[Cell, ...]:
    own = [row for row in study.curated.targets if row.place == place]
    grades = Counter(grade(row).grade for row in own)
    return (
        citing.area(study, place),
        len(own),
        *(grades[code] for code in GRADES),
        sum(row.confidence == "tertiary" for row in own),
    )
