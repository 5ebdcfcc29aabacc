"""The fixed words of the comparison in Chinese and English, from ``words.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REASONS = (
    "no_target_on_file",
    "activity_count",
    "not_an_outcome",
    "no_baseline",
    "definition_differs",
    "scope_differs",
    "period_differs",
    "period_unclear",
    "stock_or_flow_unclear",
    "single_year_of_cumulative",
    "base_not_comparable",
    "not_measurable",
    "headcount_without_denominator",
    "unit_unclear",
    "level_not_applicable",
    "target_equals_base",
    "method_undefined",
)
RELATIONS = ("verdict", "yearly_plan", "benchmark", "peer", "same_fact", "none")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str


def text(kind: str, code: str) -> Text:
    """The fixed words of ``code``; raises ``KeyError`` for a word that is not fixed.

    >>> text("reason", "scope_differs")
    Text(zh='统计范围不同', en='coverage differs')
    """
    return _words()[kind, code]


@cache
def codes(kind: str) -> tuple[str, ...]:
    """The codes of one kind, in their order.

    >>> codes("note")
    ('self_reported', 'plan_not_on_file')
    """
    return tuple(code for of, code in _words() if of == kind)


def verdict(code: str) -> str:
    """The Chinese word of a verdict as the ``word`` column holds it.

    >>> verdict("ahead")
    '快于预期'
    """
    return text("verdict", code).zh


def undecided(first: str, second: str) -> str:
    """The word where rounding leaves two verdicts (codes) open: both are named.

    >>> undecided("behind", "ahead")
    '舍入误差内不能判定（滞后于预期／快于预期）'
    """
    return f"{verdict('undecided')}（{verdict(first)}／{verdict(second)}）"


def is_undecided(word: str) -> bool:
    """Whether ``word`` leaves the verdict open.

    >>> is_undecided(undecided("behind", "ahead")), is_undecided("快于预期")
    (True, False)
    """
    return word.startswith(verdict("undecided"))


def english(word: str) -> str:
    """The English of a ``word`` column, the remarks in brackets included.

    >>> english("舍入误差内不能判定（滞后于预期／快于预期）")
    'cannot be decided within rounding error (behind schedule / ahead of schedule)'
    >>> english("已完成（报告自述）")
    'completed (as the report itself says)'
    """
    head, bracket, inside = word.partition("（")
    if not bracket:
        return _english().get(word, word)
    parts = " / ".join(english(part) for part in inside.rstrip("）").split("／"))
    return f"{_english().get(head, head)} ({parts})"


@cache
def _words() -> dict[tuple[str, str], Text]:
    content = files(__package__).joinpath("words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(content.splitlines())
    return {(row["kind"], row["code"]): Text(row["zh"], row["en"]) for row in rows}


@cache
def _english() -> dict[str, str]:
    kinds = ("verdict", "note")
    return {words.zh: words.en for (kind, _), words in _words().items() if kind in kinds}
