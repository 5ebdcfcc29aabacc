"""Values of a table as numbers to draw, and as people read them on a figure."""

from __future__ import annotations

from fractions import Fraction

from fengze_analysis.interval import Interval, format_number, parse_number
from fengze_analysis.wording import format_amount, gap_unit, unit_names


def interval_of(value: str) -> Interval | None:
    """The interval of a ``value`` column: a number, ``p/q`` or a range; ``None`` without one.

    >>> interval_of("5..8")
    Interval(low=Fraction(5, 1), high=Fraction(8, 1))
    """
    low, separator, high = value.partition("..")
    try:
        return Interval.parse(low, high) if separator else Interval.point(value) if value else None
    except (ValueError, ZeroDivisionError):
        return None


def number_of(value: str) -> Fraction | None:
    """The one number of a ``value`` column; ``None`` for a range, for words or for nothing.

    >>> number_of("66.48"), number_of("第一梯队")
    (Fraction(1662, 25), None)
    """
    try:
        return parse_number(value)
    except (ValueError, ZeroDivisionError):
        return None


def rounded(value: Fraction, places: int = 2) -> Fraction:
    """``value`` to ``places`` decimals, halves away from zero.

    >>> rounded(Fraction(2, 3)), rounded(Fraction(-1, 8))
    (Fraction(67, 100), Fraction(-13, 100))
    """
    unit = 10**places
    size = int(abs(value) * unit + Fraction(1, 2))
    return Fraction(size if value >= 0 else -size, unit)


def amount(value: str | Fraction, unit: str, language: str) -> str:
    """``value`` with its unit; one that does not terminate is rounded to two decimals.

    >>> amount("860000000", "元", "zh"), amount("2/3", "%", "en"), amount("", "元", "zh")
    ('8.6亿元', '0.67%', '')
    """
    if isinstance(value, str):
        exact = number_of(value)
        if exact is None:
            return format_amount(value, unit, language) if interval_of(value) else value
        value = exact
    return format_amount(rounded(value) if "/" in format_number(value) else value, unit, language)


def signed(value: Fraction, unit: str, language: str) -> str:
    """A difference with its sign and unit; one of percentages is in points.

    >>> signed(Fraction("9.48"), "%", "zh"), signed(Fraction("-9.48"), "%", "en")
    ('+9.48个百分点', '−9.48 pp')
    """
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    size = amount(abs(value), "" if unit == "%" else gap_unit(unit), language)
    if unit == "%":
        size += "个百分点" if language == "zh" else " pp"
    return sign + size


def bare_amount(value: Fraction, unit: str, language: str) -> str:
    """``value`` without its unit, for a scale whose heading names the unit; % stays.

    >>> bare_amount(Fraction(10**9), "元", "zh"), bare_amount(Fraction(20000), "人", "en")
    ('10亿', '20,000')
    """
    text = amount(value, unit, language)
    if unit == "%" or value == 0:
        return text if unit == "%" else "0"
    for name in (unit, *unit_names().get(unit, ())):
        text = text.removesuffix(name) if name else text
    return text.strip()


def with_unit(name: str, unit: str, language: str) -> str:
    """The name of an indicator with the unit of its scale, where it has one to say.

    >>> with_unit("城镇新增就业人数", "人", "zh"), with_unit("New urban jobs", "人", "en")
    ('城镇新增就业人数（人）', 'New urban jobs (people)')
    """
    said = unit if language == "zh" else unit_names().get(unit, (unit, unit))[1]
    if not said or unit == "%":
        return name
    return f"{name}（{said}）" if language == "zh" else f"{name} ({said})"
