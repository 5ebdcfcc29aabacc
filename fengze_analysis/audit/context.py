"""Everything a rule may look at, and the finding it makes of it: codes and values, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ..interval import Exact, Interval, as_number
from ..model import Document, Finding, Indicator, Published, Source, Statement
from .index import PublishedIndex
from .passages import Figure, Passage, Printed, Values, read_passages
from .rules import load_cases


class Expected(NamedTuple):
    """What the other figures give: an interval in ``unit``, its number where it is exact."""

    interval: Interval
    unit: str
    number: Fraction | None = None


NOTHING = Expected(Interval(None, None), "")


@dataclass(frozen=True)
class Context:
    """A report and what is known beside it, each part indexed once for all rules."""

    document: Document
    statements: Sequence[Statement]
    others: Iterable[Published]
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    rounding: str

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences of the report."""
        return read_passages(self.document, self.statements)

    @cached_property
    def published(self) -> PublishedIndex:
        """What other texts give for the places of the report."""
        places = {row.place for row in self.statements} - {""}
        number = self.document.number
        own = {key for key, one in self.sources.items() if number and one.number == number}
        rows = [one for one in self.others if one.place in places and one.source_id not in own]
        return PublishedIndex(rows, self.indicators, self.rounding)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in the order of the text."""
        return tuple(figure for passage in self.passages for figure in passage.figures)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The indicators that the report has a figure for."""
        return frozenset(code for figure in self.figures for code in figure.row.indicator)

    @cached_property
    def measures(self) -> Mapping[tuple[str, str], Sequence[Passage]]:
        """The passages of each measure (section and item), in the order of the text."""
        groups: dict[tuple[str, str], list[Passage]] = {}
        for passage in self.passages:
            groups.setdefault((passage.section, passage.item), []).append(passage)
        return groups

    def finding(
        self,
        rule: str,
        case: str,
        figures: Sequence[Figure],
        values: Values,
        *,
        printed: Exact | None = None,
        expected: Expected = NOTHING,
        key: str = "",
        sentence: str | None = None,
        source_id: str = "",
    ) -> Finding:
        """The finding of one ``case`` of ``rule``; its id is the rule and the key, else the rows.

        ``sentence`` is that of the figures, if not given.
        """
        cases = load_cases()
        whose = rule if (rule, case) in cases else "any"
        found = cases[whose, case]
        rows = tuple(dict.fromkeys(figure.row.row_id for figure in figures))
        if sentence is None:
            sentence = join_sentences(figure.passage for figure in figures)
        said = {n: one.amount if isinstance(one, Printed) else one for n, one in values.items()}
        finding_id = f"{rule}.{key or '+'.join(rows)}"
        return Finding(
            report_id=self.document.report_id,
            finding_id=finding_id,
            rule=rule,
            outcome=found.outcome,
            tested=found.tests,
            rows=rows,
            indicator=next((code for figure in figures for code in figure.row.indicator), ""),
            printed=printed,
            expected=as_number(expected.number),
            expected_low=as_number(expected.interval.low),
            expected_high=as_number(expected.interval.high),
            unit=expected.unit,
            message=f"audit.{whose}.{case}",
            readings=tuple(f"audit.reading.{reading}" for reading in found.readings),
            values=tuple(said.items()),
            weight=found.weight,
            group=found.group or finding_id,
            sentence=sentence,
            source_id=source_id,
        )


def join_sentences(passages: Iterable[Passage]) -> str:
    """The sentences of the passages, each once, in the order of the text."""
    ordered = sorted(dict.fromkeys(passages), key=lambda passage: passage.sentence.start)
    return " ".join(passage.sentence.text for passage in ordered)
