"""Comparisons with a target or result elsewhere, made ready to be drawn and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from fengze_analysis.interval import Interval, format_number
from fengze_analysis.model import Comparison, Indicator, Observation, Target
from fengze_analysis.plotting.amounts import amount, interval_of, number_of, signed, with_unit
from fengze_analysis.plotting.labels import label, name_of


@dataclass(frozen=True, slots=True)
class Bullet:
    """One comparison with all that is printed beside it, in one language."""

    row: Comparison
    indicator: str
    heading: str
    reported: str
    whose: str
    place: str
    operator: str
    observed: Interval
    target: Interval
    observed_text: str
    asked: str
    gap: str

    @property
    def group(self) -> tuple[str, str, str]:
        """What shares a bar and a scale."""
        return self.row.row_id, self.row.indicator, self.row.observed

    @property
    def kind(self) -> str:
        """Whether it is held against a ``target`` or a ``result``."""
        return kind_of(self.row)

    @property
    def value(self) -> Fraction:
        """The reported value; the known end where the report prints no more."""
        number = number_of(self.row.observed)
        ends = [end for end in (self.observed.low, self.observed.high) if end is not None]
        return ends[0] if number is None else number


def find_bullets(
    comparisons: Sequence[Comparison],
    observations: Sequence[Observation],
    targets: Sequence[Target],
    indicators: Sequence[Indicator],
    names: Mapping[str, str] | None,
    language: str,
) -> list[Bullet]:
    """The comparisons that have a number on both sides, in the order given."""
    rows = {row.row_id: row for row in observations}
    signs = {target.target_id: target.operator for target in targets}
    called = {i.code: i.name_en if language == "en" else i.name_zh for i in indicators}
    found = []
    for row in comparisons:
        observation, target = rows.get(row.row_id), interval_of(row.target)
        observed = _observed(row, observation)
        if observed is None or target is None:
            continue
        printed = observation.indicator_phrase if observation else row.indicator
        name = called.get(row.indicator, printed)
        sign, place = signs.get(row.target_id, ""), observation.place if observation else ""
        found.append(_bullet(row, name, sign, place, (observed, target), names, language))
    return found


def kind_of(row: Comparison) -> str:
    """``result`` for a peer's, ``target`` for anything else."""
    return "result" if row.relation == "peer" else "target"


def _observed(row: Comparison, observation: Observation | None) -> Interval | None:
    """The interval of the reported value: its own, or that of the gap where it was computed."""
    if observation and observation.value == row.observed:
        return Interval.parse(observation.low, observation.high)
    target = number_of(row.target)
    if target is not None and row.gap_low and row.gap_high:
        return Interval(Fraction(row.gap_low) + target, Fraction(row.gap_high) + target)
    return interval_of(row.observed)


def _bullet(
    row: Comparison,
    indicator: str,
    sign: str,
    own: str,
    ends: tuple[Interval, Interval],
    names: Mapping[str, str] | None,
    language: str,
) -> Bullet:
    place = name_of(row.target_place, names)
    whose = label(f"benchmarks.{kind_of(row)}", language, place=place, year=row.target_year or "?")
    gap = number_of(row.gap)
    return Bullet(
        row=row,
        indicator=indicator,
        heading=with_unit(indicator, row.unit, language),
        reported=label(
            "benchmarks.reported",
            language,
            place=name_of(own, names),
            year=year_text(row.observed_year, language),
        ),
        whose=whose + " †" * (row.confidence == "tertiary"),
        place=place,
        operator=sign,
        observed=ends[0],
        target=ends[1],
        observed_text=amount(row.observed, row.unit, language),
        asked=f"{sign} {amount(row.target, row.unit, language)}".strip(),
        gap="" if gap is None else signed(gap, row.unit, language),
    )


def year_text(year: str, language: str) -> str:
    """A year as printed, or that none is stated.

    >>> year_text("2023", "zh"), year_text("", "en")
    ('2023年', 'year not stated')
    """
    return label("year.one", language, year=year) if year else label("year.unknown", language)


def bullet_row(bullet: Bullet, language: str) -> dict[str, str]:
    """The row of the table under the figure."""
    row = bullet.row
    return {
        "row_id": row.row_id,
        "indicator": bullet.indicator,
        "observed": row.observed,
        "observed_low": _end(bullet.observed.low),
        "observed_high": _end(bullet.observed.high),
        "observed_year": row.observed_year,
        "target_place": bullet.place,
        "operator": bullet.operator,
        "target": row.target,
        "target_year": row.target_year,
        "unit": row.unit,
        "gap": row.gap,
        "confidence": label(f"confidence.{row.confidence}", language) if row.confidence else "",
    }


def _end(value: Fraction | None) -> str:
    return "" if value is None else format_number(value)
