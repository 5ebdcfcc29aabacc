from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.plotting.rows import SeriesRow
from fengze_analysis.plotting.series import plot_series
from fengze_analysis.plotting.style import NARROW, WIDE, mark_of
from tests.plotting.made_up_plots import (
    INDICATORS,
    OWN,
    SERIES,
    drawn,
    marks_of,
    said_in,
    texts_of,
)

INDICATOR = INDICATORS[3]


def _lines(drawing: object, role: str) -> list[object]:
    figure = drawing.figure  # type: ignore[attr-defined]
    return [line for line in figure.axes[0].lines if line.get_label() == role]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_value_has_its_point(width: float) -> None:
    """A point a value, in the panel of its place, at its year."""
    points = marks_of(drawn("series", "zh", width), "point")
    assert set(points) == {f"point:{row.place}:{row.year}:{row.role}" for row in SERIES}


def test_panels_share_one_scale() -> None:
    """Equal distances mean equal differences, within a panel and from one to the next."""
    points = {
        role: line.get_ydata()[0] for role, line in marks_of(drawn("series"), "point").items()
    }
    city = {int(role.split(":")[2]): y for role, y in points.items() if "样州市:" in role}
    unit = (city[2020] - city[2021]) / (50.2 - 45)
    assert (city[2021] - city[2023]) / unit == pytest.approx(56 - 50.2)
    own = points[f"point:{OWN}:2023:outcome"]
    assert (city[2023] - own) / unit == pytest.approx(66.48 - 56)


def test_years_are_evenly_spaced() -> None:
    """A gap of two years is twice as wide as one of one year."""
    points = {
        role: line.get_xdata()[0] for role, line in marks_of(drawn("series"), "point").items()
    }
    city = {int(role.split(":")[2]): x for role, x in points.items() if "样州市:" in role}
    assert city[2023] - city[2021] == pytest.approx(2 * (city[2021] - city[2020]))


def test_the_line_stops_where_the_definition_changes() -> None:
    """2020 and 2021 are joined; 2023 counts differently and is not."""
    joins = _lines(drawn("series"), "join")
    points = marks_of(drawn("series"), "point")
    (join,) = joins
    wanted = [points[f"point:样州市:{year}:outcome"].get_xdata()[0] for year in (2020, 2021)]
    assert list(join.get_xdata()) == pytest.approx(wanted)  # type: ignore[attr-defined]


def test_a_later_definition_looks_different() -> None:
    """Values of another definition are open squares, and the legend says so."""
    points = marks_of(drawn("series"), "point")
    assert points["point:样州市:2021:outcome"].get_marker() == "o"
    assert points["point:样州市:2023:outcome"].get_marker() == "s"
    assert said_in(drawn("series"), "legend") == [
        "实绩",
        "另一口径",
        "该地自己的目标",
        "他地目标（参照）",
    ]


def test_own_targets_and_benchmarks_look_different() -> None:
    """The area's own target is a full diamond, another area's an open one."""
    points = marks_of(drawn("series"), "point")
    own, other = points["point:样州市:2025:own_target"], points[f"point:{OWN}:2025:benchmark"]
    assert own.get_marker() == other.get_marker() == "D"
    assert own.get_markerfacecolor() == mark_of("series", "own_target").colour
    assert other.get_markerfacecolor() == "#ffffff"


def test_intervals_stand_upright() -> None:
    """The line of an interval ends at its bounds."""
    points = {r: line.get_ydata()[0] for r, line in marks_of(drawn("series"), "point").items()}
    unit = (points["point:样州市:2020:outcome"] - points["point:样州市:2021:outcome"]) / 5.2
    spans = [abs(line.get_ydata()[0] - line.get_ydata()[1]) / unit  # type: ignore[attr-defined]
             for line in _lines(drawn("series"), "range")]  # fmt: skip
    assert spans == pytest.approx([0.01, 3, 1.5, 2])


