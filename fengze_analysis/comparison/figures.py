"""Values with the interval they stand for: of statements, targets, bases and published figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ..interval import Exact, Interval, decimal_or_fraction, exact_number
from ..model import Indicator, Period, Published, Statement, Target
from ..published import RATES, approximator, published_interval
from ..rounding import printed_interval
from .parameters import Parameters

_POINTS = {"个百分点": "%", "个千分点": "‰"}
_MEASURE_WORDS = frozenset("个家所项件处座户栋条种部")
_ALIKE = (
    _MEASURE_WORDS,
    frozenset(("人", "名")),
    frozenset(("套", "套（间）", "套(间)")),
    frozenset(("张", "张床位")),
    frozenset(("标箱", "TEU", "标准箱")),
    frozenset(("公里", "千米")),
)
_CONFIDENCE = ("primary", "secondary", "tertiary")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as printed, the interval it stands for, its unit and its year.

    ``above`` says that the value itself is left out below (超900 is more than 900).
    """

    value: Exact | None
    interval: Interval
    unit: str
    year: Period | None
    above: bool = False

    @property
    def point(self) -> Fraction | None:
        """The exact number of the printed value, ``None`` for a range."""
        return exact_number(self.value)

    def per(self, divisor: Figure, scale: int, unit: str) -> Figure:
        """This figure per ``scale`` of ``divisor`` (a positive one), the interval outward.

        >>> people = Figure(Decimal(720000), Interval.point(720000), "人", Period(2021, 2021))
        >>> bases = Figure(Decimal(1440), Interval.point(1440), "个", Period(2023, 2023))
        >>> bases.per(people, 10000, "个/万人").value
        Decimal('20')
        """
        least, most, by = divisor.interval.low, divisor.interval.high, divisor.point
        if not by or not least or most is None:
            raise ValueError(f"no positive number to divide by: {divisor.value}")
        low, high = self.interval.low, self.interval.high
        ends = Interval(
            None if low is None else low * scale / (most if low >= 0 else least),
            None if high is None else high * scale / (most if high < 0 else least),
        )
        value = None if self.point is None else decimal_or_fraction(self.point * scale / by)
        return Figure(value, ends, unit, self.year, self.above)


def observed_figure(statement: Statement) -> Figure:
    """The figure of a row of the outcomes, with the interval that reading gave it."""
    more = statement.approx == "over" and f"{statement.surface}以上" not in statement.sentence
    open_ends = statement.low is None and statement.high is None
    interval = printed_interval(statement.value) if open_ends else statement.interval
    return Figure(statement.value, interval, statement.canonical_unit, statement.year, more)


def target_figure(target: Target, parameters: Parameters, base: Figure | None = None) -> Figure:
    """The value a target asks for: exact, a stated band, or ± a share where it says 左右.

    A rise is added to its base (比2020年提高3个百分点), or the base grown by it where the value is
    in % and the base is not; upkeep without a number asks for its base value.
    """
    unit = target.canonical_unit or target.unit
    year = None if target.target_year is None else Period(target.target_year, target.target_year)
    if target.value is None:
        empty = Figure(None, Interval(None, None), unit, year)
        return empty if base is None or target.type != "keep" else replace(base, year=year)
    about = target.operator == "~" and not isinstance(target.value, Interval)
    interval = printed_interval(
        target.value, approx="about" if about else "exact", about_share=parameters.about_share
    )
    wanted = Figure(target.value, interval, unit, year)
    rise = exact_number(target.value)
    if target.type != "rise" or base is None or base.point is None or rise is None:
        return wanted
    if unit == "%" and base.unit not in RATES:
        factor = 1 + rise / 100
        grown = base.interval.scale(factor) if factor > 0 else Interval(None, None)
        return Figure(decimal_or_fraction(base.point * factor), grown, base.unit, year)
    value = decimal_or_fraction(base.point + rise)
    return Figure(value, interval + base.interval, base.unit, year)


def base_figure(
    target: Target,
    start: int | None,
    published: Iterable[Published],
    parameters: Parameters,
    indicator: Indicator | None,
) -> Figure | None:
    """The base value of a target: the plan's own, else the best published one of that year.

    A sum starts from nothing. ``None`` where no base year or no value of it is known.
    """
    if start is None:
        return None
    year = Period(start, start)
    if target.type == "cumulative":
        return Figure(Decimal(0), Interval.point(0), target.canonical_unit or target.unit, year)
    if target.base_value is not None and start == (target.base_year or start):
        unit = target.canonical_unit or target.unit
        of_itself = target.type == "rise" and unit == "%" and indicator is not None
        unit = indicator.unit if indicator and of_itself else _POINTS.get(unit, unit)
        return Figure(target.base_value, printed_interval(target.base_value), unit, year)
    ranked = sorted(
        (row.role == "outcome", confidence_rank(row.confidence), row.published_id, row)
        for row in published
        if row.year == year
    )
    return published_figure(ranked[0][-1], parameters, indicator) if ranked else None


def published_figure(
    row: Published, parameters: Parameters, indicator: Indicator | None = None
) -> Figure:
    """The figure of another publication with the interval its print leaves open."""
    approx = approximator(row.qualifier)
    capped = row.unit == "%" and indicator is not None and indicator.form == "rate"
    interval = published_interval(
        row, approx, parameters.rounding, parameters.about_share, Fraction(100) if capped else None
    )
    more = approx == "over" and "以上" not in row.qualifier and "不低于" not in row.qualifier
    return Figure(row.value, interval, row.unit, row.year, more)


def same_unit(first: str, second: str) -> bool:
    """Whether two units measure alike; the measure words of things counted do (家, 个).

    >>> same_unit("家", "个"), same_unit("人", "人次"), same_unit("%", "个百分点")
    (True, False, False)
    """
    return first == second or any(first in alike and second in alike for alike in _ALIKE)


def confidence_rank(confidence: str) -> int:
    """0 for a primary source, then secondary, tertiary and none.

    >>> confidence_rank("primary"), confidence_rank("")
    (0, 3)
    """
    return _CONFIDENCE.index(confidence) if confidence in _CONFIDENCE else len(_CONFIDENCE)
