"""The panel: the worked numbers, the thresholds and where methods part."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.comparison.methods import (
    Points,
    cagr_ratio,
    destatis_gap,
    met,
    progress_over_time,
    un_extrapolation,
)
from fengze_analysis.comparison.panel import Method, disagree, panel
from fengze_analysis.comparison.words import text
from tests.comparison.made_up import exactly, figure

DELTA = Fraction(5, 100)
FORMULAS = (progress_over_time, cagr_ratio, un_extrapolation, destatis_gap)


def _points(base: int, now: int, target: int, gone: int = 3, years: int = 5) -> Points:
    return Points(Fraction(base), Fraction(now), Fraction(target), gone, years)


def _panel(base: str, now: str, target: str, year: str = "2023") -> dict[str, Method]:
    figures = (exactly(base, year="2020"), exactly(now, year=year), exactly(target, year="2025"))
    return {method.method: method for method in panel(*figures, DELTA)}


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (_points(100, 160, 220), (0.833, 0.993, 0.991, 0.333)),
        (_points(100, 122, 140), (0.917, 0.984, 0.982, 0.185)),
    ],
    ids=["160 towards 220", "122 towards 140"],
)
def test_the_worked_numbers(points: Points, expected: tuple[float, ...]) -> None:
    """s/τ, CAGR ratio, UN extrapolation and Destatis gap of the two worked cases."""
    found = [formula(points) for formula in FORMULAS]
    assert [round(float(value), 3) for value in found if value is not None] == list(expected)


@pytest.mark.parametrize(
    "points",
    [
        _points(0, 10, 20),
        _points(-10, 10, 20),
        _points(10, -10, 20),
        _points(-30, -20, -10),
        _points(100, 120, 100),
        _points(100, 120, 140, 0),
        _points(100, 120, 140, 6),
    ],
    ids=[
        "zero base",
        "opposite signs",
        "fell below zero",
        "all below zero",
        "target is base",
        "one data point",
        "after the end",
    ],
)
def test_growth_methods_are_undefined_rather_than_patched(points: Points) -> None:
    """No zero is replaced by a small number and no sign turned: there is no value."""
    assert cagr_ratio(points) is None
    assert un_extrapolation(points) is None


@pytest.mark.parametrize("points", [_points(5, 6, 5), _points(5, 6, 9, 0), _points(5, 6, 9, 6)])
def test_the_gap_needs_a_way_and_time_gone(points: Points) -> None:
    """Where target is base, or no time or too much has gone, there is no gap."""
    assert destatis_gap(points) is None


def test_progress_over_time_needs_a_way_and_time_gone() -> None:
    """Progress over time is undefined where either of them is."""
    assert progress_over_time(_points(5, 6, 5)) is None
    assert progress_over_time(_points(5, 6, 9, 0)) is None


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 4))
def test_growth_at_the_required_pace_is_on_track_by_every_growth_method(
    base: int, rise: int, gone: int
) -> None:
    """Exactly the required compound growth has a ratio of one and ends at the target."""
    factor = 1 + Fraction(rise, 1000)
    years = 5
    points = Points(Fraction(base), base * factor**gone, base * factor**years, gone, years)
    for formula in (cagr_ratio, un_extrapolation):
        value = formula(points)
        assert value is not None
        assert abs(value - 1) < Fraction(1, 10**20)


@given(st.integers(-500, 500), st.integers(-500, 500), st.integers(1, 4))
def test_a_straight_line_to_the_target_has_no_gap(base: int, way: int, gone: int) -> None:
    """Progress in step with time is one over τ and misses nothing, whatever the signs."""
    if way == 0:
        return
    now = base + Fraction(way * gone, 5)
    points = Points(Fraction(base), now, Fraction(base + way), gone, 5)
    assert progress_over_time(points) == 1
    assert destatis_gap(points) == 0


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("220", ("met", "met", "met", "met")),
        ("180", ("ahead", "cagr_significant", "un_on_track", "destatis_sun")),
        ("160", ("behind", "cagr_significant", "un_on_track", "destatis_cloud")),
        ("168", ("on_schedule", "cagr_significant", "un_on_track", "destatis_light_cloud")),
        ("140", ("behind", "cagr_moderate", "un_accelerate", "destatis_cloud")),
        ("115", ("behind", "cagr_insufficient", "un_accelerate", "destatis_cloud")),
        ("101", ("behind", "cagr_insufficient", "un_stagnation", "destatis_cloud")),
        ("95", ("behind", "cagr_away", "un_stagnation", "destatis_storm")),
    ],
)
def test_each_method_gives_its_own_word(now: str, words: tuple[str, ...]) -> None:
    """From 100 towards 220 with three of five years gone, by every method's own thresholds."""
    found = _panel("100", now, "220")
    kinds = [
        "verdict" if word in ("ahead", "on_schedule", "behind") else "method_word" for word in words
    ]
    expected = [text(kind, word).zh for kind, word in zip(kinds, words, strict=True)]
    assert [method.word_zh for method in found.values()] == expected