def test_targets_and_ends_are_labelled() -> None:
    """Targets show their sign; of results the first and the last show their value."""
    assert set(said_in(drawn("series"), "value")) == {"66.48%", ">57%", "45%", "56%", "≥60%"}


def test_years_below_and_values_beside_are_ticks() -> None:
    """Each panel has the years of all, and values with their unit."""
    ticks = said_in(drawn("series"), "tick")
    assert [tick for tick in ticks if tick.isdigit()] == [str(y) for y in range(2020, 2026)] * 2
    assert {tick for tick in ticks if tick.endswith("%")} >= {"50%", "60%"}


def test_panels_stand_two_by_two_or_below_one_another() -> None:
    """On a page two share a line, on a phone each has its own."""
    for width, lines in ((WIDE, 1), (NARROW, 2)):
        places = texts_of(drawn("series", "zh", width), "place")
        assert [text.get_text() for text in places] == [OWN, "样州市"]
        assert len({text.get_position()[1] for text in places}) == lines


def test_a_long_run_of_years_thins_its_labels() -> None:
    """Fifty years are labelled at an even stride."""
    rows = [SeriesRow("样州市", str(year), str(year % 9)) for year in range(1976, 2026)]
    ticks = [
        t for t in said_in(plot_series(rows, INDICATOR), "tick") if t.isdigit() and len(t) == 4
    ]
    assert 5 < len(ticks) < 25
    assert len({int(b) - int(a) for a, b in pairwise(ticks)}) == 1


def test_the_title_names_indicator_and_unit() -> None:
    """The unit stands in the title, where it is none that each value shows."""
    jobs = [SeriesRow("样州市", "2022", "20000"), SeriesRow("样州市", "2023", "22000")]
    drawing = plot_series(jobs, INDICATORS[4])
    assert drawing.title == "城镇新增就业人数（人）：各地各年"
    assert drawn("series", "en").title == "Digital share of GDP by area and year"
    assert drawing.name == "series-jobs-zh"


def test_a_value_that_does_not_change_is_drawn() -> None:
    """Equal values need a scale of some height still."""
    rows = [SeriesRow("样州市", year, "100") for year in ("2021", "2022")]
    drawing = plot_series(rows, INDICATOR)
    assert len(marks_of(drawing, "point")) == 2


def test_the_table_and_the_sentence_hold_all_values() -> None:
    """Each value is a row of the data and is said with its year and kind."""
    assert len(drawn("series").data) == len(SERIES)
    assert drawn("series").data[1] == {
        "地区": OWN, "年份": "2025", "类别": "他地目标（参照）", "关系符": ">", "数值": "57",
        "下限": "", "上限": "", "单位": "%", "口径": "", "目标所属": "样州市鲤川区",
    }  # fmt: skip
    assert drawn("series").alt == (
        "数字经济规模占地区生产总值比重：样州市丰水区2023年实绩66.48%、2025年他地目标（参照）>57%；"
        "样州市2020年实绩45%、2021年实绩50.2%、2023年实绩56%、2025年该地自己的目标≥60%。"
    )


def test_values_in_words_are_not_drawn() -> None:
    """A value that is no number stays out of the figure and its count."""
    rows = [*SERIES[:1], replace(SERIES[0], value="约半"), replace(SERIES[0], value="")]
    drawing = plot_series(rows, INDICATOR)
    assert drawing.figure is None
    assert drawing.alt == "数字经济规模占地区生产总值比重的已知数值不足两个（1个），不作图。"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"year": "二〇二三"}, "is no year"),
        ({"year": ""}, "is no year"),
        ({"year": "２０２３"}, "is no year"),
        ({"low": "5", "high": "4"}, "bounds upside down"),
    ],
)
def test_rows_that_cannot_be_are_refused(row: dict[str, str], fault: str) -> None:
    """The error says what is wrong and of which place."""
    with pytest.raises(InputError, match=fault) as caught:
        replace(SERIES[0], **row)
    assert OWN in str(caught.value)
