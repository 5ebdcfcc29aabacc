"""A finding, from the case of its rule and the figures it read: codes and values, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..interval import Exact, Interval, Number, decimal_or_fraction
from ..model import Finding
from .context import Context
from .passages import Figure, Passage
from .rules import load_cases
from .values import Value


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