def test_the_panel_marks_where_the_choice_of_method_decides() -> None:
    """160 towards 220 is behind by the default and on track by growth: they disagree."""
    found = _panel("100", "160", "220")
    assert found["progress"].on_track == "no"
    assert found["cagr_ratio"].on_track == "yes"
    assert disagree(tuple(found.values()))


def test_the_panel_agrees_where_all_say_on_track() -> None:
    """A value well ahead is on track by every method."""
    assert not disagree(tuple(_panel("100", "190", "220").values()))


def test_a_falling_target_is_measured_as_a_rising_one() -> None:
    """From 220 down to 100 the same way, with the target met below 100."""
    found = _panel("220", "90", "100")
    assert {method.word_zh for method in found.values()} == {"目标已达到"}
    assert met(_points(220, 90, 100))
    assert not met(_points(220, 150, 100))


@pytest.mark.parametrize("year", ["2020", "2019", "2026", ""])
def test_without_a_present_value_in_time_no_method_runs(year: str) -> None:
    """One data point, or one outside of the plan, gives the reason code and no number."""
    found = _panel("100", "160", "220", year)
    assert {(method.value, method.reason) for method in found.values()} == {
        ("", "method_undefined")
    }


def test_a_zero_base_leaves_the_methods_of_levels_running() -> None:
    """s/τ and the mean change run from zero, the two methods of growth say undefined."""
    found = _panel("0", "12", "20")
    assert [method.reason for method in found.values()] == [
        "",
        "method_undefined",
        "method_undefined",
        "",
    ]


def test_rounding_leaves_a_method_undecided_with_all_its_words() -> None:
    """Where the corners give several words, all are named and on_track is undecided."""
    base, now = figure("3.1", "3.05", "3.15", year="2020"), figure("3.3", "3.25", "3.35")
    found = panel(base, now, exactly("3.5", year="2025"), DELTA)[0]
    assert found.word_zh == "舍入误差内不能判定（快于预期／基本符合预期／滞后于预期）"
    assert "ahead of schedule / broadly on schedule / behind schedule" in found.word_en
    assert (found.low, found.high, found.on_track) == ("0.476", "1.112", "undecided")


def test_an_open_end_stops_the_panel() -> None:
    """超160 has no corner above, so no method can say what all of it says."""
    base, now = exactly("100", year="2020"), figure("160", "160", "")
    found = panel(base, now, exactly("220", year="2025"), DELTA)
    assert {method.reason for method in found} == {"method_undefined"}


def test_base_and_target_that_may_change_sides_stop_the_panel() -> None:
    """Where the corners lead both up and down there is no way to measure."""
    base, now = figure("3.1", "3.0", "3.2", year="2020"), exactly("3.3")
    found = panel(base, now, exactly("3.1", year="2025"), DELTA)
    assert {method.reason for method in found} == {"method_undefined"}


def test_delta_moves_the_default_word() -> None:
    """A wider δ turns behind into broadly on schedule."""
    figures = (exactly("100", year="2020"), exactly("160"), exactly("220", year="2025"))
    assert panel(*figures, Fraction(5, 100))[0].word_zh == "滞后于预期"
    assert panel(*figures, Fraction(10, 100))[0].word_zh == "基本符合预期"
