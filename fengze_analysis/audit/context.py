"""Everything a rule may look at, and the finding it makes of it: codes and values, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import NamedTuple, TypeVar

from ..interval import Exact, Interval, as_number
from ..lexicon import read_rows
from ..model import Document, Finding, Indicator, Published, Source, Statement
from ..rounding import approximator, published_interval
from ..values import Amount, Name
from .passages import Figure, Passage, Printed, Values, read_passages
from .words import uncovered

_SHARED_END = 3
K = TypeVar("K")
V = TypeVar("V")


@cache
def load_cases() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """What a rule can find, by rule and name; of weight 0 is what the annex alone tells."""
    return {(row["rule"], row["case"]): row for row in read_rows("cases.csv", __package__)}


@dataclass(frozen=True, eq=False)
class Known(Printed):
    """A published figure."""

    row: Published

    @property
    def amount(self) -> Amount:
        return Amount(self.value, self.row.unit, approx=self.approx)

    @property
    def name(self) -> Name:
        return Name(self.row.name_zh, (self.row.indicator,) if self.row.indicator else ())


class Expected(NamedTuple):
    """What the other figures give, its number where that is exact, and whose text it is from."""

    amount: Amount
    number: Fraction | None = None
    source_id: str = ""


NOTHING = Expected(Amount(Interval(None, None), ""))


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
        return read_passages(self.document, self.statements)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for passage in self.passages for figure in passage.figures)

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(code for figure in self.figures for code in figure.row.indicator)

    @cached_property
    def measures(self) -> Mapping[tuple[str, str], Sequence[Passage]]:
        return _grouped(((passage.section, passage.item), passage) for passage in self.passages)

    @cached_property
    def published(self) -> Sequence[Known]:
        """What other texts give for the places of the report; a range is left out."""
        places = {row.place for row in self.statements} - {""}
        number = self.document.number
        own = {key for key, one in self.sources.items() if number and one.number == number}
        near = (one for one in self.others if one.place in places and one.source_id not in own)
        rows = [one for one in near if not isinstance(one.value, Interval)]
        return [_known(row, approximator(row.qualifier), self.rounding) for row in rows]

    @cached_property
    def by_indicator(self) -> Mapping[str, Sequence[Known]]:
        return _grouped((one.row.indicator, one) for one in self.published)

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Known]]:
        return _grouped((uncovered(one.row.name_zh), one) for one in self.published)

    def akin(self, code: str) -> Sequence[str]:
        """The codes on file that may count the same: 城建项目完成投资, 城市提品质项目完成投资."""
        heading = self._heading(code)
        return [other for other in self._headed.get(heading, ()) if heading and other != code]

    @cached_property
    def _headed(self) -> Mapping[object, Sequence[str]]:
        return _grouped((self._heading(code), code) for code in self.by_indicator)

    def _heading(self, code: str) -> tuple[str, ...] | None:
        one = self.indicators.get(code)
        end = one.name_zh[-_SHARED_END:] if one else ""
        return (one.sector, one.unit, one.stage, end) if one and one.sector else None

    def finding(
        self,
        rule: str,
        case: str,
        figures: Sequence[Figure],
        values: Values,
        printed: Exact | None = None,
        expected: Expected = NOTHING,
        key: str = "",
        sentence: str | None = None,
    ) -> Finding:
        """The finding of one ``case``; its id is the rule and the key, else the rows."""
        cases = load_cases()
        whose = rule if (rule, case) in cases else "any"
        found = cases[whose, case]
        rows = tuple(dict.fromkeys(figure.row.row_id for figure in figures))
        if sentence is None:
            sentence = join_sentences(figure.passage for figure in figures)
        readings = tuple(f"audit.reading.{one}" for one in found["readings"].split(";") if one)
        value = expected.amount.value
        within = value if isinstance(value, Interval) else Interval.point(value)
        ends = (as_number(within.low), as_number(within.high), expected.amount.unit)
        said = ((n, one.amount if isinstance(one, Printed) else one) for n, one in values.items())
        finding_id = f"{rule}.{key or '+'.join(rows)}"
        code = next((code for figure in figures for code in figure.row.indicator), "")
        return Finding(
            *(self.document.report_id, finding_id, rule, found["outcome"], found["tests"] == "yes"),
            *(rows, code, printed, as_number(expected.number), *ends),  # type: ignore[arg-type]
            *(f"audit.{whose}.{case}", readings, tuple(said), int(found["weight"])),
            *(found["group"] or finding_id, sentence, expected.source_id),
        )


def _known(row: Published, approx: str, rounding: str) -> Known:
    return Known(row.value, approx, published_interval(row, approx, rounding), row)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def join_sentences(passages: Iterable[Passage]) -> str:
    """The sentences of the passages, each once, in the order of the text."""
    ordered = sorted(dict.fromkeys(passages), key=lambda passage: passage.sentence.start)
    return " ".join(passage.sentence.text for passage in ordered)
