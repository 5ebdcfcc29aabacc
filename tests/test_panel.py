"""The panel: real facts of many reports, and the notebook that reads them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from fengze_analysis.interval import Interval
from fengze_analysis.messages.names import code_text
from fengze_analysis.site.notebooks import list_notebooks, report_notebooks
from tools.panel import (
    DATA,
    INDICATORS,
    YEARS,
    Candidate,
    Fact,
    find_candidates,
    make_panel,
    read_review,
    settle,
)

ROOT = Path(__file__).parents[1]
LIMIT = 300_000  # bytes


def _rows() -> list[dict[str, str]]:
    with (DATA / "panel.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = _rows()
FACTS = [row for row in ROWS if row["value"]]


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return row["place"], row["year"], row["indicator"], row["sense"]


def test_the_panel_has_its_columns_and_is_small() -> None:
    """The columns are those of a fact, and the file is one to keep beside the code."""
    assert list(ROWS[0]) == list(Fact.__dataclass_fields__)
    assert (DATA / "panel.csv").stat().st_size < LIMIT


def test_each_place_has_the_official_page_of_its_reports() -> None:
    """Every place of the panel has one address of a government, and nothing else has."""
    with (DATA / "panel_sources.csv").open(encoding="utf-8", newline="") as file:
        sources = {row["place"]: row["address"] for row in csv.DictReader(file)}
    assert list(sources) == sorted({row["place"] for row in ROWS})
    assert all(re.match(r"https://[a-z.]+\.gov\.cn/", address) for address in sources.values())


def test_one_row_a_place_year_indicator_and_sense() -> None:
    """No cell has two values, and none lies outside the panel."""
    assert max(Counter(map(_key, ROWS)).values()) == 1
    assert {row["indicator"] for row in ROWS} == set(INDICATORS)
    assert {int(row["year"]) for row in ROWS} == set(YEARS)
    assert {row["sense"] for row in ROWS} == {"outcome", "plan"}
    assert 15 <= len({row["place"] for row in ROWS}) <= 25


def test_a_row_has_a_value_or_the_reason_why_not() -> None:
    """A value comes with its bounds, unit, printed form and report; else a reason has words."""
    for row in ROWS:
        assert bool(row["value"]) != bool(row["left_out"])
        if row["value"]:
            assert all(row[name] for name in ("unit", "printed", "report_title"))
            assert Decimal(row["low"]) <= Decimal(row["value"]) <= Decimal(row["high"])
        else:
            assert code_text("left_out", row["left_out"], "zh") != row["left_out"]


def test_an_outcome_is_of_the_year_before_its_report_and_a_plan_of_its_year() -> None:
    """What happened is told a year later, what is planned at the year's beginning."""
    for row in ROWS:
        assert int(row["report_year"]) - int(row["year"]) == (row["sense"] == "outcome")


def test_no_sentence_of_a_text_is_in_it() -> None:
    """Each cell is a figure, a name or a code."""
    for row in ROWS:
        assert all(len(cell) <= 40 for cell in row.values())
        assert not any(mark in row["printed"] for mark in "，。；：")


def test_printed_and_value_agree() -> None:
    """The printed percentages are the values, or their opposite where something fell."""
    plain = [row for row in FACTS if re.fullmatch(r"-?[\d.]+ ?[%％]", row["printed"])]
    assert len(plain) > 1000
    for row in plain:
        printed = Decimal(row["printed"].rstrip("%％ "))
        assert Decimal(row["value"]) in (printed, -printed)


def test_every_jump_of_a_series_is_explained() -> None:
    """A neighbour further off than 8 points, +30% or -20% has a note, and the note has words."""
    known = {_key(row): row for row in FACTS}
    for row in FACTS:
        before = known.get((row["place"], str(int(row["year"]) - 1), *_key(row)[2:]))
        if before is None:
            continue
        old, new = Fraction(before["value"]), Fraction(row["value"])
        far = abs(new - old) > 8 if row["unit"] == "%" else not 0.8 <= new / old <= 1.3
        assert not far or row["note"], row
    notes = {row["note"] for row in FACTS} - {""}
    assert all(code_text("note", note, "en") != note for note in notes)


