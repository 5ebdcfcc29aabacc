"""``fengze targets`` from a file to a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fengze_analysis.cli import main
from fengze_analysis.targets import load_targets, template

PLAN = Path(__file__).parent / "plan.txt"


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON is a list of objects with the table's columns, exact values as text."""
    assert main(["targets", str(PLAN), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"start", "end", "value", "operator", "type", "base_value", "sentence"} <= set(rows[0])
    assert rows[0]["value"] == "130000000000"
    assert isinstance(rows[0]["start"], int)


def test_output_feeds_the_comparison(tmp_path: Path) -> None:
    """The written table is a table of own targets as it is."""
    path = tmp_path / "t.csv"
    assert main(["targets", str(PLAN), "--output", str(path)]) == 0
    assert len(load_targets([path]).targets) > 20


def test_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--template`` prints or writes an empty table."""
    assert main(["targets", "--template"]) == 0
    assert capsys.readouterr().out == template()
    assert main(["targets", "--template", "--output", str(tmp_path / "own.csv")]) == 0
    assert load_targets([tmp_path / "own.csv"]).targets == []


@pytest.mark.parametrize(
    "words",
    [
        ["targets"],
        ["targets", "missing.txt"],
        ["targets", str(PLAN), "--template"],
        ["targets", str(PLAN), "--output", "t.docx"],
        ["targets", "--template", "--output", "t.xlsx"],
    ],
)
def test_refusals(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A plan that is missing or an output that cannot be is refused in a line."""
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("fengze: ")
