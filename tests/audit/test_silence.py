"""Texts with an innocent reading: nothing in them may be called a contradiction."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fengze_analysis.audit import audit, summary
from fengze_analysis.extraction import extract
from fengze_analysis.lexicon.codebook import load_indicators

SILENT = list(
    csv.DictReader((Path(__file__).parent / "silent.csv").read_text("utf-8").splitlines())
)


@pytest.mark.parametrize("row", SILENT, ids=lambda row: f"{row['kind']}: {row['text'][:20]}")
def test_an_innocent_text_stays_silent(row: dict[str, str]) -> None:
    """Read as any report is: no contradiction, no difference put to the issuer."""
    read = extract(row["text"], "made-up", load_indicators(), place="云溪市")
    found = audit(read.document, read.statements, (), (), load_indicators())
    assert read.statements
    assert summary(found).contradictions == 0
    assert not [one.finding_id for one in found if one.weight >= 40]


def test_a_text_that_does_contradict_is_heard() -> None:
    """The same way of reading hears a real error, so that silence above means something."""
    text = "2023年，全市城镇新增就业2.2万人。2023年，全市城镇新增就业3.2万人。"
    read = extract(text, "made-up", load_indicators(), place="云溪市")
    found = audit(read.document, read.statements, (), (), load_indicators())
    assert summary(found).contradictions == 1
