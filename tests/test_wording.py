"""Figures as people read them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.interval import Interval
from fengze_analysis.wording import (
    format_amount,
    format_interval,
    format_plain,
    round_readable,
    unit_names,
)


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("860000000", "元", "8.6亿元", "860 million yuan"),
        ("130000000000", "元", "1300亿元", "130 billion yuan"),
        ("5776100000000", "元", "5.7761万亿元", "5.7761 trillion yuan"),
        ("12299200", "元", "1229.92万元", "12.2992 million yuan"),
        ("8000", "元", "8000元", "8,000 yuan"),
        ("233000", "人次", "23.3万人次", "233,000 person-times"),
        ("6130", "人", "6130人", "6,130 people"),
        ("1", "人", "1人", "1 person"),
        ("4320", "个", "4320个", "4,320"),
        ("1100000", "平方米", "110万平方米", "1,100,000 m²"),
        ("2412", "亩", "2412亩", "2,412 mu"),
        ("66.48", "%", "66.48%", "66.48%"),
        ("4", "个百分点", "4个百分点", "4 percentage points"),
        ("5.09", "倍", "5.09倍", "5.09 times"),
        ("1", "位", "第1位", "rank 1"),
        ("2/3", "%", "2/3%", "2/3%"),
        ("-1234.5", "亩", "-1234.5亩", "-1,234.5 mu"),
        ("-0.5", "%", "-0.5%", "-0.5%"),
        ("5..8", "个", "5个至8个", "5 to 8"),
        ("3", "旅游品牌", "3旅游品牌", "3 旅游品牌"),
        ("", "元", "", ""),
    ],
)
def test_an_amount_reads_well_in_both_languages(
    value: str, unit: str, chinese: str, english: str
) -> None:
    """万 and 亿 in Chinese, thousands, million and billion in English, never rounded."""
    assert format_amount(value, unit, "zh") == chinese
    assert format_amount(value, unit, "en") == english


@pytest.mark.parametrize(
    ("low", "high", "chinese", "english"),
    [
        ("5626000000", "5689000000", "56.26亿元至56.89亿元", "5.626 to 5.689 billion yuan"),
        ("31500000", "131642900", "3150万元至1.316429亿元", "31.5 to 131.6429 million yuan"),
        ("130000000000", "", "不低于1300亿元", "at least 130 billion yuan"),
        ("", "8000", "不高于8000元", "at most 8,000 yuan"),
        ("8000", "8000", "8000元", "8,000 yuan"),
        ("", "", "不限", "any value"),
    ],
)
def test_an_interval_says_its_unit_and_its_open_ends(
    low: str, high: str, chinese: str, english: str
) -> None:
    """An open end is said in words."""
    interval = Interval.parse(low, high)
    assert format_interval(interval, "元", "zh") == chinese
    assert format_interval(interval, "元", "en") == english


def test_a_value_may_be_a_fraction() -> None:
    """Exact numbers need not pass through text."""
    assert format_amount(Fraction(3, 2), "倍", "en") == "1.5 times"
    assert format_plain(Fraction(-12345, 10), "en") == "-1,234.5"


@given(st.fractions(min_value=-(10**13), max_value=10**13, max_denominator=10**4))
def test_readable_bounds_round_outward(number: Fraction) -> None:
    """The rounded interval holds the exact one and is at most one step wider at each end."""
    rounded = round_readable(Interval(number, number))
    assert rounded.low is not None
    assert rounded.high is not None
    assert rounded.low <= number <= rounded.high
    assert rounded.high - rounded.low <= 10**10


def test_open_ends_stay_open_when_rounded() -> None:
    """超1300亿元 keeps its open end, and nothing stays nothing."""
    assert round_readable(Interval.parse("1300", "")) == Interval.parse("1300", "")
    assert round_readable(Interval(None, None)) == Interval(None, None)


def test_each_unit_has_both_numbers_or_none() -> None:
    """A measure word is left out in English."""
    assert all(bool(singular) == bool(plural) for singular, plural in unit_names().values())
