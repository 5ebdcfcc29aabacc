"""Everything a rule may look at, and the finding it makes of it: codes and values, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import NamedTuple

from ..interval import Exact, Interval, as_number
from ..lexicon import read_rows
from ..model import Document, Finding, Indicator, Published, Source, Statement
from ..published import approximator, published_interval
from ..values import Amount, Name
from .passages import Figure, Passage, Printed, Values, read_passages
from .words import uncovered

_NOTHING = Amount(Interval(None, None), "")
_SHARED_END = 3


class Case(NamedTuple):
    """What a rule can find: its outcome, weight, group and innocent readings.

    ``tests`` is whether the case could have come out otherwise: a list no longer than its count
    tests nothing, so its agreement is not counted. ``weight`` ranks by what an answer could
    change; 0 is for the annex alone. Findings of one ``group`` are one point.
    """

    outcome: str
    tests: bool
    weight: int
    group: str
    readings: tuple[str, ...]


@cache
def load_cases() -> dict[tuple[str, str], Case]:
    """The cases by rule and name."""
    found: dict[tuple[str, str], Case] = {}
    for row in read_rows("cases.csv", __package__):
        readings = tuple(filter(None, row["readings"].split(";")))
        tests, weight = row["tests"] == "yes", int(row["weight"])
        case = Case(row["outcome"], tests, weight, row["group"], readings)
        found[row["rule"], row["case"]] = case
    return found


@dataclass(frozen=True, eq=False)
class Known(Printed):
    """A published figure."""

    row: Published
    rounding: str

    @property
    def amount(self) -> Amount:
        return Amount(self.value, self.row.unit, approx=self.approx)

    @property
    def name(self) -> Name:
        """What its text calls it, as a value of a message."""
        return Name(self.row.name_zh, (self.row.indicator,) if self.row.indicator else ())

    @cached_property
    def interval(self) -> Interval:
        return published_interval(self.row, self.approx, self.rounding)


class PublishedIndex:
    """Published figures by indicator, by name and by sector; a range is left out."""

    def __init__(
        self, rows: Iterable[Published], indicators: Mapping[str, Indicator], rounding: str
    ) -> None:
        self.by_indicator: dict[str, list[Known]] = {}
        self.by_name: dict[str, list[Known]] = {}
        self._indicators = indicators
        self._by_heading: dict[object, list[str]] = {}
        for row in rows:
            if not isinstance(row.value, Interval):
                known = Known(row.value, approximator(row.qualifier), row, rounding)
                self.by_indicator.setdefault(row.indicator, []).append(known)
                self.by_name.setdefault(uncovered(row.name_zh), []).append(known)
        for code in self.by_indicator:
            self._by_heading.setdefault(self._heading(code), []).append(code)

    def akin(self, code: str) -> Sequence[str]:
        """The codes with published figures that may be another count of the same thing.

        城建项目完成投资 and 城市提品质项目完成投资 are of one sector, unit and measure; whether one
        holds the other is to be asked.
        """
        heading = self._heading(code)
        found = self._by_heading.get(heading, ()) if heading else ()
        return [other for other in found if other != code]

    def _heading(self, code: str) -> tuple[str, ...] | None:
        one = self._indicators.get(code)
        if one is None or not one.sector:
            return None
        return one.sector, one.unit, one.stage, one.name_zh[-_SHARED_END:]


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
        expected: Amount = _NOTHING,
        number: Fraction | None = None,
        key: str = "",
        sentence: str | None = None,
        source_id: str = "",
    ) -> Finding:
        """The finding of one ``case`` of ``rule``; its id is the rule and the key, else the rows.

        ``expected`` is the interval that the other figures give, ``number`` the same where it is
        exact. ``sentence`` is that of the figures, if not given.
        """
        cases = load_cases()
        whose = rule if (rule, case) in cases else "any"
        found = cases[whose, case]
        rows = tuple(dict.fromkeys(figure.row.row_id for figure in figures))
        if sentence is None:
            sentence = join_sentences(figure.passage for figure in figures)
        value, unit = expected.value, expected.unit
        within = value if isinstance(value, Interval) else Interval.point(value)
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
            expected=as_number(number),
            expected_low=as_number(within.low),
            expected_high=as_number(within.high),
            unit=unit,
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
