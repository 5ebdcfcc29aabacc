"""A person's corrections: applied where the characters still stand, refused where they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.extraction.extract import Extraction, extract
from fengze_analysis.extraction.readings import apply_readings, parse_readings
from fengze_analysis.model import Period

TEXT = "一、经济\n一是工业。完成投资约5亿元，走访几十家企业，指标得86。\n"
HEADER = "start,surface,value,unit,kind,sense,year,place,phrase,indicator,who,why"
AT = {surface: TEXT.index(surface) for surface in ("5亿元", "几十家", "86")}


@pytest.fixture
def extraction() -> Extraction:
    """A report with one figure read and two unread."""
    found = extract(TEXT, "made-up", place="丰泽区", reporting_year=2023)
    assert len(found.statements) == 1
    assert [one.surface for one in found.unread] == ["几十家", "86"]
    return found


def _apply(extraction: Extraction, columns: str, cells: str, surface: str = "5亿元") -> Extraction:
    rows = f"start,surface,who,why{columns}\n{AT[surface]},{surface},editor,表头{cells}\n"
    return apply_readings(extraction, parse_readings(rows))


def test_a_reading_corrects_a_value_and_its_interval(extraction: Extraction) -> None:
    """Value, unit, interval and kind are the person's; the rest of the row stays."""
    before = extraction.statements[0]
    (row,) = _apply(extraction, ",value,unit", ",500000001,元").statements
    assert (row.value, row.low, row.high) == (Decimal(500000001),) * 3
    assert (row.reading, row.read_by, row.read_why) == ("manual", "editor", "表头")
    assert (row.row_id, row.sentence, row.place) == (before.row_id, before.sentence, before.place)


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("sense", "past_plan", "sense", "past_plan"),
        ("year", "2021-2025", "year", Period(2021, 2025)),
        ("year", "none", "year", None),
        ("place", "城东产业园", "place", "城东产业园"),
        ("phrase", "技改投资", "indicator_phrase", "技改投资"),
        ("indicator", "gdp;gdp_growth", "indicator", ("gdp", "gdp_growth")),
        ("indicator", "none", "indicator", ()),
        ("kind", "change", "kind", "change"),
        ("unit", "美元", "canonical_unit", "美元"),
    ],
)
def test_each_column_can_be_corrected_alone(
    extraction: Extraction, column: str, cell: str, field: str, value: object
) -> None:
    """The value keeps its interval, and every other column stays as it was read."""
    before = extraction.statements[0]
    (row,) = _apply(extraction, f",{column}", f",{cell}").statements
    assert getattr(row, field) == value
    assert before.low != before.value
    assert (row.value, row.low, row.high) == (before.value, before.low, before.high)
    others = {"sense", "year", "place", "indicator_phrase", "kind", "unit"} - {field, column}
    assert {name: getattr(row, name) for name in others} == {
        name: getattr(before, name) for name in others
    }


def test_a_corrected_year_says_that_a_person_gave_it(extraction: Extraction) -> None:
    """The evidence of a manual year is the reading; a year taken away has none."""
    assert extraction.statements[0].year_from == "document"
    (given,) = _apply(extraction, ",year", ",2022").statements
    (taken,) = _apply(extraction, ",year", ",none").statements
    assert (given.year_from, taken.year_from) == ("manual", "")


def test_a_reading_gives_an_unread_figure_its_value(extraction: Extraction) -> None:
    """It leaves the table of the unread and stands in its place among the statements."""
    found = _apply(extraction, ",value,unit,kind", ",30..50,家,amount", "几十家")
    assert [one.surface for one in found.unread] == ["86"]
    row = found.statements[1]
    assert (row.surface, row.low, row.high) == ("几十家", Decimal(30), Decimal(50))
    assert (row.section, row.item, row.heading, row.place) == ("1", "1", "工业", "丰泽区")
    assert row.canonical_unit == "家"
    assert "几十家" in row.sentence


def test_a_figure_that_was_not_read_needs_value_and_kind(extraction: Extraction) -> None:
    """A sense alone makes no row of what has no value."""
    with pytest.raises(InputError, match="value, kind empty"):
        _apply(extraction, ",sense", ",scope", "几十家")


def test_a_reading_takes_a_figure_away(extraction: Extraction) -> None:
    """Kind none says that the characters are no figure."""
    assert _apply(extraction, ",kind", ",none").statements == ()


def test_a_reading_whose_characters_are_gone_is_refused(extraction: Extraction) -> None:
    """The message says what stands there now and where."""
    rows = "start,surface,sense,who,why\n3,5亿元,scope,editor,类别"
    with pytest.raises(InputError, match=r"5亿元.*position 3"):
        apply_readings(extraction, parse_readings(rows))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("start,surface\n1,a", "header"),
        ("start,surface,who,why,colour\n1,a,e,w,red", "columns unknown: colour"),
        (f"{HEADER}\nx,5亿元,5,元,amount,,,,,,e,w", "line 2: start 'x'"),
        (f"{HEADER}\n1,5亿元,5,元,weight,,,,,,e,w", "kind 'weight'"),
        (f"{HEADER}\n1,5亿元,fünf,,,,,,,,e,w", "value 'fünf'"),
        (f"{HEADER}\n1,5亿元,1/0,,,,,,,,e,w", "value '1/0'"),
        (f"{HEADER}\n1,5亿元,,,,goal,,,,,e,w", "sense 'goal'.*outcome plan past_plan"),
        (f"{HEADER}\n1,5亿元,,,,,去年,,,,e,w", "year '去年'.*2021-2025"),
        (f"{HEADER}\n1,5亿元,,,,,2025-2021,,,,e,w", "year '2025-2021'"),
        (f"{HEADER}\n\n1,5亿元,,,,,,,,gpd,e,w", "line 3: indicator gpd"),
        (f"{HEADER}\n1,5亿元,5,元,amount,,,,,,,w", "who empty"),
        (f"{HEADER}\n1,,5,元,amount,,,,,,e,", "surface, why empty"),
        (f"{HEADER}\n1,5亿元,,,,,,,,,e,w", "nothing is corrected"),
        (f"{HEADER}\n1,5亿元,,,,,,,,,e,w,x", "more cells"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(rows: str, message: str) -> None:
    """A person can put it right from the message alone."""
    with pytest.raises(InputError, match=message):
        parse_readings(rows, codes={"gdp"})


def test_every_line_that_is_wrong_is_named() -> None:
    """All at once: a person looks a file through once, not once a fault."""
    rows = "start,surface,value,who,why\nx,5亿元,5,e,w\n1,5亿元,5,e,w\n2,3%,三,e,w"
    with pytest.raises(InputError) as refused:
        parse_readings(rows)
    first, second = str(refused.value).splitlines()
    assert "line 2: start 'x'" in first
    assert "line 4: value '三'" in second
