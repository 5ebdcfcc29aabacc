"""The report of the project against the table of its figures that was read by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengze_analysis.extraction.extract import Extraction, extract
from fengze_analysis.interval import exact_text
from fengze_analysis.lexicon.codebook import load_indicators
from tests.extraction.reading_tables import rows

ROWS = rows("fengze_by_hand")
COLUMNS = (
    "section",
    "item",
    "surface",
    "value",
    "unit",
    "canonical_unit",
    "kind",
    "approx",
    "direction",
    "basis",
    "sense",
    "year_from",
    "period",
    "status",
)
DISTRICT = "泉州市丰泽区"


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    """The report, read with the codebook of the project."""
    raw = Path(__file__).parents[2] / "data" / "raw"
    text = (raw / "fengze-2024-7" / "report.txt").read_bytes().decode("utf-8")
    return extract(text, "fengze-2024-7", load_indicators())


@pytest.mark.parametrize(
    "index", range(len(ROWS)), ids=lambda at: f"{at + 1:02}-{ROWS[at]['surface']}"
)
def test_each_figure_is_read_as_by_hand(index: int, extraction: Extraction) -> None:
    """Value, unit, kind, direction, basis, sense, year with its evidence, and place agree."""
    observation, row = extraction.statements[index], ROWS[index]
    read = {name: getattr(observation, name) for name in COLUMNS}
    assert {**read, "value": exact_text(observation.value)} == {name: row[name] for name in COLUMNS}
    assert str(observation.year) == row["year"]
    assert observation.place == (row["place"] or DISTRICT)


def test_no_figure_is_left_out_and_none_is_made_up(extraction: Extraction) -> None:
    """The observations are the rows of the table, in its order; nothing is unread."""
    surfaces = [observation.surface for observation in extraction.statements]
    assert surfaces == [row["surface"] for row in ROWS]
    assert extraction.unread == ()


def test_every_figure_has_a_code(extraction: Extraction) -> None:
    """The codebook names each figure, and two codes where a figure states two observations."""
    unnamed = [one.surface for one in extraction.statements if not one.indicator]
    assert not unnamed
    double = [one for one in extraction.statements if len(one.indicator) > 1]
    assert [one.surface for one in double] == ["100%", "100%", "4%"]


def test_each_position_points_at_its_characters(extraction: Extraction) -> None:
    """Surface, sentence and row id are those of the place in the text as read."""
    for one in extraction.statements:
        assert extraction.document.text[one.start : one.end] == one.surface
        assert one.row_id == f"{one.section}.{one.item}.{one.start}"
        assert _without_breaks(one.surface) in _without_breaks(one.sentence)


def test_the_document_says_who_wrote_what_and_when(extraction: Extraction) -> None:
    """Title, number, issuer, place and date are those that the report prints."""
    document = extraction.document
    assert document.title.startswith("泉州市丰泽区人民政府关于")
    assert document.title.endswith("的报告")
    assert (document.number, document.issuer) == ("泉丰政综〔2024〕7号", "泉州市丰泽区人民政府")
    assert (document.place, document.date) == (DISTRICT, "2024-01-16")


def test_the_twelve_measures_have_their_headings(extraction: Extraction) -> None:
    """Three sections with four measures each, the heading of a measure being its first clause."""
    measures = [item for item in extraction.document.items if item.item != "0"]
    assert [(item.section, item.item) for item in measures] == [
        (str(section), str(item)) for section in (1, 2, 3) for item in (1, 2, 3, 4)
    ]
    assert measures[0].heading == "招商引资质效提升"


def _without_breaks(text: str) -> str:
    return "".join(text.split())
