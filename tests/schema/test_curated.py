"""The curated tables agree with each other, or every disagreement is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from fengze_analysis.model import Assessment, Indicator, Period, Place, Published, Target
from fengze_analysis.schema.curated import check_curated
from fengze_analysis.schema.tables import Fault
from tests.comparison.made_up import make_target
from tests.schema.made_up_rows import SOURCE

INDICATOR = Indicator(
    "new_jobs", "新增就业", "New jobs", "人", "up", "flow", "就业", "outcome", True, ("新增就业…#",)
)
CITY = Place("河滩市", "河滩", "city", "", ())
DISTRICT = Place("河滩市北岸区", "北岸区", "district", "河滩市", ())


def target(**changes: object) -> Target:
    """A sound target, with some cells changed."""
    cells: dict[str, object] = {
        "indicator": "new_jobs",
        "type": "cumulative",
        "value": Decimal(50000),
        "unit": "人",
        "base_year": 2020,
        "source_id": "S1",
    }
    return make_target(**(cells | changes))


def published(**changes: object) -> Published:
    """A sound published figure, with some cells changed."""
    row = Published(
        *("P1", "河滩市", "city", "new_jobs", "新增就业", Decimal(9000), "人", ""),
        *(Period(2023, 2023), "", "outcome", "S1", "primary"),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def faults_of(
    targets: Sequence[Target] = (),
    figures: Sequence[Published] = (),
    places: Sequence[Place] = (CITY, DISTRICT),
    **more: object,
) -> list[Fault]:
    """The faults of some rows beside one source, one indicator and two places."""
    return check_curated(targets, [SOURCE], [INDICATOR], figures, places, **more)  # type: ignore[arg-type]


def test_tables_that_agree_have_no_fault() -> None:
    """Cited rows with known words have no fault."""
    assert faults_of([target()], [published()]) == []


REFUSED: dict[str, tuple[dict[str, object], str, str]] = {
    "no_source": ({"source_id": "S9"}, "source_id", "S9"),
    "unknown_code": ({"indicator": "jobs"}, "indicator", "jobs"),
    "other_unit": ({"unit": "户"}, "unit", "户"),
    "unknown_place": ({"place": "北岸区"}, "place", "北岸区"),
    "other_level": ({"level": "city"}, "level", "city"),
    "late_year": ({"target_year": 2050}, "target_year", "2050"),
    "base_after_target": ({"base_year": 2026}, "base_year", "2026"),
    "no_value": ({"value": None}, "value", "cumulative"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_target_that_does_not_fit_is_named(name: str) -> None:
    """Each wrong cell of a target gives one fault with its row and column."""
    changes, column, quoted = REFUSED[name]
    faults = faults_of([target(**changes)])
    assert [(fault.file, fault.place, fault.column) for fault in faults] == [
        ("targets.csv", "row T1", column)
    ]
    assert quoted in str(faults[0])


def test_a_published_figure_is_checked_too() -> None:
    """Published figures need a source, a code, the unit and a known place."""
    row = published(source_id="S9", unit="户", place="无名市")
    assert [fault.column for fault in faults_of(figures=[row])] == ["source_id", "unit", "place"]


@pytest.mark.parametrize(
    ("year", "as_of", "refused"),
    [
        (Period(2023, 2023), "2023年2月末", True),  # the end of February is no year
        (Period(2025, 2025), "2021年1月至2025年8月累计", True),
        (None, "", True),
        (Period(2024, 2024, "-02"), "2024年2月末", False),
        (Period(2021, 2025), "2021年1月至2025年8月累计", False),
        (Period(2023, 2023), "2023年末", False),
        (None, "2022年8月发布", False),
    ],
)
def test_a_figure_says_what_span_it_covers(year: Period | None, as_of: str, refused: bool) -> None:
    """A part of a year or a running sum never stands as a year, and nothing stands undated."""
    found = faults_of(figures=[published(year=year, as_of=as_of)])
    assert [fault.column for fault in found] == (["year"] if refused else [])


def test_an_assessment_needs_source_and_code() -> None:
    """An official word without a source or a code is named; one on a number needs no code."""
    row = Assessment("河滩市", "x", "中期评估", 2023, "符合预期", "S9")
    assert [fault.column for fault in faults_of(assessments=[row])] == ["source_id", "indicator"]
    counted = Assessment("河滩市", "", "中期评估", 2023, "提前实现", "S1", "", 6)
    assert faults_of(assessments=[counted]) == []


def test_a_yearly_growth_may_be_in_percent() -> None:
    """A mean yearly growth of a count is in %, a level is not."""
    assert faults_of([target(type="mean_growth", unit="%", value=Decimal(7))]) == []
    assert [fault.column for fault in faults_of([target(type="level", unit="%")])] == ["unit"]


def test_two_rows_that_disagree_are_named() -> None:
    """One plan cannot ask for two values of one indicator; both are quoted."""
    fault = faults_of([target(), target(target_id="T2", value=Decimal(55000))])[0]
    assert fault.place == "row T2"
    assert ">=55000人 here and >=50000人 in row T1" in fault.what


def test_two_plans_may_differ() -> None:
    """Two plans, years or versions may ask for different values."""
    others = [
        target(target_id="T2", value=Decimal(5), plan="就业专项规划"),
        target(target_id="T3", value=Decimal(6), target_year=2024),
        target(target_id="T4", value=Decimal(7), version="调整"),
    ]
    assert faults_of([target(), *others]) == []


def test_the_same_fact_twice_is_named() -> None:
    """A fact given twice alike is a fault too, for targets and published figures."""
    targets = [target(), target(target_id="T2", note="same")]
    figures = [published(), published(published_id="P2")]
    assert [fault.what for fault in faults_of(targets, figures)] == [
        "says the same as row T1",
        "says the same as row P1",
    ]


def test_a_place_needs_its_parent_and_peers() -> None:
    """The area above and the peers of a place have rows of their own."""
    lone = replace(DISTRICT, neighbours=("南岸区",))
    whats = [fault.what for fault in faults_of(places=[lone])]
    assert len(whats) == 2
    assert "河滩市" in whats[0]
    assert "南岸区" in whats[1]
