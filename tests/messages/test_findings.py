"""The sentences of the audit: names are small inside, sentences begin large."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.audit import summary
from fengze_analysis.messages.findings import describe, question_of_point
from fengze_analysis.model import Finding
from tests.made_up.district import fengze_study


def _finding(rule: str) -> Finding:
    return next(one for one in fengze_study().audited if one.rule == rule and one.weight)


@pytest.mark.parametrize(
    ("rule", "begins", "inside"),
    [
        ("attainable_percentage", "Compulsory schools certified", " of compulsory schools"),
        ("ambiguous_change", "Candidates reaching", "; for excellence rate in"),
        ("other_publication", "Social assistance paid", " for social assistance paid"),
        ("stock_or_flow_not_stated", "Of 7 counts", ": 5G base stations"),
    ],
)
def test_a_name_is_small_inside_a_sentence(rule: str, begins: str, inside: str) -> None:
    """A capital stands where a sentence begins, and an abbreviation keeps its own."""
    finding = _finding(rule)
    said = describe(finding, "en")
    assert said.startswith(begins)
    (point,) = summary([finding]).points
    assert inside in f"{said} {question_of_point(point, 'en')}"


def test_a_publisher_is_named_in_english_where_it_is_known() -> None:
    """Its name comes with those of indicators and areas; an unknown one stays as it is."""
    finding = replace(_finding("other_publication"))
    publisher = dict(finding.values)["publisher"]
    assert "(The District; " in describe(finding, "en", {str(publisher): "The District"})
    assert f"({publisher}; " in describe(finding, "en", {})
