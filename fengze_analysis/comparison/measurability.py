"""Whether a target can be measured at all, apart from any progress towards it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fengze_analysis.comparison.words import text
from fengze_analysis.model import Target

_DIRECTION = re.compile(
    r"提高|提升|增加|增长|扩大|上升|高于|快于|下降|降低|减少|缩小|低于|改善|同步|优于"
)
_YEARLY = ("逐年上限", "逐年下限")


@dataclass(frozen=True, slots=True)
class Measurability:
    """How measurable a target is: number and year, number only, direction only or words only."""

    target_id: str
    grade: str
    grade_zh: str
    grade_en: str


def grade(target: Target) -> Measurability:
    """The grade of a target; a limit of every year needs no target year of its own.

    A target without a number that names a way to go (高于GDP增长, 持续改善) has a direction.
    """
    code = _grade(target)
    words = text("measurability", code)
    return Measurability(target.target_id, code, words.zh, words.en)


def grade_targets(targets: Iterable[Target]) -> list[Measurability]:
    """The grades of all the targets, in their order."""
    return [grade(target) for target in targets]


def _grade(target: Target) -> str:
    number = target.value or (target.type == "保持" and target.base_value)
    if number:
        timed = target.target_year or target.type in _YEARLY
        return "number_and_year" if timed else "number_only"
    directed = target.operator in ("≥", ">", "≤", "<") or _DIRECTION.search(target.qualifier)
    return "direction_only" if directed else "words_only"
