"""Observed values, targets, base values and published results as exact figures with intervals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from fengze_analysis.comparison.parameters import Parameters
from fengze_analysis.comparison.plans import start_year
from fengze_analysis.interval import Interval, format_number, parse_number
from fengze_analysis.model import Indicator, Observation, Published, Target
from fengze_analysis.rounding import printed_interval, printed_step

RATES = ("%", "个百分点", "‰", "个千分点")
_MEASURE_WORDS = frozenset("个家所项件处座户栋条种")
_PEOPLE = frozenset("人名")
# A piece of a qualifier with a figure in it (增长15%左右) speaks of that figure, not of the value.
_REMARK = re.compile(r"[,，;；:：()（）]")
_APPROXIMATORS = (
    ("about", re.compile(r"左右|约(?!束)|around|about")),
    (
        "under",
        re.compile(r"不足|以内|以下|(?<!不)低于|小于|近(?![年岸日来期几一二三四五六七八九十])"),
    ),
    (
        "over",
        re.compile(
            r"不低于|超(?!额)|突破|以上|大于|高于|优于|余|多$|more than|over|surpass|exceed"
        ),
    ),
)
# How the source printed a value that the table gives with 万 and 亿 applied (原文2.87万家).
_AS_PRINTED = re.compile(r"原文(?:作|为|：)?(\d+(?:\.\d+)?)(万亿|亿|万)?")
_MULTIPLIERS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_CONFIDENCE = ("primary", "secondary", "tertiary")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as printed with the interval it stands for; ``point`` is ``None`` for a range."""

    value: str
    interval: Interval
    unit: str
    year: str

    @property
    def point(self) -> Fraction | None:
        """The exact number of the printed value."""
        return parse_number(self.value)

    def per(self, divisor: Figure, scale: int, unit: str) -> Figure:
        """This figure per ``scale`` of ``divisor`` (a positive one), the interval outward.

        >>> people = Figure("720000", Interval.point(720000), "人", "2021")
        >>> Figure("1440", Interval.point(1440), "个", "2023").per(people, 10000, "个/万人").value
        '20'
        """
        if divisor.point is None or not divisor.interval.low or divisor.interval.high is None:
            raise ValueError(f"no positive number to divide by: {divisor.value}")
        low, high = self.interval.low, self.interval.high
        ends = Interval(
            None if low is None else low * scale / _end(divisor, low >= 0),
            None if high is None else high * scale / _end(divisor, high < 0),
        )
        point = self.point
        value = "" if point is None else format_number(point * scale / divisor.point)
        return Figure(value, ends, unit, self.year)


def observed_figure(observation: Observation) -> Figure:
    """The figure of an outcomes row, with the interval that reading gave it."""
    interval = Interval.parse(observation.low, observation.high)
    if not (observation.low or observation.high):
        interval = printed_interval(observation.value)
    return Figure(observation.value, interval, observation.canonical_unit, observation.period_year)


def target_figure(target: Target, parameters: Parameters, base: Figure | None = None) -> Figure:
    """The value a target asks for: exact, a stated band, or ± a share where it says 左右.

    A target of type 相对 is its base value plus its value (比2020年提高3个百分点), or its base
    value grown by it (比2020年增长20%, of what is no rate itself); one of upkeep without a number
    (保持) asks for its base value.
    """
    if not target.value and base is not None:
        return replace(base, year=target.target_year)
    qualified = target.operator == "≈" or approximator(target.qualifier) == "about"
    banded = ".." in target.value
    approx = "about" if qualified and not banded else "exact"
    interval = printed_interval(target.value, approx=approx, about_share=parameters.about_share)
    wanted = Figure(target.value, interval, target.unit, target.target_year)
    if target.type != "相对" or base is None or base.point is None:
        return wanted
    rise = parse_number(target.value)
    if target.unit == "%" and base.unit not in RATES:
        return _grown(base, rise, target.target_year)
    value = "" if rise is None else format_number(base.point + rise)
    return Figure(value, wanted.interval + base.interval, base.unit, target.target_year)


def _grown(base: Figure, rate: Fraction | None, year: str) -> Figure:
    """A base value grown by ``rate`` per cent; open where the rate is a range or leaves nothing."""
    if rate is None or rate <= -100 or base.point is None:
        return Figure("", Interval(None, None), base.unit, year)
    factor = 1 + rate / 100
    return Figure(format_number(base.point * factor), base.interval.scale(factor), base.unit, year)


