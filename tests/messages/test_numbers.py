"""Numbers, intervals and periods as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.interval import Interval
from fengze_analysis.messages import load_catalogue
from fengze_analysis.messages.numbers import (
    Value,
    find_qualifier,
    format_amount,
    format_interval,
    format_period,
    format_plain,
    gap_unit,
    join_words,
    round_readable,
    unit_name,
)


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (Decimal(860000000), "元", "8.6亿元", "860 million yuan"),
        (Decimal(130000000000), "元", "1300亿元", "130 billion yuan"),
        (5776100000000, "元", "5.7761万亿元", "5.7761 trillion yuan"),
        (Decimal(12299200), "元", "1229.92万元", "12.2992 million yuan"),
        (8000, "元", "8000元", "8,000 yuan"),
        (233000, "人次", "23.3万人次", "233,000 visits"),
        (6130.0, "人", "6130人", "6,130 people"),
        (1, "人", "1人", "1 person"),
        (4320, "个", "4320个", "4,320"),
        (1100000, "平方米", "110万平方米", "1.1 million m²"),
        (1234567, "人", "123.4567万人", "1,234,567 people"),
        (Decimal("2.5"), "家/万人", "2.5家/万人", "2.5 per 10,000 people"),
        (1194.44, "元/人", "1194.44元/人", "1,194.44 yuan per person"),
        (2412, "亩", "2412亩", "2,412 mu"),
        (66.48, "%", "66.48%", "66.48%"),
        (4, "个百分点", "4个百分点", "4 percentage points"),
        (Decimal("5.09"), "倍", "5.09倍", "5.09 times"),
        (1, "位", "第1位", "rank 1"),
        (Fraction(2, 3), "%", "2/3%", "2/3%"),
        (Decimal("-1234.5"), "亩", "-1234.5亩", "-1,234.5 mu"),
        (Decimal("-0.5"), "%", "-0.5%", "-0.5%"),
        (Interval.parse("5", "8"), "个", "5个至8个", "5 to 8"),
        (3, "旅游路线", "3旅游路线", "3 旅游路线"),
        (None, "元", "", ""),
        (float("nan"), "元", "", ""),
    ],
)
def test_an_amount_reads_well_in_both_languages(
    value: Value | None, unit: str, chinese: str, english: str
) -> None:
    """万 and 亿 in Chinese, thousands, million and billion in English, never rounded."""
    assert format_amount(value, unit, "zh") == chinese
    assert format_amount(value, unit, "en") == english


@pytest.mark.parametrize(
    ("qualifier", "value", "unit", "chinese", "english"),
    [
        ("超", 130000000000, "元", "超1300亿元", "more than 130 billion yuan"),
        ("近", 50, "%", "近50%", "nearly 50%"),
        ("近", 1456, "亩", "近1456亩", "nearly 1,456 mu"),
        ("约", 220000000, "元", "约2.2亿元", "about 220 million yuan"),
        ("余", 100, "个", "100余个", "more than 100"),
        ("余", 30000, "人", "3万余人", "more than 30,000 people"),
        ("以上", 90, "%", "90%以上", "90% or more"),
        ("左右", 75, "%", "75%左右", "about 75%"),
        ("under", 50, "%", "近50%", "nearly 50%"),
        ("over", 3, "亩", "超3亩", "more than 3 mu"),
        (">=", 65, "%", "65%以上", "at least 65%"),
        ("<=", 5, "%", "5%以内", "at most 5%"),
        ("exact", 5, "%", "5%", "5%"),
    ],
)
def test_a_qualifier_stands_where_it_is_read(
    qualifier: str, value: Value, unit: str, chinese: str, english: str
) -> None:
    """A printed word, a code or an operator goes before, into or behind the amount."""
    assert format_amount(value, unit, "zh", qualifier) == chinese
    assert format_amount(value, unit, "en", qualifier) == english


def test_an_unknown_qualifier_is_refused() -> None:
    """A word that is no qualifier is not dropped in silence."""
    with pytest.raises(KeyError):
        format_amount(5, "%", "zh", "力争")


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("总额超过", "。", "超过"),
        ("面积近 ", "的东区", "近"),
        ("缩短", "以上。", "以上"),
        ("增长", "左右", "左右"),
        ("附近共有", "的园区", ""),
        ("达", "以上年为准", "以上"),  # two characters cannot tell; the extraction decides
        ("增长到", "，其中", ""),
    ],
)
def test_the_qualifier_is_read_off_the_text_around(before: str, after: str, word: str) -> None:
    """The longest known word that touches the figure is taken."""
    assert find_qualifier(before, after) == word


@pytest.mark.parametrize(
    ("low", "high", "unit", "chinese", "english"),
    [
        ("5626000000", "5689000000", "元", "56.26亿元至56.89亿元", "5.626 to 5.689 billion yuan"),
        ("31500000", "131642900", "元", "3150万元至1.316429亿元", "31.5 to 131.6429 million yuan"),
        ("130000000000", "", "元", "不低于1300亿元", "at least 130 billion yuan"),
        ("", "8000", "元", "不高于8000元", "at most 8,000 yuan"),
        ("8000", "8000", "元", "8000元", "8,000 yuan"),
        ("82.9", "85.4", "%", "82.9%至85.4%", "82.9% to 85.4%"),
        ("1", "3", "位", "第1位至第3位", "rank 1 to rank 3"),
        ("", "", "元", "不限", "any value"),
    ],
)
def test_an_interval_says_its_unit_and_its_open_ends(
    low: str, high: str, unit: str, chinese: str, english: str
) -> None:
    """An open end is said in words."""
    interval = Interval.parse(low, high)
    assert format_interval(interval, unit, "zh") == chinese
    assert format_interval(interval, unit, "en") == english


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("2023", "2023年", "2023"),
        ("2021-2025", "2021—2025年", "2021–2025"),
        ("2024H1", "2024年上半年", "first half of 2024"),
        ("2024Q3", "2024年三季度", "third quarter of 2024"),
        ("2024M9", "2024年前三季度", "first nine months of 2024"),
        ("2024-11", "2024年11月", "November 2024"),
        ("", "", ""),
    ],
)
def test_a_period_is_said_in_words(code: str, chinese: str, english: str) -> None:
    """Years, spans and parts of a year."""
    assert format_period(code, "zh") == chinese
    assert format_period(code, "en") == english


def test_rounding_is_asked_for() -> None:
    """A computed number is rounded half up to the places asked for, and only then."""
    assert format_amount(Fraction(10350, 509), "元", "zh", places=2) == "20.33元"
    assert format_amount(Decimal("0.125"), "%", "en", places=2) == "0.13%"
    assert format_amount(Fraction(2, 3), "%", "en", places=1) == "0.7%"
    assert format_plain(Fraction(-1, 8), "en", places=2) == "-0.13"
    assert format_plain(Fraction(-12345, 10), "en") == "-1,234.5"
    assert format_plain(Decimal("14.90"), "zh") == "14.9"
    assert format_plain(0.82, "en") == "0.82"
    assert format_plain(Fraction(2, 3), "en") == "2/3"


@given(st.fractions(min_value=-(10**13), max_value=10**13, max_denominator=10**4))
def test_readable_bounds_round_outward(number: Fraction) -> None:
    """The rounded interval holds the exact one and is at most one step wider at each end."""
    rounded = round_readable(Interval(number, number))
    assert rounded.low is not None
    assert rounded.high is not None
    assert rounded.low <= number <= rounded.high
    assert rounded.high - rounded.low <= 10**10


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_a_float_is_its_shortest_decimal(number: float) -> None:
    """What a DataFrame holds reads as the decimal that was printed."""
    assert float(format_plain(number, "zh")) == number


def test_open_ends_stay_open_when_rounded() -> None:
    """超1300亿元 keeps its open end, and nothing stays nothing."""
    assert round_readable(Interval.parse("1300", "")) == Interval.parse("1300", "")
    assert round_readable(Interval(None, None)) == Interval(None, None)


def test_lists_read_as_sentences() -> None:
    """One word alone, two with and, none as nothing."""
    assert [join_words(words, "en") for words in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]
    assert join_words(["甲", "乙", "丙"], "zh") == "甲、乙、丙"


def test_every_unit_is_in_the_catalogue_with_its_own_name() -> None:
    """The Chinese of a unit is the unit; a measure word is left out in English."""
    units = {key: pair for key, pair in load_catalogue().items() if key.startswith("units.")}
    assert all(key == f"units.{chinese}" for key, (chinese, _) in units.items())
    assert unit_name("家", "en") == ""
    assert unit_name("处", "zh") == "处"


def test_a_difference_has_the_unit_of_a_difference() -> None:
    """Rates lie points apart and ranks places; all else keeps its unit."""
    assert [gap_unit(unit) for unit in "%‰位元"] == ["个百分点", "个千分点", "个位次", "元"]


def test_what_a_thing_costs_is_told_each() -> None:
    """A measure word has no English name: yuan each, never yuan per nothing."""
    assert format_amount(51000, "元/个", "en") == "51,000 yuan each"
    assert format_amount(51000, "元/个", "zh") == "5.1万元/个"
