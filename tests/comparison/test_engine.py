"""The engine gives one word a case, and the methods of statistical offices theirs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparison.engine import (
    Case,
    Goal,
    Observation,
    Points,
    assess,
    cagr_ratio,
    destatis_gap,
    goal_of,
    holds,
    progress_bounds,
    un_extrapolation,
    words_of_methods,
)
from fengze_analysis.interval import Interval
from fengze_analysis.model import Period


def exact(value: str, year: str = "") -> Observation:
    """A figure that stands for its value alone."""
    number = Decimal(value)
    return Observation(number, Interval.point(number), "家", Period.parse(year) if year else None)


def about(value: str, low: str, high: str) -> Observation:
    """A figure with the interval that its print leaves open, an open end as ``""``."""
    return Observation(Decimal(value), Interval.parse(low, high), "家", None)


def case(base: str, result: str, target: str, operator: str = ">=", **changes: object) -> Case:
    """100, 160, 220: three of five years, from 2020 to 2025."""
    cells: dict[str, object] = {
        "type": "level",
        "operator": operator,
        "wanted": exact(target),
        "now": exact(result),
        "year": 2023,
        "end": 2025,
        "base": exact(base) if base else None,
        "start": 2020,
    }
    return Case(**(cells | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("base", "now", "target", "s_over_share", "cagr", "un", "destatis"),
    [
        ("100", "160", "220", "0.833", "0.993", "0.991", "0.333"),
        ("100", "122", "140", "0.917", "0.984", "0.982", "0.185"),
    ],
)
def test_the_worked_checks(
    base: str, now: str, target: str, s_over_share: str, cagr: str, un: str, destatis: str
) -> None:
    """The four methods give the published numbers on the same three of five years."""
    found = assess(case(base, now, target))
    assert found.progress is not None
    assert found.time_share is not None
    assert round(found.progress / found.time_share, 3) == Fraction(s_over_share)
    points = Points(Fraction(base), Fraction(now), Fraction(target), 3, 5)
    values = (cagr_ratio(points), un_extrapolation(points), destatis_gap(points))
    assert [round(value or 0, 3) for value in values] == [*map(Fraction, (cagr, un, destatis))]


def test_rounding_of_one_decimal_leaves_a_wide_interval() -> None:
    """3.1 to 3.3 towards an exact 3.5: s lies between 2/7 and 2/3, and no word is agreed on."""
    printed = about("3.1", "3.05", "3.15"), about("3.3", "3.25", "3.35")
    bounds = progress_bounds(printed[0].interval, printed[1].interval, Fraction("3.5"))
    assert bounds == Interval(Fraction(2, 7), Fraction(2, 3))
    found = assess(replace(case("3.1", "3.3", "3.5"), base=printed[0], now=printed[1]))
    assert found.word == "undecided:behind|ahead"


@pytest.mark.parametrize(
    ("given_case", "word"),
    [
        (case("100", "160", "220"), "behind"),  # s .5, τ .6
        (case("100", "170", "220"), "on_schedule"),
        (case("100", "190", "220"), "ahead"),
        (case("100", "220", "220"), "met_early"),
        (case("100", "220", "220", ">"), "ahead"),  # more than 220 is asked for
        (case("100", "90", "220"), "behind"),
        (case("100", "70", "40", "<="), "behind"),
        (case("100", "40", "40", "=", better="down"), "met_early"),
        (case("100", "160", "220", delta=Fraction(1, 10)), "on_schedule"),
        (case("100", "220", "220", swings=True), "reached"),
        (case("100", "160", "220", binding=True), "behind_time"),
        (case("100", "172", "220", binding=True), "on_time"),
        (case("", "221", "220"), "met_early"),  # what is at the target needs no base
        (case("", "221", "220", year=2025), "reached"),
        (case("", "219", "220", year=2025), "not_reached"),
        (case("", "219", "220", year=2025, binding=True), "not_completed"),
        (case("", "220", "220", year=2025, binding=True), "completed"),
        (case("50", "60", "60", ">", year=2025), "not_reached"),
        (case("19", "16.8", "20", "<", year=2025), "reached"),
        (case("5.2", "5.6", "5.5", "<=", type="yearly"), "broken"),
        (case("5.2", "5.5", "5.5", "<=", type="yearly"), "kept"),
        (case("", "100", "100", "=", type="keep"), "kept"),
    ],
)
def test_a_case_has_one_word(given_case: Case, word: str) -> None:
    """Levels by progress and δ, the target year without a base, limits and upkeep as such."""
    assert assess(given_case).word == word


@pytest.mark.parametrize(
    ("given_case", "reason"),
    [
        (case("", "160", "220"), "no_baseline"),
        (case("220", "221", "220", "="), ""),
        (case("220", "210", "220"), "target_equals_base"),
        (case("230", "210", "220"), "method_undefined"),  # the base was at the target
        (case("100", "160", "220", start=2023), "period_differs"),
        (case("100", "160", "220", type="qualitative"), "not_measurable"),
    ],
)
def test_where_progress_is_undefined_a_reason_stands(given_case: Case, reason: str) -> None:
    """No word is made up where base, target or year do not allow one."""
    assert assess(given_case).reason == reason


def test_around_opens_a_band_below() -> None:
    """A target of about 75 is reached from 71.25 on where more is better."""
    around = about("75", "71.25", "78.75")
    words = [
        assess(case("", now, "75", "~", wanted=around, year=2025)).word
        for now in ("71.2", "71.25", "90")
    ]
    assert words == ["not_reached", "reached", "reached"]
    neither = case("", "90", "75", "~", wanted=around, year=2025, better="none")
    assert assess(neither).word == "not_reached"


def test_a_range_is_reached_at_the_end_towards_better() -> None:
    """60 to 65 is reached with 60, by the same engine whoever asks."""
    wanted = Observation(Interval.parse("60", "65"), Interval.parse("60", "65"), "家", None)
    assert assess(case("50", "60", "60", "=", wanted=wanted)).word == "met_early"


@pytest.mark.parametrize(
    ("now", "goal", "answer"),
    [
        (about("77", "76.5", "77.5"), Goal(Fraction(77), None), True),  # as printed
        (about("77", "76.5", "77.5"), Goal(Fraction(77), None, strict=True), None),
        (about("6600", "6600", ""), Goal(Fraction(7000), None), None),  # more than 6600
        (about("5.5", "5.45", "5.55"), Goal(None, Fraction("5.5"), strict=True), None),
        (about("3.87", "3.865", "3.875"), Goal(Fraction(4), None, strict=True), False),
    ],
)
def test_an_interval_decides_only_as_a_whole(
    now: Observation, goal: Goal, answer: bool | None
) -> None:
    """Where only a part of the interval is at the goal nothing is decided."""
    assert holds(now, goal) is answer


def test_more_than_the_target_is_above_it() -> None:
    """超1000 meets a target of more than 1000."""
    over = Observation(Decimal(1000), Interval(Fraction(1000), None), "元", None, above=True)
    assert holds(over, Goal(Fraction(1000), None, strict=True)) is True


@pytest.mark.parametrize(
    ("unit", "other", "alike"),
    [("家", "个", True), ("套", "套（间）", True), ("人", "人次", False), ("%", "个百分点", False)],
)
def test_measure_words_measure_alike(unit: str, other: str, alike: bool) -> None:
    """Things counted are, persons and cases, shares and points are not."""
    one, two = (exact("1")._replace(unit=name) for name in (unit, other))
    assert one.is_measured_as(two) is alike


MEAN: dict[str, object] = {"type": "mean_growth"}


def growth(value: str, year: str) -> Observation:
    """A printed growth in per cent."""
    return Observation(Decimal(value), Interval.point(value), "%", Period.parse(year))


def test_a_mean_growth_takes_the_printed_mean_of_the_span() -> None:
    """年均增长5.9% over the five years does not reach 6%."""
    end = case("", "0", "6", now=growth("5.9", "2021-2025"), year=2025, **MEAN)
    assert assess(end).word == "not_reached"


def test_a_mean_growth_takes_all_years_or_none() -> None:
    """The geometric mean of all years is a mean; one year, or some, is none."""
    years = tuple(growth("7", str(year)) for year in (2021, 2022))
    whole = case("", "0", "6", now=growth("7", "2023"), yearly=years, **MEAN)
    assert assess(whole).word == "ahead"
    some = case("", "0", "6", now=growth("7", "2023"), yearly=years[:1], **MEAN)
    assert assess(some).reason == "period_differs"
    lost = (growth("-100", "2021"), years[1])
    nothing_left = case("", "0", "6", now=growth("7", "2023"), yearly=lost, **MEAN)
    assert assess(nothing_left).reason == "method_undefined"


@given(st.integers(1, 15), st.integers(1, 4))
def test_even_growth_keeps_to_the_time_share(percent: int, gone: int) -> None:
    """A growth just as asked for in each year gone is on schedule, whatever the rate."""
    years = tuple(growth(str(percent), str(2020 + one)) for one in range(1, gone + 1))
    now = years[-1]
    found = assess(case("", "0", str(percent), now=now, yearly=years, year=2020 + gone, **MEAN))
    assert found.progress is not None
    assert found.time_share is not None
    assert abs(found.progress - found.time_share) < Fraction(1, 10**6)
    assert found.word == "on_schedule"


NUMBERS = st.fractions(min_value=1, max_value=1000, max_denominator=100)
RANK = ["behind", "on_schedule", "ahead", "met_early"]


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_more_is_never_a_worse_word(
    base: Fraction, gap: Fraction, x: Fraction, y: Fraction
) -> None:
    """Of two results the one nearer to the target or beyond has no worse word."""
    target = base + gap
    low, high = (
        assess(
            Case(
                *("level", ">=", Observation(target, Interval.point(target), "", None)),
                *(Observation(value, Interval.point(value), "", None), 2023, 2025),
                *(Observation(base, Interval.point(base), "", None), 2020),
            )
        ).word
        for value in sorted((x, y))
    )
    assert RANK.index(low) <= RANK.index(high)


@given(NUMBERS, NUMBERS, st.fractions(min_value=0, max_value=10, max_denominator=20))
def test_a_word_of_an_interval_is_that_of_every_point(
    now: Fraction, target: Fraction, half: Fraction
) -> None:
    """A word is given only if both ends of what the figure can stand for have it."""
    wide = Observation(now, Interval(now - half, now + half), "", None)
    wanted = Observation(target, Interval.point(target), "", None)
    found = assess(Case("level", ">", wanted, wide, 2025, 2025)).word
    ends = {
        assess(
            Case("level", ">", wanted, Observation(e, Interval.point(e), "", None), 2025, 2025)
        ).word
        for e in (now - half, now + half)
    }
    assert {found} == ends if len(ends) == 1 else found == "undecided:not_reached|reached"


@pytest.mark.parametrize(
    ("given_case", "words"),
    [
        (case("100", "160", "220"), ("cagr_significant", "un_on_track", "destatis_cloud")),
        (case("100", "122", "140"), ("cagr_significant", "un_on_track", "destatis_light_cloud")),
        (case("100", "90", "140"), ("cagr_away", "un_stagnation", "destatis_storm")),
        (case("100", "140", "140"), ("met", "met", "met")),
        (case("", "122", "140"), ("", "", "")),  # no base, no method
        (case("0", "122", "140"), ("", "", "destatis_sun")),  # nothing compounds from nought
    ],
)
def test_the_methods_speak_on_the_same_case(given_case: Case, words: tuple[str, str, str]) -> None:
    """Each method has words of its own, and none where it is undefined."""
    found = words_of_methods(given_case)
    assert (found["word_cagr"], found["word_un"], found["word_destatis"]) == words


def test_a_goal_follows_the_operator_and_the_better_way() -> None:
    """``=`` is a floor where more is better and a ceiling where less is."""
    assert goal_of(case("", "1", "5", "=")) == Goal(Fraction(5), None)
    assert goal_of(case("", "1", "5", "=", better="down")) == Goal(None, Fraction(5))
    assert goal_of(case("", "1", "5", "<")) == Goal(None, Fraction(5), strict=True)
