"""What each rule finds in a phrase, and in its twins where it must stay silent."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fengze_analysis.audit import load_rules
from fengze_analysis.audit.context import load_cases
from tests.audit.builder import a_published, a_source, made_up

HERE = Path(__file__).parent
PHRASES = list(csv.DictReader((HERE / "phrases.csv").read_text("utf-8").splitlines()))
THREE = list(csv.DictReader((HERE / "three_reports.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: f"{row['rule']}: {row['text']}")
def test_a_phrase_gives_these_cases(row: dict[str, str]) -> None:
    """The cases of the rule in the order of the text, none where the row has none."""
    assert made_up(row["text"]).cases(row["rule"]) == row["cases"].split()


@pytest.mark.parametrize("row", THREE, ids=lambda row: f"{row['rule']}-{row['case']}")
def test_three_reports_of_each_rule(row: dict[str, str]) -> None:
    """One report where the rule holds, one where it breaks, one that leaves it open."""
    published = (a_published("4320", "个", "新增优质学位"),)
    found = made_up(row["text"]).audit(published, (a_source(),))
    assert [one.outcome for one in found if one.rule == row["rule"]] == [row["outcome"]]


def test_no_rule_lacks_its_three_reports() -> None:
    """The table has the three cases of every rule."""
    cases = {(row["rule"], row["case"]) for row in THREE}
    assert cases == {(rule, case) for rule in load_rules() for case in ("holds", "breaks", "open")}


def test_every_case_of_arithmetic_is_reached() -> None:
    """A case that no phrase reaches would be a message that nobody sees."""
    reached = {(row["rule"], case) for row in PHRASES for case in row["cases"].split()}
    elsewhere = {"other_publication", "any"}
    wanted = {(rule, case) for rule, case in load_cases() if rule not in elsewhere}
    assert wanted - reached == {("growth_against_levels", "other_text")}
