"""``fengze batch``: a folder of mixed files to a dataset, and a list of what is not in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Run
from tests.text.test_guard import HUNGRY

GOOD = "东屿区人民政府\n一、发展\n一是招商。完成投资6.5亿元，增长3.2%。\n"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A text, a page, a text in GB18030 and a PDF that is none."""
    folder = tmp_path / "mixed"
    (folder / "north").mkdir(parents=True)
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "north" / "b.html").write_text(
        f"<html><meta charset='utf-8'><body><p>{GOOD}</p></body></html>", encoding="utf-8"
    )
    (folder / "c.txt").write_bytes(GOOD.encode("gb18030"))
    (folder / "d.pdf").write_bytes(b"%PDF-1.7 cut short")
    return folder


def test_a_folder_of_mixed_files_becomes_a_dataset(
    fengze: Run, mixed: Path, tmp_path: Path
) -> None:
    """Every figure of every readable file is in it; the broken file is named, and the code is 1."""
    output = tmp_path / "dataset"
    ran = fengze("batch", str(mixed), "--output", str(output), "--workers", "1")
    assert ran.code == 1
    assert "3 reports; 4 looked at now, 0 known before, 1 not read" in ran.out
    assert "not read: d.pdf" in ran.err
    assert "Traceback" not in ran.err
    rows = pq.read_table(output / "outcomes").to_pylist()
    surfaces = sorted((row["report_id"], row["surface"]) for row in rows)
    assert [surface for _, surface in surfaces] == ["3.2%", "6.5亿元"] * 3
    assert len({report for report, _ in surfaces}) == 3
    with (output / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        (failure,) = csv.DictReader(file)
    assert (failure["path"], failure["kind"]) == ("d.pdf", "unreadable")


def test_a_second_run_reads_nothing_again(fengze: Run, mixed: Path, tmp_path: Path) -> None:
    """Unchanged reports are kept, the broken one too; the codes and the dataset are the same."""
    words = ("batch", str(mixed), "--output", str(tmp_path / "dataset"), "--workers", "1")
    fengze(*words)
    before = {path: path.read_bytes() for path in (tmp_path / "dataset").rglob("*.parquet")}
    ran = fengze(*words)
    assert ran.code == 1
    assert "3 reports; 0 looked at now, 4 known before, 1 not read" in ran.out
    assert before == {path: path.read_bytes() for path in (tmp_path / "dataset").rglob("*.parquet")}


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["--workers", "0"], "a whole number from 1"),
        (["--workers", "two"], "a whole number from 1"),
        (["--workers", "9" * 5000], "a whole number from 1"),
        (["--workers", "²"], "a whole number from 1"),
        (["--limit", "99999999999"], "seconds above 0"),
        (["--limit", "9" * 400], "seconds above 0"),
        (["--limit", "0"], "seconds above 0"),
        (["--limit", "-5"], "--limit"),
        (["--limit", "soon"], "seconds above 0"),
    ],
)
def test_a_wrong_word_is_answered_in_one_line(
    fengze: Run, mixed: Path, tmp_path: Path, words: list[str], right: str
) -> None:
    """What is wrong, and what would be right; nothing is written."""
    ran = fengze("batch", str(mixed), "--output", str(tmp_path / "dataset"), *words)
    assert ran.code == 2
    assert right in ran.err
    assert len(ran.lines) == 1
    assert not (tmp_path / "dataset").exists()


def test_a_folder_without_reports_is_said(fengze: Run, tmp_path: Path) -> None:
    """An empty folder is an error of one line."""
    (tmp_path / "empty").mkdir()
    ran = fengze("batch", str(tmp_path / "empty"), "--output", str(tmp_path / "dataset"))
    assert ran.code == 2
    assert "no report there" in ran.lines[-1]


def test_hungry_files_cost_no_more_than_their_line(fengze: Run, tmp_path: Path) -> None:
    """Small PDFs that ask for all memory are named, limit or none; the others are read."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(GOOD, encoding="utf-8")
    for name in ("wide_font.pdf", "predictor.pdf"):
        (source / name).write_bytes(HUNGRY[name])
    for limit in ([], ["--limit", "60"]):
        ran = fengze("batch", str(source), "--output", str(tmp_path / f"out{len(limit)}"), *limit)
        assert ran.code in (0, 1)
        assert "Traceback" not in ran.err
        rows = pq.read_table(tmp_path / f"out{len(limit)}" / "outcomes").to_pylist()
        assert {row["surface"] for row in rows if row["report_id"] == "a"} == {"3.2%", "6.5亿元"}
