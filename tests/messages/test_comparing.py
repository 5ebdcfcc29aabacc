"""Rows of the comparison are said in plain sentences, in both languages."""

from __future__ import annotations

import pytest

from fengze_analysis.messages import load_catalogue
from fengze_analysis.messages.codes import code_text
from fengze_analysis.messages.comparing import why_text
from fengze_analysis.schema.tables import load_tables, table
from tests.comparison.made_up import compared, figure, make_target, statement


def test_a_verdict_says_value_target_word_and_progress() -> None:
    """The sentence has the reported value, the target, the word, the way done and the time gone."""
    target = make_target(base_value=statement("100").value, base_year=2020)
    row = compared(statement("160"), target)[0]
    assert why_text(row, "zh") == (
        "报告所载2023年为160家，2025年目标为220家以上：滞后于预期。"
        "自2020年的100家起，目标完成进度50%，序时进度60%。此后每年还需30家。"
    )
    assert why_text(row, "en") == (
        "Reported for 2023: 160; target for 2025: at least 220; behind schedule. "
        "From 100 in 2020, 50% of the way is done and 60% of the time is gone. "
        "From then on it takes 30 a year."
    )


def test_a_benchmark_is_compared_with_and_never_met() -> None:
    """Somebody else's target is named with its place, above or below it and by how much."""
    target = make_target(place="河滩市", indicator="cover", unit="%", value=statement("57").value)
    row = compared(statement("66.5", "cover", "%"), target)[0]
    assert why_text(row, "zh") == "与河滩市2025年目标57%以上相比，高于参照目标，相差9.5个百分点。"
    assert "above the benchmark, by 9.5 percentage points" in why_text(row, "en")


def test_a_refusal_says_its_reason() -> None:
    """Where nothing can be compared the sentence is the reason."""
    row = compared(statement("160", "visits", "次"))[0]
    assert why_text(row, "en") == "Not compared: activity count; plans rarely set targets."


def test_a_result_elsewhere_is_said_with_its_place() -> None:
    """Two results of one year stand beside each other."""
    there = figure("40", place="河滩市南岸区", indicator="cover", unit="%")
    row = compared(statement("66.5", "cover", "%"), there)[0]
    assert why_text(row, "zh", lambda _: "南岸区") == "2023年本地区为66.5%，南岸区为40%。"


@pytest.mark.parametrize(
    "column", ["reason", "relation", "agreement", "official", "per_head", "operator"]
)
def test_every_code_has_words(column: str) -> None:
    """No code of the tables is without words in both languages."""
    word = ("comparison", "validation")
    columns = [table(name).column(column) for name in word if column in _names(name)]
    for code in {code for one in columns for code in one.codes}:
        assert code_text(column, code, "zh") != code, code
        assert f"{column}.{code}" in load_catalogue()


def _names(name: str) -> list[str]:
    return [column.name for column in load_tables()[name].columns]