def base_figure(
    target: Target,
    published: Sequence[Published],
    parameters: Parameters,
    indicator: Indicator | None = None,
) -> Figure | None:
    """The base value of a target: the plan's own, else a published one of the base year.

    A cumulative target starts from nothing when its plan starts. ``None`` where the base year is
    not stated or no value of it is on file; no value is ever guessed.
    """
    year = start_year(target, parameters)
    if not year:
        return None
    if target.type == "累计":
        return Figure("0", Interval.point(0), target.unit, year)
    if target.base_value and year == target.base_year and target.type != "年均":
        unit = base_unit(target, indicator)
        interval = _interval(target.base_value, unit, "exact", parameters, indicator)
        return Figure(target.base_value, interval, unit, year)
    found = [row for row in published if row.role != "population" and row.year == year]
    return best_figure(
        (row for row in found if (row.place, row.indicator) == (target.place, target.indicator)),
        parameters,
        indicator,
    )


def base_unit(target: Target, indicator: Indicator | None = None) -> str:
    """The unit of a target's base value: % for a target of a rise in percentage points.

    Of a growth over the base (相对, %) it is that of the indicator, where this is no rate itself.
    """
    if target.type == "相对" and target.unit == "%" and indicator is not None:
        return indicator.unit
    return {"个百分点": "%", "个千分点": "‰"}.get(target.unit, target.unit)


def best_figure(
    rows: Iterable[Published], parameters: Parameters, indicator: Indicator | None = None
) -> Figure | None:
    """The figure of the most confident row, the base value of a plan before other results."""
    ranked = sorted(rows, key=lambda row: (row.role == "outcome", confidence_rank(row.confidence)))
    return published_figure(ranked[0], parameters, indicator) if ranked else None


def published_figure(
    row: Published, parameters: Parameters, indicator: Indicator | None = None
) -> Figure:
    """The figure of another publication with the interval its print leaves open."""
    approx, step = approximator(row.qualifier), _noted_place(row)
    interval = _interval(row.value, row.unit, approx, parameters, indicator, step)
    return Figure(row.value, interval, row.unit, row.year)


def _noted_place(row: Published) -> Fraction | None:
    """One unit of the last printed place by the source's own print, where the note gives it."""
    printed = _AS_PRINTED.match(row.note)
    if printed is None or row.unit in RATES or ".." in row.value:
        return None
    multiplier = _MULTIPLIERS[printed[2] or ""]
    same = Fraction(printed[1]) * multiplier == Fraction(row.value)
    return printed_step(printed[1], multiplier) if same else None


def approximator(qualifier: str) -> str:
    """What a printed qualifier says of a value: exact, about, over or under.

    >>> approximator("突破"), approximator("预计…左右"), approximator("高于全市2.4个百分点")
    ('over', 'about', 'exact')
    """
    pieces = [part for part in _REMARK.split(qualifier) if not re.search(r"\d", part)]
    for name, pattern in _APPROXIMATORS:
        if any(pattern.search(piece) for piece in pieces):
            return name
    return "exact"


def printed_place(value: str, unit: str) -> Fraction:
    """One unit of the last printed place of a value that a table gives with 万 and 亿 applied.

    A rate is rounded to its last place even when printed whole. The table no longer says
    whether 720000 was printed in full or as 72 万: from 10000 up two or more zeros at the end
    are taken for a multiplier, so that the interval is at worst too wide.

    >>> printed_place("720000", "人"), printed_place("47160", "元"), printed_place("2.90", "人")
    (Fraction(10000, 1), Fraction(0, 1), Fraction(1, 100))
    """
    digits = value.partition("..")[0].lstrip("-")
    whole, _, decimals = digits.partition(".")
    if "/" in digits:
        return Fraction(0)
    if decimals or unit in RATES:
        return Fraction(1) / Fraction(10) ** len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    return Fraction(10) ** zeros if zeros >= 2 and len(whole) >= 5 else Fraction(0)


def same_unit(first: str, second: str) -> bool:
    """Whether two units measure alike; the measure words of things counted do (家, 个).

    >>> same_unit("家", "个"), same_unit("人", "人次"), same_unit("%", "个百分点")
    (True, False, False)
    """
    pair = {first, second}
    return len(pair) == 1 or pair <= _MEASURE_WORDS or pair <= _PEOPLE


def confidence_rank(confidence: str) -> int:
    """0 for a primary source, then secondary, tertiary and none.

    >>> confidence_rank("primary"), confidence_rank("")
    (0, 3)
    """
    return _CONFIDENCE.index(confidence) if confidence in _CONFIDENCE else len(_CONFIDENCE)


def _interval(
    value: str,
    unit: str,
    approx: str,
    parameters: Parameters,
    indicator: Indicator | None,
    step: Fraction | None = None,
) -> Interval:
    capped = unit == "%" and indicator is not None and indicator.form == "rate"
    return printed_interval(
        value,
        printed_place(value, unit) if step is None else step,
        approx,
        parameters.rounding,
        parameters.about_share,
        Fraction(100) if capped else None,
    )


def _end(divisor: Figure, larger: bool) -> Fraction:
    end = divisor.interval.high if larger else divisor.interval.low
    assert end is not None
    return end