def test_what_was_decided_by_eye_is_in_the_panel() -> None:
    """Each decision of the review is about a row of the panel and was followed."""
    rows = {(row["place"], int(row["year"]), *_key(row)[2:]): row for row in ROWS}
    for key, decided in read_review(DATA / "panel_review.csv").items():
        assert (rows[key]["left_out"], rows[key]["note"]) == decided


REPORT = """云溪市2023年政府工作报告

一、2022年工作回顾

全市地区生产总值{total}，增长{growth}；社会消费品零售总额下降2.1%。{more}

二、2023年工作安排

今年经济社会发展的主要预期目标是：地区生产总值增长6.5%左右，社会消费品零售总额增长7%。
"""


def _found(folder: Path, more: str = "", growth: str = "4.5%") -> dict[tuple[Any, ...], Fact]:
    path = folder / "云溪市-2023.txt"
    path.write_text(REPORT.format(total="812.4亿元", growth=growth, more=more), encoding="utf-8")
    return {row.key[1:]: row for row in make_panel(find_candidates(path), 1, {})}


def test_outcomes_and_plans_are_read_with_their_sign(tmp_path: Path) -> None:
    """A fall is below zero; the plan of the year stands beside the result of the year before."""
    found = _found(tmp_path)
    assert found[2022, "gdp", "outcome"].value == "81240000000"
    assert found[2022, "gdp_growth", "outcome"].value == "4.5"
    assert found[2022, "retail_sales_growth", "outcome"].value == "-2.1"
    assert found[2022, "retail_sales_growth", "outcome"].low == "-2.15"
    assert found[2023, "gdp_growth", "plan"].approx == "about"
    assert found[2023, "retail_sales_growth", "plan"].value == "7"


@pytest.mark.parametrize(
    ("more", "growth", "left_out"),
    [
        ("五年来，全市地区生产总值年均增长7.2%。", "4.5%", ""),
        ("初步核算，全市地区生产总值增长4.9%。", "4.5%", "several"),
        ("", "4.5%以上", "bound"),
    ],
)
def test_what_is_not_one_value_is_left_out(
    tmp_path: Path, more: str, growth: str, left_out: str
) -> None:
    """Two figures that exclude each other give none, nor does a bound; a mean is no rival."""
    row = _found(tmp_path, more, growth)[2022, "gdp_growth", "outcome"]
    assert row.left_out == left_out
    assert bool(row.value) == (not left_out)


def test_the_most_precise_of_figures_that_agree_is_taken() -> None:
    """5% and 5.2% agree, and 5.2% says more; 6.8% and 6.9% only touch, and do not agree."""

    def candidate(value: str, low: str, high: str) -> Candidate:
        fact = Fact("云溪市", 2022, "gdp_growth", "outcome", value, approx="exact")
        return Candidate(fact, Interval.parse(low, high), 0)

    assert settle([candidate("5", "4.5", "5.5"), candidate("5.2", "5.15", "5.25")]).value == "5.2"
    apart = [candidate("6.8", "6.75", "6.85"), candidate("6.9", "6.85", "6.95")]
    assert settle(apart).left_out == "several"


def _notebook() -> list[dict[str, Any]]:
    path = ROOT / "notebooks" / "panel.ipynb"
    return list(json.loads(path.read_text(encoding="utf-8"))["cells"])


def test_the_claims_of_the_notebook_are_those_of_the_data() -> None:
    """The answer counts what the committed panel holds, and each figure is there."""
    cells = _notebook()
    said = ["".join(one["data"].get("text/markdown", "")) for c in cells for one in c["outputs"]]
    said = [text for text in said if text]
    came = sum(row["sense"] == "outcome" for row in FACTS)
    assert f"{came}个上年实绩和{len(FACTS) - came}个当年计划" in said[1]
    assert sum("image/png" in one["data"] for c in cells for one in c["outputs"]) == 4


def test_the_notebook_is_in_short_cells() -> None:
    """After the cells that make ready, none holds more than eight lines."""
    assert max(len(cell["source"]) for cell in _notebook()[3:]) <= 8


def test_the_panel_is_not_run_for_the_site_of_each_report() -> None:
    """It is checked and refreshed with the others, but it is about no one report."""
    panel = ROOT / "notebooks" / "panel.ipynb"
    assert panel in list_notebooks(ROOT)
    names = [one.path for one in report_notebooks(ROOT)]
    assert names == [path for path in list_notebooks(ROOT) if path != panel]
