"""Everything a rule may look at, and the finding it makes of it: codes and values, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..errors import InputError
from ..interval import Exact, Interval, Number, decimal_or_fraction
from ..model import Document, Finding, Indicator, Published, Source, Statement
from ..rounding import ROUNDING_RULES
from .index import PublishedIndex
from .passages import Figure, Passage, read_passages
from .rules import load_cases
from .values import Value

Measure = tuple[str, str]


@dataclass(frozen=True)
class Context:
    """What the rules read, each part indexed once."""

    document: Document
    passages: tuple[Passage, ...]
    published: PublishedIndex
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]

    @cached_property
    def figures(self) -> tuple[tuple[Passage, Figure], ...]:
        """Every figure with its passage, in the order of the text."""
        return tuple((passage, figure) for passage in self.passages for figure in passage.figures)

    @property
    def written(self) -> int | None:
        """The year in which the report was made."""
        date = self.document.date[:4]
        return self.document.year or (int(date) if date.isdecimal() else None)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The indicators that the report has a figure for."""
        return frozenset(code for _, figure in self.figures for code in figure.row.indicator)

    @cached_property
    def measures(self) -> Mapping[Measure, Sequence[Passage]]:
        """The passages of each measure (section and item), in the order of the text."""
        groups: dict[Measure, list[Passage]] = {}
        for passage in self.passages:
            groups.setdefault((passage.section, passage.item), []).append(passage)
        return groups


def gather_context(
    document: Document,
    statements: Iterable[Statement],
    published: Iterable[Published],
    sources: Iterable[Source],
    indicators: Iterable[Indicator],
    rounding: str,
) -> Context:
    """The context of one report; raises :class:`InputError` for a row of another text."""
    if rounding not in ROUNDING_RULES:
        raise InputError(f"rounding {rounding!r}", "the audit", " ".join(ROUNDING_RULES))
    rows = tuple(statements)
    for row in rows:
        if document.text[row.start : row.end] != row.surface:
            raise InputError(
                f"“{row.surface}” does not stand at its position", row.row_id, "rows of this text"
            )
    known = {source.source_id: source for source in sources}
    codebook = {indicator.code: indicator for indicator in indicators}
    places = {row.place for row in rows} - {""}
    own = {key for key, one in known.items() if one.number and one.number == document.number}
    return Context(
        document,
        read_passages(document, rows),
        PublishedIndex.of(
            (p for p in published if p.place in places and p.source_id not in own),
            codebook,
            rounding,
        ),
        known,
        codebook,
    )


@dataclass(frozen=True)
class Expected:
    """What the other figures give: an interval in ``unit``, its number where it is exact."""

    interval: Interval
    unit: str
    number: Fraction | None = None


def make_finding(
    context: Context,
    rule: str,
    case: str,
    passages: Iterable[Passage],
    figures: Iterable[Figure] = (),
    *,
    values: Mapping[str, Value] | None = None,
    printed: Exact | None = None,
    expected: Expected | None = None,
    key: str = "",
    group: str = "",
    source_id: str = "",
) -> Finding:
    """The finding of one ``case`` of ``rule``; its id is the rule and the key, else the rows.

    Findings of one ``group`` are one point; without one, the finding is a point by itself.
    """
    known = load_cases()
    found = known.get((rule, case)) or known["any", case]
    figures = list(figures)
    rows = tuple(dict.fromkeys(figure.row.row_id for figure in figures))
    codes = (code for figure in figures for code in figure.row.indicator)
    bounds = None if expected is None else expected.interval
    finding_id = f"{rule}.{key or '+'.join(rows)}"
    return Finding(
        report_id=context.document.report_id,
        finding_id=finding_id,
        rule=rule,
        outcome=found.outcome,
        tested=found.tests,
        rows=rows,
        indicator=next(codes, ""),
        printed=printed,
        expected=None if expected is None else _number(expected.number),
        expected_low=None if bounds is None else _number(bounds.low),
        expected_high=None if bounds is None else _number(bounds.high),
        unit="" if expected is None else expected.unit,
        message=f"audit.{rule if (rule, case) in known else 'any'}.{case}",
        readings=tuple(f"audit.reading.{reading}" for reading in found.readings),
        values=tuple((values or {}).items()),
        weight=found.weight,
        group=group or finding_id,
        sentence=" ".join(passage.sentence for passage in dict.fromkeys(passages)),
        source_id=source_id,
    )


def _number(value: Fraction | None) -> Number | None:
    return None if value is None else decimal_or_fraction(value)
