from __future__ import annotations

from fractions import Fraction

import pytest

from fengze_analysis.interval import Interval
from fengze_analysis.plotting.amounts import (
    amount,
    bare_amount,
    interval_of,
    number_of,
    rounded,
    signed,
    with_unit,
)
from fengze_analysis.plotting.placing import Panel
from fengze_analysis.plotting.scales import Scale


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        ("66.48", Interval.point("66.48")),
        ("2/3", Interval.point("2/3")),
        ("5..8", Interval.parse("5", "8")),
        ("", None),
        ("第一梯队", None),
        ("5..", Interval.parse("5", "")),
        ("1/0", None),
        ("8..5", None),
    ],
)
def test_a_value_is_an_interval_or_nothing(value: str, interval: Interval | None) -> None:
    """A number is a point, a range an interval; words and impossible numbers are nothing."""
    assert interval_of(value) == interval


@pytest.mark.parametrize(
    ("value", "number"),
    [("14.90", Fraction("14.9")), ("2/3", Fraction(2, 3)), ("5..8", None), ("全部", None)],
)  # fmt: skip
def test_one_number_or_none(value: str, number: Fraction | None) -> None:
    """A range and words have no one number."""
    assert number_of(value) == number


@pytest.mark.parametrize(
    ("value", "places", "result"),
    [
        (Fraction(2, 3), 2, Fraction(67, 100)),
        (Fraction(-2, 3), 2, Fraction(-67, 100)),
        (Fraction(1, 8), 2, Fraction(13, 100)),
        (Fraction(5), 1, Fraction(5)),
    ],
)
def test_numbers_are_rounded_half_away_from_zero(
    value: Fraction, places: int, result: Fraction
) -> None:
    """Rounding is the schoolbook's, in both directions."""
    assert rounded(value, places) == result


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("860000000", "元", "8.6亿元", "860 million yuan"),
        ("83.35", "%", "83.35%", "83.35%"),
        ("2/3", "%", "0.67%", "0.67%"),
        ("9000000000..11000000000", "元", "90亿元至110亿元", "9 to 11 billion yuan"),
        ("22000", "人", "2.2万人", "22,000 people"),
        ("", "元", "", ""),
        ("第一梯队", "", "第一梯队", "第一梯队"),
    ],
)
def test_amounts_are_said_as_people_read_them(value: str, unit: str, zh: str, en: str) -> None:
    """万 and 亿 in Chinese, million and billion in English; words stay words."""
    assert amount(value, unit, "zh") == zh
    assert amount(value, unit, "en") == en


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("9.48", "%", "+9.48个百分点", "+9.48 pp"),
        ("-2", "%", "−2个百分点", "−2 pp"),
        ("0", "人", "±0人", "±0 people"),
        ("-2000", "人", "−2000人", "−2,000 people"),
        ("1/3", "%", "+0.33个百分点", "+0.33 pp"),
    ],
)
def test_differences_have_a_sign(value: str, unit: str, zh: str, en: str) -> None:
    """A gap of percentages is in points, a gap of nothing has both signs."""
    assert signed(Fraction(value), unit, "zh") == zh
    assert signed(Fraction(value), unit, "en") == en


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (20, "%", "20%", "20%"),
        (0, "%", "0%", "0%"),
        (0, "元", "0", "0"),
        (10**9, "元", "10亿", "1 billion"),
        (20000, "人", "2万", "20,000"),
        (1, "人", "1", "1"),
        (3, "个", "3", "3"),
        (7, "", "7", "7"),
    ],
)
def test_ticks_leave_the_unit_to_the_heading(value: int, unit: str, zh: str, en: str) -> None:
    """A tick has no unit but %, which is part of the number."""
    assert bare_amount(Fraction(value), unit, "zh") == zh
    assert bare_amount(Fraction(value), unit, "en") == en


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [("人", "就业（人）", "Jobs (people)"), ("%", "就业", "Jobs"), ("个", "就业（个）", "Jobs"),
     ("", "就业", "Jobs"), ("新单位", "就业（新单位）", "Jobs (新单位)")],
)  # fmt: skip
def test_headings_name_the_unit(unit: str, zh: str, en: str) -> None:
    """The unit stands in brackets behind the name where it says something."""
    assert with_unit("就业", unit, "zh") == zh
    assert with_unit("Jobs", unit, "en") == en


def _panel() -> Panel:
    return Panel(Scale(0, 1, 0, 100), Scale(0, 1, 100, 0))


def test_a_label_stands_above_its_mark_if_it_can() -> None:
    """The first place that is tried is above, centred."""
    left, centre = _panel().place((50, 50), 20) or (0, 0)
    assert (left, centre) == (40, 40)


def test_labels_keep_off_one_another() -> None:
    """As many labels at one mark as there is room for, none touching; then none."""
    panel = _panel()
    placed = [panel.place((50, 50), 30) for _ in range(12)]
    boxes = panel.taken
    assert None in placed
    assert len(boxes) == len([place for place in placed if place]) >= 2
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_labels_keep_off_lines_and_edges() -> None:
    """A line takes its way; a label too wide for the panel has no place."""
    panel = _panel()
    panel.take_line((0, 40), (100, 40))
    left, centre = panel.place((50, 50), 20) or (0, 0)
    assert centre > 50
    assert left == 40
    assert panel.place((50, 50), 150) is None
