"""A finding, from the case of its rule and the figures it read: codes and values, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from ..interval import Exact, Interval, Number, decimal_or_fraction
from ..model import Finding
from .context import Context
from .passages import Figure, Passage, squash
from .rules import load_cases

WHOLE_REPORT = "report"


class Amount(NamedTuple):
    """A number or interval with its unit; of a printed figure also how it was printed."""

    value: Exact
    unit: str
    kind: str = ""
    approx: str = "exact"
    direction: str = ""
    surface: str = ""

    @classmethod
    def printed(cls, figure: Figure) -> Amount:
        """The amount that a figure prints."""
        row = figure.row
        surface = squash(row.surface)
        return cls(row.value, row.canonical_unit, row.kind, row.approx, row.direction, surface)


class Name(NamedTuple):
    """What a figure is called: the words of its text and the codes of its indicators."""

    words: str
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, figure: Figure) -> Name:
        """The name of a figure of the report."""
        return cls(figure.label, figure.row.indicator)


class Pair(NamedTuple):
    """A figure by its name."""

    name: Name
    amount: Amount

    @classmethod
    def of(cls, figure: Figure) -> Pair:
        """A figure of the report."""
        return cls(Name.of(figure), Amount.printed(figure))


class Claim(NamedTuple):
    """The words of a clause, and those of them that claim or count without a figure."""

    clause: str
    words: tuple[str, ...]


class Part(NamedTuple):
    """A measure (section and item) and how many of its figures or clauses are meant."""

    section: str
    item: str
    some: int
    total: int


One: TypeAlias = str | int | Amount | Name | Pair | Claim | Part
Value: TypeAlias = One | tuple[One, ...]


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
