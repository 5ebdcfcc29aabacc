"""Opinion → measure → evidence: what each measure is answered with, and how many clauses count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fengze_analysis.comparison.pairing import split_codes
from fengze_analysis.comparison.words import text
from fengze_analysis.model import Document, Indicator, Item, Observation

OUTCOME_STAGES = ("outcome",)
_CLAUSE_END = re.compile(r"[，；。！？]|(?<!\d),|;")
_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class MeasureEvidence:
    """What a measure is answered with: the figures by stage, and the clauses that carry one.

    ``evidence`` is outcome_data where a figure states an outcome, work_data where there are only
    inputs, work, outputs, recognitions or figures without a code, words where there is none.
    """

    report_id: str
    section: str
    item: str
    opinion: str
    measure: str
    evidence: str
    evidence_zh: str
    evidence_en: str
    input: int
    activity: int
    output: int
    outcome: int
    recognition: int
    uncoded: int
    clauses: int
    clauses_with_figure: int


def measure_evidence(
    document: Document,
    observations: Sequence[Observation],
    indicators: Iterable[Indicator],
) -> list[MeasureEvidence]:
    """A row for each measure of the report, in its order, with what it is answered with.

    A figure of two observations counts once for each.
    """
    stages = {indicator.code: indicator.stage for indicator in indicators}
    return [_row(document, item, observations, stages) for item in document.items]


def clauses(document: Document, item: Item) -> Iterator[tuple[int, int]]:
    """Start and end of every clause of a measure in the text as read, empty ones left out."""
    for sentence in item.sentences:
        start = sentence.start
        for mark in _CLAUSE_END.finditer(document.text, sentence.start, sentence.end):
            if _WORDS.search(document.text, start, mark.start()):
                yield start, mark.end()
            start = mark.end()
        if _WORDS.search(document.text, start, sentence.end):
            yield start, sentence.end


def _row(
    document: Document, item: Item, observations: Sequence[Observation], stages: dict[str, str]
) -> MeasureEvidence:
    own = [row for row in observations if (row.section, row.item) == (item.section, item.item)]
    counted = Counter(stages.get(code, "") for row in own for code in split_codes(row))
    spans = list(clauses(document, item))
    with_figure = sum(any(start <= row.start < end for row in own) for start, end in spans)
    code = _evidence(counted)
    words = text("evidence", code)
    return MeasureEvidence(
        document.report_id,
        item.section,
        item.item,
        item.section_heading,
        item.heading,
        code,
        words.zh,
        words.en,
        counted["input"],
        counted["activity"],
        counted["output"],
        counted["outcome"],
        counted["recognition"],
        counted[""],
        len(spans),
        with_figure,
    )


def _evidence(counted: Counter[str]) -> str:
    if any(counted[stage] for stage in OUTCOME_STAGES):
        return "outcome_data"
    return "work_data" if counted.total() else "words"
