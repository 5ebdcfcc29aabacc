"""The coverage summary: every observation once, with its one principal status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fengze_analysis.comparison.words import REASONS, RELATIONS, Text, english, text
from fengze_analysis.model import Comparison


@dataclass(frozen=True, slots=True)
class Coverage:
    """The principal status of an observation, and how many rows it has in the comparison."""

    report_id: str
    row_id: str
    indicator: str
    relation: str
    reason: str
    word: str
    target_id: str
    rows: int
    status_zh: str
    status_en: str


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many observations have a status."""

    relation: str
    reason: str
    count: int
    status_zh: str
    status_en: str


def coverage(comparisons: Sequence[Comparison]) -> list[Coverage]:
    """Every observation once with its principal status, in the order of the comparison."""
    rows = Counter(_key(row) for row in comparisons)
    return [_status(row, rows[_key(row)]) for row in comparisons if row.principal == "yes"]


def count_statuses(statuses: Sequence[Coverage]) -> list[StatusCount]:
    """How many observations have each status, in the fixed order of relations and reasons."""
    counted = Counter((row.relation, row.reason) for row in statuses)
    found: list[StatusCount] = []
    for relation, reason in sorted(counted, key=_place):
        words = _status_words(relation, reason)
        found.append(StatusCount(relation, reason, counted[relation, reason], words.zh, words.en))
    return found


def _key(row: Comparison) -> tuple[str, str, str]:
    return row.report_id, row.row_id, row.indicator


def _place(status: tuple[str, str]) -> tuple[int, int]:
    relation, reason = status
    return RELATIONS.index(relation), REASONS.index(reason) if reason else -1


def _status(row: Comparison, rows: int) -> Coverage:
    words = _status_words(row.relation, row.reason)
    zh, en = words.zh, words.en
    if row.word:
        zh, en = f"{zh}：{row.word}", f"{en}: {english(row.word)}"
    return Coverage(
        row.report_id,
        row.row_id,
        row.indicator,
        row.relation,
        row.reason,
        row.word,
        row.target_id,
        rows,
        zh,
        en,
    )


def _status_words(relation: str, reason: str) -> Text:
    return text("reason", reason) if reason else text("relation", relation)
