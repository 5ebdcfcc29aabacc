"""Our word stands beside the official one, on what was public when that was given."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fengze_analysis.comparison import Parameters, validate
from fengze_analysis.model import Assessment, Published, Source, Target, Validation
from fengze_analysis.project import find_codebook, read_curated
from tests.comparison.made_up import INDICATORS, OWN, figure, make_target

REVIEW = Source("S9", "中期评估", "河滩日报", "北岸区", "2023-11-22", "", "", "secondary")
EARLY = Source("S1", "公报", "北岸区", "北岸区", "2023-02", "", "", "primary")
LATE = Source("S2", "公报", "北岸区", "北岸区", "2024-01", "", "", "primary")
VAGUE = Source("S3", "公报", "北岸区", "北岸区", "2023", "", "", "primary")
TARGET = make_target(base_value=Decimal(100), base_year=2020)
ROOT = Path(__file__).resolve().parents[2]


def validated(word: str, *rows: Target | Published, year: int = 2023) -> Validation:
    """The row of one official word on ``firms``."""
    said = Assessment(OWN, "firms", "中期评估", year, word, "S9")
    targets = [row for row in rows if isinstance(row, Target)]
    figures = [row for row in rows if isinstance(row, Published)]
    sources = (REVIEW, EARLY, LATE, VAGUE)
    return validate(targets, figures, [said], sources, INDICATORS, Parameters())[0]


@pytest.mark.parametrize(
    ("value", "official", "word", "agreement"),
    [
        ("160", "快于预期", "ahead", "agree"),  # of 2022: s .5, τ .4
        ("150", "快于预期", "on_schedule", "disagree"),
        ("120", "滞后", "behind", "agree"),
        ("230", "提前达到规划目标", "met_early", "agree"),
        ("160", "未逐项公布", "ahead", "not_assessable"),
    ],
)
def test_our_word_beside_the_official_one(
    value: str, official: str, word: str, agreement: str
) -> None:
    """The same engine speaks, and the row has target, figure and all three sources."""
    row = validated(official, TARGET, figure(value, "2022", OWN))
    assert (row.word, row.agreement) == (word, agreement)
    assert (row.base, row.base_year, row.target) == (100, 2020, 220)
    assert (row.source_id, row.target_source_id, row.observed_source_id) == ("S9", "S1", "S1")


@pytest.mark.parametrize(("source", "known"), [("S1", True), ("S2", False), ("S3", False)])
def test_only_what_was_public_counts(source: str, known: bool) -> None:
    """A figure published after the review, or on a day that may be after it, is not used."""
    row = validated("快于预期", TARGET, figure("160", "2022", OWN, source_id=source))
    assert (row.word == "ahead") is known
    assert row.reason == ("" if known else "no_value_on_file")


def test_a_binding_target_agrees_by_its_side() -> None:
    """Its words are of another vocabulary: on time and ahead both say that it is kept up with."""
    row = validated("快于预期", replace(TARGET, nature="binding"), figure("160", "2022", OWN))
    assert (row.word, row.agreement, row.same_side) == ("on_time", "agree", True)


def test_the_end_of_a_plan_is_judged_by_its_last_year() -> None:
    """An earlier figure says nothing of the end unless it is at the target already."""
    late = {"year": 2025}
    assert validated("总体完成", TARGET, figure("160", "2022", OWN), **late).reason
    assert validated("总体完成", TARGET, figure("230", "2022", OWN), **late).agreement == "agree"


def test_a_word_on_a_number_of_indicators_stands_beside_our_number() -> None:
    """6项提前达到 is compared with how many are at their target by our count."""
    said = [
        Assessment(OWN, "firms", "中期评估", 2023, "未逐项公布", "S9"),
        Assessment(OWN, "", "中期评估", 2023, "提前达到规划目标", "S9", "", 6),
    ]
    rows = validate([TARGET], [figure("230", "2022", OWN)], said, [REVIEW, EARLY], INDICATORS)
    assert (rows[1].our_count, rows[1].official_count, rows[1].agreement) == (1, 6, "")


def test_our_words_hit_more_than_guessing() -> None:
    """On the nation's mid-term review they agree more than always saying the most frequent."""
    codebook = find_codebook(ROOT)
    tables = read_curated(ROOT, codebook)
    rows = validate(
        tables.targets,
        tables.published,
        tables.assessments,
        tables.sources,
        codebook.indicators,
    )
    review = [
        row
        for row in rows
        if row.place == "全国" and "中期" in row.review and row.official_count is None
    ]
    assert len(review) == 20
    assessed = [row for row in review if row.agreement != "not_assessable"]
    guessed = Counter(row.official for row in assessed).most_common(1)[0][1]
    assert sum(row.agreement == "agree" for row in assessed) > guessed
    ends = {(row.place, row.indicator): row.word for row in rows if row.review_year == 2025}
    assert ends["全国", "carbon_intensity_reduction"] == "not_completed"  # 17.7 of 18
    assert ends["深圳市", "gdp"] == "not_reached"
    assert all(row.observed_source_id for row in rows if row.word)
