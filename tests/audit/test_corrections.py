"""The register of misprints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fengze_analysis.audit import Correction, match_corrections, parse_corrections
from fengze_analysis.errors import InputError
from tests.audit.builder import made_up

REPORT = made_up("落实税费优惠{8.6亿元}，兑现资金{1.72亿元}。")
START = REPORT.rows[0].start
ENTRY = {
    "start": str(START),
    "surface": "8.6亿元",
    "should_be": "8.7亿元",
    "evidence": "区政府2024年2月更正通知",
    "guard": "税费优惠8.6亿元，兑现",
    "issuer_told": "no",
}


def test_a_correction_stands_beside_the_printed_figure() -> None:
    """The row stays as printed, the correction is found by its id."""
    corrections = parse_corrections([ENTRY], "made-up")
    found = match_corrections(corrections, REPORT.document, REPORT.rows)
    assert REPORT.rows[0].value == 860000000
    assert found == {
        REPORT.rows[0].row_id: Correction(
            START, "8.6亿元", "8.7亿元", "区政府2024年2月更正通知", "税费优惠8.6亿元，兑现", "no"
        )
    }


@pytest.mark.parametrize("entries", [None, "", [], {"corrections": ""}, {"corrections": []}, {}])
def test_an_empty_register_has_no_corrections(entries: object) -> None:
    """An empty file is the usual case."""
    assert parse_corrections(entries, "made-up") == ()


def test_the_register_may_be_a_mapping() -> None:
    """A list under the key corrections is read alike."""
    assert len(parse_corrections({"corrections": [ENTRY]}, "made-up")) == 1


@pytest.mark.parametrize("told", ["no", "2024-01-31"])
def test_whether_the_issuer_was_told_is_no_or_a_date(told: str) -> None:
    """Either stands as it is written."""
    (correction,) = parse_corrections([ENTRY | {"issuer_told": told}], "made-up")
    assert correction.issuer_told == told


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("8.6亿元", "no list of corrections"),
        ({"corrections": "8.6亿元"}, "no list of corrections"),
        (["8.6亿元"], "the keys"),
        ([{"start": "3"}], "the keys"),
        ([ENTRY | {"note": ""}], "the keys"),
        ([ENTRY | {"start": "yes"}], "start 'yes'"),
        ([ENTRY | {"start": "-1"}], "start '-1'"),
        ([ENTRY | {"start": "9" * 9_000}], "start '9+' "),
        ([ENTRY | {"start": ["3"]}], "start .*position"),
        ([ENTRY | {"evidence": " "}], "evidence ' '"),
        ([ENTRY | {"should_be": ["8.7"]}], "should_be .*words"),
        ([ENTRY | {"guard": "兑现资金"}], "lacks the figure"),
        ([ENTRY | {"issuer_told": "yes"}], "issuer_told 'yes'"),
        ([ENTRY | {"issuer_told": "2024-02-31"}], "issuer_told '2024-02-31'"),
        ([ENTRY | {"issuer_told": ["no"]}], "issuer_told .*or the date"),
        ([ENTRY, ENTRY], "two corrections of one figure"),
    ],
)
def test_a_bad_register_is_refused_in_one_line(entries: object, message: str) -> None:
    """The message names what is wrong and what would be right."""
    with pytest.raises(InputError, match=message) as refused:
        parse_corrections(entries, "made-up")
    assert "\n" not in str(refused.value)
    assert "expected" in str(refused.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: "新增" + text, "no longer stands"),
        (lambda text: text.replace("8.6", "8.5"), "no longer stands"),
        (lambda text: text.replace("，兑现", "；兑现"), "has changed"),
        (lambda text: text.replace("税费", "税收"), "has changed"),
    ],
)
def test_the_guard_fails_when_the_source_changes(change: object, message: str) -> None:
    """Another position, another figure or other words around it: look at the entry again."""
    document = REPORT.document
    changed = replace(document, text=change(document.text))  # type: ignore[operator]
    with pytest.raises(InputError, match=message):
        match_corrections(parse_corrections([ENTRY], "made-up"), changed, REPORT.rows)


def test_a_guard_may_hold_the_figure_twice() -> None:
    """One of its places must be that of the figure."""
    report = made_up("甲8个，乙{8个}。")
    start = report.rows[0].start
    entry = ENTRY | {"start": str(start), "surface": "8个", "guard": "甲8个，乙8个"}
    assert match_corrections(parse_corrections([entry], "made-up"), report.document, report.rows)
    early = ENTRY | {"start": str(start), "surface": "8个", "guard": "乙8个，丙"}
    with pytest.raises(InputError, match="has changed"):
        match_corrections(parse_corrections([early], "made-up"), report.document, report.rows)


def test_a_guard_cannot_begin_before_the_text() -> None:
    """A figure at the very start has nothing before it."""
    document = replace(REPORT.document, text="8个")
    entry = ENTRY | {"start": "0", "surface": "8个", "guard": "新增8个"}
    with pytest.raises(InputError, match="has changed"):
        match_corrections(parse_corrections([entry], "made-up"), document, ())


def test_a_correction_of_no_row_is_refused() -> None:
    """A figure that was not read cannot be shown beside its correction."""
    corrections = parse_corrections([ENTRY], "made-up")
    with pytest.raises(InputError, match="was read where it is corrected"):
        match_corrections(corrections, REPORT.document, REPORT.rows[1:])
