"""The curated tables agree with each other, or every disagreement is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fengze_analysis.model import Assessment, Place, Published, Target
from fengze_analysis.schema.project import check_project
from fengze_analysis.schema.schema import Fault
from tests.schema.made_up_rows import CITY, DISTRICT, INDICATOR, SOURCE, published, target


def faults_of(
    targets: Sequence[Target] = (),
    figures: Sequence[Published] = (),
    places: Sequence[Place] = (CITY, DISTRICT),
    **more: object,
) -> list[Fault]:
    """The faults of some rows held against one source, one indicator and two places."""
    return check_project(targets, [SOURCE], [INDICATOR], figures, places, **more)  # type: ignore[arg-type]


def test_tables_that_agree_have_no_fault() -> None:
    """Cited rows with known words have no fault."""
    assert faults_of([target()], [published()], units={"人"}) == []


REFUSED = {
    "no_source": ({"source_id": "S9"}, "source_id", "S9"),
    "unknown_code": ({"indicator": "jobs"}, "indicator", "jobs"),
    "other_unit": ({"unit": "万人"}, "unit", "万人"),
    "unknown_place": ({"place": "北岸区"}, "place", "北岸区"),
    "other_level": ({"level": "city"}, "level", "city"),
    "early_year": ({"target_year": "2019", "base_year": "2015"}, "target_year", "2019"),
    "late_year": ({"target_year": "2050"}, "target_year", "2050"),
    "base_after_target": ({"base_year": "2026"}, "base_year", "2026"),
    "no_value": ({"value": ""}, "value", "累计"),
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
    row = published(source_id="S9", unit="万人", place="无名市")
    assert [fault.column for fault in faults_of(figures=[row])] == ["source_id", "unit", "place"]


def test_an_assessment_needs_source_and_code() -> None:
    """An official word without a source or a code is named."""
    row = Assessment("河滩市", "x", "中期评估", "2023", "符合预期", "S9")
    faults = faults_of(assessments=[row])
    assert [(fault.file, fault.column) for fault in faults] == [
        ("assessments.csv", "source_id"),
        ("assessments.csv", "indicator"),
    ]


def test_all_faults_are_listed_at_once() -> None:
    """Faults of several rows come together."""
    faults = faults_of([target(source_id="S9"), target(target_id="T2", target_year="2050")])
    assert len(faults) == 2


def test_a_yearly_growth_may_be_in_percent() -> None:
    """A mean yearly growth of a count is in %, other types are not."""
    assert faults_of([target(type="年均", unit="%", value="7")]) == []
    assert [fault.column for fault in faults_of([target(unit="%")])] == ["unit"]


def test_a_target_in_words_needs_no_value() -> None:
    """A qualitative target has neither value nor unit."""
    assert faults_of([target(type="定性", value="", unit="", operator="")]) == []


def test_units_are_held_against_the_known_ones() -> None:
    """A unit nobody knows is named in the rows and in the codebook."""
    faults = faults_of([target()], units={"元"})
    assert [fault.file for fault in faults] == ["targets.csv", "indicators.csv"]


def test_two_rows_that_disagree_are_named() -> None:
    """One plan cannot ask for two values of one indicator; both are quoted."""
    fault = faults_of([target(), target(target_id="T2", value="55000")])[0]
    assert fault.place == "row T2"
    assert "≥55000人 here and ≥50000人 in row T1" in fault.what


def test_two_plans_may_differ() -> None:
    """Two plans, years or versions may ask for different values."""
    others = [
        target(target_id="T2", value="5", plan="就业专项规划"),
        target(target_id="T3", value="6", target_year="2024"),
        target(target_id="T4", value="7", version="调整"),
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
    faults = faults_of(places=[lone])
    assert {fault.place for fault in faults} == {"row 河滩市北岸区"}
    assert "河滩市" in faults[0].what
    assert "南岸区" in faults[1].what


def test_without_places_places_are_not_checked() -> None:
    """A project without a list of places is not asked for one."""
    assert faults_of([target(place="任何地方")], places=()) == []


def test_the_horizon_is_a_parameter() -> None:
    """Another plan's years can be asked for."""
    assert faults_of([target(target_year="2040")], horizon=(2035, 2050)) == []
