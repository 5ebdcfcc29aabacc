"""``fengze targets`` and ``fengze compare``: from a plan's text and a report to the words."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from fengze_analysis.schema.tables import column_names
from tests.cli.conftest import Run

TARGETS = """\
name,place,class,type,operator,value,unit,base_value,base_year,target_year,nature,title
碧溪绿道里程,云溪市,outline,level,>=,300,公里,100,2020,2025,anticipatory,云溪市规划
云谷展馆,云溪市,outline,level,>,40,座,20,2020,2025,binding,云溪市规划
溪畔泵站,云溪市,outline,level,>=,80,座,50,2020,2025,anticipatory,云溪市规划
新增石桥,云溪市,outline,cumulative,>=,60,座,,,2025,anticipatory,云溪市规划
"""
REPORT = """\
云溪市人民政府2026年政府工作报告

2026年1月10日

一、2025年工作回顾

2025年，碧溪绿道里程达到320公里。云谷展馆达到40座。溪畔泵站增加到72座。2021—2025年累计新增石桥66座。
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A made-up report and targets of the same city."""
    report, targets = tmp_path / "yunxi.txt", tmp_path / "targets.csv"
    report.write_text(REPORT, encoding="utf-8")
    targets.write_text(TARGETS, encoding="utf-8")
    return report, targets


def words_of(rows: list[dict[str, str]]) -> dict[str, str]:
    """The word, or the reason, on each target."""
    return {
        row["reference_phrase"]: row["word"] or row["reason"]
        for row in rows
        if row["reference_phrase"]
    }


def test_a_report_is_compared_with_own_targets(fengze: Run, files: tuple[Path, Path]) -> None:
    """Each target of the file meets the report's figure and has its word."""
    report, targets = files
    ran = fengze("compare", report, "--targets", targets, "--format", "json")
    assert ran.code == 0, ran.lines
    rows = json.loads(ran.out)
    assert list(rows[0]) == list(column_names("comparison"))
    assert words_of(rows) == {
        "碧溪绿道里程": "reached",
        "云谷展馆": "not_completed",  # more than 40 is asked for
        "溪畔泵站": "not_reached",
        "新增石桥": "reached",
    }
    assert {row["relation"] for row in rows if row["reference_phrase"]} == {"verdict"}
    assert any("targets.csv" in line for line in ran.lines)


def test_four_columns_are_enough(fengze: Run, files: tuple[Path, Path]) -> None:
    """A file without a place speaks of the report's own area; its file name is its source."""
    report, targets = files
    targets.write_text(
        "name,value,unit,target_year\n碧溪绿道里程,300,公里,2025\n", encoding="utf-8"
    )
    rows = json.loads(fengze("compare", report, "--targets", targets, "--format", "json").out)
    assert words_of(rows) == {"碧溪绿道里程": "reached"}


def test_a_target_that_nothing_goes_with_is_said(fengze: Run, files: tuple[Path, Path]) -> None:
    """No target of the user's is passed over in silence: five are named, the rest counted."""
    report, targets = files
    rows = ["name,value,unit,target_year", "碧溪绿道里程,300,公里,2025"]
    rows += [f"{name}桥座数,9,座,2025" for name in "甲乙丙丁戊己庚"]
    targets.write_text("\n".join(rows), encoding="utf-8")
    ran = fengze("compare", report, "--targets", targets)
    assert ran.code == 0, ran.lines
    alone = [line for line in ran.lines if "no figure of the report goes with" in line]
    assert len(alone) == 5
    assert "甲桥座数" in alone[0]
    assert not any("碧溪绿道" in line for line in alone)
    assert any("nor with 2 more targets" in line for line in ran.lines)


def test_a_growth_rate_has_two_names(fengze: Run, files: tuple[Path, Path]) -> None:
    """增长率 in a table of one's own is what the codebook calls 增速."""
    report, targets = files
    report.write_text(
        "云溪市人民政府2026年政府工作报告\n\n2025年，地区生产总值增长6.2%。\n", "utf-8"
    )
    row = "name,value,unit,target_year,operator,type\n地区生产总值增长率,6,%,2025,>=,yearly\n"
    targets.write_text(row, encoding="utf-8")
    ran = fengze("compare", report, "--targets", targets, "--format", "json")
    assert "地区生产总值增长率" in words_of(json.loads(ran.out))
    assert not any("no figure" in line for line in ran.lines)


def test_parameters_and_forms(fengze: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    """--set changes the comparison, --output decides the form, --format table fits a terminal."""
    report, targets = files
    ran = fengze("compare", report, "--targets", targets, "--set", "as_of=2024")
    rows = list(csv.DictReader(StringIO(ran.out)))
    assert set(words_of(rows).values()) == {"period_differs"}
    book = tmp_path / "comparison.xlsx"
    assert fengze("compare", report, "--targets", targets, "--output", book).code == 0
    assert len(pd.read_excel(book)) == len(rows)
    table = fengze("compare", report, "--targets", targets, "--format", "table").out.splitlines()
    assert table[0].split("\t")[2:5] == ["relation", "word", "reason"]
    assert len(table) == len(rows) + 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--set", "delta=viel"), "delta 'viel' is no share"),
        (("--set", "delta=1e999999999"), "0 to 1"),
        (("--set", "delta"), "--set 'delta'"),
        (("--set", "speed=1"), "parameter 'speed' is unknown"),
        (("--set", "speed=1"), "rounding, document_years, place, targets_mode"),
        (("--set", "delta=0.1", "--set", "delta=0.2"), "parameter 'delta' is given twice (--set)"),
        (("--set", "targets_mode=merge"), "targets_mode 'merge' is unknown"),
        (("--targets", "nowhere.csv"), "nowhere.csv"),
        (("--output", "x.doc"), "x.doc"),
    ],
)
def test_what_is_wrong_is_said_before_anything_runs(
    fengze: Run, files: tuple[Path, Path], given: tuple[str, ...], said: str
) -> None:
    """A wrong parameter or path is one line that says what would be right."""
    ran = fengze("compare", files[0], *given)
    assert ran.code == 2
    assert said in ran.lines[-1]
    assert ran.out == ""


def test_a_report_of_the_project_needs_no_path(fengze: Run) -> None:
    """An id of the project is enough; nothing on the first report became a verdict."""
    ran = fengze("compare", "fengze-2024-7", "--format", "json")
    rows = json.loads(ran.out)
    assert ran.code == 0
    relations = {row["relation"] for row in rows}
    assert "benchmark" in relations
    assert "verdict" not in relations


@pytest.mark.parametrize(("place", "known"), [("火星", False), ("泉州市", True)])
def test_an_area_that_nobody_knows_is_said(
    place: str, known: bool, fengze: Run, files: tuple[Path, Path]
) -> None:
    """Any area may be named; one that the codebook lacks is told in the line on what was read."""
    ran = fengze("compare", files[0], "--targets", files[1], "--set", f"place={place}")
    assert ran.code == 0
    assert (f"; {place} is no area of the codebook" in ran.lines[0]) is not known
