"""A person's corrections: applied where the characters still stand, refused where they do not."""

from __future__ import annotations

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.extraction.extract import Extraction, extract
from fengze_analysis.extraction.readings import Reading, apply_readings, parse_readings

TEXT = "一、经济\n一是工业。完成投资5亿元，走访几十家企业，指标得86。\n"
HEADER = "start,surface,value,unit,kind,indicator,who,why"


@pytest.fixture
def extraction() -> Extraction:
    """A report with one figure read and two unread."""
    found = extract(TEXT, "made-up", place="丰泽区")
    assert len(found.observations) == 1
    assert [one.surface for one in found.unread] == ["几十家", "86"]
    return found


def _reading(surface: str, value: str, unit: str, kind: str = "amount") -> Reading:
    return Reading(TEXT.index(surface), surface, value, unit, kind, "", "editor", "why")


def test_a_reading_corrects_a_figure(extraction: Extraction) -> None:
    """Value, unit, interval and kind are the person's; the rest of the row stays."""
    before = extraction.observations[0]
    (row,) = apply_readings(extraction, [_reading("5亿元", "500000001", "元")]).observations
    assert (row.value, row.low, row.high, row.reading) == ("500000001",) * 3 + ("manual",)
    assert (row.row_id, row.sentence, row.place) == (before.row_id, before.sentence, before.place)


def test_a_reading_gives_an_unread_figure_its_value(extraction: Extraction) -> None:
    """It leaves the table of the unread and stands in its place among the observations."""
    found = apply_readings(extraction, [_reading("几十家", "30..50", "家")])
    assert [one.surface for one in found.unread] == ["86"]
    row = found.observations[1]
    assert (row.surface, row.low, row.high, row.canonical_unit) == ("几十家", "30", "50", "家")
    assert (row.section, row.item, row.heading, row.place) == ("1", "1", "工业", "丰泽区")
    assert "几十家" in row.sentence


def test_a_reading_takes_a_figure_away(extraction: Extraction) -> None:
    """Kind none says that the characters are no figure."""
    found = apply_readings(extraction, [_reading("5亿元", "", "", "none")])
    assert found.observations == ()


def test_a_reading_whose_characters_are_gone_is_refused(extraction: Extraction) -> None:
    """The message says what stands there now and where."""
    moved = Reading(3, "5亿元", "5", "元", "amount", "", "editor", "why")
    with pytest.raises(InputError, match=r"5亿元.*position 3"):
        apply_readings(extraction, [moved])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("start,surface\n1,a", "header"),
        (f"{HEADER}\nx,5亿元,5,元,amount,,e,w", "start 'x'.*line 2"),
        (f"{HEADER}\n1,5亿元,5,元,weight,,e,w", "kind 'weight'"),
        (f"{HEADER}\n1,5亿元,5,元,amount,,,w", "who empty"),
        (f"{HEADER}\n1,,5,元,amount,,e,", "surface, why empty"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(rows: str, message: str) -> None:
    """A person can put it right from the message alone."""
    with pytest.raises(InputError, match=message):
        parse_readings(rows)
